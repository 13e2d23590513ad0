package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;

/** What is assumed of one-hot labels, and of the terms of a sum. */
class UnitVectorsTest {

  private static final Map<Expr.Sym, List<Expr>> ONE = Map.of(name("k"), range("n"));
  private static final Map<Expr.Sym, List<Expr>> TWO = Map.of(name("k"), range("n"), name("c"), range("n"));
  private static final Map<Expr.Sym, List<Expr>> LABEL = Map.of(name("c"), range("n"));

  private static Expr.Sym name(String name) {
    return Exprs.sym(name);
  }

  private static List<Expr> range(String end) {
    return List.of(Exprs.ONE, Exprs.sym(end));
  }

  private static Claim.Sums sums(String lhs, String rhs, Map<Expr.Sym, List<Expr>> indices, String... given) {
    return new Claim.Sums(PlainReader.parse(lhs), PlainReader.parse(rhs), new LinkedHashMap<>(Map.of("y", Shape.column(Exprs.sym("n")))), Map.of(),
        new LinkedHashMap<>(indices), Stream.of(given).map(UnitVectorsTest::assumption).toList());
  }

  /** {@code y is c} says that y is a unit vector. */
  private static Expr assumption(String text) {
    return text.startsWith("y is ") ? Exprs.rel(RelOp.EQ, Exprs.sym("y"), Exprs.call("unitvector", Exprs.sym("n"), PlainReader.parse(text.substring(5))))
        : PlainReader.parse(text);
  }

  private static Map<String, Object> written(Claim c) {
    return Certificates.write(new Certificates.Subject(c, Map.of()));
  }

  @Test
  void entriesOfAUnitVectorAreNumbers() {
    assertThat(written(sums("y[k]*a", "0", ONE, "y is 1", "k != 1"))).isNotNull();
    assertThat(written(sums("y[1]*a", "a", ONE, "y is 1"))).isNotNull();
    assertThat(written(sums("y[k]", "0", TWO, "y is c", "k != c"))).isNotNull();
    assertThat(written(sums("sum(y[i]*b[i],i,1,n)", "b[c]", TWO, "y is c"))).isNotNull();
    assertThat(written(sums("sum(y[i],i,1,n)", "1", TWO, "y is c"))).isNotNull();
    assertThat(written(sums("-sum(y[i]*log(p[i]),i,1,n)", "-log(p[2])", Map.of(), "y is 2"))).isNotNull();
    assertThat(written(sums("D(log(sum(exp(z[i]),i,1,n))-sum(y[i]*z[i],i,1,n),z[2])", "exp(z[2])/sum(exp(z[i]),i,1,n)-1", Map.of(), "y is 2"))).isNotNull();
  }

  @Test
  void andNoMoreThanThat() {
    assertThat(written(sums("y[k]", "0", ONE, "y is 1"))).isNull();
    assertThat(written(sums("y[k]", "0", ONE, "k != 1"))).isNull();
    assertThat(written(sums("y[k]", "0", ONE, "y is 2", "k != 1"))).isNull();
    assertThat(written(sums("y[k]", "0", TWO, "y is c", "k != 1"))).isNull();
    assertThat(written(sums("y[c]", "0", TWO, "y is c", "k != c"))).isNull();
    assertThat(written(sums("sum(y[k],k,1,n)", "0", ONE, "y is 1", "k != 1"))).isNull(); // another k
    assertThat(written(sums("sum(y[i],i,1,m)", "1", TWO, "y is c"))).isNull();
    assertThat(written(sums("sum(y[c],c,1,n)", "n", TWO, "y is c"))).isNull();
    assertThat(written(sums("-sum(y[i]*log(p[i]),i,1,n)", "-log(p[1])", Map.of(), "y is 2"))).isNull();
    assertThat(written(sums("sum(y[i]*b[i],i,1,m)", "b[2]", Map.of(), "y is 2"))).isNull();
    assertThat(written(sums("sum(delta(i,3)*b[i],i,1,n)", "b[3]", Map.of(), "y is 2"))).isNull(); // there may be no third one
    assertThat(written(sums("y[n+1]", "0", ONE, "y is 1"))).isNull();
  }

  private static Claim.Bound bound(RelOp op, String lhs, Map<Expr.Sym, List<Expr>> indices, String... given) {
    return new Claim.Bound(op, sums(lhs, "0", indices, given));
  }

  @Test
  void aSumHasTheSignOfItsTerms() {
    assertThat(written(bound(RelOp.GT, "-sum((r/n+y[k]*(1-r))*log(r/n+y[k]*(1-r)),k,1,n)", LABEL, "n >= 2", "0 < r", "r < 1", "y is c"))).isNotNull();
    assertThat(written(bound(RelOp.GE, "sum(p[k]*q[k],k,1,n)", Map.of(name("i"), range("n")), "p[i] > 0", "q[i] >= 0"))).isNotNull();
    assertThat(written(bound(RelOp.GT, "-2*sum(p[k]*log(p[k]),k,1,n)", Map.of(name("i"), range("n")), "p[i] > 0", "p[i] < 1"))).isNotNull();
    assertThat(written(bound(RelOp.LE, "sum(y[k]-1,k,1,n)", LABEL, "y is c"))).isNotNull();
  }

  @Test
  void whatNeedNotHaveThatSignIsNotWritten() {
    assertThat(written(bound(RelOp.GT, "-sum((r/n+y[k]*(1-r))*log(r/n+y[k]*(1-r)),k,1,n)", LABEL, "0 < r", "r < 1", "y is c"))).isNull(); // 0 for one class
    assertThat(written(bound(RelOp.GT, "-sum((r/n+y[k]*(1-r))*log(r/n+y[k]*(1-r)),k,1,n)", LABEL, "n >= 2", "0 < r", "r < 1"))).isNull();
    assertThat(written(bound(RelOp.GT, "sum(y[k],k,1,n)", LABEL, "y is c"))).isNull(); // most of the terms are 0
    assertThat(written(bound(RelOp.GE, "sum(p[k],k,1,m)", Map.of(name("i"), range("n")), "p[i] > 0"))).isNull(); // another range
    assertThat(written(bound(RelOp.GE, "sum(k*x^2,k,0,n)", Map.of(), "k < 0"))).isNull(); // another k, and perhaps 0
    assertThat(written(bound(RelOp.LE, "sum(k*x^2,k,1,n)", Map.of(), "k < 0"))).isNull();
    assertThat(written(bound(RelOp.GE, "sum(sum(y[j]*x^2-y[c]*x^2,j,1,n),k,1,n)", LABEL, "y is c"))).isNull();
    assertThat(written(bound(RelOp.GE, "-sum(p[k],k,1,n)", Map.of(name("i"), range("n")), "p[i] > 0"))).isNull();
  }

  @Test
  void forgedBoundsAreRejected() {
    var shape = Map.of("rule", "sign", "by", Map.of("rule", "shape"));
    var positive = bound(RelOp.GT, "sum(p[k],k,1,n)", Map.of(name("i"), range("n")), "p[i] > 0");
    var point = Map.of("n", "2", "i", "1", "p[1]", "1/2", "p[2]", "1/3");
    var as = Sexpr.write(positive.of().lhs());
    Checker.check(ByHand.certificate(positive, Map.of("rule", "terms", "as", as, "cases", List.of(shape)), point));
    for (var forged : List.of(Map.of("rule", "terms", "as", as, "cases", List.of()), Map.of("rule", "terms", "as", as, "cases", List.of(shape, shape)),
        Map.of("rule", "terms", "as", Sexpr.write(PlainReader.parse("sum(2*p[k],k,1,n)")), "cases", List.of(shape)),
        Map.of("rule", "terms", "as", Sexpr.write(PlainReader.parse("sum(p[k]*log(p[k])/log(p[k]),k,1,n)")), "cases", List.of(shape)))) {
      assertThatThrownBy(() -> Checker.check(ByHand.certificate(positive, forged, point))).isInstanceOf(Rejected.class);
    }
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(positive, Map.of("rule", "terms", "as", as, "cases", List.of(shape)),
        Map.of("n", "2", "i", "1", "p[1]", "1/2", "p[2]", "-1/3")))).isInstanceOf(Rejected.class); // the point does not satisfy what is assumed
    var contrary = bound(RelOp.GT, "sum(p[k],k,1,n)", Map.of(name("i"), range("n")), "p[i] > 0", "p[i] < 0");
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(contrary, Map.of("rule", "terms", "as", as, "cases", List.of(shape)), point)))
        .isInstanceOf(Rejected.class);
  }
}
