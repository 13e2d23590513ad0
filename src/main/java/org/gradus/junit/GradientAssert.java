package org.gradus.junit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.gradient.DifferenceCheck;
import org.gradus.gradient.DifferenceCheck.Status;
import org.gradus.gradient.Sample;
import org.gradus.gradient.Samples;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;
import org.opentest4j.AssertionFailedError;

/** A claim that a gradient is right, about to be checked on a domain. */
public final class GradientAssert {

  private static final int POINTS = 20;

  private final ToDoubleFunction<double[]> f;
  private final String formula;
  private final UnaryOperator<double[]> gradient;
  private int points = POINTS;

  GradientAssert(ToDoubleFunction<double[]> f, String formula, UnaryOperator<double[]> gradient) {
    this.f = f;
    this.formula = formula;
    this.gradient = gradient;
  }

  /** At so many points; without this call at 20. Throws {@link IllegalArgumentException} for less than one. */
  public GradientAssert at(int numberOfPoints) {
    if (numberOfPoints < 1) {
      throw new IllegalArgumentException("a gradient is checked at one point at least");
    }
    points = numberOfPoints;
    return this;
  }

  /**
   * Checks the gradient at points of the domain, the same in every run.
   *
   * @param domain what holds of the arguments: {@code "w in (-1,1)"}, {@code "b real"}, {@code "y in {0,1}"}, {@code "n
   *     integer"}; the names in the order in which they come are those of the arguments. Further relations between them
   *     ({@code "a < b"}) may follow.
   * @throws AssertionError if the gradient is wrong, with the point, both values, and the likely slip
   * @throws IllegalArgumentException if the domain or the formula cannot be read, or is empty
   */
  public void on(String... domain) {
    Assumed assumed;
    var names = new LinkedHashSet<String>();
    try {
      for (var entry : domain) {
        names.addAll(names(entry));
      }
      assumed = Assumed.parse(List.of(domain));
    } catch (NotationException e) {
      throw new IllegalArgumentException(e.getMessage() + (e.hint() == null ? "" : "; " + e.hint()));
    }
    var order = List.copyOf(names);
    if (formula != null) {
      againstFormula(order, assumed);
    } else {
      againstCode(order, assumed);
    }
  }

  private static List<String> names(String entry) {
    var first = entry.strip().split("\\s+in\\s+|\\s+(?=real$|integer$)", 2)[0];
    return Trees.freeSymbols(Requests.read(first).expr()).stream().map(s -> s.name()).toList();
  }

  private void againstFormula(List<String> names, Assumed assumed) {
    Expr expr;
    try {
      expr = Requests.read(formula).expr();
    } catch (NotationException e) {
      throw new IllegalArgumentException(formula + ": " + e.getMessage());
    }
    var samples = Samples.of(expr, names, List.of(), assumed, points, 1);
    var rows = samples.stream().map(s -> given(s, names.size())).toList();
    var wrong = Gradients.wrong(rows, samples, names, List.of());
    if (wrong != null) {
      throw new AssertionFailedError(wrong);
    }
  }

  private double[] given(Sample s, int expected) {
    var row = gradient.apply(s.parameters().clone());
    if (row == null || row.length != expected) {
      throw new AssertionFailedError("the gradient has " + (row == null ? "no components" : row.length + " components") + ", expected " + expected);
    }
    return row;
  }

  private void againstCode(List<String> names, Assumed assumed) {
    // any smooth function of the names: the points are those of the domain
    var drawn = Samples.of(Exprs.add(names.stream().<Expr>map(Exprs::sym).toList()), names, List.of(), assumed, points, 1);
    var at = new ArrayList<>(drawn.stream().map(Sample::parameters).toList());
    if (assumed.relations().isEmpty()) {
      at.add(new double[names.size()]); // where the kinks of most activations are
    }
    List<DifferenceCheck.Entry> all;
    try {
      all = DifferenceCheck.run(f, gradient, at);
    } catch (IllegalArgumentException e) {
      throw new AssertionFailedError(e.getMessage());
    }
    var bad = all.stream().filter(e -> e.status() == Status.DIFFERS).toList();
    if (!bad.isEmpty()) {
      var e = bad.getFirst();
      throw new AssertionFailedError(String.format(Locale.ROOT,
          "the gradient is wrong at %s: by %s it is %s (± %.1e), not %s%s%n%d of %d components differ at %d points",
          Gradients.point(names, at.get(e.point())), names.get(e.component()), Gradients.number(e.expected()), e.error(),
          Gradients.number(e.gradient()), slip(all), bad.size(), all.size(), at.size()).replace("\r\n", "\n"),
          Gradients.number(e.expected()), Gradients.number(e.gradient()));
    }
    if (all.stream().noneMatch(e -> e.status() == Status.AGREES || e.status() == Status.KINK)) {
      throw new AssertionFailedError("no difference of the function was certain enough to check the gradient");
    }
  }

  /** The same constant everywhere. */
  private static String slip(List<DifferenceCheck.Entry> all) {
    var sharp = all.stream().filter(e -> e.status() == Status.AGREES || e.status() == Status.DIFFERS).toList();
    if (sharp.stream().allMatch(e -> Math.abs(e.gradient() + e.expected()) <= e.error())) {
      return "; the sign is wrong";
    }
    var first = sharp.stream().filter(e -> Math.abs(e.expected()) > 1e3 * e.error()).findFirst().orElse(null);
    if (first != null) {
      double factor = first.gradient() / first.expected();
      if (factor != 0 && sharp.stream().allMatch(e -> Math.abs(e.gradient() - factor * e.expected()) <= 4 * (1 + Math.abs(factor)) * e.error())) {
        return "; off by the factor " + String.format(Locale.ROOT, "%.6g", factor);
      }
    }
    return "";
  }
}
