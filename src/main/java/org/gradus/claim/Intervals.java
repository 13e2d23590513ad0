package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Sets of numbers that stand in a formula of their own: 'p and q in (0, 1)', 'h is concave on [0, 1]'. */
final class Intervals {

  private static final String END = "\\s*(-?\\d+(?:\\.\\d+)?|[-+]?\\s*\\\\infty)\\s*";
  private static final Sought INTERVAL = Sought.of("\\s*(?:\\\\left|\\\\big)?\\s*([(\\[\\]])" + END + "[,;]" + END + "(?:\\\\right|\\\\big)?\\s*([)\\[\\]])\\s*");
  private static final Sought VALUES = Sought.of("\\s*(?:\\\\left)?\\s*\\\\\\{\\s*(-?\\d+(?:\\s*,\\s*-?\\d+){1,4})\\s*(?:\\\\right)?\\s*\\\\}\\s*");
  private static final Sought IN = Sought.of("(?is)\\s*(?:,?\\s*(?:both|all|each|which|that)\\s+)*(?:(?:lie|lies|lying|are|is|be|with|having|taking|takes?)\\s+)*(?:values?\\s+)?(?:in|within|from)\\s+"
      + "(?:the\\s+)?(?:(?:open|closed|unit|half-open)\\s+)*(?:interval|range|set)?\\s*");
  private static final Sought ON = Sought.of("(?is).*\\b(?:concave|convex|increasing|decreasing|monotone|defined|differentiable|smooth|continuous|function)\\s+(?:on|over)\\s+(?:the\\s+)?(?:(?:open|closed|unit)\\s+)*(?:interval\\s+)?");
  private static final Sought FUNCTION = Sought.of("(?s)\\s*\\\\?[A-Za-z]+(?:_\\{?\\w+\\}?)?\\s*\\(\\s*(\\\\?[A-Za-z]+)\\s*\\)\\s*(?::?=.*)?");

  /** What holds of a function there, and not of other places, is no domain. */
  private static final Sought SHAPE = Sought.of("(?i)\\b(?:concave|convex|increasing|decreasing|monotone)\\s+(?:on|over)\\b[^$]*$");

  private static final Sought CONDITION = Sought.of("(?i)\\b(?:if|when|whenever|falls|wenn)\\b");
  private static final Sought FOR = Sought.of("(?i)\\b(?:for|on|over|für)\\b");

  private final Context context;

  Intervals(Context context) {
    this.context = context;
  }

  /**
   * Takes a set in, if that is what the formula is and the words say what lies in it.
   *
   * @param sentence up to the formula
   */
  boolean read(FormulaText text, List<Block> blocks, int index, String sentence, Cue cue) {
    var latex = text.latex();
    if (text.display() || index < 2 || !(blocks.get(index - 1) instanceof Block.Prose words) || !(blocks.get(index - 2) instanceof Block.Formula one)
        || !INTERVAL.matcher(latex).matches() && !VALUES.matcher(latex).matches()) {
      return false;
    }
    List<Expr> names;
    if (IN.matcher(words.text()).matches()) {
      names = listed(blocks, index - 2);
    } else if (ON.matcher(words.text()).matches() && FUNCTION.matcher(one.latex()) instanceof Matcher m && m.matches()) {
      names = new NumberWords(context).names(m.group(1));
    } else {
      return false;
    }
    if (names.isEmpty() || cue == Cue.DENIES || cue == Cue.EXCLUDES || names.stream().anyMatch(n -> !(n instanceof Expr.Sym v) || context.isDefinedHere(v.name()))) {
      return false;
    }
    for (var n : names) {
      var v = (Expr.Sym) n;
      context.anew(v.name());
      if (context.isDefined(v.name())) {
        context.undefine(v.name()); // p is what an earlier part called so no longer
      }
      var relation = relation(v, latex);
      context.use(v);
      var assumption = new Assumption(relation, null, v.name(), relation + " (line " + text.start(0).line() + ")");
      boolean shape = SHAPE.matcher(words.text()).find();
      context.assume(assumption, shape || CONDITION.matcher(sentence).find() ? Lifetime.SENTENCE : FOR.matcher(sentence).find() ? Lifetime.PART : Lifetime.SCOPE);
      if (shape) {
        context.hypotheses().perhaps(assumption);
      }
    }
    return true;
  }

  /** The names in a list of formulas that ends here. */
  private List<Expr> listed(List<Block> blocks, int end) {
    var all = new ArrayList<Expr>();
    for (int i = end; i >= 0 && blocks.get(i) instanceof Block.Formula f && !f.display(); i -= 2) {
      all.addAll(new NumberWords(context).names(f.latex()));
      boolean more = i >= 2 && blocks.get(i - 1) instanceof Block.Prose p && !p.text().isBlank() && Prose.LISTING.matcher(p.text()).matches();
      if (!more) {
        break;
      }
    }
    return all;
  }

  private static Expr relation(Expr.Sym v, String latex) {
    var m = INTERVAL.matcher(latex);
    if (!m.matches()) {
      var values = VALUES.matcher(latex);
      values.matches();
      return Exprs.or(Arrays.stream(values.group(1).split(",")).map(x -> Exprs.rel(RelOp.EQ, v, number(x))).toList());
    }
    var parts = new ArrayList<Expr>();
    if (!m.group(2).contains("infty")) {
      parts.add(Exprs.rel(m.group(1).equals("[") ? RelOp.GE : RelOp.GT, v, number(m.group(2))));
    }
    if (!m.group(3).contains("infty")) {
      parts.add(Exprs.rel(m.group(4).equals("]") ? RelOp.LE : RelOp.LT, v, number(m.group(3))));
    }
    return Exprs.and(parts);
  }

  private static Expr number(String digits) {
    return Exprs.num(Rational.of(new BigDecimal(digits.strip())));
  }
}
