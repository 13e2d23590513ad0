package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.certificate.Atom;
import org.gradus.certificate.Boxes;
import org.gradus.certificate.Evidence;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Gauss;
import org.gradus.certificate.Hints;
import org.gradus.certificate.Mono;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Poly;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Shape;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Finds the evidence, in the language of certificates, that a relation follows from others: what {@link Facts} knows, with reasons. */
final class Grounds {

  private static final int MAX_FACTORS = 6;
  private static final int DIGITS = 30;
  /** Rational bounds of numbers have so many. */
  private static final int DIGITS_OF_BOUNDS = 6;
  private static final Map<String, Object> SHAPE = Map.of("rule", "shape");

  private final List<Expr.Rel> known;
  private final Oracle oracle;
  private final Work work;
  private final Map<Expr, Object> decided = new LinkedHashMap<>();

  Grounds(List<Expr.Rel> known, Oracle oracle, Work work) {
    this.known = known;
    this.oracle = oracle;
    this.work = work;
  }

  static Expr.Rel rel(RelOp op, Expr l, Expr r) {
    return (Expr.Rel) Exprs.rel(op, l, r);
  }

  /** The evidence that the relation holds, or null. */
  Map<String, Object> decide(Expr.Rel goal) {
    if (!decided.containsKey(goal)) {
      work.spend(50);
      decided.put(goal, find(goal));
    }
    @SuppressWarnings("unchecked")
    var result = (Map<String, Object>) decided.get(goal);
    return result;
  }

  private Map<String, Object> find(Expr.Rel goal) {
    var d = Exprs.sub(goal.lhs(), goal.rhs());
    if (Shape.implies(known, d, goal.op())) {
      return SHAPE;
    }
    if (goal.op() == RelOp.EQ || goal.op() == RelOp.APPROX) {
      var above = goal.op() == RelOp.EQ ? decide(rel(RelOp.GE, d, Exprs.ZERO)) : null;
      var below = above == null ? null : decide(rel(RelOp.LE, d, Exprs.ZERO));
      return below == null ? null : node("rule", "both", "above", above, "below", below);
    }
    var negation = switch (goal.op()) {
      case GT -> new Evidence.Form(Exprs.neg(d), false, false);
      case GE -> new Evidence.Form(Exprs.neg(d), true, false);
      case LT -> new Evidence.Form(d, false, false);
      case LE -> new Evidence.Form(d, true, false);
      case NE, EQ, APPROX -> new Evidence.Form(d, false, true);
    };
    var linear = linear(negation);
    if (linear == null && goal.op() == RelOp.NE) {
      linear = multiple(d);
    }
    return linear != null ? linear : Evidence.isTrueNumber(goal) ? node("rule", "value") : Boxes.onOne(known, goal) ? node("rule", "box")
        : ofStructure(d, goal.op());
  }

  /** By the argument of a sine or cosine, or after a common factor of the terms has been taken out. */
  private Map<String, Object> ofStructure(Expr d, RelOp op) {
    var ends = op == RelOp.GE || op == RelOp.GT ? Evidence.arc(d, op == RelOp.GT) : null;
    if (ends != null) {
      var from = decide(ends.get(0));
      var to = from == null ? null : decide(ends.get(1));
      return to == null ? null : node("rule", "arc", "from", from, "to", to);
    }
    var e = Factored.of(d);
    if (e == null || !Shape.implies(known, e, op)) {
      return null;
    }
    var finder = new Finder();
    try {
      var zero = new Normal(known, finder).of(Expand.of(Exprs.sub(d, e)));
      return zero.isZero() ? node("rule", "rewritten", "as", Sexpr.write(e), "hints", finder.given(), "by", SHAPE) : null;
    } catch (Normal.Refused | Rejected | ArithmeticException _) {
      return null;
    }
  }

  private Map<String, Object> multiple(Expr d) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).op() != RelOp.NE) {
        continue;
      }
      var normal = new Normal(List.of(), Hints.NONE);
      var a = polynomial(normal, d);
      var b = polynomial(normal, Exprs.sub(known.get(i).lhs(), known.get(i).rhs()));
      if (a == null || b == null || a.isZero() || b.isZero()) {
        continue;
      }
      var k = a.leading().getValue().re().dividedBy(b.leading().getValue().re());
      if (a.plus(b.scale(Gauss.of(k.negate()))).isZero()) {
        return node("rule", "multiple", "of", i, "times", k.toString());
      }
    }
    return null;
  }

  /** The evidence that the known relations contradict each other, or null. */
  Map<String, Object> absurd() {
    for (int i = 0; i < known.size(); i++) {
      var h = known.get(i);
      var others = new ArrayList<>(known);
      others.removeIf(h::equals);
      if (Shape.impossible(others, Exprs.sub(h.lhs(), h.rhs()), h.op())) {
        return node("rule", "shape", "of", i);
      }
    }
    var linear = linear(null);
    if (linear != null) {
      return linear;
    }
    for (int i = 0; i < known.size(); i++) {
      var h = known.get(i);
      if (h.op() == RelOp.NE) {
        var equal = decide(rel(RelOp.EQ, h.lhs(), h.rhs()));
        if (equal != null) {
          return node("rule", "pinned", "of", i, "by", equal);
        }
      }
    }
    return null;
  }

  // --- linear reasoning --------------------------------------------------------------------------------------

  private static Poly polynomial(Normal normal, Expr e) {
    try {
      var f = normal.of(Expand.of(e)).cancelled();
      return f.den().isEmpty() && !f.num().complex() ? f.num() : null;
    } catch (Normal.Refused | ArithmeticException _) {
      return null;
    }
  }

  private Map<String, Object> linear(Evidence.Form negatedGoal) {
    var plain = combination(negatedGoal, false);
    return plain != null ? plain : combination(negatedGoal, true);
  }

  /** A linear system whose rows know what they stand for. */
  private final class System {
    private final LinearSystem rows = new LinearSystem(true);
    private final List<Map<String, Object>> uses = new ArrayList<>();
    private final Normal normal = new Normal(List.of(), Hints.NONE);
    private final Map<Mono, String> names = new LinkedHashMap<>();

    void add(Evidence.Form form, Map<String, Object> use) {
      var p = polynomial(normal, form.of());
      if (p == null) {
        return;
      }
      var coefficients = new TreeMap<String, Rational>();
      var constant = Rational.ZERO;
      for (var t : p.terms().entrySet()) {
        if (t.getKey().isOne()) {
          constant = t.getValue().re();
        } else {
          coefficients.put(names.computeIfAbsent(t.getKey(), _ -> "m" + names.size()), t.getValue().re());
        }
      }
      if (form.equation()) {
        rows.addEquation(coefficients, constant);
        uses.add(use);
      } else {
        rows.add(coefficients, constant, form.strict());
      }
      uses.add(use);
    }

    Map<String, Object> contradiction() {
      var row = rows.contradiction();
      if (row == null) {
        return null;
      }
      var times = new LinkedHashMap<Map<String, Object>, Rational>();
      for (var e : row.origin().entrySet()) {
        var use = uses.get(e.getKey());
        // Of the two rows of an equation the second is the first times −1.
        boolean second = e.getKey() > 0 && uses.get(e.getKey() - 1) == use;
        times.merge(use, second ? e.getValue().negate() : e.getValue(), Rational::plus);
      }
      times.values().removeIf(Rational::isZero);
      var unit = times.values().iterator().next().abs();
      var sum = new ArrayList<Object>();
      times.forEach((use, k) -> {
        var term = new LinkedHashMap<>(use);
        term.put("times", k.dividedBy(unit).toString());
        sum.add(term);
      });
      return node("rule", "linear", "sum", sum);
    }
  }

  private Map<String, Object> combination(Evidence.Form negatedGoal, boolean products) {
    var system = new System();
    var inequalities = new ArrayList<Integer>();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).op() != RelOp.NE && known.get(i).op() != RelOp.APPROX && known.indexOf(known.get(i)) == i) {
        system.add(Evidence.form(known.get(i)), node("use", "hypothesis", "of", i));
        if (known.get(i).op() != RelOp.EQ) {
          inequalities.add(i);
        }
      }
    }
    if (products && (inequalities.isEmpty() || inequalities.size() > MAX_FACTORS)) {
      return null;
    }
    for (int a = 0; products && a < inequalities.size(); a++) {
      for (int b = a; b < inequalities.size(); b++) {
        var u = Evidence.form(known.get(inequalities.get(a)));
        var v = Evidence.form(known.get(inequalities.get(b)));
        system.add(new Evidence.Form(Exprs.mul(u.of(), v.of()), u.strict() && v.strict(), false),
            node("use", "product", "of", inequalities.get(a), "and", inequalities.get(b)));
      }
    }
    if (negatedGoal != null) {
      system.add(negatedGoal, node("use", "negated goal"));
    }
    for (var m : new LinkedHashSet<>(system.names.keySet())) {
      try {
        bounds(m, system);
      } catch (Normal.Refused | Rejected _) {
        // a monomial without an expression has no known bounds
      }
    }
    return system.contradiction();
  }

  private void bounds(Mono m, System system) {
    var e = Normal.expr(m, Map.of());
    int shape = Shape.of(known, e);
    if ((shape & Shape.MINUS) == 0) {
      system.add(new Evidence.Form(e, shape == Shape.PLUS, shape == Shape.NULL), node("use", "sign", "of", Sexpr.write(e)));
    } else if ((shape & Shape.PLUS) == 0) {
      var minus = Exprs.neg(e);
      if ((Shape.of(known, minus) & Shape.MINUS) == 0) {
        system.add(new Evidence.Form(minus, shape == Shape.MINUS, false), node("use", "sign", "of", Sexpr.write(minus)));
      }
    }
    if (!m.isOne() && Trees.freeSymbols(e).isEmpty()) {
      between(e, system);
      return;
    }
    if (m.exponents().size() != 1) {
      return;
    }
    var a = m.exponents().firstKey();
    if (a.kind() == Atom.Kind.EXP && e instanceof Expr.Call c && c.is("exp")) {
      int u = Shape.of(known, c.arg());
      if ((u & Shape.PLUS) == 0) {
        system.add(new Evidence.Form(Exprs.sub(Exprs.ONE, e), u == Shape.MINUS, false),
            node("use", "exponential", "of", Sexpr.write(c.arg())));
      } else if ((u & Shape.MINUS) == 0) {
        system.add(new Evidence.Form(Exprs.sub(e, Exprs.ONE), u == Shape.PLUS, false),
            node("use", "exponential", "of", Sexpr.write(c.arg())));
      }
    } else if (e instanceof Expr.Call c && c.function().range() != null) {
      var range = c.function().range();
      if (range.upper() != null && !range.upper().isZero()) {
        system.add(new Evidence.Form(Exprs.sub(Exprs.num(range.upper()), e), !range.upperClosed(), false),
            node("use", "upper", "of", Sexpr.write(e)));
      }
      if (range.lower() != null && !range.lower().isZero()) {
        system.add(new Evidence.Form(Exprs.sub(e, Exprs.num(range.lower())), !range.lowerClosed(), false),
            node("use", "lower", "of", Sexpr.write(e)));
      }
    }
  }

  /** Rational numbers on either side of a number. */
  private static void between(Expr e, System system) {
    var value = PointEvaluator.enclose(e, Map.of(), DIGITS);
    if (!value.isDefined()) {
      return;
    }
    var cut = new MathContext(DIGITS_OF_BOUNDS, RoundingMode.FLOOR);
    var low = Exprs.sub(e, Exprs.num(Rational.of(value.lower().round(cut))));
    var high = Exprs.sub(Exprs.num(Rational.of(value.upper().round(new MathContext(DIGITS_OF_BOUNDS, RoundingMode.CEILING)))), e);
    for (var form : List.of(low, high)) {
      if (Evidence.isTrueNumber(rel(RelOp.GT, form, Exprs.ZERO))) {
        system.add(new Evidence.Form(form, true, false), node("use", "number", "of", Sexpr.write(form)));
      }
    }
  }

  // --- hints -------------------------------------------------------------------------------------------------

  /** Answers the questions of a normal form, and keeps the answers with their evidence. */
  final class Finder implements Hints {

    private final List<Object> given = new ArrayList<>();

    List<Object> given() {
      return given;
    }

    @Override
    public int sign(Expr e) {
      for (var op : List.of(RelOp.GE, RelOp.LE)) {
        var by = decide(rel(op, e, Exprs.ZERO));
        if (by != null) {
          given.add(node("about", "sign", "is", Sexpr.relation(op), "by", by));
          return op == RelOp.GE ? 1 : -1;
        }
      }
      given.add(node("about", "sign"));
      return 0;
    }

    @Override
    public boolean positive(Expr e) {
      var by = decide(rel(RelOp.GT, e, Exprs.ZERO));
      given.add(by == null ? node("about", "positive") : node("about", "positive", "by", by));
      return by != null;
    }

    @Override
    public List<Factor> factors(Expr polynomial) {
      var answer = oracle == null ? List.<Oracle.Factor>of() : PolyOracle.factors(polynomial, oracle, work).orElse(List.of());
      var list = answer.stream().filter(f -> !(f.base() instanceof Expr.Num))
          .map(f -> new Factor(f.base(), f.power())).toList();
      if (list.size() < 2 && list.stream().allMatch(f -> f.power() == 1)) {
        given.add(node("about", "factors"));
        return List.of();
      }
      given.add(node("about", "factors", "product",
          list.stream().map(f -> (Object) node("of", Sexpr.write(f.base()), "power", f.power())).toList()));
      return list;
    }
  }

  /** The evidence for {@code d op 0} from the factors of its normal form, or null. Throws {@link Normal.NeedSign}. */
  Map<String, Object> product(Expr d, RelOp op) {
    var finder = new Finder();
    try {
      var normal = new Normal(known, finder);
      var f = normal.of(Expand.of(d)).cancelled();
      var signs = new ArrayList<Object>();
      for (var factor : Evidence.factors(normal, f)) {
        signs.add(sign(factor.of()));
      }
      var by = node("rule", "product", "hints", finder.given(), "signs", signs);
      return Evidence.shows(known, rel(op, d, Exprs.ZERO), by) ? by : null;
    } catch (Normal.NeedSign e) {
      throw e;
    } catch (Normal.Refused | Rejected | ArithmeticException _) {
      return null;
    }
  }

  /** The evidence that the relation holds, by the factors of the difference where nothing else tells; or null. */
  Map<String, Object> decideByFactors(Expr.Rel r) {
    var by = decide(r);
    try {
      return by != null || r.op() == RelOp.EQ ? by : product(Exprs.sub(r.lhs(), r.rhs()), r.op());
    } catch (Normal.NeedSign _) {
      return null;
    }
  }

  private Map<String, Object> sign(Expr e) {
    for (var op : List.of(RelOp.GT, RelOp.LT, RelOp.GE, RelOp.LE, RelOp.NE)) {
      var by = decide(rel(op, e, Exprs.ZERO));
      if (by != null) {
        return node("is", Sexpr.relation(op), "by", by);
      }
    }
    return node("is", "any", "by", node());
  }
}
