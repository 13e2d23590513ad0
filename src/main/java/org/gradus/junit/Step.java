package org.gradus.junit;

import org.gradus.report.StepText;
import org.gradus.verify.ClaimReport;
import org.opentest4j.AssertionFailedError;

/** A step of a document with its verdict: what {@link DerivationSource} hands to a test. */
public final class Step {

  private final String file;
  private final ClaimReport claim;
  private boolean asserted;

  Step(String file, ClaimReport claim) {
    this.file = file;
    this.claim = claim;
  }

  /** {@code PROVED}, {@code TESTED}, {@code REFUTED} or {@code UNDECIDED}. */
  public String verdict() {
    return claim.verdict();
  }

  /** The step as it is written. */
  public String latex() {
    return claim.text() != null ? claim.text() : claim.latex();
  }

  /** The line in which it begins, counted from 1. */
  public int line() {
    return claim.line();
  }

  /** All that was found: the point where it fails, the diagnosis, the conditions. */
  public ClaimReport report() {
    return claim;
  }

  /** The step is proved or tested, or turns out as an {@code expect} directive says. Throws {@link AssertionError} with the diagnosis. */
  public void assertHolds() {
    assertHolds(Accept.TESTED);
  }

  /** The same, with the weakest verdict that passes. */
  public void assertHolds(Accept weakest) {
    asserted = true;
    if (!passes(claim, weakest)) {
      throw new AssertionFailedError(message());
    }
  }

  boolean isAsserted() {
    return asserted;
  }

  static boolean passes(ClaimReport claim, Accept weakest) {
    return claim.expected() != null ? claim.met() : weakest.passes(claim.verdict());
  }

  String message() {
    return file + ":" + claim.line() + ":" + claim.column() + ": " + StepText.of(claim);
  }

  /** {@code line 11: \frac{dJ}{dz} = …}, shortened to a line. */
  @Override
  public String toString() {
    return "line " + claim.line() + ": " + StepText.written(claim);
  }
}
