package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisTablesTest {

  /** These take seconds each; their definitions and derivatives are checked with all others. */
  private static final List<String> SLOW = List.of("mish", "GELU", "SiLU", "z·tanh z", "tanh, squared error");

  @Test
  void the_committed_tables_are_what_the_tool_says() throws Exception {
    var committed = Files.readString(Path.of("docs/analysis.md"));
    for (var line : AnalysisTables.rows(e -> !SLOW.contains(e.name()))) {
      assertThat(committed).contains(line);
    }
    for (var line : AnalysisTables.definitions(e -> SLOW.contains(e.name()))) {
      assertThat(committed).contains(line);
    }
  }

  @Test
  void nothing_in_the_committed_tables_is_not_known() throws Exception {
    assertThat(Files.readAllLines(Path.of("docs/analysis.md")).stream().filter(l -> l.startsWith("| ")))
        .hasSizeGreaterThan(30).noneMatch(l -> l.contains("not known"));
  }
}
