package org.gradus.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.StableForms;
import org.gradus.numeric.Unsupported;

/**
 * Where a formula as written goes wrong in double precision though its value is an ordinary number: it overflows, gives NaN,
 * or loses its digits by cancellation. Found by comparing the formula in doubles with rigorous decimals of many digits at
 * points of all sizes; the ends of a region are then narrowed by bisection.
 */
public final class Stability {

  /** What goes wrong. */
  public enum Kind {
    /** The result is infinite. */
    OVERFLOWS,
    /** The result is no number. */
    IS_NAN,
    /** More than half of the digits are lost. */
    CANCELS,
    /** The result is 0, all digits are lost. */
    VANISHES
  }

  /**
   * A region in which a formula is not to be computed as it is written.
   *
   * @param from the lower end, about; {@code −∞} where everything below it is so, as far as was looked
   * @param to the upper end, about; {@code +∞} likewise
   * @param stable the same function in a form that does not fail there, proved equal by the kernel; null if none is known
   */
  public record Warning(Kind kind, double from, double to, Expr stable) {}

  /** Beyond this nobody computes an activation or a cost. */
  private static final double FARTHEST = 1000;
  /** With functions whose hundreds of digits take long, as far as is still done at once. */
  private static final double SLOW_FARTHEST = 25;
  /** Half of the digits of a double. */
  private static final double LOST = 1e-8;
  private static final int FEW_DIGITS = 40;
  private static final int SHARP_DIGITS = 12;
  private static final int DIGITS = 500;
  private static final int HALVINGS = 12;
  /** What is smaller may as well be 0. */
  private static final BigDecimal TINY = new BigDecimal("1e-300");
  private static final BigDecimal HUGE = new BigDecimal("1e300");

  private final Expr formula;
  private final String name;
  private final Kernel written;
  private final boolean digits;

  private Stability(Expr formula, String name, boolean digits) {
    this.formula = formula;
    this.name = name;
    this.digits = digits;
    written = Program.asWritten(List.of(formula), List.of(name)).interpret();
  }

  /**
   * The warnings for a function of one symbol, in the order of the regions; none for a function of more symbols, or one that
   * is not evaluated.
   */
  public static List<Warning> of(Expr formula, Expr.Sym variable, org.gradus.proof.Kernel kernel) {
    return of(formula, variable, kernel, true);
  }

  /** The same, of what is infinite or no number and has a stable form only: much less work, for doubles say where to look. */
  public static List<Warning> curable(Expr formula, Expr.Sym variable, org.gradus.proof.Kernel kernel) {
    return of(formula, variable, kernel, false);
  }

  private static List<Warning> of(Expr formula, Expr.Sym variable, org.gradus.proof.Kernel kernel, boolean digits) {
    if (!Trees.freeSymbols(formula).stream().allMatch(variable::equals)) {
      return List.of();
    }
    try {
      return new Stability(formula, variable.name(), digits).warnings(kernel);
    } catch (Unsupported _) {
      return List.of();
    }
  }

  private List<Warning> warnings(org.gradus.proof.Kernel kernel) {
    if (!digits && StableForms.of(formula).equals(formula)) {
      return List.of();
    }
    var points = points(Trees.any(formula, Stability::isSlow) ? SLOW_FARTHEST : FARTHEST);
    var kinds = points.stream().map(x -> failure(written, x)).toList();
    if (kinds.stream().allMatch(k -> k == null)) {
      return List.of();
    }
    var stable = provedStable(kernel, points, kinds);
    if (!digits && stable == null) {
      return List.of();
    }
    var warnings = new ArrayList<Warning>();
    for (int i = 0, j; i < points.size(); i = j) {
      var kind = kinds.get(i);
      for (j = i + 1; j < points.size() && kinds.get(j) == kind; j++) { }
      if (kind != null) {
        double from = i == 0 ? Double.NEGATIVE_INFINITY : edge(points.get(i), points.get(i - 1), kind);
        double to = j == points.size() ? Double.POSITIVE_INFINITY : edge(points.get(j - 1), points.get(j), kind);
        warnings.add(new Warning(kind, from, to, stable));
      }
    }
    return warnings;
  }

  private static boolean isSlow(Expr e) {
    return e instanceof Expr.Call c && switch (c.function().name()) {
      case "erf", "Phi", "gelu", "gamma", "loggamma", "digamma" -> true;
      default -> false;
    };
  }

  /** Of all sizes, on both sides of 0. */
  private static List<Double> points(double farthest) {
    var points = new ArrayList<Double>();
    for (double x : new double[] {FARTHEST, 800, 750, 720, 700, 500, 400, 300, 200, 100, 50, 45, 40, 30, 25, 20, 10, 5, 2,
        1, 0.5, 0.1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-15, 1e-17, 1e-20}) {
      if (x <= farthest) {
        points.add(x);
        points.add(-x);
      }
    }
    points.sort(null);
    return points;
  }

  /** What goes wrong at the point; null if nothing does, or if the value is not an ordinary number. */
  private Kind failure(Kernel code, double x) {
    double value = code.value(x);
    if (!digits && Double.isFinite(value)) {
      return null;
    }
    var exact = enclose(x);
    if (!exact.isDefined() || exact.upper().abs().max(exact.lower().abs()).compareTo(HUGE) > 0) {
      return null;
    }
    if (Double.isNaN(value)) {
      return Kind.IS_NAN;
    }
    if (Double.isInfinite(value)) {
      return Kind.OVERFLOWS;
    }
    if (value == 0 && exact.lower().signum() * exact.upper().signum() > 0
        && exact.middle().abs().compareTo(TINY) > 0) {
      return Kind.VANISHES;
    }
    var truth = exact.middle();
    var off = new BigDecimal(value).subtract(truth).abs();
    if (off.compareTo(TINY) <= 0) {
      return null;
    }
    return truth.signum() == 0 || off.divide(truth.abs(), MathContext.DECIMAL64).doubleValue() > LOST ? Kind.CANCELS : null;
  }

  /** With few digits where they are enough, for they are cheap. */
  private Enclosure enclose(double x) {
    var point = Map.of(name, Rational.of(x));
    var rough = PointEvaluator.enclose(formula, point, FEW_DIGITS);
    boolean enough = rough.isDefined() && (!digits || rough.upper().subtract(rough.lower())
        .compareTo(rough.middle().abs().movePointLeft(SHARP_DIGITS)) <= 0);
    return enough || rough.status() == Enclosure.Status.UNDEFINED ? rough
        : PointEvaluator.enclose(formula, point, DIGITS);
  }

  private double edge(double bad, double good, Kind kind) {
    for (int i = 0; i < HALVINGS; i++) {
      // points of one sign are halved by their size
      double middle = bad * good > 0 ? Math.signum(bad) * Math.sqrt(bad * good) : (bad + good) / 2;
      if (failure(written, middle) == kind) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return bad;
  }

  /** The stable form, if it holds at all those points and the kernel proves it to be the same function. */
  private Expr provedStable(org.gradus.proof.Kernel kernel, List<Double> points, List<Kind> kinds) {
    var stable = StableForms.of(formula);
    if (stable.equals(formula)) {
      return null;
    }
    var code = Program.asWritten(List.of(stable), List.of(name)).interpret();
    for (int i = 0; i < points.size(); i++) {
      if (kinds.get(i) != null && failure(code, points.get(i)) != null) {
        return null;
      }
    }
    return kernel.equal(formula, stable, List.of()).proved() ? stable : null;
  }
}
