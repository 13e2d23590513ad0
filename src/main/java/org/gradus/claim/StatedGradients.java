package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;

/**
 * What a document says of names that stand for derivatives of its cost: {@code dz^{[l]} = \frac{\partial L}{\partial z^{[l]}}}, 'we
 * write $\bar{v}$ for $\partial L/\partial v$'. What it says of several, or of one in words that mean more, holds for all of that form;
 * a bar that is no mean's is one for all.
 *
 * @param mark  how the names are made
 * @param cost  what is differentiated, as written
 * @param bases the letters of which it is said, without their scripts
 * @param all   whether it is said of every letter
 * @param other the letters that stand for something else with the mark: a mean, a step
 */
record StatedGradients(GradientMark mark, String cost, Set<String> bases, boolean all, Set<String> other) {

  /** Longer formulas are not looked through. */
  static final int LONGEST = 20_000;

  private static final Sought EQUALS = Sought.of("^\\s*&?\\s*(?::=|=|\\\\equiv|\\\\coloneqq|\\\\triangleq|\\\\doteq|\\\\mathrel\\{:=\\})\\s*&?");
  /** 'dW denotes ∂L/∂W' */
  private static final Sought MEANS = Sought.of("(?i)^[\\s,:(]*(?:(?:to|we|will|shall|always|simply|just|here|which|that)\\s+)*(?:denotes?|denoting|means?|mean|stands?\\s+for|represents?|abbreviates?|is|are|be|for|as)\\b(?<rest>[\\w\\s,'-]{0,60})$");
  /** '∂L/∂W is denoted dW' */
  private static final Sought CALLED = Sought.of("(?i)^\\s*(?:(?:is|are|be|will|simply|just)\\s+)*(?:denoted|written|abbreviated|called|by|as)(?:\\s+(?:by|as|simply|just|to|be))*[\\s:]*$");
  private static final Sought OTHERWISE = Sought.of("(?i)\\b(?:not|never|instead|rather|times|minus|plus|twice|half|negative|transposed?|scaled|update|step)\\b|n[’']t\\b");
  /** What is said is meant of other letters, too. */
  private static final Sought GENERAL = Sought.of("(?i)\\b(?:likewise|similarly|analogous\\w*|accordingly|correspondingly|and so on|and so forth|etc|in the same way|for (?:every|each|any|all)|every (?:variable|quantity|node)|"
      + "(?:any|each) (?:variable|quantity|node)|convention|all (?:other|the other|variables|quantities)|respectively)\\b");
  private static final Sought MEANS_OF_DATA = Sought.of("(?i)\\b(?:means?\\s+of|sample means?|averages?|the mean|mean value|means are)\\b");

  /** What a document says, at most once of each mark; where it says two things, nothing is known. */
  static List<StatedGradients> in(Document document) {
    var found = new ArrayList<StatedGradients>();
    for (var mark : GradientMark.values()) {
      var said = new Search(document, mark).result();
      if (said != null) {
        found.add(said);
      }
    }
    return found;
  }

  /** Whether a name with the mark is one of these. */
  boolean covers(LatexName name) {
    return !other.contains(name.base()) && (all || bases.contains(name.base()));
  }

  /** The names of one mark, and where it is said of them what they are. */
  private static final class Search {
    private final List<Block> blocks;
    private final GradientMark mark;
    private final Set<String> bases = new LinkedHashSet<>();
    private final Set<String> costs = new HashSet<>();
    private boolean all;

    Search(Document document, GradientMark mark) {
      this.blocks = document.blocks();
      this.mark = mark;
    }

    StatedGradients result() {
      for (int i = 0; i < blocks.size(); i++) {
        if (blocks.get(i) instanceof Block.Formula f && f.latex().length() < LONGEST) {
          equations(f.latex(), i);
          words(f.latex(), i);
        }
      }
      if (costs.size() != 1) {
        return null;
      }
      all |= mark == GradientMark.BAR || bases.size() > 1;
      if (mark == GradientMark.BAR && blocks.stream().anyMatch(b -> b instanceof Block.Prose p && MEANS_OF_DATA.matcher(p.text()).find())) {
        all = false;
      }
      return new StatedGradients(mark, costs.iterator().next(), Set.copyOf(bases), all, others());
    }

    /** {@code \bar{x} = \frac1n \sum_i x_i}, {@code dw = -\eta \frac{\partial L}{\partial w}}. */
    private Set<String> others() {
      var others = new HashSet<String>();
      for (var b : blocks) {
        if (b instanceof Block.Formula f && f.latex().length() < LONGEST) {
          for (int i = 0; i < f.latex().length(); i++) {
            var name = mark.by(f.latex(), i);
            if (name != null && meant(f.latex(), name) == null && isOther(f.latex(), name)) {
              others.add(name.base());
            }
          }
        }
      }
      return others;
    }

    private boolean isOther(String s, LatexName name) {
      var equals = EQUALS.matcher(s.substring(name.end(), Math.min(s.length(), name.end() + 24)));
      if (!equals.find()) {
        return false;
      }
      int from = name.end() + equals.end();
      boolean sum = false;
      boolean marked = false;
      for (int i = from; i < s.length() && s.charAt(i) != '=' && !s.startsWith("\\\\", i); i++) {
        sum |= s.startsWith("\\sum", i);
        marked |= mark.by(s, i) != null;
        var d = s.charAt(i) == '\\' || s.charAt(i) == 'd' ? WrittenDerivative.at(s, i) : null;
        if (d != null && d.by().base().equals(name.base()) && costs.contains(d.of()) && i > LatexName.spaces(s, from)) {
          return true;
        }
      }
      return mark == GradientMark.BAR && sum && !marked;
    }

    private void equations(String s, int block) {
      for (int i = 0; i < s.length(); i++) {
        var name = mark.by(s, i);
        var d = name == null || name.transposed() ? null : meant(s, name);
        if (d != null) {
          add(name, d, block);
        }
      }
    }

    private void words(String s, int block) {
      if (block + 2 >= blocks.size() || !(blocks.get(block + 1) instanceof Block.Prose p) || !(blocks.get(block + 2) instanceof Block.Formula next)
          || OTHERWISE.matcher(p.text()).find()) {
        return;
      }
      var called = CALLED.matcher(p.text()).find();
      var first = called ? next.latex() : s;
      var second = called ? s : next.latex();
      if (!called && !MEANS.matcher(p.text()).find()) {
        return;
      }
      int start = LatexName.spaces(first, 0);
      var name = start < first.length() ? mark.by(first, start) : null;
      var d = WrittenDerivative.at(second, 0);
      if (name != null && first.substring(name.end()).isBlank() && d != null && second.substring(d.end()).isBlank() && d.by().normal().equals(name.normal())) {
        add(name, d, block);
      }
    }

    private void add(LatexName name, WrittenDerivative d, int block) {
      bases.add(name.base());
      costs.add(d.of());
      all |= GENERAL.matcher(around(block)).find();
    }

    /** The words of the paragraph that a formula stands in. */
    private String around(int block) {
      int from = block;
      while (from > 0 && !endsParagraph(blocks.get(from - 1))) {
        from--;
      }
      int to = block;
      while (to + 1 < blocks.size() && !endsParagraph(blocks.get(to))) {
        to++;
      }
      return blocks.subList(Math.max(0, from - 1), to + 1).stream().map(b -> b instanceof Block.Prose p ? p.text() : "").collect(Collectors.joining(" @ "));
    }

    private static boolean endsParagraph(Block b) {
      return !(b instanceof Block.Prose p ? !p.text().contains("\n\n") : b instanceof Block.Formula f && !f.display());
    }
  }

  /** The derivative by itself that an equation gives for the name; null if there is none. */
  static WrittenDerivative meant(String s, LatexName name) {
    var m = EQUALS.matcher(s.substring(name.end(), Math.min(s.length(), name.end() + 24)));
    var d = m.find() ? WrittenDerivative.at(s, name.end() + m.end()) : null;
    return d != null && d.by().normal().equals(name.normal()) && isAlone(s, d.end()) ? d : null;
  }

  /** Nothing is multiplied with it, and nothing added. */
  private static boolean isAlone(String s, int from) {
    int i = LatexName.spaces(s, from);
    return i >= s.length() || "=&,.;)\\:".indexOf(s.charAt(i)) >= 0 && !s.startsWith("\\cdot", i) && !s.startsWith("\\frac", i) && !s.startsWith("\\odot", i)
        && !s.startsWith("\\partial", i) && !s.startsWith("\\left", i) && !s.startsWith("\\times", i) && !s.startsWith("\\circ", i) && !s.startsWith("\\mathbf", i);
  }
}
