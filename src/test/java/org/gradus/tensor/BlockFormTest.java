package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;

/** Matrices of blocks with sizes that have names: what is proved holds in numbers, what is refuted does not. */
class BlockFormTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));
  private static final Expr N = Exprs.sym("n");
  private static final Expr M = Exprs.sym("m");
  /** Names with the block they fit in: A₁₁ … */
  private static final Map<String, int[]> NAMES = Map.of("A", new int[] {0, 0}, "E", new int[] {0, 0}, "B", new int[] {0, 1}, "F", new int[] {0, 1},
      "C", new int[] {1, 0}, "G", new int[] {1, 0}, "D", new int[] {1, 1}, "H", new int[] {1, 1});

  private static Expr size(int block) {
    return block == 0 ? N : M;
  }

  private static Typing typing() {
    var typing = Typing.NONE;
    for (var e : NAMES.entrySet()) {
      typing = typing.withShape(e.getKey(), Shape.of(size(e.getValue()[0]), size(e.getValue()[1])));
    }
    return typing;
  }

  private static Expr cell(int i, int j, Random random) {
    if (random.nextInt(4) == 0) {
      return i == j && random.nextBoolean() ? Exprs.call("identity", size(i)) : Exprs.call("zeros", size(i), size(j));
    }
    var fitting = NAMES.entrySet().stream().filter(e -> e.getValue()[0] == i && e.getValue()[1] == j).map(Map.Entry::getKey).sorted().toList();
    var name = Exprs.sym(fitting.get(random.nextInt(2)));
    return random.nextInt(4) == 0 ? Exprs.neg(name) : name;
  }

  private static List<List<Expr>> blocks(Random random) {
    return IntStream.range(0, 2).mapToObj(i -> IntStream.range(0, 2).mapToObj(j -> cell(i, j, random)).toList()).toList();
  }

  private static Expr product(Expr a, Expr b) {
    return Exprs.call("matmul", a, b);
  }

  private static Map<String, long[][]> values(int seed, int n, int m) {
    var random = new Random(seed);
    var at = new HashMap<String, long[][]>();
    NAMES.keySet().stream().sorted().forEach(name -> {
      var v = new long[NAMES.get(name)[0] == 0 ? n : m][NAMES.get(name)[1] == 0 ? n : m];
      for (var row : v) {
        Arrays.setAll(row, _ -> random.nextInt(-9, 10));
      }
      at.put(name, v);
    });
    at.put("n", new long[][] {{n}});
    at.put("m", new long[][] {{m}});
    return at;
  }

  private static int number(Expr e, Map<String, long[][]> at) {
    return (int) value(e, at)[0][0];
  }

  private static long[][] value(Expr e, Map<String, long[][]> at) {
    return switch (e) {
      case Expr.Num v -> new long[][] {{v.value().intValueExact()}};
      case Expr.Sym s -> at.get(s.name());
      case Expr.Mul p -> p.args().stream().map(x -> value(x, at)).reduce(BlockFormTest::scaled).orElseThrow();
      case Expr.Add s -> s.args().stream().map(x -> value(x, at)).reduce((a, b) -> entries(a.length, a[0].length, (i, j) -> a[i][j] + b[i][j])).orElseThrow();
      case Expr.Call c when c.is("identity") -> entries(number(c.arg(), at), number(c.arg(), at), (i, j) -> i == j ? 1 : 0);
      case Expr.Call c when c.is("zeros") -> entries(number(c.arg(), at), number(c.args().get(1), at), (_, _) -> 0);
      case Expr.Call c when c.is("transpose") -> {
        var a = value(c.arg(), at);
        yield entries(a[0].length, a.length, (i, j) -> a[j][i]);
      }
      case Expr.Call c when c.is("matmul") -> c.args().stream().map(x -> value(x, at)).reduce((a, b) -> entries(a.length, b[0].length,
          (i, j) -> IntStream.range(0, b.length).mapToLong(k -> a[i][k] * b[k][j]).sum())).orElseThrow();
      case Expr.Matrix x -> {
        var rows = new ArrayList<long[]>();
        for (var line : x.rows()) {
          var parts = line.stream().map(c -> value(c, at)).toList();
          for (int i = 0; i < parts.getFirst().length; i++) {
            int at0 = i;
            rows.add(parts.stream().flatMapToLong(p -> Arrays.stream(p[at0])).toArray());
          }
        }
        yield rows.toArray(long[][]::new);
      }
      default -> throw new IllegalArgumentException(e.toString());
    };
  }

  private static long[][] scaled(long[][] a, long[][] b) {
    return a.length == 1 && a[0].length == 1 ? entries(b.length, b[0].length, (i, j) -> a[0][0] * b[i][j]) : scaled(b, a);
  }

  private interface Entry {
    long at(int i, int j);
  }

  private static long[][] entries(int rows, int columns, Entry entry) {
    return IntStream.range(0, rows).mapToObj(i -> IntStream.range(0, columns).mapToLong(j -> entry.at(i, j)).toArray()).toArray(long[][]::new);
  }

  private static void isDecidedAsInNumbers(Expr lhs, Expr rhs) {
    var outcome = TENSORS.equal(lhs, rhs, typing(), List.of());
    boolean equal = IntStream.range(0, 5).mapToObj(seed -> values(seed, 1 + seed % 3, 3 - seed % 3)).allMatch(at -> Arrays.deepEquals(value(lhs, at), value(rhs, at)));
    assertThat(outcome).as(lhs + " = " + rhs).isInstanceOf(equal ? Outcome.Proved.class : Outcome.Refuted.class);
  }

  /** Products, sums and transposes of matrices of blocks against their blocks, one of which may be another one. */
  @Property(tries = 80, shrinking = ShrinkingMode.OFF)
  void are_compared_block_by_block(@ForAll long seed, @ForAll @IntRange(max = 4) int slip) {
    var random = new Random(seed);
    var x = blocks(random);
    var y = blocks(random);
    var z = blocks(random);
    var left = Exprs.add(product(Exprs.matrix(x), Exprs.call("transpose", Exprs.matrix(y))), Exprs.matrix(z));
    var cells = IntStream.range(0, 2).mapToObj(i -> IntStream.range(0, 2).mapToObj(j -> {
      int column = slip == 1 + 2 * i + j ? 1 - j : j;
      var second = Exprs.call("transpose", column == j ? y.get(j).get(1) : y.get(j).get(0));
      var last = column == j ? product(x.get(i).get(1), second) : product(x.get(i).get(0), second);
      return Exprs.add(product(x.get(i).get(0), Exprs.call("transpose", y.get(j).get(0))), last, z.get(i).get(j));
    }).toList()).toList();
    isDecidedAsInNumbers(left, Exprs.matrix(cells));
  }

  private static Outcome inverse(Expr upper, Expr claimed) {
    var matrix = Exprs.matrix(List.of(List.of(Exprs.sym("A"), upper), List.of(Exprs.call("zeros", M, N), Exprs.sym("D"))));
    var a = Exprs.call("inverse", Exprs.sym("A"));
    var d = Exprs.call("inverse", Exprs.sym("D"));
    return TENSORS.equal(Exprs.call("inverse", matrix), Exprs.matrix(List.of(List.of(a, claimed), List.of(Exprs.call("zeros", M, N), d))), typing(), List.of());
  }

  @Test
  void the_inverse_of_a_triangular_matrix_of_blocks_is_known() {
    var product = product(product(Exprs.call("inverse", Exprs.sym("A")), Exprs.sym("B")), Exprs.call("inverse", Exprs.sym("D")));
    assertThat(inverse(Exprs.sym("B"), Exprs.neg(product))).isInstanceOf(Outcome.Proved.class);
    assertThat(inverse(Exprs.sym("B"), product)).isInstanceOf(Outcome.Refuted.class);
  }
}
