package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * Where a name that has a number gets another one, it may be a contradiction, or the next step of a computation, another
 * sample, another case. It is the latter where the words speak of one, and where the new number is worked out from the old
 * one: {@code w = 0.8 − 0.1·1.6}.
 */
final class NewValue {

  private static final Sought OTHER_STAGE = Sought.of("(?iU)\\b(?:new|next|now|here|hier|ici|aquí|after(?:wards)?|again|instead|other|another|second|third|fourth|fifth|"
      + "steps?|iterations?|iterates?|rounds?|epochs?|updat\\w+|more|less|larger|smaller|bigger|higher|lower|without|with|for|if|when|while|whereas|but with|start\\w*|initial\\w*|"
      + "neurons?|units?|samples?|examples?|images?|layers?|cases?|inputs?|batch(?:es)?|tokens?|points?|weights?|"
      + "neue[nrs]?|nächste[nrs]?|jetzt|nun|nach|mit|für|wenn|ohne|zweite[nrs]?|dritte[nrs]?|Schritte?|Iteration|"
      + "nouve(?:l|lle|au|aux)|pour|avec|sans|après|étape|itération|si|deuxième|"
      + "nuev[oa]s?|para|con|sin|después|ahora|paso|iteración|segund[oa])\\b");

  private NewValue() {}

  /** Whether the name gets another value, rather than being said to have a value that it does not have. */
  static boolean isMeant(Wording words, Side right, Expr old) {
    return switch (words.cue()) {
      case DEFINES, PUTS, ASSUMES, CASE -> true;
      default -> OTHER_STAGE.matcher(lastPart(words.sentence())).find() || isWorkedOutFrom(old, right);
    };
  }

  private static String lastPart(String sentence) {
    int end = sentence.lastIndexOf(';');
    return sentence.substring(end + 1);
  }

  private static boolean isWorkedOutFrom(Expr old, Side right) {
    var written = right.raw() == null ? List.<Decimals.Decimal>of() : right.decimals().in(right.raw());
    return written.size() > 1 && written.stream().anyMatch(d -> Probe.close(old, Exprs.num(d.value())));
  }
}
