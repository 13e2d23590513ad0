package org.gradus.claim;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * Where a restriction lets one name lie: between two numbers, or on one of a few.
 *
 * @param from   null for −∞
 * @param to     null for ∞
 * @param points the values, or null for an interval
 */
record Region(String name, Rational from, boolean fromOpen, Rational to, boolean toOpen, Set<Rational> points) {

  /** The region of a relation between one name and numbers; null for any other, and for none. */
  static Region of(Expr relation) {
    if (relation == null) {
      return null;
    }
    if (relation instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR) {
      return values(l);
    }
    var parts = relation instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND ? List.copyOf(l.args()) : List.of(relation);
    Region all = null;
    for (var part : parts) {
      var one = bound(part);
      if (one == null || all != null && !all.name.equals(one.name)) {
        return null;
      }
      all = all == null ? one : all.and(one);
    }
    return all;
  }

  private static Region values(Expr.Logic or) {
    var found = new TreeSet<Rational>();
    String name = null;
    for (var e : or.args()) {
      if (!(e instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym s && r.rhs() instanceof Expr.Num n)
          || name != null && !name.equals(s.name())) {
        return null;
      }
      name = s.name();
      found.add(n.value());
    }
    return name == null ? null : new Region(name, null, false, null, false, found);
  }

  private static Region bound(Expr e) {
    if (!(e instanceof Expr.Rel given)) {
      return null;
    }
    boolean turned = given.rhs() instanceof Expr.Sym;
    var op = turned ? given.op().flip() : given.op();
    if (!((turned ? given.rhs() : given.lhs()) instanceof Expr.Sym s) || !((turned ? given.lhs() : given.rhs()) instanceof Expr.Num n)) {
      return null;
    }
    return switch (op) {
      case LT, LE -> new Region(s.name(), null, false, n.value(), op == RelOp.LT, null);
      case GT, GE -> new Region(s.name(), n.value(), op == RelOp.GT, null, false, null);
      case EQ, NE, APPROX -> null;
    };
  }

  private Region and(Region o) {
    boolean lower = from == null || o.from != null && (o.from.compareTo(from) > 0 || o.from.equals(from) && o.fromOpen);
    boolean upper = to == null || o.to != null && (o.to.compareTo(to) < 0 || o.to.equals(to) && o.toOpen);
    return new Region(name, lower ? o.from : from, lower ? o.fromOpen : fromOpen, upper ? o.to : to, upper ? o.toOpen : toOpen, null);
  }

  /**
   * Whether someone who restricts the name so does not go on with the other restriction: this one says less than the other, or says on
   * both sides where the name lies and leaves the other.
   */
  boolean replaces(Region other) {
    return name.equals(other.name) && !equals(other) && (other.isIn(this) || isBounded() && !isIn(other));
  }

  private boolean isBounded() {
    return points != null || from != null && to != null;
  }

  private boolean isIn(Region o) {
    if (points != null) {
      return points.stream().allMatch(o::has);
    }
    return o.points == null && (o.from == null || from != null && (from.compareTo(o.from) > 0 || from.equals(o.from) && (fromOpen || !o.fromOpen)))
        && (o.to == null || to != null && (to.compareTo(o.to) < 0 || to.equals(o.to) && (toOpen || !o.toOpen)));
  }

  private boolean has(Rational x) {
    return points != null ? points.contains(x)
        : (from == null || x.compareTo(from) > 0 || !fromOpen && x.equals(from)) && (to == null || x.compareTo(to) < 0 || !toOpen && x.equals(to));
  }
}
