package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps on the way to a wrong answer, 4 points: a half for right ones, three quarters for a single wrong one. */
class StepCreditTest {

  private static final String F = "\\frac{d}{dz}(-\\log\\sigma((2y-1)z))";

  private static Grader grader;

  @TempDir
  Path folder;

  @BeforeAll
  static void read() throws GradingException {
    grader = new Grader(AssignmentReader.read("""
        ---
        gradus:
          let: z, k real; y in {0,1}; X in R^(n x d); w in R^d; v in R^n
          feedback: mark
          items:
            - {id: 1, points: 4, function: "-log σ((2y-1) z)", by: z, partial: {steps: 1/2, carried: 3/4}}
            - {id: 2, points: 4, key: "3*z^2*k", partial: {steps: 1/2, carried: 3/4}}
            - {id: 3, points: 4, function: '$\\frac{1}{2}\\|Xw-v\\|^2$', by: w, partial: {steps: 1/2, carried: 3/4}}
        ---
        """));
  }

  private Mark mark(int item, String text) throws Exception {
    var file = Files.writeString(folder.resolve("s.md"), "# Problem " + item + "\n\n" + text.replace("F", F).replace("; ", "\n\n") + "\n");
    return grader.grade(file).marks().get(item - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "$$x = x$$; $$1 = 1$$; $$\\sin^2 x + \\cos^2 x = 1$$; $$(a+b)^2 = a^2+2ab+b^2$$; $$17$$",
      "$$F = \\sin^2 z + \\cos^2 z = 1$$",
      "$$F = 5 = 2+3 = 5\\cos(0) = 5\\log(e)$$",
      "$$F = F + 0 = 2F - F = \\frac{d}{dz}(1-\\log\\sigma((2y-1)z)) = 17$$",
      "$$F = -\\frac{d}{dz}\\log\\sigma((2y-1)z) = 5z(\\sin^2 z + \\cos^2 z) = 5z$$",
      "$$\\frac{d}{dz} z^2 = 2z$$; $$\\frac{d}{dz} e^z = e^z$$; $$\\frac{d}{dz}\\sin z = \\cos z$$; $$17$$",
      "$$\\frac{d}{dz} z = 1$$; $$\\frac{d}{dz} y = 0$$; $$\\frac{d}{dz}(2y-1) = 0$$; $$17$$",
      "Assume that $y = 0$ and $z = 0$.; $$F = \\frac12 = \\frac12 + z = \\frac12 + \\sin z$$",
      "Let $a_1 = 1-\\sigma(z)$, $a_2 = \\sigma(z)-y$, $a_3 = \\sigma(z)$.; $$17$$",
      "$$J'(z) = 17 = 16 + 1 = 17$$",
  })
  void whatDoesNotLeadFromTheQuestionIsWorthNothing(String text) throws Exception {
    assertThat(mark(1, text).points()).as(text).hasToString("0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1 | $$F = -\\frac{1}{\\sigma((2y-1)z)}\\frac{d}{dz}\\sigma((2y-1)z) = 5$$ | 1",
      "1 | $$F = -\\frac{1}{\\sigma((2y-1)z)}\\frac{d}{dz}\\sigma((2y-1)z) = -(2y-1)(1-\\sigma((2y-1)z)) = (2y-1)(1-\\sigma((2y-1)z))$$ | 3",
      "1 | $$F = -(1-\\sigma((2y-1)z)) = \\sigma((2y-1)z) - 1$$ | 3",
      "1 | $$J'(z) = -(1-\\sigma((2y-1)z)) = \\sigma((2y-1)z) - 1$$ | 3",
      "1 | $$\\frac{dJ}{dz} = -(2y-1)(1-\\sigma((2y-1)z)) = (2y-1)(1-\\sigma((2y-1)z))$$ | 3",
      "1 | $$\\frac{d}{dz}((2y-1)z) = 2y-1$$; $$F = 5z = 6z$$ | 0.67",
      "2 | $$z^2 (k+k+k) = 3 z^2 k = 2 z^2 k = z^2 (k + k)$$ | 3",
      "2 | $$2 z^2 k = z^2(k + k)$$ | 0",
      "3 | $$\\nabla_w L = X^\\top (X w - v) = X^\\top X w - X^\\top v = X^\\top X w + X^\\top v$$ | 3",
      "3 | $$\\nabla_w L = X w = X w + 0$$ | 0",
  })
  void whatLeadsFromTheQuestionIsWorthItsShare(int item, String text, String points) throws Exception {
    var mark = mark(item, text);
    assertThat(Grades.show(mark.points())).as(mark.toString()).isEqualTo(points);
  }
}
