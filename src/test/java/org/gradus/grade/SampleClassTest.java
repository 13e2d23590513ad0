package org.gradus.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class of docs/grading.md. */
class SampleClassTest {

  private static final Path FOLDER = Path.of("docs/grading-example");

  private static Assignment assignment() throws Exception {
    return AssignmentReader.read(Files.readString(FOLDER.resolve("assignment.md")));
  }

  private static List<Path> submissions() throws IOException {
    try (var list = Files.list(FOLDER.resolve("submissions"))) {
      return list.sorted().toList();
    }
  }

  private static List<Grades> grade(Assignment assignment) throws Exception {
    var grader = new Grader(assignment);
    var all = new ArrayList<Grades>();
    for (var path : submissions()) {
      all.add(grader.grade(path));
    }
    return all;
  }

  @Test
  void everyoneGetsTheMarksThatTheGuideShows(@TempDir Path out) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "a submission of the class needs /usr/bin/python3");
    var assignment = assignment();
    var all = grade(assignment);
    assertThat(GradeFiles.csv(assignment, all)).as(all.toString()).isEqualTo(Files.readString(FOLDER.resolve("grades.csv")));

    GradeFiles.write(out, assignment, new Grader(assignment).solutions(), all);
    assertThat(out.resolve("overview.md")).content().contains("13 submissions");
    assertThat(out.resolve("ivan/feedback.html")).content().doesNotContain("<script");
    assertThat(out.resolve("bela/results.json")).content().contains("\"score\" : 6.0").contains("the sign is wrong");
    assertThat(out.resolve("junit.xml")).content().startsWith("<?xml").contains("<testsuite name=\"ada\" tests=\"6\" failures=\"2\"");

    var resume = new Resume(out, assignment);
    for (int i = 0; i < all.size(); i++) {
      var submission = submissions().get(i);
      assertThat(resume.known(submission)).isNull();
      resume.keep(submission, all.get(i));
      assertThat(new Resume(out, assignment).known(submission)).isEqualTo(all.get(i));
    }
  }

  @Test
  void aTableFitsIntoEightyColumns() throws Exception {
    var assignment = assignment();
    var long_ = new Grades("a name that is much too long for any table on a terminal", assignment.items().stream()
        .map(i -> new Mark(i.id(), i.points(), i.points(), Mark.Verdict.OPEN, "", null)).toList(), List.of(), null);
    assertThat(GradeTable.of(assignment, List.of(long_)).lines()).allMatch(l -> l.length() <= 80);
  }
}
