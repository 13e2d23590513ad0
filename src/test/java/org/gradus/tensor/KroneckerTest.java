package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;

/** Kronecker products and stacked columns: what is proved holds in numbers, and what does not hold there is refuted. */
class KroneckerTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));
  private static final List<String> NAMES = List.of("A", "B", "C", "D");

  /** Random matrices of two rows and columns. */
  private static Map<String, long[][]> values(int seed) {
    var random = new Random(seed);
    return NAMES.stream().collect(Collectors.toMap(n -> n, _ -> {
      var m = new long[2][2];
      for (var row : m) {
        row[0] = random.nextInt(-5, 6);
        row[1] = random.nextInt(-5, 6);
      }
      return m;
    }));
  }

  private static long[][] value(Expr e, Map<String, long[][]> at) {
    return switch (e) {
      case Expr.Sym s -> at.get(s.name());
      case Expr.Call c when c.is("transpose") -> {
        var a = value(c.arg(), at);
        var t = new long[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
          for (int j = 0; j < a[0].length; j++) {
            t[j][i] = a[i][j];
          }
        }
        yield t;
      }
      case Expr.Call c when c.is("matmul") -> {
        var a = value(c.arg(), at);
        var b = value(c.args().get(1), at);
        var p = new long[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
          for (int j = 0; j < b[0].length; j++) {
            for (int k = 0; k < b.length; k++) {
              p[i][j] += a[i][k] * b[k][j];
            }
          }
        }
        yield p;
      }
      case Expr.Call c when c.is("kron") -> {
        var a = value(c.arg(), at);
        var b = value(c.args().get(1), at);
        var p = new long[a.length * b.length][a[0].length * b[0].length];
        for (int i = 0; i < p.length; i++) {
          for (int j = 0; j < p[0].length; j++) {
            p[i][j] = a[i / b.length][j / b[0].length] * b[i % b.length][j % b[0].length];
          }
        }
        yield p;
      }
      case Expr.Call c when c.is("vec") -> {
        var a = value(c.arg(), at);
        var v = new long[a.length * a[0].length][1];
        for (int i = 0; i < v.length; i++) {
          v[i][0] = a[i % a.length][i / a.length];
        }
        yield v;
      }
      default -> throw new IllegalArgumentException(e.toString());
    };
  }

  private static Expr call(String f, Expr... args) {
    return Exprs.call(f, args);
  }

  private static void isDecidedAsInNumbers(Expr lhs, Expr rhs) {
    var typing = Typing.NONE;
    for (var n : NAMES) {
      typing = typing.withShape(n, Shape.of(Exprs.sym("n"), Exprs.sym("n")));
    }
    var outcome = TENSORS.equal(lhs, rhs, typing, List.of());
    boolean equal = List.of(1, 2, 3, 4).stream().map(KroneckerTest::values).allMatch(at -> Arrays.deepEquals(value(lhs, at), value(rhs, at)));
    assertThat(outcome).as(lhs + " = " + rhs).isInstanceOf(equal ? Outcome.Proved.class : Outcome.Refuted.class);
  }

  @Provide
  Arbitrary<Expr> factors() {
    return Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(true, false)).as((n, t) -> t ? call("transpose", Exprs.sym(n)) : Exprs.sym(n));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void stacked_products(@ForAll("factors") Expr p, @ForAll("factors") Expr q, @ForAll boolean right) {
    var product = call("vec", call("matmul", call("matmul", Exprs.sym("A"), Exprs.sym("B")), Exprs.sym("C")));
    var factor = right ? call("kron", call("transpose", Exprs.sym("C")), Exprs.sym("A")) : call("kron", p, q);
    isDecidedAsInNumbers(product, call("matmul", factor, call("vec", Exprs.sym("B"))));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void products_of_products(@ForAll("factors") Expr p, @ForAll("factors") Expr q, @ForAll("factors") Expr r, @ForAll("factors") Expr s, @ForAll boolean swapped) {
    var left = call("matmul", call("kron", p, q), call("kron", r, s));
    var first = call("matmul", p, r);
    var second = call("matmul", q, s);
    isDecidedAsInNumbers(left, swapped ? call("kron", second, first) : call("kron", first, second));
    isDecidedAsInNumbers(call("transpose", left), call("matmul", call("kron", call("transpose", r), call("transpose", s)),
        swapped ? call("kron", p, q) : call("kron", call("transpose", p), call("transpose", q))));
  }

  @Test
  void a_written_zero_does_not_hide_where_the_other_factor_is_undefined() {
    var w = Exprs.sym("w");
    var typing = Typing.NONE.withShape("w", Shape.column(Exprs.sym("n")));
    var nowhere = Exprs.mul(Exprs.ZERO, Exprs.pow(Exprs.sub(Exprs.MINUS_ONE, call("normsq", w)), Exprs.HALF));
    assertThat(TENSORS.equal(Exprs.add(call("normsq", w), nowhere), call("normsq", w), typing, List.of())).isInstanceOf(Outcome.Unknown.class);
    assertThat(TENSORS.bound(RelOp.GE, Exprs.add(call("normsq", w), nowhere), Exprs.ZERO, typing, List.of())).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void aSuperscriptOfAWholeVectorDoesNotRunOverItsEntries() {
    var c = Exprs.sym("c");
    var typing = Typing.NONE.withShape("w", Shape.column(Exprs.sym("n"))).withShape("x", Shape.column(Exprs.sym("n")))
        .withIndex("k", c).withRanges("b", List.of(c));
    var side = PlainReader.parse("b[k] + matmul(transpose(x),w__k)");
    var stated = Tensors.statement(side, side, typing, List.of());
    assertThat(stated.indices()).containsEntry(Exprs.sym("k"), List.of(Exprs.ONE, c));
  }
}
