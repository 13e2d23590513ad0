package org.gradus.verify;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Vectors and matrices of numbers, worked out to their entries: each a scalar expression without names. */
final class NumberGrids {

  private static final int MAX_SIDE = 12;
  /** More entries than these are not compared with each other. */
  private static final int MAX_COMPARED = 64;

  private NumberGrids() {}

  /** The entries, row by row; a number is one row of one entry. Null for what is not made of literals by known operations. */
  static List<List<Expr>> of(Expr e) {
    var grid = Trees.freeSymbols(e).isEmpty() ? grid(e) : null;
    return grid == null || grid.size() > MAX_SIDE || grid.getFirst().size() > MAX_SIDE ? null : grid;
  }

  private static List<List<Expr>> grid(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> number(e);
      case Expr.Matrix m -> m.rows().stream().flatMap(List::stream).allMatch(x -> grid(x) instanceof List<List<Expr>> g && isNumber(g))
          ? m.rows().stream().map(r -> r.stream().map(x -> grid(x).getFirst().getFirst()).toList()).toList() : null;
      case Expr.Add a -> folded(a.args(), Exprs::add, false);
      case Expr.Mul m -> folded(m.args(), Exprs::mul, true);
      case Expr.Pow p -> both(grid(p.base()), grid(p.exponent()), (x, y) -> Exprs.pow(x, y), true) instanceof List<List<Expr>> g && isNumber(g) ? g : null;
      case Expr.Call c -> call(c);
      default -> null;
    };
  }

  private static List<List<Expr>> number(Expr e) {
    return List.of(List.of(e));
  }

  private static boolean isNumber(List<List<Expr>> g) {
    return g.size() == 1 && g.getFirst().size() == 1;
  }

  private static List<List<Expr>> folded(List<Expr> operands, BinaryOperator<Expr> by, boolean product) {
    var result = grid(operands.getFirst());
    for (var next : operands.subList(1, operands.size())) {
      result = both(result, grid(next), by, product);
    }
    return result;
  }

  /** Entry by entry; a number is taken with every entry, in a product with no more than one array. */
  private static List<List<Expr>> both(List<List<Expr>> a, List<List<Expr>> b, BinaryOperator<Expr> by, boolean product) {
    if (a == null || b == null) {
      return null;
    }
    if (isNumber(a) || isNumber(b)) {
      var shape = isNumber(a) ? b : a;
      return filled(shape.size(), shape.getFirst().size(), (i, j) -> by.apply(at(a, i, j), at(b, i, j)));
    }
    boolean same = a.size() == b.size() && a.getFirst().size() == b.getFirst().size();
    return same && !product ? filled(a.size(), a.getFirst().size(), (i, j) -> by.apply(at(a, i, j), at(b, i, j))) : null;
  }

  private static Expr at(List<List<Expr>> g, int i, int j) {
    return isNumber(g) ? g.getFirst().getFirst() : g.get(i).get(j);
  }

  private interface Entry {
    Expr at(int row, int column);
  }

  private static List<List<Expr>> filled(int rows, int columns, Entry entry) {
    return IntStream.range(0, rows).mapToObj(i -> IntStream.range(0, columns).mapToObj(j -> entry.at(i, j)).toList()).toList();
  }

  private static List<List<Expr>> call(Expr.Call c) {
    var args = c.args().stream().map(NumberGrids::grid).toList();
    if (args.contains(null)) {
      return null;
    }
    var a = args.getFirst();
    return switch (c.function().name()) {
      case "transpose" -> filled(a.getFirst().size(), a.size(), (i, j) -> a.get(j).get(i));
      case "matmul" -> args.stream().skip(1).reduce(a, NumberGrids::product);
      case "hadamard" -> both(a, args.get(1), Exprs::mul, false);
      case "dot" -> dot(a, args.get(1));
      case "outer" -> isVector(a) && isVector(args.get(1)) ? filled(flat(a).size(), flat(args.get(1)).size(), (i, j) -> Exprs.mul(flat(a).get(i), flat(args.get(1)).get(j))) : null;
      case "norm" -> isVector(a) ? number(Exprs.sqrt(sum(flat(a).stream().map(x -> Exprs.pow(x, Exprs.TWO)).toList()))) : null;
      case "norm_p" -> isVector(a) ? norm(flat(a), c.args().get(1)) : null;
      case "maxentry" -> extreme("max", flat(a));
      case "minentry" -> extreme("min", flat(a));
      case "softmax" -> isVector(a) ? softmax(a) : null;
      default -> args.size() == 1 && c.function().scalar() ? filled(a.size(), a.getFirst().size(), (i, j) -> Exprs.call(c.function(), List.of(a.get(i).get(j)))) : null;
    };
  }

  private static List<List<Expr>> extreme(String which, List<Expr> entries) {
    return entries.size() > MAX_COMPARED ? null : number(entries.size() == 1 ? entries.getFirst() : Exprs.call(which, entries.toArray(Expr[]::new)));
  }

  private static List<List<Expr>> norm(List<Expr> entries, Expr p) {
    var sizes = entries.stream().map(x -> Exprs.call("abs", x)).toList();
    if (p.equals(Exprs.INFINITY)) {
      return extreme("max", sizes);
    }
    return p instanceof Expr.Num n && n.value().signum() > 0
        ? number(Exprs.pow(sum(sizes.stream().map(x -> Exprs.pow(x, p)).toList()), Exprs.pow(p, Exprs.MINUS_ONE))) : null;
  }

  private static List<List<Expr>> product(List<List<Expr>> a, List<List<Expr>> b) {
    return a == null || b == null || a.getFirst().size() != b.size() ? null : filled(a.size(), b.getFirst().size(),
        (i, j) -> sum(IntStream.range(0, b.size()).mapToObj(k -> Exprs.mul(a.get(i).get(k), b.get(k).get(j))).toList()));
  }

  private static List<List<Expr>> dot(List<List<Expr>> a, List<List<Expr>> b) {
    return !isVector(a) || !isVector(b) || flat(a).size() != flat(b).size() ? null
        : number(sum(IntStream.range(0, flat(a).size()).mapToObj(k -> Exprs.mul(flat(a).get(k), flat(b).get(k))).toList()));
  }

  private static List<List<Expr>> softmax(List<List<Expr>> a) {
    var total = sum(flat(a).stream().map(Exprs::exp).toList());
    return filled(a.size(), a.getFirst().size(), (i, j) -> Exprs.div(Exprs.exp(a.get(i).get(j)), total));
  }

  private static boolean isVector(List<List<Expr>> g) {
    return g.size() == 1 || g.getFirst().size() == 1;
  }

  private static List<Expr> flat(List<List<Expr>> g) {
    return g.stream().flatMap(List::stream).toList();
  }

  private static Expr sum(List<Expr> terms) {
    return Exprs.add(terms);
  }
}
