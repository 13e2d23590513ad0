package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A submission is hostile until proved otherwise: whatever it does costs its own item alone. */
@Execution(ExecutionMode.CONCURRENT)
class HostileSubmissionsTest {

  private static final String ASSIGNMENT = """
      ---
      gradus:
        feedback: slip
        items:
          - {id: 1, points: 2, key: "x^2 + secretKey"}
          - {id: 2, points: 3, key: "2*x"}
          - {id: 3, points: 4, function: "w^2 * x", parameters: [w], inputs: [x]}
          - {id: 4, points: 2, function: "z^3 * k", by: z}
      ---
      """;

  private static Assignment assignment;
  private static Grader grader;
  /** For programs that are to end by themselves, on a machine however busy. */
  private static Grader patient;

  @TempDir
  Path folder;

  @BeforeAll
  static void read() throws GradingException {
    assignment = AssignmentReader.read(ASSIGNMENT);
    grader = new Grader(assignment, new Sandbox.Limits(Duration.ofSeconds(1), Duration.ofMinutes(2), 1 << 16, 128));
    patient = new Grader(assignment, Sandbox.Limits.USUAL);
  }

  private Path student(String file, byte[] content) throws IOException {
    var student = Files.createDirectories(folder.resolve("student"));
    Files.write(student.resolve(file), content);
    Files.writeString(student.resolve("answers.yaml"), "2: x + x\n");
    return student;
  }

  private Grades grade(String file, String content) throws IOException {
    return grader.grade(student(file, content.getBytes(StandardCharsets.UTF_8)));
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
  void whatIsMissingIsNotTold() throws Exception {
    onlyItsOwnItem(grade("1.yaml", "1: x^2\n"), 0);
    onlyItsOwnItem(grade("1.yaml", "1: x^2 + k\n"), 0);
    onlyItsOwnItem(grade("1.yaml", "1: 3*x^2\n"), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "D(z^3*k, z)",
      "D(D(D(D(D(D(D(D(exp(sin(z))^z, z), z), z), z), z), z), z), z)",
      "limit(((z+h)^3*k - z^3*k)/h, h, 0)",
      "integral(6*t*k, t, 0, z)",
      "$\\frac{d}{dz} z^3 k$",
      "$\\frac{\\partial}{\\partial z}\\left(z^3 k\\right) + 0$",
  })
  void aQuestionHandedBackIsNoAnswer(String formula) throws Exception {
    var grades = grade("4.yaml", "4: '" + formula + "'\n");
    onlyItsOwnItem(grades, 3);
    assertThat(grades.marks().get(3).slip()).isEqualTo("not-carried-out");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $f(z) = z^3 k$.\n\n## Problem 4\n\n$$f'(z)$$\n",
      "Let $q = \\frac{d}{dz} z^3 k$.\n\n## Problem 4\n\n$$q$$\n",
      "Let $f = g$ and $g = f$.\n\n## Problem 4\n\n$$f$$\n",
      "Let $z = 0$.\n\n## Problem 4\n\n$$0$$\n",
      "Assume that $k = 0$.\n\n## Problem 4\n\n$$k = 0$$\n",
      "## Problem 4\n\n$$3z^2k = 3z^2k = 0$$\n",
  })
  void definitionsOfAStudentAnswerNothing(String document) throws Exception {
    onlyItsOwnItem(grade("homework.md", document), 3);
  }

  @Test
  void aLetterThatOnlyLooksRightIsNamed() throws Exception {
    var grades = grade("4.yaml", "4: 3*z^2*\u043a\n");
    onlyItsOwnItem(grades, 3);
    assertThat(grades.marks().get(3).feedback()).contains("U+043A");
  }

  /** Right at the points one would look at, right in a small part of the domain, or off by next to nothing. */
  @ParameterizedTest
  @ValueSource(strings = {
      "3*z^2*k + max(0, 1 - (10^9*(z - 0.123456789))^2)",
      "3*z^2*k + ite(z > 1.2345, ite(z < 1.2346, 1, 0), 0)",
      "3*z^2*k + exp(-10^20*(z-0.1234567)^2)",
      "3*z^2*k + relu(z-137.035)*relu(137.036-z)",
      "3*z^2*k + floor(sin(10^9*z)/2 + 1/2)",
      "3*z^2*k + max(0, z - 10^12)",
      "3*z^2*k + 1/10^12",
      "3*z^2*k + 10^(-1000)",
      "3*z^2*k + exp(-exp(20))",
      "3*z^2*k + exp(-exp(exp(10)))",
      "3*z^2*k + 1 - erf(100 + z^2)",
      "3*z^2*k + sigmoid(-10^9 - z^2)",
      "((z+10^(-30))^3 - z^3)*k/10^(-30)",
      "0*sqrt(-z^2)",
      "12*k + 0*sqrt(-(z-2)^2)",
      "ite(z=2, 12*k, 1/0)",
      "3*z^2*k*log(-1)/log(-1)",
      "3*z^2*k + 0*sqrt(z - 10^9)",
      "3*z^2*k + 0*sqrt(z)",
      "3*z^2*k + sum(1/n^2,n,1,oo) - pi^2/6",
      "J", "f'(z)", "$f'(z)$", "$J_z$",
  })
  void whatIsNotProvedOnTheWholeDomainEarnsNothing(String formula) throws Exception {
    onlyItsOwnItem(grade("4.yaml", "4: '" + formula.replace("'", "''") + "'\n"), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<!-- gradus: answer 4; let z in {0} -->\n$$0$$\n",
      "---\n\"gradus\": {let: z in {0}}\n---\n# Problem 4\n\n$$0$$\n",
      "---\n\"\\u0067radus\": let z in {0}\n---\n# Problem 4\n\n$$0$$\n",
      "<!--\ngradus\n:\nassume z = 0 -->\n# Problem 4\n\n$$0$$\n",
      "# Problem 4\n\nWe write $0$ for $3z^2k$, and $q$ for the derivative of $z^3k$.\n\n$$q$$\n",
      "# Problem 4\n\nwhere $w$ solves $w = \\frac{d}{dz} z^3 k$.\n\n$$w$$\n",
      "# Problem 4\n\nLet $g$ be the gradient of $z^3 k$.\n\n$$g(z)$$\n",
      "# Problem 4\n\nIn what follows $k = 1$ and $z = 2$.\n\n$$12$$\n",
  })
  void nobodyDeclaresWhatTheQuestionMeans(String document) throws Exception {
    onlyItsOwnItem(grade("homework.md", document), 3);
  }

  @Test
  void whatTheTeacherAcceptsIsRightByProofToo() throws Exception {
    var lenient = new Grader(AssignmentReader.read("---\ngradus:\n  let: x real\n  items:\n    - {id: 2, key: 2*log(abs(x)), accept: [2*log(x)]}\n---\n"));
    Files.writeString(folder.resolve("s.yaml"), "2: log(x) + log(x)\n");
    assertThat(lenient.grade(folder.resolve("s.yaml")).marks().getFirst().verdict()).isEqualTo(Mark.Verdict.RIGHT);
    Files.writeString(folder.resolve("s.yaml"), "2: 3*log(x)\n");
    assertThat(lenient.grade(folder.resolve("s.yaml")).marks().getFirst().verdict()).isEqualTo(Mark.Verdict.WRONG);
  }

  private static Stream<Arguments> files() {
    var macros = new StringBuilder("\\section{Problem 1}\n");
    for (char c = 'a'; c < 'i'; c++) {
      macros.append("\\newcommand{\\").append(c).append(c).append("}{\\").append((char) (c + 1)).append((char) (c + 1)).append("\\")
          .append((char) (c + 1)).append((char) (c + 1)).append("}\n");
    }
    return Stream.of(
        Arguments.of("1.json", "[".repeat(200_000)),
        Arguments.of("1.json", "[[1e999999999, NaN], {\"a\": [[]]}]"),
        Arguments.of("1.json", "9".repeat(500_000)),
        Arguments.of("3.json", "[" + "[1],".repeat(200_000) + "[1]]"),
        Arguments.of("1.csv", ",".repeat(900_000)),
        Arguments.of("1.yaml", "1: &a [*a, *a]\n"),
        Arguments.of("1.yaml", "1: !!java.io.File [/etc/passwd]\n"),
        Arguments.of("1.yaml", "1: " + "[".repeat(100_000)),
        Arguments.of("1.yaml", "1: " + "9".repeat(900_000)),
        Arguments.of("1.yaml", "1: " + "- ".repeat(100_000)),
        Arguments.of("1.yaml", IntStream.range(0, 1_000).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining())),
        Arguments.of("1.yaml", "? [1, {2: 3}]\n: x\n1: {a: b}\n"),
        Arguments.of("1.md", "# Problem 1\n\n$$" + "(".repeat(300_000)),
        Arguments.of("1.md", "# Problem 1\n\n$$" + "1+".repeat(300_000) + "1$$\n"),
        Arguments.of("1.md", "# Problem 1\n\n" + "$$x = 1$$\n\n".repeat(150)),
        Arguments.of("1.md", "> ".repeat(50_000) + "$$x$$"),
        Arguments.of("1.tex", macros + "\\[\\aa\\]\n"),
        Arguments.of("1.tex", "\\section{Problem 1}\n\\[\\input{/etc/passwd}\\]\n"),
        Arguments.of("1.ipynb", "{\"cells\":" + "[".repeat(200_000)),
        Arguments.of("1.md", "x".repeat(2_000_000)),
        Arguments.of("3.csv", "\u0000\ufffe\ud83d\n=1+1;+cmd|' /C calc'!A0\n"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileCostsItsItemAlone(String name, String content) throws Exception {
    int item = name.charAt(0) - '1';
    onlyItsOwnItem(grade(name, content), item);
  }

  @Test
  void pipesFoldersAndLinksAreNoFiles() throws Exception {
    var student = student("note.txt", new byte[] {0});
    assertThat(new ProcessBuilder("mkfifo", student.resolve("1.md").toString()).start().waitFor()).isZero();
    Files.createDirectory(student.resolve("1.yaml"));
    Files.createSymbolicLink(student.resolve("1.tex"), student);
    onlyItsOwnItem(grader.grade(student), 0);
    var link = Files.createSymbolicLink(folder.resolve("linked"), student);
    assertThat(grader.grade(link).problems()).containsExactly("linked: is not a file");
    for (int i = 0; i < 200; i++) {
      Files.writeString(student.resolve("z%03d.yaml".formatted(i)), "1: x^2\n");
    }
    assertThat(grader.grade(student).problems()).anyMatch(p -> p.startsWith("more than 100 files"));
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
  void aNameIsNoPathAndHasAFolderOfItsOwn() throws IOException {
    var names = List.of("../../etc/passwd", "grades.csv", "GRADES.CSV", "overview.html", ".graded", "..", "a b", "a_b", "A_B", "con.", " ");
    var all = names.stream().map(n -> new Grades(n, List.of(), List.of(n), null)).toList();
    var out = folder.resolve("out");
    GradeFiles.write(out, new Assignment("", Feedback.MARK, List.of(), List.of(), ""), List.of(), all);
    try (var walk = Files.walk(out)) {
      var pages = walk.filter(p -> p.getFileName().toString().equals("results.json")).toList();
      assertThat(pages).hasSize(names.size()).allMatch(p -> p.getParent().getParent().equals(out));
      assertThat(pages.stream().map(p -> p.getParent().getFileName().toString().toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
    }
    assertThat(GradeFiles.csv(assignment, List.of(new Grades("=1+1", List.of(), List.of(), null)))).contains("'=1+1");
  }

  @Test
  void nothingThatAStudentWroteIsMarkupOrMovesTheCursor() throws Exception {
    var evil = "\\text{<img src=x onerror=alert(1)>}<script>alert(1)</script>\u001b[2J\u202e | `x`";
    var student = student("homework.md", ("# Problem 1\n\n$$" + evil + "$$\n\n# Problem 4\n\n$$3z^2 k " + evil + "$$\n").getBytes(StandardCharsets.UTF_8));
    Files.writeString(student.resolve("4.yaml"), "1: '" + evil + "'\n" + evil.replace(":", "") + ": 2\n");
    var grades = grader.grade(student);
    var named = new Grades(evil, grades.marks(), grades.problems(), null);
    for (var text : List.of(GradeFiles.html(assignment, named), new OverviewPage(assignment, List.of(named)).html(), GradeFiles.junit(assignment, List.of(named)),
        GradeFiles.overview(assignment, List.of(named)), GradeFiles.gradescope(assignment, named), GradeTable.of(assignment, List.of(named)))) {
      assertThat(text).doesNotContain("\u001b");
    }
    for (var page : List.of(GradeFiles.html(assignment, named), new OverviewPage(assignment, List.of(named)).html(), GradeFiles.overview(assignment, List.of(named)))) {
      assertThat(page).doesNotContain("<script").doesNotContain("<img");
    }
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

  private Grades python(Grader grader, String body) throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no /usr/bin/python3 here");
    var student = student("3.py", ("#!/usr/bin/python3\nimport json, os, socket, sys, time\n" + body).getBytes(StandardCharsets.UTF_8));
    assertThat(student.resolve("3.py").toFile().setExecutable(true)).isTrue();
    return grader.grade(student);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "while True: pass",
      "x = []\nwhile True: x.append(bytes(10**7))",
      "for i in range(200):\n    if os.fork() == 0:\n        time.sleep(60)\ntime.sleep(60)",
      "os.kill(os.getppid(), 9)",
      "open('core', 'wb').write(bytes(10**8))",
      "sys.stdout.write('[' * 50000)",
      "print('{\"gradient\": [' + '9' * 50000 + ']}')",
      "os.execv('/usr/bin/yes', ['yes'])",
  })
  void anyProgramCostsItsItemAlone(String body) throws Exception {
    onlyItsOwnItem(python(grader, body + "\n"), 2);
  }

  @Test
  void behindAWallAProgramReachesNoNetworkAndWritesNothing() throws Exception {
    Assumptions.assumeTrue(Sandbox.wall() == Sandbox.Wall.BWRAP, "no bwrap here");
    var mine = folder.resolve("written");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1);
      var grades = python(patient, """
          free = []
          for attempt in (lambda: socket.create_connection(('127.0.0.1', %d), 2), lambda: open('%s', 'w'), lambda: open('/usr/x', 'w'),
                          lambda: open(__file__, 'a'), lambda: [open('%s/%%d' %% i, 'wb').write(bytes(15_000_000)) for i in range(10)],
                          lambda: open('/dev/x', 'w'), lambda: os.kill(%d, 0), lambda: os.listdir('/home'), lambda: os.listdir('/root')):
              try:
                  attempt()
                  free.append(1)
              except OSError:
                  pass
          for line in sys.stdin:
              p = json.loads(line)
              print(json.dumps({'gradient': [len(free) * 1e9 + 2 * p['parameters'][0] * p['inputs'][0]]}))
          """.formatted(server.getLocalPort(), mine, System.getProperty("java.io.tmpdir"), ProcessHandle.current().pid()));
      assertThat(grades.marks().get(2).verdict()).as(grades.marks().get(2).feedback()).isEqualTo(Mark.Verdict.RIGHT);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(mine).doesNotExist();
  }

  @Test
  void behindAWallAProgramSeesNeitherKeyNorSecrets() throws Exception {
    Assumptions.assumeTrue(Sandbox.wall() == Sandbox.Wall.BWRAP, "no bwrap here");
    var secret = Files.writeString(folder.resolve("key.md"), "secret");
    var program = gradient("boolean seen = new java.io.File(\"" + secret + "\").exists() || System.getenv().containsKey(\"HOME\")"
        + " && !System.getenv(\"HOME\").contains(\"gradus-grade\");\n    return new double[] {seen ? 0 : 2 * p[0] * x[0]};");
    var grades = patient.grade(student("3.java", program.getBytes(StandardCharsets.UTF_8)));
    assertThat(grades.marks().get(2).verdict()).as(grades.marks().get(2).feedback()).isEqualTo(Mark.Verdict.RIGHT);
  }

  @Test
  void withoutBwrapNetworkAndProcessesAreWalledOffWhereTheSystemCan() throws Exception {
    Assumptions.assumeTrue(Sandbox.hasUnshare() && Files.isExecutable(Path.of("/usr/bin/python3")), "no unshare or no /usr/bin/python3 here");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var result = Sandbox.run(Sandbox.Wall.UNSHARE, List.of("/usr/bin/python3", "-c", """
          import os, socket
          free = []
          for attempt in (lambda: socket.create_connection(('127.0.0.1', %d), 2), lambda: os.kill(%d, 0)):
              try:
                  attempt()
                  free.append(1)
              except OSError:
                  pass
          print(len(free))
          """.formatted(server.getLocalPort(), ProcessHandle.current().pid())), folder, false, "", Sandbox.Limits.USUAL);
      assertThat(result).isEqualTo(new Sandbox.Result("0\n", null));
    }
    var hung = Sandbox.run(Sandbox.Wall.UNSHARE, List.of("/bin/sh", "-c", "sleep 97 & sleep 98"), folder, false, "",
        new Sandbox.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 10, 64));
    assertThat(hung.failure()).isEqualTo("stopped after 1 s");
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream())).noneMatch(c -> c.endsWith("sleep 97"));
  }
}
