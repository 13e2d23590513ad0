package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gradus.claim.Setting;

/**
 * A step in whose exercise nothing says what some of its names are: letters of their own, or those of an earlier exercise. What
 * holds in one of the readings is proved with that reading as a condition, unless it holds for no more than the numbers of an earlier
 * exercise; only what fails in both is refuted.
 */
final class BothReadings {

  private BothReadings() {}

  /**
   * The verdict of both.
   *
   * @param own   that of the step where the names are letters of their own
   * @param other that of the step where they are those of earlier exercises
   */
  static ClaimVerifier.Result of(Setting.Elsewhere reading, ClaimVerifier.Result own, Supplier<ClaimVerifier.Result> other) {
    var names = String.join(", ", reading.names());
    boolean one = reading.names().size() == 1;
    var theirs = names + (one ? " is that of an earlier exercise" : " are those of earlier exercises");
    if (holds(own) && reading.numbers()) {
      return own; // what holds for all numbers holds for that one
    }
    var there = other.get();
    if (holds(own)) {
      return holds(there) ? own : with(own, names + (one ? " is a letter of its own here, not that of an earlier exercise" : " are letters of their own here, not those of earlier exercises"));
    }
    if (holds(there) && !(own.judgement().isRefuted() && reading.numbers())) {
      return with(there, theirs);
    }
    if (!own.judgement().isRefuted() || there.judgement().isRefuted()) {
      return own;
    }
    return new ClaimVerifier.Result(Judgement.undecided("it does not hold in general; whether " + theirs + ", the document does not say")
        .withHoldsIf(holds(there) ? List.of(theirs) : List.of()), null, own.notes());
  }

  private static boolean holds(ClaimVerifier.Result r) {
    return r.judgement().isProved() || r.judgement().verdict().equals("TESTED");
  }

  private static ClaimVerifier.Result with(ClaimVerifier.Result r, String condition) {
    var conditions = new ArrayList<>(r.judgement().conditions());
    conditions.add(condition);
    return r.with(r.judgement().withConditions(conditions));
  }
}
