package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * What is left to be proved: {@code lhs op rhs} wherever both sides are defined and the known relations hold.
 *
 * @param choices disjunctions of which one part each holds
 * @param open the variable of a derivative: points on a border that depends on it are left out; else null
 */
public record Goal(RelOp op, Expr lhs, Expr rhs, List<Expr.Rel> known, List<Expr.Logic> choices, Expr open) {

  public Goal {
    known = List.copyOf(known);
    choices = List.copyOf(choices);
  }

  /** The assumptions taken apart: relations, and disjunctions. */
  public static Goal of(RelOp op, Expr lhs, Expr rhs, List<Expr> assumptions, Expr open) {
    var known = new ArrayList<Expr.Rel>();
    var choices = new ArrayList<Expr.Logic>();
    assumptions.forEach(a -> takeApart(a, known, choices));
    return new Goal(op, lhs, rhs, known, choices, open);
  }

  private static void takeApart(Expr a, List<Expr.Rel> known, List<Expr.Logic> choices) {
    switch (a) {
      case Expr.Rel r when r.op() != RelOp.APPROX -> known.add(r);
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().forEach(x -> takeApart(x, known, choices));
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> choices.add(l);
      default -> { } // what is not used does no harm
    }
  }

  /** The goal under the k-th alternative of a choice, a value of a variable; null if that is none. */
  public Goal put(int choice, int k) {
    if (!(choices.get(choice).args().get(k) instanceof Expr.Rel r) || r.op() != RelOp.EQ || !(r.lhs() instanceof Expr.Sym)
        || !Trees.freeSymbols(r.rhs()).isEmpty()) {
      return null;
    }
    var rest = new ArrayList<>(choices);
    rest.remove(choice);
    return new Goal(op, lhs, rhs, known, rest, open).substitute(Map.of(r.lhs(), r.rhs()));
  }

  Goal sides(Expr l, Expr r) {
    return new Goal(op, l, r, known, choices, open);
  }

  public Goal with(Expr.Rel fact) {
    var more = new ArrayList<>(known);
    more.add(fact);
    return new Goal(op, lhs, rhs, more, choices, open);
  }

  /** u < c and −u < c where |u| < c is the goal; null for another one. */
  public List<Goal> halves() {
    return lhs instanceof Expr.Call c && c.is("abs") && (op == RelOp.LT || op == RelOp.LE)
        ? List.of(sides(c.arg(), rhs), sides(negated(c.arg()), rhs)) : null;
  }

  /** −e, of a sum term by term. */
  private static Expr negated(Expr e) {
    return e instanceof Expr.Add a ? Exprs.add(a.args().stream().map(Exprs::neg).toList()) : Exprs.neg(e);
  }

  /** With what a known relation says of its parts, where it is one between a value and |u|, or e^u and 1. */
  public Goal apart(int i) {
    return with(Steps.apart(known.get(i)));
  }

  Goal with(List<Expr.Rel> facts) {
    var more = new ArrayList<>(known);
    more.addAll(facts);
    return new Goal(op, lhs, rhs, more, choices, open);
  }

  public Goal substitute(Map<Expr, Expr> map) {
    return new Goal(op, Trees.substitute(lhs, map), Trees.substitute(rhs, map),
        known.stream().map(r -> (Expr.Rel) Trees.substitute(r, map)).toList(),
        choices.stream().map(c -> (Expr.Logic) Trees.substitute(c, map)).toList(), open);
  }

  /** With a part of the sides replaced by another expression. */
  public Goal rewritten(Expr part, Expr as) {
    return sides(Trees.substitute(lhs, Map.of(part, as)), Trees.substitute(rhs, Map.of(part, as)));
  }

  public Goal expanded() {
    return sides(Expand.of(lhs), Expand.of(rhs));
  }

  /** The known relations and those that hold wherever both sides are defined. */
  public List<Expr.Rel> facts() {
    var all = new ArrayList<>(known);
    all.addAll(Defined.of(lhs, rhs));
    return all;
  }

  /** The case distinction that decides which value a side has, or null; its first condition has none of its own. */
  public Expr.Cases cases() {
    var left = cases(lhs);
    return left != null ? left : cases(rhs);
  }

  private static Expr.Cases cases(Expr e) {
    if (e instanceof Expr.Big || e instanceof Expr.Integral) {
      return null;
    }
    if (e instanceof Expr.Cases c) {
      var inner = cases(c.conditions().get(0));
      return inner != null ? inner : c;
    }
    for (var child : Trees.children(e)) {
      var found = cases(child);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The goal where the first condition of the cases holds, or fails; null where the side is then undefined. */
  public Goal chosen(Expr.Cases c, boolean first) {
    int n = c.conditions().size();
    var by = first ? c.values().get(0) : n == 1 ? c.otherwise()
        : Exprs.cases(c.conditions().subList(1, n), c.values().subList(1, n), c.otherwise());
    return by == null ? null : sides(Trees.substitute(lhs, Map.of(c, by)), Trees.substitute(rhs, Map.of(c, by)));
  }

  /** Whether a point at which u is undefined is one at which a side is. */
  public boolean defines(Expr u) {
    var facts = facts();
    var c = cases();
    if (c != null && Trees.any(c.conditions().get(0), x -> x instanceof Expr.Rel r && Exprs.sub(r.lhs(), r.rhs()).equals(u))) {
      return true;
    }
    return total(u) && Defined.of(u).stream().allMatch(r -> facts.contains(r)
        || Shape.implies(facts, Exprs.sub(r.lhs(), r.rhs()), r.op()));
  }

  private boolean total(Expr e) {
    boolean own = switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Const c -> !c.equals(Exprs.INFINITY);
      case Expr.Pow p -> p.exponent() instanceof Expr.Num || Shape.of(facts(), p.base()) == Shape.PLUS;
      case Expr.Call c -> List.of("exp", "log", "sin", "cos", "atan", "asin", "erf", "abs", "sign", "floor")
          .contains(c.function().name());
      default -> false;
    };
    return own ? Trees.children(e).stream().allMatch(this::total) : Presence.occurs(lhs, e) || Presence.occurs(rhs, e);
  }
}
