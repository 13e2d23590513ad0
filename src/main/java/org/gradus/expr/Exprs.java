package org.gradus.expr;

import static org.gradus.expr.Expr.Big.Kind.PRODUCT;
import static org.gradus.expr.Expr.Big.Kind.SUM;

import java.util.Arrays;
import java.util.List;
import org.gradus.expr.Expr.Add;
import org.gradus.expr.Expr.Apply;
import org.gradus.expr.Expr.Big;
import org.gradus.expr.Expr.Call;
import org.gradus.expr.Expr.Cases;
import org.gradus.expr.Expr.Const;
import org.gradus.expr.Expr.Diff;
import org.gradus.expr.Expr.Indexed;
import org.gradus.expr.Expr.Logic;
import org.gradus.expr.Expr.Mul;
import org.gradus.expr.Expr.Num;
import org.gradus.expr.Expr.Pow;
import org.gradus.expr.Expr.Rel;
import org.gradus.expr.Expr.Sym;

/** The factories of expressions. They keep the canonical form and never change where an expression is defined. */
public final class Exprs {

  public static final Expr ZERO = num(0);
  public static final Expr ONE = num(1);
  public static final Expr TWO = num(2);
  public static final Expr MINUS_ONE = num(-1);
  public static final Expr HALF = num(Rational.HALF);
  public static final Expr PI = shared(new Const(Constant.PI));
  public static final Expr E = shared(new Const(Constant.E));
  public static final Expr INFINITY = shared(new Const(Constant.INFINITY));

  /** No power of a number with a larger exponent is computed out. */
  public static final int MAX_FOLDED_EXPONENT = 256;

  private static final int FEW = 12;

  private Exprs() {}

  /** The one shared node equal to the given one. */
  private static <T extends Node> T shared(T e) {
    return Pool.shared(e);
  }

  public static Expr num(long n) {
    return num(Rational.of(n));
  }

  public static Expr num(Rational r) {
    return Pool.num(r);
  }

  public static Sym sym(String name) {
    return Pool.sym(name);
  }

  public static Expr indexed(String base, List<? extends Expr> sub, List<? extends Expr> sup) {
    return sub.isEmpty() && sup.isEmpty() ? sym(base) : shared(new Indexed(base, Args.of(sub), Args.of(sup)));
  }

  public static boolean isZero(Expr e) {
    return e instanceof Num n && n.value().isZero();
  }

  public static boolean isOne(Expr e) {
    return e instanceof Num n && n.value().isOne();
  }

  public static Expr add(Expr... terms) {
    return add(List.of(terms));
  }

  /** The sum: nested sums flattened, numbers added up, terms in canonical order; equal terms are left as they are. */
  public static Expr add(List<? extends Expr> terms) {
    return collected(terms, true);
  }

  public static Expr mul(Expr... factors) {
    return mul(List.of(factors));
  }

  /** The product: nested products flattened, numbers multiplied, factors in canonical order. Zero times x stays. */
  public static Expr mul(List<? extends Expr> factors) {
    return collected(factors, false);
  }

  private static Expr collected(List<? extends Expr> parts, boolean sum) {
    int most = 1;
    for (int i = 0; i < parts.size(); i++) {
      var inner = inner(parts.get(i), sum);
      most += inner == null ? 1 : inner.size();
    }
    // The first place is for the number.
    var rest = new Expr[most];
    var number = sum ? Rational.ZERO : Rational.ONE;
    int n = 1;
    for (int i = 0; i < parts.size(); i++) {
      var inner = inner(parts.get(i), sum);
      int count = inner == null ? 1 : inner.size();
      for (int j = 0; j < count; j++) {
        var part = inner == null ? parts.get(i) : inner.get(j);
        if (part instanceof Num x) {
          number = sum ? number.plus(x.value()) : number.times(x.value());
        } else {
          rest[n++] = part;
        }
      }
    }
    sort(rest, n);
    boolean neutral = sum ? number.isZero() : number.isOne();
    if (n == 1) {
      return num(number);
    }
    if (neutral && n == 2) {
      return rest[1];
    }
    if (!neutral) {
      rest[0] = num(number);
    }
    var args = Args.own(Arrays.copyOfRange(rest, neutral ? 1 : 0, n));
    return sum ? shared(new Add(args)) : shared(new Mul(args));
  }

  /** The terms of a sum in a sum, the factors of a product in a product; else null. */
  private static Args inner(Expr part, boolean sum) {
    return sum ? part instanceof Add a ? a.args() : null : part instanceof Mul m ? m.args() : null;
  }

  /** Sorts all but the first; by insertion (Knuth, TAOCP 3, 5.2.1) where they are few, as they mostly are. */
  private static void sort(Expr[] parts, int n) {
    if (n > FEW) {
      Arrays.sort(parts, 1, n, Order.CANONICAL);
      return;
    }
    for (int i = 2; i < n; i++) {
      var part = parts[i];
      int j = i;
      while (j > 1 && Order.compare(parts[j - 1], part) > 0) {
        parts[j] = parts[j - 1];
        j--;
      }
      parts[j] = part;
    }
  }

  public static Expr neg(Expr e) {
    return mul(MINUS_ONE, e);
  }

  public static Expr sub(Expr a, Expr b) {
    return add(a, neg(b));
  }

  public static Expr div(Expr a, Expr b) {
    return isOne(a) ? pow(b, MINUS_ONE) : mul(a, pow(b, MINUS_ONE));
  }

  public static Expr pow(Expr base, long exponent) {
    return pow(base, num(exponent));
  }

  /** The power; rational powers of rationals with small integer exponents are computed, except for zero to a negative one. */
  public static Expr pow(Expr base, Expr exponent) {
    if (exponent instanceof Num n) {
      if (n.value().isOne()) {
        return base;
      }
      if (base.equals(E)) {
        return exp(exponent); // powers of e have one form
      }
      if (base instanceof Num b && n.value().isIntegerWithin(MAX_FOLDED_EXPONENT)) {
        int k = n.value().intValueExact();
        if (!(b.value().isZero() && k < 0)
            && (long) Math.abs(k) * (b.value().num().bitLength() + b.value().den().bitLength()) < 100_000) {
          return num(b.value().pow(k));
        }
      }
      if (n.value().isZero() && base instanceof Sym) {
        return ONE; // 0^0 = 1, so x^0 is 1 for every real x
      }
      if (n.value().isInteger() && base instanceof Pow p && p.exponent() instanceof Num m && m.value().isInteger()
          && m.value().signum() != 0 && n.value().signum() != 0
          && !(m.value().signum() < 0 && n.value().signum() < 0)) {
        return pow(p.base(), num(n.value().times(m.value()))); // same domain: both need base != 0, or neither
      }
      if (n.value().isInteger() && n.value().signum() < 0 && !isOne(n.value().negate()) && base instanceof Pow p
          && p.exponent() instanceof Num m && m.value().isInteger() && m.value().signum() < 0) {
        return pow(pow(p.base(), num(n.value().times(m.value()).negate())), MINUS_ONE); // one form for what needs base != 0
      }
    }
    return Pool.pow(base, exponent);
  }

  private static boolean isOne(Rational r) {
    return r.isOne();
  }

  public static Expr sqrt(Expr e) {
    return pow(e, HALF);
  }

  public static Expr exp(Expr e) {
    return call("exp", e);
  }

  public static Expr log(Expr e) {
    return call("log", e);
  }

  /** A call of a function of the table. Throws {@link IllegalArgumentException} for an unknown name or a wrong number of arguments. */
  public static Expr call(String function, Expr... args) {
    var f = Functions.byName(function);
    if (f == null) {
      throw new IllegalArgumentException("no function " + function);
    }
    return call(f, List.of(args));
  }

  public static Expr call(Function f, List<? extends Expr> args) {
    f.checkArity(args.size());
    return shared(new Call(f, Args.of(args)));
  }

  public static Expr apply(String name, int primes, List<? extends Expr> args) {
    return shared(new Apply(name, primes, Args.of(args)));
  }

  public static Expr cases(List<? extends Expr> conditions, List<? extends Expr> values, Expr otherwise) {
    return shared(new Cases(Args.of(conditions), Args.of(values), otherwise));
  }

  public static Expr ite(Expr condition, Expr then, Expr otherwise) {
    return cases(List.of(condition), List.of(then), otherwise);
  }

  public static Expr rel(RelOp op, Expr lhs, Expr rhs) {
    return shared(new Rel(op, lhs, rhs));
  }

  public static Expr and(List<? extends Expr> args) {
    return args.size() == 1 ? args.getFirst() : shared(new Logic(Logic.Op.AND, Args.of(args)));
  }

  public static Expr or(List<? extends Expr> args) {
    return args.size() == 1 ? args.getFirst() : shared(new Logic(Logic.Op.OR, Args.of(args)));
  }

  public static Expr not(Expr e) {
    return e instanceof Rel r ? rel(r.op().negate(), r.lhs(), r.rhs()) : shared(new Logic(Logic.Op.NOT, Args.of(e)));
  }

  public static Expr sum(Expr body, Sym index, Expr lower, Expr upper) {
    return shared(new Big(SUM, body, index, lower, upper));
  }

  public static Expr product(Expr body, Sym index, Expr lower, Expr upper) {
    return shared(new Big(PRODUCT, body, index, lower, upper));
  }

  public static Expr diff(Expr body, Expr by, int order) {
    return shared(new Diff(body, by, order));
  }

  public static Expr limit(Expr body, Expr var, Expr to, int side) {
    return shared(new Expr.Limit(body, var, to, side));
  }

  public static Expr integral(Expr body, Expr var, Expr lower, Expr upper) {
    return shared(new Expr.Integral(body, var, lower, upper));
  }

  public static Expr at(Expr body, Expr var, Expr value) {
    return shared(new Expr.At(body, var, value));
  }

  public static Expr matrix(List<? extends List<? extends Expr>> rows) {
    return shared(new Expr.Matrix(rows.stream().map(Args::of).toList()));
  }
}
