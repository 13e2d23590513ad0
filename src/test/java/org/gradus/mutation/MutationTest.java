package org.gradus.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.tensor.Typing;
import org.gradus.verify.Assumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A slice of the mutation run, and that its referee sees differences and only differences. */
@Execution(ExecutionMode.CONCURRENT)
class MutationTest {

  @Test
  void noAlteredStepIsProvedAndNearlyAllAreRefutedAtAPointThatTheRefereeConfirms() throws InterruptedException {
    var steps = Steps.below(List.of(Path.of("derivations/02-sigmoid-softplus-and-two-losses.md"),
        Path.of("src/test/resources/mutation/cases.jsonl")));
    var tally = MutationRun.run(steps, 250, MutationRun.Part.ALL, 7, 2);
    assertThat(tally.steps).isGreaterThan(40);
    assertThat(tally.judged()).isGreaterThan(200);
    assertThat(tally.falseProofs).isEmpty();
    assertThat(tally.falseRefutations).isEmpty();
    assertThat(tally.refuted).as("%s", tally.unnoticed).isGreaterThanOrEqualTo((int) (0.995 * tally.judged()));
  }

  @Test
  void noAlteredStepWithArraysIsProvedAndItsPointsAreRight() {
    var steps = ArrayMutationRun.steps(List.of(Path.of("derivations/08-backpropagation.md"), Path.of("derivations/12-squared-error-over-a-batch.md"),
        Path.of("derivations/15-attention-backwards.md")));
    var tally = ArrayMutationRun.run(steps, 4, MutationRun.Part.ALL, "", 3);
    assertThat(tally.steps).isGreaterThan(12);
    assertThat(tally.judged()).isGreaterThan(40);
    assertThat(tally.falseProofs).isEmpty();
    assertThat(tally.falseRefutations).noneMatch(f -> f.startsWith("wrong"));
    assertThat(tally.refuted).as("%s", tally.unnoticed).isGreaterThanOrEqualTo((int) (0.9 * tally.judged()));
  }

  @Test
  void theRefereeOfArraysKnowsDerivativesAndInverses() {
    var shapes = Typing.NONE.withShape("A", Shape.of(Exprs.sym("n"), Exprs.sym("n"))).withShape("x", Shape.column(Exprs.sym("n"))).with(Typing.Layout.DENOMINATOR);
    var x = Exprs.sym("x");
    var form = PlainReader.parse("matmul(transpose(x),matmul(A,x))");
    var point = new ArrayDecimals(shapes, Set.of(), List.of(), List.of(), Map.of(), 5);
    assertThat(difference(point, Exprs.diff(form, x, 1), PlainReader.parse("matmul(A+transpose(A),x)"))).isLessThan(1e-25);
    assertThat(difference(point, Exprs.diff(form, x, 2), PlainReader.parse("A+transpose(A)"))).isLessThan(1e-25);
    assertThat(difference(point, PlainReader.parse("matmul(inverse(A),A)"), PlainReader.parse("identity(n)"))).isLessThan(1e-40);
    assertThat(difference(point, PlainReader.parse("det(A)"), PlainReader.parse("det(transpose(A))"))).isLessThan(1e-40);
    assertThat(difference(point, PlainReader.parse("matmul(A,x)"), PlainReader.parse("matmul(transpose(A),x)"))).isGreaterThan(1e-3);
  }

  private static double difference(ArrayDecimals point, Expr a, Expr b) {
    return point.of(a).plus(point.of(b).times(Grid.of(BigDecimal.ONE.negate()))).squares().doubleValue();
  }

  @Test
  void everyCaseOfTheListIsProved() {
    var steps = Steps.below(List.of(Path.of("src/test/resources/mutation/cases.jsonl")));
    assertThat(steps).hasSize(39);
    assertThat(steps).allSatisfy(s -> assertThat(s.judged(MutationRun.judge()).isProved()).as("%s", s).isTrue());
  }

  @Test
  void theRefereeTellsNearlyEqualFromEqual() {
    var x = PlainReader.parse("x");
    var step = new Step("", RelOp.EQ, PlainReader.parse("sin(x)^2"), x, null, 0, Assumed.NOTHING);
    var referee = new Referee(step, 1);
    assertThat(referee.rule(PlainReader.parse("1-cos(x)^2"))).isEqualTo(Referee.Ruling.HOLDS);
    assertThat(referee.rule(PlainReader.parse("1-cos(x)^2+x/10^30"))).isEqualTo(Referee.Ruling.FAILS);
    assertThat(referee.rule(PlainReader.parse("log(-x^2)"))).isEqualTo(Referee.Ruling.NO_POINT);
  }

  @Test
  void theRefereesDecimalsAreRight() {
    // Values from the Digital Library of Mathematical Functions and Abramowitz and Stegun.
    var known = Map.of("erf(1)", "0.842700792949714869341220635082609", "gamma(1/3)", "2.67893853470774763365569294097467",
        "digamma(1)", "-0.57721566490153286060651209008240", "polygamma(1,1)", "1.64493406684822643647241516664602",
        "atan2(-1,-1)", "-2.35619449019234492884698253745962", "acos(0)", "1.57079632679489661923132169163975",
        "softplus(0)", "0.693147180559945309417232121458176", "root(-8,3)", "-2", "sum(k^2,k,1,4)", "30");
    known.forEach((e, v) -> assertThat(Decimals.value(PlainReader.parse(e), Map.of(), 60).subtract(new BigDecimal(v))
        .doubleValue()).as(e).isBetween(-1e-31, 1e-31));
  }
}
