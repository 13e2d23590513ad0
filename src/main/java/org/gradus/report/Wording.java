package org.gradus.report;

import java.util.ArrayList;
import java.util.List;
import org.gradus.verify.ClaimReport;

/** What reports say of a step: the same words whatever the form of the report. */
final class Wording {

  private Wording() {}

  /** The verdict in words; a formula without one claims nothing. */
  static String verdict(ClaimReport claim) {
    return claim.verdict() == null ? "no claim" : claim.verdict();
  }

  /** A sign for the verdict, for those who do not see colours. */
  static String sign(String verdict) {
    return switch (verdict) {
      case "PROVED" -> "✓";
      case "TESTED" -> "≈";
      case "REFUTED" -> "✗";
      case null -> "·";
      default -> "?";
    };
  }

  /** An {@code expect} directive announced another verdict. */
  static boolean surprises(ClaimReport claim) {
    return claim.expected() != null && !claim.met();
  }

  /** An {@code expect} directive announced just this verdict. */
  static boolean asExpected(ClaimReport claim) {
    return claim.expected() != null && claim.met();
  }

  /** The reader has to do something about this step. */
  static boolean isFault(ClaimReport claim) {
    return surprises(claim) || "REFUTED".equals(claim.verdict()) && !asExpected(claim);
  }

  /** Nobody knows whether this step holds, and nobody expected that. */
  static boolean isOpen(ClaimReport claim) {
    return "UNDECIDED".equals(claim.verdict()) && claim.expected() == null;
  }

  /** What is wrong with a step, in a phrase; for a step that does not fail, what kind of step it is. */
  static String headline(ClaimReport claim) {
    if (surprises(claim)) {
      return "was expected to be " + claim.expected()
          + (claim.verdict() == null ? ", and makes no claim" : ", and is " + claim.verdict());
    }
    if (!"REFUTED".equals(claim.verdict())) {
      return claim.kind() + (claim.method() == null || "UNDECIDED".equals(claim.verdict()) ? "" : ", by " + claim.method());
    }
    var what = switch (claim.kind()) {
      case "definition" -> "this name already has another meaning";
      case "derivative" -> "this is not the derivative";
      case "limit" -> "this is not the limit";
      case "bound" -> "this bound does not hold";
      case "convexity" -> "this is not so";
      case "solution" -> "the solutions are not the same";
      case "numeric" -> "this is not the number";
      default -> "the two sides are not equal";
    };
    var slip = claim.diagnosis() == null ? "" : " [" + claim.diagnosis().kind() + "]";
    return what + slip + (claim.expected() != null ? " (as expected)" : "");
  }

  /** Where the counterexample is: {@code z = 1/2, y = 1}. Empty where there is nothing to choose. */
  static String point(ClaimReport claim) {
    return claim.counterexample() == null ? "" : Text.point(claim.counterexample().point());
  }

  /** All that is known of a step, a sentence each. */
  static List<String> sentences(ClaimReport claim) {
    var out = new ArrayList<String>();
    var at = claim.counterexample();
    if (at != null) {
      var point = point(claim);
      out.add((point.isEmpty() ? "The" : "At " + point + " the") + " left side is " + at.lhs() + ", the right side "
          + at.rhs() + ".");
    }
    if (claim.diagnosis() != null) {
      out.add("Help: " + sentence(claim.diagnosis().message()));
      if (claim.diagnosis().suggestion() != null) {
        out.add("Write " + claim.diagnosis().suggestion());
      }
      if (claim.diagnosis().explanation() != null) {
        out.add("Note: " + sentence(claim.diagnosis().explanation()));
      }
    }
    if (claim.reason() != null && !claim.reason().isBlank()) {
      out.add(sentence(capital(claim.reason())));
    }
    if (!claim.conditions().isEmpty()) {
      out.add("Where " + String.join(", ", claim.conditions()) + ".");
    }
    if (!claim.holdsIf().isEmpty()) {
      out.add("Holds if " + String.join(", ", claim.holdsIf()) + ".");
    }
    claim.notes().forEach(note -> out.add("Note: " + sentence(note)));
    return out;
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The step as written, on one line. */
  static String written(ClaimReport claim) {
    var text = claim.text() != null ? claim.text() : claim.latex() == null ? "" : claim.latex();
    return text.strip().replaceAll("\\s+", " ");
  }

  /** The step in short: the relation and what it leads to. */
  static String step(ClaimReport claim) {
    return claim.relation() != null && claim.rhsLatex() != null
        ? claim.relation() + " " + claim.rhsLatex() : written(claim);
  }
}
