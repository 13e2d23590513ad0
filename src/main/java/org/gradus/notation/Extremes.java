package org.gradus.notation;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** {@code max_i x_i}, {@code min_j |x_j|}: the largest and the least entry of a vector. */
final class Extremes {

  private Extremes() {}

  /** Null where the subscript is no index, or what stands behind is not made of the entries of known vectors. */
  static Expr of(String table, Term sub, Term body, Elaborator elaborator) {
    var letter = Subscripts.indexName(sub);
    if (!table.equals("max") && !table.equals("min") || letter.isEmpty() || elaborator.names.isVariable(letter)) {
      return null;
    }
    var value = elaborator.binding(List.of(letter), () -> elaborator.expr(body));
    var whole = whole(value, Exprs.sym(letter), elaborator);
    return whole == null ? null : Exprs.call(table + "entry", whole);
  }

  /** The vector whose entry this is; null if it is none, or if that is not clear. */
  private static Expr whole(Expr e, Expr.Sym index, Elaborator elaborator) {
    return switch (e) {
      case Expr.Indexed x when x.sub().equals(List.of(index)) && x.sup().isEmpty() && isVector(elaborator.names.rank(x.base(), 0)) -> Exprs.sym(x.base());
      case Expr.Call c when c.function().scalar() && c.args().size() == 1 && whole(c.arg(), index, elaborator) instanceof Expr inner ->
          Exprs.call(c.function(), List.of(inner));
      case Expr.Add a -> {
        var parts = a.args().stream().map(x -> whole(x, index, elaborator)).toList();
        yield parts.contains(null) ? null : Exprs.add(parts);
      }
      case Expr.Mul m -> {
        var rest = m.args().stream().filter(x -> Trees.freeSymbols(x).contains(index)).toList();
        var inner = rest.size() == 1 ? whole(rest.getFirst(), index, elaborator) : null;
        var factors = Exprs.mul(m.args().stream().filter(x -> !Trees.freeSymbols(x).contains(index)).toList());
        yield inner == null || elaborator.isVector(factors) ? null : Exprs.mul(factors, inner);
      }
      default -> null;
    };
  }

  private static boolean isVector(Rank r) {
    return r == Rank.COLUMN || r == Rank.ROW;
  }
}
