package org.gradus.notation;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.notation.Token.Kind;

/** What goes on with a condition behind a formula: {@code for a ≥ −1,} and then {@code n ∈ ℕ}, or 'positive'. */
final class Restricting {

  private static final Pattern KEYWORD = Pattern.compile("(?:for|if|when|whenever|with|given|provided|für|falls|wenn|where)\\b.*");
  private static final Pattern AND = Pattern.compile("(?:,\\s*)?(?:and|und|,)?\\s*(?:(?:all|every|any|each)\\s+)?(?:(?:positive|negative|non-?negative|non-?positive|non-?zero|natural|whole|integer|real)\\s*)*(?:integers?|numbers?|reals?|constants?)?");
  private static final Pattern QUALITY = Pattern.compile("(?:(?:is|are|both|strictly|an?)\\s+)*(?:positive|negative|non-?negative|non-?positive|non-?zero|natural|whole|integers?|real|even|odd|large|small)"
      + "(?:\\s+(?:integers?|numbers?|reals?|constants?|enough))?");

  private Restricting() {}

  /** Whether a condition of this kind may have several parts; a formula in it must be a plain one. */
  static boolean mayGoOn(Token keyword, List<Token> segment) {
    return KEYWORD.matcher(Words.clean(keyword.text())).matches() && segment.size() > 1;
  }

  /** @param next the segment behind, which may be a condition for this one */
  static boolean goesOn(List<Token> segment, List<Token> next) {
    boolean conditional = !next.isEmpty() && next.getFirst().kind() == Kind.WORDS && Words.isCondition(next.getFirst().text());
    var first = segment.getFirst();
    if (first.kind() != Kind.WORDS) {
      return !conditional && restricts(segment);
    }
    var words = Words.clean(first.text());
    var rest = segment.subList(1, segment.size());
    return rest.isEmpty() ? QUALITY.matcher(words).matches() : !conditional && AND.matcher(words).matches() && (isNames(rest) || restricts(rest));
  }

  /** Names on one side of a sign of order, a number on the other; or names in a set. */
  private static boolean restricts(List<Token> tokens) {
    int start = 0;
    int signs = 0;
    boolean names = false;
    boolean plain = true;
    for (int i = 0; i <= tokens.size(); i++) {
      var kind = i < tokens.size() ? Relations.kind(tokens.get(i)) : null;
      if (i < tokens.size() && kind == null) {
        continue;
      }
      var side = tokens.subList(start, i);
      if (signs > 0 && kind == null && Relations.kind(tokens.get(start - 1)) == Relation.Kind.IN) {
        return names && signs == 1;
      }
      names |= isNames(side);
      plain &= isNames(side) || isNumber(side);
      start = i + 1;
      if (kind != null) {
        signs++;
        plain &= switch (kind) {
          case LT, LE, GT, GE, NE, IN -> true;
          default -> false;
        };
      }
    }
    return signs > 0 && names && plain;
  }

  private static boolean isNames(List<Token> tokens) {
    return !tokens.isEmpty() && tokens.getFirst().kind() == Kind.NAME
        && tokens.stream().allMatch(t -> t.kind() == Kind.NAME || t.is("_") || t.is(",") || t.kind() == Kind.NUMBER || t.is("{") || t.is("}"));
  }

  private static boolean isNumber(List<Token> tokens) {
    return tokens.stream().anyMatch(t -> t.kind() == Kind.NUMBER) && tokens.stream().allMatch(t -> t.kind() == Kind.NUMBER || t.is("-"));
  }
}
