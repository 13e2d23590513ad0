package org.gradus.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;

/**
 * What whole sentences say of a function: that it is convex, increasing, never 0, that its derivative stays below a number.
 * Where the words do not name the function, the one whose derivative was worked out last is meant; without one, nothing is
 * claimed.
 */
final class ProseProperties {

  private static final String START = "(?:^|(?<=[.!?:;∴,])|\\n)[\\s*_-]*(?:(?:so|thus|hence|therefore|consequently|finally|and)\\b,?\\s*)?";
  private static final String NAMES = "sigmoid|tanh|softplus|relu|log(?:arithm)?|exp(?:onential)?|arctan|sin|cos";
  private static final Sought CONVEX = Sought.of("(?i)" + START + "(?:the|this|our)\\s+(?:[\\w-]+\\s+){0,3}?(?:function|loss|cost|objective|error)\\s+is\\s+"
      + "(?:(?:a|an|indeed|also|then|thus|therefore|always)\\s+)*(non-?\\s?convex|not convex|convex|concave)(?:\\s+function)?"
      + "(?:\\s+(?:in|with respect to|w\\.r\\.t\\.)\\s+([A-Za-z]))?(?![\\w-])");
  private static final Sought EXTREMUM = Sought.of("(?i)\\b(?:our|the|this|that)\\s+(?:extrem\\w+|(?:critical|stationary) point|optimum|stationary value)\\s+is\\s+"
      + "(?:indeed\\s+|also\\s+)?(?:an?\\s+|the\\s+)?(?:global\\s+)?(minim|maxim)\\w+");
  private static final Sought NEVER_ZERO = Sought.of("(?i)" + START + "(?:it|(?:the|its) (?:first |second )?(?:derivative|gradient|slope))\\s+"
      + "(?:(?:is|will be|can be)\\s+never|never\\s+(?:is|becomes|equals)|can never be|will never be)\\s+(?:equal to\\s+)?(?:0|zero)(?!\\.?\\d)");
  private static final Sought NEVER = Sought.of(
      "(?is)^[\\s,:—–-]*(?:(?:which|this|that|it)\\s+)?(?:(?:is|will be)\\s+)?(?:never the case|never happens|never true|impossible|never possible)\\b.*");
  private static final Sought TREND = Sought.of("(?i)(?:the\\s+)?\\b(" + NAMES + ")\\b(?:\\s+function)?\\s+is\\s+(?:(?:also|a|an|again|always)\\s+)*"
      + "(?:(strictly)\\s+)?(?:monotonic(?:ally)?\\s+|monotone(?:ly)?\\s+)?(increasing|decreasing)\\b");
  private static final Sought TREND_BEHIND = Sought.of("(?is)^\\s*is\\s+(?:(?:also|a|an|again|always)\\s+)*"
      + "(?:(strictly)\\s+)?(?:monotonic(?:ally)?\\s+|monotone(?:ly)?\\s+)?(increasing|decreasing)(?:\\s+function)?\\b.*");
  private static final Sought SLOPE = Sought.of("(?i)\\bderivative of (?:the\\s+)?(" + NAMES + ")(?:\\s+function)?\\s+is\\s+always\\s+"
      + "(below|under|less than|smaller than|at most|above|greater than|larger than|at least)\\s+(\\d+(?:\\.\\d+)?)(?![\\d/])");
  private static final Sought TURNS = Sought.of("(?is).*\\b(?:changes?\\s+(?:its\\s+)?sign\\s+(?:at|when|in)|on the left of)\\s*$");
  private static final Sought CONVEX_IN = Sought.of("(?is).*(?:^|[\\s*_,;:.])(?:so|thus|hence|therefore|which shows that|and)[\\s,]+(?:it|this|the\\s+(?:loss|cost|function|objective|error))\\s+is\\s+"
      + "(?:(?:a|an|indeed|also|then|thus|therefore|always|still|again)\\s+)*(non-?\\s?convex|not convex|convex|concave)(?:\\s+function)?\\s+(?:in|with respect to|w\\.r\\.t\\.|wrt)\\s*$");
  private static final Sought FUNCTION = Sought.of("\\\\?(log|ln|exp|tanh|arctan|sigma|operatorname\\{sigmoid\\}|text\\{sigmoid\\}|mathrm\\{sigmoid\\})");
  private static final Sought ARROW = Sought.of("\\\\(?:rightarrow|Rightarrow|to|implies|iff|Leftrightarrow|longrightarrow)(?![A-Za-z])");

  private final Context context;
  private final List<Claim> claims;

  ProseProperties(Context context, List<Claim> claims) {
    this.context = context;
    this.claims = claims;
  }

  void read(List<Block> blocks, int index) {
    var p = (Block.Prose) blocks.get(index);
    var text = p.text();
    sentences(p, text);
    if (index > 0 && blocks.get(index - 1) instanceof Block.Formula f && !f.display()) {
      behind(f, text);
    }
    if (index + 1 < blocks.size() && blocks.get(index + 1) instanceof Block.Formula f && !f.display() && TURNS.matcher(text).matches()) {
      turns(f, text);
    }
    var bend = CONVEX_IN.matcher(text);
    if (bend.matches() && index + 1 < blocks.size() && blocks.get(index + 1) instanceof Block.Formula f && !f.display()) {
      var d = lastDerivative(1);
      if (d != null && meant(f.latex().strip(), d)) {
        property(p, bend, d, form(bend.group(1)));
      }
    }
  }

  private static Property.Form form(String word) {
    return word.toLowerCase(Locale.ROOT).startsWith("no") ? Property.Form.NOT_CONVEX
        : word.equalsIgnoreCase("convex") ? Property.Form.CONVEX : Property.Form.CONCAVE;
  }

  private void sentences(Block.Prose p, String text) {
    for (var m = CONVEX.matcher(text); m.find(); ) {
      var d = lastDerivative(1);
      if (d != null && (m.group(2) == null || meant(m.group(2), d))) {
        property(p, m, d, form(m.group(1)));
      }
    }
    for (var m = EXTREMUM.matcher(text); m.find(); ) {
      var d = lastDerivative(2);
      if (d != null) {
        property(p, m, d, m.group(1).equalsIgnoreCase("minim") ? Property.Form.CONVEX : Property.Form.CONCAVE);
      }
    }
    for (var m = NEVER_ZERO.matcher(text); m.find(); ) {
      var d = lastDerivative(1);
      if (d != null) {
        add(place(p, m), m.group().strip(), RelOp.NE, d, Exprs.ZERO);
      }
    }
    for (var m = TREND.matcher(text); m.find(); ) {
      trend(place(p, m), m.group().strip(), function(m.group(1)), m.group(2) != null, m.group(3));
    }
    for (var m = SLOPE.matcher(text); m.find(); ) {
      var z = List.of("z", "t", "u", "s").stream().filter(v -> !context.doubted().contains(v)).findFirst().map(Exprs::sym).orElse(Exprs.sym("z"));
      var f = function(m.group(1));
      if (f != null) {
        add(place(p, m), m.group().strip(), op(m.group(2)), Exprs.diff(Exprs.call(f, z), z, 1),
            Exprs.num(Rational.of(new BigDecimal(m.group(3)))));
      }
    }
  }

  private void behind(Block.Formula f, String text) {
    var place = Place.of(f.positions().start(0), f.positions().end(f.latex().length()));
    if (NEVER.matcher(text).matches()) {
      var parts = ARROW.pattern().split(f.latex());
      for (int i = parts.length - 1; i >= 0; i--) {
        if (!parts[i].isBlank()) {
          if (parse(parts[i]) instanceof Expr.Rel r && r.op() == RelOp.EQ) {
            add(place, "$" + f.latex() + "$" + firstLine(text), RelOp.NE, resolve(r.lhs()), resolve(r.rhs()));
          }
          return;
        }
      }
    }
    var m = TREND_BEHIND.matcher(text);
    var name = FUNCTION.matcher(f.latex().strip());
    if (m.matches() && name.matches()) {
      var plain = name.group(1).contains("sig") ? "sigmoid" : name.group(1);
      trend(place, "$" + f.latex() + "$" + firstLine(text), function(plain), m.group(1) != null, m.group(2));
    }
  }

  private static String firstLine(String text) {
    int end = text.strip().indexOf('\n');
    return " " + (end < 0 ? text.strip() : text.strip().substring(0, end));
  }

  /** 'On the left of x = a it has one sign, and the opposite on the right'; 'changes its sign at x = a'. */
  private void turns(Block.Formula f, String text) {
    var d = lastDerivative(2);
    if (d == null || !(parse(f.latex()) instanceof Expr.Rel r) || r.op() != RelOp.EQ || !meant(r.lhs().toString(), d)) {
      return;
    }
    var at = resolve(r.rhs());
    if (at == null || !Trees.freeSymbols(at).isEmpty()) {
      return;
    }
    var words = text.strip().substring(Math.max(0, text.strip().lastIndexOf('.') + 1)).strip() + " $" + f.latex() + "$";
    claims.add(step(Place.of(f.positions().start(0), f.positions().end(f.latex().length())), words, Kind.CONVEXITY, null, d.body(), null,
        new Property(Property.Form.INFLECTION, d.body(), List.of(d.by()), at)));
  }

  private void trend(Place place, String words, String function, boolean strictly, String direction) {
    if (function == null) {
      return;
    }
    var t = Exprs.sym("t");
    var f = Exprs.call(function, t);
    boolean up = direction.equalsIgnoreCase("increasing");
    claims.add(step(place, words, Kind.BOUND, null, f, null, new Property(
        strictly ? up ? Property.Form.STRICTLY_INCREASING : Property.Form.STRICTLY_DECREASING
            : up ? Property.Form.INCREASING : Property.Form.DECREASING, f, List.of(t), null)));
  }

  private static String function(String word) {
    var name = switch (word.toLowerCase(Locale.ROOT)) {
      case "logarithm", "ln" -> "log";
      case "exponential" -> "exp";
      case "arctan" -> "atan";
      case String w -> w;
    };
    var f = Functions.byName(name);
    return f == null ? null : f.name();
  }

  private static RelOp op(String words) {
    return switch (words.toLowerCase(Locale.ROOT)) {
      case "at most" -> RelOp.LE;
      case "at least" -> RelOp.GE;
      case "above", "greater than", "larger than" -> RelOp.GT;
      default -> RelOp.LT;
    };
  }

  private void property(Block.Prose p, Matcher m, Expr.Diff d, Property.Form form) {
    claims.add(step(place(p, m), m.group().strip(), Kind.CONVEXITY, null, d.body(), null,
        new Property(form, d.body(), List.of(d.by()), null)));
  }

  private static Place place(Block.Prose p, Matcher m) {
    int from = m.start();
    while (from < m.end() && !Character.isLetterOrDigit(p.text().charAt(from))) {
      from++;
    }
    return Place.of(p.positions().start(from), p.positions().end(m.end()));
  }

  private void add(Place place, String words, RelOp op, Expr lhs, Expr rhs) {
    if (lhs != null && rhs != null) {
      claims.add(step(place, words, Kind.BOUND, op, lhs, rhs, null));
    }
  }

  private Claim step(Place place, String words, Kind kind, RelOp op, Expr lhs, Expr rhs, Property property) {
    var about = context.assumptions().stream().filter(a -> property == null || !(a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ)).toList();
    return new Claim.Step(place, new Written(words, null, null, null, words), kind, op, lhs, rhs, null, List.of(),
        context.setting(about, context.declared()), null, null, null, property, null, false, List.of());
  }

  /** Whether the letter is the variable of the derivative, perhaps by another name. */
  private boolean meant(String letter, Expr.Diff d) {
    return d.by().equals(Exprs.sym(letter)) || d.by() instanceof Expr.Sym s && context.spelling().alias(s).equals(context.spelling().alias(Exprs.sym(letter)))
        || letter.equals("w") && d.by().equals(Exprs.sym("omega"));
  }

  /** The derivative of at least the order that a step before was about, with everything substituted. */
  Expr.Diff lastDerivative(int order) {
    for (int i = claims.size() - 1; i >= 0; i--) {
      if (!(claims.get(i) instanceof Claim.Step s) || s.written().text() != null || s.lhs() == null
          || !(s.lhs() instanceof Expr.Diff || s.lhs() instanceof Expr.At)) {
        continue;
      }
      var d = s.setting().supposed().isEmpty() ? derivative(firstOfChain(i, s).lhs()) : null;
      if (d == null || d.order() >= order) {
        return d; // the last one counts, also where it is not clear what it is a derivative of
      }
    }
    return null;
  }

  /** The first step of the chain: what it starts with names the function, and may be named again on the way. */
  private Claim.Step firstOfChain(int index, Claim.Step step) {
    var first = step;
    for (int i = index - 1; i >= 0 && claims.get(i) instanceof Claim.Step before && before.written().rhs() != null
        && before.written().rhs().equals(first.written().lhs()) && derivative(before.lhs()) != null
        && before.setting().supposed().isEmpty(); i--) {
      first = before;
    }
    return first;
  }

  /** A derivative by a variable, or one by a parameter that is then given the name of a variable; else null. */
  static Expr.Diff derivative(Expr e) {
    return switch (e) {
      case null -> null;
      case Expr.Diff d when d.by() instanceof Expr.Sym -> d;
      case Expr.At a when a.body() instanceof Expr.Diff d && d.by().equals(a.var()) && a.value() instanceof Expr.Sym z
          && !Trees.freeSymbols(d.body()).contains(z) ->
          (Expr.Diff) Exprs.diff(Trees.substitute(d.body(), a.var(), z), z, d.order());
      default -> null;
    };
  }

  private Expr resolve(Expr e) {
    try {
      return new Resolver(context, Map.of(), Map.of()).resolve(e);
    } catch (UnresolvedException _) {
      return null;
    }
  }

  private Expr parse(String latex) {
    try {
      return LatexReader.parse(latex.strip(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }
}
