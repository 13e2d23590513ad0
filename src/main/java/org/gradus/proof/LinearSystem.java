package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * Linear inequalities over the rationals, decided by Fourier–Motzkin elimination (Motzkin 1936). Whatever the
 * variables stand for: if the linear system has no solution, the original one has none.
 */
final class LinearSystem {

  /** With more inequalities the elimination gives up. */
  static final int MAX_ROWS = 160;

  /**
   * Σ aᵢ·vᵢ + c ≥ 0, or > 0 if strict.
   *
   * @param origin the sum of the rows given, each times its number, that this one is; null where nobody asks
   */
  record Row(TreeMap<String, Rational> coefficients, Rational constant, boolean strict, TreeMap<Integer, Rational> origin) {}

  private final List<Row> rows = new ArrayList<>();
  private final boolean explained;

  LinearSystem() {
    this(false);
  }

  /** With explanations it can tell which rows contradict each other. */
  LinearSystem(boolean explained) {
    this.explained = explained;
  }

  int size() {
    return rows.size();
  }

  void add(Map<String, Rational> coefficients, Rational constant, boolean strict) {
    var map = new TreeMap<>(coefficients);
    map.values().removeIf(Rational::isZero);
    TreeMap<Integer, Rational> origin = explained ? new TreeMap<>(Map.of(rows.size(), Rational.ONE)) : null;
    rows.add(new Row(map, constant, strict, origin));
  }

  void addEquation(Map<String, Rational> coefficients, Rational constant) {
    add(coefficients, constant, false);
    var negated = new TreeMap<String, Rational>();
    coefficients.forEach((k, v) -> negated.put(k, v.negate()));
    add(negated, constant.negate(), false);
  }

  /** True only if no assignment satisfies all rows; false also when it would take too long to know. */
  boolean infeasible() {
    return contradiction() != null;
  }

  /** A row without variables that follows and does not hold; null if there is none or it would take too long to find. */
  Row contradiction() {
    var current = new ArrayList<>(rows);
    while (true) {
      var next = new ArrayList<Row>();
      for (var row : current) {
        if (!row.coefficients().isEmpty()) {
          next.add(row);
        } else if (row.constant().signum() < 0 || row.strict() && row.constant().isZero()) {
          return row;
        }
      }
      if (next.isEmpty() || next.size() > MAX_ROWS) {
        return null;
      }
      current = eliminate(next, cheapest(next));
      if (current == null) {
        return null;
      }
    }
  }

  private static String cheapest(List<Row> rows) {
    var up = new TreeMap<String, int[]>();
    for (var row : rows) {
      row.coefficients().forEach((v, a) -> up.computeIfAbsent(v, k -> new int[2])[a.signum() > 0 ? 0 : 1]++);
    }
    String best = null;
    int cost = Integer.MAX_VALUE;
    for (var e : up.entrySet()) {
      int c = e.getValue()[0] * e.getValue()[1] - e.getValue()[0] - e.getValue()[1];
      if (c < cost) {
        cost = c;
        best = e.getKey();
      }
    }
    return best;
  }

  private static ArrayList<Row> eliminate(List<Row> rows, String v) {
    var lower = new ArrayList<Row>();
    var upper = new ArrayList<Row>();
    var rest = new ArrayList<Row>();
    for (var row : rows) {
      var a = row.coefficients().get(v);
      (a == null ? rest : a.signum() > 0 ? lower : upper).add(row);
    }
    if (rest.size() + (long) lower.size() * upper.size() > 4L * MAX_ROWS) {
      return null;
    }
    for (var l : lower) {
      for (var u : upper) {
        rest.add(combine(l, u, v));
      }
    }
    return rest;
  }

  private static Row combine(Row l, Row u, String v) {
    var a = l.coefficients().get(v);
    var b = u.coefficients().get(v).negate();
    var sum = new TreeMap<String, Rational>();
    l.coefficients().forEach((k, x) -> sum.put(k, x.times(b)));
    u.coefficients().forEach((k, x) -> sum.merge(k, x.times(a), Rational::plus));
    sum.values().removeIf(Rational::isZero);
    TreeMap<Integer, Rational> origin = null;
    if (l.origin() != null) {
      origin = new TreeMap<>();
      for (var e : l.origin().entrySet()) {
        origin.put(e.getKey(), e.getValue().times(b));
      }
      for (var e : u.origin().entrySet()) {
        origin.merge(e.getKey(), e.getValue().times(a), Rational::plus);
      }
    }
    return new Row(sum, l.constant().times(b).plus(u.constant().times(a)), l.strict() || u.strict(), origin);
  }
}
