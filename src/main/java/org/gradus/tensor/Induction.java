package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * Induction over a size: the claim at 1, and the difference of its sides unchanged from n to n + 1, where every sum up to
 * n + 1 is the sum up to n and one more term.
 */
final class Induction {

  private static final long UNITS = 100_000;

  private final Lowered claim;
  private final Kernel kernel;

  Induction(Lowered claim, Kernel kernel) {
    this.claim = claim;
    this.kernel = kernel;
  }

  /** How it was proved, or null. */
  String prove() {
    for (var n : claim.sizes()) {
      if (claim.usedIndices().values().stream().noneMatch(r -> Trees.freeSymbols(r.upper()).contains(n))
          && claim.sides().stream().allMatch(e -> isTotal(e, n)) && start(n) && step(n)) {
        return "induction over " + n;
      }
    }
    return null;
  }

  /** Whether no value of n makes it undefined: then the claim at n + 1 may rest on the claim at n. */
  private boolean isTotal(Expr e, Expr.Sym n) {
    if (!Trees.freeSymbols(e).contains(n)) {
      return true;
    }
    boolean safe = switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Big _ -> true;
      case Expr.Pow p when !Trees.freeSymbols(p.exponent()).contains(n) ->
          p.exponent() instanceof Expr.Num k && k.value().isInteger() && (k.value().signum() > 0 || isPositive(p.base()));
      case Expr.Pow p -> !Trees.freeSymbols(p.base()).contains(n)
          && isPositive(p.base());
      case Expr.Call c -> c.is("exp") || c.is("delta");
      default -> false;
    };
    return safe && Trees.children(e).stream().allMatch(c -> isTotal(c, n));
  }

  private boolean isPositive(Expr e) {
    try {
      var normalizer = claim.normalizer(UNITS);
      return normalizer.signs().of(normalizer.of(e)) == Signs.Known.POSITIVE;
    } catch (Unsupported _) {
      return false;
    }
  }

  private boolean start(Expr.Sym n) {
    Map<Expr, Expr> one = Map.of(n, Exprs.ONE);
    return proved(Trees.substitute(claim.sides().get(0), one), Trees.substitute(claim.sides().get(1), one));
  }

  private boolean step(Expr.Sym n) {
    var l = claim.sides().get(0);
    var r = claim.sides().get(1);
    try {
      return proved(Exprs.sub(next(l, n), l), Exprs.sub(next(r, n), r));
    } catch (Unsupported _) {
      return false;
    }
  }

  private boolean proved(Expr l, Expr r) {
    var normalizer = claim.normalizer(UNITS);
    try {
      return new Decision(normalizer, kernel, claim.assumptions()).prove(written(l), written(r)) != null
          && normalizer.conditions().isEmpty();
    } catch (Unsupported _) {
      return false;
    }
  }

  /** Sums between numbers written out. */
  private Expr written(Expr e) {
    if (e instanceof Expr.Big b && b.lower() instanceof Expr.Num from && written(b.upper()) instanceof Expr.Num to
        && from.value().isInteger() && to.value().minus(from.value()).isIntegerWithin(8)) {
      var terms = new ArrayList<Expr>();
      for (var k = from.value(); k.compareTo(to.value()) <= 0; k = k.plus(Rational.ONE)) {
        terms.add(written(Trees.substitute(b.body(), b.index(), Exprs.num(k))));
      }
      return b.kind() == Expr.Big.Kind.SUM ? Exprs.add(terms) : Exprs.mul(terms);
    }
    return Trees.map(e, this::written);
  }

  /** The expression at n + 1, the last term of every sum that then ends one later on its own. */
  private Expr next(Expr e, Expr.Sym n) {
    var after = Exprs.add(n, Exprs.ONE);
    if (e instanceof Expr.Big b && Trees.freeSymbols(b.upper()).contains(n)) {
      return split(b, b.upper(), Trees.substitute(b.upper(), n, after), next(b.body(), n), n);
    }
    return e instanceof Expr.Sym s && s.equals(n) ? after : Trees.map(e, c -> next(c, n));
  }

  private Expr split(Expr.Big b, Expr upper, Expr last, Expr body, Expr.Sym n) {
    // A sum up to u + 1 is one up to u and a term more if u + 1 is not below its start, for n = 1 and so for all n.
    if (!(upper.equals(n) || upper instanceof Expr.Add a && a.args().contains(n))
        || !(Trees.substitute(last, n, Exprs.ONE) instanceof Expr.Num first) || !(b.lower() instanceof Expr.Num from)
        || from.value().compareTo(first.value()) > 0) {
      throw new Unsupported("a range that does not grow by one value");
    }
    var term = inner(Trees.substitute(body, b.index(), last), n);
    return b.kind() == Expr.Big.Kind.SUM ? Exprs.add(Exprs.sum(body, b.index(), b.lower(), upper), term)
        : Exprs.mul(Exprs.product(body, b.index(), b.lower(), upper), term);
  }

  /** In the last term, sums that end at n + 1 are split as well. */
  private Expr inner(Expr e, Expr.Sym n) {
    if (e instanceof Expr.Big b && b.upper().equals(Exprs.add(n, Exprs.ONE)) && b.lower() instanceof Expr.Num) {
      return split(b, n, b.upper(), inner(b.body(), n), n);
    }
    return Trees.map(e, c -> inner(c, n));
  }
}
