package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;

/** Questions to computer algebra are paid for. */
class FactoringBudgetTest {

  private final AtomicInteger asked = new AtomicInteger();

  private final Oracle oracle = new Oracle() {
    @Override
    public Optional<List<Factor>> factor(Expr polynomial) {
      asked.incrementAndGet();
      return Optional.empty();
    }

    @Override
    public Optional<Expr> gcd(Expr a, Expr b) {
      return Optional.empty();
    }
  };

  private int questionsUntilTheEnd(String polynomial) {
    asked.set(0);
    var work = new Work(Work.DEFAULT_UNITS);
    assertThatThrownBy(() -> {
      while (true) {
        PolyOracle.factors(PlainReader.parse(polynomial), oracle, work);
      }
    }).isInstanceOf(Work.Exhausted.class).hasMessage("out of budget: factoring units");
    return asked.get();
  }

  @Test
  void theBudgetEndsAtTheSameQuestion() {
    int first = questionsUntilTheEnd("x^4+3*x*y+y^2-7");
    assertThat(questionsUntilTheEnd("x^4+3*x*y+y^2-7")).isEqualTo(first).isGreaterThan(100);
  }

  @Test
  void largerQuestionsCostMore() {
    assertThat(questionsUntilTheEnd("x^9+x^5*y^3+y^4-7*x-1")).isLessThan(questionsUntilTheEnd("x^4+3*x*y+y^2-7") / 3).isPositive();
  }

  @Test
  void aProofEndsWithTheNameOfItsBudget() {
    var kernel = new Kernel(new Oracle() {
      @Override
      public Optional<List<Factor>> factor(Expr polynomial) {
        throw new Work.Exhausted("out of budget: factoring units");
      }

      @Override
      public Optional<Expr> gcd(Expr a, Expr b) {
        return Optional.empty();
      }
    });
    var proof = kernel.relation(RelOp.GT, PlainReader.parse("x^4+3*x*y+y^2-7+x^2*y^3"), PlainReader.parse("0"), List.of());
    assertThat(proof.proved()).isFalse();
    assertThat(proof.reason()).isEqualTo("out of budget: factoring units");
  }
}
