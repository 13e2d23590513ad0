package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;

class GruntzConstantsTest {

  private final Expr.Sym x = Exprs.sym("x");
  private final GruntzConstants constants = new GruntzConstants(x, new Kernel(null), List.of(), new GruntzBudget());

  private boolean zero(String text) {
    return constants.zero(PlainReader.parse(text));
  }

  @Test
  void whatHasAValueOtherThanZeroSomewhereIsNotZero() {
    assertThat(zero("log(x)/x")).isFalse();
    assertThat(zero("a*x")).isFalse();
    assertThat(zero("exp(1)-2.718281828459045")).isFalse();
  }

  @Test
  void aZeroAtTheOnePointThatIsLookedAtIsNoProof() {
    constants.assume(Exprs.rel(RelOp.GT, x, Exprs.ONE));
    assertThat(zero("x-5/4")).isFalse();
    assertThat(zero("log(4*x)-log(5)")).isFalse();
  }

  @Test
  void whatIsZeroIsProvedToBe() {
    constants.assume(Exprs.rel(RelOp.GT, x, Exprs.ONE));
    assertThat(zero("(x+1)^2-x^2-2*x-1")).isTrue();
    assertThat(zero("log(2*x)-log(2)-log(x)")).isTrue();
    assertThat(zero("sqrt(2)*sqrt(3)-sqrt(6)")).isTrue();
  }

  @Test
  void signsOfNumbers() {
    assertThat(constants.signOrNull(PlainReader.parse("pi-3"))).isEqualTo(1);
    assertThat(constants.signOrNull(PlainReader.parse("exp(pi)-pi-20-exp(0)"))).isEqualTo(-1);
    assertThat(constants.signOrNull(PlainReader.parse("sqrt(2)^2-2"))).isEqualTo(0);
  }
}
