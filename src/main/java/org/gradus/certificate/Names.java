package org.gradus.certificate;

import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * The names that a claim may have: none that reads as a formula of its own in plain text ({@code 1+1}), and none that the rules make for
 * what is bound ({@code #0}).
 */
final class Names {

  /** Letters first; dots between vectors, and partial derivatives, are parts of names. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}∇][\\p{L}\\p{M}\\p{N}_@·'′∇]*|[∂∇][^+*=<>\\s/-]*/[∂∇][^+*=<>\\s/-]*");
  /** Entries of the sides of a claim, the indices under their sums, and what stands for a number of its own. */
  private static final Pattern OF_ENTRIES = Pattern.compile("#row|#column|#entry\\d{1,6}|#t");

  private Names() {}

  /** Throws {@link Rejected} where an expression of a claim has a name that is none. */
  static void check(Expr e) {
    Trees.any(e, x -> {
      switch (x) {
        case Expr.Sym s -> check(s.name());
        case Expr.Indexed i -> check(i.base());
        case Expr.Apply a -> check(a.name());
        default -> { }
      }
      return false;
    });
  }

  static void check(String name) {
    Evidence.require(isName(name), "a name that is not allowed: " + name);
  }

  /** What stands in brackets belongs to the name. */
  private static boolean isName(String name) {
    var outside = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      depth += c == ']' ? -1 : 0;
      if (depth < 0 || c == '[' && outside.isEmpty()) {
        return false;
      }
      if (depth == 0 && c != '[' && c != ']') {
        outside.append(c);
      }
      depth += c == '[' ? 1 : 0;
    }
    return depth == 0 && PLAIN.matcher(outside).matches();
  }

  /** Whether a proof may speak of it: names that the normal forms make for bound indices stand for nothing outside. */
  static boolean isOpen(String name) {
    return !name.startsWith("#") || OF_ENTRIES.matcher(name).matches();
  }
}
