package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * Functions by cases in words: '$f(x) = x^2$ if $x > 0$ and $0$ otherwise', 'for $|r| \le δ$ it is $L(r) = r²/2$ and
 * $δ(|r| − δ/2)$ otherwise', '$h(x) = x$ for $x \ge 0$ and $h(x) = e^x − 1$ for $x < 0$'.
 */
final class WordCases {

  private static final String IF = "(?:if|for(?: all)?|when(?:ever)?|where(?:ver)?|as long as|in case|wenn|falls|für)";
  private static final Sought BEFORE = Sought.of("(?isU).*\\b" + IF + "\\s*$");
  private static final Sought THEN = Sought.of("(?isU)^\\s*,?\\s*(?:(?:it|this|which)\\s+(?:is|equals)|we\\s+(?:have|set|define|let|put)|let|set|then|is|by)?\\s*:?\\s*$");
  private static final Sought BEHIND = Sought.of("(?isU)^\\s*,?\\s*" + IF + "\\s*$");
  private static final Sought AND = Sought.of("(?isU)^\\s*[,;]?\\s*(?:and|or|but|while|whereas|und)?\\s*(?:it\\s+is|by|is|we\\s+(?:have|set))?\\s*$");
  private static final Sought AND_IF = Sought.of("(?isU)^\\s*[,;]?\\s*(?:and|or|but|while|whereas|und)?\\s*" + IF + "\\s*$");
  private static final Sought OTHERWISE = Sought.of("(?isU)^\\s*,?\\s*(?:otherwise|else(?:where)?|in (?:all|the) other cases?|sonst)\\b.*");
  private static final Sought OTHERWISE_BEFORE = Sought.of("(?isU)^\\s*[,;]?\\s*(?:and|or|but)?\\s*(?:otherwise|else(?:where)?|sonst)\\s*,?\\s*(?:it\\s+is|by|is)?\\s*$");
  private static final Sought LAST = Sought.of("(?iU)^\\s*,?\\s*(?:otherwise|else(?:where)?|in (?:all|the) other cases?|sonst)\\b");
  private static final int MAX_CASES = 6;

  /** A function found: what it is called, its value, and the last formula that says so. */
  record Found(Target target, Expr value, int last) {}

  private final Context context;
  private final List<Block> blocks;
  private Target target;
  private final List<Expr> conditions = new ArrayList<>();
  private final List<Expr> values = new ArrayList<>();
  private Expr otherwise;

  WordCases(Context context, List<Block> blocks) {
    this.context = context;
    this.blocks = blocks;
  }

  /** What begins at the formula with this index; null if nothing does. */
  Found at(int index, String sentence) {
    int last = BEFORE.matcher(sentence).matches() && condition(index) != null ? conditionsFirst(index) : valuesFirst(index);
    return last < 0 || target == null || values.size() + (otherwise == null ? 0 : 1) < 2 ? null
        : new Found(target, Exprs.cases(conditions, values, otherwise), last);
  }

  private int valuesFirst(int index) {
    int at = index;
    int last = -1;
    while (values.size() < MAX_CASES) {
      var value = value(at);
      if (value == null) {
        return last;
      }
      if (OTHERWISE.matcher(words(at + 1)).matches() && !values.isEmpty()) {
        otherwise = value;
        return at;
      }
      var condition = BEHIND.matcher(words(at + 1)).matches() ? condition(at + 2) : null;
      if (condition == null) {
        return last;
      }
      conditions.add(condition);
      values.add(value);
      last = at + 2;
      if (OTHERWISE_BEFORE.matcher(words(at + 3)).matches() && (value = value(at + 4)) != null) {
        otherwise = value;
        return at + 4;
      }
      if (!AND.matcher(words(at + 3)).matches()) {
        return last;
      }
      at += 4;
    }
    return last;
  }

  private int conditionsFirst(int index) {
    int at = index;
    int last = -1;
    while (values.size() < MAX_CASES) {
      var condition = condition(at);
      var value = condition != null && THEN.matcher(words(at + 1)).matches() ? value(at + 2) : null;
      if (value == null) {
        return last;
      }
      conditions.add(condition);
      values.add(value);
      last = at + 2;
      if (AND.matcher(words(at + 3)).matches() && OTHERWISE.matcher(words(at + 5)).matches() && (value = value(at + 4)) != null
          || OTHERWISE_BEFORE.matcher(words(at + 3)).matches() && (value = value(at + 4)) != null) {
        otherwise = value;
        return at + 4;
      }
      if (!AND_IF.matcher(words(at + 3)).matches()) {
        return last;
      }
      at += 4;
    }
    return last;
  }

  static boolean isOtherwise(String words) {
    return LAST.matcher(words).find();
  }

  /** The words behind the last case, without the one that belongs to it. */
  static String withoutOtherwise(String words) {
    var m = LAST.matcher(words);
    return m.find() ? " ".repeat(m.end()) + words.substring(m.end()) : words;
  }

  /** The words between two formulas; what no case can be put beside where there are none. */
  private String words(int index) {
    return index < blocks.size() && blocks.get(index) instanceof Block.Prose p ? p.text() : ".";
  }

  private Expr read(int index) {
    if (index >= blocks.size() || !(blocks.get(index) instanceof Block.Formula f) || f.display()) {
      return null;
    }
    try {
      return LatexReader.parse(f.latex().strip().replaceFirst("[.,;]$", ""), context);
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }

  private Expr condition(int index) {
    var e = read(index);
    return e instanceof Expr.Rel r && r.op() != RelOp.EQ && r.op() != RelOp.APPROX || e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND ? e : null;
  }

  /** The value of the case: of the function that the first one names, or by itself. */
  private Expr value(int index) {
    var e = read(index);
    if (!(e instanceof Expr.Rel r)) {
      return e == null || target == null || e instanceof Expr.Logic ? null : e;
    }
    var named = r.op() == RelOp.EQ ? Target.of(r.lhs(), context) : null;
    if (named == null || named.isTableFunction() || named.family() || named.isName() || target != null && !target.equals(named)
        || Trees.any(r.rhs(), x -> x instanceof Expr.Apply a && a.name().equals(named.name()))) {
      return null;
    }
    target = named;
    return r.rhs();
  }
}
