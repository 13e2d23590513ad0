package org.gradus.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * What the words and signs behind a formula of a display say of where its names lie: {@code \\forall x \\in (0,1)},
 * {@code \\text{for } a \\ge -1,\\ n \\in \\mathbb N}, {@code \\text{for } t \\text{ positive}}.
 */
final class Restrictions {

  private static final Pattern WORDS = Pattern.compile("\\\\(?:text(?:rm|it|normal|up|bf)?|mbox)\\s*\\{([^{}]*)\\}");
  private static final Pattern SPACES = Pattern.compile("\\\\(?:q?quad(?![a-zA-Z])|[,;:! ])|~|\\s+");
  private static final Pattern KEYWORD = Pattern.compile("(?i)^(?:for|if|when|whenever|where|with|given|provided|that|für|falls|wenn|fixed|fixes|festes|alle|jedes)\\b[\\s,]*");
  private static final Pattern DOTS = Pattern.compile("\\\\[lc]?dots|…|\\.\\.\\.");
  private static final Pattern LEADING = Pattern.compile("^[A-Za-zä-ü][A-Za-zä-ü-]+(?![A-Za-z_^({])\\s*");
  private static final Pattern TRAILING = Pattern.compile("(?<!\\\\in|∈)\\s+[A-Za-zä-ü][A-Za-zä-ü-]+$");
  private static final Pattern MEMBERS = Pattern.compile("(?s)([^=<>]*?)\\s*(?:\\\\in(?![a-zA-Z])|∈)(.*)");
  static final Pattern INTERVAL = Pattern.compile("\\s*(?:\\\\left|\\\\big)?\\s*([(\\[\\]])([^,;()\\[\\]]*)[,;]([^,;()\\[\\]]*?)(?:\\\\right|\\\\big)?\\s*([)\\[\\]])\\s*");
  private static final Pattern VECTORS = Pattern.compile("(?s)\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)\\s*\\^\\s*(?:[a-zA-Z0-9]|\\{\\s*[a-zA-Z0-9][^{}]*\\})\\s*");
  private static final Pattern MORE = Pattern.compile("(?i)\\b(?:large|small|almost|sufficiently|enough|even|odd|generic|near|close|most|some|outside|inside|between|unit|nonlinear|"
      + "bounded|rational|irrational|prime|distinct|different|equal|suitable|certain|admissible|feasible|optimal|typical)\\b");

  private static final String SIGN = "(?:[=<>∈≤≥≠]|\\\\(?:in|geq?|leq?|neq?|geqslant|leqslant|approx|to|mid)(?![a-zA-Z]))";
  private static final Pattern RELATION = Pattern.compile(SIGN);
  private static final String LESS = "(?:<|≤|\\\\leq?(?![a-zA-Z])|\\\\leqslant)";
  private static final Pattern LOW = Pattern.compile("(?s)((?:[A-Za-z]+ )*-?[\\d.]+\\s*" + LESS + ")\\s*([^=<>∈≤≥≠]*)");
  private static final Pattern HIGH = Pattern.compile("(?s)([^=<>∈≤≥≠]*?)\\s*(" + LESS + "\\s*-?[\\d.]+)");

  private final Context context;

  Restrictions(Context context) {
    this.context = context;
  }

  /**
   * What a condition says.
   *
   * @param facts     what holds of its names
   * @param perhaps   what it only means to some readers
   * @param names     the names that it brings in
   * @param unread    names of which it says more than was understood
   */
  record Said(List<Assumption> facts, List<Assumption> perhaps, Set<String> names, Set<String> unread) {}

  /** @param condition as written, with the words that introduce it */
  Said of(String condition, int line) {
    var said = new Said(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    var text = plain(condition);
    if (DOTS.matcher(text).find()) {
      return said; // what an index runs over
    }
    var pending = new ArrayList<String>();
    for (var piece : between(pieces(text))) {
      pending.add(piece);
      if (sign(piece) >= 0) {
        piece(String.join(", ", pending), said, line);
        pending.clear();
      }
    }
    if (!pending.isEmpty()) {
      piece(String.join(", ", pending), said, line);
    }
    return said;
  }

  private static String plain(String condition) {
    var text = condition.replace("\\forall", " for all ").replace("∀", " for all ");
    text = SPACES.matcher(WORDS.matcher(text).replaceAll(" $1 ")).replaceAll(" ").strip();
    if (text.startsWith("(") && text.endsWith(")") && closes(text) == text.length() - 1) {
      text = text.substring(1, text.length() - 1).strip();
    }
    int end = text.length();
    while (end > 0 && ".,;: ".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Where the bracket that opens the text is closed. */
  private static int closes(String text) {
    int level = 0;
    for (int i = 0; i < text.length(); i++) {
      level += level(text.charAt(i));
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int level(char c) {
    return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
  }

  /** Cut at commas and at 'and'. */
  private static List<String> pieces(String text) {
    var out = new ArrayList<String>();
    int level = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      level = Math.max(0, level + level(c));
      int and = c == ' ' && (text.startsWith(" and ", i) || text.startsWith(" und ", i)) ? 5 : 0;
      if (level == 0 && (c == ',' || c == ';' || and > 0)) {
        out.add(text.substring(start, i).strip());
        start = i + Math.max(1, and);
        i = start - 1;
      }
    }
    out.add(text.substring(start).strip());
    out.removeIf(String::isEmpty);
    return out;
  }

  /** Where the first relation sign stands, or −1. */
  private static int sign(String math) {
    var m = RELATION.matcher(math);
    return m.find() ? m.start() : -1;
  }

  /** {@code 0 < p, q < 1}: each of the names lies between the two numbers. */
  private static List<String> between(List<String> pieces) {
    var first = pieces.size() < 2 ? null : LOW.matcher(pieces.getFirst());
    var last = pieces.size() < 2 ? null : HIGH.matcher(pieces.getLast());
    if (first == null || !first.matches() || !last.matches() || sign(first.group(2)) >= 0 || sign(last.group(1)) >= 0
        || pieces.subList(1, pieces.size() - 1).stream().anyMatch(p -> sign(p) >= 0)) {
      return pieces;
    }
    var names = new ArrayList<>(List.of(first.group(2)));
    names.addAll(pieces.subList(1, pieces.size() - 1));
    names.add(last.group(1));
    return names.stream().map(n -> first.group(1) + " " + n + " " + last.group(2)).toList();
  }

  private void piece(String piece, Said said, int line) {
    var words = new StringBuilder();
    var math = piece;
    for (var m = KEYWORD.matcher(math); m.find(); m = KEYWORD.matcher(math)) {
      math = math.substring(m.end());
    }
    for (var m = LEADING.matcher(math); m.find(); m = LEADING.matcher(math)) {
      words.append(m.group().strip()).append(' ');
      math = math.substring(m.end());
    }
    for (var m = TRAILING.matcher(math); m.find(); m = TRAILING.matcher(math)) {
      words.append(m.group().strip()).append(' ');
      math = math.substring(0, m.start());
    }
    var names = names(math);
    var ofWords = ValueSets.ofWords(words.toString());
    boolean more = MORE.matcher(words).find() || ofWords == null;
    if (!names.isEmpty()) {
      names.forEach(n -> said.names().add(base(n)));
      if (more) {
        names.forEach(n -> said.unread().add(base(n)));
      } else {
        take(names, ofWords, said, line);
      }
      return;
    }
    var in = MEMBERS.matcher(math);
    if (in.matches() && VECTORS.matcher(in.group(2)).matches()) {
      names(in.group(1)).forEach(n -> said.names().add(base(n)));
      return;
    }
    var set = in.matches() ? set(in.group(2)) : null;
    names = set != null ? names(in.group(1)) : List.of();
    if (!names.isEmpty()) {
      names.forEach(n -> said.names().add(base(n)));
      take(names, set, said, line);
    } else {
      relation(math, said, line);
    }
    if (more) {
      said.unread().addAll(Doubts.names(math, context));
    } else if (!names.isEmpty()) {
      take(names, ofWords, said, line);
    } else if (!ofWords.isEmpty()) {
      ofWords(math, ofWords, said, line);
    }
  }

  /** What it says to lie in the set; null if it is not known. */
  List<ValueSets.Fact> set(String latex) {
    var m = INTERVAL.matcher(latex);
    if (!m.matches()) {
      return ValueSets.of(latex);
    }
    try {
      var facts = new ArrayList<ValueSets.Fact>();
      var low = LatexReader.parse(m.group(2), context);
      var high = LatexReader.parse(m.group(3), context);
      if (!low.equals(Exprs.neg(Exprs.INFINITY))) {
        facts.add(new ValueSets.Fact(m.group(1).equals("[") ? RelOp.GE : RelOp.GT, resolved(low), true));
      }
      if (!high.equals(Exprs.INFINITY)) {
        facts.add(new ValueSets.Fact(m.group(4).equals("]") ? RelOp.LE : RelOp.LT, resolved(high), true));
      }
      return facts;
    } catch (NotationException | UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  private Expr resolved(Expr e) {
    return new Resolver(context, Map.of(), Map.of()).resolve(e);
  }

  /** 'integer n ≥ 1'. */
  private void ofWords(String math, List<ValueSets.Fact> words, Said said, int line) {
    var names = names(math.substring(0, Math.max(0, sign(math))));
    if (names.isEmpty()) {
      said.unread().addAll(Doubts.names(math, context));
    }
    take(names, words, said, line);
  }

  private void relation(String math, Said said, int line) {
    try {
      var all = new ArrayList<Expr>();
      for (var one : ofEach(math)) {
        all.add(resolved(LatexReader.parse(one, context)));
      }
      if (all.stream().allMatch(r -> r instanceof Expr.Rel || r instanceof Expr.Logic)) {
        for (var r : all) {
          Trees.freeSymbols(r).forEach(v -> said.names().add(v.name()));
          said.facts().add(new Assumption(r, null, Trees.freeSymbols(r).stream().map(Expr.Sym::name).findFirst().orElse(null), r + " (line " + line + ")"));
        }
        return;
      }
    } catch (NotationException | UnresolvedException | IllegalArgumentException _) {
      // said of the names, and not understood
    }
    said.unread().addAll(Doubts.names(math, context));
  }

  /** {@code a, b \\ge 0} says the same of both; the formula itself where it is none of this kind. */
  private List<String> ofEach(String math) {
    int sign = sign(math);
    if (sign < 0 || names(math.substring(0, sign)).size() < 2) {
      return List.of(math);
    }
    var parts = new ArrayList<String>();
    for (var name : math.substring(0, sign).split(",(?![^{]*\\})")) {
      parts.add(name + math.substring(sign));
    }
    return parts;
  }

  private void take(List<Expr> names, List<ValueSets.Fact> facts, Said said, int line) {
    for (var n : names) {
      for (var f : facts) {
        if (n instanceof Expr.Sym v) {
          (f.certain() ? said.facts() : said.perhaps()).add(f.of(v, line));
        } else {
          said.unread().add(base(n)); // of which of them?
        }
      }
    }
  }

  private List<Expr> names(String math) {
    return math.isBlank() ? List.of() : new NumberWords(context).names(math);
  }

  private static String base(Expr name) {
    return name instanceof Expr.Sym v ? v.name() : ((Expr.Indexed) name).base();
  }
}
