package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.notation.Token.Kind;

/** Reads LaTeX: one expression, or a whole display with its rows, words and conditions. */
public final class LatexReader {

  private LatexReader() {}

  /** The term that the whole text says. Throws {@link NotationException} if it does not read. */
  public static Term read(String latex, Names names) {
    var tokens = new ArrayList<Token>();
    for (var token : LatexLexer.tokens(latex, names)) {
      if (!token.isCommand("quad")) {
        tokens.add(token);
      }
    }
    strip(tokens);
    if (tokens.size() == 1) {
      throw new NotationException("there is nothing to read", 0, "write a formula");
    }
    return new LatexParser(tokens, names).whole();
  }

  public static Term read(String latex) {
    return read(latex, Names.NONE);
  }

  /** The expression that the text means. Throws {@link NotationException} if it does not read. */
  public static Expr parse(String latex, Names names) {
    return Elaborator.elaborate(read(latex, names), names).expr();
  }

  public static Expr parse(String latex) {
    return parse(latex, Names.NONE);
  }

  /**
   * The statements of a display, or of an inline formula. Never throws for what stands in it: a member that does not
   * read carries its error.
   */
  public static List<Statement> readDisplay(String latex, Names names) {
    List<Token> tokens;
    try {
      tokens = LatexLexer.tokens(latex, names);
    } catch (NotationException e) {
      var span = new Span(0, latex.length());
      return List.of(new Statement(List.of(new Member(null, span, e)), List.of(), List.of(), List.of(), null, span, false));
    }
    return NamesBehind.apart(new DisplayReader(latex, tokens, names).read().stream().map(SilentIndices::filled).toList());
  }

  /** The indices of sums that have nothing below the sign. */
  public static Set<String> silentIndices(String latex, Names names) {
    return SilentIndices.in(readDisplay(latex, names));
  }

  /** Drops punctuation before the end. */
  static void strip(List<Token> tokens) {
    while (tokens.size() > 1) {
      var last = tokens.get(tokens.size() - 2);
      if (last.kind() != Kind.SYMBOL || ".,;:".indexOf(last.text()) < 0) {
        return;
      }
      tokens.remove(tokens.size() - 2);
    }
  }
}
