package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Derivatives by a member of a recursion: {@code L = (h_2 − y)²} depends on h_1, because {@code h_2 = tanh(w h_1 + u x_2)}. The members
 * behind the one by which is derived are put in by their formulas; those before it are not made of it.
 */
final class LaterMembers {

  private static final int MAX_STEPS = 16;
  /** Parts of an expression; a member made of two before it doubles with every step. */
  private static final int MAX_SIZE = 2_000;

  private final Context context;
  /** A member by the formula of its family or its own, in which members of the family stand for themselves; null if there is none. */
  private final Function<Expr.Indexed, Expr> meaning;

  LaterMembers(Context context, Function<Expr.Indexed, Expr> meaning) {
    this.context = context;
    this.meaning = meaning;
  }

  /**
   * The expression in which nothing hides the member.
   *
   * @throws UnresolvedException if what lies between cannot be worked out
   */
  Expr put(Expr body, Expr.Indexed by) {
    var e = body;
    for (int steps = 0; steps < MAX_STEPS && Trees.size(e, MAX_SIZE) < MAX_SIZE; steps++) {
      var later = new HashMap<Expr, Expr>();
      for (var x : members(e, by.base())) {
        if (!x.equals(by) && isLater(x, by)) {
          var value = meaning.apply(x);
          if (value == null) {
            throw between(x, by);
          }
          later.put(x, value);
        }
      }
      if (later.isEmpty()) {
        return e;
      }
      if (Trees.any(e, t -> t instanceof Expr.Big b && members(b, by.base()).stream().anyMatch(later::containsKey))) {
        throw between(later.keySet().iterator().next(), by);
      }
      e = Trees.substitute(e, later);
    }
    throw between(body, by);
  }

  private static UnresolvedException between(Expr of, Expr.Indexed by) {
    return new UnresolvedException(of + " depends on " + by + " by way of what lies between them");
  }

  /** Whether the member is made of the other one. */
  private boolean isLater(Expr.Indexed x, Expr.Indexed by) {
    var family = context.definition(Target.family(x));
    if (family == null || !context.isRecursive(family.name())) {
      var own = context.definition(x.toString()) == null ? null : meaning.apply(x);
      return own != null && members(own, x.base()).stream().anyMatch(m -> m.equals(by) || !m.equals(x) && isLater(m, by));
    }
    var from = places(x);
    var to = places(by);
    int running = from.size() == to.size() ? running(x, family) : -1;
    if (running < 0) {
      throw between(x, by);
    }
    var steps = Unrolling.distance(from.get(running), to.get(running));
    if (steps == null) {
      throw between(x, by);
    }
    return steps > 0;
  }

  /** The place of the index that the recursion counts; −1 if it is not one alone. */
  private int running(Expr.Indexed x, Definition family) {
    var general = new ArrayList<Expr>(family.parameters());
    if (general.size() != places(x).size()) {
      return -1;
    }
    var member = Exprs.indexed(x.base(), general.subList(0, x.sub().size()), general.subList(x.sub().size(), general.size()));
    if (!(member instanceof Expr.Indexed of) || !(meaning.apply(of) instanceof Expr formula)) {
      return -1;
    }
    var counted = new LinkedHashSet<Integer>();
    for (var m : members(formula, x.base())) {
      var at = places(m);
      for (int i = 0; i < at.size() && at.size() == general.size(); i++) {
        if (Unrolling.distance(general.get(i), at.get(i)) instanceof Integer steps && steps > 0) {
          counted.add(i);
        }
      }
    }
    return counted.size() == 1 ? counted.getFirst() : -1;
  }

  private static List<Expr> places(Expr.Indexed x) {
    var all = new ArrayList<>(x.sub());
    all.addAll(x.sup());
    return all;
  }

  private static Set<Expr.Indexed> members(Expr e, String base) {
    var found = new LinkedHashSet<Expr.Indexed>();
    Trees.any(e, x -> x instanceof Expr.Indexed i && i.base().equals(base) && found.add(i) && false);
    return found;
  }
}
