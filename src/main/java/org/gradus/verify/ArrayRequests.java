package org.gradus.verify;

import java.util.List;
import java.util.Map;
import org.gradus.claim.Declared;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.tensor.Tensors;

/** Answers single questions about vectors and matrices, whose shapes the question declares. */
final class ArrayRequests {

  private static final String LINE = " \\(line 1\\)$";

  private final Request request;
  private final Declared declared;
  private final Assumed assumed;

  private ArrayRequests(Request request, Declared declared) {
    this.request = request;
    this.declared = declared;
    this.assumed = Assumed.of(declared.setting());
  }

  /** The answer; null where the question declares no vector and no matrix, or is of another kind. */
  static Answer answer(Request r) {
    var facts = r.fields().get("assume") instanceof List<?> l ? l.stream().map(Object::toString).toList()
        : r.fields().get("assume") instanceof Object o ? List.of(o.toString()) : List.<String>of();
    if (!Declared.concerns(facts)) {
      return null;
    }
    var requests = new ArrayRequests(r, Declared.of(facts));
    return switch (r.op()) {
      case "equal" -> requests.relation(RelOp.EQ, requests.expr("lhs"), requests.expr("rhs")).toAnswer(r.id(), null);
      case "bound" -> requests.bound();
      case "derivative" -> requests.derivative();
      default -> Answer.error(r.id(), "the operation '" + r.op() + "' is there for numbers; vectors and matrices have equal, bound, derivative");
    };
  }

  private Expr expr(String field) {
    return declared.read(Requests.text(request, field)).expr();
  }

  private Judgement relation(RelOp op, Expr lhs, Expr rhs) {
    var result = new ArrayJudge(Requests.KERNEL, declared.layout(), true).judge(declared.step(op, lhs, rhs), assumed);
    if (result == null) {
      return Judgement.undecided("neither a proof nor a counterexample of the inequality was found");
    }
    var j = result.judgement();
    var conditions = j.conditions().stream().filter(c -> !c.matches(".*" + LINE)).toList(); // the question states them itself
    j = j.withConditions(conditions);
    return j.isRefuted() && result.diagnosis() != null ? j.withReason(result.diagnosis().message()) : j;
  }

  private Answer bound() {
    var e = expr("expr");
    boolean strict = Boolean.parseBoolean(String.valueOf(request.fields().get("strict")));
    Judgement result = null;
    if (request.fields().get("lower") != null) {
      result = relation(strict ? RelOp.GT : RelOp.GE, e, expr("lower"));
    }
    if (request.fields().get("upper") != null && (result == null || result.isProved())) {
      result = relation(strict ? RelOp.LT : RelOp.LE, e, expr("upper"));
    }
    return result == null ? Answer.error(request.id(), "a bound needs 'lower' or 'upper'") : result.toAnswer(request.id(), null);
  }

  private Answer derivative() {
    var function = expr("function");
    var by = expr("var");
    if (!(by instanceof Expr.Sym || by instanceof Expr.Indexed)) {
      return Answer.error(request.id(), "'" + by + "' is not a variable");
    }
    int order = Requests.order(request);
    var d = Exprs.diff(function, by, order);
    if (request.fields().get("claimed") != null) {
      return relation(RelOp.EQ, d, expr("claimed")).toAnswer(request.id(), value(function, by, order, d).text());
    }
    var value = value(function, by, order, d);
    return value.text() == null ? Answer.undecided(request.id(), value.reason())
        : new Answer(request.id(), null, value.text(), null, List.of(), List.of(), null, null, null, value.reading(), Map.of());
  }

  /** @param reading what the value is, where that has to be said */
  private record Value(String text, String reading, String reason) {}

  private Value value(Expr function, Expr by, int order, Expr derivative) {
    var sizes = Sizes.of(List.of(derivative), assumed.relations(), declared.setting().arrays(), ArrayJudge.layout(declared.layout()));
    var sized = sizes.sides().getFirst() instanceof Expr.Diff d && d.by().equals(by) && d.order() == order ? d.body() : function;
    var tensors = new Tensors(Requests.KERNEL);
    var whole = tensors.matrixForm(sized, by, order, sizes.typing(), assumed.relations());
    if (whole != null) {
      return new Value(MatrixText.of(whole), null, null);
    }
    var found = tensors.derivative(sized, by, order, sizes.typing(), assumed.relations());
    if (found.value() == null) {
      return new Value(null, null, found.reason());
    }
    var names = found.indices().stream().map(i -> i.name().replace("@", "")).toList();
    return new Value(found.readable().toString(), names.isEmpty() ? null : "the entry [" + String.join(",", names) + "] of a "
        + found.shape() + " derivative", null);
  }
}
