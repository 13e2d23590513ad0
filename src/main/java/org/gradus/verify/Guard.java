package org.gradus.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * What a verdict needs besides the kernel's answer: a proof names the assumptions that it used, and a counterexample counts only
 * where the document leaves no doubt about what is meant.
 */
final class Guard {

  /** Judges the two sides of a step as a relation. */
  interface Relations {
    Judgement of(Claim.Step s, Expr lhs, Expr rhs, Assumed assumed);
  }

  /** Functions whose argument nobody takes for positive. */
  private static final Set<String> ACTIVATIONS = Set.of("sigmoid", "tanh", "softplus", "relu", "erf", "silu", "gelu", "elu",
      "mish", "softsign", "sin", "cos", "atan", "Phi", "logsigmoid");
  /** Of more assumptions all count as used, unless none is. */
  private static final int MAX_ASSUMPTIONS = 8;

  private final Judge judge;
  private final Relations relations;

  Guard(Judge judge, Relations relations) {
    this.judge = judge;
    this.relations = relations;
  }

  /** What no counterexample may do, and what the words left unsaid. */
  Judgement check(Claim.Step s, Judgement j, Assumed assumed) {
    if (j.isProved()) {
      return withUsed(s, j, relations);
    }
    if (!j.isRefuted()) {
      return j;
    }
    var names = StepNames.free(s);
    var unknown = StepNames.unknown(s);
    if (unknown != null) {
      return Judgement.undecided(unknown);
    }
    if (s.solution() != null) {
      return isRounded(s, j) ? Judgement.undecided("a rounded solution satisfies no equation exactly") : j;
    }
    if (s.written().text() != null && s.op() == RelOp.NE) {
      return Judgement.undecided("read as written it does not hold, but words leave open what exactly is meant");
    }
    if (s.lhs() != null && s.rhs() != null && s.op() != RelOp.EQ && s.op() != RelOp.APPROX && !ClaimVerifier.hasLimit(s.lhs()) && !ClaimVerifier.hasLimit(s.rhs())) {
      return usualDomain(s, j, assumed, names);
    }
    if (s.written().text() != null && !s.written().text().startsWith("claim ")) {
      return Judgement.undecided("read as written it does not hold, but words leave open what exactly is meant");
    }
    var unclear = unclear(s, j, assumed);
    if (unclear != null) {
      return Judgement.undecided(unclear);
    }
    if (s.op() == RelOp.EQ && s.lhs() != null) {
      var holds = judge.missingAssumption(RelOp.EQ, ClaimVerifier.carried(s.lhs()), ClaimVerifier.carried(s.rhs()), assumed);
      if (holds.isPresent()) {
        var name = holds.get().getFirst().split(" ")[0];
        return s.setting().says(name) || tellsApart(s, name) ? j.withHoldsIf(holds.get())
            : Judgement.undecided("it does not hold for " + (name.matches("\\w+") ? "every real " + name : "all values of " + name.replace("+", " and "))).withHoldsIf(holds.get());
      }
    }
    return j;
  }

  /** Whether the step is written by cases in which the name lies here or there: then it is meant for all of them. */
  private static boolean tellsApart(Claim.Step s, String name) {
    return s.written().latex() != null && s.written().latex().contains("{cases}") && Trees.any(Exprs.add(s.lhs(), s.rhs()),
        e -> e instanceof Expr.Cases c && c.conditions().stream().anyMatch(a -> Trees.freeSymbols(a).equals(Set.of(Exprs.sym(name)))));
  }

  /** A proof with the assumptions that it used, which shows when they are left out and the step is judged again. */
  static Judgement withUsed(Claim.Step s, Judgement j, Relations again) {
    var used = new ArrayList<>(j.conditions());
    needed(s, j, again).stream().map(Assumption::words).filter(w -> w != null).forEach(used::add);
    return j.withConditions(List.copyOf(new LinkedHashSet<>(used)));
  }

  /** The assumptions without which the step is not proved, or only under more conditions. */
  private static List<Assumption> needed(Claim.Step s, Judgement j, Relations again) {
    var all = s.setting().assumptions();
    if (all.isEmpty() || s.lhs() == null || s.rhs() == null || s.op() == null || s.solution() != null
        || s.property() != null || s.proposition() != null || ClaimVerifier.hasLimit(s.lhs()) || ClaimVerifier.hasLimit(s.rhs())) {
      return all;
    }
    var near = StepNames.assumed(s);
    all = all.stream().filter(a -> a.relation() == null || FixedLater.fixes(a) || near.speaksOf(a.relation())).toList();
    var said = all.stream().filter(a -> a.words() != null).toList();
    var kept = new ArrayList<>(all);
    kept.removeAll(said);
    if (holdsUnder(kept, s, j, again)) {
      return List.of();
    }
    kept = new ArrayList<>(all);
    for (var a : said.size() > MAX_ASSUMPTIONS ? List.<Assumption>of() : said) {
      var fewer = new ArrayList<>(kept);
      fewer.remove(a);
      if (holdsUnder(fewer, s, j, again)) {
        kept = fewer;
      }
    }
    return kept;
  }

  private static boolean holdsUnder(List<Assumption> assumptions, Claim.Step s, Judgement j, Relations judge) {
    var setting = s.setting().under(assumptions);
    var step = new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), null, List.of(), setting,
        null, null, null, null, s.expectation(), s.implicit(), s.notes());
    var again = judge.of(step, s.lhs(), s.rhs(), StepNames.assumed(step));
    return again.isProved() && j.conditions().containsAll(again.conditions());
  }

  /** Whether the solution is a decimal that is right to the digits shown, or nobody can tell. */
  private static boolean isRounded(Claim.Step s, Judgement j) {
    var shown = s.written().rhs() == null ? "" : s.written().rhs().replaceFirst("(?s)^.*=", "").strip();
    if (!(s.solution().after() instanceof Expr.Rel r) || !shown.matches("-?\\d*\\.\\d+")) {
      return false;
    }
    var point = j.counterexample() == null ? null : j.counterexample().point().get(r.lhs().toString());
    if (point == null) {
      return true;
    }
    try {
      var digits = new BigDecimal(shown);
      return Math.abs(Double.parseDouble(point) - digits.doubleValue()) <= Math.pow(10, -digits.scale());
    } catch (NumberFormatException _) {
      return true;
    }
  }

  /** Why a failed equality is not held against the author, or null. */
  private String unclear(Claim.Step s, Judgement j, Assumed assumed) {
    if (s.op() == RelOp.APPROX && (s.decimals() == null
        || s.lhs() != null && s.rhs() != null && !Trees.freeSymbols(s.lhs()).isEmpty() && !Trees.freeSymbols(s.rhs()).isEmpty())) {
      return "'approximately' without digits says too little to be checked";
    }
    if (s.lhs() == null || s.rhs() == null || s.op() != RelOp.EQ || StepNames.isDerivative(s)) {
      return null;
    }
    var left = Trees.freeSymbols(s.lhs());
    var right = Trees.freeSymbols(s.rhs());
    for (var side : List.of(left, right)) {
      var alone = new LinkedHashSet<String>();
      for (var x : side) {
        if (!(side == left ? right : left).contains(x) && !s.setting().says(x.name())
            && !(s.lhs() instanceof Expr.Limit && s.setting().restricts(x))) {
          alone.add(x.name());
        }
      }
      if (!alone.isEmpty() && !isIndifferent(side == left ? s.lhs() : s.rhs(), alone, assumed)) {
        return StepNames.notForEvery(alone.getFirst());
      }
    }
    return null;
  }

  /** Whether a formula with sums or components is proved to have the same value whatever the names are. */
  private boolean isIndifferent(Expr side, Set<String> names, Assumed assumed) {
    if (!IndexJudge.concerns(side)) {
      return false;
    }
    var same = judge.relation(RelOp.EQ, side, Renamed.of(side, names), assumed);
    return same.isProved() && same.conditions().isEmpty();
  }

  /** Whether an activation is taken of the name: such a variable is any real number. */
  private static boolean isReal(String name, Claim.Step s) {
    return List.of(s.lhs(), s.rhs()).stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Call c
        && ACTIVATIONS.contains(c.function().name()) && c.args().size() == 1 && c.arg().equals(Exprs.sym(name))));
  }

  /** An inequality that fails only where a name without a stated domain is not positive is not refuted. */
  private Judgement usualDomain(Claim.Step s, Judgement j, Assumed assumed, List<String> names) {
    var undeclared = names.stream().filter(n -> !s.setting().says(n) && !isReal(n, s)).toList();
    if (undeclared.isEmpty()) {
      return j;
    }
    var more = assumed;
    for (var n : undeclared) {
      more = more.and(Exprs.rel(RelOp.GT, Exprs.sym(n), Exprs.ZERO));
    }
    var again = judge.relation(s.op(), ClaimVerifier.carried(s.lhs()), ClaimVerifier.carried(s.rhs()), more);
    if (again.isRefuted()) {
      return j;
    }
    return Judgement.undecided("it does not hold for every real value of " + String.join(", ", undeclared))
        .withHoldsIf(again.isProved() ? undeclared.stream().map(n -> n + " > 0").toList() : List.of());
  }
}
