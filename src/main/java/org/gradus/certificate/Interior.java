package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The points of a domain and their neighbours along one variable. What is shown of a derivative beside a border says what it is on the
 * border only if there are points of the domain beside it: a domain of single points ({@code x in {0,1}}, a claim with {@code √(−x²)})
 * says nothing.
 */
public final class Interior {

  /** What is known of a domain. */
  public enum Kind {
    /** Near each of its points all points belong to it. */
    OPEN,
    /** Near each of its points others belong to it. */
    THICK,
    /** There may be single points. */
    UNKNOWN
  }

  private final Expr by;
  private final List<Expr.Rel> ends = new ArrayList<>();
  private boolean clear = true;

  private Interior(Expr by) {
    this.by = by;
  }

  /** Where the assumptions hold and the expressions, cases resolved or not, are defined. */
  public static Kind of(List<Expr> assumptions, List<Expr> defined, Expr by) {
    var all = new Interior(by);
    assumptions.forEach(all::holds);
    defined.forEach(e -> all.defined(Expand.of(e)));
    return !all.clear ? Kind.UNKNOWN : all.ends.isEmpty() ? Kind.OPEN : all.isThick() ? Kind.THICK : Kind.UNKNOWN;
  }

  private void holds(Expr a) {
    if (!Tame.mentions(a, by)) {
      return;
    }
    switch (a) {
      case Expr.Rel r when r.op() == RelOp.GT || r.op() == RelOp.LT || r.op() == RelOp.NE -> sides(r);
      case Expr.Rel r when r.op() == RelOp.GE || r.op() == RelOp.LE -> {
        sides(r);
        ends.add(r);
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().forEach(this::holds);
      default -> clear = false;
    }
  }

  /** The sides have to be continuous, too. */
  private void sides(Expr.Rel r) {
    for (var side : List.of(Expand.of(r.lhs()), Expand.of(r.rhs()))) {
      clear &= !Trees.any(side, x -> x instanceof Expr.Cases && Tame.mentions(x, by));
      defined(side);
    }
  }

  private void defined(Expr e) {
    if (!Tame.mentions(e, by)) {
      return;
    }
    switch (e) {
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && (n.value().isInteger() || n.value().signum() < 0) -> { }
      case Expr.Pow p when Shape.of(List.of(), p.base()) != Shape.PLUS -> ends.add((Expr.Rel) Exprs.rel(RelOp.GE, p.base(), Exprs.ZERO));
      case Expr.Call c when c.is("floor") -> clear = false;
      case Expr.Call c -> c.function().domain(c.args()).forEach(r -> {
        if (r instanceof Expr.Rel x && (x.op() == RelOp.GE || x.op() == RelOp.LE)) {
          ends.add(x);
        }
      });
      case Expr.Apply _, Expr.Big _, Expr.Integral _, Expr.Limit _, Expr.Diff _, Expr.At _, Expr.Matrix _ -> clear = false;
      default -> { }
    }
    Trees.children(e).forEach(this::defined);
  }

  /** Whether the ends are those of intervals that are no points. */
  private boolean isThick() {
    Rational low = null;
    Rational high = null;
    boolean lower = false;
    boolean upper = false;
    boolean numbers = true;
    for (var r : ends) {
      var slope = coefficient(r);
      if (slope == null) {
        return false;
      }
      boolean below = slope.signum() > 0 == (r.op() == RelOp.GE);
      var u = Exprs.sub(r.lhs(), r.rhs());
      var end = Evidence.value(new Normal(List.of(), Hints.NONE), Trees.substitute(u, by, Exprs.ZERO)).rational();
      lower |= below;
      upper |= !below;
      if (end == null) {
        numbers = false;
      } else {
        var at = end.dividedBy(slope).negate();
        low = below && (low == null || at.compareTo(low) > 0) ? at : low;
        high = !below && (high == null || at.compareTo(high) < 0) ? at : high;
      }
    }
    return !lower || !upper || numbers && low.compareTo(high) < 0;
  }

  /** The number before the variable in a relation that is linear in it; null for another relation. */
  private Rational coefficient(Expr.Rel r) {
    try {
      var f = Evidence.value(new Normal(List.of(), Hints.NONE), Exprs.sub(r.lhs(), r.rhs()));
      Rational slope = null;
      if (!f.den().isEmpty()) {
        return null;
      }
      for (var t : f.num().terms().entrySet()) {
        var inside = Normal.expr(Poly.of(t.getKey(), Gauss.ONE));
        if (inside.equals(by)) {
          slope = t.getValue().re();
        } else if (Tame.mentions(inside, by)) {
          return null;
        }
      }
      return slope;
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      return null;
    }
  }
}
