package org.gradus.claim;

import org.gradus.document.Sought;

/**
 * Conditions in words without a formula: 'when active:', 'if the margin is violated, we get', 'Where the maximum is positive,', '… when the unit is off'. Where a formula
 * that stands under one fails in general, it may be meant for that case alone. 'If we differentiate', 'when computing the gradient'
 * say what is done, not when something holds.
 */
final class WordConditions {

  private static final String DOING = "(?:we|you|one|i|they|not|necessary|needed|possible|any|required|desired|asked|in doubt|[\\p{L}-]+ing|"
      + "(?:differentiat|expand|substitut|multipl|simplif|rearrang|combin|comput|evaluat|written|express|compar|divid|add|sum|integrat)\\p{L}*|wir|man|möglich|nötig)\\b";
  private static final String WORDS = "(?!\\s*" + DOING + ")(?:\\s+(?!" + DOING + ")[\\p{L}\\d'’-]+){1,8}";
  private static final String STATE = "(?:inside|outside|within|beyond|in|on)\\s+the\\s+(?:[\\p{L}-]+\\s+){0,2}(?:margin|regime|region|zone|interior|plateau|(?:linear|flat|quadratic|saturated|active|positive|negative)\\s+(?:part|range|branch|case|side))";
  private static final String KEYWORD = "(?:when(?:ever)?|if|while|as long as|provided(?:\\s+that)?|unless|once|falls|wenn|solange|sobald|(?-i:Where|Wo))";
  private static final Sought BEFORE = Sought.of("(?iU)(?:^|[,:(\\n*])\\s*(?:then\\s+|and\\s+|but\\s+|so\\s+)?(?<words>" + KEYWORD + WORDS + "|" + STATE + ")(?:\\s+(?:and|und)\\s+\\$)?\\s*[*_]*(?:[,:)]|\\bthen\\b)");
  private static final Sought BEHIND = Sought.of("(?iU)^\\s*[,(]?\\s*(?:but\\s+)?(?:only\\s+)?(?<words>" + KEYWORD + WORDS + "|" + STATE + ")\\s*[.,;)]");
  /** Behind it the sentence speaks of something else. */
  private static final Sought NEXT = Sought.of("(?iU);|\\b(?:otherwise|always|in general|in any case|in (?:both|all) cases|sonst|allgemein)\\b");

  private WordConditions() {}

  /** Why a claim under such words is not refuted; null if there are none. */
  static String reason(String sentence, String behind) {
    var words = words(sentence, behind);
    return words == null ? null : "it does not hold in general, and where '" + words + "' lets it hold was not understood";
  }

  /**
   * The words; null if there are none.
   *
   * @param sentence up to the formula, in which formulas are dollar signs
   * @param behind   up to the next formula
   */
  static String words(String sentence, String behind) {
    String found = null;
    int end = 0;
    for (var m = BEFORE.matcher(sentence); m.find();) {
      found = m.group("words");
      end = m.end();
    }
    if (found != null && !NEXT.matcher(sentence.substring(end)).find()) {
      return found.strip();
    }
    var m = BEHIND.matcher(behind);
    return m.find() ? m.group("words").strip() : null;
  }
}
