package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;

/** Letters of constants that a document uses for something else: an error e, a policy π, mixing weights π_k. */
final class Constants {

  private static final String LETTER = "(?:\\\\pi(?![a-zA-Z])|(?<![A-Za-z\\\\{])e(?![A-Za-z]))";
  private static final Pattern LONE = Pattern.compile("\\s*(?:\\\\pi|e)\\s*[.,;]?\\s*");
  private static final Pattern INDEXED = Pattern.compile(LETTER + "\\s*_|" + LETTER + "\\s*\\^\\s*\\{?\\s*(?:\\*|\\\\(?:ast|star|top|prime)|\\()");
  private static final Pattern APPLIED = Pattern.compile(LETTER + "\\s*(?:\\\\left)?\\(\\s*[^()=+-]*(?:\\||\\\\mid|\\\\vert|,)");
  private static final Pattern DEFINED = Pattern.compile("(?:^|&|\\\\\\\\|,|;|\\\\q?quad|\\\\text\\{[^{}]*\\}|\\\\begin\\{[a-z*]+\\})\\s*" + LETTER
      + "\\s*(?:(?:\\\\left)?\\(\\s*[A-Za-z]\\s*(?:\\\\right)?\\)\\s*)?(?:&\\s*)?(?::=|=|\\\\coloneqq|\\\\triangleq|\\\\in(?![a-z])|\\\\sim)(?!\\s*(?:2\\.7|3\\.1|\\\\lim|\\\\exp|\\\\approx|\\d*\\s*\\\\arctan))");
  private static final Pattern IS = Pattern.compile("(?is)^\\s*(?:,\\s*)?(?:is|are|be|denotes?|stands? for|represents?|means|as)\\s+"
      + "(?!(?:the\\s+|an?\\s+)?(?:usual\\s+)?(?:Euler|base|ratio|constant|transcendental|irrational|number|exponential|not|about|approximately|roughly|close|greater|less|larger|smaller)).*");
  private static final Pattern CALLED = Pattern.compile("(?is).*\\b(?:let|where|call|called|denoted?(?: it)? by|errors?|residuals?|polic(?:y|ies)|weights?|probabilit(?:y|ies)|priors?|parameters?|vectors?|"
      + "permutations?|edges?|energy|noise|proportions?|fractions?|distributions?|strateg(?:y|ies)|partitions?|prices?|components?)\\s*$");

  private Constants() {}

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
