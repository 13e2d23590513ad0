package org.gradus.claim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** The functions of bits that networks are to learn, by their names: XOR, AND, OR and their negations. */
final class BooleanFunctions {

  /** By how many of the two bits are 1. */
  private static final Map<String, IntPredicate> TWO_BITS = Map.of(
      "XOR", ones -> ones == 1, "XNOR", ones -> ones != 1, "AND", ones -> ones == 2, "NAND", ones -> ones != 2, "OR", ones -> ones > 0, "NOR", ones -> ones == 0);

  private BooleanFunctions() {}

  /** Whether a function that is said to be this is one of two bits. */
  static boolean isNamed(Expr body) {
    return body instanceof Expr.Sym s && TWO_BITS.containsKey(s.name().toUpperCase(Locale.ROOT));
  }

  /** The expression with the values of {@code XOR(0, 1)} and the like. */
  static Expr carriedOut(Expr e) {
    var inner = Trees.map(e, BooleanFunctions::carriedOut);
    var function = inner instanceof Expr.Apply a && a.primes() == 0 ? Exprs.sym(a.name()) : null;
    var bit = function != null && isNamed(function) ? value(function, ((Expr.Apply) inner).args()) : null;
    return bit == null ? inner : bit;
  }

  /** Its value; null where the arguments are not two bits. */
  static Expr value(Expr function, List<Expr> arguments) {
    var bits = arguments.size() == 1 && Literals.of(arguments.getFirst()) instanceof Expr.Matrix m && m.rows().getFirst().size() == 1
        ? m.rows().stream().map(List::getFirst).toList() : arguments;
    if (bits.size() != 2 || !bits.stream().allMatch(b -> Exprs.isZero(b) || Exprs.ONE.equals(b))) {
      return null;
    }
    int ones = (int) bits.stream().filter(Exprs.ONE::equals).count();
    return TWO_BITS.get(((Expr.Sym) function).name().toUpperCase(Locale.ROOT)).test(ones) ? Exprs.ONE : Exprs.ZERO;
  }
}
