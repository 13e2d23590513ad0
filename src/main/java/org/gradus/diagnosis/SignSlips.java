package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Span;
import org.gradus.notation.Term;

/** Slips with signs. */
final class SignSlips {

  private SignSlips() {}

  private static final String SIGN = "sign";

  static final Slip SIDE = new Slip("sign-of-side", SIGN, "the whole side has the wrong sign",
      "A minus sign got lost, or came in, for the expression as a whole. Typical places: a loss with a minus in front, "
          + "(cos x)' = −sin x, moving everything to the other side.",
      "A stands where −A belongs",
      new Slip.Example("Let $f(x) = \\cos(x)$.", "f'(x) = \\sin(x)", "f'(x) = -\\sin(x)"), SignSlips::side);

  static final Slip TERM = new Slip("sign-of-term", SIGN, "one term has the wrong sign",
      "One term of a sum carries the wrong sign. Follow the sign of that term alone from the line before: a minus before a "
          + "bracket changes the sign of every term in it, and the derivative of 1 − z is −1.",
      "a + b stands where a − b belongs, or the other way round",
      new Slip.Example("", "(x-1)(x-2) = x^2 + 3x + 2", "(x-1)(x-2) = x^2 - 3x + 2"), SignSlips::term);

  static final Slip BRACKET = new Slip("minus-before-bracket", SIGN, "the minus before a bracket reached one term only",
      "A minus before a bracket changes the sign of every term inside: −(a + b − c) = −a − b + c.",
      "several terms behind one another have the wrong sign",
      new Slip.Example("", "x - (x^2 - 3x + y) = x - x^2 - 3x + y", "x - (x^2 - 3x + y) = x - x^2 + 3x - y"), SignSlips::bracket);

  static final Slip EXPONENT = new Slip("sign-in-exponent", SIGN, "the exponent has the wrong sign",
      "e^{z} and e^{−z} are easily confused; so are 1/x^2 = x^{−2} and x^2. Put in z = 1: e^{−1} is about 0.37, e is about 2.72.",
      "e^{z} stands where e^{−z} belongs",
      new Slip.Example("", "\\frac{e^z}{1 + e^z} = \\frac{1}{1+e^{z}}", "\\frac{e^z}{1 + e^z} = \\frac{1}{1+e^{-z}}"), SignSlips::exponent);

  static final Slip SIGMOID = new Slip("one-minus-exponential", SIGN, "1 − e^{−z} stands for 1 + e^{−z}",
      "The sigmoid is 1/(1 + e^{−z}), with a plus: its denominator is larger than 1, so that its value lies between 0 and 1.",
      "1 − e^{…} stands where 1 + e^{…} belongs, or the other way round",
      new Slip.Example("", "\\frac{e^z}{1 + e^z} = \\frac{1}{1-e^{-z}}", "\\frac{e^z}{1 + e^z} = \\frac{1}{1+e^{-z}}"), SignSlips::sigmoid);

  static final Slip ARGUMENT = new Slip("sign-of-argument", SIGN, "the argument of a function has the wrong sign",
      "Only for odd functions (sin, tanh) a minus can be taken out of the argument, and only for even ones (cos, |·|) it can be "
          + "dropped. σ(−z) is 1 − σ(z).",
      "f(z) stands where f(−z) belongs",
      new Slip.Example("", "1 - \\sigma(z) = \\sigma(z)", "1 - \\sigma(z) = \\sigma(-z)"), SignSlips::argument);

  static final List<Slip> ALL = List.of(SIGMOID, TERM, SIDE, EXPONENT, ARGUMENT, BRACKET);

  private static List<Edit> side(Formula f) {
    var root = f.root();
    if (root instanceof Term.Sum s && s.terms().size() == 1) {
      int sign = f.signBefore(s, 0);
      return sign < 0 ? List.of()
          : List.of(Edit.delete(sign, sign + 1, 1, "there is a minus sign too many"));
    }
    var message = "a minus sign is missing";
    return switch (root) {
      case Term.Sum s -> List.of(new Edit(List.of(new Edit.Piece(s.span().start(), s.span().start(), "-\\left("),
          new Edit.Piece(s.span().end(), s.span().end(), "\\right)")), 1.2, "the whole side has the wrong sign"));
      default -> List.of(Edit.insert(root.span().start(), "-", 1, message));
    };
  }

  private static List<Edit> term(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      switch (n.term()) {
        case Term.Sum s when !(n.parent() == null && s.terms().size() == 1) && !isExponent(n) -> {
          for (int i = 0; i < s.terms().size(); i++) {
            if (!isSigmoid(f, s)) {
              var t = s.terms().get(i);
              var flipped = flip(f, s, i);
              if (flipped != null) {
                edits.add(new Edit(List.of(flipped), i == 0 ? 1.15 : 1.1, "the sign of " + f.quote(t) + " is wrong"));
              }
            }
          }
        }
        case Term.Negative m -> {
          int sign = f.lastSign(m.body().span().start() - 4, m.body().span().start());
          if (sign >= 0) {
            edits.add(Edit.delete(sign, sign + 1, 1.2, "the sign of " + f.quote(m.body()) + " is wrong"));
          }
        }
        default -> { }
      }
    }
    return edits;
  }

  /** The change of one sign; null where the text does not show it. */
  private static Edit.Piece flip(Formula f, Term.Sum s, int i) {
    int sign = f.signBefore(s, i);
    boolean minus = s.minus().get(i);
    if (sign < 0) {
      return minus || i > 0 ? null : new Edit.Piece(s.terms().get(i).span().start(), s.terms().get(i).span().start(), "-");
    }
    return new Edit.Piece(sign, sign + 1, i == 0 ? "" : minus ? "+" : "-");
  }

  private static List<Edit> bracket(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Sum s && s.terms().size() >= 3) {
        for (int from = 1; from < s.terms().size() - 1; from++) {
          for (int to = from + 1; to < s.terms().size(); to++) {
            var pieces = new ArrayList<Edit.Piece>();
            for (int i = from; i <= to; i++) {
              pieces.add(flip(f, s, i));
            }
            if (!pieces.contains(null)) {
              var span = s.terms().get(from).span().to(s.terms().get(to).span());
              edits.add(new Edit(pieces, 1.6 + 0.3 * (to - from), "the signs are wrong in " + Formula.quote(span.in(f.text()))));
            }
          }
        }
      }
    }
    return edits;
  }

  private static boolean isExponent(Formula.Node n) {
    return n.parent() instanceof Term.Scripted s && s.sup() == n.term();
  }

  private static List<Edit> exponent(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      Term exponent = n.term() instanceof Term.Scripted s && s.sup() != null && s.primes() == 0 ? s.sup()
          : n.term() instanceof Term.Call c && c.head() instanceof Term.Name h && h.text().equals("exp") && c.args().size() == 1
              ? c.args().getFirst() : null;
      if (exponent == null || exponent instanceof Term.Name m && (m.text().equals("T") || m.text().equals("top"))
          || n.parent() instanceof Term.Derivative) {
        continue;
      }
      edits.addAll(negate(f, exponent, 1.1, "the sign of the exponent in " + f.quote(n.term()) + " is wrong"));
    }
    return edits;
  }

  /** The term with the opposite sign, where it stands in a place of its own (superscript, argument, brackets). */
  private static List<Edit> negate(Formula f, Term t, double cost, String message) {
    if (t instanceof Term.Sum s) {
      if (s.terms().size() == 1) {
        int sign = f.signBefore(s, 0);
        return sign < 0 ? List.of() : List.of(Edit.delete(sign, sign + 1, cost, message));
      }
      var edits = new ArrayList<Edit>();
      edits.add(new Edit(List.of(new Edit.Piece(s.span().start(), s.span().start(), "-("),
          new Edit.Piece(s.span().end(), s.span().end(), ")")), cost + 0.2, message));
      for (int i = 0; i < s.terms().size(); i++) {
        var piece = flip(f, s, i);
        if (piece != null) {
          edits.add(new Edit(List.of(piece), cost + 0.1, message));
        }
      }
      return edits;
    }
    if (t instanceof Term.Negative m) {
      int sign = f.lastSign(m.body().span().start() - 4, m.body().span().start());
      return sign < 0 ? List.of() : List.of(Edit.delete(sign, sign + 1, cost, message));
    }
    var at = t.span();
    boolean braced = at.start() > 0 && "{(".indexOf(f.text().charAt(at.start() - 1)) >= 0 || t instanceof Term.Group;
    return braced || at.start() == 0 || f.text().charAt(at.start() - 1) != '^'
        ? List.of(Edit.insert(at.start(), "-", cost, message))
        : List.of(new Edit(List.of(new Edit.Piece(at.start(), at.start(), "{-"), new Edit.Piece(at.end(), at.end(), "}")), cost, message));
  }

  /** 1 ± e^{…}. */
  private static boolean isSigmoid(Formula f, Term.Sum s) {
    return s.terms().size() == 2 && s.terms().stream().anyMatch(t -> t instanceof Term.Number n && n.text().equals("1"))
        && s.terms().stream().anyMatch(t -> f.of(t).matches("(?s)(?:e|\\\\mathrm\\{e}|\\\\exp|\\\\operatorname\\{exp}|\\\\text\\{e})\\s*[\\^({\\\\].*"));
  }

  private static List<Edit> sigmoid(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Sum s && isSigmoid(f, s) && !isExponent(n)) {
        var piece = flip(f, s, 1);
        if (piece != null) {
          var span = new Span(s.span().start(), s.span().end());
          edits.add(new Edit(List.of(piece), 1, s.minus().get(1)
              ? "it is a plus, not a minus, in " + Formula.quote(span.in(f.text()))
              : "it is a minus, not a plus, in " + Formula.quote(span.in(f.text()))));
        }
      }
    }
    return edits;
  }

  private static List<Edit> argument(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Call c && c.args().size() == 1 && c.bracketed()
          && !(c.head() instanceof Term.Name h && h.text().equals("exp"))) {
        var arg = c.args().getFirst();
        if (!(arg instanceof Term.Sum s) || s.terms().size() == 1) {
          edits.addAll(negate(f, arg, 1.3, "the sign of the argument of " + f.quote(c) + " is wrong"));
        } else {
          edits.addAll(negate(f, arg, 1.4, "the sign of the argument of " + f.quote(c) + " is wrong").subList(0, 1));
        }
      }
    }
    return edits;
  }
}
