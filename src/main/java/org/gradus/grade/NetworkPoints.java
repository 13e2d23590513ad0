package org.gradus.grade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.GradientCheck;
import org.gradus.engine.Network;
import org.gradus.engine.NetworkSpec;
import org.gradus.gradient.Sample;

/**
 * Points for a network: parameters and examples with three decimals, drawn from a seed, and the gradient that the engine's
 * backward pass gives there. Finite differences of the running network have to agree with it, parameter by parameter; a
 * point on a kink is drawn again.
 */
final class NetworkPoints {

  /** So many parameters are compared one by one, and their conditions found by as many backward passes. */
  static final int MAX_PARAMETERS = 5_000;

  /** Numbers that a submission has to write down. */
  static final int MAX_NUMBERS = 50_000;

  private static final int TRIES = 50;
  private static final double NUDGE = 1e-6;

  private final Item.Net target;
  private final NetworkLayout layout;
  private final CompiledNetwork engine;

  private NetworkPoints(Item.Net target) {
    this.target = target;
    layout = new NetworkLayout(target.spec());
    engine = CompiledNetwork.of(target.spec(), target.l2());
  }

  /** @throws IllegalArgumentException in words, where the network is too large or no such points are found */
  static Published of(Item.Net target, long seed) {
    var points = new NetworkPoints(target);
    if (points.layout.size() > MAX_PARAMETERS || points.layout.size() * target.samples() > MAX_NUMBERS) {
      throw new IllegalArgumentException("the network has " + points.layout.size() + " parameters; at " + target.samples()
          + " points there may be " + Math.min(MAX_PARAMETERS, MAX_NUMBERS / target.samples()));
    }
    var random = new SplittableRandom(seed);
    var samples = new ArrayList<Sample>();
    var shown = new ArrayList<Map<String, Object>>();
    for (int i = 0; samples.size() < target.samples(); i++) {
      if (i == TRIES + target.samples()) {
        throw new IllegalArgumentException("no " + target.samples() + " points without kinks were found");
      }
      points.draw(random, samples, shown);
    }
    return new Published(points.layout.names(), samples, shown, points.layout);
  }

  private void draw(SplittableRandom random, List<Sample> samples, List<Map<String, Object>> shown) {
    var spec = target.spec();
    var theta = Arrays.stream(Network.random(spec, random.nextLong()).flat()).map(NetworkPoints::rounded).toArray();
    var x = new double[target.examples()][spec.size(1)];
    var y = new double[target.examples()][];
    for (int i = 0; i < x.length; i++) {
      Arrays.setAll(x[i], _ -> rounded(random.nextDouble(-2, 2)));
      y[i] = label(spec, random);
    }
    var check = GradientCheck.run(engine, theta, x, y);
    if (check.count(GradientCheck.Status.DIFFERS) > 0) {
      throw new IllegalArgumentException("finite differences of the network disagree with its backward pass at " + check.name(check.worst()));
    }
    if (check.count(GradientCheck.Status.KINK) > 0) {
      return;
    }
    var gradient = check.gradients().clone();
    samples.add(new Sample(theta, inputs(x, y), gradient, gradient, scale(theta, x, y, gradient)));
    var point = new LinkedHashMap<>(Published.plain(samples.getLast()));
    point.putAll(layout.named(theta));
    point.put("x", x);
    point.put("y", y);
    shown.add(point);
  }

  private static double rounded(double x) {
    return Math.rint(x * 1000) / 1000;
  }

  private static double[] label(NetworkSpec spec, SplittableRandom random) {
    var y = new double[spec.size(spec.layers())];
    switch (spec.loss().labels()) {
      case REAL -> Arrays.setAll(y, _ -> rounded(random.nextDouble(-1, 1)));
      case ZERO_OR_ONE -> Arrays.setAll(y, _ -> random.nextInt(2));
      case PLUS_MINUS_ONE -> Arrays.setAll(y, _ -> 2 * random.nextInt(2) - 1);
      case ONE_HOT -> y[random.nextInt(y.length)] = 1;
    }
    return y;
  }

  /** Example after example, its inputs and then its labels. */
  private static double[] inputs(double[][] x, double[][] y) {
    var all = new ArrayList<Double>();
    for (int i = 0; i < x.length; i++) {
      Arrays.stream(x[i]).forEach(all::add);
      Arrays.stream(y[i]).forEach(all::add);
    }
    return all.stream().mapToDouble(v -> v).toArray();
  }

  /** Of each component: its size, and what the relative rounding of every parameter, input and label does to it. */
  private double[] scale(double[] theta, double[][] x, double[][] y, double[] gradient) {
    var scale = Arrays.stream(gradient).map(Math::abs).toArray();
    for (var values : values(theta, x, y)) {
      for (int i = 0; i < values.length; i++) {
        double before = values[i];
        values[i] = before * (1 + NUDGE);
        var moved = new double[gradient.length];
        engine.gradient(theta, engine.batch(x, y), moved);
        values[i] = before;
        for (int p = 0; p < scale.length; p++) {
          scale[p] += Math.abs(moved[p] - gradient[p]) / NUDGE;
        }
      }
    }
    return scale;
  }

  private static List<double[]> values(double[] theta, double[][] x, double[][] y) {
    var all = new ArrayList<double[]>();
    all.add(theta);
    all.addAll(List.of(x));
    all.addAll(List.of(y));
    return all;
  }
}
