package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.gradus.analysis.GruntzSeries.Term;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * The algorithm of D. Gruntz, "On Computing Limits in a Symbolic Manipulation System" (1996): most rapidly varying
 * subexpressions, their rewriting in one ω → 0+, the leading term of the series in ω, recursion on its coefficient.
 * Expects expressions that {@link GruntzPrepare} has made and {@link GruntzTidy} has tidied; x tends to +∞.
 */
final class GruntzCore {

  /** How many terms of a series are tried, one after the other, until one does not cancel. */
  private static final int[] PRECISIONS = {2, 3, 5, 8, 12};

  final Expr.Sym x;
  final GruntzTidy tidy;
  final GruntzConstants constants;
  private final GruntzRing ring;
  private final GruntzBudget budget;
  private final Map<Expr, LimitLaws.Value> limits = new HashMap<>();
  private final Map<Expr, Term> leads = new HashMap<>();
  private final Map<Expr, Set<Expr>> mrvs = new HashMap<>();

  GruntzCore(Expr.Sym x, GruntzTidy tidy, GruntzConstants constants, GruntzBudget budget) {
    this.x = x;
    this.tidy = tidy;
    this.constants = constants;
    this.budget = budget;
    this.ring = new GruntzRing(tidy, constants, budget);
  }

  boolean free(Expr e) {
    return !Trees.occurs(e, x);
  }

  /** The limit in the extended reals. */
  LimitLaws.Value limit(Expr e) {
    if (free(e)) {
      return finite(e);
    }
    if (e.equals(x)) {
      return LimitLaws.Value.infinity(1);
    }
    var known = limits.get(e);
    if (known == null) {
      known = limitOf(e);
      limits.put(e, known);
    }
    return known;
  }

  private static LimitLaws.Value finite(Expr e) {
    return LimitLaws.Value.of(e, 0);
  }

  private LimitLaws.Value limitOf(Expr e) {
    var t = lead(e);
    int s = t == null ? 1 : ring.compare(t.exponent(), Exprs.ZERO);
    if (s > 0) {
      return finite(Exprs.ZERO);
    }
    if (s == 0) {
      return limit(t.coefficient());
    }
    int c = sign(t.coefficient());
    if (c == 0) {
      throw new GruntzUndecided("a leading coefficient that vanishes after all");
    }
    return LimitLaws.Value.infinity(c);
  }

  /** The sign that e has eventually; 0 where it is zero eventually. Every answer is proved. */
  int sign(Expr e) {
    if (free(e)) {
      return constants.sign(e);
    }
    if (e.equals(x) || e instanceof Expr.Call c && c.is("exp")) {
      return 1;
    }
    if (e instanceof Expr.Mul m) {
      int s = 1;
      for (var f : m.args()) {
        s *= sign(f);
      }
      return s;
    }
    if (e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n) {
      int s = sign(p.base());
      if (s < 0 && !n.value().isInteger() || s == 0 && n.value().signum() < 0) {
        throw new GruntzUndecided("a power that is not defined");
      }
      return s < 0 && n.value().num().testBit(0) ? -1 : s * s;
    }
    var t = lead(e);
    if (t == null) {
      return 0;
    }
    int s = t.coefficient() == null ? 0 : sign(t.coefficient());
    if (s == 0) {
      throw new GruntzUndecided("a sign that the series does not show");
    }
    return s;
  }

  /** The most rapidly varying subexpressions: x, or exponentials. */
  private Set<Expr> mrv(Expr e) {
    if (free(e)) {
      return Set.of();
    }
    if (e.equals(x)) {
      return Set.of(x);
    }
    var known = mrvs.get(e);
    if (known == null) {
      Set<Expr> all = Set.of();
      for (var child : Trees.children(e)) {
        all = faster(all, mrv(child));
      }
      if (e instanceof Expr.Call c && c.is("exp") && limit(c.arg()).infinite() != 0) {
        all = faster(all, Set.of(e));
      }
      known = all;
      mrvs.put(e, known);
    }
    return known;
  }

  private Set<Expr> faster(Set<Expr> a, Set<Expr> b) {
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      return a.isEmpty() ? b : a;
    }
    for (var f : a) {
      if (b.contains(f)) {
        return union(a, b);
      }
    }
    var ratio = limit(tidy.of(Exprs.div(logarithm(a.iterator().next()), logarithm(b.iterator().next()))));
    return ratio.infinite() != 0 ? a : constants.zero(ratio.finite()) ? b : nonzero(ratio.finite(), union(a, b));
  }

  private <T> T nonzero(Expr c, T then) {
    if (constants.sign(c) == 0) {
      throw new GruntzUndecided("the order of two growths is not known");
    }
    return then;
  }

  private static Set<Expr> union(Set<Expr> a, Set<Expr> b) {
    var all = new LinkedHashSet<>(a);
    all.addAll(b);
    return all;
  }

  private Expr logarithm(Expr e) {
    return e.equals(x) ? Exprs.log(x) : ((Expr.Call) e).arg();
  }

  /**
   * The leading term in ω: its coefficient is not proved zero, nor proved nonzero. Null for zero; a null coefficient for a
   * function that is only known to be O(ω^exponent) with a positive exponent.
   */
  Term lead(Expr e) {
    if (leads.containsKey(e)) {
      return leads.get(e);
    }
    budget.enter();
    try {
      var t = compute(e);
      leads.put(e, t);
      return t;
    } finally {
      budget.leave();
    }
  }

  private Term compute(Expr e) {
    var fastest = mrv(e);
    var f = e;
    while (fastest.contains(x)) {
      // One scale up: log x becomes x, x becomes e^x; limits and signs stay the same.
      var up = Map.of(x, Exprs.exp(x));
      f = tidy.of(Trees.substitute(f, up));
      if (free(f)) {
        return new Term(Exprs.ZERO, f);
      }
      var moved = new LinkedHashSet<Expr>();
      for (var g : fastest) {
        var h = tidy.of(Trees.substitute(g, up));
        if (!h.equals(x) && !(h instanceof Expr.Call c && c.is("exp"))) {
          throw new GruntzUndecided("an exponential that is none");
        }
        moved.add(h);
      }
      fastest = moved;
    }
    if (fastest.isEmpty()) {
      return new Term(Exprs.ZERO, f);
    }
    var omega = new Omega(simplest(fastest));
    Term atLeast = null;
    for (int n : PRECISIONS) {
      omega.terms = n;
      GruntzSeries s;
      try {
        s = omega.strip(omega.expand(f));
      } catch (MoreTerms _) {
        continue;
      }
      if (!s.isEmpty()) {
        return s.terms().getFirst();
      }
      if (s.exact() || constants.zero(f)) {
        return null;
      }
      if (ring.compare(s.bound(), Exprs.ZERO) > 0) {
        atLeast = new Term(s.bound(), null);
      }
    }
    if (atLeast != null) {
      return atLeast;
    }
    throw new GruntzUndecided("everything cancels as far as the series goes");
  }

  private Expr simplest(Set<Expr> all) {
    Expr best = null;
    int size = Integer.MAX_VALUE;
    for (var g : all) {
      var arg = ((Expr.Call) g).arg();
      int n = Trees.size(arg, GruntzBudget.MAX_NODES);
      if (n < size && !Trees.any(arg, all::contains)) {
        best = g;
        size = n;
      }
    }
    if (best == null) {
      throw new GruntzUndecided("no simplest exponential");
    }
    return best;
  }

  /** The series is too short to be divided by. */
  private static final class MoreTerms extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MoreTerms() {
      super(null, null, false, false);
    }
  }

  /** Expansion in one ω = exp(λ), λ → −∞. */
  private final class Omega {
    private final Expr lambda;
    private final Map<Expr, Boolean> touched = new HashMap<>();
    private final Map<Expr, Expr> orders = new HashMap<>();
    private int terms;

    Omega(Expr g) {
      var s = ((Expr.Call) g).arg();
      lambda = limit(s).infinite() < 0 ? s : tidy.of(Exprs.neg(s));
    }

    /** The c with exp(s) = ω^(c + o(1)). */
    private Expr order(Expr s) {
      var known = orders.get(s);
      if (known == null) {
        known = Exprs.ZERO;
        if (limit(s).infinite() != 0) {
          var ratio = limit(tidy.of(Exprs.div(s, lambda)));
          if (ratio.infinite() != 0 || GruntzOscillation.occursIn(ratio.finite())) {
            throw new GruntzUndecided("a faster exponential turned up");
          }
          known = constants.zero(ratio.finite()) ? Exprs.ZERO : ratio.finite();
          if (!Exprs.isZero(known)) {
            nonzero(known, known);
          }
        }
        orders.put(s, known);
      }
      return known;
    }

    private boolean touches(Expr e) {
      if (free(e) || e.equals(x)) {
        return false;
      }
      var known = touched.get(e);
      if (known == null) {
        known = false;
        for (var child : Trees.children(e)) {
          known |= touches(child);
        }
        if (!known && e instanceof Expr.Call c && c.is("exp")) {
          known = !Exprs.isZero(order(c.arg()));
        }
        touched.put(e, known);
      }
      return known;
    }

    GruntzSeries strip(GruntzSeries s) {
      int i = 0;
      while (i < s.terms().size() && vanishes(s.terms().get(i).coefficient())) {
        i++;
      }
      return i == 0 ? s : new GruntzSeries(s.terms().subList(i, s.terms().size()), s.bound());
    }

    private boolean vanishes(Expr c) {
      return !(c instanceof Expr.Num) && !c.equals(x) && !(c instanceof Expr.Call k && k.is("exp")) && constants.zero(c);
    }

    GruntzSeries expand(Expr e) {
      if (!touches(e)) {
        return ring.constant(e);
      }
      return switch (e) {
        case Expr.Add a -> {
          var s = ring.constant(Exprs.ZERO);
          for (var t : a.args()) {
            s = ring.plus(s, expand(t));
          }
          yield s;
        }
        case Expr.Mul m -> {
          var p = ring.constant(Exprs.ONE);
          for (var f : m.args()) {
            p = ring.times(p, expand(f), null);
          }
          yield p;
        }
        case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(expand(p.base()), n.value());
        case Expr.Call c when c.is("exp") -> exponential(c.arg());
        case Expr.Call c when c.is("log") -> logarithm(expand(c.arg()));
        case Expr.Call c when c.args().size() == 1 -> analytic(c);
        case Expr.Apply c when GruntzTails.isTail(c) -> tail(c);
        default -> throw new GruntzUndecided("no series of " + e);
      };
    }

    private GruntzSeries leading(GruntzSeries series) {
      var s = strip(series);
      if (s.isEmpty()) {
        if (s.exact()) {
          throw new GruntzUndecided("zero where it must not be");
        }
        throw new MoreTerms();
      }
      return s;
    }

    /** s / (c·ω^e) − 1 for the leading term c·ω^e of s. */
    private GruntzSeries remainder(GruntzSeries s) {
      var t = s.terms().getFirst();
      var rest = new GruntzSeries(s.terms().subList(1, s.terms().size()), s.bound());
      return ring.shifted(rest, Exprs.pow(t.coefficient(), Exprs.MINUS_ONE), tidy.of(Exprs.neg(t.exponent())));
    }

    private GruntzSeries power(GruntzSeries base, Rational q) {
      if (q.isIntegerWithin(4) && q.signum() > 0 && base.terms().size() <= 4) {
        var p = base;
        for (int i = 1; i < q.intValueExact(); i++) {
          p = ring.times(p, base, null);
        }
        return p;
      }
      var s = leading(base);
      var t = s.terms().getFirst();
      int c = sign(t.coefficient());
      if (c == 0 || c < 0 && !q.isInteger()) {
        throw new GruntzUndecided("a power that is not defined");
      }
      int last = q.isInteger() && q.signum() > 0 && q.isIntegerWithin(1 << 30) ? q.intValueExact() : -1;
      var series = ring.compose(k -> Exprs.num(binomial(q, k)), remainder(s), terms, last);
      var exponent = Exprs.num(q);
      return ring.shifted(series, Exprs.pow(t.coefficient(), exponent), tidy.of(Exprs.mul(exponent, t.exponent())));
    }

    private GruntzSeries logarithm(GruntzSeries arg) {
      var s = leading(arg);
      var t = s.terms().getFirst();
      if (sign(t.coefficient()) <= 0) {
        throw new GruntzUndecided("a logarithm that is not defined");
      }
      var series = ring.compose(k -> k == 0 ? Exprs.ZERO : Exprs.num(Rational.of(k % 2 == 0 ? -1 : 1, k)), remainder(s), terms, -1);
      return ring.plus(ring.constant(Exprs.add(Exprs.log(t.coefficient()), Exprs.mul(t.exponent(), lambda))), series);
    }

    private GruntzSeries exponential(Expr s) {
      var c = order(s);
      var rest = Exprs.isZero(c) ? s : tidy.of(Exprs.sub(s, Exprs.mul(c, lambda)));
      var parts = split(expand(rest));
      var series = ring.compose(k -> Exprs.num(inverseFactorial(k)), parts.small, terms, -1);
      return ring.shifted(series, Exprs.exp(parts.first), c);
    }

    private GruntzSeries analytic(Expr.Call c) {
      var parts = split(expand(c.arg()));
      var at = parts.first;
      boolean origin = Exprs.isZero(at);
      var name = c.function().name();
      if (name.equals("sin") || name.equals("cos")) {
        int shift = name.equals("sin") ? 0 : 1;
        var sin = origin ? Exprs.ZERO : Exprs.call("sin", at);
        var cos = origin ? Exprs.ONE : Exprs.call("cos", at);
        Expr[] values = {sin, cos, Exprs.neg(sin), Exprs.neg(cos)};
        return ring.compose(k -> Exprs.mul(Exprs.num(inverseFactorial(k)), values[(k + shift) % 4]), parts.small, terms, -1);
      }
      if (name.equals("atan")) {
        var y = parts.small;
        if (!origin) {
          // atan(a + s) = atan a + atan(s / (1 + a(a + s))), s → 0
          var below = ring.plus(ring.constant(Exprs.add(Exprs.ONE, Exprs.mul(at, at))), ring.shifted(y, at, Exprs.ZERO));
          y = ring.times(y, power(below, Rational.MINUS_ONE), null);
        }
        var series = ring.compose(k -> k % 2 == 0 ? Exprs.ZERO : Exprs.num(Rational.of(k % 4 == 1 ? 1 : -1, k)), y, terms, -1);
        return origin ? series : ring.plus(ring.constant(Exprs.call("atan", at)), series);
      }
      return ring.compose(taylor(c, at), parts.small, terms, -1);
    }

    private IntFunction<Expr> taylor(Expr.Call c, Expr at) {
      var y = Exprs.sym("gruntz y");
      var derivatives = new ArrayList<Expr>(List.of(Exprs.call(c.function(), List.of(y))));
      return k -> {
        try {
          while (derivatives.size() <= k) {
            derivatives.add(GruntzPrepare.defined(Derivatives.of(derivatives.getLast(), y, 1)));
          }
        } catch (Derivatives.NotDifferentiable e) {
          throw new GruntzUndecided(e.getMessage());
        }
        return tidy.of(Exprs.mul(Exprs.num(inverseFactorial(k)), Trees.substitute(derivatives.get(k), Map.of(y, at))));
      };
    }

    private GruntzSeries tail(Expr.Apply c) {
      var v = leading(expand(c.args().get(0)));
      if (ring.compare(v.terms().getFirst().exponent(), Exprs.ZERO) >= 0 || sign(v.terms().getFirst().coefficient()) <= 0) {
        throw new GruntzUndecided("no series of " + c);
      }
      return ring.compose(k -> GruntzTails.coefficient(c.name(), k), power(v, Rational.MINUS_ONE), terms, -1);
    }

    private record Split(Expr first, GruntzSeries small) {}

    /** first + small, where small → 0 faster than some power of ω and first varies slower than every one. */
    private Split split(GruntzSeries series) {
      var s = strip(series);
      if (s.bound() != null && ring.compare(s.bound(), Exprs.ZERO) <= 0) {
        throw new MoreTerms();
      }
      if (s.isEmpty()) {
        return new Split(Exprs.ZERO, s);
      }
      int c = ring.compare(s.terms().getFirst().exponent(), Exprs.ZERO);
      if (c < 0) {
        throw new GruntzUndecided("an argument that grows too fast");
      }
      return c > 0 ? new Split(Exprs.ZERO, s)
          : new Split(s.terms().getFirst().coefficient(), new GruntzSeries(s.terms().subList(1, s.terms().size()), s.bound()));
    }
  }

  private static Rational inverseFactorial(int k) {
    var r = Rational.ONE;
    for (int i = 2; i <= k; i++) {
      r = r.dividedBy(Rational.of(i));
    }
    return r;
  }

  private static Rational binomial(Rational q, int k) {
    var r = Rational.ONE;
    for (int i = 0; i < k; i++) {
      r = r.times(q.minus(Rational.of(i))).dividedBy(Rational.of(i + 1));
    }
    return r;
  }
}
