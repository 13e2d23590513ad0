package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;

/** The few claims that words make beyond doubt (phenomenon C9): '… is convex in $w$' with both formulas in the sentence. */
final class ProseClaims {

  private static final Pattern CONVEX = Pattern.compile("(?is)\\s*is\\s+(not\\s+|still\\s+|indeed\\s+|a\\s+)*(non-?)?(convex|concave)(\\s+function)?\\s+(?:in|with respect to|w\\.r\\.t\\.)\\s*");

  private final Context context;
  private final List<Claim> claims;

  ProseClaims(Context context, List<Claim> claims, Derivation derivation) {
    this.context = context;
    this.claims = claims;
  }

  /** Looks at the words between two inline formulas. */
  void read(List<Block> blocks, int index, String text) {
    if (index == 0 || index + 1 >= blocks.size() || !(blocks.get(index - 1) instanceof Block.Formula f) || f.display()
        || !(blocks.get(index + 1) instanceof Block.Formula v) || v.display()) {
      return;
    }
    var m = CONVEX.matcher(text);
    if (!m.matches()) {
      return;
    }
    var body = parse(f);
    if (body == null || !(parse(v) instanceof Expr.Sym variable)) {
      return;
    }
    boolean not = m.group(2) != null || m.group(1) != null && m.group(1).contains("not");
    var form = not ? Convexity.Form.NOT_CONVEX : m.group(3).equalsIgnoreCase("convex") ? Convexity.Form.CONVEX : Convexity.Form.CONCAVE;
    if (not && !m.group(3).equalsIgnoreCase("convex")) {
      return;
    }
    var words = "$" + f.latex() + "$" + text + "$" + v.latex() + "$";
    var place = Place.of(f.positions().start(0), v.positions().end(v.latex().length()));
    claims.add(StatedClaims.convexity(context, place, new Written(words, f.latex(), null, null, words), body, List.of(variable), form));
  }

  private Expr parse(Block.Formula f) {
    try {
      return LatexReader.parse(f.latex(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
