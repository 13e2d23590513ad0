package org.gradus.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

  private static List<String> latex(String name, String text) throws DocumentException {
    return Documents.parse(name, text).formulas().stream().map(Block.Formula::latex).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "$x_1*y_1$", "$$x_1*y_1$$", "\\(x_1*y_1\\)", "\\[x_1*y_1\\]", "\\\\(x_1*y_1\\\\)", "```math\nx_1*y_1\n```",
      "$`x_1*y_1`$", "so $ x_1*y_1 $ holds", "> $$\n> x_1*y_1\n> $$", "$x\\_1*y_1$",
      "\\begin{equation}x_1*y_1\\end{equation}", "<script type=\"math/tex\">x_1*y_1</script>"})
  void everyDelimiterOfMarkdown(String text) throws DocumentException {
    assertThat(latex("a.md", text)).containsExactly("x_1*y_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "`$x = 1$`", "```\n$x = 1$\n```", "para\n\n    $x = 1$\n", "<!-- $x = 1$ -->", "it costs $5 and $10 more",
      "~~~python\n$$x = 1$$\n~~~", "\\$x = 1\\$", "<pre>$x = 1$</pre>"})
  void whatIsNoFormula(String text) throws DocumentException {
    assertThat(latex("a.md", text)).isEmpty();
  }

  @Test
  void bareEnvironmentKeepsItsRows() throws DocumentException {
    assertThat(latex("a.md", "\\begin{align}\na &= b \\\\\n&= c\n\\end{align}"))
        .containsExactly("\\begin{align}\na &= b \\\\\n&= c\n\\end{align}");
  }

  @Test
  void positionsArePhysical() throws DocumentException {
    var formula = Documents.parse("a.md", "one\ntwo $a\\_b = c$").formulas().getFirst();
    assertThat(formula.latex()).isEqualTo("a_b = c");
    assertThat(formula.positions().start(0)).isEqualTo(new Position(2, 6));
    assertThat(formula.positions().start(2)).isEqualTo(new Position(2, 9));
    assertThat(formula.positions().end(7)).isEqualTo(new Position(2, 14));
  }

  @Test
  void positionsInNotebookAreThoseOfTheFile() throws DocumentException {
    var json = """
        {"cells": [
          {"cell_type": "code", "source": ["$no$"]},
          {"cell_type": "markdown", "source": ["text\\n",
            "$$\\\\frac{a}{b} = c$$"]}
        ]}""";
    var formula = Documents.parse("a.ipynb", json).formulas().getFirst();
    assertThat(formula.latex()).isEqualTo("\\frac{a}{b} = c");
    assertThat(formula.positions().start(0)).isEqualTo(new Position(4, 8));
    assertThat(formula.positions().start(14)).isEqualTo(new Position(4, 23));
  }

  @Test
  void texMacrosAreExpandedAndKeepThePlacesOfTheirArguments() throws DocumentException {
    var doc = Documents.parse("a.tex", """
        \\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}
        \\DeclareMathOperator{\\tr}{tr}
        \\def\\sig{\\sigma}
        \\begin{document}
        % $no$
        \\[ \\pd{L}{w} = \\sig(x) \\tr A % 50 \\% here
        \\]
        \\begin{verbatim} $no$ \\end{verbatim} \\verb|$no$|
        \\end{document}""");
    var formula = doc.formulas().getFirst();
    assertThat(doc.formulas()).hasSize(1);
    assertThat(formula.latex()).isEqualTo("\\frac{\\partial L}{\\partial w} = \\sigma(x) \\operatorname{tr} A");
    assertThat(formula.positions().start(formula.latex().indexOf('L'))).isEqualTo(new Position(6, 8));
    assertThat(formula.positions().start(0)).isEqualTo(new Position(6, 4));
  }

  @Test
  void endlessMacroIsAnError() {
    assertThatThrownBy(() -> Documents.parse("a.tex", "\\newcommand{\\a}{\\a x}\n$\\a$"))
        .isInstanceOf(DocumentException.class).hasMessageContaining("\\a");
  }

  @Test
  void directives() throws DocumentException {
    var doc = Documents.parse("a.md", """
        ---
        title: x
        gradus:
          - let z real
          - assume z > 0
        ---
        <!-- gradus: skip -->
        $$
        \\begin{aligned}
        a &= b \\\\ % gradus: expect refuted sign
        &= c
        \\end{aligned}
        $$
        """);
    assertThat(doc.blocks().stream().filter(Block.Directive.class::isInstance).map(b -> ((Block.Directive) b).text()))
        .containsExactly("let z real", "assume z > 0", "skip");
    assertThat(doc.blocks().stream().filter(Block.Directive.class::isInstance).map(b -> b.positions().start(0).line()))
        .containsExactly(4, 5, 7);
    var inner = doc.formulas().getFirst().inner().getFirst();
    assertThat(inner.text()).isEqualTo("expect refuted sign");
    assertThat(inner.position().line()).isEqualTo(10);
    assertThat(doc.formulas().getFirst().latex().substring(0, inner.offset())).endsWith("b \\\\ ");
  }

  @Test
  void headingsAndEnumerators() throws DocumentException {
    var doc = Documents.parse("a.md", "# One\n\nExercise 2\n\na) do $x$\n\n1. z is large\n");
    assertThat(doc.blocks().stream().map(b -> b.getClass().getSimpleName()).filter(n -> !n.equals("Prose")))
        .containsExactly("Heading", "Heading", "Enumerator", "Formula", "Enumerator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$$a = b", "$$a = b\n\nc$$", "\\begin{align} a"})
  void whatIsNotClosedIsReported(String text) throws DocumentException {
    assertThat(Documents.parse("a.md", text).problems()).isNotEmpty();
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> Documents.read("a.md", new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> Documents.read("a.md", new byte[] {'a', 0, 'b'})).hasMessageContaining("binary");
    assertThatThrownBy(() -> Documents.read("a.md", new byte[] {'a', '\n', (byte) 0xE9, 'b'}))
        .hasMessageContaining("UTF-8").satisfies(e -> assertThat(((DocumentException) e).line()).isEqualTo(2));
    assertThatThrownBy(() -> Documents.parse("a.ipynb", "{\"cells\": [\n{,"))
        .isInstanceOf(DocumentException.class).satisfies(e -> assertThat(((DocumentException) e).line()).isEqualTo(2));
    assertThatThrownBy(() -> Documents.parse("a.ipynb", "{}")).hasMessageContaining("cells");
    assertThatThrownBy(() -> Documents.read("a.md", "x".repeat(Limits.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("MB");
  }
}
