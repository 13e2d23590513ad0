package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;

/**
 * A left side that can be defined: a name, a function of distinct variables, a family of components.
 *
 * @param name       the plain name
 * @param parameters the variables or indices
 * @param family     whether the parameters are indices
 * @param table      the function of the table that the name means otherwise, or null
 */
record Target(String name, List<Expr.Sym> parameters, boolean family, String table) {

  /** Behind the name of a family, which may share its letter with a quantity. */
  static final String FAMILY = "[]";

  /** Whether it is a quantity by itself: no function, no family. */
  boolean isName() {
    return parameters.isEmpty();
  }

  /** The name of the family that a component belongs to; with samples or layers above it is one of its own. */
  static String family(Expr.Indexed x) {
    return x.base() + FAMILY + "^".repeat(x.sup().size());
  }

  /** The target that an expression is, or null. */
  static Target of(Expr e, Context context) {
    return switch (e) {
      case Expr.Indexed x when context.isOfNetwork(x) -> null;
      case Expr.Sym s when !s.name().endsWith("_") -> new Target(s.name(), List.of(), false, null);
      case Expr.Indexed x -> {
        var all = new ArrayList<Expr>(x.sub());
        all.addAll(x.sup());
        var letters = letters(all);
        yield letters != null && !context.hasComponents(x.base()) ? new Target(family(x), letters, true, null) : new Target(x.toString(), List.of(), false, null);
      }
      case Expr.Apply a when isMoment(a) -> null; // E[X] = μ says nothing of E[X²]
      case Expr.Apply a when isAtNumber(a) && context.definition(Conditional.plain(a.name())) == null && context.member(a.name()) == null -> new Target(a.toString(), List.of(), false, null); // p(1) = θ, p(0) = 1 − θ
      case Expr.Apply a when a.primes() == 0 -> {
        var variables = letters(a.args().size() == 1 ? a.args() : a.args().stream()
            .map(x -> SquaredParameters.variable(x) instanceof Expr.Sym s ? s : x).toList());
        yield variables == null || variables.isEmpty() ? null : new Target(Conditional.plain(a.name()), variables, false, null);
      }
      case Expr.Call c when c.args().size() == 1 && Letters.isFunction(c.function().name())
          && c.arg() instanceof Expr.Sym s ->
          new Target(Letters.of(c.function().name()), List.of(s), false, c.function().name());
      default -> null;
    };
  }

  /** {@code p(1)}: a function that may be given point by point. */
  static boolean isAtNumber(Expr.Apply a) {
    return a.primes() == 0 && !a.args().isEmpty() && a.args().stream().allMatch(x -> x instanceof Expr.Num);
  }

  private static boolean isMoment(Expr.Apply a) {
    return Conditional.plain(a.name()).matches("(?:EE|Var|Cov)(?:@.*)?");
  }

  /** E[X] or Var(X). */
  static boolean isMomentOfName(Expr e) {
    return e instanceof Expr.Apply a && a.primes() == 0 && isMoment(a) && a.args().size() == 1 && a.args().get(0) instanceof Expr.Sym;
  }

  private static List<Expr.Sym> letters(List<Expr> items) {
    var symbols = new ArrayList<Expr.Sym>();
    for (var item : items) {
      if (!(item instanceof Expr.Sym s)) {
        return null;
      }
      symbols.add(s);
    }
    return new HashSet<>(symbols).size() == symbols.size() ? symbols : null;
  }

  boolean isTableFunction() {
    return table != null;
  }

  /** Whether the body has the values of the table's function: then it states something of it. */
  boolean means(Expr body) {
    return table != null && parameters.size() == 1
        && Probe.look(Exprs.call(table, parameters.getFirst()), body) == Probe.Sight.IDENTITY;
  }

  /** Whether the definition says what the letter means anyway: σ(x) = 1/(1+e^(−x)), with or without its argument. */
  static boolean isUsualMeaning(Target t, Expr body) {
    return usualArgument(t, body) != null;
  }

  /** The argument at which the body is the usual meaning of the letter, or null. */
  static Expr usualArgument(Target t, Expr body) {
    if (!t.name().equals("sigma") || t.family()) {
      return null;
    }
    var candidates = t.parameters().isEmpty() ? List.copyOf(Trees.freeSymbols(body)) : t.parameters();
    if (candidates.size() != 1 || t.parameters().size() > 1) {
      return null;
    }
    var x = candidates.getFirst();
    var grow = Exprs.exp(x);
    var forms = List.of(Exprs.pow(Exprs.add(Exprs.ONE, Exprs.exp(Exprs.neg(x))), -1),
        Exprs.div(grow, Exprs.add(Exprs.ONE, grow)), Exprs.call("sigmoid", x));
    return forms.contains(body) && !(t.table() != null && body.equals(forms.getLast())) ? x : null;
  }
}
