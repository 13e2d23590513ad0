package org.gradus.claim;

import java.util.List;
import java.util.function.Function;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;

/** The condition right behind a formula of a sentence, '… if $A = A^T$', '… when $A$ is symmetric': it is for that formula. */
final class ConditionBehind {

  private static final String MATRIX = "\\s+(?:(?:the|an?|our)\\s+)?(?:matrix\\s+)?";
  private static final Sought CONDITION = Sought.of("(?i)^\\s*[,(]?\\s*(?:but\\s+|and\\s+)?(?:only\\s+)?(?:if|when|whenever|provided(?: that)?|assuming(?: that)?|as long as|in case)" + MATRIX + "$");
  private static final Sought CASE = Sought.of("(?i)^\\s*[,(]?\\s*for" + MATRIX + "$");

  /** 'for symmetric', 'with any symmetric matrix'. */
  private static final Sought CASE_OF_A_MATRIX = Sought.of("(?i)^\\s*[,(]?\\s*(?:for|with|when|whenever)\\s+(?:any|all|every|an?)?\\s*(?:[\\w-]+\\s+){0,3}symmetric\\s+(?:[\\w-]+\\s+){0,3}$");
  /** A name, or a function of names, that is given a meaning: what is said of its names lasts as long as it does. */
  private static final Sought MEANING = Sought.of("(?s)^\\s*(?:\\\\[a-zA-Z]+|[a-zA-Z])(?:_\\{?\\w+\\}?)?\\s*(?:\\([^()=]*\\)\\s*)?(?::?=|\\\\coloneqq).*");

  private final Context context;
  private final List<Block> blocks;
  private final boolean macros;

  ConditionBehind(Context context, List<Block> blocks, boolean macros) {
    this.context = context;
    this.blocks = blocks;
    this.macros = macros;
  }

  /**
   * Takes in that a matrix is symmetric.
   *
   * @param index of the formula
   * @param names the names in a formula of nothing else
   * @return why the formula is not refuted, because it holds only if something does that was not taken in; or null
   */
  String read(int index, Function<String, List<Expr>> names) {
    var words = prose(index + 1);
    boolean condition = words != null && CONDITION.matcher(words).matches();
    if (!condition && (words == null || !CASE.matcher(words).matches() && !(isCaseOfAMatrix(words) && isClaim(blocks.get(index))))) {
      return null;
    }
    String open = null;
    for (int i = index + 2; i < blocks.size() && blocks.get(i) instanceof Block.Formula f && !f.display(); i += 2) {
      var text = FormulaText.of(f, macros);
      if (!read(text, names, words, prose(i + 1)) && condition) {
        open = "it does not hold in general, and of what stands behind it, '" + f.latex().strip() + "', no use could be made";
      }
      if (prose(i + 1) == null || !Prose.LISTING.matcher(prose(i + 1)).matches()) {
        break;
      }
    }
    return open;
  }

  /** Whether the words name a matrix that is symmetric where the formula before them is meant. */
  static boolean isCaseOfAMatrix(String words) {
    return CASE_OF_A_MATRIX.matcher(words).matches();
  }

  /** Whether such words stand between an inline formula that claims something and the matrix that this block names. */
  static boolean isBehindClaim(List<Block> blocks, int first) {
    return first >= 2 && blocks.get(first) instanceof Block.Formula f && !f.latex().contains("\\in") // that would declare it
        && blocks.get(first - 1) instanceof Block.Prose p && isCaseOfAMatrix(p.text()) && isClaim(blocks.get(first - 2));
  }

  private static boolean isClaim(Block block) {
    return block instanceof Block.Formula f && f.latex().contains("=") && !MEANING.matcher(f.latex()).matches();
  }

  /** Whether all that the formula assumes is known now. */
  private boolean read(FormulaText text, Function<String, List<Expr>> names, String before, String after) {
    boolean all = true;
    for (var s : LatexReader.readDisplay(text.latex(), context)) {
      if (s.relations().isEmpty()) {
        ArrayProperties.inSentence(context, names.apply(text.latex()), before.strip() + " ", after == null ? "" : after, text.start(0).line());
        continue;
      }
      var relation = new Assumptions(context).relation(text, s);
      var matrix = Assumptions.symmetricIn(relation);
      if (matrix != null) {
        context.assume(new Assumption(null, "symmetric", matrix, matrix + " symmetric (line " + text.start(0).line() + ")"), Lifetime.SENTENCE);
      } else if (relation == null) {
        all = false;
      } else {
        all &= !(relation instanceof Expr.Rel r && r.op() == RelOp.EQ) || context.hypotheses().behind().stream().anyMatch(a -> relation.equals(a.relation()));
      }
    }
    return all;
  }

  private String prose(int index) {
    return index < blocks.size() && blocks.get(index) instanceof Block.Prose p ? p.text() : null;
  }
}
