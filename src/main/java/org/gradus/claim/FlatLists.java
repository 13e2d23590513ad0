package org.gradus.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;

/**
 * Components one after the other, {@code x = [1, 2]} and {@code x = (1, 2)}: they say which vector it is, and not whether it stands or lies.
 */
final class FlatLists {

  private final Context context;

  FlatLists(Context context) {
    this.context = context;
  }

  /** What a name given by a side stands for: a list is a column where the document writes xᵀ. */
  Expr given(Side side, String name, Expr written) {
    return written instanceof Expr.Matrix m && is(side, m) && context.rank(name, 0) == Rank.COLUMN ? Literals.transposed(m) : written;
  }

  /** Whether the side is such a list. */
  static boolean is(Side side, Expr e) {
    return StepBuilder.isTuple(side, e) || e instanceof Expr.Matrix m && m.rows().size() == 1 && m.rows().getFirst().size() > 1
        && side.latex().strip().matches("(?s)(?:\\\\(?:left|big|Big|bigl|Bigl)\\s*)?\\[(?!.*\\\\(?:begin|\\\\)).*,.*\\]");
  }

  /** The reading of a claim in which the vectors given so stand where they lay, and lie where they stood. */
  List<Resolved> turned(Set<String> used, Side left, Side right, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    var lists = used.stream().filter(n -> context.values().isFlat(n) && context.definition(n) instanceof Definition d && Literals.of(d.body()) != null)
        .collect(Collectors.toSet());
    if (lists.isEmpty()) {
      return List.of();
    }
    var turned = lists.stream().collect(Collectors.toMap(n -> (Expr) Exprs.sym(n), n -> (Expr) Literals.transposed(Literals.of(context.definition(n).body()))));
    try {
      var l = new Resolver(context, leftArguments, Map.of()).holding(lists).resolve(left.exact());
      var r = new Resolver(context, rightArguments, Map.of()).holding(lists).resolve(right.exact());
      if (Trees.any(l, x -> isEntry(x, lists)) || Trees.any(r, x -> isEntry(x, lists))) {
        return List.of(); // an entry is the same either way
      }
      var shape = Literals.of(context.definition(lists.iterator().next()).body()).rows().size() == 1 ? "columns" : "rows";
      return List.of(new Resolved(beside(left, Trees.substitute(l, turned), Trees.substitute(r, turned)), beside(right, Trees.substitute(r, turned), Trees.substitute(l, turned)),
          String.join(", ", lists.stream().sorted().toList()) + " in brackets are read as " + shape, Resolved.Weight.DECIDES));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private static boolean isEntry(Expr e, Set<String> lists) {
    return e instanceof Expr.Indexed x && lists.contains(x.base());
  }

  /** A list on one side stands if the other side does. */
  private Expr beside(Side side, Expr e, Expr other) {
    var ranks = new Ranks(context);
    return is(side, e) && ranks.of(other) == Rank.COLUMN && ranks.of(e) == Rank.ROW ? Literals.transposed((Expr.Matrix) e) : e;
  }
}
