package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.notation.Term;

/** Slips with sums: terms, ranges, the sign Σ itself, Kronecker deltas. */
final class SumSlips {

  private SumSlips() {}

  private static final String SUM = "sum";
  private static final int MAX_TERMS = 6;

  static final Slip LOST_TERM = new Slip("lost-term", SUM, "a term of a sum is missing",
      "One term of the line before does not appear any more. Count the terms on both sides.",
      "a stands where a + b belongs",
      new Slip.Example("<!-- gradus: let K, r real -->", "\\log(1 + K r) - \\log(2) = \\log(K r) - \\log(2)",
          "\\log(1 + K r) - \\log(2) = \\log(1 + K r) - \\log(2)"), SumSlips::lostTerm);

  static final Slip EXTRA_TERM = new Slip("extra-term", SUM, "there is a term too many",
      "One term does not come from the line before: it was written twice, or should have cancelled.",
      "a + b stands where a belongs",
      new Slip.Example("Let $x, y$ be real.", "x(x + y) = x^2 + xy + y", "x(x + y) = x^2 + xy"), SumSlips::extraTerm);

  static final Slip DROPPED = new Slip("lost-sum", SUM, "the Σ is missing",
      "The sum over an index was dropped: what stands there is one term of it, and its index has no meaning.",
      "a_i stands where Σ_i a_i belongs",
      new Slip.Example("<!-- gradus: let c real; i in 1..3 -->", "c \\sum_{i=1}^3 i^2 = c i^2", "c \\sum_{i=1}^3 i^2 = \\sum_{i=1}^3 c i^2"), SumSlips::dropped);

  static final Slip RANGE = new Slip("sum-range", SUM, "the sum has the wrong range",
      "The first or the last index is off by one. Write the sum out for n = 2.",
      "Σ_{i=0}^n stands where Σ_{i=1}^n belongs, n − 1 where n belongs",
      new Slip.Example("<!-- gradus: let x real -->", "\\sum_{i=1}^{3} x^i = \\sum_{i=0}^{3} x^{i+1}",
          "\\sum_{i=1}^{3} x^i = \\sum_{i=0}^{2} x^{i+1}"), SumSlips::range);

  static final Slip DELTA = new Slip("lost-delta", "index", "the Kronecker delta is missing",
      "∂a_i/∂a_j is 1 for i = j and 0 otherwise: δ_{ij}. For the softmax, ∂a_i/∂z_j is a_i(δ_{ij} − a_j).",
      "1 stands where δ_{ij} belongs",
      new Slip.Example("<!-- gradus: let n in N; a in R^n; i, j in 1..n -->", "\\frac{\\partial}{\\partial a_j} a_i^2 = 2 a_i",
          "\\frac{\\partial}{\\partial a_j} a_i^2 = 2 \\delta_{ij} a_i"), SumSlips::delta);

  static final List<Slip> ALL = List.of(LOST_TERM, EXTRA_TERM, DROPPED, RANGE, DELTA);

  private static List<Edit> lostTerm(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      var t = n.term();
      boolean place = n.parent() == null || n.parent() instanceof Term.Group || n.parent() instanceof Term.Fraction
          || n.parent() instanceof Term.Call c && c.bracketed() && c.head() != t;
      if (!place || t instanceof Term.Group || t instanceof Term.Sequence || f.isNumeric() && n.parent() == null) {
        continue;
      }
      edits.add(Edit.insert(t.span().start(), signed(f, t) ? "1 " : "1 + ", 2.2, "the term 1 is missing before " + f.quote(t)));
      if (!signed(f, t)) {
        edits.add(new Edit(List.of(new Edit.Piece(t.span().start(), t.span().start(), "1 - "), new Edit.Piece(t.span().end(), t.span().end(), "")),
            2.4, "'1 - ' is missing before " + f.quote(t)));
      }
      edits.add(Edit.insert(t.span().end(), " - 1", 2.3, "the term -1 is missing behind " + f.quote(t)));
      if (!f.isNumeric()) {
        for (var name : f.nearbyNames()) {
          edits.add(Edit.insert(t.span().end(), " + " + name, 2.9, "the term " + Formula.quote(name) + " is missing"));
          edits.add(Edit.insert(t.span().end(), " - " + name, 2.9, "the term " + Formula.quote("-" + name) + " is missing"));
          var square = name.contains("^") ? name : name + "^2";
          edits.add(Edit.insert(t.span().end(), " + " + square, 3.1, "the term " + Formula.quote(square) + " is missing"));
          edits.add(Edit.insert(t.span().end(), " - " + square, 3.1, "the term " + Formula.quote("-" + square) + " is missing"));
        }
        for (var term : otherTerms(f)) {
          edits.add(Edit.insert(t.span().end(), " + " + term, 2.7, "the term " + Formula.quote(term) + " is missing"));
          edits.add(Edit.insert(t.span().end(), " - " + term, 2.7, "the term " + Formula.quote("-" + term) + " is missing"));
        }
      }
    }
    return edits;
  }

  /** The terms of sums in the other side that are more than a name, without their signs. */
  private static List<String> otherTerms(Formula f) {
    if (f.other() == null) {
      return List.of();
    }
    return f.other().nodes().stream().filter(n -> n.parent() instanceof Term.Sum && !(n.term() instanceof Term.Name)
        && !(n.term() instanceof Term.Number)).map(n -> f.other().of(n.term()).strip()).distinct().limit(MAX_TERMS).toList();
  }

  private static boolean signed(Formula f, Term t) {
    var s = f.of(t).stripLeading();
    return s.startsWith("-") || s.startsWith("+");
  }

  private static List<Edit> extraTerm(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Sum s && s.terms().size() > 1) {
        for (int i = 0; i < s.terms().size(); i++) {
          int sign = f.signBefore(s, i);
          int from = sign >= 0 ? sign : s.terms().get(i).span().start();
          int to = s.terms().get(i).span().end();
          if (i == 0) {
            int next = f.signBefore(s, 1);
            to = next < 0 ? to : s.minus().get(1) ? next : next + 1;
          }
          edits.add(Edit.delete(from, to, 2.3, "the term " + f.quote(s.terms().get(i)) + " is too many"));
        }
      }
    }
    return edits;
  }

  private static List<Edit> dropped(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var header : headers(f)) {
      for (var t : f.addends()) {
        edits.add(Edit.insert(t.span().start(), header + " ", 2.2, "the sum " + Formula.quote(header) + " is missing before " + f.quote(t)));
      }
    }
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Big b && !b.product()) {
        edits.add(Edit.delete(b.span().start(), b.body().span().start(), 2.4,
            "the sum " + Formula.quote(f.text().substring(b.span().start(), b.body().span().start())) + " is too many"));
      }
    }
    return edits;
  }

  /** The Σ with their ranges that stand in the other side. */
  private static LinkedHashSet<String> headers(Formula f) {
    var found = new LinkedHashSet<String>();
    var other = f.other();
    if (other != null) {
      var there = other.text();
      f.indexLetters().stream().filter(i -> i.matches("[a-z]") && !there.matches("(?s).*_\\s*\\{?[a-z,]*" + i + "[a-z,]*}?.*"))
          .forEach(i -> found.add("\\sum_{" + i + "}"));
      for (var n : other.nodes()) {
        if (n.term() instanceof Term.Big b && !b.product() && found.size() < 3) {
          found.add(other.text().substring(b.span().start(), b.body().span().start()).strip());
        }
      }
    }
    return found;
  }

  private static List<Edit> range(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Big b) {
        if (b.under() instanceof Term.Chain c && c.members().size() == 2) {
          shift(f, c.members().get(1), edits);
        }
        if (b.over() != null) {
          shift(f, b.over(), edits);
        }
      }
    }
    return edits;
  }

  private static void shift(Formula f, Term end, List<Edit> edits) {
    var span = end.span();
    boolean braced = span.start() > 0 && f.text().charAt(span.start() - 1) == '{' || f.text().charAt(span.start() - 1) != '^';
    var message = "the range of the sum is off by one: " + f.quote(end);
    for (var by : List.of("+1", "-1")) {
      var now = end instanceof Term.Number k && k.text().matches("\\d{1,4}")
          ? Integer.toString(Integer.parseInt(k.text()) + (by.equals("+1") ? 1 : -1)) : f.of(end) + by;
      if (end instanceof Term.Sum s && s.terms().size() == 2 && s.terms().get(1) instanceof Term.Number k && k.text().equals("1")
          && s.minus().get(1) == by.equals("+1")) {
        now = f.of(s.terms().get(0));
      }
      edits.add(Edit.replace(span.start(), span.end(), braced ? now : "{" + now + "}", 1.8, message + " is to be " + Formula.quote(now)));
    }
  }

  private static List<Edit> delta(Formula f) {
    var edits = new ArrayList<Edit>();
    var letters = f.indexLetters();
    for (int i = 0; i < letters.size(); i++) {
      for (int j = i + 1; j < letters.size(); j++) {
        var delta = "\\delta_{" + letters.get(i) + letters.get(j) + "}";
        for (var t : f.addends()) {
          edits.add(f.times(t, delta, 2.2, Formula.quote(delta) + " is missing in " + f.quote(t)));
          if (t instanceof Term.Number k && k.text().equals("1")) {
            edits.add(Edit.replace(t.span().start(), t.span().end(), delta, 1.8, Formula.quote(delta) + " belongs where 1 stands"));
          }
        }
      }
    }
    return edits;
  }
}
