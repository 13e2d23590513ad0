package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.verify.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The normal form of sums in the checker: what is equal for all sizes, and what is not. */
class SumsTest {

  private static final Map<String, Shape> SHAPES = Map.of("X", Shape.of(Exprs.sym("n"), Exprs.sym("d")),
      "w", Shape.column(Exprs.sym("d")), "v", Shape.column(Exprs.sym("d")), "y", Shape.column(Exprs.sym("n")));

  private static boolean accepted(String claim, Map<String, Shape> shapes) {
    var sides = claim.split(" == ");
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
    for (var i : List.of("k", "l")) {
      indices.put(Exprs.sym(i), List.of(Exprs.ONE, Exprs.sym("n")));
    }
    var s = new Claim.Sums(Requests.read(sides[0]).expr(), Requests.read(sides[1]).expr(), shapes, indices, List.of());
    try {
      Meter.reset();
      var both = Sums.sides(s);
      return new SumForm(Sums.indices(s)).isZero(Exprs.sub(both.get(0), both.get(1)), List.of());
    } catch (Rejected e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(x[i]+y[i],i,1,n) == sum(x[j],j,1,n)+sum(y[i],i,1,n)",
      "sum(sum(x[i]*y[j],j,1,n),i,1,n) == sum(x[i],i,1,n)*sum(y[j],j,1,n)",
      "sum(sum(f[i,j],j,1,m),i,1,n) == sum(sum(f[i,j],i,1,n),j,1,m)",
      "sum(x[i],i,1,n)^2 == sum(sum(x[i]*x[j],i,1,n),j,1,n)",
      "D(sum(x[i]^2,i,1,n),x[k]) == 2*x[k]",
      "D(D(sum(x[i]*x[j]*0+x[i]^3,i,1,n),x[k]),x[l]) == 6*delta(k,l)*x[l]",
      "exp(sum(x[i],i,1,n))*exp(-x[k]) == exp(sum(x[i],i,1,n)-x[k])",
      "sum(exp(z[i])/sum(exp(z[j]),j,1,n),i,1,n) == 1",
      "sum((x[i]-sum(x[j],j,1,n)/n)^2,i,1,n) == sum(x[i]^2,i,1,n)-sum(x[j],j,1,n)^2/n",
      "sum(sigmoid(z[i])*(1+exp(-z[i])),i,1,n) == n",
      "log(exp(z[k])/sum(exp(z[j]),j,1,n)) == z[k]-log(sum(exp(z[j]),j,1,n))",
      "D(log(sum(exp(z[j]),j,1,n)),z[k]) == exp(z[k])/sum(exp(z[j]),j,1,n)",
      "delta(k,l)*z[k] == delta(k,l)*z[l]"})
  void whatIsEqualForAllSizesIsAccepted(String claim) {
    assertThat(accepted(claim, Map.of())).as(claim).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(x[i]*y[i],i,1,n) == sum(x[i],i,1,n)*sum(y[i],i,1,n)",
      "sum(x[i],i,1,n)^2 == sum(x[i]^2,i,1,n)",
      "sum(x[i],i,1,n) == sum(x[i],i,1,m)",
      "sum(x[i],i,1,n) == sum(x[i],i,2,n)",
      "sum(x,i,1,n) == x",
      "sum(1,i,2,n) == n",
      "sum(sum(f[i,j],j,1,n),i,1,n) == sum(sum(f[i,i],j,1,n),i,1,n)",
      "sum(sum(f[i,j]*g[i,j],j,1,n),i,1,n) == sum(sum(f[i,j]*g[j,i],j,1,n),i,1,n)",
      "sum(sum(f[i,j],j,1,i),i,1,n) == sum(sum(f[i,j],j,1,n),i,1,n)",
      "D(sum(x[i]^2,i,1,m),x[k]) == 2*x[k]",
      "D(sum(x[i]^2,i,2,n),x[k]) == 2*x[k]",
      "sum(delta(i,k)*x[i],i,1,m) == x[k]",
      "delta(k,l) == 1",
      "delta(k,l)*z[k] == z[l]",
      "delta(k,l)^2 == 2*delta(k,l)",
      "sqrt(z[k]^2) == z[k]",
      "sum(abs(z[i]),i,1,n) == sum(z[i],i,1,n)",
      "D(sum(abs(z[i]),i,1,n),z[k]) == sign(z[k])",
      "exp(sum(x[i],i,1,n)) == sum(exp(x[i]),i,1,n)",
      "1/sum(x[i],i,1,n) == sum(1/x[i],i,1,n)",
      "sum(exp(z[i])/sum(exp(z[j]),j,1,m),i,1,n) == 1",
      "log(sum(exp(z[j]),j,1,n)) == sum(z[j],j,1,n)",
      "sum(x[i]*sum(y[i],i,1,n),i,1,n) == sum(x[i]*y[i],i,1,n)"})
  void whatDiffersForSomeSizeIsNot(String claim) {
    assertThat(accepted(claim, Map.of())).as(claim).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "norm(matmul(X,w)-y)^2 == matmul(transpose(w),transpose(X),X,w)-2*matmul(transpose(y),X,w)+matmul(transpose(y),y)",
      "D(norm(matmul(X,w)-y)^2,w) == 2*matmul(transpose(X),matmul(X,w)-y)",
      "D(norm(matmul(X,w)-y)^2,w,2) == 2*matmul(transpose(X),X)",
      "D(matmul(transpose(y),X,w),X) == matmul(y,transpose(w))"})
  void matricesAreComparedEntryByEntry(String claim) {
    assertThat(accepted(claim, SHAPES)).as(claim).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "D(norm(matmul(X,w)-y)^2,w) == 2*matmul(X,matmul(X,w)-y)",
      "D(norm(matmul(X,w)-y)^2,w) == matmul(transpose(X),matmul(X,w)-y)",
      "D(matmul(transpose(y),X,w),X) == matmul(w,transpose(y))",
      "matmul(transpose(w),v) == matmul(w,transpose(v))",
      "norm(w+v)^2 == norm(w)^2+norm(v)^2",
      "norm(w+y) == norm(w+y)",
      "hadamard(w,v) == matmul(transpose(w),v)"})
  void andWhatDoesNotFitOrDiffersIsRejected(String claim) {
    assertThat(accepted(claim, SHAPES)).as(claim).isFalse();
  }
}
