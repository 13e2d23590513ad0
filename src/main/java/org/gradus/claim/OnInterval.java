package org.gradus.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;

/**
 * Where a formula holds, by an interval that names no variable: '$\cos x > 0$ on $(0, 1)$', 'On $[0, \pi]$ we have $\sin x \ge 0$'.
 * It is said of the one name in the formula that has no value; with several of them nobody knows of which, and the formula is not
 * refuted.
 */
final class OnInterval {

  private static final String WHICH = "(?:the\\s+)?(?:(?:open|closed|unit|half-open|whole|entire|offenen|abgeschlossenen|ganzen)\\s+)*";
  private static final String INTERVAL = "(?:interval|range|domain|region|half-line|intervall|bereich)";
  private static final String ON = "(?:(?:on|over|auf|throughout)\\s+" + WHICH + INTERVAL + "?|(?:in|within|inside|im|in dem)\\s+" + WHICH + INTERVAL + ")\\s*$";
  private static final Sought BEHIND = Sought.of("(?i)^\\s*,?\\s*(?:(?:only|everywhere|holds|gilt|is true)\\s+)*" + ON);
  private static final Sought AHEAD = Sought.of("(?i)(?:^|[.,;:!?\\n(*-]|\\b(?:and|but|while|whereas|that|then|so|und|hence|thus|also))\\s*" + ON);
  private static final Sought UNNAMED = Sought.of("\\s*\\{?\\s*(?:\\\\(?:mathcal|mathbb|mathrm)\\s*)?\\{?\\s*[A-Z]\\s*\\}?(?:_\\w|_\\{[^{}]*\\})?\\s*\\}?\\s*");
  private static final int REACH = 12;

  private final Context context;
  private final List<Block> blocks;

  OnInterval(Context context, List<Block> blocks) {
    this.context = context;
    this.blocks = blocks;
  }

  /**
   * Takes in where the formula holds.
   *
   * @param from  the first of its places
   * @param to    the last of them
   * @return why it is not refuted, because where it holds was not understood; or null
   */
  String read(FormulaText text, List<Statement> statements, int from, int to) {
    if (statements.stream().allMatch(s -> s.relations().isEmpty()) || statements.stream().flatMap(s -> s.relations().stream()).anyMatch(r -> r.kind() == Relation.Kind.IN)) {
      return null;
    }
    var place = text.display() ? null : behind(to);
    boolean following = false;
    if (place == null) {
      place = ahead(from);
      if (place == null && !text.display()) {
        place = ofNext(to);
        following = place != null;
      }
    }
    if (place == null) {
      return null;
    }
    var facts = new Restrictions(context).set(place.latex());
    if (facts != null && facts.isEmpty()) {
      return null;
    }
    var open = "it does not hold in general, and how '" + place.latex().strip() + "' restricts it was not understood";
    var name = facts == null || following ? null : name(text, statements);
    if (name == null) {
      return open;
    }
    int line = text.start(0).line();
    var relation = Exprs.and(facts.stream().map(f -> f.of(name, line).relation()).toList());
    var assumption = new Assumption(relation, null, name.name(), relation + " (line " + line + ")");
    context.hypotheses().endBehind(context.hypotheses().behind(), a -> a.relation() != null && Trees.freeSymbols(a.relation()).equals(Set.of(name)));
    context.assume(assumption, Lifetime.SENTENCE);
    context.hypotheses().behind(relation);
    context.hypotheses().perhaps(assumption);
    return null;
  }

  /** The interval right behind. */
  private Block.Formula behind(int index) {
    return BEHIND.matcher(prose(index + 1)).find() ? interval(index + 2) : null;
  }

  /** The interval that the sentence, or its part, began with. */
  private Block.Formula ahead(int index) {
    for (int i = index - 1; i > 0 && i > index - REACH && blocks.get(i) instanceof Block.Prose p && Prose.lastSentenceEnd(p.text()) < 0; i -= 2) {
      var found = interval(i - 1);
      if (found != null && AHEAD.matcher(clause(i - 2)).find()) {
        return found;
      }
    }
    return null;
  }

  /** The interval behind the next formula of a list: it may be that of all of them. */
  private Block.Formula ofNext(int index) {
    for (int i = index; i + 2 < blocks.size() && i < index + REACH && Prose.LISTING.matcher(prose(i + 1)).matches() && blocks.get(i + 2) instanceof Block.Formula f && !f.display(); i += 2) {
      var found = behind(i + 2);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Block.Formula interval(int index) {
    return index >= 0 && index < blocks.size() && blocks.get(index) instanceof Block.Formula f && !f.display()
        && (Restrictions.INTERVAL.matcher(f.latex()).matches() || UNNAMED.matcher(f.latex()).matches()) ? f : null;
  }

  /** The last part of the words there, as far as the sentence goes. */
  private String clause(int index) {
    var words = index < 0 ? "" : prose(index);
    return words.substring(Math.max(0, Prose.lastSentenceEnd(words)));
  }

  private String prose(int index) {
    return index >= 0 && index < blocks.size() && blocks.get(index) instanceof Block.Prose p ? p.text() : "";
  }

  /** The one name without a value; null if there are more, or none. */
  private Expr.Sym name(FormulaText text, List<Statement> statements) {
    var names = new HashSet<Expr.Sym>();
    for (var s : statements) {
      for (var m : s.members()) {
        var side = m.isEmpty() ? null : Side.read(m, text, context);
        if (side != null && side.raw() == null) {
          return null;
        }
        if (side != null) {
          Trees.freeSymbols(side.exact()).stream().filter(v -> !context.hypotheses().fixes(Set.of(v))).forEach(names::add);
        }
      }
    }
    return names.size() == 1 && !context.isDefined(names.iterator().next().name()) ? names.iterator().next() : null;
  }
}
