package org.gradus.analysis;

import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Truth;

/**
 * Looks for a chord that passes below the graph: two points of the domain and the middle between them, where
 * f(middle) > (f(a) + f(b))/2 by enclosures. That refutes convexity, and anyone can check it.
 */
public final class Chords {

  /** Pairs of points that are tried. */
  public static final int MAX_PAIRS = 3000;
  private static final int DIGITS = 30;

  /** A chord below the graph. */
  public record Chord(Map<String, Rational> a, Map<String, Rational> b, Map<String, Rational> middle, String value, String mean) {
    public String text() {
      return "the chord from " + point(a) + " to " + point(b) + " lies below the graph in the middle";
    }

    private static String point(Map<String, Rational> p) {
      var words = new ArrayList<String>();
      p.forEach((x, v) -> words.add(x + " = " + v));
      return words.isEmpty() ? "here" : String.join(", ", words);
    }
  }

  private Chords() {}

  /**
   * A chord below the graph of f.
   *
   * @param moving the variables along which the chord runs; all other symbols of f keep one value
   * @param fixed the other symbols
   * @param counts whether a chord that was found may be used
   */
  public static Optional<Chord> below(Expr f, List<String> moving, List<String> fixed, List<Expr> constraints, Predicate<Chord> counts) {
    var random = new Random(20260101);
    for (int i = 0; i < MAX_PAIRS; i++) {
      double scale = SCALES[i % SCALES.length];
      var a = new LinkedHashMap<String, Rational>();
      var b = new LinkedHashMap<String, Rational>();
      for (var x : fixed) {
        var v = i % 3 == 0 ? Rational.of(random.nextInt(3) - 1) : rational(random, scale);
        a.put(x, v);
        b.put(x, v);
      }
      boolean near = i % 2 == 0;
      for (var x : moving) {
        var v = rational(random, scale);
        a.put(x, v);
        b.put(x, near ? v.plus(rational(random, scale / 8)) : rational(random, scale));
      }
      var chord = check(f, a, b, constraints);
      if (chord.isPresent() && counts.test(chord.get())) {
        return chord;
      }
    }
    return Optional.empty();
  }

  private static final double[] SCALES = {2, 1, 4, 0.5, 8, 3, 1, 16};

  private static Rational rational(Random random, double scale) {
    return Rational.of(Math.round(random.nextGaussian() * scale * 8), 8);
  }

  /** The chord between the two points, if it certainly lies below the graph in the middle and the domain holds all three. */
  public static Optional<Chord> check(Expr f, Map<String, Rational> a, Map<String, Rational> b, List<Expr> constraints) {
    return plausible(f, a, b, middle(a, b)) ? check(f, a, b, constraints, DIGITS) : Optional.empty();
  }

  private static Map<String, Rational> middle(Map<String, Rational> a, Map<String, Rational> b) {
    var middle = new LinkedHashMap<String, Rational>();
    a.forEach((x, v) -> middle.put(x, v.plus(b.get(x)).times(Rational.HALF)));
    return middle;
  }

  /** The same with so many digits, and without asking doubles first: where the gap is known to be small. */
  static Optional<Chord> check(Expr f, Map<String, Rational> a, Map<String, Rational> b, List<Expr> constraints, int digits) {
    var middle = middle(a, b);
    var evaluator = new PointEvaluator(digits);
    for (var p : List.of(a, b, middle)) {
      for (var c : constraints) {
        boolean elsewhere = Trees.freeSymbols(c).stream().noneMatch(x -> a.containsKey(x.name()));
        if (!elsewhere && !evaluator.truth(c, p).equals(Truth.TRUE)) {
          return Optional.empty();
        }
      }
    }
    var fa = evaluator.enclose(f, a);
    var fb = evaluator.enclose(f, b);
    var fm = evaluator.enclose(f, middle);
    if (!fa.isDefined() || !fb.isDefined() || !fm.isDefined()) {
      return Optional.empty();
    }
    var below = Exprs.sub(at(f, middle), Exprs.mul(Exprs.HALF, Exprs.add(at(f, a), at(f, b))));
    var gap = evaluator.enclose(below, Map.of());
    var sign = Ground.signOf(gap);
    if (sign == null || sign <= 0) {
      return Optional.empty();
    }
    var mean = evaluator.enclose(Exprs.mul(Exprs.HALF, Exprs.add(at(f, a), at(f, b))), Map.of());
    return Optional.of(new Chord(a, b, middle, text(fm), text(mean)));
  }

  private static boolean plausible(Expr f, Map<String, Rational> a, Map<String, Rational> b, Map<String, Rational> m) {
    try {
      double gap = real(f, m) - (real(f, a) + real(f, b)) / 2;
      return gap > 1e-12;
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static double real(Expr f, Map<String, Rational> p) {
    var env = new LinkedHashMap<String, Double>();
    p.forEach((x, v) -> env.put(x, v.doubleValue()));
    return Evaluator.real(f, env);
  }

  private static Expr at(Expr f, Map<String, Rational> p) {
    var map = new LinkedHashMap<Expr, Expr>();
    p.forEach((x, v) -> map.put(Exprs.sym(x), Exprs.num(v)));
    return Trees.substitute(f, map);
  }

  private static String text(Enclosure e) {
    return e.exact() != null ? e.exact().toString() : e.middle().round(new MathContext(8)).toPlainString();
  }
}
