package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisTablesTest {

  private static final List<String> QUICK = List.of("sigmoid", "softsign", "ReLU", "ELU", "hard swish", "linear, hinge");

  @Test
  void the_committed_tables_are_what_the_tool_says_for_the_quick_ones() throws Exception {
    var committed = Files.readString(Path.of("docs/analysis.md"));
    for (var line : AnalysisTables.rows(e -> QUICK.contains(e.name()))) {
      assertThat(committed).contains(line);
    }
  }

  @Test
  void nothing_in_the_committed_tables_is_not_known() throws Exception {
    assertThat(Files.readAllLines(Path.of("docs/analysis.md")).stream().filter(l -> l.startsWith("| ")))
        .hasSizeGreaterThan(30).noneMatch(l -> l.contains("not known"));
  }
}
