package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.notation.Term;

/** Slips with factors: lost, doubled, inverted. */
final class FactorSlips {

  private FactorSlips() {}

  private static final String FACTOR = "factor";

  static final Slip CONSTANT = new Slip("constant-factor", FACTOR, "a constant factor is wrong",
      "A number in front got lost, doubled or halved. Typical places: the 2 from a square and the 1/2 before it, a bracket "
          + "multiplied out (2(a + b) = 2a + 2b), fractions brought to one denominator.",
      "c·A stands where k·A belongs, c and k numbers",
      new Slip.Example("", "2(x + 3) = 2x + 3", "2(x + 3) = 2x + 2 \\cdot 3"), FactorSlips::constant);

  static final Slip LOST = new Slip("lost-factor", FACTOR, "a factor is missing",
      "A factor of the line before does not appear any more. Cross out, factor by factor, what is still there: what is left was lost.",
      "A stands where f·A belongs, f being something that occurs nearby",
      new Slip.Example("Let $x, y, z$ be real.", "x(y + z) = xy + z", "x(y + z) = xy + x z"), FactorSlips::lost);

  static final Slip EXTRA = new Slip("extra-factor", FACTOR, "there is a factor too many",
      "A factor stands there that the line before does not give: it was written twice, or should have cancelled.",
      "f·A stands where A belongs",
      new Slip.Example("Let $x, y, z$ be real.", "x(y + z) = xy + xyz", "x(y + z) = xy + xz"), FactorSlips::extra);

  static final Slip INVERTED = new Slip("inverted", FACTOR, "divided instead of multiplied, or the other way round",
      "A factor stands in the denominator where it belongs in the numerator, or a fraction is upside down. Dividing by a fraction "
          + "is multiplying by its reciprocal.",
      "a/b stands where a·b or b/a belongs",
      new Slip.Example("<!-- gradus: let x, w real -->", "\\frac{x}{1/w} = \\frac{x}{w}", "\\frac{x}{1/w} = w x"), FactorSlips::inverted);

  static final Slip MEAN = new Slip("lost-one-over-n", FACTOR, "the 1/n of a mean is missing",
      "A mean of n terms is the sum divided by n; the 1/n stays in front when the sum is differentiated.",
      "Σ stands where (1/n)Σ belongs",
      new Slip.Example("<!-- gradus: let a, b, n real; n > 0 -->", "\\frac{1}{n}(a + b) = \\frac{1}{n} a + b",
          "\\frac{1}{n}(a + b) = \\frac{1}{n} a + \\frac{1}{n} b"), FactorSlips::mean);

  static final Slip INNER = new Slip("lost-inner-derivative", "chain", "the inner derivative is missing (chain rule)",
      "The derivative of g(u(x)) is g'(u(x))·u'(x). The outer derivative is there, the inner one is not: the derivative of "
          + "(3x + 1)^2 is 2(3x + 1) times 3.",
      "g'(u) stands where g'(u)·u' belongs",
      new Slip.Example("Let $f(x) = \\sin(3x)$.", "f'(x) = \\cos(3x)", "f'(x) = 3 \\cos(3x)"), FactorSlips::inner);

  static final Slip SLOPE = new Slip("lost-slope", "chain", "the slope of an activation is missing (chain rule)",
      "The derivative of an activation σ(z) brings the factor σ′(z), which is σ(z)(1 − σ(z)) for the sigmoid and 1 − tanh²(z) for tanh. "
          + "Only with the cross-entropy it cancels; with the squared error it stays.",
      "(a − y)·x stands where (a − y)·σ′(z)·x belongs",
      new Slip.Example("<!-- gradus: let w, x, y real; define E = \\frac{1}{2} (\\sigma(w x) - y)^2 -->",
          "\\frac{\\partial E}{\\partial w} = (\\sigma(w x) - y) x", "\\frac{\\partial E}{\\partial w} = \\sigma'(w x) \\cdot (\\sigma(w x) - y) x"),
      FactorSlips::slope);

  static final List<Slip> ALL = List.of(INNER, SLOPE, CONSTANT, LOST, EXTRA, INVERTED, MEAN);

  private record Constant(String latex, double cost, String message) {}

  private static final List<Constant> CONSTANTS = List.of(
      new Constant("2", 2, "a factor 2 is missing"), new Constant("\\frac{1}{2}", 2, "there is a factor 2 too many"),
      new Constant("3", 2.3, "a factor 3 is missing"), new Constant("\\frac{1}{3}", 2.3, "there is a factor 3 too many"),
      new Constant("4", 2.5, "a factor 4 is missing"), new Constant("\\frac{1}{4}", 2.5, "there is a factor 4 too many"));

  private static List<Edit> constant(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Number number && !n.below() && isFactor(n) && number.text().matches("\\d{1,3}")) {
        int k = Integer.parseInt(number.text());
        for (int other : new int[] {2 * k, k % 2 == 0 ? k / 2 : -1, k + 1, k - 1, k * k, 3 * k}) {
          boolean dropped = other == 1 && n.parent() instanceof Term.Product p && p.factors().getFirst() == n.term() && p.factors().size() > 1
              && p.signs().get(1) != Term.Sign.SLASH; // nobody writes 1x
          if (dropped) {
            edits.add(Edit.delete(number.span().start(), ((Term.Product) n.parent()).factors().get(1).span().start(), 1.8,
                "the factor " + k + " is too many"));
          } else if (other > 0 && other != k) {
            edits.add(Edit.replace(number.span().start(), number.span().end(), Integer.toString(other), 1.8,
                "the factor is " + other + ", not " + k));
          }
        }
      }
    }
    for (var t : f.addends()) {
      if (f.isNumeric() && t != f.root()) {
        continue; // which number of a calculation is off cannot be told by its value alone
      }
      for (var c : CONSTANTS) {
        var where = t == f.root() ? "" : " in " + f.quote(t);
        edits.add(f.times(t, c.latex, c.cost + (t == f.root() ? 0 : 0.2), c.message + where));
      }
    }
    if (f.root() instanceof Term.Sum s && s.terms().size() > 1) {
      for (var c : CONSTANTS) {
        edits.add(f.times(s, c.latex, c.cost, c.message));
      }
    }
    return edits;
  }

  private static boolean isFactor(Formula.Node n) {
    return n.parent() instanceof Term.Product || n.parent() instanceof Term.Fraction || n.parent() == null
        || n.parent() instanceof Term.Sum;
  }

  private static List<Edit> lost(Formula f) {
    if (f.isNumeric()) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    var factors = f.nearbyFactors().keySet();
    insert(f, factors, 2.6, edits, "the factor ");
    insert(f, f.nearbyNames().stream().filter(n -> !factors.contains(n)).toList(), 2.9, edits, "the factor ");
    if (MatrixSlips.speaksOfMatrices(f)) {
      behind(f, f.nearbyNames(), 2.5, edits);
    }
    for (var name : f.root() instanceof Term.Derivative ? List.<String>of() : f.nearbyNames()) {
      double cost = f.ownNames().contains(name) ? 2.3 : 2.05; // likelier of a definition, lost on the way here
      for (var factor : List.of("\\frac{1}{" + name + "}", "\\frac{1}{\\sqrt{" + name + "}}", "\\sqrt{" + name + "}")) {
        edits.add(f.times(f.root(), factor, cost, "the factor " + Formula.quote(factor) + " is missing"));
      }
    }
    return edits;
  }

  /** Factors put in behind, where it matters on which side they stand. */
  private static void behind(Formula f, Iterable<String> factors, double cost, List<Edit> edits) {
    for (var factor : factors) {
      for (var t : f.addends()) {
        if (!Formula.isSum(t)) {
          edits.add(Edit.insert(t.span().end(), " " + factor, cost, "the factor " + Formula.quote(factor) + " is missing"
              + (t == f.root() ? "" : " in " + f.quote(t))));
        }
      }
    }
  }

  private static void insert(Formula f, Iterable<String> factors, double cost, List<Edit> edits, String what) {
    var places = new ArrayList<>(f.addends());
    if (f.root() instanceof Term.Sum s && s.terms().size() > 1) {
      places.addFirst(s);
    }
    for (var factor : factors) {
      for (var t : places) {
        var where = t == f.root() ? "" : " in " + f.quote(t);
        edits.add(f.times(t, factor, cost + (t == f.root() ? 0 : 0.2), what + Formula.quote(factor) + " is missing" + where));
      }
    }
  }

  private static List<Edit> inner(Formula f) {
    if (!f.isDerivative()) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    insert(f, f.innerDerivatives(), 1.9, edits, "the inner derivative ");
    return edits;
  }

  /** The slopes of the functions that stand here, in the ways in which slopes are written. */
  private static List<Edit> slope(Formula f) {
    if (!f.speaksOfDerivatives() && layerSlopes(f).isEmpty() || f.isNumeric()) {
      return List.of();
    }
    var slopes = new LinkedHashSet<String>();
    for (var g : Stream.of(f, f.other() == null ? f : f.other()).distinct().toList()) {
      for (var call : g.values()) {
        var value = g.of(call).strip();
        if (call.head() instanceof Term.Name head) {
          slopes.add(g.of(head) + "'" + value.substring(g.of(head).length()));
        }
        slopes.add("(1-" + value + ")");
        slopes.add(value + "(1-" + value + ")");
      }
    }
    f.ownNames().stream().limit(Formula.MAX_VALUES).forEach(a -> slopes.addAll(List.of("(1-" + a + ")", a + "(1-" + a + ")", "(1-" + a + "^2)")));
    var near = f.nearbyFactors().keySet().stream().map(t -> t.replaceAll("\\s", "")).toList();
    slopes.removeIf(s -> near.contains(s.replaceAll("\\s", "")));
    var edits = new ArrayList<Edit>();
    insert(f, slopes, 2.3, edits, "the slope ");
    var layers = layerSlopes(f);
    insert(f, layers, 2.3, edits, "the slope ");
    if (f.root() instanceof Term.Sum s && s.terms().size() > 1 && (MatrixSlips.speaksOfMatrices(f) || !layers.isEmpty())) {
      for (var slope : Stream.concat(layers.stream(), slopes.stream()).toList()) {
        edits.add(new Edit(List.of(new Edit.Piece(s.span().start(), s.span().start(), "("), new Edit.Piece(s.span().end(), s.span().end(),
            ") \\odot " + slope)), 2.35, "the slope " + Formula.quote(slope) + " is missing"));
      }
    }
    return edits;
  }

  /** σ′(z^l) for what is called a^l, as is usual in networks. */
  private static Set<String> layerSlopes(Formula f) {
    var slopes = new LinkedHashSet<String>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Scripted s && s.sup() != null && s.base() instanceof Term.Name a && a.text().equals("a") && !n.below()) {
        slopes.add("\\sigma'(z" + f.of(s).substring(f.of(a).length()) + ")");
      }
    }
    return slopes;
  }

  private static List<Edit> extra(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      switch (n.term()) {
        case Term.Product p -> {
          for (int i = 0; i < p.factors().size(); i++) {
            int from = i == 0 ? p.factors().get(0).span().start() : p.factors().get(i - 1).span().end();
            int to = i == 0 ? p.factors().get(1).span().start() : p.factors().get(i).span().end();
            if (i == 0 && p.signs().get(1) == Term.Sign.SLASH || f.isNumeric() && p.factors().size() < 3) {
              continue;
            }
            edits.add(Edit.delete(from, to, 2.2, "the factor " + f.quote(p.factors().get(i)) + " is too many"));
          }
          for (int i = 1; i < p.factors().size() && !f.isNumeric(); i++) {
            for (int j = i + 1; j < p.factors().size(); j++) {
              var run = p.factors().get(i).span().to(p.factors().get(j).span());
              edits.add(Edit.delete(p.factors().get(i - 1).span().end(), run.end(), 2.3 + 0.1 * (j - i),
                  "the factors " + Formula.quote(run.in(f.text())) + " are too many"));
            }
          }
        }
        case Term.Fraction q -> {
          edits.add(Edit.replace(q.span().start(), q.span().end(), f.asFactor(q.over()), 2.4,
              "the denominator " + f.quote(q.under()) + " is too many"));
          if (!(q.over() instanceof Term.Number)) {
            edits.add(Edit.replace(q.over().span().start(), q.over().span().end(), "1", 2.5,
                "the factor " + f.quote(q.over()) + " is too many"));
          }
        }
        default -> { }
      }
    }
    return edits;
  }

  private static List<Edit> inverted(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      switch (n.term()) {
        case Term.Fraction q -> {
          var over = f.of(q.over());
          var under = f.of(q.under());
          edits.add(Edit.replace(q.span().start(), q.span().end(), "\\frac{" + under + "}{" + over + "}", 2,
              "the fraction " + f.quote(q) + " is upside down"));
          edits.add(Edit.replace(q.span().start(), q.span().end(), f.asFactor(q.under()) + " " + sign(under, over) + f.asFactor(q.over()), 2,
              f.quote(q.under()) + " multiplies here, it does not divide"));
        }
        case Term.Product p -> {
          for (int i = 1; i < p.factors().size(); i++) {
            if (p.signs().get(i) == Term.Sign.SLASH) {
              int slash = f.text().indexOf('/', p.factors().get(i - 1).span().end());
              if (slash >= 0 && slash < p.factors().get(i).span().start()) {
                edits.add(Edit.replace(slash, slash + 1, "\\cdot ", 2, f.quote(p.factors().get(i)) + " multiplies here, it does not divide"));
              }
            } else if (!f.isNumeric() && p.signs().get(i) != Term.Sign.HADAMARD && p.signs().get(i) != Term.Sign.OUTER) {
              edits.add(Edit.replace(p.factors().get(i).span().start(), p.factors().get(i).span().end(),
                  "\\frac{1}{" + f.of(p.factors().get(i)) + "}", 2.4, f.quote(p.factors().get(i)) + " divides here, it does not multiply"));
            }
          }
        }
        default -> { }
      }
    }
    return edits;
  }

  private static String sign(String a, String b) {
    return Formula.startsWithDigit(b) && !a.isEmpty() && Character.isDigit(a.charAt(a.length() - 1)) || b.startsWith("(") ? "\\cdot " : "";
  }

  private static final Set<String> COUNTS = Set.of("n", "m", "N", "M", "K", "k", "d", "T", "B");

  private static List<Edit> mean(Formula f) {
    var edits = new ArrayList<Edit>();
    for (var name : f.nearbyNames()) {
      if (COUNTS.contains(name)) {
        insert(f, List.of("\\frac{1}{" + name + "}"), 2.2, edits, "the factor ");
      }
    }
    return edits;
  }
}
