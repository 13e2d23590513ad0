package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Matrices with orthonormal columns, {@code WᵀW = I}, or rows: where that is assumed, what it says of a claim, and matrices of the kind
 * with rational entries, for counterexamples (Horn and Johnson 2013, §2.1).
 */
final class Orthonormality {

  /** Orthogonal matrices of rational numbers, the rows one after the other, each with what its entries are divided by. */
  private static final Map<Integer, List<int[]>> ORTHOGONAL = Map.of(
      1, List.of(new int[] {1, -1}, new int[] {1, -1}, new int[] {1, -1}),
      2, List.of(new int[] {5, 3, -4, 4, 3}, new int[] {13, 5, -12, 12, 5}, new int[] {17, 8, -15, 15, 8}),
      3, List.of(new int[] {3, 2, -1, 2, 2, 2, -1, -1, 2, 2}, new int[] {7, 3, -6, 2, 2, 3, 6, 6, 2, -3}, new int[] {9, 1, 8, -4, -4, 4, 7, 8, 1, 4}),
      4, List.of(quaternion(5, 1, 2, 2, 4), quaternion(6, 1, 1, 3, 5), quaternion(7, 2, 3, 6, 0)));

  /** Rotations of a plane, a² + b² = c², which stand along the diagonal where more, or larger, matrices are wanted. */
  private static final int[][] ROTATIONS = {{3, 4, 5}, {5, 12, 13}, {8, 15, 17}, {7, 24, 25}, {20, 21, 29}, {12, 35, 37}, {9, 40, 41}};

  /** How an identity is written whose size nobody says. */
  private static final Expr.Sym IDENTITY = Exprs.sym("I");

  private Orthonormality() {}

  /** The matrix by which a quaternion multiplies from the left; its length is given. */
  private static int[] quaternion(int length, int a, int b, int c, int d) {
    return new int[] {length, a, -b, -c, -d, b, a, -d, c, c, d, a, -b, d, -c, b, a};
  }

  /** An orthogonal matrix of that size, another one for each number; null if there are not so many. */
  static int[] orthogonal(int size, int which) {
    var own = ORTHOGONAL.get(size);
    if (own != null && which < own.size()) {
      return own.get(which);
    }
    if (which >= ROTATIONS.length) {
      return null;
    }
    var turn = ROTATIONS[which];
    var m = new int[1 + size * size];
    m[0] = turn[2];
    for (int i = 0; i < size; i++) {
      boolean alone = i == size - 1 && size % 2 == 1;
      m[1 + i * size + i] = alone ? turn[2] : turn[0];
      if (!alone) {
        m[1 + i * size + (i % 2 == 0 ? i + 1 : i - 1)] = i % 2 == 0 ? -turn[1] : turn[1];
      }
    }
    return m;
  }

  /** What a relation says, {@code WᵀW = I} or {@code WWᵀ = I}; null if it says nothing of the kind. */
  static Typing.Fact of(Expr relation, Typing typing) {
    if (!(relation instanceof Expr.Rel r) || r.op() != RelOp.EQ) {
      return null;
    }
    var product = isIdentity(r.rhs(), typing) ? r.lhs() : isIdentity(r.lhs(), typing) ? r.rhs() : null;
    if (!(product instanceof Expr.Call c) || !c.is("matmul") || c.args().size() != 2) {
      return null;
    }
    if (c.arg() instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Sym w && c.args().get(1).equals(w)) {
      return new Typing.Fact.Orthonormal(w.name(), false);
    }
    return c.args().get(1) instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Sym w && c.arg().equals(w)
        ? new Typing.Fact.Orthonormal(w.name(), true) : null;
  }

  private static boolean isIdentity(Expr e, Typing typing) {
    var shape = typing.shapes().get(IDENTITY.name());
    return e instanceof Expr.Call c && c.is("identity")
        || e.equals(IDENTITY) && (shape == null || shape.isSquare() && shape.rows() instanceof Expr.Sym n && n.name().startsWith(Typing.UNIT_SIZE));
  }

  /** With what the assumptions say of the matrices in these sides, and without what is known of others. */
  static Typing in(Typing typing, List<Expr> assumptions, List<Expr> sides) {
    var known = typing;
    for (var f : typing.facts()) {
      known = is(f) && !occurs(f.name(), sides) ? known.withoutFactsOf(f.name()) : known;
    }
    for (var a : assumptions) {
      var f = of(a, typing);
      if (f != null && typing.shapes().containsKey(f.name()) && !typing.is(f) && occurs(f.name(), sides)) {
        known = known.with(f);
      }
    }
    return known;
  }

  private static boolean occurs(String name, List<Expr> sides) {
    return sides.stream().anyMatch(s -> Trees.any(s, x -> x instanceof Expr.Sym v && v.name().equals(name) || x instanceof Expr.Indexed i && i.base().equals(name)));
  }

  /** What a claim about the matrices rests on, as equations. */
  static List<Expr> equations(Typing.Fact fact, Shape shape) {
    var w = Exprs.sym(fact.name());
    var t = Exprs.call("transpose", w);
    var columns = Exprs.rel(RelOp.EQ, Exprs.call("matmul", t, w), Exprs.call("identity", shape.columns()));
    var rows = Exprs.rel(RelOp.EQ, Exprs.call("matmul", w, t), Exprs.call("identity", shape.rows()));
    return switch (fact) {
      case Typing.Fact.Orthogonal _ -> List.of(columns, rows);
      case Typing.Fact.Orthonormal o -> List.of(o.rows() ? rows : columns);
      default -> List.of();
    };
  }

  static boolean is(Typing.Fact fact) {
    return fact instanceof Typing.Fact.Orthogonal || fact instanceof Typing.Fact.Orthonormal;
  }

  static boolean isIn(Typing typing) {
    return typing.facts().stream().anyMatch(Orthonormality::is);
  }

  /** What such matrices ask of the sizes: no more columns than rows, or the other way round. */
  static List<Expr> sizes(Typing typing) {
    var all = new ArrayList<Expr>();
    for (var f : typing.facts()) {
      var shape = typing.shapes().get(f.name());
      if (f instanceof Typing.Fact.Orthonormal o && shape != null) {
        all.add(o.rows() ? Exprs.rel(RelOp.LE, shape.rows(), shape.columns()) : Exprs.rel(RelOp.GE, shape.rows(), shape.columns()));
      }
    }
    return all;
  }

  /**
   * Values for the entries of all such matrices, each another matrix.
   *
   * @param sizes the values of the sizes
   * @throws Unsupported where there is none at these sizes, or none is at hand
   */
  static Map<Expr, Expr> entries(Typing typing, Map<Expr, Expr> sizes) {
    var names = new LinkedHashSet<String>();
    typing.facts().stream().filter(Orthonormality::is).forEach(f -> names.add(f.name()));
    var found = new LinkedHashMap<Expr, Expr>();
    int count = 0;
    for (var name : names) {
      var shape = typing.shapes().get(name);
      if (shape == null || typing.members().getOrDefault(name, 0) != 0) {
        throw new Unsupported("no families of orthogonal matrices are tried");
      }
      int rows = Trials.size(Range.to(shape.rows()), sizes);
      int columns = Trials.size(Range.to(shape.columns()), sizes);
      boolean square = typing.facts().stream().anyMatch(f -> f.name().equals(name) && f instanceof Typing.Fact.Orthogonal);
      boolean byRows = typing.is(new Typing.Fact.Orthonormal(name, true));
      boolean byColumns = typing.is(new Typing.Fact.Orthonormal(name, false));
      var numbers = orthogonal(Math.max(rows, columns), count++);
      if (numbers == null || rows > columns && (square || byRows) || columns > rows && (square || byColumns)) {
        throw new Unsupported("no orthogonal matrix of that size is at hand");
      }
      int n = Math.max(rows, columns);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          found.put(Exprs.sym(Exprs.indexed(name, List.of(Exprs.num(i + 1), Exprs.num(j + 1)), List.of()).toString()),
              Exprs.num(Rational.of(numbers[1 + i * n + j], numbers[0])));
        }
      }
    }
    return found;
  }
}
