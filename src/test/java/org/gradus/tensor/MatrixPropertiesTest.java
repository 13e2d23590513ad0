package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.numeric.Evaluator;
import org.gradus.proof.Kernel;

/** Random scalar functions of x (n×1), u (m×1) and W (m×n), against an evaluation in plain arrays. */
final class MatrixPropertiesTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));
  private static final Expr N = Exprs.sym("n");
  private static final Expr M = Exprs.sym("m");
  private static final Expr X = Exprs.sym("x");
  private static final Expr U = Exprs.sym("u");
  private static final Expr W = Exprs.sym("W");
  private static final Typing TYPING = Typing.NONE.withShape("x", Shape.column(N)).withShape("u", Shape.column(M))
      .withShape("W", Shape.of(M, N));

  private static Expr scalar(Random r, int depth) {
    boolean inN = r.nextBoolean();
    return switch (r.nextInt(depth <= 0 ? 2 : 5)) {
      case 0 -> Exprs.call("dot", vector(r, depth - 1, inN), vector(r, depth - 1, inN));
      case 1 -> Exprs.call("normsq", vector(r, depth - 1, inN));
      case 2 -> Exprs.call("matmul", Exprs.call("transpose", vector(r, depth - 1, true)), Exprs.call("transpose", W),
          vector(r, depth - 1, false));
      case 3 -> Exprs.log(Exprs.add(Exprs.ONE, Exprs.call("normsq", vector(r, depth - 1, inN))));
      default -> Exprs.mul(scalar(r, depth - 1), scalar(r, depth - 2));
    };
  }

  private static Expr vector(Random r, int depth, boolean inN) {
    return switch (r.nextInt(depth <= 0 ? 1 : 7)) {
      case 0 -> inN ? X : U;
      case 1 -> inN ? Exprs.call("matmul", Exprs.call("transpose", W), vector(r, depth - 1, false))
          : Exprs.call("matmul", W, vector(r, depth - 1, true));
      case 2 -> Exprs.call("hadamard", vector(r, depth - 1, inN), vector(r, depth - 1, inN));
      case 3 -> Exprs.add(vector(r, depth - 1, inN), vector(r, depth - 1, inN));
      case 4 -> Exprs.call("sigmoid", vector(r, depth - 1, inN));
      case 5 -> Exprs.call("softmax", vector(r, depth - 1, inN));
      default -> Exprs.mul(scalar(r, 0), vector(r, depth - 1, inN));
    };
  }

  // --- an evaluation of its own: a matrix is an array of rows -------------------------------------------------------

  private static double[][] value(Expr e, Map<String, double[][]> env) {
    return switch (e) {
      case Expr.Num n -> new double[][] {{n.value().doubleValue()}};
      case Expr.Sym s -> env.get(s.name());
      case Expr.Add a -> a.args().stream().map(t -> value(t, env)).reduce((p, q) -> zip(p, q, Double::sum)).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(t -> value(t, env)).reduce((p, q) -> zip(p, q, (x, y) -> x * y)).orElseThrow();
      case Expr.Call c -> call(c, env);
      default -> throw new IllegalArgumentException(e.toString());
    };
  }

  private static double[][] call(Expr.Call c, Map<String, double[][]> env) {
    var a = value(c.arg(), env);
    return switch (c.function().name()) {
      case "transpose" -> transposed(a);
      case "matmul" -> c.args().stream().map(t -> value(t, env)).reduce(MatrixPropertiesTest::times).orElseThrow();
      case "hadamard" -> zip(a, value(c.args().get(1), env), (x, y) -> x * y);
      case "dot" -> times(transposed(a), value(c.args().get(1), env));
      case "normsq" -> times(transposed(a), a);
      case "sigmoid" -> map(a, x -> 1 / (1 + Math.exp(-x)));
      case "log" -> map(a, Math::log);
      case "softmax" -> {
        var powers = map(a, Math::exp);
        double sum = 0;
        for (var row : powers) {
          sum += row[0];
        }
        double all = sum;
        yield map(powers, x -> x / all);
      }
      default -> throw new IllegalArgumentException(c.toString());
    };
  }

  private static double[][] map(double[][] a, DoubleUnaryOperator f) {
    var r = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        r[i][j] = f.applyAsDouble(a[i][j]);
      }
    }
    return r;
  }

  private static double[][] zip(double[][] a, double[][] b, DoubleBinaryOperator f) {
    var large = a.length * a[0].length >= b.length * b[0].length ? a : b;
    var r = new double[large.length][large[0].length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r[0].length; j++) {
        r[i][j] = f.applyAsDouble(a[i % a.length][j % a[0].length], b[i % b.length][j % b[0].length]);
      }
    }
    return r;
  }

  private static double[][] transposed(double[][] a) {
    var r = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        r[j][i] = a[i][j];
      }
    }
    return r;
  }

  private static double[][] times(double[][] a, double[][] b) {
    var r = new double[a.length][b[0].length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          r[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return r;
  }

  private static double[][] random(Random r, int rows, int columns) {
    return map(new double[rows][columns], _ -> r.nextDouble() * 2 - 1);
  }

  // --- the properties ------------------------------------------------------------------------------------------------

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void the_gradient_by_a_vector_or_a_matrix_is_the_slope_in_every_entry(@ForAll("seeds") long seed) {
    var random = new Random(seed);
    var f = scalar(random, 3);
    var by = random.nextBoolean() ? X : W;
    var found = TENSORS.derivative(f, by, 1, TYPING, List.of());
    if (found.value() == null) {
      assertThat(found.reason()).startsWith("out of budget");
      return;
    }
    int n = 2 + random.nextInt(2);
    int m = 1 + random.nextInt(3);
    var env = new HashMap<String, double[][]>(Map.of("x", random(random, n, 1), "u", random(random, m, 1), "W", random(random, m, n)));
    int i = random.nextInt(by == X ? n : m);
    int j = by == X ? 0 : random.nextInt(n);
    double slope = slope(f, by.toString(), i, j, env);
    double derivative = Evaluator.real(found.value(), point(env, n, m, i, j));
    assertThat(Math.abs(derivative - slope)).as(f + " by " + by + ": " + found.value())
        .isLessThan(1e-4 * (1 + Math.abs(slope)));
  }

  private static double slope(Expr f, String by, int i, int j, Map<String, double[][]> env) {
    double h = 1e-5;
    double[] ends = new double[2];
    for (int side = 0; side < 2; side++) {
      var moved = new HashMap<>(env);
      var a = map(env.get(by), x -> x);
      a[i][j] += side == 0 ? -h : h;
      moved.put(by, a);
      ends[side] = value(f, moved)[0][0];
    }
    return (ends[1] - ends[0]) / (2 * h);
  }

  private static Map<String, Double> point(Map<String, double[][]> env, int n, int m, int i, int j) {
    var point = new HashMap<String, Double>(Map.of("n", (double) n, "m", (double) m, Lowered.ROW.name(), i + 1.0,
        Lowered.COLUMN.name(), j + 1.0));
    env.forEach((name, a) -> {
      for (int r = 0; r < a.length; r++) {
        for (int c = 0; c < a[0].length; c++) {
          point.put(name + "[" + (r + 1) + (name.equals("W") ? "," + (c + 1) : "") + "]", a[r][c]);
        }
      }
    });
    return point;
  }
}
