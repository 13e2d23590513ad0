package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.FieldNumbers;
import org.gradus.numeric.Unsupported;
import org.hipparchus.util.Binary64;

/** What is wrong with a step of solving an equation: a slip in the new equation, or another value. */
final class SolutionSlips {

  /** Points at which the equation before holds, to look at candidates. */
  static final int POINTS = 8;

  private static final double TOLERANCE = 1e-7;
  private static final double FROM = -6;
  private static final double STEP = 0.37;
  private static final int STEPS = 33;
  private static final int MAX_VALUES = 3;
  /** A sign that got lost is a likelier reason than any; else the solution says more than an edit that gives it. */
  private static final double SURE = 1.3;

  private final Case c;
  private final Formula left;
  private final Formula right;
  private final Evaluator<Binary64> evaluator = new Evaluator<>(FieldNumbers.like(Binary64.ONE));
  private final List<Map<String, Binary64>> points = new ArrayList<>();

  SolutionSlips(Case c, Formula left, Formula right) {
    this.c = c;
    this.left = left;
    this.right = right;
  }

  Finding find() {
    var none = Finding.of(OtherSlips.SOLUTION, "the two equations do not have the same solutions");
    var s = c.step().solution();
    if (c.source() == null || !(s.after() instanceof Expr.Rel after) || after.op() != RelOp.EQ
        || !(s.before() instanceof Expr.Rel before) || before.op() != RelOp.EQ) {
      return none;
    }
    collect(before, after);
    var edit = points.isEmpty() ? null : new Search(c, sieve(), left, right).find();
    if (after.lhs() instanceof Expr.Sym x && !Trees.freeSymbols(after.rhs()).contains(x) && (edit == null || edit.edit().cost() > SURE)) {
      var value = value(before, x);
      return value != null ? value : edit != null ? edit : none;
    }
    return edit != null ? edit : none;
  }

  /** The solution itself in the place of the wrong one; null if it was not found. */
  private Finding value(Expr.Rel before, Expr.Sym x) {
    var text = c.source().text(Part.RIGHT);
    var values = c.referee().solutions(before, x);
    if (text == null || values.isEmpty() || values.size() > MAX_VALUES) {
      return null;
    }
    for (var value : values) {
      var latex = LatexWriter.write(value);
      int from = text.length() - text.stripLeading().length();
      var message = "the solution is " + x + " = " + value;
      var edit = Edit.replace(from, Math.max(from, text.stripTrailing().length()), latex, 3, message);
      var written = edit.apply(text);
      var step = latex.length() > Diagnoser.MAX_SUGGESTION ? null : c.source().step(Part.RIGHT, written);
      if (step != null && c.referee().proves(step)) {
        return Finding.of(OtherSlips.SOLUTION, message, Part.RIGHT, edit, written);
      }
    }
    return null;
  }

  // ---- points of the equation before ----

  private Sieve sieve() {
    return new Sieve() {
      @Override
      public boolean passes(Part part, String text) {
        var step = c.source().step(part, text);
        return step != null && step.solution() != null && step.solution().after() instanceof Expr.Rel r && r.op() == RelOp.EQ
            && points.stream().allMatch(p -> Math.abs(value(Exprs.sub(r.lhs(), r.rhs()), p)) <= TOLERANCE);
      }

      @Override
      public int capacity() {
        return 900;
      }
    };
  }

  private double value(Expr e, Map<String, Binary64> at) {
    try {
      return evaluator.value(e, at).getReal();
    } catch (Unsupported | ArithmeticException _) {
      return Double.NaN;
    }
  }

  /** Values of all variables but one, and for that one each change of sign on a stretch of the line. */
  private void collect(Expr.Rel before, Expr.Rel after) {
    var names = new ArrayList<>(Trees.freeSymbols(Exprs.and(List.of(before, after))));
    var unknown = after.lhs() instanceof Expr.Sym x && Trees.freeSymbols(before).contains(x) ? x
        : Trees.freeSymbols(before).stream().filter(Trees.freeSymbols(after)::contains).findFirst().orElse(null);
    if (unknown == null) {
      return;
    }
    var f = Exprs.sub(before.lhs(), before.rhs());
    for (int round = 0; round < 3 && points.size() < POINTS; round++) {
      var at = new HashMap<String, Binary64>();
      for (int i = 0; i < names.size(); i++) {
        at.put(names.get(i).name(), new Binary64(0.37 + 0.71 * ((i * 5 + round * 3) % 7)));
      }
      double low = FROM;
      double below = at(f, at, unknown, low);
      for (int k = 1; k <= STEPS && points.size() < POINTS; k++) {
        double high = FROM + k * STEP;
        double above = at(f, at, unknown, high);
        if (below * above < 0) {
          root(f, at, unknown, low, high, below);
        }
        low = high;
        below = above;
      }
      if (names.size() == 1) {
        return;
      }
    }
  }

  private double at(Expr f, Map<String, Binary64> point, Expr.Sym x, double value) {
    var p = new HashMap<>(point);
    p.put(x.name(), new Binary64(value));
    return value(f, p);
  }

  private void root(Expr f, Map<String, Binary64> point, Expr.Sym x, double from, double to, double below) {
    double low = from;
    double high = to;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double v = at(f, point, x, middle);
      if (v * below > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    var p = new HashMap<>(point);
    p.put(x.name(), new Binary64((low + high) / 2));
    if (Math.abs(value(f, p)) <= TOLERANCE) { // else it is a pole
      points.add(p);
    }
  }
}
