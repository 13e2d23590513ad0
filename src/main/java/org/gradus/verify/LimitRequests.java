package org.gradus.verify;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.analysis.LimitAnswer;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;

/** The operation {@code limit}. */
final class LimitRequests {

  private LimitRequests() {}

  static Answer answer(Request r, Judge judge) {
    var e = Requests.expr(r, "expr");
    var x = Requests.expr(r, "var");
    if (!(x instanceof Expr.Sym variable)) {
      return Answer.error(r.id(), "'" + x + "' is not a variable");
    }
    var to = Requests.text(r, "to").strip();
    int side = to.endsWith("+") && to.length() > 1 ? 1 : to.endsWith("-") ? -1 : 0;
    Expr point = PlainReader.parse(side == 0 ? to : to.substring(0, to.length() - 1));
    var limits = new Limits(Requests.assumed(r), null, judge, Requests.KERNEL);
    var limit = (Expr.Limit) Exprs.limit(e, variable, point, side);
    var answer = limits.of(limit);
    var claimed = r.fields().get("claimed");
    var witnesses = Boolean.TRUE.equals(r.fields().get("witness")) ? witnesses(limit, answer) : Map.<String, String>of();
    if (claimed != null) {
      Expr c;
      try {
        c = claimed.toString().equals(Limits.NONE.toString()) ? Limits.NONE : Requests.read(claimed.toString()).expr();
      } catch (NotationException error) {
        return Answer.undecided(r.id(), error.getMessage());
      }
      return limits.judge(limit, answer, c).withWitnesses(witnesses).toAnswer(r.id(), value(answer));
    }
    return switch (answer) {
      case LimitAnswer.Found f -> valued(r.id(), value(f), f.how(), witnesses);
      case LimitAnswer.ByCases c -> valued(r.id(), value(c), null, witnesses);
      case LimitAnswer.Nowhere n -> Judgement.proved(n.why(), List.of()).withWitnesses(witnesses).toAnswer(r.id(), value(n));
      case LimitAnswer.Undefined _ -> Answer.undecided(r.id(), "the expression is not defined");
      case LimitAnswer.Unknown u -> Answer.undecided(r.id(), u.reason());
    };
  }

  private static Answer valued(String id, String value, String how, Map<String, String> witnesses) {
    return new Answer(id, null, value, how, List.of(), List.of(), null, null, null, null, witnesses);
  }

  private static Map<String, String> witnesses(Expr.Limit l, LimitAnswer answer) {
    return answer instanceof LimitAnswer.Found f ? Map.of("symja", Witnesses.symja(l, f.value())) : Map.of();
  }

  private static String value(LimitAnswer answer) {
    return switch (answer) {
      case LimitAnswer.Found f -> f.value().toString();
      case LimitAnswer.ByCases c -> c.cases().stream().map(Object::toString).collect(Collectors.joining("; "));
      case LimitAnswer.Nowhere _ -> Limits.NONE.toString();
      case LimitAnswer.Undefined _, LimitAnswer.Unknown _ -> null;
    };
  }
}
