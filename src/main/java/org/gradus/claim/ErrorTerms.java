package org.gradus.claim;

import java.util.Map;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Finds what an error term with a number stands for: after {@code δ = ∂L/∂u} the line {@code δ_1 = δ v_1 h_1 (1 − h_1)} is
 * {@code ∂L/∂z_1}, if that is its value and no derivative by another quantity with this number is.
 */
final class ErrorTerms {

  private static final Sought NUMBERED = Sought.of("(.+?)_(\\w+)");

  private final Context context;

  ErrorTerms(Context context) {
    this.context = context;
  }

  /** The derivative that is meant, and the definition it is like. */
  record Found(Expr.Diff derivative, Definition like) {}

  /** What a name is that gets this meaning; null if nothing before tells. */
  Found find(String name, Expr body) {
    var own = NUMBERED.matcher(name);
    if (!own.matches() || body instanceof Expr.Diff) {
      return null;
    }
    Found found = null;
    for (var like : context.definitions()) {
      if (!like.parameters().isEmpty() || like.scope() != context.scope() || !like.name().replaceFirst("_.*", "").equals(own.group(1))
          || !(like.body() instanceof Expr.Diff d) || d.order() != 1 || !(d.body() instanceof Expr.Sym) || !(d.by() instanceof Expr.Sym)) {
        continue;
      }
      for (var of : context.definitions()) {
        if (!of.name().endsWith("_" + own.group(2)) || of.name().equals(name) || !of.parameters().isEmpty() || of.data() || of.body() instanceof Expr.Diff
            || Trees.freeSymbols(of.body()).isEmpty()) {
          continue;
        }
        var derivative = (Expr.Diff) Exprs.diff(d.body(), Exprs.sym(of.name()), 1);
        if (isEqual(derivative, body) && !(found != null && found.derivative().equals(derivative))) {
          if (found != null) {
            return null; // two ways: neither is clear
          }
          found = new Found(derivative, like);
        }
      }
    }
    return found;
  }

  private boolean isEqual(Expr derivative, Expr body) {
    try {
      var l = new Resolver(context, Map.of(), Map.of()).resolve(derivative);
      var r = new Resolver(context, Map.of(), Map.of()).resolve(body);
      double x = Probe.closed(l);
      double y = Probe.closed(r);
      return Double.isNaN(x) || Double.isNaN(y) ? Probe.look(l, r) == Probe.Sight.IDENTITY
          : Math.abs(x - y) <= 1e-9 * (Math.abs(x) + Math.abs(y)) && x != 0;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }
}
