package org.gradus.claim;

import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;

/**
 * Gives values at points and limits a meaning, also in a variable that the document defines. What has no meaning ends in an
 * {@link UnresolvedException}.
 */
final class PointResolver {

  private final Resolver resolver;
  private final Context context;
  private String limitIn;

  PointResolver(Resolver resolver, Context context) {
    this.resolver = resolver;
    this.context = context;
  }

  /** The expression with a bar that fixes a variable. */
  Expr evaluation(Expr.At a, Set<String> held) {
    if (!(a.var() instanceof Expr.Sym v)) {
      throw new UnresolvedException("the bar fixes " + a.var() + ", which is not a variable");
    }
    var value = resolver.resolve(a.value(), held);
    var body = resolver.resolve(a.body(), Resolver.with(held, v.name()));
    if (v.name().equals("t_") && !new Ranks(context).isScalar(value)) {
      return entrywise(body, v, value);
    }
    if (!Trees.freeSymbols(body).contains(v) && context.isDefined(v.name())) {
      body = inTermsOf(v, a.body(), held);
    }
    if (body instanceof Expr.Matrix m) {
      return Exprs.matrix(m.rows().stream().map(r -> r.stream().map(e -> Exprs.at(e, v, value)).toList()).toList());
    }
    return Exprs.at(body, v, value);
  }

  /** The derivative of a function of one number, at every entry of a vector. */
  static Expr entrywise(Expr derivative, Expr.Sym t, Expr value) {
    try {
      return Entrywise.at(Derivatives.carryOut(derivative), t, value);
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  Expr limit(Expr.Limit l, Set<String> held) {
    var around = limitIn;
    limitIn = l.var() instanceof Expr.Sym v ? v.name() : null;
    try {
      return limitHere(l, held);
    } finally {
      limitIn = around;
    }
  }

  private Expr limitHere(Expr.Limit l, Set<String> held) {
    var to = resolver.resolve(l.to(), held);
    if (!(l.var() instanceof Expr.Sym v)) {
      return Exprs.limit(resolver.resolve(l.body(), held), l.var(), to, l.side());
    }
    if (!context.isDefined(v.name())) {
      return Exprs.limit(resolver.resolve(l.body(), Resolver.with(held, v.name())), v, to, l.side());
    }
    Expr body;
    try {
      body = resolver.resolve(l.body(), Resolver.with(held, v.name()));
    } catch (UnresolvedException _) {
      body = inTermsOf(v, l.body(), held);
    }
    return Exprs.limit(body, v, to, l.side());
  }

  /** The expression with a defined name as its variable: its definition is found again in what the expression becomes. */
  private Expr inTermsOf(Expr.Sym v, Expr e, Set<String> held) {
    var meaning = resolver.symbol(v, held);
    Expr whole;
    try {
      whole = Derivatives.carryOut(resolver.resolve(e, held));
    } catch (Derivatives.NotDifferentiable x) {
      throw new UnresolvedException(x.getMessage());
    }
    var inV = Trees.substitute(whole, meaning, v);
    var left = Trees.freeSymbols(inV);
    if (meaning instanceof Expr.Sym || Trees.freeSymbols(meaning).stream().anyMatch(left::contains)) {
      throw new UnresolvedException(v.name() + " stands for " + meaning + ", and " + e + " is not a function of it alone");
    }
    return inV;
  }

  /** The variable of the limit around what is resolved now; null outside limits. */
  String limitIn() {
    return limitIn;
  }
}
