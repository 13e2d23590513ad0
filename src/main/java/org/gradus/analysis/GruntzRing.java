package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.gradus.analysis.GruntzSeries.Term;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** Arithmetic of series in ω. Orders of remainders are never better than proved. */
final class GruntzRing {

  private final GruntzTidy tidy;
  private final GruntzConstants constants;
  private final GruntzBudget budget;

  GruntzRing(GruntzTidy tidy, GruntzConstants constants, GruntzBudget budget) {
    this.tidy = tidy;
    this.constants = constants;
    this.budget = budget;
  }

  int compare(Expr a, Expr b) {
    if (a.equals(b)) {
      return 0;
    }
    if (a instanceof Expr.Num m && b instanceof Expr.Num n) {
      return m.value().compareTo(n.value());
    }
    return constants.sign(tidy.of(Exprs.sub(a, b)));
  }

  Expr min(Expr a, Expr b) {
    return a == null ? b : b == null ? a : compare(a, b) <= 0 ? a : b;
  }

  GruntzSeries constant(Expr c) {
    var t = tidy.of(c);
    return Exprs.isZero(t) ? new GruntzSeries(List.of(), null) : new GruntzSeries(List.of(new Term(Exprs.ZERO, t)), null);
  }

  /** The terms added up by exponent, cut at the bound. */
  GruntzSeries collect(List<Term> terms, Expr bound) {
    var kept = new ArrayList<Expr>();
    var parts = new ArrayList<List<Expr>>();
    for (var t : terms) {
      if (bound != null && compare(t.exponent(), bound) >= 0) {
        continue;
      }
      int i = 0;
      int c = 1;
      while (i < kept.size() && (c = compare(t.exponent(), kept.get(i))) > 0) {
        i++;
      }
      if (i == kept.size() || c != 0) {
        kept.add(i, t.exponent());
        parts.add(i, new ArrayList<>());
      }
      parts.get(i).add(t.coefficient());
    }
    var result = new ArrayList<Term>();
    for (int i = 0; i < kept.size(); i++) {
      var c = tidy.of(Exprs.add(parts.get(i)));
      if (!Exprs.isZero(c)) {
        result.add(new Term(kept.get(i), c));
      }
    }
    return new GruntzSeries(result, bound);
  }

  GruntzSeries plus(GruntzSeries a, GruntzSeries b) {
    var all = new ArrayList<>(a.terms());
    all.addAll(b.terms());
    return collect(all, min(a.bound(), b.bound()));
  }

  /** A lower bound of the exponents; null for the exact zero. */
  private static Expr order(GruntzSeries s) {
    return s.isEmpty() ? s.bound() : s.terms().getFirst().exponent();
  }

  GruntzSeries times(GruntzSeries a, GruntzSeries b, Expr cut) {
    if (a.isEmpty() && a.exact() || b.isEmpty() && b.exact()) {
      return new GruntzSeries(List.of(), null);
    }
    var bound = cut;
    if (a.bound() != null) {
      bound = min(bound, tidy.of(Exprs.add(a.bound(), order(b))));
    }
    if (b.bound() != null) {
      bound = min(bound, tidy.of(Exprs.add(b.bound(), order(a))));
    }
    var terms = new ArrayList<Term>();
    boolean dropped = false;
    for (var s : a.terms()) {
      for (var t : b.terms()) {
        budget.product();
        var e = tidy.of(Exprs.add(s.exponent(), t.exponent()));
        if (bound != null && compare(e, bound) >= 0) {
          dropped = true;
          continue;
        }
        terms.add(new Term(e, Exprs.mul(s.coefficient(), t.coefficient())));
      }
    }
    return collect(terms, dropped || a.bound() != null || b.bound() != null ? bound : null);
  }

  /** The series times c·ω^e. */
  GruntzSeries shifted(GruntzSeries s, Expr c, Expr e) {
    var terms = s.terms().stream()
        .map(t -> new Term(tidy.of(Exprs.add(t.exponent(), e)), tidy.of(Exprs.mul(c, t.coefficient())))).toList();
    return new GruntzSeries(terms.stream().filter(t -> !Exprs.isZero(t.coefficient())).toList(),
        s.bound() == null ? null : tidy.of(Exprs.add(s.bound(), e)));
  }

  /** Σ a(k)·t^k for a series t → 0, by its first n terms; {@code last} is the last k with a(k) ≠ 0, or −1. */
  GruntzSeries compose(IntFunction<Expr> a, GruntzSeries t, int n, int last) {
    var sum = constant(a.apply(0));
    if (t.isEmpty() && t.exact()) {
      return sum;
    }
    var order = order(t);
    if (compare(order, Exprs.ZERO) <= 0) {
      throw new GruntzUndecided("the argument of a series does not vanish");
    }
    boolean whole = last >= 0 && last < n;
    var cut = whole ? null : tidy.of(Exprs.mul(Exprs.num(n), order));
    var power = constant(Exprs.ONE);
    for (int k = 1; k < n && (!whole || k <= last); k++) {
      power = times(power, t, cut);
      sum = plus(sum, shifted(power, a.apply(k), Exprs.ZERO));
    }
    return whole ? sum : collect(sum.terms(), min(sum.bound(), cut));
  }
}
