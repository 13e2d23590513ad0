package org.gradus.claim;

import org.gradus.document.Sought;
import org.gradus.expr.Expr;

/**
 * What the words around a formula say of it.
 *
 * @param before the words before it
 * @param cue    what the words of its sentence make of it
 * @param listed what the formula before was, if only a comma or 'and' stands between; else null
 * @param way    the words since the last formula that belongs to a derivation
 * @param limit  the limit that the sentence speaks of, or null
 * @param tends  whether the formula is followed by 'as x → a', or follows it
 * @param sentence the words of its sentence up to it, with a dollar sign for each formula
 */
record Wording(String before, Cue cue, Kind listed, Way way, Expr.Limit limit, boolean tends, String sentence) {

  private static final Sought OF_A_THING = Sought.of("(?iU)^[\\s*_]*(?:for|in (?:the )?case of|with|für|bei|im fall)\\s+(?<thing>(?:the|an?|our|die|das|den|dem|der|eine?[nmrs]?)\\s+[^$.;:,]{1,80}(?:\\$[^$.;:,]{0,40})?)\\s*,?\\s*$");

  /** What a sentence that begins with 'For the Poisson distribution' speaks of; null if it does not begin so. */
  String subject() {
    var m = OF_A_THING.matcher(sentence);
    return m.find() ? m.group("thing").strip() : null;
  }

  /** The same for what follows within the formula. */
  Wording inside() {
    return new Wording(before, cue, listed, Way.NONE, limit, tends, sentence);
  }

  /** Whether the words suppose something for a case or a moment. */
  boolean supposes() {
    return cue == Cue.MOMENT || cue == Cue.CASE || cue == Cue.ASSUMES;
  }

  /** Whether no words but 'hence' and the like lead to the formula in its sentence. */
  boolean concludes() {
    return Prose.CONNECTING.matcher(sentence.substring(sentence.lastIndexOf('$') + 1)).matches();
  }

  /** Whether the words only put the formula beside the one before: {@code 2x + y = 3} and {@code x − y = 1}. */
  boolean isBeside() {
    return before.contains("and") && Prose.LISTING.matcher(before).matches();
  }
}
