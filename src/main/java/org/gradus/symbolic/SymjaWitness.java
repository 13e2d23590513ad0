package org.gradus.symbolic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.symbolic.SymjaForm.Style;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Symja's opinion of a derivative or limit claim. It agrees only if its own simplification reduces the difference to
 * zero; a numerical zero test is not enough. It disagrees if the difference is a number other than zero, or comes out
 * as one at a point of the claim's domain that the caller gives. An opinion is shown, never a verdict.
 */
public final class SymjaWitness {

  /** What Symja says of a claim. */
  public enum Opinion {
    AGREES("agrees"), DISAGREES("disagrees"), UNDECIDED("undecided"), NOT_APPLICABLE("n/a");

    private final String word;

    Opinion(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * An opinion.
   *
   * @param reason why it is undecided or not applicable, or how it was found
   */
  public record Outcome(Opinion opinion, String reason) {}

  private static final double CLEAR = 1e-6;

  private final Duration limit;

  public SymjaWitness(Duration limit) {
    this.limit = limit;
  }

  /**
   * Whether {@code claimed} is the derivative of {@code f} of that order.
   *
   * @param points points of the domain of the claim, each giving all its variables rational values; may be empty
   */
  public Outcome derivative(Expr f, Expr var, int order, Expr claimed, List<Map<Expr, Expr>> points) {
    return outcome(SymjaWorker.ask(limit, engine -> {
      Outcome last = null;
      for (var style : Style.values()) {
        var form = new SymjaForm(style);
        var theirs = engine.evaluate(Symbolic.derivativeCall(form, f, var, order));
        // By way of our form: formal derivatives of |x| and the like get their meaning there.
        var derived = form.toExpr(theirs);
        last = compare(form, engine, derived, claimed, points);
        if (last.opinion() != Opinion.UNDECIDED) {
          break;
        }
      }
      return Answer.of(last);
    }));
  }

  /** Whether {@code claimed} is the limit of {@code f}; {@code side} as in {@link Symbolic#limit}. */
  public Outcome limit(Expr f, Expr var, Expr to, int side, Expr claimed, List<Map<Expr, Expr>> points) {
    return outcome(SymjaWorker.ask(limit, engine -> {
      var form = new SymjaForm(Style.NAMED);
      var theirs = form.toExpr(engine.evaluate(Symbolic.limitCall(form, f, var, to, side)));
      if (isInfinite(theirs) || isInfinite(claimed)) {
        var same = theirs.equals(claimed);
        return Answer.of(new Outcome(same ? Opinion.AGREES : Opinion.DISAGREES, "Symja's limit is " + theirs));
      }
      return Answer.of(compare(form, engine, theirs, claimed, points));
    }));
  }

  private static boolean isInfinite(Expr e) {
    return e.equals(Exprs.INFINITY) || e.equals(Exprs.neg(Exprs.INFINITY));
  }

  private static Outcome outcome(Answer<Outcome> answer) {
    return answer.isPresent() ? answer.value() : new Outcome(Opinion.NOT_APPLICABLE, answer.reason());
  }

  private static Outcome compare(SymjaForm form, EvalEngine engine, Expr theirs, Expr claimed,
      List<Map<Expr, Expr>> points) {
    var difference = F.Subtract(form.toSymja(theirs), form.toSymja(claimed));
    var simple = engine.evaluate(F.Simplify(F.Together(difference)));
    if (!simple.isZero()) {
      simple = engine.evaluate(F.Simplify(difference));
    }
    if (simple.isZero() && simple.isExactNumber()) {
      return new Outcome(Opinion.AGREES, "its simplification of the difference is 0");
    }
    if (simple.isNumericFunction() && isClearlyNonzero(engine.evaluate(F.N(simple)))) {
      return new Outcome(Opinion.DISAGREES, "the difference is " + simple);
    }
    for (var point : points) {
      IExpr value = difference;
      for (var entry : point.entrySet()) {
        value = F.subst(value, form.symbol(entry.getKey()), form.toSymja(entry.getValue()));
      }
      if (isClearlyNonzero(engine.evaluate(F.N(value)))) {
        return new Outcome(Opinion.DISAGREES, "the difference is not 0 at " + point);
      }
    }
    return new Outcome(Opinion.UNDECIDED, "Symja does not simplify the difference to 0");
  }

  private static boolean isClearlyNonzero(IExpr value) {
    return value.isReal() && Double.isFinite(value.evalf()) && Math.abs(value.evalf()) > CLEAR;
  }
}
