package org.gradus.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * {@code p − e_y}: the unit vector with its 1 at the class y, where the document says that e_y is one, or writes {@code −\log p_y} for
 * the cost and gives e no other meaning.
 */
final class ClassUnits {

  private static final Sought UNIT = Sought.of("(?<![A-Za-z\\\\{])(?:e|\\\\(?:mathbf|boldsymbol|bm|vec)\\s*\\{\\s*e\\s*\\})\\s*_\\s*(?:\\{\\s*(?<a>[a-z])\\s*\\}|(?<b>[a-z])(?![A-Za-z]))");
  private static final Sought LOSS_OF_CLASS = Sought.of("-\\s*\\\\(?:log|ln)\\s*(?:\\\\left)?\\(?\\s*(?:\\\\hat\\s*\\{?\\s*)?[a-z]\\s*\\}?\\s*_\\s*(?:\\{\\s*(?<a>[a-z])\\s*\\}|(?<b>[a-z])(?![A-Za-z]))");
  private static final Sought SAID_BEHIND = Sought.of("(?i)^[^.;]{0,40}\\b(?:one-?hot|(?:standard|canonical) (?:basis|unit)|(?:-|\\d)th (?:standard |canonical )?(?:unit|basis) vector)");
  private static final Sought SAID_BEFORE = Sought.of("(?i)\\b(?:one-?hot|standard basis|canonical basis|standard unit)(?:[- ]encoded)?\\s+(?:vectors?|encodings?|labels?)[\\s:]*$");
  /** 'the $y$-th unit vector' */
  private static final Sought NUMBERED = Sought.of("(?i)^-?\\s?th\\s+(?:standard |canonical )?(?:unit|basis)\\s+vector");
  /** e is something else: an error, a vector with entries of its own. */
  private static final Sought OTHER = Sought.of("(?:^|[,;&]|\\\\\\\\|quad)\\s*e(?:\\s*_\\s*(?:\\{\\s*\\w\\s*\\}|\\w))?\\s*&?\\s*(?::?=|\\\\in|\\\\sim|\\\\equiv)");

  private ClassUnits() {}

  /** The letters below e that say where the 1 of a unit vector is. */
  static Set<String> in(Document document) {
    var used = new HashSet<String>();
    var classes = new HashSet<String>();
    var said = new HashSet<String>();
    var blocks = document.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Formula f && f.latex().length() < StatedGradients.LONGEST) {
        if (OTHER.matcher(f.latex()).find()) {
          return Set.of();
        }
        var own = letters(UNIT, f.latex());
        used.addAll(own);
        classes.addAll(letters(LOSS_OF_CLASS, f.latex()));
        if (!own.isEmpty() && (says(blocks, i + 1, SAID_BEHIND) || says(blocks, i - 1, SAID_BEFORE) || says(blocks, i + 3, NUMBERED))) {
          said.addAll(own);
        }
      }
    }
    classes.addAll(said);
    used.retainAll(classes);
    return used;
  }

  private static boolean says(List<Block> blocks, int i, Sought pattern) {
    return i >= 0 && i < blocks.size() && blocks.get(i) instanceof Block.Prose p && pattern.matcher(p.text()).find();
  }

  private static Set<String> letters(Sought pattern, String latex) {
    var found = new HashSet<String>();
    for (var m = pattern.matcher(latex); m.find();) {
      found.add(m.group("a") != null ? m.group("a") : m.group("b"));
    }
    return found;
  }

  /** The unit vector that an expression is; null if it is none. Its length is that of what it is added to. */
  static Expr of(Expr e, Context context) {
    var units = context.spelling().units();
    if (units.isEmpty()) {
      return null;
    }
    var letter = switch (e) {
      case Expr.Sym s when s.name().length() == 3 && s.name().startsWith("e_") -> s.name().substring(2);
      case Expr.Indexed x when x.base().equals("e") && x.sup().isEmpty() && x.sub().size() == 1 && x.sub().getFirst() instanceof Expr.Sym y -> y.name();
      default -> null;
    };
    return letter == null || !units.contains(letter) || context.isDeclared("e") || context.isDefined("e") ? null
        : Exprs.call("unitvector", Wholes.openLength("e_" + letter), Exprs.sym(letter));
  }
}
