package org.gradus.verify;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/** The entries of vectors and matrices in the notation of layers: δ^l becomes δ^l_j, (w^l)ᵀδ^l becomes Σ_k w^l_{kj} δ^l_k. */
final class EngineEntries {

  private int fresh;

  /** What the expression is, without looking at sizes. Throws {@link LayerCalculus.Unknown}. */
  Rank rank(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> Rank.SCALAR;
      case Expr.Sym s when s.name().equals("y") || s.name().equals("x") -> Rank.COLUMN;
      case Expr.Sym _ -> Rank.SCALAR;
      case Expr.Indexed x when !EngineFormula.isQuantity(x.base()) || x.base().equals("delta") && x.sup().isEmpty() -> Rank.SCALAR;
      case Expr.Indexed x -> {
        int left = (x.base().equalsIgnoreCase("w") ? 2 : 1) - x.sub().size();
        if (left < 0 || left == 1 && x.base().equalsIgnoreCase("w")) {
          throw new LayerCalculus.Unknown("indices of " + x.base());
        }
        yield left == 2 ? Rank.MATRIX : left == 1 ? Rank.COLUMN : Rank.SCALAR;
      }
      case Expr.Add a -> same(a.args());
      case Expr.Mul m -> {
        var vectors = m.args().stream().filter(f -> rank(f) != Rank.SCALAR).toList();
        if (vectors.size() > 1) {
          throw new LayerCalculus.Unknown("a product of vectors");
        }
        yield vectors.isEmpty() ? Rank.SCALAR : rank(vectors.getFirst());
      }
      case Expr.Call c when c.is("transpose") -> rank(c.arg()).transposed();
      case Expr.Call c when c.is("matmul") -> {
        var r = Rank.product(rank(c.args().get(0)), rank(c.args().get(1)));
        if (r == null || c.args().size() != 2) {
          throw new LayerCalculus.Unknown("a product that does not fit");
        }
        yield r;
      }
      case Expr.Call c when c.is("hadamard") -> same(c.args());
      case Expr.Call c when c.is("diag") && rank(c.arg()) == Rank.COLUMN -> Rank.MATRIX;
      case Expr.Call c when c.is("norm") || c.is("normsq") || c.is("dot") -> Rank.SCALAR;
      case Expr.Call c when c.function().scalar() -> same(c.args());
      case Expr.Apply f when f.args().size() == 1 -> rank(f.args().get(0));
      case Expr.Diff d -> {
        var body = rank(d.body());
        var by = rank(d.by());
        if (body != Rank.SCALAR && by != Rank.SCALAR) {
          throw new LayerCalculus.Unknown("the derivative of a vector by a vector");
        }
        yield by == Rank.SCALAR ? body : by;
      }
      case Expr.Big b -> rank(b.body());
      case Expr.Pow p when rank(p.base()) == Rank.SCALAR -> Rank.SCALAR;
      default -> {
        if (Trees.any(e, x -> x instanceof Expr.Call c && !c.function().scalar())) {
          throw new LayerCalculus.Unknown("entries of " + e);
        }
        yield Rank.SCALAR;
      }
    };
  }

  /** The rank of all; numbers go with every entry: 1 − a. */
  private Rank same(List<Expr> items) {
    var all = items.stream().filter(e -> !(e instanceof Expr.Num)).map(this::rank).distinct().toList();
    if (all.isEmpty()) {
      return Rank.SCALAR;
    }
    if (all.size() != 1) {
      throw new LayerCalculus.Unknown("numbers beside vectors");
    }
    return all.getFirst();
  }

  /** The entry in that row and column; either is null where there is only one. */
  Expr entry(Expr e, Expr row, Expr column) {
    if (rank(e) == Rank.SCALAR && !Trees.any(e, x -> x instanceof Expr.Call c && !c.function().scalar())) {
      return e;
    }
    return switch (e) {
      case Expr.Sym s -> Exprs.indexed(s.name(), List.of(row), List.of());
      case Expr.Indexed x -> Exprs.indexed(x.base(), rank(x) == Rank.MATRIX ? List.of(row, column) : List.of(row), x.sup());
      case Expr.Call c when c.is("transpose") -> entry(c.arg(), column, row);
      case Expr.Call c when c.is("matmul") -> {
        var a = c.args().get(0);
        var b = c.args().get(1);
        if (rank(a) == Rank.SCALAR || rank(b) == Rank.SCALAR) {
          yield Exprs.mul(entry(a, row, column), entry(b, row, column));
        }
        if (rank(a) == Rank.COLUMN) {
          yield Exprs.mul(entry(a, row, null), entry(b, null, column));
        }
        var k = Exprs.sym("k@" + fresh++);
        yield Exprs.sum(Exprs.mul(entry(a, row, k), entry(b, k, column)), k, null, null);
      }
      case Expr.Call c when c.is("dot") -> {
        var k = Exprs.sym("k@" + fresh++);
        yield Exprs.sum(Exprs.mul(entry(c.args().get(0), k, null), entry(c.args().get(1), k, null)), k, null, null);
      }
      case Expr.Call c when c.is("normsq") || c.is("norm") -> {
        var k = Exprs.sym("k@" + fresh++);
        if (rank(c.arg()) != Rank.COLUMN) {
          throw new LayerCalculus.Unknown("the norm of a matrix");
        }
        var squares = Exprs.sum(Exprs.pow(entry(c.arg(), k, null), 2), k, null, null);
        yield c.is("norm") ? Exprs.sqrt(squares) : squares;
      }
      case Expr.Call c when c.is("hadamard") -> Exprs.mul(c.args().stream().map(a -> entry(a, row, column)).toList());
      case Expr.Call c when c.is("diag") -> Exprs.mul(Exprs.call("delta", row, column), entry(c.arg(), row, null));
      case Expr.Diff d when rank(d.by()) != Rank.SCALAR -> Exprs.diff(d.body(), entry(d.by(), row, column), 1);
      case Expr.Diff d -> Exprs.diff(entry(d.body(), row, column), d.by(), 1);
      default -> Trees.map(e, x -> entry(x, row, column));
    };
  }
}
