package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Largest and least entries of vectors of any size. What holds for every number in the place of max z holds for max z:
 * {@code log Σ e^{z_k} = m + log Σ e^{z_k − m}}. What fails at size 2 fails.
 */
final class LargestEntries {

  private static final Set<String> NAMES = Set.of("maxentry", "minentry");

  /** The sizes that are tried, one after the other for different letters. */
  private static final int[] SIZES = {2, 3};

  private final Map<Expr, Expr> small = new LinkedHashMap<>();

  private LargestEntries() {}

  /**
   * The expressions with a number of its own for each largest or least entry; null if there is none, or one that changes:
   * where it stands below a sum with its index, a derivative, or a limit.
   */
  static List<Expr> free(List<Expr> sides) {
    var calls = new LinkedHashSet<Expr>();
    if (!sides.stream().allMatch(e -> collect(e, calls)) || calls.isEmpty()) {
      return null;
    }
    var by = new LinkedHashMap<Expr, Expr>();
    calls.forEach(c -> by.put(c, Exprs.sym("entry_" + by.size() + "_")));
    return sides.stream().map(e -> Trees.substitute(e, by)).toList();
  }

  /** Whether none of them changes. */
  private static boolean collect(Expr e, Set<Expr> calls) {
    if (e instanceof Expr.Call c && NAMES.contains(c.function().name())) {
      calls.add(c);
      return true;
    }
    boolean below = e instanceof Expr.Diff || e instanceof Expr.At || e instanceof Expr.Limit || e instanceof Expr.Integral;
    if (below && Trees.any(e, LargestEntries::is)) {
      return false;
    }
    if (e instanceof Expr.Big b && Trees.any(b.body(), x -> is(x) && Trees.freeSymbols(x).contains(b.index()))) {
      return false;
    }
    return Trees.children(e).stream().allMatch(c -> collect(c, calls));
  }

  static boolean is(Expr e) {
    return e instanceof Expr.Call c && NAMES.contains(c.function().name());
  }

  /** The small sizes for the letters that are sizes of the vectors and matrices in these expressions. */
  static LargestEntries atSmallSizes(List<Expr> sides, Typing typing) {
    var at = new LargestEntries();
    var names = new LinkedHashSet<String>();
    for (var e : sides) {
      Trees.any(e, x -> (x instanceof Expr.Sym s && names.add(s.name()) || x instanceof Expr.Indexed i && names.add(i.base())) && false);
    }
    var sizes = new ArrayList<Expr>();
    for (var name : names) {
      var shape = typing.shapes().get(name);
      if (shape != null) {
        sizes.add(shape.rows());
        sizes.add(shape.columns());
      }
    }
    for (var size : sizes) {
      if (size instanceof Expr.Sym && !at.small.containsKey(size)) {
        at.small.put(size, Exprs.num(SIZES[at.small.size() % SIZES.length]));
      }
    }
    return at;
  }

  Expr of(Expr e) {
    return Trees.substitute(e, small);
  }

  Shape of(Shape s) {
    return Shape.of(of(s.rows()), of(s.columns()));
  }

  Typing of(Typing typing) {
    return typing.withSizes(small);
  }

  /** The sizes of a counterexample, with those that were chosen. */
  Map<String, String> sizes(Map<String, String> others) {
    var all = new LinkedHashMap<String, String>();
    small.forEach((k, v) -> all.put(k.toString(), v.toString()));
    all.putAll(others);
    return all;
  }
}
