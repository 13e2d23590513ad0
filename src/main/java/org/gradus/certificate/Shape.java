package org.gradus.certificate;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The signs an expression can have, from its structure and from hypotheses that speak of its parts: a set of −1, 0 and 1
 * as three bits. A theorem at every node, so nothing is searched for.
 */
public final class Shape {

  public static final int MINUS = 1;
  public static final int NULL = 2;
  public static final int PLUS = 4;
  public static final int ANY = 7;

  private Shape() {}

  /** Whether {@code e op 0} follows. */
  public static boolean implies(List<Expr.Rel> known, Expr e, RelOp op) {
    return holds(of(known, e), op);
  }

  /** Whether {@code e op 0} cannot hold. */
  public static boolean impossible(List<Expr.Rel> known, Expr e, RelOp op) {
    return (of(known, e) & allowed(op)) == 0;
  }

  static boolean holds(int signs, RelOp op) {
    return ((signs & MINUS) == 0 || op.holdsForSign(-1)) && ((signs & NULL) == 0 || op.holdsForSign(0))
        && ((signs & PLUS) == 0 || op.holdsForSign(1));
  }

  static int allowed(RelOp op) {
    return (op.holdsForSign(-1) ? MINUS : 0) | (op.holdsForSign(0) ? NULL : 0) | (op.holdsForSign(1) ? PLUS : 0);
  }

  public static int of(List<Expr.Rel> known, Expr e) {
    Meter.spend(1 + known.size());
    int signs = ANY;
    for (var r : known) {
      if (r.lhs().equals(e) && r.rhs() instanceof Expr.Num n) {
        signs = and(signs, beyond(r.op(), n.value()));
      }
      if (r.rhs().equals(e) && r.lhs() instanceof Expr.Num n) {
        signs = and(signs, beyond(r.op().flip(), n.value()));
      }
    }
    return and(signs, ofParts(known, e));
  }

  /** The intersection; where nothing is left the hypotheses contradict each other and anything is true. */
  private static int and(int a, int b) {
    return (a & b) == 0 ? a : a & b;
  }

  /** The signs of a value in this relation to c. */
  private static int beyond(RelOp op, Rational c) {
    int s = c.signum();
    return switch (op) {
      case GT -> s >= 0 ? PLUS : ANY;
      case GE -> s > 0 ? PLUS : s == 0 ? NULL | PLUS : ANY;
      case LT -> s <= 0 ? MINUS : ANY;
      case LE -> s < 0 ? MINUS : s == 0 ? NULL | MINUS : ANY;
      case EQ, APPROX -> s < 0 ? MINUS : s > 0 ? PLUS : NULL;
      case NE -> s == 0 ? MINUS | PLUS : ANY;
    };
  }

  private static int ofParts(List<Expr.Rel> known, Expr e) {
    return switch (e) {
      case Expr.Num n -> n.value().signum() < 0 ? MINUS : n.value().isZero() ? NULL : PLUS;
      case Expr.Const _ -> PLUS;
      case Expr.Mul m -> m.args().stream().map(x -> of(known, x)).reduce(PLUS, Shape::times);
      case Expr.Add a -> and(a.args().stream().map(x -> of(known, x)).reduce(NULL, Shape::plus), Bounded.signs(known, a));
      case Expr.Pow p -> power(known, p);
      case Expr.Call c -> call(known, c);
      case Expr.Big s when s.kind() == Expr.Big.Kind.SUM -> sum(known, s);
      default -> ANY;
    };
  }

  /** A sum of numbers of one sign; there may be none of them. */
  private static int sum(List<Expr.Rel> known, Expr.Big s) {
    int each = of(known.stream().filter(r -> !Trees.freeSymbols(r).contains(s.index())).toList(), s.body());
    return (each & MINUS) == 0 ? NULL | PLUS & each : (each & PLUS) == 0 ? MINUS | NULL : ANY;
  }

  static int times(int a, int b) {
    int result = (a | b) & NULL;
    if ((a & MINUS) != 0 && (b & PLUS) != 0 || (a & PLUS) != 0 && (b & MINUS) != 0) {
      result |= MINUS;
    }
    if ((a & MINUS) != 0 && (b & MINUS) != 0 || (a & PLUS) != 0 && (b & PLUS) != 0) {
      result |= PLUS;
    }
    return result;
  }

  private static int plus(int a, int b) {
    int result = (a | b) & (MINUS | PLUS);
    boolean zero = (a & b & NULL) != 0 || (a & MINUS) != 0 && (b & PLUS) != 0 || (a & PLUS) != 0 && (b & MINUS) != 0;
    return zero ? result | NULL : result;
  }

  private static int power(List<Expr.Rel> known, Expr.Pow p) {
    int base = of(known, p.base());
    if (base == PLUS) {
      return PLUS;
    }
    if (!(p.exponent() instanceof Expr.Num n)) {
      return ANY;
    }
    if (n.value().isZero()) {
      return PLUS;
    }
    int signs = !n.value().isInteger() || even(n.value()) ? PLUS | base & NULL : base;
    return n.value().signum() < 0 ? and(signs, MINUS | PLUS) : signs;
  }

  static boolean even(Rational q) {
    return q.isInteger() && !q.num().testBit(0);
  }

  private static int call(List<Expr.Rel> known, Expr.Call c) {
    int signs = switch (c.function().name()) {
      case "exp" -> PLUS;
      // odd and increasing
      case "sinh", "tanh", "atan", "asin", "asinh", "atanh", "erf", "sign", "cbrt", "softsign" ->
          of(known, c.args().get(0));
      case "abs" -> PLUS | of(known, c.args().get(0)) & NULL;
      case "log" -> of(known, Exprs.sub(c.arg(), Exprs.ONE));
      case "gamma" -> of(known, c.arg()) == PLUS ? PLUS : ANY;
      default -> ANY;
    };
    var range = c.function().range();
    if (range != null && range.lower() != null) {
      signs = and(signs, beyond(range.lowerClosed() ? RelOp.GE : RelOp.GT, range.lower()));
    }
    if (range != null && range.upper() != null) {
      signs = and(signs, beyond(range.upperClosed() ? RelOp.LE : RelOp.LT, range.upper()));
    }
    return signs;
  }
}
