package org.gradus.claim;

import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** {@code σ² = 1/n Σ (x_i − μ)²}: a fresh name is given by its square. A standard deviation is not negative. */
final class RootOfSquare {

  private static final Pattern NAME = Pattern.compile("(?:sigma|s)(?:hat|bar|tilde)?(?:_\\w+)?");
  private static final Pattern SAID = Pattern.compile("(?i)\\b(?:variance|varianz|standard deviation|mean squares?|mean of squares)\\b[^.;:]*$");

  private RootOfSquare() {}

  /** The name, or the family, whose square the left side is; null if it is none or has a meaning or a use before. */
  static Target of(Expr left, Expr body, String before, Context context) {
    if (!(left instanceof Expr.Pow p) || !p.exponent().equals(Exprs.TWO)
        || !(p.base() instanceof Expr.Sym s ? !isTaken(s.name(), context) : p.base() instanceof Expr.Indexed x && !isTaken(x.base(), context))) {
      return null;
    }
    var target = Target.of(p.base(), context);
    var base = p.base() instanceof Expr.Indexed x ? x.base() : target == null ? "" : target.name();
    boolean deviation = NAME.matcher(base).matches() && isSumOfSquares(body) || SAID.matcher(before).find();
    return target == null || !target.isName() && !target.family() || !deviation || context.isDefined(target.name()) || Reading.isClosed(body) || Reading.mentions(body, target)
        || Trees.any(body, x -> x.equals(p.base())) ? null : target;
  }

  private static boolean isTaken(String name, Context context) {
    return context.isKnown(name) || context.isUsed(name) || context.isDeclared(name);
  }

  /** A mean, or a sum, whose terms are squares. */
  private static boolean isSumOfSquares(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && Trees.any(b.body(), y -> y instanceof Expr.Pow q && q.exponent().equals(Exprs.TWO)));
  }
}
