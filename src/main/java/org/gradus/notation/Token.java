package org.gradus.notation;

/**
 * A piece of a formula that the parsers do not look into.
 *
 * @param text for {@link Kind#NAME} the plain name, for {@link Kind#SYMBOL} the sign in its ASCII spelling
 * @param spaced whether the author set it apart from what stands before it, as in {@code \tanh w\,(1 - z)}
 */
record Token(Kind kind, String text, int start, int end, boolean spaced) {

  Token(Kind kind, String text, int start, int end) {
    this(kind, text, start, end, false);
  }

  enum Kind { NUMBER, NAME, FUNCTION, SYMBOL, COMMAND, WORDS, END }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isCommand(String name) {
    return kind == Kind.COMMAND && text.equals(name);
  }

  Span span() {
    return new Span(start, end);
  }
}
