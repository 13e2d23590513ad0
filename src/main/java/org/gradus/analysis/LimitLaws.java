package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * Limits by the laws for sums, products, quotients and continuous functions in the extended reals. Forms that the
 * laws leave open (∞ − ∞, 0·∞, …) are tried again after dividing by the fastest growing exponential or power. Every
 * answer is a theorem; where there is none the answer is null.
 */
public final class LimitLaws {

  /** The side of a value that does not depend on the variable: it is not approached, it is there. */
  private static final int CONSTANT = 2;

  /**
   * A limit in the extended reals. {@code side} says from where a finite value is approached: −1, +1, 0 if that is not
   * known, {@value #CONSTANT} for a constant.
   */
  public record Value(Expr finite, int infinite, int side) {
    static Value of(Expr e, int side) {
      return new Value(e, 0, side);
    }

    static Value infinity(int sign) {
      return new Value(null, sign, 0);
    }

    /** The value as an expression. */
    public Expr toExpr() {
      return infinite == 0 ? finite : infinite > 0 ? Exprs.INFINITY : Exprs.neg(Exprs.INFINITY);
    }
  }

  private final Kernel kernel;
  private final List<Expr> assumptions;
  private final Expr.Sym x;
  private final Value at;

  private LimitLaws(Kernel kernel, List<Expr> assumptions, Expr.Sym x, Value at) {
    this.kernel = kernel;
    this.assumptions = assumptions;
    this.x = x;
    this.at = at;
  }

  /**
   * The limit of e as x tends to a value.
   *
   * @param to an expression free of x, or ±∞
   * @param side from below (−1), from above (+1), or both (0)
   */
  public static Value of(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    Value at = to.equals(Exprs.INFINITY) ? Value.infinity(1)
        : to.equals(Exprs.neg(Exprs.INFINITY)) ? Value.infinity(-1)
        : Value.of(to, side);
    var laws = new LimitLaws(kernel, assumptions, x, at);
    var direct = laws.limit(e, 0);
    return direct != null ? direct : laws.rescaled(e);
  }

  private Value limit(Expr e, int depth) {
    if (depth > 200) {
      return null;
    }
    if (!Trees.freeSymbols(e).contains(x)) {
      return Trees.any(e, n -> n.equals(Exprs.INFINITY)) ? null : Value.of(e, CONSTANT);
    }
    return switch (e) {
      case Expr.Sym _ -> at;
      case Expr.Add a -> fold(a.args(), depth, this::sum);
      case Expr.Mul m -> fold(m.args(), depth, this::product);
      case Expr.Pow p -> power(p, depth);
      case Expr.Call c -> call(c, depth);
      default -> null;
    };
  }

  private Value fold(List<Expr> parts, int depth, BinaryOperator<Value> law) {
    Value result = null;
    for (var part : parts) {
      var value = limit(part, depth + 1);
      result = result == null ? value : law.apply(result, value);
      if (value == null || result == null) {
        return null;
      }
    }
    return result;
  }

  private Value sum(Value a, Value b) {
    if (a == null || b == null || a.infinite() * b.infinite() < 0) {
      return null;
    }
    if (a.infinite() != 0 || b.infinite() != 0) {
      return Value.infinity(a.infinite() != 0 ? a.infinite() : b.infinite());
    }
    int side = a.side() == CONSTANT ? b.side() : b.side() == CONSTANT || a.side() == b.side() ? a.side() : 0;
    return Value.of(Exprs.add(a.finite(), b.finite()), side);
  }

  private Value product(Value a, Value b) {
    if (a == null || b == null) {
      return null;
    }
    if (a.infinite() == 0 && b.infinite() == 0) {
      return Value.of(Exprs.mul(a.finite(), b.finite()), productSide(a, b));
    }
    int s = sign(a) * sign(b);
    return s == 0 ? null : Value.infinity(s);
  }

  private int productSide(Value a, Value b) {
    // Only the cases that decide limits of 1/u are worth following: c·u with a number c ≠ 0 and u → 0±.
    if (a.side() == CONSTANT && b.side() == CONSTANT) {
      return CONSTANT;
    }
    if (a.side() == CONSTANT && a.finite() instanceof Expr.Num n && b.side() != CONSTANT) {
      return n.value().signum() * b.side();
    }
    return b.side() == CONSTANT && b.finite() instanceof Expr.Num n ? n.value().signum() * a.side() : 0;
  }

  /** −1, +1, or 0 where the sign is not known or the value is 0. */
  private int sign(Value v) {
    return v.infinite() != 0 ? v.infinite() : sign(v.finite());
  }

  private int sign(Expr e) {
    if (e instanceof Expr.Num n) {
      return n.value().signum();
    }
    return kernel.relation(RelOp.GT, e, Exprs.ZERO, assumptions).proved() ? 1
        : kernel.relation(RelOp.LT, e, Exprs.ZERO, assumptions).proved() ? -1 : 0;
  }

  private boolean zero(Expr e) {
    return kernel.equal(e, Exprs.ZERO, assumptions).proved();
  }

  private Value power(Expr.Pow p, int depth) {
    var base = limit(p.base(), depth + 1);
    if (base == null) {
      return null;
    }
    if (!(p.exponent() instanceof Expr.Num n)) {
      return null;
    }
    var q = n.value();
    if (base.infinite() != 0) {
      if (base.infinite() < 0 && !q.isInteger()) {
        return null;
      }
      int s = base.infinite() < 0 && q.num().testBit(0) ? -1 : 1;
      return q.signum() > 0 ? Value.infinity(s) : q.isZero() ? null : Value.of(Exprs.ZERO, s);
    }
    int s = sign(base.finite());
    if (s == 0 && (q.signum() < 0 || !q.isInteger())) {
      return zero(base.finite()) ? powerOfZero(base.side(), q) : null;
    }
    if (s < 0 && !q.isInteger()) {
      return null;
    }
    return Value.of(Exprs.pow(base.finite(), p.exponent()), 0);
  }

  private static Value powerOfZero(int side, Rational q) {
    if (side == 0 || !q.isInteger() && side < 0) {
      return null;
    }
    if (q.signum() > 0) {
      return Value.of(Exprs.ZERO, side);
    }
    return Value.infinity(side < 0 && q.num().testBit(0) ? -1 : 1);
  }

  private Value call(Expr.Call c, int depth) {
    var order = SpecialLimits.order(c);
    if (c.args().size() != 1 && order == null) {
      return null;
    }
    var u = limit(c.args().getLast(), depth + 1);
    if (u == null) {
      return null;
    }
    if (SpecialLimits.NAMES.contains(c.function().name())) {
      return u.infinite() != 0 ? SpecialLimits.atInfinity(c, u.infinite())
          : SpecialLimits.atFinite(c, u, this::sign, this::zero);
    }
    return u.infinite() != 0 ? atInfinity(c, u.infinite(), depth) : atFinite(c, u);
  }

  private Value atInfinity(Expr.Call c, int sign, int depth) {
    boolean up = sign > 0;
    return switch (c.function().name()) {
      case "exp" -> up ? Value.infinity(1) : Value.of(Exprs.ZERO, 1);
      case "log" -> up ? Value.infinity(1) : null;
      case "sigmoid" -> up ? Value.of(Exprs.ONE, -1) : Value.of(Exprs.ZERO, 1);
      case "tanh", "erf" -> up ? Value.of(Exprs.ONE, -1) : Value.of(Exprs.MINUS_ONE, 1);
      case "softsign" -> up ? Value.of(Exprs.ONE, -1) : Value.of(Exprs.MINUS_ONE, 1);
      case "softplus" -> up ? Value.infinity(1) : Value.of(Exprs.ZERO, 1);
      case "Phi" -> up ? Value.of(Exprs.ONE, -1) : Value.of(Exprs.ZERO, 1);
      case "relu" -> up ? Value.infinity(1) : Value.of(Exprs.ZERO, 0);
      case "abs", "cosh" -> Value.infinity(1);
      case "sinh", "asinh", "cbrt" -> Value.infinity(sign);
      case "sech" -> Value.of(Exprs.ZERO, 1);
      case "sign" -> Value.of(Exprs.num(sign), 0);
      case "atan" -> Value.of(Exprs.mul(Exprs.num(Rational.of(sign, 2)), Exprs.PI), -sign);
      default -> c.function().isDefined() && c.function().scalar()
          ? limit(c.function().expand(c.args()), depth + 1) : null;
    };
  }

  private Value atFinite(Expr.Call c, Value u) {
    var f = c.function();
    return switch (f.name()) {
      case "exp", "sigmoid", "tanh", "softplus", "erf", "Phi", "sinh", "atan", "asinh" ->
          Value.of(Exprs.call(f, List.of(u.finite())), u.side()); // continuous and increasing
      case "erfinv" -> {
        int above = sign(Exprs.sub(u.finite(), Exprs.ONE));
        int below = sign(Exprs.add(u.finite(), Exprs.ONE));
        if (above < 0 && below > 0) {
          yield Value.of(Exprs.call(f, List.of(u.finite())), u.side());
        }
        yield u.side() < 0 && zero(Exprs.sub(u.finite(), Exprs.ONE)) ? Value.infinity(1)
            : u.side() > 0 && zero(Exprs.add(u.finite(), Exprs.ONE)) ? Value.infinity(-1) : null;
      }
      case "sin", "cos", "abs", "cosh", "sech", "relu" -> Value.of(Exprs.call(f, List.of(u.finite())), 0);
      case "log" -> {
        if (sign(u.finite()) > 0) {
          yield Value.of(Exprs.log(u.finite()), u.side());
        }
        yield u.side() > 0 && zero(u.finite()) ? Value.infinity(-1) : null;
      }
      default -> f.isDefined() && f.scalar() ? limit(f.expand(c.args()), 1) : null;
    };
  }

  /** A quotient of sums: divided by one of its terms, above and below, the laws may apply. */
  private Value rescaled(Expr e) {
    if (!(e instanceof Expr.Mul m)) {
      return null;
    }
    for (var factor : m.args()) {
      if (!(factor instanceof Expr.Pow p && p.base() instanceof Expr.Add sum
          && p.exponent() instanceof Expr.Num n && n.value().equals(Rational.MINUS_ONE))) {
        continue;
      }
      var over = new ArrayList<>(m.args());
      over.remove(factor);
      var top = Exprs.mul(over);
      for (var term : sum.args()) {
        var divided = Exprs.div(divide(top, term), divide(sum, term));
        var value = limit(divided, 0);
        if (value != null && kernel.equal(divided, e, assumptions).proved()) {
          return value;
        }
      }
    }
    return null;
  }

  private static Expr divide(Expr e, Expr by) {
    if (e instanceof Expr.Add a) {
      return Exprs.add(a.args().stream().map(t -> quotient(t, by)).toList());
    }
    return quotient(e, by);
  }

  private static Expr quotient(Expr a, Expr b) {
    if (a.equals(b)) {
      return Exprs.ONE;
    }
    if (a instanceof Expr.Call c && b instanceof Expr.Call d && c.is("exp") && d.is("exp")) {
      return Exprs.exp(Exprs.sub(c.arg(), d.arg()));
    }
    if (b instanceof Expr.Call d && d.is("exp")) {
      return Exprs.mul(a, Exprs.exp(Exprs.neg(d.arg())));
    }
    return Exprs.div(a, b);
  }
}
