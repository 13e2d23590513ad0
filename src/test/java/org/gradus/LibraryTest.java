package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.Gradus.analyze;
import static org.gradus.Gradus.gradcheck;
import static org.gradus.Gradus.hessian;
import static org.gradus.Gradus.let;
import static org.gradus.Gradus.network;
import static org.gradus.Gradus.parse;
import static org.gradus.Gradus.plot;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.numeric.Evaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library gives besides formulas: analyses, plots, networks, checks; and what it keeps to itself. */
final class LibraryTest {

  @Test
  void anAnalysisHasOneCaseForEachLabel() {
    var loss = let("y in {0,1}").parse("-log σ((2y-1)z)").analyze("z");
    assertThat(loss.cases()).extracting(Analysis.Case::where).containsExactly("y = 0", "y = 1");
    assertThat(loss.fact("convexity")).contains("convex");
    assertThat(let("y in {0,1}").parse("-log σ((2y-1)z)").at("y", 1).analyze("z").cases()).hasSize(1);
    assertThat(loss.toString()).contains("supremum").contains("(y = 1)");
    assertThat(loss.html()).startsWith("<p>").contains("<table>");
    assertThatThrownBy(() -> loss.fact("colour")).hasMessageContaining("there are domain");
    assertThatThrownBy(() -> analyze("a z", "z")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at(\"a\", 1)");
  }

  @Test
  void aPlotIsAPictureOfBothKinds() {
    var plot = plot("z tanh z");
    assertThat(plot.svg()).startsWith("<svg").endsWith("</svg>");
    assertThat(plot("z tanh z").svg()).isEqualTo(plot.svg());
    assertThat(plot.png()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(plot.html()).startsWith("<img alt=\"plot of z*tanh(z)\" src=\"data:image/png;base64,");
    assertThat(plot).hasToString("plot of z*tanh(z)");
    assertThatThrownBy(() -> plot("x y")).hasMessageContaining("[x, y]");
    assertThatThrownBy(() -> plot("x", "x", 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void matricesStandInRowsAndColumns() {
    var h = hessian("x^2 y", "x", "y");
    assertThat(h).hasToString("[ 2·y   2·x ]\n[ 2·x   0   ]");
    assertThat(h.latex()).isEqualTo("\\begin{pmatrix}2 \\cdot y & 2 \\cdot x \\\\ 2 \\cdot x & 0\\end{pmatrix}");
    assertThat(h.html()).startsWith("<math").contains("<mtable");
    assertThat(h.at("x", 1).evaluate("y", 3)).isDeepEqualTo(new double[][] {{6, 2}, {2, 0}});
  }

  @Test
  void aNetworkGivesTheSameAsItsFormula() {
    var net = network("1-1 sigmoid binary-cross-entropy").with(0.7, -0.3);
    var cost = let("y in {0,1}").parse("-(y log σ(w x + b) + (1-y) log(1-σ(w x + b)))");
    double[] gradient = cost.gradient("w", "b").evaluate("w", 0.7, "b", -0.3, "x", 2, "y", 1);
    assertThat(net.gradient(new double[] {2}, 1)).containsExactly(gradient, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(net.cost(new double[] {2}, 1)).isCloseTo(cost.evaluate("w", 0.7, "b", -0.3, "x", 2, "y", 1), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(net.output(2)[0]).isCloseTo(parse("σ(1.1)").evaluate(), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(net).hasToString("1-1 sigmoid, output sigmoid, cost binary: 2 parameters");
    assertThatThrownBy(() -> net.with(1)).hasMessageContaining("2 parameters, not 1");
    assertThatThrownBy(() -> network("2 tanh")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClaimedGradientOfANetworkIsChecked() {
    var net = network("2-2-1 tanh identity mse");
    var x = new double[] {0.5, -1};
    var claimed = net.gradient(x, 1);
    assertThat(net.gradcheck(new double[][] {x}, new double[][] {{1}}, claimed).passed()).isTrue();
    claimed[3] = -claimed[3] + 1;
    var report = net.gradcheck(new double[][] {x}, new double[][] {{1}}, claimed);
    assertThat(report.count(GradientReport.Status.DIFFERS)).isEqualTo(1);
    assertThat(report.toString()).startsWith("FAILED").contains("w^2_{2,2}");
  }

  /** Smooth functions, one lost digit by digit in cancellation, one in floats, one with a kink. */
  @ParameterizedTest
  @CsvSource({"1.5, true", "-0.25, true", "0.001, true", "1e3, true"})
  void rightGradientsPassAndWrongOnesDoNot(double at, boolean expected) {
    assertThat(gradcheck(x -> Math.sin(x[0]) * x[0], x -> new double[] {Math.cos(x[0]) * x[0] + Math.sin(x[0])}, at).passed()).isEqualTo(expected);
    assertThat(gradcheck(x -> Math.sin(x[0]) * x[0], x -> new double[] {Math.cos(x[0]) * x[0] - Math.sin(x[0])}, at).passed()).isEqualTo(!expected);
    assertThat(gradcheck(x -> (1e8 + x[0] * x[0]) - 1e8, x -> new double[] {2 * x[0]}, at).passed()).isEqualTo(expected);
    assertThat(gradcheck(x -> (float) Math.tanh(x[0] / 8), x -> new double[] {(float) (1 / Math.pow(Math.cosh(x[0] / 8), 2) / 8)}, at).passed())
        .isEqualTo(expected);
  }

  @Test
  void atAKinkEverySubgradientIsRight() {
    for (double g : new double[] {0, 0.5, 1}) {
      var report = gradcheck(x -> Math.max(0, x[0]), x -> new double[] {g}, 0);
      assertThat(report.count(GradientReport.Status.KINK)).as(report.toString()).isEqualTo(1);
    }
    assertThat(gradcheck(x -> Math.max(0, x[0]), _ -> new double[] {-0.1}, 0).passed()).isFalse();
    assertThat(gradcheck(x -> Math.max(0, x[0]), _ -> new double[] {1.1}, 0).passed()).isFalse();
    assertThatThrownBy(() -> gradcheck(x -> x[0], x -> new double[2], 0)).hasMessageContaining("2 components");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log x", "sqrt(x)", "1/x", "x^(1/3)", "x^x", "atan(1/x)", "log(1-x^2)", "softplus(x)", "gelu(x)", "abs(x)/x", "floor(x)",
      "sum(x^k/k,k,1,5)", "log σ(x)", "gamma(x)", "acos(x)", "ite(x>0,x,0)", "sign(x)"})
  void bytecodeAgreesWithTheEvaluator(String text) {
    var f = parse(text);
    var compiled = f.compile();
    for (double x : new double[] {-800, -2, -1, -0.5, 0, 0.25, 1, 3, 800}) {
      double expected = Evaluator.real(f.expr(), Map.of("x", x));
      double got = compiled.applyAsDouble(x);
      if (Double.isFinite(expected)) {
        assertThat(got).as(text + " at " + x).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void symjaIsThereForThoseWhoAsk() {
    assertThat(parse("tanh x").d("x").toSymja().toString()).contains("Sech");
  }

  /** Type names that stand in the signatures of public members. */
  private static List<String> signatures(Class<?> type) {
    var all = new ArrayList<Type>();
    for (var m : type.getMethods()) {
      if (m.getDeclaringClass().getName().startsWith("org.gradus") && !List.of("toSymja", "field").contains(m.getName())) {
        all.add(m.getGenericReturnType());
        all.addAll(Arrays.asList(m.getGenericParameterTypes()));
        all.addAll(Arrays.asList(m.getGenericExceptionTypes()));
      }
    }
    return all.stream().map(Type::getTypeName).toList();
  }

  private static Stream<Class<?>> publicTypes() throws Exception {
    var classes = Path.of(Gradus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var all = new ArrayList<Class<?>>();
    for (var room : List.of("org/gradus", "org/gradus/junit", "org/gradus/submission", "org/gradus/gradient")) {
      if (Files.isDirectory(classes.resolve(room))) {
        try (var files = Files.list(classes.resolve(room))) {
          for (var f : files.filter(f -> f.toString().endsWith(".class") && !f.endsWith("package-info.class")).toList()) {
            all.add(Class.forName(classes.relativize(f).toString().replace(".class", "").replace('/', '.').replace('\\', '.')));
          }
        }
      }
    }
    return all.stream().filter(c -> Modifier.isPublic(c.getModifiers()));
  }

  @Test
  void noForeignTypeIsInThePublicFace() throws Exception {
    var types = publicTypes().toList();
    assertThat(types).hasSizeGreaterThan(10);
    for (var type : types) {
      assertThat(signatures(type)).as(type.getName()).noneMatch(name -> name.contains("matheclipse") || name.contains("hipparchus") || name.contains("edu.jas")
          || name.contains("knowm") || name.contains("fasterxml"));
    }
  }

  @Test
  void resultsAreImmutable() {
    var gradient = parse("x y").gradient("x", "y");
    assertThatThrownBy(() -> gradient.add(parse("x"))).isInstanceOf(UnsupportedOperationException.class);
    UnaryOperator<double[]> f = gradient.compile("x", "y");
    var point = new double[] {1, 2};
    f.apply(point)[0] = 7;
    assertThat(f.apply(point)).containsExactly(2, 1);
    var net = network("1-1 identity mse");
    net.parameters()[0] = 7;
    assertThat(net.parameters()[0]).isNotEqualTo(7);
  }
}
