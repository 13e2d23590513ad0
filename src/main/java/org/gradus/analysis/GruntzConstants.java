package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.BoundProver;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Unsupported;
import org.gradus.proof.Kernel;

/** What is known of expressions: zero by proof, the sign of those free of the variable by proof or enclosure. Nothing is guessed. */
final class GruntzConstants {

  private static final int[] DIGITS = {25, 60};
  /** Parameters over which signs are proved by intervals. */
  private static final int MAX_BOUNDED = 2;
  private static final int MAX_BOXES = 400;
  /** Where it is looked whether something vanishes: towers of exponentials are doubles there. */
  private static final Rational POINT = Rational.of(5, 4);

  private final Kernel kernel;
  private final List<Expr> assumptions;
  private final GruntzBudget budget;
  private final Map<Expr, Integer> signs = new HashMap<>();
  private final Map<Expr, Boolean> zeros = new HashMap<>();
  private final Map<String, Interval> point;

  /** @param x the variable, which is above {@link #POINT} from some point on; null if there is none */
  GruntzConstants(Expr.Sym x, Kernel kernel, List<Expr> assumptions, GruntzBudget budget) {
    this.point = x == null ? Map.of() : Map.of(x.name(), Interval.of(POINT));
    this.kernel = kernel;
    this.assumptions = new ArrayList<>(assumptions);
    this.budget = budget;
  }

  /** From here on the relation may be used as well. */
  void assume(Expr relation) {
    assumptions.add(relation);
    signs.clear();
    zeros.clear();
  }

  /** Whether the kernel proves the expression zero. */
  boolean zero(Expr e) {
    if (e instanceof Expr.Num n) {
      return n.value().isZero();
    }
    var known = zeros.get(e);
    if (known == null) {
      budget.proof();
      known = quickSign(e) == 0 && kernel.equal(e, Exprs.ZERO, assumptions).proved();
      zeros.put(e, known);
    }
    return known;
  }

  /** The sign that doubles show of a number, and of what has the variable alone in it at one point; 0 where they show none. */
  private int quickSign(Expr e) {
    try {
      for (var s : Trees.symbols(e)) {
        if (!point.containsKey(s.name())) {
          return 0;
        }
      }
      var v = new Evaluator<>(IntervalNumbers.INSTANCE).value(e, point);
      return v.definedness() != Definedness.DEFINED_EVERYWHERE ? 0 : v.lower() > 0 ? 1 : v.upper() < 0 ? -1 : 0;
    } catch (Unsupported | ArithmeticException _) {
      return 0;
    }
  }

  /** The sign of an expression free of the variable, or null. */
  Integer signOrNull(Expr e) {
    if (e instanceof Expr.Num n) {
      return n.value().signum();
    }
    if (signs.containsKey(e)) {
      return signs.get(e);
    }
    var s = prove(e);
    signs.put(e, s);
    return s;
  }

  /** The sign of an expression free of the variable. */
  int sign(Expr e) {
    var s = signOrNull(e);
    if (s == null) {
      throw new GruntzUndecided("the sign of " + e + " is not known");
    }
    return s;
  }

  private Integer prove(Expr e) {
    if (Trees.freeSymbols(e).isEmpty() && !Trees.any(e, n -> n instanceof Expr.Apply || n instanceof Expr.Indexed)) {
      int quick = quickSign(e);
      var s = quick != 0 ? Integer.valueOf(quick) : enclosed(e);
      return s != null ? s : zero(e) ? Integer.valueOf(0) : null;
    }
    var byShape = shape(e);
    if (byShape != null) {
      return byShape;
    }
    budget.proof();
    if (kernel.relation(RelOp.GT, e, Exprs.ZERO, assumptions).proved()) {
      return 1;
    }
    if (kernel.relation(RelOp.LT, e, Exprs.ZERO, assumptions).proved()) {
      return -1;
    }
    return zero(e) ? Integer.valueOf(0) : bounded(e);
  }

  /** By interval arithmetic over what is assumed of few parameters. */
  private Integer bounded(Expr e) {
    var names = Trees.freeSymbols(e).stream().map(Expr.Sym::name).toList();
    var about = assumptions.stream().filter(a -> names.containsAll(Trees.freeSymbols(a).stream().map(Expr.Sym::name).toList())).toList();
    if (names.size() > MAX_BOUNDED || about.size() < 2 * names.size()) {
      return null;
    }
    var domain = new Domain(names, about, Set.of());
    return BoundProver.prove(RelOp.GT, e, Exprs.ZERO, domain, MAX_BOXES).isProved() ? Integer.valueOf(1)
        : BoundProver.prove(RelOp.LT, e, Exprs.ZERO, domain, MAX_BOXES).isProved() ? Integer.valueOf(-1) : null;
  }

  /** By the signs of the parts; null where they do not tell. */
  private Integer shape(Expr e) {
    return switch (e) {
      case Expr.Mul m -> {
        Integer s = 1;
        for (var f : m.args()) {
          var t = signOrNull(f);
          if (t == null) {
            yield null;
          }
          s = s * t;
        }
        yield s;
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isInteger() && !n.value().isZero() -> {
        var s = signOrNull(p.base());
        yield s == null || s == 0 ? null : s < 0 && n.value().num().testBit(0) ? Integer.valueOf(-1) : Integer.valueOf(1);
      }
      case Expr.Call c when c.is("log") -> {
        var s = signOrNull(c.arg());
        yield s == null || s <= 0 ? null : signOrNull(Exprs.sub(c.arg(), Exprs.ONE));
      }
      default -> null;
    };
  }

  private static Integer enclosed(Expr e) {
    for (int digits : DIGITS) {
      var value = PointEvaluator.enclose(e, Map.of(), digits);
      if (!value.isDefined()) {
        return null;
      }
      if (value.exact() != null) {
        return value.exact().signum();
      }
      if (value.lower().signum() > 0) {
        return 1;
      }
      if (value.upper().signum() < 0) {
        return -1;
      }
    }
    return null;
  }
}
