package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * A claim in index notation: its sides at the entry ({@link #ROW}, {@link #COLUMN}), with explicit ranges.
 *
 * @param free the ranges of the indices that are free in it
 * @param assumptions relations, lowered likewise
 * @param sizes names that stand for sizes
 * @param samples whether a sum runs over samples, so that names stand for more than they say
 */
record Lowered(List<Expr> sides, Shape shape, Map<Expr.Sym, Range> free, Map<String, List<Range>> places,
    List<Expr> assumptions, Inverses inverses, Set<Expr.Sym> sizes, Typing typing, boolean samples) {

  static final Expr.Sym ROW = Exprs.sym("i@");
  static final Expr.Sym COLUMN = Exprs.sym("j@");

  private static final long ASSUMPTION_UNITS = 20_000;
  /** Letters for whole numbers of things. */
  private static final Set<String> COUNTS = Set.of("d", "k", "l", "m", "n", "p", "q", "r", "s", "D", "K", "L", "M", "N", "P", "S", "T");
  /** Larger numbers of entries are no small sizes. */
  private static final int MAX_NUMBERED = 9;

  /** The sides must have the shape, or be numbers. Throws {@link Unsupported} and {@link Shapes.Clash}. */
  static Lowered of(List<Expr> sides, Shape shape, Typing given, List<Expr> assumptions) {
    var typing = Orthonormality.in(given, assumptions, sides);
    var inverses = new Inverses();
    var entries = new Entries(typing, inverses);
    var row = Exprs.isOne(shape.rows()) ? Exprs.ONE : ROW;
    var column = Exprs.isOne(shape.columns()) ? Exprs.ONE : COLUMN;
    var all = new ArrayList<Expr>();
    sides.forEach(s -> all.add(entries.of(s, row, column)));
    inverses.all().values().forEach(i -> all.add(i.entry()));
    int stated = all.size();
    var shapes = new Shapes(typing);
    for (var a : assumptions.stream().map(x -> ofNumbers(x, shapes)).toList()) {
      if (!(a instanceof Expr.Rel r) || shapes.of(r.lhs()).isScalar() && shapes.of(r.rhs()).isScalar()) {
        all.add(entries.scalar(a));
      }
    }
    var known = typing;
    for (var i : inverses.all().values()) {
      known = known.withShape(i.base(), Shape.of(i.size(), i.size()));
    }
    if (row == ROW) {
      known = known.withIndex(ROW.name(), shape.rows());
    }
    if (column == COLUMN) {
      known = known.withIndex(COLUMN.name(), shape.columns());
    }
    var resolved = new Ranges(known, constants(sides)).resolve(all);
    var explicit = resolved.expressions();
    return new Lowered(explicit.subList(0, sides.size()), shape, resolved.free(), resolved.places(),
        explicit.subList(stated, explicit.size()), inverses.withEntries(explicit.subList(sides.size(), stated)),
        sizes(explicit, resolved), known, resolved.samples()).withEqualIndices();
  }

  /** x ≠ 0, of a vector, is ‖x‖² > 0; other assumptions as they are. */
  static Expr ofNumbers(Expr assumption, Shapes shapes) {
    if (assumption instanceof Expr.Rel r && r.op() == RelOp.NE && (Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs()))) {
      var x = Exprs.isZero(r.lhs()) ? r.rhs() : r.lhs();
      return shapes.of(x).isScalar() ? assumption : Exprs.rel(RelOp.GT, Exprs.call("normsq", x), Exprs.ZERO);
    }
    return assumption;
  }

  static Set<String> constants(List<Expr> sides) {
    var names = new HashSet<String>();
    for (var s : sides) {
      Trees.any(s, x -> {
        if (x instanceof Expr.Diff d) {
          names.add(d.by() instanceof Expr.Indexed i ? i.base() : d.by().toString());
        }
        return false;
      });
    }
    return names;
  }

  private static Set<Expr.Sym> sizes(List<Expr> explicit, Ranges.Resolved resolved) {
    var found = new LinkedHashSet<Expr.Sym>();
    for (var e : explicit) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Big b) {
          if (b.lower() == null || b.upper() == null) {
            throw new Unsupported("over what a sum in the range of another is taken is not said");
          }
          found.addAll(Trees.freeSymbols(b.lower()));
          found.addAll(Trees.freeSymbols(b.upper()));
          found.remove(b.index());
        }
        return false;
      });
    }
    for (var r : resolved.free().values()) {
      found.addAll(Trees.freeSymbols(r.lower()));
      found.addAll(Trees.freeSymbols(r.upper()));
    }
    found.removeAll(resolved.free().keySet());
    for (var e : explicit) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Big b) {
          found.remove(b.index()); // an index may be the end of a range inside
        }
        return false;
      });
    }
    return found;
  }

  /** Indices that are assumed to be equal are one. */
  private Lowered withEqualIndices() {
    for (var a : assumptions) {
      if (a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym i && r.rhs() instanceof Expr.Sym j
          && !i.equals(j) && free.containsKey(i) && free.containsKey(j)) {
        Map<Expr, Expr> map = Map.of(j, i);
        return new Lowered(all(sides, map), shape, free, places, all(assumptions, map), inverses, sizes, typing, samples).withEqualIndices();
      }
    }
    return this;
  }

  private static List<Expr> all(List<Expr> list, Map<Expr, Expr> map) {
    return list.stream().map(e -> Trees.substitute(e, map)).toList();
  }

  /**
   * The claim with the ends of ranges as sizes also where they stand as indices: y_n beside a sum over y_1, …, y_n is the last of them. A
   * partial sum over j ≤ i leaves i an index.
   */
  Lowered withEndsAsSizes() {
    var stated = new HashSet<Expr>();
    typing.shapes().values().forEach(s -> stated.addAll(Trees.freeSymbols(Exprs.add(s.rows(), s.columns()))));
    var ends = free.entrySet().stream().filter(i -> stated.contains(i.getKey()) || Trees.freeSymbols(i.getValue().upper()).contains(i.getKey()))
        .map(Map.Entry::getKey).toList();
    if (ends.isEmpty()) {
      return this;
    }
    var indices = new LinkedHashMap<>(free);
    ends.forEach(indices::remove);
    var named = new LinkedHashSet<>(sizes);
    named.addAll(ends);
    return new Lowered(sides, shape, indices, places, assumptions, inverses, named, typing, samples);
  }

  /** The claim with other products beside inverses replaced. */
  Lowered bySmallest() {
    return new Lowered(sides, shape, free, places, assumptions, inverses.bySmallest(), sizes, typing, samples);
  }

  /** A normalizer that knows the assumptions, for so many steps. */
  Normalizer normalizer(long units) {
    var signs = new Signs(assumptions, sizes, i -> i instanceof Expr.Sym s && free.containsKey(s));
    var rules = new Rules(typing.facts(), places, subscripts(), inverses);
    for (var a : assumptions) {
      rules.finite().assume(a, free.keySet());
      if (a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Indexed x && Exprs.isOne(r.rhs())) {
        rules.assumeOne(x);
      }
      if (a instanceof Expr.Rel r && r.op() == RelOp.EQ && Trees.any(a, x -> x instanceof Expr.Big)) {
        rules.assume(new Normalizer(free, signs, new Rules(typing.facts(), places, subscripts(), inverses), ASSUMPTION_UNITS)
            .of(Exprs.sub(r.lhs(), r.rhs())), free.keySet());
      }
    }
    return new Normalizer(free, signs, rules, units);
  }

  private Map<String, Integer> subscripts() {
    var counts = new LinkedHashMap<String, Integer>();
    sides.forEach(s -> Trees.any(s, x -> {
      if (x instanceof Expr.Indexed i) {
        counts.merge(i.base(), i.sub().size(), (m, n) -> m.equals(n) ? m : 0);
      }
      return false;
    }));
    return counts;
  }

  /** The free indices, with what they run over. */
  Map<Expr.Sym, Range> usedIndices() {
    var used = new LinkedHashMap<Expr.Sym, Range>();
    for (var s : sides) {
      for (var x : Trees.freeSymbols(s)) {
        if (free.containsKey(x)) {
          used.put(x, free.get(x));
        }
      }
    }
    return used;
  }

  /**
   * The free indices that are taken to run over a part of 1..n only, because a sum does: {@code k in 2..n}. What is
   * assumed of an index says where it runs.
   */
  List<String> parts() {
    return usedIndices().entrySet().stream().filter(e -> !e.getValue().looksWhole() && !typing.indices().containsKey(e.getKey().name())
            && assumptions.stream().noneMatch(a -> Trees.freeSymbols(a).contains(e.getKey())))
        .map(e -> e.getKey() + " in " + e.getValue()).toList();
  }

  /** The least value of each size with which the entries that are written with numbers are there: 2 for n beside x_2. */
  List<Expr> leastSizes() {
    var numbered = new LinkedHashMap<String, Integer>();
    var least = new LinkedHashMap<Expr.Sym, Integer>();
    for (var s : sides) {
      Trees.any(s, x -> {
        if (x instanceof Expr.Indexed i) {
          i.sub().forEach(n -> {
            if (n instanceof Expr.Num v && v.value().isIntegerWithin(MAX_NUMBERED)) {
              numbered.merge(i.base(), v.value().intValueExact(), Math::max);
            }
          });
        }
        return false;
      });
    }
    for (var s : sides) {
      Trees.any(s, x -> {
        if (x instanceof Expr.Big b) {
          Trees.any(b.body(), y -> {
            int number = y instanceof Expr.Indexed i && i.sub().stream().anyMatch(n -> Trees.freeSymbols(n).contains(b.index())) ? numbered.getOrDefault(i.base(), 0)
                : numberOf(y, b.index());
            if (number > 0) {
              Trees.freeSymbols(b.upper()).stream().filter(sizes::contains).forEach(n -> least.merge(n, number, Math::max));
            }
            return false;
          });
        }
        return false;
      });
    }
    return least.entrySet().stream().map(e -> Exprs.rel(RelOp.GE, e.getKey(), Exprs.num(e.getValue()))).toList();
  }

  /** The number that a Kronecker delta compares the index with, as the derivative by x_3 does; 0 where it is another thing. */
  private static int numberOf(Expr e, Expr.Sym index) {
    return e instanceof Expr.Call c && c.is("delta") && c.args().contains(index)
        ? c.args().stream().mapToInt(a -> a instanceof Expr.Num v && v.value().isIntegerWithin(MAX_NUMBERED) ? v.value().intValueExact() : 0).max().orElse(0) : 0;
  }

  /** The sizes that nobody names. */
  List<Expr.Sym> hiddenSizes() {
    return sizes.stream().filter(s -> s.name().startsWith("size_")).toList();
  }

  /** Names that something is divided by: one of them may be what a sum without a range runs to; a letter that usually counts may be the size of an identity. */
  List<Expr.Sym> possibleSizes() {
    var found = new LinkedHashSet<Expr.Sym>();
    boolean units = hiddenSizes().stream().allMatch(h -> h.name().startsWith(Typing.UNIT_SIZE));
    for (var side : sides) {
      if (units) {
        Trees.freeSymbols(side).stream().filter(s -> !free.containsKey(s) && COUNTS.contains(s.name())).forEach(found::add);
      }
      Trees.any(side, x -> {
        if (x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0) {
          Trees.freeSymbols(p.base()).stream().filter(s -> !free.containsKey(s) && !s.name().startsWith("size_")
              && s.name().length() == 1).forEach(found::add);
        }
        return false;
      });
    }
    return List.copyOf(found);
  }

  /** The claim where all sums without a range run to the given size. */
  Lowered withHiddenSizes(Expr.Sym size) {
    var map = new LinkedHashMap<Expr, Expr>();
    hiddenSizes().forEach(h -> map.put(h, size));
    var ranges = new LinkedHashMap<Expr.Sym, Range>();
    free.forEach((i, r) -> ranges.put(i, new Range(Trees.substitute(r.lower(), map), Trees.substitute(r.upper(), map))));
    var all = new LinkedHashMap<String, List<Range>>();
    places.forEach((name, list) -> all.put(name, list.stream().map(r -> r == null ? null
        : new Range(Trees.substitute(r.lower(), map), Trees.substitute(r.upper(), map))).toList()));
    var named = new LinkedHashSet<>(sizes);
    named.removeAll(hiddenSizes());
    named.add(size);
    return new Lowered(all(sides, map), shape, ranges, all, all(assumptions, map), inverses, named, typing, samples);
  }
}
