package org.gradus.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Sums over data that the document gives one by one: with {@code x_1 = 1, x_2 = 2, x_3 = 4} the sum {@code Σ_i x_i} is
 * {@code x_1 + x_2 + x_3}, and with {@code x = (1, 2, 4)} as well. A sum that says where it ends runs to there; one that
 * does not, or that ends at a letter without a value, runs over the data of its part of the document if all its names
 * have the same number of them.
 */
final class GivenData {

  private static final int MAX_TERMS = 24;
  /** A single number is no list. */
  private static final int MIN_DATA = 2;

  private GivenData() {}

  /**
   * The sum or product term by term, or null where it runs over no given data.
   *
   * @param lower where it begins, with the definitions put in; null where nothing says it
   * @param upper where it ends
   * @param held  names that stand for themselves
   */
  static Expr terms(Expr.Big b, Expr lower, Expr upper, Set<String> held, Context context) {
    var families = families(b.body(), b.index());
    if (families.stream().anyMatch(f -> held.contains(f.base()))) {
      return null; // a derivative by each of them
    }
    families.removeIf(f -> context.definition(Target.family(f)) != null);
    int last = last(lower, upper, families, b.index(), context);
    if (last > 0 && families.stream().anyMatch(f -> GivenSamples.areOpen(f, last, context))) {
      throw new UnresolvedException("which of the given numbers the members under the sum are, is not said");
    }
    if (last < 1 || last > MAX_TERMS || families.stream().noneMatch(f -> areGiven(f, b.index(), last, context))) {
      return null;
    }
    var all = new ArrayList<Expr>();
    for (int i = 1; i <= last; i++) {
      all.add(Trees.substitute(b.body(), b.index(), number(i)));
    }
    return b.kind() == Expr.Big.Kind.SUM ? Exprs.add(all) : Exprs.mul(all);
  }

  /** How many data there are where a letter counts them: the n at which sums over them end; null if nothing tells. */
  static Expr size(Expr.Sym count, Context context) {
    if (context.isDefined(count.name()) || context.isDeclared(count.name()) || context.values().of(count.name()) != null) {
      return null;
    }
    var index = Exprs.sym("i");
    var members = new ArrayList<Expr.Indexed>();
    context.ranges().countedBy(count.name()).forEach(base -> members.add((Expr.Indexed) Exprs.indexed(base, List.of(index), List.of())));
    int size = size(members, index, context);
    return size == 0 ? null : number(size);
  }

  private static int last(Expr lower, Expr upper, Set<Expr.Indexed> families, Expr.Sym index, Context context) {
    if (lower == null && upper == null) {
      return size(families, index, context);
    }
    var end = upper instanceof Expr.Sym n ? context.values().of(n.name()) : upper;
    return Exprs.ONE.equals(lower) && end instanceof Expr.Num n && n.value().isInteger() && n.value().compareTo(Rational.of(MAX_TERMS)) <= 0
        ? n.value().intValueExact() : 0;
  }

  /** The number of data of those names that have any in this part; 0 if there are none, or not equally many. */
  private static int size(Iterable<Expr.Indexed> families, Expr.Sym index, Context context) {
    int size = 0;
    for (var f : families) {
      int own = count(f, index, context);
      if (own > 0 && size > 0 && own != size) {
        return 0;
      }
      size = Math.max(size, own);
    }
    return size >= MIN_DATA ? size : 0;
  }

  private static int count(Expr.Indexed family, Expr.Sym index, Context context) {
    var whole = whole(family, 0, context);
    if (whole != null) {
      return context.isDefinedHere(family.base()) || !context.isDefined(family.base()) ? whole.size() : 0;
    }
    int n = 0;
    while (n <= MAX_TERMS && isGiven(family, index, n + 1, context) && context.isDefinedHere(member(family, index, n + 1).toString())) {
      n++;
    }
    return n;
  }

  private static boolean areGiven(Expr.Indexed family, Expr.Sym index, int last, Context context) {
    var whole = whole(family, last, context);
    if (whole != null) {
      return whole.size() == last;
    }
    for (int i = 1; i <= last; i++) {
      if (!isGiven(family, index, i, context)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGiven(Expr.Indexed family, Expr.Sym index, int i, Context context) {
    var d = context.definition(member(family, index, i).toString());
    return d != null && d.parameters().isEmpty() && Reading.isClosed(d.body());
  }

  private static Expr member(Expr.Indexed family, Expr.Sym index, int i) {
    return Trees.substitute(family, index, number(i));
  }

  /** The entries of the vector that the document gives the name, if it is one of numbers, or the samples of a matrix of numbers. */
  private static List<Expr> whole(Expr.Indexed family, int count, Context context) {
    var d = family.sup().isEmpty() ? context.definition(family.base()) : null;
    return d == null ? GivenSamples.of(family, count, context)
        : !d.parameters().isEmpty() || !(Literals.of(d.body()) instanceof Expr.Matrix m) || !Reading.isClosed(m) ? null : entries(m);
  }

  /** The entries of a row or a column; null for a matrix. */
  private static List<Expr> entries(Expr.Matrix m) {
    return m.rows().size() == 1 ? m.rows().getFirst() : m.rows().stream().allMatch(r -> r.size() == 1) ? m.rows().stream().map(List::getFirst).toList() : null;
  }

  /** The entry of a row or a column at a place; null if it has none there. */
  static Expr entry(Expr.Matrix m, Rational place) {
    var all = entries(m);
    return all == null || !place.isInteger() || place.signum() <= 0 || place.compareTo(Rational.of(all.size())) > 0 ? null : all.get(place.intValueExact() - 1);
  }

  /** What carries the index and nothing else, each name once. */
  private static Set<Expr.Indexed> families(Expr body, Expr.Sym index) {
    var found = new LinkedHashSet<Expr.Indexed>();
    Trees.any(body, e -> {
      if (e instanceof Expr.Indexed x && (x.sub().equals(List.of(index)) && x.sup().isEmpty() || x.sup().equals(List.of(index)) && x.sub().isEmpty())) {
        found.add(x);
      }
      return false;
    });
    return found;
  }

  private static Expr number(int i) {
    return Exprs.num(Rational.of(i));
  }
}
