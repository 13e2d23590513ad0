package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * A column, a row or a matrix with dots, as a sum over its entries times unit vectors. Entries may be rows and columns
 * themselves: the samples that are the rows of X.
 */
final class OmittedEntries {

  private final Ranks ranks;

  OmittedEntries(Ranks ranks) {
    this.ranks = ranks;
  }

  static boolean hasDots(Term.Matrix m) {
    return m.rows().stream().anyMatch(r -> r.stream().anyMatch(OmittedEntries::isDots));
  }

  private static boolean isDots(Term t) {
    return t instanceof Term.Dots;
  }

  /** The value; null if the dots leave open what stands there. */
  Expr of(Term.Matrix m, Function<Term, Expr> read) {
    var rows = m.rows();
    if (rows.stream().allMatch(r -> r.size() == 1)) {
      return line(rows.stream().map(List::getFirst).toList(), read, true);
    }
    return rows.size() == 1 ? line(rows.getFirst(), read, false) : table(rows, read);
  }

  /** One dot, before the last entry. */
  private Expr line(List<Term> cells, Function<Term, Expr> read, boolean column) {
    int dots = cells.size() - 2;
    if (dots < 1 || !isDots(cells.get(dots)) || cells.stream().filter(OmittedEntries::isDots).count() != 1) {
      return null;
    }
    var entries = new ArrayList<Expr>();
    for (var c : cells) {
      if (!isDots(c)) {
        entries.add(read.apply(c));
      }
    }
    var p = Omission.of(entries.subList(0, dots), entries.getLast());
    if (p == null || !Exprs.isOne(p.lower())) {
      return null;
    }
    var unit = Exprs.call("unitvector", p.upper(), p.index());
    return summed(p, column ? product(unit, p.body()) : product(p.body(), Exprs.call("transpose", unit)));
  }

  /** {@code a_11 & … & a_1n \\ … \\ a_m1 & … & a_mn}, perhaps with second rows and columns. */
  private Expr table(List<List<Term>> rows, Function<Term, Expr> meaning) {
    Function<Term, Expr> read = t -> split(meaning.apply(t));
    int width = rows.getFirst().size();
    int dotRow = rows.size() - 2;
    int dotColumn = width - 2;
    if (dotRow < 1 || dotColumn < 1 || rows.stream().anyMatch(r -> r.size() != width)) {
      return null;
    }
    var patterns = new ArrayList<Omission.Pattern>();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < width; j++) {
        if (isDots(rows.get(i).get(j)) != (i == dotRow || j == dotColumn)) {
          return null;
        }
      }
      if (i != dotRow) {
        var entries = new ArrayList<Expr>();
        for (int j = 0; j < width; j++) {
          if (j != dotColumn) {
            entries.add(read.apply(rows.get(i).get(j)));
          }
        }
        var p = Omission.of(entries.subList(0, dotColumn), entries.getLast());
        if (p == null || !Exprs.isOne(p.lower()) || !patterns.isEmpty() && !p.upper().equals(patterns.getFirst().upper())) {
          return null;
        }
        patterns.add(p);
      }
    }
    var inner = patterns.getFirst();
    var bodies = new ArrayList<Expr>();
    var index = Exprs.sym(inner.index().name() + "_");
    patterns.forEach(p -> bodies.add(Trees.substitute(p.body(), p.index(), index)));
    var outer = Omission.of(bodies.subList(0, dotRow), bodies.getLast(), Set.of(index.name()));
    if (outer == null || !Exprs.isOne(outer.lower()) || !ranks.isScalar(outer.body())) {
      return null;
    }
    var row = Exprs.call("unitvector", outer.upper(), outer.index());
    var column = Exprs.call("transpose", Exprs.call("unitvector", inner.upper(), index));
    return Exprs.sum(Exprs.sum(Exprs.mul(outer.body(), Exprs.call("matmul", row, column)), index, Exprs.ONE, inner.upper()),
        outer.index(), Exprs.ONE, outer.upper());
  }

  /** {@code a_{11}} in a table with dots: two indices, not the number 11. */
  private static Expr split(Expr e) {
    if (e instanceof Expr.Indexed x && x.sub().size() == 1 && x.sub().getFirst() instanceof Expr.Num n && n.value().isIntegerWithin(99)
        && n.value().intValueExact() > 10) {
      int both = n.value().intValueExact();
      return Exprs.indexed(x.base(), List.of(Exprs.num(both / 10), Exprs.num(both % 10)), x.sup());
    }
    return Trees.children(e).isEmpty() ? e : Trees.map(e, OmittedEntries::split);
  }

  private Expr product(Expr a, Expr b) {
    return ranks.isScalar(a) || ranks.isScalar(b) ? Exprs.mul(a, b) : Exprs.call("matmul", a, b);
  }

  private static Expr summed(Omission.Pattern p, Expr body) {
    return Exprs.sum(body, p.index(), p.lower(), p.upper());
  }
}
