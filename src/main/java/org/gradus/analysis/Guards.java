package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** The conditions under which an expression without cases is defined and analytic, those of its parts before its own. */
final class Guards {

  /** What a condition means for the expression. */
  enum Kind {
    /** It is undefined exactly where the condition fails. */
    DEFINES,
    /** Where it fails, nothing is known here. */
    KNOWN,
    /** It is defined either way, but not analytic where the sides are equal. */
    CUTS
  }

  /** A relation to zero. */
  record Guard(Expr.Rel relation, Kind kind) {
    Expr lhs() {
      return relation.lhs();
    }

    /** Whether the expression is defined where the left side has the sign. */
    boolean allows(int sign) {
      boolean holds = relation.op().holdsForSign(sign);
      if (!holds && kind == Kind.KNOWN) {
        throw new Undecided("where " + relation + " fails, nothing is known");
      }
      return holds || kind == Kind.CUTS;
    }
  }

  private Guards() {}

  /** Relations to zero that must hold, in an order in which each is defined where the earlier ones hold. */
  static List<Guard> of(Expr e) {
    var all = new ArrayList<Guard>();
    collect(e, all);
    return all.stream().distinct().toList();
  }

  private static void collect(Expr e, List<Guard> into) {
    if (e instanceof Expr.Call c && c.function().isDefined() && c.function().scalar() && !Kinks.has(c.function())) {
      c.args().forEach(a -> collect(a, into));
      collect(c.function().expand(c.args()), into);
      return;
    }
    Trees.children(e).forEach(c -> collect(c, into));
    switch (e) {
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> {
        if (n.value().isInteger()) {
          if (n.value().signum() < 0) {
            add(RelOp.NE, p.base(), into);
          }
        } else {
          add(n.value().signum() < 0 ? RelOp.GT : RelOp.GE, p.base(), into);
        }
      }
      case Expr.Pow p -> add(RelOp.GT, p.base(), Kind.KNOWN, into);
      case Expr.Call c -> {
        switch (c.function().name()) {
          case "log", "loggamma" -> add(RelOp.GT, c.arg(), into);
          case "asin", "acos" -> {
            add(RelOp.GE, Exprs.add(c.arg(), Exprs.ONE), into);
            add(RelOp.GE, Exprs.sub(Exprs.ONE, c.arg()), into);
          }
          case "gamma", "digamma", "polygamma" -> add(RelOp.GT, c.args().get(c.args().size() - 1), Kind.KNOWN, into);
          case "exp", "sin", "cos", "atan", "erf" -> { }
          case "root" -> {
            boolean odd = c.args().get(1) instanceof Expr.Num n && n.value().isInteger() && n.value().num().testBit(0);
            add(RelOp.GE, c.args().get(0), odd ? Kind.CUTS : Kind.DEFINES, into);
          }
          default -> {
            if (!c.function().isDefined()) {
              throw new Undecided("where " + c.function().name() + " is defined is not known");
            }
          }
        }
      }
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> { }
      default -> throw new Undecided("no analysis of " + e);
    }
  }

  private static void add(RelOp op, Expr e, List<Guard> into) {
    add(op, e, Kind.DEFINES, into);
  }

  private static void add(RelOp op, Expr e, Kind kind, List<Guard> into) {
    if (e instanceof Expr.Num n && op.holdsForSign(n.value().signum()) || e instanceof Expr.Const
        || e instanceof Expr.Call c && c.is("exp")) {
      return;
    }
    into.add(new Guard((Expr.Rel) Exprs.rel(op, e, Exprs.ZERO), kind));
  }
}
