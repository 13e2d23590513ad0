package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.claim.Arrays;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Between which numbers labels lie that take a few values only, for rules that ask for signs. */
final class LabelRanges {

  private LabelRanges() {}

  /** Entries of one-hot vectors lie between 0 and 1. */
  static List<Expr> ofOneHot(Expr e, Arrays arrays) {
    var found = new ArrayList<Expr>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed y && !y.sub().isEmpty() && arrays.properties(y.base()).stream().anyMatch(w -> w.contains("one-hot") && !w.contains("matrix"))) {
        found.addAll(between(y, Exprs.ZERO, Exprs.ONE));
      }
      return false;
    });
    return found;
  }

  /** What {@code y = 0 or y = 1} says of the range of y; nothing for other relations. */
  static List<Expr> ofValues(Expr relation) {
    if (!(relation instanceof Expr.Logic) || !Trees.children(relation).stream().allMatch(c -> c instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs() instanceof Expr.Num)) {
      return List.of();
    }
    var cases = Trees.children(relation).stream().map(c -> (Expr.Rel) c).toList();
    var values = cases.stream().map(c -> ((Expr.Num) c.rhs()).value()).sorted().toList();
    var label = cases.getFirst().lhs();
    return cases.stream().allMatch(c -> c.lhs().equals(label)) && ((Expr.Logic) relation).op() == Expr.Logic.Op.OR
        ? between(label, Exprs.num(values.getFirst()), Exprs.num(values.getLast())) : List.of();
  }

  private static List<Expr> between(Expr label, Expr low, Expr high) {
    return List.of(Exprs.rel(RelOp.GE, label, low), Exprs.rel(RelOp.LE, label, high));
  }
}
