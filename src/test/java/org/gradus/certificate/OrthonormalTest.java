package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What is assumed of the columns and the rows of a matrix W with n rows and k columns, and of a square matrix Q. */
class OrthonormalTest {

  private static final Expr.Sym N = Exprs.sym("n");
  private static final Expr.Sym K = Exprs.sym("k");

  private static Expr product(String name, boolean rows, Expr size) {
    var w = Exprs.sym(name);
    var t = Exprs.call("transpose", w);
    return Exprs.rel(RelOp.EQ, rows ? Exprs.call("matmul", w, t) : Exprs.call("matmul", t, w), Exprs.call("identity", size));
  }

  private static boolean hasProof(String lhs, String rhs, Expr... given) {
    var shapes = new LinkedHashMap<String, Shape>();
    shapes.put("W", Shape.of(N, K));
    shapes.put("Q", Shape.of(N, N));
    shapes.put("x", Shape.column(N));
    shapes.put("z", Shape.column(K));
    var claim = new Claim.Sums(PlainReader.parse(lhs), PlainReader.parse(rhs), shapes, Map.of(), Map.of(), Stream.of(given).toList());
    var found = Certificates.write(new Certificates.Subject(claim, Map.of()));
    assertThat(found == null || Checker.check(found) != null).isTrue();
    return found != null;
  }

  @Test
  void columnsMultiplyToTheIdentity() {
    assertThat(hasProof("matmul(transpose(W),W,z)", "z", product("W", false, K))).isTrue();
    assertThat(hasProof("normsq(matmul(W,z))", "normsq(z)", product("W", false, K))).isTrue();
    assertThat(hasProof("matmul(W,transpose(W),W,transpose(W))", "matmul(W,transpose(W))", product("W", false, K))).isTrue();
    assertThat(hasProof("inverse(Q)", "transpose(Q)", product("Q", false, N), product("Q", true, N))).isTrue();
  }

  @Test
  void theOtherOrderTellsNothing() {
    assertThat(hasProof("matmul(W,transpose(W),x)", "x", product("W", false, K))).isFalse();
    assertThat(hasProof("normsq(matmul(transpose(W),x))", "normsq(x)", product("W", false, K))).isFalse();
    assertThat(hasProof("matmul(transpose(W),W,z)", "z", product("W", true, N))).isFalse();
    assertThat(hasProof("matmul(Q,Q,x)", "x", product("Q", false, N), product("Q", true, N))).isFalse();
    assertThat(hasProof("matmul(transpose(Q),Q,x)", "x")).isFalse();
  }

  @Test
  void anIdentityOfAnotherSizeIsNoAssumptionOfThisKind() {
    assertThat(hasProof("matmul(transpose(W),W,z)", "z", product("W", false, N))).isFalse();
  }

  @Test
  void whatIsAssumedOfColumnsIsNotUsedForSums() {
    var claim = new Claim.Sums(PlainReader.parse("normsq(z)"), PlainReader.parse("normsq(z)"), Map.of("W", Shape.of(N, K), "z", Shape.column(K)),
        Map.of(), Map.of(), List.of(product("W", false, K)));
    var written = Certificates.write(new Certificates.Subject(claim, Map.of()));
    assertThat(((Claim.Sums) Checker.check(written).claim()).assumptions()).isEmpty();
  }
}
