package org.gradus.junit;

import static org.gradus.junit.GradusAssertions.assertDerivation;
import static org.gradus.junit.GradusAssertions.assertGradient;

import org.junit.jupiter.api.Test;

/** The examples in the documentation of the annotations. */
final class ExamplesTest {

  // @start region="check"
  @GradientCheck(of = "log(1 + e^(-y w x))", by = "w", let = {"y in {-1,1}", "x in (-2,2)"})
  void logisticLoss(GradientPoint at) {
    double y = at.get("y");
    double x = at.get("x");
    at.check(-y * x / (1 + Math.exp(y * at.get("w") * x)));
  }
  // @end

  // @start region="source"
  @DerivationSource("derivations/01-saturation-of-the-nll.md")
  void everyStepHolds() {}

  @DerivationSource("derivations/01-saturation-of-the-nll.md")
  void everyStepIsProved(Step step) {
    step.assertHolds(Accept.PROVED);
  }
  // @end

  @Test
  void assertions() {
    // @start region="assertions"
    assertGradient(x -> Math.hypot(x[0], x[1]), x -> new double[] {x[0] / Math.hypot(x[0], x[1]), x[1] / Math.hypot(x[0], x[1])})
        .on("a in (1,2)", "b in (-3,0)");
    assertGradient("sqrt(a^2 + b^2)", x -> new double[] {x[0] / Math.hypot(x[0], x[1]), x[1] / Math.hypot(x[0], x[1])})
        .on("a in (1,2)", "b in (-3,0)");
    assertDerivation("derivations/01-saturation-of-the-nll.md");
    // @end
  }
}
