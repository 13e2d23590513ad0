package org.gradus.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SourceLinesTest {

  private static final String NOTEBOOK = """
      {"cells": [
        {"cell_type": "markdown", "source": ["First\\n", "$$ x = \\\\frac{a}{b} $$"]},
        {"cell_type": "code", "source": "y = 1\\nz = 2"},
        {"cell_type": "markdown", "source": "\\u00fc: $$ \\\\sigma(z) = 1 $$"}
      ]}
      """;

  @Test
  void a_notebook_has_the_lines_of_its_cells() {
    assertThat(SourceLines.of("a.ipynb", NOTEBOOK).lines()).containsExactly(new SourceLines.Line(1, 1, "First"),
        new SourceLines.Line(1, 2, "$$ x = \\frac{a}{b} $$"), new SourceLines.Line(2, 1, "y = 1"), new SourceLines.Line(2, 2, "z = 2"),
        new SourceLines.Line(3, 1, "ü: $$ \\sigma(z) = 1 $$"));
  }

  @Test
  void every_place_of_a_formula_in_the_file_is_one_in_its_cell() throws DocumentException {
    var source = SourceLines.of("a.ipynb", NOTEBOOK);
    for (var f : Documents.parse("a.ipynb", NOTEBOOK).formulas()) {
      var from = f.positions().start(0);
      var to = f.positions().end(f.latex().length());
      var here = source.at(from.line(), from.column());
      var end = source.endAt(to.line(), to.column());
      assertThat(here.line()).isEqualTo(end.line());
      assertThat(source.lines().get(here.line() - 1).text().substring(here.column() - 1, end.column() - 1)).isEqualTo(f.latex());
    }
  }

  @Test
  void other_files_have_their_own_lines_whatever_ends_them() {
    var source = SourceLines.of("a.md", "a\r\nb\rc\nd");
    assertThat(source.lines()).extracting(SourceLines.Line::text).isEqualTo(List.of("a", "b", "c", "d"));
    assertThat(source.at(3, 1)).isEqualTo(new Position(3, 1));
  }

  @Test
  void what_is_no_notebook_is_shown_as_it_is() {
    assertThat(SourceLines.of("a.ipynb", "{\"cells\": 3").lines()).extracting(SourceLines.Line::text).containsExactly("{\"cells\": 3");
    assertThat(SourceLines.of("a.ipynb", "{\"cells\": []}").lines()).hasSize(1);
  }
}
