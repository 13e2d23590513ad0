package org.gradus.claim;

import org.gradus.document.Sought;

/** Formulas that a text shows as wrong: 'a common mistake is to write', 'it is false that', 'which is wrong'. They are not claimed. */
final class Mistake {

  private static final String WRONG = "(?:wrong|nicht (?:richtig|wahr|korrekt)|false|incorrect|mistaken|untrue|invalid|nonsense|not (?:true|correct|right|valid|the case)|falsch)";
  private static final Sought BEFORE = Sought.of("(?is)(?:"
      + "\\b(?:mistakes?|misconceptions?|misunderstandings?|pitfalls?|fallac(?:y|ies)|blunders?|myths?|freshman['’]s dream|(?:common|typical|frequent|usual|popular|classic|easy|beginner'?s?)\\s+errors?)"
      + "[*_]*(?:\\s*:|\\s+(?:is|are|was|were|would|made|here|of|that|to)\\b)(?![^.;]*\\b(?:avoid\\w*|correct\\w*|instead)\\b)[^.;]*"
      + "|\\b(?:is|was|be|it's)\\s+(?:\\w+\\s+)?" + WRONG + "\\s*,?\\s*(?:that|to|:)(?:\\s*:)?[^.;:]*"
      + "|(?:^|[.!?\\n])[\\s*_>-]*(?:" + WRONG + "|bad|wrong (?:answer|way|solution))[*_]*\\s*[:!][*_\\s]*"
      + "|\\b(?:one|you|students?|people|someone|beginners?|many|we|I)\\s+(?:might|may|could|would|often|sometimes|wrongly)\\s+(?:\\w+\\s+)?(?:think|believe|guess|hope|suspect|conclude wrongly|be tempted)\\b[^.;]*"
      + "|\\btempt(?:ed|ing)\\s+to\\b[^.;]*"
      + "|\\b" + WRONG + "\\s+(?:wäre|ist)(?:\\s+es)?\\s*[,:]?\\s*(?:dass\\s+)?"
      + "|\\b(?:ist|wäre|war)(?:\\s+es)?\\s+(?:\\w+\\s+)?" + WRONG + "\\s*[,:](?!\\s*(?:denn|weil|da|sondern|aber|richtig)\\b)[^.;:$]*"
      + "|\\b(?:\\w+e[rs]?\\s+)?(?:Fehler|Irrtum|Fehlschluss|Trugschluss)(?:\\s+(?:ist|wäre|lautet|besteht|macht|liegt)\\b[^.;$]*|\\s*:\\s*)"
      + "|\\b(?:man|viele|manche|wer)\\s+(?:könnten?|mag|mögen|würden?|denk\\w*|glaub\\w*|mein\\w*)\\b[^.;$]*\\bdass\\b[^.;$]*"
      + "|\\b(?:(?:darf|dürfen|soll\\w*)\\s+(?:man\\s+|wir\\s+)?(?:nicht|nie)|fälschlich(?:erweise)?)\\b[^.;$]*"
      + "|\\b(?<!not |n't |n’t )forg[eo]t(?:s|ting|ten)?\\b[^.;$]*\\b(?:get|gets|getting|write|writes|writing|obtains?|ends? up with)\\b[^.;$]*"
      + "|\\b(?:incorrectly|wrongly|erroneously|mistakenly|falsely)\\b[^.;$]*"
      + "|\\b(?:first|initially|originally)\\s*,?\\s+(?:I|we)\\s+(?:tried|wrote|had written|thought)\\b[^.;$]*"
      + "|\\b(?:not|n['’]t)\\s+(?:true|correct|right|mean|follow|imply|hold)\\s*,?\\s*that\\b(?:\\s*:)?[^.;:$]*)$"); // 'it is not true that the slope stays below it:' says it all
  /** Between two formulas: the second is what the first is not. */
  private static final Sought INSTEAD = Sought.of("(?is)^[\\s,*_]*(?:(?:and|but)\\s+)?(?:instead of|rather than|not)[\\s*_:]*$");
  private static final Sought BEHIND = Sought.of("(?is)^[\\s,;–—-]*(?:(?:which|but (?:this|that|it)|this|that|it)\\s+)?(?:(?:is|was|would be|ist|war|wäre)\\s+(?:\\w+\\s+)?" + WRONG + "(?!\\s*,?\\s*(?:however,\\s+|though,\\s+)?(?:to|that|dass)\\b)"
      + "|(?:which|but (?:this|that|it))\\s+(?:ignores|forgets|misses|overlooks|neglects)\\b|(?:does not|doesn['’]t|do not) hold\\b)");

  private Mistake() {}

  /**
   * Whether the words on both sides say that a formula is wrong.
   *
   * @param sentence up to the formula; a formula before stands there as a dollar sign
   */
  static boolean isShown(String sentence, String behind) {
    if (BEHIND.matcher(behind).find()) {
      return true;
    }
    int last = sentence.lastIndexOf('$');
    if (last >= 0 && INSTEAD.matcher(sentence.substring(last + 1)).matches()) {
      return !BEFORE.matcher(sentence.substring(0, last).stripTrailing()).find();
    }
    return BEFORE.matcher(sentence.substring(last + 1)).find();
  }
}
