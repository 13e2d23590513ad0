package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.PlainReader;

/** Limits written with an arrow or with words: 'σ(z) → 1 as z → ∞', 'as z → ∞, σ(z) → 1'. */
final class LimitWords {

  /** What a claim says where there is no limit. */
  static final String NONE = "does-not-exist";

  private static final String ARROW = "\\\\(?:to|rightarrow|longrightarrow|xrightarrow\\{[^{}]*\\})(?![A-Za-z])";
  private static final Sought TENDS = Sought.of("(?s)^(.+?)" + ARROW + "(.+)$");
  private static final Sought WHOLE = Sought.of("(?s)^(.+?)" + ARROW
      + "(.+?)(?:\\\\[,;:! ]|\\\\q?quad|[\\s,])*\\\\(?:text|mathrm|textrm|mbox)\\s*\\{\\s*(?:as|when|for|if)\\s*\\}(.+)$");
  private static final Sought AS = Sought.of("(?is)[\\s,]*(?:as|when|for|if|whenever)\\s*");
  private static final Sought FROM = Sought.of("(?s)^(.*?)(?:\\^\\s*\\{?\\s*([+-])\\s*\\}?|([+-]))$");

  private final Context context;
  private final List<Claim> claims;

  LimitWords(Context context, List<Claim> claims) {
    this.context = context;
    this.claims = claims;
  }

  /** The limit that {@code x \to a} speaks of; null for anything else. */
  Expr.Limit place(String latex) {
    var m = TENDS.matcher(latex.strip());
    if (!m.matches() || Pattern.compile(ARROW).matcher(m.group(2)).find() || m.group(1).contains("=")) {
      return null;
    }
    var limit = parse(m.group(1)) instanceof Expr.Sym x ? at(x, m.group(2), true) : null;
    // An arrow to another name may stand for a map.
    return limit == null || Trees.freeSymbols(limit.to()).stream().anyMatch(s -> !s.equals(Exprs.INFINITY)) ? null : limit;
  }

  /** A value with a mark of its side: {@code 0^+}, {@code oo}; null where it is not read. */
  private Expr.Limit at(Expr.Sym x, String to, boolean latex) {
    var text = to.strip().replaceFirst("[.,;]$", "").strip();
    var plus = text.replaceFirst("^\\+\\s*(?=\\\\infty|oo)", "");
    var side = FROM.matcher(plus);
    int from = side.matches() && !side.group(1).isBlank() ? "+".equals(side.group(2) == null ? side.group(3) : side.group(2)) ? 1 : -1 : 0;
    var point = from == 0 ? plus : side.group(1);
    var value = latex ? parse(point) : plain(point);
    return value == null || value instanceof Expr.Rel || value instanceof Expr.Logic ? null : (Expr.Limit) Exprs.limit(x, x, value, from);
  }

  /** What follows the inline formula, where it is 'as x → a'; else null. */
  Expr.Limit behind(List<Block> blocks, int index) {
    return index + 2 < blocks.size() && blocks.get(index + 1) instanceof Block.Prose p && AS.matcher(p.text()).matches()
        && blocks.get(index + 2) instanceof Block.Formula f && !f.display() ? place(f.latex()) : null;
  }

  /** Reads the formula as a limit: with its own 'as x → a', or with the one its sentence speaks of. Whether it was one. */
  boolean read(FormulaText text, Expr.Limit spoken) {
    var whole = WHOLE.matcher(text.latex().strip());
    boolean own = whole.matches();
    var m = own ? whole : TENDS.matcher(text.latex().strip());
    var limit = own ? place(whole.group(3)) : spoken;
    if (limit == null || !m.matches() || !own && Pattern.compile(ARROW).matcher(m.group(2)).find()) {
      return false;
    }
    var body = parse(m.group(1));
    var value = parse(m.group(2).strip().replaceFirst("^\\+\\s*(?=\\\\infty)", "").replaceFirst("[.,;]$", ""));
    if (body == null || value == null || body instanceof Expr.Rel || body instanceof Expr.Logic || value instanceof Expr.Rel
        || value instanceof Expr.Logic || body.equals(limit.var())) {
      return false;
    }
    var written = new Written(text.latex(), m.group(1).strip(), "\\to", m.group(2).strip(), null);
    claims.add(step(text.place(0, text.latex().length()), written, body, limit, value, List.of("read as the limit for " + limit.var() + " → " + limit.to())));
    return true;
  }

  /** {@code F tends to v as x -> a}, in a directive. */
  Claim stated(Place place, Written written, Expr body, String variable, String to, Expr value) {
    if (!(plain(variable) instanceof Expr.Sym x) || at(x, to, to.indexOf('\\') >= 0) == null) {
      throw new IllegalArgumentException("write for example: sigma(z) tends to 1 as z -> oo");
    }
    return step(place, written, body, at(x, to, to.indexOf('\\') >= 0), value, List.of());
  }

  private Claim step(Place place, Written written, Expr body, Expr.Limit at, Expr value, List<String> notes) {
    Expr lhs = null;
    Expr rhs = null;
    String unreadable = null;
    try {
      lhs = new Resolver(context, Map.of(), Map.of()).resolve(Exprs.limit(body, at.var(), at.to(), at.side()));
      if (lhs instanceof Expr.Limit l && !Trees.freeSymbols(l.body()).isEmpty() && !Trees.freeSymbols(l.body()).contains(at.var())) {
        throw new UnresolvedException("it is not given as a function of " + at.var() + ", so what it tends to as " + at.var() + " → " + at.to() + " is not clear");
      }
      rhs = value.equals(Exprs.sym(NONE)) ? value : new Resolver(context, Map.of(), Map.of()).resolve(value);
    } catch (UnresolvedException e) {
      unreadable = e.getMessage();
    }
    var declared = new LinkedHashSet<>(context.declared());
    declared.add(NONE);
    return new Claim.Step(place, written, Kind.LIMIT, RelOp.EQ, unreadable == null ? lhs : null, unreadable == null ? rhs : null, null, List.of(),
        context.setting(context.assumptions(), declared), unreadable, null, null, null,
        null, false, notes);
  }

  private Expr parse(String latex) {
    try {
      return LatexReader.parse(latex.strip(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }

  private Expr plain(String text) {
    try {
      return PlainReader.parse(text.strip(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
