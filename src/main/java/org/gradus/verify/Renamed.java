package org.gradus.verify;

import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.tensor.Typing;

/**
 * A side of a claim with other names for some: where the two are proved to be equal, its value does not depend on them. What such names
 * stand for need not be known to refute the claim: whatever the c of e^{z_i + c} / Σ_j e^{z_j + c} is, it is not −p_i.
 */
final class Renamed {

  private static final String MARK = "@";

  private Renamed() {}

  /** The expression with other names in place of these. */
  static Expr of(Expr e, Set<String> names) {
    return switch (e) {
      case Expr.Sym s when names.contains(s.name()) -> Exprs.sym(s.name() + MARK);
      case Expr.Big b when names.contains(b.index().name()) -> of(b.kind() == Expr.Big.Kind.SUM
          ? Exprs.sum(Trees.substitute(b.body(), b.index(), inner(b)), inner(b), b.lower(), b.upper())
          : Exprs.product(Trees.substitute(b.body(), b.index(), inner(b)), inner(b), b.lower(), b.upper()), names);
      case Expr.Indexed x when names.contains(x.base()) ->
          Exprs.indexed(x.base() + MARK, each(x.sub(), names), each(x.sup(), names));
      case Expr.Apply a when names.contains(a.name()) -> Exprs.apply(a.name() + MARK, a.primes(), each(a.args(), names));
      default -> Trees.map(e, x -> of(x, names));
    };
  }

  /** An index that has the name of something else. */
  private static Expr.Sym inner(Expr.Big b) {
    return Exprs.sym(b.index().name() + MARK + MARK);
  }

  private static List<Expr> each(List<Expr> list, Set<String> names) {
    return list.stream().map(e -> of(e, names)).toList();
  }

  /** What is known of the shapes of names, of the other names too. */
  static Typing typing(Typing typing, Set<String> names) {
    var more = typing;
    for (var n : names) {
      if (typing.shapes().containsKey(n)) {
        more = more.withShape(n + MARK, typing.shapes().get(n));
      }
      if (typing.members().containsKey(n)) {
        more = more.withMembers(n + MARK, typing.members().get(n));
      }
      if (typing.ranges().containsKey(n)) {
        more = more.withRanges(n + MARK, typing.ranges().get(n));
      }
      if (typing.indices().containsKey(n)) {
        more = more.withIndex(n + MARK, typing.indices().get(n));
      }
    }
    return more;
  }
}
