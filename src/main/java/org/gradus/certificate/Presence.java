package org.gradus.certificate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Whether an expression that a proof brings in has a value wherever what is known holds. A proof may speak only of such
 * expressions: {@code (√x)² ≥ 0} tells nothing of x where √x is undefined.
 */
final class Presence {

  private static final Set<String> TOTAL = Set.of("exp", "log", "sin", "cos", "atan", "asin", "erf", "abs", "sign", "floor");

  private final List<Expr.Rel> known;
  private final List<Expr> there;
  private final Set<Expr.Rel> conditions = new HashSet<>();
  private final boolean sizes;

  /**
   * @param known relations that hold, and so are defined
   * @param also further expressions that are defined where the proof speaks
   */
  Presence(List<Expr.Rel> known, Expr... also) {
    this(known, false, also);
  }

  private Presence(List<Expr.Rel> known, boolean sizes, Expr... also) {
    this.known = known;
    this.sizes = sizes;
    this.there = new ArrayList<>(known);
    this.there.addAll(List.of(also));
    conditions.addAll(known);
    conditions.addAll(Defined.of(there.toArray(Expr[]::new)));
  }

  /** What is known to be positive are sizes: a sum from 1 to one of them has terms. */
  static Presence ofSizes(List<Expr.Rel> positive) {
    return new Presence(positive, true);
  }

  /** Throws {@link Rejected} where the expression may be undefined. */
  void require(Expr e) {
    Evidence.require(of(e), "whether " + e + " is defined is not clear");
  }

  boolean of(Expr e) {
    Meter.spend(1 + there.size());
    if (there.stream().anyMatch(x -> occurs(x, e))) {
      return true;
    }
    return switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _ -> true;
      case Expr.Const c -> !c.equals(Exprs.INFINITY);
      case Expr.Add a -> a.args().stream().allMatch(this::of);
      case Expr.Mul m -> m.args().stream().allMatch(this::of);
      case Expr.Pow p -> of(p.base()) && of(p.exponent())
          && (p.exponent() instanceof Expr.Num || Shape.of(known, p.base()) == Shape.PLUS) && holds(Defined.of(p));
      case Expr.Call c when c.function().isDefined() && c.function().scalar() -> of(c.function().expand(c.args())) && holds(Defined.of(c));
      case Expr.Call c -> TOTAL.contains(c.function().name()) && c.args().stream().allMatch(this::of) && holds(Defined.of(c));
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && b.lower() != null && b.upper() != null && of(b.lower()) && of(b.upper())
          && new Presence(known.stream().filter(r -> !Trees.freeSymbols(r).contains(b.index())).toList(), sizes).of(b.body());
      default -> false;
    };
  }

  private boolean holds(List<Expr.Rel> needed) {
    return needed.stream().allMatch(r -> conditions.contains(r) || Shape.implies(known, Exprs.sub(r.lhs(), r.rhs()), r.op())
        || Evidence.isTrueNumber(r) || Boxes.onOne(known, r) || r.lhs() instanceof Expr.Big b && Exprs.isZero(r.rhs()) && isPositive(b) && r.op().holdsForSign(1));
  }

  private boolean isPositive(Expr.Big b) {
    return sizes && b.kind() == Expr.Big.Kind.SUM && b.lower() != null && Exprs.isOne(b.lower()) && b.upper() instanceof Expr.Sym n
        && known.contains(Exprs.rel(RelOp.GT, n, Exprs.ZERO)) && Shape.of(List.of(), b.body()) == Shape.PLUS;
  }

  /** Whether the part is looked at whenever the whole is. */
  static boolean occurs(Expr whole, Expr part) {
    if (!whole.equals(part) && whole instanceof Expr.Call c && c.function().isDefined() && c.function().scalar()) {
      return occurs(c.function().expand(c.args()), part);
    }
    if (!whole.equals(part) && whole instanceof Expr.Cases c) {
      return occurs(c.conditions().get(0), part);
    }
    return whole.equals(part) || !(whole instanceof Expr.Logic || whole instanceof Expr.Big || whole instanceof Expr.Integral
        || whole instanceof Expr.Limit || whole instanceof Expr.Diff || whole instanceof Expr.At)
        && Trees.children(whole).stream().anyMatch(c -> occurs(c, part));
  }
}
