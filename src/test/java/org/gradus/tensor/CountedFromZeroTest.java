package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;
import org.junit.jupiter.api.Test;

class CountedFromZeroTest {

  private static final Typing OF_D = Typing.NONE.withShape("w", Shape.column(Exprs.sym("d"))).withShape("x", Shape.column(Exprs.sym("d")));
  private static final Typing ONE_MORE = Typing.NONE.withShape("w", Shape.column(PlainReader.parse("d+1"))).withShape("x", Shape.column(PlainReader.parse("d+1")));

  private static CountedFromZero of(String lhs, String rhs, Typing typing) {
    return CountedFromZero.of(PlainReader.parse(lhs), PlainReader.parse(rhs), typing, List.of());
  }

  private static Outcome equal(String lhs, String rhs, Typing typing, Expr... facts) {
    return new Tensors(new Kernel(new JasFactors())).equal(PlainReader.parse(lhs), PlainReader.parse(rhs), typing, List.of(facts));
  }

  @Test
  void onlyASumThatEndsAtTheSizeLessOneTellsThatEntriesAreCountedFromZero() {
    assertThat(of("norm(w)^2", "sum(w[i]^2,i,0,d-1)", OF_D).places()).containsOnlyKeys("w");
    assertThat(of("norm(w)^2", "sum(w[i]^2,i,0,d)", ONE_MORE).places()).containsOnlyKeys("w");
    assertThat(of("norm(w)^2", "w[0]^2+sum(w[i]^2,i,1,d)", ONE_MORE).places()).containsOnlyKeys("w");
    assertThat(of("norm(w)^2", "sum(w[i]^2,i,0,d)", OF_D)).isNull();
    assertThat(of("norm(w)^2", "sum(w[i]^2,i,1,d)", OF_D)).isNull();
    assertThat(of("norm(w)^2", "sum(w[i]^2,i,1,d-1)", OF_D)).as("the last entry is left out").isNull();
    assertThat(of("norm(w)^2+w[0]", "w[0]+norm(w)^2", OF_D)).as("w_0 may be no entry").isNull();
    assertThat(of("sum(w[i],i,0,d-1)", "sum(w[j],j,0,d-1)", OF_D)).as("the whole vector does not stand there").isNull();
    assertThat(of("norm(w)^2+w[d]", "sum(w[i]^2,i,0,d-1)", OF_D)).as("w_d is counted from 1").isNull();
  }

  @Test
  void whatMeetsAnEntryInASumIsCountedAlike() {
    assertThat(of("matmul(transpose(w),x)", "sum(w[i]*x[i],i,0,d-1)", OF_D).places()).containsOnlyKeys("w", "x");
    assertThat(of("matmul(transpose(w),x)", "sum(w[i]*x[i],i,0,d-1)", OF_D.withShape("x", Shape.column(Exprs.sym("n"))))).isNull();
  }

  @Test
  void anIndexThatIsANumberToo() {
    assertThat(equal("norm(w)^2+sum(i*w[i],i,0,d-1)", "sum(w[i]^2+i*w[i],i,0,d-1)", OF_D)).isInstanceOf(Outcome.Proved.class);
    assertThat(equal("norm(w)^2+sum(i*w[i],i,0,d-1)", "sum(w[i]^2+(i+1)*w[i],i,0,d-1)", OF_D)).isInstanceOf(Outcome.Refuted.class);
  }

  @Test
  void theProofSaysHowEntriesAreCountedAndThePointNamesThemAsTheClaimDoes() {
    assertThat(((Outcome.Proved) equal("norm(w)^2", "sum(w[i]^2,i,0,d-1)", OF_D)).conditions()).containsExactly("entries of w counted from 0");
    var point = ((Outcome.Refuted) equal("norm(w)^2", "sum(w[i],i,0,d-1)", OF_D)).point();
    assertThat(point).containsKeys("w[0]", "w[1]").doesNotContainKey("w[2]");
  }

  @Test
  void whatFailsOnlyIfTheEntryIsAnotherNumberIsNotRefuted() {
    assertThat(equal("D(norm(w)^2,w[0])", "2*w[0]", ONE_MORE)).isInstanceOf(Outcome.Unknown.class);
    assertThat(equal("D(norm(w)^2,w[0])", "3*w[0]", ONE_MORE)).isInstanceOf(Outcome.Refuted.class);
  }

  @Test
  void aPointNamesNoEntriesThatTheArraysDoNotHaveWhereSomeSizesDoWithout() {
    var sizes = ((Outcome.Refuted) equal("norm(matmul(X,w))^2", "sum(sum(X[j,j]*w[j],j,1,d)^2,i,1,n)", OF_D.withShape("X", Shape.of(Exprs.sym("n"), Exprs.sym("d"))))).sizes();
    assertThat(Integer.parseInt(sizes.get("d"))).isLessThanOrEqualTo(Integer.parseInt(sizes.get("n")));
  }
}
