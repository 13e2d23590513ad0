package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.ExactEvaluator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InequalityTest {

  private static boolean proved(String relation, String assume) {
    var r = (Expr.Rel) PlainReader.parse(relation);
    List<Expr> known = assume == null || assume.isBlank() ? List.of()
        : Arrays.stream(assume.split(",")).map(PlainReader::parse).toList();
    return new Kernel(null).relation(r.op(), r.lhs(), r.rhs(), known).proved();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "x^4-3*x^2+5 > 0; ", "x^6-x^3+1 > 1/2; ", "x^2-2*x*y+3*y^2 >= 0; ", "x^2+y^2+z^2 >= x*y+y*z+z*x; ",
      "x^2+x*y+y^2 > 0; x > 0", "log(1+exp(x)) > x; ", "relu(x) < softplus(x); ", "softplus(x)-relu(x) <= log(2); ",
      "log(x) <= x-1; x > 0", "exp(x) >= 1+x+x^2/2; x >= 0", "sin(x) <= x; x >= 0", "cos(x) >= 1-x^2/2; ",
      "x*exp(-x) <= 1/e; ", "abs(tanh(x)) <= abs(x); ", "-p*log(p)-(1-p)*log(1-p) <= log(2); p > 0, p < 1",
      "log(1+x^2) <= x^2; ", "sqrt(1+x) <= 1+x/2; x >= 0", "sigmoid(g)*(1-tanh(x)^2) < 1; ", "x^4-2*x^2*y^2+2*y^4 >= 0; ",
      "log(1+exp(b*z))/b >= max(0,z); b > 0", "log(1+exp(b*z))/b-max(0,z) <= log(2)/b; b > 0", "log(1+exp(b*z))/b < z; b < 0"})
  void isProved(String relation, String assume) {
    assertThat(proved(relation, assume)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "x^4-3*x^2+2 > 0; ", "x^2 > 0; ", "x^2-2*x*y+y^2 > 0; ", "x^3-3*x+2 > 0; x >= 0", "log(1+exp(x)) > x+1/1000; ",
      "log(x) < x-1; x > 0", "sin(x) < x; x >= 0", "sin(x) <= x; ", "exp(x) >= 1+x+x^2/2; ", "x*exp(-x) < 1/e; ",
      "sqrt((x-1)^2) >= 1-x+1/1000; ", "1/x > 0; ", "exp(-x) > 1/1000; x > 0", "x*exp(-x) <= 36/100; ",
      "x^4+y^4 > 2*x^2*y^2; ", "tan(x) >= x; x >= 0", "sigmoid(g)*(1-tanh(x)^2) < 9/10; ", "x-4*y^2+4*y^4 >= -1; ", "cbrt(x)+y^2 >= 0; ",
      "log(1+exp(b*z))/b >= z; ", "log(1+exp(b*z))/b-max(0,z) < log(2)/b; b > 0", "log(1+exp(b*z))/b > z+1/1000; b > 0"})
  void isNot(String relation, String assume) {
    assertThat(proved(relation, assume)).isFalse();
  }

  @Provide
  Arbitrary<List<Integer>> roots() {
    return Arbitraries.integers().between(-6, 6).list().ofMinSize(1).ofMaxSize(7);
  }

  @Property(tries = 200)
  void sturmCountsTheDistinctRootsInside(@ForAll("roots") List<Integer> roots, @ForAll int a, @ForAll int b) {
    int low = Math.floorMod(a, 15) - 7;
    int high = low + 1 + Math.floorMod(b, 8);
    var p = new ArrayList<>(List.of(Rational.of(3), Rational.ZERO, Rational.ONE)); // x² + 3 has no real root
    for (int r : roots) {
      var q = new ArrayList<Rational>();
      for (int k = 0; k <= p.size(); k++) {
        var up = k > 0 ? p.get(k - 1) : Rational.ZERO;
        var down = k < p.size() ? p.get(k).times(Rational.of(-r)) : Rational.ZERO;
        q.add(up.plus(down));
      }
      p = q;
    }
    assertThat(new Sturm(p).rootsBetween(Rational.of(low), Rational.of(high)))
        .isEqualTo((int) roots.stream().distinct().filter(r -> r > low && r < high).count());
    assertThat(new Sturm(p).rootsBetween(null, null)).isEqualTo((int) roots.stream().distinct().count());
    assertThat(new Sturm(p).rootsBetween(null, Rational.of(high)))
        .isEqualTo((int) roots.stream().distinct().filter(r -> r < high).count());
  }

  @Property(tries = 100)
  void whatIsProvedOfAPolynomialHoldsAtEveryPoint(@ForAll("roots") List<Integer> coefficients) {
    var x = Exprs.sym("x");
    var terms = new ArrayList<Expr>();
    for (int k = 0; k < coefficients.size(); k++) {
      terms.add(Exprs.mul(Exprs.num(coefficients.get(k)), Exprs.pow(x, k)));
    }
    var p = Exprs.add(terms);
    if (new Kernel(null).relation(RelOp.GT, p, Exprs.ZERO, List.of()).proved()) {
      for (int i = -40; i <= 40; i++) {
        var at = ExactEvaluator.value(p, Map.of("x", Rational.of(i, 4)));
        assertThat(at.orElseThrow().signum()).isPositive();
      }
    }
  }
}
