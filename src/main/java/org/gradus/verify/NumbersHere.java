package org.gradus.verify;

import java.util.function.Function;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.claim.Extraction;
import org.gradus.claim.LocalReading;
import org.gradus.claim.Place;
import org.gradus.claim.Setting;
import org.gradus.document.Document;

/**
 * A second look at what is not proved: letters that are vectors elsewhere in the document may be numbers in this section. Where the
 * text says so, this reading decides. Where it only looks so, it proves what the reading of the whole text leaves open, and refutes
 * nothing; what that reading refutes is open then.
 */
final class NumbersHere {

  private final Document document;
  private LocalReading reading;

  NumbersHere(Document document, Extraction extraction) {
    this.document = document;
    reading = extraction.vectors() ? null : LocalReading.NONE;
  }

  /** The report on the claim, or on the same with letters as numbers. */
  ClaimReport orElse(Claim claim, ClaimReport report, Function<Claim, ClaimReport> judge) {
    boolean refuted = "REFUTED".equals(report.verdict());
    if (!(claim instanceof Claim.Step s) || !refuted && !"UNDECIDED".equals(report.verdict())) {
      return report;
    }
    var step = at(s.place());
    if (step == null) {
      return report;
    }
    var other = judge.apply(step);
    if (reading().isSaid(s.place())) {
      return "UNDECIDED".equals(other.verdict()) && !refuted ? report : other;
    }
    if (!"PROVED".equals(other.verdict()) && !"TESTED".equals(other.verdict())) {
      return report;
    }
    return !refuted ? other : judge.apply(step.unclear("it holds if " + words(step) + "; otherwise it does not"));
  }

  private static String words(Claim.Step s) {
    return String.join(" and ", s.setting().supposed().stream().map(Setting.Supposed::words).toList());
  }

  /** The step at this place with letters as numbers; null if there is no such reading. */
  Claim.Step at(Place place) {
    return reading().at(place);
  }

  /** Made when the first thread asks. */
  private synchronized LocalReading reading() {
    try {
      reading = reading == null ? ClaimExtractor.readLocally(document) : reading;
    } catch (RuntimeException | StackOverflowError e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      reading = LocalReading.NONE; // the first reading stands
    }
    return reading;
  }
}
