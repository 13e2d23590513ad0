package org.gradus.notation;

import java.util.Map;
import org.gradus.notation.Relation.Kind;

/** The relation signs. */
final class Relations {

  /** By the ASCII spelling that both lexers use. */
  private static final Map<String, Kind> SIGNS = Map.ofEntries(
      Map.entry("=", Kind.EQ), Map.entry("!=", Kind.NE), Map.entry("<", Kind.LT), Map.entry("<=", Kind.LE),
      Map.entry(">", Kind.GT), Map.entry(">=", Kind.GE), Map.entry("~=", Kind.APPROX), Map.entry(":=", Kind.DEFINE), Map.entry(NamesBehind.SIGN, Kind.DEFINE),
      Map.entry("=>", Kind.IMPLIES), Map.entry("<=>", Kind.IFF), Map.entry("in", Kind.IN),
      Map.entry("propto", Kind.PROPTO), Map.entry("~", Kind.DISTRIBUTED), Map.entry("<-", Kind.ASSIGN),
      Map.entry("->", Kind.IMPLIES), Map.entry("succeq", Kind.GE), Map.entry("succ", Kind.GT), Map.entry("preceq", Kind.LE),
      Map.entry("prec", Kind.LT));

  private Relations() {}

  /** The kind of a relation sign, or null. */
  static Kind kind(Token token) {
    return token.kind() == Token.Kind.SYMBOL ? SIGNS.get(token.text()) : null;
  }
}
