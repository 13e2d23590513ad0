package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.notation.Token.Kind;

/** Reads plain text, ASCII or Unicode: {@code -log σ((2y-1)z)}, {@code d/dz f}, {@code x²}, {@code sum(x[i],i,1,n)}. */
public final class PlainReader extends TermParser {

  private PlainReader(String source, Names names) {
    super(PlainLexer.tokens(source), names);
  }

  /** The term that the whole text says. Throws {@link NotationException} if it does not read. */
  public static Term read(String source, Names names) {
    var reader = new PlainReader(source, names);
    if (reader.peek().kind() == Kind.END) {
      throw new NotationException("there is nothing to read", 0, "write a formula");
    }
    return reader.whole();
  }

  public static Term read(String source) {
    return read(source, Names.NONE);
  }

  /** The expression that the text means. Throws {@link NotationException} if it does not read. */
  public static Expr parse(String source, Names names) {
    return Elaborator.elaborate(read(source, names), names).expr();
  }

  public static Expr parse(String source) {
    return parse(source, Names.NONE);
  }

  @Override
  boolean latex() {
    return false;
  }

  @Override
  boolean startsOperand() {
    var t = peek();
    return switch (t.kind()) {
      case NUMBER, NAME, FUNCTION -> true;
      case SYMBOL -> switch (t.text()) {
        case "(", "[", "{", "|", "||", "lfloor", "lceil", "sqrt", "nabla", "partial" -> true;
        default -> false;
      };
      case COMMAND, WORDS, END -> false;
    };
  }

  @Override
  Term operand() {
    var t = peek();
    if (t.kind() == Kind.NUMBER) {
      next();
      return new Term.Number(t.text(), t.span());
    }
    if (t.kind() == Kind.NAME) {
      next();
      return new Term.Name(t.text(), t.span());
    }
    return switch (t.text()) {
      case "sqrt" -> {
        next();
        yield nested(() -> new Term.Root(null, startsOperand() ? operand() : fail(), from(t.start())));
      }
      case "[" -> matrix();
      case "partial" -> throw error("expected a derivative after ∂", "write ∂J/∂w or D(J,w)");
      default -> group();
    };
  }

  /** {@code sum_k y_k}: a sum over k of the product that follows; alone it is a name. */
  @Override
  Term big() {
    var sign = peek();
    if (sign.kind() != Kind.NAME || !isBig(sign.text())) {
      return null;
    }
    next();
    if (!startsOperand()) {
      at--;
      return null;
    }
    var index = new Term.Name(sign.text().substring(sign.text().indexOf('_') + 1), sign.span());
    return nested(() -> new Term.Big(sign.text().startsWith("prod"), index, null, product(), from(sign.start())));
  }

  private static boolean isBig(String name) {
    int mark = name.startsWith("sum_") ? 3 : name.startsWith("prod_") ? 4 : -1;
    return mark > 0 && name.length() == mark + 2 && Character.isLetter(name.charAt(mark + 1)) && name.charAt(mark + 1) < 128;
  }

  private Term fail() {
    throw error("expected what the root is taken of, not " + found());
  }

  /** {@code [[a,b],[c,d]]} is a matrix; {@code [a+b]} a group; {@code [a,b]} a row. */
  private Term matrix() {
    if (!peek(1).is("[")) {
      return group();
    }
    int after = skip(at + 1);
    if (!tokens.get(after).is("]") && !tokens.get(after).is(",")) {
      return group(); // [[x]+1]
    }
    int start = next().start();
    var rows = new ArrayList<List<Term>>();
    do {
      if (!peek().is("[")) {
        throw error("expected another row of the matrix, not " + found(), "write [[a,b],[c,d]]");
      }
      rows.add(arguments());
    } while (accept(","));
    expect("]", "to close the matrix");
    return new Term.Matrix(rows, from(start));
  }

  @Override
  Term headScripts(Term.Name name) {
    Term head = primes(name);
    // sin^2 x and sin^2(x), but not before anything else
    if (peek().is("^") && FunctionNames.prefix(name.text()) != null
        && (peek(1).kind() == Kind.NUMBER || peek(1).is("{") || peek(1).is("-"))) {
      next();
      var sup = exponent();
      int primes = head instanceof Term.Scripted s ? s.primes() : 0;
      return new Term.Scripted(name, null, sup, primes, from(name.span().start()));
    }
    return head;
  }

  private Term primes(Term base) {
    int count = 0;
    int start = base.span().start();
    while (peek().is("'")) {
      next();
      count++;
    }
    return count == 0 ? base : new Term.Scripted(base, null, null, count, from(start));
  }

  @Override
  Term scripts(Term base) {
    var term = indices(primes(base));
    term = factorials(term);
    if (peek().is("^")) {
      next();
      var sup = exponent();
      return factorials(new Term.Scripted(term, null, sup, 0, from(base.span().start())));
    }
    return evaluated(term);
  }

  private Term factorials(Term term) {
    for (int i = 0; accept("!"); i++) {
      if (i == MAX_DEPTH) {
        throw error("more than " + MAX_DEPTH + " factorials");
      }
      term = new Term.Factorial(term, from(term.span().start()));
    }
    return term;
  }

  private Term evaluated(Term term) {
    if (peek().is("|") && peek(1).is("_")) {
      next();
      next();
      var point = peek().is("{") || peek().is("(") ? ((Term.Group) group()).body() : chain();
      return new Term.Evaluated(term, point, from(term.span().start()));
    }
    return term;
  }

  /** {@code x[i,j]__l}: subscripts between brackets right after a name, index superscripts after two underscores. */
  private Term indices(Term base) {
    if (base instanceof Term.Call || base instanceof Term.Group g && g.fence() == Term.Fence.PAREN) {
      return component(base);
    }
    if (!(base instanceof Term.Name) && !(base instanceof Term.Scripted)) {
      return base;
    }
    Term sub = null;
    Term sup = null;
    if (peek().is("[") && peek().start() == base.span().end()) {
      sub = new Term.Group(Term.Fence.BRACKET, new Term.Sequence(arguments(), base.span()), base.span());
    }
    var sups = new ArrayList<Term>();
    while (peek().is("__")) {
      next();
      if (!startsOperand()) {
        throw error("expected an index after '__', not " + found());
      }
      sups.add(operand());
    }
    if (!sups.isEmpty()) {
      sup = new Term.Group(Term.Fence.BRACKET, new Term.Sequence(sups, from(base.span().start())), from(base.span().start()));
    }
    return sub == null && sup == null ? base : new Term.Scripted(base, sub, sup, 0, from(base.span().start()));
  }

  /** {@code softmax(z)[k]}, {@code (A*x)_i}: an entry of a value. */
  private Term component(Term base) {
    if (peek().start() != base.span().end()) {
      return base;
    }
    if (peek().is("[")) {
      var sub = arguments();
      return new Term.Scripted(base, new Term.Group(Term.Fence.BRACKET, new Term.Sequence(sub, base.span()), base.span()), null, 0,
          from(base.span().start()));
    }
    if (!peek().is("_") || !peek(1).is("{") && peek(1).kind() != Kind.NAME && peek(1).kind() != Kind.NUMBER) {
      return base;
    }
    next();
    int start = peek().start();
    var sub = peek().is("{") ? arguments() : letters(next());
    return new Term.Scripted(base, new Term.Sequence(sub, from(start)), null, 0, from(base.span().start()));
  }

  /** {@code _ij} says i and j. */
  private static List<Term> letters(Token label) {
    if (label.kind() == Kind.NUMBER) {
      return List.of(new Term.Number(label.text(), label.span()));
    }
    var pair = label.text().matches("[a-zA-Z]{2}") ? List.of(label.text().split("")) : List.of(label.text());
    return pair.stream().<Term>map(letter -> new Term.Name(letter, label.span())).toList();
  }

  /** An exponent: a sign, then a factor; powers associate to the right. */
  private Term exponent() {
    return nested(() -> {
      int start = peek().start();
      boolean negative = accept("-");
      if (!negative) {
        accept("+");
      }
      if (peek().is("-")) {
        var inner = exponent();
        return negative ? new Term.Negative(inner, from(start)) : inner;
      }
      var power = factor();
      var signed = negative ? new Term.Negative(power, from(start)) : power;
      // The brace says: a power, and nothing else that a superscript might mean.
      return signed instanceof Term.Group g && g.fence() == Term.Fence.BRACE
          ? g.body() instanceof Term.Name n && n.text().equals("T") ? n : g
          : new Term.Group(Term.Fence.BRACE, signed, from(start));
    });
  }

  @Override
  boolean startsDerivative() {
    return PlainDerivatives.startsAt(this);
  }

  @Override
  Term.Derivative derivative() {
    return PlainDerivatives.read(this);
  }
}
