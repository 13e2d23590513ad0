package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.claim.Claim;
import org.gradus.diagnosis.OtherSlips;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * The life of an error. Every step is judged by itself; here is said which steps follow rightly from a wrong one, which
 * wrong ones only carry an earlier error on, and where a second error undoes the first.
 */
final class Aftermath {

  /** Earlier errors that a wrong step is compared with. */
  static final int MAX_EARLIER = 24;

  /** A wrong equation: what the chain is about, and what it was said to be. */
  private record Wrong(Expr is, Expr said, int line) {}

  private final List<Claim> claims;
  private final List<ClaimReport> reports;
  private final List<Wrong> earlier = new ArrayList<>();

  private Aftermath(List<Claim> claims, List<ClaimReport> reports) {
    this.claims = claims;
    this.reports = new ArrayList<>(reports);
  }

  /** The reports with what they have to do with each other. */
  static List<ClaimReport> of(List<Claim> claims, List<ClaimReport> reports) {
    if (reports.stream().noneMatch(r -> "REFUTED".equals(r.verdict()))) {
      return reports;
    }
    var a = new Aftermath(claims, reports);
    a.follow();
    return a.reports;
  }

  private Claim.Step step(int i) {
    return claims.get(i) instanceof Claim.Step s && s.lhs() != null && s.rhs() != null && s.op() == RelOp.EQ ? s : null;
  }

  private boolean is(int i, String verdict) {
    return verdict.equals(reports.get(i).verdict());
  }

  /** Whether step i goes on from step i − 1. */
  private boolean continues(int i) {
    return i > 0 && step(i) != null && step(i - 1) != null && step(i).lhs().equals(step(i - 1).rhs())
        && step(i).written().lhs() != null && step(i).written().lhs().equals(step(i - 1).written().rhs());
  }

  private void follow() {
    Expr head = null;
    int wrong = -1;
    for (int i = 0; i < reports.size(); i++) {
      var s = step(i);
      if (s == null) {
        wrong = -1;
        continue;
      }
      if (!continues(i)) {
        head = s.lhs();
        wrong = -1;
      }
      if (is(i, "REFUTED")) {
        if (wrong < 0 || !cancels(i, wrong, head)) {
          carriedOn(i);
          wrong = i;
          remember(head, s.rhs(), reports.get(i).line());
        } else {
          wrong = -1;
        }
      } else if (wrong >= 0) {
        remember(head, s.rhs(), reports.get(wrong).line());
        if ((is(i, "PROVED") || is(i, "TESTED")) && !(i + 1 < reports.size() && continues(i + 1) && !is(i + 1, "REFUTED"))) {
          int from = reports.get(wrong + 1).line();
          int to = reports.get(i).line();
          var what = to == reports.get(wrong).line() ? "the rest of the line follows"
              : from == to ? "line " + from + " follows" : "lines " + from + " to " + to + " follow";
          note(wrong, what + " correctly from this step, and carr" + (what.endsWith("s") ? "ies" : "y") + " the error on");
        }
      }
    }
  }

  private void remember(Expr is, Expr said, int line) {
    if (!(is instanceof Expr.Num) && earlier.size() < MAX_EARLIER) {
      earlier.add(new Wrong(is, said, line));
    }
  }

  private void note(int i, String words) {
    var notes = new ArrayList<>(reports.get(i).notes());
    notes.add(words);
    reports.set(i, reports.get(i).with(reports.get(i).diagnosis(), notes));
  }

  /** Whether the chain as a whole is right again behind two wrong steps. */
  private boolean cancels(int i, int first, Expr head) {
    var s = step(i);
    if (first != i - 1 || !equal(head, s.rhs(), s)) {
      return false;
    }
    var d = reports.get(i).diagnosis();
    int line = reports.get(first).line();
    var words = "behind this step the result is right again: it undoes the error of line " + line;
    if (d == null || d.suggestion() == null) {
      var slip = OtherSlips.CANCELS;
      reports.set(i, reports.get(i).with(new Diagnosis(slip.kind(), words, null, slip.name(), slip.explanation(), null), reports.get(i).notes()));
    } else {
      note(i, words);
    }
    return true;
  }

  /** Names the earlier error that a wrong step carries on, if putting in what was wrongly found makes it right. */
  private void carriedOn(int i) {
    var s = step(i);
    for (var w : earlier.reversed()) {
      var left = replaced(s.lhs(), w.is(), w.said());
      if (!left.equals(s.lhs()) && !continuesFrom(i, w) && equal(left, s.rhs(), s)) {
        var slip = OtherSlips.PROPAGATED;
        var old = reports.get(i).diagnosis();
        reports.set(i, reports.get(i).with(new Diagnosis(slip.kind(), "this follows from line " + w.line() + ", which is wrong; the error is there",
            old == null ? null : old.suggestion(), slip.name(), slip.explanation(), old == null ? null : old.edit()), reports.get(i).notes()));
        return;
      }
    }
  }

  private boolean continuesFrom(int i, Wrong w) {
    return continues(i) && step(i).lhs().equals(w.said());
  }

  private static boolean equal(Expr l, Expr r, Claim.Step s) {
    try {
      var fixed = new FixedLater(s.setting().assumptions()).apply(l, r);
      var a = Derivatives.carryOut(fixed.left());
      var b = Derivatives.carryOut(fixed.right());
      if (s.decimals() != null && s.decimals().claimed() != null && Trees.freeSymbols(a).isEmpty()) {
        var v = PointEvaluator.enclose(Exprs.sub(a, Exprs.num(s.decimals().claimed())), Map.of(), 30);
        var half = s.decimals().halfUnit();
        return v.isDefined() && v.upper().doubleValue() <= half.doubleValue() && v.lower().doubleValue() >= -half.doubleValue();
      }
      return Requests.KERNEL.equal(a, b, Assumed.of(s.setting()).relations()).proved();
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  /** The expression with one part replaced, also where it is only some of the factors of a product or of the terms of a sum. */
  static Expr replaced(Expr e, Expr what, Expr by) {
    if (e.equals(what)) {
      return by;
    }
    if (what instanceof Expr.Mul m && e instanceof Expr.Mul whole) {
      var rest = without(whole.args(), m.args());
      if (rest != null) {
        rest.add(by);
        return Exprs.mul(rest);
      }
    }
    if (what instanceof Expr.Add a && e instanceof Expr.Add whole) {
      var rest = without(whole.args(), a.args());
      if (rest != null) {
        rest.add(by);
        return Exprs.add(rest);
      }
    }
    var map = new LinkedHashMap<Expr, Expr>();
    for (var child : Trees.children(e)) {
      map.put(child, replaced(child, what, by));
    }
    return map.entrySet().stream().allMatch(x -> x.getKey().equals(x.getValue())) || e instanceof Expr.Big || e instanceof Expr.Limit
        ? e : Trees.map(e, c -> map.getOrDefault(c, c));
  }

  private static List<Expr> without(List<Expr> all, List<Expr> some) {
    var rest = new ArrayList<>(all);
    for (var x : some) {
      if (!rest.remove(x)) {
        return null;
      }
    }
    return rest;
  }
}
