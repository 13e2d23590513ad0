package org.gradus.report;

import java.util.ArrayList;
import java.util.List;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;

/**
 * How the steps of one document or more turned out.
 *
 * @param proved     steps proved
 * @param tested     steps tested
 * @param refuted    steps refuted, the expected ones included
 * @param undecided  steps not decided, the expected ones included
 * @param unclaimed  formulas that claim nothing
 * @param asExpected refuted or undecided steps that an {@code expect} directive announced
 * @param surprises  steps that did not turn out as an {@code expect} directive announced
 * @param problems   formulas or directives that could not be read
 */
public record Summary(
    int proved,
    int tested,
    int refuted,
    int undecided,
    int unclaimed,
    int asExpected,
    int surprises,
    int problems) {

  /** Nothing counted yet. */
  public static final Summary NONE = new Summary(0, 0, 0, 0, 0, 0, 0, 0);

  /** Counts one document. */
  public static Summary of(FileReport report) {
    int proved = 0;
    int tested = 0;
    int refuted = 0;
    int undecided = 0;
    int unclaimed = 0;
    int asExpected = 0;
    int surprises = 0;
    for (var claim : report.claims()) {
      switch (claim.verdict()) {
        case "PROVED" -> proved++;
        case "TESTED" -> tested++;
        case "REFUTED" -> refuted++;
        case null -> unclaimed++;
        default -> undecided++;
      }
      if (claim.expected() != null && !claim.met()) {
        surprises++;
      } else if (expectedFlaw(claim)) {
        asExpected++;
      }
    }
    return new Summary(
        proved, tested, refuted, undecided, unclaimed, asExpected, surprises, report.problems().size());
  }

  private static boolean expectedFlaw(ClaimReport claim) {
    return Wording.asExpected(claim)
        && ("REFUTED".equals(claim.verdict()) || "UNDECIDED".equals(claim.verdict()));
  }

  /** Both counts together. */
  public Summary plus(Summary other) {
    return new Summary(
        proved + other.proved,
        tested + other.tested,
        refuted + other.refuted,
        undecided + other.undecided,
        unclaimed + other.unclaimed,
        asExpected + other.asExpected,
        surprises + other.surprises,
        problems + other.problems);
  }

  /** All steps that have a verdict. */
  public int steps() {
    return proved + tested + refuted + undecided;
  }

  /** One sentence for a reader. */
  public String sentence() {
    if (steps() + unclaimed + problems == 0) {
      return "no formulas";
    }
    var parts = new ArrayList<String>();
    count(parts, proved, "proved");
    count(parts, tested, "tested");
    count(parts, refuted, "refuted");
    count(parts, undecided, "undecided");
    var text = new StringBuilder(plural(steps(), "step"));
    if (!parts.isEmpty()) {
      text.append(": ").append(String.join(", ", parts));
    }
    var asides = new ArrayList<String>();
    if (asExpected > 0) {
      asides.add(asExpected + " of these as expected");
    }
    if (surprises > 0) {
      asides.add(surprises + " not as expected");
    }
    if (unclaimed > 0) {
      asides.add(plural(unclaimed, "formula") + (unclaimed == 1 ? " claims" : " claim") + " nothing");
    }
    if (problems > 0) {
      asides.add(plural(problems, "problem"));
    }
    if (!asides.isEmpty()) {
      text.append(" (").append(String.join("; ", asides)).append(')');
    }
    return text.toString();
  }

  private static void count(List<String> parts, int number, String word) {
    if (number > 0) {
      parts.add(number + " " + word);
    }
  }

  private static String plural(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
