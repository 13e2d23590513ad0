package org.gradus.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Random operations on intervals, each checked at points inside against exact rationals or 50 digits.
 *
 * <pre>
 * InclusionRun [operations] [seed]
 * </pre>
 *
 * Ends are drawn from corners (±0, subnormals, the largest numbers, ±∞, poles and kinks, huge arguments), from numbers of every
 * size, and from their neighbours.
 */
public final class InclusionRun {

  private static final double[] CORNERS = {0.0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
      -Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5, 2, -2,
      Math.PI, Math.PI / 2, -Math.PI / 2, 1.5 * Math.PI, 710, 709.78, -745.2, 1e15, 1e22, 1e300, 0x1p53, 0x1p1023, 3, -3,
      1.4616321449683623, 30, -30, 6, 27, Math.E, 1e-300, -1e-300, 1e-8};
  private static final List<String> ONE = List.of("exp", "log", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan",
      "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "abs", "sign", "floor", "ceil", "sigmoid", "softplus", "logsigmoid",
      "logit", "erf", "erfinv", "erfcx", "probit", "frac", "cbrt", "relu", "gelu", "silu", "coth", "sech", "softsign",
      "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "lambertw", "airyai", "airybiprime", "besselj0", "bessely1", "besseli1", "besselk0");
  private static final List<String> TWO = List.of("+", "-", "*", "/", "^", "max", "min", "atan2", "hypot", "int^", "root");

  private final SplittableRandom random;
  private final Evaluator<BigInterval> exact = new Evaluator<>(Exact.BIG);
  private final Evaluator<Interval> quick = new Evaluator<>(IntervalNumbers.INSTANCE);
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();

  private InclusionRun(long seed) {
    random = new SplittableRandom(seed);
  }

  public static void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    long start = System.nanoTime();
    var run = new InclusionRun(seed);
    for (int i = 0; i < n; i++) {
      run.one();
    }
    System.out.printf(Locale.ROOT, "%d operations, seed %d, %.0f s: %d violations%n%s%n", n, seed,
        (System.nanoTime() - start) / 1e9, run.violations.size(), run.counts);
    run.violations.stream().limit(40).forEach(System.out::println);
  }

  /** What went wrong in so many operations. */
  static List<String> violations(int operations, long seed) {
    var run = new InclusionRun(seed);
    for (int i = 0; i < operations; i++) {
      run.one();
    }
    return run.violations;
  }

  private double number() {
    double x = switch (random.nextInt(6)) {
      case 0, 1 -> CORNERS[random.nextInt(CORNERS.length)];
      case 2 -> random.nextInt(-20, 21) / 2.0;
      case 3 -> random.nextDouble(-4, 4);
      case 4 -> random.nextDouble(-900, 900);
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isNaN(any) ? 0 : any;
      }
    };
    return switch (random.nextInt(8)) {
      case 0 -> Math.nextUp(x);
      case 1 -> Math.nextDown(x);
      default -> x;
    };
  }

  private Interval interval() {
    double a = number();
    double b = switch (random.nextInt(4)) {
      case 0 -> a;
      case 1 -> Math.nextUp(a);
      default -> number();
    };
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    return Interval.of(low == Double.POSITIVE_INFINITY ? Double.MAX_VALUE : low,
        high == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : high);
  }

  /** Finite points of the interval. */
  private List<Double> inside(Interval x) {
    var points = new ArrayList<Double>();
    for (double p : new double[] {x.lower(), x.upper(), x.midpoint(), CORNERS[random.nextInt(CORNERS.length)], number()}) {
      if (Double.isFinite(p) && x.contains(p)) {
        points.add(p);
      }
    }
    return points.subList(0, Math.min(3, points.size()));
  }

  private void one() {
    if (random.nextInt(3) == 0) {
      var name = TWO.get(random.nextInt(TWO.size()));
      var x = interval();
      var y = interval();
      two(name, x, y);
    } else {
      var name = ONE.get(random.nextInt(ONE.size()));
      var x = interval();
      var e = Exprs.call(name, Exprs.sym("x"));
      check(name, e, Map.of("x", x));
    }
  }

  private void two(String name, Interval x, Interval y) {
    Expr a = Exprs.sym("x");
    Expr b = Exprs.sym("y");
    var e = switch (name) {
      case "+" -> Exprs.add(a, b);
      case "-" -> Exprs.sub(a, b);
      case "*" -> Exprs.mul(a, b);
      case "/" -> Exprs.div(a, b);
      case "^" -> Exprs.pow(a, b);
      case "int^" -> Exprs.pow(a, Exprs.num(random.nextInt(-9, 41)));
      case "root" -> Exprs.call("root", a, Exprs.num(random.nextInt(2, 10)));
      default -> Exprs.call(name, a, b);
    };
    check(name, e, Map.of("x", x, "y", y));
  }

  private void check(String name, Expr e, Map<String, Interval> box) {
    counts.merge(name, 1, Integer::sum);
    Interval image;
    try {
      image = quick.value(e, box);
    } catch (Unsupported _) {
      return;
    }
    for (double u : inside(box.get("x"))) {
      for (double v : box.containsKey("y") ? inside(box.get("y")) : List.of(0.0)) {
        BigInterval value;
        try {
          value = exact.value(e, Map.of("x", BigInterval.exactly(Rational.of(u)), "y", BigInterval.exactly(Rational.of(v))));
        } catch (Unsupported | ArithmeticException _) {
          continue; // too large for the decimals
        }
        boolean held = Exact.holds(image, value);
        boolean claimed = image.definedness() != Definedness.DEFINED_EVERYWHERE
            || value.definedness() != Definedness.CERTAINLY_UNDEFINED;
        if (!held || !claimed) {
          violations.add(name + " over " + box + " = " + image + " " + image.definedness() + ", at " + u + ", " + v + ": " + value);
        }
      }
    }
  }
}
