package org.gradus.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Names that were given another number for a case: 'let c = 2. For c = 5 …'. What comes after may be meant for the first again. */
final class CaseValues {

  private final Context context;

  CaseValues(Context context) {
    this.context = context;
  }

  /** The reading of a claim with the numbers that such names had before, if there are any. */
  List<Resolved> before(Set<String> used, Side left, Side right, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    var earlier = used.stream().map(context.values()::before).filter(d -> d != null).toList();
    if (earlier.isEmpty()) {
      return List.of();
    }
    var held = earlier.stream().map(Definition::name).collect(Collectors.toSet());
    var values = earlier.stream().collect(Collectors.toMap(d -> (Expr) Exprs.sym(d.name()), Definition::body));
    try {
      var l = new Resolver(context, leftArguments, Map.of()).holding(held).resolve(left.exact());
      var r = new Resolver(context, rightArguments, Map.of()).holding(held).resolve(right.exact());
      var words = earlier.stream().map(d -> d.name() + " = " + d.body() + " (line " + d.line() + ")").sorted().collect(Collectors.joining(", "));
      return List.of(new Resolved(Trees.substitute(l, values), Trees.substitute(r, values), words + " is meant again", Resolved.Weight.EARLIER));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }
}
