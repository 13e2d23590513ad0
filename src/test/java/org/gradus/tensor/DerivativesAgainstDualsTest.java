package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.proof.Kernel;
import org.gradus.tensor.DualArrays.Dual;

/** The derivatives of random expressions with indices, vectors and matrices, against automatic differentiation. */
final class DerivativesAgainstDualsTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));
  private static final List<String> VARIABLES = List.of("x", "u", "W", "A");
  private static final double LARGE = 1e6;

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static boolean near(double a, double b) {
    return Double.isNaN(b) || Double.isInfinite(b) || Math.abs(b) > LARGE || Math.abs(a - b) <= 1e-7 * (1 + Math.abs(a) + Math.abs(b));
  }

  /** Compares an entry of the derivative with the slope, at random sizes and points. */
  private static void compare(Expr f, String by, Expr inIndices, Expr whole, Random random) {
    for (int trial = 0; trial < 3; trial++) {
      int n = 1 + random.nextInt(3);
      int m = 1 + random.nextInt(3);
      int i = random.nextInt(by.equals("u") || by.equals("W") ? m : n);
      int j = by.equals("x") || by.equals("u") ? 0 : random.nextInt(n);
      var point = RandomArrays.point(random, n, m, by, i, j);
      var numbers = new HashMap<>(Map.of("n", n, "m", m, Lowered.ROW.name(), i + 1, Lowered.COLUMN.name(), j + 1, "i", i + 1, "j", j + 1));
      var duals = new DualArrays(point, numbers);
      double slope = duals.number(f).slope();
      var about = f + " by " + by + " at n = " + n + ", m = " + m + ": ";
      assertThat(near(duals.number(inIndices).value(), slope)).as(about + inIndices).isTrue();
      if (whole != null) {
        var value = duals.of(whole);
        assertThat(near(value.length == 1 && value[0].length == 1 ? value[0][0].value() : value[i][j].value(), slope)).as(about + whole).isTrue();
      }
    }
  }

  @Property(tries = 70, edgeCases = EdgeCasesMode.NONE)
  void the_gradient_by_a_vector_or_a_matrix_is_the_one_of_automatic_differentiation(@ForAll("seeds") long seed) {
    var generator = new RandomArrays(seed);
    var f = generator.number(3);
    var random = new Random(seed + 1);
    var by = VARIABLES.get(random.nextInt(VARIABLES.size()));
    var found = TENSORS.derivative(f, Exprs.sym(by), 1, RandomArrays.TYPING, List.of());
    if (found.value() == null) {
      assertThat(found.reason()).startsWith("out of budget");
      return;
    }
    compare(f, by, found.value(), TENSORS.matrixForm(f, Exprs.sym(by), 1, RandomArrays.TYPING, List.of()), random);
  }

  @Property(tries = 70, edgeCases = EdgeCasesMode.NONE)
  void the_derivative_by_a_component_is_the_one_of_automatic_differentiation(@ForAll("seeds") long seed) {
    var generator = new RandomArrays(seed);
    var f = Exprs.exp(Exprs.mul(Exprs.num(Rational.of(0.125)), generator.entries(4, List.of(), List.of())));
    var random = new Random(seed + 1);
    var by = VARIABLES.get(random.nextInt(VARIABLES.size()));
    var indices = by.equals("x") || by.equals("u") ? List.of(Lowered.ROW) : List.of(Lowered.ROW, Lowered.COLUMN);
    var found = TENSORS.derivative(f, Exprs.indexed(by, indices, List.of()), 1, RandomArrays.TYPING, List.of());
    if (found.value() == null) {
      assertThat(found.reason()).startsWith("out of budget");
      return;
    }
    compare(f, by, found.value(), null, random);
  }

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void the_jacobian_of_a_vector_is_the_one_of_automatic_differentiation(@ForAll("seeds") long seed) {
    var generator = new RandomArrays(seed);
    var random = new Random(seed + 1);
    boolean inN = random.nextBoolean();
    var x = Exprs.sym("x");
    var f = Exprs.add(generator.column(2, inN ? RandomArrays.N : RandomArrays.M), // a bare name has a formal derivative
        inN ? Exprs.call("hadamard", x, x) : Exprs.call("matmul", Exprs.sym("W"), x));
    var found = TENSORS.derivative(f, Exprs.sym("x"), 1, RandomArrays.TYPING, List.of());
    if (found.value() == null) {
      assertThat(found.reason()).startsWith("out of budget");
      return;
    }
    var whole = TENSORS.matrixForm(f, Exprs.sym("x"), 1, RandomArrays.TYPING, List.of());
    int n = 1 + random.nextInt(3);
    int m = 1 + random.nextInt(3);
    int j = random.nextInt(n);
    var point = RandomArrays.point(random, n, m, "x", j, 0);
    var column = new DualArrays(point, Map.of("n", n, "m", m)).of(f);
    for (int i = 0; i < column.length; i++) {
      var duals = new DualArrays(point, Map.of("n", n, "m", m, Lowered.ROW.name(), i + 1, Lowered.COLUMN.name(), j + 1));
      Dual entry = duals.number(found.value());
      assertThat(near(entry.value(), column[i][0].slope())).as(f + " by x: " + found.value()).isTrue();
      if (whole != null && duals.of(whole).length > i && duals.of(whole)[0].length > j) {
        assertThat(near(duals.of(whole)[i][j].value(), column[i][0].slope())).as(f + " by x: " + whole).isTrue();
      }
    }
  }
}
