package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.PointEvaluator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderImplicationTest {

  private static final List<String> WRAPS = List.of("exp(#)", "sigmoid(#)", "tanh(#)", "-(#)", "3-2*(#)", "atan(#)", "(#)^3", "log(1+exp(#))",
      "1/(1+exp(#))", "(#)^2", "abs(#)", "sqrt(#)", "log(#)", "1/(#)", "2^(#)", "(#)*exp(c)", "(#)*c", "(#)*c^2");
  private static final List<String> OPS = List.of("<", "<=", ">", ">=");

  private static Expr read(String text) {
    return PlainReader.parse(text);
  }

  private static boolean holds(String before, String after, String... assumptions) {
    return new OrderImplication(new Kernel(null), null, List.of(assumptions).stream().map(PlainReader::parse).toList())
        .holds(read(before), read(after));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(w*x+b)>1/2 | w*x+b>0", "exp(a)>=exp(b) | a>=b", "1-exp(-a)<1-exp(-b) | a<b", "abs(x)<a | -a<x and x<a",
      "x^2<y^2 | abs(x)<abs(y)", "a^3<b^3 | a<b", "max(a,b)<c | a<c and b<c"})
  void strictlyMonotoneFunctionsAreTakenOffBothWays(String one, String other) {
    assertThat(holds(one, other)).isTrue();
    assertThat(holds(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "p>q | log(p)>log(q)", "a<b | a*c<b*c", "x^2<y^2 | x<y", "1/x<1/y | x>y", "sigmoid(x)>=1/2 | x>0", "a>=b | a>b", "abs(x)>a | x>a"})
  void whatDoesNotFollowIsNotProved(String one, String other) {
    assertThat(holds(one, other)).isFalse();
  }

  @Property(tries = 150)
  void whatFollowsHoldsAtEveryPointAtWhichTheFirstHolds(@ForAll @IntRange(max = 17) int f, @ForAll @IntRange(max = 17) int g,
      @ForAll @IntRange(max = 3) int op, @ForAll @IntRange(max = 3) int other) {
    var one = WRAPS.get(f).replace("#", "a") + OPS.get(op) + WRAPS.get(f).replace("#", "b");
    var two = WRAPS.get(g).replace("#", "a") + OPS.get(other) + WRAPS.get(g).replace("#", "b");
    if (!holds(one, two)) {
      return;
    }
    var evaluator = new PointEvaluator(40);
    for (long a = -4; a <= 4; a++) {
      for (long b = -4; b <= 4; b++) {
        for (long c = -1; c <= 1; c++) {
          Map<Expr, Expr> at = Map.of(Exprs.sym("a"), Exprs.num(Rational.of(a, 2)), Exprs.sym("b"), Exprs.num(Rational.of(b, 2)),
              Exprs.sym("c"), Exprs.num(c));
          if (Boolean.TRUE.equals(truth(one, at, evaluator))) {
            assertThat(truth(two, at, evaluator)).as(one + " so " + two + " at " + at).isNotEqualTo(Boolean.FALSE);
          }
        }
      }
    }
  }

  /** Undefined is false; null where the sides cannot be told apart. */
  private static Boolean truth(String relation, Map<Expr, Expr> at, PointEvaluator evaluator) {
    var r = (Expr.Rel) Trees.substitute(read(relation), at);
    var l = evaluator.enclose(r.lhs(), Map.of());
    var q = evaluator.enclose(r.rhs(), Map.of());
    if (!l.isDefined() || !q.isDefined()) {
      return false;
    }
    var sign = l.compare(q);
    return sign == null ? null : r.op().holdsForSign(sign);
  }
}
