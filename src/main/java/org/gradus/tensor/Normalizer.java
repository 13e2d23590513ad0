package org.gradus.tensor;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The normal form of scalar expressions with indices: a sum of products of independent generators. Generators are
 * variables, components, exponentials and logarithms of single products, powers of sums that do not multiply out, and
 * whole sums Σ that cannot be split into factors, their bound indices named canonically ({@link Naming}). Every rewriting
 * is an identity for all sizes (at least 1) wherever the original is defined. The expression's ranges are explicit.
 */
final class Normalizer {

  static final int MAX_TERMS = 3_000;
  private static final int MAX_EXPANDED_POWER = 8;

  private final Map<Expr.Sym, Range> ranges;
  private final Signs signs;
  private final Rules rules;
  private final Powers powers = new Powers(this);
  private final Contraction contraction = new Contraction(this);
  private final Settling settling = new Settling(this);
  private final Map<Expr, Sop> known = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> conditions = new LinkedHashSet<>();
  private int fresh;
  private long left;

  /**
   * @param ranges the ranges of the free indices
   * @param units how many steps may be taken
   */
  Normalizer(Map<Expr.Sym, Range> ranges, Signs signs, Rules rules, long units) {
    this.ranges = new HashMap<>(ranges);
    this.signs = signs;
    this.rules = rules;
    this.left = units;
  }

  Signs signs() {
    return signs;
  }

  Rules rules() {
    return rules;
  }

  Contraction contraction() {
    return contraction;
  }

  /** What was used beyond the assumptions. */
  Set<String> conditions() {
    return conditions;
  }

  void uses(String condition) {
    var text = condition;
    for (var e : written.entrySet()) {
      text = text.replaceAll(Pattern.quote(e.getKey()) + "(?!\\d)", Matcher.quoteReplacement(e.getValue()));
    }
    conditions.add(text);
  }

  /** A new bound index over the range; {@code name} is what it is called where it was written. */
  Expr.Sym bind(Range range, Expr.Sym name) {
    var s = Exprs.sym("$" + ++fresh);
    ranges.put(s, range);
    written.put(s.name(), name.name().matches("[@#$].*") ? "k" : name.name());
    return s;
  }

  /** The range of an index, or null if the name is none. */
  Range range(Expr index) {
    return index instanceof Expr.Sym s ? ranges.get(s) : null;
  }

  void spend(long units) {
    left -= units;
    if (left < 0) {
      throw new Unsupported("out of budget: steps of the index calculus");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Unsupported("out of time");
    }
  }

  /** Throws {@link Unsupported}. */
  Sop of(Expr e) {
    var found = known.get(e);
    if (found == null) {
      spend(1);
      found = lower(e);
      known.put(e, found);
    }
    return found;
  }

  Expr canonical(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.Sym ? e : of(e).toExpr();
  }

  private Sop lower(Expr e) {
    return switch (e) {
      case Expr.Num n -> Sop.of(n.value());
      case Expr.Const c -> switch (c.constant()) {
        case PI, E -> Sop.of(e);
        case INFINITY -> throw new Unsupported("∞ is not a number to calculate with");
      };
      case Expr.Sym _ -> Sop.of(e);
      case Expr.Indexed x -> {
        var hot = rules.hotAt(x);
        yield hot != null ? delta(canonical(x.sub().get(0)), hot)
            : Sop.of(rules.entry(Exprs.indexed(x.base(), all(x.sub()), all(x.sup()))));
      }
      case Expr.Add a -> {
        var sum = Sop.ZERO;
        for (var t : a.args()) {
          sum = plus(sum, of(t));
        }
        yield sum;
      }
      case Expr.Mul m -> {
        var product = Sop.ONE;
        for (var f : m.args()) {
          product = times(product, of(f));
          if (product.isZero()) {
            break;
          }
        }
        yield product;
      }
      case Expr.Pow p -> powers.power(p);
      case Expr.Call c -> call(c);
      case Expr.Apply a -> Sop.of(Exprs.apply(a.name(), a.primes(), all(a.args())));
      case Expr.Cases c -> cases(c);
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM ? sum(b) : new Products(this).of(b);
      case Expr.Diff d -> throw new Unsupported("the derivative " + d + " could not be carried out");
      case Expr.At _ -> throw new Unsupported("a value put in that could not be carried out");
      case Expr.Limit _ -> throw new Unsupported("limits of sums over an index are not supported");
      case Expr.Integral _ -> throw new Unsupported("integrals of sums over an index are not supported");
      case Expr.Rel _, Expr.Logic _ -> throw new Unsupported("a relation where a value is expected");
      case Expr.Matrix _ -> throw new Unsupported("a matrix where a number is expected");
    };
  }

  private List<Expr> all(List<Expr> args) {
    return args.stream().map(this::canonical).toList();
  }

  private Sop sum(Expr.Big b) {
    if (b.lower() == null || b.upper() == null) {
      throw new Unsupported("the range of " + b.index() + " is not known");
    }
    var range = new Range(canonical(b.lower()), canonical(b.upper()));
    var index = bind(range, b.index());
    var body = of(Trees.substitute(b.body(), b.index(), index));
    return contraction.sum(List.of(index), body);
  }

  // --- sums and products ---------------------------------------------------------------------------------------

  Sop plus(Sop a, Sop b) {
    spend(b.size());
    return checked(a.plus(b));
  }

  private static Sop checked(Sop s) {
    if (s.size() > MAX_TERMS) {
      throw new Unsupported("out of budget: more than " + MAX_TERMS + " terms in a sum");
    }
    return s;
  }

  Sop times(Sop a, Sop b) {
    if (a.isZero() || b.isZero()) {
      return Sop.ZERO;
    }
    var ra = a.rational();
    if (ra != null) {
      return b.scale(ra);
    }
    var rb = b.rational();
    if (rb != null) {
      return a.scale(rb);
    }
    spend((long) a.size() * b.size());
    var result = Sop.ZERO;
    for (var s : a.terms().entrySet()) {
      for (var t : b.terms().entrySet()) {
        result = result.plus(settle(s.getKey().times(t.getKey())).scale(s.getValue().times(t.getValue())));
      }
      checked(result);
    }
    return result;
  }

  /** A product of generators brought to normal form: powers that multiply out, idempotents, common factors with sums below. */
  Sop settle(Product p) {
    spend(1 + p.exponents().size());
    return settling.of(p);
  }

  Sop pow(Sop s, int n) {
    if (n < 0) {
      return powers.of(s, Rational.of(n));
    }
    if (n > MAX_EXPANDED_POWER && s.size() > 1) {
      throw new Unsupported("out of budget: a power larger than " + MAX_EXPANDED_POWER + " of a sum");
    }
    var single = s.single();
    if (single != null) {
      return settle(single.pow(Rational.of(n))).scale(s.terms().get(single).pow(n));
    }
    var result = Sop.ONE;
    for (int i = 0; i < n; i++) {
      result = times(result, s);
    }
    return result;
  }

  Powers powers() {
    return powers;
  }

  // --- functions -------------------------------------------------------------------------------------------------

  private Sop call(Expr.Call c) {
    return switch (c.function().name()) {
      case "exp" -> powers.exp(of(c.arg()));
      case "log" -> powers.log(of(c.arg()));
      case "abs" -> powers.abs(of(c.arg()));
      case "delta" -> delta(canonical(c.arg()), canonical(c.args().get(1)));
      case "indicator" -> truth(c.arg());
      default -> {
        if (!c.function().scalar()) {
          throw new Unsupported(c.function().name() + " is not supported here");
        }
        yield c.function().isDefined() ? of(c.function().expand(c.args()))
            : Sop.of(Exprs.call(c.function(), all(c.args())));
      }
    };
  }

  Sop delta(Expr a, Expr b) {
    var difference = of(Exprs.sub(a, b)).rational();
    if (difference != null) {
      return difference.isZero() ? Sop.ONE : Sop.ZERO;
    }
    return Sop.of(a.toString().compareTo(b.toString()) <= 0 ? Exprs.call("delta", a, b) : Exprs.call("delta", b, a));
  }

  /** 1 where the condition holds, else 0. */
  private Sop truth(Expr condition) {
    return switch (condition) {
      case Expr.Rel r when isIndex(r.lhs()) || isIndex(r.rhs()) -> indexTruth(r);
      case Expr.Rel r -> new Conditions(this).of(r);
      case Expr.Logic l -> switch (l.op()) {
        case AND -> {
          var product = Sop.ONE;
          for (var a : l.args()) {
            product = times(product, truth(a));
          }
          yield product;
        }
        case OR -> {
          var none = Sop.ONE;
          for (var a : l.args()) {
            none = times(none, Sop.ONE.minus(truth(a)));
          }
          yield Sop.ONE.minus(none);
        }
        case NOT -> Sop.ONE.minus(truth(l.args().get(0)));
      };
      default -> throw new Unsupported("not a condition: " + condition);
    };
  }

  private boolean isIndex(Expr e) {
    return e instanceof Expr.Sym s && ranges.containsKey(s)
        || e instanceof Expr.Add a && a.args().stream().anyMatch(this::isIndex);
  }

  private Sop indexTruth(Expr.Rel r) {
    var a = canonical(r.lhs());
    var b = canonical(r.rhs());
    return switch (r.op()) {
      case EQ, APPROX -> delta(a, b);
      case NE -> Sop.ONE.minus(delta(a, b));
      case LT -> less(a, b);
      case GT -> less(b, a);
      case GE -> Sop.ONE.minus(less(a, b));
      case LE -> Sop.ONE.minus(less(b, a));
    };
  }

  private Sop less(Expr a, Expr b) {
    var difference = of(Exprs.sub(a, b)).rational();
    return difference != null ? difference.signum() < 0 ? Sop.ONE : Sop.ZERO
        : Sop.of(Exprs.call("indicator", Exprs.rel(RelOp.LT, a, b)));
  }

  /** Σᵢ [cᵢ and none before]·vᵢ, the brackets being idempotent generators. */
  private Sop cases(Expr.Cases c) {
    var result = Sop.ZERO;
    var open = Sop.ONE;
    for (int i = 0; i < c.conditions().size() && !open.isZero(); i++) {
      var holds = truth(c.conditions().get(i));
      var here = times(open, holds);
      if (!here.isZero()) {
        result = plus(result, times(here, of(c.values().get(i))));
      }
      open = open.minus(here);
    }
    if (open.isZero()) {
      return result;
    }
    if (c.otherwise() == null) {
      throw new Unsupported("a distinction of cases that leaves some out");
    }
    return plus(result, times(open, of(c.otherwise())));
  }

  // --- substitution --------------------------------------------------------------------------------------------

  /** The product with an index replaced, in normal form again. */
  Sop substitute(Product p, Expr.Sym index, Expr value) {
    var plain = Product.ONE;
    var result = Sop.ONE;
    for (var e : p.exponents().entrySet()) {
      var g = e.getKey();
      if (Trees.freeSymbols(g).contains(index)) {
        result = times(result, powers.of(of(Trees.substitute(g, index, value)), e.getValue()));
      } else {
        plain = plain.times(g, e.getValue());
      }
    }
    return times(result, Sop.of(plain, Rational.ONE));
  }

  Sop substitute(Sop s, Expr.Sym index, Expr value) {
    var result = Sop.ZERO;
    for (var t : s.terms().entrySet()) {
      result = plus(result, substitute(t.getKey(), index, value).scale(t.getValue()));
    }
    return result;
  }
}
