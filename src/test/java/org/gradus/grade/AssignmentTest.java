package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a teacher gets wrong is told before anything is graded; what a student hands in is read in any of its kinds. */
class AssignmentTest {

  @TempDir
  Path folder;

  private static Grader grader(String let, String... items) throws GradingException {
    return new Grader(AssignmentReader.read("---\ngradus:\n  let: " + let + "\n  items:\n    - " + String.join("\n    - ", items) + "\n---\n"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x real | {id: 1, function: x^2, by: y} | does not speak of y",
      "x > 0; x < 0 | {id: 1, function: x^2, by: x} | cannot be shown to be right itself",
      "x real | {id: 1, key: log(-1)} | cannot be shown to be right itself",
      "x real | {id: 1, key: 10^10^10} | cannot be shown to be right itself",
      "x real | {id: 1, key: 2*x, form: {in: [y]}} | not in the form",
      "x real | {id: '!?', key: x} | names no item",
      "x real | {id: 1, key: 'x +'} | ends where a value was expected",
      "x real | {id: 1, key: x, accept: 'x +'} | accept",
  })
  void aKeyThatNobodyCanMeetIsRefused(String let, String item, String words) {
    assertThatThrownBy(() -> grader(let, item)).isInstanceOf(GradingException.class).hasMessageContaining(words);
  }

  /** On a kink, or where a fraction could be reduced, an answer may be without a value; on half of the domain it may not. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "relu(w)*x; x*(w+abs(w))/(2*w); RIGHT",
      "relu(w)*x; x*ite(w>0,1,0); RIGHT",
      "relu(w)*x; x*sqrt(w)/sqrt(w); OPEN",
      "relu(w)*x; 0*sqrt(-w); OPEN",
      "w^2*x; 2*w^2*x/w; RIGHT",
      "log(w^2); 2/w; RIGHT",
      "w*log(w^2); log(w^2) + 2; RIGHT",
      "w*log(w^2); 2*log(w) + 2; OPEN",
  })
  void aRightAnswerHasAValueWhereTheKeyHas(String function, String answer, Mark.Verdict verdict) throws Exception {
    var mark = grader("w, x real", "{id: 1, function: '" + function + "', by: w}").grade(Files.writeString(folder.resolve("s.yaml"), "1: '" + answer + "'\n")).marks().getFirst();
    assertThat(mark.verdict()).as(mark.toString()).isEqualTo(verdict);
  }

  /** Read as a name of its own wx would be wrong; read as the product, which the assignment knows, nobody can tell here. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"wx + besselj(0,201); OPEN", "wx + besselj(0,200); RIGHT", "2*wx + besselj(0,200); WRONG"})
  void whatIsOpenInTheNamesOfTheItemIsNotWrong(String answer, Mark.Verdict verdict) throws Exception {
    var mark = grader("w, x real", "{id: 1, key: 'w*x + besselj(0,200)'}").grade(Files.writeString(folder.resolve("s.yaml"), "1: '" + answer + "'\n")).marks().getFirst();
    assertThat(mark.verdict()).as(mark.toString()).isEqualTo(verdict);
  }

  @Test
  void aNotebookMayBeOneLine() throws Exception {
    var notebook = Files.writeString(folder.resolve("s.ipynb"), "{\"cells\":[{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":[\"# Problem 1\\n\",\"\\n\",\"$$2x$$\\n\"]},"
        + "{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":[\"# Problem 2\\n\",\"\\n\",\"$$3x^2$$\"]}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
    assertThat(grader("x real", "{id: 1, key: 2*x}", "{id: 2, key: 3*x^2}").grade(notebook).marks()).extracting(Mark::verdict)
        .containsExactly(Mark.Verdict.RIGHT, Mark.Verdict.RIGHT);
  }

  @Test
  void aRelationAsAFactorIsOneWhereItHolds() throws Exception {
    var grader = grader("x real", "{id: 1, function: 'max(0, 1 - x)', by: x}");
    assertThat(grader.grade(Files.writeString(folder.resolve("s.yaml"), "1: '-(x < 1)'\n")).marks().getFirst().verdict()).isEqualTo(Mark.Verdict.RIGHT);
    assertThat(grader.grade(Files.writeString(folder.resolve("s.yaml"), "1: '-(x < 2)'\n")).marks().getFirst().verdict()).isEqualTo(Mark.Verdict.WRONG);
  }

  @Test
  void numbersThatAreNoneAreSaidToBeSo() throws Exception {
    var grader = grader("x real", "{id: 1, function: x^2*t, parameters: [x], inputs: [t], samples: 3}");
    var rows = new StringBuilder();
    for (var p : grader.inputs().get("1")) {
      rows.append(rows.isEmpty() ? "[" : ", ").append("[").append(2 * ((double[]) p.get("parameters"))[0] * ((double[]) p.get("inputs"))[0]).append("]");
    }
    var file = Files.createDirectory(folder.resolve("s"));
    Files.writeString(file.resolve("1.json"), rows.toString().replaceAll("[^, ]*\\]$", "NaN]]"));
    var mark = grader.grade(file).marks().getFirst();
    assertThat(mark.verdict()).isEqualTo(Mark.Verdict.WRONG);
    assertThat(mark.feedback()).isEqualTo("point 3, by x: NaN is no number to compare with");
  }

  @Test
  void aFileOfWhichNothingCanBeReadIsNamed() throws Exception {
    var grader = grader("x real", "{id: 1, function: x^2*t, parameters: [x], inputs: [t], samples: 3}");
    Files.createDirectories(folder.resolve("s/inner"));
    Files.write(folder.resolve("s/photo.jpg"), new byte[] {0, 1, 2});
    assertThat(grader.grade(folder.resolve("s")).problems()).containsExactly("inner (a folder, which is not looked into): answers no item", "photo.jpg: answers no item");
    Files.writeString(folder.resolve("s/1.csv"), "inf\n-inf\nnan\n");
    var grades = grader.grade(folder.resolve("s"));
    assertThat(grades.problems()).isEmpty();
    assertThat(grades.marks().getFirst().feedback()).isEqualTo("point 1, by x: Infinity is no number to compare with");
  }
}
