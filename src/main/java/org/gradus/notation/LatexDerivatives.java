package org.gradus.notation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradus.notation.Token.Kind;

/**
 * Derivatives in LaTeX: {@code \frac{d}{dx} f}, {@code \frac{\partial^2 J}{\partial w^2}}, {@code \frac{d[\ldots]}{dz}},
 * {@code \frac{\delta f}{\delta x}}, {@code \nabla_w J}, {@code \partial_x f}, {@code dy/dx}.
 */
final class LatexDerivatives {

  private LatexDerivatives() {}

  /** Told by the tokens: a d above and a d below. */
  static boolean startsAt(LatexParser p) {
    var t = p.peek();
    if (t.kind() == Kind.COMMAND) {
      return switch (t.text()) {
        case "nabla" -> true;
        case "partial" -> p.peek(1).is("_") || inlineSlash(p) >= 0;
        case "frac", "dfrac", "tfrac", "cfrac" -> isFraction(p);
        default -> false;
      };
    }
    return t.kind() == Kind.NAME && isD(p, p.at) && inlineSlash(p) >= 0;
  }

  private static boolean isFraction(LatexParser p) {
    int over = p.at + 1;
    if (!p.tokens.get(over).is("{")) {
      return p.tokens.get(over).isCommand("partial");
    }
    int under = p.skip(over);
    if (!p.tokens.get(under).is("{") || !isD(p, under + 1)) {
      return false;
    }
    int end = p.skip(under) - 1;
    var variable = p.tokens.get(under + 2);
    // d below, then a variable; the d above may be alone, squared, or before what is differentiated
    boolean below = under + 2 < end && (variable.kind() == Kind.NAME || variable.is("(") || variable.is("{") || variable.is("[")
        || variable.kind() == Kind.COMMAND && LatexCommands.ACCENTS.containsKey(variable.text()));
    if (!below) {
      return false;
    }
    var above = p.tokens.get(over + 1);
    var d = p.tokens.get(under + 1);
    if (d.isCommand("partial") || above.isCommand("partial")) {
      return above.isCommand("partial") || above.text().equals("d");
    }
    if (!above.text().equals(d.text()) || above.kind() != Kind.NAME) {
      return false;
    }
    var second = p.tokens.get(over + 2);
    return !second.is("_") && !second.is("+") && !second.is("-") && !second.is("*")
        && !(p.names.isVariable(above.text()) && !p.names.isVariable(variable.text()));
  }

  private static boolean isD(LatexParser p, int i) {
    var t = p.tokens.get(i);
    return t.isCommand("partial") || t.kind() == Kind.NAME && (t.text().equals("d") || t.text().equals("delta"))
        && !p.names.isVariable("d_" + t.text());
  }

  /** The index of the slash in {@code dy/dx}, or −1. */
  private static int inlineSlash(LatexParser p) {
    boolean partial = p.peek().isCommand("partial");
    if (!partial && (!p.peek().text().equals("d") || p.names.isVariable("d"))) {
      return -1;
    }
    int i = p.at + 1;
    if (p.tokens.get(i).is("^")) {
      i = p.skip(i + 1);
    }
    if (!p.tokens.get(i).is("/")) {
      if (p.tokens.get(i).kind() == Kind.COMMAND) {
        i++; // an accent
      }
      i = p.afterScripts(p.skip(i));
    }
    if (!p.tokens.get(i).is("/")) {
      return -1;
    }
    var d = p.tokens.get(i + 1);
    boolean below = partial ? d.isCommand("partial") : d.kind() == Kind.NAME && d.text().equals("d") && d.text().equals(p.peek().text());
    return below && i + 2 < p.tokens.size() && (p.tokens.get(i + 2).kind() == Kind.NAME || p.tokens.get(i + 2).kind() == Kind.COMMAND) ? i : -1;
  }

  static Term.Derivative read(LatexParser p) {
    var t = p.peek();
    if (t.isCommand("nabla")) {
      return nabla(p);
    }
    if (t.isCommand("partial") && p.peek(1).is("_")) {
      p.next();
      p.next();
      int start = t.start();
      var by = Subscripts.pieces(p.argument("∂"));
      return new Term.Derivative(null, List.copyOf(by), by.size(), false, p.from(start));
    }
    return p.nested(() -> t.kind() == Kind.COMMAND && t.text().endsWith("frac") ? fraction(p) : inline(p));
  }

  private static Term.Derivative nabla(LatexParser p) {
    int start = p.next().start();
    int order = order(p);
    List<Term> by = List.of();
    if (p.accept("_")) {
      by = List.of(p.argument("∇"));
    }
    if (order == 1) {
      order = order(p);
    }
    return new Term.Derivative(null, by, order, true, p.from(start));
  }

  private static Term.Derivative fraction(LatexParser p) {
    int start = p.next().start();
    if (!p.accept("{")) {
      throw p.error("expected '{' after \\frac", "write \\frac{\\partial J}{\\partial w}");
    }
    var derivative = p.bracketed(() -> {
      var d = p.next();
      int order = order(p);
      Term body = p.peek().is("}") ? null : p.sum();
      p.expect("}", "after what is differentiated");
      p.expect("{", "before the variable of the derivative");
      var by = variables(p, d, order, true);
      p.expect("}", "after the variable of the derivative");
      return new Term.Derivative(body, by, order, false, p.from(start));
    });
    return derivative;
  }

  private static Term.Derivative inline(LatexParser p) {
    int start = p.peek().start();
    var d = p.next();
    int order = order(p);
    Term body = p.peek().is("/") ? null : p.factor();
    p.expect("/", "between what is differentiated and the variable");
    return new Term.Derivative(body, variables(p, d, order, false), order, false, p.from(start));
  }

  /**
   * {@code \partial w_j \partial w_k}, {@code dx^2}, {@code d(z/T)}: each variable as often as it is taken. Where the powers
   * below are more than the order above, they belong to the variables: {@code \partial\ell / \partial\sigma^2}.
   */
  private static List<Term> variables(LatexParser p, Token above, int orderAbove, boolean braced) {
    var by = new ArrayList<Term>();
    var powers = new ArrayList<Term>();
    do {
      var d = p.peek();
      boolean sign = d.isCommand("partial") || d.kind() == Kind.NAME && (d.text().equals("d") || d.text().equals(above.text()));
      if (sign && p.peek(1).kind() != Kind.END && !p.peek(1).is("}")) {
        p.next();
      }
      int power = order(p); // ∂^2 x below is a slip for ∂x^2
      var variable = variable(p);
      powers.addAll(Collections.nCopies(power, variable));
      int times = power;
      if (variable instanceof Term.Scripted s && s.sup() instanceof Term.Number n && n.text().matches("[2-9]")
          && !(orderAbove == 1 && s.base() instanceof Term.Name base && p.names.above(base.text(), n) != Names.Above.POWER)) {
        times = Integer.parseInt(n.text());
        variable = s.sub() == null && s.primes() == 0 ? s.base() : new Term.Scripted(s.base(), s.sub(), null, s.primes(), s.span());
      }
      by.addAll(Collections.nCopies(times, variable));
    } while (braced ? !p.peek().is("}") && p.peek().kind() != Kind.END : p.peek().isCommand("partial"));
    return by.size() > orderAbove && powers.size() == orderAbove ? powers : by;
  }

  private static Term variable(LatexParser p) {
    if (!p.startsOperand() && !p.peek().isCommand("partial")) {
      throw p.error("expected by what the derivative is taken, not " + p.found());
    }
    return p.factor();
  }

  private static int order(LatexParser p) {
    if (!p.peek().is("^")) {
      return 1;
    }
    boolean brace = p.peek(1).is("{");
    var number = p.peek(brace ? 2 : 1);
    if (number.kind() != Kind.NUMBER || number.text().length() != 1 || number.text().equals("0")) {
      throw p.error("expected the order of the derivative", "write \\frac{d^2 f}{dx^2}");
    }
    p.at += brace ? 4 : 2;
    return Integer.parseInt(number.text());
  }
}
