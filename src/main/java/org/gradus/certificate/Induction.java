package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Induction over a size n: the sides are equal at n = 1, and from n to n + 1 they grow by the same, a sum up to n + 1 being the sum up to
 * n and one more term. Where the sides are defined at n + 1 they are at n.
 */
public final class Induction {

  private static final int BINDING = Kinds.DIFF | Kinds.AT | Kinds.LIMIT | Kinds.INTEGRAL | Kinds.APPLY;

  private final Expr.Sym n;
  private final List<Expr> sides;
  private final List<Expr> known;

  /** Throws {@link Rejected} where there is no induction over n. */
  public Induction(Claim.Sums s, Expr.Sym n) {
    this.n = n;
    this.sides = Sums.sides(s);
    require(!s.offBorders() && SumPoints.sizes(s, sides).contains(n), n + " is no size");
    require(Sums.indices(s).values().stream().flatMap(List::stream).noneMatch(this::mentions), "a free index runs up to " + n);
    require(s.assumptions().stream().noneMatch(this::mentions), "an assumption about " + n);
    var given = SumAssumptions.of(s);
    require(given.equations().isEmpty() && given.products().isEmpty() && given.entries().equals(Symmetric.NONE), "only assumptions about numbers are used");
    known = new ArrayList<>(given.numbers());
    SumPoints.sizes(s, sides).forEach(k -> known.add(Exprs.rel(RelOp.GE, k, Exprs.ONE)));
    var relations = known.stream().filter(Expr.Rel.class::isInstance).map(Expr.Rel.class::cast).toList();
    for (var side : sides) {
      require(!Kinds.occur(side, BINDING) && !Trees.any(side, x -> x instanceof Expr.Big b && b.index().equals(n)), n + " may be bound");
      require(isDefinedBefore(relations, side), "whether " + side + " is defined for a smaller " + n + " is not clear");
    }
  }

  /** The goal for n = 1. */
  public Goal start() {
    Map<Expr, Expr> one = Map.of(n, Exprs.ONE);
    return Goal.of(RelOp.EQ, Trees.substitute(sides.get(0), one), Trees.substitute(sides.get(1), one),
        known.stream().filter(r -> !mentions(r)).toList(), null);
  }

  /** The goal that both sides grow by the same. Throws {@link Rejected} for a range that does not grow by one value. */
  public Goal step() {
    return Goal.of(RelOp.EQ, growth(sides.get(0)), growth(sides.get(1)), known, null);
  }

  static void check(Claim.Sums s, Node proof) {
    proof.only("rule", "over", "start", "step");
    require(proof.expr("over") instanceof Expr.Sym, "induction is over a size");
    var induction = new Induction(s, (Expr.Sym) proof.expr("over"));
    Steps.prove(induction.start(), proof.node("start"));
    Steps.prove(induction.step(), proof.node("step"));
  }

  private boolean mentions(Expr e) {
    return Trees.freeSymbols(e).contains(n);
  }

  private Expr growth(Expr side) {
    return Exprs.sub(next(side), side);
  }

  private Expr next(Expr e) {
    var after = Exprs.add(n, Exprs.ONE);
    if (e instanceof Expr.Big b && mentions(b.upper())) {
      var last = Trees.substitute(b.upper(), n, after);
      require(b.kind() == Expr.Big.Kind.SUM && isOneByOne(b, last), "a range that does not grow by one value: " + b);
      var body = next(b.body());
      return Exprs.add(Exprs.sum(body, b.index(), b.lower(), b.upper()), Trees.substitute(body, b.index(), last));
    }
    return e.equals(n) ? after : Trees.map(e, this::next);
  }

  /** Whether the sum has a last term for each n + 1: its end is n, or n and a number, and not below its start. */
  private boolean isOneByOne(Expr.Big b, Expr last) {
    boolean straight = b.upper().equals(n)
        || b.upper() instanceof Expr.Add a && a.args().size() == 2 && a.args().contains(n) && a.args().stream().allMatch(x -> x.equals(n) || isWhole(x));
    return straight && isWhole(b.lower()) && Trees.substitute(last, n, Exprs.ONE) instanceof Expr.Num first
        && ((Expr.Num) b.lower()).value().compareTo(first.value()) <= 0;
  }

  private static boolean isWhole(Expr e) {
    return e instanceof Expr.Num k && k.value().isInteger();
  }

  /** Whether an expression that has a value at n + 1 has one at n; of a sum the terms up to n are among those up to n + 1. */
  private boolean isDefinedBefore(List<Expr.Rel> relations, Expr e) {
    if (!mentions(e)) {
      return true;
    }
    boolean own = switch (e) {
      case Expr.Sym _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Indexed _ -> false;
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && !mentions(b.lower());
      case Expr.Pow p when p.exponent() instanceof Expr.Num k -> k.value().isInteger()
          && (k.value().signum() > 0 || Shape.implies(relations, p.base(), RelOp.NE));
      case Expr.Pow p -> !mentions(p.base()) && Shape.of(relations, p.base()) == Shape.PLUS;
      case Expr.Call c -> c.is("exp") || c.is("log") && Shape.of(relations, c.arg()) == Shape.PLUS;
      default -> false;
    };
    var inside = e instanceof Expr.Big b ? relations.stream().filter(r -> !Trees.freeSymbols(r).contains(b.index())).toList() : relations;
    return own && Trees.children(e).stream().allMatch(x -> isDefinedBefore(inside, x));
  }
}
