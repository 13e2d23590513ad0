package org.gradus.claim;

import org.gradus.document.Sought;

/** What the words around a formula make of it, by what it looks like. */
final class FormulaCue {

  /** {@code η = 0.1: …} at the beginning of a sentence is a case. */
  private static final Sought VALUE = Sought.of("\\s*\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*}|\\w))?\\s*=\\s*-?(?:[\\d.,]+|\\\\[td]?frac\\s*\\{?\\d+}?\\s*\\{?\\d+}?|\\d+/\\d+)\\s*");

  /** 'Gradient descent started at $w_0 = 1$': no moment, but where a sequence begins. */
  private static final Sought STARTS = Sought.of("(?iU)\\b(?:start|begin|initiali[sz])\\w*(?:\\s+(?:the|our|point|it|everything))?\\s+(?:at|from|in|with|to)\\s*$");
  private static final Sought BEGINNING = Sought.of("\\s*\\\\?[A-Za-z]+(?:_0|_\\{\\s*0\\s*}|\\^\\{\\(0\\)}|\\^\\{0})\\s*=[^=]*");

  private static final String SINGLED_OUT = "(?:minim\\w+|maxim\\w+|optim\\w+|extrem\\w+|solution|root|zero|kink|stationary point|critical point|saddle point|Lösung|Nullstelle|Stelle|Sattelpunkt|Knick)";
  /** 'The minimum is $w = 0$', '$w = 0$ is the minimum': one value of a variable that has others below. */
  private static final Sought SINGLED_OUT_BEFORE = Sought.of("(?iU)\\b" + SINGLED_OUT + "\\s+(?:is|lies|ist|liegt)(?:\\s+(?:at|then|bei|dann))?\\s*$");
  private static final Sought SINGLED_OUT_BEHIND = Sought.of("(?iU)\\s*(?:(?:is|ist)\\s+)?(?:the|a|das|die|der|ein|eine)\\s+(?:[\\p{L}-]+\\s+)?" + SINGLED_OUT + "\\b");

  /** What the words around it make of the formula at hand. */
  static Cue of(FormulaText text, String sentence, String behind) {
    var cue = Cue.of(sentence, behind);
    if (cue == Cue.MOMENT && !text.display() && STARTS.matcher(sentence).find() && BEGINNING.matcher(text.latex()).lookingAt()) {
      return Cue.DEFINES;
    }
    if ((cue == Cue.NONE || cue == Cue.CASE) && !text.display() && VALUE.matcher(text.latex()).matches()
        && (SINGLED_OUT_BEFORE.matcher(sentence).find() || SINGLED_OUT_BEHIND.matcher(behind).lookingAt())) {
      return Cue.MOMENT;
    }
    return cue == Cue.NONE && !text.display() && behind.startsWith(":") && sentence.matches("[\\s*_-]*") && VALUE.matcher(text.latex()).matches() ? Cue.CASE : cue;
  }
}
