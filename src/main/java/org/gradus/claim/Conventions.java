package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * Names that carry their meaning: a loss with the label CE is the cross-entropy of one-hot labels y and outputs ŷ, its mean over
 * the samples or their sum.
 */
final class Conventions {

  private static final Sought CROSS_ENTROPY = Sought.of("(?:(?:f|L|J|C|E|ell|Lcal|Jcal|loss|cost)_)?(?:CE|ce|xent|crossentropy)");
  private static final String LABELS = "y";
  private static final String OUTPUTS = "yhat";
  private static final List<String> SAMPLES = List.of("i", "j", "m", "n", "s", "t");

  private Conventions() {}

  /** The customary meaning of a name that the document defines nowhere; null if it has none, or what it is made of is not known. */
  static Supposition of(String name, Context context) {
    var outputs = CROSS_ENTROPY.matcher(name).matches() ? context.definition(OUTPUTS + Target.FAMILY) : null;
    if (outputs == null || outputs.parameters().size() != 1 || context.isDefined(LABELS) || context.isDefined(LABELS + Target.FAMILY)
        || context.isDefined(LABELS + Target.FAMILY + "^")) {
      return null;
    }
    var k = outputs.parameters().getFirst();
    var i = SAMPLES.stream().map(Exprs::sym).filter(s -> !s.equals(k) && context.isNumbered(LABELS, s) && context.isNumbered(OUTPUTS, s)).findFirst()
        .orElse(null);
    var classes = context.arrays().range(k.name());
    var samples = i == null ? null : context.arrays().range(i.name());
    if (classes == null || samples == null) {
      return null;
    }
    var y = Exprs.indexed(LABELS, List.of(k), List.of(i));
    var of = Exprs.indexed(OUTPUTS, List.of(k), List.of(i));
    var sum = Exprs.neg(Exprs.sum(Exprs.sum(Exprs.mul(y, Exprs.log(of)), k, Exprs.ONE, classes), i, Exprs.ONE, samples));
    Expr mean = Exprs.div(sum, samples);
    return new Supposition(new Definition(name, List.of(), false, mean, 0, 0, false), name + " = " + mean + " with one-hot labels, as usual",
        List.of(sum), List.of(new Assumption(null, "one-hot", LABELS, null)), true);
  }
}
