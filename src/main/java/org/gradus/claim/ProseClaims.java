package org.gradus.claim;

import java.util.List;
import java.util.Map;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;

/** The few claims that words make beyond doubt (phenomenon C9): shapes of functions, and what tends to a number. */
final class ProseClaims {

  private static final Sought APPROACHES = Sought.of(
      "(?is)\\s*(?:approaches|tends to|goes to|converges to)\\s+(-?\\d+)(?=[\\s,.;)]|$).*");

  private static final Sought RATE = Sought.of(
      "(?is).*\\b(the\\s+(?:rate of change|derivative|slope|gradient)(?:\\s+of\\s+[\\w\\s]+?)?\\s+(?:wrt|w\\.r\\.t\\.|with respect to)\\s*)");

  private final Context context;
  private final List<Claim> claims;
  private final Derivation derivation;
  private final Expr.Limit lately;

  /** @param lately the limit that words spoke of last, or null */
  ProseClaims(Context context, List<Claim> claims, Derivation derivation, Expr.Limit lately) {
    this.lately = lately;
    this.context = context;
    this.claims = claims;
    this.derivation = derivation;
  }

  /**
   * Looks at the words behind an inline formula.
   *
   * @param sentence the words of the sentence before that formula
   */
  void read(List<Block> blocks, int index, String text, String sentence) {
    new ProseProperties(context, claims).read(blocks, index);
    if (index > 0 && blocks.get(index - 1) instanceof Block.Formula f && !f.display()) {
      approaches(f, text);
      if (index > 1 && blocks.get(index - 2) instanceof Block.Prose p) {
        derivativeApproaches(f, p.text(), text);
      }
    }
    new ShapeSentences(context, claims).read(blocks, index, sentence);
  }

  /** '∂J/∂z approaches 0' below a limit: the same limit is meant. */
  private void approaches(Block.Formula f, String text) {
    var m = APPROACHES.matcher(text);
    var limit = derivation.lastLimit();
    var body = m.matches() && limit != null ? parse(f) : null;
    if (body == null || body instanceof Expr.Rel || body instanceof Expr.Logic || body instanceof Expr.Sym) {
      return;
    }
    add(f, "$" + f.latex() + "$" + text.substring(0, m.end(1)), body, limit, m.group(1), "the limit is that of the display above");
  }

  /** 'The derivative with respect to $b$ tends to 0': of the derivative worked out last, in the limit spoken of last. */
  private void derivativeApproaches(Block.Formula f, String before, String text) {
    var m = APPROACHES.matcher(text);
    var subject = RATE.matcher(before);
    if (!m.matches() || !subject.matches() || !(parse(f) instanceof Expr.Sym by)) {
      return;
    }
    var limit = derivation.lastLimit() != null && derivation.lastLimit().var().equals(by) ? derivation.lastLimit() : lately;
    var d = new ProseProperties(context, claims).lastDerivative(1);
    if (limit != null && limit.var().equals(by) && d != null && d.by().equals(by)) {
      add(f, subject.group(1) + "$" + f.latex() + "$" + text.substring(0, m.end(1)), d, limit, m.group(1),
          "the derivative is the one worked out last, as " + by + " tends to " + limit.to());
    }
  }

  private void add(Block.Formula f, String words, Expr body, Expr.Limit limit, String value, String note) {
    var place = Place.of(f.positions().start(0), f.positions().end(f.latex().length()));
    var written = new Written(words, f.latex(), null, value, words);
    var setting = context.setting(context.assumptions(), context.declared());
    Expr lhs = null;
    String unreadable = null;
    try {
      lhs = new Resolver(context, Map.of(), Map.of()).resolve(Exprs.limit(body, limit.var(), limit.to(), limit.side()));
    } catch (UnresolvedException e) {
      unreadable = e.getMessage();
    }
    claims.add(new Claim.Step(place, written, Kind.LIMIT, RelOp.EQ, lhs, lhs == null ? null : Exprs.num(Long.parseLong(value)), null,
        List.of(), setting, unreadable, null, null, null, null, false, List.of(note)));
  }

  private Expr parse(Block.Formula f) {
    try {
      return LatexReader.parse(f.latex(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
