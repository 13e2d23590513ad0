package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Test;

class SurdTest {

  private static final Rational NEAR = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(19));
  private static final Rational APART = Rational.of(BigInteger.TWO, BigInteger.TEN.pow(18));

  @Property
  void aFractionIsFoundFromDecimalsThatAgreeWithIt(@ForAll @IntRange(min = -5000, max = 5000) int p, @ForAll @IntRange(min = 1, max = 2000) int q) {
    var r = Rational.of(p, q);
    assertThat(Surd.simplest(r, 2000)).isEqualTo(r);
    assertThat(Surd.simplest(r.plus(NEAR), 2000)).isEqualTo(r);
    assertThat(Surd.simplest(r.minus(NEAR), 2000)).isEqualTo(r);
    assertThat(Surd.simplest(r.plus(APART), 2000)).isNull();
  }

  @Test
  void rootsAreFoundByTheirSquares() {
    var root = Rational.of(BigInteger.TWO.multiply(BigInteger.TEN.pow(60)).sqrt(), BigInteger.TEN.pow(30));
    assertThat(Surd.simplest(root, 2000)).isNull();
    assertThat(Surd.near(root, 2000)).isEqualTo(Exprs.sqrt(Exprs.TWO));
    assertThat(Surd.near(root.negate(), 2000)).isEqualTo(Exprs.neg(Exprs.sqrt(Exprs.TWO)));
    assertThat(Surd.near(Rational.of(2001, 2003), 2000)).isNull();
  }
}
