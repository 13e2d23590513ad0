package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;

/** What holds around a claim: the assumptions and domains in force, and the names whose values no counterexample may choose. */
final class ClaimSetting {

  /** e_y, the column of an identity where nothing else is said: that it has been used before tells nothing of its values. */
  private static final Pattern UNIT = Pattern.compile("e_[a-zA-Z]");

  private final Context context;
  private final List<Assumption> local;
  private final StepBuilder.Beside beside;

  ClaimSetting(Context context, List<Assumption> local, StepBuilder.Beside beside) {
    this.context = context;
    this.local = local;
    this.beside = beside;
  }

  Setting of(Expr lhs, Expr rhs, Expr proposition) {
    return of(lhs, rhs, proposition, Set.of(), Set.of());
  }

  /** Whether the vector can have any value while nothing else in the claim changes: z = Wx + b, where b stands nowhere else. */
  private boolean isFree(String vector, Expr lhs, Expr rhs) {
    return context.definition(vector).body() instanceof Expr.Add a && a.args().stream().anyMatch(t -> t instanceof Expr.Sym s
        && !context.isDefined(s.name()) && !Trees.freeSymbols(lhs).contains(s) && !Trees.freeSymbols(rhs).contains(s));
  }

  /** Whether the name stands in the expression other than as an index: the letter of a constant may be one. */
  private static boolean isQuantity(String name, Expr e) {
    return e != null && (e instanceof Expr.Sym s && s.name().equals(name)
        || !(e instanceof Expr.Indexed x && allSymbols(x)) && Trees.children(e).stream().anyMatch(c -> isQuantity(name, c)));
  }

  private static boolean allSymbols(Expr.Indexed x) {
    return x.sub().stream().allMatch(i -> i instanceof Expr.Sym) && x.sup().stream().allMatch(i -> i instanceof Expr.Sym);
  }

  /**
   * @param held defined vectors that stand in the claim as variables
   * @param open names whose values no counterexample may choose
   */
  Setting of(Expr lhs, Expr rhs, Expr proposition, Set<String> held, Set<String> open) {
    var left = lhs == null ? Set.<Expr.Sym>of() : names(lhs);
    var right = rhs == null ? Set.<Expr.Sym>of() : names(rhs);
    var unknown = new LinkedHashSet<String>();
    var entries = rhs == null ? Set.<String>of() : bases(rhs);
    for (var s : left) {
      if (!right.contains(s) && !entries.contains(s.name()) && rhs != null && !isKnown(s.name()) && !right.isEmpty()) {
        unknown.add(s.name());
      }
    }
    for (var s : right) {
      if (!left.contains(s) && !isKnown(s.name())) {
        unknown.add(s.name());
      }
    }
    for (var side : java.util.Arrays.asList(left, right)) {
      side.stream().filter(x -> context.isDefined(x.name() + Target.FAMILY) && !context.isDefined(x.name())
          && context.rank(x.name(), 0) != null).forEach(x -> unknown.add(x.name())); // only its entries are defined
    }
    families(lhs, rhs, unknown);
    unknown.addAll(open);
    held.stream().filter(v -> rhs != null && !isFree(v, lhs, rhs)).forEach(unknown::add);
    var all = new LinkedHashSet<>(beside.quantified());
    beside.quantified().forEach(q -> all.add(context.spelling().alias(Exprs.sym(q)).name()));
    unknown.removeAll(all);
    unknown.removeIf(context.arrays()::isSize);
    unknown.remove(Ranks.ANY);
    for (var e : java.util.Arrays.asList(lhs, rhs)) {
      unknown.removeAll(e == null ? Set.of() : ends(e)); // how many terms there are is for all numbers of them
    }
    unknown.addAll(context.doubted());
    unknown.addAll(beside.unread().keySet());
    unknown.removeIf(n -> context.isOnlyOverloaded(n) && !isQuantity(n, lhs) && !isQuantity(n, rhs) && !isQuantity(n, proposition));
    var declared = new LinkedHashSet<>(context.declared());
    declared.addAll(all);
    var assumptions = new ArrayList<>(context.assumptions());
    assumptions.removeIf(a -> local.stream().anyMatch(b -> Exclusion.of(a.relation(), b.relation()))); // another case
    var replaced = assumptions.stream().filter(a -> local.stream().anyMatch(b -> isReplaced(a, b))).toList();
    assumptions.removeAll(replaced);
    assumptions.removeIf(a -> a.relation() != null && (lhs != null && Multipliers.isConstraintOf(lhs, a.relation())
        || rhs != null && Multipliers.isConstraintOf(rhs, a.relation())));
    assumptions.addAll(local);
    var domains = new ArrayList<>(context.domainsOf(_ -> true));
    var sides = new ArrayList<Expr>();
    for (var e : new Expr[] {lhs, rhs, proposition}) {
      if (e != null) {
        sides.add(e);
      }
    }
    domains.addAll(context.statedRelations(sides));
    domains.forEach(d -> unknown.removeAll(placeOfOne(d)));
    assumptions.addAll(new GivenEntries(context).of(sides));
    var perhaps = new ArrayList<>(context.perhaps(sides));
    perhaps.addAll(replaced);
    perhaps.addAll(beside.perhaps());
    var doubts = new HashMap<>(context.doubtLines(unknown));
    doubts.putAll(beside.unread());
    return new Setting(assumptions, domains, declared, unknown, context.arrays(), perhaps, context.variables(), context.beside(), List.of()).saying(context.chances().inForce()).doubting(doubts);
  }

  /** The class c, of which y_c = 1 says what it is. */
  private static Set<String> placeOfOne(Assumption a) {
    return a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed x
        && x.sub().size() == 1 && x.sub().getFirst() instanceof Expr.Sym c ? Set.of(c.name()) : Set.of();
  }

  /** {@code for all x > 0} where x > 2 was assumed: the x at hand is another one. */
  private boolean isReplaced(Assumption a, Assumption forAll) {
    var old = Region.of(a.relation());
    var now = Region.of(forAll.relation());
    return old != null && now != null && beside.quantified().contains(now.name()) && now.replaces(old);
  }

  /** The free names; the quantity of a layer with a number, δ^3, is a name like any other. */
  private static Set<Expr.Sym> names(Expr e) {
    var all = new LinkedHashSet<>(Trees.freeSymbols(e));
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i && i.sub().isEmpty() && i.sup().stream().allMatch(s -> s instanceof Expr.Num)) {
        all.add(Exprs.sym(i.toString()));
      }
      return false;
    });
    return all;
  }

  /** Components of one side only that nothing before speaks of, and all where the words restrict some without naming them. */
  private void families(Expr lhs, Expr rhs, Set<String> unknown) {
    var left = lhs == null ? Set.<String>of() : bases(lhs);
    var right = rhs == null ? Set.<String>of() : bases(rhs);
    var all = new LinkedHashSet<>(left);
    all.addAll(right);
    boolean number = rhs != null && right.isEmpty() && Trees.freeSymbols(rhs).isEmpty();
    for (var name : all) {
      if (!(left.contains(name) && right.contains(name)) && rhs != null && !number && !isKnown(name)
          && context.arrays().properties(name).isEmpty() && !(name.equals("delta") && (isKronecker(lhs, rhs) || isKronecker(rhs, lhs)))) {
        unknown.add(name);
      }
    }
    if (lhs != null && rhs != null) {
      unknown.addAll(Neighbours.of(lhs, rhs));
    }
    if (context.familiesDoubted()) {
      unknown.addAll(all);
      for (var e : java.util.Arrays.asList(lhs, rhs)) {
        if (e != null) {
          Trees.freeSymbols(e).stream().map(Expr.Sym::name).filter(n -> context.rank(n, 0) != null && !context.rank(n, 0).isScalar())
              .forEach(unknown::add);
        }
      }
    }
  }

  /** {@code ∂p_i/∂z_j = p_i(δ_ij − p_j)}: beside a derivative of one entry by another, δ with their indices is Kronecker's. */
  private static boolean isKronecker(Expr derivative, Expr other) {
    return derivative instanceof Expr.Diff d && d.by() instanceof Expr.Indexed by && by.sub().size() == 1 && by.sub().getFirst() instanceof Expr.Sym j
        && !Trees.any(other, x -> x instanceof Expr.Indexed i && i.base().equals("delta") && !(i.sup().isEmpty() && i.sub().size() == 2 && i.sub().contains(j)
            && i.sub().stream().allMatch(k -> k instanceof Expr.Sym s && (s.equals(j) || Trees.freeSymbols(d.body()).contains(s)))));
  }

  /** The names that sums end at. */
  private static Set<String> ends(Expr e) {
    var found = new LinkedHashSet<String>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.upper() instanceof Expr.Sym n) {
        found.add(n.name());
      }
      return false;
    });
    return found;
  }

  /** The names that carry indices in an expression. */
  private static Set<String> bases(Expr e) {
    var found = new LinkedHashSet<String>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        found.add(i.base());
      }
      return false;
    });
    return found;
  }

  /** A hat stands on what is computed somewhere: without a definition its value is not free. */
  private boolean isKnown(String name) {
    return name.startsWith("∇") || context.isKnown(name) && (context.isDeclared(name) || !name.matches(".*[a-zA-Z]hat(?:_.*)?"))
        && (context.isDeclared(name) || context.isDefined(name) || !UNIT.matcher(name).matches() && !(name.equals("e") && !context.spelling().units().isEmpty()));
  }
}
