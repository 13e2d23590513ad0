package org.gradus.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.document.Documents;
import org.gradus.notation.Rank;
import org.junit.jupiter.api.Test;

/** Vectors, matrices and indices as people write them, and what is read of them. */
class VectorReadingTest {

  private static List<Claim.Step> steps(String document) throws Exception {
    return ClaimExtractor.extract(Documents.parse("a.md", document)).stream()
        .filter(Claim.Step.class::isInstance).map(Claim.Step.class::cast).toList();
  }

  private static Claim.Step last(String document) throws Exception {
    return steps(document).getLast();
  }

  @Test
  void transposesMakeVectorsAndMatricesWhoseProductsKeepTheirOrder() throws Exception {
    var step = last("$$\\|Xw-y\\|^2 = w^T X^T X w - 2y^T X w + y^T y$$");
    assertThat(step.unreadable()).isNull();
    assertThat(step.rhs().toString()).contains("matmul(matmul(matmul(transpose(w),transpose(X)),X),w)");
    assertThat(step.setting().arrays().rank("X", 0)).isEqualTo(Rank.MATRIX);
    assertThat(step.setting().arrays().rank("y", 0)).isEqualTo(Rank.COLUMN);
  }

  @Test
  void membershipDeclaresAndClaimsNothing() throws Exception {
    var steps = steps("Let $x, w \\in \\mathbb{R}^n$ and $W \\in \\mathbb{R}^{m \\times n}$.\n\n$$W x = W x$$");
    assertThat(steps).hasSize(1);
    assertThat(steps.getFirst().lhs().toString()).isEqualTo("matmul(W,x)");
    assertThat(steps.getFirst().setting().arrays().shape("W").toString()).isEqualTo("m×n");
    assertThat(steps.getFirst().setting().arrays().shape("x").toString()).isEqualTo("n×1");
  }

  @Test
  void shapesInWordsCount() throws Exception {
    var step = last("$X$ is $n\\times d$ with full column rank, $A$ a symmetric matrix.\n\n$$A X = A X$$");
    assertThat(step.setting().arrays().shape("X").toString()).isEqualTo("n×d");
    assertThat(step.setting().arrays().properties("X")).contains("full column rank");
    assertThat(step.setting().arrays().properties("A")).contains("symmetric");
  }

  @Test
  void innerProductPlusNumberIsANumber() throws Exception {
    var step = last("$z = \\mathbf{w}^T\\mathbf{h} + b$\n\n$$\\sigma(-z) = 1 - \\sigma(z)$$");
    assertThat(step.setting().arrays().rank("b", 0)).isEqualTo(Rank.SCALAR);
    assertThat(step.lhs().toString()).isEqualTo("sigmoid(-(b+matmul(transpose(w),h)))");
  }

  @Test
  void aLetterMayBeANumberInOnePartAndAVectorInAnother() throws Exception {
    var steps = steps("## Part 1\n\n$$p(1-p) = p - p^2$$\n\n## Part 2\n\n$p = \\mathrm{softmax}(z)$\n\n$$p^T p = p^T p$$");
    assertThat(steps.getFirst().setting().arrays().rank("p", 0)).isEqualTo(Rank.SCALAR);
    assertThat(steps.getLast().lhs().toString()).contains("transpose");
  }

  @Test
  void productOfTwoColumnsHasTwoReadings() throws Exception {
    var step = last("Let $x, y \\in \\mathbb{R}^n$.\n\n$$x \\cdot y = y \\cdot x$$");
    assertThat(step.lhs().toString()).isEqualTo("dot(x,y)");
    assertThat(step.alternatives().stream().map(a -> a.lhs().toString())).contains("hadamard(x,y)");
  }

  @Test
  void dotsAreASumWhereTheTermsFollowAPattern() throws Exception {
    var step = last("$$x_1 w_1 + x_2 w_2 + \\dots + x_n w_n = \\sum_{i=1}^n w_i x_i$$");
    assertThat(step.lhs().toString()).isEqualTo("sum(w[k]*x[k],k,1,n)");
    assertThat(last("$$1 + x_1^2 + \\dots + x_n^2 = \\sum_{i=0}^n x_i^2$$").lhs().toString()).isEqualTo("1+sum(x[k]^2,k,1,n)");
  }

  @Test
  void dotsWithoutAPatternDoNotRead() throws Exception {
    assertThat(last("$$x_1 + x_3 + \\dots + x_n = \\sum_{i=1}^n x_i$$").unreadable()).contains("…");
  }

  @Test
  void gradientWithoutItsVariableIsThatOfTheFunction() throws Exception {
    var step = steps("Let $w \\in \\mathbb{R}^d$.\n\n$$R(w) = \\|w\\|^2$$\n\n$$\\nabla R(w) = 2 w$$").getLast();
    assertThat(step.lhs().toString()).isEqualTo("D(norm(w)^2,w)");
  }

  @Test
  void derivativeOfAFunctionAtAVectorIsTakenEntryByEntry() throws Exception {
    var step = last("Let $z \\in \\mathbb{R}^n$.\n\n$$\\sigma'(z) = \\sigma(z) \\odot (1 - \\sigma(z))$$");
    assertThat(step.lhs().toString()).isEqualTo("hadamard(1-sigmoid(z),sigmoid(z))");
  }

  @Test
  void entryOfADefinedVectorIsAnEntryOfWhatItStandsFor() throws Exception {
    var step = last("$p = \\mathrm{softmax}(z)$\n\n$$\\sum_k p_k = 1$$");
    assertThat(step.lhs().toString()).isEqualTo("sum(component(softmax(z),k),k)");
  }

  @Test
  void firstUseOfAWordGivesItItsMeaning() throws Exception {
    var steps = steps("$$\\frac{a}{b + c^2} = \\frac{a}{\\text{den}}$$\n\n$$\\text{den} - b = c^2$$");
    assertThat(steps.getLast().lhs().toString()).doesNotContain("den");
  }
}
