package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradus.analysis.Stability;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** What happens to formulas in double precision, in words. The notes of one document are given once for each formula. */
final class FloatingPoint {

  private final Set<Expr> seen = new HashSet<>();
  private int line = -1;

  /** Whether the right side of a step may be worth a note. */
  static boolean isOfInterest(Claim.Step s, Judgement j) {
    return j.isProved() && s.rhs() != null && (s.kind() == Kind.DERIVATIVE || s.kind() == Kind.EQUALITY)
        && !Trees.any(s.rhs(), e -> e instanceof Expr.Diff) && Trees.freeSymbols(s.rhs()).size() == 1 && Trees.any(s.rhs(), FloatingPoint::isRisky);
  }

  /** A note on a formula of a line, where computing it as it is written goes wrong and something else does not. */
  List<String> notes(Expr formula, int line) {
    if (line == this.line || !seen.add(formula)) {
      return List.of();
    }
    var names = Trees.freeSymbols(formula);
    // A few lost digits are no news in a derivation; the analysis of a function tells them all.
    var warnings = Stability.curable(formula, names.iterator().next(), Requests.KERNEL);
    if (warnings.isEmpty() || !seen.add(warnings.getFirst().stable())) {
      return List.of();
    }
    this.line = line;
    var words = words(warnings, names.iterator().next().name());
    return words.isEmpty() ? List.of() : List.of("in double precision, as written, it " + String.join("; it ", words));
  }

  private static boolean isRisky(Expr e) {
    return e instanceof Expr.Call c && switch (c.function().name()) {
      case "exp", "log", "sigmoid", "tanh", "cosh", "sinh" -> true;
      default -> false;
    };
  }

  /** {@code overflows for z > 709.8: softplus(z) does not}, once for each cure. */
  static List<String> words(List<Stability.Warning> warnings, String x) {
    var byCure = new LinkedHashMap<String, List<String>>();
    for (var w : warnings) {
      byCure.computeIfAbsent(w.stable() == null ? "" : w.stable().toString(), _ -> new ArrayList<>()).add(verb(w.kind()) + " for " + region(w, x));
    }
    return byCure.entrySet().stream()
        .map(e -> String.join(", ", e.getValue()) + (e.getKey().isEmpty() ? "" : ": " + e.getKey() + " does not")).toList();
  }

  private static String verb(Stability.Kind kind) {
    return switch (kind) {
      case OVERFLOWS -> "overflows";
      case IS_NAN -> "gives NaN";
      case CANCELS -> "loses its digits";
      case VANISHES -> "gives 0";
    };
  }

  private static String region(Stability.Warning w, String x) {
    return Double.isInfinite(w.from()) && Double.isInfinite(w.to()) ? "all " + x
        : Double.isInfinite(w.from()) ? x + " < " + number(w.to()) : Double.isInfinite(w.to()) ? x + " > " + number(w.from())
        : number(w.from()) + " < " + x + " < " + number(w.to());
  }

  private static String number(double d) {
    var text = String.format(Locale.ROOT, "%.4g", d);
    return text.contains("e") ? text.replaceFirst("\\.?0+e", "e") : text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
