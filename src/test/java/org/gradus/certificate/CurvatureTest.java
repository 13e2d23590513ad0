package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convexity by composition, in a variable x or in all components of a vector x. */
class CurvatureTest {

  private static Map<String, Object> written(String form, String function, String assumption) {
    var point = new LinkedHashMap<String, Rational>();
    for (var name : List.of("x", "y", "a", "x[1]", "x[2]", "y[1]", "y[2]", "a[1]", "a[2]", "c[1,1]", "c[1,2]", "c[2,1]", "c[2,2]")) {
      point.put(name, Rational.HALF);
    }
    point.put("n", Rational.TWO);
    return Certificates.write(new Certificates.Subject(new Claim.Shape(form, PlainReader.parse(function), Exprs.sym("x"),
        assumption == null ? List.<Expr>of() : List.of(PlainReader.parse(assumption))), point));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      convex | max(x,y)+exp(x+y) |
      convex | a*max(x,2*x-y,exp(x)) | a >= 0
      concave | -a*max(x,y) | a >= 0
      concave | min(x,y,log(x)) |
      convex | log(exp(a*x)+y*exp(-x)+1)+max(x,y) | y > 0
      convex | sum(max(x,y[i]),i,1,n) |
      convex | sum(log(1+exp(-y[i]*sum(x[j]*c[i,j],j,1,n))),i,1,n) |
      concave | sum(y[i]*x[i]-exp(x[i]),i,1,n) |
      convex | (x[1]-2*x[2])^2+x[1]^4 |
      convex | log(sum(exp(x[i]),i,1,n)) |
      convex | max(1/x,y) | x > 0
      """)
  void isWrittenDown(String form, String function, String assumption) {
    var c = written(form, function, assumption);
    assertThat(c).isNotNull();
    var claim = (Claim.Shape) Checker.check(c).claim();
    var wrong = List.of(new Claim.Shape(claim.form(), Exprs.neg(claim.function()), claim.by(), claim.assumptions()),
        new Claim.Shape(form.equals("convex") ? "concave" : "convex", claim.function(), claim.by(), claim.assumptions()));
    for (var contrary : wrong) {
      var other = new LinkedHashMap<>(c);
      other.put("claim", contrary.toMap());
      other.put("proves", contrary.statement());
      assertThatThrownBy(() -> Checker.check(other)).isInstanceOf(Rejected.class);
    }
  }

  /** Signs that are not known, products of what moves, domains with gaps, and sums whose index hides a parameter. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      convex | a*max(x,y) |
      convex | min(x,y) |
      convex | max(x^3,y) |
      convex | max(x,y)-exp(x) |
      convex | max(1/x,y) |
      convex | max(x,y) | x != 1
      convex | max(x,y) | x^2 > 1
      convex | max(x,y) | x = 1 or x = 2
      convex | x[1]*x[2] |
      convex | sum(x[i]*x[j],i,1,n) |
      convex | sum(-x[i]^2,i,1,n) |
      convex | sum(a*max(x,y[i]),a,1,n)-sum(a,a,1,n) | a < 0
      concave | log(exp(x)+exp(-x))+min(x,y) |
      convex | log(exp(x)-exp(y))+max(x,y) |
      convex | log(exp(x)+y)+max(x,y) |
      convex | exp(min(x,y)) |
      convex | abs(x[1])*x[2] |
      convex | y[x]*max(x,y) |
      """)
  void whatIsNotShownIsNot(String form, String function, String assumption) {
    assertThat(written(form, function, assumption)).isNull();
  }

  /** For a vector the derivative by its name knows nothing of its components. */
  @Test
  void theSlopeByANameIsNotThatByComponents() {
    var claim = new Claim.Shape("convex", PlainReader.parse("-x[1]^2"), Exprs.sym("x"), List.of());
    var proof = Map.of("rule", "slope", "inside", List.of(), "defined", List.of(), "sign", Map.of("rule", "same"));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim, proof, Map.of("x[1]", "1")))).isInstanceOf(Rejected.class)
        .hasMessageContaining("components");
  }

  /** 2·x is affine in x; x·x[1] is not, and neither is an index that moves. */
  @Test
  void affineIsOfOneMovingFactor() {
    var c = new Curvature(new Claim.Shape("convex", PlainReader.parse("x"), Exprs.sym("x"), List.of()));
    for (var e : List.of("2*x", "x[1]+x[2]*y+3", "sum(y[i]*x[i],i,1,n)", "exp(y)")) {
      assertThat(c.isAffine(PlainReader.parse(e))).as(e).isTrue();
    }
    for (var e : List.of("x*x[1]", "y[x]", "sum(x,i,1,x)", "product(x,i,1,n)", "x^2", "abs(x)", "1/x")) {
      assertThat(c.isAffine(PlainReader.parse(e))).as(e).isFalse();
    }
  }

  @Test
  void whatIsKnownOfAParameterIsNotKnownOfAnIndexOfThatName() {
    var claim = new Claim.Shape("convex", PlainReader.parse("sum(i*max(x,y),i,1,n)"), Exprs.sym("x"), List.of(PlainReader.parse("i >= 0")));
    var multiple = Map.of("rule", "multiple", "is", ">=", "by", Map.of("rule", "shape"), "next",
        Map.of("rule", "largest", "parts", List.of(Map.of("rule", "affine"), Map.of("rule", "affine"))));
    var proof = Map.of("rule", "composition", "by", Map.of("rule", "sum", "each", multiple));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim, proof, Map.of("x", "1", "y", "1", "i", "1", "n", "2")))).isInstanceOf(Rejected.class);
  }
}
