package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.notation.Term;

/** Slips with functions. */
final class FunctionSlips {

  private FunctionSlips() {}

  static final Slip PRIME = new Slip("prime", "function", "σ stands for σ′, or the other way round",
      "The function and its derivative are mixed up: σ(z) is the activation, σ′(z) = σ(z)(1 − σ(z)) its slope.",
      "f stands where f′ belongs",
      new Slip.Example("Let $a = \\sigma(w x)$.", "\\frac{\\partial a}{\\partial w} = \\sigma(w x) x",
          "\\frac{\\partial a}{\\partial w} = \\sigma'(w x) x"), FunctionSlips::prime);

  static final Slip OTHER = new Slip("other-function", "function", "a wrong function",
      "One function stands for a related one: sin and cos, sinh and cosh, log and exp, tanh and σ. Look the derivative up in a table, and "
          + "check one value.",
      "cos stands where sin belongs, and the like",
      new Slip.Example("Let $f(x) = \\sin(x)$.", "f'(x) = \\sin(x)", "f'(x) = \\cos(x)"), FunctionSlips::other);

  static final Slip LOST = new Slip("lost-function", "function", "a function is missing, or one too many",
      "The value stands there without the function that is to be taken of it: z for e^z, p for log p.",
      "x stands where f(x) belongs, or the other way round",
      new Slip.Example("Let $f(x) = x \\log(x)$ for $x > 0$.", "f'(x) = x + 1", "f'(x) = \\log(x) + 1"), FunctionSlips::lost);

  static final Slip LINEAR = new Slip("not-linear", "function", "a function was taken of each term by itself",
      "log, exp, roots, powers and reciprocals are not linear: log(a + b) is not log a + log b (that is log(ab)), e^{a+b} is e^a·e^b, "
          + "√(a + b) is not √a + √b, 1/(a + b) is not 1/a + 1/b.",
      "f(a) + f(b) stands where f(a + b) belongs",
      new Slip.Example("Let $a, b > 0$.", "\\log(a + b) = \\log(a) + \\log(b)", "\\log(a b) = \\log(a) + \\log(b)"));

  static final List<Slip> ALL = List.of(PRIME, OTHER, LOST, LINEAR);

  private static final Map<String, List<String>> KIN = Map.ofEntries(
      Map.entry("\\sin", List.of("\\cos")), Map.entry("\\cos", List.of("\\sin")),
      Map.entry("\\sinh", List.of("\\cosh")), Map.entry("\\cosh", List.of("\\sinh")),
      Map.entry("\\tan", List.of("\\cot", "\\tanh")), Map.entry("\\tanh", List.of("\\sigma", "\\tan")),
      Map.entry("\\sigma", List.of("\\tanh", "\\log\\sigma")),
      Map.entry("\\log", List.of("\\exp")), Map.entry("\\ln", List.of("\\exp")), Map.entry("\\exp", List.of("\\log")),
      Map.entry("\\max", List.of("\\min")), Map.entry("\\min", List.of("\\max")));

  private static List<Edit> prime(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      switch (n.term()) {
        case Term.Call c when c.args().size() == 1 && c.head() instanceof Term.Name h && !f.isNumeric() && isLetter(f.of(h)) ->
            edits.add(Edit.insert(c.head().span().end(), "'", 1.4 + unlikely(f), f.quote(c) + " stands where the derivative '"
                + f.of(c.head()) + "'' belongs"));
        case Term.Scripted s when s.primes() > 0 && s.base() instanceof Term.Name -> {
          int at = f.text().indexOf('\'', s.base().span().end());
          if (at >= 0 && at < s.span().end()) {
            edits.add(Edit.delete(at, at + 1, 1.4, "the prime in " + f.quote(s) + " is too many"));
            edits.add(Edit.insert(at, "'", 1.6, "a prime is missing in " + f.quote(s)));
          }
        }
        case Term.Name m when Formula.isValue(n) && !(n.parent() instanceof Term.Scripted) && f.of(m).startsWith("\\sigma") ->
            edits.add(Edit.insert(m.span().end(), "'", 1.5 + unlikely(f), f.quote(m) + " stands where its derivative belongs"));
        default -> { }
      }
    }
    return edits;
  }

  /** Where no derivative is spoken of, none has been forgotten. */
  private static double unlikely(Formula f) {
    return f.speaksOfDerivatives() ? 0 : 1.2;
  }

  /** Functions whose derivative is written with a prime: letters, and tanh; nobody writes sin'. */
  private static boolean isLetter(String head) {
    return head.matches("[A-Za-z]|\\\\(?:sigma|phi|varphi|psi|tanh|Phi|rho|operatorname.*|mathrm.*|text.*)");
  }

  private static List<Edit> other(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Name && n.parent() instanceof Term.Product) { // \\sigma z, without brackets
        for (var kin : KIN.getOrDefault(f.of(n.term()), List.of())) {
          edits.add(Edit.replace(n.term().span().start(), n.term().span().end(), kin, 1.9,
              f.quote(n.term()) + " stands where " + Formula.quote(kin) + " belongs"));
        }
      }
      if (n.term() instanceof Term.Call c && c.args().size() == 1) {
        var head = c.head() instanceof Term.Scripted s ? s.base() : c.head();
        for (var kin : KIN.getOrDefault(f.of(head), List.of())) {
          edits.add(Edit.replace(head.span().start(), head.span().end(), kin, 1.8,
              Formula.quote(f.of(head)) + " stands where " + Formula.quote(kin) + " belongs"));
        }
      }
    }
    return edits;
  }

  private static List<Edit> lost(Formula f) {
    if (f.isNumeric()) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      var t = n.term();
      if (t instanceof Term.Call c && c.args().size() == 1 && !(n.parent() instanceof Term.Scripted)) {
        edits.add(Edit.replace(t.span().start(), t.span().end(), f.asFactor(c.args().getFirst()), 2.4,
            "there is a " + Formula.quote(f.of(c.head())) + " too many"));
      }
      boolean value = Formula.isValue(n) && f.name(t) != null && !(n.parent() instanceof Term.Scripted)
          && !(n.parent() instanceof Term.Call);
      if (value || t instanceof Term.Group g && g.fence() == Term.Fence.PAREN && !(n.parent() instanceof Term.Scripted)) {
        for (var function : List.of("\\exp", "\\log", "\\sigma")) {
          var inner = t instanceof Term.Group ? f.of(t) : "(" + f.of(t) + ")";
          edits.add(Edit.replace(t.span().start(), t.span().end(), function + inner, 2.5,
              Formula.quote(function) + " is missing before " + f.quote(t)));
        }
      }
    }
    return edits;
  }
}
