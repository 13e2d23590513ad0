package org.gradus.verify;

import java.util.Map;
import org.gradus.claim.Claim;
import org.gradus.claim.Property;
import org.gradus.claim.Setting;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** What is assumed of the parameters of a function ({@code b = 0}), for a claim about its shape; its variables stay variables. */
final class ParameterValues {

  private final Claim.Step step;
  private final Map<Expr, Expr> values;

  ParameterValues(Claim.Step step) {
    this.step = step;
    this.values = new FixedLater(step.setting().assumptions()).values();
    values.keySet().removeAll(step.property().variables());
    values.keySet().removeIf(name -> !Trees.any(step.property().body(), n -> n.equals(name)));
  }

  boolean areNone() {
    return values.isEmpty();
  }

  /** A parameter of the function that is assumed to depend on one of its variables; null if there is none. */
  String moving() {
    return values.entrySet().stream()
        .filter(v -> step.property().variables().stream().anyMatch(x -> StepNames.names(v.getValue()).stream().anyMatch(StepNames.names(x)::contains)))
        .map(v -> v.getKey().toString()).findFirst().orElse(null);
  }

  /** The claim without these assumptions: it may hold whatever the parameters are. */
  Claim.Step leftOut() {
    var s = step.setting();
    return with(step.property().body(), s.under(s.assumptions().stream()
        .filter(a -> !(a.relation() instanceof Expr.Rel r && FixedLater.fixes(a) && values.containsKey(r.lhs()))).toList()));
  }

  /** The claim with the values in the place of the parameters. */
  Claim.Step putIn() {
    return with(Trees.substitute(step.property().body(), values), step.setting());
  }

  private Claim.Step with(Expr body, Setting setting) {
    var p = step.property();
    return new Claim.Step(step.place(), step.written(), step.kind(), step.op(), body, step.rhs(), step.proposition(),
        step.alternatives(), setting, step.unreadable(), step.decimals(), step.solution(),
        new Property(p.form(), body, p.variables(), p.value()), step.expectation(), step.implicit(), step.notes());
  }
}
