package org.gradus.numeric;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;

/**
 * What is differentiated in a relation. Off the kinks and case borders of the functions and of the formulas of their derivatives
 * such a formula is the derivative; on them it is a convention. What else stands in the relation has its value everywhere.
 *
 * @param functions what must be defined for a derivative to exist
 * @param slopes the formulas of the derivatives
 * @param by what they are derivatives by: borders between cases of other variables do not concern them; empty: all do
 */
public record Differentiated(List<Expr> functions, List<Expr> slopes, List<Expr> by) {

  boolean concerned(Expr border) {
    return by.isEmpty() || Kinds.occur(border, Kinds.INDEXED) || by.stream().anyMatch(x -> Trees.occurs(border, x));
  }

  List<Expr> kinked() {
    var all = new ArrayList<>(functions);
    all.addAll(slopes);
    return all;
  }
}
