package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradus.claim.RankTable.Key;
import org.gradus.expr.Expr;
import org.gradus.notation.Names;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;

/**
 * Names that carry an index in one place and none in another: ŷ^{(i)} beside ŷ_k^{(i)}, δ^L beside δ_j^l, b in ∇_b beside b_k.
 * They are the vectors and matrices of their entries where a gradient by them is taken, and where they are added to, or
 * equal to, nothing else.
 */
final class WholeNames {

  private final Names names;
  private final RankTable table;

  WholeNames(Names names, RankTable table) {
    this.names = names;
    this.table = table;
  }

  /** What a gradient is taken by; whether this is news. */
  boolean variable(Expr by) {
    var k = by instanceof Expr.Sym ? Key.of(by) : null;
    if (k == null) {
      return false;
    }
    var small = new Key(k.base().toLowerCase(Locale.ROOT), 0);
    boolean ofEntries = k.base().matches("[A-Z]") && table.isFamily(small) && table.usual(small) == Rank.MATRIX; // V has the entries v_kj
    return ofEntries ? table.put(k, Rank.MATRIX) : isOpen(k) && table.put(k, table.usual(k));
  }

  /** Two sides that are equal; whether this is news. */
  boolean equal(Expr a, Expr b) {
    var ra = new Ranks(names).of(a);
    var rb = new Ranks(names).of(b);
    if (ra.isScalar() && rb.isScalar()) {
      return both(a, b);
    }
    return ra.isScalar() ? is(a, rb) : rb.isScalar() && is(b, ra);
  }

  /** Whether nothing tells of the name what it is, and it has entries elsewhere. */
  private boolean isOpen(Key k) {
    return k.subscripts() == 0 && table.isFamily(k) && table.rank(k.base(), Integer.MAX_VALUE) == null && !table.isScalar(k);
  }

  private boolean is(Expr e, Rank rank) {
    var found = new ArrayList<Key>();
    if (rank == Rank.ROW || !leaves(e, rank, found) || found.isEmpty()) {
      return false;
    }
    boolean news = false;
    for (var k : found) {
      news |= table.put(k, rank);
    }
    return news;
  }

  /** {@code δ^L = a^L − y}: nothing but sums of names that have entries elsewhere. */
  private boolean both(Expr a, Expr b) {
    var all = new ArrayList<Key>();
    Key first = null;
    for (var side : List.of(a, b)) {
      var own = new ArrayList<Key>();
      var rank = first == null ? null : table.usual(first);
      if (!leaves(side, rank, own) || own.isEmpty()) {
        return false;
      }
      first = own.getFirst();
      all.addAll(own);
    }
    var rank = table.usual(first);
    return all.size() > 2 && all.stream().allMatch(k -> table.usual(k) == rank)
        && all.stream().map(k -> table.put(k, rank)).reduce(false, Boolean::logicalOr);
  }

  /**
   * The names that have to be of a rank for the expression to be of it; false if the expression cannot be.
   *
   * @param rank null for any
   */
  private boolean leaves(Expr e, Rank rank, List<Key> found) {
    var known = new Ranks(names).of(e);
    if (!known.isScalar()) {
      return known == rank;
    }
    return switch (e) {
      case Expr.Sym _, Expr.Indexed _ -> {
        var k = Key.of(e);
        boolean fits = isOpen(k) && (rank == null || table.usual(k) == rank);
        if (fits) {
          found.add(k);
        }
        yield fits;
      }
      case Expr.Add a -> a.args().stream().allMatch(t -> leaves(t, rank, found));
      case Expr.Mul m -> product(m, rank, found);
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> leaves(b.body(), rank, found);
      default -> false;
    };
  }

  /** Numbers times one factor that can be of the rank. */
  private boolean product(Expr.Mul m, Rank rank, List<Key> found) {
    List<Key> one = null;
    for (var f : m.args()) {
      var here = new ArrayList<Key>();
      if (leaves(f, rank, here) && !here.isEmpty()) {
        if (one != null) {
          return false;
        }
        one = here;
      }
    }
    if (one == null) {
      return false;
    }
    found.addAll(one);
    return true;
  }
}
