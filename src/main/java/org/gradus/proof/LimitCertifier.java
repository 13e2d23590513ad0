package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.gradus.certificate.Atom;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Frac;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Hints;
import org.gradus.certificate.LimitSteps;
import org.gradus.certificate.LimitTurns;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Slope;
import org.gradus.certificate.Tending;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Writes down the proof of a limit in the rules that the certificate checker knows: the laws; the quotient of the normal form,
 * numerator and denominator divided by one of their terms; each term of a sum by itself; l'Hôpital's rule; orders of growth
 * ({@link GrowthProof}).
 */
public final class LimitCertifier {

  private static final int MAX_DEPTH = 7;
  private static final int MAX_TERMS = 8;
  private static final long UNITS = 200_000;
  /** How many logarithms of x are put into a scale. */
  private static final int LOGARITHMS = 4;

  /** How much closer to the place cases are looked at. */
  private static final List<Rational> CLOSER = List.of(Rational.ONE, Rational.of(8), Rational.of(1000));

  private final Claim.Limit claim;
  private final Oracle oracle;
  private final Rational near;
  private final Function<Expr.Limit, Expr> limits;
  private final List<Expr.Rel> known;
  /** Whether orders of growth were tried. */
  private boolean grown;

  /** @param limits finds the value of a limit, or null */
  public LimitCertifier(Claim.Limit claim, Oracle oracle, Function<Expr.Limit, Expr> limits) {
    this.limits = limits;
    this.claim = claim;
    this.oracle = oracle;
    this.near = LimitSteps.distance(claim);
    this.known = LimitSteps.near(claim, near);
  }

  /** A proof, with what is to be said of kinks. */
  public record Written(List<Object> borders, Map<String, Object> proof) {}

  /** The proof, or null if none was found. */
  public Written write() {
    try {
      var borders = new ArrayList<Object>();
      for (var guard : LimitSteps.guards(claim)) {
        var by = new Certifier(oracle, UNITS).follows(known, rel(RelOp.NE, guard, Exprs.ZERO));
        if (by == null) {
          return null;
        }
        borders.add(by);
      }
      var proof = attempt(LimitSteps.body(claim), finite(claim.value()) ? Slope.carryOut(claim.value()) : claim.value(), 0);
      return proof == null ? null : new Written(borders, proof);
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  private Map<String, Object> attempt(Expr body, Expr value, int depth) {
    boolean first = !grown && claim.to().equals(Exprs.INFINITY);
    grown = true;
    var proof = first && Tending.value(claim, body) == null ? growth(body, value) : null;
    try {
      proof = proof != null ? proof : straight(body, value, depth);
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      // from the sides it may be another matter
    }
    return proof != null || depth >= MAX_DEPTH ? proof : elsewhere(body, value, depth);
  }

  /** By orders of growth. */
  private Map<String, Object> growth(Expr body, Expr value) {
    try {
      var lines = new GrowthProof(claim.by(), LimitSteps.near(claim, Rational.TWO), LOGARITHMS, oracle).tends(body, value);
      return node("rule", "growth", "logarithms", LOGARITHMS, "lines", lines);
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      return null;
    }
  }

  /** From each side; at ∞ instead of a number or −∞; without a bounded factor. */
  private Map<String, Object> elsewhere(Expr body, Expr value, int depth) {
    if (claim.side() == 0 && Tending.infinite(claim.to()) == 0) {
      var below = side(-1).attempt(body, value, depth + 1);
      var above = below == null ? null : side(1).attempt(body, value, depth + 1);
      return above == null ? null : node("rule", "sides", "below", below, "above", above);
    }
    if (!claim.to().equals(Exprs.INFINITY)) {
      var turned = LimitTurns.turned(claim, body);
      var next = new LimitCertifier(turned, oracle, limits).attempt(Expand.of(turned.body()), value, depth + 1);
      return next == null || !Expand.of(turned.body()).equals(turned.body()) ? null : node("rule", "turned", "next", next);
    }
    for (var f : body instanceof Expr.Mul m && isSame(value, Exprs.ZERO) ? m.args() : List.<Expr>of()) {
      var range = f instanceof Expr.Call c ? c.function().range() : null;
      if (range != null && range.lower() != null && range.upper() != null) {
        var next = attempt(LimitTurns.without(body, f), value, depth + 1);
        if (next != null) {
          return node("rule", "bounded", "factor", Sexpr.write(f), "next", next);
        }
      }
    }
    return null;
  }

  /** Roots and powers so that the laws give the limit at once. */
  private Map<String, Object> scaled(Expr body, Expr value, int depth) {
    for (var as : Arrays.asList(Conjugates.scaled(Conjugates.of(body), claim.by()), Conjugates.scaled(body, claim.by()))) {
      var tends = as == null ? null : Tending.value(claim, Expand.of(as));
      var proof = tends == null || !isSame(tends, value) ? null : rewritten(body, as, value, depth);
      if (proof != null) {
        return proof;
      }
    }
    return null;
  }

  private LimitCertifier side(int side) {
    return new LimitCertifier(LimitTurns.from(side, claim), oracle, limits);
  }

  private Map<String, Object> straight(Expr body, Expr value, int depth) {
    var found = Tending.value(claim, body);
    if (found != null) {
      return isSame(found, value) ? node("rule", "limit laws") : null;
    }
    if (depth >= MAX_DEPTH) {
      return null;
    }
    var scaled = claim.to().equals(Exprs.INFINITY) ? scaled(body, value, depth) : null;
    if (scaled != null) {
      return scaled;
    }
    if (Trees.any(body, x -> x instanceof Expr.Cases)) {
      return decided(body, value, depth);
    }
    if (isZero(body)) {
      return rewritten(body, Exprs.ZERO, value, depth);
    }
    var sum = body instanceof Expr.Add a && finite(value) ? sum(a, value, depth) : null;
    if (sum != null) {
      return sum;
    }
    var parts = parts(body, value, depth);
    if (parts != null) {
      return parts;
    }
    var exponential = exponential(body, value, depth);
    if (exponential != null) {
      return exponential;
    }
    var logarithm = logarithm(body, value, depth);
    if (logarithm != null) {
      return logarithm;
    }
    var f = fraction(body);
    if (f == null || f.num().terms().size() > MAX_TERMS) {
      return hospital(body, value, depth);
    }
    var quotients = quotients(f);
    for (var as : quotients) {
      var tends = Tending.value(claim, Expand.of(as));
      if (tends != null && isSame(tends, value)) {
        var proof = rewritten(body, as, value, depth);
        if (proof != null) {
          return proof;
        }
      }
    }
    var next = hospital(body, value, depth);
    if (next != null) {
      return next;
    }
    var as = quotients.getFirst();
    return Expand.of(as).equals(body) || Trees.any(as, x -> x instanceof Expr.Call c && c.is("abs")) ? null : rewritten(body, as, value, depth);
  }

  /** With the cases near the place. */
  private Map<String, Object> decided(Expr body, Expr value, int depth) {
    for (var scale : CLOSER) {
      var found = decided(body, value, Tending.infinite(claim.to()) != 0 ? near.times(scale) : near.dividedBy(scale), depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Map<String, Object> decided(Expr body, Expr value, Rational near, int depth) {
    var known = LimitSteps.near(claim, near);
    var g = new Goal(RelOp.EQ, body, Exprs.ZERO, known, List.of(), null);
    var grounds = new Grounds(known, oracle, new Work(UNITS));
    var taken = new ArrayList<Object>();
    for (var c = g.cases(); c != null; c = g.cases()) {
      Goal next = null;
      for (var truth : List.of(true, false)) {
        var because = next == null ? Certifier.truth(c.conditions().get(0), truth, grounds) : null;
        if (because != null) {
          taken.add(because);
          next = g.chosen(c, truth);
        }
      }
      if (next == null) {
        return null;
      }
      g = next;
    }
    var next = attempt(g.lhs(), value, depth + 1);
    return next == null ? null : node("rule", "decided", "near", near.toString(), "cases", taken, "next", next);
  }

  /** What is inside has a limit of its own, by which the laws give that of the whole. */
  private Map<String, Object> parts(Expr body, Expr value, int depth) {
    if (!(body instanceof Expr.Call || body instanceof Expr.Pow || body instanceof Expr.Add || body instanceof Expr.Mul)) {
      return null;
    }
    var values = new LinkedHashMap<Expr, Expr>();
    for (var child : Trees.children(body)) {
      if (Trees.freeSymbols(child).contains(claim.by()) && Tending.value(claim, child) == null) {
        var own = limits.apply((Expr.Limit) Exprs.limit(child, claim.by(), claim.to(), claim.side()));
        if (own == null) {
          return null;
        }
        values.put(child, own);
      }
    }
    var tends = values.isEmpty() ? null : Tending.value(claim, values, body);
    if (tends == null || !isSame(tends, value)) {
      return null;
    }
    var parts = new ArrayList<Object>();
    for (var part : values.entrySet()) {
      var proof = attempt(part.getKey(), part.getValue(), depth + 1);
      if (proof == null) {
        return null;
      }
      parts.add(node("of", Sexpr.write(part.getKey()), "value", Sexpr.write(part.getValue()), "proof", proof));
    }
    return node("rule", "parts", "parts", parts);
  }

  /** log u + v as log(u·e^v). */
  private Map<String, Object> logarithm(Expr body, Expr value, int depth) {
    if (!(body instanceof Expr.Add a)) {
      return null;
    }
    for (var t : a.args()) {
      if (t instanceof Expr.Call c && c.is("log")) {
        var rest = new ArrayList<>(a.args());
        rest.remove(t);
        var f = fraction(Exprs.mul(c.arg(), Exprs.exp(Exprs.add(rest))));
        var as = f == null ? null : Exprs.log(quotients(f).getFirst());
        var tends = as == null ? null : Tending.value(claim, Expand.of(as));
        if (tends != null && isSame(tends, value)) {
          return rewritten(body, as, value, depth);
        }
      }
    }
    return null;
  }

  /** u^v as e^{v·log u}. */
  private Map<String, Object> exponential(Expr body, Expr value, int depth) {
    if (!(body instanceof Expr.Pow p) || p.exponent() instanceof Expr.Num) {
      return null;
    }
    return rewritten(body, Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))), value, depth);
  }

  private boolean isSame(Expr a, Expr b) {
    if (!finite(a) || !finite(b)) {
      return a.equals(b);
    }
    try {
      return new Normal(known, Hints.NONE).of(Expand.of(Exprs.sub(a, b))).isZero();
    } catch (Normal.Refused | ArithmeticException _) {
      return false;
    }
  }

  private static boolean finite(Expr e) {
    return !Trees.any(e, x -> x.equals(Exprs.INFINITY));
  }

  /** Term by term, where the laws give all limits but one. */
  private Map<String, Object> sum(Expr.Add a, Expr value, int depth) {
    var values = new ArrayList<Expr>();
    int open = -1;
    for (int i = 0; i < a.args().size(); i++) {
      var v = Tending.value(claim, a.args().get(i));
      if (v == null && open >= 0 || v != null && !finite(v)) {
        return null;
      }
      open = v == null ? i : open;
      values.add(v == null ? Exprs.ZERO : v);
    }
    if (open >= 0) {
      values.set(open, Normal.expr(new Normal(List.of(), Hints.NONE).of(Exprs.sub(value, Exprs.add(values))).cancelled().num()));
    }
    var parts = new ArrayList<Object>();
    for (int i = 0; i < values.size(); i++) {
      var proof = attempt(a.args().get(i), values.get(i), depth + 1);
      if (proof == null) {
        return null;
      }
      parts.add(node("value", Sexpr.write(values.get(i)), "proof", proof));
    }
    return node("rule", "sum", "parts", parts);
  }

  private boolean isZero(Expr body) {
    try {
      return new Normal(known, Hints.NONE).of(body).isZero();
    } catch (Normal.Refused | ArithmeticException _) {
      return false;
    }
  }

  private Frac fraction(Expr body) {
    try {
      var f = new Normal(known, Hints.NONE).of(body).cancelled();
      return f.isZero() || f.num().complex() || f.den().keySet().stream().anyMatch(org.gradus.certificate.Poly::complex) ? null : f;
    } catch (Normal.Refused | ArithmeticException _) {
      return null;
    }
  }

  private static Expr denominator(Frac f) {
    return Exprs.mul(f.den().entrySet().stream().map(e -> Exprs.pow(Normal.expr(e.getKey()), e.getValue())).toList());
  }

  /** The powers below the fraction bar of every term of the numerator. */
  private static Expr common(Frac f) {
    var least = new TreeMap<Atom, Rational>();
    f.num().terms().keySet().forEach(m -> m.exponents().forEach((a, k) -> {
      if (k.signum() < 0 && f.num().terms().keySet().stream().allMatch(x -> x.exponents().getOrDefault(a, Rational.ZERO).signum() < 0)) {
        least.merge(a, k, (x, y) -> x.compareTo(y) > 0 ? x : y);
      }
    }));
    var factors = new ArrayList<Expr>();
    least.forEach((a, k) -> factors.add(Exprs.pow(Normal.expr(org.gradus.certificate.Poly.of(a)), Exprs.num(k.negate()))));
    return Exprs.mul(factors);
  }

  /** The quotient as it is, then with numerator and denominator divided by a term of the denominator or numerator. */
  private static List<Expr> quotients(Frac f) {
    var all = new LinkedHashSet<Expr>();
    var common = common(f);
    all.add(Exprs.div(terms(f.num(), Exprs.pow(common, Exprs.MINUS_ONE)), Exprs.mul(common, denominator(f))));
    for (var d : f.den().keySet()) {
      for (var m : d.terms().keySet()) {
        // each factor of the denominator by its own leading term
        var by = Normal.expr(m, Map.of());
        var rest = new ArrayList<Expr>();
        f.den().forEach((p, k) -> rest.add(Exprs.pow(p.equals(d) ? terms(p, by) : Normal.expr(p), k)));
        all.add(Exprs.div(terms(f.num(), Exprs.pow(by, f.den().get(d))), Exprs.mul(rest)));
      }
    }
    f.num().terms().keySet().stream().filter(m -> !m.isOne()).forEach(m -> {
      var by = Normal.expr(m, Map.of());
      all.add(Exprs.mul(by, terms(f.num(), by), Exprs.pow(denominator(f), Exprs.MINUS_ONE)));
    });
    return List.copyOf(all);
  }

  /** A polynomial divided by an expression, term by term. */
  private static Expr terms(org.gradus.certificate.Poly p, Expr by) {
    var list = new ArrayList<Expr>();
    p.terms().forEach((m, c) -> list.add(quotient(Exprs.mul(Exprs.num(c.re()), Normal.expr(m, Map.of())), by)));
    return Exprs.add(list);
  }

  private static Expr quotient(Expr a, Expr by) {
    try {
      var f = new Normal(List.of(), Hints.NONE).of(Exprs.div(a, by)).cancelled();
      return f.den().isEmpty() ? Normal.expr(f.num()) : Exprs.div(a, by);
    } catch (Normal.Refused | ArithmeticException _) {
      return Exprs.div(a, by);
    }
  }

  private Map<String, Object> rewritten(Expr body, Expr as, Expr value, int depth) {
    var next = attempt(Expand.of(as), value, depth + 1);
    var defined = next == null ? null : defined(body);
    var equal = defined == null ? null
        : new Certifier(oracle, UNITS).prove(new Goal(RelOp.EQ, body, Expand.of(as), known, List.of(), null));
    return equal == null ? null : node("rule", "rewritten", "near", near.toString(), "as", Sexpr.write(as), "defined", defined, "equal", equal,
        "next", next);
  }

  private List<Object> defined(Expr e) {
    var all = new ArrayList<Object>();
    if (Tending.definedNear(claim, e)) {
      return all;
    }
    var certifier = new Certifier(oracle, UNITS);
    for (var r : Defined.of(e)) {
      var by = certifier.follows(known, r);
      by = by != null ? by : product(r);
      if (by == null) {
        return null;
      }
      all.add(by);
    }
    return all;
  }

  private Map<String, Object> product(Expr.Rel r) {
    try {
      return new Grounds(known, oracle, new Work(UNITS)).product(Exprs.sub(r.lhs(), r.rhs()), r.op());
    } catch (Normal.Refused | ArithmeticException _) {
      return null;
    }
  }

  private Map<String, Object> hospital(Expr body, Expr value, int depth) {
    var over = new ArrayList<Expr>();
    var under = new ArrayList<Expr>();
    for (var f : body instanceof Expr.Mul m ? m.args() : List.of(body)) {
      if (f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num k && k.value().signum() < 0) {
        under.add(Exprs.pow(p.base(), Exprs.num(k.value().negate())));
      } else {
        over.add(f);
      }
    }
    if (!under.isEmpty()) {
      var direct = hospital(body, Exprs.mul(over), Exprs.mul(under), value, depth);
      if (direct != null) {
        return direct;
      }
    }
    // 0·∞: one of the factors below the fraction bar
    for (var f : over) {
      if (body instanceof Expr.Mul m && Trees.freeSymbols(f).contains(claim.by()) && !(f instanceof Expr.Add)) {
        var rest = new ArrayList<>(m.args());
        rest.remove(f);
        var numerator = Exprs.mul(rest);
        var denominator = Exprs.pow(f, Exprs.MINUS_ONE);
        var as = Exprs.div(numerator, denominator);
        var turned = hospital(as, numerator, denominator, value, depth + 1);
        var defined = turned == null ? null : defined(body);
        var equal = defined == null ? null : new Certifier(oracle, UNITS).prove(new Goal(RelOp.EQ, body, as, known, List.of(), null));
        if (equal != null) {
          return node("rule", "rewritten", "near", near.toString(), "as", Sexpr.write(as), "defined", defined, "equal", equal, "next", turned);
        }
      }
    }
    return null;
  }

  private Map<String, Object> hospital(Expr body, Expr numerator, Expr denominator, Expr value, int depth) {
    if (!body.equals(Exprs.div(numerator, denominator))) {
      return null;
    }
    var below = Tending.value(claim, denominator);
    var above = Tending.value(claim, numerator);
    boolean fits = below != null && (!finite(below) || isSame(below, Exprs.ZERO) && above != null && isSame(above, Exprs.ZERO));
    var slope = fits ? Slope.of(denominator, claim.by(), 1) : null;
    var nonzero = slope == null ? null : nonzero(slope);
    var defined = nonzero == null ? null : defined(numerator);
    var next = defined == null ? null : attempt(Expand.of(Exprs.div(Slope.of(numerator, claim.by(), 1), slope)), value, depth + 1);
    return next == null ? null : node("rule", "l'Hôpital", "near", near.toString(), "numerator", Sexpr.write(numerator), "denominator",
        Sexpr.write(denominator), "defined", defined, "slope", nonzero, "next", next);
  }

  private Map<String, Object> nonzero(Expr slope) {
    var by = new Certifier(oracle, UNITS).follows(known, rel(RelOp.NE, slope, Exprs.ZERO));
    return by != null ? by : new Grounds(known, oracle, new Work(UNITS)).product(slope, RelOp.NE);
  }
}
