package course;

import static org.gradus.junit.GradusAssertions.assertGradient;

import org.gradus.junit.DerivationSource;
import org.gradus.junit.GradientCheck;
import org.gradus.junit.GradientPoint;
import org.junit.jupiter.api.Test;

/** Added to the sample by the tests of gradus: everything here fails. */
class WrongTest {

  @GradientCheck(of = "-log σ((2y-1)(w x + b))", by = {"w", "b"}, let = "y in {0,1}", points = 2)
  void order(GradientPoint at) {
    var g = LogisticLoss.gradient(at.get("w"), at.get("b"), at.get("x"), at.get("y"));
    at.check(g[1], g[0]);
  }

  @GradientCheck(of = "w^2", by = "w", points = 2)
  void nothing() {}

  @Test
  void sign() {
    assertGradient(p -> LogisticLoss.value(p[0], p[1], 0.5, 1), p -> {
      var g = LogisticLoss.gradient(p[0], p[1], 0.5, 1);
      return new double[] {-g[0], -g[1]};
    }).on("w in (-3,3)", "b in (-3,3)");
  }

  @DerivationSource("wrong.md")
  void steps() {}
}
