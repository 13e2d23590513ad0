package org.gradus.verify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gradus.certificate.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Implication;
import org.gradus.proof.OrderImplication;
import org.gradus.proof.Solver;

/**
 * Compares the real solutions of two equations (or alternatives of equations). Proved where both have the same finite
 * set of solutions, found exactly, or where one left side is a nowhere vanishing multiple of the other; refuted by a
 * solution of the one that provably does not satisfy the other.
 */
final class Equivalence {

  /** What was found out. */
  enum Outcome { EQUIVALENT, GAINS, LOSES, DIFFERENT, UNKNOWN }

  private static final List<Expr> FACTORS = List.of(Exprs.ONE, Exprs.MINUS_ONE, Exprs.TWO, Exprs.num(-2), Exprs.HALF, Exprs.num(4), Exprs.num(3));

  private Equivalence() {}

  static Answer answer(Request r, Judge judge) {
    var before = Requests.expr(r, "lhs");
    var after = Requests.expr(r, "rhs");
    var assumed = Requests.assumed(r);
    var result = compare(before, after, assumed, judge);
    var relation = result.outcome() == Outcome.UNKNOWN ? null : result.outcome().name().toLowerCase(Locale.ROOT);
    var j = SolutionJudge.certified(result.judgement(), new Claim.Equations(before, after, assumed.relations()), assumed);
    return new Answer(r.id(), j.verdict(), null, j.method(), j.conditions(), List.of(), j.counterexample(), j.reason(),
        relation, null, Map.of()).about(j.certifiable());
  }

  /** The verdict on the claim that every solution of the first is one of the second. */
  static Judgement implies(Expr before, Expr after, Assumed assumed, Judge judge) {
    var implication = new Implication(Requests.ORACLE, Requests.KERNEL, assumed.relations());
    if (before.equals(after) || multiple(before, after, assumed, judge).isPresent() || implication.holds(before, after)) {
      return Judgement.proved("solved and put in", List.of());
    }
    if (new OrderImplication(Requests.KERNEL, Requests.ORACLE, assumed.relations()).holds(before, after)) {
      return Judgement.proved("follows", List.of());
    }
    var lost = new SolutionWitness(assumed, judge, implication).whereFormulasAreDefined().of(before, after);
    return lost == null ? Judgement.undecided("the equations could not be solved for their variables")
        : Judgement.refuted("a solution that is lost", new Counterexample(lost, "a solution", "not a solution"));
  }

  /** Whether an equation follows from others that have a solution; UNDECIDED also where it certainly does not. */
  static Judgement follows(Expr before, Expr after, Assumed assumed, Judge judge) {
    var implication = new Implication(Requests.ORACLE, Requests.KERNEL, assumed.relations());
    return implication.holds(before, after) && new SolutionWitness(assumed, judge, implication).solution(before) != null
        ? Judgement.proved("follows from the equations above", List.of())
        : Judgement.undecided("does not follow from the equations above: an equation of its own");
  }

  /** The comparison and the verdict on the claim that both have the same solutions. */
  record Result(Outcome outcome, Judgement judgement) {}

  static Result compare(Expr before, Expr after, Assumed assumed, Judge judge) {
    if (before.equals(after)) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved("the same equation", List.of()));
    }
    var multiple = multiple(before, after, assumed, judge);
    if (multiple.isPresent()) {
      return new Result(Outcome.EQUIVALENT, multiple.get());
    }
    var general = bySolving(before, after, assumed, judge);
    return general != null ? general : open("the equations could not be solved for their variables");
  }

  /** Whether the two are the same equation, up to a factor that is nowhere 0. */
  static boolean isSameForm(Expr before, Expr after, Assumed assumed, Judge judge) {
    return before.equals(after) || before instanceof Expr.Rel p && after instanceof Expr.Rel q && p.op() == RelOp.EQ && q.op() == RelOp.EQ
        && FACTORS.stream().anyMatch(c -> judge.relation(RelOp.EQ, Exprs.sub(p.lhs(), p.rhs()), Exprs.mul(c, Exprs.sub(q.lhs(), q.rhs())), assumed).isProved());
  }

  /** Each solved and put into the other; else a solution of one is looked for that fails in the other. */
  private static Result bySolving(Expr before, Expr after, Assumed assumed, Judge judge) {
    var implication = new Implication(Requests.ORACLE, Requests.KERNEL, assumed.relations());
    boolean forth = implication.holds(before, after);
    boolean back = implication.holds(after, before);
    boolean solved = forth && back;
    var order = new OrderImplication(Requests.KERNEL, Requests.ORACLE, assumed.relations());
    forth = forth || order.holds(before, after);
    back = back || order.holds(after, before);
    if (forth && back) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved(
          solved ? "each solved and put into the other" : "each follows from the other", List.of()));
    }
    var witnesses = new SolutionWitness(assumed, judge, implication);
    var line = onTheLine(before, after, assumed, witnesses);
    if (line != null) {
      return line;
    }
    var lost = forth ? null : witnesses.of(before, after);
    var gained = back ? null : witnesses.of(after, before);
    if (lost == null && gained == null) {
      return null;
    }
    var outcome = lost != null && gained != null ? Outcome.DIFFERENT : forth ? Outcome.GAINS : back ? Outcome.LOSES
        : Outcome.UNKNOWN;
    return new Result(outcome, Judgement.refuted("a solution of one equation that does not satisfy the other",
        new Counterexample(lost != null ? lost : gained, lost != null ? "a solution" : "not a solution",
            lost != null ? "not a solution" : "a solution")));
  }

  /** One unknown: decided between the points where a relation can change its truth. */
  private static Result onTheLine(Expr before, Expr after, Assumed assumed, SolutionWitness witnesses) {
    var symbols = Trees.freeSymbols(Exprs.and(List.of(before, after)));
    if (symbols.size() != 1) {
      return null;
    }
    var x = symbols.iterator().next();
    var d = OnTheLine.compare(before, after, x, assumed, witnesses);
    if (d == null) {
      return null;
    }
    boolean loses = !d.lost().isEmpty();
    if (!loses && d.gained().isEmpty()) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved("the same truth on every piece of the line", List.of()));
    }
    var outcome = loses && !d.gained().isEmpty() ? Outcome.DIFFERENT : loses ? Outcome.LOSES : Outcome.GAINS;
    var point = Map.of(x.name(), (loses ? d.lost() : d.gained()).getFirst().toString());
    return new Result(outcome, Judgement.refuted("a solution of one that does not satisfy the other",
        new Counterexample(point, loses ? "a solution" : "not a solution", loses ? "not a solution" : "a solution")));
  }

  private static Result open(String reason) {
    return new Result(Outcome.UNKNOWN, Judgement.undecided(reason));
  }

  /** u = 0 and c·u = 0 for a constant c ≠ 0, both sides defined at the same points. */
  private static Optional<Judgement> multiple(Expr before, Expr after, Assumed assumed, Judge judge) {
    if (!(before instanceof Expr.Rel p && after instanceof Expr.Rel q && p.op() == RelOp.EQ && q.op() == RelOp.EQ)) {
      return Optional.empty();
    }
    var u = Exprs.sub(p.lhs(), p.rhs());
    var v = Exprs.sub(q.lhs(), q.rhs());
    for (var c : FACTORS) {
      if (!Solver.polynomial(u) || !Solver.polynomial(v)) {
        break;
      }
      var same = judge.relation(RelOp.EQ, u, Exprs.mul(c, v), assumed);
      if (same.isProved() && same.conditions().isEmpty()) {
        return Optional.of(Judgement.proved("the difference of the sides is the same up to a factor", List.of()));
      }
    }
    return Optional.empty();
  }
}
