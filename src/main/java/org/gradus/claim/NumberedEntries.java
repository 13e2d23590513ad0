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

  /** The vector that a name with a number is an entry of; null for another name. */
  static String vector(String name) {
    var m = ENTRY.matcher(name);
    return m.matches() ? m.group(1) : null;
  }

  /**
   * The column of the entries of a vector whose length is said; null where it is not, or where names with its letter and a number are
   * not its entries: they are given, counted from 0, vectors, or too many.
   */
  static Expr column(String vector, List<Expr> sides, Context context) {
    int length = length(vector, context);
    if (length < 2 || context.isKnown(vector + "_0") || IntStream.rangeClosed(1, length).mapToObj(i -> vector + "_" + i)
        .anyMatch(x -> context.isDefined(x) || context.isDeclared(x) || context.rank(x, 0) != null && !context.rank(x, 0).isScalar())) {
      return null;
    }
    boolean others = sides.stream().flatMap(e -> Trees.freeSymbols(e).stream()).map(Expr.Sym::name)
        .anyMatch(x -> vector.equals(vector(x)) && Integer.parseInt(x.substring(vector.length() + 1)) > length || x.equals(vector + "_0"));
    return others ? null : Exprs.matrix(IntStream.rangeClosed(1, length).mapToObj(i -> List.<Expr>of(Exprs.sym(vector + "_" + i))).toList());
  }

  /** How many entries the vector is said to have, as a number; 0 where that is not said. */
  static int length(String vector, Context context) {
    var shape = context.arrays().shape(vector);
    return shape != null && shape.isColumn() && shape.rows() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_ENTRIES) ? n.value().intValueExact() : 0;
  }
}
