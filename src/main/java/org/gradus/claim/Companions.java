package org.gradus.claim;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Sought;

/** Formulas that make one statement with the one at hand: other solutions, and what it is equivalent to or implies. */
final class Companions {

  private static final Pattern RELATES = Pattern.compile("[=<>≤≥≠∈]|\\\\(?:in|geq?|leq?|neq?|geqslant|leqslant|succeq?|preceq?)(?![a-zA-Z])");
  private static final Pattern ARROW = Pattern.compile("\\\\(?:iff|implies|(?:Long)?[lL]eftrightarrow|(?:Long)?[rR]ightarrow|Leftrightarrow|to)(?![a-zA-Z])|\\\\\\\\");
  /** Formulas in which another value of a name is looked for. */
  private static final int VALUES_AHEAD = 3;
  private static final Sought SOLUTION = Sought.of("(?s)^\\s*(\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*}|\\w))?)\\s*=[^=]*");
  private static final Sought OTHER_SOLUTION = Sought.of("(?is)\\s*(?:,|;|or|oder|and|und|bzw\\.|(?:,|;)\\s*(?:or|oder|and|und))\\s*");

  private final List<Block> blocks;

  Companions(List<Block> blocks) {
    this.blocks = blocks;
  }

  /** Where another solution of the equation at hand follows in the sentence, as in '$x = 2$ or $x = -2$'; 0 if none does. */
  int otherSolution(FormulaText text, int index, Cue cue) {
    return (cue == Cue.NONE || cue == Cue.CONCLUDES) && index + 2 < blocks.size()
        && blocks.get(index + 1) instanceof Block.Prose p && OTHER_SOLUTION.matcher(p.text()).matches()
        && blocks.get(index + 2) instanceof Block.Formula g && !g.display()
        && SOLUTION.matcher(text.latex()) instanceof Matcher one && one.find()
        && SOLUTION.matcher(g.latex()) instanceof Matcher other && other.matches() && one.group(1).equals(other.group(1)) ? index + 2 : 0;
  }

  /** Where the formula stands that this one is said to be equivalent to, or to imply: '$x^2 = 4$ iff $x = \\pm 2$'; 0 if there is none. */
  int equivalent(FormulaText text, int index, Cue cue) {
    var words = ClaimExtractor.wordsBehind(blocks, index);
    return (Prose.IFF.matcher(words).matches() || Prose.ONLY_IF.matcher(words).matches()) && (cue == Cue.NONE || cue == Cue.CONCLUDES)
        && index + 2 < blocks.size() && blocks.get(index + 2) instanceof Block.Formula g && !g.display()
        && RELATES.matcher(text.latex()).find() && RELATES.matcher(g.latex()).find()
        && !ARROW.matcher(text.latex()).find() && !ARROW.matcher(g.latex()).find() ? index + 2 : 0;
  }

  /** Whether the name on the left of the formula gets another value within a few formulas: 'we get x = 1. Also x = −1'. */
  boolean isFollowedByOthers(FormulaText text, int index) {
    var m = SOLUTION.matcher(text.latex());
    if (!m.lookingAt()) {
      return false;
    }
    var name = m.group(1);
    int seen = 0;
    for (int i = index + 1; i < blocks.size() && seen < VALUES_AHEAD && !(blocks.get(i) instanceof Block.Heading); i++) {
      if (blocks.get(i) instanceof Block.Formula f) {
        var other = SOLUTION.matcher(f.latex());
        if (other.lookingAt() && other.group(1).equals(name)) {
          return true;
        }
        seen++;
      }
    }
    return false;
  }
}
