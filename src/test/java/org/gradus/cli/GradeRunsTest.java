package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code gradus grade}: the same files whatever the threads, and only what changed is graded again. */
final class GradeRunsTest {

  private static final Path EXAMPLE = Path.of("docs/grading-example");

  @TempDir
  Path folder;

  private Path submissions;

  /** Part of the sample class, one of each kind, and some more that differ in little. */
  @BeforeEach
  void someOfTheClass() throws IOException {
    submissions = Files.createDirectories(folder.resolve("submissions"));
    for (var student : new String[] {"bela", "chen", "fatima", "gustav", "kofi"}) {
      var own = Files.createDirectories(submissions.resolve(student));
      try (var files = Files.list(EXAMPLE.resolve("submissions").resolve(student))) {
        for (var file : files.toList()) {
          Files.copy(file, own.resolve(file.getFileName()));
        }
      }
    }
    for (int i = 0; i < 6; i++) {
      Files.writeString(submissions.resolve("student-" + i + ".yaml"), "1a: '" + (i - 2) + " (σ(z) - y)'\n2: (a-y)/(a(1-a))\n");
    }
  }

  private String grade(String out, String... more) {
    var said = new ByteArrayOutputStream();
    var args = new ArrayList<>(List.of("grade", EXAMPLE.resolve("assignment.md").toString(), submissions.toString(), "--out",
        folder.resolve(out).toString()));
    args.addAll(List.of(more));
    int code = Main.run(args.toArray(String[]::new), new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(said, true, StandardCharsets.UTF_8),
        new PrintStream(said, true, StandardCharsets.UTF_8), false, false, false));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    return said.toString(StandardCharsets.UTF_8);
  }

  private TreeMap<String, String> files(String out) throws IOException {
    var all = new TreeMap<String, String>();
    try (var walk = Files.walk(folder.resolve(out))) {
      for (var file : walk.filter(Files::isRegularFile).toList()) {
        all.put(folder.resolve(out).relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  @Test
  void oneThreadAndTwoWriteTheSameAndOnlyWhatChangedIsGradedAgain() throws Exception {
    var said = grade("one", "--threads", "1");
    assertThat(grade("two", "--threads", "2")).isEqualTo(said);
    var first = files("one");
    assertThat(files("two")).isEqualTo(first);
    assertThat(first).containsKeys("grades.csv", "overview.md", "overview.html", "junit.xml", "bela/feedback.html", "bela/results.json");
    assertThat(first.get("overview.html")).contains("<svg").doesNotContain("<script");

    // What is remembered is used: a mark that is changed there is what comes out for who has not changed.
    for (var name : first.keySet()) {
      if (name.startsWith(".graded") && first.get(name).contains("student-3")) {
        Files.writeString(folder.resolve("one").resolve(name), first.get(name).replace("\"student-3\"", "\"remembered\""));
      }
    }
    Files.writeString(submissions.resolve("student-4.yaml"), "1a: σ(z) - y\n2: (a-y)/(a(1-a))\n");
    grade("one", "--threads", "2");
    var again = files("one");
    assertThat(again.get("grades.csv")).contains("remembered,").contains("student-4,2,0,2,0,0,0,4,16").contains("student-5,");
    assertThat(first.get("grades.csv")).doesNotContain("student-4,2,0,2,0,0,0,4,16");
    assertThat(again.keySet().stream().filter(n -> n.startsWith(".graded"))).hasSize(12);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldBeforeGrading() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "").toString();
    for (var option : new String[][] {{submissions.toString(), "--out", file}, {"--export-inputs", folder.resolve("no/where.json").toString()}}) {
      var said = new ByteArrayOutputStream();
      var args = new ArrayList<>(List.of("grade", EXAMPLE.resolve("assignment.md").toString()));
      args.addAll(List.of(option));
      int code = Main.run(args.toArray(String[]::new), new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(said, true, StandardCharsets.UTF_8),
          new PrintStream(said, true, StandardCharsets.UTF_8), false, false, false));
      assertThat(code).isEqualTo(ExitCode.USAGE);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains(option[option.length - 1]).doesNotContain("a mistake in gradus");
    }
  }
}
