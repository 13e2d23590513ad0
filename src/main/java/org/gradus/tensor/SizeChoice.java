package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Small values for sizes that satisfy what is assumed of sizes: n > d, K = 10, n ≥ m + 1. */
final class SizeChoice {

  /** Up to so many values of every size are tried together. */
  private static final int MAX_TRIED = 20_000;
  private static final int LARGEST = 4;

  private final List<Expr.Sym> sizes;
  private final List<Expr> relations;

  SizeChoice(List<Expr.Sym> sizes, List<Expr> assumptions) {
    this.sizes = sizes;
    this.relations = assumptions.stream().filter(a -> !Trees.any(a, x -> x instanceof Expr.Indexed || x instanceof Expr.Big)
        && !Trees.freeSymbols(a).isEmpty() && sizes.containsAll(Trees.freeSymbols(a))).toList();
  }

  /** The sizes in turn the values of the choice, changed as little as the relations ask. Throws {@link Unsupported} if none fit. */
  Map<Expr, Expr> nearest(List<Integer> choice) {
    var wanted = new LinkedHashMap<Expr, Expr>();
    for (int k = 0; k < sizes.size(); k++) {
      wanted.put(sizes.get(k), Exprs.num(choice.get(k % choice.size())));
    }
    if (fits(wanted)) {
      return wanted;
    }
    var bound = sizes.stream().filter(s -> relations.stream().anyMatch(r -> Trees.freeSymbols(r).contains(s))).toList();
    var candidates = candidates();
    Map<Expr, Expr> best = null;
    long least = Long.MAX_VALUE;
    double count = Math.pow(candidates.size(), bound.size());
    for (long c = 0; c < Math.min(count, MAX_TRIED); c++) {
      var map = new LinkedHashMap<>(wanted);
      long distance = 0;
      long rest = c;
      for (var s : bound) {
        long v = candidates.get((int) (rest % candidates.size()));
        rest /= candidates.size();
        distance += Math.abs(v - ((Expr.Num) wanted.get(s)).value().num().longValue());
        map.put(s, Exprs.num(v));
      }
      if (distance < least && fits(map)) {
        best = map;
        least = distance;
      }
    }
    if (best == null) {
      throw new Unsupported("no small sizes satisfy what is assumed of them");
    }
    return best;
  }

  private boolean fits(Map<Expr, Expr> values) {
    var small = new SmallSizes(values, new Inverses(), Set.of());
    return relations.stream().noneMatch(r -> Boolean.FALSE.equals(small.holds(r)));
  }

  /** 1 to {@value #LARGEST}, and what stands in the relations, with the numbers beside it. */
  private List<Long> candidates() {
    var all = new TreeSet<Long>();
    for (long v = 1; v <= LARGEST; v++) {
      all.add(v);
    }
    relations.forEach(r -> Trees.any(r, x -> {
      if (x instanceof Expr.Num n && n.value().isIntegerWithin(1_000)) {
        for (long v = n.value().intValueExact() - 1L; v <= n.value().intValueExact() + 1L; v++) {
          if (v >= 1) {
            all.add(v);
          }
        }
      }
      return false;
    }));
    return new ArrayList<>(all);
  }
}
