package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * One member of a family that a formula defines: after {@code m̂_t = m_t/(1 − β^t)} a formula for {@code m̂_1} claims something. What
 * speaks of quantities that are not in the formula of the family may be a meaning of its own.
 */
final class NumberedMember {

  private final Context context;
  private final Reading reading;

  NumberedMember(Context context, Reading reading) {
    this.context = context;
    this.reading = reading;
  }

  /** The member by the formula of its family; null if the document may give it another meaning with this right side. */
  Expr value(Expr.Indexed member, Expr right) {
    var family = context.definition(Target.family(member));
    if (family == null || !family.family() || !context.isDefinedHere(family.name()) || context.isRecursive(family.name()) || Reading.isClosed(family.body()) || Reading.isClosed(right)
        || !member.sup().isEmpty() || member.sub().size() != family.parameters().size()
        || !member.sub().stream().allMatch(i -> i instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0)
        || !new MembersMeant(context).isSpokenOf(member)) {
      return null;
    }
    var value = unrolled(family.applied(member.sub()));
    if (value == null) {
      return null;
    }
    var names = names(value);
    try {
      var resolved = reading.resolve(value);
      if (Trees.any(resolved, x -> x instanceof Expr.Big b && !(b.lower() instanceof Expr.Num && b.upper() instanceof Expr.Num))) {
        return null; // a sum over what is not known: who writes a member out may mean another one
      }
      names.addAll(names(resolved));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    }
    return names.containsAll(names(right)) ? value : null;
  }

  /** With members of recursions worked out; null where one is not determined. */
  private Expr unrolled(Expr e) {
    var by = new HashMap<Expr, Expr>();
    for (var x : members(e)) {
      if (context.isRecursive(Target.family(x)) && !context.isDefined(x.toString())) {
        var value = context.unrolling().value(x, context.scope(), context);
        if (value == null) {
          return null;
        }
        by.put(x, value);
      }
    }
    return Trees.substitute(e, by);
  }

  private static Iterable<Expr.Indexed> members(Expr e) {
    var found = new ArrayList<Expr.Indexed>();
    Trees.any(e, x -> x instanceof Expr.Indexed i && found.add(i) && false);
    return found;
  }

  private static Set<String> names(Expr e) {
    var found = new HashSet<String>();
    Trees.freeSymbols(e).forEach(s -> found.add(s.name()));
    members(e).forEach(x -> found.add(x.base()));
    return found;
  }
}
