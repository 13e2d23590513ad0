package org.gradus.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;

/** Writes expressions in LaTeX that {@link LatexReader} reads back as they were. */
public final class LatexWriter extends ExprWriter {

  private LatexWriter() {}

  public static String write(Expr e) {
    return new LatexWriter().text(e);
  }

  @Override
  String name(String name) {
    int above = name.indexOf("__");
    if (above > 0 && name.substring(above + 2).matches("\\d+")) {
      return name(name.substring(0, above)) + "^{(" + name.substring(above + 2) + ")}";
    }
    int bar = name.indexOf('_');
    if (bar > 0 && bar < name.length() - 1) {
      var rest = name.substring(bar + 1);
      var base = name.substring(0, bar);
      if (rest.startsWith("prime")) {
        int end = "prime".length();
        var after = rest.substring(end);
        return name(base) + "'" + (after.startsWith("_") ? "_{" + label(after.substring(1)) + "}" : label(after));
      }
      return rest.equals("star") ? name(base) + "^*" : name(base) + "_{" + label(rest) + "}";
    }
    for (var accent : List.of("hat", "bar", "tilde", "ddot", "dot")) {
      if (name.endsWith(accent) && name.length() > accent.length()) {
        return "\\" + accent + "{" + name(name.substring(0, name.length() - accent.length())) + "}";
      }
    }
    if (name.endsWith("cal") && name.length() == 4) {
      return "\\mathcal{" + name.charAt(0) + "}";
    }
    if (name.equals("ell")) {
      return "\\ell";
    }
    return Greek.isName(name) ? "\\" + name : name.length() == 1 ? name : "\\text{" + name.replace("_", "\\_") + "}";
  }

  private static String label(String label) {
    if (Greek.isName(label)) {
      return "\\" + label;
    }
    return label.length() <= 2 || label.chars().allMatch(Character::isDigit) ? label : "\\text{" + label + "}";
  }

  @Override
  String indexed(Expr.Indexed x) {
    var sub = x.sub().isEmpty() ? "" : "_{" + list(x.sub()) + "}";
    var sup = x.sup().stream().map(s -> "(" + text(s) + ")").collect(Collectors.joining());
    return name(x.base()) + sub + (sup.isEmpty() ? "" : "^{" + sup + "}");
  }

  @Override
  String times() {
    return " \\cdot ";
  }

  @Override
  String fraction(String over, String under) {
    return "\\frac{" + over + "}{" + under + "}";
  }

  @Override
  boolean fractionsAreBars() {
    return true;
  }

  @Override
  String power(String base, String exponent) {
    // Letters that a superscript may mean otherwise (layer, transpose, label) go between braces of their own.
    boolean ambiguous = exponent.contains("'") || "LlT(\\".indexOf(exponent.charAt(0)) >= 0
        && (exponent.charAt(0) != '\\' || exponent.startsWith("\\text") || exponent.startsWith("\\left("));
    return base + "^{" + (ambiguous ? "{" + exponent + "}" : exponent) + "}";
  }

  @Override
  String exponential(String exponent) {
    return "e^{" + exponent + "}";
  }

  @Override
  String root(String body) {
    return "\\sqrt{" + body + "}";
  }

  @Override
  String parens(String body) {
    return "\\left(" + body + "\\right)";
  }

  @Override
  String call(Expr.Call c) {
    var args = list(c.args());
    return switch (c.function().name()) {
      case "exp" -> exponential(args);
      case "abs" -> "\\left|" + args + "\\right|";
      case "floor" -> "\\left\\lfloor " + args + " \\right\\rfloor";
      case "ceil" -> "\\left\\lceil " + args + " \\right\\rceil";
      case "binomial" -> "\\binom{" + text(c.args().get(0)) + "}{" + text(c.args().get(1)) + "}";
      case "root" -> "\\sqrt[" + text(c.args().get(1)) + "]{" + text(c.args().get(0)) + "}";
      case "transpose" -> atom(c.arg()) + "^\\top";
      case "inverse" -> atom(c.arg()) + "^{-1}";
      case "norm" -> "\\left\\lVert " + args + " \\right\\rVert";
      case "sigmoid", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "phi", "Phi" ->
          c.function().latex() + parens(args);
      case "gamma" -> "\\Gamma" + parens(args);
      default -> "\\operatorname{" + c.function().name() + "}" + parens(args);
    };
  }

  @Override
  String applied(Expr.Apply a) {
    return name(Conditional.plain(a.name())) + "'".repeat(a.primes()) + parens(Conditional.list(a, this::list, " \\mid "));
  }

  @Override
  String cases(Expr.Cases c) {
    var out = new StringBuilder("\\begin{cases} ");
    for (int i = 0; i < c.conditions().size(); i++) {
      out.append(i == 0 ? "" : " \\\\ ").append(text(c.values().get(i))).append(" & \\text{if } ").append(text(c.conditions().get(i)));
    }
    if (c.otherwise() != null) {
      out.append(" \\\\ ").append(text(c.otherwise())).append(" & \\text{otherwise}");
    }
    return out.append(" \\end{cases}").toString();
  }

  @Override
  String relation(String plain) {
    return switch (plain) {
      case "!=" -> "\\neq";
      case "<=" -> "\\le";
      case ">=" -> "\\ge";
      case "~=" -> "\\approx";
      default -> plain;
    };
  }

  @Override
  String word(String word) {
    return "\\text{ " + word + " }";
  }

  @Override
  String constant(Expr.Const c) {
    return c.constant().latex();
  }

  @Override
  String big(Expr.Big b) {
    var sign = b.kind() == Expr.Big.Kind.SUM ? "\\sum" : "\\prod";
    var from = b.lower() == null ? name(b.index().name()) : name(b.index().name()) + "=" + text(b.lower());
    return sign + "_{" + from + "}" + (b.upper() == null ? "" : "^{" + text(b.upper()) + "}") + " " + parens(text(b.body()));
  }

  @Override
  String diff(Expr.Diff d) {
    var order = d.order() == 1 ? "" : "^{" + d.order() + "}";
    boolean simple = d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed x && x.sup().isEmpty();
    var by = simple ? text(d.by()) : parens(text(d.by()));
    return "\\frac{\\partial" + order + "}{\\partial " + by + order + "}" + parens(text(d.body()));
  }

  @Override
  String limit(Expr.Limit l) {
    var side = l.side() == 0 ? "" : l.side() > 0 ? "^+" : "^-";
    return "\\lim_{" + text(l.var()) + " \\to " + text(l.to()) + side + "} " + parens(text(l.body()));
  }

  @Override
  String integral(Expr.Integral i) {
    return "\\int" + (i.lower() == null ? "" : "_{" + text(i.lower()) + "}^{" + text(i.upper()) + "}")
        + " " + parens(text(i.body())) + "\\,d" + text(i.var());
  }

  @Override
  String at(Expr.At a) {
    return "\\left." + parens(text(a.body())) + "\\right|_{" + text(a.var()) + "=" + text(a.value()) + "}";
  }

  @Override
  String matrix(Expr.Matrix m) {
    return m.rows().stream().map(r -> r.stream().map(this::text).collect(Collectors.joining(" & ")))
        .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
  }
}
