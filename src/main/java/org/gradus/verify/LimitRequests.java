package org.gradus.verify;

import org.gradus.analysis.LimitCases;
import org.gradus.expr.Expr;
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
    var value = Limits.of(e, variable, point, side, Requests.assumed(r), Requests.KERNEL);
    var claimed = r.fields().get("claimed");
    if (value == null && side == 0 && !Limits.infinite(point)
        && Limits.sidesDiffer(e, variable, point, Requests.assumed(r), Requests.KERNEL)) {
      return nowhere(r.id(), claimed == null ? null : claimed.toString(), "the limits from the two sides are proved different");
    }
    if (value == null && !Requests.assumed(r).integers().contains(variable.name())) {
      var why = Limits.oscillates(e, variable, point, side, Requests.assumed(r), Requests.KERNEL);
      if (why != null) {
        return nowhere(r.id(), claimed == null ? null : claimed.toString(), why);
      }
    }
    if (value == null && claimed == null) {
      var cases = LimitCases.of(e, variable, point, side, Requests.KERNEL, Requests.assumed(r).relations());
      if (!cases.isEmpty()) {
        return new Answer(r.id(), null, String.join("; ", cases.stream().map(Object::toString).toList()), null, java.util.List.of(),
            java.util.List.of(), null, null, null, null, java.util.Map.of());
      }
    }
    if (value == null) {
      return Answer.undecided(r.id(), "the limit was not found");
    }
    if (claimed == null) {
      return new Answer(r.id(), null, value.toString(), null, java.util.List.of(), java.util.List.of(), null, null,
          null, null, java.util.Map.of());
    }
    return compare(value, claimed.toString(), Requests.assumed(r), judge).toAnswer(r.id(), value.toString());
  }

  private static final String NONE = "does-not-exist";

  private static Answer nowhere(String id, String claimed, String how) {
    var judgement = claimed == null || claimed.equals(NONE) ? Judgement.proved(how, java.util.List.of())
        : Judgement.refuted(how, new Counterexample(java.util.Map.of(), NONE, claimed));
    return judgement.toAnswer(id, NONE);
  }

  private static Judgement compare(Expr value, String claimed, Assumed assumed, Judge judge) {
    if (claimed.equals(NONE)) {
      return Judgement.undecided("the limit seems to be " + value);
    }
    Expr c;
    try {
      c = Requests.read(claimed).expr();
    } catch (NotationException e) {
      return Judgement.undecided(e.getMessage());
    }
    return Limits.compare(value, c, assumed, judge);
  }
}
