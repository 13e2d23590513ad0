package org.gradus.claim;

import java.util.stream.Collectors;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The way from an equation to a formula that may solve it.
 *
 * @param words  what stands between them, with the formulas that belong to no derivation between dollar signs
 * @param behind the words behind the formula, up to the next formula
 * @param others whether the name that the formula gives a value gets another one soon after
 */
record Way(String words, String behind, boolean others) {

  /** Nothing stands between them. */
  static final Way NONE = new Way("", "", false);

  private static final Sought FORMULA = Sought.of("\\$([^$]*)\\$");
  private static final Sought NUMBERS = Sought.of("[\\s\\d.,=+-]*|\\(\\w+\\)");
  /** Words that only go on with an equation. */
  private static final Sought GOES_ON = Sought.of("(?is)[\\s.,;:*_&()-]*(?:(?:so|hence|thus|then|therefore|consequently|finally|that|is|i\\.e\\.?|and|or|which|what|gives?|giving|means|meaning|yields?|yielding|are|equivalent|equals?|"
      + "equivalently|we|one (?:gets|obtains|finds|has)|you|get|obtain|find|have|it|simplif\\w+|rearrang\\w+|reorder\\w+|divid\\w+|multipl\\w+|add\\w*|subtract\\w*|squar\\w+|both|sides?|by|on|cancel\\w*|follows|this|to|from|implies|implying|leads?|leading|the|"
      + "solv\\w+|for|solutions?|true|taking|takes?|roots?|logarithms?|logs?|expand\\w*|factor\\w*|collect\\w*|terms|substitut\\w+|insert\\w*|with|in|of|its|only|exactly|unique|equation|zero|zeros|here|can|be|must|"
      + "damit|daher|somit|folgt|ergibt|und|oder|das|die|ist|heißt|donc|ou|et|d'où|por|lo|tanto|es|decir|y|o)\\b[\\s.,;:*_()-]*)*");
  private static final Sought PLACE = Sought.of("(?is).*\\b(?:at|when|whenever|where|if|for|with|in|near)[\\s:,*_]*");
  private static final Sought PLACE_OR_SO = Sought.of("(?i)\\b(?:at|when|whenever|where|if)\\b");
  /** What is said behind a value that is one of several, or no solution. */
  private static final Sought OTHERWISE = Sought.of("(?is)[^.;]*\\b(?:an?other|others?|also|too|one of|an?|not|never|first|second|further|no longer)\\b");
  private static final Sought LIST = Sought.of("(?is)[\\s.,;:*_]*(?:or|and|also|as well as|oder|und|ou|et|o|y)\\b");
  private static final Sought NEW_SENTENCE = Sought.of("(?s).*(?:[.;!?]\\s*|\\n\\s*\\n\\s*)");

  /**
   * How firmly the words tie a formula to the equation before it.
   *
   * @param displayed whether it stands in a line of its own
   * @param solved    whether it gives values to a name
   */
  Solution.Tie tie(Expr equation, boolean displayed, boolean solved) {
    var names = Trees.freeSymbols(equation).stream().map(Expr::toString).collect(Collectors.toSet());
    var plain = new StringBuilder();
    for (var m = FORMULA.matcher(words); m.find();) {
      if (!NUMBERS.matcher(m.group(1)).matches() && !names.contains(m.group(1).strip().replace("\\", ""))) {
        return Solution.Tie.PERHAPS;
      }
      m.appendReplacement(plain, " ");
    }
    plain.append(words.substring(words.lastIndexOf('$') + 1));
    boolean listed = solved && isValue(equation) && LIST.matcher(plain).lookingAt();
    var said = PLACE_OR_SO.matcher(plain).replaceAll(" ");
    boolean goesOn = GOES_ON.matcher(said).matches() && (displayed || (solved || !NEW_SENTENCE.matcher(plain).matches()) && !OTHERWISE.matcher(behind).lookingAt());
    return !goesOn || listed ? Solution.Tie.PERHAPS : PLACE.matcher(plain).matches() || others && solved ? Solution.Tie.PLACE : Solution.Tie.GOES_ON;
  }

  /** {@code x = 1}: what stands below with 'and' or 'or' is another value. */
  private static boolean isValue(Expr equation) {
    return equation instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym && Trees.freeSymbols(r.rhs()).isEmpty();
  }
}
