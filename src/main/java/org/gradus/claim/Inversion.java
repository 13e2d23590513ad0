package org.gradus.claim;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * {@code z = \ln\frac{x}{1-x}} after {@code x = \sigma(z)}: what looks like a definition is the other way round to one
 * that was made before.
 */
enum Inversion {

  /** The name does not stand behind the other side. */
  NONE,
  /** It does, and both sides have the same value. */
  HOLDS,
  /** It does, and they seem to have different values. */
  OPEN;

  /**
   * What an equation with a name on its left is.
   *
   * <p>Where it does not hold, what earlier parts of the document defined by the name is another thing here: such meanings end.
   */
  static Inversion of(Reading reading, Target target, Expr left, Expr body) {
    var context = reading.context();
    Expr value;
    try {
      value = reading.resolve(body);
    } catch (UnresolvedException | IllegalArgumentException _) {
      return NONE;
    }
    var name = Exprs.sym(target.name());
    if (!Trees.any(value, x -> x.equals(left) || x.equals(name))) {
      return NONE;
    }
    if (target.isName()) {
      var where = context.assumptions().stream().map(Assumption::relation).filter(r -> r != null).toList();
      if (Probe.look(left, value, where) == Probe.Sight.IDENTITY) {
        return HOLDS;
      }
    }
    var earlier = new HashSet<String>();
    for (var d : context.definitions()) {
      if (!context.isDefinedHere(d.name()) && Trees.any(d.body(), x -> x.equals(left) || x.equals(name)) && depends(reading, body, d.name())) {
        earlier.add(d.name());
      }
    }
    if (!earlier.isEmpty()) {
      earlier.forEach(context::undefine);
      return NONE;
    }
    return target.isName() ? OPEN : NONE;
  }

  /** Whether an expression changes with the meaning of a name. */
  private static boolean depends(Reading reading, Expr e, String name) {
    try {
      return !reading.resolve(e).equals(new Resolver(reading.context(), reading.scope(), Map.of()).holding(Set.of(name)).resolve(e));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }
}
