package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GruntzTest {

  private final Kernel kernel = new Kernel(null);

  private LimitLaws.Value limit(String e, String to, String... assumptions) {
    boolean up = to.endsWith("+");
    boolean down = to.endsWith("-");
    return Gruntz.of(PlainReader.parse(e), Exprs.sym("x"), point(up || down ? to.substring(0, to.length() - 1) : to),
        up ? 1 : down ? -1 : 0, kernel, Stream.of(assumptions).map(PlainReader::parse).toList());
  }

  private static Expr point(String text) {
    return text.equals("oo") ? Exprs.INFINITY : text.equals("-oo") ? Exprs.neg(Exprs.INFINITY) : PlainReader.parse(text);
  }

  @ParameterizedTest
  @CsvSource({
      "exp(x+exp(-x))-exp(x), oo, 1",
      "exp(exp(x))-exp(exp(x)+exp(-exp(x))), oo, -1",
      "log(x)^(1/log(log(x))), oo, exp(1)",
      "sqrt(x^2+x)-x, oo, 1/2",
      "sqrt(x^2+x)+x, -oo, -1/2",
      "(exp(x)-1-x-x^2/2)/x^3, 0, 1/6",
      "cos(x)^(1/x^2), 0, exp(-1/2)",
      "exp(-1/x^2)/x^10, 0, 0",
      "softplus(x)-x, oo, 0",
      "exp(x)*(1-tanh(x/2)), oo, 2",
      "exp(x^2)*(1-erf(x))*x, oo, 1/sqrt(pi)",
      "gamma(x+1/2)/(sqrt(x)*gamma(x)), oo, 1",
      "acos(1-1/x)*sqrt(x), oo, sqrt(2)",
      "(x^n-1)/(x-1), 1, n",
      "(1+a/x)^x, oo, exp(a)",
      "x/(x+sin(x)), oo, 1",
      "x*sin(1/x), 0, 0",
      "floor(x)/x, oo, 1",
      "x^n/exp(x), oo, 0",
  })
  void findsTheLimit(String e, String to, String expected) {
    var value = limit(e, to);
    assertThat(value).as(e).isNotNull();
    assertThat(value.infinite()).as(e).isZero();
    assertThat(kernel.equal(value.finite(), PlainReader.parse(expected), List.of()).proved())
        .as("%s is %s", e, value.finite()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"exp(sqrt(x))/x, oo, 1", "x+sin(x), oo, 1", "log(log(x)), 1+, -1", "'root(x,3)/x', 0, 1", "x^2-exp(x), oo, -1"})
  void findsInfinity(String e, String to, int sign) {
    assertThat(limit(e, to)).as(e).isEqualTo(LimitLaws.Value.infinity(sign));
  }

  @ParameterizedTest
  @CsvSource({
      "1/x, 0", "exp(1/x), 0", "floor(x), 2", "sin(1/x), 0", // no limit
      "sqrt(x), 0", "x^(1/3), 0", "log(log(x)), 1", "gamma(x), -1+", // not defined on one side, or a pole that is left open
      "sin(x), oo", "x*sin(x), oo", "tan(x)/x, oo", "1/(x*sin(x)), oo", "log(1+sin(x))/x, oo", "sqrt(1+sin(x))/x, oo",
      "exp(-x*(1+sin(x))), oo", "(x+a)^(x*(2+sin(x)))/(x+a)^(2*x), oo", "x^sin(x), oo", "(3/2+sin(x))^x, oo",
      "sqrt(-x), oo", "log(-x)-log(-x), oo", "0*log(-x), oo", "(x-x)/(x-x), oo", "(-2)^x, oo", "asin(x), oo",
      "(sin(x)^2+cos(x)^2-1)/(sin(x)^2+cos(x)^2-1), oo", "1/(sqrt(2)*sqrt(3)-sqrt(6))+1/x, oo",
      "log(atan(0*x))+1/x, oo", // undefined once x has cancelled
      "a*x, oo", "exp(a*x), oo", "x^a, oo", "(a-b)*x, oo", // depends on a parameter
  })
  void leavesOpen(String e, String to) {
    assertThat(limit(e, to)).as(e).isNull();
  }

  @Test
  void usesAssumptions() {
    assertThat(limit("exp(a*x)", "oo", "a<0").finite()).isEqualTo(Exprs.ZERO);
    assertThat(limit("exp(a*x)", "oo", "a>0").infinite()).isEqualTo(1);
    assertThat(limit("x*b^x", "oo", "b>0", "b<1").finite()).isEqualTo(Exprs.ZERO);
    assertThat(limit("exp(a*x)/(exp(a*x)+exp(b*x))", "oo", "a>b").finite()).isEqualTo(Exprs.ONE);
  }

  @Test
  void tellsSidesApart() {
    var sides = Gruntz.sides(PlainReader.parse("abs(x)/x"), Exprs.sym("x"), Exprs.ZERO, kernel, List.of());
    assertThat(sides.below().finite()).isEqualTo(Exprs.MINUS_ONE);
    assertThat(sides.above().finite()).isEqualTo(Exprs.ONE);
    assertThat(Gruntz.differ(sides, kernel, List.of())).isTrue();
    assertThat(Gruntz.agree(sides, kernel, List.of())).isFalse();
  }
}
