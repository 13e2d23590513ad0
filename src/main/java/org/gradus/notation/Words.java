package org.gradus.notation;

import java.util.Locale;
import java.util.Set;

/** Which words in a formula connect statements, which ones begin a condition, and which are names. */
final class Words {

  private static final Set<String> OTHERWISE = Set.of("otherwise", "else", "elsewhere", "or else", "in all other cases", "sonst", "andernfalls", "ansonsten", "sinon");

  private static final Set<String> CONDITIONS = Set.of("if", "falls", "wenn", "für", "si", "where", "when", "for", "since", "because", "with", "given", "as",
      "assuming", "suppose", "let", "at", "whenever", "provided", "by", "using", "under", "for all", "for every", "for each",
      "for any", "unless", "s.t.", "st", "such that", "subject to", "note that", "iff");

  private static final Set<String> CONNECTIVES = Set.of("so", "therefore", "hence", "thus", "then", "similarly", "also", "finally",
      "now", "but", "we", "get", "have", "which", "is", "implies", "that", "i.e.", "ie", "e.g.", "again", "next", "first", "second",
      "likewise", "therefor", "and", "or", "else", "otherwise", "on", "the", "to", "from", "of", "in", "consider", "where", "here",
      "thus,", "yields", "gives", "equals", "a", "are", "both", "all", "not", "this", "whereas", "while", "obviously", "clearly", "because", "always", "never", "step", "equation", "eq", "note", "case");

  /** Words of the field that are written for a number, and that no product of letters spells: net = w₁x₁ + w₂x₂. */
  private static final Set<String> QUANTITIES = Set.of("net", "out", "loss", "err", "error", "pred", "target", "input", "output", "total", "score",
      "logit", "odds", "margin", "reward", "penalty", "accuracy", "precision", "recall", "entropy");

  private Words() {}

  /** Whether letters without anything around them are one name. */
  static boolean isQuantity(String letters) {
    return QUANTITIES.contains(letters.toLowerCase(Locale.ROOT));
  }

  static String clean(String text) {
    var t = text.strip().toLowerCase(Locale.ROOT);
    while (!t.isEmpty() && ",:;.".indexOf(t.charAt(t.length() - 1)) >= 0) {
      t = t.substring(0, t.length() - 1).strip();
    }
    while (!t.isEmpty() && ",:;.".indexOf(t.charAt(0)) >= 0) {
      t = t.substring(1).strip();
    }
    return t;
  }

  static boolean isCondition(String text) {
    var t = clean(text);
    return CONDITIONS.contains(t) || t.contains(" ") && CONDITIONS.contains(t.substring(0, t.indexOf(' ')))
        || t.contains(" ") && (t.endsWith(" if") || t.endsWith(" for") || t.endsWith(" when") || t.endsWith(" where"));
  }

  static boolean isOtherwise(String text) {
    var t = clean(text);
    return OTHERWISE.contains(t.replaceFirst("[.,;]+$", "").strip());
  }

  /** Whether the text is one word that can be a name: {@code den}, {@code ReLU}, {@code new}. */
  static boolean isName(String text) {
    var t = text.strip();
    if (t.isEmpty() || !Character.isLetter(t.charAt(0)) || t.charAt(0) > 127 && Greek.name(t.charAt(0)) == null) {
      return false;
    }
    if (!t.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))) {
      return false;
    }
    return !CONDITIONS.contains(clean(t)) && !CONNECTIVES.contains(clean(t)) || t.length() == 1;
  }
}
