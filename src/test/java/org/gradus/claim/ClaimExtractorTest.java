package org.gradus.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.junit.jupiter.api.Test;

class ClaimExtractorTest {

  private static Extraction read(String markdown) {
    try {
      return ClaimExtractor.read(Documents.parse("a.md", markdown));
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Claim.Step> steps(String markdown) {
    return read(markdown).claims().stream().filter(Claim.Step.class::isInstance).map(Claim.Step.class::cast).toList();
  }

  private static List<Kind> kinds(String markdown) {
    return read(markdown).claims().stream().map(Claim::kind).toList();
  }

  private static String resolved(Claim.Step s) {
    return s.unreadable() != null ? s.unreadable() : s.lhs() + " " + (s.op() == null ? "?" : s.op().plain()) + " " + s.rhs();
  }

  @Test
  void freshNameIsDefinedAndRepetitionIsHarmless() {
    assertThat(kinds("$$a = w x + b$$\n\n$$a = w x + b$$")).containsExactly(Kind.DEFINITION, Kind.DEFINITION);
  }

  @Test
  void everyRelationIsOneClaim() {
    var found = steps("$$(x+1)^2 = x^2 + 2x + 1 \\le 2x^2 + 2$$");
    assertThat(found).extracting(Claim.Step::kind).containsExactly(Kind.EQUALITY, Kind.BOUND);
    assertThat(found.get(1).written().lhs()).isEqualTo("x^2 + 2x + 1");
    assertThat(found.get(1).place().column()).isEqualTo(26);
  }

  @Test
  void chainGoesOnInNextDisplay() {
    var found = steps("$$(x+1)^2 = x^2 + 2x + 1$$\n\n$$= 1 + x(x+2)$$");
    assertThat(found).hasSize(2);
    assertThat(found.get(1).written().lhs()).isEqualTo("x^2 + 2x + 1");
  }

  @Test
  void expressionCutOverTwoDisplaysIsOne() {
    var found = steps("$$(1 + 2) * 3 + \\quad (51)$$\n\n$$(4 + 5) = 18$$");
    assertThat(found).hasSize(1);
    assertThat(resolved(found.getFirst())).isEqualTo("18 = 18");
  }

  @Test
  void whatIsAssumedAndNotUnderstoodLeavesItsNamesOpen() {
    var found = steps("Assume $a \\in \\mathcal{S}$.\n\n$$a^2 = a$$\n");
    assertThat(found).singleElement().satisfies(s -> assertThat(s.setting().unknown()).contains("a"));
  }

  @Test
  void aCasePutsAsideTheOneBeforeWhileItLasts() {
    var found = steps("For $x > 0$ we have\n\n$$|x| = x$$\n\nand for $x < 0$\n\n$$|x| = -x$$\n");
    assertThat(found.get(0).setting().assumptions()).extracting(a -> a.relation().toString()).containsExactly("x > 0");
    assertThat(found.get(1).setting().assumptions()).extracting(a -> a.relation().toString()).containsExactly("x < 0");
  }

  @Test
  void derivativeLabelFollowsTheDefinitions() {
    var found = steps("""
        $$z = w x + b, \\quad L = \\frac12 (z - t)^2$$

        $$\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial z}\\frac{\\partial z}{\\partial w} = (z - t) x$$
        """);
    assertThat(found).hasSize(2).allMatch(s -> s.kind() == Kind.DERIVATIVE && s.unreadable() == null);
    assertThat(found.getFirst().lhs().toString()).isEqualTo("D((b-t+w*x)^2/2,w)");
    assertThat(found.getFirst().rhs().toString()).contains("at(D((u1_-t)^2/2,u1_),u1_,b+w*x)");
  }

  @Test
  void derivativeByWhatTheQuantityDoesNotContainIsNotZero() {
    var found = steps("$$C = (a - y)^2$$\n\n$$\\frac{\\partial C}{\\partial w_5} = 0$$");
    assertThat(found.getFirst().unreadable()).isEqualTo("C is not given as a function of w_5");
  }

  @Test
  void functionWithoutArgumentTakesTheOneInForce() {
    var found = steps("$$\\sigma(x) = \\frac{1}{1+e^{-x}}$$\n\n$$\\frac{\\partial}{\\partial \\sigma} (\\sigma(x) - 1)^2 = 2(\\sigma - 1)$$");
    assertThat(resolved(found.getFirst())).isEqualTo("at(D((-1+u1_)^2,u1_),u1_,sigmoid(x)) = 2*(-1+sigmoid(x))");
  }

  @Test
  void callThisNamesTheLastDisplay() {
    var found = steps("$$L = (y - t)^2$$\n\n$$\\frac{dL}{dy} = 2(y-t)$$\n\nCall this $\\delta$. Then\n\n$$\\delta = 2y - 2t$$");
    assertThat(found).hasSize(2);
    assertThat(found.get(1).lhs().toString()).isEqualTo("D((y-t)^2,y)");
  }

  @Test
  void conditionAndSolutions() {
    var claims = read("$$2x - 4 = 0$$\n\n$$2x = 4$$\n\n$$\\Rightarrow x = 2$$").claims();
    assertThat(claims).extracting(Claim::kind).containsExactly(Kind.CONDITION, Kind.SOLUTION, Kind.SOLUTION);
    assertThat(((Claim.Step) claims.get(1)).solution().arrow()).isEqualTo(Solution.Arrow.EQUIVALENT);
    assertThat(((Claim.Step) claims.get(2)).solution().arrow()).isEqualTo(Solution.Arrow.IMPLIES);
    assertThat(((Claim.Step) claims.get(2)).solution().after().toString()).isEqualTo("x = 2");
  }

  @Test
  void identityIsNoCondition() {
    assertThat(kinds("$$\\sin^2 x + \\cos^2 x - 1 = 0$$")).containsExactly(Kind.EQUALITY);
    assertThat(kinds("$$x - x + 1 = 0$$")).containsExactly(Kind.EQUALITY);
  }

  @Test
  void assumptionHoldsForItsSentenceAndTheDisplayItIntroduces() {
    var text = "$$f(x) = y x$$\n\nWhen $y = 0$\n\n$$f(x) = 0$$\n\nNow again:\n\n$$f(x) = x y$$\n\n$$f(2) = 2y$$";
    var found = steps(text);
    assertThat(found.getFirst().setting().assumptions()).extracting(Assumption::words).containsExactly("y = 0 (line 3)");
    assertThat(found.getLast().setting().assumptions()).isEmpty();
  }

  @Test
  void nameThatMeansNothingIsUnknown() {
    var found = steps("$$(x+1)x = \\delta x$$");
    assertThat(found.getFirst().setting().unknown()).containsExactly("delta");
  }

  @Test
  void decimalClaimsItsDigits() {
    var found = steps("$x_1 = 0.5$\n\n$$h = \\sigma(x_1) = 0.6225$$\n\n$$h^2 = 0.3875$$");
    assertThat(found.getFirst().kind()).isEqualTo(Kind.NUMERIC);
    assertThat(found.getFirst().decimals().halfUnit().toString()).isEqualTo("1/20000");
    assertThat(found.get(1).decimals().boxes()).extracting(Box::name).containsExactly("h");
  }

  @Test
  void limitInTheVariableThatADefinitionHides() {
    var found = steps("$$F(p) = -\\log p$$\n\nLet $p = \\sigma(z)$.\n\n$$\\lim_{p\\to 0^+}\\frac{dF}{dz} = -1$$");
    assertThat(found.getFirst().kind()).isEqualTo(Kind.LIMIT);
    assertThat(found.getFirst().unreadable()).isNull();
  }

  @Test
  void transposeOfWhatIsNotDeclaredIsNotReadAsAScalar() {
    var found = steps("$$\\frac{\\partial}{\\partial w}(w^T A w) = 2 A w$$");
    assertThat(found.getFirst().lhs().toString()).isEqualTo("D(matmul(matmul(transpose(w),A),w),w)");
  }

  @Test
  void directivesDeclareAndExpect() {
    var all = read("""
        <!-- gradus: let z, b real; y in {0,1}; 0 < p < 1; i in 1..n; x in R^n -->
        <!-- gradus: expect refuted sign @ 2 -->
        $$z + b = b + z = b - z$$
        """);
    assertThat(all.problems()).isEmpty();
    var second = (Claim.Step) all.claims().get(1);
    assertThat(second.expectation()).isEqualTo(new Expectation("REFUTED", "sign", 2));
    assertThat(second.setting().declared()).contains("z", "b", "y", "p", "i", "x");
    assertThat(second.setting().domains()).extracting(a -> String.valueOf(a.relation())).contains("y = 0 or y = 1", "0 < p and p < 1");
  }

  @Test
  void expectAtTheEndOfARow() {
    var found = steps("$$\\begin{aligned} 2 + 2 &= 4 \\\\ 2 + 3 &= 6 % gradus: expect refuted\n\\end{aligned}$$");
    assertThat(found.get(0).expectation()).isNull();
    assertThat(found.get(1).expectation().verdict()).isEqualTo("REFUTED");
  }

  @Test
  void expectThatMeetsNoStepIsAProblem() {
    assertThat(read("<!-- gradus: expect refuted -->\n$$a = x$$").problems()).hasSize(1);
    assertThat(read("<!-- gradus: expect refuted -->\nno formula").problems()).hasSize(1);
    assertThat(read("<!-- gradus: frobnicate -->").problems()).hasSize(1);
  }

  @Test
  void skippedFormulaClaimsNothing() {
    assertThat(kinds("<!-- gradus: skip -->\n$$1 = 2$$")).containsExactly(Kind.NONE);
  }

  @Test
  void convexityStated() {
    var found = steps("$$c = (w x - y)^2$$\n<!-- gradus: claim convex c in w -->");
    assertThat(found.getFirst().property().form()).isEqualTo(Property.Form.CONVEX);
    assertThat(found.getFirst().property().body().toString()).isEqualTo("(-y+w*x)^2");
  }

  @Test
  void everyFormulaIsAccountedFor() {
    assertThat(steps("$x = = y$").getFirst().unreadable()).contains("nothing stands between");
    assertThat(steps("$\\frac{1}{ = 2$").getFirst().unreadable()).isNotNull();
    var text = "The name $x$, the sum $x + 1$, an arrow $\\Rightarrow$, nonsense $x = = y$, $\\frac{1}{$.";
    assertThat(read(text).claims()).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void conflictingValuesAreCompared() {
    var found = steps("$$n = 3$$\n\n$$n = 4$$");
    assertThat(resolved(found.getFirst())).isEqualTo("3 = 4");
  }

  @Test
  void updateIsNoEquation() {
    assertThat(kinds("$$\\theta = \\theta - \\eta g$$\n\n$$w \\leftarrow w - \\eta g$$"))
        .containsExactly(Kind.DEFINITION, Kind.DEFINITION);
  }
}
