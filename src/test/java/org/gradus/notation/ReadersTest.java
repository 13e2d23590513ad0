package org.gradus.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "−log σ((2y−1)z)           | -log(sigmoid((2*y-1)*z))",
      "d/dz f(z)                 | D(f(z),z)",
      "∂J/∂z                     | D(J,z)",
      "x² + √x                   | x^2+sqrt(x)",
      "ŷ − y                     | yhat-y",
      "2x(y-z)                   | 2*x*(y-z)",
      "-x^2                      | -(x^2)",
      "2^-x^2                    | 2^(-(x^2))",
      "x=2 or x=8                | x = 2 or x = 8",
      "x ≤ 2                     | x <= 2",
  })
  void plain(String written, String meaning) {
    assertThat(PlainReader.parse(written)).isEqualTo(PlainReader.parse(meaning));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\\frac12 x                                         | 1/2*x",
      "e^-x                                               | exp(-x)",
      "{a \\over b}                                       | a/b",
      "\\log 2\\pi\\sigma^2                               | log(2*pi*sigma^2)",
      "\\sigma(1-\\sigma)                                 | sigma*(1-sigma)",
      "h(1-h)                                             | h*(1-h)",
      "\\sigma'(2x)                                       | at(D(sigmoid(t_),t_),t_,2*x)",
      "\\frac{\\partial^2 c}{\\partial w}                 | D(c,w,2)",
      "\\frac{\\partial^2 J}{\\partial w\\,\\partial b}   | D(D(J,b),w)",
      "\\frac{d[\\tanh(z)]}{dz}                           | D(tanh(z),z)",
      "75\\% x                                            | 0.75*x",
      "75\\,\\% x                                         | 0.75*x",
      "75~\\% x                                           | 0.75*x",
      "7 \\% x                                            | 0.07*x",
      "1 0 0 x                                            | 100*x",
      "3 . 5 x                                            | 3.5*x",
      "3 x                                                | 3*x",
      "\\frac{\\partial}{\\partial z} (1+e^{-z})^{-1}     | D((1+exp(-z))^(-1),z)",
      "\\lim_{z \\to 0^+} \\log z                         | limit(log(z),z,0,1)",
      "\\sum_{k \\neq j} p_k                              | sum(ite(k != j,p[k],0),k)",
      "z_k - \\log\\sum_j e^{z_j}                         | z[k]-log(sum(exp(z[j]),j))",
      "\\hat{y}_l^{(i)2}                                  | yhat_l__i^2",
      "\\hat{y_i}                                         | yhat_i",
      "a^{L-1}                                            | a__(L-1)",
      "\\tanh^{-1}(x)                                     | atanh(x)",
      "1_{j=y}                                            | indicator(j = y)",
      "net_{h1} + \\text{den}                             | net_h1+den",
      "\\frac{d_1}{d_2}                                   | d_1/d_2",
      "\\nabla_w J                                        | D(J,w)",
      "\\int_0^1 x^2\\,dx                                 | integral(x^2,x,0,1)",
      "\\underbrace{w x}_{z} + b                          | w*x+b",
  })
  void latex(String written, String meaning) {
    assertThat(LatexReader.parse(written)).isEqualTo(PlainReader.parse(meaning));
  }

  @Test
  void declaredNamesSettleWhatALetterBeforeABracketIs() {
    Names declared = new Names() {
      @Override
      public boolean isFunction(String name) {
        return name.equals("J");
      }

      @Override
      public boolean isVariable(String name) {
        return name.equals("g");
      }
    };
    assertThat(LatexReader.parse("J(x-1)", declared)).hasToString("J(-1+x)");
    assertThat(LatexReader.parse("g(x-1)", declared)).hasToString("g*(-1+x)");
    assertThat(LatexReader.parse("J(x-1)")).hasToString("J*(-1+x)");
  }

  @Test
  void matricesAreNotMultipliedAsScalars() {
    assertThat(LatexReader.parse("X^T X")).isNotEqualTo(LatexReader.parse("X X^T"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{d}{dx} (x-1) e^x", "f(x+1)", "\\frac{d}{dx} x^2 + 3x", "\\sin 2x y"})
  void theUsualReadingAloneIsTheFirstOfAll(String written) {
    var term = LatexReader.read(written);
    assertThat(Elaborator.usual(term, Names.NONE)).isEqualTo(Elaborator.elaborate(term, Names.NONE).expr());
  }

  @Test
  void theOtherReadingIsKept() {
    var read = Elaborator.elaborate(LatexReader.read("\\frac{d}{dx} (x-1) e^x"), Names.NONE);
    assertThat(read.expr()).isEqualTo(PlainReader.parse("D((x-1)*exp(x),x)"));
    assertThat(read.alternatives()).containsExactly(PlainReader.parse("D(x-1,x)*exp(x)"));
    assertThat(read.readings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "(x", "x)", "x +", "x = = y", "\\frac{1}", "\\foo x", "x_1_2", "\\sqrt", "{x", "x & y", "\\begin{cases} x",
      "\\log", "\\sum x", "1 + \\dots + n", "\\pm 1", "\\lim x", "a^{", "\\hat", "\\left( x", "|x", "\\text{so } x"})
  void whatDoesNotReadIsSaidSo(String latex) {
    assertThatThrownBy(() -> LatexReader.parse(latex)).isInstanceOf(NotationException.class)
        .satisfies(e -> assertThat(((NotationException) e).position()).isBetween(0, latex.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-(", "\\frac{1}{", "{", "x^{", "\\sqrt{", "\\sin ", "|", "\\log(", "\\hat{", "\\frac{d}{dx} ", "\\sum_i ", "f(", "x^"})
  void deepNestingIsAnError(String opening) {
    assertThatThrownBy(() -> LatexReader.parse(opening.repeat(10_000) + "x")).isInstanceOf(NotationException.class);
    try {
      PlainReader.parse(opening.replace("\\", "").repeat(10_000) + "x");
    } catch (NotationException e) {
      // an error is well, an overflow is not
    }
  }
}
