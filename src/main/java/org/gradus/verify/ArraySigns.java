package org.gradus.verify;

import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.Ranks;
import org.gradus.tensor.Typing;

/** Signs that need no calculation: squares and norms are not negative, exponentials are positive, and so are their sums. */
final class ArraySigns {

  /** What is known of a sign. */
  enum Sign { POSITIVE, NOT_NEGATIVE, UNKNOWN }

  private final Assumed assumed;
  private final Set<String> sizes;
  private final Definiteness matrices;

  /** @param sizes names that are sizes, and so positive */
  ArraySigns(Assumed assumed, Set<String> sizes, Typing typing) {
    this.assumed = assumed;
    this.sizes = sizes;
    this.matrices = new Definiteness(typing, this);
  }

  /** What is known of matrices. */
  Definiteness matrices() {
    return matrices;
  }

  /** Whether it is stated that the vector is not 0. */
  boolean isNotZero(Expr vector) {
    return vector.equals(Exprs.sym(Ranks.ANY)) || assumed.relations().stream().anyMatch(r -> r instanceof Expr.Rel x && x.op() == RelOp.NE
        && (x.lhs().equals(vector) && Exprs.isZero(x.rhs()) || x.rhs().equals(vector) && Exprs.isZero(x.lhs())));
  }

  Sign of(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().signum() > 0 ? Sign.POSITIVE : n.value().signum() == 0 ? Sign.NOT_NEGATIVE : Sign.UNKNOWN;
      case Expr.Sym _, Expr.Indexed _ -> stated(e);
      case Expr.Pow p -> power(p);
      case Expr.Call c -> switch (c.function().name()) {
        case "exp", "sigmoid", "cosh", "softplus" -> Sign.POSITIVE;
        case "norm", "normsq", "norm_p" -> isNotZero(c.arg()) ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
        case "abs" -> Sign.NOT_NEGATIVE;
        case "matmul" -> matrices.form(matrices.factors(c));
        case "trace", "det" -> matrices.of(c.arg());
        case "dot" -> matrices.form(matrices.factors(Exprs.call("matmul", Exprs.call("transpose", c.args().get(0)), c.args().get(1))));
        default -> stated(e);
      };
      case Expr.Mul m -> product(m);
      case Expr.Add a -> {
        var all = a.args().stream().map(this::of).toList();
        yield all.contains(Sign.UNKNOWN) ? complement(a) : all.contains(Sign.POSITIVE) ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
      }
      case Expr.Big b -> of(b.body()) == Sign.UNKNOWN ? Sign.UNKNOWN
          : of(b.body()) == Sign.POSITIVE && isFilled(b) ? Sign.POSITIVE : Sign.NOT_NEGATIVE; // another range may be empty
      case Expr.Const _, Expr.Apply _, Expr.Cases _, Expr.Rel _, Expr.Logic _, Expr.Diff _, Expr.Limit _, Expr.Integral _,
          Expr.At _, Expr.Matrix _ -> Sign.UNKNOWN;
    };
  }

  /** 1 − σ(u), 1 − tanh² u, 1 − p with p < 1. */
  private Sign complement(Expr.Add a) {
    if (a.args().size() != 2 || !Exprs.isOne(a.args().getFirst()) || !(a.args().getLast() instanceof Expr.Mul m) || !m.args().getFirst().equals(Exprs.MINUS_ONE)) {
      return Sign.UNKNOWN;
    }
    var taken = Exprs.neg(m);
    if (taken instanceof Expr.Call c && c.is("sigmoid") || taken instanceof Expr.Pow p && p.exponent().equals(Exprs.TWO) && p.base() instanceof Expr.Call t && t.is("tanh")) {
      return Sign.POSITIVE;
    }
    for (var r : assumed.relations()) {
      if (r instanceof Expr.Rel x && (x.op() == RelOp.LT || x.op() == RelOp.LE) && isAbout(x.lhs(), taken) && x.rhs() instanceof Expr.Num n
          && n.value().compareTo(Rational.ONE) <= 0) {
        return x.op() == RelOp.LT ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
      }
    }
    return Sign.UNKNOWN;
  }

  /** From 1 to a size, or over all there are. */
  private static boolean isFilled(Expr.Big b) {
    return b.kind() == Expr.Big.Kind.SUM && (b.upper() == null || b.lower() instanceof Expr.Num n && n.value().signum() >= 0
        && n.value().compareTo(Rational.ONE) <= 0 && b.upper() instanceof Expr.Sym);
  }

  /** Where a power with a negative exponent is defined, its base is not 0. */
  private Sign power(Expr.Pow p) {
    var base = of(p.base());
    if (base == Sign.POSITIVE || !(p.exponent() instanceof Expr.Num n)) {
      return base == Sign.POSITIVE ? Sign.POSITIVE : stated(p);
    }
    boolean even = n.value().isIntegerWithin(1000) && n.value().intValueExact() % 2 == 0;
    if (even || base == Sign.NOT_NEGATIVE) {
      return n.value().signum() < 0 ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
    }
    return stated(p);
  }

  private Sign product(Expr.Mul m) {
    boolean negative = false;
    boolean zero = false;
    for (var f : m.args()) {
      var s = of(f);
      if (s == Sign.UNKNOWN) {
        if (!(f instanceof Expr.Num)) {
          return Sign.UNKNOWN;
        }
        negative = !negative;
      }
      zero |= s == Sign.NOT_NEGATIVE;
    }
    return negative ? Sign.UNKNOWN : zero ? Sign.NOT_NEGATIVE : Sign.POSITIVE;
  }

  private Sign stated(Expr e) {
    if (e instanceof Expr.Sym s && sizes.contains(s.name())) {
      return Sign.POSITIVE;
    }
    for (var r : assumed.relations()) {
      if (r instanceof Expr.Rel x) {
        boolean greater = isAbout(x.lhs(), e) && x.rhs() instanceof Expr.Num n && n.value().signum() >= 0;
        boolean less = isAbout(x.rhs(), e) && x.lhs() instanceof Expr.Num n && n.value().signum() >= 0;
        if (greater && x.op() == RelOp.GT || less && x.op() == RelOp.LT) {
          return Sign.POSITIVE;
        }
        if (greater && x.op() == RelOp.GE || less && x.op() == RelOp.LE) {
          return Sign.NOT_NEGATIVE;
        }
      }
    }
    return Sign.UNKNOWN;
  }

  /** Whether what is stated is the expression, or every component of its family: p_i > 0. */
  private static boolean isAbout(Expr stated, Expr e) {
    return stated.equals(e) || stated instanceof Expr.Indexed x && e instanceof Expr.Indexed y && x.base().equals(y.base())
        && x.sub().size() == y.sub().size() && x.sup().equals(y.sup())
        && x.sub().stream().allMatch(i -> i instanceof Expr.Sym) && x.sub().stream().distinct().count() == x.sub().size();
  }
}
