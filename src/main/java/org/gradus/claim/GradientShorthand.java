package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Rewording;
import org.gradus.document.Sought;

/**
 * Writes names of derivatives out: where a document says that dW is ∂L/∂W, {@code dW^{[2]} = dz^{[2]} a^{[1]T}} claims something of
 * derivatives and gives no name a meaning. What says so is left as it is.
 */
final class GradientShorthand {

  /** In what the argument of these holds a d is a letter of a word. */
  private static final Sought WORDS = Sought.of("\\\\(?:text|textbf|textit|mathrm|operatorname\\*?|label|tag|mbox|begin|end|mathbb|mathcal)(?![A-Za-z])\\s*(?=\\{)");

  private static final Sought NUMBER_ABOVE = Sought.of("^(?<name>[^^]*)\\^\\{(?<number>\\d+)\\}$");
  /** d is a size. */
  private static final Sought SIZE = Sought.of("^\\s*d\\s*(?:$|[=><]|\\\\in)|\\^\\s*(?:d(?![A-Za-z])|\\{\\s*d\\s*\\}|\\{[^{}]{0,12}\\\\times\\s*d\\s*\\})|=\\s*1\\s*\\}\\s*\\^\\s*\\{?\\s*d(?![A-Za-z])");

  private final List<StatedGradients> stated;
  /** Whether a number above a name is one of a layer. */
  private boolean numbered;
  private final boolean size;
  /** The letters that the document writes with a mark, or gives a meaning; one d before another letter is a factor. */
  private final Set<String> letters = new HashSet<>();

  private GradientShorthand(List<StatedGradients> stated, Document document) {
    this.stated = stated;
    this.size = document.formulas().stream().anyMatch(f -> SIZE.matcher(f.latex()).find());
    stated.forEach(s -> letters.addAll(s.bases()));
    for (var f : document.formulas()) {
      var s = f.latex();
      if (s.length() < StatedGradients.LONGEST) {
        for (int i = 0; i < s.length(); i++) {
          addDefined(s, i);
        }
      }
    }
  }

  private void addDefined(String s, int i) {
    var marked = GradientMark.D.by(s, i);
    var name = marked != null ? marked : Character.isLetter(s.charAt(i)) || s.charAt(i) == '\\' ? LatexName.at(s, i) : null;
    if (name != null && LatexName.spaces(s, name.end()) < s.length() && s.substring(name.end(), Math.min(s.length(), name.end() + 8)).strip().matches("(?s)&?\\s*:?=.*")) {
      letters.add(name.base());
      numbered |= NUMBER_ABOVE.matcher(name.normal()).matches();
    }
  }

  /** The document with such names written out; the same one where it says nothing of them. */
  static Document writtenOut(Document document) {
    var stated = StatedGradients.in(document).stream().filter(s -> s.mark() != GradientMark.D || document.formulas().stream().noneMatch(f -> f.latex().contains("\\int"))).toList();
    if (stated.isEmpty()) {
      return document;
    }
    var shorthand = new GradientShorthand(stated, document);
    return new Document(document.path(), document.blocks().stream()
        .map(b -> b instanceof Block.Formula f && f.latex().length() < StatedGradients.LONGEST ? Rewording.of(f, shorthand.changes(f.latex())) : b).toList(), document.problems());
  }

  private List<Rewording.Change> changes(String s) {
    var changes = new ArrayList<Rewording.Change>();
    for (int i = 0; i < s.length();) {
      int next = behindOther(s, i);
      var change = next > i ? null : change(s, i);
      if (change != null) {
        changes.add(change);
        next = change.end();
      }
      i = Math.max(next, i + 1);
    }
    return changes;
  }

  /** Behind words, and derivatives that are written out already; the offset itself where none of these begins. */
  private static int behindOther(String s, int i) {
    var words = WORDS.pattern().matcher(s).region(i, s.length());
    if (s.charAt(i) == '\\' && words.lookingAt()) {
      int close = LatexName.token(s, words.end());
      return close < 0 ? words.end() : close;
    }
    if (s.startsWith("\\frac", i) || s.startsWith("\\dfrac", i) || s.startsWith("\\tfrac", i)) {
      int first = LatexName.spaces(s, LatexName.token(s, i));
      int second = LatexName.token(s, first) < 0 ? -1 : LatexName.spaces(s, LatexName.token(s, first));
      int end = second < 0 ? -1 : LatexName.token(s, second);
      return end >= 0 && LatexName.inside(s, second, end).strip().matches("(?s)(?:d(?![A-Za-z]{2})|\\\\partial|\\\\mathrm\\s*\\{\\s*d).*") ? end : i;
    }
    var d = s.charAt(i) == 'd' || s.startsWith("\\partial", i) ? WrittenDerivative.at(s, i) : null;
    return d != null ? d.end() : i;
  }

  private Rewording.Change change(String s, int i) {
    for (var said : stated) {
      var name = said.mark().by(s, i);
      if (name != null && said.covers(name) && isMarked(said.mark(), name, s, i) && StatedGradients.meant(s, name) == null) {
        var power = numbered ? null : NUMBER_ABOVE.matcher(name.latex());
        boolean raised = power != null && power.matches();
        var derivative = "\\frac{\\partial " + said.cost() + "}{\\partial " + (raised ? power.group("name") : name.latex()) + "}";
        var above = raised ? power.group("number") : name.transposed() ? "T" : null;
        return raised && name.transposed() ? null : new Rewording.Change(i, name.end(), above == null ? derivative : "\\left(" + derivative + "\\right)^{" + above + "}");
      }
    }
    return null;
  }

  /** One d before another letter, or apart from it where d is a size, is a factor. */
  private boolean isMarked(GradientMark mark, LatexName name, String s, int i) {
    return mark == GradientMark.BAR || letters.contains(name.base()) && !(size && Character.isWhitespace(s.charAt(i + 1)));
  }
}
