package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that build upon earlier ones. */
class CarriedForwardTest {

  private static final String ASSIGNMENT = """
      ---
      gradus:
        let: w, x, b, t, r real; y in {0,1}
        feedback: slip
        items:
          - {id: 1, points: 2, function: "-log σ((2y-1) w x)", by: w, partial: {sign: 1/2}}
          - {id: 2, points: 2, from: {g: 1}, key: w - r*g, partial: {from: 1/2}}
          - {id: 3, points: 2, from: {g: 1}, function: g, by: w}
          - {id: 4, points: 4, function: "(w*x + b - t)^2", parameters: [w, b], inputs: [x, t]}
          - {id: 5, points: 2, from: {g: 4}, key: ["w - 0.1*g_w", "b - 0.1*g_b"]}
          - {id: 6, points: 2, from: {s: 5}, key: ["s_1^2"]}
          - {id: 7, points: 2, function: "relu(w)*x", parameters: [w], inputs: [x]}
          - {id: 8, points: 2, from: {k: 7}, key: "2*k_w"}
      ---
      """;

  private static Grader grader;

  @TempDir
  Path folder;

  @BeforeAll
  static void read() throws GradingException {
    grader = new Grader(AssignmentReader.read(ASSIGNMENT));
  }

  private List<Mark> grade(String yaml) throws Exception {
    return grader.grade(Files.writeString(folder.resolve("student.yaml"), yaml)).marks();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      // from a wrong sign, from one that lost a factor, and in a form of its own
      "(2y-1) x (1-σ((2y-1) w x)); w - r (2y-1) x (1-σ((2y-1) w x)); 1",
      "-(1-σ((2y-1) w x)) x; w + r x - r x σ((2y-1) w x); 1",
      // in terms of the earlier answer, whatever that was
      "x y; w - r g; 2",
      // right in itself
      "x y; w - r (2y-1) x (σ((2y-1) w x) - 1); 2",
      // does not follow
      "(2y-1) x (1-σ((2y-1) w x)); w + r (2y-1) x (1-σ((2y-1) w x)) + r; 0",
  })
  void whatFollowsFromAWrongAnswerEarnsTheShare(String first, String second, String points) throws Exception {
    var mark = grade("1: '" + first + "'\n2: '" + second + "'\n").get(1);
    assertThat(mark.points()).as(mark.toString()).hasToString(points);
    assertThat(mark.verdict() == Mark.Verdict.CARRIED).isEqualTo(points.equals("1"));
    if (points.equals("1")) {
      assertThat(mark.feedback()).contains("follows rightly from the answer to 1");
    }
  }

  @Test
  void aDerivativeIsAskedAgainOfTheAnswerThatWasGiven() throws Exception {
    var marks = grade("1: 'x^2 w^2'\n3: '2 w x^2'\n");
    assertThat(marks.get(2).verdict()).isEqualTo(Mark.Verdict.CARRIED);
    assertThat(marks.get(2).points()).hasToString("2");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "0; w",
      "0*w; w",
      "w - w + 5; w - 5 r",
      "q; w - r q",
      "g; 17",
      "0*sqrt(-w^2); 17",
      "x*w*log(-w^2)/log(-w^2); 17",
      "17/r + w/r; w - 17 - w",
      "D(x,x); w - r",
      "1/0; w",
      "x*w + exp(-exp(20)); w - r*x*w",
      "w/r; 0",
  })
  void anAnswerThatLeavesNothingToBeAskedIsNoneToBuildUpon(String first, String second) throws Exception {
    var mark = grade("1: '" + first + "'\n2: '" + second + "'\n").get(1);
    assertThat(mark.points().isZero()).as(mark.toString()).isTrue();
  }

  @Test
  void whoGaveNoEarlierAnswerCarriesNothing() throws Exception {
    assertThat(grade("2: w - r (2y-1) x (1-σ((2y-1) w x))\n").get(1).points().isZero()).isTrue();
  }

  @Test
  void componentsAreCarriedOneByOne() throws Exception {
    var marks = grade("4: ['x(wx+b-t)', '2(wx+b-t)']\n5: ['w - 0.1x(wx+b-t)', 'b - 0.2(wx+b-t)']\n6: '(w - 0.1x(wx+b-t))^2'\n");
    assertThat(marks.subList(4, 6)).extracting(Mark::verdict).containsExactly(Mark.Verdict.CARRIED, Mark.Verdict.CARRIED);
    assertThat(marks.get(4).points()).hasToString("2");
  }

  private List<Mark> numbers(UnaryOperator<double[]> gradient, UnaryOperator<double[]> step) throws Exception {
    var student = Files.createDirectories(folder.resolve("student"));
    for (int item = 4; item <= 5; item++) {
      var rows = new StringBuilder();
      for (Map<String, Object> p : grader.inputs().get("4")) {
        var all = new double[] {at(p, "parameters", 0), at(p, "parameters", 1), at(p, "inputs", 0), at(p, "inputs", 1)};
        var row = (item == 4 ? gradient : step).apply(all);
        rows.append(row[0]).append(',').append(row[1]).append('\n');
      }
      Files.writeString(student.resolve("item" + item + ".csv"), rows);
    }
    return grader.grade(student).marks();
  }

  private static double at(Map<String, Object> point, String what, int index) {
    return ((double[]) point.get(what))[index];
  }

  private static double error(double[] p) {
    return p[0] * p[2] + p[1] - p[3];
  }

  @Test
  void numbersAreCarriedByTheErrorOfWhatTheyAreMadeOf() throws Exception {
    UnaryOperator<double[]> half = p -> new double[] {error(p) * p[2], error(p)};
    UnaryOperator<double[]> step = p -> new double[] {p[0] - 0.1 * error(p) * p[2], p[1] - 0.1 * error(p)};
    assertThat(numbers(half, step).get(4).verdict()).isEqualTo(Mark.Verdict.CARRIED);
    UnaryOperator<double[]> singles = p -> new double[] {(float) step.apply(p)[0], (float) step.apply(p)[1]};
    assertThat(numbers(p -> new double[] {(float) half.apply(p)[0], (float) half.apply(p)[1]}, singles).get(4).verdict()).isEqualTo(Mark.Verdict.CARRIED);
    assertThat(numbers(half, p -> new double[] {step.apply(p)[0] + 1e-6, step.apply(p)[1]}).get(4).points().isZero()).isTrue();
    assertThat(numbers(_ -> new double[] {0, 0}, p -> new double[] {p[0], p[1]}).get(4).points().isZero()).isTrue();
    assertThat(numbers(_ -> new double[] {Double.NaN, 0}, p -> new double[] {p[0], p[1]}).get(4).points().isZero()).isTrue();
  }

  @Test
  void numbersFollowFromFormulasToo() throws Exception {
    numbers(p -> new double[] {0, 0}, p -> new double[] {p[0] - 0.1 * error(p) * p[2], p[1] - 0.1 * error(p)});
    var student = folder.resolve("student");
    Files.delete(student.resolve("item4.csv"));
    Files.writeString(student.resolve("answers.yaml"), "4: ['x(wx+b-t)', 'wx+b-t']\n");
    assertThat(grader.grade(student).marks().get(4).verdict()).isEqualTo(Mark.Verdict.CARRIED);
  }

  /** On a kink the gradient is one of many, and what is made of it has to be made of the one that was given. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void onAKinkWhatFollowsFromARightGradientIsRight(double slope) throws Exception {
    var student = Files.createDirectories(folder.resolve("student"));
    for (int item = 7; item <= 8; item++) {
      var rows = new StringBuilder();
      for (Map<String, Object> p : grader.inputs().get("7")) {
        double w = at(p, "parameters", 0);
        rows.append((item - 6) * (w > 0 ? 1 : w < 0 ? 0 : slope) * at(p, "inputs", 0)).append('\n');
      }
      Files.writeString(student.resolve("item" + item + ".csv"), rows);
    }
    assertThat(grader.grade(student).marks().subList(6, 8)).extracting(Mark::verdict).containsOnly(Mark.Verdict.RIGHT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{id: 2, from: {g: 9}, key: g} | no item 9 before it",
      "{id: 2, from: {g: 1}, key: x} | speaks of no g",
      "{id: 2, from: {w: 1}, key: w} | means something else",
      "{id: 2, from: 1, key: g} | from: {g: 3a}",
      "{id: 2, from: {'a+b': 1}, key: a + b} | is no name",
      "{id: 2, key: [w, x]} | builds upon a gradient",
  })
  void whatCannotBeBuiltUponIsSaid(String item, String words) {
    assertThatThrownBy(() -> AssignmentReader.read("---\ngradus:\n  items:\n    - {id: 1, function: w^2 x, by: w}\n    - " + item + "\n---\n"))
        .isInstanceOf(GradingException.class).hasMessageContaining("item 2").hasMessageContaining(words);
  }
}
