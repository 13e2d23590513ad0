package org.gradus.grade;

import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.verify.Reference;

/**
 * Whether a wrong answer follows rightly from the student's own, wrong answers to earlier items: what is asked is asked
 * again with these in the place of the right ones, and has to be proved. That two answers agree at many points counts for
 * nothing here, where students choose both of them.
 */
final class CarriedForward {

  private final Verdicts verdicts;
  private final BuiltUpon builtUpon;

  CarriedForward(Verdicts verdicts, BuiltUpon builtUpon) {
    this.verdicts = verdicts;
    this.builtUpon = builtUpon;
  }

  /**
   * What is held of a component of an answer, if the student's earlier answers are taken for right; null where none of
   * these is wrong, or they leave nothing to be asked.
   */
  Verdicts.Standing standing(Item item, int component, Expr answer, Own.Earlier given) {
    var meanings = item.from().isEmpty() ? null : builtUpon.own(item, given);
    if (meanings == null) {
      return null;
    }
    var right = verdicts.references(item, builtUpon.right(item)).get(component);
    var expected = verdicts.expected(item, meanings).get(component);
    if (expected.isConstant() && !right.isConstant()) {
      return null;
    }
    var claimed = Trees.substitute(answer, meanings);
    return switch (verdicts.opinion(expected, claimed).standing()) {
      case RIGHT -> isWhole(right, expected.answer(), claimed) ? Verdicts.Standing.RIGHT : null;
      case WRONG -> Verdicts.Standing.WRONG;
      case OPEN -> Verdicts.Standing.OPEN;
    };
  }

  /** What is defined next to nowhere follows from anything there. */
  private static boolean isWhole(Reference right, Expr expected, Expr claimed) {
    return right.undefined(expected).isEmpty() && right.undefined(claimed).isEmpty();
  }

  /** The share of the points for what follows from a wrong answer. */
  static Rational share(Item item) {
    return item.partial().getOrDefault("from", Rational.ONE);
  }

  /** The items whose answers are built upon and not right, in words: the answer to 3a; the answers to 3a and 3b. */
  static String sources(Item item, Own.Earlier given) {
    var wrong = item.from().values().stream().filter(given::isWrong).distinct().toList();
    return (wrong.size() > 1 ? "the answers to " : "the answer to ") + String.join(" and ", wrong);
  }

  static String words(Item item, Own.Earlier given) {
    var sources = sources(item, given);
    return "it follows rightly from " + sources + (sources.startsWith("the answers") ? ", which are not right" : ", which is not right");
  }

  /** The formula with the right answers in the place of their names. */
  Expr withRight(Item item, Expr e) {
    Map<Expr, Expr> meanings = item.from().isEmpty() ? Map.of() : builtUpon.right(item);
    return meanings.isEmpty() ? e : Trees.substitute(e, meanings);
  }
}
