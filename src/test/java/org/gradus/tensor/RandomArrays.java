package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.tensor.DualArrays.Dual;

/**
 * Random expressions in vectors x, y (n×1), u (m×1) and matrices W (m×n), A (n×n), S (n×n, symmetric), whole and by their
 * entries: products, transposes, inverses, traces, determinants, quadratic forms, norms, functions entry by entry, sums and
 * products over indices, Kronecker deltas and sums with a gap.
 */
final class RandomArrays {

  static final Expr.Sym N = Exprs.sym("n");
  static final Expr.Sym M = Exprs.sym("m");
  static final Map<String, Shape> SHAPES = Map.of("x", Shape.column(N), "y", Shape.column(N), "u", Shape.column(M), "W", Shape.of(M, N),
      "A", Shape.of(N, N), "S", Shape.of(N, N));
  static final Typing TYPING = typing();

  private final Random random;
  private int bound;

  RandomArrays(long seed) {
    random = new Random(seed);
  }

  private static Typing typing() {
    var typing = Typing.NONE.with(new Typing.Fact.Symmetric("S"));
    for (var s : SHAPES.entrySet()) {
      typing = typing.withShape(s.getKey(), s.getValue());
    }
    return typing;
  }

  private int pick(int n) {
    return random.nextInt(n);
  }

  private static Expr call(String f, Expr... args) {
    return Exprs.call(f, args);
  }

  // ---- whole vectors and matrices ----

  Expr number(int depth) {
    boolean inN = random.nextBoolean();
    Expr size = inN ? N : M;
    return switch (pick(depth <= 0 ? 3 : 15)) {
      case 0 -> call("matmul", call("transpose", column(0, size)), column(0, size));
      case 1 -> call("normsq", column(depth - 1, size));
      case 2 -> call("matmul", call("transpose", column(0, M)), Exprs.sym("W"), column(0, N));
      case 3 -> call("dot", column(depth - 1, size), column(depth - 1, size));
      case 4 -> call("trace", matrix(depth - 1, size, size));
      case 5 -> call("matmul", call("transpose", column(depth - 1, size)), matrix(depth - 2, size, size), column(depth - 1, size));
      case 6 -> Exprs.log(Exprs.add(Exprs.ONE, call("normsq", column(depth - 1, size))));
      case 7 -> call(DualArrays.functions().get(pick(4)), Exprs.mul(Exprs.num(Rational.of(0.25)), number(depth - 1)));
      case 8 -> Exprs.mul(number(depth - 1), number(depth - 2));
      case 9 -> Exprs.add(number(depth - 1), Exprs.neg(number(depth - 1)), Exprs.num(pick(3)));
      case 10 -> call("norm", Exprs.add(column(0, size), column(depth - 1, size)));
      case 11 -> Exprs.log(call("det", regular()));
      case 12 -> Exprs.div(number(depth - 1), Exprs.add(Exprs.TWO, call("normsq", column(depth - 2, size))));
      case 13 -> call("matmul", call("transpose", column(0, N)), call("inverse", regular()), column(0, N));
      default -> entries(depth - 1, List.of(), List.of());
    };
  }

  /** A matrix that has an inverse at the points. */
  private Expr regular() {
    return Exprs.add(Exprs.sym(random.nextBoolean() ? "A" : "S"), Exprs.mul(Exprs.num(5), call("identity", N)));
  }

  Expr column(int depth, Expr size) {
    boolean inN = size.equals(N);
    return switch (pick(depth <= 0 ? 1 : 9)) {
      case 0 -> Exprs.sym(inN ? random.nextBoolean() ? "x" : "y" : "u");
      case 1 -> inN ? call("matmul", call("transpose", Exprs.sym("W")), column(depth - 1, M)) : call("matmul", Exprs.sym("W"), column(depth - 1, N));
      case 2 -> call("hadamard", column(depth - 1, size), column(depth - 1, size));
      case 3 -> Exprs.add(column(depth - 1, size), Exprs.neg(column(depth - 1, size)));
      case 4 -> call(DualArrays.functions().get(pick(4)), column(depth - 1, size));
      case 5 -> call("softmax", column(depth - 1, size));
      case 6 -> Exprs.mul(number(0), column(depth - 1, size));
      case 7 -> call("matmul", matrix(depth - 1, size, size), column(0, size));
      default -> call("diag", matrix(depth - 1, size, size));
    };
  }

  Expr matrix(int depth, Expr rows, Expr columns) {
    var names = new ArrayList<Expr>();
    SHAPES.forEach((name, s) -> {
      if (s.isMatrix() && s.equals(Shape.of(rows, columns))) {
        names.add(Exprs.sym(name));
      } else if (s.isMatrix() && s.equals(Shape.of(columns, rows))) {
        names.add(call("transpose", Exprs.sym(name)));
      }
    });
    names.add(call("matmul", column(0, rows), call("transpose", column(0, columns))));
    if (rows.equals(columns)) {
      names.add(call("diag", column(0, rows)));
    }
    names.sort(Comparator.comparing(Expr::toString));
    Expr middle = random.nextBoolean() ? N : M;
    return switch (pick(depth <= 0 ? 1 : 6)) {
      case 0 -> names.get(pick(names.size()));
      case 1 -> call("matmul", matrix(depth - 1, rows, middle), matrix(depth - 2, middle, columns));
      case 2 -> Exprs.add(matrix(depth - 1, rows, columns), matrix(depth - 1, rows, columns));
      case 3 -> call("hadamard", matrix(depth - 1, rows, columns), matrix(depth - 2, rows, columns));
      case 4 -> call(DualArrays.functions().get(pick(4)), matrix(depth - 1, rows, columns));
      default -> call("transpose", matrix(depth - 1, columns, rows));
    };
  }

  // ---- entries ----

  /** A number with these free indices, in 1..n and in 1..m. */
  Expr entries(int depth, List<Expr> inN, List<Expr> inM) {
    return switch (pick(depth <= 0 ? 3 : 10)) {
      case 0, 1, 2 -> entry(inN, inM);
      case 3 -> Exprs.add(entries(depth - 1, inN, inM), entries(depth - 1, inN, inM));
      case 4 -> Exprs.mul(entries(depth - 1, inN, inM), entries(depth - 1, inN, inM));
      case 5, 6 -> over(depth, inN, inM, false);
      case 7 -> call(DualArrays.functions().get(pick(4)), Exprs.mul(Exprs.HALF, entries(depth - 1, inN, inM)));
      case 8 -> inN.size() > 1 ? Exprs.mul(call("delta", inN.get(0), inN.getLast()), entries(depth - 1, inN, inM)) : over(depth, inN, inM, true);
      default -> Exprs.div(entries(depth - 1, inN, inM), Exprs.add(Exprs.ONE, Exprs.pow(entries(depth - 2, inN, inM), 2)));
    };
  }

  /** A sum over an index, or one that leaves out the value of another, or a product. */
  private Expr over(int depth, List<Expr> inN, List<Expr> inM, boolean special) {
    boolean overN = random.nextBoolean();
    var i = Exprs.sym((overN ? "i" : "a") + ++bound);
    var body = entries(depth - 1, overN ? with(inN, i) : inN, overN ? inM : with(inM, i));
    var others = overN ? inN : inM;
    if (special && others.isEmpty()) {
      return Exprs.product(Exprs.add(Exprs.ONE, Exprs.mul(Exprs.HALF, body)), i, Exprs.ONE, overN ? N : M);
    }
    return Exprs.sum(special ? Exprs.ite(Exprs.rel(RelOp.NE, i, others.getFirst()), body, Exprs.ZERO) : body, i, Exprs.ONE, overN ? N : M);
  }

  private Expr entry(List<Expr> inN, List<Expr> inM) {
    var all = new ArrayList<Expr>();
    inN.forEach(i -> {
      all.add(Exprs.indexed("x", List.of(i), List.of()));
      all.add(Exprs.indexed("y", List.of(i), List.of()));
      all.add(Exprs.indexed("A", List.of(inN.get(pick(inN.size())), i), List.of()));
      inM.forEach(a -> all.add(Exprs.indexed("W", List.of(a, i), List.of())));
    });
    inM.forEach(a -> all.add(Exprs.indexed("u", List.of(a), List.of())));
    return all.isEmpty() ? Exprs.num(1 + pick(3)) : all.get(pick(all.size()));
  }

  private static List<Expr> with(List<Expr> items, Expr one) {
    var more = new ArrayList<>(items);
    more.add(one);
    return more;
  }

  // ---- points ----

  /** Arrays with entries between −1 and 1; the entry of the name at the place, counted from 0, moves. */
  static Map<String, Dual[][]> point(Random r, int n, int m, String moving, int row, int column) {
    var all = new HashMap<String, Dual[][]>();
    SHAPES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
      var a = new Dual[e.getValue().rows().equals(N) ? n : m][Exprs.isOne(e.getValue().columns()) ? 1 : e.getValue().columns().equals(N) ? n : m];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a[0].length; j++) {
          a[i][j] = e.getKey().equals("S") && j < i ? a[j][i] : new Dual(r.nextDouble() * 2 - 1, 0);
        }
      }
      if (e.getKey().equals(moving)) {
        a[row][column] = new Dual(a[row][column].value(), 1);
      }
      all.put(e.getKey(), a);
    });
    return all;
  }

  static boolean contains(Expr e, String name) {
    return Trees.any(e, x -> x instanceof Expr.Sym s && s.name().equals(name) || x instanceof Expr.Indexed i && i.base().equals(name));
  }
}
