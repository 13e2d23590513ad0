package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.FieldNumbers;
import org.gradus.numeric.Sampler;
import org.gradus.numeric.Unsupported;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.Binary64Field;

/**
 * Tells in doubles whether a candidate can hold at all: fast, and never the last word. Index letters are given small
 * numbers and components values of their own.
 */
final class Screen {

  /** Points looked at for an equality. */
  static final int POINTS = 5;

  /** Points looked at for an inequality, which may fail in few places only. */
  static final int MANY = 60;

  private static final double TOLERANCE = 1e-8;
  private static final int LARGEST_INDEX = 4;
  /** A Kronecker delta may come in with a candidate. */
  private static final Map<String, Binary64> DELTAS = deltas();

  private final RelOp op;
  private final double tolerance;
  private final List<Map<String, Binary64>> points = new ArrayList<>();
  private final Evaluator<Binary64> evaluator = new Evaluator<>(FieldNumbers.like(Binary64Field.getInstance().getZero()));
  private final double[] left;
  private final double[] right;

  /** @param rounded whether the step speaks of rounded numbers, so that near is near enough here */
  Screen(RelOp op, Expr left, Expr right, Domain domain, boolean rounded) {
    this.op = op;
    this.tolerance = rounded ? 0.02 : TOLERANCE;
    var indices = new LinkedHashSet<String>();
    var bases = new HashMap<String, int[]>();
    look(left, Set.of(), indices, bases);
    look(right, Set.of(), indices, bases);
    var names = domain.variables().stream().filter(n -> !indices.contains(n)).toList();
    int count = op == RelOp.EQ || op == RelOp.APPROX ? POINTS : MANY;
    var laid = Sampler.points(List.of(left, right), new Domain(names, domain.constraints(), domain.integers()), 2 * count);
    // the first points are the readable ones, where different things are equal by chance: keep the last
    for (int k = Math.max(0, laid.size() - count); k < laid.size(); k++) {
      var p = laid.get(k);
      var env = new HashMap<String, Binary64>();
      p.forEach((name, x) -> env.put(name, new Binary64(x.doubleValue())));
      int i = k;
      for (var index : indices) {
        env.put(index, new Binary64(1 + i++ % 3));
      }
      int shift = k;
      bases.forEach((base, sizes) -> components(base, sizes, shift, env));
      if (!bases.containsKey("delta")) {
        env.putAll(DELTAS);
      }
      points.add(env);
    }
    this.left = values(left);
    this.right = values(right);
  }

  private static void look(Expr e, Set<Expr.Sym> bound, Set<String> indices, Map<String, int[]> bases) {
    if (e instanceof Expr.Indexed || e instanceof Expr.Call c && c.is("delta")) {
      if (e instanceof Expr.Indexed x) {
        bases.put(x.base(), new int[] {x.sub().size(), x.sup().size()});
      }
      for (var s : Trees.freeSymbols(e)) {
        if (!bound.contains(s)) {
          indices.add(s.name());
        }
      }
    }
    var inner = bound;
    if (e instanceof Expr.Big b) {
      inner = new LinkedHashSet<>(bound);
      inner.add(b.index());
    }
    for (var c : Trees.children(e)) {
      look(c, inner, indices, bases);
    }
  }

  private static Map<String, Binary64> deltas() {
    var all = new HashMap<String, Binary64>();
    for (int i = 1; i <= LARGEST_INDEX; i++) {
      for (int j = 1; j <= LARGEST_INDEX; j++) {
        var name = Exprs.indexed("delta", List.of(Exprs.num(i), Exprs.num(j)), List.of());
        all.put(name.toString(), i == j ? Binary64.ONE : Binary64.ZERO);
      }
    }
    return Map.copyOf(all);
  }

  private static void components(String base, int[] sizes, int shift, Map<String, Binary64> env) {
    int n = sizes[0] + sizes[1];
    int count = (int) Math.pow(LARGEST_INDEX, Math.min(n, 3));
    for (int c = 0; c < count && n <= 3; c++) {
      var sub = new ArrayList<Expr>();
      var sup = new ArrayList<Expr>();
      int rest = c;
      for (int i = 0; i < n; i++) {
        (i < sizes[0] ? sub : sup).add(Exprs.num(1 + rest % LARGEST_INDEX));
        rest /= LARGEST_INDEX;
      }
      // any fixed values without pattern will do
      double value = 0.2 + Math.floorMod((base.hashCode() * 31L + c) * 2654435761L + shift * 40503L, 1009) / 800.0;
      env.put(Exprs.indexed(base, sub, sup).toString(), new Binary64(value));
    }
  }

  /** The values at the points; NaN where there is none; null where the expression cannot be evaluated in doubles. */
  double[] values(Expr e) {
    var found = new double[points.size()];
    for (int i = 0; i < found.length; i++) {
      try {
        found[i] = evaluator.value(e, points.get(i)).getReal();
      } catch (Unsupported | ArithmeticException _) {
        return null;
      }
    }
    return found;
  }

  double[] left() {
    return left;
  }

  double[] right() {
    return right;
  }

  /** Whether the points tell anything. */
  boolean isUseful() {
    return left != null && right != null && !points.isEmpty();
  }

  /** Whether the relation may hold with another left side. */
  boolean mayHoldWithLeft(Expr e) {
    var value = isUseful() ? values(e) : null;
    return !isUseful() || isDefined(value, left) && compare(value, right);
  }

  /** Whether the relation may hold with another right side. */
  boolean mayHoldWithRight(Expr e) {
    var value = isUseful() ? values(e) : null;
    return !isUseful() || isDefined(value, right) && compare(left, value);
  }

  /** Whether it has a value where the old one had: what is true because it is undefined is no help. */
  private static boolean isDefined(double[] value, double[] old) {
    for (int i = 0; value != null && i < value.length; i++) {
      if (!Double.isFinite(value[i]) && Double.isFinite(old[i])) {
        return false;
      }
    }
    return value != null;
  }

  /** Whether two expressions may be equal. */
  boolean mayBeEqual(Expr a, Expr b) {
    var x = values(a);
    var y = values(b);
    return x == null || y == null || close(x, y);
  }

  private boolean compare(double[] a, double[] b) {
    if (a == null || b == null) {
      return false; // a name has come in that nothing here has a value for
    }
    if (op == RelOp.EQ || op == RelOp.APPROX) {
      return close(a, b);
    }
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i]) && !holds(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(double a, double b) {
    double slack = tolerance * (1 + Math.abs(a));
    return switch (op) {
      case LT, LE -> a <= b + slack;
      case GT, GE -> a >= b - slack;
      case NE -> a != b;
      case EQ, APPROX -> Math.abs(a - b) <= slack;
    };
  }

  private boolean close(double[] a, double[] b) {
    int seen = 0;
    for (int i = 0; i < a.length; i++) {
      if (Double.isNaN(a[i]) != Double.isNaN(b[i])) {
        continue;
      }
      if (!Double.isNaN(a[i])) {
        seen++;
        double size = Math.max(Math.abs(a[i]), Math.abs(b[i]));
        if (Math.abs(a[i] - b[i]) > tolerance * (tolerance > TOLERANCE ? size : 1 + size)) {
          return false;
        }
      }
    }
    return seen > 0;
  }
}
