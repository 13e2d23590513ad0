package org.gradus.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.gradus.claim.RankTable.Key;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.Rank;

/** Shapes that a document gives in words or by membership: 'the vectors a, b', 'W is m×n', 'x ∈ ℝⁿ'. */
final class ShapeWords {

  private static final String SIZE = "(?:\\(?\\s*[A-Za-z0-9_{}]+(?:\\s*[+-]\\s*\\d+)?\\s*\\)?)";
  private static final String DOTS = "\\\\(?:dots|ldots|cdots|dotsc)(?![a-zA-Z])|…|\\.\\.\\.";
  private static final Sought MEMBERSHIP = Sought.of(
      "^(?<names>[^=<>:]*?)(?<value>:?=[^=<>]*?)?\\\\in\\s*(?:(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)|(?<binary>\\\\\\{\\s*0\\s*,\\s*1\\s*\\\\\\}))\\s*\\^\\s*"
          + "(?:\\{(?<size>[^{}]+(?:\\{[^{}]*\\}[^{}]*)*)\\}|(?<one>[A-Za-z0-9]))");
  private static final Sought SIMPLEX = Sought.of("^(?<names>[^=<>]*?)\\\\in\\s*\\\\(?:Delta|mathcal\\s*\\{?\\s*P\\s*\\}?)(?:[_^](?:\\{[^{}]*\\}|[A-Za-z0-9]))*\\s*[.,]?$");
  /** {@code x_1, …, x_n ∈ ℝ}: a family of numbers. */
  private static final Sought NUMBERS = Sought.of("^(?<names>[^=<>]*(?:" + DOTS
      + ")[^=<>]*?)\\\\in\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)\\s*[.,]?$");
  /** {@code i = 1, …, n}. */
  private static final Sought INDEX = Sought.of("^\\s*(?<index>[a-z])\\s*(?:=|\\\\in)\\s*(?:\\\\\\{)?\\s*1\\s*,(?:\\s*2\\s*,)?\\s*(?:" + DOTS
      + ")\\s*,\\s*(?<end>[A-Za-z](?:_\\{?[A-Za-z0-9]+\\}?)?)\\s*(?:\\\\\\})?\\s*[.,]?$");
  /** {@code Q \succ 0}. */
  private static final Sought ORDERED = Sought.of("^(?<names>[^=<>]*?)\\\\(?<sign>succ(?:curly)?(?:eq)?)(?![a-z])\\s*0\\s*[.,]?$");
  private static final Sought TIMES = Sought.of("^\\s*(" + SIZE + ")\\s*(?:\\\\times|×)\\s*(" + SIZE + ")\\s*$");
  private static final Sought IS = Sought.of("(?is)\\s*(?:is|are|has (?:size|shape)|have (?:size|shape)|be)?\\s*(?:an?|the|of (?:size|shape))?\\s*"
      + "(?<adjectives>(?:(?:orthogonal|symmetric|square|real|invertible|non-?singular|positive[- ]definite|diagonal|general|arbitrary|fixed|constant|given)[\\s,]+(?:and\\s+)?)*)");
  private static final Sought LIST = Sought.of("(?i)\\s*(?:,|and|, and|,? or)\\s*");
  /** What follows is said of all names of a list. */
  private static final Sought PLURAL = Sought.of("(?i)^[\\s,]*(?:are|be|denote|have|sum|add|both|all)\\b");
  private static final Sought SAMPLES = Sought.of("(?is)^[\\s,]*(?:is |be )?(?:(?:the|a|an|our) (?:[\\w-]+ )?matrix)?[\\s,(]*(?:with|whose|having|of|has)?\\s*(?:the\\s+)?(?<what>rows?|columns?)"
      + "\\s*(?:are|being|given by|equal to)?\\s*(?:the )?(?:samples?|inputs?|examples?|vectors?|data points?)?\\s*$");
  /** 'x_i be the rows of X', 'x_i is the i-th column of X'. */
  private static final Sought OF_MATRIX = Sought.of("(?is)^[\\s,]*(?:is|are|be|denotes?|being|for)?\\s*(?:the\\s+)?(?:(?:[a-z]|\\$?[a-z]\\$?)\\s?-?\\s?(?:th)?\\s+)?(?<what>rows?|columns?)(?:\\s+vectors?)?\\s+(?:of|in)\\s*(?:the\\s+(?:data |design |input )?matrix\\s*)?$");
  private static final Sought PROPERTY = Sought.of("(?is)^[\\s,]*(?:with|of|has|having|and)\\s+full\\s+(?:column\\s+)?rank.*");

  private static final Sought COLUMN_RANK = Sought.of("(?i)^[\\s,]*(?:with|of|has|have|having)\\s+full\\s+column\\s+rank\\b(?!\\s*\\?)");
  private static final Sought DECOMPOSITION = Sought.of("(?i)\\b(?:(?:eigen(?:value)?|spectral|singular[- ]value|qr|lu|ldl|cholesky|polar|schur)[- ]?(?:value )?(?:decompositions?|factori[sz]ations?)|svd|diagonali[sz]\\w+)\\b");
  private static final Sought CAPITAL = Sought.of("\\\\(?:Lambda|Sigma|Gamma|Delta|Omega|Phi|Psi)(?![a-zA-Z])|(?<![A-Za-z\\\\])[A-SU-Z](?![A-Za-z])");


  private final Context context;
  private final Set<String> vectors = new LinkedHashSet<>();
  private RankTable table;

  ShapeWords(Context context) {
    this.context = context;
  }

  /** @param partOf the table of the part that a block belongs to */
  void read(Document document, IntFunction<RankTable> partOf) {
    var blocks = document.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Formula f) {
        table = partOf.apply(i);
        for (var part : parts(f.latex())) {
          declaration(part, f);
        }
        if (!f.display()) {
          definite(f, prose(blocks, i - 1), prose(blocks, i + 1));
          decomposition(f, prose(blocks, i - 1), prose(blocks, i + 1));
          words(blocks, i, f);
        }
      }
    }
    var formulas = document.blocks().stream().filter(Block.Formula.class::isInstance).map(f -> ((Block.Formula) f).latex()).toList();
    vectors.forEach(v -> EntriesOfWholes.expect(v, Rank.COLUMN, formulas, context));
  }

  /** Whether the formula does nothing but say which vectors and matrices there are, or what the words make of its names. */
  static boolean isDeclaration(Block.Formula f, Context context) {
    if (context.stated().isStated(f)) {
      return true;
    }
    for (var part : parts(f.latex())) {
      if (!part.isBlank() && !isDeclared(part.strip(), context)) {
        return false;
      }
    }
    return !f.latex().isBlank();
  }

  /** What one formula says one after the other: {@code x ∈ ℝⁿ, y ∈ ℝᵐ} says two things, {@code x, y ∈ ℝⁿ} one. */
  private static List<String> parts(String latex) {
    var found = new ArrayList<String>();
    for (var part : latex.split("\\\\q?quad|;")) {
      int last = part.lastIndexOf("\\in");
      int from = 0;
      int depth = 0;
      boolean said = false;
      for (int i = 0; i < last; i++) {
        char c = part.charAt(i);
        depth += "{([".indexOf(c) >= 0 ? 1 : "})]".indexOf(c) >= 0 ? -1 : 0;
        said |= part.startsWith("\\in", i) && !Character.isLetter(part.charAt(i + "\\in".length()));
        if (c == ',' && depth == 0 && said) {
          found.add(part.substring(from, i));
          from = i + 1;
          said = false;
        }
      }
      found.add(part.substring(from));
    }
    return found;
  }

  private static boolean isDeclared(String part, Context context) {
    var words = new ShapeWords(context);
    if (INDEX.matcher(part).matches()) {
      return true;
    }
    for (var pattern : List.of(SIMPLEX, NUMBERS)) {
      var m = pattern.matcher(part);
      if (m.find()) {
        return !words.names(m.group("names")).isEmpty();
      }
    }
    var m = MEMBERSHIP.matcher(part);
    return m.find() && m.group("value") == null && part.substring(m.end()).strip().matches("[.,]?") && !words.names(m.group("names")).isEmpty();
  }

  private void declaration(String latex, Block.Formula f) {
    var index = INDEX.matcher(latex);
    if (index.matches()) {
      context.spelling().expectIndex(index.group("index"));
      return;
    }
    var simplex = SIMPLEX.matcher(latex.strip());
    if (simplex.matches()) {
      properties(f).sumsToOne(names(simplex.group("names")));
      return;
    }
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
      if (m.group("binary") != null) {
        properties(f).fact(Key.of(name), "stated with entries 0 and 1");
      }
    }
  }

  /** What is said of matrices that are assumed to be positive definite or semidefinite. */
  private void definite(Block.Formula f, String before, String after) {
    var m = ORDERED.matcher(f.latex().strip());
    if (!m.find()) {
      return;
    }
    var cue = Cue.of(before, after);
    var names = names(m.group("names"));
    if (names.isEmpty() || cue != Cue.DEFINES && cue != Cue.PUTS && cue != Cue.ASSUMES && cue != Cue.CASE) {
      return;
    }
    for (var n : names) {
      table.declare(Key.of(n), Rank.MATRIX);
      properties(f).fact(Key.of(n), m.group("sign").endsWith("eq") ? "stated positive semidefinite" : "positive definite");
    }
    context.stated().state(f);
  }

  /** The factors of a decomposition are more than any matrices: no counterexample gives them values. */
  private void decomposition(Block.Formula f, String before, String after) {
    if (f.latex().contains("=") && (DECOMPOSITION.matcher(after.split("[.;:]", 2)[0]).find() || DECOMPOSITION.matcher(before.substring(before.lastIndexOf('.') + 1)).find())) {
      for (var m = CAPITAL.matcher(f.latex()); m.find();) {
        properties(f).fact(new Key(m.group().replace("\\", ""), 0), StatedFacts.DECOMPOSED);
      }
    }
  }

  private ArrayProperties properties(Block.Formula f) {
    return new ArrayProperties(context, table, f.positions().start(0).line());
  }

  /** The names that a formula is about: those it lists, or those it says the size of. */
  private List<Expr> named(String latex) {
    var names = names(latex);
    if (!names.isEmpty()) {
      return names;
    }
    for (var pattern : List.of(MEMBERSHIP, SIMPLEX, NUMBERS, ORDERED)) {
      var m = pattern.matcher(latex.strip());
      if (m.find()) {
        return names(m.group("names"));
      }
    }
    return List.of();
  }

  private void words(List<Block> blocks, int i, Block.Formula f) {
    var names = new ArrayList<>(named(f.latex()));
    if (names.isEmpty()) {
      oneHot(blocks, i, f);
      return;
    }
    int first = i;
    var own = List.copyOf(names);
    boolean plain = !names(f.latex()).isEmpty(); // x ∈ ℝⁿ and y ∈ ℝⁿ one-hot says it of y alone
    for (; plain && first >= 2 && blocks.get(first - 1) instanceof Block.Prose p && LIST.matcher(p.text()).matches()
        && blocks.get(first - 2) instanceof Block.Formula g && !g.display() && !names(g.latex()).isEmpty(); first -= 2) {
      names.addAll(0, names(g.latex())); // $A$ and $B$ are matrices
    }
    var before = prose(blocks, first - 1);
    var after = prose(blocks, i + 1);
    var next = i + 2 < blocks.size() && blocks.get(i + 2) instanceof Block.Formula g && !g.display() ? g : null;
    var about = PLURAL.matcher(after).find() ? names : own;
    var properties = properties(f).at(blocks, first);
    properties.restrictions(names, before, after);
    var is = IS.matcher(after);
    var times = next == null || !is.matches() ? null : TIMES.matcher(next.latex());
    if (times != null && times.matches() && !after.isBlank()) {
      for (var n : about) {
        declare(n, "matrix " + plain(times.group(1)) + " " + plain(times.group(2)), f);
        if (i + 3 < blocks.size() && blocks.get(i + 3) instanceof Block.Prose q && PROPERTY.matcher(q.text()).matches()) {
          properties.fact(Key.of(n), "full column rank");
        }
      }
      if (i + 3 < blocks.size() && blocks.get(i + 3) instanceof Block.Prose q) { // A is an n×n symmetric matrix
        properties.restrictions(about, "", q.text());
        properties.words(about, about, "", q.text(), "");
      }
      if (!is.group("adjectives").isEmpty()) { // A is a symmetric n×n matrix
        properties.words(names, about, before, after, next.latex());
      }
      return;
    }
    if (COLUMN_RANK.matcher(after).find()) {
      about.forEach(n -> properties.fact(Key.of(n), "full column rank"));
    }
    if (own.size() == 1 && own.getFirst() instanceof Expr.Indexed x && x.sub().size() + x.sup().size() == 1 && next != null) {
      var m = OF_MATRIX.matcher(after);
      if (m.matches() && names(next.latex()).size() == 1 && names(next.latex()).getFirst() instanceof Expr.Sym matrix) {
        properties.fact(Key.of(matrix), m.group("what").toLowerCase(Locale.ROOT).replaceFirst("s?$", "s ") + x.base());
      }
    }
    if (own.size() == 1 && own.getFirst() instanceof Expr.Sym) {
      samples(Key.of(own.getFirst()), after, next, properties);
    }
    properties.words(names, about, before, after, next == null ? "" : next.latex());
  }

  /** 'X with rows x_i^T': the matrix and its rows are the same numbers. */
  private void samples(Key matrix, String after, Block.Formula next, ArrayProperties properties) {
    var m = SAMPLES.matcher(after);
    if (next == null || !m.matches()) {
      return;
    }
    var names = names(next.latex().replaceAll("\\^\\s*(?:\\{\\s*)?(?:\\\\top|\\\\mathsf\\s*\\{?\\s*T\\s*\\}?|\\\\mathrm\\s*\\{?\\s*T\\s*\\}?|\\\\intercal|T)(?:\\s*\\})?", ""));
    if (names.size() == 1 && names.getFirst() instanceof Expr.Indexed x && x.sub().size() == 1 && x.sup().isEmpty()) {
      properties.fact(matrix, m.group("what").toLowerCase(Locale.ROOT).replaceFirst("s?$", "s ") + x.base());
    }
  }

  /** {@code y_c = 1} and {@code y_k = 0} for k ≠ c, in one formula or in two. */
  private void oneHot(List<Block> blocks, int i, Block.Formula f) {
    int last = i;
    var text = new StringBuilder(f.latex());
    var formulas = new ArrayList<>(List.of(f));
    for (; last + 2 < blocks.size() && last < i + 4 && blocks.get(last + 1) instanceof Block.Prose p && !p.text().contains(".")
        && blocks.get(last + 2) instanceof Block.Formula g && !g.display(); last += 2) {
      text.append(" ; ").append(g.latex());
      formulas.add(g);
      var y = ArrayProperties.oneHot(text.toString(), HotEntry.OTHERS.matcher(prose(blocks, last + 3)).find());
      if (y != null) {
        properties(f).oneHot(y);
        formulas.forEach(context.stated()::state);
        return;
      }
    }
    var alone = ArrayProperties.oneHot(f.latex(), HotEntry.OTHERS.matcher(prose(blocks, i + 1)).find());
    var y = alone != null ? alone : HotEntry.of(blocks, i);
    if (y != null) {
      properties(f).oneHot(y);
      context.stated().state(f);
    }
  }

  private static String prose(List<Block> blocks, int i) {
    return i >= 0 && i < blocks.size() && blocks.get(i) instanceof Block.Prose p ? p.text() : "";
  }

  private void declare(Expr name, String keyword, Block.Formula f) {
    var k = Key.of(name);
    if (keyword.startsWith("vector") && name instanceof Expr.Sym) {
      vectors.add(k.base());
    }
    table.declare(k, keyword.startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    properties(f).fact(k, keyword);
  }

  private String plain(String size) {
    try {
      return LatexReader.parse(size.strip()).toString().replace(" ", "");
    } catch (NotationException | IllegalArgumentException _) {
      return size.strip();
    }
  }

  /** The names in a list, if it is one of nothing else; {@code x_1, …, x_n} is the family of them. */
  private List<Expr> names(String latex) {
    var text = latex.strip();
    if (text.matches("\\((.*" + DOTS + ".*)\\)|\\\\\\{(.*" + DOTS + ".*)\\\\\\}")) {
      text = text.replaceFirst("^(?:\\(|\\\\\\{)", "").replaceFirst("(?:\\)|\\\\\\})$", "");
    }
    var found = new ArrayList<Expr>();
    boolean dots = false;
    for (var part : text.split(",(?![^{]*\\})")) {
      if (part.strip().matches(DOTS) && !found.isEmpty()) {
        dots = true;
        continue;
      }
      if (part.isBlank() || part.length() > 60) {
        return List.of();
      }
      try {
        var e = LatexReader.parse(part, context);
        if (!(e instanceof Expr.Sym) && !(e instanceof Expr.Indexed)) {
          return List.of();
        }
        if (dots) {
          dots = false;
          var family = family(found.getLast(), e);
          if (family == null) {
            return List.of();
          }
          found.removeIf(x -> base(x).equals(base(e)));
          found.add(family);
        } else {
          found.add(e);
        }
      } catch (NotationException | IllegalArgumentException _) {
        return List.of();
      }
    }
    return dots ? List.of() : found;
  }

  private static String base(Expr e) {
    var name = e instanceof Expr.Indexed x ? x.base() : ((Expr.Sym) e).name();
    int bar = name.indexOf('_');
    return bar > 0 ? name.substring(0, bar) : name;
  }

  /** One of x_1 to x_n with its number open; null if the two are not of one family. */
  private Expr family(Expr first, Expr last) {
    var base = base(first);
    if (!base.equals(base(last)) || first.equals(last)) {
      return null;
    }
    boolean above = last instanceof Expr.Indexed x && x.sub().isEmpty();
    if (!above) {
      context.spelling().expectFamily(base);
    }
    var number = List.<Expr>of(Exprs.sym("i"));
    return above ? Exprs.indexed(base, List.of(), number) : Exprs.indexed(base, number, List.of());
  }
}
