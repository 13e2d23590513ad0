package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deep-learning courses derive with indices and matrices. A case is 'left == right | declarations and facts'. */
final class TensorsTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));

  record Case(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {

    static Case of(String text) {
      var parts = text.split("\\|");
      var sides = parts[0].split("==");
      var typing = Typing.NONE;
      var assumptions = new ArrayList<Expr>();
      for (var d : parts.length > 1 ? parts[1].split(";") : new String[0]) {
        var words = d.strip().split(" ", 2);
        switch (words[0]) {
          case "onehot" -> typing = typing.with(new Typing.Fact.OneHot(words[1]));
          case "symmetric" -> typing = typing.with(new Typing.Fact.Symmetric(words[1]));
          case "entrywise" -> typing = typing.with(new Typing.Fact.Elementwise(words[1]));
          case "denominator" -> typing = typing.with(Typing.Layout.DENOMINATOR);
          default -> {
            if (d.contains(":")) {
              var size = d.split(":")[1].strip().split("x");
              var shape = Shape.of(PlainReader.parse(size[0]), size.length > 1 ? PlainReader.parse(size[1]) : Exprs.ONE);
              for (var name : d.split(":")[0].split(",")) {
                typing = typing.withShape(name.strip(), shape);
              }
            } else {
              assumptions.add(PlainReader.parse(d));
            }
          }
        }
      }
      return new Case(PlainReader.parse(sides[0]), PlainReader.parse(sides[1]), typing, assumptions);
    }

    Outcome outcome() {
      return TENSORS.equal(lhs, rhs, typing, assumptions);
    }

    boolean looksEqual(boolean unseen) {
      return TENSORS.mayBeEqual(lhs, rhs, typing, assumptions, unseen);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(x[j]+y[j],j,1,n) == sum(x[k],k,1,n)+sum(y[i],i,1,n)",
      "sum(sum(x[j]*y[k],k),j) == sum(x[j],j)*sum(y[k],k)",
      "sum(delta(i,j)*x[j],j) == x[i]",
      "sum(ite(j != k, x[j], 0), j) == sum(x[j],j) - x[k]",
      "sum(sum(w[k,j]*v[j],j)*u[k],k) == sum(v[j]*sum(w[k,j]*u[k],k),j)",
      "sum(sum(x[i]*x[j]*a[i,j],i),j) == sum(sum(x[i]*x[j]*a[j,i],i),j)",
      "exp(sum(y[i]*log(p[i]),i)) == prod(p[i]^y[i],i) | p[i] > 0",
      "log(prod(p[l]^y[l],l)) == sum(y[l]*log(p[l]),l)",
      "sum(p[k]*log(p[k]/q[k]),k) == sum(p[k]*log(p[k]),k)-sum(p[k]*log(q[k]),k)",
      "-sum(delta(k,c)*log(p[k]),k) == -log(p[c])",
      "-sum(y[k]*log(p[k]),k) == -log(p[c]) | onehot y; y[c] = 1",
      "1/m*sum((x[i]-1/m*sum(x[j],j,1,m))^2,i,1,m) == 1/m*sum(x[i]^2,i,1,m)-(1/m*sum(x[i],i,1,m))^2",
      "sum(x[j],j,1,3) == x[1]+x[2]+x[3]",
      "sum(i^2,i,1,n) == n*(n+1)*(2*n+1)/6",
      "sum(g^k,k,0,n-1) == (1-g^n)/(1-g) | g > 0",
      "det(2*A) == 2^n*det(A) | A:nxn",
      "inverse(matmul(A,B)) == matmul(inverse(B),inverse(A)) | A,B:nxn",
      "matmul(X,inverse(matmul(transpose(X),X)),transpose(X),X) == X | X:nxd",
      "matmul(inverse(matmul(transpose(X),X)+t*identity(d)),matmul(transpose(X),X)) "
          + "== identity(d)-t*inverse(matmul(transpose(X),X)+t*identity(d)) | X:nxd",
      "hadamard(matmul(A,x),y) == matmul(diag(y),A,x) | A:nxm; x:m; y:n",
      "normsq(x-y) == normsq(x)-2*dot(x,y)+normsq(y) | x,y:n",
      "softmax(z) == softmax(z + c) | z:n"})
  void identities_are_proved_for_all_sizes(String text) {
    assertThat(Case.of(text).outcome()).isInstanceOf(Outcome.Proved.class);
    assertThat(Case.of(text).looksEqual(true)).as("numbers do not speak against what is proved").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "D(log(sum(exp(z[j]),j)),z[k]) == exp(z[k])/sum(exp(z[i]),i)",
      "D(-sum(y[k]*log(exp(z[k])/sum(exp(z[j]),j)),k),z[i]) == exp(z[i])/sum(exp(z[j]),j)-y[i] | sum(y[k],k)=1",
      "D(-sum(y[k]*log(exp(z[k])/sum(exp(z[j]),j)),k),z[i]) == exp(z[i])/sum(exp(z[j]),j)-y[i] | onehot y",
      "D(-sum(indicator(k=c)*log(exp(z[k])/sum(exp(z[j]),j)),k),z[i]) == exp(z[i])/sum(exp(z[j]),j)-indicator(i=c)",
      "D(exp(z[i])/sum(exp(z[j]),j),z[k]) == exp(z[i])/sum(exp(z[j]),j)*(delta(i,k)-exp(z[k])/sum(exp(z[j]),j))",
      "D(exp(z[i])/sum(exp(z[j]),j),z[k]) == -exp(z[i])*exp(z[k])/sum(exp(z[j]),j)^2 | i != k",
      "D(D(log(sum(exp(z[j]),j)),z[i]),z[k]) == exp(z[i])/sum(exp(z[j]),j)*delta(i,k)-exp(z[i])*exp(z[k])/sum(exp(z[j]),j)^2",
      "D(prod(p[l]^y[l],l),p[k]) == y[k]/p[k]*prod(p[l]^y[l],l) | p[l] > 0",
      "D(-1/n*sum(y[i]*log(sigmoid(w*x[i]+b))+(1-y[i])*log(1-sigmoid(w*x[i]+b)),i,1,n),w) "
          + "== 1/n*sum((sigmoid(w*x[i]+b)-y[i])*x[i],i,1,n)",
      "D(f(sum(w[j,k]*x[k],k)+b[j]),w[p,q]) == f_prime(sum(w[j,k]*x[k],k)+b[j])*delta(j,p)*x[q]",
      "D((x[i]-1/m*sum(x[j],j,1,m))/sqrt(1/m*sum((x[j]-1/m*sum(x[k],k,1,m))^2,j,1,m)+t),x[l]) "
          + "== 1/sqrt(1/m*sum((x[j]-1/m*sum(x[k],k,1,m))^2,j,1,m)+t)*(delta(i,l)-1/m-(x[i]-1/m*sum(x[j],j,1,m))"
          + "*(x[l]-1/m*sum(x[j],j,1,m))/(m*(1/m*sum((x[j]-1/m*sum(x[k],k,1,m))^2,j,1,m)+t))) | t > 0",
      "D(sum(sum(g[i,j]*exp(s[i,j])/sum(exp(s[i,k]),k),j),i),s[a,b]) "
          + "== exp(s[a,b])/sum(exp(s[a,k]),k)*(g[a,b]-sum(g[a,j]*exp(s[a,j]),j)/sum(exp(s[a,k]),k))",
      "D(-n/2*log(2*pi*s)-sum((x[i]-mu)^2,i,1,n)/(2*s),s) == -n/(2*s)+sum((x[i]-mu)^2,i,1,n)/(2*s^2) | s > 0",
      "D(normsq(matmul(X,W)-Y)/(2*n),W) == matmul(transpose(X),matmul(X,W)-Y)/n | X:nxd; W:dxc; Y:nxc",
      "D(1/2*normsq(f(matmul(W,a)+b)-y),W) "
          + "== matmul(hadamard(f(matmul(W,a)+b)-y,f_prime(matmul(W,a)+b)),transpose(a)) | W:mxn; a:n; b,y:m; entrywise f",
      "D(matmul(transpose(x),A,x),x) == 2*matmul(A,x) | A:nxn; x:n; symmetric A",
      "D(log(det(A)),A) == transpose(inverse(A)) | A:nxn",
      "D(matmul(transpose(x),inverse(S),x),S) == -matmul(inverse(S),outer(x,x),inverse(S)) | S:dxd; x:d; symmetric S",
      "D(log(det(matmul(transpose(X),X))),X) == 2*matmul(X,inverse(matmul(transpose(X),X))) | X:nxd",
      "D(softmax(z),z) == diag(softmax(z))-outer(softmax(z),softmax(z)) | z:n",
      "D(norm(x),x) == x/norm(x) | x:n",
      "D(matmul(A,x),x) == A | A:mxn; x:n",
      "D(matmul(A,x),x) == transpose(A) | A:mxn; x:n; denominator"})
  void derivatives_are_proved_for_all_sizes(String text) {
    assertThat(Case.of(text).outcome()).isInstanceOf(Outcome.Proved.class);
    assertThat(Case.of(text).looksEqual(true)).as("numbers do not speak against what is proved").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(sum(a[i,j]*b[j,i],i),j) == sum(sum(a[i,j]*b[i,j],i),j)",
      "D(exp(z[i])/sum(exp(z[j]),j),z[k]) == exp(z[i])/sum(exp(z[j]),j)*(1-exp(z[k])/sum(exp(z[j]),j))",
      "D(-sum(y[k]*log(exp(z[k])/sum(exp(z[j]),j)),k),z[i]) == exp(z[i])/sum(exp(z[j]),j)-y[i]",
      "D(sum(w[i,j]*a[i],i)+b[j],w[j,k]) == a[k]",
      "D(sum(z[j]^2,j,1,n)/n,z[i]) == 2*z[i]",
      "D(sum(z[j]^2,j,1,n)/n,z[i]) == z[i]/n",
      "D(matmul(transpose(x),A,x),x) == 2*matmul(A,x) | A:nxn; x:n",
      "inverse(matmul(A,B)) == matmul(inverse(A),inverse(B)) | A,B:nxn",
      "det(2*A) == 2*det(A) | A:nxn",
      "sum(x[i]*y[i],i) == sum(x[i],i)*sum(y[i],i)",
      "sum(i,i,1,n) == n*(n+2)/2",
      "D(log(prod(p[l],l)),p[k]) == 1/prod(p[l],l) | p[l] > 0"})
  void slips_are_refuted_at_small_sizes(String text) {
    assertThat(Case.of(text).outcome()).isInstanceOf(Outcome.Refuted.class);
    assertThat(Case.of(text).looksEqual(true)).as("numbers speak against what is refuted").isFalse();
  }

  @Test
  void a_transposed_answer_is_recognised() {
    var square = Case.of("D(matmul(A,x),x) == transpose(A) | A:nxn; x:n").outcome();
    assertThat(square).isInstanceOfSatisfying(Outcome.Refuted.class, r -> assertThat(r.transposed()).isTrue());
    var row = Case.of("D(normsq(matmul(X,w)-y),w) == 2*matmul(transpose(matmul(X,w)-y),X) | X:nxd; w:d; y:n").outcome();
    assertThat(row).isInstanceOfSatisfying(Outcome.ShapeClash.class, c -> assertThat(c.transposed()).isTrue());
  }

  @Test
  void shapes_that_do_not_fit_are_named() {
    var clash = Case.of("matmul(transpose(W),d) == a | W:mxn; d,a:m").outcome();
    assertThat(clash).isInstanceOfSatisfying(Outcome.ShapeClash.class,
        c -> assertThat(c.words()).isEqualTo("matmul(transpose(W),d) is n×1, a is m×1"));
  }

  @Test
  void what_changes_from_sample_to_sample_is_not_pulled_out_of_the_sum_and_what_fails_for_one_sample_fails() {
    assertThat(Case.of("sum((a-y)*x,x) == (a-y)*sum(x,x)").outcome()).isInstanceOf(Outcome.Unknown.class);
    assertThat(Case.of("D(sum((w*x-y)^2,x)/n,w) == 2*x*(w*x-y)").outcome()).isInstanceOf(Outcome.Unknown.class);
    assertThat(Case.of("D(sum((w*x-y)^2,x)/n,w) == x*(w*x-y)").outcome()).isInstanceOf(Outcome.Refuted.class);
    assertThat(Case.of("D(sum((w*x-y)^2,x)/n,w) == sum(2*x*(w*x-y),x)/n").outcome()).isInstanceOf(Outcome.Proved.class);
  }

  @Test
  void an_index_cannot_run_over_two_ranges() {
    var typing = Typing.NONE.withRanges("w", List.of(Exprs.sym("n"), Exprs.sym("m"))).withRanges("x", List.of(Exprs.sym("n")));
    var sum = PlainReader.parse("sum(w[j,k]*x[k],k)");
    assertThat(TENSORS.equal(sum, sum, typing, List.of())).isInstanceOf(Outcome.ShapeClash.class);
  }

  @Test
  void sums_over_part_of_a_range_are_not_sums_over_all_of_it() {
    assertThat(Case.of("sum(y[k],k,2,n) == 1 | onehot y; sum(y[k],k,1,n) = 1").outcome()).isNotInstanceOf(Outcome.Proved.class);
    assertThat(Case.of("sum(delta(1,j)*x[j],j,2,n) == x[1]").outcome()).isNotInstanceOf(Outcome.Proved.class);
  }

  @Test
  void a_sum_without_a_range_may_run_to_what_it_is_divided_by() {
    assertThat(Case.of("sum(x[i]+c,i)/n == sum(x[i],i)/n+c").outcome()).isInstanceOfSatisfying(Outcome.Proved.class,
        p -> assertThat(p.conditions()).containsExactly("sums without a range run over n values"));
    assertThat(Case.of("sum(x[i]+c,i)/n == sum(x[i],i)/n+2*c").outcome()).isInstanceOf(Outcome.Refuted.class);
    assertThat(Case.of("sum(x[i]+c,i) == sum(x[i],i)+sum(y[j],j)-sum(y[j]-c,j)").outcome()).isNotInstanceOf(Outcome.Refuted.class);
  }

  @Test
  void the_derivative_by_a_symmetric_matrix_is_a_convention_that_is_not_refuted() {
    var claim = "D(matmul(transpose(x),A,x),A) == 2*outer(x,x)-diag(hadamard(x,x)) | A:nxn; x:n; symmetric A";
    assertThat(Case.of(claim).outcome()).isInstanceOf(Outcome.Unknown.class);
  }
}
