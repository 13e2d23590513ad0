package org.gradus.claim;

import java.util.List;
import java.util.Locale;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;

/** The limits that words and formulas of a sentence speak of: <i>as x → ∞</i>, <i>for large b</i>. */
final class SpokenLimits {

  private static final Sought PLACE_BEHIND = Sought.of("(?i)\\s*(?:at|when|where|if|for|in)\\b");

  private final Context context;
  private final List<Block> blocks;
  private final List<Claim> claims;
  /** Where a formula of the sentence says that its limits are taken. */
  private Expr.Limit arrow;
  /** The same, or what the sentence calls large. */
  private Expr.Limit large;
  /** The limit that words spoke of last in this part. */
  private Expr.Limit lately;

  SpokenLimits(Context context, List<Block> blocks, List<Claim> claims) {
    this.context = context;
    this.blocks = blocks;
    this.claims = claims;
  }

  void newSentence() {
    arrow = null;
    large = null;
  }

  void newPart() {
    lately = null;
  }

  /** The limit that words spoke of last in this part, or null. */
  Expr.Limit lately() {
    return lately;
  }

  /** The sentence so far may speak of a limit. */
  void read(String sentence) {
    var spoken = tending(sentence);
    lately = spoken == null ? lately : spoken;
  }

  /** '$b$ is very large' speaks of b → ∞ to the end of its sentence. */
  void growing(String text, int index) {
    var m = Prose.LARGE.matcher(text);
    if (index > 0 && blocks.get(index - 1) instanceof Block.Formula f && !f.display() && m.lookingAt()
        && f.latex().strip().matches("[A-Za-z]")) {
      var z = Exprs.sym(f.latex().strip());
      lately = (Expr.Limit) Exprs.limit(z, z, m.group(1) != null ? Exprs.neg(Exprs.INFINITY) : Exprs.INFINITY, 0);
      large = Prose.lastSentenceEnd(text) >= 0 ? null : lately;
    }
  }

  /** Whether the formula says what tends to what; 'as x → a' alone goes for its sentence. */
  boolean isLimit(Block.Formula f, FormulaText text, int index) {
    var words = new LimitWords(context, claims);
    var place = f.display() ? null : words.place(text.latex());
    if (place != null) {
      arrow = place;
      large = place;
      lately = place;
      claims.add(text.unclaimed(Kind.NONE, "says where a limit is taken"));
      return true;
    }
    var behind = f.display() ? null : words.behind(blocks, index);
    return words.read(text, behind != null ? behind : arrow);
  }

  /** The limit that is spoken of at the formula, or null. */
  Expr.Limit limit(Block.Formula f, int index, List<Statement> statements, String sentence, String behind) {
    var next = f.display() ? null : new LimitWords(context, claims).behind(blocks, index);
    return next != null ? next : PLACE_BEHIND.matcher(behind).lookingAt() ? null : tending(sentence) != null ? tending(sentence) : arrow != null ? arrow : approximated(statements);
  }

  /** Whether nothing but 'as' stands between the formula and 'x → a', or nothing but 'we get' behind it. */
  boolean tends(Block.Formula f, int index, String before) {
    boolean next = !f.display() && new LimitWords(context, claims).behind(blocks, index) != null;
    return next || arrow != null && index > 1 && blocks.get(index - 2) instanceof Block.Formula p && !p.display()
        && new LimitWords(context, claims).place(p.latex()) != null && Prose.CONNECTING.matcher(before).matches();
  }

  /** What holds, about, where something is large, with a whole number on the right: a limit. */
  private Expr.Limit approximated(List<Statement> statements) {
    return large != null && statements.size() == 1 && statements.getFirst().relations().size() == 1
        && (statements.getFirst().relations().getFirst().kind() == Relation.Kind.APPROX
            || statements.getFirst().relations().getFirst().kind() == Relation.Kind.EQ)
        && statements.getFirst().members().getLast().term() instanceof Term.Number n && n.text().matches("\\d+")
        ? large : null;
  }

  /** The limit that the sentence speaks of, or null. */
  private static Expr.Limit tending(String sentence) {
    var m = Prose.TENDING.matcher(sentence);
    Expr.Limit found = null;
    while (m.find()) {
      boolean negative = m.group(2) != null && m.group(2).strip().toLowerCase(Locale.ROOT).matches("negative|minus|-");
      var z = Exprs.sym(m.group(1));
      found = (Expr.Limit) Exprs.limit(z, z, negative ? Exprs.neg(Exprs.INFINITY) : Exprs.INFINITY, 0);
    }
    return found;
  }
}
