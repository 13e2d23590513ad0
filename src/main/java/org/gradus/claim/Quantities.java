package org.gradus.claim;

import java.util.List;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** '$n$ training examples', 'the number of classes $K$', 'a batch of size $B$': letters that count something, and so are whole numbers. */
final class Quantities {

  /** Letters that stand for data or parameters are no counts, whatever noun follows: 'the $w$ weights'. */
  private static final Sought LETTER = Sought.of("[B-GI-VKNcdk-u](?:_\\w+)?");
  private static final String ADJECTIVE = "(?:training|test|validation|labell?ed|i\\.?i\\.?d\\.?|independent|hidden|input|output|binary|data|different|possible|distinct|such|equally likely|mutually exclusive|"
      + "random|noisy|linear|dense|convolutional|attention|fully[- ]connected|sigmoid|time|observed|disjoint|real|scalar|identical|parallel|total)";
  private static final String CLASSES = "(?:classes|categories|outcomes)";
  private static final String THINGS = "(?:samples|examples|observations|data\\s?points|points|instances|images|documents|tokens|words|sentences|units|neurons|nodes|layers|features|inputs|outputs|parameters|weights|"
      + "dimensions|components|steps|timesteps|iterations|epochs|heads|channels|filters|experts|trees|clusters|terms|trials|draws|flips|tosses|coins|batches|mini-?batches|rows|columns|variables|pairs|entries|measurements|subjects|patients)";
  private static final Sought BEHIND = Sought.of("(?is)^\\s*(?:" + ADJECTIVE + "\\s+){0,3}(?:(?<classes>" + CLASSES + ")|(?<things>" + THINGS + "))\\b.*");
  private static final Sought BEFORE = Sought.of("(?is).*\\bnumber\\s+of\\s+(?:the\\s+)?(?:" + ADJECTIVE + "\\s+){0,3}(?:(?<classes>" + CLASSES + ")|(?<things>" + THINGS + "))\\s*(?:,|is|be|by|are|\\()?\\s*$");
  private static final Sought SIZE = Sought.of("(?is).*\\b(?:(?:mini-?)?batch(?:es)?|samples?|data\\s?sets?|training sets?)\\s*-?(?:\\s+of)?\\s+size\\s*(?:,|is|be|of|\\()?\\s*$");
  private static final Sought COUNTS = Sought.of("(?is)^\\s*(?:is|be|denotes?|for)\\s+the\\s+(?:(?:total\\s+)?number\\s+of\\s+(?:the\\s+)?(?:" + ADJECTIVE + "\\s+){0,3}(?:(?<classes>" + CLASSES + ")|(?<things>" + THINGS
      + "))|(?:mini-?)?(?:batch|sample)\\s+size)\\b.*");
  private static final Sought DENIED = Sought.of("(?i)\\b(?:not|no|fraction|share|percentage|average|expected|class|sample|example|layer|unit|neuron|node)\\s*$");

  private final Context context;

  Quantities(Context context) {
    this.context = context;
  }

  /** Takes in what the words on both sides say of a letter that stands alone. */
  void read(Expr letter, String before, String behind, int line) {
    if (!(letter instanceof Expr.Sym s) || !LETTER.matcher(s.name()).matches() || context.isDefined(s.name()) || context.isIndex(s.name())
        || context.rank(s.name(), 0) != null && !context.rank(s.name(), 0).isScalar() || DENIED.matcher(before.strip()).find()) {
      return;
    }
    String counts = SIZE.matcher(before).matches() ? "samples" : null;
    boolean classes = false;
    for (var m : List.of(BEHIND.matcher(behind), BEFORE.matcher(before), COUNTS.matcher(behind))) {
      if (m.matches()) {
        classes |= m.group("classes") != null;
        counts = m.group("classes") != null ? m.group("classes") : m.group("things") != null ? m.group("things") : "samples";
      }
    }
    if (counts != null) {
      take(s, classes, counts, line);
    }
  }

  private void take(Expr.Sym n, boolean classes, String things, int line) {
    if (context.assumptions().stream().anyMatch(a -> n.name().equals(a.name()) && "integer".equals(a.keyword()))) {
      return;
    }
    var where = " (line " + line + ")";
    context.assume(new Assumption(null, "integer", n.name(), n + " integer" + where), Lifetime.SCOPE);
    var least = Exprs.rel(RelOp.GE, n, Exprs.num(Rational.of(classes ? 2 : 1))); // of one class there is nothing to tell
    context.assume(new Assumption(least, null, n.name(), least + ", a number of " + things + where), Lifetime.SCOPE);
  }
}
