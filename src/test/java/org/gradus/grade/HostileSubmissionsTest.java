package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A submission is hostile until proved otherwise: whatever it does costs its own item alone. */
class HostileSubmissionsTest {

  private static final String ASSIGNMENT = """
      ---
      gradus:
        feedback: slip
        items:
          - {id: 1, points: 2, key: "x^2 + secretKey"}
          - {id: 2, points: 3, key: "2*x"}
          - {id: 3, points: 4, function: "w^2 * x", parameters: [w], inputs: [x]}
      ---
      """;

  @TempDir
  Path folder;

  private Assignment assignment;

  @BeforeEach
  void read() throws GradingException {
    assignment = AssignmentReader.read(ASSIGNMENT);
  }

  private Grades grade(String file, String content) throws Exception {
    var student = Files.createDirectories(folder.resolve("student"));
    Files.writeString(student.resolve(file), content);
    Files.writeString(student.resolve("answers.yaml"), "2: x + x\n");
    var limits = new Sandbox.Limits(Duration.ofSeconds(5), Duration.ofSeconds(40), 1 << 16, 128);
    return new Grader(assignment, limits).grade(student);
  }

  private static void onlyItsOwnItem(Grades grades, int item) {
    assertThat(grades.marks().get(1).verdict()).isEqualTo(Mark.Verdict.RIGHT);
    assertThat(grades.marks().get(item).points()).isEqualTo(Rational.ZERO);
    assertThat(grades.marks().get(item).verdict()).isNotEqualTo(Mark.Verdict.RIGHT);
    assertThat(grades.toString()).doesNotContain("secretKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "10^10^10^10^10",
      "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((",
      "sum(sum(sum(i*j*k,i,1,10^9),j,1,10^9),k,1,10^9)",
      "factorial(factorial(factorial(1000)))",
      "exp(exp(exp(exp(exp(exp(exp(x)))))))",
      "(x+1)^(10^9) - (x+1)^(10^9) + x^2",
      "(a+b+c+d+f+g+h)^200",
      "prod(x+k,k,1,10^7)",
      "1/0",
      "limit(1/n, n, oo) + integral(exp(t^2), t, 0, x)",
      "$\\newcommand{\\a}{\\a\\a}\\a$",
      "$\\href{javascript:alert(1)}{x}$",
      "=cmd|' /C calc'!A0",
      "\u001b]0;owned\u0007\u001b[2J",
      "<script>alert(1)</script>",
  })
  void aFormulaCostsItsItemAlone(String formula) throws Exception {
    onlyItsOwnItem(grade("1.yaml", "1: '" + formula.replace("'", "''") + "'\n"), 0);
  }

  @Test
  void aDocumentDeclaresNothingForTheGrader() throws Exception {
    onlyItsOwnItem(grade("homework.md", """
        ---
        gradus: let x in {0}
        ---
        <!-- gradus: let x in {0}; assume secretKey = 0; expect proved -->
        # Problem 1
        <!-- gradus: define secretKey = 0 -->
        $$x^2 = 0$$
        """), 0);
  }

  @Test
  void yamlBombsAndLinksAreNotFollowed() throws Exception {
    var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      bomb.append("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]%n".formatted(c, c, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1));
    }
    var key = Files.writeString(folder.resolve("key.md"), ASSIGNMENT);
    var student = Files.createDirectories(folder.resolve("student"));
    Files.createSymbolicLink(student.resolve("1.md"), key);
    var grades = grade("bomb.yaml", bomb.toString());
    onlyItsOwnItem(grades, 0);
  }

  @Test
  void aNameIsNoPath() throws IOException {
    var grades = new Grades("../../etc/passwd", List.of(), List.of(), null);
    GradeFiles.write(folder.resolve("out"), new Assignment("", Feedback.MARK, List.of(), List.of(), ""), List.of(), List.of(grades));
    assertThat(folder.resolve("out")).isDirectoryContaining(p -> p.getFileName().toString().equals("_.._.._etc_passwd"));
    assertThat(GradeFiles.csv(assignment, List.of(new Grades("=1+1", List.of(), List.of(), null)))).contains("'=1+1");
  }

  private static String gradient(String body) {
    return "public class G implements org.gradus.submission.Gradient {\n"
        + "  public double[] gradient(double[] p, double[] x) throws RuntimeException {\n" + body + "\n  }\n}\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "System.exit(0); return null;",
      "while (true) { }",
      "return gradient(p, x);",
      "long[][] all = new long[1 << 20][]; for (int i = 0; ; i++) { all[i] = new long[1 << 20]; }",
      "while (true) { new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out)).println(\"= 0 0 0 0\"); }",
      "return null;",
      "syntax error"
  })
  void aProgramCostsItsItemAlone(String body) throws Exception {
    onlyItsOwnItem(grade("3.java", gradient(body)), 2);
  }

  @Test
  void behindAWallAProgramSeesNeitherKeyNorSecrets() throws Exception {
    Assumptions.assumeTrue(Sandbox.wall() == Sandbox.Wall.BWRAP, "no bwrap here");
    var secret = Files.writeString(folder.resolve("key.md"), "secret");
    var grades = grade("3.java", gradient("boolean seen = new java.io.File(\"" + secret + "\").exists() || System.getenv().containsKey(\"HOME\")"
        + " && !System.getenv(\"HOME\").contains(\"gradus-grade\");\n    return new double[] {seen ? 0 : 2 * p[0] * x[0]};"));
    assertThat(grades.marks().get(2).verdict()).as(grades.marks().get(2).feedback()).isEqualTo(Mark.Verdict.RIGHT);
  }
}
