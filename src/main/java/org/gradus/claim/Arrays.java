package org.gradus.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.InOrder;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;

/** What is known where a claim is made of the names that are vectors and matrices. */
public final class Arrays {

  /** Beside vectors and matrices the letter I is the identity, if it has no other meaning. */
  public static final String IDENTITY = Ranks.IDENTITY;

  /** Everything is a scalar. */
  public static final Arrays NONE = new Arrays(new RankTable(), Map.of(), List.of(), Map.of(), false);

  private final RankTable table;
  private final Map<String, Rank> declared;
  private final List<Assumption> facts;
  private final Map<String, Expr> ranges;
  private final boolean everywhere;

  Arrays(RankTable table, Map<String, Rank> declared, List<Assumption> facts, Map<String, Expr> ranges, boolean everywhere) {
    this.everywhere = everywhere;
    this.ranges = InOrder.copy(ranges);
    this.table = table;
    this.declared = InOrder.copy(declared);
    this.facts = List.copyOf(facts);
  }

  /** What the name is with so many subscripts; a scalar if nothing tells. */
  public Rank rank(String base, int subscripts) {
    int slash = base.indexOf("/∂");
    if (slash > 0 && (base.startsWith("∂") || base.startsWith("∇"))) { // a gradient of something unknown, kept as a value of its own
      return rank(base.substring(1, slash), 0).isScalar() ? rank(base.substring(slash + 2), subscripts) : Rank.SCALAR;
    }
    var d = declared.get(base);
    if (d != null) {
      return RankTable.component(d, subscripts);
    }
    if (base.equals(Ranks.ONES) || base.equals(Ranks.ANY)) {
      return subscripts == 0 ? Rank.COLUMN : Rank.SCALAR;
    }
    var r = (everywhere ? table.latest(base) : table).rank(base, subscripts);
    return r != null ? r : subscripts == 0 && base.equals(IDENTITY) && (table.hasMatrices() || declared.values().stream().anyMatch(rank -> !rank.isScalar()) || facts.stream().anyMatch(Arrays::isShape))
        ? Rank.MATRIX : Rank.SCALAR;
  }

  private static boolean isShape(Assumption a) {
    return a.keyword() != null && a.keyword().matches("(?:vector|matrix) (?!one-hot).*");
  }

  /** The same with what earlier parts of the document tell of names that this one does not use as vectors itself. */
  public Arrays everywhere() {
    return new Arrays(table, declared, facts, ranges, true);
  }

  /** The same with more that is known of names. */
  Arrays with(List<Assumption> more) {
    var all = new ArrayList<>(facts);
    all.addAll(more);
    return new Arrays(table, declared, all, ranges, everywhere);
  }

  /** How many subscripts number the members of a family before those that number entries. */
  public int members(String base) {
    return declared.containsKey(base) ? 0 : (everywhere ? table.latest(base) : table).members(base);
  }

  /** Whether the name is known to be a vector or a matrix from this part of the document, not from another one. */
  public boolean isOfThisPart(String name) {
    return declared.containsKey(name) || table.knowsItself(name);
  }

  /** The shape that the document states of a name, or null. */
  public Shape shape(String name) {
    for (var a : facts) {
      if (!name.equals(a.name()) || a.keyword() == null) {
        continue;
      }
      var words = a.keyword().split(" ");
      if (words[0].equals("vector") && words.length == 2 && !words[1].equals("one-hot")) {
        var n = size(words[1]);
        return n == null ? null : Shape.column(n);
      }
      if (words[0].equals("matrix") && words.length == 3) {
        var m = size(words[1]);
        var n = size(words[2]);
        return m == null || n == null ? null : Shape.of(m, n);
      }
    }
    return null;
  }

  private static Expr size(String text) {
    try {
      return named(PlainReader.parse(text));
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }

  /** A size with a number above it, n^{[1]}, is a name of its own. */
  private static Expr named(Expr size) {
    return size instanceof Expr.Indexed x ? Exprs.sym(x.toString()) : Trees.map(size, Arrays::named);
  }

  /** The size that an index runs to wherever the document says so; null if it does not say, or says different things. */
  public Expr range(String index) {
    return ranges.get(index);
  }

  /** Whether a stated shape is made of the name: n, where W is n×m. */
  public boolean isSize(String name) {
    return facts.stream().anyMatch(a -> isShape(a)
        && List.of(a.keyword().split("[^A-Za-z0-9_]+")).contains(name));
  }

  /** The names of which the document states something. */
  Set<String> names() {
    return facts.stream().map(Assumption::name).filter(n -> n != null).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The properties that the document states of a name: {@code symmetric}, {@code vector one-hot}, … */
  public List<String> properties(String name) {
    var found = new ArrayList<String>();
    for (var a : facts) {
      if (name.equals(a.name()) && a.keyword() != null) {
        found.add(a.keyword());
      }
    }
    return found;
  }

  /** The words that state the shape of one of these names, or another property of one of those, each once. */
  public List<String> words(Collection<String> names, Collection<String> withProperties) {
    return facts.stream().filter(a -> a.words() != null && (withProperties.contains(a.name()) || names.contains(a.name())
        && a.keyword() != null && a.keyword().matches("(?:vector|matrix) (?!one-hot).*"))).map(Assumption::words).distinct().toList();
  }
}
