package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/**
 * Relations that the words ask for and do not claim: 'we would need $b < 0$, $w_1 + b > 0$'. They are not refuted, and what follows
 * is not refuted where they do not hold.
 */
final class Wished {

  private static final String ASKING = "(?:needs?|needed|requires?|required|wants?|(?:must|would have to|should)\\s+(?:have|satisfy|fulfil)|"
      + "brauchen|bräuchten|benötigen|müss(?:t)?en gelten|(?:muss|müsste|soll|sollte)\\s+gelten)\\b";
  /** Words between the asking and what is asked for; 'we want the gradient' asks for no relation. */
  private static final String LINKING = "(?:that|also|both|then|thus|therefore|hence|only|either|now|simultaneously|for example|dass|auch|dann|also|nur|zugleich)\\b,?";
  private static final Sought WORDS = Sought.of("(?iU)\\b(?<words>" + ASKING + ")(?:\\s+" + LINKING + ")*[\\s:]*(?:\\$[\\s,;]*(?:(?:and|und)\\s+)?)*$");

  private Wished() {}

  /**
   * Why a claim under such words is not refuted; null if there are none.
   *
   * @param sentence up to the formula, in which formulas are dollar signs
   */
  static String reason(String sentence) {
    var m = WORDS.matcher(sentence);
    return m.find() ? "it does not hold in general; '" + m.group("words") + "' asks for it and does not claim it" : null;
  }

  /** What is wished for may be assumed further on. */
  static void keep(List<Claim> claims, Context context) {
    for (var c : claims) {
      if (c instanceof Claim.Step s && s.lhs() != null && s.rhs() != null && s.op() != null && s.op() != RelOp.APPROX) {
        var relation = Exprs.rel(s.op(), s.lhs(), s.rhs());
        context.hypotheses().perhaps(new Assumption(relation, null, null, relation + " (line " + s.place().line() + ")"));
      }
    }
  }
}
