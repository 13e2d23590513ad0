package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Term;

/** Slips with exponents. */
final class PowerSlips {

  private PowerSlips() {}

  static final Slip EXPONENT = new Slip("exponent", "exponent", "an exponent is wrong",
      "The exponent is off, missing or too many. (x^n)' is n·x^{n−1}, x^a·x^b is x^{a+b}, (x^a)^b is x^{ab}; in the quotient rule the "
          + "denominator is squared.",
      "x^n stands where x^m belongs, n and m numbers, perhaps 1",
      new Slip.Example("<!-- gradus: let x real -->", "x^2 x^3 = x^6", "x^2 x^3 = x^{5}"), PowerSlips::exponent);

  static final Slip PLACE = new Slip("exponent-place", "exponent", "the exponent stands in the wrong place",
      "(1 − h)^2 and 1 − h^2 are different things: the exponent belongs to what stands directly before it. tanh' is 1 − tanh^2.",
      "(a + b)^n stands where a + b^n belongs, or the other way round",
      new Slip.Example("", "\\tanh'(x) = (1 - \\tanh(x))^2", "\\tanh'(x) = (1 - \\tanh(x)^{2})"), PowerSlips::place);

  static final Slip SQUARE_OF_SUM = new Slip("square-of-sum", "product", "the middle term of a square is missing",
      "(a + b)^2 is a^2 + 2ab + b^2. Squaring each term by itself loses the product of the two.",
      "a^2 + b^2 stands where (a + b)^2 belongs",
      new Slip.Example("", "(x + 3)^2 = x^2 + 3^2", "(x + 3)^2 = x^2 + 3^2 + 2 \\cdot x \\cdot 3"), PowerSlips::square);

  static final List<Slip> ALL = List.of(EXPONENT, PLACE, SQUARE_OF_SUM);

  private static List<Edit> exponent(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.parent() instanceof Term.Derivative d && d.by().contains(n.term())) {
        continue;
      }
      switch (n.term()) {
        case Term.Scripted s when s.sup() != null && f.superscript(s) != null -> change(f, s, edits);
        case Term.Scripted s when s.primes() == 0 && s.sup() == null && Formula.isValue(n) && !isHead(n) -> add(f, s, edits);
        case Term.Name m when Formula.isValue(n) && !(n.parent() instanceof Term.Scripted) && !m.text().equals("e") -> add(f, m, edits);
        case Term.Group g when !(n.parent() instanceof Term.Scripted) -> add(f, g, edits);
        case Term.Call c when !(n.parent() instanceof Term.Scripted) -> {
          if (c.bracketed()) {
            add(f, c, edits);
          } else if (c.head() instanceof Term.Name && c.args().size() == 1) {
            edits.add(Edit.insert(c.head().span().end(), "^{2}", 2.1, f.quote(c) + " is to be squared"));
          }
        }
        case Term.Sum s when n.parent() instanceof Term.Fraction q && q.under() == s && s.terms().size() > 1 -> edits.add(new Edit(
            List.of(new Edit.Piece(s.span().start(), s.span().start(), "("), new Edit.Piece(s.span().end(), s.span().end(), ")^{2}")), 2.2,
            "the square of the denominator " + f.quote(s) + " is missing"));
        case Term.Number k when n.parent() instanceof Term.Fraction q && q.under() == k && k.text().matches("\\d+") -> add(f, k, edits);
        default -> { }
      }
    }
    return edits;
  }

  private static boolean isHead(Formula.Node n) {
    return n.parent() instanceof Term.Call c && c.head() == n.term();
  }

  private static void add(Formula f, Term t, List<Edit> edits) {
    edits.add(Edit.insert(t.span().end(), "^{2}", 2.1, f.quote(t) + " is to be squared"));
    if (!f.isNumeric()) {
      edits.add(Edit.insert(t.span().end(), "^{3}", 2.6, "the exponent 3 of " + f.quote(t) + " is missing"));
    }
  }

  private static void change(Formula f, Term.Scripted s, List<Edit> edits) {
    var script = f.superscript(s);
    if (s.sup() instanceof Term.Number k && k.text().matches("\\d{1,2}")) {
      int n = Integer.parseInt(k.text());
      for (int other : new int[] {n - 1, n + 1, 2 * n, n % 2 == 0 ? n / 2 : -1}) {
        if (other > 1 && other != n) {
          edits.add(Edit.replace(script.start(), script.end(), "^{" + other + "}", 1.7 + 0.1 * Math.abs(other - n),
              "the exponent of " + f.quote(s) + " is " + other + ", not " + n));
        }
      }
      edits.add(Edit.delete(script.start(), script.end(), 1.8, "the exponent in " + f.quote(s) + " is too many"));
      return;
    }
    if (s.sup() instanceof Term.Name m && (m.text().equals("T") && MatrixSlips.speaksOfMatrices(f) || m.text().equals("top") || m.text().equals("*"))) {
      return;
    }
    var exponent = f.of(s.sup()).strip();
    edits.add(Edit.replace(script.start(), script.end(), "^{" + exponent + "-1}", 2.2, "the exponent of " + f.quote(s) + " is one less"));
    edits.add(Edit.replace(script.start(), script.end(), "^{" + exponent + "+1}", 2.2, "the exponent of " + f.quote(s) + " is one more"));
    if (s.sup() instanceof Term.Sum sum && sum.terms().size() == 2) {
      int sign = f.signBefore(sum, 1);
      if (sign >= 0) {
        edits.add(Edit.delete(sign, sum.span().end(), 2.2, f.quote(sum.terms().get(1)) + " in the exponent of " + f.quote(s) + " is too many"));
      }
    }
  }

  private static List<Edit> place(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Scripted s && s.base() instanceof Term.Group g && g.body() instanceof Term.Sum sum
          && s.sup() instanceof Term.Number k && f.superscript(s) != null) {
        var script = f.superscript(s);
        for (var t : sum.terms()) {
          if (!(t instanceof Term.Number)) {
            edits.add(new Edit(List.of(new Edit.Piece(t.span().end(), t.span().end(), "^{" + k.text() + "}"),
                new Edit.Piece(script.start(), script.end(), "")), 1.6,
                "the exponent belongs to " + f.quote(t) + ", not to " + f.quote(g)));
          }
        }
      }
      if (n.term() instanceof Term.Group g && g.body() instanceof Term.Sum sum && !(n.parent() instanceof Term.Scripted)) {
        for (var t : sum.terms()) {
          if (t instanceof Term.Scripted s && s.sup() instanceof Term.Number k && f.superscript(s) != null) {
            var script = f.superscript(s);
            edits.add(new Edit(List.of(new Edit.Piece(script.start(), script.end(), ""),
                new Edit.Piece(g.span().end(), g.span().end(), "^{" + k.text() + "}")), 1.6,
                "the exponent belongs to the whole bracket " + f.quote(g)));
          }
        }
      }
    }
    return edits;
  }

  private static List<Edit> square(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Sum s && s.terms().size() >= 2) {
        for (int i = 0; i < s.terms().size(); i++) {
          for (int j = i + 1; j < s.terms().size(); j++) {
            var a = base(f, s.terms().get(i));
            var b = base(f, s.terms().get(j));
            if (a != null && b != null) {
              for (var sign : new String[] {"+", "-"}) {
                edits.add(Edit.insert(s.span().end(), " " + sign + " 2 \\cdot " + a + " \\cdot " + b, 2.8,
                    "the middle term 2ab of the square (a " + sign + " b)^2 is missing"));
              }
            }
          }
        }
      }
    }
    return edits;
  }

  /** What a term is the square of, as a factor; null if it does not look like one. */
  private static String base(Formula f, Term t) {
    if (t instanceof Term.Scripted s && s.sup() instanceof Term.Number k && k.text().equals("2") && f.superscript(s) != null) {
      return s.base().span().to(s.sub() == null ? s.base().span() : f.subscript(s) == null ? s.base().span() : f.subscript(s)).in(f.text());
    }
    if (t instanceof Term.Number k && k.text().matches("\\d{1,4}")) {
      int root = (int) Math.round(Math.sqrt(Integer.parseInt(k.text())));
      return root * root == Integer.parseInt(k.text()) ? Integer.toString(root) : null;
    }
    return null;
  }
}
