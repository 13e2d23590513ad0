package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Term.Fence;
import org.gradus.notation.Token.Kind;

/** Parses one member, or one chain, of a LaTeX formula. */
final class LatexParser extends TermParser {

  private int integrals;
  private final LatexOperators operators = new LatexOperators(this);

  /** @param tokens without row ends and the like; the last one is the end */
  LatexParser(List<Token> tokens, Names names) {
    super(new ArrayList<>(tokens), names);
  }

  @Override
  boolean latex() {
    return true;
  }

  @Override
  boolean namesAlone() {
    // \frac{\delta Tanh}{\delta x}: a name for the value of the function
    return peek().is("}") || peek().is(")");
  }

  @Override
  boolean isBig(Token t) {
    return t.kind() == Kind.COMMAND && (t.text().equals("sum") || t.text().equals("prod") || t.text().equals("int") || t.text().equals("lim"));
  }

  @Override
  boolean startsOperand() {
    var t = peek();
    return switch (t.kind()) {
      case NUMBER, FUNCTION -> true;
      case NAME -> !(integrals > 0 && isDifferential());
      case SYMBOL -> switch (t.text()) {
        case "(", "[", "{", "\\{", "|", "||", "<|", "<||", "lfloor", "lceil", "langle", "sqrt" -> true;
        default -> false;
      };
      case COMMAND -> LatexLexer.OPERANDS.contains(t.text()) || LatexCommands.ACCENTS.containsKey(t.text())
          || t.text().startsWith("begin:");
      case WORDS, END -> false;
    };
  }

  /** The d that was read and the name behind it may be one name. */
  @Override
  Token whole(Token d) {
    if (integrals > 0 || !d.text().equals("d") || peek().kind() != Kind.NAME || !names.isGradient(peek().text())) {
      return d;
    }
    var base = next();
    return new Token(Kind.NAME, d.text() + base.text(), d.start(), base.end());
  }

  private boolean isDifferential() {
    return peek().text().equals("d") && peek(1).kind() == Kind.NAME;
  }

  @Override
  NotationException unexpected() {
    var t = peek();
    if (t.kind() == Kind.COMMAND) {
      if (t.text().startsWith("unknown ")) {
        return error("cannot read '" + t.text().substring(8) + "'");
      }
      return switch (t.text()) {
        case "&", "\\\\" -> error("a row or column ends here, inside the formula", "close what is open before it");
        case "pm", "mp" -> error("'±' stands for two values", "write both: x = 1 or x = -1");
        case "quad" -> error("did not expect a gap here");
        case "over" -> error("\\over needs braces around it", "write \\frac{a}{b}");
        default -> error(t.text().startsWith("end:") ? "\\end{" + t.text().substring(4) + "} ends nothing here"
            : "gradus does not know \\" + t.text(), "define it with \\newcommand, or write it in other words");
      };
    }
    if (t.kind() == Kind.WORDS) {
      return error("did not expect the words '" + t.text() + "' inside an expression", "put words between formulas");
    }
    return super.unexpected();
  }

  @Override
  Term operand() {
    var t = peek();
    return switch (t.kind()) {
      case NUMBER -> {
        next();
        yield indicator(t) ? indicatorOf(t) : new Term.Number(t.text(), t.span());
      }
      case NAME, FUNCTION -> {
        next();
        yield new Term.Name(t.text(), t.span());
      }
      case COMMAND -> command(t);
      case SYMBOL -> t.is("{") ? brace() : t.is("sqrt") ? operators.root() : group();
      case WORDS, END -> throw unexpected();
    };
  }

  private Term command(Token t) {
    var accent = LatexCommands.ACCENTS.get(t.text());
    if (accent != null) {
      next();
      return nested(() -> accented(argument("the accent"), accent, t));
    }
    return nested(() -> switch (t.text()) {
      case "frac", "dfrac", "tfrac", "cfrac" -> {
        next();
        var over = argument("the fraction");
        yield new Term.Fraction(over, argument("the fraction's denominator"), from(t.start()));
      }
      case "binom", "dbinom", "tbinom" -> {
        next();
        var n = argument("\\binom");
        yield new Term.Call(new Term.Name("binomial", t.span()), List.of(n, argument("\\binom")), true, from(t.start()));
      }
      case "sqrt" -> operators.root();
      case "sum", "prod" -> operators.big();
      case "int" -> operators.integral();
      case "lim" -> operators.limit();
      case "dots" -> {
        next();
        yield new Term.Dots(t.span());
      }
      default -> {
        if (t.text().startsWith("begin:")) {
          yield new LatexEnvironments(this).read();
        }
        throw unexpected();
      }
    });
  }

  private Term accented(Term under, String accent, Token command) {
    return switch (under) {
      case Term.Name n -> new Term.Name(n.text() + accent, from(command.start()));
      case Term.Scripted s when s.sup() instanceof Term.Number && accent.equals("bar") ->
          throw new NotationException("the mean of a power is not the power of a mean", command.start(), "write a sum, or (\\bar x)^2");
      case Term.Scripted s when s.base() instanceof Term.Name n ->
          new Term.Scripted(new Term.Name(n.text() + accent, n.span()), s.sub(), s.sup(), s.primes(), from(command.start()));
      case Term.Group g -> accented(g.body(), accent, command);
      case Term.Product p when Labels.text(p) != null -> new Term.Name(Labels.text(p) + accent, from(command.start()));
      default -> throw new NotationException("an accent belongs over a name", command.start(), "name the expression");
    };
  }

  /** An argument as TeX takes it: a group in braces, or the next token. */
  Term argument(String of) {
    return nested(() -> {
      var t = peek();
      if (t.is("{")) {
        return brace() instanceof Term.Group g ? g.body() : unexpectedBrace();
      }
      if (t.kind() == Kind.NUMBER) {
        splitNumber();
        next();
        return new Term.Number(peek(-1).text(), peek(-1).span());
      }
      if (t.kind() == Kind.NAME || t.kind() == Kind.FUNCTION) {
        next();
        return new Term.Name(t.text(), t.span());
      }
      if (!startsOperand()) {
        throw error("expected the argument of " + of + ", not " + found(), "write it between braces");
      }
      return operand();
    });
  }

  private Term unexpectedBrace() {
    throw error("expected an expression between braces");
  }

  @Override
  Token peek(int ahead) {
    return tokens.get(Math.max(0, Math.min(at + ahead, tokens.size() - 1)));
  }

  /** Outside braces TeX takes one digit. */
  private void splitNumber() {
    var t = peek();
    if (t.text().length() > 1 && t.text().indexOf('.') < 0) {
      tokens.set(at, new Token(Kind.NUMBER, t.text().substring(0, 1), t.start(), t.start() + 1));
      var rest = t.text().substring(1);
      tokens.add(at + 1, new Token(Kind.NUMBER, rest, t.start() + 1, t.end()));
    }
  }

  /** A group in braces; {@code {a \over b}} is a fraction. */
  Term brace() {
    return nested(() -> bracketed(() -> {
      var open = next();
      if (peek().is("}")) {
        throw error("there is nothing between these braces");
      }
      Term body = list();
      if (peek().isCommand("over")) {
        next();
        body = new Term.Fraction(body, list(), from(open.start()));
      }
      if (!accept("}")) {
        throw peek().kind() == Kind.END ? new NotationException("'{' is never closed", open.start(), "add '}'") : unexpected();
      }
      return new Term.Group(Fence.BRACE, body, from(open.start()));
    }));
  }

  // --- indicators ---

  /** Whether a 1 starts an indicator: {@code 1_{j=y}}, {@code 1\{y=k\}}. */
  private boolean indicator(Token one) {
    return one.text().equals("1") && (peek().is("_") && holdsRelation(at + 1)
        || (peek().is("\\{") || peek().is("[") || peek().is("(")) && holdsRelation(at));
  }

  private boolean holdsRelation(int open) {
    int end = skip(open);
    int level = 0;
    for (int i = open; i < end; i++) {
      var t = tokens.get(i);
      if (t.is("{") || t.is("(") || t.is("[") || t.is("\\{")) {
        level++;
      } else if (t.is("}") || t.is(")") || t.is("]") || t.is("\\}")) {
        level--;
      } else if (level == 1 && Relations.kind(t) != null) {
        return true;
      }
    }
    return false;
  }

  private Term indicatorOf(Token name) {
    accept("_");
    var condition = group();
    return new Term.Call(new Term.Name("indicator", name.span()), List.of(condition), true, from(name.start()));
  }

  // --- functions ---

  @Override
  boolean opensArguments(Token function) {
    boolean known = function.kind() == Kind.FUNCTION || FunctionNames.beforeBracket(function.text(), true) != null
        || function.text().equals("indicator") || names.isFunction(function.text()) || isMoment(function);
    return peek().is("(") || known && (peek().is("[") || peek().is("\\{"));
  }

  @Override
  Term headScripts(Term.Name name) {
    if (name.text().equals("indicator") && peek().is("_")) {
      return name;
    }
    Term sub = null;
    Term sup = null;
    int primes = 0;
    int start = name.span().start();
    while (true) {
      if (peek().is("'")) {
        next();
        primes++;
      } else if (peek().is("_") && sub == null) {
        next();
        sub = subscript();
      } else if (peek().is("^") && sup == null) {
        next();
        int before = primesAhead();
        if (before > 0) {
          primes += before;
        } else {
          sup = superscript();
        }
      } else if (peek().is("_") || peek().is("^")) {
        throw error("a second " + (peek().is("_") ? "subscript" : "superscript") + " on the same name", "put both between one pair of braces");
      } else {
        break;
      }
    }
    return sub == null && sup == null && primes == 0 ? name : new Term.Scripted(name, sub, sup, primes, from(start));
  }

  /** {@code ^\prime}, {@code ^{\prime\prime}}: how many; nothing read if none. */
  private int primesAhead() {
    int i = at;
    boolean brace = tokens.get(i).is("{");
    if (brace) {
      i++;
    }
    int count = 0;
    while (tokens.get(i).kind() == Kind.NAME && tokens.get(i).text().equals("prime")) {
      i++;
      count++;
    }
    if (count == 0 || brace && !tokens.get(i).is("}")) {
      return 0;
    }
    at = brace ? i + 1 : i;
    return count;
  }

  private Term subscript() {
    boolean braces = peek().is("{") && (peek(1).is("+") || peek(1).is("-")) && peek(2).is("}");
    if (braces || (peek().is("+") || peek().is("-")) && peek(1).kind() != Kind.NUMBER) { // TeX takes the sign alone
      var sign = tokens.get(braces ? at + 1 : at);
      at += braces ? 3 : 1;
      return new Term.Name(sign.text(), sign.span());
    }
    return argument("the subscript");
  }

  private Term superscript() {
    var t = peek();
    if (t.is("*") || t.is("{") && peek(1).is("*") && peek(2).is("}")) {
      at += t.is("*") ? 1 : 3;
      return new Term.Name("*", t.span());
    }
    if (isMark(t)) {
      at += t.is("{") ? 3 : 1;
      return new Term.Name(t.is("{") ? tokens.get(at - 2).text() : t.text(), t.span());
    }
    if (t.is("{") && (peek(1).is("*") || peek(2).is("*") && peek(3).is("}"))) {
      return starred();
    }
    if (t.kind() == Kind.NUMBER) {
      next(); // x^10: nobody means x^1 0
      return new Term.Number(t.text(), t.span());
    }
    if (t.is("-") || t.is("+")) {
      next(); // e^-x: read as e^{-x}
      return nested(() -> {
        var body = factor();
        return t.is("-") ? new Term.Negative(body, from(t.start())) : body;
      });
    }
    return argument("the superscript");
  }

  /** {@code w^+}, {@code x^{-}}: a sign that nothing follows is a mark on the name. */
  private boolean isMark(Token t) {
    if (t.is("{")) {
      return (peek(1).is("+") || peek(1).is("-")) && peek(2).is("}");
    }
    var behind = peek(1);
    return (t.is("+") || t.is("-")) && (behind.kind() == Kind.END || behind.kind() == Kind.SYMBOL && !behind.is("(") && !behind.is("{") && !behind.is("["));
  }

  /** {@code {*\\top}}, {@code {\\top *}}: a star beside another superscript. */
  private Term starred() {
    return nested(() -> {
      var open = next();
      boolean first = peek().is("*");
      var parts = new ArrayList<Term>();
      parts.add(first ? star() : operand());
      parts.add(first ? operand() : star());
      var close = peek();
      if (!close.is("}")) {
        throw error("expected '}' behind the superscript, not " + found(), null);
      }
      next();
      return new Term.Product(parts, List.of(Term.Sign.NONE, Term.Sign.NONE), new Span(open.start(), close.end()));
    });
  }

  private Term star() {
    var t = next();
    return new Term.Name("*", t.span());
  }

  @Override
  Term scripts(Term base) {
    Term term = base;
    if (base instanceof Term.Name n && n.text().equals("indicator")) {
      return scriptsOf(indicatorAfter(n));
    }
    return scriptsOf(term);
  }

  private Term indicatorAfter(Term.Name n) {
    if (peek().is("_") || peek().is("[") || peek().is("\\{") || peek().is("{")) {
      return indicatorOf(new Token(Kind.NAME, "indicator", n.span().start(), n.span().end()));
    }
    return n;
  }

  private Term scriptsOf(Term base) {
    var term = base instanceof Term.Scripted s && s.base() instanceof Term.Name ? base : plainScripts(base);
    for (int i = 0; peek().is("!"); i++) {
      if (i == MAX_DEPTH) {
        throw error("more than " + MAX_DEPTH + " factorials");
      }
      next();
      term = new Term.Factorial(term, from(base.span().start()));
    }
    if (term instanceof Term.Factorial && peek().is("^")) {
      term = plainScripts(term);
    }
    while (peek().is("|") && peek(1).is("_")) {
      int start = base.span().start();
      next();
      next();
      term = new Term.Evaluated(term, argument("the evaluation bar"), from(start));
    }
    return term;
  }

  /** Scripts on what is not a name. */
  private Term plainScripts(Term base) {
    if (!peek().is("_") && !peek().is("^") && !peek().is("'")) {
      return base;
    }
    var scripted = headScripts(new Term.Name("", base.span()));
    return scripted instanceof Term.Scripted s ? new Term.Scripted(base, s.sub(), s.sup(), s.primes(), s.span()) : base;
  }

  // --- derivatives ---

  @Override
  boolean startsDerivative() {
    return LatexDerivatives.startsAt(this);
  }

  @Override
  Term.Derivative derivative() {
    return LatexDerivatives.read(this);
  }

  /** Parses up to a differential. */
  Term integrand() {
    integrals++;
    try {
      return sum();
    } finally {
      integrals--;
    }
  }

  /** A product with the minus sign that may stand before it. */
  Term signedProduct() {
    int start = peek().start();
    boolean negative = false;
    while (peek().is("-") || peek().is("+")) {
      negative ^= next().is("-");
    }
    var body = product();
    return negative ? new Term.Negative(body, from(start)) : body;
  }
}
