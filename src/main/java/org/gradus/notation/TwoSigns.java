package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Token.Kind;

/**
 * Equations with ± on the right, written out: {@code x = 1 ± √2} is {@code x = 1 + √2 or x = 1 − √2}. The upper signs belong
 * together, and the lower ones.
 */
final class TwoSigns {

  private TwoSigns() {}

  /** The tokens with every ± and ∓ written out, as far as what stands between two arrows is one relation; else unchanged. */
  static List<Token> written(List<Token> tokens) {
    if (tokens.stream().noneMatch(TwoSigns::isSign)) {
      return tokens;
    }
    var all = sets(tokens);
    var out = new ArrayList<Token>();
    var piece = new ArrayList<Token>();
    int level = 0;
    for (var t : all) {
      level = Math.max(0, level + DisplayReader.level(t));
      if (level == 0 && (t.is("=>") || t.is("<=>"))) {
        out.addAll(both(piece));
        out.add(t);
        piece = new ArrayList<>();
      } else {
        piece.add(t);
      }
    }
    out.addAll(both(piece));
    return out;
  }

  /** {@code {±1}} is {@code {1, −1}}. */
  private static List<Token> sets(List<Token> all) {
    var out = new ArrayList<Token>();
    for (int i = 0; i < all.size(); i++) {
      out.add(all.get(i));
      if (all.get(i).is("\\{") && i + 1 < all.size() && isSign(all.get(i + 1))) {
        int end = i + 2;
        while (end < all.size() && !all.get(end).is("\\}") && !all.get(end).is(",") && !isSign(all.get(end))) {
          end++;
        }
        if (end < all.size() && all.get(end).is("\\}")) {
          var value = all.subList(i + 2, end);
          var at = all.get(i + 1);
          out.addAll(value);
          out.add(new Token(Kind.SYMBOL, ",", at.start(), at.end()));
          out.add(new Token(Kind.SYMBOL, "-", at.start(), at.end()));
          out.addAll(value);
          i = end - 1;
        }
      }
    }
    return out;
  }

  private static List<Token> both(List<Token> piece) {
    int relation = -1;
    int level = 0;
    for (int i = 0; i < piece.size(); i++) {
      level = Math.max(0, level + DisplayReader.level(piece.get(i)));
      if (level == 0 && Relations.kind(piece.get(i)) != null) {
        if (relation >= 0) {
          return piece;
        }
        relation = i;
      }
      if (piece.get(i).is("or") || piece.get(i).is("and") || isSign(piece.get(i)) && (isMeasured(piece, i) || isScript(piece, i))) {
        return piece;
      }
    }
    if (relation < 0 || piece.stream().noneMatch(TwoSigns::isSign)) {
      return piece;
    }
    if (piece.subList(0, relation).stream().anyMatch(TwoSigns::isSign) || Relations.kind(piece.get(relation)) != Relation.Kind.EQ) {
      return piece;
    }
    var out = new ArrayList<Token>();
    var last = piece.getLast();
    out.addAll(signed(piece, true));
    out.add(new Token(Kind.SYMBOL, "or", last.end(), last.end()));
    out.addAll(signed(piece, false));
    return out;
  }

  private static boolean isSign(Token t) {
    return t.isCommand("pm") || t.isCommand("mp");
  }

  /** {@code 0.95 ± 0.01} is a value and its error. */
  private static boolean isMeasured(List<Token> piece, int sign) {
    return sign > 0 && piece.get(sign - 1).kind() == Kind.NUMBER && piece.get(sign - 1).text().contains(".");
  }

  /** {@code x_±} is a name, {@code x → ±∞} belongs to a limit. */
  private static boolean isScript(List<Token> piece, int sign) {
    if (sign + 1 < piece.size() && piece.get(sign + 1).isCommand("infty")) {
      return true; // x → ±∞ is read with its limit
    }
    return sign > 0 && (piece.get(sign - 1).is("_") || piece.get(sign - 1).is("^") || sign > 1 && piece.get(sign - 1).is("{")
        && (piece.get(sign - 2).is("_") || piece.get(sign - 2).is("^")) && sign + 1 < piece.size() && piece.get(sign + 1).is("}"));
  }

  private static List<Token> signed(List<Token> piece, boolean upper) {
    var out = new ArrayList<Token>();
    for (int i = 0; i < piece.size(); i++) {
      var t = piece.get(i);
      boolean plus = t.isCommand("pm") == upper;
      if (!isSign(t)) {
        out.add(t);
      } else if (!plus || i > 0 && isOperand(piece.get(i - 1))) {
        out.add(new Token(Kind.SYMBOL, plus ? "+" : "-", t.start(), t.end()));
      }
    }
    return out;
  }

  /** Whether a sign behind this token adds. */
  private static boolean isOperand(Token t) {
    return Relations.kind(t) == null && (t.kind() != Kind.SYMBOL || DisplayReader.level(t) < 0);
  }
}
