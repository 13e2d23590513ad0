package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a function at a place counts only if the function has values there: log(−σ(u)) has none, though the formula of its derivative does. */
class DefinedSomewhereTest {

  private static Judgement atPlace(String function, String slope) {
    var u = Exprs.sym("u");
    var b = PlainReader.parse("2*b+1");
    Expr left = Exprs.at(Exprs.diff(PlainReader.parse(function), u, 1), u, b);
    return new Judge(new Kernel(null)).relation(RelOp.EQ, left, Trees.substitute(PlainReader.parse(slope), u, b), Assumed.NOTHING);
  }

  @ParameterizedTest
  @CsvSource({"log(sigmoid(u)), 1-sigmoid(u)", "log(u), 1/u", "sqrt(u)*c, c/(2*sqrt(u))", "u^2+log(c), 2*u"})
  void aFunctionWithValuesHasADerivative(String function, String slope) {
    assertThat(atPlace(function, slope).verdict()).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @CsvSource({"log(-sigmoid(u)), 1-sigmoid(u)", "log(-exp(u)), 1", "log(-u^2-1), 2*u/(u^2+1)", "u^2+log(-c^2), 2*u"})
  void aFunctionWithoutValuesHasNone(String function, String slope) {
    assertThat(atPlace(function, slope).verdict()).isEqualTo("UNDECIDED");
  }
}
