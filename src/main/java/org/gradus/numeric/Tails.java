package org.gradus.numeric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Enclosures on unbounded intervals, where intervals know nothing of what grows times what vanishes: a product of factors of one sign
 * whose logarithmic derivative, Σ k·f′/f for its factors f^k, is not positive on [a, ∞) lies between 0 and its value at a, and likewise on
 * (−∞, a] where it is not negative (mean value theorem, for the logarithm). The logarithmic derivative of a sum of terms of one sign lies
 * between those of its terms.
 */
public final class Tails {

  private static final Set<String> SMOOTH = Set.of("exp", "sin", "cos", "sigmoid", "tanh", "sech", "cosh", "atan");

  private final Evaluator<Interval> evaluator;
  private final Expr.Sym x;
  private final Interval on;
  private final Function<Expr, Expr> slopes;

  private Tails(Evaluator<Interval> evaluator, Expr.Sym x, Interval on, Function<Expr, Expr> slopes) {
    this.evaluator = evaluator;
    this.x = x;
    this.on = on;
    this.slopes = slopes;
  }

  /**
   * An interval in which all values of the expression lie on an interval of its only variable. Throws {@link Unsupported} for what has no
   * number as its value.
   *
   * @param slopes the derivative of a smooth expression by the variable, or null
   */
  public static Interval enclose(Expr e, Expr.Sym x, Interval on, Evaluator<Interval> evaluator, Function<Expr, Expr> slopes) {
    return new Tails(evaluator, x, on, slopes).of(e);
  }

  /** Whether an interval has one end, so that there is something to be said. */
  public static boolean concern(Interval on) {
    return Double.isFinite(on.lower()) != Double.isFinite(on.upper());
  }

  private Interval value(Expr e) {
    return evaluator.value(e, Map.of(x.name(), on));
  }

  private Interval of(Expr e) {
    var plain = value(e);
    if (plain.isBounded() || plain.isEmpty() || !concern(on)) {
      return plain;
    }
    if (e instanceof Expr.Add a) {
      return a.args().stream().map(this::of).reduce(Interval.ZERO, Interval::add);
    }
    int sign = plain.definedness() == Definedness.DEFINED_EVERYWHERE ? sign(e) : 0;
    var rate = sign == 0 ? null : rate(e);
    boolean right = Double.isFinite(on.lower());
    if (rate == null || rate.isEmpty() || (right ? !(rate.upper() <= 0) : !(rate.lower() >= 0))) {
      return plain;
    }
    var end = evaluator.value(e, Map.of(x.name(), Interval.point(right ? on.lower() : on.upper())));
    if (end.isEmpty() || !end.isBounded()) {
      return plain;
    }
    return sign > 0 ? Interval.of(0, Math.max(0, end.upper())) : Interval.of(Math.min(0, end.lower()), 0);
  }

  /** The sign on the whole interval; 0 if it is not known. */
  private int sign(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().signum();
      case Expr.Mul m -> m.args().stream().mapToInt(this::sign).reduce(1, (a, b) -> a * b);
      case Expr.Pow p when p.exponent() instanceof Expr.Num k -> {
        int base = sign(p.base());
        boolean even = k.value().isInteger() && !k.value().num().testBit(0);
        yield even ? base * base : k.value().isInteger() ? base : Math.max(base, 0);
      }
      case Expr.Call c when c.is("exp") || c.is("sigmoid") || c.is("sech") || c.is("cosh") -> 1;
      case Expr.Add a when complement(a) != null -> 1;
      case Expr.Add a when a.args().stream().mapToInt(this::sign).distinct().count() == 1 -> sign(a.args().getFirst());
      default -> {
        var v = value(e);
        yield v.lower() > 0 ? 1 : v.upper() < 0 ? -1 : 0;
      }
    };
  }

  /** u of 1 − σ(u); null for another sum. */
  private static Expr complement(Expr.Add a) {
    return a.args().size() == 2 && Exprs.isOne(a.args().get(0)) && Exprs.neg(a.args().get(1)) instanceof Expr.Call c && c.is("sigmoid") ? c.arg() : null;
  }

  /** Where f′/f lies on the interval, for an f of one sign; null if it is not known. */
  private Interval rate(Expr e) {
    if (!Trees.freeSymbols(e).contains(x)) {
      return Interval.ZERO;
    }
    return switch (e) {
      case Expr.Sym _ -> Interval.ONE.divide(on);
      case Expr.Pow p when p.exponent() instanceof Expr.Num k -> times(rate(p.base()), Interval.of(k.value()));
      case Expr.Mul m -> of(m.args(), Interval::add);
      case Expr.Add a when complement(a) != null -> times(value(Exprs.neg(Exprs.call("sigmoid", complement(a)))), slope(complement(a)));
      case Expr.Add a when sign(a) != 0 && a.args().stream().allMatch(t -> sign(t) == sign(a)) -> of(a.args(), Interval::hull);
      case Expr.Call c when c.is("exp") -> slope(c.arg());
      case Expr.Call c when c.is("sigmoid") -> times(value(Exprs.call("sigmoid", Exprs.neg(c.arg()))), slope(c.arg()));
      case Expr.Call c when c.is("sech") -> times(value(Exprs.neg(Exprs.call("tanh", c.arg()))), slope(c.arg()));
      case Expr.Call c when c.is("cosh") -> times(value(Exprs.call("tanh", c.arg())), slope(c.arg()));
      default -> null;
    };
  }

  /** From the rates of all parts; null if one of them is not known. */
  private Interval of(List<Expr> parts, BinaryOperator<Interval> rule) {
    Interval all = null;
    for (var part : parts) {
      var own = rate(part);
      if (own == null) {
        return null;
      }
      all = all == null ? own : rule.apply(all, own);
    }
    return all;
  }

  private static Interval times(Interval a, Interval b) {
    return a == null || b == null ? null : a.multiply(b);
  }

  /** Where u′ lies; null where it may not exist. */
  private Interval slope(Expr u) {
    var formula = isSmooth(u) ? slopes.apply(u) : null;
    var s = formula == null ? null : value(formula);
    return s == null || s.definedness() != Definedness.DEFINED_EVERYWHERE ? null : s;
  }

  /** Whether the expression is differentiable wherever it is defined: a formula of a derivative may have values on kinks and jumps, too. */
  private static boolean isSmooth(Expr u) {
    boolean own = switch (u) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Pow p -> p.exponent() instanceof Expr.Num k && k.value().isInteger();
      case Expr.Call c -> SMOOTH.contains(c.function().name());
      default -> false;
    };
    return own && Trees.children(u).stream().allMatch(Tails::isSmooth);
  }
}
