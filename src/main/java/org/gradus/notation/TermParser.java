package org.gradus.notation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.expr.Functions;
import org.gradus.notation.Term.Fence;
import org.gradus.notation.Term.Sign;

/**
 * What the two notations have in common: relations, sums, products with and without signs, functions before their
 * arguments, scripts and primes. What an operand looks like is the notation's own.
 */
abstract class TermParser {

  /** No formula is longer. */
  static final int MAX_LENGTH = 100_000;
  /** No formula is nested deeper. */
  static final int MAX_DEPTH = 200;

  final List<Token> tokens;
  final Names names;
  int at;
  private int depth;
  private int openBars;
  /** How many of the arguments read last stand behind a bar. */
  private int conditions;
  private boolean barSeparates;
  /** Whether there is a bar anywhere. */
  private final boolean bars;
  /** Derivatives that were written as an operator before what they are taken of. */
  private final Set<Term> prefixed = Collections.newSetFromMap(new IdentityHashMap<>());

  TermParser(List<Token> tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
    this.bars = hasBars(tokens);
  }

  private static boolean hasBars(List<Token> tokens) {
    for (var t : tokens) {
      if (t.is("|") || t.is("||")) {
        return true;
      }
    }
    return false;
  }

  // --- what the notations supply ---

  /** An operand, without scripts. Called only where {@link #startsOperand} holds. */
  abstract Term operand();

  /** Whether an operand starts here. */
  abstract boolean startsOperand();

  /** Scripts, primes and factorials after an operand. */
  abstract Term scripts(Term base);

  /** Whether a derivative starts here; told by the tokens alone, without parsing. */
  abstract boolean startsDerivative();

  /** The derivative that starts here, with a null body if it is an operator. */
  abstract Term.Derivative derivative();

  /** Whether the notation is LaTeX, where letters stand alone. */
  abstract boolean latex();

  // --- tokens ---

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    var token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String symbol) {
    if (peek().is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  Token expect(String symbol, String why) {
    if (!peek().is(symbol)) {
      throw error("expected '" + symbol + "' " + why + ", not " + found());
    }
    return next();
  }

  String found() {
    var token = peek();
    return token.kind() == Token.Kind.END ? "the end of the formula" : "'" + token.text() + "'";
  }

  NotationException error(String message) {
    return new NotationException(message, peek().start());
  }

  NotationException error(String message, String hint) {
    return new NotationException(message, peek().start(), hint);
  }

  Span from(int start) {
    return new Span(start, at == 0 ? start : Math.max(start, tokens.get(at - 1).end()));
  }

  /** Everything that recurses goes through here, so that no input overflows the stack. */
  <T> T nested(Supplier<T> parse) {
    if (++depth > MAX_DEPTH) {
      throw error("the formula is nested more than " + MAX_DEPTH + " deep here", "name the inner parts");
    }
    try {
      return parse.get();
    } finally {
      depth--;
    }
  }

  /** Parses what stands between brackets: a bar in there is none of ours. */
  <T> T bracketed(Supplier<T> parse) {
    int bars = openBars;
    boolean separates = barSeparates;
    openBars = 0;
    barSeparates = false;
    try {
      return parse.get();
    } finally {
      openBars = bars;
      barSeparates = separates;
    }
  }

  // --- the grammar, from loose to tight ---

  /** The whole input. */
  Term whole() {
    var term = statement();
    if (peek().kind() != Token.Kind.END) {
      throw unexpected();
    }
    return term;
  }

  NotationException unexpected() {
    var t = peek();
    return switch (t.text()) {
      case ")", "]", "}", "\\}" -> error("'" + t.text() + "' closes nothing here", "check the brackets before it");
      default -> t.kind() == Token.Kind.END ? error("the formula ends where a value was expected")
          : error("did not expect " + found() + " here");
    };
  }

  /** Relations joined by "and" and "or". */
  Term statement() {
    return joined(true, () -> joined(false, this::chain));
  }

  private Term joined(boolean or, Supplier<Term> part) {
    int start = peek().start();
    var parts = new ArrayList<Term>();
    parts.add(part.get());
    while (peek().is(or ? "or" : "and")) {
      next();
      parts.add(part.get());
    }
    return parts.size() == 1 ? parts.getFirst() : new Term.Joined(or, parts, from(start));
  }

  /** Members with relations between them. */
  Term chain() {
    int start = peek().start();
    var members = new ArrayList<Term>();
    var relations = new ArrayList<Relation>();
    members.add(sum());
    while (Relations.kind(peek()) != null) {
      var sign = next();
      relations.add(new Relation(sign.text(), Relations.kind(sign), sign.span()));
      members.add(sum());
    }
    return relations.isEmpty() ? members.getFirst() : new Term.Chain(members, relations, from(start));
  }

  Term sum() {
    int start = peek().start();
    var terms = new ArrayList<Term>();
    var minus = new ArrayList<Boolean>();
    boolean negative = sign();
    do {
      terms.add(product());
      minus.add(negative);
      if (!peek().is("+") && !peek().is("-")) {
        break;
      }
      negative = sign();
    } while (true);
    return terms.size() == 1 && !minus.getFirst() ? terms.getFirst() : scoped(new Term.Sum(terms, minus, from(start)));
  }

  /** A sum behind an operator without brackets, {@code d/dx x² + 3x}: some mean the derivative of all of it. */
  private Term scoped(Term.Sum sum) {
    var first = sum.terms().getFirst();
    var lead = first instanceof Term.Product p ? p.factors().getFirst() : first;
    var d = prefixed(lead instanceof Term.Ambiguous a ? prefixed(a.usual()) != null ? a.usual() : a.other() : lead);
    if (d == null || sum.minus().getFirst()) {
      return sum;
    }
    var terms = new ArrayList<>(sum.terms());
    terms.set(0, d.body());
    if (first instanceof Term.Product p) { // ∇ xᵀAx / 2
      var factors = new ArrayList<>(p.factors());
      factors.set(0, d.body());
      terms.set(0, new Term.Product(factors, p.signs(), p.span()));
    }
    return new Term.Ambiguous(sum, new Term.Derivative(new Term.Sum(terms, sum.minus(), sum.span()), d.by(), d.order(), d.gradient(),
        sum.span()), "the derivative is taken of the first term only", sum.span());
  }

  /** The term as a derivative by an operator before it, of something that is not in brackets; null if it is none. */
  private Term.Derivative prefixed(Term t) {
    return t instanceof Term.Derivative d && prefixed.contains(d) && !(d.body() instanceof Term.Group) ? d : null;
  }

  /** Plus and minus signs in a row. */
  private boolean sign() {
    boolean negative = false;
    while (peek().is("+") || peek().is("-")) {
      negative ^= next().is("-");
    }
    return negative;
  }

  Term product() {
    return product(null);
  }

  /** @param operator the derivative that the product is taken of: the next derivative ends it; null if there is none */
  private Term product(Term.Derivative operator) {
    int start = peek().start();
    var factors = new ArrayList<Term>();
    var signs = new ArrayList<Sign>();
    factors.add(factor());
    signs.add(Sign.NONE);
    while (true) {
      int before = at;
      var sign = productSign();
      if (sign == null && !startsFactor()) {
        break;
      }
      if (operator != null && (startsDerivative() || sign == Sign.HADAMARD || sign == Sign.OUTER
          || sign != null && operator.gradient())) {
        at = before;
        break;
      }
      boolean negative = sign != null && sign();
      int s = peek().start();
      var factor = factor();
      factors.add(negative ? new Term.Negative(factor, from(s)) : factor);
      signs.add(sign == null ? Sign.NONE : sign);
    }
    return factors.size() == 1 ? factors.getFirst() : new Term.Product(factors, signs, from(start));
  }

  private Sign productSign() {
    var sign = switch (peek().kind() == Token.Kind.SYMBOL ? peek().text() : "") {
      case "*" -> Sign.TIMES;
      case "/" -> Sign.SLASH;
      case "odot" -> Sign.HADAMARD;
      case "otimes" -> Sign.OUTER;
      default -> null;
    };
    if (sign != null) {
      next();
    }
    return sign;
  }

  /** Whether another factor follows without a sign. A bar here closes one that is open. */
  boolean startsFactor() {
    return peek().is("|") || peek().is("||") ? openBars == 0 && !barSeparates && !peek(1).is("_") && startsOperand() : startsOperand();
  }

  Term factor() {
    if (startsDerivative()) {
      var derivative = derivative();
      return derivative.body() == null ? nested(() -> operator(derivative)) : scripts(derivative);
    }
    if (!startsOperand()) {
      throw peek().is("+") || peek().is("-") || Relations.kind(peek()) != null || peek().is("*") || peek().is("/")
          ? error("expected a value before " + found()) : unexpected();
    }
    var big = big();
    if (big != null) {
      return big;
    }
    if (peek().kind() == Token.Kind.NAME || peek().kind() == Token.Kind.FUNCTION) {
      return named();
    }
    int start = peek().start();
    var operand = operand();
    if (peek().is("(") && operand instanceof Term.Name n && names.isFunction(n.text())) {
      return scripts(new Term.Call(operand, arguments(), true, from(start)));
    }
    return scripts(operand);
  }

  /** A sum or product over an index that is written as a name; null if there is none here. */
  Term big() {
    return null;
  }

  /** Whether nothing but custom says that f is a function here. */
  private boolean isGuess(Token token, Term head, List<Term> args) {
    return isFunctionLetter(head) && !names.isFunction(token.text()) && !names.isFunction(Labels.nameOf(head)) && args.size() == 1
        && !(head instanceof Term.Scripted s && s.primes() > 0) && !(args.getFirst() instanceof Term.Name)
        && !token.text().endsWith("_prime");
  }

  private Term eitherWay(Term.Call call, Term arg) {
    var usual = scripts(call);
    var group = new Term.Group(Fence.PAREN, arg, arg.span());
    Term power = usual instanceof Term.Scripted s && s.base() == call
        ? new Term.Scripted(group, s.sub(), s.sup(), s.primes(), s.span()) : group;
    if (usual != call && power == group) {
      return usual;
    }
    return new Term.Ambiguous(usual, new Term.Product(List.of(call.head(), power), List.of(Sign.NONE, Sign.NONE), usual.span()),
        Labels.nameOf(call.head()) + " before a bracket is a function", usual.span());
  }

  /** A derivative operator and what it acts on: up to the next + or −, or the next derivative. */
  private Term operator(Term.Derivative d) {
    int start = d.span().start();
    if (peek().is("*")) {
      next(); // d/dx · f, a sign that says nothing
    }
    if (peek().is("-")) {
      next();
      var body = product(d);
      return new Term.Derivative(new Term.Negative(body, body.span()), d.by(), d.order(), d.gradient(), from(start));
    }
    if (!startsFactor()) {
      return d;
    }
    var body = product(d);
    var usual = new Term.Derivative(body, d.by(), d.order(), d.gradient(), from(start));
    prefixed.add(usual);
    if (!(body instanceof Term.Product p)) {
      return usual;
    }
    // d/dx (u) v: most people mean the product; some mean (du/dx) v. With ∇ it is the other way round.
    var factors = new ArrayList<>(p.factors());
    var signs = new ArrayList<>(p.signs());
    var first = factors.removeFirst();
    if (isValueAt(first, factors.getFirst())) { // ∇ J(θ), J not being known as a function
      first = new Term.Product(List.of(first, factors.removeFirst()), List.of(Sign.NONE, signs.removeFirst()), first.span());
    }
    if (factors.isEmpty()) {
      return usual;
    }
    factors.addFirst(new Term.Derivative(first, d.by(), d.order(), d.gradient(), first.span()));
    var narrow = new Term.Product(factors, signs, usual.span());
    if (d.gradient() && (isNumber(p.factors().getFirst()) || p.factors().getFirst() instanceof Term.Scripted s && Terms.isTranspose(s.sup()))) {
      return usual; // ∇ ½ xᵀx, ∇ xᵀAx: nobody takes the gradient of a number or a row
    }
    return d.gradient()
        ? new Term.Ambiguous(narrow, usual, "the gradient is taken of the first factor after it", usual.span())
        : new Term.Ambiguous(usual, narrow, "the derivative is taken of the whole product after it", usual.span());
  }

  private static boolean isNumber(Term t) {
    return t instanceof Term.Number || t instanceof Term.Fraction f && isNumber(f.over())
        && (f.under() instanceof Term.Number || f.under() instanceof Term.Name || f.under() instanceof Term.Product);
  }

  private static boolean isValueAt(Term name, Term bracket) {
    return !Labels.nameOf(name).isEmpty() && bracket instanceof Term.Group g && g.fence() == Fence.PAREN;
  }

  // --- functions ---

  /** A name: a function with its argument, or a value. Nothing is parsed twice. */
  private Term named() {
    var token = whole(next());
    var name = new Term.Name(token.text(), token.span());
    var head = headScripts(name);
    if (isExpectation(token) && !isMoment(token)) {
      throw error("an expectation needs brackets around what it is taken of", "write \\mathbb{E}[…]");
    }
    if (opensArguments(token) && appliesTo(token, head)) {
      var args = arguments();
      var call = new Term.Call(conditions > 0 ? Conditional.head(head, args.size() - conditions) : head, args, true, from(token.start()));
      return isGuess(token, head, args) ? eitherWay(call, args.getFirst()) : scripts(call);
    }
    boolean prefix = !names.isVariable(token.text()) && !names.isFunction(token.text())
        && (token.kind() == Token.Kind.FUNCTION || token.text().length() > 1)
        && FunctionNames.prefix(token.text()) != null;
    if (prefix && startsArgument()) {
      return prefixed(token, head);
    }
    if (token.kind() == Token.Kind.FUNCTION && prefix && !namesAlone()) {
      throw error("expected what " + token.text() + " is taken of, not " + found(), "write " + token.text() + "(…)");
    }
    return scripts(head);
  }

  /** {@code \mathbb E[x]}, {@code E[x]}, {@code E_q[x]}: by no means a product. */
  private boolean isExpectation(Token name) {
    return latex() && !names.isVariable(name.text()) && !names.isFunction(name.text())
        && (name.text().equals("EE") || name.text().equals("E") && (peek().is("[") || peek().is("\\{")));
  }

  /** The name that the token begins. */
  Token whole(Token name) {
    return name;
  }

  /** Whether a function may stand here without an argument, as a name. */
  boolean namesAlone() {
    return false;
  }

  /** Scripts between a function's name and its argument. */
  abstract Term headScripts(Term.Name name);

  boolean opensArguments(Token function) {
    return peek().is("(");
  }

  /** Whether the bracket that opens here holds the name by itself: h(1-h), σ(1-σ) are products. */
  private boolean holdsItself(Token token) {
    int end = skip(at);
    for (int i = at; i < end; i++) {
      if (tokens.get(i).kind() == Token.Kind.NAME && tokens.get(i).text().equals(token.text())
          && !tokens.get(afterScripts(i + 1)).is("(")) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expectation, a variance or a covariance stands before the bracket that opens here. */
  boolean isMoment(Token token) {
    boolean square = peek().is("[");
    return latex() && (square || peek().is("(")) && !names.isVariable(token.text()) && FunctionNames.moment(token.text(), square) != null;
  }

  private boolean appliesTo(Token token, Term head) {
    var name = token.text();
    var full = Labels.nameOf(head);
    if (isMoment(token)) {
      return true;
    }
    if (!FunctionNames.isLetter(name) && (names.isFunction(name) || names.isFunction(full)) && name.length() == 1 && holdsItself(token)) {
      return false; // f(1 − f), p_i(δ_ij − p_j)
    }
    if (names.isFunction(name) || names.isFunction(full)) {
      return true;
    }
    if (names.isVariable(name) || names.isVariable(full)) {
      return hasLoneBar(at);
    }
    if (isLikelihood(token) && isBehindLogarithm(token) && holdsNames()) {
      return true;
    }
    boolean letter = FunctionNames.isLetter(name) || isFunctionLetter(head);
    if (letter && holdsItself(token)) {
      return false;
    }
    if (FunctionNames.beforeBracket(name, latex() && token.kind() == Token.Kind.NAME) != null
        || !latex() && FunctionNames.FORMS.contains(name)) {
      return arityFits(name);
    }
    boolean primed = head instanceof Term.Scripted s && s.primes() > 0;
    return primed || isFunctionLetter(head) || hasComma() || isWord(name) || hasLoneBar(at);
  }

  private static boolean isLikelihood(Token token) {
    return switch (token.text()) {
      case "L", "Lcal", "ell", "p", "P", "q", "f", "Pr" -> true;
      default -> false;
    };
  }

  /** {@code \log L(\theta)}. */
  private boolean isBehindLogarithm(Token token) {
    for (int i = at - 1; i > 0; i--) {
      if (tokens.get(i) == token) {
        var before = tokens.get(i - 1);
        return before.text().equals("log") || before.text().equals("ln");
      }
    }
    return false;
  }

  /** Whether nothing but names stands in the bracket that opens here. */
  private boolean holdsNames() {
    int end = skip(at) - 1;
    for (int i = at + 1; i < end; i++) {
      if (tokens.get(i).kind() != Token.Kind.NAME && !tokens.get(i).is(",") && !tokens.get(i).is(";") && !tokens.get(i).is("|")) {
        return false;
      }
    }
    return end > at + 1;
  }

  /** A word before a bracket is a function, where it is not a letter by name or with an accent. */
  private static boolean isWord(String name) {
    if (name.equals("zeta") || name.length() == 2 && Character.isUpperCase(name.charAt(0)) && Character.isLowerCase(name.charAt(1))) {
      return true; // ζ(s), Si(x), Ei(x), …: functions by custom, known here or not
    }
    return name.length() >= 3 && !Greek.isName(name) && name.indexOf('_') < 0 && name.chars().allMatch(Character::isLetterOrDigit)
        && Character.isLetter(name.charAt(1)) && Character.isLetter(name.charAt(2))
        && LatexCommands.ACCENTS.values().stream().noneMatch(name::endsWith) && !name.endsWith("cal");
  }

  private boolean arityFits(String name) {
    var table = FunctionNames.beforeBracket(name, false);
    var f = table == null ? null : Functions.byName(table);
    return f == null || f.maxArity() == 1 || f.minArity() == 1 || hasComma();
  }

  /** Unless they are declared, f, g and h before a bracket are functions; so are their subscripted kin. */
  private static boolean isFunctionLetter(Term head) {
    // h_1(…) and h_i(…) are more often products; h_θ(…) and f_{CE}(…) are functions, and so is f^*(…).
    boolean plain = !(head instanceof Term.Scripted s) || (s.sup() == null || s.sup() instanceof Term.Name n && n.text().equals("*"))
        && (s.sub() == null || Labels.text(s.sub()) != null && !(s.sub() instanceof Term.Number)
            && !(s.sub() instanceof Term.Name n && n.text().length() == 1));
    var base = !plain ? null : head instanceof Term.Scripted s ? s.base() : head;
    return base instanceof Term.Name n && switch (n.text()) {
      case "f", "g", "h", "f_prime", "g_prime", "h_prime", "f_prime_prime", "g_prime_prime", "h_prime_prime" -> true;
      default -> false;
    };
  }

  /** Whether the bracket at that index holds one bar of its own: P(y|x). */
  private boolean hasLoneBar(int open) {
    if (!bars) {
      return false;
    }
    int end = skip(open);
    int level = 0;
    int bars = 0;
    var sign = tokens.subList(open, end).stream().anyMatch(t -> t.is("||")) ? "||" : "|"; // D(q ‖ p)
    for (int i = open; i < end; i++) {
      var t = tokens.get(i);
      level += Fences.opens(t.text()) && !t.is("|") && !t.is("||") ? 1 : 0;
      level -= t.is(")") || t.is("]") || t.is("}") || t.is("\\}") ? 1 : 0;
      bars += level == 1 && t.is(sign) && !tokens.get(i + 1).is("_") ? 1 : 0;
    }
    return bars == 1;
  }

  /** Whether the bracket that opens here holds a comma of its own. */
  private boolean hasComma() {
    int level = 0;
    for (int i = at; i < tokens.size(); i++) {
      var t = tokens.get(i);
      if (t.kind() != Token.Kind.SYMBOL) {
        continue;
      }
      switch (t.text()) {
        case "(", "[", "{", "\\{", "langle" -> level++;
        case ")", "]", "}", "\\}", "rangle" -> {
          if (--level == 0) {
            return false;
          }
        }
        case "," -> {
          if (level == 1) {
            return true;
          }
        }
        default -> { }
      }
    }
    return false;
  }

  /** Arguments between brackets. */
  List<Term> arguments() {
    return nested(() -> bracketed(() -> {
      var open = next();
      var close = Fences.closing(open.text());
      var args = new ArrayList<Term>();
      barSeparates = hasLoneBar(at - 1);
      int before = 0;
      if (!peek().is(close)) {
        do {
          before = !args.isEmpty() && tokens.get(at - 1).is("|") ? args.size() : before;
          args.add(statement());
        } while (accept(",") || accept(";") || barSeparates && (accept("|") || accept("||")));
      }
      expect(close, "to close the '" + open.text() + "' of the arguments");
      conditions = before == 0 ? 0 : args.size() - before;
      return args;
    }));
  }

  boolean startsArgument() {
    return startsFactor() || peek().is("-") && peek(1).kind() != Token.Kind.END;
  }

  /** A function before its argument: the factors that follow it without a sign. */
  private Term prefixed(Token token, Term head) {
    return nested(() -> {
      int start = peek().start();
      boolean negative = accept("-");
      var factors = new ArrayList<Term>();
      factors.add(factor());
      boolean brackets = false;
      boolean apart = false;
      if (!(ends(factors.getFirst()))) {
        while (startsFactor() && !startsFunction() && !startsDerivative()) {
          apart |= !brackets && peek().spaced();
          factors.add(factor());
          brackets |= factors.getLast() instanceof Term.Group
              || factors.getLast() instanceof Term.Scripted s && s.base() instanceof Term.Group;
        }
      }
      Term arg = factors.size() == 1 ? factors.getFirst()
          : new Term.Product(factors, factors.stream().map(_ -> Sign.NONE).toList(), from(start));
      if (negative) {
        arg = new Term.Negative(arg, from(start));
      }
      Term usual = new Term.Call(head, List.of(arg), false, from(token.start()));
      if (!brackets) {
        return usual;
      }
      var rest = new ArrayList<>(factors);
      rest.set(0, new Term.Call(head, List.of(factors.getFirst()), false, factors.getFirst().span()));
      var first = new Term.Product(rest, rest.stream().map(_ -> Sign.NONE).toList(), usual.span());
      return apart && factors.size() == groups(factors) + 1 ? new Term.Ambiguous(first, usual, token.text() + " is taken of what stands before the space", usual.span())
          : new Term.Ambiguous(usual, first, token.text() + " is taken of the whole product after it", usual.span());
    });
  }

  private static int groups(List<Term> factors) {
    return (int) factors.stream().filter(f -> f instanceof Term.Group || f instanceof Term.Scripted s && s.base() instanceof Term.Group).count();
  }

  /** Whether the first factor is by itself the whole argument of a function before it. */
  private static boolean ends(Term first) {
    return first instanceof Term.Call || first instanceof Term.Big || first instanceof Term.Derivative
        || first instanceof Term.Ambiguous || first instanceof Term.Group
        || first instanceof Term.Scripted s && ends(s.base());
  }

  /** Whether a function starts here; told by the tokens alone. */
  private boolean startsFunction() {
    var token = peek();
    if (token.kind() != Token.Kind.NAME) {
      return token.kind() == Token.Kind.FUNCTION || isBig(token);
    }
    int after = afterScripts(at + 1);
    boolean bracket = tokens.get(after).is("(");
    return bracket && (names.isFunction(token.text()) || FunctionNames.beforeBracket(token.text(), latex()) != null)
        || token.text().length() > 1 && FunctionNames.prefix(token.text()) != null;
  }

  /** The index of the first token after the scripts that start at index {@code i}. */
  int afterScripts(int i) {
    while (true) {
      var t = tokens.get(i);
      if (t.is("'")) {
        i++;
      } else if (t.is("^") || t.is("_")) {
        i = skip(i + 1);
      } else {
        return i;
      }
    }
  }

  /** The index after the bracketed group, or the one token, at index {@code i}. */
  int skip(int i) {
    int level = 0;
    for (; i < tokens.size() - 1; i++) {
      var t = tokens.get(i);
      if (t.kind() == Token.Kind.SYMBOL) {
        switch (t.text()) {
          case "(", "[", "{", "\\{" -> level++;
          case ")", "]", "}", "\\}" -> level--;
          default -> { }
        }
      }
      if (level <= 0) {
        return i + 1;
      }
    }
    return tokens.size() - 1;
  }

  /** Whether the token is a sign like Σ. */
  boolean isBig(Token token) {
    return false;
  }

  // --- brackets ---

  /** A group; the opening bracket is next. */
  Term group() {
    return nested(() -> {
      var open = next();
      var fence = Fences.fence(open.text());
      var close = Fences.closing(open.text());
      boolean bar = fence == Fence.ABS || fence == Fence.NORM;
      return bar ? bars(open, fence, close) : bracketed(() -> {
        var body = fence == Fence.BRACKET ? rows() : list();
        var between = peek();
        boolean half = accept(HalfOpen.WITHOUT_UPPER) || accept(HalfOpen.WITHOUT_LOWER);
        if (half) {
          body = new Term.Sequence(List.of(body, statement()), from(open.start()));
        }
        if (!peek().is(close)) {
          throw peek().kind() == Token.Kind.END
              ? new NotationException("'" + open.text() + "' is never closed", open.start(), "add '" + close + "'")
              : error("expected '" + close + "' for the '" + open.text() + "' before, not " + found());
        }
        next();
        var kind = !half ? fence : between.is(HalfOpen.WITHOUT_UPPER) ? Fence.WITHOUT_UPPER : Fence.WITHOUT_LOWER;
        return new Term.Group(kind, body, from(open.start()));
      });
    });
  }

  private Term bars(Token open, Fence fence, String close) {
    int outer = openBars;
    openBars = open.is(close) ? outer + 1 : 0;
    try {
      var body = sum();
      if (!accept(close)) {
        throw peek().kind() == Token.Kind.END
            ? new NotationException("the bar is never closed", open.start(), "write |x| with both bars")
            : error("expected the closing bar, not " + found());
      }
      return new Term.Group(fence, body, from(open.start()));
    } finally {
      openBars = outer;
    }
  }

  /** What stands between square brackets: {@code [a, b; c, d]} is a matrix, {@code [a; b]} a column. */
  private Term rows() {
    int start = peek().start();
    var first = items();
    if (!peek().is(";")) {
      return first.size() == 1 ? first.getFirst() : new Term.Sequence(first, from(start));
    }
    var rows = new ArrayList<List<Term>>(List.of(first));
    while (accept(";")) {
      var row = items();
      if (row.size() != first.size()) {
        throw error("the rows between the brackets have " + first.size() + " and " + row.size() + " entries");
      }
      rows.add(row);
    }
    return new Term.Matrix(rows, from(start));
  }

  private List<Term> items() {
    var items = new ArrayList<Term>();
    do {
      items.add(statement());
    } while (accept(","));
    return items;
  }

  /** Statements separated by commas. */
  Term list() {
    int start = peek().start();
    var items = new ArrayList<Term>();
    do {
      items.add(statement());
    } while (accept(",") || accept(";"));
    return items.size() == 1 ? items.getFirst() : new Term.Sequence(items, from(start));
  }
}
