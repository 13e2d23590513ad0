package org.gradus.claim;

import java.util.List;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** '$k$ of $n$ tosses': whole numbers with 0 ≤ k ≤ n and n ≥ 1. */
final class CountWords {

  private static final Sought OF = Sought.of("(?i)^\\s*(?:out\\s+)?of\\s+(?:(?:the|all|our|a total of)\\s+)?$");
  private static final Sought THINGS = Sought.of("(?i)^\\s+(?:[\\p{L}-]+\\s+){0,2}(?:tosses|trials|flips|draws|samples|coins|throws|experiments|observations|examples|data(?: points)?|points|people|patients|students|images|emails|documents|words|pixels|units|cases|times|items|votes|balls|attempts|runs)\\b");

  private final Context context;

  CountWords(Context context) {
    this.context = context;
  }

  /** Reads the words between two formulas; {@code index} is their place. */
  void read(List<Block> blocks, int index) {
    if (index == 0 || index + 2 >= blocks.size() || !(blocks.get(index) instanceof Block.Prose p) || !OF.matcher(p.text()).matches()
        || !(blocks.get(index + 2) instanceof Block.Prose things) || !THINGS.matcher(things.text()).find()) {
      return;
    }
    var part = letter(blocks.get(index - 1));
    var whole = letter(blocks.get(index + 1));
    if (part == null || whole == null || part.equals(whole)) {
      return;
    }
    int line = p.positions().start(0).line();
    for (var n : List.of(part, whole)) {
      context.variable(n.name());
      context.assume(new Assumption(null, "integer", n.name(), n + " integer (line " + line + ")"), Lifetime.SCOPE);
    }
    assume(RelOp.GE, whole, Exprs.ONE, whole, line);
    assume(RelOp.GE, part, Exprs.ZERO, part, line);
    assume(RelOp.GE, whole, part, part, line);
  }

  private void assume(RelOp op, Expr left, Expr right, Expr.Sym about, int line) {
    var relation = Exprs.rel(op, left, right);
    context.assume(new Assumption(relation, null, about.name(), relation + " (line " + line + ")"), Lifetime.SCOPE);
  }

  private Expr.Sym letter(Block block) {
    return block instanceof Block.Formula f && !f.display() && f.latex().strip().matches("[A-Za-z]") && !context.isDefined(f.latex().strip())
        ? Exprs.sym(f.latex().strip()) : null;
  }
}
