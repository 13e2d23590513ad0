package org.gradus.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Rewrites an expression without cases as a quotient of polynomials in atoms, by identities that hold wherever the
 * expression is defined: exp(a+b) = exp a·exp b, Euler's formulas for sine and cosine, log|ab| = log|a| + log|b|,
 * |ab|^q = |a|^q·|b|^q, Γ(u+1) = u·Γ(u), e^W(u) = u/W(u). What depends on a sign or on factors is asked of the {@link Hints}.
 */
public final class Normal {

  /** Thrown where there is no normal form. */
  public static class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /** Thrown where nothing tells the sign of an expression. */
  public static final class NeedSign extends Refused {
    private static final long serialVersionUID = 1;
    private final transient Expr of;

    NeedSign(Expr of) {
      super("the sign of " + of + " is needed");
      this.of = of;
    }

    public Expr of() {
      return of;
    }
  }

  private static final int MAX_EXPONENT = 256;
  /** Of a product of powers. */
  private static final int MAX_MONOMIAL = 1_000_000;

  private final Hints hints;
  private final List<Expr.Rel> known;
  private final List<Atom> atoms = new ArrayList<>();
  private final Map<Object, Atom> named = new HashMap<>();
  private final Map<Expr, Frac> done = new HashMap<>();

  public Normal(List<Expr.Rel> known, Hints hints) {
    this.known = known;
    this.hints = hints;
  }

  public Frac of(Expr e) {
    var f = done.get(e);
    if (f == null) {
      Meter.spend(2);
      f = make(e);
      done.put(e, f);
    }
    return f;
  }

  private Frac make(Expr e) {
    return switch (e) {
      case Expr.Num n -> Frac.of(n.value());
      case Expr.Const c when c.constant() == Constant.PI -> Frac.of(Poly.of(pi()));
      case Expr.Const c when c.constant() == Constant.E -> exp(Frac.ONE);
      case Expr.Sym _, Expr.Indexed _ -> Frac.of(Poly.of(variable(e)));
      case Expr.Add a -> a.args().stream().map(this::of).reduce(Frac.ZERO, Frac::plus);
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(Frac.ONE, Frac::times);
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Apply a -> opaque("'" + a.name() + "'" + a.primes(), a.args(), e);
      case Expr.Big b -> new Ranges(this).of(b);
      case Expr.Integral i -> integral(i);
      default -> throw new Refused("no normal form for " + e);
    };
  }

  // --- atoms -------------------------------------------------------------------------------------------------

  private Atom atom(Atom.Kind kind, Object data, Expr expr) {
    return named.computeIfAbsent(List.of(kind, data), _ -> fresh(kind, data, expr, List.of()));
  }

  private Atom fresh(Atom.Kind kind, Object data, Expr expr, List<Frac> args) {
    var a = new Atom(atoms.size(), kind, expr, data, args);
    atoms.add(a);
    return a;
  }

  private Atom variable(Expr e) {
    return atom(Atom.Kind.VARIABLE, e, e);
  }

  private Atom pi() {
    return atom(Atom.Kind.PI, "pi", Exprs.PI);
  }

  private Atom number(BigInteger n) {
    return atom(Atom.Kind.NUMBER, n, Exprs.num(Rational.of(n)));
  }

  private Frac root(Poly p, Rational e) {
    var r = p.rational();
    if (r != null) {
      return power(r, e);
    }
    var whole = e.floor();
    var result = Frac.of(p).pow(small(Rational.of(whole)));
    var rest = e.minus(Rational.of(whole));
    if (rest.isZero()) {
      return result;
    }
    var a = atom(Atom.Kind.ROOT, p, p.complex() ? null : expr(p));
    return result.times(Frac.of(Poly.of(Mono.of(a, rest), Gauss.ONE)));
  }

  /** A function that nothing is known of: two of its values are one atom if the arguments are equal. */
  Frac opaque(String name, List<Expr> args, Expr whole) {
    return opaqueOf(name, args.stream().map(a -> of(a).cancelled()).toList(), whole);
  }

  Frac opaqueOf(String name, List<Frac> args, Expr whole) {
    for (var a : atoms) {
      if (a.kind() == Atom.Kind.OPAQUE && a.data().equals(name) && same(a.args(), args)) {
        return Frac.of(Poly.of(a));
      }
    }
    return Frac.of(Poly.of(fresh(Atom.Kind.OPAQUE, name, whole, args)));
  }

  private static boolean same(List<Frac> a, List<Frac> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).minus(b.get(i)).isZero()) {
        return false;
      }
    }
    return true;
  }

  // --- functions ---------------------------------------------------------------------------------------------

  private Frac call(Expr.Call c) {
    return switch (c.function().name()) {
      case "exp" -> exp(of(c.arg()));
      case "log" -> logAbs(c.arg());
      case "sin" -> trigonometric(c.arg(), true);
      case "cos" -> trigonometric(c.arg(), false);
      case "atan", "asin", "erf" -> odd(c);
      case "gamma" -> gamma(c);
      case "loggamma" -> logAbs(gamma(c)); // Γ is positive where this is defined
      case "digamma" -> polygamma(0, c.arg());
      case "polygamma" -> Recurrences.order(c) < 0 ? opaque("polygamma", c.args(), c) : polygamma(Recurrences.order(c), c.args().get(1));
      case "besselj", "bessely", "besseli", "besselk" -> new Recurrences(this, known).bessel(c);
      case "floor" -> floor(c);
      default -> {
        if (!c.function().scalar() || c.function().isDefined()) {
          throw new Refused("no normal form for " + c.function().name());
        }
        yield opaque(c.function().name(), c.args(), c);
      }
    };
  }

  private Frac integral(Expr.Integral i) {
    // What is known of a variable outside is not known of it under the integral sign.
    if (i.lower() == null) {
      return opaqueOf("integral " + Sexpr.write(i), List.of(), i);
    }
    var body = Trees.substitute(i.body(), i.var(), Exprs.sym("#integral"));
    return opaque("integral " + Sexpr.write(body), List.of(i.lower(), i.upper()), i);
  }

  private static Frac imaginary(Frac f) {
    return f.times(Frac.of(Poly.of(Gauss.I)));
  }

  private Frac trigonometric(Expr arg, boolean sine) {
    var iu = imaginary(of(arg));
    var plus = exp(iu);
    var minus = exp(iu.negate());
    return sine ? plus.minus(minus).times(Frac.of(Poly.of(new Gauss(Rational.ZERO, Rational.of(-1, 2)))))
        : plus.plus(minus).times(Frac.of(Rational.HALF));
  }

  private Frac exp(Frac exponent) {
    var u = exponent.cancelled();
    var result = Frac.ONE;
    for (var t : u.num().terms().entrySet()) {
      result = result.times(expOfTerm(t.getKey(), t.getValue(), u.den()));
    }
    return result;
  }

  private Frac expOfTerm(Mono m, Gauss c, Map<Poly, Integer> den) {
    if (den.isEmpty() && m.exponents().size() == 1 && m.exponent(m.exponents().firstKey()).isOne()) {
      var special = expOfAtom(m.exponents().firstKey(), c);
      if (special != null) {
        return special;
      }
    }
    boolean complex = m.exponents().keySet().stream().anyMatch(Atom::complex)
        || den.keySet().stream().anyMatch(Poly::complex);
    var result = Mono.ONE;
    var data = List.of(m, den);
    if (!c.re().isZero()) {
      var inside = complex ? null : Exprs.exp(expr(m, den));
      result = result.times(Mono.of(atom(Atom.Kind.EXP, data, inside), c.re()));
    }
    if (!c.im().isZero()) {
      result = result.times(Mono.of(atom(Atom.Kind.PHASE, data, null), c.im()));
    }
    return Frac.of(Poly.of(result, Gauss.ONE));
  }

  /** exp(c·log|f|) = |f|^c; e^{iπq}; e^{ik·atan u}, e^{ik·asin u} from the right triangle. Null for others. */
  private Frac expOfAtom(Atom a, Gauss c) {
    if (a.kind() == Atom.Kind.LOG && c.isReal() && a.expr() != null) {
      return a.data() instanceof BigInteger n ? power(Rational.of(n), c.re())
          : absPower(Frac.of((Poly) a.data()), c.re(), false);
    }
    if (a.kind() == Atom.Kind.OPAQUE && a.data().equals("lambertw") && c.isReal() && c.re().isIntegerWithin(MAX_EXPONENT)
        && (Shape.of(known, ((Expr.Call) a.expr()).arg()) & Shape.NULL) == 0) {
      return a.args().get(0).times(Frac.of(Poly.of(a)).inverse()).pow(c.re().intValueExact()); // W·e^W = u, and W is 0 only where u is
    }
    if (!c.re().isZero()) {
      return null;
    }
    if (a.kind() == Atom.Kind.PI) {
      return rootOfUnity(c.im());
    }
    if (a.kind() == Atom.Kind.OPAQUE && c.im().isIntegerWithin(MAX_EXPONENT)
        && (a.data().equals("atan") || a.data().equals("asin"))) {
      var u = a.args().get(0);
      var iu = imaginary(u);
      int k = c.im().intValueExact();
      var one = Frac.ONE;
      var signed = k < 0 ? iu.negate() : iu;
      if (a.data().equals("atan")) {
        return one.plus(signed).times(absPower(one.plus(u.times(u)), Rational.of(-1, 2), true)).pow(Math.abs(k));
      }
      return absPower(one.minus(u.times(u)), Rational.HALF, true).plus(signed).pow(Math.abs(k));
    }
    return null;
  }

  /** e^{iπq}: whole twelfths by radicals, from e^{iπ/3} and e^{iπ/4}; else a power of one atom below a quarter turn. */
  private Frac rootOfUnity(Rational q) {
    var turns = q.minus(Rational.of(q.times(Rational.HALF).floor()).times(Rational.TWO));
    int quarters = turns.times(Rational.TWO).floor().intValueExact();
    var rest = turns.minus(Rational.of(quarters, 2));
    var result = Frac.ONE;
    for (int i = 0; i < quarters; i++) {
      result = imaginary(result);
    }
    var twelfths = rest.times(Rational.of(12));
    if (!twelfths.isInteger()) {
      var a = atom(Atom.Kind.PHASE, List.of(Mono.of(pi(), Rational.ONE), Map.of()), null);
      return result.times(Frac.of(Poly.of(Mono.of(a, rest), Gauss.ONE)));
    }
    var half = Frac.of(Rational.HALF);
    var i = Frac.of(Poly.of(Gauss.I));
    var third = half.plus(i.times(power(Rational.of(3), Rational.HALF)).times(half)); // e^{iπ/3}
    var eighth = power(Rational.TWO, Rational.HALF).times(half).times(Frac.ONE.plus(i)); // e^{iπ/4}
    var minusI = i.negate();
    var sixth = third.times(third).times(minusI); // e^{iπ(2/3 − 1/2)}
    return result.times(switch (twelfths.intValueExact()) {
      case 0 -> Frac.ONE;
      case 1 -> third.times(eighth).times(minusI);
      case 2 -> sixth;
      case 3 -> eighth;
      case 4 -> third;
      default -> sixth.times(eighth);
    });
  }

  private Frac odd(Expr.Call c) {
    var u = of(c.arg()).cancelled();
    if (u.isZero()) {
      return Frac.ZERO;
    }
    var name = c.function().name();
    var special = angle(name, u);
    if (special != null) {
      return special;
    }
    for (var a : atoms) {
      if (a.kind() == Atom.Kind.OPAQUE && a.data().equals(name) && a.args().get(0).plus(u).isZero()) {
        return Frac.of(Poly.of(a)).negate();
      }
    }
    return opaqueOf(name, List.of(u), c);
  }

  /** The table of the angles at which atan and asin are simple multiples of π, and of their tangents and sines. */
  private Frac angle(String name, Frac u) {
    var root2 = power(Rational.TWO, Rational.HALF);
    var root3 = power(Rational.of(3), Rational.HALF);
    var half = Frac.of(Rational.HALF);
    var values = new LinkedHashMap<Rational, Frac>();
    if (name.equals("atan")) {
      values.put(Rational.of(1, 4), Frac.ONE);
      values.put(Rational.of(1, 3), root3);
      values.put(Rational.of(1, 6), root3.times(Frac.of(Rational.of(1, 3))));
    } else if (name.equals("asin")) {
      values.put(Rational.of(1, 2), Frac.ONE);
      values.put(Rational.of(1, 6), half);
      values.put(Rational.of(1, 4), root2.times(half));
      values.put(Rational.of(1, 3), root3.times(half));
    }
    for (var v : values.entrySet()) {
      for (var sign : List.of(Rational.ONE, Rational.MINUS_ONE)) {
        if (u.minus(v.getValue().times(Frac.of(sign))).isZero()) {
          return Frac.of(Poly.of(pi())).times(Frac.of(v.getKey().times(sign)));
        }
      }
    }
    return null;
  }

  /** The whole part of the constant term of a polynomial. */
  private static int shift(Frac u) {
    var c = u.den().isEmpty() ? u.num().terms().get(Mono.ONE) : null;
    return c != null && c.isReal() && c.re().abs().compareTo(Rational.of(MAX_EXPONENT)) < 0
        ? c.re().floor().intValueExact() : 0;
  }

  /** By how much the argument of Γ or ψ is moved, so that no whole number is left in it, or 1 alone. */
  private static int moved(Frac u) {
    var r = u.rational();
    if (r != null && r.isInteger() && r.signum() <= 0) {
      throw new Refused("a pole of the gamma function");
    }
    return shift(u) - (r != null && r.isInteger() ? 1 : 0);
  }

  private Frac polygamma(int m, Expr arg) {
    var u = of(arg).cancelled();
    int k = moved(u);
    return new Recurrences(this, known).polygamma(m, u.minus(Frac.of(Rational.of(k))), k);
  }

  /** Γ(u+1) = u·Γ(u), Γ(1) = 1. */
  private Frac gamma(Expr.Call c) {
    var u = of(c.arg()).cancelled();
    int k = moved(u);
    var base = u.minus(Frac.of(Rational.of(k)));
    var result = base.rational() != null && base.rational().isOne() ? Frac.ONE
        : opaqueOf("gamma", List.of(base), base.den().isEmpty() && !base.num().complex() ? Exprs.call("gamma", expr(base.num())) : null);
    for (int i = 0; i < k; i++) {
      result = result.times(base.plus(Frac.of(Rational.of(i))));
    }
    for (int i = k; i < 0; i++) {
      result = result.times(base.plus(Frac.of(Rational.of(i))).inverse());
    }
    return result;
  }

  private Frac floor(Expr.Call c) {
    var u = of(c.arg()).cancelled();
    if (u.rational() != null) {
      return Frac.of(Rational.of(u.rational().floor()));
    }
    var k = Frac.of(Rational.of(shift(u)));
    return opaqueOf("floor", List.of(u.minus(k)), null).plus(k);
  }

  // --- logarithms --------------------------------------------------------------------------------------------

  private Frac logAbs(Expr e) {
    return switch (e) {
      case Expr.Mul m -> m.args().stream().map(this::logAbs).reduce(Frac.ZERO, Frac::plus);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && !n.value().isZero() ->
          logAbs(p.base()).times(Frac.of(n.value()));
      case Expr.Pow p when positive(p.base()) -> logAbs(p.base()).times(of(p.exponent()));
      case Expr.Call c when c.is("exp") -> of(c.arg());
      default -> logAbs(of(e).cancelled());
    };
  }

  private boolean positive(Expr e) {
    return Shape.of(known, e) == Shape.PLUS || hints.positive(e);
  }

  private Frac logAbs(Frac f) {
    if (f.isZero()) {
      throw new Refused("the logarithm of 0");
    }
    var sum = logAbs(f.num());
    for (var d : f.den().entrySet()) {
      sum = sum.minus(logAbs(d.getKey()).times(Frac.of(Rational.of(d.getValue()))));
    }
    return sum;
  }

  private Frac logAbs(Poly p) {
    var parts = factors(p);
    if (!parts.constant().isReal()) {
      return Frac.of(Poly.of(atom(Atom.Kind.LOG, p, null)));
    }
    var sum = logOf(parts.constant().re().abs());
    for (var e : parts.monomial().exponents().entrySet()) {
      sum = sum.plus(logOf(e.getKey()).times(Frac.of(e.getValue())));
    }
    for (var f : parts.factors().entrySet()) {
      sum = sum.plus(logAtom(f.getKey()).times(Frac.of(Rational.of(f.getValue()))));
    }
    return sum;
  }

  private Frac logAtom(Poly p) {
    return Frac.of(Poly.of(atom(Atom.Kind.LOG, p, p.complex() ? null : Exprs.log(Exprs.call("abs", expr(p))))));
  }

  private Frac logOf(Atom a) {
    return switch (a.kind()) {
      case EXP -> a.expr() instanceof Expr.Call c ? of(c.arg()) : logAtom(Poly.of(a));
      case NUMBER -> logOf(Rational.of((BigInteger) a.data()));
      case ROOT -> logAbs((Poly) a.data());
      case VARIABLE, PI, LOG, OPAQUE, PHASE -> logAtom(Poly.of(a));
    };
  }

  private Frac logOf(Rational r) {
    var sum = Frac.ZERO;
    for (var e : Primes.factors(r).entrySet()) {
      var a = atom(Atom.Kind.LOG, e.getKey(), Exprs.log(Exprs.num(Rational.of(e.getKey()))));
      sum = sum.plus(Frac.of(Poly.of(a)).times(Frac.of(Rational.of(e.getValue()))));
    }
    return sum;
  }

  // --- powers ------------------------------------------------------------------------------------------------

  private static int small(Rational q) {
    if (!q.isIntegerWithin(MAX_EXPONENT)) {
      throw new Refused("an exponent larger than " + MAX_EXPONENT);
    }
    return q.intValueExact();
  }

  private Frac power(Expr.Pow p) {
    var exponent = of(p.exponent()).cancelled().rational();
    if (exponent != null && exponent.isInteger()) {
      if (exponent.isZero()) {
        return Frac.ONE;
      }
      if (p.base() instanceof Expr.Num n && n.value().abs().isOne()) {
        return Frac.of(n.value().signum() < 0 && exponent.num().testBit(0) ? Rational.MINUS_ONE : Rational.ONE);
      }
      var b = of(p.base()).cancelled();
      if (!exponent.isIntegerWithin(MAX_EXPONENT) && exponent.isIntegerWithin(MAX_MONOMIAL) && b.den().isEmpty() && b.num().size() == 1
          && b.num().leading().getValue().equals(Gauss.ONE)
          && b.num().leading().getKey().exponents().keySet().stream().noneMatch(a -> a.algebraic() || a.kind() == Atom.Kind.PHASE)) {
        var powers = new TreeMap<Atom, Rational>();
        b.num().leading().getKey().exponents().forEach((a, k) -> powers.put(a, k.times(exponent)));
        return Frac.of(Poly.of(Mono.of(powers), Gauss.ONE));
      }
      return b.pow(small(exponent));
    }
    if (exponent != null) {
      return absPower(of(p.base()).cancelled(), exponent, true);
    }
    if (positive(p.base())) {
      return exp(logAbs(p.base()).times(of(p.exponent())));
    }
    // b^(v+k) = b^v·b^k, but not of b = 0, where b^v may be undefined and b^(v+k) not
    var v = of(p.exponent()).cancelled();
    var base = of(p.base()).cancelled();
    int k = base.isZero() ? 0 : shift(v);
    return opaqueOf("^", List.of(base, v.minus(Frac.of(Rational.of(k)))), null).times(base.pow(k));
  }

  private record Piece(Poly poly, Atom atom, Rational exponent) {}

  /** |f|^q; if {@code nonnegative}, f is not negative where the expression is defined. */
  private Frac absPower(Frac f, Rational q, boolean nonnegative) {
    if (f.isZero()) {
      if (q.signum() > 0) {
        return Frac.ZERO;
      }
      throw new Refused("0 to a negative power");
    }
    if (f.num().complex() || f.den().keySet().stream().anyMatch(Poly::complex)) {
      if (!nonnegative || !f.den().isEmpty()) {
        throw new Refused("the root of a complex value");
      }
      return root(f.num(), q);
    }
    var constant = Rational.ONE;
    var pieces = new ArrayList<Piece>();
    var all = new LinkedHashMap<Poly, Integer>();
    all.put(f.num(), 1);
    f.den().forEach((p, k) -> all.merge(p, -k, Integer::sum));
    for (var e : all.entrySet()) {
      var k = Rational.of(e.getValue());
      if (e.getValue() == 0) {
        continue;
      }
      var parts = factors(e.getKey());
      constant = constant.times(parts.constant().re().pow(e.getValue()));
      parts.monomial().exponents().forEach((a, x) -> pieces.add(new Piece(Poly.of(a), a, x.times(k))));
      parts.factors().forEach((p, x) -> pieces.add(new Piece(p, null, k.times(Rational.of(x)))));
    }
    var result = power(constant.abs(), q);
    for (var piece : pieces) {
      result = result.times(absPower(piece, pieces, q, nonnegative ? constant.signum() : 0));
    }
    return result;
  }

  private Frac absPower(Piece piece, List<Piece> all, Rational q, int rest) {
    var e = piece.exponent().times(q);
    var a = piece.atom();
    if (a != null && a.kind() == Atom.Kind.NUMBER) {
      return power(Rational.of((BigInteger) a.data()), e);
    }
    if (a != null && a.kind() == Atom.Kind.ROOT) {
      return root((Poly) a.data(), e);
    }
    if (a != null && a.alwaysPositive()) {
      return a.kind() == Atom.Kind.LOG ? root(piece.poly(), e) : Frac.of(Poly.of(Mono.of(a, e), Gauss.ONE));
    }
    if (e.isInteger() && Shape.even(e)) {
      return Frac.of(piece.poly()).pow(small(e));
    }
    int sign = sign(piece.poly());
    if (sign == 0) {
      sign = signByOthers(piece, all, rest);
    }
    if (sign == 0) {
      var own = expr(piece.poly());
      if (Trees.freeSymbols(own).stream().anyMatch(s -> s.name().startsWith("#"))) {
        throw new Refused("the sign of " + own + " may change within the range");
      }
      throw new NeedSign(own);
    }
    return root(sign > 0 ? piece.poly() : piece.poly().negate(), e);
  }

  private int sign(Poly p) {
    var e = expr(p);
    int shape = Shape.of(known, e);
    return (shape & Shape.MINUS) == 0 ? 1 : (shape & Shape.PLUS) == 0 ? -1 : hints.sign(e);
  }

  /**
   * The sign of a factor of a product that is not negative, all others being of known sign. Where one of the others is 0
   * the product is 0, whatever is taken for the sign of this one.
   */
  private int signByOthers(Piece piece, List<Piece> all, int constant) {
    if (constant == 0 || !piece.exponent().isInteger() || Shape.even(piece.exponent())) {
      return 0;
    }
    int s = constant;
    for (var other : all) {
      if (other != piece && !Shape.even(other.exponent())
          && !(other.atom() != null && (other.atom().algebraic() || other.atom().alwaysPositive()))) {
        s *= sign(other.poly());
      }
    }
    return s;
  }

  Frac power(Rational r, Rational q) {
    if (r.isZero()) {
      return Frac.ZERO;
    }
    if (r.signum() < 0) {
      throw new Refused("a root of a negative number");
    }
    if (q.isInteger()) {
      return Frac.of(r.pow(small(q)));
    }
    var map = new TreeMap<Atom, Rational>();
    var result = Frac.ONE;
    for (var e : Primes.factors(r).entrySet()) {
      var x = q.times(Rational.of(e.getValue()));
      var whole = x.floor();
      result = result.times(Frac.of(Rational.of(e.getKey()).pow(small(Rational.of(whole)))));
      map.put(number(e.getKey()), x.minus(Rational.of(whole)));
    }
    return result.times(Frac.of(Poly.of(Mono.of(map), Gauss.ONE)));
  }

  // --- factors -----------------------------------------------------------------------------------------------

  /** constant · monomial · Π factor^power. */
  record Parts(Gauss constant, Mono monomial, Map<Poly, Integer> factors) {}

  Parts factors(Poly p) {
    var lead = p.leading();
    if (p.size() == 1) {
      return new Parts(lead.getValue(), lead.getKey(), Map.of());
    }
    var monomial = p.content();
    var rest = p.times(monomial.inverse()).scale(lead.getValue().inverse());
    var fine = rest.complex() ? null : multipliedOut(rest);
    return new Parts(lead.getValue(), monomial, fine != null ? fine : Map.of(rest, 1));
  }

  /** The factors that the hints name, if their product is the polynomial; else null. */
  private Map<Poly, Integer> multipliedOut(Poly p) {
    var names = new LinkedHashMap<Expr, Poly>();
    var asked = Symbols.expression(p, names);
    if (asked == null) {
      return null;
    }
    var list = hints.factors(asked);
    if (list.isEmpty()) {
      return null;
    }
    var result = new LinkedHashMap<Poly, Integer>();
    var product = Poly.ONE;
    for (var f : list) {
      var base = Symbols.polynomial(f.base(), names);
      if (base.isZero() || f.power() < 1 || f.power() > MAX_EXPONENT) {
        throw new Rejected("a factor that is none");
      }
      base = base.scale(base.leading().getValue().inverse());
      if (!base.equals(Poly.ONE)) {
        result.merge(base, f.power(), Integer::sum);
        product = product.times(base.pow(f.power()));
      }
    }
    if (!product.equals(p)) {
      throw new Rejected("the product of the factors is another polynomial");
    }
    return result;
  }

  // --- back to expressions -----------------------------------------------------------------------------------

  public static Expr expr(Poly p) {
    var terms = new ArrayList<Expr>();
    p.terms().forEach((m, c) -> {
      if (!c.isReal()) {
        throw new Refused("a complex intermediate value");
      }
      terms.add(Exprs.mul(Exprs.num(c.re()), expr(m, Map.of())));
    });
    return Exprs.add(terms);
  }

  public static Expr expr(Mono m, Map<Poly, Integer> den) {
    var factors = new ArrayList<Expr>();
    m.exponents().forEach((a, e) -> {
      if (a.expr() == null) {
        throw new Refused("an intermediate value without a name");
      }
      factors.add(a.kind() == Atom.Kind.EXP && a.expr() instanceof Expr.Call c
          ? Exprs.exp(Exprs.mul(Exprs.num(e), c.arg())) : Exprs.pow(a.expr(), Exprs.num(e)));
    });
    den.forEach((p, k) -> factors.add(Exprs.pow(expr(p), -k)));
    return Exprs.mul(factors);
  }
}
