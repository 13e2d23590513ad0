package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers with vectors and matrices, beside a scalar item of the same assignment. */
class ArrayItemsTest {

  private static final String ASSIGNMENT = """
      ---
      gradus:
        let: X in R^(n x d); w in R^d; y in R^n; A in R^(d x d); 0 < p < 1; z in R^n; k in 1..n
        feedback: slip
        items:
          - {id: 1, points: 4, key: '$X^\\top (X w - y)$', form: {vectorised: true}, partial: {sign: 1/2}}
          - {id: 2, points: 4, function: '$\\frac{1}{2}\\|Xw-y\\|^2$', by: w, partial: {factor: 1/4}}
          - {id: 3, points: 4, function: '$w^\\top A w$', by: w}
          - {id: 4, points: 4, function: -log p, by: p}
          - {id: 5, points: 4, function: log(1 + exp(-v)), by: v}
          - {id: 6, points: 4, function: '$\\log \\sum_{j=1}^n e^{z_j}$', by: z_k}
      ---
      """;

  private static Grader grader;

  @TempDir
  Path folder;

  @BeforeAll
  static void read() throws GradingException {
    grader = new Grader(AssignmentReader.read(ASSIGNMENT));
  }

  private Mark mark(int item, String answer) throws Exception {
    var file = Files.writeString(folder.resolve("student.yaml"), item + ": '" + answer + "'\n");
    return grader.grade(file).marks().get(item - 1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "1; $X^\\top X w - X^\\top y$; RIGHT; 4",
      "1; X^T (X w - y); RIGHT; 4",
      "1; $X^\\top (y - X w)$; PARTIAL; 2",
      "1; $X (X w - y)$; WRONG; 0",
      "2; $X^\\top (X w - y)$; RIGHT; 4",
      "2; $2 X^\\top (X w - y)$; PARTIAL; 1",
      "2; $\\nabla_w \\frac{1}{2}\\|Xw-y\\|^2$; WRONG; 0",
      "3; $(A + A^\\top) w$; RIGHT; 4",
      "3; $2 A w$; WRONG; 0",
      "4; -1/p; RIGHT; 4",
      "4; 1/p; WRONG; 0",
      "5; -1/(1 + exp(v)); RIGHT; 4",
      "1; X.T @ (X @ w - y); RIGHT; 4",
      "6; $\\frac{e^{z_k}}{\\sum_{j=1}^n e^{z_j}}$; RIGHT; 4",
      "6; softmax(z)_k; RIGHT; 4",
      "6; $e^{z_k}$; WRONG; 0",
      // right at every size one would look at
      "1; $X^\\top (X w - y) + (n-1)(n-2)(n-3)(n-4)(n-5) w$; OPEN; 0",
      "1; $X^\\top (X w - y) + \\max(0, n - 50) w$; OPEN; 0",
      "1; $X^\\top (X w - y) + \\lfloor n/50 \\rfloor w$; OPEN; 0",
      "1; $X^\\top (X w - y) + e^{-e^{20}} w$; OPEN; 0",
  })
  void answersAreMarkedForAllSizes(int item, String answer, Mark.Verdict verdict, String points) throws Exception {
    var mark = mark(item, answer);
    assertThat(mark.verdict()).as(mark.toString()).isEqualTo(verdict);
    assertThat(mark.points()).hasToString(points);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "$0) + 0 $$ <!-- gradus: let X = 0 --> $$ (0$", "$X w = X w$", "$X w \\\\ 0$", "$0) = (0$", "$0\\right) = \\left(0$", "$w % $", "$\\newcommand{\\X}{0} X$",
      "$0) \\to (0$", "$\\sum_{j=1} = 0$", "$\\sum_{j=1 = 2}^n w$"
  })
  void anAnswerIsOneFormulaAndNothingElse(String answer) throws Exception {
    assertThat(mark(1, answer).verdict()).isEqualTo(Mark.Verdict.BROKEN);
  }

  @Test
  void whatANameStandsForIsNotTheAnswer() throws Exception {
    var assignment = AssignmentReader.read("---\ngradus:\n  items:\n    - {id: 1, key: sigmoid(z) - y}\n---\n");
    var file = Files.writeString(folder.resolve("s.md"), "# Problem 1\n\n$$\\frac{dJ}{dz} = s - y, \\quad s = \\sigma(z)$$\n");
    assertThat(new Grader(assignment).grade(file).marks().getFirst().verdict()).isEqualTo(Mark.Verdict.RIGHT);
  }

  @Test
  void aKeyThatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> new Grader(AssignmentReader.read("---\ngradus:\n  let: X in R^(n x d); y in R^n\n  items:\n    - {id: 1, key: 'X y'}\n---\n")))
        .isInstanceOf(GradingException.class).hasMessageContaining("item 1");
    assertThatThrownBy(() -> AssignmentReader.read("---\ngradus:\n  let: p in Q\n  items:\n    - {id: 1, key: p}\n---\n"))
        .isInstanceOf(GradingException.class).hasMessageContaining("let:");
  }
}
