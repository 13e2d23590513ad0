package org.gradus.grade;

import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Functions;

/** Formulas with vectors and matrices as one types them, {@code A.T @ (A @ x - b) + alpha*x}, in LaTeX. */
final class Typed {

  private static final Set<String> GREEK = Set.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu",
      "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Sigma", "Phi", "Psi", "Omega");
  private static final Set<String> COMMANDS = Set.of("exp", "log", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "det");
  private static final Pattern WORD = Pattern.compile("(?<![\\\\\\p{L}{])\\p{L}{2,}");

  private Typed() {}

  /** What stands between dollar signs, or the text with its words and signs as commands. */
  static String latex(String formula) {
    var t = formula.strip();
    return t.length() > 1 && t.startsWith("$") && t.endsWith("$") ? t.substring(1, t.length() - 1)
        : roots(WORD.matcher(t.replaceAll("\\.T(?![\\p{L}\\d])", "^{\\\\top}").replace("**", "^").replace('@', ' '))
            .replaceAll(m -> word(m.group()).replace("\\", "\\\\")));
  }

  private static String word(String w) {
    return GREEK.contains(w) || COMMANDS.contains(w) || w.equals("sqrt") ? "\\" + w + " "
        : Functions.byName(w) != null ? "\\operatorname{" + w + "}" : w;
  }

  /** A root's brackets are braces. */
  private static String roots(String t) {
    int root = t.indexOf("\\sqrt (");
    if (root < 0) {
      return t;
    }
    int from = root + "\\sqrt (".length();
    int depth = 1;
    int to = from;
    while (to < t.length() && depth > 0) {
      depth += t.charAt(to) == '(' ? 1 : t.charAt(to) == ')' ? -1 : 0;
      to++;
    }
    return depth > 0 ? t : t.substring(0, root) + "\\sqrt{" + roots(t.substring(from, to - 1)) + "}" + roots(t.substring(to));
  }
}
