package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gradus.document.Position;
import org.gradus.document.Problem;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.PlainReader;

/** Carries out directives: what they declare goes into the context, what they ask of the next formula is kept for it. */
final class Directives {

  private static final Sought WORD = Sought.of(
      "(?m)(?:^|(?<=[;\\n]))\\s*(let|assume|define|solve|claim|expect|skip|scope|layout|engine|answer)\\b");
  private static final Sought PROPERTY = Sought.of("(?i)^(.+?)\\s+(?:is\\s+|are\\s+)?(real|integers?|positive|negative|nonnegative|"
      + "nonzero|one-hot|symmetric|invertible|orthogonal|positive (?:semi-?)?definite|smooth|scalars?|constants?|functions?|full (?:column |row )?rank)\\b\\s*$");
  private static final Sought MEMBER = Sought.of("^(.+?)\\s+(?:in|∈|\\\\in)\\s+(.+)$");
  private static final Sought EXPECT = Sought.of(
      "(?i)(proved|tested|refuted|undecided)(?:\\s+([a-z]+))?(?:\\s*@\\s*(\\d+))?");

  /** What an expect directive says; {@code relation} counts the relations of the formula from 1, 0 is its first step. */
  record Expected(Expectation expectation, int relation, Position position) {}

  /** What a claim directive says. */
  record Stated(String text, Position position) {}

  private final Context context;
  private final List<Problem> problems;
  private final List<Extraction.Engine> engines = new ArrayList<>();
  private final List<Expected> expected = new ArrayList<>();
  private final List<Stated> stated = new ArrayList<>();
  private String layout;
  private boolean skip;
  private boolean solve;

  Directives(Context context, List<Problem> problems) {
    this.context = context;
    this.problems = problems;
  }

  void read(String text, Position position) {
    var m = WORD.matcher(text);
    var starts = new ArrayList<int[]>();
    while (m.find()) {
      starts.add(new int[] {m.start(1), m.end(1)});
    }
    if (starts.isEmpty() || !text.substring(0, starts.getFirst()[0]).isBlank()) {
      problems.add(new Problem(position, "'" + text.strip() + "' is no directive; there are let, assume, define, solve, claim, "
          + "expect, skip, scope, layout, engine, answer"));
      return;
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1)[0] : text.length();
      var word = text.substring(starts.get(i)[0], starts.get(i)[1]);
      var rest = text.substring(starts.get(i)[1], end).strip();
      one(word, rest.endsWith(";") ? rest.substring(0, rest.length() - 1).strip() : rest, position);
    }
  }

  private void one(String word, String rest, Position position) {
    try {
      switch (word) {
        case "let" -> items(rest).forEach(item -> let(item, position));
        case "assume" -> items(rest).forEach(item -> context.assume(
            new Assumption(relation(item), null, null, item + " (line " + position.line() + ")"), Lifetime.DOCUMENT));
        case "define" -> items(rest).forEach(item -> define(item, position));
        case "solve" -> solve = true;
        case "skip" -> skip = true;
        case "claim" -> stated.add(new Stated(rest, position));
        case "expect" -> expect(rest, position);
        case "scope" -> {
          context.forget();
          endEngine(position.line());
        }
        case "layout" -> layout = rest.toLowerCase(Locale.ROOT);
        case "engine" -> {
          endEngine(position.line());
          engines.add(new Extraction.Engine(rest, position, Integer.MAX_VALUE));
          context.network();
        }
        default -> { } // answer: for the grader
      }
    } catch (NotationException | IllegalArgumentException e) {
      problems.add(new Problem(position, word + " " + rest + ": " + e.getMessage()));
    }
  }

  private void endEngine(int line) {
    if (!engines.isEmpty() && engines.getLast().covers(line)) {
      var last = engines.removeLast();
      engines.add(new Extraction.Engine(last.text(), last.position(), line));
    }
  }

  private void expect(String rest, Position position) {
    var e = parseExpect(rest, position);
    if (e != null) {
      expected.add(e);
    }
  }

  /** Reads what stands behind {@code expect}; null, and a problem, if it makes no sense. */
  Expected parseExpect(String rest, Position position) {
    var m = EXPECT.matcher(rest.strip());
    if (!m.matches()) {
      problems.add(new Problem(position, "expect " + rest + ": write expect VERDICT [kind] [@ n], such as expect refuted sign @ 2"));
      return null;
    }
    return new Expected(new Expectation(m.group(1).toUpperCase(Locale.ROOT), m.group(2), position.line()),
        m.group(3) == null ? 0 : Integer.parseInt(m.group(3)), position);
  }

  private static List<String> items(String rest) {
    return java.util.Arrays.stream(rest.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private Expr parse(String text) {
    var t = text.strip();
    return t.startsWith("$") && t.endsWith("$") && t.length() > 2
        ? LatexReader.parse(t.substring(1, t.length() - 1), context)
        : t.indexOf('\\') >= 0 ? LatexReader.parse(t, context) : PlainReader.parse(t, context);
  }

  private Expr relation(String text) {
    var e = parse(text);
    if (!(e instanceof Expr.Rel) && !(e instanceof Expr.Logic)) {
      throw new IllegalArgumentException("expected a relation, such as x > 0");
    }
    return e;
  }

  private String name(String text) {
    return parse(text) instanceof Expr.Sym s ? s.name() : throwName(text);
  }

  private static String throwName(String text) {
    throw new IllegalArgumentException("'" + text.strip() + "' is not a name");
  }

  private List<String> names(String text) {
    return java.util.Arrays.stream(text.split(",")).map(this::name).toList();
  }

  private void let(String item, Position position) {
    var words = item + " (line " + position.line() + ")";
    var parts = item.split(",\\s*(?=full|symmetric|invertible|positive (?:semi-?)?definite)", 2);
    var member = MEMBER.matcher(parts[0]);
    var property = PROPERTY.matcher(parts[0]);
    if (property.matches() && !property.group(1).matches(".*\\s(?:in|∈)\\s.*")) {
      for (var text : property.group(1).split(",")) {
        var x = parse(text);
        var sign = sign(x, property.group(2).toLowerCase(Locale.ROOT));
        if (!isFamily(x)) {
          property(name(text), property.group(2).toLowerCase(Locale.ROOT), words);
        } else if (sign != null) {
          context.assume(new Assumption(sign, null, null, words), Lifetime.DOCUMENT);
        } else if (!property.group(2).matches("(?i)real|integers?|scalars?|constants?")) {
          throwName(text);
        }
      }
    } else if (member.matches()) {
      var about = topLevel(parts[0].substring(member.start(2)));
      for (var text : member.group(1).split(",")) {
        var x = parse(text);
        if (isFamily(x)) {
          family((Expr.Indexed) x, about.getFirst(), words);
          continue;
        }
        var n = name(text);
        member(n, about.getFirst(), words);
        if (parts.length > 1) {
          property(n, parts[1].strip().toLowerCase(Locale.ROOT), words);
        }
      }
      for (var more : about.subList(1, about.size())) {
        if (PROPERTY.matcher("it " + more).matches()) {
          names(member.group(1)).forEach(n -> property(n, more.toLowerCase(Locale.ROOT), words));
        } else {
          let(more, position);
        }
      }
    } else {
      var r = relation(item);
      var about = Trees.freeSymbols(r);
      about.forEach(s -> context.declare(s.name(), new Assumption(r, null, s.name(), words)));
    }
  }

  /** The parts between commas that stand in no bracket. */
  private static List<String> topLevel(String text) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  /** The relation with 0 that a property is; null if it is another one. */
  private static Expr sign(Expr x, String property) {
    return switch (property) {
      case "positive" -> Exprs.rel(RelOp.GT, x, Exprs.ZERO);
      case "negative" -> Exprs.rel(RelOp.LT, x, Exprs.ZERO);
      case "nonnegative" -> Exprs.rel(RelOp.GE, x, Exprs.ZERO);
      case "nonzero" -> Exprs.rel(RelOp.NE, x, Exprs.ZERO);
      default -> null;
    };
  }

  private void property(String name, String property, String words) {
    var relation = sign(Exprs.sym(name), property);
    var keyword = relation != null ? null : property.startsWith("integer") ? "integer"
        : property.startsWith("function") ? "function" : property.startsWith("smooth") ? "function smooth"
        : property.startsWith("one-hot") ? "vector one-hot" : property;
    context.declare(name, new Assumption(relation, keyword, name, words));
  }

  /** Whether it stands for every member of a family: {@code x_i}. */
  private static boolean isFamily(Expr e) {
    return e instanceof Expr.Indexed x && x.sup().isEmpty() && x.sub().stream().allMatch(i -> i instanceof Expr.Sym);
  }

  /** What every member of a family is: a vector or a matrix, or a number in a set. */
  private void family(Expr.Indexed member, String set, String words) {
    var s = real(set);
    if (s.matches("R\\s*\\^.*")) {
      context.declareMembers(member.base(), member.sub().size(), new Assumption(null, shape(s), member.base(), words));
    } else if (!s.matches("[RNZ]|ℕ|ℤ")) {
      context.assume(new Assumption(relation(member + " in " + set), null, null, words), Lifetime.DOCUMENT);
    }
  }

  private static String real(String set) {
    return set.replace("\\mathbb", "").replaceAll("[{}]?ℝ|\\{R}", "R");
  }

  /** The keyword of a shape: {@code R^n} is {@code vector n}. */
  private static String shape(String set) {
    var size = set.replaceFirst("R\\s*\\^\\s*", "").replaceAll("[(){}]", "").strip();
    var dims = size.split("\\s*(?:x|×|\\\\times)\\s*");
    if (dims.length > 2) {
      throw new IllegalArgumentException("a shape has one size or two, such as R^(n x d)");
    }
    for (var d : dims) {
      PlainReader.parse(d);
    }
    return dims.length == 2 ? "matrix " + dims[0] + " " + dims[1] : "vector " + size;
  }

  private void member(String name, String set, String words) {
    var s = real(set);
    if (s.matches("R")) {
      context.declare(name, new Assumption(null, "real", name, words));
    } else if (s.matches("[NZ]|ℕ|ℤ")) {
      context.declare(name, new Assumption(null, "integer", name, words));
      if (s.matches("N|ℕ")) {
        context.declare(name, new Assumption(Exprs.rel(RelOp.GE, Exprs.sym(name), Exprs.ONE), null, name, words));
      }
    } else if (s.matches("R\\s*\\^.*")) {
      context.declare(name, new Assumption(null, shape(s), name, words));
    } else if (s.matches(".+\\.\\.+.+")) {
      var ends = s.split("\\.\\.+", 2);
      context.declare(name, new Assumption(null, "index " + ends[0].strip() + " " + ends[1].strip(), name, words));
    } else {
      context.declare(name, new Assumption(relation(name + " in " + s), null, name, words));
    }
  }

  private void define(String item, Position position) {
    int eq = item.indexOf('=');
    if (eq < 0) {
      throw new IllegalArgumentException("expected name = meaning");
    }
    var left = item.substring(0, eq).strip();
    var call = Pattern.compile("^(.+?)\\(([^()]*)\\)$").matcher(left);
    var right = item.substring(eq + 1).strip();
    if (call.matches()) {
      var f = name(call.group(1));
      var parameters = names(call.group(2)).stream().map(Exprs::sym).toList();
      context.spelling().expectFunction(f);
      context.define(f, parameters, false, parse(right), position.line(), false);
    } else {
      var n = name(left);
      var table = Functions.byName(right);
      var t = Exprs.sym("t_");
      if (table != null) {
        context.define(n, List.of(t), false, Exprs.call(table, List.of(t)), position.line(), false);
      } else {
        context.define(n, List.of(), false, parse(right), position.line(), false);
      }
    }
  }

  // ---- for the next formula ----

  boolean takeSkip() {
    boolean was = skip;
    skip = false;
    return was;
  }

  boolean takeSolve() {
    boolean was = solve;
    solve = false;
    return was;
  }

  List<Expected> takeExpected() {
    var was = List.copyOf(expected);
    expected.clear();
    return was;
  }

  List<Stated> takeStated() {
    var was = List.copyOf(stated);
    stated.clear();
    return was;
  }

  List<Extraction.Engine> engines() {
    return engines;
  }

  String layout() {
    return layout;
  }
}
