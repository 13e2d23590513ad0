package org.gradus.tensor;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;

/** What it says that the rows or columns of a matrix are the members of a family of vectors, as an equation of components. */
final class Stacks {

  private Stacks() {}

  /** Adds to the assumptions, and to the indices, an equation for each matrix that occurs beside its family. */
  static void add(Typing typing, Map<String, Shape> shapes, Map<String, Integer> members, Map<Expr.Sym, List<Expr>> indices, List<Expr> given) {
    for (var fact : typing.facts()) {
      if (fact instanceof Typing.Fact.Stacked s && shapes.containsKey(s.name()) && shapes.containsKey(s.family()) && members.getOrDefault(s.family(), 0) == 1) {
        var row = Exprs.sym("row@" + s.name());
        var column = Exprs.sym("column@" + s.name());
        indices.put(row, List.of(Exprs.ONE, shapes.get(s.name()).rows()));
        indices.put(column, List.of(Exprs.ONE, shapes.get(s.name()).columns()));
        given.add(Exprs.rel(RelOp.EQ, Exprs.indexed(s.name(), List.of(row, column), List.of()),
            Exprs.indexed(s.family(), s.columns() ? List.of(column, row) : List.of(row, column), List.of())));
      }
    }
  }
}
