package org.gradus.claim;

import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * Whether what is said of a component is said of all of its family: {@code w_i > 0} mostly is, {@code x_n = 0} of the last
 * sample and {@code w_c > 0} of the true class are not. What is said of one component must not be taken for a fact about
 * the others.
 *
 * @param before the sentence up to the formula
 * @param behind the words right behind it
 */
record Members(String before, String behind) {

  static final Members NO_WORDS = new Members("", "");

  /** Letters that run through all components by habit; others stand for one of them: a class c, the last n. */
  private static final Set<String> RUNNING = Set.of("i", "j", "k", "l", "m");

  private static final Pattern ALL = Pattern.compile("(?i)\\b(?:all|any|every|each|constant|uniform|identical|alle[ns]?|jede[mnrs]?)\\b|\\\\forall|\\\\[lc]?dots");
  private static final Pattern ONE = Pattern.compile("(?i)\\b(?:one|some|particular|certain|correct|true|last|first|fixed)\\b");

  /** "for the correct class", "at a dead neuron", but "of the weights": a place named by a word in the singular. */
  private static final Pattern PLACE = Pattern.compile(
      "(?i)\\b(?:for|of|at|in|by|on)\\s+(?:the|some|one|this|that|our|an?)\\s+(?:[\\p{L}-]+\\s+)*?(?:[\\p{L}-]*(?:[^s\\P{L}]|ss|us|is))(?:\\s*$|\\s*[,$(]|\\s+(?:we|let|is|has|with|of))");

  /** Whether the relation holds for all components that it could be about. */
  boolean all(Expr.Rel r, String latex) {
    if (isRule(r.lhs(), r.rhs()) && isRule(r.rhs(), r.lhs())) {
      return true;
    }
    boolean order = switch (r.op()) {
      case LT, LE, GT, GE, NE -> true;
      case EQ, APPROX -> false;
    };
    return saysAll(latex) || order && mayRun(r.lhs()) && mayRun(r.rhs()) && !saysOne();
  }

  /** Whether a value given to a component is given to all: {@code let b_j = 0}, or displayed as a definition is. */
  boolean all(Expr component, Expr value, String latex, boolean display, Cue cue) {
    if (isRule(component, value) || saysAll(latex)) {
      return true;
    }
    boolean defines = cue == Cue.DEFINES || cue == Cue.PUTS;
    return mayRun(component) && !saysOne() && (defines || display && cue == Cue.NONE);
  }

  private boolean saysAll(String latex) {
    return ALL.matcher(latex).find() || ALL.matcher(clause(before)).find() || ALL.matcher(first(behind)).find();
  }

  private boolean saysOne() {
    return isOne(clause(before)) || isOne(first(behind));
  }

  private static boolean isOne(String words) {
    return ONE.matcher(words).find() || PLACE.matcher(words).find();
  }

  private static String clause(String text) {
    return text.substring(Math.max(text.lastIndexOf('.'), text.lastIndexOf(';')) + 1);
  }

  private static String first(String text) {
    var rest = text.strip();
    return rest.isEmpty() || Character.isUpperCase(rest.charAt(0)) ? "" : rest.split("[.;:]", 2)[0]; // another sentence speaks for itself
  }

  /** Whether every free index of the components on this side occurs on the other side, too. */
  private static boolean isRule(Expr side, Expr other) {
    var alone = Trees.freeSymbols(side);
    alone.removeAll(Trees.freeSymbols(other));
    return !Trees.any(side, x -> x instanceof Expr.Indexed c && c.sub().stream().anyMatch(i -> i instanceof Expr.Sym s && alone.contains(s)));
  }

  private static boolean mayRun(Expr side) {
    return !Trees.any(side, x -> x instanceof Expr.Indexed c
        && c.sub().stream().anyMatch(i -> i instanceof Expr.Sym s && !RUNNING.contains(s.name())));
  }
}
