package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Decimals that repeat the shown value of a name, and stand for that name: after {@code δ_1 = … = -0.0158} the step
 * {@code ∂L/∂w = -0.0158·0.5} is {@code δ_1·0.5}. Of the two signs that a name shown as -0.1 leaves, the one counts
 * that its exact value has, whatever was shown.
 */
final class ShownAgain {

  private static final double EXACT = 1e-9;

  private final Context context;

  ShownAgain(Context context) {
    this.context = context;
  }

  /** What the decimal stands for in the definition of a name, which goes before others with the same label; null if for itself. */
  Expr of(Decimals.Decimal d, String defined) {
    var signed = List.of(d.text(), "-" + d.text());
    var names = new ArrayList<String>();
    signed.forEach(t -> names.add(context.values().shownAs(t)));
    if (names.stream().allMatch(n -> n == null) && defined != null) {
      signed.forEach(t -> names.add(context.values().shownBeside(t, defined)));
    }
    var found = names.stream().filter(n -> n != null && !n.equals(defined)).findFirst().orElse(null);
    if (found == null) {
      return defined == null ? null : computedBeside(d, defined);
    }
    double value = exact(found);
    double written = d.value().doubleValue();
    double unit = 2 * d.halfUnit().doubleValue();
    if (Double.isNaN(value)) {
      return found.equals(names.getFirst()) || names.size() > 2 && found.equals(names.get(2)) ? Exprs.sym(found) : null;
    }
    return Math.abs(value - written) < unit ? Exprs.sym(found) : Math.abs(value + written) < unit ? Exprs.neg(Exprs.sym(found)) : null;
  }

  /** The one computed quantity with the same label that has exactly this value, though another was shown: h_2 = σ(-0.1) where z_2 is -0.1; or null. */
  private Expr computedBeside(Decimals.Decimal d, String defined) {
    int bar = defined.indexOf('_');
    Expr found = null;
    for (var other : context.definitions()) {
      if (bar < 0 || !other.name().endsWith(defined.substring(bar)) || other.name().equals(defined) || !other.parameters().isEmpty() || other.data()
          || Trees.freeSymbols(other.body()).isEmpty()) {
        continue;
      }
      double value = exact(other.name());
      double written = d.value().doubleValue();
      if (Math.abs(Math.abs(value) - written) < EXACT * written) {
        if (found != null) {
          return null; // two of them: neither is clear
        }
        found = value > 0 ? Exprs.sym(other.name()) : Exprs.neg(Exprs.sym(other.name()));
      }
    }
    return found;
  }

  private double exact(String name) {
    try {
      return Probe.closed(new Resolver(context, Map.of(), Map.of()).resolve(Exprs.sym(name)));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return Double.NaN;
    }
  }

  /** The reading of a step in which such decimals are the names, if there are any; the decimal alone on the right is what is claimed. */
  List<Resolved> reading(Side left, Side right, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    var words = new LinkedHashSet<String>();
    try {
      var l = new Resolver(context, leftArguments, Map.of()).resolve(named(left, words));
      var r = new Resolver(context, rightArguments, Map.of()).resolve(named(right, words));
      return words.isEmpty() ? List.of() : List.of(new Resolved(l, r, String.join(", ", words), Resolved.Weight.SHOWN));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private Expr named(Side side, Set<String> words) {
    var by = new HashMap<Expr, Expr>();
    for (var d : side.decimals().in(side.raw())) {
      var name = context.values().isData(d.text()) || context.values().isData("-" + d.text()) ? null : of(d, null);
      if (name != null) {
        by.put(Exprs.sym(d.symbol()), name);
        words.add(d.text() + " is read as " + name + ", whose value was shown so");
      }
    }
    return side.decimals().exact(Trees.substitute(side.raw(), by));
  }
}
