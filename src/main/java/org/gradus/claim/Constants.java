package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;

/**
 * Letters that a document uses for something else than usual: those of constants (an error e, a policy π, mixing weights
 * π_k), and those of functions (any activation σ, a feature map φ).
 */
final class Constants {

  private static final String LETTER = "(?:\\\\pi(?![a-zA-Z])|(?<![A-Za-z\\\\{])e(?![A-Za-z]))";
  private static final Pattern LONE = Pattern.compile("\\s*(?:\\\\pi|e)\\s*[.,;]?\\s*");
  /** What counts samples, layers or steps, in brackets that are the whole superscript: {@code e^{(i)}}, not {@code e^{(a+b)/2}}. */
  private static final String COUNTED = "\\(\\s*(?:[i-nstLNT]|\\\\ell|\\d+)\\s*(?:[+-]\\s*\\d+\\s*)?\\)\\s*(?![\\s/*+\\-\\w\\\\(.])";
  private static final Pattern INDEXED = Pattern.compile(LETTER + "\\s*_|" + LETTER + "\\s*\\^\\s*\\{?\\s*(?:\\*|\\\\(?:ast|star|top|prime)|" + COUNTED + ")");
  private static final Pattern APPLIED = Pattern.compile(LETTER + "\\s*(?:\\\\left)?\\(\\s*[^()=+-]*(?:\\||\\\\mid|\\\\vert|,)");
  private static final Pattern DEFINED = Pattern.compile("(?:^|&|\\\\\\\\|,|;|\\\\q?quad|\\\\text\\{[^{}]*\\}|\\\\begin\\{[a-z*]+\\})\\s*" + LETTER
      + "\\s*(?:(?:\\\\left)?\\(\\s*(?:[A-Za-z]|[01])\\s*(?:\\\\right)?\\)\\s*)?(?:&\\s*)?(?::=|=|\\\\coloneqq|\\\\triangleq|\\\\in(?![a-z])|\\\\sim)(?!\\s*(?:2\\.7|3\\.1|\\\\lim|\\\\exp|\\\\approx|\\d*\\s*\\\\arctan))");
  private static final Pattern IS = Pattern.compile("(?is)^\\s*(?:,\\s*)?(?:is|are|be|denotes?|stands? for|represents?|means|as)\\s+"
      + "(?!(?:the\\s+|an?\\s+)?(?:usual\\s+)?(?:Euler|base|ratio|constant|transcendental|irrational|number|exponential|not|about|approximately|roughly|close|greater|less|larger|smaller)).*");
  private static final Pattern CALLED = Pattern.compile("(?is).*\\b(?:let|where|call|called|denoted?(?: it)? by|errors?|residuals?|polic(?:y|ies)|weights?|probabilit(?:y|ies)|priors?|parameters?|vectors?|"
      + "permutations?|edges?|energy|noise|proportions?|fractions?|distributions?|strateg(?:y|ies)|partitions?|prices?|components?)\\s*$");

  private static final Pattern FUNCTION = Pattern.compile("\\s*(?<letter>\\\\sigma|\\\\phi|\\\\Phi)\\s*(?:\\(\\s*(?:\\\\cdot|[a-z])\\s*\\))?\\s*[.,;]?\\s*");
  private static final Pattern OTHER_FUNCTION = Pattern.compile("(?is)^\\s*,?\\s*(?:is|be|denotes?|stands? for|means|as)\\s+(?:[\\w-]+,?\\s+){0,5}?"
      + "(?:activations?|(?:transfer|squashing|basis|differentiable|smooth|nonlinear|non-linear|monotone|arbitrary|link) functions?|non-?linearit(?:y|ies)|feature (?:maps?|vectors?)|"
      + "(?:leaky\\s+)?relu|rectifier|tanh|hyperbolic tangent|softmax|softplus|identity|step function|standard deviation)\\b.*");
  private static final Pattern USUAL = Pattern.compile("(?i)\\b(?:sigmoid|logistic|(?:standard )?normal|gaussian (?:density|cdf))\\b");

  private Constants() {}

  /**
   * The names of functions whose letter the words give to another function. A document that also speaks of the usual one
   * leaves that meaning.
   */
  static Set<String> otherFunctions(Document document) {
    var found = new LinkedHashSet<String>();
    var blocks = document.blocks();
    if (blocks.stream().anyMatch(b -> b instanceof Block.Prose p && USUAL.matcher(p.text()).find())) {
      return found;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Formula f && !f.display() && OTHER_FUNCTION.matcher(words(blocks, i + 1)).matches()) {
        var m = FUNCTION.matcher(f.latex());
        if (m.matches()) {
          found.add(m.group("letter").substring(1));
        }
      }
    }
    return found;
  }

  /** The plain names of the constants whose letter stands for something else anywhere in the document. */
  static Set<String> overloaded(Document document) {
    var found = new LinkedHashSet<String>();
    var blocks = document.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Formula f && f.latex().length() < 20_000) {
        for (var p : List.of(INDEXED, APPLIED, DEFINED)) {
          for (var m = p.matcher(f.latex()); m.find();) {
            found.add(m.group().contains("\\pi") ? "pi" : "e");
          }
        }
        if (!f.display() && LONE.matcher(f.latex()).matches() && (IS.matcher(words(blocks, i + 1)).matches()
            || CALLED.matcher(words(blocks, i - 1)).matches())) {
          found.add(f.latex().contains("pi") ? "pi" : "e");
        }
      }
    }
    return found;
  }

  private static String words(List<Block> blocks, int i) {
    return i >= 0 && i < blocks.size() && blocks.get(i) instanceof Block.Prose p ? p.text() : "";
  }
}
