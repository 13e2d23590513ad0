package org.gradus.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;

final class SamplesTest {

  private static List<Sample> samples(String f, List<String> parameters, List<String> inputs, String... domain) {
    return Samples.of(Requests.read(f).expr(), parameters, inputs, Assumed.parse(List.of(domain)), 20, 1);
  }

  private static Comparison compare(List<Sample> samples, UnaryOperator<double[]> gradient) {
    return Comparison.of(samples.stream().map(s -> gradient.apply(s.parameters())).toList(), samples);
  }

  @Test
  void pointsLieInTheDomainWhereverThatIs() {
    assertThat(samples("log(x-10) y n", List.of("x"), List.of("n", "y"), "x > 10", "x < 12", "y in {-1,1}", "n integer", "n >= 100"))
        .hasSize(20).allSatisfy(s -> {
          assertThat(s.parameters()[0]).isStrictlyBetween(10.0, 12.0);
          assertThat(s.inputs()[0]).isGreaterThanOrEqualTo(100).isEqualTo(Math.rint(s.inputs()[0]));
          assertThat(Math.abs(s.inputs()[1])).isEqualTo(1);
        });
    assertThatThrownBy(() -> samples("x", List.of("x"), List.of(), "x > 1", "x < 0")).hasMessageContaining("no 20 points");
    assertThatThrownBy(() -> samples("x + q", List.of("x"), List.of())).hasMessageContaining("q is neither");
  }

  @Test
  void atAKinkEverySubgradientIsRightAndNothingElse() {
    var relu = samples("relu(w)", List.of("w"), List.of());
    assertThat(relu).anyMatch(s -> s.parameters()[0] == 0);
    for (double atZero : new double[] {0, 0.5, 1}) {
      assertThat(compare(relu, w -> new double[] {w[0] > 0 ? 1 : w[0] < 0 ? 0 : atZero}).agrees()).as("" + atZero).isTrue();
    }
    for (double atZero : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThat(compare(relu, w -> new double[] {w[0] > 0 ? 1 : w[0] < 0 ? 0 : atZero}).agrees()).as("" + atZero).isFalse();
    }
    var hinge = samples("max(0, 1 - w)", List.of("w"), List.of());
    assertThat(compare(hinge, w -> new double[] {w[0] < 1 ? -1 : 0}).agrees()).isTrue();
    assertThat(compare(hinge, w -> new double[] {w[0] < 0 ? -1 : 0}).agrees()).isFalse();
  }

  @Test
  void floatsAreJudgedAsFloatsAndDoublesAsDoubles() {
    var tanh = samples("tanh(w)", List.of("w"), List.of());
    assertThat(compare(tanh, w -> new double[] {1 - Math.tanh(w[0]) * Math.tanh(w[0])}).agrees()).isTrue();
    var single = compare(tanh, w -> {
      float t = (float) Math.tanh((float) w[0]);
      return new double[] {1 - t * t};
    });
    assertThat(single.agrees()).isTrue();
    assertThat(single.floats()).isTrue();
    assertThat(compare(tanh, w -> new double[] {1 - Math.tanh(w[0]) * Math.tanh(w[0]) + 1e-7}).agrees()).isFalse();
  }

  @Test
  void slipsAreNamed() {
    var f = samples("a^2 b^3", List.of("a", "b"), List.of(), "a in (1,2)", "b in (1,2)");
    UnaryOperator<double[]> right = x -> new double[] {2 * x[0] * Math.pow(x[1], 3), 3 * x[0] * x[0] * x[1] * x[1]};
    assertThat(compare(f, right).agrees()).isTrue();
    assertThat(compare(f, x -> new double[] {-right.apply(x)[0], -right.apply(x)[1]}).slip()).isEqualTo("sign");
    assertThat(compare(f, x -> new double[] {right.apply(x)[0] / 2, right.apply(x)[1] / 2}).words()).isEqualTo("off by the factor 0.5");
    assertThat(compare(f, x -> new double[] {right.apply(x)[1], right.apply(x)[0]}).slip()).isEqualTo("order");
    assertThat(compare(f, x -> new double[] {right.apply(x)[0], 0}).slip()).isNull();
    assertThat(compare(f, _ -> new double[] {0, 0}).slip()).isNull();
  }

  /** Differences do not call a right gradient wrong, wherever the point lies and whatever is lost to rounding. */
  @Property(tries = 300)
  void differencesDoNotRefuteTheTruth(@ForAll @DoubleRange(min = -30, max = 30) double x, @ForAll @DoubleRange(min = -8, max = 8) double scale) {
    double c = Math.pow(10, scale);
    for (var check : List.of(
        DifferenceCheck.run(t -> c * Math.tanh(t[0]), t -> new double[] {c * (1 - Math.tanh(t[0])) * (1 + Math.tanh(t[0]))}, List.of(new double[] {x})),
        DifferenceCheck.run(t -> c + Math.sin(t[0]), t -> new double[] {Math.cos(t[0])}, List.of(new double[] {x})),
        DifferenceCheck.run(t -> Math.max(c * t[0], 0), t -> new double[] {t[0] > 0 ? c : 0}, List.of(new double[] {x})),
        DifferenceCheck.run(t -> Math.exp(-t[0]), t -> new double[] {-Math.exp(-t[0])}, List.of(new double[] {x})))) {
      assertThat(check.getFirst().status()).as("%s at %s, scale %s", check, x, c).isNotEqualTo(DifferenceCheck.Status.DIFFERS);
    }
  }

  /** So near its minimum the values of 1 + sin x change by less than sin x is rounded. */
  @Test
  void whereAFunctionIsFlatTheRoundingOnTheWayToItsValuesIsSeen() {
    for (double x : new double[] {-1.57, -1.5707, -1.5708}) {
      for (double c : new double[] {1, 3, 1e4}) {
        var check = DifferenceCheck.run(t -> c + c * Math.sin(t[0]), t -> new double[] {c * Math.cos(t[0])}, List.of(new double[] {x}));
        assertThat(check.getFirst().status()).as("%s, scale %s", check, c).isNotEqualTo(DifferenceCheck.Status.DIFFERS);
      }
    }
    var slipped = DifferenceCheck.run(t -> 1 + Math.sin(t[0]), t -> new double[] {-Math.cos(t[0])}, List.of(new double[] {-1.57}));
    assertThat(slipped.getFirst().status()).isEqualTo(DifferenceCheck.Status.DIFFERS);
  }
}
