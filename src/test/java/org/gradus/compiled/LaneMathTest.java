package org.gradus.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gradus.notation.PlainReader;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions written out for lanes, against forty digits. */
class LaneMathTest {

  private static final DfpField FIELD = new DfpField(40);
  private static final double[] SPECIAL = {0, 1, -1, Double.MIN_VALUE, 1e-300, -1e-20, 0.3465735902799727, 0.34657359027997264,
      -0.34657359027997264, 19.06, 36.7, 37.5, 40, 40.0000001, -40, 700, 708.4, -708.4, 709.78, -709.78, 744.4, -744.4, -745.13};

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid(x)", "sigmoid(x)*sigmoid(-x)", "tanh(x)", "exp(x)", "exp(-abs(x))", "expm1(x)", "softplus(x)"})
  void lanesAreWithinFourUnitsInTheLastPlace(String f) {
    var kernel = program(f).interpretLanes();
    for (var x : points()) {
      double expected = exact(f, x);
      double value = kernel.value(x);
      assertThat(value == expected || Math.abs(value - expected) <= 4 * Math.ulp(expected))
          .as("%s at %s: %s, not %s", f, x, value, expected).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid(x)", "sigmoid(x)*sigmoid(-x)", "tanh(x)", "exp(x)", "exp(-abs(x))", "expm1(x)", "softplus(x)",
      "x*tanh(softplus(x))"})
  void lanesGiveTheSameBitsOnceTheyAreCompiled(String f) {
    var points = points();
    var before = new double[1][points.length];
    program(f).interpretLanes().run(new double[][] {points}, before, 0, points.length);
    var kernel = program(f).compile(true);
    var after = new double[1][points.length];
    for (int round = 0; Vectors.available() && round < 200; round++) {
      kernel.run(new double[][] {points}, after, 0, points.length);
      // what does not fill a vector is computed one by one
      int whole = points.length - points.length % Vectors.lanes();
      assertThat(Arrays.copyOf(after[0], whole)).isEqualTo(Arrays.copyOf(before[0], whole));
    }
  }

  @Test
  void endsOfTheDoubles() {
    var ends = new double[] {Double.POSITIVE_INFINITY, 1e300, 800};
    for (var x : ends) {
      assertThat(program("sigmoid(x)").interpretLanes().value(x)).isEqualTo(1);
      assertThat(program("sigmoid(x)").interpretLanes().value(-x)).isZero();
      assertThat(program("tanh(x)").interpretLanes().value(x)).isEqualTo(1);
      assertThat(program("tanh(x)").interpretLanes().value(-x)).isEqualTo(-1);
      assertThat(program("exp(x)").interpretLanes().value(x)).isInfinite();
      assertThat(program("exp(x)").interpretLanes().value(-x)).isZero();
      assertThat(program("expm1(x)").interpretLanes().value(x)).isInfinite();
      assertThat(program("expm1(x)").interpretLanes().value(-x)).isEqualTo(-1);
      assertThat(program("softplus(x)").interpretLanes().value(x)).isEqualTo(x);
      assertThat(program("softplus(x)").interpretLanes().value(-x)).isZero();
      assertThat(program("sigmoid(x)*sigmoid(-x)").interpretLanes().value(x)).isZero();
    }
    for (var f : List.of("sigmoid(x)", "tanh(x)", "exp(x)", "expm1(x)", "softplus(x)", "sigmoid(x)*sigmoid(-x)")) {
      assertThat(program(f).interpretLanes().value(Double.NaN)).as(f).isNaN();
    }
  }

  private static Program program(String f) {
    return Program.asWritten(List.of(PlainReader.parse(f)), List.of("x"));
  }

  private static double[] points() {
    var random = new SplittableRandom(5);
    var points = new double[SPECIAL.length + 600];
    System.arraycopy(SPECIAL, 0, points, 0, SPECIAL.length);
    for (int i = SPECIAL.length; i < points.length; i++) {
      points[i] = switch (i % 4) {
        case 0 -> 3 * random.nextGaussian();
        case 1 -> random.nextDouble(-40, 40);
        case 2 -> random.nextDouble(-745, 709);
        default -> random.nextGaussian() * Math.scalb(1.0, -random.nextInt(60));
      };
    }
    return points;
  }

  private static double exact(String f, double at) {
    var x = FIELD.newDfp(at);
    var one = FIELD.getOne();
    return (switch (f) {
      case "sigmoid(x)" -> one.divide(one.add(x.negate().exp()));
      case "sigmoid(x)*sigmoid(-x)" -> one.divide(one.add(x.exp())).divide(one.add(x.negate().exp()));
      case "tanh(x)" -> expm1(x.multiply(2)).divide(expm1(x.multiply(2)).add(2));
      case "exp(x)" -> x.exp();
      case "exp(-abs(x))" -> x.abs().negate().exp();
      case "expm1(x)" -> expm1(x);
      case "softplus(x)" -> softplus(x);
      default -> throw new IllegalArgumentException(f);
    }).toDouble();
  }

  private static Dfp expm1(Dfp x) {
    return x.abs().lessThan(FIELD.newDfp(1e-8)) ? x.add(x.multiply(x).divide(2)).add(x.multiply(x).multiply(x).divide(6))
        : x.exp().subtract(FIELD.getOne());
  }

  private static Dfp softplus(Dfp x) {
    var e = x.abs().negate().exp();
    var log = e.lessThan(FIELD.newDfp(1e-15)) ? e.subtract(e.multiply(e).divide(2)) : FIELD.getOne().add(e).log();
    return x.negativeOrNull() ? log : x.add(log);
  }
}
