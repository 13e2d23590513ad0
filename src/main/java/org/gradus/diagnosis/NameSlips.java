package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.notation.Span;
import org.gradus.notation.Term;

/** Slips with names: a hat, another variable, another index, the wrong label on a derivative. */
final class NameSlips {

  private NameSlips() {}

  /** What is to be found out stands alone at the head of its line, and is seldom another derivative than meant. */
  private static final double HEAD = 0.6;
  /** A chain that cancels is seldom wrong in a name. */
  private static final double CHAIN = 1.2;

  static final Slip HAT = new Slip("hat", "variable", "ŷ stands for y, or the other way round",
      "The prediction ŷ and the label y are two quantities, as are other names that differ by an accent only.",
      "a name stands where the same name with a hat (a bar, a tilde) belongs",
      new Slip.Example("<!-- gradus: let x, y, yhat real -->", "x(\\hat{y} - y) = x\\hat{y} - x\\hat{y}", "x(\\hat{y} - y) = x\\hat{y} - xy"),
      NameSlips::hat);

  static final Slip VARIABLE = new Slip("other-variable", "variable", "a wrong variable",
      "Another variable than meant. In derivatives: ∂(wx + b)/∂w is x, ∂(wx + b)/∂x is w.",
      "x stands where w belongs",
      new Slip.Example("<!-- gradus: let w, x, b real; define q = (w x + b)^2 -->", "\\frac{\\partial q}{\\partial w} = 2(wx+b) w",
          "\\frac{\\partial q}{\\partial w} = 2(wx+b) x"), NameSlips::variable);

  static final Slip INDEX = new Slip("index", "index", "a wrong index",
      "The letter below is another one than meant, or two indices changed places: w_{jk} and w_{kj} are different entries. Say in words "
          + "which index runs and which is fixed.",
      "a_j stands where a_k belongs, w_{kj} where w_{jk} belongs",
      new Slip.Example("<!-- gradus: let a_1, a_2, b real -->", "b(a_1 + a_2) = b a_1 + b a_1", "b(a_1 + a_2) = b a_1 + b a_2"), NameSlips::index);

  static final Slip LABEL = new Slip("label", "label", "a derivative has the wrong label",
      "What is calculated is right, but it is another derivative than the one written: the name above or below the bar is wrong. A chain "
          + "rule cancels like fractions: (∂C/∂σ)·(∂σ/∂z)·(∂z/∂w).",
      "∂z/∂w stands where ∂C/∂σ belongs",
      new Slip.Example("Let $z = w x + b$ and $J = z^2$.", "\\frac{\\partial z}{\\partial w} = 2z",
          "\\frac{\\partial J}{\\partial z} = 2z"), NameSlips::label);

  static final Slip COMPLEMENT = new Slip("complement", "factor", "p stands for 1 − p, or the other way round",
      "The derivative of the sigmoid is σ(1 − σ): one factor is the value, the other what is missing to 1.",
      "p stands where 1 − p belongs",
      new Slip.Example("", "\\sigma'(z) = \\sigma(z) \\sigma(z)", "\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))"), NameSlips::complement);

  static final List<Slip> ALL = List.of(HAT, VARIABLE, INDEX, LABEL, COMPLEMENT);

  private static String plain(String name) {
    return name.replaceAll("\\\\(?:wide)?(?:hat|bar|tilde|overline)\\s*", "").replaceAll("[{}\\s]", "");
  }

  private static List<Edit> hat(Formula f) {
    return replaced(f, (own, other) -> plain(own).equals(plain(other)), 1.5);
  }

  private static List<Edit> variable(Formula f) {
    return f.isNumeric() ? List.of() : replaced(f, (own, other) -> !plain(own).equals(plain(other)) && !sameBase(own, other), 2.5);
  }

  private static boolean sameBase(String own, String other) {
    int a = own.indexOf('_');
    int b = other.indexOf('_');
    return a > 0 && b > 0 && own.substring(0, a).equals(other.substring(0, b));
  }

  private interface Fits {
    boolean test(String own, String other);
  }

  private static List<Edit> replaced(Formula f, Fits fits, double cost) {
    var edits = new ArrayList<Edit>();
    var pool = f.nearbyNames();
    for (var n : f.nodes()) {
      var span = Formula.isValue(n) && !(n.parent() instanceof Term.Scripted s && s.base() == n.term() && f.name(s) != null)
          ? f.name(n.term()) : null;
      if (span == null || counts(f, span)) {
        continue;
      }
      var own = span.in(f.text());
      for (var other : pool) {
        if (!own.equals(other) && !own.equals("e") && fits.test(own, other)) {
          edits.add(Edit.replace(span.start(), span.end(), other, cost, Formula.quote(own) + " stands where " + Formula.quote(other) + " belongs"));
        }
      }
    }
    return edits;
  }

  /** Whether the name that starts here is what a sum counts: only a letter can stand there. */
  private static boolean counts(Formula f, Span name) {
    return f.nodes().stream().anyMatch(n -> n.term() instanceof Term.Big b && b.under() != null && b.under().span().start() == name.start());
  }

  private static List<Edit> index(Formula f) {
    var edits = new ArrayList<Edit>(replaced(f, (own, other) -> sameBase(own, other), 1.9));
    var letters = f.indexLetters();
    for (var n : f.nodes()) {
      if (!(n.term() instanceof Term.Scripted s) || s.sub() == null) {
        continue;
      }
      var parts = Formula.indexParts(s.sub());
      for (var part : parts) {
        for (var letter : letters) {
          if (!letter.equals(f.of(part))) {
            edits.add(Edit.replace(part.span().start(), part.span().end(), letter, 2,
                "the index " + Formula.quote(f.of(part)) + " of " + f.quote(s) + " is to be " + Formula.quote(letter)));
          }
        }
      }
      if (parts.size() == 2 && !f.of(parts.get(0)).equals(f.of(parts.get(1)))) {
        var a = parts.get(0).span();
        var b = parts.get(1).span();
        edits.add(new Edit(List.of(new Edit.Piece(a.start(), a.end(), f.of(parts.get(1))), new Edit.Piece(b.start(), b.end(), f.of(parts.get(0)))),
            1.8, "the indices of " + f.quote(s) + " changed places"));
      }
    }
    return edits;
  }

  /** Whether the product is a chain that cancels as it is: (∂C/∂a)(∂a/∂z). */
  private static boolean isChain(Formula f, Term.Product p) {
    var links = p.factors().stream().filter(t -> t instanceof Term.Derivative).map(t -> (Term.Derivative) t).toList();
    for (int i = 0; i + 1 < links.size(); i++) {
      var next = links.get(i + 1).body();
      if (next == null || !plain(f.of(links.get(i).by().getFirst())).equals(plain(f.of(next)))) {
        return false;
      }
    }
    return links.size() > 1;
  }

  /** What may be differentiated by that is no single name: σ(z) in ∂C/∂σ(z). */
  private static List<String> values(Formula f) {
    return Stream.of(f, f.other() == null ? f : f.other()).distinct()
        .flatMap(g -> g.values().stream().map(c -> g.of(c).strip())).distinct().limit(Formula.MAX_VALUES).toList();
  }

  /** A derivative that is written without the name of what is differentiated, or with a prime, for one that has names. */
  private static void rewritten(Formula f, Term t, int order, List<Edit> edits) {
    var d = order == 1 ? "\\partial" : "\\partial^" + order;
    for (var above : f.nearbyNames()) {
      for (var below : Stream.concat(f.nearbyNames().stream(), values(f).stream()).toList()) {
        if (!above.equals(below)) {
          edits.add(Edit.replace(t.span().start(), t.span().end(), "\\frac{" + d + " " + above + "}{\\partial " + below + (order == 1 ? "" : "^" + order) + "}", 2.6,
              "this is the derivative of " + Formula.quote(above) + " by " + Formula.quote(below) + ", not " + f.quote(t)));
        }
      }
    }
  }

  private static List<Edit> label(Formula f) {
    var edits = new ArrayList<Edit>();
    if (f.root() instanceof Term.Call c && c.head() instanceof Term.Scripted s && s.primes() > 0) {
      rewritten(f, c, s.primes(), edits);
    }
    for (var n : f.nodes()) {
      if (n.parent() == null && n.term() instanceof Term.Derivative d && d.body() != null && f.name(d.body()) == null && d.order() == 1) {
        rewritten(f, d, 1, edits);
      }
      if (n.term() instanceof Term.Derivative d) {
        double more = n.parent() == null ? HEAD : n.parent() instanceof Term.Product p && isChain(f, p) ? CHAIN : 0;
        var body = d.body() == null ? null : f.name(d.body());
        var by = d.by().stream().distinct().toList().size() == 1 ? f.name(d.by().getFirst()) : null;
        var names = f.nearbyNames();
        for (var below : Stream.concat(names.stream(), values(f).stream()).toList()) {
          if (by != null && d.order() == 1 && !below.equals(by.in(f.text())) && (body == null || !below.equals(body.in(f.text())))) {
            var piece = new Edit.Piece(by.start(), by.end(), below);
            edits.add(new Edit(List.of(piece), 2 + more, "this is the derivative by " + Formula.quote(below) + ", not by " + Formula.quote(by.in(f.text()))));
            for (var above : names) {
              if (body != null && !above.equals(body.in(f.text())) && !above.equals(below) && body.start() < by.start()) {
                edits.add(new Edit(List.of(new Edit.Piece(body.start(), body.end(), above), piece), 2.7 + more,
                    "this is the derivative of " + Formula.quote(above) + " by " + Formula.quote(below) + ", not the one written"));
              }
            }
          }
        }
        for (var above : names) {
          if (body != null && !above.equals(body.in(f.text())) && (by == null || !above.equals(by.in(f.text())))) {
            edits.add(Edit.replace(body.start(), body.end(), above, 2.1 + more,
                "this is the derivative of " + Formula.quote(above) + ", not of " + Formula.quote(body.in(f.text()))));
          }
        }
      }
    }
    return edits;
  }

  private static List<Edit> complement(Formula f) {
    var edits = new ArrayList<Edit>();
    if (f.isNumeric()) {
      return edits;
    }
    for (var n : f.nodes()) {
      var t = n.term();
      boolean value = Formula.isValue(n) && (t instanceof Term.Call && !(n.parent() instanceof Term.Scripted)
          || f.name(t) != null && !(n.parent() instanceof Term.Scripted));
      if (value) {
        boolean twice = n.parent() instanceof Term.Product p && p.factors().stream().filter(x -> f.of(x).equals(f.of(t))).count() > 1;
        boolean bare = n.parent() instanceof Term.Group || n.parent() instanceof Term.Fraction || n.parent() instanceof Term.Call c && c.bracketed();
        edits.add(new Edit(List.of(new Edit.Piece(t.span().start(), t.span().start(), bare ? "1 - " : "(1 - "),
            new Edit.Piece(t.span().end(), t.span().end(), bare ? "" : ")")), twice ? 1.2 : 2.3, f.quote(t) + " stands where '1 - " + f.of(t).strip() + "' belongs"));
      }
      if (t instanceof Term.Group g && g.fence() == Term.Fence.PAREN && g.body() instanceof Term.Sum s && s.terms().size() == 2
          && s.terms().getFirst() instanceof Term.Number k && k.text().equals("1") && s.minus().get(1)) {
        edits.add(Edit.replace(g.span().start(), g.span().end(), f.of(s.terms().get(1)), 2.3,
            f.quote(g) + " stands where " + f.quote(s.terms().get(1)) + " belongs"));
      }
    }
    return edits;
  }
}
