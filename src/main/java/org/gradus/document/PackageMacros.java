package org.gradus.document;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Commands of LaTeX packages that only abbreviate others: those of {@code physics} for derivatives, norms and brackets,
 * and the norms that nearly every preamble defines. What a document defines itself goes before.
 */
final class PackageMacros {

  private static final Map<String, Macros.Macro> FIXED = Map.ofEntries(
      Map.entry("norm", delimiter("\\left\\lVert #2\\right\\rVert")), Map.entry("abs", delimiter("\\left|#2\\right|")),
      Map.entry("absolutevalue", delimiter("\\left|#2\\right|")), Map.entry("qty", plain("")), Map.entry("quantity", plain("")),
      Map.entry("tr", plain("\\operatorname{tr}")), Map.entry("Tr", plain("\\operatorname{tr}")),
      Map.entry("grad", plain("\\nabla")), Map.entry("gradient", plain("\\nabla")), Map.entry("vdot", plain("\\cdot")),
      Map.entry("vb", one("\\mathbf{#1}")), Map.entry("va", one("\\vec{#1}")), Map.entry("vu", one("\\hat{#1}")),
      Map.entry("dd", one("d #1")), Map.entry("eval", one("\\left.#1\\right|")), Map.entry("evaluated", one("\\left.#1\\right|")),
      Map.entry("pmqty", one("\\begin{pmatrix}#1\\end{pmatrix}")), Map.entry("bmqty", one("\\begin{bmatrix}#1\\end{bmatrix}")));

  private static final Pattern ANY = Pattern.compile("\\\\(?:" + String.join("|", FIXED.keySet())
      + "|dv|derivative|pdv|partialderivative)(?![A-Za-z])");

  private PackageMacros() {}

  /** Whether one of the commands may be in the text. */
  static boolean areIn(String text) {
    return ANY.matcher(text).find();
  }

  /** What the command whose name ends at the offset stands for, or null. */
  static Macros.Macro of(String name, String s, int end) {
    return switch (name) {
      case "dv", "derivative" -> derivative("d ", "d", s, end, 2);
      case "pdv", "partialderivative" -> derivative("\\partial ", "\\partial", s, end, 3);
      default -> FIXED.get(name);
    };
  }

  /** {@code \dv{x}}, {@code \dv[2]{f}{x}}, {@code \pdv{f}{x}{y}}: the number of groups says what is meant. */
  private static Macros.Macro derivative(String by, String sign, String s, int end, int most) {
    int i = Macros.skipSpaces(s, end);
    boolean order = i < s.length() && s.charAt(i) == '[' && s.indexOf(']', i) > 0;
    i = order ? Macros.skipSpaces(s, s.indexOf(']', i) + 1) : i;
    int groups = 0;
    while (groups < most && i < s.length() && s.charAt(i) == '{') {
      i = Macros.skipSpaces(s, Macros.tokenEnd(s, i));
      groups++;
    }
    if (groups == 0) {
      return null;
    }
    var body = switch (groups) {
      case 1 -> order ? "\\frac{" + sign + "^{#1}}{" + by + "#2^{#1}}" : "\\frac{" + sign + "}{" + by + "#1}";
      case 2 -> order ? "\\frac{" + sign + "^{#1} #2}{" + by + "#3^{#1}}" : "\\frac{" + by + "#1}{" + by + "#2}";
      default -> order ? "\\frac{" + sign + "^{#1} #2}{" + by + "#3 " + by + "#4}"
          : "\\frac{" + sign + "^2 #1}{" + by + "#2 " + by + "#3}";
    };
    return new Macros.Macro(groups + (order ? 1 : 0), order ? "" : null, body);
  }

  private static Macros.Macro plain(String body) {
    return new Macros.Macro(0, null, body);
  }

  private static Macros.Macro one(String body) {
    return new Macros.Macro(1, null, body);
  }

  /** With a size in brackets, which means nothing. */
  private static Macros.Macro delimiter(String body) {
    return new Macros.Macro(2, "", body);
  }
}
