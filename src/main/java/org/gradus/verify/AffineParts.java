package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/**
 * A function of vectors as one of numbers that are affine in them: {@code Σ_i log(1 + exp(−y_i wᵀx_i))} is
 * {@code Σ_i log(1 + exp(−y_i u_i))}. What is convex in all u, whatever they are, is convex in w. The norm of what is affine becomes |u|:
 * a function of it that is convex in u is even in u, so that it rises with |u|, and a rising convex function of a norm is
 * convex (Boyd and Vandenberghe, Convex Optimization, §3.2.4).
 */
final class AffineParts {

  private static final String NAME = "gradus u";

  private final List<Expr.Sym> variables;
  private final Typing typing;
  private final Map<Expr, Expr> parts = new LinkedHashMap<>();
  private boolean open;

  private AffineParts(List<Expr.Sym> variables, Typing typing) {
    this.variables = variables;
    this.typing = typing;
  }

  /** @param variables the u */
  record Found(Expr function, List<Expr.Sym> variables) {}

  /** Null where the vectors stand in it in other ways. */
  static Found of(Expr function, List<Expr.Sym> variables, Typing typing) {
    var search = new AffineParts(variables, typing);
    var f = search.replaced(function, Set.of());
    var names = new LinkedHashSet<Expr.Sym>();
    search.parts.values().forEach(p -> names.add((Expr.Sym) (p instanceof Expr.Indexed x ? Exprs.sym(x.base()) : p)));
    return search.open || names.isEmpty() ? null : new Found(f, List.copyOf(names));
  }

  private Expr replaced(Expr e, Set<Expr.Sym> bound) {
    if (open || variables.stream().noneMatch(v -> ConvexDomain.mentions(e, v))) {
      return e;
    }
    if (isNumber(e) && ConvexDomain.isAffine(e, variables)) {
      return part(e, bound);
    }
    var squared = squared(e);
    if (squared != null && ConvexDomain.isAffine(squared, variables)) {
      return Exprs.pow(part(norm(squared, Exprs.TWO), bound), Exprs.TWO);
    }
    return switch (e) {
      case Expr.Call c when (c.is("norm") || c.is("norm_p") && isAtLeastOne(c.args().get(1))) && ConvexDomain.isAffine(c.args().get(0), variables) ->
          Exprs.call("abs", part(norm(c.args().get(0), c.is("norm") ? Exprs.TWO : c.args().get(1)), bound));
      case Expr.Call c when c.function().scalar() -> Trees.map(c, x -> replaced(x, bound));
      case Expr.Add _, Expr.Mul _, Expr.Pow _ -> Trees.map(e, x -> replaced(x, bound));
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM && variables.stream().noneMatch(v -> b.upper() != null && ConvexDomain.mentions(b.upper(), v)) -> {
        var inner = new LinkedHashSet<>(bound);
        inner.add(b.index());
        yield Exprs.sum(replaced(b.body(), inner), b.index(), b.lower(), b.upper());
      }
      default -> {
        open = true;
        yield e;
      }
    };
  }

  private boolean isNumber(Expr e) {
    var s = Tensors.shape(e, typing);
    return s != null && s.isScalar();
  }

  private static Expr norm(Expr v, Expr p) {
    return Exprs.call("norm_p", v, p);
  }

  private static boolean isAtLeastOne(Expr p) {
    return p instanceof Expr.Num n && n.value().compareTo(Rational.ONE) >= 0 || p.equals(Exprs.INFINITY);
  }

  /** The v of ‖v‖², vᵀv and v·v; null for anything else. */
  private static Expr squared(Expr e) {
    return switch (e) {
      case Expr.Call c when c.is("normsq") -> c.arg();
      case Expr.Call c when c.is("dot") && c.args().get(0).equals(c.args().get(1)) -> c.args().get(0);
      case Expr.Call c when c.is("matmul") && c.args().size() == 2 && Exprs.call("transpose", c.args().get(1)).equals(c.args().get(0)) -> c.args().get(1);
      default -> null;
    };
  }

  /** The number that stands for the part, one of its own for every value of the indices in it. */
  private Expr part(Expr e, Set<Expr.Sym> bound) {
    var free = Trees.freeSymbols(e);
    var indices = new ArrayList<Expr>(bound.stream().filter(free::contains).toList());
    return parts.computeIfAbsent(e, _ -> indices.isEmpty() ? Exprs.sym(NAME + parts.size()) : Exprs.indexed(NAME + parts.size(), indices, List.of()));
  }
}
