package org.gradus.notation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.notation.Token.Kind;

/** Cuts plain text, ASCII or Unicode, into tokens. */
final class PlainLexer {

  private static final Map<Character, String> SIGNS = Map.ofEntries(
      Map.entry('−', "-"), Map.entry('–', "-"), Map.entry('·', "*"), Map.entry('×', "*"), Map.entry('⋅', "*"),
      Map.entry('∗', "*"), Map.entry('÷', "/"), Map.entry('∕', "/"), Map.entry('≤', "<="), Map.entry('⩽', "<="),
      Map.entry('≥', ">="), Map.entry('⩾', ">="), Map.entry('≠', "!="), Map.entry('≈', "~="), Map.entry('≔', ":="),
      Map.entry('∈', "in"), Map.entry('⇒', "=>"), Map.entry('⇔', "<=>"), Map.entry('→', "->"), Map.entry('←', "<-"),
      Map.entry('∝', "propto"), Map.entry('√', "sqrt"), Map.entry('∂', "partial"), Map.entry('∇', "nabla"),
      Map.entry('⊙', "odot"), Map.entry('∘', "odot"), Map.entry('⊗', "otimes"), Map.entry('⌊', "lfloor"), Map.entry('⌋', "rfloor"),
      Map.entry('⌈', "lceil"), Map.entry('⌉', "rceil"), Map.entry('‖', "||"), Map.entry('′', "'"), Map.entry('’', "'"),
      Map.entry('∨', "or"), Map.entry('∧', "and"), Map.entry('∑', "Sum"), Map.entry('∏', "Prod"), Map.entry('≡', ":="));

  private static final Map<Character, String> ACCENTS = Map.of(
      '\u0302', "hat", '\u0304', "bar", '\u0305', "bar", '\u0303', "tilde", '\u0307', "dot", '\u0308', "ddot", '\u20D7', "");

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String SUPERSCRIPT_SIGNS = "⁻⁺ⁿⁱᵀ";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  private static final String SUBSCRIPT_LETTERS = "ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ";
  private static final String PLAIN_SUBSCRIPT_LETTERS = "aeoxhklmnpstijruv";

  /** Signs of more than one character, longer ones before those they begin with, and what they are read as. */
  private static final String[][] LONG_SIGNS = {{"<=>", "<=>"}, {"<->", "<=>"}, {"**", "^"}, {"<=", "<="}, {">=", ">="}, {"!=", "!="},
      {"/=", "!="}, {"==", "="}, {"~=", "~="}, {":=", ":="}, {"=>", "=>"}, {"<-", "<-"}, {"->", "->"}, {"&&", "and"}, {"__", "__"}};
  private static final String BEGIN_LONG_SIGNS = "<*>!/=~:-&_";
  /** One text for each ASCII character. */
  private static final String[] ASCII = new String[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = String.valueOf(c).intern();
    }
  }

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private PlainLexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    if (source.length() > TermParser.MAX_LENGTH) {
      throw new NotationException("the formula has more than " + TermParser.MAX_LENGTH + " characters",
          TermParser.MAX_LENGTH, "split it");
    }
    return new PlainLexer(source).run();
  }

  private List<Token> run() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (Character.isWhitespace(c) || c == '\u00A0' || c == '\u2009' || c == '\u200B' || c == '\u2062') {
        at++;
      } else if (isDigit(c) || c == '.' && isDigit(ahead(1))) {
        number();
      } else if (isAsciiLetter(c)) {
        asciiName();
      } else if (c < ASCII.length) {
        symbol(c);
      } else if (isLetter(c)) {
        name();
      } else if (SUPERSCRIPTS.indexOf(c) >= 0 || SUPERSCRIPT_SIGNS.indexOf(c) >= 0) {
        superscript();
      } else if (c == '∞') {
        add(Kind.NAME, "oo", 1);
      } else if (SIGNS.containsKey(c)) {
        add(Kind.SYMBOL, SIGNS.get(c), 1);
      } else {
        symbol(c);
      }
    }
    tokens.add(new Token(Kind.END, "", at, at));
    return tokens;
  }

  private char ahead(int n) {
    return at + n < source.length() ? source.charAt(at + n) : '\0';
  }

  private void add(Kind kind, String text, int length) {
    tokens.add(new Token(kind, text, at, at + length));
    at += length;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) && SUPERSCRIPT_SIGNS.indexOf(c) < 0 && SUBSCRIPT_LETTERS.indexOf(c) < 0;
  }

  private void number() {
    int end = Numbers.end(source, at);
    add(Kind.NUMBER, source.substring(at, end), end - at);
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isAsciiName(char c) {
    return isAsciiLetter(c) || isDigit(c);
  }

  /** The common case of a name: letters, digits and single underscores between them. */
  private void asciiName() {
    int end = at + 1;
    while (end < source.length()
        && (isAsciiName(source.charAt(end)) || source.charAt(end) == '_' && end + 1 < source.length() && isAsciiName(source.charAt(end + 1)))) {
      end++;
    }
    if (end < source.length() && (source.charAt(end) == '_' || source.charAt(end) >= ASCII.length)) {
      name();
    } else {
      named(end - at == 1 ? ASCII[source.charAt(at)] : source.substring(at, end), at, end);
      at = end;
    }
  }

  private void named(String name, int start, int end) {
    var kind = name.equals("or") || name.equals("and") || name.equals("in") ? Kind.SYMBOL : Kind.NAME;
    tokens.add(new Token(kind, name, start, end));
  }

  /** A name: Greek by name, accents and Unicode subscripts in plain spelling. */
  private void name() {
    int start = at;
    var text = new StringBuilder();
    boolean label = false;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (Greek.name(c) != null) {
        // A Greek letter and a Latin one side by side are two factors, unless a label joins them.
        if (!text.isEmpty() && !label) {
          break;
        }
        text.append(Greek.name(c));
        at++;
        text.append(combining());
        if (!label && isLetter(ahead(0))) {
          break;
        }
      } else if (isLetter(c)) {
        text.append(decomposed(c));
        at++;
        text.append(combining());
      } else if (isDigit(c)) {
        text.append(c);
        at++;
      } else if (c == '_' && (Character.isLetterOrDigit(ahead(1)) || ahead(1) == '_' && (isLetter(ahead(2)) || isDigit(ahead(2))))
          && !text.toString().contains("__")) {
        if (ahead(1) == '_') {
          break;
        }
        label = true;
        text.append('_');
        at++;
      } else if (c == '_' && !label && "{([_".indexOf(ahead(1)) < 0) {
        text.append('_'); // a name that ends in an underscore
        at++;
        break;
      } else if (SUBSCRIPTS.indexOf(c) >= 0 || SUBSCRIPT_LETTERS.indexOf(c) >= 0) {
        text.append(label || text.toString().contains("_") ? "" : "_");
        label = true;
        text.append(SUBSCRIPTS.indexOf(c) >= 0 ? (char) ('0' + SUBSCRIPTS.indexOf(c))
            : PLAIN_SUBSCRIPT_LETTERS.charAt(SUBSCRIPT_LETTERS.indexOf(c)));
        at++;
      } else {
        break;
      }
    }
    named(text.toString(), start, at);
  }

  private String combining() {
    var out = new StringBuilder();
    while (at < source.length() && ACCENTS.containsKey(source.charAt(at))) {
      out.append(ACCENTS.get(source.charAt(at++)));
    }
    return out.toString();
  }

  private static String decomposed(char c) {
    if (c < 128) {
      return String.valueOf(c);
    }
    var parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
    var out = new StringBuilder().append(parts.charAt(0));
    for (int i = 1; i < parts.length(); i++) {
      out.append(ACCENTS.getOrDefault(parts.charAt(i), ""));
    }
    return out.toString();
  }

  /** A run of Unicode superscripts is an exponent between brackets. */
  private void superscript() {
    int start = at;
    var text = new StringBuilder();
    while (at < source.length()) {
      char c = source.charAt(at);
      int digit = SUPERSCRIPTS.indexOf(c);
      int sign = SUPERSCRIPT_SIGNS.indexOf(c);
      if (digit < 0 && sign < 0) {
        break;
      }
      text.append(digit >= 0 ? (char) ('0' + digit) : "-+niT".charAt(sign));
      at++;
    }
    tokens.add(new Token(Kind.SYMBOL, "^", start, start));
    tokens.add(new Token(Kind.SYMBOL, "{", start, start));
    for (var token : tokens(text.toString())) {
      if (token.kind() != Kind.END) {
        tokens.add(new Token(token.kind(), token.text(), start, at));
      }
    }
    tokens.add(new Token(Kind.SYMBOL, "}", at, at));
  }

  private void symbol(char c) {
    for (int i = 0; i < LONG_SIGNS.length && BEGIN_LONG_SIGNS.indexOf(c) >= 0; i++) {
      var sign = LONG_SIGNS[i][0];
      // x<-1 compares with a negative number; only an arrow with room behind it assigns.
      if (source.startsWith(sign, at) && !(sign.equals("<-") && !Character.isWhitespace(ahead(2)))) {
        add(Kind.SYMBOL, LONG_SIGNS[i][1], sign.length());
        return;
      }
    }
    if ("+-*/^()[]{}|,;!=<>'_~".indexOf(c) < 0) {
      throw new NotationException("did not expect '" + source.substring(at, source.offsetByCodePoints(at, 1)) + "' in a formula",
          at, c == '\\' ? "write LaTeX between $ signs" : c == '"' ? "write names without quotation marks" : null);
    }
    add(Kind.SYMBOL, ASCII[c], 1); // those above are ASCII
  }
}
