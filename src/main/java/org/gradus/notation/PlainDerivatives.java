package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Token.Kind;

/** Derivatives in plain text: {@code d/dz f}, {@code dy/dx}, {@code ∂J/∂z}, {@code d²f/dx²}, {@code ∇_w J}. */
final class PlainDerivatives {

  private PlainDerivatives() {}

  static boolean startsAt(PlainReader p) {
    var t = p.peek();
    return t.is("nabla") || t.is("partial") || t.kind() == Kind.NAME && t.text().startsWith("d") && isFraction(p);
  }

  /** {@code d/dx}, {@code d^2/dx^2}, {@code d(…)/dx}, {@code dy/dx}: a d above and a d below, told by the tokens. */
  private static boolean isFraction(PlainReader p) {
    var text = p.peek().text();
    if (p.names.isVariable(text) || text.startsWith("d_") || text.length() > 3 && !text.contains("_")) {
      return false;
    }
    int i = p.at + 1;
    if (p.tokens.get(i).is("^")) {
      i = p.skip(i + 1);
    }
    if (text.equals("d") && !p.tokens.get(i).is("/")) {
      i = p.skip(i);
      if (p.tokens.get(i).is("(") && p.tokens.get(i - 1).kind() == Kind.NAME) {
        i = p.skip(i);
      }
    }
    if (!p.tokens.get(i).is("/")) {
      return false;
    }
    var below = p.tokens.get(p.tokens.get(i + 1).is("(") ? i + 2 : i + 1);
    return below.kind() == Kind.NAME && below.text().startsWith("d") && below.text().length() > 1 && below.text().charAt(1) != '_' && !p.names.isVariable(below.text());
  }

  /** The derivative that starts here, with a null body if it is an operator. */
  static Term.Derivative read(PlainReader p) {
    return p.peek().is("nabla") ? nabla(p) : fraction(p);
  }

  private static Term.Derivative fraction(PlainReader p) {
    int start = p.peek().start();
    boolean partial = p.peek().is("partial");
    var first = p.next();
    int order = order(p);
    Term body = null;
    if (!partial && first.text().length() > 1) {
      body = new Term.Name(first.text().substring(1), first.span());
    } else if (!p.peek().is("/")) {
      body = p.factor();
    }
    if (!p.accept("/")) {
      throw p.error("expected '/' and by what the derivative is taken, not " + p.found(), "write ∂J/∂w or D(J,w)");
    }
    boolean bracket = p.accept("(");
    var by = new ArrayList<Term>();
    do {
      var variable = variable(p, partial);
      if (variable == null) {
        throw p.error("expected by what the derivative is taken, not " + p.found(), "write ∂J/∂w or D(J,w)");
      }
      int times = order(p);
      for (int i = 0; i < times; i++) {
        by.add(variable);
      }
    } while (bracket ? !p.peek().is(")") : partial && p.peek().is("partial") && by.size() < order);
    if (bracket) {
      p.expect(")", "after the variables of the derivative");
    }
    return new Term.Derivative(body, by, order, false, p.from(start));
  }

  private static Term variable(PlainReader p, boolean partial) {
    var t = p.peek();
    if (partial) {
      if (!t.is("partial")) {
        return null;
      }
      p.next();
      if (p.peek().kind() == Kind.NAME) {
        return indexed(p, new Term.Name(p.peek().text(), p.next().span()));
      }
      return p.peek().is("(") ? p.group() : null;
    }
    if (t.kind() != Kind.NAME || !t.text().startsWith("d")) {
      return null;
    }
    p.next();
    if (t.text().length() == 1) {
      return p.peek().is("(") ? p.group()
          : p.peek().kind() == Kind.NAME ? indexed(p, new Term.Name(p.peek().text(), p.next().span())) : null;
    }
    return indexed(p, new Term.Name(t.text().substring(1), new Span(t.start() + 1, t.end())));
  }

  private static Term indexed(PlainReader p, Term.Name name) {
    return p.peek().is("[") ? new Term.Scripted(name,
        new Term.Group(Term.Fence.BRACKET, new Term.Sequence(p.arguments(), name.span()), name.span()), null, 0,
        p.from(name.span().start())) : name;
  }

  private static int order(PlainReader p) {
    if (!p.peek().is("^")) {
      return 1;
    }
    boolean brace = p.peek(1).is("{");
    var number = p.peek(brace ? 2 : 1);
    if (number.kind() != Kind.NUMBER || number.text().length() > 2 || number.text().contains(".")) {
      return 1;
    }
    p.at += brace ? 4 : 2;
    return Integer.parseInt(number.text());
  }

  private static Term.Derivative nabla(PlainReader p) {
    int start = p.next().start();
    int order = order(p);
    var by = new ArrayList<Term>();
    if (p.accept("_")) {
      by.add(p.operand());
    }
    return new Term.Derivative(null, List.copyOf(by), order, true, p.from(start));
  }
}
