package org.gradus.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Arrays;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/**
 * Limits of vectors and matrices, in a number: sums, products and inverses are continuous where they are defined, so that at a
 * point the limit is the value; at infinity every part is a power of the variable times something that has a value there, as
 * (B + λI)⁻¹ = λ⁻¹(I + B/λ)⁻¹.
 */
final class ArrayLimits {

  private static final Expr.Sym INVERSE = Exprs.sym("oneover_");
  private static final int MAX_POWER = 8;

  private final Arrays arrays;
  private final Expr variable;
  private final Set<Expr> regular;

  private ArrayLimits(Arrays arrays, Expr variable, Set<Expr> regular) {
    this.arrays = arrays;
    this.variable = variable;
    this.regular = regular;
  }

  /** Thrown where the rules do not reach. */
  private static final class Open extends RuntimeException {
    Open(String message) {
      super(message, null, false, false);
    }
  }

  /** The claim with the limit's value in its place, or why there is none. */
  record Found(Claim.Step step, String reason) {}

  /** Why a limit of vectors or matrices is open whose variable is the size of something, as their entries change with it; else null. */
  static String growing(Claim.Step s) {
    var arrays = s.setting().arrays();
    return StepNames.expressions(s).stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Limit l && l.var() instanceof Expr.Sym n
        && arrays.isSize(n.name()) && Sizes.wholes(l.body(), arrays))) ? "how the entries go on as a size grows is not said" : null;
  }

  /** Null if the claim is not that a limit of a vector or matrix, or of a number made of them, is something. */
  static Found of(Claim.Step s) {
    if (s.op() != RelOp.EQ || s.lhs() == null || s.rhs() == null || s.lhs() instanceof Expr.Limit == s.rhs() instanceof Expr.Limit) {
      return null;
    }
    var limit = (Expr.Limit) (s.lhs() instanceof Expr.Limit ? s.lhs() : s.rhs());
    var other = s.lhs() instanceof Expr.Limit ? s.rhs() : s.lhs();
    if (!Sizes.wholes(limit.body(), s.setting().arrays()) || Trees.any(other, x -> x instanceof Expr.Limit || x.equals(Exprs.INFINITY))) {
      return null;
    }
    try {
      var value = value(limit, other, s.setting().arrays());
      return new Found(new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs() instanceof Expr.Limit ? value : s.lhs(),
          s.rhs() instanceof Expr.Limit ? value : s.rhs(), s.proposition(), List.of(), s.setting(), s.unreadable(), s.decimals(), s.solution(),
          s.property(), s.expectation(), s.implicit(), s.notes()), null);
    } catch (Open e) {
      return new Found(null, e.getMessage());
    }
  }

  private static Expr value(Expr.Limit limit, Expr other, Arrays arrays) {
    var regular = new HashSet<Expr>();
    Trees.any(other, x -> {
      if (x instanceof Expr.Call c && c.is("inverse")) {
        regular.add(c.arg());
      }
      return false;
    });
    var limits = new ArrayLimits(arrays, limit.var(), regular);
    if (limit.to().equals(Exprs.INFINITY) || limit.to().equals(Exprs.neg(Exprs.INFINITY))) {
      var growth = limits.atInfinity(limit.body());
      if (growth.power() > 0) {
        throw new Open("whether this limit exists is not known");
      }
      return growth.power() < 0 ? Exprs.ZERO : limits.at(growth.factor(), INVERSE, Exprs.ZERO);
    }
    return limits.at(limit.body(), limit.var(), limit.to());
  }

  // ---- at a point ----

  private Expr at(Expr e, Expr x, Expr value) {
    if (!Trees.any(e, y -> y.equals(x))) {
      return e;
    }
    return switch (e) {
      case Expr.Sym _ -> value;
      case Expr.Add a -> {
        var terms = a.args().stream().map(t -> at(t, x, value)).filter(t -> !Exprs.isZero(t)).toList();
        yield terms.isEmpty() ? Exprs.ZERO : Exprs.add(terms);
      }
      case Expr.Mul m -> {
        var factors = m.args().stream().map(f -> at(f, x, value)).toList();
        yield factors.stream().anyMatch(Exprs::isZero) ? Exprs.ZERO : Exprs.mul(factors);
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && n.value().signum() > 0 -> {
        var base = at(p.base(), x, value);
        yield Exprs.isZero(base) ? Exprs.ZERO : Exprs.pow(base, p.exponent());
      }
      case Expr.Pow p when p.exponent().equals(Exprs.MINUS_ONE) -> {
        var base = at(p.base(), x, value);
        if (!isNotZero(base)) {
          throw new Open("whether " + base + " is 0 is not known");
        }
        yield Exprs.pow(base, -1);
      }
      case Expr.Call c when c.is("matmul") || c.is("transpose") || c.is("trace") || c.is("dot") || c.is("normsq") -> {
        var args = c.args().stream().map(t -> at(t, x, value)).toList();
        yield args.stream().anyMatch(Exprs::isZero) ? Exprs.ZERO : Exprs.call(c.function(), args);
      }
      case Expr.Call c when c.is("inverse") -> inverse(at(c.arg(), x, value));
      default -> throw new Open("this limit of vectors is not supported");
    };
  }

  private Expr inverse(Expr matrix) {
    var factor = matrix instanceof Expr.Mul m && m.args().stream().filter(this::isIdentity).count() == 1
        ? Exprs.mul(m.args().stream().filter(f -> !isIdentity(f)).toList()) : isIdentity(matrix) ? Exprs.ONE : null;
    if (factor != null && isNotZero(factor)) {
      return Exprs.mul(Exprs.pow(factor, -1), Exprs.sym(Arrays.IDENTITY));
    }
    if (!isRegular(matrix)) {
      throw new Open("whether " + matrix + " is invertible is not said");
    }
    return Exprs.call("inverse", matrix);
  }

  private boolean isIdentity(Expr e) {
    return e.equals(Exprs.sym(Arrays.IDENTITY)) && arrays.shape(Arrays.IDENTITY) == null && arrays.rank(Arrays.IDENTITY, 0) == Rank.MATRIX
        || e instanceof Expr.Call c && c.is("identity");
  }

  /** A number, or the size of something. */
  private boolean isNotZero(Expr e) {
    return e instanceof Expr.Num n && !n.value().isZero() || e instanceof Expr.Sym s && arrays.isSize(s.name())
        || e instanceof Expr.Mul m && m.args().stream().allMatch(this::isNotZero);
  }

  private boolean isRegular(Expr e) {
    return regular.contains(e) || e instanceof Expr.Sym s && hasProperty(s, "invertible|positive definite.*")
        || e instanceof Expr.Call c && c.is("matmul") && c.args().size() == 2 && c.arg() instanceof Expr.Call t && t.is("transpose")
            && t.arg().equals(c.args().get(1)) && t.arg() instanceof Expr.Sym x && hasProperty(x, "full column rank");
  }

  private boolean hasProperty(Expr.Sym s, String pattern) {
    return arrays.properties(s.name()).stream().anyMatch(p -> p.matches(pattern));
  }

  // ---- at infinity ----

  /** A power of the variable times something that is continuous in one over the variable, at 0. */
  private record Growth(int power, Expr factor) {}

  private Growth atInfinity(Expr e) {
    if (!Trees.any(e, y -> y.equals(variable))) {
      return new Growth(0, e);
    }
    return switch (e) {
      case Expr.Sym _ -> new Growth(1, Exprs.ONE);
      case Expr.Add a -> {
        var terms = a.args().stream().map(this::atInfinity).toList();
        int most = terms.stream().mapToInt(Growth::power).max().orElse(0);
        yield new Growth(most, Exprs.add(terms.stream().map(t -> most == t.power() ? t.factor()
            : Exprs.mul(Exprs.pow(INVERSE, most - t.power()), t.factor())).toList()));
      }
      case Expr.Mul m -> {
        var factors = m.args().stream().map(this::atInfinity).toList();
        yield new Growth(factors.stream().mapToInt(Growth::power).sum(), Exprs.mul(factors.stream().map(Growth::factor).toList()));
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && !n.value().isZero() -> {
        var base = atInfinity(p.base());
        int k = n.value().intValueExact();
        if (k < 0 && !isNotZero(at(base.factor(), INVERSE, Exprs.ZERO))) {
          throw new Open("whether what is divided by vanishes is not known");
        }
        yield new Growth(k * base.power(), Exprs.pow(base.factor(), k));
      }
      case Expr.Call c when c.is("matmul") || c.is("dot") -> {
        var factors = c.args().stream().map(this::atInfinity).toList();
        yield new Growth(factors.stream().mapToInt(Growth::power).sum(), Exprs.call(c.function(), factors.stream().map(Growth::factor).toList()));
      }
      case Expr.Call c when c.is("transpose") || c.is("trace") || c.is("normsq") -> {
        var inner = atInfinity(c.arg());
        yield new Growth(c.is("normsq") ? 2 * inner.power() : inner.power(), Exprs.call(c.function(), List.of(inner.factor())));
      }
      case Expr.Call c when c.is("inverse") -> {
        var inner = atInfinity(c.arg());
        inverse(at(inner.factor(), INVERSE, Exprs.ZERO));
        yield new Growth(-inner.power(), Exprs.call("inverse", inner.factor()));
      }
      default -> throw new Open("this limit of vectors is not supported");
    };
  }
}
