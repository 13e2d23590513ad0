package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of inequalities by boxes and of steps between equations. */
class FurtherRulesTest {

  private static Map<String, Object> written(String line, boolean equations) {
    var p = line.split(" \\| ");
    var assumptions = p.length < 2 ? List.<Expr>of() : List.of(Requests.read(p[1]).expr());
    var point = Map.of("x", Rational.of(2), "a", Rational.of(2), "y", Rational.of(2));
    Claim claim;
    if (equations) {
      var sides = p[0].split(" <=> ");
      claim = new Claim.Equations(Requests.read(sides[0]).expr(), Requests.read(sides[1]).expr(), assumptions);
    } else {
      var r = (Expr.Rel) Requests.read(p[0]).expr();
      claim = new Claim.Relation(r.op(), r.lhs(), r.rhs(), assumptions);
    }
    return Certificates.write(new Certificates.Subject(claim, point));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x*exp(-x) < 1/2 | x < 3", "exp(x) > x/2 | x > 1", "sin(x) < 11/10", "sigmoid(x)*(1-sigmoid(x)) <= 1/4+1/100",
      "x^2-x+1 > 0", "log(x) < x | x > 1/2"})
  void inequalities(String line) {
    var certificate = written(line, false);
    assertThat(certificate).as(line).isNotNull();
    // The same proof does not prove the contrary.
    var other = new LinkedHashMap<>(certificate);
    var claim = (Claim.Relation) Checker.check(certificate).claim();
    var contrary = new Claim.Relation(claim.op().negate(), claim.lhs(), claim.rhs(), claim.assumptions());
    other.put("claim", contrary.toMap());
    other.put("proves", contrary.statement());
    assertThat(rejected(other)).as(line).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2*x+3 = 7 <=> x = 2", "x^2 = 4 <=> x = 2 | x > 0", "x^2 = 4 <=> x = 2 or x = -2", "1/x = 1/2 <=> x = 2",
      "a*x = y <=> x = y/a | a != 0", "exp(x)*(x-2) = 0 <=> x = 2", "x/a = y/a <=> x = y | a > 0", "x^3 = 8 <=> x = 2 | x > 0"})
  void equations(String line) {
    assertThat(written(line, true)).as(line).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^2 = 4 <=> x = 2", "x^2 = 2*x <=> x = 2", "a*x = y <=> x = y/a", "x*(x-2)/x = 0 <=> x*(x-2) = 0", "0*x = 0 <=> x = 2",
      "sqrt(x-2) = 0 <=> x*(x-2) = 0", "log(x) = 0 <=> log(x)*(x-2) = 0", "x-2 = 0 <=> x^pi*(x-2) = 0", "(x-2)/(x-2) = 1 <=> x = x"})
  void whatHasOtherSolutionsHasNone(String line) {
    assertThat(written(line, true)).as(line).isNull();
  }

  private static boolean rejected(Object certificate) {
    try {
      Checker.check(certificate);
      return false;
    } catch (Rejected e) {
      return true;
    }
  }
}
