package org.gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.numeric.Evaluator;
import org.gradus.proof.Kernel;

/** Random expressions over families x, y (1..n), u (1..m) and w (m×n), against their values at random sizes and points. */
final class TensorPropertiesTest {

  private static final Tensors TENSORS = new Tensors(new Kernel(null));
  private static final Expr N = Exprs.sym("n");
  private static final Expr M = Exprs.sym("m");
  private static final Expr.Sym K = Exprs.sym("k");
  private static final Typing TYPING = Typing.NONE.withRanges("x", List.of(N)).withRanges("y", List.of(N))
      .withRanges("u", List.of(M)).withRanges("w", List.of(M, N));

  /** An expression whose free indices are in n (names i…) and in m (names a…). */
  private static final class Generator {
    private final Random random;
    private int bound;

    Generator(long seed) {
      random = new Random(seed);
    }

    Expr expr(int depth, List<Expr> inN, List<Expr> inM) {
      int choice = random.nextInt(depth <= 0 ? 4 : 10);
      return switch (choice) {
        case 0 -> inN.isEmpty() ? Exprs.sym("s") : Exprs.indexed(random.nextBoolean() ? "x" : "y", List.of(pick(inN)), List.of());
        case 1 -> inM.isEmpty() ? Exprs.num(1 + random.nextInt(3)) : Exprs.indexed("u", List.of(pick(inM)), List.of());
        case 2, 3 -> !inN.isEmpty() && !inM.isEmpty() ? Exprs.indexed("w", List.of(pick(inM), pick(inN)), List.of())
            : inN.isEmpty() ? Exprs.sym("s") : Exprs.indexed("x", List.of(pick(inN)), List.of());
        case 4 -> Exprs.add(expr(depth - 1, inN, inM), expr(depth - 1, inN, inM));
        case 5 -> Exprs.mul(expr(depth - 1, inN, inM), expr(depth - 1, inN, inM));
        case 6, 7 -> {
          boolean overN = random.nextBoolean();
          var i = Exprs.sym((overN ? "i" : "a") + ++bound);
          yield Exprs.sum(expr(depth - 1, overN ? with(inN, i) : inN, overN ? inM : with(inM, i)), i, Exprs.ONE, overN ? N : M);
        }
        case 8 -> Exprs.call(List.of("exp", "sigmoid", "tanh").get(random.nextInt(3)),
            Exprs.mul(Exprs.HALF, expr(depth - 1, inN, inM)));
        default -> Exprs.div(expr(depth - 1, inN, inM), Exprs.add(Exprs.ONE, Exprs.pow(expr(depth - 2, inN, inM), 2)));
      };
    }

    private Expr pick(List<Expr> items) {
      return items.get(random.nextInt(items.size()));
    }

    private static List<Expr> with(List<Expr> items, Expr one) {
      var more = new ArrayList<>(items);
      more.add(one);
      return more;
    }

    /** The expression with one leaf or operation changed. */
    Expr mutated(Expr e) {
      var children = Trees.children(e);
      if (children.isEmpty() || e instanceof Expr.Indexed || random.nextInt(4) == 0) {
        return switch (e) {
          case Expr.Indexed x when x.base().equals("x") -> Exprs.indexed("y", x.sub(), x.sup());
          case Expr.Indexed x when x.base().equals("y") -> Exprs.indexed("x", x.sub(), x.sup());
          case Expr.Num n -> Exprs.add(e, Exprs.ONE);
          case Expr.Big b -> Exprs.mul(Exprs.TWO, e);
          default -> Exprs.neg(e);
        };
      }
      if (e instanceof Expr.Big b) {
        return Exprs.sum(mutated(b.body()), b.index(), b.lower(), b.upper());
      }
      var chosen = pick(children);
      boolean[] done = {false};
      return Trees.map(e, c -> {
        if (c == chosen && !done[0]) {
          done[0] = true;
          return c instanceof Expr.Num ? c : mutated(c);
        }
        return c;
      });
    }
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static Map<String, Double> point(Random random, int n, int m) {
    var env = new HashMap<String, Double>();
    env.put("n", (double) n);
    env.put("m", (double) m);
    env.put("k", (double) (1 + random.nextInt(n)));
    env.put("s", random.nextDouble() - 0.5);
    for (int i = 1; i <= n; i++) {
      env.put("x[" + i + "]", random.nextDouble() * 2 - 1);
      env.put("y[" + i + "]", random.nextDouble() * 2 - 1);
      for (int a = 1; a <= m; a++) {
        env.put("w[" + a + "," + i + "]", random.nextDouble() * 2 - 1);
      }
    }
    for (int a = 1; a <= m; a++) {
      env.put("u[" + a + "]", random.nextDouble() * 2 - 1);
    }
    return env;
  }

  private static double slope(Expr e, Map<String, Double> env, String by) {
    double h = 1e-5;
    var above = new HashMap<>(env);
    var below = new HashMap<>(env);
    above.merge(by, h, Double::sum);
    below.merge(by, -h, Double::sum);
    return (Evaluator.real(e, above) - Evaluator.real(e, below)) / (2 * h);
  }

  private static boolean near(double a, double b, double tolerance) {
    return Math.abs(a - b) <= tolerance * (1 + Math.abs(a) + Math.abs(b));
  }

  @Property(tries = 40, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void the_derivative_by_a_component_is_the_slope_at_random_sizes_and_points(@ForAll("seeds") long seed) {
    var generator = new Generator(seed);
    var e = Exprs.exp(Exprs.mul(Exprs.HALF, generator.expr(4, List.of(), List.of()))); // a bare name has a formal derivative
    var found = TENSORS.derivative(e, Exprs.indexed("x", List.of(K), List.of()), 1, TYPING, List.of());
    if (found.value() == null) {
      assertThat(found.reason()).startsWith("out of budget");
      return;
    }
    var random = new Random(seed + 1);
    for (int trial = 0; trial < 3; trial++) {
      var env = point(random, 1 + random.nextInt(3), 1 + random.nextInt(3));
      double slope = slope(e, env, "x[" + env.get("k").intValue() + "]");
      if (Math.abs(slope) < 1e6) {
        assertThat(near(Evaluator.real(found.value(), env), slope, 1e-4)).as(e + " by x[k] at " + env + ": " + found.value()).isTrue();
      }
    }
  }

  @Property(tries = 40, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void a_mutated_expression_is_proved_equal_only_if_it_is_and_refuted_only_if_it_is_not(@ForAll("seeds") long seed) {
    var generator = new Generator(seed);
    var e = generator.expr(4, List.of(K), List.of());
    var other = generator.mutated(e);
    var random = new Random(seed + 1);
    boolean same = true;
    for (int trial = 0; trial < 6; trial++) {
      var env = point(random, 2 + random.nextInt(2), 1 + random.nextInt(3));
      same &= near(Evaluator.real(e, env), Evaluator.real(other, env), 1e-9);
    }
    var outcome = TENSORS.equal(e, other, TYPING, List.of());
    if (same) {
      assertThat(outcome).as(e + " and " + other).isNotInstanceOf(Outcome.Refuted.class);
    } else {
      assertThat(outcome).as(e + " and " + other).isNotInstanceOf(Outcome.Proved.class).isNotInstanceOf(Outcome.Tested.class);
    }
  }

  @Property(tries = 40, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void other_names_of_bound_indices_and_another_order_of_sums_change_nothing(@ForAll("seeds") long seed) {
    var e = new Generator(seed).expr(4, List.of(K), List.of());
    var outcome = TENSORS.equal(e, renamed(e, new int[1]), TYPING, List.of());
    if (outcome instanceof Outcome.Unknown u) {
      assertThat(u.reason()).contains("out of budget");
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Proved.class);
    }
  }

  private static Expr renamed(Expr e, int[] count) {
    if (e instanceof Expr.Big b) {
      var name = Exprs.sym("q" + ++count[0]);
      var body = renamed(Trees.substitute(b.body(), b.index(), name), count);
      if (body instanceof Expr.Big inner && !inner.index().equals(name)) {
        return Exprs.sum(Exprs.sum(inner.body(), name, b.lower(), b.upper()), inner.index(), inner.lower(), inner.upper());
      }
      return Exprs.sum(body, name, b.lower(), b.upper());
    }
    return Trees.map(e, c -> renamed(c, count));
  }
}
