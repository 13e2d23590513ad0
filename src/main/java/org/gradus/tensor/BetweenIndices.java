package org.gradus.tensor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * Components at the difference of two indices, {@code w_{j−i}}: they are meant for the indices at which there is such a
 * component, as in the slope of a convolution. Where it runs out of them nothing is refuted.
 */
final class BetweenIndices {

  private final Set<String> both = new HashSet<>();
  private final Set<String> families = new HashSet<>();

  BetweenIndices(List<Expr> sides) {
    for (var side : sides) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Indexed i && i.sub().stream().anyMatch(BetweenIndices::isDifference)) {
          families.add(i.base());
        }
        return false;
      });
    }
    families.stream().filter(f -> sides.stream().allMatch(s -> has(s, f))).forEach(both::add);
  }

  /** Whether the sides at some values of the indices speak of a component that there may not be. */
  boolean runOut(Expr lhs, Expr rhs) {
    return families.stream().anyMatch(f -> Trees.any(lhs, x -> isNegative(x, f)) || Trees.any(rhs, x -> isNegative(x, f)))
        || both.stream().anyMatch(f -> has(lhs, f) != has(rhs, f));
  }

  /** With numbers for its indices a component is a name of its own. */
  private static boolean isNegative(Expr x, String family) {
    return x instanceof Expr.Sym s && s.name().startsWith(family + "[") && s.name().contains("-")
        || x instanceof Expr.Indexed i && i.base().equals(family) && i.sub().stream().anyMatch(k -> k instanceof Expr.Num n && n.value().signum() < 0);
  }

  private static boolean has(Expr e, String family) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && i.base().equals(family) || x instanceof Expr.Sym s && s.name().startsWith(family + "["));
  }

  private static boolean isDifference(Expr index) {
    return index instanceof Expr.Add a && Trees.freeSymbols(index).size() > 1
        && a.args().stream().anyMatch(t -> t instanceof Expr.Mul m && m.args().getFirst() instanceof Expr.Num n && n.value().signum() < 0 && !Trees.freeSymbols(t).isEmpty());
  }
}
