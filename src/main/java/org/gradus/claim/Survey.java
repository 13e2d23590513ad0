package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * What the reader of formulas has to know of the whole document beforehand: which names are defined as functions
 * ({@code FL(p) = …} makes FL(…) a value), which letters sums run over, and which names carry them as indices.
 */
final class Survey {

  private static final String VARIABLE = "(?:\\\\[a-zA-Z]+\\s*)?(?:\\{[A-Za-z]+}|[A-Za-z]|(?<=[a-z])\\s*)(?:_(?:\\{[^{}]*}|[A-Za-z0-9]))?";
  private static final Sought DEFINITION = Sought.of(
      "(?:^|\\\\\\\\|&|,|\\\\q?quad|\\\\text\\{[^{}]*}|\\\\(?:begin|end)\\{[a-z*]+}|=)\\s*"
          + "(?<name>(?:(?:\\\\(?:text|mathrm|operatorname|mathit|mathcal|mathscr|mathsf|hat|tilde|bar|widehat|widetilde|overline)\\s*(?:\\{(?:\\\\[a-zA-Z]+|[A-Za-z-]+)}|\\\\[a-zA-Z]+|(?<=\\s)[A-Za-z])|\\\\[a-zA-Z]+|[A-Za-z]+"
          + "(?:\\\\text\\{-[a-z]+})?))(?:_(?:\\{[^{}]*}|\\\\?[A-Za-z0-9]+))?)\\s*(?:\\\\left)?\\(\\s*"
          + VARIABLE + "(?:\\s*(?:[,;]|\\\\\\||\\\\(?:Vert|parallel|mid)(?![a-zA-Z])|\\|{1,2})\\s*" + VARIABLE + ")*\\s*(?:\\\\right)?\\)\\s*&?\\s*(?::=|:?=|\\\\equiv|\\\\triangleq|\\\\coloneqq)");

  private static final String BASE = "(?<base>\\\\(?:hat|tilde|bar|widehat|overline)\\s*(?:\\{(?:\\\\[a-zA-Z]+|[A-Za-z])}|\\s[A-Za-z])"
      + "|\\\\(?!sum|prod|lim|nabla|max|min|text|log|frac)[a-zA-Z]+|(?<![A-Za-z\\\\])[A-Za-z])(?:\\^(?:\\{[^{}]*}|[A-Za-z0-9]))?_";
  private static final Sought SUBSCRIPT = Sought.of(BASE + "(?:\\{(?<letters>[a-z]{1,3})}|(?<letter>[a-z]))");
  private static final Sought FIRST = Sought.of(BASE + "(?:\\{\\d{1,2}}|\\d)");
  private static final Sought SUM = Sought.of("\\\\(?:sum|prod)(?:\\\\limits)?\\s*_\\s*(?:\\{\\s*(?<braced>[a-z])(?![a-zA-Z])|(?<bare>[a-z]))");
  /** A sum with nothing below its sign. */
  private static final Sought SILENT = Sought.of("\\\\sum(?![a-zA-Z])(?!\\s*(?:\\\\limits\\s*)?[_^])");
  /** {@code h_{t-1}}: a letter that is counted. */
  private static final Sought COUNTED = Sought.of("_\\s*\\{\\s*([a-z])\\s*[-+]\\s*1\\s*}");

  /** Where one of these is summed over, the others are indices too. */
  private static final Set<String> USUAL_INDICES = Set.of("i", "j", "k");

  /** Functions whose meaning no document changes. */
  private static final Set<String> FIXED = Set.of("exp", "log", "ln", "sin", "cos", "tan", "tanh", "sinh", "cosh", "sqrt", "max",
      "min", "abs", "sigma", "phi", "Phi", "Gamma", "psi", "erf", "sigmoid", "lim", "frac", "cdot", "times", "sech", "det", "tr", "Tr", "trace", "diag", "rank",
      "left", "right");

  /** {@code i = 1, 2, 3}: what an index runs over. */
  static final Sought RANGE = Sought.of("^\\s*([a-z])\\s*=\\s*[01](?:\\s*,\\s*\\d)+\\s*$");

  /** {@code T = 10}; a weight vector may be set to 0. */
  private static final Sought VALUE = Sought.of("(?<name>\\\\?[A-Za-z]+)\\s*=\\s*-?(?<value>\\d[\\d.,{}]*)[.,;]?");
  /** A sum or product that ends at T, or one before it or behind it. */
  private static final Sought ENDS_AT_T = Sought.of(
      "\\\\(?:sum|prod)(?:\\\\limits)?\\s*_\\s*(?:\\{[^{}]*}|\\w)\\s*\\^\\s*(?:T(?![A-Za-z])|\\{\\s*T\\s*(?:[-+]\\s*1\\s*)?})");
  /** {@code p(1) = θ}: a function that is given point by point, where there is another number too. */
  private static final Sought AT_NUMBER = Sought.of("(?:^|,|;|&|\\\\\\\\|\\\\q?quad)\\s*(?<name>\\\\[a-zA-Z]+|[A-Za-z])\\s*(?:\\\\left)?\\(\\s*(?<at>-?\\d{1,2})\\s*(?:\\\\right)?\\)\\s*&?\\s*(?::?=)");
  /** {@code F'(x)}: what is differentiated and applied is a function. */
  private static final Sought PRIMED = Sought.of("(?<![A-Za-z\\\\])(?<name>[A-Za-z])\\s*(?:'+|\\^\\s*\\{?\\s*\\\\prime[^}]*}?)\\s*(?:\\\\left)?\\(");
  /** {@code \\nabla L(\\theta)}: what a gradient is taken of and has an argument is a function. */
  private static final Sought GRADIENT = Sought.of("\\\\nabla\\s*(?:_\\s*(?:\\{[^{}]*\\}|\\\\?[A-Za-z]+)\\s*)?(?<name>[A-Z]|\\\\mathcal\\s*\\{?\\s*[A-Z]\\s*\\}?|\\\\ell|[fgh])\\s*(?:\\\\left)?\\(\\s*"
      + VARIABLE + "\\s*(?:\\\\right)?\\)");
  /** {@code W_1 \\in \\mathbb R^{h \\times d}}: what has a size of its own is no entry of something else. */
  private static final Sought SIZED = Sought.of("(?:^|[,;.]|quad)(?<names>[^=<>;]*?)\\\\in\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)\\s*\\^");
  private static final Sought NUMBERED = Sought.of("(?<base>\\\\?[A-Za-z]+)_(?:\\{(?<digit>\\d)}|(?<number>\\d))");
  private static final Sought DOTS = Sought.of("\\\\[lcvd]?dots(?![a-zA-Z])|…|⋯|⋮");
  private static final Sought LETTERS = Sought.of("(?<![A-Za-z\\\\{])[A-Za-z]{3,5}(?=_)");

  /** {@code X'X}. */
  private static final Sought SQUARED = Sought.of("(?<![A-Za-z\\\\])([A-Z])'\\s*\\1(?![A-Za-z'(])");
  private static final Sought PRIMES = Sought.of("(?i)\\bprimes?\\b[^.;]{0,30}\\b(?:transpos\\w+)");

  private Survey() {}

  /** The ranks of names in the parts of the document, by the block that each part begins with. */
  static NavigableMap<Integer, RankTable> take(Document document, Context context) {
    Constants.overloaded(document).forEach(context.spelling()::overload);
    Constants.otherFunctions(document).forEach(context.spelling()::expectFunction);
    GradientNames.in(document).forEach(context.spelling()::expectGradient);
    ClassUnits.in(document).forEach(context.spelling()::expectUnit);
    boolean usual = false;
    if (document.blocks().stream().anyMatch(b -> b instanceof Block.Formula f ? SQUARED.matcher(f.latex()).find()
        : b instanceof Block.Prose p ? PRIMES.matcher(p.text()).find() : b instanceof Block.Heading h && PRIMES.matcher(h.text()).find())) {
      context.spelling().expectTransposesByPrime();
    }
    products(document, context);
    for (var block : document.blocks()) {
      if (block instanceof Block.Formula f) {
        for (var counted = COUNTED.matcher(f.latex()); counted.find();) {
          context.spelling().expectIndex(counted.group(1));
        }
        for (var range = RANGE.matcher(f.latex()); range.find();) {
          context.spelling().expectIndex(range.group(1));
        }
        if (ENDS_AT_T.matcher(f.latex()).find()) {
          context.spelling().expectCount("T");
        }
        var value = VALUE.matcher(f.latex().strip());
        if (value.matches() && !value.group("value").matches("[0.,{}]*")) {
          var name = value.group("name").replace("\\", "");
          context.spelling().expectNumber(name);
          if (name.equals("T") && value.group("value").matches("\\d+")) {
            context.spelling().expectCount("T");
          }
        }
        if (!f.latex().contains("dots")) {
          for (var m = SIZED.matcher(f.latex()); m.find();) {
            for (var n = NUMBERED.matcher(m.group("names")); n.find();) {
              context.spelling().expectLabel(n.group("base").replace("\\", "") + "_" + (n.group("digit") != null ? n.group("digit") : n.group("number")));
            }
          }
        }
        var primed = PRIMED.matcher(f.latex());
        while (primed.find()) {
          if (isApplied(primed.group("name"), document)) {
            context.spelling().expectFunction(primed.group("name"));
          }
        }
        for (var m = GRADIENT.matcher(f.latex()); m.find();) {
          var name = plain(m.group("name"));
          if (name != null) {
            context.spelling().expectFunction(name);
          }
        }
        var sums = SUM.matcher(f.latex());
        while (sums.find()) {
          var letter = sums.group("braced") != null ? sums.group("braced") : sums.group("bare");
          context.spelling().expectIndex(letter);
          usual |= USUAL_INDICES.contains(letter);
        }
        for (var letter : SILENT.matcher(f.latex()).find() ? LatexReader.silentIndices(f.latex(), context) : Set.<String>of()) {
          context.spelling().expectIndex(letter);
          usual |= USUAL_INDICES.contains(letter);
        }
      }
    }
    if (usual) {
      USUAL_INDICES.forEach(context.spelling()::expectIndex);
    }
    atNumbers(document, context);
    for (var block : document.blocks()) {
      if (block instanceof Block.Formula f && f.latex().length() < 20_000) {
        indexed(f.latex(), context);
        omitted(f.latex(), context);
        var m = DEFINITION.matcher(f.latex());
        int from = 0;
        while (m.find(from)) {
          var name = plain(m.group("name"));
          if (name != null && !FIXED.contains(name)) {
            context.spelling().expectFunction(name);
          }
          from = m.end() - 1; // the sign may begin the next one: MSE(x) = J(x) = …
        }
      }
    }
    return RankSurvey.take(document, context);
  }

  /** What has values at two numbers at least is a function. */
  private static void atNumbers(Document document, Context context) {
    var numbers = new HashMap<String, Set<String>>();
    for (var block : document.blocks()) {
      if (block instanceof Block.Formula f) {
        int from = 0;
        for (var m = AT_NUMBER.matcher(f.latex()); m.find(from); from = m.end() - 1) {
          var name = m.group("name").equals("\\pi") ? "pi" : plain(m.group("name"));
          if (name != null && !FIXED.contains(name) && numbers.computeIfAbsent(name, _ -> new HashSet<>()).add(m.group("at")) && numbers.get(name).size() > 1) {
            context.spelling().expectFunction(name);
          }
        }
      }
    }
  }

  /** Whether the letter stands before a bracket with a single variable in it. */
  private static boolean isApplied(String name, Document document) {
    var applied = Pattern.compile("(?<![A-Za-z\\\\])" + name + "\\s*(?:\\\\left)?\\(\\s*" + VARIABLE + "\\s*(?:\\\\right)?\\)");
    return document.blocks().stream().anyMatch(b -> b instanceof Block.Formula f && applied.matcher(f.latex()).find());
  }

  /**
   * {@code wux_1} is w·u·x_1 where the document writes w, u and x_… by themselves and nowhere gives the whole word a
   * meaning; {@code net_{h1} = …} is a name.
   */
  private static void products(Document document, Context context) {
    var runs = new TreeSet<String>();
    for (var block : document.blocks()) {
      if (block instanceof Block.Formula f && f.latex().length() < 20_000) {
        for (var m = LETTERS.matcher(f.latex()); m.find();) {
          runs.add(m.group());
        }
      }
    }
    for (var run : runs) {
      var own = Pattern.compile("(?<![A-Za-z\\\\])" + run + "_(?:\\{[^{}]*}|\\w)\\s*&?\\s*=");
      var last = Pattern.compile("(?<![A-Za-z\\\\])" + run.charAt(run.length() - 1) + "_");
      boolean named = matches(own, document) || !matches(last, document);
      for (int i = 0; i < run.length() - 1 && !named; i++) {
        named = !matches(Pattern.compile("(?<![A-Za-z\\\\{])" + run.charAt(i) + "(?![A-Za-z^])"), document);
      }
      if (!named) {
        context.spelling().expectProduct(run);
      }
    }
  }

  private static boolean matches(Pattern p, Document document) {
    return document.blocks().stream().anyMatch(b -> b instanceof Block.Formula f && p.matcher(f.latex()).find());
  }

  /** {@code x_1 + … + x_n}: what carries a number before the dots and a letter behind them is a family of components. */
  private static void omitted(String latex, Context context) {
    var dots = DOTS.matcher(latex);
    if (!dots.find()) {
      return;
    }
    var numbered = new HashSet<String>();
    for (var n = FIRST.matcher(latex); n.find() && n.start() < dots.start();) {
      numbered.add(plain(n.group("base")));
    }
    for (var m = SUBSCRIPT.matcher(latex); m.find();) {
      var name = m.start() < dots.start() ? null : plain(m.group("base"));
      if (name != null && numbered.contains(name)) {
        context.spelling().expectFamily(name);
      }
    }
  }

  /** A name that somewhere carries a letter that sums run over is a family of components everywhere. */
  private static void indexed(String latex, Context context) {
    var m = SUBSCRIPT.matcher(latex);
    while (m.find()) {
      var letters = m.group("letters") != null ? m.group("letters") : m.group("letter");
      if (letters.chars().anyMatch(c -> context.isIndex(String.valueOf((char) c))) && letters.length() <= 3) {
        var name = plain(m.group("base"));
        if (name != null) {
          context.spelling().expectFamily(name, letters.length());
        }
      }
    }
  }

  private static String plain(String latex) {
    if (latex.matches("[A-Za-z]+")) {
      return latex;
    }
    try {
      return LatexReader.parse(latex) instanceof Expr.Sym s ? s.name() : null;
    } catch (NotationException _) {
      return null;
    }
  }
}
