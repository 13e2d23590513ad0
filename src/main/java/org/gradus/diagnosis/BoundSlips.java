package org.gradus.diagnosis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;

/** What is wrong with an inequality: strict or not, its direction, the number that is to bound, or a slip in a side. */
final class BoundSlips {

  private static final String KIND = "bound";

  /** Denominators of bounds that are easy to read. */
  private static final long[] EASY = {1, 2, 4, 5, 10, 20, 100};

  /** A bound written out is suggested up to this length. */
  private static final int MAX_LENGTH = 60;

  private final Case c;
  private final Formula left;
  private final Formula right;

  BoundSlips(Case c, Formula left, Formula right) {
    this.c = c;
    this.left = left;
    this.right = right;
  }

  Finding find() {
    var none = Finding.of(OtherSlips.BOUND, "the inequality fails at the point shown");
    if (c.source() == null || c.op() == RelOp.NE) {
      return none;
    }
    var found = relation(true);
    if (found == null) {
      found = sign();
    }
    if (found == null) {
      found = relation(false);
    }
    if (found == null) {
      found = number();
    }
    if (found == null) {
      var screen = new Screen(c.op(), c.left(), c.right(), c.domain(), false);
      var edit = screen.isUseful() ? new Search(c, Sieve.values(c, screen), left, right).find() : null;
      found = edit == null || edit.slip() == SignSlips.SIDE && !isNumber(edit.part() == Part.LEFT ? c.left() : c.right()) ? null : new Finding(edit.slip(), KIND, edit.message(), edit.part(), edit.edit(), edit.suggestion());
    }
    return found == null ? none : found;
  }

  // ---- the relation ----

  private Finding relation(boolean strictOnly) {
    var now = c.source().text(Part.RELATION);
    if (now == null) {
      return null;
    }
    for (var other : relations(c.op())) {
      boolean strict = c.op() == RelOp.LT && other.equals("\\le") || c.op() == RelOp.GT && other.equals("\\ge");
      if (strict != strictOnly) {
        continue;
      }
      var step = c.source().step(Part.RELATION, other);
      if (step != null && c.referee().proves(step)) {
        var message = strict ? "the two sides are equal somewhere: it is " + (other.equals("\\le") ? "≤, not <" : "≥, not >")
            : "the inequality points the wrong way";
        return Finding.of(strict ? OtherSlips.STRICT : OtherSlips.DIRECTION, message, Part.RELATION,
            Edit.replace(0, now.length(), other, 1, message), other);
      }
    }
    return null;
  }

  private static List<String> relations(RelOp op) {
    return switch (op) {
      case LT -> List.of("\\le", ">", "\\ge");
      case LE -> List.of("\\ge");
      case GT -> List.of("\\ge", "<", "\\le");
      case GE -> List.of("\\le");
      case EQ, NE, APPROX -> List.of();
    };
  }

  // ---- a bound that is a number ----

  private static boolean isNumber(Expr e) {
    return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed);
  }

  /** A negative number, where the positive one bounds. */
  private Finding sign() {
    for (var part : new Part[] {Part.RIGHT, Part.LEFT}) {
      var side = part == Part.RIGHT ? c.right() : c.left();
      var text = c.source().text(part);
      if (text != null && isNumber(side) && !isNumber(part == Part.RIGHT ? c.left() : c.right()) && text.strip().startsWith("-")) {
        int at = text.indexOf('-');
        var edit = Edit.delete(at, at + 1, 1, "there is a minus sign too many in the bound");
        var extreme = extreme(part);
        boolean best = extreme == null || extreme.exact() != null && c.referee().equal(Exprs.neg(side), extreme.exact());
        var found = best ? proved(part, edit) : null;
        if (found != null) {
          return new Finding(SignSlips.SIDE, KIND, found.message(), part, edit, found.suggestion());
        }
      }
    }
    return null;
  }

  /** The best bound that could stand on this side. */
  private Referee.Extreme extreme(Part part) {
    boolean onRight = part == Part.RIGHT;
    return c.referee().extreme(onRight ? c.left() : c.right(), onRight == (c.op() == RelOp.LE || c.op() == RelOp.LT));
  }

  /** The best bound, and a number near it where that is easier to read. */
  private Finding number() {
    boolean onRight = isNumber(c.right()) && !isNumber(c.left());
    if (!onRight && (!isNumber(c.left()) || isNumber(c.right()))) {
      return null;
    }
    boolean largest = onRight == (c.op() == RelOp.LE || c.op() == RelOp.LT);
    var extreme = extreme(onRight ? Part.RIGHT : Part.LEFT);
    if (extreme == null) {
      return null;
    }
    var message = (largest ? "the largest value is " : "the smallest value is ") + extreme.words();
    if (!extreme.attained()) {
      message = (largest ? "the values stay below " : "the values stay above ") + extreme.words();
    }
    if (extreme.beyond() == null) {
      return Finding.of(OtherSlips.BOUND, "there is no such bound: the values grow beyond every number");
    }
    var part = onRight ? Part.RIGHT : Part.LEFT;
    var text = c.source().text(part);
    for (var value : text == null ? List.<Expr>of() : candidates(extreme, largest)) {
      var latex = LatexWriter.write(value);
      if (latex.length() <= MAX_LENGTH) {
        int from = text.length() - text.stripLeading().length();
        var found = proved(part, Edit.replace(from, Math.max(from, text.stripTrailing().length()), latex, 3, message));
        if (found != null) {
          return found;
        }
      }
    }
    return Finding.of(OtherSlips.BOUND, message);
  }

  private static List<Expr> candidates(Referee.Extreme e, boolean largest) {
    var all = new ArrayList<Expr>();
    if (e.exact() != null) {
      all.add(e.exact());
    }
    for (long den : EASY) {
      var scaled = e.beyond().times(Rational.of(den));
      var k = largest ? scaled.negate().floor().negate() : scaled.floor();
      all.add(Exprs.num(Rational.of(k, BigInteger.valueOf(den))));
    }
    return all.stream().distinct().toList();
  }

  private Finding proved(Part part, Edit edit) {
    var written = edit.apply(c.source().text(part));
    var step = c.source().step(part, written);
    return step != null && c.referee().proves(step) ? Finding.of(OtherSlips.BOUND, edit.message(), part, edit, written) : null;
  }
}
