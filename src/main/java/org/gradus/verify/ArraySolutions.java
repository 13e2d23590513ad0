package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/**
 * Equations between vectors and matrices, and what they are solved for: a linear system and its solution, an equation
 * and a multiple of it.
 */
final class ArraySolutions {

  private static final String UNDECIDED = "equations between vectors are decided only where they are linear systems with an inverse, or multiples of each other";

  private final Tensors tensors;
  private final Typing.Layout layout;
  private final Assumed assumed;
  private final Claim.Step step;

  ArraySolutions(Tensors tensors, Typing.Layout layout, Claim.Step step, Assumed assumed) {
    this.tensors = tensors;
    this.layout = layout;
    this.step = step;
    this.assumed = assumed;
  }

  Judgement judge() {
    var before = equation(step.solution().before());
    var after = equation(step.solution().after());
    if (before == null || after == null) {
      return Judgement.undecided(UNDECIDED);
    }
    var difference = difference(before);
    var claimed = difference(after);
    for (var factor : factors()) { // one is a multiple of the other
      var p = equal(difference, Exprs.mul(factor, claimed));
      if (p != null) {
        return Judgement.proved("one equation is a multiple of the other", p.conditions()).certifiedBy(subject(before, after));
      }
    }
    if (after.lhs() instanceof Expr.Sym x && !Trees.freeSymbols(after.rhs()).contains(x)) {
      for (var m : inverted(after.rhs())) {
        for (var factor : factors()) { // A·x − b = c·M(x − M⁻¹…): M has an inverse
          var p = equal(difference, Exprs.call("matmul", Exprs.mul(factor, m), claimed));
          if (p != null) {
            return Judgement.proved("the value solves the equation, and the inverse makes it the only one", p.conditions())
                .certifiedBy(subject(before, after));
          }
        }
      }
      var p = equal(Trees.substitute(before.lhs(), x, after.rhs()), Trees.substitute(before.rhs(), x, after.rhs()));
      if (p != null) {
        return Judgement.undecided("the value solves the equation; whether it is the only solution was not decided");
      }
    }
    return Judgement.undecided(UNDECIDED);
  }

  /** Only where each statement is one equation. */
  private Certificates.Subject subject(Expr.Rel before, Expr.Rel after) {
    if (!before.equals(step.solution().before()) || !after.equals(step.solution().after())) {
      return null;
    }
    var sizes = Sizes.of(List.of(before.lhs(), before.rhs(), after.lhs(), after.rhs()), assumed.relations(), step.setting().arrays(), layout);
    if (!sizes.fits()) {
      return null;
    }
    var s = sizes.sides();
    return ArrayEquationCertificates.subject((Expr.Rel) Exprs.rel(RelOp.EQ, s.get(0), s.get(1)), (Expr.Rel) Exprs.rel(RelOp.EQ, s.get(2), s.get(3)), sizes.typing());
  }

  /** The equation; of several that hold together the last, which says what the others are to be. */
  private static Expr.Rel equation(Expr e) {
    return switch (e) {
      case Expr.Rel r when r.op() == RelOp.EQ -> r;
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND && l.args().getLast() instanceof Expr.Rel r && r.op() == RelOp.EQ
          && Exprs.isZero(r.rhs()) -> r;
      default -> null;
    };
  }

  private static Expr difference(Expr.Rel r) {
    return Exprs.isZero(r.rhs()) ? r.lhs() : Exprs.isZero(r.lhs()) ? r.rhs() : Exprs.add(r.lhs(), Exprs.neg(r.rhs()));
  }

  /** Numbers and sizes that an equation is usually divided by; none of them is 0. */
  private List<Expr> factors() {
    var all = new ArrayList<Expr>();
    for (var n : List.of(Exprs.ONE, Exprs.TWO, Exprs.pow(Exprs.TWO, -1))) {
      all.add(n);
      all.add(Exprs.neg(n));
      for (var size : sizes()) {
        all.add(Exprs.div(n, size));
        all.add(Exprs.neg(Exprs.div(n, size)));
      }
    }
    return all;
  }

  private Set<Expr> sizes() {
    var found = new LinkedHashSet<Expr>();
    for (var e : List.of(step.solution().before(), step.solution().after())) {
      Trees.freeSymbols(e).stream().filter(s -> step.setting().arrays().isSize(s.name())).forEach(found::add);
    }
    return found;
  }

  private static List<Expr> inverted(Expr e) {
    var found = new ArrayList<Expr>();
    Trees.any(e, x -> x instanceof Expr.Call c && c.is("inverse") && found.add(c.arg()) && false);
    return found;
  }

  private Outcome.Proved equal(Expr l, Expr r) {
    var sizes = Sizes.of(List.of(l, r), assumed.relations(), step.setting().arrays(), layout);
    return sizes.fits() && tensors.equal(sizes.sides().get(0), sizes.sides().get(1), sizes.typing(), assumed.relations())
        instanceof Outcome.Proved p ? p : null;
  }
}
