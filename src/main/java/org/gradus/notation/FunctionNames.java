package org.gradus.notation;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Functions;

/** Which written names stand for functions of the table, and how they may be applied. */
final class FunctionNames {

  /** Forms of plain text that are not functions of the table. */
  static final Set<String> FORMS = Set.of("D", "sum", "prod", "product", "limit", "lim", "integral", "ite", "at", "approx",
      "not", "sqrt");

  /** Letters that are functions only before a bracket; otherwise they are variables. */
  private static final Map<String, String> LETTERS = Map.of("sigma", "sigmoid", "Gamma", "gamma", "psi", "digamma",
      "phi", "phi", "Phi", "Phi");

  /** Functions of the table that are more often names of quantities, in LaTeX. */
  private static final Set<String> QUANTITIES = Set.of("gamma", "beta", "delta", "psi");

  /** Functions written before a bracket only. */
  private static final Set<String> BRACKET_ONLY = Set.of("gamma", "beta", "delta", "psi", "phi", "Phi", "step", "norm", "rank",
      "vec", "mod", "frac", "dot", "outer", "component", "root", "logb", "atan2", "clip", "hypot", "th", "grad", "gradient");

  /** Expectation, variance, covariance: by what they are called, the name they are read as. */
  private static final Map<String, String> MOMENTS = Map.of("EE", "EE", "VV", "Var", "Var", "Var", "var", "Var", "Cov", "Cov", "cov", "Cov");

  private FunctionNames() {}

  /** The name of an expectation, a variance or a covariance; null if the name is none. A plain E is one before a square bracket. */
  static String moment(String written, boolean beforeSquare) {
    return written.equals("E") && beforeSquare ? "EE" : MOMENTS.get(written);
  }

  /** The table's name for a written one that is followed by a bracket, or null. */
  static String beforeBracket(String written, boolean latex) {
    var letter = LETTERS.get(written);
    if (letter != null) {
      return letter;
    }
    return latex && QUANTITIES.contains(written) ? null : table(written);
  }

  /** Whether the name is a letter that is a function only before a bracket. */
  static boolean isLetter(String written) {
    return LETTERS.containsKey(written);
  }

  /** The table's name for one that may be written before its argument without brackets, or null. */
  static String prefix(String written) {
    var name = table(written);
    return name == null || BRACKET_ONLY.contains(written) || BRACKET_ONLY.contains(name) ? null : name;
  }

  /** The name in small letters without hyphens, spaces and underscores; null if that is the name itself. */
  private static String simplified(String written) {
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return written.replace("-", "").replace(" ", "").replace("_", "").toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** The name in the table of a written one, however capitals and hyphens were used in it, or null. */
  static String table(String written) {
    var exact = Functions.byName(written);
    if (exact != null) {
      return exact.name();
    }
    if (written.length() < 3) {
      return written.equalsIgnoreCase("tr") ? "trace" : null;
    }
    var simple = simplified(written);
    var function = simple == null ? null : Functions.byName(simple);
    return function == null || Greek.isName(written) ? null : function.name();
  }
}
