package org.gradus.claim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/**
 * 'Setting the derivative to zero gives' what stands below: an equation, or its solution, of the derivative that was worked out
 * before. With several derivatives the one by the name that is solved for.
 */
final class Stationary {

  private static final String WHAT = "(?:\\s+(?:it|this|that|these|those|them|both|each|all|the|its|our|first|partial|derivatives?|gradients?|slopes?|components?|expressions?|result|equal|of|and|(?:with respect to|w\\.r\\.t\\.|wrt) \\$|\\$))*+";
  private static final Pattern TO_ZERO = Pattern.compile("(?is).*\\b(?:set|sets|setting|equate|equating|putting)\\b" + WHAT + "\\s+(?:to|equal to|equals?|=|as)\\s*(?:zero\\b|0\\b(?!\\.\\d))"
      + "(?:(?:[\\s,]+and)?\\s+solv(?:e|ing)\\s+(?:this\\s+|it\\s+)?for\\s+\\$)?(?:[\\s:,*_]+(?!if\\b|when\\b|only\\b|for\\b|by\\b|at\\b|in\\b|with\\b)[\\p{L}'-]+){0,12}[\\s:,*_$]*$");
  private static final Pattern SEVERAL = Pattern.compile("(?i)\\b(?:both|each|all|them|these|those|derivatives|gradients|components)\\b");

  private final Map<Expr.Sym, Expr.Diff> derivatives = new LinkedHashMap<>();
  private int scope = -1;
  private Expr.Diff latest;
  /** The derivative that stands behind 'setting it to zero' before it is set to zero in a formula of its own; else null. */
  private Expr.Diff restated;

  /** A step says what a derivative is. */
  void derived(Claim.Step step, int part) {
    var d = step.setting().supposed().isEmpty() && step.lhs() != null ? ProseProperties.derivative(step.lhs()) : null;
    if (d == null || d.order() != 1) {
      return;
    }
    if (scope != part) {
      derivatives.clear();
      scope = part;
    }
    derivatives.remove((Expr.Sym) d.by());
    derivatives.put((Expr.Sym) d.by(), d);
    latest = d;
  }

  /** A chain begins. */
  void begins() {
    latest = null;
  }

  /** A chain that is no equation to be solved ends: 'set it to zero' may have led to what the derivative is, once more. */
  void ends(Wording wording) {
    restated = latest != null && !wording.way().words().isBlank() && (isSaid(wording.sentence()) || isSaid(wording.before())) ? latest : null;
  }

  /** What stands next, without a word, and says {@code 0 = …}: that the derivative is zero; null if that is not meant. */
  Equation restatedEquation(Wording wording, Expr left, Expr right, int part) {
    var d = part == scope && wording.way().words().isBlank() && (Exprs.isZero(left) || Exprs.isZero(right)) ? restated : null;
    return d == null ? null : zero(d);
  }

  /** Whether the words say that a derivative is set to zero, and that what follows comes from it. */
  static boolean isSaid(String words) {
    return TO_ZERO.matcher(words.substring(Math.max(0, words.length() - 400))).matches();
  }

  /** The equation that the words put up; null where they do not, or where it is not clear which derivative they mean. */
  Equation equation(Wording wording, Expr left, int part) {
    if (part != scope || derivatives.isEmpty() || wording.way().words().isBlank() || !isSaid(wording.sentence()) && !isSaid(wording.before())) {
      return null;
    }
    var named = left instanceof Expr.Sym v ? derivatives.get(Exprs.sym(unknown(v.name()))) : null;
    var words = isSaid(wording.sentence()) ? wording.sentence() : wording.before();
    var d = named != null ? named : left instanceof Expr.Sym || derivatives.size() > 1 || SEVERAL.matcher(words).find() ? null : derivatives.values().iterator().next();
    return d == null ? null : zero(d);
  }

  private static Equation zero(Expr.Diff d) {
    return new Equation(d + " = 0", Exprs.rel(RelOp.EQ, d, Exprs.ZERO));
  }

  /** The name whose solution ŵ or w* is. */
  static String unknown(String name) {
    return name.replaceFirst("(?:hat|_star|_opt|_min|_max|_MLE|_ML)$", "");
  }
}
