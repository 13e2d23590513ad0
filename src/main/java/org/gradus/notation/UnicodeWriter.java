package org.gradus.notation;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;

/** Writes expressions for a terminal: {@code σ(z)·(1 − σ(z))}, {@code x²}. */
public final class UnicodeWriter extends ExprWriter {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private UnicodeWriter() {}

  public static String write(Expr e) {
    return new UnicodeWriter().text(e).replace(" - ", " − ").replace("-", "−");
  }

  @Override
  String name(String name) {
    int bar = name.indexOf('_');
    var base = bar < 0 ? name : name.substring(0, bar);
    var rest = bar < 0 ? "" : name.substring(bar);
    var accents = Map.of("hat", "\u0302", "bar", "\u0304", "tilde", "\u0303");
    for (var accent : accents.entrySet()) {
      if (base.endsWith(accent.getKey()) && base.length() > accent.getKey().length()) {
        var under = base.substring(0, base.length() - accent.getKey().length());
        var letter = Greek.isName(under) ? Greek.character(under) : under;
        return letter.length() == 1
            ? Normalizer.normalize(letter + accent.getValue(), Normalizer.Form.NFC) + rest : name;
      }
    }
    return Greek.isName(base) ? Greek.character(base) + rest : name;
  }

  @Override
  String indexed(Expr.Indexed x) {
    var sub = x.sub().isEmpty() ? "" : "[" + list(x.sub()) + "]";
    return name(x.base()) + sub + x.sup().stream().map(s -> "__" + (s instanceof Expr.Sym ? text(s) : "(" + text(s) + ")"))
        .collect(Collectors.joining());
  }

  @Override
  String times() {
    return "·";
  }

  @Override
  String fraction(String over, String under) {
    return over + "/" + under;
  }

  @Override
  boolean fractionsAreBars() {
    return false;
  }

  @Override
  String power(String base, String exponent) {
    if (exponent.chars().allMatch(Character::isDigit) && exponent.length() <= 3) {
      return base + exponent.chars().mapToObj(c -> SUPERSCRIPTS.substring(c - '0', c - '0' + 1)).collect(Collectors.joining());
    }
    boolean simple = exponent.length() == 1;
    return base + "^" + (simple ? exponent : "(" + exponent + ")");
  }

  @Override
  String exponential(String exponent) {
    return "exp(" + exponent + ")";
  }

  @Override
  String root(String body) {
    return "√(" + body + ")";
  }

  @Override
  String parens(String body) {
    return "(" + body + ")";
  }

  @Override
  String call(Expr.Call c) {
    var name = c.is("sigmoid") ? "σ" : c.is("Phi") ? "Φ" : c.is("phi") ? "φ" : c.function().name();
    return c.is("abs") ? "|" + text(c.arg()) + "|" : c.is("floor") ? "⌊" + text(c.arg()) + "⌋" : name + "(" + list(c.args()) + ")";
  }

  @Override
  String applied(Expr.Apply a) {
    return name(Conditional.plain(a.name())) + "′".repeat(a.primes()) + "(" + Conditional.list(a, this::list, " | ") + ")";
  }

  @Override
  String cases(Expr.Cases c) {
    return c.toString();
  }

  @Override
  String relation(String plain) {
    return switch (plain) {
      case "!=" -> "≠";
      case "<=" -> "≤";
      case ">=" -> "≥";
      case "~=" -> "≈";
      default -> plain;
    };
  }

  @Override
  String word(String word) {
    return " " + word + " ";
  }

  @Override
  String constant(Expr.Const c) {
    return c.constant().unicode();
  }

  @Override
  String big(Expr.Big b) {
    return b.toString();
  }

  @Override
  String diff(Expr.Diff d) {
    boolean simple = d.order() == 1 && d.by() instanceof Expr.Sym;
    return !simple ? d.toString() : d.body() instanceof Expr.Sym ? "∂" + text(d.body()) + "/∂" + text(d.by())
        : "∂/∂" + text(d.by()) + " (" + text(d.body()) + ")";
  }

  @Override
  String limit(Expr.Limit l) {
    return l.toString();
  }

  @Override
  String integral(Expr.Integral i) {
    return i.toString();
  }

  @Override
  String at(Expr.At a) {
    return a.toString();
  }

  @Override
  String matrix(Expr.Matrix m) {
    return m.toString();
  }
}
