package org.gradus.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.tensor.Typing;
import org.gradus.verify.Assumed;
import org.gradus.verify.Judgement;
import org.gradus.verify.StepJudge;

/**
 * A step of a document with vectors, matrices or families of numbers, whose right side is altered.
 *
 * @param origin where it is from, for the report
 * @param claim the step as the document claims it
 * @param typing the shapes of its names
 */
record ArrayStep(String origin, Claim.Step claim, Typing typing, StepJudge judge) {

  ArrayStep with(Expr lhs, Expr rhs) {
    return new ArrayStep(origin, new Claim.Step(claim.place(), claim.written(), claim.kind(), claim.op(), lhs, rhs, null, List.of(), claim.setting(), null,
        null, null, null, null, claim.implicit(), List.of()), typing, judge);
  }

  ArrayStep with(Expr rhs) {
    return with(claim.lhs(), rhs);
  }

  ArrayStep with(Typing other) {
    return new ArrayStep(origin, claim, other, judge);
  }

  Judgement judged() {
    return judge.judge(claim);
  }

  Assumed assumed() {
    return Assumed.of(claim.setting());
  }

  /** What is assumed, values that are put in after derivatives have been carried out ({@code y = 1}) among it. */
  List<Expr> facts() {
    var all = new ArrayList<>(assumed().relations());
    Stream.of(claim.setting().domains(), claim.setting().assumptions()).flatMap(List::stream).map(Assumption::relation)
        .filter(r -> r instanceof Expr.Rel e && e.op() == RelOp.EQ && e.lhs() instanceof Expr.Sym && !all.contains(r)).forEach(all::add);
    return all;
  }

  @Override
  public String toString() {
    return claim.lhs() + " " + claim.op().plain() + " " + claim.rhs() + (assumed().relations().isEmpty() ? "" : "   for " + assumed().relations());
  }
}
