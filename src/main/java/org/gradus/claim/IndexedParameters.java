package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Ranks;

/**
 * A function that is given by its value at members of families, {@code ℓ(y_i, a_i) = (y_i − a_i)²} or {@code p(x_i | θ) = …}. It is one
 * of numbers, the same for every index, if nothing else in its formula depends on the index or on the families.
 *
 * @param name       of the function
 * @param parameters names that no formula uses
 * @param standing   the members they stand for
 * @param body       in the parameters
 */
record IndexedParameters(String name, List<Expr.Sym> parameters, List<Expr> standing, Expr body) {

  /** The function that an equation gives, or null if it gives none. */
  static IndexedParameters of(Expr.Apply left, Expr right, Context context) {
    var name = Conditional.plain(left.name());
    if (left.primes() > 0 || context.isDefinedHere(name) || context.member(name) != null
        || new HashSet<>(left.args()).size() < left.args().size() || left.args().stream().noneMatch(x -> x instanceof Expr.Indexed)) {
      return null;
    }
    Map<Expr, Expr> by = new HashMap<>();
    var parameters = new ArrayList<Expr.Sym>();
    var gone = new HashSet<String>();
    for (var argument : left.args()) {
      var parameter = switch (argument) {
        case Expr.Sym s -> s;
        case Expr.Indexed x when isMember(x, context) -> {
          indices(x).forEach(i -> gone.add(((Expr.Sym) i).name()));
          gone.add(x.base());
          yield Exprs.sym(x + "_");
        }
        default -> null;
      };
      if (parameter == null) {
        return null;
      }
      parameters.add(parameter);
      by.put(argument, parameter);
    }
    var body = Trees.substitute(right, by);
    var names = Trees.freeSymbols(body);
    boolean ofOneMember = right instanceof Expr.Indexed; // f(x_i) = x_i may be said of some points only
    return ofOneMember || !names.containsAll(parameters) || names.stream().anyMatch(s -> gone.contains(s.name())) || speaksOf(body, gone)
        || Trees.any(body, x -> x instanceof Expr.Apply a && Conditional.plain(a.name()).equals(name))
        ? null : new IndexedParameters(name, List.copyOf(parameters), List.copyOf(left.args()), body);
  }

  /** Whether the formula, names resolved, is still one of the parameters alone. */
  boolean isApartIn(Expr resolved) {
    var families = new HashSet<String>();
    standing.forEach(x -> families.add(x instanceof Expr.Indexed i ? i.base() : x.toString()));
    parameters.forEach(p -> families.remove(p.name()));
    return !speaksOf(resolved, families);
  }

  /** x_i, a number for each letter i. */
  private static boolean isMember(Expr.Indexed x, Context context) {
    return !context.isOfNetwork(x) && context.definition(x.toString()) == null
        && indices(x).stream().allMatch(i -> i instanceof Expr.Sym s && !isNumber(s.name(), context)) && new Ranks(context).isScalar(x);
  }

  private static boolean isNumber(String name, Context context) {
    return context.definition(name) instanceof Definition d && d.parameters().isEmpty();
  }

  private static List<Expr> indices(Expr.Indexed x) {
    var all = new ArrayList<>(x.sub());
    all.addAll(x.sup());
    return all;
  }

  private static boolean speaksOf(Expr e, Set<String> names) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && names.contains(i.base()) || x instanceof Expr.Big b && names.contains(b.index().name())
        || x instanceof Expr.Sym s && names.contains(s.name()));
  }
}
