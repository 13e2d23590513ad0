package org.gradus.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;
import org.gradus.verify.Assumed;

/**
 * Points at which a gradient is compared, the same in every run: random values with three decimals inside the domains,
 * where function and gradient are defined, and the exact gradient there. For a function with kinks a share of the values
 * is 0, so that some points lie on them.
 */
public final class Samples {

  private static final int DIGITS = 30;
  private static final int TRIES = 2_000;
  private static final Rational NEARBY = Rational.of(1, 1_000_000_000);
  private static final int DIRECTIONS = 16;

  private final Expr function;
  private final List<String> parameters;
  private final List<String> names;
  private final List<Expr> slopes;
  private final Domain domain;
  private final boolean kinks;
  private final PointEvaluator evaluator = new PointEvaluator(DIGITS);

  private Samples(Expr function, List<String> parameters, List<String> inputs, Assumed assumed) {
    this.function = Derivatives.carryOut(function);
    this.parameters = List.copyOf(parameters);
    var all = new ArrayList<>(parameters);
    all.addAll(inputs);
    names = List.copyOf(all);
    for (var s : Trees.freeSymbols(function)) {
      if (!names.contains(s.name())) {
        throw new IllegalArgumentException(s + " is neither among the parameters nor among the inputs");
      }
    }
    slopes = parameters.stream().map(p -> Derivatives.of(function, Exprs.sym(p), 1)).toList();
    domain = new Domain(names, assumed);
    kinks = slopes.stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Cases
        || x instanceof Expr.Call c && List.of("sign", "abs", "max", "min", "relu").contains(c.function().name())));
  }

  /**
   * The points.
   *
   * @param function   of the parameters and inputs alone
   * @param parameters by which it is differentiated
   * @param inputs     the other variables
   * @param seed       the same seed gives the same points
   * @throws IllegalArgumentException for another variable, and where so many points are not found
   * @throws ArithmeticException if the function cannot be differentiated
   */
  public static List<Sample> of(Expr function, List<String> parameters, List<String> inputs, Assumed assumed, int count, long seed) {
    return new Samples(function, parameters, inputs, assumed).draw(count, new SplittableRandom(seed));
  }

  /**
   * The gradient of another function at points that were drawn before; empty where it has none at one of them.
   *
   * @throws IllegalArgumentException for another variable
   * @throws ArithmeticException if the function cannot be differentiated
   */
  public static Optional<List<Sample>> at(Expr function, List<String> parameters, List<String> inputs, Assumed assumed, List<Sample> points) {
    var samples = new Samples(function, parameters, inputs, assumed);
    var random = new SplittableRandom(points.size());
    var all = points.stream().map(p -> samples.sample(ValueSamples.values(p, parameters, inputs), random)).toList();
    return all.stream().allMatch(Optional::isPresent) ? Optional.of(all.stream().map(Optional::get).toList()) : Optional.empty();
  }

  private List<Sample> draw(int count, SplittableRandom random) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < TRIES && samples.size() < count; i++) {
      var point = new LinkedHashMap<String, Rational>();
      boolean special = kinks && samples.size() % 4 == 3;
      for (var name : names) {
        var value = domain.value(name, random);
        point.put(name, special && random.nextBoolean() ? Rational.ZERO : value);
      }
      if (domain.contains(point, evaluator)) {
        sample(point, random).ifPresent(samples::add);
      }
    }
    if (samples.size() < count) {
      throw new IllegalArgumentException("no " + count + " points with a gradient were found in the domain");
    }
    return samples;
  }

  private Optional<Sample> sample(Map<String, Rational> point, SplittableRandom random) {
    int n = slopes.size();
    var low = new double[n];
    var high = new double[n];
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      var value = evaluator.enclose(slopes.get(i), point);
      if (!value.isKnown()) {
        return kinks ? onKink(point, random) : Optional.empty();
      }
      low[i] = value.middle().doubleValue();
      high[i] = low[i];
      scale[i] = Math.abs(low[i]);
      for (var name : names) { // first-order effect of rounding each argument
        var nudged = new LinkedHashMap<>(point);
        nudged.put(name, point.get(name).times(Rational.of(1_000_001, 1_000_000)));
        var there = evaluator.enclose(slopes.get(i), nudged);
        if (there.isDefined()) {
          scale[i] += Math.abs(there.middle().doubleValue() - low[i]) * 1e6;
        }
      }
    }
    // a convention gives the slope at a kink a value; what the sides say is as right
    return kinks && point.containsValue(Rational.ZERO) ? onKink(point, random).map(hull -> wider(hull, low, scale))
        : Optional.of(new Sample(values(point, true), values(point, false), low, high, scale));
  }

  private static Sample wider(Sample hull, double[] value, double[] scale) {
    for (int i = 0; i < value.length; i++) {
      if (Math.abs(hull.high()[i] - hull.low()[i]) < 1e-6 * (1 + scale[i])) {
        hull.low()[i] = value[i];
        hull.high()[i] = value[i];
        hull.scale()[i] = scale[i];
      }
    }
    return hull;
  }

  private Optional<Sample> onKink(Map<String, Rational> point, SplittableRandom random) {
    if (!evaluator.enclose(function, point).isDefined()) {
      return Optional.empty();
    }
    int n = slopes.size();
    var low = new double[n];
    var high = new double[n];
    var scale = new double[n];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    int seen = 0;
    for (int d = 0; d < DIRECTIONS; d++) {
      var there = new LinkedHashMap<String, Rational>();
      point.forEach((name, x) -> there.put(name, x.plus(NEARBY.times(Rational.of(random.nextInt(-1000, 1001) * 2L + 1)))));
      var values = slopes.stream().map(s -> evaluator.enclose(s, there)).toList();
      if (domain.contains(there, evaluator) && values.stream().allMatch(v -> v.isKnown())) {
        seen++;
        for (int i = 0; i < n; i++) {
          double v = values.get(i).middle().doubleValue();
          low[i] = Math.min(low[i], v);
          high[i] = Math.max(high[i], v);
        }
      }
    }
    if (seen < DIRECTIONS / 2) {
      return Optional.empty();
    }
    for (int i = 0; i < n; i++) {
      // the neighbours are a little away
      double margin = 1e-5 * (1 + Math.max(Math.abs(low[i]), Math.abs(high[i])));
      low[i] -= margin;
      high[i] += margin;
      scale[i] = Math.max(Math.abs(low[i]), Math.abs(high[i]));
    }
    return Optional.of(new Sample(values(point, true), values(point, false), low, high, scale));
  }

  private double[] values(Map<String, Rational> point, boolean ofParameters) {
    return names.stream().filter(x -> parameters.contains(x) == ofParameters).mapToDouble(x -> point.get(x).doubleValue()).toArray();
  }

  /** The domains of the names, and how to draw from them. */
  private static final class Domain {

    private static final int USUAL = 2_000;
    private final Assumed assumed;
    private final Map<String, Rational> least = new LinkedHashMap<>();
    private final Map<String, Rational> most = new LinkedHashMap<>();

    Domain(List<String> names, Assumed all) {
      assumed = new Assumed(all.relations().stream()
          .filter(r -> Trees.freeSymbols(r).stream().allMatch(s -> names.contains(s.name()))).toList(), all.integers());
      for (var relation : assumed.relations()) {
        if (relation instanceof Expr.Rel r) {
          bound(r.lhs(), r.op(), r.rhs());
          bound(r.rhs(), r.op().flip(), r.lhs());
        }
      }
    }

    private void bound(Expr x, RelOp op, Expr to) {
      if (x instanceof Expr.Sym s && to instanceof Expr.Num n) {
        switch (op) {
          case GT, GE -> least.merge(s.name(), n.value(), (a, b) -> a.compareTo(b) > 0 ? a : b);
          case LT, LE -> most.merge(s.name(), n.value(), (a, b) -> a.compareTo(b) < 0 ? a : b);
          case EQ, NE, APPROX -> { }
        }
      }
    }

    boolean contains(Map<String, Rational> point, PointEvaluator evaluator) {
      return assumed.relations().stream().allMatch(r -> evaluator.truth(r, point).isCertainlyTrue());
    }

    Rational value(String name, SplittableRandom random) {
      var values = values(name);
      if (!values.isEmpty()) {
        return values.get(random.nextInt(values.size()));
      }
      if (assumed.integers().contains(name)) {
        var from = least.getOrDefault(name, Rational.of(-5));
        return from.plus(Rational.of(random.nextInt(0, 11)));
      }
      var low = least.get(name);
      var high = most.get(name);
      var usual = Rational.of(random.nextInt(-USUAL, USUAL + 1), 1000);
      if (low == null && high == null || inside(low, usual, high)) {
        return usual;
      }
      var from = low != null ? low : high.minus(Rational.of(2));
      var to = high != null ? high : low.plus(Rational.of(2));
      return from.plus(to.minus(from).times(Rational.of(random.nextInt(0, USUAL + 1), USUAL)));
    }

    private static boolean inside(Rational low, Rational x, Rational high) {
      return (low == null || low.compareTo(x) < 0) && (high == null || x.compareTo(high) < 0);
    }

    private List<Rational> values(String name) {
      var values = new LinkedHashSet<Rational>();
      for (var r : assumed.relations()) {
        Trees.any(r, x -> {
          if (x instanceof Expr.Rel e && e.op() == RelOp.EQ && e.lhs().equals(Exprs.sym(name)) && e.rhs() instanceof Expr.Num n) {
            values.add(n.value());
          }
          return false;
        });
      }
      return List.copyOf(values);
    }
  }
}
