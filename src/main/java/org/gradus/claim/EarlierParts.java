package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * Quantities that an earlier part of the document defined and this one uses without a word: the same ones, or letters that
 * are variables here. A collection of exercises calls everything y.
 */
final class EarlierParts {

  private static final int MAX_NAMES = 3;

  private final Context context;

  EarlierParts(Context context) {
    this.context = context;
  }

  /** The readings of a claim in which such names are variables, if there are any. */
  List<Resolved> without(Set<String> used, Side left, Side right, Expr lhs, Expr rhs, Map<String, Set<Expr>> leftArguments,
      Map<String, Set<Expr>> rightArguments) {
    var earlier = used.stream().filter(this::isEarlier).toList();
    var found = new ArrayList<Resolved>();
    if (earlier.isEmpty() || earlier.size() > MAX_NAMES) {
      return found;
    }
    var held = new HashSet<>(earlier);
    try {
      var l = new Resolver(context, leftArguments, Map.of()).holding(held).resolve(left.exact());
      var r = new Resolver(context, rightArguments, Map.of()).holding(held).resolve(right.exact());
      if (!(l.equals(lhs) && r.equals(rhs))) {
        boolean reused = earlier.stream().allMatch(n -> context.values().meanings(n) > 1);
        found.add(new Resolved(l, r, String.join(", ", earlier) + (earlier.size() == 1 ? " is a variable here, not that of line " : " are variables here, not those of line ")
            + context.definition(earlier.getFirst()).line(), reused ? Resolved.Weight.DECIDES : Resolved.Weight.EARLIER));
      }
    } catch (UnresolvedException | IllegalArgumentException _) {
      // then it is not meant so
    }
    return found;
  }

  /** A quantity, not a function, of a part of the document that is over. */
  private boolean isEarlier(String name) {
    var d = context.definition(name);
    return d != null && d.parameters().isEmpty() && !context.isDefinedHere(name) && !context.sections().isAround(d.scope()) && !Trees.freeSymbols(d.body()).isEmpty();
  }
}
