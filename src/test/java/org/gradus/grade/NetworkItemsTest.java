package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Test;

/** Backward passes as numbers, against one written here: tanh in the hidden layers, the mean of ½ Σ (a − y)². */
class NetworkItemsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Assignment assignment(String network, String more) throws GradingException {
    return AssignmentReader.read("---\ngradus:\n  feedback: counterexample\n  items:\n    - {id: 1, points: 12, network: " + network + more + "}\n---\n");
  }

  /** The gradient by names at a published point. */
  private static Map<String, double[][]> backward(Map<String, Object> point, boolean withSlope) {
    var x = (double[][]) point.get("x");
    var y = (double[][]) point.get("y");
    int top = 2;
    while (point.containsKey("w" + (top + 1))) {
      top++;
    }
    var sums = new LinkedHashMap<String, double[][]>();
    for (int e = 0; e < x.length; e++) {
      var a = new double[top + 1][];
      a[1] = x[e];
      for (int l = 2; l <= top; l++) {
        var w = weights(point, l);
        var b = (double[]) point.get("b" + l);
        a[l] = new double[b.length];
        for (int j = 0; j < b.length; j++) {
          double z = b[j];
          for (int k = 0; k < a[l - 1].length; k++) {
            z += w.get(j)[k] * a[l - 1][k];
          }
          a[l][j] = l == top ? z : Math.tanh(z);
        }
      }
      var delta = new double[a[top].length];
      for (int j = 0; j < delta.length; j++) {
        delta[j] = (a[top][j] - y[e][j]) / x.length;
      }
      for (int l = top; l >= 2; l--) {
        var w = weights(point, l);
        var dw = sums.computeIfAbsent("w" + l, _ -> new double[w.size()][w.getFirst().length]);
        var db = sums.computeIfAbsent("b" + l, _ -> new double[1][w.size()]);
        var below = new double[a[l - 1].length];
        for (int j = 0; j < delta.length; j++) {
          db[0][j] += delta[j];
          for (int k = 0; k < below.length; k++) {
            dw[j][k] += delta[j] * a[l - 1][k];
            below[k] += w.get(j)[k] * delta[j] * (withSlope ? 1 - a[l - 1][k] * a[l - 1][k] : 1);
          }
        }
        delta = below;
      }
    }
    return sums;
  }

  @SuppressWarnings("unchecked")
  private static List<double[]> weights(Map<String, Object> point, int l) {
    return (List<double[]>) point.get("w" + l);
  }

  private static Mark graded(Assignment assignment, boolean withSlope, UnaryOperator<Map<String, double[][]>> slip) throws Exception {
    var grader = new Grader(assignment);
    var rows = new ArrayList<Object>();
    for (var point : grader.inputs().get("1")) {
      rows.add(slip.apply(backward(point, withSlope)));
    }
    var folder = Files.createTempDirectory("gradus-test");
    try {
      Files.writeString(folder.resolve("1.json"), JSON.writeValueAsString(rows));
      return grader.grade(folder).marks().getFirst();
    } finally {
      Files.deleteIfExists(folder.resolve("1.json"));
      Files.delete(folder);
    }
  }

  private static Map<String, double[][]> times(Map<String, double[][]> g, double factor) {
    g.values().forEach(m -> {
      for (var row : m) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= factor;
        }
      }
    });
    return g;
  }

  @Property(tries = 8)
  void aBackwardPassIsRightForAnyNetworkAndOneWithAFactorIsNot(@ForAll @Size(min = 2, max = 4) List<@IntRange(min = 1, max = 5) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 4) int examples) throws Exception {
    var network = String.join("-", sizes.stream().map(String::valueOf).toList()) + " tanh identity mse";
    var assignment = assignment(network, ", samples: 3, partial: {factor: 1/2, sign: 1/4}, examples: " + examples);
    assertThat(graded(assignment, true, g -> g)).extracting(Mark::verdict, Mark::points).containsExactly(Mark.Verdict.RIGHT, Rational.of(12));
    assertThat(graded(assignment, true, g -> times(g, 3))).extracting(Mark::slip, Mark::points).containsExactly("factor", Rational.of(6));
    assertThat(graded(assignment, true, g -> times(g, -1))).extracting(Mark::slip, Mark::points).containsExactly("sign", Rational.of(3));
  }

  @Test
  void theFirstWrongLayerIsNamedAndRightOnesCount() throws Exception {
    var assignment = assignment("3-4-3-2 tanh identity mse", ", partial: {layers: 1/2}");
    assertThat(graded(assignment, false, g -> g)).satisfies(m -> {
      assertThat(m.slip()).isEqualTo("delta");
      assertThat(m.points()).isEqualTo(Rational.of(2)); // 2 of 6 parts, half of 12 points
      assertThat(m.feedback()).contains("right: w4, b4").contains("δ of layer 3").contains("by b3[1]");
    });
    assertThat(graded(assignment, true, g -> {
      var w = g.get("w3");
      var turned = new double[w[0].length][w.length];
      for (int i = 0; i < w.length; i++) {
        for (int j = 0; j < w[0].length; j++) {
          turned[j][i] = w[i][j];
        }
      }
      g.put("w3", turned);
      return g;
    })).satisfies(m -> {
      assertThat(m.slip()).isEqualTo("transpose");
      assertThat(m.points()).isEqualTo(Rational.of(5));
    });
  }

  @Test
  void formulasAndShapesThatDoNotFitAreSaid() throws Exception {
    var assignment = assignment("2-2 tanh identity mse", "");
    assertThat(graded(assignment, true, g -> Map.of("w2", g.get("w2")))).extracting(Mark::slip).isEqualTo("shape");
    var yaml = Files.createTempFile("gradus", ".yaml");
    try {
      Files.writeString(yaml, "1: a - y\n");
      assertThat(new Grader(assignment).grade(yaml).marks().getFirst()).extracting(Mark::verdict, Mark::feedback)
          .containsExactly(Mark.Verdict.BROKEN, "numbers or a program are asked for");
    } finally {
      Files.delete(yaml);
    }
    assertThatThrownBy(() -> assignment("2-3-2 frobnicate mse", "")).isInstanceOf(GradingException.class).hasMessageContaining("no activation");
    assertThatThrownBy(() -> new Grader(assignment("90-90 tanh identity mse", ""))).isInstanceOf(GradingException.class).hasMessageContaining("parameters");
  }
}
