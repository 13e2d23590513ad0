package org.gradus.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Decimals as the value of an expression with vectors or matrices of numbers: the number, or every entry, is within half a unit of the last digit shown. */
final class ShownArrays {

  private static final Pattern NUMBER = Pattern.compile("[-\u2212]?\\s*\\d*\\.?\\d+");
  private static final Pattern ENVIRONMENT = Pattern.compile("\\\\(?:begin|end)\\{[a-zA-Z]*\\*?\\}|\\\\(?:left|right|[dt]?frac|cdot|times|,|;|!|quad|big|Big)(?![a-zA-Z])");
  private static final Pattern NAME_OR_DECIMAL = Pattern.compile("[\\p{L}.]|\\d,\\d");
  private static final int MAX_ENTRIES = 30;

  /** Judges that an entry is at most, or at least, a number. */
  interface Bounds {
    Judgement judge(Expr entry, RelOp op, Rational bound);
  }

  private ShownArrays() {}

  /** The proof for the number or for every entry; null where one is missing, or the right side shows no decimals. */
  static Judgement proved(Claim.Step s, Bounds bounds) {
    var d = s.decimals();
    if (d != null && d.claimed() != null && d.halfUnit() != null) {
      var number = NumberGrids.of(s.lhs());
      return number != null && number.size() * number.getFirst().size() == 1
          && bounds.judge(number.getFirst().getFirst(), RelOp.LE, d.claimed().plus(d.halfUnit())).isProved()
          && bounds.judge(number.getFirst().getFirst(), RelOp.GE, d.claimed().minus(d.halfUnit())).isProved()
          ? Judgement.proved("within half a unit of the last digit shown", List.of()) : null;
    }
    var grids = Grids.of(s);
    if (grids == null) {
      return null;
    }
    var conditions = new LinkedHashSet<String>();
    for (int k = 0; k < grids.shown().size(); k++) {
      var value = grids.value(k);
      var half = grids.isWhole(k) ? Rational.ZERO : grids.unit(k).times(Rational.HALF);
      var entry = grids.entry(k);
      for (var j : List.of(bounds.judge(entry, RelOp.LE, value.plus(half)), bounds.judge(entry, RelOp.GE, value.minus(half)))) {
        if (!j.isProved()) {
          return null;
        }
        conditions.addAll(j.conditions());
      }
    }
    return Judgement.proved("every entry within half a unit of the last digit shown", List.copyOf(conditions));
  }

  /**
   * Whether an entry of what is worked out from whole numbers alone, so that nothing was rounded on the way, is off by more than a unit of the
   * last digit shown.
   */
  static boolean isRefuted(Claim.Step s, Bounds bounds) {
    var grids = s.written().lhs() == null || !isOfWholeNumbers(s.written().lhs()) ? null : Grids.of(s);
    for (int k = 0; grids != null && k < grids.shown().size(); k++) {
      var unit = grids.isWhole(k) ? Rational.ONE : grids.unit(k);
      if (bounds.judge(grids.entry(k), RelOp.GT, grids.value(k).plus(unit)).isProved() || bounds.judge(grids.entry(k), RelOp.LT, grids.value(k).minus(unit)).isProved()) {
        return true;
      }
    }
    return false;
  }

  /** No names, no decimals: what is left without the commands of LaTeX has no letter and no point. */
  private static boolean isOfWholeNumbers(String latex) {
    return !NAME_OR_DECIMAL.matcher(ENVIRONMENT.matcher(latex).replaceAll(" ")).find();
  }

  /**
   * The entries of both sides, and the decimals of the right one as they are written.
   *
   * @param left  what the left side comes to, entry by entry
   * @param shown the numbers on the right, row by row
   */
  private record Grids(List<List<Expr>> left, List<BigDecimal> shown) {

    /** Null where the sides are no arrays of one shape, or the right one shows no decimals. */
    static Grids of(Claim.Step s) {
      var right = s.rhs() == null || s.written().rhs() == null ? null : NumberGrids.of(s.rhs());
      var left = right == null || right.size() * right.getFirst().size() == 1 ? null : NumberGrids.of(s.lhs());
      var shown = left == null || left.size() != right.size() || left.getFirst().size() != right.getFirst().size() ? null : numbers(s.written().rhs());
      int columns = right == null ? 0 : right.getFirst().size();
      if (shown == null || shown.size() != right.size() * columns || shown.size() > MAX_ENTRIES || shown.stream().allMatch(n -> n.scale() <= 0)) {
        return null;
      }
      for (int k = 0; k < shown.size(); k++) { // a matrix that is transposed as a whole has them in another order, and fails here
        if (!right.get(k / columns).get(k % columns).equals(Exprs.num(Rational.of(shown.get(k))))) {
          return null;
        }
      }
      return new Grids(left, shown);
    }

    Expr entry(int k) {
      int columns = left.getFirst().size();
      return left.get(k / columns).get(k % columns);
    }

    Rational value(int k) {
      return Rational.of(shown.get(k));
    }

    boolean isWhole(int k) {
      return shown.get(k).scale() <= 0;
    }

    /** One of the last digit shown. */
    Rational unit(int k) {
      return Rational.of(BigDecimal.ONE.movePointLeft(shown.get(k).scale()));
    }
  }

  /** The numbers as written, row by row. */
  private static List<BigDecimal> numbers(String latex) {
    var found = new ArrayList<BigDecimal>();
    for (var m = NUMBER.matcher(latex.replaceAll("\\\\(?:begin|end)\\{[^{}]*\\}|\\\\\\\\\\[[^\\]]*\\]", " ")); m.find();) {
      found.add(new BigDecimal(m.group().replaceAll("\\s", "").replace('\u2212', '-')));
    }
    return found;
  }
}
