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
    if (!condition && (words == null || !CASE.matcher(words).matches())) {
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
