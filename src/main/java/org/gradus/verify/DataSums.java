package org.gradus.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Two equations with sums over data, for the numbers that the sums are: {@code Σ_i (y_i − w x_i) x_i = 0} is
 * {@code S_xy − w S_xx = 0}. What is proved for all values of these numbers holds for all data. A solution that is lost is one
 * for some data only where the sums can have any values.
 *
 * @param before     the first equation, its sums as numbers
 * @param after      the second
 * @param count      the number of terms, a name; null if it is none
 * @param free       whether data can be found for any values of the sums
 * @param open       whether the range of some sum is not known
 * @param means      what was read for names like ȳ
 * @param sums       what the numbers are
 * @param withRanges both equations as written, their ranges filled in
 */
record DataSums(Expr before, Expr after, Expr.Sym count, boolean free, boolean open, List<String> means,
    Map<Expr, Expr> sums, List<Expr> withRanges) {

  private static final int MAX_TERMS = 60;

  /** A sum and what stands under it that changes from term to term. */
  private record Key(Expr data, Expr upper) {}

  private static final Expr.Sym INDEX = Exprs.sym("index_");

  /** Null if there are no sums over a range that is not a number. */
  static DataSums of(Expr before, Expr after, Set<String> restricted) {
    var uppers = new LinkedHashSet<Expr>();
    var hidden = new boolean[1];
    for (var e : List.of(before, after)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
          if (b.upper() == null) {
            hidden[0] = true;
          } else if (Exprs.ONE.equals(b.lower())) {
            uppers.add(b.upper());
          }
        }
        return false;
      });
    }
    if (!hidden[0] && uppers.stream().noneMatch(u -> u instanceof Expr.Sym)) {
      return null;
    }
    var upper = uppers.size() == 1 ? uppers.iterator().next() : null;
    var filled = List.of(filled(before, upper), filled(after, upper));
    if (!(upper instanceof Expr.Sym n)) {
      return new DataSums(filled.get(0), filled.get(1), null, false, hidden[0] && upper == null, List.of(), Map.of(), filled);
    }
    var keys = new LinkedHashMap<Key, Expr.Sym>();
    var numbers = filled.stream().map(e -> numbers(e, keys)).toList();
    var means = new LinkedHashMap<Expr, Expr>();
    var words = new ArrayList<String>();
    for (var s : Trees.freeSymbols(Exprs.and(filled))) {
      var base = s.name().endsWith("bar") ? s.name().substring(0, s.name().length() - 3) : null;
      if (base != null && sumOf(base, keys) != null) {
        means.put(s, Exprs.div(sumOf(base, keys), n));
        words.add(s.name() + " is the mean of " + base);
      }
    }
    boolean free = keys.keySet().stream().allMatch(k -> isFamily(k.data()) && !restricted.contains(((Expr.Indexed) k.data()).base())
        && numbers.stream().noneMatch(e -> Trees.any(e, x -> x instanceof Expr.Indexed i && i.base().equals(((Expr.Indexed) k.data()).base()))));
    free &= keys.keySet().stream().map(k -> k.data() instanceof Expr.Indexed i ? i.base() : "").distinct().count() == keys.size();
    var sums = new LinkedHashMap<Expr, Expr>();
    keys.forEach((k, v) -> sums.put(v, Exprs.sum(Trees.substitute(k.data(), INDEX, Exprs.sym("i")), Exprs.sym("i"), Exprs.ONE, k.upper())));
    var asSums = new LinkedHashMap<Expr, Expr>();
    means.forEach((bar, mean) -> asSums.put(bar, Trees.substitute(mean, sums)));
    numbers.forEach(e -> parameters(e, keys, means));
    return new DataSums(Trees.substitute(numbers.get(0), means), Trees.substitute(numbers.get(1), means), n, free, false, words, sums,
        filled.stream().map(e -> Trees.substitute(e, asSums)).toList());
  }

  /** The step, in which names like ȳ are known as means of what is summed. */
  static Claim.Step withMeans(Claim.Step s) {
    var sums = DataSums.of(s.solution().before(), s.solution().after(), Set.of());
    return sums == null || sums.means().isEmpty() ? s : new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), s.proposition(), s.alternatives(),
        s.setting().knowing(sums.means().stream().map(w -> w.substring(0, w.indexOf(' '))).toList()), s.unreadable(), s.decimals(), s.solution(), s.property(),
        s.expectation(), s.implicit(), s.notes());
  }

  /** What is known of the number of terms, added. */
  Assumed with(Assumed assumed) {
    if (count == null) {
      return assumed;
    }
    var relations = new ArrayList<>(assumed.relations());
    relations.add(Exprs.rel(RelOp.GE, count, Exprs.ONE));
    var integers = new LinkedHashSet<>(assumed.integers());
    integers.add(count.name());
    return new Assumed(relations, integers);
  }

  /** {@code w_0}, of which no sum is taken, is a number like any other. */
  private static void parameters(Expr e, Map<Key, Expr.Sym> keys, Map<Expr, Expr> by) {
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i && Stream.concat(i.sub().stream(), i.sup().stream()).allMatch(k -> k instanceof Expr.Num)
          && keys.keySet().stream().noneMatch(k -> Trees.any(k.data(), d -> d instanceof Expr.Indexed o && o.base().equals(i.base())))) {
        by.put(x, Exprs.sym(x.toString()));
      }
      return false;
    });
  }

  private static Expr filled(Expr e, Expr upper) {
    var inner = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> filled(x, upper));
    return upper != null && inner instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && b.upper() == null
        ? Exprs.sum(b.body(), b.index(), Exprs.ONE, upper) : inner;
  }

  private static Expr.Sym sumOf(String base, Map<Key, Expr.Sym> keys) {
    return keys.entrySet().stream().filter(k -> isFamily(k.getKey().data()) && ((Expr.Indexed) k.getKey().data()).base().equals(base))
        .map(Map.Entry::getValue).findFirst().orElse(null);
  }

  /** Whether it is x_i or x^(i). */
  private static boolean isFamily(Expr e) {
    return e instanceof Expr.Indexed x && (x.sub().equals(List.of(INDEX)) && x.sup().isEmpty() || x.sup().equals(List.of(INDEX)) && x.sub().isEmpty());
  }

  private static Expr numbers(Expr e, Map<Key, Expr.Sym> keys) {
    if (!(e instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM || !Exprs.ONE.equals(b.lower()) || !(b.upper() instanceof Expr.Sym n)) {
      return Trees.children(e).isEmpty() ? e : Trees.map(e, x -> numbers(x, keys));
    }
    var terms = new ArrayList<Expr>();
    for (var t : split(Trees.substitute(b.body(), b.index(), INDEX)).entrySet()) {
      var sum = t.getKey().equals(Exprs.ONE) ? n : keys.computeIfAbsent(new Key(t.getKey(), n), k -> name(k, keys));
      terms.add(Exprs.mul(t.getValue(), sum));
    }
    return Exprs.add(terms);
  }

  private static Expr.Sym name(Key key, Map<Key, Expr.Sym> keys) {
    var base = isFamily(key.data()) ? ((Expr.Indexed) key.data()).base() : String.valueOf(keys.size() + 1);
    return Exprs.sym("sum_of_" + base);
  }

  /** A term under a sum as Σ data · coefficient, the coefficients free of the index. */
  private static Map<Expr, Expr> split(Expr e) {
    if (!Trees.freeSymbols(e).contains(INDEX)) {
      return Map.of(Exprs.ONE, e);
    }
    return switch (e) {
      case Expr.Add a -> {
        var all = new LinkedHashMap<Expr, Expr>();
        a.args().forEach(t -> split(t).forEach((d, c) -> all.merge(d, c, Exprs::add)));
        yield all;
      }
      case Expr.Mul m -> product(m.args());
      case Expr.Pow p when p.exponent() instanceof Expr.Num k && k.value().isInteger() && k.value().compareTo(Rational.ZERO) > 0
          && k.value().compareTo(Rational.of(4)) <= 0 -> product(Collections.nCopies(k.value().intValueExact(), p.base()));
      default -> Map.of(e, Exprs.ONE);
    };
  }

  private static Map<Expr, Expr> product(List<Expr> factors) {
    Map<Expr, Expr> all = Map.of(Exprs.ONE, Exprs.ONE);
    for (var f : factors) {
      var next = new LinkedHashMap<Expr, Expr>();
      var of = split(f);
      all.forEach((d, c) -> of.forEach((d2, c2) -> next.merge(Exprs.mul(d, d2), Exprs.mul(c, c2), Exprs::add)));
      if (next.size() > MAX_TERMS) {
        return Map.of(Exprs.mul(factors), Exprs.ONE);
      }
      all = next;
    }
    return all;
  }
}
