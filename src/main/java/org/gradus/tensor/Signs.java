package org.gradus.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** What is known of the signs of generators: from their form, and from assumptions on names and families. */
final class Signs {

  /** What is known. */
  enum Known { UNKNOWN, NONNEGATIVE, POSITIVE }

  private final Map<Expr, Known> facts = new HashMap<>();
  private final Map<String, Known> families = new HashMap<>();

  /**
   * @param assumptions relations; those that bound a name or a component from below count, the latter for the whole family
   *     if {@code index} says that its indices run
   * @param sizes names of sizes, which are at least 1
   */
  Signs(List<Expr> assumptions, Iterable<Expr.Sym> sizes, Predicate<Expr> index) {
    for (var s : sizes) {
      facts.put(s, Known.POSITIVE);
    }
    for (var a : assumptions) {
      if (!(a instanceof Expr.Rel r)) {
        continue;
      }
      boolean flipped = r.lhs() instanceof Expr.Num;
      var of = flipped ? r.rhs() : r.lhs();
      var bound = flipped ? r.lhs() : r.rhs();
      var op = flipped ? r.op().flip() : r.op();
      if (!(bound instanceof Expr.Num n)) {
        continue;
      }
      var known = op == RelOp.GT && n.value().signum() >= 0 || op == RelOp.GE && n.value().signum() > 0 ? Known.POSITIVE
          : op == RelOp.GE && n.value().isZero() ? Known.NONNEGATIVE : Known.UNKNOWN;
      if (known != Known.UNKNOWN) {
        facts.put(of, known);
        if (of instanceof Expr.Indexed x && x.sub().stream().allMatch(index) && x.sup().stream().allMatch(index)) {
          families.put(x.base(), known);
        }
      }
    }
  }

  Known of(Sop s) {
    if (s.isZero()) {
      return Known.NONNEGATIVE;
    }
    boolean positive = false;
    for (var t : s.terms().entrySet()) {
      var known = t.getValue().signum() < 0 ? Known.UNKNOWN : of(t.getKey());
      if (known == Known.UNKNOWN) {
        return Known.UNKNOWN;
      }
      positive |= known == Known.POSITIVE;
    }
    return positive ? Known.POSITIVE : Known.NONNEGATIVE;
  }

  Known of(Product p) {
    var result = Known.POSITIVE;
    for (var e : p.exponents().entrySet()) {
      result = least(result, power(of(e.getKey()), e.getValue()));
    }
    return result;
  }

  private static Known power(Known base, Rational exponent) {
    if (base != Known.UNKNOWN) {
      return base;
    }
    boolean even = exponent.isInteger() && !exponent.num().testBit(0);
    return even || !exponent.isInteger() ? Known.NONNEGATIVE : Known.UNKNOWN;
  }

  private static Known least(Known a, Known b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** The sign of an expression in normal form. */
  Known of(Expr e) {
    var fact = facts.get(e);
    if (fact != null) {
      return fact;
    }
    return switch (e) {
      case Expr.Num n -> n.value().signum() > 0 ? Known.POSITIVE : n.value().isZero() ? Known.NONNEGATIVE : Known.UNKNOWN;
      case Expr.Const _ -> Known.POSITIVE;
      case Expr.Indexed x -> families.getOrDefault(x.base(), Known.UNKNOWN);
      case Expr.Add a -> {
        boolean positive = false;
        boolean known = true;
        for (var t : a.args()) {
          var s = of(t);
          positive |= s == Known.POSITIVE;
          known &= s != Known.UNKNOWN;
        }
        yield !known ? Known.UNKNOWN : positive ? Known.POSITIVE : Known.NONNEGATIVE;
      }
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(Known.POSITIVE, Signs::least);
      case Expr.Pow p -> p.exponent() instanceof Expr.Num n ? power(of(p.base()), n.value())
          : of(p.base()) == Known.POSITIVE ? Known.POSITIVE : Known.UNKNOWN;
      case Expr.Call c -> switch (c.function().name()) {
        case "exp" -> Known.POSITIVE;
        case "abs", "delta", "indicator" -> Known.NONNEGATIVE;
        default -> Known.UNKNOWN;
      };
      case Expr.Big b -> {
        var body = of(b.body());
        boolean filled = b.kind() == Expr.Big.Kind.PRODUCT || b.lower() instanceof Expr.Num
            && (b.upper() instanceof Expr.Sym || b.upper().equals(b.lower()));
        yield filled ? body : least(body, Known.NONNEGATIVE);
      }
      default -> Known.UNKNOWN;
    };
  }

  boolean positive(Expr e) {
    return of(e) == Known.POSITIVE;
  }
}
