package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;

/**
 * A name that stands for nothing, in the place of the function whose gradient is meant: {@code ∇_{u,v} q} after
 * {@code g(u, v) = …}, the only function of u and v.
 */
final class MeantFunctions {

  private static final Pattern ENTRY = Pattern.compile("(.+)_[1-9]\\d?");

  private MeantFunctions() {}

  /** The one function of these variables, or of their numbered entries, that the name is taken for; null if there is none, or a choice. */
  static Supposition of(String name, List<Expr> by, Context context) {
    if (context.isUsed(name) || by.size() < 2 || !by.stream().allMatch(v -> v instanceof Expr.Sym)) {
      return null;
    }
    var variables = new LinkedHashSet<String>();
    by.forEach(v -> variables.add(((Expr.Sym) v).name()));
    var functions = context.definitions().stream().filter(d -> d.isFunction() && !d.family() && isOf(d, variables)).toList();
    if (functions.size() != 1) {
      return null;
    }
    var g = functions.getFirst();
    return new Supposition(new Definition(name, List.of(), false, g.body(), g.scope(), g.line(), false),
        name + " is meant to be " + g.name() + " (line " + g.line() + "), the only function of " + String.join(", ", variables));
  }

  private static boolean isOf(Definition d, LinkedHashSet<String> variables) {
    var found = new LinkedHashSet<String>();
    for (var p : d.parameters()) {
      var entry = ENTRY.matcher(p.name());
      found.add(variables.contains(p.name()) || !entry.matches() ? p.name() : entry.group(1));
    }
    return found.equals(variables);
  }
}
