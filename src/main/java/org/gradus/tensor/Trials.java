package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Budget;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Refuter;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Kernel;

/** A claim at all choices of small sizes: a point at which both sides are defined, a counterexample, a proof for each. */
final class Trials {

  private static final List<List<Integer>> CHOICES =
      List.of(List.of(1, 2), List.of(2, 3), List.of(3, 1), List.of(2, 2), List.of(3, 2));
  private static final int MAX_INSTANCES = 60;
  private static final int MAX_SIZE = 1_500;

  private final Lowered claim;
  private final Kernel kernel;

  Trials(Lowered claim, Kernel kernel) {
    this.claim = claim;
    this.kernel = kernel;
  }

  /** The claim at some sizes. */
  private record Instance(Map<Expr, Expr> values, Expr lhs, Expr rhs, List<Expr> assumptions) {}

  /** Whether both sides are defined at some point, at some sizes. */
  boolean definedSomewhere() {
    for (var sizes : List.of(List.of(2, 3), List.of(1, 1), List.of(2, 2))) {
      try {
        for (var values : indices(sizes(sizes))) {
          var i = instance(values, Map.of());
          if (Sampler.definedPoint(List.of(concrete(i.lhs()), concrete(i.rhs())), domain(i)).isPresent()) {
            return true;
          }
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return false;
  }

  /** A counterexample with small sizes, or null. */
  Outcome.Refuted refute() {
    for (var sizes : List.of(List.of(2, 3), List.of(3, 2))) {
      try {
        for (var values : indices(likelySizes(sizes))) {
          for (var hot : hot(values)) {
            var i = instance(values, hot);
            if (Trees.size(i.lhs(), MAX_SIZE) >= MAX_SIZE || Trees.size(i.rhs(), MAX_SIZE) >= MAX_SIZE
                || Trees.any(Exprs.add(i.lhs(), i.rhs()), x -> x instanceof Expr.Apply)) {
              continue;
            }
            var found = Refuter.refute(RelOp.EQ, i.lhs(), i.rhs(), domain(i), Budget.of(400), true);
            if (found.isPresent()) {
              return refuted(values, hot, found.get());
            }
          }
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return null;
  }

  /** Whether the kernel proves the claim at every choice of sizes up to 3 and every value of the free indices. */
  boolean provedAtSmallSizes() {
    try {
      int count = 0;
      for (var sizes : isOneCase() ? List.of(List.of(1)) : CHOICES) {
        for (var values : indices(sizes(sizes))) {
          for (var hot : hot(values)) {
            var i = instance(values, hot);
            if (++count > MAX_INSTANCES || Trees.size(i.lhs(), MAX_SIZE) >= MAX_SIZE
                || !kernel.equal(i.lhs(), i.rhs(), i.assumptions()).proved()) {
              return false;
            }
          }
        }
      }
      return true;
    } catch (Unsupported _) {
      return false;
    }
  }

  /** Whether there is nothing to choose: all sizes are numbers, and no index is free. */
  boolean isOneCase() {
    return claim.sizes().isEmpty() && claim.usedIndices().isEmpty();
  }

  /**
   * Sizes that nobody names are one, and any name that could stand for it has its value too: what fails then fails
   * whatever was meant.
   */
  private Map<Expr, Expr> likelySizes(List<Integer> choice) {
    var map = new LinkedHashMap<>(sizes(choice));
    if (!claim.hiddenSizes().isEmpty()) {
      var value = Exprs.num(choice.getFirst());
      claim.hiddenSizes().forEach(h -> map.put(h, value));
      claim.possibleSizes().forEach(n -> map.put(n, value));
    }
    return map;
  }

  private Map<Expr, Expr> sizes(List<Integer> choice) {
    var map = new LinkedHashMap<Expr, Expr>();
    int k = 0;
    for (var s : claim.sizes()) {
      map.put(s, Exprs.num(choice.get(k++ % choice.size())));
    }
    return map;
  }

  /** The sizes with every choice of values for the free indices. */
  private List<Map<Expr, Expr>> indices(Map<Expr, Expr> sizes) {
    List<Map<Expr, Expr>> all = List.of(sizes);
    for (var i : claim.usedIndices().entrySet()) {
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var m : all) {
        var from = Trees.substitute(i.getValue().lower(), m);
        var to = Trees.substitute(i.getValue().upper(), m);
        if (!(new SmallSizes(m, claim.inverses()).of(from) instanceof Expr.Num a)
            || !(new SmallSizes(m, claim.inverses()).of(to) instanceof Expr.Num b)) {
          throw new Unsupported("the range of " + i.getKey() + " has no value");
        }
        for (long v = a.value().num().longValue(); v <= b.value().num().longValue() && next.size() <= MAX_INSTANCES; v++) {
          var more = new LinkedHashMap<>(m);
          more.put(i.getKey(), Exprs.num(v));
          if (allowed(more)) {
            next.add(more);
          }
        }
      }
      all = next;
    }
    return all;
  }

  /** Assumptions between free indices ({@code i != k}). */
  private boolean allowed(Map<Expr, Expr> values) {
    for (var a : claim.assumptions()) {
      if (a instanceof Expr.Rel r && values.containsKey(r.lhs()) && values.containsKey(r.rhs())
          && values.get(r.lhs()) instanceof Expr.Num x && values.get(r.rhs()) instanceof Expr.Num y
          && !r.op().holdsForSign(x.value().compareTo(y.value()))) {
        return false;
      }
    }
    return true;
  }

  private Instance instance(Map<Expr, Expr> values, Map<Expr, Expr> hot) {
    var small = new SmallSizes(values, claim.inverses());
    var facts = new ArrayList<Expr>();
    for (var a : claim.assumptions()) {
      if (Trees.freeSymbols(a).stream().anyMatch(s -> claim.free().containsKey(s))) {
        facts.addAll(forAllIndices(a, values));
      } else {
        facts.add(small.of(a));
      }
    }
    facts.removeIf(f -> f instanceof Expr.Rel r && r.lhs() instanceof Expr.Num && r.rhs() instanceof Expr.Num);
    var solved = solved(facts);
    solved.putAll(hot);
    return new Instance(values, put(small.of(claim.sides().get(0)), solved), put(small.of(claim.sides().get(1)), solved),
        facts.stream().map(f -> put(f, solved)).filter(f -> !(f instanceof Expr.Rel r && r.lhs().equals(r.rhs()))).toList());
  }

  private static Expr put(Expr e, Map<Expr, Expr> values) {
    return Trees.substitute(e, values);
  }

  /** An assumption about components at free indices holds for all their values. */
  private List<Expr> forAllIndices(Expr a, Map<Expr, Expr> values) {
    List<Map<Expr, Expr>> all = List.of(sizesOnly(values));
    for (var i : Trees.freeSymbols(a)) {
      var range = claim.free().get(i);
      if (range == null) {
        continue;
      }
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var m : all) {
        if (!(Trees.substitute(range.lower(), m) instanceof Expr.Num from) || !(Trees.substitute(range.upper(), m) instanceof Expr.Num to)) {
          throw new Unsupported("the range of " + i + " has no value");
        }
        for (long v = from.value().num().longValue(); v <= to.value().num().longValue(); v++) {
          var more = new HashMap<>(m);
          more.put(i, Exprs.num(v));
          next.add(more);
        }
      }
      all = next;
    }
    return all.stream().filter(this::allowed).map(m -> new SmallSizes(m, claim.inverses()).of(a)).toList();
  }

  private Map<Expr, Expr> sizesOnly(Map<Expr, Expr> values) {
    var map = new HashMap<>(values);
    map.keySet().removeIf(k -> !claim.sizes().contains(k));
    return map;
  }

  /** Equations between sums, solved for a variable that they contain once with coefficient 1. */
  private static Map<Expr, Expr> solved(List<Expr> facts) {
    var map = new HashMap<Expr, Expr>();
    for (var f : facts) {
      if (f instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Add a) {
        for (var t : a.args()) {
          if (t instanceof Expr.Sym s && !map.containsKey(s) && !Trees.freeSymbols(r.rhs()).contains(s)
              && a.args().stream().filter(x -> Trees.freeSymbols(x).contains(s)).count() == 1
              && map.values().stream().noneMatch(v -> Trees.freeSymbols(v).contains(s))) {
            var others = new ArrayList<>(a.args());
            others.remove(t);
            map.put(s, Trees.substitute(Exprs.sub(r.rhs(), Exprs.add(others)), Map.copyOf(map)));
            break;
          }
        }
      }
    }
    return map;
  }

  /** The values of one-hot vectors: every class, the same for all members of a family. */
  private List<Map<Expr, Expr>> hot(Map<Expr, Expr> values) {
    List<Map<Expr, Expr>> all = List.of(Map.of());
    for (var fact : claim.typing().facts()) {
      if (!(fact instanceof Typing.Fact.OneHot o) || !claim.places().containsKey(o.name())) {
        continue;
      }
      var ranges = claim.places().get(o.name());
      var next = new ArrayList<Map<Expr, Expr>>();
      int classes = size(ranges.getLast(), values);
      for (var m : all) {
        for (int hot = 1; hot <= classes; hot++) {
          var more = new HashMap<>(m);
          for (var e : components(o.name(), ranges, values, hot)) {
            more.put(e.getKey(), e.getValue());
          }
          next.add(more);
        }
      }
      all = next;
    }
    return all;
  }

  private List<Map.Entry<Expr, Expr>> components(String name, List<Range> ranges, Map<Expr, Expr> values, int hot) {
    List<List<Expr>> indices = List.of(List.of());
    for (var r : ranges) {
      var next = new ArrayList<List<Expr>>();
      for (var start : indices) {
        for (int i = 1; i <= size(r, values); i++) {
          var one = new ArrayList<>(start);
          one.add(Exprs.num(i));
          next.add(one);
        }
      }
      indices = next;
    }
    var all = new ArrayList<Map.Entry<Expr, Expr>>();
    for (var i : indices) {
      all.add(Map.entry(Exprs.sym(Exprs.indexed(name, i, List.of()).toString()),
          i.getLast().equals(Exprs.num(hot)) ? Exprs.ONE : Exprs.ZERO));
    }
    return all;
  }

  private static int size(Range r, Map<Expr, Expr> values) {
    if (r != null && Trees.substitute(r.upper(), values) instanceof Expr.Num n && n.value().isIntegerWithin(10)) {
      return n.value().intValueExact();
    }
    throw new Unsupported("a range has no value");
  }

  /** Unknown functions as unknown numbers: enough to see where the rest is defined. */
  private static Expr concrete(Expr e) {
    return e instanceof Expr.Apply a ? Exprs.sym(a.toString()) : Trees.map(e, Trials::concrete);
  }

  private static Domain domain(Instance i) {
    var names = new LinkedHashSet<String>();
    for (var e : List.of(concrete(i.lhs()), concrete(i.rhs()))) {
      Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
    }
    var facts = new ArrayList<Expr>();
    for (var a : i.assumptions()) {
      Trees.freeSymbols(a).forEach(s -> names.add(s.name()));
      facts.add(a);
    }
    return new Domain(List.copyOf(names), facts, java.util.Set.of());
  }

  private Outcome.Refuted refuted(Map<Expr, Expr> values, Map<Expr, Expr> hot, org.gradus.numeric.Counterexample c) {
    var sizes = new LinkedHashMap<String, String>();
    var component = new ArrayList<String>();
    values.forEach((k, v) -> {
      if (k.equals(Lowered.ROW) || k.equals(Lowered.COLUMN)) {
        component.add(v.toString());
      } else {
        sizes.put(k.toString(), v.toString());
      }
    });
    var point = new LinkedHashMap<String, String>();
    c.point().forEach((k, v) -> point.put(k, v.toString()));
    hot.forEach((k, v) -> point.put(k.toString(), v.toString()));
    return new Outcome.Refuted(sizes, point, component.isEmpty() ? null : "[" + String.join(",", component) + "]", c.lhs(), c.rhs(), false);
  }
}
