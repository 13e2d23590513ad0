package org.gradus.verify;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.tensor.Typing;

/**
 * {@code f(u_o) + Σ_k g(u_k)} differentiated by u_o: whether o is among the k is often left unsaid, and mostly it is not,
 * as for the words that negative sampling draws.
 *
 * @param words what makes this reading the right one
 */
record Apart(Expr lhs, Expr rhs, Typing typing, String words) {

  /** The claim with the member outside the sum as a quantity of its own; null where there is nothing of the kind. */
  static Apart of(Expr lhs, Expr rhs, Typing typing) {
    if (!(lhs instanceof Expr.Diff d) || !(d.by() instanceof Expr.Indexed x) || x.sub().size() != 1 || !x.sup().isEmpty()
        || !(x.sub().getFirst() instanceof Expr.Sym o) || !(d.body() instanceof Expr.Add sum)) {
      return null;
    }
    boolean outside = sum.args().stream().anyMatch(t -> big(t) == null && Trees.any(t, y -> y.equals(x)));
    for (var term : sum.args()) {
      var b = big(term);
      if (outside && b != null && b.upper() != null && !Trees.freeSymbols(b).contains(o)
          && Trees.any(b.body(), y -> y instanceof Expr.Indexed i && i.base().equals(x.base()) && i.sub().equals(List.of(b.index())))) {
        var own = Exprs.sym(x.base() + "_" + o.name());
        var shape = typing.shapes().get(x.base());
        return new Apart(Trees.substitute(lhs, x, own), Trees.substitute(rhs, x, own),
            shape == null ? typing : typing.withShape(own.name(), shape), o + " is none of 1, …, " + b.upper());
      }
    }
    return null;
  }

  /** The sum that a term is, with a number before it or not; null if it is none. */
  private static Expr.Big big(Expr term) {
    return switch (term) {
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> b;
      case Expr.Mul m when m.args().size() == 2 && m.args().get(0) instanceof Expr.Num -> big(m.args().get(1));
      default -> null;
    };
  }
}
