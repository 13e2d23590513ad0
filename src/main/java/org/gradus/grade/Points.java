package org.gradus.grade;

import java.util.ArrayList;
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
import org.gradus.numeric.Truth;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;

/**
 * The points at which a gradient is compared, the same for everyone and in every run: random values with three decimals
 * inside the assignment's domains, where function and gradient are defined; and the right gradient there.
 */
final class Points {

  private static final int DIGITS = 30;
  private static final int TRIES = 2_000;

  /**
   * A point.
   *
   * @param parameters in the assignment's order
   * @param inputs     in the assignment's order
   * @param gradient   the right one
   * @param scale      of each component: its size, and how much it changes with its arguments' relative rounding
   */
  record Sample(double[] parameters, double[] inputs, double[] gradient, double[] scale) {}

  private Points() {}

  /** The points of an item. Throws where the function has none. */
  static List<Sample> of(Item item, Assignment assignment) throws GradingException {
    var target = (Item.Gradient) item.target();
    var function = Requests.read(target.function()).expr();
    var names = new ArrayList<String>(target.parameters());
    names.addAll(target.inputs());
    for (var s : Trees.freeSymbols(function)) {
      if (!names.contains(s.name())) {
        throw new GradingException("item " + item.id() + ": " + s + " is neither among the parameters nor among the inputs");
      }
    }
    var slopes = target.parameters().stream().map(p -> Derivatives.of(function, Exprs.sym(p), 1)).toList();
    var assumed = about(names, Assumed.parse(assignment.assume()));
    var random = new SplittableRandom(item.id().hashCode());
    var samples = new ArrayList<Sample>();
    var evaluator = new PointEvaluator(DIGITS);
    for (int i = 0; i < TRIES && samples.size() < target.samples(); i++) {
      var point = new LinkedHashMap<String, Rational>();
      for (var name : names) {
        point.put(name, value(name, assumed, random));
      }
      if (assumed.relations().stream().allMatch(r -> evaluator.truth(r, point) == Truth.TRUE)) {
        sample(names, target, slopes, point, evaluator).ifPresent(samples::add);
      }
    }
    if (samples.size() < target.samples()) {
      throw new GradingException("item " + item.id() + ": no " + target.samples() + " points with a gradient were found in the domain");
    }
    return samples;
  }

  /** What is assumed of these names alone. */
  private static Assumed about(List<String> names, Assumed all) {
    return new Assumed(all.relations().stream()
        .filter(r -> Trees.freeSymbols(r).stream().allMatch(s -> names.contains(s.name()))).toList(), all.integers());
  }

  private static Rational value(String name, Assumed assumed, SplittableRandom random) {
    var values = new LinkedHashSet<Rational>();
    for (var r : assumed.relations()) {
      Trees.any(r, x -> {
        if (x instanceof Expr.Rel e && e.op() == RelOp.EQ && e.lhs().equals(Exprs.sym(name)) && e.rhs() instanceof Expr.Num n) {
          values.add(n.value());
        }
        return false;
      });
    }
    if (!values.isEmpty()) {
      return List.copyOf(values).get(random.nextInt(values.size()));
    }
    return assumed.integers().contains(name) ? Rational.of(random.nextInt(-5, 6)) : Rational.of(random.nextInt(-2000, 2001), 1000);
  }

  private static Optional<Sample> sample(List<String> names, Item.Gradient target, List<Expr> slopes,
      Map<String, Rational> point, PointEvaluator evaluator) {
    int n = slopes.size();
    var gradient = new double[n];
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      var value = evaluator.enclose(slopes.get(i), point);
      if (!value.isDefined()) {
        return Optional.empty();
      }
      gradient[i] = value.middle().doubleValue();
      scale[i] = Math.abs(gradient[i]);
      for (var name : names) { // first-order effect of rounding each argument
        var nudged = new LinkedHashMap<>(point);
        nudged.put(name, point.get(name).times(Rational.of(1_000_001, 1_000_000)));
        var there = evaluator.enclose(slopes.get(i), nudged);
        if (there.isDefined()) {
          scale[i] += Math.abs(there.middle().doubleValue() - gradient[i]) * 1e6;
        }
      }
    }
    int p = target.parameters().size();
    var all = names.stream().mapToDouble(x -> point.get(x).doubleValue()).toArray();
    return Optional.of(new Sample(java.util.Arrays.copyOf(all, p), java.util.Arrays.copyOfRange(all, p, all.length), gradient, scale));
  }
}
