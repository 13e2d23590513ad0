package org.gradus.proof;

import static org.gradus.proof.Generator.Kind.EXP;
import static org.gradus.proof.Generator.Kind.FUNCTION;
import static org.gradus.proof.Generator.Kind.LOG;
import static org.gradus.proof.Generator.Kind.NUMBER;
import static org.gradus.proof.Generator.Kind.PI;
import static org.gradus.proof.Generator.Kind.ROOT;
import static org.gradus.proof.Generator.Kind.VARIABLE;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * From an expanded expression to its normal form. Every rewriting here is an identity wherever the original is
 * defined and the facts hold:
 *
 * <ul>
 *   <li>exp(Σ qᵢmᵢ) = Π exp(mᵢ)^qᵢ, over monomials mᵢ (Risch 1969; Bronstein, Symbolic Integration I, §5);
 *   <li>sin u = (e^{iu} − e^{−iu})/2i, cos likewise (Euler);
 *   <li>log(c·Π fᵢ^kᵢ) = log|c| + Σ kᵢ·log|fᵢ| where the left side is defined;
 *   <li>(c·Π fᵢ^kᵢ)^q = |c|^q·Π |fᵢ|^{kᵢq} where the left side is defined, |f| being f or −f by the facts.
 * </ul>
 */
final class Lowering {

  /** Thrown where there is no normal form; the message says why. */
  static class Refused extends RuntimeException {
    Refused(String message) {
      super(message, null, false, false);
    }
  }

  /** Thrown where the sign of an expression must be known to go on. */
  static final class NeedSign extends Refused {
    private final transient Expr of;

    NeedSign(Expr of) {
      super("the sign of " + of + " is not known");
      this.of = of;
    }

    Expr of() {
      return of;
    }
  }

  static final String FLOOR = "floor(";

  private final Facts facts;
  private final Work work;
  private final Oracle oracle;
  private final Map<Expr, Fraction> known = new HashMap<>();
  private boolean powerOfZero;

  Lowering(Facts facts, Work work, Oracle oracle) {
    this.facts = facts;
    this.work = work;
    this.oracle = oracle;
  }

  /** Whether 0 was taken to a power of unknown sign: its value where the exponent is 0 differs from those beside. */
  boolean powerOfZero() {
    return powerOfZero;
  }

  Fraction of(Expr e) {
    var f = known.get(e);
    if (f == null) {
      work.spend(1);
      f = lower(e);
      known.put(e, f);
    }
    return f;
  }

  private Fraction lower(Expr e) {
    return switch (e) {
      case Expr.Num n -> Fraction.of(n.value());
      case Expr.Const c -> constant(c.constant());
      case Expr.Sym _, Expr.Indexed _ -> Fraction.of(Poly.generator(new Generator(VARIABLE, e.toString(), e,
          facts.positive(e))));
      case Expr.Add a -> {
        var sum = Fraction.ZERO;
        for (var t : a.args()) {
          sum = sum.plus(of(t), work);
        }
        yield sum;
      }
      case Expr.Mul m -> {
        var product = Fraction.ONE;
        for (var t : m.args()) {
          product = product.times(of(t), work);
        }
        yield product;
      }
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Apply a -> opaque("'" + a.name() + "'".repeat(a.primes()), a.args(), a);
      case Expr.Big b -> new Sums(this, work).of(b);
      case Expr.Cases _ -> throw new Refused("a case distinction inside an expression that cannot be split");
      case Expr.Integral i -> integral(i);
      case Expr.Diff _, Expr.At _ -> throw new Refused("a derivative that could not be carried out");
      case Expr.Limit _ -> throw new Refused("a limit inside an expression");
      case Expr.Matrix _ -> throw new Refused("matrices are not supported here");
      case Expr.Rel _, Expr.Logic _ -> throw new Refused("a relation where a value is expected");
    };
  }

  private Fraction constant(Constant c) {
    return switch (c) {
      case PI -> Fraction.of(Poly.generator(new Generator(PI, "pi", Exprs.PI, true)));
      case E -> expOf(Fraction.ONE);
      case INFINITY -> throw new Refused("∞ is not a number to calculate with");
    };
  }

  private Fraction call(Expr.Call c) {
    return switch (c.function().name()) {
      case "exp" -> c.arg() instanceof Expr.Call l && l.is("loggamma") ? new GammaFamily(this, work).gamma(l.arg()) : expOf(of(c.arg()));
      case "log" -> logAbs(c.arg());
      case "sin" -> trig(c.arg(), true);
      case "cos" -> trig(c.arg(), false);
      case "atan", "asin", "erf", "erfinv", "Si", "erfi", "fresnels", "fresnelc" -> odd(c);
      case "besselj", "bessely", "besseli", "besselk" -> new BesselFamily(this, facts, work).of(c);
      case "gamma" -> new GammaFamily(this, work).gamma(c.arg());
      case "loggamma" -> new GammaFamily(this, work).loggamma(c.arg());
      case "digamma" -> new GammaFamily(this, work).polygamma(0, c.arg());
      case "polygamma" -> GammaFamily.order(c) < 0 ? opaque("polygamma", c.args(), c)
          : new GammaFamily(this, work).polygamma(GammaFamily.order(c), c.args().get(1));
      case "floor" -> floor(c);
      default -> {
        if (!c.function().scalar()) {
          throw new Refused(c.function().name() + " is not supported here");
        }
        yield opaque(c.function().name(), c.args(), c);
      }
    };
  }

  // --- exponentials, sine and cosine -------------------------------------------------------------------------

  private Fraction trig(Expr arg, boolean sine) {
    var iu = of(arg).times(Fraction.of(Poly.constant(Complex.I)), work);
    var plus = expOf(iu);
    var minus = expOf(iu.negate());
    var both = sine ? plus.minus(minus, work) : plus.plus(minus, work);
    var half = sine ? new Complex(Rational.ZERO, Rational.of(-1, 2)) : Complex.of(Rational.HALF);
    return both.times(Fraction.of(Poly.constant(half)), work);
  }

  /** The exponential of a (complex) value, one generator a monomial. */
  private Fraction expOf(Fraction exponent) {
    var u = exponent.cancelled(work);
    var result = Fraction.ONE;
    for (var t : u.num().terms().entrySet()) {
      result = result.times(expOfTerm(t.getKey(), t.getValue(), u), work);
    }
    return result;
  }

  private Fraction expOfTerm(Monomial m, Complex c, Fraction u) {
    if (u.den().isEmpty()) {
      var special = specialExp(m, c);
      if (special != null) {
        return special;
      }
    }
    var under = u.den().isEmpty() ? "" : "/" + u.den();
    boolean real = m.exponents().keySet().stream().noneMatch(Lowering::imaginary)
        && u.den().keySet().stream().noneMatch(Lowering::imaginary);
    var result = Monomial.ONE;
    if (!c.re().isZero()) {
      var data = real ? ToExpr.of(m, u.den()) : null;
      result = result.times(Monomial.of(
          new Generator(EXP, m + under, data == null ? null : Exprs.exp(data), real), c.re()));
    }
    if (!c.im().isZero()) {
      result = result.times(Monomial.of(new Generator(EXP, Generator.IMAGINARY_UNIT + m + under, null, false), c.im()));
    }
    return Fraction.of(Poly.term(Complex.ONE, result, work));
  }

  /** Whether a generator may take values that are not real: e^{iu}. */
  static boolean imaginary(Generator g) {
    return g.kind() == EXP && g.data() == null
        || g.data() instanceof Poly p && imaginary(p);
  }

  static boolean imaginary(Poly p) {
    return p.terms().entrySet().stream().anyMatch(t -> !t.getValue().isReal()
        || t.getKey().exponents().keySet().stream().anyMatch(Lowering::imaginary));
  }

  private Fraction specialExp(Monomial m, Complex c) {
    if (m.exponents().size() != 1 || !m.exponents().get(m.exponents().firstKey()).isOne()) {
      return null;
    }
    var g = m.exponents().firstKey();
    if (g.data() instanceof Expr.Call w && w.is("lambertw") && c.isReal() && Definedness.small(c.re()) && !facts.sign(w.arg()).canBeZero()) {
      // e^W = u/W where u is not 0, and then W is not
      return of(w.arg()).times(Fraction.of(Poly.generator(g)).reciprocal(work), work).pow(c.re().intValueExact(), work);
    }
    if (g.kind() == LOG && c.isReal() && g.data() instanceof Expr) {
      return expOfLog(g, c.re());
    }
    if (g.kind() == PI && c.re().isZero()) {
      return RootsOfUnity.of(c.im(), this, work);
    }
    if (g.kind() == FUNCTION && c.re().isZero() && c.im().isInteger() && g.data() instanceof Expr.Call f
        && Definedness.small(c.im())) {
      return expOfInverse(f, c.im().intValueExact());
    }
    return null;
  }

  /** exp(q·log|f|) = |f|^q. */
  private Fraction expOfLog(Generator log, Rational q) {
    var inside = ToExpr.insideOfLog(log);
    return absPower(of(inside), q, false);
  }

  /** e^{i·k·atan u} and e^{i·k·asin u} are algebraic. */
  private Fraction expOfInverse(Expr.Call f, int k) {
    var u = f.arg();
    var root = switch (f.function().name()) {
      case "atan" -> of(Exprs.sqrt(Exprs.add(Exprs.ONE, Exprs.pow(u, 2)))).reciprocal(work);
      case "asin" -> of(Exprs.sqrt(Exprs.sub(Exprs.ONE, Exprs.pow(u, 2))));
      default -> null;
    };
    if (root == null) {
      return null;
    }
    var iu = of(u).times(Fraction.of(Poly.constant(Complex.I)), work);
    var unit = f.is("atan") ? Fraction.ONE.plus(iu, work).times(root, work) : root.plus(iu, work);
    if (k >= 0) {
      return unit.pow(k, work);
    }
    // The inverse of a number of modulus 1 is its conjugate.
    var conjugate = f.is("atan") ? Fraction.ONE.minus(iu, work).times(root, work) : root.minus(iu, work);
    return conjugate.pow(-k, work);
  }

  // --- logarithms --------------------------------------------------------------------------------------------

  /** log|e|, for e ≠ 0. */
  private Fraction logAbs(Expr e) {
    switch (e) {
      case Expr.Mul m -> {
        var sum = Fraction.ZERO;
        for (var factor : m.args()) {
          sum = sum.plus(logAbs(factor), work);
        }
        return sum;
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && !n.value().isZero() -> {
        return logAbs(p.base()).times(Fraction.of(n.value()), work);
      }
      case Expr.Pow p when facts.sign(p.base()) == Sign.POSITIVE -> {
        return logAbs(p.base()).times(of(p.exponent()), work);
      }
      case Expr.Call c when c.is("exp") -> {
        return of(c.arg());
      }
      default -> {
        return logAbs(of(e).cancelled(work));
      }
    }
  }

  Fraction logAbs(Fraction f) {
    if (f.isZero()) {
      throw new Refused("log of 0");
    }
    var sum = logAbs(f.num());
    for (var d : f.den().entrySet()) {
      sum = sum.minus(logAbs(d.getKey()).times(Fraction.of(Rational.of(d.getValue())), work), work);
    }
    return sum;
  }

  private Fraction logAbs(Poly p) {
    var parts = Factors.of(p, oracle, work);
    if (!parts.constant().isReal()) {
      return logGenerator("|" + p + "|", null);
    }
    var sum = logOfRational(parts.constant().re().abs());
    for (var e : parts.monomial().exponents().entrySet()) {
      sum = sum.plus(logOf(e.getKey()).times(Fraction.of(e.getValue()), work), work);
    }
    for (var e : parts.factors().entrySet()) {
      sum = sum.plus(logGenerator(e.getKey().toString(), e.getKey())
          .times(Fraction.of(Rational.of(e.getValue())), work), work);
    }
    return sum;
  }

  private Fraction logOf(Generator g) {
    return switch (g.kind()) {
      case EXP -> g.data() instanceof Expr.Call c ? of(c.arg()) : logGenerator(g.toString(), null);
      case NUMBER -> logOfRational(Rational.of((BigInteger) g.data()));
      case ROOT -> logAbs((Poly) g.data());
      case VARIABLE, PI, LOG, FUNCTION -> logGenerator(g.toString(), g.data() == null ? null : Poly.generator(g));
    };
  }

  private Fraction logGenerator(String key, Poly of) {
    var inside = of == null || imaginary(of) ? null : ToExpr.of(of);
    return Fraction.of(Poly.generator(new Generator(LOG, key,
        inside == null ? null : Exprs.log(Exprs.call("abs", inside)), false)));
  }

  private Fraction logOfRational(Rational r) {
    var sum = Fraction.ZERO;
    for (var e : Integers.factor(r).entrySet()) {
      var g = new Generator(LOG, e.getKey().toString(), Exprs.log(Exprs.num(Rational.of(e.getKey()))), true);
      sum = sum.plus(Fraction.of(Poly.term(Complex.of(Rational.of(e.getValue())), Monomial.of(g, Rational.ONE), work)), work);
    }
    return sum;
  }

  // --- powers ------------------------------------------------------------------------------------------------

  private Fraction power(Expr.Pow p) {
    var exponent = of(p.exponent()).rational();
    if (exponent == null && !(p.exponent() instanceof Expr.Num)) {
      exponent = of(p.exponent()).cancelled(work).rational();
    }
    if (exponent != null && exponent.isInteger()) {
      if (!Definedness.small(exponent)) {
        if (p.base() instanceof Expr.Num n && n.value().abs().isOne()) {
          return Fraction.of(n.value().signum() < 0 && exponent.num().testBit(0) ? Rational.MINUS_ONE : Rational.ONE);
        }
        throw new Work.Exhausted("out of budget: exponent larger than " + Exprs.MAX_FOLDED_EXPONENT);
      }
      int k = exponent.intValueExact();
      if (k == 0) {
        return Fraction.ONE;
      }
      var base = k < 0 ? of(p.base()).cancelled(work) : of(p.base());
      if (k < 0 && base.isZero()) {
        throw new Refused("division by zero");
      }
      return base.pow(k, work);
    }
    if (exponent != null) {
      return absPower(of(p.base()).cancelled(work), exponent, true);
    }
    if (facts.sign(p.base()) == Sign.POSITIVE) {
      return expOf(logAbs(p.base()).times(of(p.exponent()), work));
    }
    return opaquePower(p);
  }

  /**
   * b^(v+k) = b^v·b^k for an integer k, wherever both sides are defined. As 0^0 is 1 and 0^(-k) is undefined, this is not used
   * of a base that is 0.
   */
  private Fraction opaquePower(Expr.Pow p) {
    var v = of(p.exponent()).cancelled(work);
    var base = of(p.base()).cancelled(work);
    if (base.isZero()) {
      return powerOfZero(p, v);
    }
    var shift = v.den().isEmpty() ? v.num().terms().get(Monomial.ONE) : null;
    int k = shift != null && shift.isReal() && Definedness.small(shift.re()) ? shift.re().floor().intValueExact() : 0;
    var rest = v.minus(Fraction.of(Rational.of(k)), work);
    var g = new Generator(FUNCTION, "(" + base + ")^(" + rest + ")", null, false);
    return Fraction.of(Poly.generator(g)).times(base.pow(k, work), work);
  }

  /** 0^v is 0 for v > 0 and undefined for v < 0. */
  private Fraction powerOfZero(Expr.Pow p, Fraction v) {
    var sign = facts.sign(p.exponent());
    if (sign == Sign.POSITIVE) {
      return Fraction.ZERO;
    }
    if (sign == Sign.NEGATIVE) {
      throw new Refused("0 to a negative power");
    }
    powerOfZero = true;
    return Fraction.of(Poly.generator(new Generator(FUNCTION, "0^(" + v + ")", null, false)));
  }

  /** |f|^q; if {@code nonnegative}, f itself is known not to be negative where the expression is defined. */
  private Fraction absPower(Fraction f, Rational q, boolean nonnegative) {
    if (f.isZero()) {
      if (q.signum() > 0) {
        return Fraction.ZERO;
      }
      throw new Refused("0 to a negative power");
    }
    var top = Factors.of(f.num(), oracle, work);
    if (!top.constant().isReal() || imaginary(f.num()) || f.den().keySet().stream().anyMatch(Lowering::imaginary)) {
      return rootOfComplex(f, q, nonnegative);
    }
    var pieces = new ArrayList<Piece>();
    top.monomial().exponents().forEach((g, e) -> pieces.add(new Piece(Poly.generator(g), g, e)));
    top.factors().forEach((p, k) -> pieces.add(new Piece(p, null, Rational.of(k))));
    for (var d : f.den().entrySet()) {
      // The oracle may split a factor of the denominator further.
      var under = Factors.of(d.getKey(), oracle, work);
      under.factors().forEach((p, k) -> pieces.add(new Piece(p, null, Rational.of(-k * d.getValue()))));
      under.monomial().exponents().forEach((g, e) -> pieces.add(
          new Piece(Poly.generator(g), g, e.times(Rational.of(-d.getValue())))));
      top = top.withConstant(top.constant().times(power(under.constant(), -d.getValue())));
    }
    var result = rationalPower(top.constant().re().abs(), q);
    int sign = nonnegative ? top.constant().re().signum() : 0;
    for (var piece : pieces) {
      result = result.times(piecePower(piece, pieces, q, sign), work);
    }
    return result;
  }

  private static Complex power(Complex c, int n) {
    var r = Complex.ONE;
    var base = n < 0 ? c.reciprocal() : c;
    for (int i = 0; i < Math.abs(n); i++) {
      r = r.times(base);
    }
    return r;
  }

  private record Piece(Poly poly, Generator generator, Rational exponent) {}

  private Fraction piecePower(Piece piece, List<Piece> all, Rational q, int signOfRest) {
    var e = piece.exponent().times(q);
    var g = piece.generator();
    if (g != null && g.kind() == NUMBER) {
      return rationalPower(Rational.of((BigInteger) g.data()), e);
    }
    if (g != null && (g.positive() && g.kind() != VARIABLE || g.kind() == PI)) {
      return g.kind() == LOG ? rootPower(piece.poly(), e) : Fraction.of(Poly.term(Complex.ONE, Monomial.of(g, e), work));
    }
    if (g != null && g.kind() == ROOT) {
      return rootPower((Poly) g.data(), e);
    }
    if (e.isInteger() && !e.num().testBit(0)) {
      return Fraction.of(piece.poly()).pow(e.intValueExact(), work);
    }
    var own = ToExpr.of(piece.poly());
    var sign = facts.sign(own);
    if (sign == Sign.UNKNOWN || sign == Sign.NONZERO) {
      sign = signByRest(piece, all, signOfRest);
    }
    if (sign.nonnegative()) {
      return positivePower(piece, e);
    }
    if (sign.nonpositive()) {
      return rootPower(piece.poly().negate(), e);
    }
    if (Sums.mentionsIndex(own)) {
      throw new Refused("the sign of " + own + " may change within the sum"); // no case of a proof covers a whole range
    }
    throw new NeedSign(own);
  }

  /** A product that is not negative, all factors but one being of known sign, tells the sign of that one. */
  private Sign signByRest(Piece piece, List<Piece> all, int constantSign) {
    if (constantSign == 0 || !piece.exponent().isInteger() || !piece.exponent().num().testBit(0)) {
      return Sign.UNKNOWN;
    }
    int s = constantSign;
    for (var other : all) {
      if (other == piece) {
        continue;
      }
      var g = other.generator();
      if (g != null && (g.algebraic() || g.positive()) || even(other.exponent())) {
        continue;
      }
      var known = facts.sign(ToExpr.of(other.poly()));
      if (known.nonnegative()) {
        continue;
      }
      if (!known.nonpositive()) {
        return Sign.UNKNOWN;
      }
      s = -s;
    }
    // Where another factor vanishes the whole is 0 whatever the sign of this one, so the choice does no harm.
    return s > 0 ? Sign.NONNEGATIVE : Sign.NONPOSITIVE;
  }

  private static boolean even(Rational e) {
    return e.isInteger() && !e.num().testBit(0);
  }

  private Fraction positivePower(Piece piece, Rational e) {
    if (piece.generator() != null && piece.generator().kind() == VARIABLE) {
      return Fraction.of(Poly.term(Complex.ONE, Monomial.of(piece.generator(), e), work));
    }
    return rootPower(piece.poly(), e);
  }

  /** p^e for p ≥ 0: whole powers multiplied out, the rest a generator. */
  private Fraction rootPower(Poly p, Rational e) {
    var r = p.rational();
    if (r != null) {
      return rationalPower(r, e);
    }
    var floor = Rational.of(e.floor());
    if (!Definedness.small(floor)) {
      throw new Work.Exhausted("out of budget: exponent larger than " + Exprs.MAX_FOLDED_EXPONENT);
    }
    var whole = Fraction.of(p).pow(floor.intValueExact(), work);
    var rest = e.minus(floor);
    if (rest.isZero()) {
      return whole;
    }
    var g = new Generator(ROOT, p.toString(), p, false);
    return whole.times(Fraction.of(Poly.term(Complex.ONE, Monomial.of(g, rest), work)), work);
  }

  Fraction rationalPower(Rational r, Rational q) {
    if (r.isZero()) {
      return Fraction.ZERO;
    }
    if (r.signum() < 0) {
      throw new Refused("a root of a negative number");
    }
    if (q.isInteger() && Definedness.small(q)) {
      return Fraction.of(r.pow(q.intValueExact()));
    }
    var exponents = new HashMap<Generator, Rational>();
    Integers.factor(r).forEach((p, k) -> exponents.put(
        new Generator(NUMBER, p.toString(), p, true), q.times(Rational.of(k))));
    return Fraction.of(Poly.term(Complex.ONE, Monomial.of(exponents), work));
  }

  /** A root of something written with e^{iu}: only whole polynomials without denominator are given a name. */
  private Fraction rootOfComplex(Fraction f, Rational q, boolean nonnegative) {
    if (!nonnegative || !f.den().isEmpty()) {
      throw new Refused("the root of " + f + " has no normal form");
    }
    return rootPower(f.num(), q);
  }

  // --- other functions ---------------------------------------------------------------------------------------

  Fraction opaque(String name, List<Expr> args, Expr whole) {
    var key = new StringBuilder(name).append('(');
    for (var a : args) {
      key.append(of(a).cancelled(work)).append(';');
    }
    return Fraction.of(Poly.generator(new Generator(FUNCTION, key.append(')').toString(), whole, false)));
  }

  /** What is known of a variable outside does not hold of it under the integral sign, so the body is lowered without facts. */
  private Fraction integral(Expr.Integral i) {
    var inner = new Lowering(Facts.NONE, work, oracle);
    try {
      var key = new StringBuilder("integral(");
      if (i.lower() == null) {
        key.append(inner.of(i.body()).cancelled(work)).append(';').append(i.var());
      } else {
        var bound = Exprs.sym("#integral");
        key.append(inner.of(Trees.substitute(i.body(), i.var(), bound)).cancelled(work)).append(';')
            .append(of(i.lower()).cancelled(work)).append(';').append(of(i.upper()).cancelled(work));
      }
      return Fraction.of(Poly.generator(new Generator(FUNCTION, key.append(')').toString(), i, false)));
    } catch (NeedSign e) {
      throw new Refused(e.getMessage());
    }
  }

  /** u of erf(erfinv u) or erfinv(erf u). */
  private static Expr inverse(String function, Fraction arg) {
    var other = function.equals("erf") ? "erfinv" : function.equals("erfinv") ? "erf" : null;
    return other != null && arg.den().isEmpty() && arg.num().size() == 1 && arg.num().leading().getValue().equals(Complex.ONE)
        && arg.num().leading().getKey().exponents().size() == 1
        && arg.num().leading().getKey().exponents().value(0).isOne()
        && arg.num().leading().getKey().exponents().firstKey().data() instanceof Expr.Call inner && inner.is(other) ? inner.arg() : null;
  }

  private Fraction odd(Expr.Call c) {
    var u = of(c.arg()).cancelled(work);
    if (u.isZero()) {
      return Fraction.ZERO;
    }
    var lead = u.num().leading().getValue();
    boolean flip = lead.isReal() ? lead.re().signum() < 0 : lead.im().signum() < 0;
    var canonical = flip ? u.negate() : u;
    var special = SpecialAngles.of(c.function().name(), canonical, this, work);
    var inverse = inverse(c.function().name(), canonical);
    var value = special != null ? special : inverse != null ? of(inverse)
        : Fraction.of(Poly.generator(new Generator(FUNCTION, c.function().name() + "(" + canonical + ")",
            Exprs.call(c.function(), List.of(flip ? Exprs.neg(c.arg()) : c.arg())), false)));
    return flip ? value.negate() : value;
  }

  /** ⌊u + k⌋ = ⌊u⌋ + k for what is an integer: whole numbers, and floors times these. */
  private Fraction floor(Expr.Call c) {
    var u = of(c.arg()).cancelled(work);
    var whole = Poly.ZERO;
    if (u.den().isEmpty()) {
      for (var t : u.num().terms().entrySet()) {
        if (t.getKey().isOne() && t.getValue().isReal()) {
          whole = whole.plus(Poly.constant(Complex.of(Rational.of(t.getValue().re().floor()))), work);
        } else if (t.getValue().isReal() && t.getValue().re().isInteger() && integral(t.getKey())) {
          whole = whole.plus(Poly.term(t.getValue(), t.getKey(), work), work);
        }
      }
    }
    var rest = u.minus(Fraction.of(whole), work);
    var r = rest.rational();
    return (r != null ? Fraction.of(Rational.of(r.floor()))
        : Fraction.of(Poly.generator(new Generator(FUNCTION, FLOOR + rest + ")", null, false)))).plus(Fraction.of(whole), work);
  }

  static boolean integral(Monomial m) {
    return m.exponents().entrySet().stream().allMatch(e -> e.getKey().kind() == FUNCTION && e.getKey().key().startsWith(FLOOR)
        && e.getValue().isInteger() && e.getValue().signum() > 0);
  }

}
