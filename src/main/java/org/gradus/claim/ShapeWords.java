package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.claim.RankTable.Key;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.Rank;

/** Shapes that a document gives in words or by membership: 'the vectors a, b', 'W is m×n', 'x ∈ ℝⁿ'. */
final class ShapeWords {

  private static final String SIZE = "(?:\\(?\\s*[A-Za-z0-9_{}]+(?:\\s*[+-]\\s*\\d+)?\\s*\\)?)";
  private static final Pattern MEMBERSHIP = Pattern.compile(
      "^(?<names>[^=<>]*?)\\\\in\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)\\s*\\^\\s*(?:\\{(?<size>[^{}]+(?:\\{[^{}]*\\}[^{}]*)*)\\}|(?<one>[A-Za-z0-9]))");
  private static final Pattern TIMES = Pattern.compile("^\\s*(" + SIZE + ")\\s*(?:\\\\times|×)\\s*(" + SIZE + ")\\s*$");
  private static final Pattern IS = Pattern.compile("(?is)\\s*(?:is|are|has (?:size|shape)|have (?:size|shape)|be)?\\s*(?:an?|the|of (?:size|shape))?\\s*");
  private static final Pattern AFTER = Pattern.compile(
      "(?is)^[\\s,]*(?:is|are|be|denotes?)?\\s*(?:an?|the|some|two|fixed|given|real|constant)?\\s*(?<more>(?:(?:symmetric|square|invertible|"
          + "diagonal|orthogonal|column|row|real|constant|weight|bias|one-hot|data|design|input|label|unit|random|fixed)[\\s,-]+(?:and\\s+)?)*)"
          + "(?<what>matrix|matrices|vectors?|scalars?|square|symmetric|invertible|one-hot)\\b.*");
  private static final Pattern BEFORE = Pattern.compile("(?is).*\\b(?:(?<more>symmetric|square|invertible|one-hot|column)\\s+)?(?<what>vectors?|matrix|matrices|scalars?|one-hot)(?:\\s+(?:labels?|targets?|vectors?|encoded))?\\s*$");
  /** Properties on which a claim may rest, and for which no counterexample is looked for. */
  private static final Pattern RESTRICTED = Pattern.compile("(?i)\\b(orthogonal|orthonormal|unitary|(?:lower|upper|strictly)?[- ]?triangular|skew|anti-?symmetric|"
      + "idempotent|projections?|projectors?|commut(?:e|es|ing)|nilpotent|permutation|stochastic|probability vectors?|unit vectors?|unit (?:norm|length)|"
      + "diagonal|positive[- ]semi-?definite|eigenvectors?|eigenvalues?|low[- ]rank|singular|psd)\\b");
  private static final Pattern DEFINITE = Pattern.compile("(?i)\\b(?:positive[- ]definite|spd)\\b");
  private static final Pattern LIST = Pattern.compile("(?i)\\s*(?:,|and|, and|,? or)\\s*");
  private static final Pattern PROPERTY = Pattern.compile("(?is)^[\\s,]*(?:with|of|has|having|and)\\s+full\\s+(?:column\\s+)?rank.*");

  private final Context context;
  private final RankTable table;

  ShapeWords(Context context, RankTable table) {
    this.context = context;
    this.table = table;
  }

  void read(Document document) {
    var blocks = document.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Formula f) {
        for (var part : f.latex().split("\\\\q?quad|;")) {
          membership(part, f);
        }
        if (!f.display()) {
          words(blocks, i, f);
        }
      }
    }
  }

  /** Whether the formula does nothing but say which vectors and matrices there are. */
  static boolean isDeclaration(String latex, Context context) {
    for (var part : latex.split("\\\\q?quad|;")) {
      var m = MEMBERSHIP.matcher(part.strip());
      if (!part.isBlank() && !(m.find() && part.strip().substring(m.end()).strip().matches("[.,]?")
          && !new ShapeWords(context, context.ranks()).names(m.group("names")).isEmpty())) {
        return false;
      }
    }
    return !latex.isBlank();
  }

  private void membership(String latex, Block.Formula f) {
    var m = MEMBERSHIP.matcher(latex.strip());
    if (!m.find()) {
      return;
    }
    var size = m.group("size") != null ? m.group("size") : m.group("one");
    var dims = size.split("\\s*(?:\\\\times|×)\\s*");
    if (dims.length > 2) {
      return;
    }
    for (var name : names(m.group("names"))) {
      declare(name, dims.length == 2 ? "matrix " + plain(dims[0]) + " " + plain(dims[1]) : "vector " + plain(dims[0]), f);
    }
  }

  private void words(List<Block> blocks, int i, Block.Formula f) {
    var names = new ArrayList<>(names(f.latex()));
    if (names.isEmpty()) {
      var member = MEMBERSHIP.matcher(f.latex().strip());
      if (member.find()) {
        restrictions(names(member.group("names")), prose(blocks, i - 1), prose(blocks, i + 1), f);
      }
      return;
    }
    for (int j = i; j >= 2 && blocks.get(j - 1) instanceof Block.Prose p && LIST.matcher(p.text()).matches()
        && blocks.get(j - 2) instanceof Block.Formula g && !g.display(); j -= 2) {
      names.addAll(names(g.latex())); // $A$ and $B$ are matrices
    }
    var after = prose(blocks, i + 1);
    var next = i + 2 < blocks.size() && blocks.get(i + 2) instanceof Block.Formula g && !g.display() ? g : null;
    restrictions(names, prose(blocks, i - 1), after, f);
    var times = next == null || !IS.matcher(after).matches() ? null : TIMES.matcher(next.latex());
    if (times != null && times.matches() && !after.isBlank()) {
      for (var n : names) {
        declare(n, "matrix " + plain(times.group(1)) + " " + plain(times.group(2)), f);
        if (i + 3 < blocks.size() && blocks.get(i + 3) instanceof Block.Prose q && PROPERTY.matcher(q.text()).matches()) {
          declare(n, "full column rank", f);
        }
      }
      return;
    }
    var before = prose(blocks, i - 1);
    var m = AFTER.matcher(after);
    if (m.matches()) {
      for (var n : names) {
        say(n, m.group("what").toLowerCase(java.util.Locale.ROOT), f);
        if (m.group("more") != null) {
          for (var word : m.group("more").toLowerCase(java.util.Locale.ROOT).split("[\\s,]+")) {
            say(n, word, f);
          }
        }
      }
    }
    var b = BEFORE.matcher(before);
    if (b.matches()) {
      for (var n : names) {
        say(n, b.group("what").toLowerCase(java.util.Locale.ROOT), f);
        if (b.group("more") != null) {
          say(n, b.group("more").toLowerCase(java.util.Locale.ROOT), f);
        }
      }
    }
  }

  private static String prose(List<Block> blocks, int i) {
    return i >= 0 && i < blocks.size() && blocks.get(i) instanceof Block.Prose p ? p.text() : "";
  }

  private void say(Expr name, String word, Block.Formula f) {
    var k = Key.of(name);
    switch (word) {
      case "matrix", "matrices" -> table.put(k, Rank.MATRIX);
      case "vector", "vectors" -> table.put(k, Rank.COLUMN);
      case "scalar", "scalars" -> table.scalar(k.base());
      case "symmetric", "invertible", "square" -> {
        table.put(k, Rank.MATRIX);
        fact(k, word, f);
      }
      case "one-hot" -> {
        table.put(k, Rank.COLUMN);
        fact(k, "one-hot", f);
      }
      default -> { }
    }
  }

  /** What the words of the same clause right before and after the names restrict them to. */
  private void restrictions(List<Expr> names, String before, String after, Block.Formula f) {
    var parts = before.split("[.;:]|\\n\\s*\\n", -1);
    var clause = parts[parts.length - 1] + " | " + after.split("[.;:]|\\n\\s*\\n", 2)[0];
    var m = RESTRICTED.matcher(clause);
    var word = m.find() ? m.group(1).toLowerCase(java.util.Locale.ROOT).strip() : null;
    boolean definite = DEFINITE.matcher(clause).find();
    for (var n : names) {
      var k = Key.of(n);
      var rank = k.subscripts() == 0 ? context.rank(k.base(), 0) : null;
      boolean array = rank != null && !rank.isScalar() || k.subscripts() == 0 && Character.isUpperCase(k.base().charAt(0));
      if (array && definite) {
        fact(k, "positive definite", f);
      }
      if (array && word != null) {
        context.fact(new Assumption(null, "stated " + word, k.base(), k.base() + " " + word + " (line " + f.positions().start(0).line() + ")"));
      }
    }
  }

  private void fact(Key k, String keyword, Block.Formula f) {
    if (k.subscripts() == 0) {
      context.fact(new Assumption(null, keyword, k.base(), k.base() + " " + keyword + " (line " + f.positions().start(0).line() + ")"));
    }
  }

  private void declare(Expr name, String keyword, Block.Formula f) {
    var k = Key.of(name);
    if (keyword.startsWith("full")) {
      fact(k, keyword, f);
      return;
    }
    table.put(k, keyword.startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    if (k.subscripts() == 0) {
      context.fact(new Assumption(null, keyword, k.base(), k.base() + " " + keyword + " (line " + f.positions().start(0).line() + ")"));
    }
  }

  private String plain(String size) {
    try {
      return LatexReader.parse(size.strip()).toString().replace(" ", "");
    } catch (NotationException | IllegalArgumentException _) {
      return size.strip();
    }
  }

  /** The names in a list, if it is one of nothing else. */
  private List<Expr> names(String latex) {
    var found = new ArrayList<Expr>();
    for (var part : latex.split(",(?![^{]*\\})")) {
      if (part.isBlank() || part.length() > 60) {
        return List.of();
      }
      try {
        var e = LatexReader.parse(part, context);
        if (!(e instanceof Expr.Sym) && !(e instanceof Expr.Indexed)) {
          return List.of();
        }
        found.add(e);
      } catch (NotationException | IllegalArgumentException _) {
        return List.of();
      }
    }
    return found;
  }
}
