package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * That a difference of sums is not negative: by the signs of its terms, by the inequality of Cauchy and Schwarz,
 * (Σ f)² ≤ Σ g · Σ h where g, h ≥ 0 and f² = gh (Steele 2004, chapter 1), or because the square of one part is at most the
 * square of the other.
 */
final class SumBounds {

  private static final int MAX_SQUARES = 2;
  private static final int MAX_TERMS = 24;

  private final Normalizer normalizer;
  private final Decision decision;
  private final Signs signs;

  SumBounds(Normalizer normalizer, Decision decision) {
    this.decision = decision;
    this.normalizer = normalizer;
    this.signs = normalizer.signs();
  }

  /** How it was proved, in words; null if it was not. */
  String prove(Expr difference, boolean strict) {
    var d = normalizer.of(difference);
    var known = signs.of(d);
    if (known == Signs.Known.POSITIVE || known == Signs.Known.NONNEGATIVE && !strict) {
      return "signs of the terms, for all sizes";
    }
    if (!strict && decision.notNegative(d)) {
      return "the kernel, under the sum, for all sizes";
    }
    return !strict && notNegative(d, 0) ? "the inequality of Cauchy and Schwarz, for all sizes" : null;
  }

  private boolean notNegative(Sop d, int squares) {
    if (d.isZero() || signs.of(d) != Signs.Known.UNKNOWN) {
      return true;
    }
    if (d.size() > MAX_TERMS) {
      return false;
    }
    var negative = Sop.ZERO;
    var positive = Sop.ZERO;
    for (var t : d.terms().entrySet()) {
      var term = Sop.of(t.getKey(), t.getValue());
      if (t.getValue().signum() < 0) {
        negative = negative.minus(term);
      } else {
        positive = positive.plus(term);
      }
    }
    if (negative.single() != null && cauchySchwarz(positive, negative)) {
      return true;
    }
    return squares < MAX_SQUARES && signs.of(positive) != Signs.Known.UNKNOWN && notNegative(
        normalizer.of(Exprs.sub(Exprs.pow(positive.toExpr(), 2), Exprs.pow(negative.toExpr(), 2))), squares + 1);
  }

  /** Whether c·R·(Σ f)² is at most the positive part. */
  private boolean cauchySchwarz(Sop positive, Sop negative) {
    var product = negative.single();
    for (var e : product.exponents().entrySet()) {
      var rest = product.without(e.getKey());
      if (!(e.getKey() instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM || !e.getValue().equals(Rational.of(2))
          || signs.of(rest) == Signs.Known.UNKNOWN) {
        continue;
      }
      var factor = Exprs.mul(Exprs.num(negative.terms().get(product)), rest.toExpr());
      for (var g : sums(positive)) {
        var h = quotient(b, g);
        if (h != null && notBelow(positive, Exprs.mul(factor, g, h))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean notBelow(Sop positive, Expr bound) {
    var left = normalizer.of(Exprs.sub(positive.toExpr(), bound));
    return left.isZero() || signs.of(left) != Signs.Known.UNKNOWN;
  }

  /** The sums that are factors of terms, and Σ 1 where there is none. */
  private static Set<Expr.Big> sums(Sop s) {
    var found = new LinkedHashSet<Expr.Big>();
    for (var p : s.ordered()) {
      for (var g : p.generators()) {
        if (g instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
          found.add(b);
        }
      }
    }
    return found;
  }

  /** Σ f²/g over the same ranges, where g and it have no negative terms; null otherwise. */
  private Expr quotient(Expr.Big f, Expr.Big g) {
    var inF = new Nest(f);
    var inG = new Nest(g);
    if (!inF.ranges.equals(inG.ranges)) {
      return null;
    }
    var names = new LinkedHashMap<Expr, Expr>();
    for (int i = 0; i < inF.indices.size(); i++) {
      names.put(inG.indices.get(i), inF.indices.get(i));
    }
    var body = normalizer.of(inF.body);
    var other = normalizer.of(renamed(inG.body, names));
    if (body.single() == null || other.single() == null || other.terms().get(other.single()).signum() < 0
        || signs.of(other.single()) == Signs.Known.UNKNOWN) {
      return null;
    }
    var c = body.terms().get(body.single());
    var over = body.single().pow(Rational.of(2)).times(other.single().pow(Rational.MINUS_ONE));
    if (signs.of(over) == Signs.Known.UNKNOWN || over.exponents().values().stream().anyMatch(n -> n.signum() < 0)) {
      return null;
    }
    Expr result = Exprs.mul(Exprs.num(c.times(c).dividedBy(other.terms().get(other.single()))), over.toExpr());
    for (int i = inF.indices.size() - 1; i >= 0; i--) {
      result = Exprs.sum(result, inF.indices.get(i), inF.ranges.get(i).lower(), inF.ranges.get(i).upper());
    }
    return result;
  }

  private static Expr renamed(Expr e, Map<Expr, Expr> names) {
    return Trees.substitute(e, names);
  }

  /** Sums in sums, taken apart. */
  private static final class Nest {
    final List<Expr.Sym> indices = new ArrayList<>();
    final List<Range> ranges = new ArrayList<>();
    Expr body;

    Nest(Expr e) {
      body = e;
      while (body instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
        indices.add(b.index());
        ranges.add(new Range(b.lower(), b.upper()));
        body = b.body();
      }
    }
  }
}
