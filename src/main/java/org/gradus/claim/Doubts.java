package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * What is said of names and cannot be used: words such as 'normalized' or 'in the null space of', and formulas that do not
 * read. It leaves the names open, so that no counterexample chooses their values.
 */
final class Doubts {

  /** Independent samples have any values. */
  private static final String INDEPENDENT = "independent(?!(?:,? and identically distributed)?\\s+(?:random\\s+)?(?:samples?|observations?|draws?|realizations?|variables?|copies)\\b)";
  private static final String RESTRICTING = "(?:(?:ortho)?normali[sz]ed|(?:of |with |has |have )?unit\\b|orthogonal|orthonormal|perpendicular|idempotent|nilpotent|involut\\w+|"
      + "(?:non-?)?singular|(?:full|low|rank)[- ]rank|rank\\b|null[- ]?space|kernel|(?:column|row) space|span\\w*|subspace|eigen\\w+|centered|centred|"
      + "(?:zero|0|\\$0\\$)[- ]mean|mean[- ](?:is )?(?:zero|0)|standardi[sz]ed|whitened|stochastic|sums? (?:up )?to|adds? up to|simplex|sorted|ordered|distinct|disjoint|"
      + INDEPENDENT + "|uncorrelated|parallel|collinear|proportional|constant|equal|identical|permutation|project(?:ion|or)s?|skew|hermitian|unitary|"
      + "(?:semi-?)?definite|odd|even|multiple|small|bounded|at most|at least|(?:less|greater|larger|smaller) than|vanish\\w*|commut\\w+|"
      + "(?:in|ex)vertible|inverse|non-?negative|positive|negative|non-?zero|balanced|inequality|satisf\\w+|integers?|natural|whole number|prime|rational|solves?|solution)";
  private static final Sought AFTER = Sought.of("(?is)^\\s*,?\\s*(?:is|are|be|has|have|having|being|with|which|that|lies?|satisf\\w+|in|of|both|all)\\b[^.;:$]*?\\b"
      + RESTRICTING + "(?![\\w-]).*");
  /** Independent observations are any values; independent vectors, said behind them, are not. */
  private static final Sought BEFORE = Sought.of("(?is).*\\b" + RESTRICTING.replace("|" + INDEPENDENT + "|", "|linearly independent|") + "\\s+(?:[a-z-]+\\s+){0,2}$");
  /** Sentences about the quantities of a document as a whole, without a name. */
  private static final Sought NAMELESS = Sought.of("(?is)\\b(?:data|inputs?|features?|samples?|weights?|vectors?|columns?|rows?|coefficients?|probabilities|"
      + "points?|observations?|variables?|regressors?|basis|matri(?:x|ces))\\s+(?:is|are|be|have|has|having|being|to be|with|of|that|which|were|was|all|have been|has been|"
      + "\\s|already|assumed|mutually|pairwise)+\\s*(?:(?:been|all|both|already|mutually|pairwise|a|an|columns?)\\s+)*(?:centered|centred|(?:zero|0)[- ]mean|mean[- ](?:zero|0)|mean of (?:zero|0)|(?:ortho)?normali[sz]ed|standardi[sz]ed|whitened|"
      + "sums? (?:up )?to|adds? up to|summing to|orthonormal|orthogonal|uncorrelated|linearly independent|unit (?:norm|length|variance)|invertible|idempotent|stochastic|balanced|non-?negative|positive|symmetric)\\b(?! to the)"
      + "|\\b(?:vectors?|columns?|rows?)\\s+(?:are|be|being)\\s+(?:mutually\\s+|pairwise\\s+)?independent\\b|\\b(?:centered|centred|zero[- ]mean|whitened|standardi[sz]ed|orthonormal|unit[- ](?:norm|length))\\s+(?:data|inputs?|features?|samples?|weights?|vectors?|columns?|rows?|points?|observations?|residuals?|errors?|variables?|basis)\\b");
  private static final Sought OF_MATRICES = Sought.of("(?i)\\b(?:full column rank|positive[- ](?:semi-?)?definite|spd|psd|invertible|non-?singular)\\b");
  private static final Sought ORTHOGONAL = Sought.of("(?i)\\b(?:orthogonal|orthonormal)\\b");
  /** Said of the matrix that stands right before: 'has orthonormal columns'. */
  private static final Sought OF_ONE = Sought.of("(?is)^\\s*,?\\s*(?:matrix\\s+)?(?:be|is|has|have|with|having)\\b[^.;:]{0,60}?\\borthonormal\\s+(?=columns|rows)");
  private static final Sought NAME = Sought.of(
      "(?:\\\\(?:hat|tilde|bar|vec|mathbf|boldsymbol|bm|mathcal|widehat|overline)\\s*(?:\\{\\s*\\\\?[A-Za-z]+\\s*\\}|\\s[A-Za-z])|\\\\[a-zA-Z]+|[A-Za-z])(?:_(?:\\{[^{}]*\\}|[A-Za-z0-9]))?");

  private static final Sought LOGARITHM = Sought.of("(?is)\\b(?:log(?:arithm)?s?\\b[^.]{0,40}\\bbase(?!\\s+\\$?\\\\?e\\b)|base[- ](?:2|10|two|ten)\\b|(?:binary|common|decimal) logarithm|measured in bits|\\$\\\\log\\$[^.]{0,30}\\bbase(?!\\s+\\$?\\\\?e\\b))");

  private Doubts() {}

  /** Whether the words say that logarithms have another base than e. */
  static boolean otherLogarithm(String words) {
    return LOGARITHM.matcher(words).find();
  }

  /** Whether the words right before or behind a name restrict it. */
  static boolean restrict(String before, String after) {
    return AFTER.matcher(after).matches() || BEFORE.matcher(before).matches();
  }

  /** The same for vectors and matrices, of which {@link ArrayProperties} knows more words. */
  static boolean restrictArrays(String before, String after) {
    var own = ArrayProperties.ofThis(before);
    if (ArrayProperties.orthogonality(own, after) != null) {
      return restrict(ORTHOGONAL.matcher(own).replaceAll("square"), ORTHOGONAL.matcher(after).replaceAll("square"));
    }
    return restrict(OF_MATRICES.matcher(own).replaceAll("square"), OF_MATRICES.matcher(after).replaceAll("square"));
  }

  /**
   * Where words without a formula restrict quantities that they do not name; −1 if they do not.
   *
   * @param behindFormula whether they begin behind the only formula that they can be about
   */
  static int nameless(String words, boolean behindFormula) {
    var m = NAMELESS.matcher(behindFormula ? OF_ONE.matcher(words).replaceFirst(x -> " ".repeat(x.group().length())) : words);
    return m.find() ? m.start() : -1;
  }

  /** The names in a formula, as far as the single ones read. */
  static Set<String> names(String latex, Context context) {
    var found = new LinkedHashSet<String>();
    for (var m = NAME.matcher(latex); m.find();) {
      for (var part : new String[] {m.group(), m.group().replaceFirst("_(?:\\{[^{}]*\\}|[A-Za-z0-9])$", "")}) {
        try {
          switch (LatexReader.parse(part, context)) {
            case Expr.Sym s -> found.add(s.name());
            case Expr.Indexed x -> found.add(x.base());
            case Expr _ -> { }
          }
        } catch (NotationException | IllegalArgumentException _) {
          // a command that is no name
        }
      }
    }
    return found;
  }
}
