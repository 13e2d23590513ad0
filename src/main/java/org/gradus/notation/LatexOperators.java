package org.gradus.notation;

import java.util.ArrayList;
import org.gradus.notation.Token.Kind;

/** Roots, sums, products, limits and integrals in LaTeX. */
final class LatexOperators {

  private final LatexParser p;

  LatexOperators(LatexParser p) {
    this.p = p;
  }

  Term root() {
    int start = p.next().start();
    Term degree = null;
    if (p.accept("[")) {
      degree = p.bracketed(p::sum);
      p.expect("]", "after the degree of the root");
    }
    return new Term.Root(degree, p.argument("the root"), p.from(start));
  }

  Term big() {
    var sign = p.next();
    Term under = null;
    Term over = null;
    while (p.peek().is("_") || p.peek().is("^")) {
      if (p.next().is("_")) {
        under = p.argument("the sum");
      } else {
        over = p.argument("the sum");
      }
    }
    var body = p.signedProduct();
    return new Term.Big(sign.text().equals("prod"), under, over, body, p.from(sign.start()));
  }

  Term integral() {
    int start = p.next().start();
    Term lower = null;
    Term upper = null;
    while (p.peek().is("_") || p.peek().is("^")) {
      if (p.next().is("_")) {
        lower = p.argument("the integral");
      } else {
        upper = p.argument("the integral");
      }
    }
    if ((lower == null) != (upper == null)) {
      throw p.error("an integral has two limits or none");
    }
    var body = p.integrand();
    if (!(p.peek().kind() == Kind.NAME && p.peek().text().equals("d"))) {
      throw p.error("expected 'dx' at the end of the integral, not " + p.found(), "write \\int f(x)\\,dx");
    }
    p.next();
    var variable = p.next();
    return new Term.Integral(body, new Term.Name(variable.text(), variable.span()), lower, upper, p.from(start));
  }

  Term limit() {
    int start = p.next().start();
    if (!p.accept("_") || !p.accept("{")) {
      throw p.error("expected what tends to what below the limit", "write \\lim_{z \\to \\infty}");
    }
    var variable = p.product();
    p.expect("->", "below the limit");
    int side = side();
    if (p.peek().isCommand("pm")) {
      p.next();
      side = Term.Limit.EITHER_END;
    }
    Term to = p.sum();
    if (p.peek().is("^+") || p.peek().is("^-")) {
      side = p.next().text().equals("^+") ? 1 : -1;
    }
    p.expect("}", "after the limit point");
    var body = p.signedProduct();
    return new Term.Limit(variable, to, side, body, p.from(start));
  }

  /** Marks {@code 0^+}, {@code 0^{-}}; {@code +0} and {@code -0} are sides too, {@code +1} is 1. */
  private int side() {
    int level = 0;
    var tokens = p.tokens;
    for (int i = p.at; i < tokens.size() - 1; i++) {
      var t = tokens.get(i);
      if (t.is("{")) {
        level++;
      } else if (t.is("}") && --level < 0) {
        break;
      }
      if (level == 0 && t.is("^")) {
        boolean brace = tokens.get(i + 1).is("{");
        var sign = tokens.get(brace ? i + 2 : i + 1);
        var after = tokens.get(brace ? i + 3 : i + 2);
        if ((sign.is("+") || sign.is("-")) && after.is("}")) {
          var marks = new ArrayList<>(tokens.subList(0, i));
          marks.add(new Token(Kind.SYMBOL, "^" + sign.text(), t.start(), sign.end()));
          marks.addAll(tokens.subList(brace ? i + 4 : i + 2, tokens.size()));
          tokens.clear();
          tokens.addAll(marks);
          return 0;
        }
      }
    }
    boolean zero = p.peek(1).kind() == Kind.NUMBER && p.peek(1).text().equals("0") && p.peek(2).is("}");
    return zero && p.peek().is("+") ? 1 : zero && p.peek().is("-") ? -1 : 0;
  }
}
