package org.gradus.claim;

import java.util.List;
import java.util.Locale;
import org.gradus.claim.RankTable.Key;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.Rank;

/** What the words around names say of vectors, matrices and indices: one-hot, symmetric, adding up to one, distinct. */
final class ArrayProperties {

  private static final String ADJECTIVES = "(?<more>(?:(?:symmetric|square|invertible|non-?singular|diagonal|orthogonal|column|row|real|constant|weight|bias|one-hot|"
      + "data|design|input|label|unit|random|fixed|covariance|correlation|precision|kernel|gram|hessian|scatter|self-adjoint|probability|positive|definite|"
      + "semi-?definite|semidefinite|posterior|prior|empirical|sample|output|target|encoded)[\\s,-]+(?:and\\s+)?)*)";
  private static final String NOUNS = "(?<what>matrix|matrices|vectors?|scalars?|square|symmetric|invertible|non-?singular|one-hot|self-adjoint|hessian|covariance|(?<=positive[ -])(?:semi-?)?definite)";
  private static final Sought AFTER = Sought.of("(?is)^[\\s,]*(?:is|are|be|denotes?)?\\s*(?:an?|the|some|two|fixed|given|real|constant)?\\s*"
      + ADJECTIVES + NOUNS + "\\b.*");
  private static final Sought BEFORE = Sought.of("(?is)(?:.*?[\\s(])??" + ADJECTIVES + NOUNS
      + "(?:\\s+(?:labels?|targets?|vectors?|matrix|matrices|encoded))?\\s*$");
  /** Kinds of matrices that are equal to their transposes. */
  private static final Sought SELF_TRANSPOSED = Sought.of("symmetric|self-adjoint|covariance|correlation|precision|gram|kernel|hessian|scatter");
  private static final Sought REGULAR = Sought.of("\\b(?:invertible|non-?singular)");
  /** Properties on which a claim may rest, and for which no counterexample is looked for. */
  private static final Sought RESTRICTED = Sought.of("(?i)\\b(orthogonal|orthonormal|unitary|(?:lower|upper|strictly)?[- ]?triangular|skew|anti-?symmetric|"
      + "idempotent|projections?|projectors?|commut(?:e|es|ing)|nilpotent|permutation|stochastic|probability vectors?|probability distributions?|unit vectors?|"
      + "unit (?:norm|length)|involut(?:ions?|ory)|rotations?|reflections?|householder|traceless|hermitian|circulant|toeplitz|normal(?=\\s*(?:\\||,|and\\b|matri|$))|normali[sz]ed|centred|centered|standardi[sz]ed|zero[- ]mean|mean zero|"
      + "diagonal|positive[- ]semi-?definite|eigenvectors?|eigenvalues?|low[- ]rank|(?<!non-)singular|psd|covariance|correlation|precision|gram|kernel matrix)\\b");
  private static final String KIND = "\\s*,?\\s*(?:is|are|be|being|denotes?)?\\s*(?:both\\s+)?(?:an?|the|two|some|any)?\\s*(?:(?:square|real|fixed|given|constant|symmetric|invertible)[\\s,]+(?:and\\s+)?)*";
  /** 'Q is orthogonal', 'Q be an orthogonal n × n matrix': not to something, and not its columns. */
  private static final Sought ORTHOGONAL_BEHIND = Sought.of("(?is)^" + KIND + "orthogonal(?![\\w-])(?!\\s+(?:to|columns?|rows?|project|complement|bas[ei]s|vectors?|eigen|set|directions?|polynomials?|components?|decomposition|group)).*");
  private static final Sought ORTHOGONAL_BEFORE = Sought.of("(?is).*(?<![\\w-])orthogonal\\s+(?:(?:square\\s+)?matri(?:x|ces)\\s+)?$");
  private static final Sought DIAGONAL_BEHIND = Sought.of("(?is)^" + KIND + "diagonal(?![\\w-])(?!\\s+(?:blocks?|entr|elements?|terms?|values?|part|of|plus)).*");
  private static final Sought DIAGONAL_BEFORE = Sought.of("(?is).*(?<![\\w-])(?<!block )diagonal\\s+(?:(?:square\\s+)?matri(?:x|ces)\\s+)?$");
  /** 'V has orthonormal columns', 'V be a matrix with orthonormal rows'. */
  private static final Sought ORTHONORMAL_BEHIND = Sought.of("(?is)^" + KIND + "(?:matri(?:x|ces)\\s+)?(?:which\\s+|that\\s+)?(?:with|has|have|having|of)\\s+(?:\\w+\\s+)?orthonormal\\s+(?<of>columns|rows)\\b.*");
  /** 'the columns of V are orthonormal'. */
  private static final Sought COLUMNS_BEFORE = Sought.of("(?is).*\\b(?<of>columns|rows)\\s+of\\s+(?:the\\s+|our\\s+)?(?:matrix\\s+)?$");
  private static final Sought COLUMNS_BEHIND = Sought.of("(?is)^\\s*(?:are|being)\\s+(?:all\\s+|mutually\\s+|pairwise\\s+)?orthonormal\\b.*");
  private static final Sought OF_MATRICES = Sought.of("covariance|correlation|precision|gram|kernel matrix|.*triangular|idempotent|permutation|stochastic|psd|low.rank|singular|involut.*|rotations?|reflections?|householder|traceless|hermitian|circulant|toeplitz|normal");
  private static final Sought UNIT = Sought.of("unit (?:vectors?|norm|length)");
  /** Nothing but that stands in the clause: 'be a unit vector', 'with unit norm', 'are unit vectors'. */
  private static final Sought UNIT_SAID = Sought.of("(?i)^[^|]*\\|\\s*,?\\s*(?:be|is|are|with|has|have|of)\\s+(?:an?\\s+|the\\s+)?(?:fixed\\s+|given\\s+|euclidean\\s+)?unit (?:vectors?|norm|length)\\s*,?\\s*(?:and\\s*)?(?:let\\s*)?$");
  private static final Sought DEFINITE = Sought.of("(?i)\\b(?:positive[- ]definite|spd)\\b");

  /** What is said of the name before: 'is symmetric and positive definite, and'. */
  private static final Sought OF_ANOTHER = Sought.of("(?is)^\\s*,?\\s*(?:(?:which|that|both|all)\\s+)?(?:is|are|be|being|has|have|denotes?|with)\\b.*(?:,|\\band\\b)");

  private static final String SUMMING = "(?:sum(?:s|ming)?|add(?:s|ing)?)\\s+(?:up\\s+)?to";
  private static final Sought SUMS_AFTER = Sought.of("(?is)^[^.;:]{0,80}?\\b(?:" + SUMMING + "\\s+(?:one|1)\\b|probability (?:distributions?|vectors?)\\b|simplex\\b).*");
  private static final Sought SUMS_TO_FORMULA = Sought.of("(?is)^[^.;:]{0,80}?\\b" + SUMMING + "\\s*$");
  private static final Sought SUMS_BEFORE = Sought.of("(?is).*\\b(?:" + SUMMING + "\\s+(?:one|1)\\s+|(?:probability|categorical|discrete) distributions?\\s*|probability vectors?\\s*)$");

  private static final String INDICES = "(?:distinct|different|unequal)\\s+(?:indices|indexes|classes|units|neurons|components|entries|positions)";
  private static final Sought DISTINCT_AFTER = Sought.of("(?is)^\\s*(?:are|be|is|denote|stand for)?\\s*(?:two|any|some|any two)?\\s*(?:" + INDICES + "|(?:distinct|different)\\b(?:\\s+from\\s+each\\s+other)?\\s*[.,;]).*");
  private static final Sought DISTINCT_BEFORE = Sought.of("(?is).*\\b" + INDICES + "\\s*$");

  /** {@code X}', the one-hot labels are 'Y: words that lead to the next name. */
  private static final Sought OF_NEXT = Sought.of("(?is)^\\s*,?\\s*(?:and\\s+)?(?:the|our|an?)\\s[^.;:]*\\b(?:is|are|be|by|call(?:ed)?)\\s*$");
  /** 'Y ∈ ℝ^{n×K} with one-hot rows', 'whose rows are one-hot'. */
  private static final Sought HOT_ROWS = Sought.of("(?is)^[\\s,(]*(?:with|of|whose|has|having|is (?:made|built) of)?\\s*(?:the\\s+)?(?:one-?hot(?:[- ]encoded)?\\s+(?:row(?:s| vectors)|labels?\\s+(?:as|in)\\s+(?:its\\s+)?rows)"
      + "|rows\\s+(?:are|being)\\s+(?:all\\s+)?one-?hot)\\b.*");

  /** 'Each row of Y is one-hot' says it of the rows. */
  private static final Sought PARTS_OF = Sought.of("(?is).*\\b(?<part>row|column)(?:s|\\s+vectors?)?\\s+of\\s+(?:the\\s+|our\\s+)?(?:\\w+\\s+)?(?:matrix\\s+)?$");
  private static final Sought ONE_HOT_AFTER = Sought.of("(?is)^\\s*(?:is|are|being|be)\\s+(?:all\\s+)?(?:an?\\s+)?one-?hot\\b.*");

  private static final Sought DENIED = Sought.of("(?i)\\b(?:not|no|never|neither|nor|without|unless|unlike|whether|instead|cannot|isn't|aren't|needn't|don't|doesn't|hardly|any longer)\\b");

  private static final String NAME = "(?<y>\\\\?[A-Za-z]+)";
  private static final Sought ONE_HOT = Sought.of("(?s)^\\s*" + NAME + "_\\{?(?<c>[a-zA-Z])\\}?\\s*=\\s*1\\s*(?:[,;]|\\\\[;,! ]|\\\\q?quad|\\\\text\\{[^{}]*\\}|\\s)*\\k<y>_\\{?"
      + "(?<k>[a-zA-Z]|\\{?[a-zA-Z]\\s*\\\\neq?\\s*\\k<c>\\}?)\\}?\\s*=\\s*0\\s*(?<rest>.*)$");

  private static final Sought OTHERWISE = Sought.of("(?is)[\\s,;]*(?:\\\\q?quad\\s*)?\\\\(?:text|mathrm|textrm)\\s*\\{\\s*,?\\s*(?:otherwise|elsewhere|else|for all others?)\\s*[.,]?\\s*\\}[\\s.,;]*");

  /** Words by which a property is no fact: it holds in its sentence. */
  private static final Sought CONDITIONAL = Sought.of(
      "(?is).*\\b(?:if|when(?:ever)?|unless|in case|provided(?: that)?|once|were)\\s+(?:(?:the|an?|our)\\s+)?(?:matrix|vector|hessian)?\\s*$");
  private static final Sought ONLY_BEHIND = Sought.of("(?i)^\\s*,?\\s*(?:only|alone)\\b");
  private static final Sought ONLY_BEFORE = Sought.of("(?i)\\b(?:only|just)\\s+(?:\\w+\\s+){0,2}(?:for|if|when|with|in)\\b[^.;:$]*$");
  private static final Sought UNLESS = Sought.of("(?is).*\\b(?:unless|were)\\s+(?:(?:the|an?|our)\\s+)?(?:matrix|vector|hessian)?\\s*$");

  /** Words that begin what holds from here on, behind the label of an item: '(b) For symmetric'. */
  private static final Sought SINCE = Sought.of("(?s)\\s*(?:[*_>#-]|\\d{1,2}\\))*\\s*(?:\\(?[a-zA-Z0-9]{1,3}\\)|(?:For|Assume|Assuming|Suppose|Supposing|Now|Let|If|When|Consider|Given|Next|Under|In|With|Take|"
      + "Für|Sei|Seien|Angenommen|Nun)\\b).*");

  private final Context context;
  private final RankTable table;
  private final int line;
  private boolean conditional;
  private boolean since;
  private boolean behindClaim;
  private int until;

  ArrayProperties(Context context, RankTable table, int line) {
    this.context = context;
    this.table = table;
    this.line = line;
  }

  /** The same for names whose first one is this block: what begins an item is for the item, what stands right behind a claim is for the claim. */
  ArrayProperties at(List<Block> blocks, int first) {
    behindClaim = ConditionBehind.isBehindClaim(blocks, first);
    until = ItemBound.of(blocks, first);
    return this;
  }

  /** A one-hot vector and where its 1 stands. */
  record Hot(String name, String at) {}

  /**
   * What {@code y_c = 1 … y_k = 0 … k ≠ c} says, or null.
   *
   * @param otherwise whether the words behind say that the 0 is for all others
   */
  static Hot oneHot(String latex, boolean otherwise) {
    var m = ONE_HOT.matcher(latex);
    if (!m.matches()) {
      return null;
    }
    var others = m.group("k").replaceAll("[{}\\s]", "");
    boolean said = others.length() > 1 || otherwise && m.group("rest").isBlank() || OTHERWISE.matcher(m.group("rest")).matches() || m.group("rest").replaceAll("[{}\\s;,.]|\\\\q?quad|\\\\text\\{[^{}]*\\}|\\\\(?:text)?for|for|all", "")
        .matches("(?:\\\\forall)?" + others + "\\\\neq?" + m.group("c"));
    return said ? new Hot(m.group("y").replace("\\", ""), m.group("c")) : null;
  }

  void oneHot(Hot y) {
    context.spelling().expectFamily(y.name());
    fact(new Key(y.name(), 0), "one-hot");
    if (context.isIndex(y.at())) {
      return; // sums run over it: it is said of each in its turn
    }
    var one = Exprs.rel(RelOp.EQ, Exprs.indexed(y.name(), List.of(Exprs.sym(y.at())), List.of()), Exprs.ONE);
    context.stated().fact(table.part(), line, new Assumption(one, null, y.name(), y.name() + "_" + y.at() + " = 1, the others 0 (line " + line + ")"));
  }

  /**
   * Takes in what is said around a list of names.
   *
   * @param about those of them that the words behind the list speak of
   */
  void words(List<Expr> names, List<Expr> about, String before, String after, String next) {
    if (DENIED.matcher(lastClause(before)).find() || DENIED.matcher(after.split("[.;:]", 2)[0]).find()) {
      return;
    }
    since = SINCE.matcher(lastSentence(before)).matches();
    conditional = behindClaim || CONDITIONAL.matcher(before).matches() || ONLY_BEHIND.matcher(after).find() || ONLY_BEFORE.matcher(before).find();
    var parts = PARTS_OF.matcher(before);
    if (parts.matches() && ONE_HOT_AFTER.matcher(after).matches()) {
      about.forEach(n -> hotParts(n, parts.group("part").equalsIgnoreCase("row")));
      return;
    }
    var a = AFTER.matcher(after);
    if (a.matches() && !OF_NEXT.matcher(after).matches()) {
      about.forEach(n -> say(n, a.group("what"), a.group("more")));
    }
    var b = BEFORE.matcher(before);
    if (b.matches()) {
      names.forEach(n -> say(n, b.group("what"), b.group("more")));
    }
    if (HOT_ROWS.matcher(after).matches()) {
      about.stream().filter(n -> Key.of(n) instanceof Key k && k.isCapital() && k.subscripts() == 0).forEach(n -> fact(Key.of(n), "one-hot"));
    }
    if (SUMS_BEFORE.matcher(before).matches()) {
      sumsToOne(names);
    } else if (SUMS_AFTER.matcher(after).matches() || SUMS_TO_FORMULA.matcher(after).matches() && next.strip().equals("1")) {
      sumsToOne(about);
    }
    if (names.size() == 2 && names.stream().allMatch(n -> n instanceof Expr.Sym)
        && (DISTINCT_AFTER.matcher(after).matches() || DISTINCT_BEFORE.matcher(before).matches())) {
      context.stated().fact(table.part(), line, new Assumption(Exprs.rel(RelOp.NE, names.get(0), names.get(1)), null, null,
          names.get(0) + " != " + names.get(1) + " (line " + line + ")"));
    }
  }

  private void hotParts(Expr name, boolean rows) {
    var k = Key.of(name);
    if (k.isCapital() && k.subscripts() == 0) {
      table.declare(k, Rank.MATRIX);
      fact(k, rows ? "one-hot" : "stated with one-hot columns");
    }
  }

  private void say(Expr name, String noun, String adjectives) {
    var k = Key.of(name);
    var what = noun.toLowerCase(Locale.ROOT);
    var more = adjectives == null ? "" : adjectives.toLowerCase(Locale.ROOT);
    switch (what) {
      case "matrix", "matrices", "square", "symmetric", "invertible", "nonsingular", "non-singular", "self-adjoint", "hessian", "covariance" -> table.declare(k, Rank.MATRIX);
      case "definite", "semidefinite", "semi-definite" -> {
        if (k.isCapital()) { // a function may be so, too
          table.declare(k, Rank.MATRIX);
        }
      }
      case "vector", "vectors" -> table.declare(k, Rank.COLUMN);
      case "one-hot" -> {
        if (table.rank(k.base(), 0) != Rank.MATRIX) {
          table.declare(k, Rank.COLUMN);
        }
      }
      case "scalar", "scalars" -> table.declareScalar(k.base());
      default -> { }
    }
    boolean matrix = !what.startsWith("vector") && !what.startsWith("scalar") && !what.equals("one-hot");
    if (matrix && SELF_TRANSPOSED.matcher(what + " " + more).find()) {
      fact(k, "symmetric");
    }
    if (matrix && (what + " " + more).contains("square")) {
      fact(k, "square");
    }
    if (matrix && REGULAR.matcher(what + " " + more).find()) {
      fact(k, "invertible");
    }
    if (what.startsWith("matri") && more.matches(".*\\borthogonal\\b.*") && !conditional) {
      fact(k, "orthogonal");
    }
    if (matrix && more.matches(".*\\bdiagonal\\b.*")) {
      fact(k, "symmetric");
      if (what.startsWith("matri") && !conditional && !more.contains("block")) {
        fact(k, "diagonal");
      }
    }
    if (!matrix && !what.startsWith("scalar") && (what + " " + more).contains("one-hot") && table.rank(k.base(), 0) != Rank.MATRIX) {
      table.declare(k, Rank.COLUMN);
      fact(k, "one-hot");
      if (k.subscripts() == 0) {
        context.spelling().expectFamily(k.base());
      }
    }
  }

  /** The entries of each name, or of the family it belongs to, add up to one, and are not negative. */
  void sumsToOne(List<Expr> names) {
    for (var n : names) {
      var base = n instanceof Expr.Indexed x && x.sub().size() == 1 && x.sup().isEmpty() ? x.base()
          : n instanceof Expr.Sym s ? s.name().replaceFirst("_[a-z]$", "") : null;
      if (base == null || n instanceof Expr.Sym && context.isIndex(base)) {
        continue; // 'row i of Y adds up to one' says it of Y
      }
      if (conditional) {
        fact(new Key(base, 0), "to add up to one");
        continue;
      }
      context.spelling().expectFamily(base);
      var k = Exprs.sym("k");
      var sum = Exprs.rel(RelOp.EQ, Exprs.sum(Exprs.indexed(base, List.of(k), List.of()), k, null, null), Exprs.ONE);
      context.stated().fact(table.part(), line, new Assumption(sum, "stated to add up to one", base, "sum_k " + base + "_k = 1 (line " + line + ")"));
    }
  }

  private static String lastSentence(String text) {
    var parts = text.split("[.;:]|\\n\\s*\\n", -1);
    return parts[parts.length - 1];
  }

  private static String lastClause(String text) {
    var parts = text.split("[.;:,]|\\n\\s*\\n", -1);
    return parts[parts.length - 1];
  }

  /** What the words of the same clause right before and after the names restrict them to. */
  void restrictions(List<Expr> names, String before, String after) {
    since = SINCE.matcher(lastSentence(before)).matches();
    var clause = lastSentence(ofThis(before)) + " | " + after.split("[.;:]|\\n\\s*\\n", 2)[0];
    var m = RESTRICTED.matcher(clause);
    var word = m.find() ? m.group(1).toLowerCase(Locale.ROOT).strip() : null;
    boolean definite = DEFINITE.matcher(clause).find();
    boolean open = DENIED.matcher(clause).find() || CONDITIONAL.matcher(before).matches(); // then nothing is proved with it
    for (var n : names) {
      var k = Key.of(n);
      var rank = k.subscripts() == 0 ? context.rank(k.base(), 0) : null;
      boolean array = rank != null && !rank.isScalar() || k.subscripts() == 0 && Character.isUpperCase(k.base().charAt(0));
      boolean matrix = rank == Rank.MATRIX || rank == null && array;
      if (matrix && definite) {
        fact(k, open ? "stated perhaps definite" : "positive definite");
      }
      if (rank == Rank.COLUMN && !open && n instanceof Expr.Sym && word != null && UNIT.matcher(word).matches() && UNIT_SAID.matcher(clause).find()) {
        var length = Exprs.rel(RelOp.EQ, Exprs.call("normsq", n), Exprs.ONE);
        context.stated().fact(table.part(), line, new Assumption(length, "stated to have length 1", k.base(), "|" + k.base() + "| = 1 (line " + line + ")"));
      } else if (matrix && !open && orthogonality(before, after) != null) {
        fact(k, orthogonality(before, after));
      } else if (matrix && !open && (DIAGONAL_BEHIND.matcher(after).matches() || DIAGONAL_BEFORE.matcher(before).matches())) {
        fact(k, "diagonal");
      } else if (array && word != null && (matrix || !OF_MATRICES.matcher(word).matches())) {
        fact(k, (open ? "stated perhaps " : "stated ") + word);
      }
    }
  }

  /** The words before a name without what they say of the one before them. */
  static String ofThis(String before) {
    return OF_ANOTHER.matcher(before).replaceFirst("");
  }

  /** What the words right before and behind matrices say of the products of columns, or rows; null if nothing, or less. */
  static String orthogonality(String before, String after) {
    var m = ORTHONORMAL_BEHIND.matcher(after);
    var columns = COLUMNS_BEFORE.matcher(before);
    if (m.matches() || columns.matches() && COLUMNS_BEHIND.matcher(after).matches()) {
      return "orthonormal " + (m.matches() ? m : columns).group("of").toLowerCase(Locale.ROOT);
    }
    return ORTHOGONAL_BEHIND.matcher(after).matches() || ORTHOGONAL_BEFORE.matcher(before).matches() ? "orthogonal" : null;
  }

  /** For the rest of the sentence: what is said of names under a condition, 'if A is symmetric'. */
  static void inSentence(Context context, List<Expr> names, String before, String after, int line) {
    var said = AFTER.matcher(after);
    var ahead = BEFORE.matcher(before);
    boolean named = ConditionBehind.isCaseOfAMatrix(before) && ahead.matches(); // 'for symmetric A'
    if (!named && (!CONDITIONAL.matcher(before).matches() || UNLESS.matcher(before).matches() || !said.matches())) {
      return;
    }
    var words = (named ? ahead.group("what") + " " + ahead.group("more") : said.group("what") + " " + said.group("more")).toLowerCase(Locale.ROOT);
    for (var n : names) {
      if (n instanceof Expr.Sym name && SELF_TRANSPOSED.matcher(words).find()) {
        context.assume(new Assumption(null, "symmetric", name.name(), name + " symmetric (line " + line + ")"), Lifetime.SENTENCE);
      }
    }
  }

  void fact(Key k, String property) {
    var keyword = conditional && !property.matches("stated .*|(?:vector|matrix) .*") ? "stated " + property : property;
    if (k.subscripts() == 0 || keyword.matches("(?:vector|matrix) .*")) {
      var said = new Assumption(null, keyword, k.base(), k.base() + " " + keyword.replaceFirst("^stated ", "") + " (line " + line + ")");
      if (since) {
        context.stated().since(table.part(), line, said, until);
      } else {
        context.stated().fact(table.part(), line, said);
      }
    }
  }
}
