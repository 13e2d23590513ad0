package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** Functions that are given as the derivative of another one, without an argument: {@code g = f'}, {@code φ = Φ'}. */
final class DerivedFunctions {

  static final Expr.Sym VARIABLE = Exprs.sym("t_");

  private DerivedFunctions() {}

  /** The value at {@link #VARIABLE} of what a name that is applied somewhere is said to be; null if that is no derivative of a function. */
  static Expr of(String name, Expr right, Context context) {
    if (!(right instanceof Expr.Sym s) || Letters.function(name) == null && !context.isFunction(name)) {
      return null;
    }
    var function = s.name();
    int primes = 0;
    while (function.endsWith(Resolver.PRIME)) {
      function = function.substring(0, function.length() - Resolver.PRIME.length());
      primes++;
    }
    if (primes == 0 || function.equals(name)) {
      return null;
    }
    var meaning = context.definition(function);
    if (meaning != null ? meaning.isFunction() && meaning.parameters().size() == 1 : context.isFunction(function)) {
      return Exprs.apply(function, primes, List.of(VARIABLE));
    }
    var table = meaning == null ? Letters.function(function) : null;
    var u = Exprs.sym("u_");
    return table == null ? null : Exprs.at(Exprs.diff(Exprs.call(table, u), u, primes), u, VARIABLE);
  }
}
