package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;

/** Limits from one side, taken at ∞ instead: x is c + 1/t from above, c − 1/t from below, and −t at −∞. */
public final class LimitTurns {

  private static final int BINDING = Kinds.BIG | Kinds.DIFF | Kinds.AT | Kinds.LIMIT | Kinds.INTEGRAL;

  private LimitTurns() {}

  /** The claim for t, under the name of x. Throws {@link Rejected} where there is nothing to turn. */
  public static Claim.Limit turned(Claim.Limit claim, Expr body) {
    var x = claim.by();
    boolean below = Tending.infinite(claim.to()) < 0;
    require(below || Tending.infinite(claim.to()) == 0 && claim.side() != 0, "a limit at infinity, or from both sides");
    require(!Kinds.occur(body, BINDING), "the variable may be bound");
    var by = below ? Exprs.neg(x) : Exprs.add(claim.to(), Exprs.mul(Exprs.num(claim.side()), Exprs.pow(x, -1)));
    return new Claim.Limit(Trees.substitute(body, x, by), x, Exprs.INFINITY, 0, claim.value(), claim.assumptions());
  }

  /** The claim from one side: 1 from above, −1 from below. */
  public static Claim.Limit from(int side, Claim.Limit claim) {
    require(claim.side() == 0 && Tending.infinite(claim.to()) == 0, "not a limit from both sides");
    return new Claim.Limit(claim.body(), claim.by(), claim.to(), side, claim.value(), claim.assumptions());
  }

  /** The product without a factor that stays between two bounds near the place. Throws {@link Rejected} where it is none. */
  static Expr withoutBounded(List<Expr.Rel> near, Expr body, Expr factor) {
    require(Bounded.isBounded(near, factor) && Tame.continuousWhereDefined(near, factor)
        && Defined.of(factor).stream().allMatch(r -> Shape.implies(near, Exprs.sub(r.lhs(), r.rhs()), r.op())), "a factor that may be unbounded or undefined");
    return without(body, factor);
  }

  /** The product without a factor. Throws {@link Rejected} where it is none. */
  public static Expr without(Expr body, Expr factor) {
    require(body instanceof Expr.Mul m && m.args().contains(factor), "not a factor");
    var rest = new ArrayList<>(((Expr.Mul) body).args());
    rest.remove(factor);
    var product = Exprs.mul(rest);
    require(Exprs.mul(product, factor).equals(body), "another product");
    return product;
  }
}
