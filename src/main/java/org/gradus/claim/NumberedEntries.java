package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** The entries of a vector that a document speaks of by their numbers alone: f(x) = x_1² + 3 x_1 x_2 is a function of x_1 and x_2. */
final class NumberedEntries {

  /** More are not written out one by one. */
  private static final int MAX_ENTRIES = 12;
  private static final Pattern ENTRY = Pattern.compile("(.+)_([1-9]\\d?)");

  private NumberedEntries() {}

  /** All entries of the vector, where the expression is made of some of them; empty where it is not, or how many there are is not known. */
  static List<Expr.Sym> of(String vector, Expr e, Context context) {
    int most = 0;
    for (var s : Trees.freeSymbols(e)) {
      var m = ENTRY.matcher(s.name());
      most = m.matches() && m.group(1).equals(vector) ? Math.max(most, Integer.parseInt(m.group(2))) : most;
    }
    int length = length(vector, context);
    most = length == 0 ? most : most == 0 || most > length ? 0 : length;
    return most > MAX_ENTRIES ? List.of() : IntStream.rangeClosed(1, most).mapToObj(i -> Exprs.sym(vector + "_" + i)).toList();
  }

  /** How many entries the vector is said to have, as a number; 0 where that is not said. */
  static int length(String vector, Context context) {
    var shape = context.arrays().shape(vector);
    return shape != null && shape.isColumn() && shape.rows() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_ENTRIES) ? n.value().intValueExact() : 0;
  }
}
