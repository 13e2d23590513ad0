package org.gradus.report;

import java.util.ArrayList;
import org.gradus.verify.ClaimReport;

/** A single step in words, for messages outside of reports. */
public final class StepText {

  private static final int WRITTEN = 100;

  private StepText() {}

  /** The verdict, what is wrong, the step as written, and all that is known of it, a line each. */
  public static String of(ClaimReport claim) {
    var lines = new ArrayList<String>();
    lines.add(Wording.verdict(claim) + ": " + Wording.headline(claim));
    lines.add("  " + Wording.written(claim));
    Wording.sentences(claim).forEach(s -> lines.add("  " + s));
    return String.join("\n", lines);
  }

  /** The step as written, on one line that is not too long. */
  public static String written(ClaimReport claim) {
    return Text.shorten(Wording.written(claim), WRITTEN);
  }
}
