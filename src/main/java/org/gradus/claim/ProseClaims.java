package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;

/** The few claims that words make beyond doubt (phenomenon C9): '… is convex in $w$' with both formulas in the sentence. */
final class ProseClaims {

  private static final Pattern CONVEX = Pattern.compile("(?is)\\s*is\\s+(not\\s+|still\\s+|indeed\\s+|a\\s+)*(non-?)?(convex|concave)(\\s+function)?\\s+(?:in|with respect to|w\\.r\\.t\\.)\\s*");

  private static final Pattern APPROACHES = Pattern.compile(
      "(?is)\\s*(?:approaches|tends to|goes to|converges to)\\s+(-?\\d+)(?=[\\s,.;)]|$).*");

  private final Context context;
  private final List<Claim> claims;
  private final Derivation derivation;

  ProseClaims(Context context, List<Claim> claims, Derivation derivation) {
    this.context = context;
    this.claims = claims;
    this.derivation = derivation;
  }

  /** Looks at the words behind an inline formula. */
  void read(List<Block> blocks, int index, String text) {
    new ProseProperties(context, claims).read(blocks, index);
    if (index > 0 && blocks.get(index - 1) instanceof Block.Formula f && !f.display()) {
      approaches(f, text);
    }
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
    var form = not ? Property.Form.NOT_CONVEX : m.group(3).equalsIgnoreCase("convex") ? Property.Form.CONVEX : Property.Form.CONCAVE;
    if (not && !m.group(3).equalsIgnoreCase("convex")) {
      return;
    }
    var words = "$" + f.latex() + "$" + text + "$" + v.latex() + "$";
    var place = Place.of(f.positions().start(0), v.positions().end(v.latex().length()));
    claims.add(StatedClaims.property(context, place, new Written(words, f.latex(), null, null, words), form, body, List.of(variable), null));
  }

  /** '∂J/∂z approaches 0' below a limit: the same limit is meant. */
  private void approaches(Block.Formula f, String text) {
    var m = APPROACHES.matcher(text);
    var limit = derivation.lastLimit();
    var body = m.matches() && limit != null ? parse(f) : null;
    if (body == null || body instanceof Expr.Rel || body instanceof Expr.Logic) {
      return;
    }
    var words = "$" + f.latex() + "$" + text.substring(0, m.end(1));
    var place = Place.of(f.positions().start(0), f.positions().end(f.latex().length()));
    var written = new Written(words, f.latex(), null, m.group(1), words);
    var setting = new Setting(context.assumptions(), context.domainsOf(_ -> true), context.declared(), context.doubted(), context.arrays(), context.faded());
    Expr lhs = null;
    String unreadable = null;
    try {
      lhs = new Resolver(context, java.util.Map.of(), java.util.Map.of())
          .resolve(Exprs.limit(body, limit.var(), limit.to(), limit.side()));
    } catch (UnresolvedException e) {
      unreadable = e.getMessage();
    }
    claims.add(new Claim.Step(place, written, Kind.LIMIT, RelOp.EQ, lhs, lhs == null ? null : Exprs.num(Long.parseLong(m.group(1))), null,
        List.of(), setting, unreadable, null, null, null, null, false, List.of("the limit is that of the display above")));
  }

  private Expr parse(Block.Formula f) {
    try {
      return LatexReader.parse(f.latex(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
