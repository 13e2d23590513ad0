package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;

/** Words of chance that say less than they seem to: questions, denials, 'conditionally independent', what is to be shown. */
final class ChanceDoubts {

  /** 'only if', 'contradiction', 'far from independent', 'conditionally independent', 'independent given Z', 'linearly independent'. */
  private static final Sought OF_DEPENDENCE = Sought.of("(?i)\\b(?:only\\s+(?:if|when)|if\\s+and\\s+only\\s+if|iff|contradiction|far\\s+from|wrong|false|incorrect|untrue|fails?|failing|would|hardly|barely|"
      + "almost|nearly|approximately|roughly|cannot|can't|lacks?|rather\\s+than|instead\\s+of|no|none|wouldn't|doesn't|weren't|wasn't|if\\s+only|"
      + "(?:conditionally|linearly|functionally|algebraically|affinely|mean)[ -]independent)\\b|\\b(?:independen\\w*|i\\.?\\s?i\\.?\\s?d\\b\\.?|uncorrelated)[^.;]{0,40}\\b(?:given|conditional(?:ly)?\\s+on)\\b"
      + "|\\b(?:means?|variances?|expectations?|distributions?|value|laws?)\\s+(?:of\\s+⟦\\d+⟧\\s+)?(?:is|are|being)\\s+independent\\b"
      + "|\\b(?:show|prove|disprove|verify|check|decide|determine|test|ask|claim)\\b(?:(?!\\b(?:if|when|for|where|with|suppose|assum\\w+|let|given|provided|because|since|as|using|of)\\b).)*(?:independen|uncorrelated|i\\.?i\\.?d)");
  private static final Sought DENIAL = Sought.of("(?i)(?:\\b(?:not|no|never|neither|nor|without|cannot|unless|wrong|false|untrue|contradiction)\\b|n't\\b|\\bnon-?)[^,;:]{0,40}$");
  private static final Sought NEW_CASE = Sought.of("(?i)^[-*\\s]*(?:(?:and|but|now|however|also|so|then),?\\s+)*(?:if|when(?:ever)?|in case|unless|otherwise|but|however|instead)\\b");
  /** Words that say where the values of a quantity lie, or that it has a distribution of which more is known than two moments. */
  private static final Sought RESTRICTS = Sought.of("(?i)\\b(?:values?\\s+(?:in|of|on|⟦)|taking|takes?\\s+(?:on|the|only|values?|either)|binary|indicator\\w*|non-?negative|positive|negative|bounded|constant|deterministic|degenerate|"
      + "symmetric\\w*|uniform\\w*|exponential\\w*|poisson|binomial|geometric|hypergeometric|bernoulli|rademacher|gamma|beta|chi|laplace|cauchy|student|pareto|logistic|log-?normal|normal\\w*|gaussian|multinomial|dirichlet|"
      + "coins?|dic?e|signs?|counts?|number\\s+of|probabilit\\w+|fair|integer\\w*|whole|discrete|unit[ -](?:norm|length)|sum\\s+to|same|equal|equals|almost\\s+surely|standardi[sz]ed|normali[sz]ed|on|between|at\\s+(?:most|least)|either|second\\s+moments?|moments?)\\b");
  private static final Sought RANGE = Sought.of("\\\\in(?![a-z])|\\\\(?:geq?|leq?|geqslant|leqslant|sim|pm|subset\\w*|Pr)(?![a-z])|[<>∈≤≥±∼~]|(?<![A-Za-z])P\\s*(?:\\\\left)?[(\\[]|mathbb\\s*\\{?P|\\\\\\{|^\\s*[\\[(]");

  private static final Sought LAW = Sought.of("(?i)\\b(?:binary|uniform\\w*|exponential\\w*|poisson|binomial|geometric|hypergeometric|bernoulli|rademacher|gamma|beta|chi|laplace|cauchy|student|pareto|"
      + "logistic|log-?normal|normal\\w*|gaussian|multinomial|dirichlet|distributed|distribution|constant|deterministic|degenerate|coins?|dic?e|fair|discrete|continuous|density|takes?|taking)\\b");
  private static final Sought SUPPOSES = Sought.of("(?i)\\b(?:suppose|assum\\w+|let|now|instead|if|when|consider|take|given|with|where|for|next|again|new|another|other|different)\\b");
  private static final Sought SIM = Sought.of("\\\\sim(?![a-z])|[∼~]");

  private ChanceDoubts() {}

  /** Whether a kind of distribution is named. */
  static boolean namesLaw(String sentence) {
    return LAW.matcher(sentence).find();
  }

  /** Whether the sentence gives its quantities a distribution that may be another one than before: 'suppose now that X is uniform'. */
  static boolean supposes(String sentence, List<String> formulas) {
    return LAW.matcher(sentence).find() && SUPPOSES.matcher(sentence).find() || formulas.stream().anyMatch(f -> SIM.matcher(f).find());
  }

  /** Whether the sentence says less than that quantities are independent or uncorrelated. */
  static boolean ofDependence(String sentence) {
    return OF_DEPENDENCE.matcher(sentence).find();
  }

  static boolean asks(String sentence) {
    return sentence.endsWith("?");
  }

  /** Whether the words before a mean, a variance or a distribution take it back: 'does not have mean 0'. */
  static boolean before(String words, String token) {
    return !token.matches("(?is).*(?:independent|uncorrelated|i\\.?\\s?i\\.?\\s?d\\b).*") && DENIAL.matcher(words).find();
  }

  /** Whether the sentence begins another case: 'but if Y = X'. */
  static boolean isNewCase(String sentence) {
    return NEW_CASE.matcher(sentence).find();
  }

  /** Whether the sentence may say where the values of its random quantities lie. */
  static boolean restricts(String sentence, List<String> formulas) {
    return RESTRICTS.matcher(sentence).find() || formulas.stream().anyMatch(f -> RANGE.matcher(f).find());
  }
}
