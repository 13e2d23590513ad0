package org.gradus.notation;

import java.util.List;

/**
 * Intervals with one end, or both, outside: {@code x ∈ [0, 1)}, {@code x ∈ ]0, 1[}. Their brackets are no pair, so they are made one, and the
 * sign between the ends says which of them belongs to the interval.
 */
final class HalfOpen {

  /** Between the ends of an interval without its upper end, and of one without its lower end. */
  static final String WITHOUT_UPPER = ",)";
  static final String WITHOUT_LOWER = ",(";

  private HalfOpen() {}

  /** Changes the tokens of such intervals behind a sign ∈. */
  static void pair(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      var open = tokens.get(i + 1);
      if (Relations.kind(tokens.get(i)) == Relation.Kind.IN && (open.is("(") || open.is("[") || open.is("]"))) {
        pair(tokens, i + 1);
      }
    }
  }

  private static void pair(List<Token> tokens, int open) {
    int comma = separator(tokens, open + 1);
    int close = comma < 0 ? -1 : end(tokens, comma + 1);
    if (close < 0) {
      return;
    }
    boolean lower = tokens.get(open).is("[");
    boolean upper = tokens.get(close).is("]");
    if (tokens.get(open).is("(") && tokens.get(close).is(")") || lower && upper) {
      return;
    }
    tokens.set(open, as(tokens.get(open), "("));
    tokens.set(close, as(tokens.get(close), ")"));
    if (lower || upper) {
      tokens.set(comma, as(tokens.get(comma), lower ? WITHOUT_UPPER : WITHOUT_LOWER));
    }
  }

  private static int separator(List<Token> tokens, int from) {
    int level = 0;
    for (int i = from; i < tokens.size(); i++) {
      var t = tokens.get(i);
      if (level == 0 && (t.is(",") || t.is(";"))) {
        return i;
      }
      level += level(t);
      if (level < 0 || level == 0 && (t.is("[") || t.is("]"))) {
        return -1;
      }
    }
    return -1;
  }

  /** The bracket that ends the interval; one that opens only where nothing follows that it could hold. */
  private static int end(List<Token> tokens, int from) {
    int level = 0;
    for (int i = from; i < tokens.size(); i++) {
      var t = tokens.get(i);
      if (level == 0 && (t.is(")") || t.is("]"))) {
        return i;
      }
      if (level == 0 && t.is("[")) {
        var next = tokens.get(Math.min(i + 1, tokens.size() - 1));
        return next.kind() == Token.Kind.END || next.is(",") || next.kind() == Token.Kind.WORDS || i == tokens.size() - 1 ? i : -1;
      }
      level += level(t);
      if (level < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static int level(Token t) {
    return t.is("(") || t.is("{") || t.is("\\{") ? 1 : t.is(")") || t.is("}") || t.is("\\}") ? -1 : 0;
  }

  private static Token as(Token t, String text) {
    return new Token(Token.Kind.SYMBOL, text, t.start(), t.end());
  }
}
