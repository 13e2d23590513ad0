package org.gradus.claim;

import java.util.List;
import java.util.Locale;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.notation.Rank;

/**
 * Samples of a data matrix that is written out in numbers: with X = [0 0; 0 1; 1 0; 1 1] the vector x_2 is (0, 1)ᵀ. Whether they
 * are its rows or its columns the words say, or how many labels there are, or how many weights; without that nothing is known of them.
 */
final class GivenSamples {

  private static final String LABELS = "y";
  private static final String WEIGHTS = "w";

  private GivenSamples() {}

  /** The matrix of numbers that has the samples of this name for rows or columns; null if there is none. */
  static Expr.Matrix matrix(String base, Context context) {
    var capital = base.toUpperCase(Locale.ROOT);
    if (base.length() != 1 || capital.equals(base) || context.isDefined(base) || context.isDeclared(base)) {
      return null;
    }
    var d = context.definition(capital);
    return d != null && d.parameters().isEmpty() && Literals.of(d.body()) instanceof Expr.Matrix m && m.rows().size() > 1 && m.rows().getFirst().size() > 1
        && Reading.isClosed(m) ? m : null;
  }

  /**
   * All samples, as columns; null where they are not known.
   *
   * @param member one of them
   * @param count how many there are, if something else tells; else 0
   */
  static List<Expr> of(Expr.Indexed member, int count, Context context) {
    return context.rank(member.base(), member.sub().size()) == Rank.COLUMN ? all(member.base(), count, context) : null;
  }

  /** Whether so many of them may be rows, columns or entries of a matrix of numbers beside them, and nothing tells which. */
  static boolean areOpen(Expr.Indexed member, int count, Context context) {
    var m = matrix(member.base(), context);
    return m != null && context.isDefinedHere(member.base().toUpperCase(Locale.ROOT)) && (count == m.rows().size() || count == m.rows().getFirst().size())
        && context.definition(Target.family(member)) == null && of(member, count, context) == null;
  }

  /** The columns or rows of X for the letter x; null where they are not known. */
  static List<Expr> all(String base, int count, Context context) {
    var m = matrix(base, context);
    var rows = m == null ? null : areRows(base, m, count, context);
    return rows == null ? null : rows ? Literals.rows(m) : Literals.columns(m);
  }

  /** The sample of this number; null if it is not known. */
  static Expr member(Expr.Indexed x, Context context) {
    if (x.sub().size() + x.sup().size() != 1 || !((x.sub().isEmpty() ? x.sup() : x.sub()).getFirst() instanceof Expr.Num n) || !n.value().isInteger()) {
      return null;
    }
    var all = of(x, 0, context);
    return all == null || n.value().signum() <= 0 || n.value().compareTo(Rational.of(all.size())) > 0 ? null : all.get(n.value().intValueExact() - 1);
  }

  private static Boolean areRows(String base, Expr.Matrix m, int count, Context context) {
    var said = context.arrays().properties(base.toUpperCase(Locale.ROOT)).stream().map(k -> k.replaceFirst("^stated ", "")).toList();
    boolean rows = said.contains("rows " + base);
    boolean columns = said.contains("columns " + base);
    int height = m.rows().size();
    int width = m.rows().getFirst().size();
    if (rows != columns) {
      return count == 0 || count == (rows ? height : width) ? rows : null;
    }
    if (height == width) {
      return null;
    }
    int samples = count > 0 ? count : length(LABELS, context);
    int entries = length(WEIGHTS, context);
    boolean high = samples == height || entries == width;
    boolean wide = samples == width || entries == height;
    return high == wide ? null : high;
  }

  /** How many entries the vector of this name has where it is written out; 0 if it is not. */
  private static int length(String name, Context context) {
    var d = context.definition(name);
    return d != null && d.parameters().isEmpty() && Literals.of(d.body()) instanceof Expr.Matrix m && (m.rows().size() == 1 || m.rows().getFirst().size() == 1)
        ? Math.max(m.rows().size(), m.rows().getFirst().size()) : 0;
  }
}
