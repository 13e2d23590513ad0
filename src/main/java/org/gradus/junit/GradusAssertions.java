package org.gradus.junit;

import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** What tests say about gradients and derivations; to be imported statically. */
public final class GradusAssertions {

  private GradusAssertions() {}

  /**
   * A gradient in code against a function in code; {@link GradientAssert#on} does the work.
   *
   * @param gradient one number for each argument of f
   */
  public static GradientAssert assertGradient(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
    return new GradientAssert(f, null, gradient);
  }

  /**
   * A gradient in code against a formula in plain text, or in LaTeX between dollar signs; {@link GradientAssert#on} does
   * the work. It is held against the exact gradient of the formula.
   *
   * @param gradient the derivatives by all variables that {@code on} names, in that order
   */
  public static GradientAssert assertGradient(String formula, UnaryOperator<double[]> gradient) {
    return new GradientAssert(null, formula, gradient);
  }

  /**
   * Every step of a document is proved, or agrees at many points (TESTED), or turns out as an {@code expect} directive
   * says; and everything in it can be read.
   *
   * @param document a file (.md, .tex, .ipynb), or a folder with all that is in it
   * @throws AssertionError with the report on the steps that are not
   */
  public static void assertDerivation(Path document) {
    assertDerivation(document, Accept.TESTED);
  }

  /** The same, for a file by its name. */
  public static void assertDerivation(String document) {
    assertDerivation(Path.of(document));
  }

  /**
   * The same, with the weakest verdict that passes.
   *
   * @throws AssertionError with the report on the steps that do not pass
   */
  public static void assertDerivation(Path document, Accept weakest) {
    Derivations.check(document, weakest);
  }
}
