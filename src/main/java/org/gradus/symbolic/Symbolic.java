package org.gradus.symbolic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.symbolic.SymjaForm.Style;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.parser.ExprParser;

/**
 * Questions to Symja: derivatives, simplified forms, factors, solutions, limits, series. An answer is a proposal;
 * Symja calculates over the complex numbers and is sometimes wrong (docs/symja.md), so whoever uses an answer checks
 * it. Symja is loaded at the first question; every question has its own thread and its own time.
 */
public final class Symbolic {

  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(3);

  private final Duration limit;

  public Symbolic() {
    this(DEFAULT_LIMIT);
  }

  /** With the given time for every single question. */
  public Symbolic(Duration limit) {
    this.limit = limit;
  }

  /**
   * Reads Symja's own input syntax ({@code Sin[x]^2}); all other names are variables. Not Symja's relaxed syntax, with
   * parentheses, in which the case of longer names is lost.
   */
  public Answer<Expr> parse(String text) {
    return SymjaWorker.ask(limit, engine -> Answer.of(new SymjaForm(Style.NAMED, true).toExpr(new ExprParser(engine, false).parse(text))));
  }

  /** Symja's form of an expression, functions by their names. Loads Symja. Throws {@link IllegalArgumentException} where there is none. */
  public static IExpr form(Expr e) {
    SymjaWorker.load();
    try {
      return new SymjaForm(Style.NAMED).toSymja(e);
    } catch (SymjaForm.Unsupported refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /** The derivative of the given order by a variable or component. */
  public Answer<Expr> derivative(Expr f, Expr var, int order) {
    return expression((form, engine) -> engine.evaluate(derivativeCall(form, f, var, order)));
  }

  /**
   * A shorter form, over the complex numbers: the shorter one of what Symja makes of the functions by name and of
   * their definitions, because it does not know that 1/(1+e^(−x)) is its own {@code LogisticSigmoid}.
   */
  public Answer<Expr> simplify(Expr e) {
    return SymjaWorker.ask(limit, engine -> {
      Expr best = null;
      for (var style : Style.values()) {
        var form = new SymjaForm(style);
        var simple = form.toExpr(engine.evaluate(F.Simplify(form.toSymja(e))));
        if (best == null || simple.toString().length() < best.toString().length()) {
          best = simple;
        }
      }
      return Answer.of(best);
    });
  }

  /** The factored form. */
  public Answer<Expr> factor(Expr e) {
    return expression((form, engine) -> engine.evaluate(F.Factor(form.toSymja(e))));
  }

  /**
   * The real values of {@code var} that Symja finds for an equation, or for the zeros of an expression; Symja may
   * miss some.
   */
  public Answer<List<Expr>> solve(Expr equation, Expr var) {
    return SymjaWorker.ask(limit, engine -> {
      var form = new SymjaForm(Style.NAMED);
      var asked = equation instanceof Expr.Rel r && r.op() == RelOp.EQ ? form.toSymja(equation)
          : F.Equal(form.toSymja(equation), F.C0);
      return roots(form, engine.evaluate(F.Solve(asked, form.symbol(var))));
    });
  }

  private static Answer<List<Expr>> roots(SymjaForm form, IExpr answer) {
    if (!answer.isList()) {
      return Answer.none("Symja does not solve this equation");
    }
    var roots = new ArrayList<Expr>();
    var solutions = (IAST) answer;
    for (int i = 1; i < solutions.size(); i++) {
      if (!(solutions.get(i) instanceof IAST rules) || rules.size() != 2 || !rules.arg1().isRule()) {
        return Answer.none("Symja answered " + answer);
      }
      var value = ((IAST) rules.arg1()).arg2();
      if (value.isFree(S.I) && value.isFree(x -> x.isComplex(), true)) {
        roots.add(form.toExpr(value));
      }
    }
    return Answer.of(List.copyOf(roots));
  }

  /** The limit for {@code var} → {@code to}; {@code side} is −1 (from below), 0, or +1 (from above). */
  public Answer<Expr> limit(Expr e, Expr var, Expr to, int side) {
    return expression((form, engine) -> engine.evaluate(limitCall(form, e, var, to, side)));
  }

  /** The Taylor or Laurent polynomial of {@code e} about {@code at} up to {@code (var−at)^order}. */
  public Answer<Expr> series(Expr e, Expr var, Expr at, int order) {
    return expression((form, engine) -> engine.evaluate(F.unaryAST1(S.Normal, F.Series(form.toSymja(e),
        F.list(form.symbol(var), form.toSymja(at), F.ZZ(order))))));
  }

  static IExpr derivativeCall(SymjaForm form, Expr f, Expr var, int order) {
    requireVariable(var);
    var x = form.symbol(var);
    return order == 1 ? F.D(form.toSymja(f), x) : F.D(form.toSymja(f), F.list(x, F.ZZ(order)));
  }

  static IExpr limitCall(SymjaForm form, Expr e, Expr var, Expr to, int side) {
    requireVariable(var);
    var rule = F.Rule(form.symbol(var), form.toSymja(to));
    var body = form.toSymja(e);
    // Symja's direction is that of the movement: −1 comes down from above.
    return side == 0 ? F.Limit(body, rule) : F.ternaryAST3(S.Limit, body, rule, F.Rule(S.Direction, F.ZZ(-side)));
  }

  static void requireVariable(Expr var) {
    if (!(var instanceof Expr.Sym) && !(var instanceof Expr.Indexed)) {
      throw new SymjaForm.Unsupported("a variable that is not a name");
    }
  }

  private Answer<Expr> expression(BiFunction<SymjaForm, EvalEngine, IExpr> question) {
    return SymjaWorker.ask(limit, engine -> {
      var form = new SymjaForm(Style.NAMED);
      return Answer.of(form.toExpr(question.apply(form, engine)));
    });
  }

  /** The expression after its way to Symja and back, not evaluated: what a test of the translation looks at. */
  Answer<Expr> roundTrip(Expr e) {
    return expression((form, engine) -> form.toSymja(e));
  }

  /** The value of an expression without variables by Symja's own numerics. */
  Answer<Double> value(Expr e) {
    return SymjaWorker.ask(limit, engine -> {
      var v = engine.evaluate(F.N(new SymjaForm(Style.NAMED).toSymja(e)));
      return v.isReal() ? Answer.of(v.evalf()) : Answer.none("not a real number: " + v);
    });
  }

}
