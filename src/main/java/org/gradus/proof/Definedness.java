package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.rel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Recent;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Where an expression is defined, as relations that all must hold. Inside a case only what holds in every case is
 * stated, so the list is necessary, and sufficient for expressions without cases and opaque functions.
 */
final class Definedness {

  private Definedness() {}

  private static final Recent<List<Expr>> RECENT = new Recent<>(1 << 8, Definedness::relations);

  /** The relations, not to be changed. */
  static List<Expr> of(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.Sym ? List.of() : RECENT.of(e);
  }

  private static List<Expr> relations(Expr e) {
    var found = new LinkedHashSet<Expr>();
    collect(e, found);
    return List.copyOf(found);
  }

  private static void collect(Expr e, LinkedHashSet<Expr> found) {
    switch (e) {
      case Expr.Pow p -> {
        collect(p.base(), found);
        collect(p.exponent(), found);
        power(p, found);
      }
      case Expr.Call c -> {
        for (var a : c.args()) {
          collect(a, found);
        }
        for (var condition : c.function().domain(c.args())) {
          if (condition instanceof Expr.Rel) {
            found.add(condition);
          }
        }
        if (c.function().isDefined() && c.function().scalar()) {
          collect(c.function().expand(c.args()), found);
        }
      }
      case Expr.Cases c -> {
        // Only the first condition is always looked at.
        collect(c.conditions().get(0), found);
      }
      case Expr.Big _, Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _ -> { }
      case Expr.Num _, Expr.Const _, Expr.Sym _ -> { }
      default -> {
        var children = Trees.children(e);
        for (int i = 0; i < children.size(); i++) {
          collect(children.get(i), found);
        }
      }
    }
  }

  private static void power(Expr.Pow p, LinkedHashSet<Expr> found) {
    if (p.base() instanceof Expr.Num n && n.value().signum() > 0) {
      return;
    }
    if (p.exponent() instanceof Expr.Num n) {
      if (!n.value().isInteger()) {
        found.add(rel(n.value().signum() < 0 ? RelOp.GT : RelOp.GE, p.base(), ZERO));
      } else if (n.value().signum() < 0) {
        nonzero(p.base(), found);
      }
    }
  }

  private static void nonzero(Expr e, LinkedHashSet<Expr> found) {
    switch (e) {
      case Expr.Mul m -> {
        for (var a : m.args()) {
          nonzero(a, found);
        }
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().signum() > 0 -> nonzero(p.base(), found);
      case Expr.Call c when c.is("exp") -> { }
      case Expr.Num n when !n.value().isZero() -> { }
      case Expr.Const _ -> { }
      default -> found.add(rel(RelOp.NE, e, ZERO));
    }
  }

  private static final Set<String> TOTAL = Set.of("exp", "log", "sin", "cos", "atan", "asin", "erf", "abs", "sign", "floor", "loggamma",
      "erfinv", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime", "airybiprime", "lambertw", "bessely", "besselk");

  /** Whether the expression (expanded) is certainly defined wherever the relations of {@link #of} hold. */
  static boolean complete(Expr e) {
    boolean own = switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Const c -> !c.equals(Exprs.INFINITY);
      case Expr.Pow p -> p.exponent() instanceof Expr.Num || Facts.NONE.sign(p.base()) == Sign.POSITIVE;
      case Expr.Call c -> TOTAL.contains(c.function().name()) || BesselFamily.is(c) && BesselFamily.ofWholeOrder(c);
      // Of the later parts of a case distinction nothing is said, so they must be defined everywhere.
      case Expr.Cases c -> c.otherwise() != null
          && Trees.children(c).stream().skip(1).allMatch(x -> of(x).isEmpty());
      case Expr.Rel _, Expr.Logic _ -> true;
      default -> false;
    };
    return own && Trees.children(e).stream().allMatch(Definedness::complete);
  }

  /** A bound for exponents that are computed out. */
  static boolean small(Rational q) {
    return q.isIntegerWithin(Exprs.MAX_FOLDED_EXPONENT);
  }
}
