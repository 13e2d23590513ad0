package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of implications, and of equations that are no multiples of each other. */
class ImplicationsTest {

  private static Map<String, Object> written(String line) {
    var p = line.split(" \\| ");
    var assumptions = p.length < 2 ? List.<Expr>of() : List.of(Requests.read(p[1]).expr());
    boolean both = p[0].contains(" <=> ");
    var sides = p[0].split(" <?=> ");
    var before = Requests.read(sides[0]).expr();
    var after = Requests.read(sides[1]).expr();
    var point = new HashMap<String, Rational>();
    Trees.freeSymbols(Exprs.and(List.of(before, after))).forEach(s -> point.put(s.name(), Rational.of(1, 2)));
    return Certificates.write(new Certificates.Subject(both ? new Claim.Equations(before, after, assumptions)
        : new Claim.Implication(before, after, assumptions), point));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/(1+exp(-x)) = 1/3 <=> x = -log(2)", "exp(-z) = 1/9 <=> z = log(9)", "x*exp(w*x)-x*y = 0 <=> w = log(y)/x | y > 0 and x > 0",
      "2*b+3*w-1 = 0 and 2*b+2*w-1 = 0 => w = 0", "2*b+3*w-1 = 0 and 2*b+2*w-1 = 0 => b = 1/2", "x = 1 => x^2 = 1", "x = 1 or x = -1 => x^2 = 1",
      "x = 2 => x = 1 or x = 2", "sigmoid(x)-1 = 0 <=> sigmoid(x) = 1", "0 < x and x < 1 => x^2 < x"})
  void whatFollowsHasOne(String line) {
    var c = written(line);
    assertThat(c).as(line).isNotNull();
    // the other way round the same proof is none
    if (Checker.check(c).claim() instanceof Claim.Implication i) {
      var turned = new LinkedHashMap<>(c);
      var other = new Claim.Implication(i.after(), i.before(), i.assumptions());
      turned.put("claim", other.toMap());
      turned.put("proves", other.statement());
      assertThatThrownBy(() -> Checker.check(turned)).isInstanceOf(Rejected.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^2 = 1 => x = 1", "x^2 = 1 <=> x = 1", "x = 1 or x = 2 => x = 1", "x = 0 => 1/x = 1/x", "x*y = 0 => y = 0", "x = 1 => log(x-1) = log(x-1)",
      "exp(2*x) = 1 => x = 1", "sin(x) = 0 => x = 0", "x < y => 1/y < 1/x", "x = -1 <=> log(x) = log(-1)"})
  void whatDoesNotFollowHasNone(String line) {
    assertThat(written(line)).as(line).isNull();
  }

  /** 2 = 3 is (x + 1)/(x − 2) times x − 2 = 0, but for a factor that is undefined where x = 2. */
  @ParameterizedTest
  @ValueSource(strings = {"(^ (+ -2 x) -1)", "(* -1 (^ (+ -2 x) -1))"})
  void aFactorMustBeDefinedWhereTheEquationHolds(String factor) {
    var c = new LinkedHashMap<>(written("x = 2 => 2*x = 4"));
    var claim = new Claim.Implication(Requests.read("x = 2").expr(), Requests.read("x = 3").expr(), List.of());
    c.put("claim", claim.toMap());
    c.put("proves", claim.statement());
    c.put("proof", Map.of("rule", "follows", "cases", List.of(Map.of("alternative", 0, "parts", List.of(Map.of("defined", List.of(), "proof",
        Map.of("rule", "combination", "sum", List.of(Map.of("of", 0, "times", "(* (+ -3 x) " + factor + ")")), "hints", List.of())))))));
    assertThatThrownBy(() -> Checker.check(c)).isInstanceOf(Rejected.class);
  }
}
