package org.gradus.claim;

import java.util.List;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * Whether what is said of a component is said of all of its family: {@code w_i > 0} mostly is, {@code x_n = 0} of the last
 * sample and {@code h_j = 0} of every dead neuron are not. What is said of some components must not be taken for a fact about
 * the others.
 *
 * @param sentence the words of the sentence, with the formulas in it; a sign stands for the formula at hand
 */
record Members(String sentence) {

  static final Members NO_WORDS = new Members("");

  /** Stands for the formula at hand. */
  private static final String HERE = "@";
  private static final int MOST_BLOCKS = 12;

  /** Letters that run through all components by habit; others stand for one of them: a class c, the last n. */
  private static final Set<String> RUNNING = Set.of("i", "j", "k", "l", "m");

  /** Nouns that name all there are, and single none of them out. */
  private static final String THINGS = "(?:weights?|entry|entries|components?|elements?|coordinates?|probabilit(?:y|ies)|values?|inputs?|outputs?|"
      + "(?:eigen|singular )values?|coefficients?|numbers?|variables?|parameters?|terms?|scores?|logits?|labels?|activations?|"
      + "(?:data |training )?(?:samples?|examples?|points?)|units?|neurons?|class(?:es)?|layers?|features?|tokens?|positions?|rows?|"
      + "columns?|ind(?:ex|ices)|variances?|counts?|steps?|times?)";
  private static final String LAST = "[A-Za-z]";
  private static final String RANGE = "(?:\\s*=\\s*[01]\\s*,(?:\\s*\\d\\s*,)?\\s*\\\\[lc]?dots\\s*,\\s*" + LAST
      + "|\\s*\\\\in\\s*\\\\\\{[^$}]*\\\\[lc]?dots[^$}]*\\}|\\s*\\\\in\\s*\\[" + LAST + "\\])";
  private static final String INDEX = "\\s*[a-zA-Z](?:\\s*,\\s*[a-zA-Z])*" + RANGE + "?\\s*";
  /** 'for all $i$', 'every weight', 'each of the $x_i$', not 'every dead neuron' and not 'for all $i$ with'. */
  private static final Sought ALL = Sought.of("(?i)(?:\\b(?:for|over|of|für)\\s+)?\\b(?:all|every|each|any|alle[nr]?|jede[mnrs]?)\\b"
      + "(?:\\s+(?:of|the|these|our|der|die))*(?:\\s+" + THINGS + "\\b(?:\\s*\\$" + INDEX + "\\$|\\s*" + HERE + ")?|\\s*\\$" + INDEX + "\\$|\\s*" + HERE + ")"
      + "(?!\\s*(?:with|having|of|that|which|mit)\\b)|\\b(?:for\\s+)?(?:constant|uniform|identical)\\b");
  private static final Sought ALL_IN_FORMULA = Sought.of("\\\\forall\\s*" + INDEX + "(?:$|[,;}\\\\])|\\b" + LAST + "\\s*=\\s*[01]\\s*,(?:\\s*\\d\\s*,)?\\s*\\\\[lc]?dots\\s*,\\s*" + LAST + "\\s*$");
  /** Words beside the matter: 'for simplicity', 'for the weights', 'in what follows'. */
  private static final Sought ASIDE = Sought.of("(?i)\\b(?:for (?:simplicity|now|convenience|the moment)|(?:in|for) (?:what follows|the following|general|practice)|"
      + "in addition|on the other hand|at least|(?:for|of|in) (?:the|these|our) " + THINGS + "(?=\\s*(?:[,.@$]|$)))");
  /** Words by which only some are meant. */
  private static final Sought SOME = Sought.of("(?i)(?<!-)\\b(?:for|in|at|on|among|if|when|whenever|unless|except|only|but|with probability|whose|every|each|any|all|"
      + "some|none|no|not|one|certain|correct|true|last|first|fixed|particular|otherwise|half|second|most|almost|many|few|several|even|odd|"
      + "wrong|other|für|bei|im|falls|wenn|außer|nur)\\b(?!-)");
  /** The same, where the indices on both sides leave no doubt that a rule is given. */
  private static final Sought SOME_OF_RULE = Sought.of("(?i)\\b(?:for|all|every|each|in)\\s+(?:all\\s+)?(?:even|odd|correct\\w*|misclassified|wrong\\w*|some|most|"
      + "almost|many|few|several|half)\\b");

  /** The sentence around the formula in the place {@code index}. */
  static Members around(List<Block> blocks, int index) {
    var words = new StringBuilder(HERE);
    for (int i = index - 1; i >= Math.max(0, index - MOST_BLOCKS); i--) {
      var text = text(blocks.get(i));
      int end = text == null ? -1 : Prose.lastSentenceEnd(text);
      words.insert(0, text == null ? "" : end >= 0 ? text.substring(end) : text);
      if (text == null || end >= 0) {
        break;
      }
    }
    for (int i = index + 1; i < Math.min(blocks.size(), index + MOST_BLOCKS); i++) {
      var text = text(blocks.get(i));
      boolean another = text == null || i == index + 1 && !text.isBlank() && Character.isUpperCase(text.strip().charAt(0));
      int end = another ? 0 : Prose.firstSentenceEnd(text);
      words.append(another ? "" : end >= 0 ? text.substring(0, end) : text);
      if (end >= 0) {
        break;
      }
    }
    return new Members(words.toString());
  }

  private static String text(Block b) {
    return switch (b) {
      case Block.Prose p -> p.text();
      case Block.Formula f when !f.display() -> "$" + f.latex() + "$";
      case Block.Formula _, Block.Heading _, Block.Directive _, Block.Enumerator _ -> null;
    };
  }

  /** Whether a statement, or a membership in a set, holds for all components that it could be about. */
  boolean all(Expr statement, String latex) {
    return switch (statement) {
      case Expr.Rel r -> all(r, latex);
      case Expr.Logic l -> !Trees.any(l, x -> x instanceof Expr.Indexed) || !isOfSome(); // in a set, between two bounds
      default -> !Trees.any(statement, x -> x instanceof Expr.Indexed);
    };
  }

  private boolean all(Expr.Rel r, String latex) {
    if (isRule(r.lhs(), r.rhs()) && isRule(r.rhs(), r.lhs())) {
      return !SOME_OF_RULE.matcher(sentence).find();
    }
    boolean order = switch (r.op()) {
      case LT, LE, GT, GE, NE -> true;
      case EQ, APPROX -> false;
    };
    return !isOfSome() && (saysAll(latex) || order && mayRun(r.lhs()) && mayRun(r.rhs()));
  }

  /** Whether a value given to a component is given to all: {@code let b_j = 0}, or displayed as a definition is. */
  boolean all(Expr component, Expr value, String latex, boolean display, Cue cue) {
    if (isRule(component, value)) {
      return !SOME_OF_RULE.matcher(sentence).find();
    }
    boolean defines = cue == Cue.DEFINES || cue == Cue.PUTS;
    return !isOfSome() && (saysAll(latex) || mayRun(component) && (defines || display && cue == Cue.NONE));
  }

  private boolean saysAll(String latex) {
    return ALL_IN_FORMULA.matcher(latex).find() || ALL.matcher(sentence).find();
  }

  private boolean isOfSome() {
    return SOME.matcher(ASIDE.matcher(ALL.matcher(sentence).replaceAll(" ")).replaceAll(" ").replaceAll("\\$[^$]*\\$", " ")).find();
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
