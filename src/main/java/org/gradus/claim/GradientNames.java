package org.gradus.claim;

import java.util.HashSet;
import java.util.Set;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * Names as they stand in programs: {@code dW = X^T dZ} calls the gradient by W dW. A d before a name is part of it where
 * the two are alone on the left of an equation. In equations of differentials ({@code du = 2x dx}), and where the letter d is
 * a quantity of its own, it is none.
 */
final class GradientNames {

  private static final String NAME = "(?:\\\\(?<command>[a-zA-Z]+)|(?<letter>[A-Za-z]))(?![A-Za-z])";
  private static final String SCRIPTS = "(?:\\s*[_^]\\s*(?:\\{[^{}]*}|[A-Za-z0-9]))*";
  private static final Sought LEFT = Sought.of("(?s)(?:^|\\\\\\\\|&|,|;|\\\\q?quad|\\\\begin\\{[a-z*]+})\\s*d\\s?" + NAME + SCRIPTS
      + "\\s*&?\\s*:?=(?<right>(?:(?!\\\\\\\\|\\\\q?quad|[,;]).)*)");
  /** Derivatives and words, in which a d is something else. */
  private static final Sought OTHERS = Sought.of("\\\\(?:text|mathrm|operatorname)\\s*\\{[^{}]*}|\\\\[dt]?frac\\s*\\{\\s*d[^{}]*}\\s*\\{\\s*d[^{}]*}|d[^\\s/]{0,8}/d[^\\s/]{1,8}");
  /** {@code 2x\\,dx}: a small letter that nothing else makes a gradient. */
  private static final Sought DIFFERENTIAL = Sought.of("(?<![A-Za-z\\\\])[A-Za-z]*?d\\s?" + NAME);
  private static final Sought QUANTITY = Sought.of("(?:^|\\\\\\\\|&|,|;|\\\\q?quad)\\s*d\\s*&?\\s*:?=|^\\s*d\\s*$");

  private GradientNames() {}

  /** The names before which a d belongs to the name, without their scripts. */
  static Set<String> in(Document document) {
    var formulas = document.blocks().stream().filter(b -> b instanceof Block.Formula f && f.latex().length() < 20_000)
        .map(b -> ((Block.Formula) b).latex()).toList();
    var found = new HashSet<String>();
    formulas.forEach(f -> LEFT.matcher(f).results().forEach(m -> found.add(name(m.group("command"), m.group("letter")))));
    found.remove(null);
    if (found.isEmpty() || formulas.stream().anyMatch(f -> hasDifferentials(f, found))) {
      return Set.of();
    }
    if (formulas.stream().anyMatch(f -> QUANTITY.matcher(f).find())) {
      found.removeIf(n -> !Character.isUpperCase(n.charAt(0)));
    }
    return found;
  }

  /** Whether on the right of such an equation stands a differential. */
  private static boolean hasDifferentials(String latex, Set<String> found) {
    for (var m = LEFT.matcher(latex); m.find();) {
      var right = OTHERS.matcher(m.group("right")).replaceAll(" ");
      for (var d = DIFFERENTIAL.matcher(right); d.find();) {
        var name = name(d.group("command"), d.group("letter"));
        if (name != null && !found.contains(name) && !Character.isUpperCase(name.charAt(0))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(String command, String letter) {
    if (command == null) {
      return letter;
    }
    try {
      return LatexReader.parse("\\" + command) instanceof Expr.Sym s ? s.name() : null;
    } catch (NotationException _) {
      return null;
    }
  }
}
