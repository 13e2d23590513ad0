package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Rational;

final class IntegerRootsTest {

  @Property(tries = 300)
  void the_root_is_the_largest_whose_power_does_not_exceed_the_number(@ForAll @BigRange(min = "0", max = "1" + ZEROS) BigInteger n,
      @ForAll @IntRange(min = 1, max = 63) int degree) {
    var root = IntegerRoots.floor(n, degree);
    assertThat(root.pow(degree)).isLessThanOrEqualTo(n);
    assertThat(root.add(BigInteger.ONE).pow(degree)).isGreaterThan(n);
  }

  @Property(tries = 200)
  void a_power_and_one_less_than_it_are_told_apart(@ForAll @BigRange(min = "1", max = "100000000000000000000") BigInteger root,
      @ForAll @IntRange(min = 2, max = 40) int degree) {
    assertThat(IntegerRoots.floor(root.pow(degree), degree)).isEqualTo(root);
    assertThat(IntegerRoots.floor(root.pow(degree).subtract(BigInteger.ONE), degree)).isEqualTo(root.subtract(BigInteger.ONE));
  }

  @Property(tries = 150)
  void a_rational_power_encloses_what_the_exponential_of_the_logarithm_encloses(@ForAll @IntRange(min = 1, max = 100_000) int n,
      @ForAll @IntRange(min = 1, max = 1_000) int d, @ForAll @IntRange(min = -7, max = 7) int p, @ForAll @IntRange(min = 3, max = 31) int q) {
    var arithmetic = new BigArithmetic(40);
    var x = BigInterval.exactly(Rational.of(n, d));
    var exponent = Rational.of(p, q);
    var power = arithmetic.power(x, exponent);
    var slowly = new BigElementary(arithmetic).exp(arithmetic.multiply(arithmetic.of(exponent), new BigElementary(arithmetic).log(x)));
    assertThat(arithmetic.lower(power)).isLessThanOrEqualTo(arithmetic.upper(slowly));
    assertThat(arithmetic.upper(power)).isGreaterThanOrEqualTo(arithmetic.lower(slowly));
    var width = arithmetic.upper(power).subtract(arithmetic.lower(power));
    assertThat(width).isLessThanOrEqualTo(arithmetic.upper(power).movePointLeft(35));
  }

  private static final String ZEROS = "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000";
}
