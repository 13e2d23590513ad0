package org.gradus.claim;

import org.gradus.document.Sought;

/** Words by which a formula is meant only about so: 'roughly', 'to leading order', 'up to a constant', 'for large n'. */
final class Loosely {

  private static final String WHAT_IS_LEFT = "(?:\\w+\\s+){0,4}(?:constants?|terms?|factors?|orders?|normali[sz]\\w*|offsets?|scal\\w+|signs?|Konstanten?|Terme?|Faktor\\w*)";
  private static final String WORDS = "roughly|approximately|approx\\.?|nearly|almost|essentially|basically|practically|virtually|more or less|circa|ca\\.|asymptotic\\w*|heuristically|informally|"
      + "to (?:first|second|third|leading|lowest|linear|quadratic) order|up to (?:" + WHAT_IS_LEFT + ")|(?:ignor|neglect|dropp|omitt|discard|disregard|forgett)ing (?:" + WHAT_IS_LEFT + ")|"
      + "in expectation|on average|in the mean|in the limit|in practice|(?:for|if|when|with) (?:very |sufficiently |sehr )?(?:small|large|tiny|huge|große[sn]?|kleine[sn]?)|"
      + "ungefähr|näherungsweise|etwa|bis auf (?:" + WHAT_IS_LEFT + ")|im Mittel|environ|à peu près|approximativement|en moyenne|aproximadamente|en promedio";
  private static final Sought BEFORE = Sought.of("(?iU)\\b(?<words>" + WORDS + ")(?!\\w)|\\b(?<about>about|around|rund)\\s*$");
  private static final Sought BEHIND = Sought.of("(?iU)^[^.;!?]{0,30}?\\b(?<words>" + WORDS + ")(?!\\w)");

  private Loosely() {}

  /** Why a claim with such words is not refuted; null if there are none. */
  static String reason(String sentence, String behind) {
    var words = words(sentence, behind);
    return words == null ? null : "it does not hold exactly, and '" + words + "' leaves open how closely it is meant";
  }

  /**
   * The words; null if there are none.
   *
   * @param sentence up to the formula
   * @param behind   up to the next formula
   */
  static String words(String sentence, String behind) {
    var before = BEFORE.matcher(sentence);
    if (before.find()) {
      return before.group("words") != null ? before.group("words") : before.group("about");
    }
    var after = BEHIND.matcher(behind);
    return after.find() ? after.group("words") : null;
  }
}
