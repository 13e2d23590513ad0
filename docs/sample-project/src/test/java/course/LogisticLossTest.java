package course;

import static org.gradus.junit.GradusAssertions.assertDerivation;
import static org.gradus.junit.GradusAssertions.assertGradient;

import org.gradus.junit.DerivationSource;
import org.gradus.junit.GradientCheck;
import org.gradus.junit.GradientPoint;
import org.junit.jupiter.api.Test;

class LogisticLossTest {

  /** The gradient in code against the formula: a test for each point. */
  @GradientCheck(of = "-log σ((2y-1)(w x + b))", by = {"w", "b"}, let = "y in {0,1}")
  void gradient(GradientPoint at) {
    at.check(LogisticLoss.gradient(at.get("w"), at.get("b"), at.get("x"), at.get("y")));
  }

  /** The gradient in code against the loss in code: by differences of the loss. */
  @Test
  void gradientFitsTheLoss() {
    assertGradient(p -> LogisticLoss.value(p[0], p[1], 0.5, 1), p -> LogisticLoss.gradient(p[0], p[1], 0.5, 1))
        .on("w in (-3,3)", "b in (-3,3)");
  }

  /** The derivation on paper: a test for each step. */
  @DerivationSource("derivations/logistic-loss.md")
  void everyStepHolds() {}

  @Test
  void theWholeDerivationHolds() {
    assertDerivation("derivations/logistic-loss.md");
  }
}
