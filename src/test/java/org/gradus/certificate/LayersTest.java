package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Names;
import org.gradus.notation.Rank;
import org.gradus.notation.Term;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equations in the notation of layers: what holds in every network of a kind has a certificate, and what does not has none. */
class LayersTest {

  /** Letters with a layer above and indices below, as in the notation of layers. */
  private static final Names LAYERED = new Names() {
    @Override public boolean isIndexed(String base) {
      return List.of("a", "z", "w", "b", "delta", "y").contains(base);
    }

    @Override public Rank rank(String base, int subscripts) {
      return !isIndexed(base) ? null : subscripts == (base.equals("w") ? 2 : 1) ? Rank.SCALAR : base.equals("w") ? Rank.MATRIX : Rank.COLUMN;
    }

    @Override public Above above(String base, Term sup) {
      return isIndexed(base) ? Above.LABEL : Above.POWER;
    }

    @Override public boolean isFunction(String name) {
      return name.equals("sigma");
    }
  };

  private static Expr read(String plain) {
    return Requests.read(plain).expr();
  }

  private static boolean certified(String latex, String hidden, String output, String cost) {
    var sides = latex.split(" == ");
    var any = Exprs.apply("sigma", 0, List.of(Exprs.sym("z")));
    var claim = new Claim.Network(LatexReader.parse(sides[0], LAYERED), LatexReader.parse(sides[1], LAYERED),
        hidden == null ? any : read(hidden), output == null ? any : read(output), cost == null ? Exprs.sym("C") : read(cost),
        "softmax".equals(output));
    var c = Certificates.write(new Certificates.Subject(claim, Map.of()));
    if (c != null) {
      assertThat(Checker.check(c).claim()).isEqualTo(claim);
    }
    return c != null;
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\delta_j^l == \\frac{\\partial C}{\\partial z_j^l}",
      "\\delta_j^l == \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^l)",
      "\\delta^l == ((w^{l+1})^T \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "\\frac{\\partial C}{\\partial w_{jk}^l} == a_k^{l-1} \\delta_j^l",
      "\\frac{\\partial C}{\\partial a_k^{l-1}} == \\sum_j w_{jk}^l \\delta_j^l",
      "\\delta_j^L == \\frac{\\partial C}{\\partial a_j^L} \\sigma'(z_j^L)"})
  void backpropagationHoldsInEveryNetwork(String equation) {
    assertThat(certified(equation, null, null, null)).isTrue();
    assertThat(certified(equation, "tanh(z)", "sigmoid(z)", "(a-y)^2/2")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\delta_j^l == \\sum_k w_{jk}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^l)",
      "\\delta_j^l == \\sum_k w_{kj}^{l+1} \\delta_k^{l+1}",
      "\\delta_j^l == \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^{l+1})",
      "\\frac{\\partial C}{\\partial w_{jk}^l} == a_k^l \\delta_j^l",
      "\\frac{\\partial C}{\\partial w_{jk}^l} == a_j^{l-1} \\delta_k^l",
      "\\frac{\\partial C}{\\partial b_j^l} == 2 \\delta_j^l",
      "\\delta_j^L == a_j^L - y_j",
      "\\delta_j^L == -(a_j^L - y_j) \\sigma'(z_j^L)",
      "\\frac{\\partial z_j^l}{\\partial a_j^l} == 0",
      "\\frac{\\partial z_j^m}{\\partial a_j^l} == 0"})
  void whatDoesNotHoldHasNoCertificate(String equation) {
    assertThat(certified(equation, null, null, null)).isFalse();
    assertThat(certified(equation, "tanh(z)", "sigmoid(z)", "(a-y)^2/2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\delta_j^L == a_j^L - y_j",
      "\\frac{\\partial C}{\\partial w_{jk}^L} == a_k^{L-1} (a_j^L - y_j)",
      "\\delta^{L-1} == ((w^L)^T (a^L - y)) \\odot (1 - a^{L-1} \\odot a^{L-1})"})
  void theKindOfTheNetworkIsUsed(String equation) {
    assertThat(certified(equation, "tanh(z)", "softmax", "-y*log(a)")).isTrue();
    assertThat(certified(equation, "sigmoid(z)", "tanh(z)", "(a-y)^2/2")).isFalse();
  }
}
