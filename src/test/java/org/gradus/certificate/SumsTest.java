package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
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
    var s = new Claim.Sums(Requests.read(sides[0]).expr(), Requests.read(sides[1]).expr(), shapes, Map.of(), indices, List.of());
    try {
      Meter.reset();
      var both = Sums.sides(s);
      return new SumForm(Sums.indices(s), Symmetric.NONE).isZero(Exprs.sub(both.get(0), both.get(1)), List.of());
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

  private static boolean certified(String claim, String... assumptions) {
    var sides = claim.split(" == ");
    var shapes = new LinkedHashMap<>(SHAPES);
    for (var square : List.of("A", "B", "S")) {
      shapes.put(square, Shape.of(Exprs.sym("d"), Exprs.sym("d")));
    }
    var s = new Claim.Sums(Requests.read(sides[0]).expr(), Requests.read(sides[1]).expr(), shapes, Map.of(), Map.of(),
        List.of(assumptions).stream().map(PlainReader::parse).toList());
    var c = Certificates.write(new Certificates.Subject(s, Map.of()));
    return c != null && Checker.check(c).claim() instanceof Claim.Sums;
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "inverse(matmul(A,B)) == matmul(inverse(B),inverse(A))",
      "transpose(inverse(A)) == inverse(transpose(A))",
      "inverse(inverse(A)) == A",
      "matmul(transpose(X),y-matmul(X,inverse(matmul(transpose(X),X)),transpose(X),y)) == 0*w",
      "trace(matmul(X,inverse(matmul(transpose(X),X)),transpose(X))) == d",
      "matmul(A,inverse(A+B)) == identity(d)-matmul(B,inverse(A+B))",
      "inverse(2*A) == inverse(A)/2",
      "trace(matmul(A,B,S)) == trace(matmul(transpose(A),transpose(S),transpose(B)))",
      "D(matmul(transpose(w),A,w),w) == matmul(A+transpose(A),w)"})
  void inversesAreThoseOfARing(String claim) {
    assertThat(certified(claim)).as(claim).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "inverse(matmul(A,B)) == matmul(inverse(A),inverse(B))",
      "inverse(A+B) == inverse(A)+inverse(B)",
      "inverse(A) == A",
      "transpose(inverse(A)) == inverse(A)",
      "matmul(inverse(A),B) == matmul(B,inverse(A))",
      "matmul(X,inverse(matmul(transpose(X),X)),transpose(X)) == identity(n)",
      "trace(matmul(X,inverse(matmul(transpose(X),X)),transpose(X))) == n",
      "trace(matmul(A,B,S)) == trace(matmul(B,A,S))",
      "D(matmul(transpose(w),inverse(A),w),w) == 2*matmul(inverse(A),w)",
      "D(matmul(transpose(w),inverse(A),w),w) == matmul(inverse(A),w)",
      "y*matmul(transpose(X),y-matmul(X,inverse(matmul(transpose(X),X)),transpose(X),y)) == 0",
      "inverse(X) == inverse(X)"})
  void butTheyDoNotCommute(String claim) {
    assertThat(certified(claim)).as(claim).isFalse();
  }

  @org.junit.jupiter.api.Test
  void symmetryAndKnownSumsAreUsedWhereTheyAreAssumed() {
    assertThat(certified("D(matmul(transpose(w),inverse(S),w),w) == 2*matmul(inverse(S),w)", "S = transpose(S)")).isTrue();
    assertThat(certified("transpose(inverse(S)) == inverse(S)", "A = transpose(A)")).isFalse();
    assertThat(certified("sum(sum(Z[i,k]*f[i],k,1,d),i,1,n) == sum(f[i],i,1,n)")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(sum(Z[i,k]*f[i],k,1,d),i,1,n) == sum(f[i],i,1,n) == true",
      "sum(sum(Z[i,k]*f[k],k,1,d),i,1,n) == sum(f[i],i,1,n) == false",
      "sum(sum(Z[i,k],k,1,d),i,1,n) == n == true",
      "sum(sum(Z[i,k],i,1,n),k,1,d) == n == true",
      "sum(Z[i,1],i,1,n) == 1 == false",
      "sum(sum(Z[i,k]^2,k,1,d),i,1,n) == n == false",
      "sum(sum(Z[i,k],k,1,m),i,1,n) == n == false",
      "sum(sum(Z[k,i],k,1,d),i,1,n) == n == false"})
  void aKnownSumOfEveryRowIsUsedBelowOtherSums(String claim) {
    var sides = claim.split(" == ");
    var free = Map.of(Exprs.sym("r"), List.<Expr>of(Exprs.ONE, Exprs.sym("n")));
    Meter.reset();
    var known = (Expr.Rel) PlainReader.parse("sum(Z[r,k],k,1,d) = 1");
    assertThat(new SumForm(free, Symmetric.NONE).isZero(Exprs.sub(Requests.read(sides[0]).expr(), Requests.read(sides[1]).expr()), List.of(known)))
        .as(claim).isEqualTo(sides[2].equals("true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "matmul([[1,2],[3,4]],[[1],[1]]) == [[3],[7]] == true",
      "matmul([[1,2],[3,4]],[[1],[1]]) == [[3],[8]] == false",
      "det([[2,1],[1,a]]) == 2*a-1 == true",
      "det([[2,1,2],[1,2,2],[2,2,4]]) == 4 == true",
      "det([[2,1,2],[1,2,2],[2,2,4]]) == 5 == false",
      "transpose([[1,2],[3,4]]) == [[1,3],[2,4]] == true",
      "transpose([[1,2],[3,4]]) == [[1,2],[3,4]] == false"})
  void writtenMatricesAreComparedEntryByEntry(String claim) {
    var sides = claim.split(" == ");
    assertThat(accepted(sides[0] + " == " + sides[1], Map.of())).as(claim).isEqualTo(sides[2].equals("true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "norm(matmul(X,v))^2 >= 0 : true", "matmul(transpose(v),v) >= 0 : true", "-norm(y)^2/n <= 0 : true", "-norm(w)^2/n <= 0 : false",
      "sum(exp(z[i])*(z[i]-sum(z[j],j,1,n))^2/sum(exp(z[j]),j,1,n),i,1,n) >= 0 : true", "0 < 1+norm(v)^2 : true",
      "norm(v)^2 > 0 : false", "norm(v)^2 <= 0 : false", "matmul(transpose(v),w) >= 0 : false", "sum(z[i],i,1,n) >= 0 : false",
      "sum(exp(z[i]),i,2,n) > 0 : false", "matmul(X,v) >= 0 : false", "norm(v)^2-1 >= -1 : true", "norm(v)^2-1 >= 0 : false"})
  void signsOfSumsAreThoseOfTheirTerms(String text) {
    var claim = text.substring(0, text.indexOf(" : "));
    var r = (Expr.Rel) PlainReader.parse(claim);
    var of = new Claim.Sums(r.lhs(), r.rhs(), SHAPES, Map.of(), Map.of(), List.of());
    var c = Certificates.write(new Certificates.Subject(new Claim.Bound(r.op(), of), Map.of()));
    assertThat(c != null && Checker.check(c).claim() instanceof Claim.Bound).as(claim).isEqualTo(text.endsWith("true"));
  }
}
