package org.gradus.tensor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Whether the entries that a claim names at some sizes are ones that its arrays have. Of X ∈ ℝ^(2×3) there is no X_33: a counterexample is
 * looked for where there is no such talk, if there are such sizes.
 */
final class ExistingEntries {

  /** With numbers for its indices an entry is a name of its own. */
  private static final Pattern ENTRY = Pattern.compile("([^\\[\\]]+)\\[([^\\[\\]]*)\\].*");

  private final Typing typing;
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> written = new HashSet<>();

  ExistingEntries(Lowered claim) {
    typing = claim.typing();
    claim.sides().forEach(s -> Trees.freeSymbols(s).stream().filter(x -> !claim.sizes().contains(x) && !claim.free().containsKey(x))
        .forEach(x -> numbers.add(x.name())));
    claim.sides().forEach(s -> Trees.any(s, x -> x instanceof Expr.Indexed i && i.sub().contains(Exprs.ZERO) && written.add(i.base()) && false));
  }

  /** Whether all entries in the two sides, at these sizes, are there. */
  boolean exist(Expr lhs, Expr rhs, Map<Expr, Expr> sizes) {
    return missing(lhs, rhs, sizes).isEmpty();
  }

  /**
   * What keeps open what a missing entry is, in words; null where nothing does. Beside a number b, or w_0 by itself, a sum over w ∈ ℝ^d from 0
   * on often means b by w_0, and x_0 = 1, said or not.
   */
  String open(Expr lhs, Expr rhs, Map<Expr, Expr> sizes) {
    var before = missing(lhs, rhs, sizes).stream().filter(n -> place(n).contains(0L) && !written.contains(base(n))).findFirst();
    return before.isEmpty() || numbers.isEmpty() && written.isEmpty() ? null : base(before.get()) + " has no entry " + before.get() + "; what it is is not said";
  }

  private static String base(String entry) {
    return entry.substring(0, entry.indexOf('['));
  }

  private List<String> missing(Expr lhs, Expr rhs, Map<Expr, Expr> sizes) {
    var found = new LinkedHashSet<String>();
    for (var x : Trees.freeSymbols(Exprs.add(lhs, rhs))) {
      if (isMissing(x.name(), sizes)) {
        found.add(x.name());
      }
    }
    return List.copyOf(found);
  }

  private boolean isMissing(String name, Map<Expr, Expr> sizes) {
    var m = ENTRY.matcher(name);
    var shape = m.matches() ? typing.shapes().get(m.group(1)) : null;
    if (shape == null || shape.isScalar()) {
      return false;
    }
    var at = place(name);
    int members = typing.members().getOrDefault(m.group(1), 0);
    if (at.size() != members + (shape.isMatrix() ? 2 : 1)) {
      return false;
    }
    for (int p = members; p < at.size(); p++) {
      var size = Ranges.entry(shape, p - members);
      if (at.get(p) < 1 || size != null && Trees.substitute(size, sizes) instanceof Expr.Num n && Rational.of(at.get(p)).compareTo(n.value()) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of an entry; none where they are no numbers. */
  private static List<Long> place(String name) {
    var m = ENTRY.matcher(name);
    return m.matches() && m.group(2).matches("-?\\d{1,9}(?:, ?-?\\d{1,9})*") ? Arrays.stream(m.group(2).split(",")).map(n -> Long.parseLong(n.strip())).toList() : List.of();
  }
}
