package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.Gradus.analyze;
import static org.gradus.Gradus.define;
import static org.gradus.Gradus.gradcheck;
import static org.gradus.Gradus.let;
import static org.gradus.Gradus.network;
import static org.gradus.Gradus.parse;
import static org.gradus.Gradus.plot;
import static org.gradus.Gradus.verify;

import java.nio.file.Path;
import java.util.Map;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the documentation of the public classes: they are taken from here, and do what they say. */
final class SnippetsTest {

  @Test
  void tour() {
    // @start region="tour"
    var loss = let("y in {0,1}").parse("-log σ((2y-1)z)");
    var slope = loss.d("z");                          // (1 − 2·y)·σ((1 − 2·y)·z)
    var verdict = slope.equal("σ(z) - y");            // PROVED
    var end = slope.at("y", 1).limit("z", "oo");      // 0
    // @end
    assertThat(verdict.isProved()).isTrue();
    assertThat(end).hasToString("0");
    assertThat(slope).hasToString("(1 − 2·y)·(1 − σ(z·(2·y − 1)))");
  }

  @Test
  void formula() {
    // @start region="formula"
    var f = parse("x^2 y");
    f.gradient("x", "y");                             // [2·x·y, x²]
    f.at("y", "1/2").evaluate("x", 3);                // 4.5
    f.compile("x", "y").applyAsDouble(3, 0.5);        // the same, as bytecode
    f.latex();                                        // y \\cdot x^{2}
    // @end
    assertThat(f.gradient("x", "y")).hasToString("[2·x·y, x²]");
    assertThat(f.at("y", "1/2").evaluate("x", 3)).isEqualTo(4.5);
    assertThat(f.compile("x", "y").applyAsDouble(3, 0.5)).isEqualTo(4.5);
    assertThat(f.latex()).isEqualTo("y \\cdot x^{2}");
  }

  @Test
  void scope() {
    // @start region="scope"
    var scope = let("a > 0").define("s", "σ(a z)");
    scope.parse("s").d("z").equal("a s (1-s)");       // PROVED
    // @end
    assertThat(scope.parse("s").d("z").equal("a s (1-s)").isProved()).isTrue();
    assertThat(define("s", "σ(z)").parse("s")).hasToString("σ(z)");
  }

  @Test
  void verdict() {
    // @start region="verdict"
    var refuted = parse("sqrt(x^2)").equal("x");
    refuted.point();                                  // {x=-1}
    refuted.holdsIf();                                // [x > 0]
    // @end
    assertThat(refuted.isRefuted()).isTrue();
    assertThat(refuted.point()).isEqualTo(Map.of("x", "-1"));
    assertThat(refuted.holdsIf()).containsExactly("x > 0");
  }

  @Test
  void analysis(@TempDir Path folder) {
    // @start region="analysis"
    var swish = analyze("z σ(z)", "z");
    swish.fact("convexity");                          // neither
    plot("z σ(z)", "z", -4, 4).save(folder.resolve("swish.svg"));
    // @end
    assertThat(swish.fact("convexity")).isEqualTo("neither");
    assertThat(folder.resolve("swish.svg")).content().contains("<svg");
  }

  @Test
  void network_() {
    // @start region="network"
    var net = network("2-3-1 tanh identity mse");
    net.cost(new double[] {1, -1}, 0.5);
    net.gradcheck().passed();                         // true
    // @end
    assertThat(net.cost(new double[] {1, -1}, 0.5)).isPositive();
    assertThat(net.gradcheck().passed()).isTrue();
  }

  @Test
  void gradcheck_() {
    // @start region="gradcheck"
    var report = gradcheck(x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], x[0]}, 3, 5);
    report.passed();                                  // false: the derivative by the second is x[0]²
    // @end
    assertThat(report.passed()).isFalse();
    assertThat(report.entries()).extracting(GradientReport.Entry::status)
        .containsExactly(GradientReport.Status.AGREES, GradientReport.Status.DIFFERS);
  }

  @Test
  void report() {
    // @start region="report"
    var report = verify("slope.md", "$$ \\frac{d}{dz} \\tanh z = 1 + \\tanh^2 z $$");
    report.isRefuted();                               // true
    report.steps().getFirst().diagnosis().message();  // a sign is wrong
    // @end
    assertThat(report.isRefuted()).isTrue();
    assertThat(report.steps().getFirst().diagnosis().kind()).isEqualTo("sign");
  }

  @Test
  void field() {
    // @start region="field"
    var factory = new DSFactory(1, 3);
    var x = factory.variable(0, 0.5);
    var third = parse("tanh x").field(x).apply(Map.of("x", x)).getPartialDerivative(3);
    // @end
    assertThat(third).isCloseTo(parse("tanh x").d("x", 3).evaluate("x", 0.5), org.assertj.core.data.Offset.offset(1e-12));
  }
}
