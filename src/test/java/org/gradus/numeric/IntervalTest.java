package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.numeric.Definedness.CERTAINLY_UNDEFINED;
import static org.gradus.numeric.Definedness.DEFINED_EVERYWHERE;
import static org.gradus.numeric.Definedness.POSSIBLY_UNDEFINED;

import java.util.Arrays;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.FieldElement;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void noDefaultMethodIsInherited() {
    for (var type : new Class<?>[] {CalculusFieldElement.class, FieldElement.class}) {
      for (var m : type.getMethods()) {
        if (m.isDefault()) {
          assertThat(Arrays.stream(Interval.class.getDeclaredMethods()).anyMatch(
              own -> own.getName().equals(m.getName()) && own.getParameterCount() == m.getParameterCount()))
              .as(m.toString()).isTrue();
        }
      }
    }
  }

  @Test
  void constantsAreEnclosed() {
    assertThat(Exact.holds(Interval.PI, Exact.BIG.pi())).isTrue();
    assertThat(Exact.holds(Interval.E, Exact.BIG.e())).isTrue();
    assertThat(Interval.PI.width()).isLessThan(1e-15);
  }

  @Test
  void outsideTheDomainNothingIsNarrowedSilently() {
    assertThat(Interval.ONE.divide(Interval.of(-1, 2))).isEqualTo(Interval.ENTIRE.perhapsUndefined());
    assertThat(Interval.ONE.divide(Interval.of(0, 2)).lower()).isEqualTo(0.5);
    assertThat(Interval.ONE.divide(Interval.of(0, 2)).definedness()).isEqualTo(POSSIBLY_UNDEFINED);
    assertThat(Interval.ONE.divide(Interval.ZERO).definedness()).isEqualTo(CERTAINLY_UNDEFINED);
    assertThat(Interval.of(-1, 1).log().definedness()).isEqualTo(POSSIBLY_UNDEFINED);
    assertThat(Interval.of(-2, 0).log().definedness()).isEqualTo(CERTAINLY_UNDEFINED);
    assertThat(Interval.of(-4, 4).sqrt()).isEqualTo(Interval.of(0, 2).perhapsUndefined());
    assertThat(Interval.of(0, 4).sqrt()).isEqualTo(Interval.of(0, 2));
    assertThat(Interval.of(1.5, 1.6).tan().definedness()).isEqualTo(POSSIBLY_UNDEFINED);
    assertThat(Interval.of(2, 3).asin().isEmpty()).isTrue();
    assertThat(Exact.interval("gamma", Interval.of(-3, -2)).definedness()).isEqualTo(POSSIBLY_UNDEFINED);
    assertThat(Interval.EMPTY.add(Interval.ONE).isEmpty()).isTrue();
  }

  @Test
  void aProductIsTheHullOfTheProductsOfTheEnds() {
    var ends = new double[] {-INF, -Double.MAX_VALUE, -3, -1.0 / 3, -1e-200, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 1e-200, 0.1, 7, Double.MAX_VALUE, INF};
    for (int a = 0; a < ends.length - 1; a++) {
      for (int b = a; b < ends.length; b++) {
        for (int c = 0; c < ends.length - 1; c++) {
          for (int d = c; d < ends.length; d++) {
            if (ends[a] != INF && ends[b] != -INF && ends[c] != INF && ends[d] != -INF) {
              var x = Interval.of(ends[a], ends[b]);
              var y = Interval.of(ends[c], ends[d]);
              double[] down = {Rounding.multiplyDown(ends[a], ends[c]), Rounding.multiplyDown(ends[a], ends[d]),
                  Rounding.multiplyDown(ends[b], ends[c]), Rounding.multiplyDown(ends[b], ends[d])};
              double[] up = {Rounding.multiplyUp(ends[a], ends[c]), Rounding.multiplyUp(ends[a], ends[d]),
                  Rounding.multiplyUp(ends[b], ends[c]), Rounding.multiplyUp(ends[b], ends[d])};
              assertThat(x.multiply(y)).as(x + " · " + y)
                  .isEqualTo(Interval.of(Arrays.stream(down).min().orElseThrow(), Arrays.stream(up).max().orElseThrow()));
            }
          }
        }
      }
    }
  }

  @Test
  void exactOperationsStayPoints() {
    var third = Interval.of(Rational.of(1, 3));
    assertThat(third.isPoint()).isFalse();
    assertThat(Interval.point(3).multiply(Interval.point(5))).isEqualTo(Interval.point(15));
    assertThat(Interval.point(6).divide(Interval.point(3))).isEqualTo(Interval.point(2));
    assertThat(Interval.point(2).pow(10)).isEqualTo(Interval.point(1024));
    assertThat(Interval.point(27).cbrt()).isEqualTo(Interval.point(3));
    assertThat(Interval.ZERO.exp()).isEqualTo(Interval.ONE);
    assertThat(Interval.ZERO.sigmoid()).isEqualTo(Interval.point(0.5));
  }

  @Test
  void powersOfZero() {
    assertThat(Interval.ZERO.pow(0)).isEqualTo(Interval.ONE);
    assertThat(Interval.ZERO.pow(Interval.ZERO)).isEqualTo(Interval.ONE);
    assertThat(Interval.ZERO.pow(-1).isEmpty()).isTrue();
    assertThat(Interval.ZERO.pow(Interval.of(0, 1))).isEqualTo(Interval.of(0, 1));
    assertThat(Interval.point(-8).pow(Interval.of(Rational.of(1, 3))).isEmpty()).isTrue();
    assertThat(Interval.point(-2).pow(Interval.point(3))).isEqualTo(Interval.point(-8));
  }

  @Test
  void infiniteEnds() {
    var tail = Interval.of(1, INF);
    assertThat(tail.subtract(tail)).isEqualTo(Interval.ENTIRE);
    assertThat(tail.reciprocal()).isEqualTo(Interval.of(0, 1));
    assertThat(tail.divide(tail)).isEqualTo(Interval.of(0, INF));
    assertThat(Interval.of(-INF, 0).exp()).isEqualTo(Interval.of(0, 1));
    assertThat(Interval.ZERO.multiply(Interval.ENTIRE)).isEqualTo(Interval.ZERO);
    assertThat(Interval.ENTIRE.sin()).isEqualTo(Interval.of(-1, 1));
    assertThat(Interval.ENTIRE.tanh()).isEqualTo(Interval.of(-1, 1));
    assertThat(Interval.ENTIRE.sigmoid().lower()).isZero();
    assertThat(Interval.of(-INF, -1).atan2(Interval.of(-INF, -1)).contains(-3 * Math.PI / 4)).isTrue();
    assertThat(Interval.ZERO.atan2(Interval.of(-INF, -1)).contains(Math.PI)).isTrue();
  }

  @Test
  void comparisons() {
    var n = IntervalNumbers.INSTANCE;
    assertThat(n.compare(RelOp.LT, Interval.of(0, 1), Interval.of(2, 3)).isCertainlyTrue()).isTrue();
    assertThat(n.compare(RelOp.LT, Interval.of(0, 2), Interval.of(2, 3)).isCertainlyTrue()).isFalse();
    assertThat(n.compare(RelOp.LE, Interval.of(0, 2), Interval.of(2, 3)).isCertainlyTrue()).isTrue();
    assertThat(n.compare(RelOp.EQ, Interval.of(0, 1), Interval.of(0, 1)).isCertainlyTrue()).isFalse();
    assertThat(n.compare(RelOp.EQ, Interval.ONE, Interval.ONE).isCertainlyTrue()).isTrue();
    assertThat(n.compare(RelOp.EQ, Interval.ONE, Interval.ONE.perhapsUndefined()).isCertainlyTrue()).isFalse();
  }

  @Test
  void hugeArgumentsAreReducedExactly() {
    var s = Interval.point(1e22).sin();
    assertThat(s.contains(-0.8522008497671888)).isTrue();
    assertThat(s.width()).isLessThan(1e-15);
    assertThat(Interval.of(1e22, 1e22 + 1e7).sin()).isEqualTo(Interval.of(-1, 1));
    assertThat(Interval.point(0x1p1000).cos().definedness()).isEqualTo(DEFINED_EVERYWHERE);
  }
}
