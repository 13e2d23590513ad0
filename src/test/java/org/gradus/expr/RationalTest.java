package org.gradus.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rational numbers are the same whether they fit into longs or not: compared with fractions of large integers. */
class RationalTest {

  /** A fraction as one learns it, in large integers only. */
  private record Plain(BigInteger n, BigInteger d) {
    static Plain of(Rational r) {
      return new Plain(r.num(), r.den());
    }

    boolean is(Rational r) {
      return n.multiply(r.den()).equals(r.num().multiply(d));
    }
  }

  /** Small numbers, and those around the ends of ints and longs and their roots, where arithmetic overflows. */
  private static Arbitrary<BigInteger> integers() {
    var ends = Arbitraries.of(30, 31, 32, 52, 53, 61, 62, 63, 64, 127).flatMap(bits -> Arbitraries.integers().between(-2, 2)
        .flatMap(off -> Arbitraries.of(1, -1).map(sign ->
            BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(off)).multiply(BigInteger.valueOf(sign)))));
    return Arbitraries.oneOf(Arbitraries.integers().between(-70, 70).map(BigInteger::valueOf), ends,
        Arbitraries.longs().map(BigInteger::valueOf));
  }

  @Provide
  Arbitrary<Rational> rationals() {
    return integers().flatMap(n -> Arbitraries.oneOf(Arbitraries.just(BigInteger.ONE), integers().filter(d -> d.signum() != 0))
        .map(d -> Rational.of(n, d)));
  }

  @Property(tries = 2000)
  void arithmeticIsThatOfFractionsOfLargeIntegers(@ForAll("rationals") Rational a, @ForAll("rationals") Rational b) {
    var x = Plain.of(a);
    var y = Plain.of(b);
    assertThat(new Plain(x.n().multiply(y.d()).add(y.n().multiply(x.d())), x.d().multiply(y.d())).is(a.plus(b))).isTrue();
    assertThat(new Plain(x.n().multiply(y.d()).subtract(y.n().multiply(x.d())), x.d().multiply(y.d())).is(a.minus(b))).isTrue();
    assertThat(new Plain(x.n().multiply(y.n()), x.d().multiply(y.d())).is(a.times(b))).isTrue();
    assertThat(new Plain(x.n().negate(), x.d()).is(a.negate())).isTrue();
    assertThat(new Plain(x.n().abs(), x.d()).is(a.abs())).isTrue();
    assertThat(new Plain(x.n().pow(3), x.d().pow(3)).is(a.pow(3))).isTrue();
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(x.n().multiply(y.d()).compareTo(y.n().multiply(x.d())));
    if (!b.isZero()) {
      assertThat(a.dividedBy(b).times(b)).isEqualTo(a);
      assertThat(b.pow(-2)).isEqualTo(b.times(b).reciprocal());
    }
  }

  @Property(tries = 2000)
  void equalNumbersAreEqualHoweverTheyCameAbout(@ForAll("rationals") Rational a, @ForAll("rationals") Rational b) {
    var around = a.plus(b).minus(b);
    assertThat(around).isEqualTo(a).hasSameHashCodeAs(a).hasToString(a.toString());
    assertThat(around.compareTo(a)).isZero();
    assertThat(Rational.of(a.num().multiply(BigInteger.TEN), a.den().multiply(BigInteger.TEN))).isEqualTo(a);
    assertThat(Rational.of(a.num().negate(), a.den().negate())).isEqualTo(a);
    assertThat(a.den().signum()).isPositive();
    assertThat(a.num().gcd(a.den())).isEqualTo(BigInteger.ONE);
  }

  @Property(tries = 1000)
  void predicatesSayWhatTheNumbersAre(@ForAll("rationals") Rational a) {
    assertThat(a.signum()).isEqualTo(a.num().signum());
    assertThat(a.isZero()).isEqualTo(a.num().signum() == 0);
    assertThat(a.isInteger()).isEqualTo(a.den().equals(BigInteger.ONE));
    assertThat(a.isOne()).isEqualTo(a.isInteger() && a.num().equals(BigInteger.ONE));
    assertThat(a.isIntegerWithin(100)).isEqualTo(a.isInteger() && a.num().abs().compareTo(BigInteger.valueOf(100)) <= 0);
    var rest = a.minus(Rational.of(a.floor()));
    assertThat(rest.signum()).isNotNegative();
    assertThat(rest).isLessThan(Rational.ONE);
    assertThat(a).hasToString(a.isInteger() ? a.num().toString() : a.num() + "/" + a.den());
  }

  @Property(tries = 50)
  void nothingIsDividedByZero(@ForAll("rationals") Rational a) {
    assertThatThrownBy(() -> a.dividedBy(Rational.ZERO)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.of(a.num(), BigInteger.ZERO)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.of(7, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(Rational.ZERO::reciprocal).isInstanceOf(ArithmeticException.class);
  }
}
