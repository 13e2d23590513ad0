package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.Evaluator;
import org.gradus.proof.Kernel;
import org.gradus.proof.Product;
import org.gradus.symbolic.JasFactors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTest {

  private static final JasFactors ORACLE = new JasFactors();
  private static final Kernel KERNEL = new Kernel(ORACLE);
  private static final Expr.Sym Z = Exprs.sym("z");

  private static Analyzer of(String f) {
    return new Analyzer(PlainReader.parse(f), Z, List.of(), KERNEL, ORACLE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(z) | 0, approached as z → -∞ | 1, approached as z → ∞ | 1/4 at z = 0",
      "relu(z) | 0 at z = 0, z < 0 | ∞ as z → ∞ | 1 at z > 0",
      "softsign(z) | -1, approached as z → -∞ | 1, approached as z → ∞ | 1 at z = 0",
      "hardtanh(z) | -1 at z = -1, z < -1 | 1 at z = 1, z > 1 | 1 at -1 < z < 1",
      "z^2-2*z | -1 at z = 1 | ∞ as z → -∞, z → ∞ | ∞ as z → -∞, z → ∞",
      "abs(z) | 0 at z = 0 | ∞ as z → -∞, z → ∞ | 1 at z < 0, z > 0"})
  void the_range_and_the_largest_slope_are_exact(String f, String low, String high, String slope) {
    var a = of(f);
    assertThat(a.infimum(0).value().text("z")).isEqualTo(low);
    assertThat(a.supremum(0).value().text("z")).isEqualTo(high);
    var largest = a.largest(1).value();
    assertThat(largest.value().text()).isEqualTo(slope.replaceFirst(" (at|as) .*", ""));
    assertThat(largest.attained()).isEqualTo(slope.contains(" at "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"z*sigmoid(z)", "z*tanh(z)", "gelu(z)", "elu(z)", "abs(z^2-1)", "sqrt(z^2)", "exp(-z^2)", "z^4-z", "cbrt(z)"})
  void every_fact_agrees_with_dense_sampling(String text) {
    var f = PlainReader.parse(text);
    var a = of(text);
    var slope = Derivatives.of(f, Z, 1);
    double low = bound(a.infimum(0), Double.NEGATIVE_INFINITY, false);
    double high = bound(a.supremum(0), Double.POSITIVE_INFINITY, true);
    double lipschitz = bound(a.largest(1), Double.POSITIVE_INFINITY, true);
    for (double z = -12; z <= 12; z += 0.0373) {
      assertThat(Evaluator.real(f, Map.of("z", z))).isBetween(low - 1e-9, high + 1e-9);
      assertThat(Math.abs(Evaluator.real(slope, Map.of("z", z)))).isLessThanOrEqualTo(lipschitz + 1e-9);
    }
    for (int order = 1; order <= 2; order++) {
      for (var r : a.runs(order).get()) {
        double p = r.span().sample().doubleValue();
        double value = Evaluator.real(Derivatives.of(f, Z, order), Map.of("z", p));
        assertThat((int) Math.signum(Math.abs(value) < 1e-12 ? 0 : value)).isEqualTo(r.sign());
      }
    }
  }

  private static double bound(Fact<Extreme> e, double infinite, boolean up) {
    if (!e.known()) {
      return infinite;
    }
    var v = e.value().value();
    return v.infinite() != 0 ? infinite : (up ? v.upper() : v.lower()).doubleValue();
  }

  @Property(tries = 40)
  void a_polynomial_has_exactly_the_sign_changes_that_its_factors_give_it(@ForAll @Size(min = 1, max = 4) List<@IntRange(min = -5, max = 5) Integer> roots) {
    var f = Exprs.mul(roots.stream().map(r -> Exprs.sub(Z, Exprs.num(r))).toList());
    var expanded = Product.of(f, List.of(), null).orElseThrow().toExpr();
    var chart = new Analyzer(expanded, Z, List.of(), KERNEL, ORACLE).runs(0).get();
    var distinct = roots.stream().distinct().sorted().toList();
    assertThat(chart.stream().skip(1).map(r -> r.span().low().exact()).toList())
        .isEqualTo(distinct.stream().map(Exprs::num).toList());
    for (var r : chart) {
      double p = r.span().sample().doubleValue();
      double value = roots.stream().mapToDouble(q -> p - q).reduce(1, (x, y) -> x * y);
      assertThat(r.sign()).isEqualTo((int) Math.signum(value));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "softplus(z) | STRICTLY_CONVEX", "abs(z) | CONVEX", "sqrt(z^2) | CONVEX", "log(z) | STRICTLY_CONCAVE", "sigmoid(z) | NEITHER",
      "min(z,0) | CONCAVE", "3*z+1 | AFFINE", "z^2+min(z,0)*4 | NEITHER", "z*log(z) | STRICTLY_CONVEX"})
  void bends_are_told_with_kinks_counted(String f, Shape.Bend bend) {
    assertThat(new Shape(of(f)).bend().value()).isEqualTo(bend);
  }

  @org.junit.jupiter.api.Test
  void convexity_is_not_claimed_where_the_domain_is_not_one_interval() {
    assertThat(new Shape(of("1/z^2")).bend().known()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(z) | saturates exponentially, f' ~ exp(-z) | saturates exponentially, f' ~ exp(z)",
      "softsign(z) | saturates polynomially, f' ~ 1/z^2 | saturates polynomially, f' ~ 1/z^2",
      "relu(z) | passes, f' → 1 | dead, f' = 0",
      "z^2 | explodes, f' → ∞ like 2*z | explodes, f' → -∞ like 2*z"})
  void saturation_is_classified_on_both_sides(String f, String up, String down) {
    assertThat(of(f).saturation(true).value().text()).isEqualTo(up);
    assertThat(of(f).saturation(false).value().text()).isEqualTo(down);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "a*x+b*y | PROVED", "(a*x+b*y-1)^2 | PROVED", "log(exp(a)+exp(b)) | PROVED", "max(a,b)+abs(a-b) | PROVED", "a^2+a*b+b^2 | PROVED",
      "a*b | REFUTED", "a^2+3*a*b+b^2 | REFUTED", "sqrt(abs(a))+b | REFUTED", "-log(sigmoid(x*a+b)) | PROVED", "sqrt(a^2+b^2) | PROVED"})
  void convexity_in_several_variables_is_decided(String f, Finding.Outcome outcome) {
    var e = PlainReader.parse(f);
    var found = Convexities.convex(e, List.of(Exprs.sym("a"), Exprs.sym("b")), List.of(), KERNEL, ORACLE);
    assertThat(found.outcome()).as(found.how()).isEqualTo(outcome);
  }

  @org.junit.jupiter.api.Test
  void the_innermost_part_that_breaks_the_rules_is_named() {
    var e = PlainReader.parse("exp(a) + 2*log(a*b)");
    var c = new Composition(List.of(Exprs.sym("a"), Exprs.sym("b")), List.of(), KERNEL, ORACLE).of(e);
    assertThat(c.offending()).isEqualTo(PlainReader.parse("a*b"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(z) | (-∞, ∞) -1", "relu(z) | (-∞, 0) -1, (0, ∞) 0", "z^2 | (-∞, -1/2) 1, (-1/2, 1/2) -1, (1/2, ∞) 1",
      "tanh(z) | (-∞, 0) -1, (0, ∞) -1", "sin(z) | (0, pi) -1, (pi, 2*pi) -1", "2*z | (-∞, ∞) 1"})
  void where_a_stack_of_layers_shrinks_gradients_is_told(String f, String runs) {
    assertThat(String.join(", ", of(f).againstOne().value().stream().map(r -> r.span() + " " + r.sign()).toList())).isEqualTo(runs);
  }
}
