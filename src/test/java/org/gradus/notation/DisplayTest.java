package org.gradus.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.notation.Relation.Kind;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private static List<Statement> read(String latex) {
    return LatexReader.readDisplay(latex, Names.NONE);
  }

  private static List<Kind> kinds(Statement s) {
    return s.relations().stream().map(Relation::kind).toList();
  }

  @Test
  void rowsContinueTheChainAboveThem() {
    var read = read("\\begin{aligned} f' &= a \\\\ &= b \\\\ g' &= c \\end{aligned}");
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().members()).hasSize(3);
  }

  @Test
  void columnsAreStatementsOfTheirOwn() {
    assertThat(read("\\begin{align} a &= b & c &= d \\end{align}")).hasSize(2);
    assertThat(read("\\begin{eqnarray} a &=& b \\\\ &=& c \\end{eqnarray}")).hasSize(1);
  }

  @Test
  void aDisplayMayBeginOrEndWithARelation() {
    assertThat(read("= b").getFirst().continues()).isTrue();
    assertThat(read("a = ").getFirst().members().getLast().isEmpty()).isTrue();
    assertThat(read("a = b +").getFirst().open()).isTrue();
  }

  @Test
  void statementsSideBySide() {
    assertThat(read("\\sum_k p_k = 1, \\quad p_k > 0")).hasSize(2);
    assertThat(read("a = f(x, y)")).hasSize(1);
  }

  @Test
  void conditionsAndWords() {
    var s = read("\\text{So, } \\sigma'(z) \\leq 1 \\quad \\text{for all } z").getFirst();
    assertThat(s.words()).containsExactly("So,");
    assertThat(s.conditions()).hasSize(1);
    assertThat(s.conditions().getFirst().keyword()).isEqualTo("for all");
    var t = read("k \\neq l: a = b").getFirst();
    assertThat(t.conditions().getFirst().statement().relations().getFirst().kind()).isEqualTo(Kind.NE);
    var u = read("\\epsilon(\\sigma(z) - 1) < 0 \\quad \\because \\sigma(z) < 1").getFirst();
    assertThat(u.conditions().getFirst().keyword()).isEqualTo("because");
  }

  @Test
  void equationNumbersAreNoFactors() {
    for (var number : List.of("\\quad (27)", "\\tag{27}", "\\quad \\dots \\text{III}", "\\quad \\text{--- ①}", "\\quad (II)")) {
      var s = read("a = b " + number);
      assertThat(s).as(number).hasSize(1);
      assertThat(s.getFirst().tag()).as(number).isNotNull();
      assertThat(s.getFirst().members()).hasSize(2);
    }
    assertThat(read("a + b = \\quad (21)").getFirst().members().getLast().isEmpty()).isTrue();
  }

  @Test
  void implicationsStandInTheChain() {
    assertThat(kinds(read("2b - 1 = 0 \\Rightarrow \\boxed{b = \\frac{1}{2}}").getFirst()))
        .containsExactly(Kind.EQ, Kind.IMPLIES, Kind.EQ);
  }

  @Test
  void aBadMemberLeavesTheOthers() {
    var s = read("a = \\foo = c").getFirst();
    assertThat(s.members().get(1).error()).isNotNull();
    assertThat(s.members().get(0).term()).isNotNull();
    assertThat(s.members().get(2).term()).isNotNull();
  }

  @Test
  void matricesKeepTheirColumns() {
    var term = read("y = [0 - \\begin{bmatrix} 1 & 2 \\end{bmatrix} w]").getFirst().members().getLast().term();
    assertThat(Elaborator.elaborate(term, Names.NONE).expr().toString()).contains("[1,2]");
  }
}
