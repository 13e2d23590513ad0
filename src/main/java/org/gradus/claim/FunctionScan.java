package org.gradus.claim;

import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/** Finds the names that a document defines as functions, before its formulas are read: {@code FL(p) = …} makes FL(…) a value. */
final class FunctionScan {

  private static final String VARIABLE = "(?:\\\\[a-zA-Z]+\\s*)?(?:\\{[A-Za-z]+}|[A-Za-z]|(?<=[a-z])\\s*)(?:_(?:\\{[^{}]*}|[A-Za-z0-9]))?";
  private static final Pattern DEFINITION = Pattern.compile(
      "(?:^|\\\\\\\\|&|,|\\\\q?quad|\\\\text\\{[^{}]*}|\\\\(?:begin|end)\\{[a-z*]+}|=)\\s*"
          + "(?<name>(?:(?:\\\\(?:text|mathrm|operatorname|mathit|hat|tilde|bar)\\s*\\{[A-Za-z-]+}|\\\\[a-zA-Z]+|[A-Za-z]+"
          + "(?:\\\\text\\{-[a-z]+})?))(?:_(?:\\{[^{}]*}|\\\\?[A-Za-z0-9]+))?)\\s*(?:\\\\left)?\\(\\s*"
          + VARIABLE + "(?:\\s*[,;]\\s*" + VARIABLE + ")*\\s*(?:\\\\right)?\\)\\s*&?\\s*(?::=|:?=|\\\\equiv|\\\\triangleq|\\\\coloneqq)");

  private static final Pattern SUM = Pattern.compile("\\\\(?:sum|prod)(?:\\\\limits)?\\s*_\\s*\\{?\\s*([a-z])(?![a-zA-Z])");

  /** Functions whose meaning no document changes. */
  private static final Set<String> FIXED = Set.of("exp", "log", "ln", "sin", "cos", "tan", "tanh", "sinh", "cosh", "sqrt", "max",
      "min", "abs", "sigma", "phi", "Phi", "Gamma", "psi", "erf", "sigmoid", "lim", "frac", "cdot", "times", "sech", "det", "left", "right");

  private FunctionScan() {}

  static void scan(Document document, Context context) {
    for (var block : document.blocks()) {
      if (block instanceof Block.Formula f && f.latex().length() < 20_000) {
        var sums = SUM.matcher(f.latex());
        while (sums.find()) {
          context.expectIndex(sums.group(1));
        }
        var m = DEFINITION.matcher(f.latex());
        int from = 0;
        while (m.find(from)) {
          var name = plain(m.group("name"));
          if (name != null && !FIXED.contains(name)) {
            context.expectFunction(name);
          }
          from = m.end() - 1; // the sign may begin the next one: MSE(x) = J(x) = …
        }
      }
    }
  }

  private static String plain(String latex) {
    if (latex.matches("[A-Za-z]+")) {
      return latex;
    }
    try {
      return LatexReader.parse(latex) instanceof Expr.Sym s ? s.name() : null;
    } catch (NotationException _) {
      return null;
    }
  }
}
