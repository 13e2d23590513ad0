package org.gradus.verify;

import org.gradus.claim.Claim;

/**
 * What comes of a claim by itself, in each of its readings.
 *
 * @param verdict   null for what claims nothing
 * @param asNumbers the claim with letters as numbers that are vectors elsewhere, where that may decide it; else null
 * @param ofNumbers the verdict on that
 */
record Opinion(Claim claim, Alone.Verdict verdict, Claim.Step asNumbers, Alone.Verdict ofNumbers) {

  static Opinion of(Claim claim, Alone alone, NumbersHere numbers) {
    var verdict = alone.verdict(claim);
    var other = verdict != null && (verdict.isRefuted() || verdict.isUndecided()) ? numbers.at(claim.place()) : null;
    return new Opinion(claim, verdict, other, other == null ? null : alone.verdict(other));
  }
}
