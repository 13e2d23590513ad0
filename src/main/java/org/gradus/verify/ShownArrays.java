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
    var right = s.rhs() == null || s.written().rhs() == null ? null : NumberGrids.of(s.rhs());
    var left = right == null || right.size() * right.getFirst().size() == 1 ? null : NumberGrids.of(s.lhs());
    var shown = left == null || left.size() != right.size() || left.getFirst().size() != right.getFirst().size() ? null : shown(s.written().rhs());
    int columns = right == null ? 0 : right.getFirst().size();
    if (shown == null || shown.size() != right.size() * columns || shown.size() > MAX_ENTRIES || shown.stream().allMatch(n -> n.scale() <= 0)) {
      return null;
    }
    var conditions = new LinkedHashSet<String>();
    for (int k = 0; k < shown.size(); k++) { // a matrix that is transposed as a whole has them in another order, and fails here
      var value = Rational.of(shown.get(k));
      if (!right.get(k / columns).get(k % columns).equals(Exprs.num(value))) {
        return null;
      }
      var half = shown.get(k).scale() <= 0 ? Rational.ZERO : Rational.of(BigDecimal.ONE.movePointLeft(shown.get(k).scale())).times(Rational.HALF);
      var entry = left.get(k / columns).get(k % columns);
      for (var j : List.of(bounds.judge(entry, RelOp.LE, value.plus(half)), bounds.judge(entry, RelOp.GE, value.minus(half)))) {
        if (!j.isProved()) {
          return null;
        }
        conditions.addAll(j.conditions());
      }
    }
    return Judgement.proved("every entry within half a unit of the last digit shown", List.copyOf(conditions));
  }

  /** The numbers as written, row by row. */
  private static List<BigDecimal> shown(String latex) {
    var found = new ArrayList<BigDecimal>();
    for (var m = NUMBER.matcher(latex.replaceAll("\\\\(?:begin|end)\\{[^{}]*\\}|\\\\\\\\\\[[^\\]]*\\]", " ")); m.find();) {
      found.add(new BigDecimal(m.group().replaceAll("\\s", "").replace('\u2212', '-')));
    }
    return found;
  }
}
