package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Vectors and matrices whose entries a claim counts from 0: of {@code w ∈ ℝ^(d+1)} it names w_0, and its sums end at d. Beside the whole
 * vector the kernel counts from 1, so the entries get the next number: {@code Σ_{j=0}^d w_j x^j} is {@code Σ_{j=1}^{d+1} w_j x^{j−1}}.
 *
 * <p>An array is counted from 0 only where it stands there as a whole, too, some sum over its entries ends at the size less one, none goes
 * further, and the entry 0 is named: with {@code w ∈ ℝ^d} and a sum from 0 to d, or with w_0 beside {@code wᵀx}, w_0 is no entry of w.
 *
 * @param lhs the left side with entries counted from 1
 * @param places the indices of arrays that were counted from 0, from 0 on: {@code w ↦ [0]}
 * @param free free indices that stand for the next number now
 */
record CountedFromZero(Expr lhs, Expr rhs, List<Expr> assumptions, Map<String, Set<Integer>> places, Set<Expr.Sym> free) {

  private static final Pattern ENTRY = Pattern.compile("([^\\[\\]]+)\\[([^\\[\\]]*)\\](__[^\\[\\]]*|__\\[[^\\[\\]]*\\])?");

  /** The claim counted from 1; null where nothing in it is counted from 0, or it is not clear what is. */
  static CountedFromZero of(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    return of(lhs, rhs, typing, assumptions, true);
  }

  /** The same where w_0 stands beside the whole w and no sum tells whether it is one of its entries. */
  static CountedFromZero perhaps(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    return of(lhs, rhs, typing, assumptions, false);
  }

  private static CountedFromZero of(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions, boolean surely) {
    var all = new ArrayList<>(List.of(lhs, rhs));
    all.addAll(assumptions);
    if (all.stream().noneMatch(e -> Trees.any(e, x -> x instanceof Expr.Indexed i && typing.shapes().containsKey(i.base())))) {
      return null;
    }
    var survey = new Survey(typing);
    all.forEach(e -> survey.look(e, Map.of()));
    var places = survey.fromZero(wholes(List.of(lhs, rhs)), surely);
    if (places == null || places.isEmpty()) {
      return null;
    }
    try {
      var shift = new Shift(typing, places, survey.freeIn(places));
      var shifted = all.stream().map(e -> shift.of(e, Set.of())).toList();
      return new CountedFromZero(shifted.get(0), shifted.get(1), shifted.subList(2, shifted.size()), places, shift.free());
    } catch (Unsupported _) {
      return null;
    }
  }

  /** What has this outcome, in the words of the claim as it is written. */
  Outcome back(Outcome o) {
    return switch (o) {
      case Outcome.Proved p -> {
        var conditions = new ArrayList<>(p.conditions());
        conditions.add(condition());
        yield new Outcome.Proved(p.method(), conditions);
      }
      case Outcome.Refuted r -> {
        var sizes = new LinkedHashMap<String, String>();
        r.sizes().forEach((k, v) -> sizes.put(k, free.contains(Exprs.sym(k)) ? String.valueOf(Integer.parseInt(v) - 1) : v));
        var point = new LinkedHashMap<String, String>();
        r.point().forEach((k, v) -> point.put(written(k), v));
        yield new Outcome.Refuted(sizes, point, r.component(), r.lhs(), r.rhs(), r.transposed());
      }
      case Outcome.Tested _, Outcome.ShapeClash _, Outcome.Unknown _ -> o;
    };
  }

  String condition() {
    return "entries of " + String.join(", ", places.keySet()) + " counted from 0";
  }

  private String written(String entry) {
    var m = ENTRY.matcher(entry);
    var shifted = m.matches() ? places.get(m.group(1)) : null;
    if (shifted == null) {
      return entry;
    }
    var numbers = m.group(2).split(",");
    shifted.forEach(p -> numbers[p] = String.valueOf(Integer.parseInt(numbers[p].strip()) - 1));
    return m.group(1) + "[" + String.join(",", numbers) + "]" + (m.group(3) == null ? "" : m.group(3));
  }

  private static Set<String> wholes(List<Expr> sides) {
    var names = new HashSet<String>();
    sides.forEach(s -> Trees.any(s, x -> {
      if (x instanceof Expr.Sym y) {
        names.add(y.name());
      }
      return false;
    }));
    return names;
  }

  /** The size that a subscript of an entry runs over; null where it numbers something else than entries. */
  static Expr size(Expr.Indexed x, int place, Typing typing) {
    var shape = typing.shapes().get(x.base());
    if (shape == null || shape.isScalar()) {
      return null;
    }
    int rank = shape.isMatrix() ? 2 : 1;
    int members = typing.members().getOrDefault(x.base(), 0);
    return x.sub().size() == members + rank && place >= members ? Ranges.entry(shape, place - members) : null;
  }

  /** The ends between which an index runs; of a free one, or one without written ends, nothing is known. */
  private record Ends(Expr lower, Expr upper) {}

  /** What stands at a place of an array. */
  private static final class Place {
    final Expr size;
    final Set<Expr.Sym> free = new LinkedHashSet<>();
    final Set<Integer> numbers = new TreeSet<>();
    final List<Ends> ends = new ArrayList<>();
    boolean other;

    Place(Expr size) {
      this.size = size;
    }

    boolean namesZero() {
      return numbers.contains(0) || ends.stream().anyMatch(e -> Exprs.isZero(e.lower()));
    }

    /** Whether some sum ends at the size less one. */
    boolean reachesLast() {
      return ends.stream().anyMatch(e -> e.upper().equals(Exprs.sub(size, Exprs.ONE)));
    }

    /** Whether no number or sum goes beyond the size less one, or below 0. */
    boolean endsBefore() {
      var last = Exprs.sub(size, Exprs.ONE);
      return !other && ends.stream().allMatch(e -> (e.upper().equals(last) || isBelow(e.upper(), last)) && (Exprs.isZero(e.lower()) || e.lower() instanceof Expr.Num n && n.value().signum() > 0))
          && numbers.stream().allMatch(n -> n >= 0 && (!(last instanceof Expr.Num m) || isBelow(Exprs.num(n), m) || Exprs.num(n).equals(m)));
    }

    private static boolean isBelow(Expr e, Expr last) {
      return Exprs.sub(last, e) instanceof Expr.Num n && n.value().signum() > 0;
    }
  }

  private static final class Survey {
    private final Typing typing;
    private final Map<String, Map<Integer, Place>> places = new LinkedHashMap<>();
    private final Map<Object, Set<Place>> together = new HashMap<>();

    Survey(Typing typing) {
      this.typing = typing;
    }

    void look(Expr e, Map<Expr.Sym, Expr.Big> bound) {
      if (e instanceof Expr.Big b) {
        var inner = new HashMap<>(bound);
        inner.put(b.index(), b);
        look(b.body(), inner);
        for (var end : new Expr[] {b.lower(), b.upper()}) {
          if (end != null) {
            look(end, bound);
          }
        }
        return;
      }
      if (e instanceof Expr.Indexed x) {
        for (int p = 0; p < x.sub().size(); p++) {
          var size = size(x, p, typing);
          if (size != null) {
            meet(places.computeIfAbsent(x.base(), _ -> new LinkedHashMap<>()).computeIfAbsent(p, _ -> new Place(size)), x.sub().get(p), bound);
          }
        }
      }
      Trees.children(e).forEach(c -> look(c, bound));
    }

    private void meet(Place place, Expr index, Map<Expr.Sym, Expr.Big> bound) {
      switch (index) {
        case Expr.Num n when n.value().isIntegerWithin(1_000) -> place.numbers.add(n.value().intValueExact());
        case Expr.Sym s when !bound.containsKey(s) -> {
          place.free.add(s);
          together.computeIfAbsent(s, _ -> new LinkedHashSet<>()).add(place);
        }
        case Expr.Sym s -> {
          var b = bound.get(s);
          if (b.lower() != null && b.upper() != null) {
            place.ends.add(new Ends(b.lower(), b.upper()));
          }
          together.computeIfAbsent(b, _ -> new LinkedHashSet<>()).add(place);
        }
        default -> place.other = true;
      }
    }

    /** The places that are counted from 0, by their arrays; null where one that meets them may not be. */
    Map<String, Set<Integer>> fromZero(Set<String> wholes, boolean surely) {
      var found = new LinkedHashSet<Place>();
      places.forEach((name, all) -> all.values().stream().filter(p -> wholes.contains(name) && p.namesZero() && p.endsBefore() && (!surely || p.reachesLast())).forEach(found::add));
      for (int before = -1; before < found.size();) {
        before = found.size();
        together.values().stream().filter(all -> all.stream().anyMatch(found::contains)).forEach(found::addAll);
      }
      if (!found.stream().allMatch(Place::endsBefore)) {
        return null;
      }
      var named = new LinkedHashMap<String, Set<Integer>>();
      places.forEach((name, all) -> all.forEach((p, place) -> {
        if (found.contains(place)) {
          named.computeIfAbsent(name, _ -> new TreeSet<>()).add(p);
        }
      }));
      return named;
    }

    Set<Expr.Sym> freeIn(Map<String, Set<Integer>> chosen) {
      var free = new LinkedHashSet<Expr.Sym>();
      chosen.forEach((name, all) -> all.forEach(p -> free.addAll(places.get(name).get(p).free)));
      return free;
    }
  }

  /** The next number for every entry: a bound index runs from one more, and is one less wherever it numbers no such entry. */
  private record Shift(Typing typing, Map<String, Set<Integer>> places, Set<Expr.Sym> free) {

    Expr of(Expr e, Set<Expr.Sym> moved) {
      return switch (e) {
        case Expr.Sym s when moved.contains(s) -> Exprs.sub(s, Exprs.ONE);
        case Expr.Sym s when free.contains(s) -> throw new Unsupported("a number that numbers entries, too");
        case Expr.Big b -> big(b, moved);
        case Expr.Indexed x when Entries.isKronecker(x, typing) -> of(Exprs.call("delta", x.sub().get(0), x.sub().get(1)), moved);
        case Expr.Indexed x when places.containsKey(x.base()) -> {
          var subs = new ArrayList<Expr>();
          for (int p = 0; p < x.sub().size(); p++) {
            var index = x.sub().get(p);
            subs.add(!places.get(x.base()).contains(p) || size(x, p, typing) == null ? of(index, moved) : index instanceof Expr.Num ? Exprs.add(index, Exprs.ONE) : index);
          }
          yield Exprs.indexed(x.base(), subs, x.sup().stream().map(s -> of(s, moved)).toList());
        }
        case Expr.Call c when c.is("delta") && c.args().stream().allMatch(a -> a instanceof Expr.Sym s && (moved.contains(s) || free.contains(s))) -> c;
        case Expr.Rel r when (r.op() == RelOp.EQ || r.op() == RelOp.NE) && free.contains(r.lhs()) && free.contains(r.rhs()) -> r;
        default -> Trees.map(e, x -> of(x, moved));
      };
    }

    private Expr big(Expr.Big b, Set<Expr.Sym> moved) {
      var inner = new HashSet<>(moved);
      inner.remove(b.index());
      var lower = b.lower() == null ? null : of(b.lower(), moved);
      var upper = b.upper() == null ? null : of(b.upper(), moved);
      boolean numbers = Trees.any(b.body(), x -> x instanceof Expr.Indexed i && places.containsKey(i.base())
          && places.get(i.base()).stream().anyMatch(p -> p < i.sub().size() && i.sub().get(p).equals(b.index())));
      if (free.contains(b.index()) || numbers && (lower == null || upper == null)) {
        throw new Unsupported("an index without written ends");
      }
      if (numbers) {
        inner.add(b.index());
        lower = Exprs.add(lower, Exprs.ONE);
        upper = Exprs.add(upper, Exprs.ONE);
      }
      var body = of(b.body(), inner);
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), lower, upper) : Exprs.product(body, b.index(), lower, upper);
    }
  }
}
