package org.gradus.diagnosis;

import java.math.MathContext;
import java.util.Map;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;
import org.gradus.notation.Term;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;

/** A number is claimed, and another number it is: then the number is what is to be said, not how one comes from the other. */
final class BareValue {

  private static final int MAX_DENOMINATOR = 360;
  private static final int DIGITS = 20;
  private static final int SHOWN = 6;

  private final Case c;
  private final Screen screen;

  BareValue(Case c, Screen screen) {
    this.c = c;
    this.screen = screen;
  }

  /** The value that belongs on the right, proved; null where no number stands there, or the left side has no simple value. */
  Finding find() {
    var root = c.source() == null ? null : c.source().term(Part.RIGHT);
    if (root == null || !isNumber(root) || isNumber(c.source().term(Part.LEFT)) || !screen.isUseful() || !Trees.freeSymbols(c.left()).isEmpty()
        || Trees.any(c.left(), x -> x instanceof Expr.Indexed)) {
      return null;
    }
    var value = simple(screen.left()[0]);
    if (value == null || !c.referee().equal(c.left(), Exprs.num(value)) && value.signum() != 0) {
      return null;
    }
    var latex = LatexWriter.write(Exprs.num(value));
    var text = c.source().text(Part.RIGHT);
    var message = "the value is " + value;
    var edit = Edit.replace(root.span().start(), root.span().end(), latex, 3, message);
    var step = c.source().step(Part.RIGHT, edit.apply(text));
    return step != null && c.referee().proves(step) ? Finding.of(OtherSlips.VALUE, message, Part.RIGHT, edit, edit.apply(text)) : null;
  }

  /** Both values of a calculation, for the reader. */
  static String both(Case c) {
    var left = value(c.left());
    var right = value(c.right());
    return left == null || right == null || left.equals(right) ? "the two sides have different values"
        : "the left side is " + left + ", the right side " + right;
  }

  private static String value(Expr e) {
    try {
      var v = PointEvaluator.enclose(e, Map.of(), DIGITS);
      return v.isDefined() ? v.middle().round(new MathContext(SHOWN)).stripTrailingZeros().toPlainString() : null;
    } catch (Unsupported _) {
      return null;
    }
  }

  private static boolean isNumber(Term t) {
    return switch (t) {
      case Term.Number _ -> true;
      case Term.Negative n -> isNumber(n.body());
      case Term.Group g -> isNumber(g.body());
      case Term.Fraction q -> isNumber(q.over()) && isNumber(q.under());
      case Term.Sum s -> s.terms().size() == 1 && isNumber(s.terms().getFirst());
      case null, default -> false;
    };
  }

  private static Rational simple(double v) {
    for (int den = 1; den <= MAX_DENOMINATOR && Math.abs(v) < 1e6; den++) {
      double num = v * den;
      if (Math.abs(num - Math.rint(num)) < 1e-9 * (1 + Math.abs(num))) {
        return Rational.of((long) Math.rint(num), den);
      }
    }
    return null;
  }
}
