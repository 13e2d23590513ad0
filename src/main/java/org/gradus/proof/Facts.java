package org.gradus.proof;

import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Relations known to hold, and what follows from them about signs. Everything it answers is a theorem. */
final class Facts {

  /** With more inequalities their products are not considered. */
  private static final int MAX_FACTORS = 6;
  /** Quotients with larger numerators or denominators are not taken as polynomials. */
  private static final int MAX_TERMS = 12;

  /** Nothing known. */
  static final Facts NONE = new Facts(List.of(), new Work(Long.MAX_VALUE));

  private final List<Expr.Rel> relations;
  private final Work work;
  private final Map<Expr, Sign> signs = new HashMap<>();
  /** Signs by structure, outside of linear reasoning and inside. Of the parts of a deep formula they are asked again and again. */
  private Map<Expr, Sign> byStructure;
  private Map<Expr, Sign> byStructureInside;
  private Boolean telling;
  private List<Linear> linear;
  private List<Linear> products;
  /** Whether linear reasoning is under way: it asks for signs itself. */
  private boolean entailing;

  /** An expression of known linear form with its relation to zero (EQ, NE, GT or GE). */
  private record Linear(Map<Monomial, Rational> terms, Rational constant, RelOp op) {}

  Facts(List<? extends Expr> known, Work work) {
    var list = new ArrayList<Expr.Rel>();
    known.forEach(e -> flatten(e, list));
    this.relations = List.copyOf(list);
    this.work = work;
  }

  private static void flatten(Expr e, List<Expr.Rel> into) {
    if (e instanceof Expr.Rel r) {
      if (r.op() != RelOp.APPROX) {
        into.add(r);
      }
    } else if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      l.args().forEach(a -> flatten(a, into));
    }
  }

  Facts with(List<? extends Expr> more) {
    var all = new ArrayList<Expr>(relations);
    all.addAll(more);
    return new Facts(all, work);
  }

  List<Expr.Rel> relations() {
    return relations;
  }

  /** Whether the relation follows, or its contrary does, or neither is known (null). */
  Boolean decide(Expr.Rel r) {
    var s = sign(sub(r.lhs(), r.rhs()));
    boolean can = false;
    boolean must = true;
    for (int i = -1; i <= 1; i++) {
      boolean possible = i < 0 ? s.canBeNegative() : i > 0 ? s.canBePositive() : s.canBeZero();
      if (possible) {
        can |= r.op().holdsForSign(i);
        must &= r.op().holdsForSign(i);
      }
    }
    return must ? Boolean.TRUE : can ? null : Boolean.FALSE;
  }

  /** Whether the known relations contradict each other. True only if they do. */
  boolean contradictory() {
    for (var r : relations) {
      if (neverHolds(ofShape(sub(r.lhs(), r.rhs())), r.op())) {
        return true;
      }
    }
    return infeasibleWith(null, null) || disequalityBroken();
  }

  private static boolean neverHolds(Sign s, RelOp op) {
    return !(s.canBeNegative() && op.holdsForSign(-1) || s.canBeZero() && op.holdsForSign(0)
        || s.canBePositive() && op.holdsForSign(1));
  }

  private boolean disequalityBroken() {
    for (var l : linear()) {
      if (l.op() == RelOp.NE && infeasibleWith(l, RelOp.GT) && infeasibleWith(l, RelOp.LT)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a symbol is known to be positive. Where nothing is known but that things are not 0, and what holds anyway, no reasoning
   * can tell so, and none is begun; most formulas come with nothing else than their denominators and logarithms.
   */
  boolean positive(Expr symbol) {
    if (telling == null) {
      telling = relations.stream().anyMatch(r -> r.op() != RelOp.NE && NONE.decide(r) != Boolean.TRUE);
    }
    return telling && (unmentioned(symbol) ? structural(symbol) : sign(symbol)) == Sign.POSITIVE;
  }

  /** Whether in no linear form the symbol stands alone, so that linear reasoning tells nothing of it. */
  private boolean unmentioned(Expr symbol) {
    for (var r : relations) {
      if (r.op() != RelOp.NE && (mayStandAlone(symbol, r.lhs()) || mayStandAlone(symbol, r.rhs()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the normal form of the expression may have powers of the symbol among its monomials: not what stands in exponents alone. */
  private static boolean mayStandAlone(Expr symbol, Expr e) {
    return Trees.occurs(e, symbol) && switch (e) {
      case Expr.Add a -> a.args().stream().anyMatch(x -> mayStandAlone(symbol, x));
      case Expr.Mul m -> m.args().stream().anyMatch(x -> mayStandAlone(symbol, x));
      case Expr.Pow p when p.exponent() instanceof Expr.Num -> mayStandAlone(symbol, p.base());
      case Expr.Call c when c.is("exp") -> Kinds.occur(c.arg(), Kinds.CALL); // exp(log x) is x
      default -> true;
    };
  }

  Sign sign(Expr e) {
    if (relations.isEmpty() && this == NONE) {
      return structural(e); // the linear forms themselves are made with NONE
    }
    var known = signs.get(e);
    if (known == null) {
      known = structural(e);
      boolean nested = entailing;
      if (known.canBeZero() && known != Sign.ZERO || known == Sign.UNKNOWN || known == Sign.NONZERO) {
        entailing = true;
        known = known.and(entailed(e));
        entailing = nested;
      }
      if (!nested) {
        signs.put(e, known);
      }
    }
    return known;
  }

  private Sign entailed(Expr e) {
    var form = linearOf(e, RelOp.EQ);
    if (form == null) {
      return Sign.UNKNOWN;
    }
    if (form.terms().isEmpty()) {
      return Sign.of(form.constant().signum());
    }
    boolean plus = !infeasibleWith(form, RelOp.GT);
    boolean minus = !infeasibleWith(form, RelOp.LT);
    boolean zero = (plus && minus ? true : !infeasibleWith(form, RelOp.EQ)) && !knownNonzero(form);
    return plus || minus || zero ? Sign.of(minus, zero, plus) : Sign.UNKNOWN;
  }

  private boolean knownNonzero(Linear form) {
    for (var l : linear()) {
      if (l.op() == RelOp.NE && proportional(l, form)) {
        return true;
      }
    }
    return false;
  }

  private static boolean proportional(Linear a, Linear b) {
    if (!a.terms().keySet().equals(b.terms().keySet()) || a.terms().isEmpty()) {
      return false;
    }
    var m = a.terms().keySet().iterator().next();
    var k = a.terms().get(m).dividedBy(b.terms().get(m));
    return a.constant().equals(b.constant().times(k))
        && a.terms().entrySet().stream().allMatch(e -> e.getValue().equals(b.terms().get(e.getKey()).times(k)));
  }

  private boolean infeasibleWith(Linear extra, RelOp op) {
    return infeasibleWith(extra, op, List.of()) || !products().isEmpty() && infeasibleWith(extra, op, products());
  }

  /** Products of two inequalities, and their squares: from u ≥ 0 and v ≥ 0 follows uv ≥ 0. Only where there are few. */
  private List<Linear> products() {
    if (products == null) {
      products = List.of();
      var sides = new ArrayList<Expr>();
      var strict = new ArrayList<Boolean>();
      for (var r : new LinkedHashSet<>(relations)) {
        var op = r.op();
        if (op == RelOp.GT || op == RelOp.GE || op == RelOp.LT || op == RelOp.LE) {
          boolean up = op == RelOp.GT || op == RelOp.GE;
          sides.add(up ? sub(r.lhs(), r.rhs()) : sub(r.rhs(), r.lhs()));
          strict.add(op == RelOp.GT || op == RelOp.LT);
        }
      }
      var made = new ArrayList<Linear>();
      if (sides.size() <= MAX_FACTORS) {
        for (int i = 0; i < sides.size(); i++) {
          for (int j = i; j < sides.size(); j++) {
            var form = linearOf(Exprs.mul(sides.get(i), sides.get(j)),
                strict.get(i) && strict.get(j) ? RelOp.GT : RelOp.GE);
            if (form != null) {
              made.add(form);
            }
          }
        }
      }
      products = List.copyOf(made);
    }
    return products;
  }

  private boolean infeasibleWith(Linear extra, RelOp op, List<Linear> more) {
    var system = new LinearSystem();
    var monomials = new LinkedHashMap<Monomial, Boolean>();
    for (var l : linear()) {
      if (l.op() != RelOp.NE) {
        put(system, l, l.op());
        l.terms().keySet().forEach(m -> monomials.put(m, true));
      }
    }
    for (var l : more) {
      put(system, l, l.op());
      l.terms().keySet().forEach(m -> monomials.put(m, true));
    }
    if (extra != null) {
      put(system, extra, op);
      extra.terms().keySet().forEach(m -> monomials.put(m, true));
    }
    for (var m : monomials.keySet()) {
      var s = signOf(m);
      var one = Map.of(m.toString(), Rational.ONE);
      if (s == Sign.ZERO) {
        system.addEquation(one, Rational.ZERO);
      } else if (s.nonnegative()) {
        system.add(one, Rational.ZERO, !s.canBeZero());
      } else if (s.nonpositive()) {
        system.add(Map.of(m.toString(), Rational.MINUS_ONE), Rational.ZERO, !s.canBeZero());
      }
      upperBound(m, system);
    }
    return system.infeasible();
  }

  /** e^u is at most 1 for u ≤ 0 and at least 1 for u ≥ 0; functions of known range are at most what the table says. */
  private void upperBound(Monomial m, LinearSystem system) {
    if (m.exponents().size() == 1 && m.exponents().firstKey().data() instanceof Expr.Call e && e.is("exp")) {
      var s = structural(Exprs.mul(Exprs.num(m.exponent(m.exponents().firstKey())), e.arg()));
      if (s.nonpositive()) {
        system.add(Map.of(m.toString(), Rational.MINUS_ONE), Rational.ONE, !s.canBeZero());
      } else if (s.nonnegative()) {
        system.add(Map.of(m.toString(), Rational.ONE), Rational.MINUS_ONE, !s.canBeZero());
      }
    }
    if (m.exponents().size() == 1 && m.exponents().firstKey().data() instanceof Expr.Call c
        && m.exponents().get(m.exponents().firstKey()).isOne() && c.function().range() != null) {
      var range = c.function().range();
      if (range.upper() != null) {
        system.add(Map.of(m.toString(), Rational.MINUS_ONE), range.upper(), !range.upperClosed());
      }
      if (range.lower() != null) {
        system.add(Map.of(m.toString(), Rational.ONE), range.lower().negate(), !range.lowerClosed());
      }
    }
  }

  private static void put(LinearSystem system, Linear l, RelOp op) {
    var terms = new TreeMap<String, Rational>();
    l.terms().forEach((m, c) -> terms.put(m.toString(), c));
    switch (op) {
      case EQ, APPROX -> system.addEquation(terms, l.constant());
      case GT, GE -> system.add(terms, l.constant(), op == RelOp.GT);
      case LT, LE -> {
        terms.replaceAll((k, v) -> v.negate());
        system.add(terms, l.constant().negate(), op == RelOp.LT);
      }
      case NE -> { }
    }
  }

  private Sign signOf(Monomial m) {
    var s = Sign.POSITIVE;
    for (var e : m.exponents().entrySet()) {
      var g = e.getKey();
      boolean even = e.getValue().isInteger() && !e.getValue().num().testBit(0);
      Sign own = g.positive() ? Sign.POSITIVE
          : g.algebraic() ? Sign.NONNEGATIVE
          : g.data() instanceof Expr x ? structural(x) : Sign.UNKNOWN;
      if (even) {
        own = own.canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
      } else if (!e.getValue().isInteger()) {
        own = own.canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
      }
      s = s.times(own);
    }
    // Γ(x + 1) is x·Γ(x) by name, and not 0 at x = 0; b^(v+1) is b·b^v likewise.
    return s == Sign.ZERO && m.exponents().keySet().stream().anyMatch(Facts::perhapsUndefined) ? Sign.UNKNOWN : s;
  }

  private static boolean perhapsUndefined(Generator g) {
    return g.kind() == Generator.Kind.FUNCTION && g.data() == null && !g.key().startsWith(Lowering.FLOOR);
  }

  private List<Linear> linear() {
    if (linear == null) {
      linear = List.of(); // while the forms are made nothing is known
      var made = new ArrayList<Linear>();
      for (var r : relations) {
        boolean flip = r.op() == RelOp.LT || r.op() == RelOp.LE;
        var op = flip ? r.op().flip() : r.op();
        var form = linearOf(flip ? sub(r.rhs(), r.lhs()) : sub(r.lhs(), r.rhs()), op);
        if (form != null) {
          made.add(form);
        }
      }
      linear = List.copyOf(made);
    }
    return linear;
  }

  private Linear linearOf(Expr e, RelOp op) {
    try {
      var f = new Lowering(NONE, work, null).of(Expansion.of(e)).cancelled(work);
      var p = signOf(f);
      if (p == null) {
        return null;
      }
      var terms = new LinkedHashMap<Monomial, Rational>();
      var constant = Rational.ZERO;
      for (var t : p.terms().entrySet()) {
        if (!t.getValue().isReal() || t.getKey().exponents().keySet().stream().anyMatch(Lowering::imaginary)) {
          return null;
        }
        if (t.getKey().isOne()) {
          constant = t.getValue().re();
        } else {
          terms.put(t.getKey(), t.getValue().re());
        }
      }
      return new Linear(terms, constant, op);
    } catch (Lowering.Refused | ArithmeticException _) {
      return null;
    }
  }

  /** A polynomial that has the sign of the quotient wherever that is defined: n·d for n/d. */
  private Poly signOf(Fraction f) {
    var p = f.num();
    if (f.den().isEmpty()) {
      return p;
    }
    if (p.size() > MAX_TERMS || mayHide(p)) {
      return null;
    }
    for (var d : f.den().entrySet()) {
      if (d.getKey().size() > MAX_TERMS || mayHide(d.getKey())) {
        return null;
      }
      p = d.getValue() % 2 == 0 ? p : p.times(d.getKey(), work);
    }
    return p;
  }

  /** Whether a name in the polynomial may be undefined where the original is not: then a denominator may be 0 there. */
  private static boolean mayHide(Poly p) {
    return p.terms().keySet().stream().anyMatch(m -> m.exponents().keySet().stream().anyMatch(Facts::perhapsUndefined));
  }

  /** The sign by the structure of the expression and direct facts about its parts. */
  private Sign structural(Expr e) {
    if (this == NONE || e instanceof Expr.Num || e instanceof Expr.Sym || e instanceof Expr.Const) {
      return structure(e);
    }
    if (byStructure == null) {
      byStructure = new HashMap<>();
      byStructureInside = new HashMap<>();
    }
    var known = entailing ? byStructureInside : byStructure;
    var sign = known.get(e);
    if (sign == null) {
      sign = structure(e);
      known.put(e, sign);
    }
    return sign;
  }

  private Sign structure(Expr e) {
    var direct = Sign.UNKNOWN;
    for (var r : relations) {
      if (r.lhs().equals(e) && Exprs.isZero(r.rhs())) {
        direct = direct.and(allowed(r.op()));
      } else if (r.rhs().equals(e) && Exprs.isZero(r.lhs())) {
        direct = direct.and(allowed(r.op().flip()));
      } else if (r.lhs().equals(e) && r.rhs() instanceof Expr.Num n) {
        direct = direct.and(beyond(r.op(), n.value()));
      } else if (r.rhs().equals(e) && r.lhs() instanceof Expr.Num n) {
        direct = direct.and(beyond(r.op().flip(), n.value()));
      }
    }
    return direct.and(ofShape(e));
  }

  private static Sign beyond(RelOp op, Rational c) {
    return switch (op) {
      case GT -> c.signum() >= 0 ? Sign.POSITIVE : Sign.UNKNOWN;
      case GE -> c.signum() > 0 ? Sign.POSITIVE : c.isZero() ? Sign.NONNEGATIVE : Sign.UNKNOWN;
      case LT -> c.signum() <= 0 ? Sign.NEGATIVE : Sign.UNKNOWN;
      case LE -> c.signum() < 0 ? Sign.NEGATIVE : c.isZero() ? Sign.NONPOSITIVE : Sign.UNKNOWN;
      case EQ, APPROX -> Sign.of(c.signum());
      case NE -> c.isZero() ? Sign.NONZERO : Sign.UNKNOWN;
    };
  }

  private static Sign allowed(RelOp op) {
    return Sign.of(op.holdsForSign(-1), op.holdsForSign(0), op.holdsForSign(1));
  }

  private Sign ofShape(Expr e) {
    return switch (e) {
      case Expr.Num n -> Sign.of(n.value().signum());
      case Expr.Const _ -> Sign.POSITIVE;
      case Expr.Mul m -> {
        var sign = Sign.POSITIVE;
        for (var factor : m.args()) {
          sign = sign.times(part(factor));
        }
        yield sign;
      }
      case Expr.Add a -> a.args().stream().map(this::structural).reduce(Sign::plusSign).orElse(Sign.ZERO).and(Ranges.signOf(a));
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      default -> Sign.UNKNOWN;
    };
  }

  /** The sign of a factor: a sum may need linear reasoning, which is not nested. */
  private Sign part(Expr e) {
    var s = structural(e);
    if (!(e instanceof Expr.Add) || s != Sign.UNKNOWN || entailing || relations.isEmpty()) {
      return s;
    }
    entailing = true;
    try {
      return s.and(entailed(e));
    } finally {
      entailing = false;
    }
  }

  private Sign power(Expr.Pow p) {
    var base = part(p.base());
    if (base == Sign.POSITIVE) {
      return Sign.POSITIVE;
    }
    if (p.exponent() instanceof Expr.Num n) {
      if (!n.value().isInteger()) {
        return n.value().signum() < 0 || !base.canBeZero() ? Sign.POSITIVE : Sign.NONNEGATIVE;
      }
      if (n.value().isZero()) {
        return Sign.POSITIVE;
      }
      var s = n.value().num().testBit(0) ? base
          : base.canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
      return n.value().signum() < 0 ? s.and(Sign.NONZERO) : s;
    }
    return Sign.UNKNOWN;
  }

  private Sign call(Expr.Call c) {
    var s = switch (c.function().name()) {
      case "exp", "cosh", "sigmoid", "softplus" -> Sign.POSITIVE;
      case "sinh", "tanh", "atan", "asin", "asinh", "atanh", "erf", "erfinv", "sign", "cbrt", "softsign", "Si", "erfi", "fresnels", "fresnelc",
          "lambertw" ->
          structural(c.args().get(0));
      case "abs" -> structural(c.args().get(0)).canBeZero() ? Sign.NONNEGATIVE : Sign.POSITIVE;
      case "log" -> structural(sub(c.arg(), Exprs.ONE));
      case "besselk" -> Sign.POSITIVE;
      case "gamma" -> structural(c.arg()) == Sign.POSITIVE ? Sign.POSITIVE : Sign.UNKNOWN;
      default -> Sign.UNKNOWN;
    };
    var range = c.function().range();
    if (range != null && range.lower() != null) {
      s = s.and(beyond(range.lowerClosed() ? RelOp.GE : RelOp.GT, range.lower()));
    }
    if (range != null && range.upper() != null) {
      s = s.and(beyond(range.upperClosed() ? RelOp.LE : RelOp.LT, range.upper()));
    }
    return s;
  }

  /** The same facts with a subexpression replaced. */
  Facts substitute(Map<Expr, Expr> replacements) {
    return new Facts(relations.stream().map(r -> Trees.substitute(r, replacements)).toList(), work);
  }
}
