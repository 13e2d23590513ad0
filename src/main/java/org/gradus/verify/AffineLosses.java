package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.claim.Arrays;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;

/**
 * {@code ∇J(θ) = ∇L(θ) + λθ} for any loss L of a vector: at a point a differentiable function has any value and any gradient,
 * and an affine one has them all. So a claim with first derivatives holds for every L where it holds for c + g·θ.
 */
final class AffineLosses {

  /** Small letters are activations, entry by entry. */
  private static final Pattern LOSS = Pattern.compile("[A-Z](?:_.*)?|ell(?:_.*)?|[A-Z]cal(?:_.*)?|(?i:loss|cost)");

  private final Arrays arrays;
  private final Map<String, Expr.Sym> arguments = new LinkedHashMap<>();
  private boolean other;

  private AffineLosses(Arrays arrays) {
    this.arrays = arrays;
  }

  /** The claim's sides with affine functions in the place of unknown losses of one vector each; the sides themselves where that does not do. */
  static List<Expr> in(Expr lhs, Expr rhs, Arrays arrays) {
    if (!Kinds.occur(lhs, Kinds.APPLY) || !Kinds.occur(rhs, Kinds.APPLY)) {
      return List.of(lhs, rhs); // a loss that stands on one side only is none
    }
    var losses = new AffineLosses(arrays);
    losses.look(lhs);
    var left = Set.copyOf(losses.arguments.keySet());
    losses.look(rhs);
    losses.arguments.keySet().retainAll(left);
    losses.arguments.keySet().removeIf(f -> !Trees.any(rhs, x -> x instanceof Expr.Apply a && a.name().equals(f))); // what L is, is not for the claim to say
    return losses.other || losses.arguments.isEmpty() ? List.of(lhs, rhs) : List.of(losses.affine(lhs), losses.affine(rhs));
  }

  private boolean isLoss(Expr.Apply a) {
    return LOSS.matcher(a.name()).matches() && a.args().size() == 1 && !(a.args().getFirst() instanceof Expr.Sym s && arrays.rank(s.name(), 0).isScalar());
  }

  private void look(Expr e) {
    switch (e) {
      case Expr.Apply a when isLoss(a) -> {
        boolean plain = a.primes() == 0 && a.args().getFirst() instanceof Expr.Sym;
        other |= !plain || !arguments.computeIfAbsent(a.name(), _ -> (Expr.Sym) a.args().getFirst()).equals(a.args().getFirst());
      }
      case Expr.Diff d when d.order() > 1 && Trees.any(d.body(), x -> x instanceof Expr.Apply a && isLoss(a)) -> other = true;
      case Expr.Diff d when d.body() instanceof Expr.Diff || d.body() instanceof Expr.At -> other |= Trees.any(d, x -> x instanceof Expr.Apply a && isLoss(a));
      case Expr.Call c when c.is("hessian") -> other |= Trees.any(c, x -> x instanceof Expr.Apply a && isLoss(a));
      default -> { }
    }
    if (!other) {
      Trees.children(e).forEach(this::look);
    }
  }

  private Expr affine(Expr e) {
    return e instanceof Expr.Apply a && arguments.containsKey(a.name())
        ? Exprs.add(Exprs.sym(a.name() + "0_"), Exprs.call("dot", Exprs.sym("∇" + a.name() + "/∂" + arguments.get(a.name()).name()), arguments.get(a.name())))
        : Trees.map(e, this::affine);
  }
}
