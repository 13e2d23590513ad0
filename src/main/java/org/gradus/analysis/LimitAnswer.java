package org.gradus.analysis;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;

/** What became of the search for a limit. Every answer but {@link Unknown} is proved. */
public sealed interface LimitAnswer {

  /**
   * The limit.
   *
   * @param value an expression free of the variable, or ±∞
   * @param how the argument
   */
  record Found(Expr value, String how) implements LimitAnswer {}

  /**
   * There is no limit, not even an infinite one.
   *
   * @param why what shows it
   */
  record Nowhere(String why) implements LimitAnswer {}

  /** It depends on parameters; the cases together cover all their values. */
  record ByCases(List<Case> cases) implements LimitAnswer {
    public ByCases {
      cases = List.copyOf(cases);
    }
  }

  /** The expression is not defined for these values of the parameters. */
  record Undefined() implements LimitAnswer {}

  /** No answer was found. */
  record Unknown(String reason) implements LimitAnswer {}

  /** The answer, one of those above but {@link ByCases}, under conditions on the parameters. */
  record Case(List<Expr> conditions, LimitAnswer answer) {
    public Case {
      conditions = List.copyOf(conditions);
    }

    public String conditionText() {
      return conditions.stream().map(Expr::toString).collect(Collectors.joining(" and "));
    }

    @Override
    public String toString() {
      return conditionText() + ": " + switch (answer) {
        case Found f -> f.value().toString();
        case Nowhere _ -> "does not exist";
        case Undefined _ -> "not defined";
        case ByCases c -> c.toString();
        case Unknown _ -> "not known";
      };
    }
  }
}
