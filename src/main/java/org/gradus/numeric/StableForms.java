package org.gradus.numeric;

import static org.gradus.expr.Exprs.MINUS_ONE;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.TWO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Formulas as they should be computed: the same function of the reals, defined at the same points, in a form that neither
 * overflows nor cancels in floating point. The identities are those of the logistic function, log-sum-exp with its largest
 * term taken out (P. Blanchard, D. J. Higham, N. J. Higham, 2021), and the functions expm1 and log1p that are made for it.
 */
public final class StableForms {

  private final Map<Expr, Expr> done = new IdentityHashMap<>();

  private StableForms() {}

  /** The stable form; the expression itself where no rule applies. */
  public static Expr of(Expr e) {
    return new StableForms().stable(e);
  }

  private Expr stable(Expr e) {
    var found = done.get(e);
    if (found == null) {
      found = rewrite(Trees.map(e, this::stable));
      done.put(e, found);
    }
    return found;
  }

  private static Expr rewrite(Expr e) {
    return switch (e) {
      case Expr.Add a -> sum(a);
      case Expr.Mul m -> product(m.args());
      case Expr.Pow p -> power(p);
      case Expr.Call c when c.is("log") -> logarithm(c.arg());
      case Expr.Call c when c.is("log1p") -> isCall(c.arg(), "exp") ? call("softplus", argument(c.arg()))
          : isNegated(c.arg(), "sigmoid") ? call("logsigmoid", negate(argument(negate(c.arg())))) : c;
      default -> e;
    };
  }

  // --- sums -----------------------------------------------------------------------------------

  private static Expr sum(Expr.Add a) {
    if (a.args().size() == 2) {
      var pair = constantAnd(a.args().get(0), a.args().get(1));
      if (pair != null) {
        return pair;
      }
    }
    return softplusMinusArgument(a);
  }

  /** {@code ±1 + t}. */
  private static Expr constantAnd(Expr first, Expr t) {
    if (!first.equals(ONE) && !first.equals(MINUS_ONE)) {
      return null;
    }
    boolean plus = first.equals(ONE);
    var inner = plus ? negate(t) : t; // the whole is ±(1 − inner)
    var rest = oneMinus(inner);
    if (rest == null && plus && isCall(t, "tanh")) {
      return mul(TWO, call("sigmoid", mul(TWO, argument(t))));
    }
    return rest == null ? null : plus ? rest : neg(rest);
  }

  /** A form of {@code 1 − t}, or null. */
  private static Expr oneMinus(Expr t) {
    if (isCall(t, "sigmoid")) {
      return call("sigmoid", negate(argument(t)));
    }
    if (isCall(t, "exp")) {
      return neg(call("expm1", argument(t)));
    }
    if (isCall(t, "tanh")) {
      return mul(TWO, call("sigmoid", mul(num(-2), argument(t))));
    }
    if (isCall(t, "cos")) {
      return mul(TWO, pow(call("sin", mul(Exprs.HALF, argument(t))), TWO));
    }
    if (t instanceof Expr.Pow p && p.exponent().equals(TWO) && isCall(p.base(), "tanh")) {
      var twice = mul(TWO, argument(p.base()));
      return mul(num(4), call("sigmoid", twice), call("sigmoid", negate(twice)));
    }
    return null;
  }

  /** {@code softplus(u) − u} is {@code softplus(−u)}. */
  private static Expr softplusMinusArgument(Expr.Add a) {
    for (var t : a.args()) {
      if (isCall(t, "softplus")) {
        var minus = negate(argument(t));
        if (a.args().contains(minus)) {
          var rest = new ArrayList<Expr>(a.args());
          rest.remove(t);
          rest.remove(minus);
          rest.add(call("softplus", minus));
          return add(rest);
        }
      }
    }
    return a;
  }

  // --- products and powers ----------------------------------------------------------------------

  private static Expr power(Expr.Pow p) {
    if (p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() < 0) {
      var u = onePlusExp(p.base());
      if (u != null) {
        return pow(call("sigmoid", negate(u)), num(n.value().negate()));
      }
    }
    return p;
  }

  /** The u of {@code 1 + e^u}, or null. */
  private static Expr onePlusExp(Expr e) {
    return e instanceof Expr.Add a && a.args().size() == 2 && a.args().get(0).equals(ONE) && isCall(a.args().get(1), "exp")
        ? argument(a.args().get(1)) : null;
  }

  private static Expr product(List<Expr> factors) {
    for (int i = 0; i < factors.size(); i++) {
      for (int j = 0; j < factors.size(); j++) {
        var together = i == j ? null : pair(factors.get(i), factors.get(j));
        if (together != null) {
          var rest = new ArrayList<Expr>(factors);
          rest.remove(Math.max(i, j));
          rest.remove(Math.min(i, j));
          rest.add(together);
          var product = mul(rest);
          return product instanceof Expr.Mul m ? product(m.args()) : product;
        }
      }
    }
    return mul(factors);
  }

  private static Expr pair(Expr a, Expr b) {
    if (isCall(a, "exp")) {
      var u = argument(a);
      var n = powerOfSigmoid(b, negate(u));
      if (n != null) { // e^u σ(−u)^n = σ(u) σ(−u)^(n−1)
        return n.equals(Rational.ONE) ? call("sigmoid", u)
            : mul(call("sigmoid", u), pow(call("sigmoid", negate(u)), num(n.minus(Rational.ONE))));
      }
      return shareOf(u, b);
    }
    if (isCall(a, "expm1") && isCall(b, "sigmoid") && argument(b).equals(negate(argument(a)))) {
      return call("tanh", mul(Exprs.HALF, argument(a)));
    }
    return tanhByExponentials(a, b);
  }

  private static Rational powerOfSigmoid(Expr e, Expr argument) {
    var sigma = call("sigmoid", argument);
    return e.equals(sigma) ? Rational.ONE
        : e instanceof Expr.Pow p && p.base().equals(sigma) && p.exponent() instanceof Expr.Num n
            && n.value().isInteger() && n.value().signum() > 0 ? n.value() : null;
  }

  /** {@code e^u/Σ_i c_i e^(v_i)} with u among the v_i. */
  private static Expr shareOf(Expr u, Expr b) {
    if (!(b instanceof Expr.Pow p) || !p.exponent().equals(MINUS_ONE)) {
      return null;
    }
    var terms = exponentials(p.base());
    if (terms == null || terms.stream().noneMatch(t -> t.argument.equals(u))) {
      return null;
    }
    return pow(add(terms.stream().map(t -> mul(t.factor, expOf(minus(t.argument, u)))).toList()), MINUS_ONE);
  }

  private static Expr tanhByExponentials(Expr a, Expr b) {
    if (!(a instanceof Expr.Add top) || !(b instanceof Expr.Pow p) || !p.exponent().equals(MINUS_ONE)
        || !(p.base() instanceof Expr.Add bottom) || top.args().size() != 2 || bottom.args().size() != 2) {
      return null;
    }
    for (var t : top.args()) {
      if (isCall(t, "exp") && bottom.args().contains(t)) {
        var other = exp(negate(argument(t)));
        if (bottom.args().contains(other) && top.args().contains(neg(other))) {
          return call("tanh", argument(t));
        }
      }
    }
    return null;
  }

  // --- logarithms -------------------------------------------------------------------------------

  private static Expr logarithm(Expr x) {
    if (isCall(x, "sigmoid")) {
      return call("logsigmoid", argument(x));
    }
    if (isCall(x, "exp")) {
      return argument(x);
    }
    if (isCall(x, "cosh")) {
      var size = call("abs", argument(x));
      return add(size, call("log1p", exp(mul(num(-2), size))), neg(log(TWO)));
    }
    if (x instanceof Expr.Pow p && p.exponent().equals(MINUS_ONE)) {
      return negate(logarithm(p.base()));
    }
    var u = onePlusExp(x);
    if (u != null) {
      return call("softplus", u);
    }
    var terms = exponentials(x);
    if (terms != null) {
      var largest = call("max", terms.stream().map(Exponential::argument).toArray(Expr[]::new));
      return add(largest, log(add(terms.stream().map(t -> mul(t.factor, exp(minus(t.argument, largest)))).toList())));
    }
    if (x instanceof Expr.Add a && a.args().get(0).equals(ONE)) {
      return call("log1p", add(a.args().subList(1, a.args().size())));
    }
    return log(x);
  }

  /** {@code c·e^v} with a number c > 0. */
  private record Exponential(Expr factor, Expr argument) {}

  /** The terms of a sum of at least two exponentials, a positive number counting as one; or null. */
  private static List<Exponential> exponentials(Expr e) {
    if (!(e instanceof Expr.Add a) || a.args().size() > 64) {
      return null;
    }
    var terms = new ArrayList<Exponential>();
    for (var t : a.args()) {
      if (t instanceof Expr.Num n && n.value().signum() > 0) {
        terms.add(new Exponential(n, Exprs.ZERO));
      } else if (isCall(t, "exp")) {
        terms.add(new Exponential(ONE, argument(t)));
      } else if (t instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num n
          && n.value().signum() > 0 && isCall(m.args().get(1), "exp")) {
        terms.add(new Exponential(n, argument(m.args().get(1))));
      } else {
        return null;
      }
    }
    return terms;
  }

  // --- small things -----------------------------------------------------------------------------

  private static boolean isCall(Expr e, String function) {
    return e instanceof Expr.Call c && c.is(function);
  }

  private static boolean isNegated(Expr e, String function) {
    return isCall(negate(e), function);
  }

  private static Expr argument(Expr call) {
    return ((Expr.Call) call).arg();
  }

  /** −e, carried into a sum, so that {@code −(a − b)} and {@code b − a} are one. */
  private static Expr negate(Expr e) {
    return e instanceof Expr.Add a ? add(a.args().stream().map(Exprs::neg).toList()) : neg(e);
  }

  private static Expr minus(Expr a, Expr b) {
    return a.equals(b) ? Exprs.ZERO : add(a, negate(b));
  }

  private static Expr expOf(Expr e) {
    return Exprs.isZero(e) ? ONE : exp(e);
  }
}
