package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Term;

/** Slips with vectors and matrices: transposes and the order of factors. */
final class MatrixSlips {

  private MatrixSlips() {}

  static final Slip TRANSPOSE = new Slip("transpose", "transpose", "a transpose is missing, too many, or in the wrong place",
      "Check the shapes: (m × n) times (n × k). (AB)^T is B^T A^T, and the gradient of a^T W b by W is a b^T, which has the shape of W.",
      "A stands where A^T belongs, A B^T where A^T B belongs",
      new Slip.Example("<!-- gradus: let A in R^(m x n); x in R^n; y in R^m -->", "y^\\top (A x) = x^\\top A y",
          "y^\\top (A x) = x^\\top A^\\top y"), MatrixSlips::transpose);

  static final Slip ORDER = new Slip("order", "order", "factors in the wrong order",
      "Matrices do not commute: AB is in general not BA, and (AB)^{−1} is B^{−1}A^{−1}.",
      "AB stands where BA belongs",
      new Slip.Example("<!-- gradus: let A, B in R^(n x n) -->", "(A B)^\\top = A^\\top B^\\top", "(A B)^\\top = B^\\top A^\\top"),
      MatrixSlips::order);

  static final Slip IDENTITY = new Slip("lost-identity", "shape", "the identity matrix is missing",
      "A number is not added to a matrix: Aw + λw is (A + λI)w.",
      "A + λ stands where A + λI belongs",
      new Slip.Example("<!-- gradus: let A in R^(n x n); w in R^n; lambda real; n in N -->", "A^\\top w + \\lambda w = (A^\\top + \\lambda) w",
          "A^\\top w + \\lambda w = (A^\\top + \\lambda I) w"), MatrixSlips::identity);

  static final List<Slip> ALL = List.of(TRANSPOSE, ORDER, IDENTITY);

  static boolean speaksOfMatrices(Formula f) {
    return speaks(f.text()) || f.other() != null && speaks(f.other().text());
  }

  private static boolean speaks(String latex) {
    return latex.matches("(?s).*(?:\\^\\s*\\{?\\s*(?:T\\b|\\\\top|\\\\intercal|\\\\mathsf|\\(?-1)|\\\\odot|\\\\otimes|\\\\nabla|\\\\mathbf|\\\\operatorname\\{(?:diag|tr)|\\\\mathrm\\{(?:diag|tr)).*");
  }

  /** T, ⊤ and ⊺, in any font. */
  private static boolean isTranspose(Formula f, Term sup) {
    return sup != null && f.of(sup).replaceAll("\\\\math(?:sf|rm|bf|it|tt)|[{}\\s]", "").matches("T|\\\\(?:top|intercal)");
  }

  private static boolean isNoName(Term t) {
    return !(t instanceof Term.Name);
  }

  private static List<Edit> transpose(Formula f) {
    if (!speaksOfMatrices(f)) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    var with = new ArrayList<Term.Scripted>();
    var without = new ArrayList<Term>();
    for (var n : f.nodes()) {
      var t = n.term();
      if (t instanceof Term.Scripted s && isTranspose(f, s.sup()) && f.superscript(s) != null) {
        with.add(s);
      } else if (Formula.isValue(n) && !(n.parent() instanceof Term.Scripted) && (f.name(t) != null && f.name(t).end() == t.span().end()
          || t instanceof Term.Group g && g.fence() == Term.Fence.PAREN)) {
        without.add(t);
      }
    }
    for (var s : with) {
      var script = f.superscript(s);
      edits.add(Edit.delete(script.start(), script.end(), 1.6, "the transpose of " + f.quote(s.base()) + " is too many"));
      for (var t : without) {
        var remove = new Edit.Piece(script.start(), script.end(), "");
        var add = new Edit.Piece(t.span().end(), t.span().end(), "^\\top");
        if (t.span().end() <= script.start() || t.span().start() >= script.end()) {
          edits.add(new Edit(t.span().end() <= script.start() ? List.of(add, remove) : List.of(remove, add), 1.9,
              f.of(t).strip().equals(f.of(s.base()).strip()) ? "the transpose belongs to the other " + f.quote(t)
                  : "the transpose belongs to " + f.quote(t) + ", not to " + f.quote(s.base())));
        }
      }
    }
    for (var n : f.nodes()) {
      var turned = n.term() instanceof Term.Product p && !(n.parent() instanceof Term.Derivative) ? transposed(f, p) : null;
      if (turned != null) {
        edits.add(Edit.replace(n.term().span().start(), n.term().span().end(), turned, 1.65, f.quote(n.term())
            + " is the transpose of what belongs there"));
      }
    }
    for (var t : without) {
      edits.add(Edit.insert(t.span().end(), "^\\top", 1.6, "the transpose of " + f.quote(t) + " is missing"));
    }
    for (var n : f.nodes()) { // of a layer, or of a power
      if (n.term() instanceof Term.Scripted s && s.sup() != null && !isTranspose(f, s.sup()) && s.base() instanceof Term.Name && Formula.isValue(n)) {
        edits.add(new Edit(List.of(new Edit.Piece(s.span().start(), s.span().start(), "("), new Edit.Piece(s.span().end(), s.span().end(), ")^\\top")),
            1.7, "the transpose of " + f.quote(s) + " is missing"));
      }
    }
    return edits;
  }

  /** (AB)^T written out, numbers in front left there; null where a factor is no name, group or transpose of one. */
  private static String transposed(Formula f, Term.Product p) {
    var numbers = new StringBuilder();
    var turned = new ArrayList<String>();
    for (int i = 0; i < p.factors().size(); i++) {
      var t = p.factors().get(i);
      if (i > 0 && p.signs().get(i) != Term.Sign.NONE && p.signs().get(i) != Term.Sign.TIMES) {
        return null;
      }
      switch (t) {
        case Term.Number _, Term.Fraction _ when turned.isEmpty() -> numbers.append(f.of(t)).append(' ');
        case Term.Scripted s when isTranspose(f, s.sup()) && f.superscript(s) != null ->
            turned.addFirst(f.text().substring(s.span().start(), f.superscript(s).start()).strip());
        case Term.Name _, Term.Scripted _ when f.name(t) != null && f.name(t).end() == t.span().end() -> turned.addFirst(f.of(t) + "^\\top");
        case Term.Group g when g.fence() == Term.Fence.PAREN -> turned.addFirst(f.of(t) + "^\\top");
        case Term.Scripted s when s.sup() != null && !isTranspose(f, s.sup()) && s.base() instanceof Term.Name -> turned.addFirst("(" + f.of(t) + ")^\\top");
        default -> {
          return null;
        }
      }
    }
    return turned.size() < 2 ? null : numbers + String.join(" ", turned);
  }

  private static List<Edit> identity(Formula f) {
    if (!speaksOfMatrices(f)) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.parent() instanceof Term.Sum && !n.below() && !(n.term() instanceof Term.Group)) {
        edits.add(Edit.insert(n.term().span().end(), " I", 1.5, "a number is added to a matrix; it is to be " + Formula.quote(f.of(n.term()).strip() + " I")));
      }
    }
    return edits;
  }

  private static List<Edit> order(Formula f) {
    if (!speaksOfMatrices(f)) {
      return List.of();
    }
    var edits = new ArrayList<Edit>();
    for (var n : f.nodes()) {
      if (n.term() instanceof Term.Product p) {
        for (int i = 0; i + 1 < p.factors().size(); i++) {
          var a = p.factors().get(i).span();
          var b = p.factors().get(i + 1).span();
          if (!p.signs().get(i + 1).equals(Term.Sign.SLASH)) {
            edits.add(new Edit(List.of(new Edit.Piece(a.start(), a.end(), b.in(f.text())), new Edit.Piece(b.start(), b.end(), a.in(f.text()) + " ")),
                1.7, f.quote(p.factors().get(i)) + " and " + f.quote(p.factors().get(i + 1)) + " stand in the wrong order"));
            var first = a.in(f.text()).strip();
            var second = b.in(f.text()).strip();
            if (!isNoName(p.factors().get(i)) && !isNoName(p.factors().get(i + 1))) {
              for (var turned : List.of(second + "^\\top " + first, second + " " + first + "^\\top")) {
                edits.add(Edit.replace(a.start(), b.end(), turned, 2.4, "the order of the factors and a transpose are wrong in "
                    + Formula.quote(f.text().substring(a.start(), b.end()))));
              }
            }
          }
        }
      }
    }
    return edits;
  }
}
