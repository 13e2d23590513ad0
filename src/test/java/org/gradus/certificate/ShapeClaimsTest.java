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
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of shapes of functions. */
class ShapeClaimsTest {

  private static Map<String, Object> written(String form, String function, String assumption) {
    var f = Requests.read(function).expr();
    var point = new HashMap<String, Rational>();
    Trees.freeSymbols(f).forEach(s -> point.put(s.name(), Rational.HALF));
    return Certificates.write(new Certificates.Subject(new Claim.Shape(form, f, Exprs.sym("x"),
        assumption == null ? List.<Expr>of() : List.of(Requests.read(assumption).expr())), point));
  }

  @ParameterizedTest
  @CsvSource({"strictly increasing, log(x),", "increasing, sigmoid(x),", "strictly decreasing, exp(-x),", "convex, exp(a*x),", "concave, log(x),",
      "convex, 1/x, x > 0", "convex, x^3, x >= 0", "not convex, (sigmoid(x)-1)^2,", "not convex, x^3,", "convex, log(1+exp(x)),", "increasing, x^3,"})
  void haveOne(String form, String function, String assumption) {
    var c = written(form, function, assumption);
    assertThat(c).isNotNull();
    var claim = (Claim.Shape) Checker.check(c).claim();
    var contrary = new Claim.Shape(claim.form(), Exprs.neg(claim.function()), claim.by(), claim.assumptions());
    var other = new LinkedHashMap<>(c);
    other.put("claim", contrary.toMap());
    other.put("proves", contrary.statement());
    assertThatThrownBy(() -> Checker.check(other)).isInstanceOf(Rejected.class);
  }

  /** 1/x falls on both sides of 0, and −1/x² is negative; but it does not fall from −1 to 1. */
  @ParameterizedTest
  @CsvSource({"decreasing, 1/x,", "convex, 1/x^2,", "convex, x^3,", "increasing, x^2,", "strictly increasing, x^3,", "convex, abs(x),", "not convex, x^2,",
      "increasing, floor(x),", "convex, a*x^2,", "increasing, atan(1/x),", "not convex, abs(x),", "convex, x^3, x = 1 or x = 2"})
  void haveNone(String form, String function, String assumption) {
    assertThat(written(form, function, assumption)).isNull();
  }
}
