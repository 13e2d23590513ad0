package org.gradus.claim;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * A meaning given to a name by the document.
 *
 * @param name       the plain name; for a family of components the base
 * @param parameters of a function, or the indices of a family; empty for a quantity
 * @param standing   what the parameters stand for where a function is written without arguments; most often themselves
 * @param family     whether the parameters are indices
 * @param body       in the names of the document
 * @param scope      the part of the document it was made in
 * @param line       where
 * @param data       a value given outright ({@code x_1 = 0.5})
 */
record Definition(String name, List<Expr.Sym> parameters, List<? extends Expr> standing, boolean family, Expr body, int scope, int line, boolean data) {

  /** With parameters that stand for themselves. */
  Definition(String name, List<Expr.Sym> parameters, boolean family, Expr body, int scope, int line, boolean data) {
    this(name, parameters, parameters, family, body, scope, line, data);
  }

  /** The same meaning with another formula. */
  Definition with(Expr other) {
    return new Definition(name, parameters, standing, family, other, scope, line, data);
  }

  /** What the name is without arguments. */
  Expr bare() {
    return applied(standing);
  }

  Expr applied(List<? extends Expr> args) {
    Map<Expr, Expr> by = IntStream.range(0, parameters.size()).boxed()
        .filter(i -> !parameters.get(i).equals(args.get(i)))
        .collect(Collectors.toMap(parameters::get, args::get));
    return Trees.substitute(body, by);
  }

  boolean isFunction() {
    return !parameters.isEmpty() && !family;
  }
}
