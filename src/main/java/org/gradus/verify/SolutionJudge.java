package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Implications;
import org.gradus.certificate.Rejected;
import org.gradus.claim.Solution;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Implication;

/** Decides whether a line has the same solutions as the equation before it. */
final class SolutionJudge {

  private static final Set<String> SCALES = Set.of("sigma", "tau", "s", "r", "a", "c", "h", "R", "T", "eta", "lambda", "alpha", "beta",
      "gamma", "rho", "delta", "epsilon", "kappa");

  private final Judge judge;

  SolutionJudge(Judge judge) {
    this.judge = judge;
  }

  /** @param fixed values that are assumed: what fails elsewhere is no counterexample */
  Judgement judge(Solution s, FixedLater fixed, Assumed assumed) {
    var j = judge(s, assumed);
    if (j.isRefuted() && s.tie() != Solution.Tie.ARROW) {
      var scale = scale(s);
      var positive = scale == null ? null : judge(s, new Assumed(Stream.concat(assumed.relations().stream(),
          Stream.of(Exprs.rel(RelOp.GT, scale, Exprs.ZERO))).toList(), assumed.integers()));
      if (positive != null && positive.isProved()) {
        return Judgement.undecided("it holds only where " + scale + " > 0, and nothing says that it is").withHoldsIf(List.of(scale + " > 0"));
      }
    }
    j = tied(s, j, assumed);
    var names = Trees.freeSymbols(Exprs.and(List.of(s.before(), s.after())));
    if (!j.isRefuted() || fixed.values().keySet().stream().noneMatch(names::contains)) {
      return j;
    }
    var here = new Solution(Trees.substitute(Derivatives.carryOut(s.before()), fixed.values()),
        Trees.substitute(Derivatives.carryOut(s.after()), fixed.values()), s.arrow(), s.tie());
    return Trees.freeSymbols(here.before()).isEmpty() || Trees.freeSymbols(here.after()).isEmpty()
        ? Judgement.undecided("it fails, but not where what is assumed holds") : judge(here, assumed);
  }

  /** What fails is refuted only as far as the words say that the one equation solves the other. */
  private Judgement tied(Solution s, Judgement j, Assumed assumed) {
    if (j.isProved() && isOfNothing(s, assumed)) {
      return Judgement.undecided("the first equation has no solution, and from it everything follows");
    }
    if (!j.isRefuted() || s.tie() == Solution.Tie.ARROW || s.tie() == Solution.Tie.GOES_ON) {
      return j;
    }
    if (s.tie() == Solution.Tie.PERHAPS) {
      return Judgement.undecided("it does not have the solutions of the equation before it, and the words leave open whether it is to solve that one");
    }
    boolean some = !certain(s, assumed).isRefuted();
    return some ? Judgement.undecided("there are other solutions too; whether all of them are meant is not said") : j;
  }

  /** Whether nothing solves the first equation, so that any other follows, and the second is not only another form of it. */
  private boolean isOfNothing(Solution s, Assumed assumed) {
    var before = Derivatives.carryOut(s.before());
    return !Equivalence.isSameForm(before, Derivatives.carryOut(s.after()), assumed, judge)
        && new Implication(Requests.ORACLE, Requests.KERNEL, assumed.relations()).holds(before, Exprs.rel(RelOp.EQ, Exprs.ONE, Exprs.ZERO));
  }

  /** Whether each value is a solution. */
  private Judgement certain(Solution s, Assumed assumed) {
    return judge(new Solution(s.after(), s.before(), Solution.Arrow.IMPLIES, Solution.Tie.GOES_ON), assumed);
  }

  /** What an unmarked line solves for, if its letter is one of deviations, widths and rates, which are positive unless somebody says otherwise. */
  private static Expr scale(Solution s) {
    return s.after() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym v && !Trees.freeSymbols(r.rhs()).isEmpty()
        && SCALES.contains(v.name().replaceFirst("_.*|hat$|bar$|tilde$", "")) ? v : null;
  }

  private Judgement judge(Solution s, Assumed assumed) {
    var before = Derivatives.carryOut(s.before());
    var after = Derivatives.carryOut(s.after());
    if (s.arrow() == Solution.Arrow.MAY_FOLLOW) {
      return certified(Equivalence.follows(before, after, assumed, judge), new Claim.Implication(before, after, assumed.relations()), assumed);
    }
    var sums = DataSums.of(before, after, restricted(assumed));
    if (sums != null) {
      var known = sums.with(assumed);
      var j = decided(s, sums.before(), sums.after(), known);
      if (j.isProved() && sums.count() == null) {
        return j;
      }
      if (j.isProved()) {
        var conditions = new ArrayList<>(j.conditions());
        conditions.addAll(sums.means());
        return Judgement.proved(j.method(), conditions);
      }
      if (!sums.free()) {
        j = sums.open() ? null : decided(s, sums.withRanges().get(0), sums.withRanges().get(1), assumed); // for data of small sizes
      }
      var factor = j == null || j.isProved() || sums.open() ? null : factor(sums.before(), sums.after(), known);
      return j == null ? Judgement.undecided("over what is the sum taken? Write its range")
          : factor == null ? j : unlessZero(Trees.substitute(factor, sums.sums()));
    }
    return decided(s, before, after, assumed);
  }

  /** The names of families of which something is assumed. */
  private static Set<String> restricted(Assumed assumed) {
    var all = new HashSet<String>();
    assumed.relations().forEach(r -> Trees.any(r, x -> x instanceof Expr.Indexed i ? all.add(i.base()) && false : x instanceof Expr.Sym v && all.add(v.name()) && false));
    return all;
  }

  private Judgement decided(Solution s, Expr before, Expr after, Assumed assumed) {
    var judgement = compared(s, before, after, assumed);
    var factor = judgement.isRefuted() ? factor(before, after, assumed) : null;
    if (factor == null && judgement.isRefuted()) {
      var divisor = divisor(after);
      factor = divisor != null && isSolution(before, after, nonzero(divisor, assumed)) ? divisor : null;
    }
    return factor == null ? judgement : unlessZero(factor);
  }

  /** Whether no solution is lost, and the value put into the first equation makes it an identity. */
  private boolean isSolution(Expr before, Expr after, Assumed assumed) {
    var value = (Expr.Rel) after;
    return Trees.substitute(before, value.lhs(), value.rhs()) instanceof Expr.Rel r && r.op() == RelOp.EQ
        && judge.relation(RelOp.EQ, r.lhs(), r.rhs(), assumed).isProved() && Equivalence.implies(before, after, assumed, judge).isProved();
  }

  private static Assumed nonzero(Expr divisor, Assumed assumed) {
    var relations = new ArrayList<>(assumed.relations());
    relations.add(Exprs.rel(RelOp.NE, divisor, Exprs.ZERO));
    return new Assumed(relations, assumed.integers());
  }

  /** What the claimed value is divided by; null if it has its value anyway. */
  private static Expr divisor(Expr after) {
    if (!(after instanceof Expr.Rel r) || r.op() != RelOp.EQ || !(r.lhs() instanceof Expr.Sym x)) {
      return null;
    }
    var factors = (r.rhs() instanceof Expr.Mul m ? m.args() : List.of(r.rhs())).stream()
        .filter(f -> f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0).map(f -> ((Expr.Pow) f).base()).toList();
    var product = factors.stream().reduce(Exprs.ONE, Exprs::mul);
    return Trees.freeSymbols(product).isEmpty() || Trees.freeSymbols(product).contains(x) ? null : product;
  }

  private static Judgement unlessZero(Expr factor) {
    return Judgement.undecided("it holds only where " + factor + " is not 0, and nothing says that it is not").withHoldsIf(List.of(factor + " != 0"));
  }

  /**
   * The coefficient that an equation, linear in what it is solved for, is divided by: where it vanishes every value is a
   * solution, or none. Null if the solution is not the one of the equation.
   */
  private Expr factor(Expr before, Expr after, Assumed assumed) {
    if (!(before instanceof Expr.Rel p && after instanceof Expr.Rel q && p.op() == RelOp.EQ && q.op() == RelOp.EQ
        && q.lhs() instanceof Expr.Sym x && !Trees.freeSymbols(q.rhs()).contains(x))) {
      return null;
    }
    try {
      var difference = Exprs.sub(p.lhs(), p.rhs());
      var factor = Derivatives.carryOut(Exprs.diff(difference, x, 1));
      boolean parameters = !Trees.freeSymbols(factor).isEmpty() && !Trees.freeSymbols(factor).contains(x);
      return parameters && judge.relation(RelOp.EQ, difference, Exprs.mul(factor, Exprs.sub(x, q.rhs())), assumed).isProved() ? factor : null;
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  private Judgement compared(Solution s, Expr before, Expr after, Assumed assumed) {
    var compared = Equivalence.compare(before, after, assumed, judge);
    if (s.arrow() == Solution.Arrow.IMPLIES && compared.outcome() != Equivalence.Outcome.EQUIVALENT) {
      return certified(compared.outcome() == Equivalence.Outcome.GAINS
          ? Judgement.proved("no solution is lost; some are gained", List.of())
          : Equivalence.implies(before, after, assumed, judge), new Claim.Implication(before, after, assumed.relations()), assumed);
    }
    return s.unmarked() && compared.outcome() == Equivalence.Outcome.DIFFERENT && mayBeSystem(before, after)
        ? Judgement.undecided("neither equation follows from the other; if both are to hold they are a system")
        : certified(compared.judgement(), new Claim.Equations(before, after, assumed.relations()), assumed);
  }

  /** With the claim that a certificate is to be about, where it speaks of numbers. */
  static Judgement certified(Judgement j, Claim claim, Assumed assumed) {
    if (!j.isProved()) {
      return j;
    }
    try {
      var sides = new ArrayList<Expr>();
      for (var statement : claim instanceof Claim.Implication i ? List.of(i.before(), i.after())
          : claim instanceof Claim.Equations e ? List.of(e.before(), e.after()) : List.<Expr>of()) {
        Implications.relations(statement).forEach(r -> sides.addAll(List.of(r.lhs(), r.rhs())));
      }
      return Sampler.definedPoint(sides, Judge.domain(sides, assumed)).map(p -> j.certifiedBy(new Certificates.Subject(claim, p.values()))).orElse(j);
    } catch (Rejected _) {
      return j;
    }
  }

  /** Two equations with 0 on one side and several unknowns: one below the other they may be meant to hold together. */
  private static boolean mayBeSystem(Expr before, Expr after) {
    var common = Trees.freeSymbols(before);
    common.retainAll(Trees.freeSymbols(after));
    return common.size() > 1 && zeroOnOneSide(before) && zeroOnOneSide(after);
  }

  private static boolean zeroOnOneSide(Expr e) {
    return e instanceof Expr.Rel r && (Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs()));
  }
}
