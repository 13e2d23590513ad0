package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** What names with subscripts and superscripts mean: labels, indices, powers, transposes. */
final class Scripts {

  private static final int MAX_MATRIX_POWER = 8;

  private final Elaborator elaborator;

  Scripts(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Expr expr(Term term) {
    return switch (term) {
      case Term.Name n -> name(n);
      case Term.Scripted s when s.base() instanceof Term.Name n -> named(n, s);
      case Term.Scripted s when s.base() instanceof Term.Scripted || s.base() instanceof Term.Group g
          && g.fence() == Term.Fence.BRACE && (g.body() instanceof Term.Name || g.body() instanceof Term.Scripted) -> merged(s);
      case Term.Scripted s -> other(s);
      default -> elaborator.expr(term);
    };
  }

  private Expr name(Term.Name n) {
    if (n.text().equals(Ranks.ONES)) {
      return elaborator.names.rank(Ranks.ONES, 0) == null ? Exprs.ONE : Exprs.sym(Ranks.ONES);
    }
    var constant = elaborator.constant(n.text());
    if (constant != null) {
      return constant;
    }
    int bar = n.text().indexOf('_');
    if (bar > 0 && n.text().charAt(n.text().length() - 1) != '_') {
      var base = n.text().substring(0, bar);
      var label = n.text().substring(bar + 1);
      // Plain text: x_i is a component of x if x is indexed.
      if (label.length() <= 2 && label.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 128)
          && isIndexed(base) && !elaborator.names.isVariable(n.text())) {
        var sub = Character.isDigit(label.charAt(0)) ? List.of(label) : List.of(label.split(""));
        return Exprs.indexed(base, sub.stream().map(s -> Character.isDigit(s.charAt(0))
            ? Exprs.num(Long.parseLong(s)) : Exprs.sym(s)).toList(), List.of());
      }
    }
    return Exprs.sym(n.text());
  }

  private boolean isIndexed(String base) {
    return elaborator.indexed.contains(base) || elaborator.names.isIndexed(base);
  }

  /** Scripts on scripts, where an accent or braces stand between them. */
  private Expr merged(Term.Scripted s) {
    var inner = s.base() instanceof Term.Group g ? g.body() : s.base();
    if (inner instanceof Term.Name n) {
      return named(n, new Term.Scripted(n, s.sub(), s.sup(), s.primes(), s.span()));
    }
    if (inner instanceof Term.Scripted i && (i.sub() == null || s.sub() == null) && (i.sup() == null || s.sup() == null)
        && (i.sup() == null || s.sub() == null || !isPower(i))) {
      return expr(new Term.Scripted(i.base(), i.sub() != null ? i.sub() : s.sub(), i.sup() != null ? i.sup() : s.sup(),
          i.primes() + s.primes(), s.span()));
    }
    return other(s);
  }

  private boolean isPower(Term.Scripted s) {
    return s.sup() != null && Superscripts.of(s, elaborator.names).power() != null;
  }

  private Expr named(Term.Name n, Term.Scripted s) {
    var sup = Superscripts.of(s, elaborator.names);
    if (s.sub() == null && s.primes() == 0 && sup.isPowerOnly()) {
      var power = elaborator.expr(sup.power());
      // an error e has no powers but numbers: e^{-z} is the exponential beside it
      var base = n.text().equals("e") && elaborator.names.isOverloaded("e") && !(power instanceof Expr.Num) ? Exprs.E : name(n);
      return power(base, power);
    }
    var base = n.text() + "_prime".repeat(s.primes()) + sup.label();
    var value = subscripted(base, s, sup.indices().stream().map(this::index).toList());
    if (sup.transposed()) {
      value = transposed(value);
    }
    return sup.power() == null ? value : power(value, elaborator.expr(sup.power()));
  }

  private Expr power(Expr base, Expr exponent) {
    var rank = elaborator.ranks.of(base);
    if (!rank.isScalar() && exponent.equals(Exprs.sym("T"))) {
      return transposed(base); // x^T in plain text, where it is a power of a number
    }
    if (rank == Rank.MATRIX && exponent instanceof Expr.Num n && n.value().isIntegerWithin(MAX_MATRIX_POWER)) {
      return matrixPower(base, n.value().intValueExact());
    }
    if (rank == Rank.COLUMN && exponent.equals(Exprs.TWO)) {
      boolean norm = elaborator.isOther();
      elaborator.note("the square of a vector is " + (norm ? "read as that of its length" : "taken entry by entry"));
      return Exprs.call(norm ? "dot" : "hadamard", base, base);
    }
    return base.equals(Exprs.E) ? Exprs.exp(exponent) : Exprs.pow(base, exponent);
  }

  private static Expr matrixPower(Expr base, int n) {
    if (n < 0) {
      var inverse = Exprs.call("inverse", base);
      return n == -1 ? inverse : matrixPower(inverse, -n);
    }
    if (n == 0) {
      throw new IllegalArgumentException("a matrix to the power 0 does not say the size of the identity");
    }
    return n == 1 ? base : Exprs.call("matmul", matrixPower(base, n - 1), base);
  }

  private Expr subscripted(String base, Term.Scripted s, List<Expr> sups) {
    if (s.sub() == null) {
      if (sups.size() == 1 && elaborator.names.isStacked(base)) {
        return Exprs.indexed(base, sups, List.of());
      }
      return base.equals(Ranks.ONES) ? name((Term.Name) s.base()) : member(s, base, List.of(), sups);
    }
    var sized = sups.isEmpty() ? sized(base, s.sub()) : null;
    if (sized != null) {
      return sized;
    }
    var entry = sups.isEmpty() ? entryOfNumbered(base, s.sub()) : null;
    if (entry != null) {
      return entry;
    }
    var label = Labels.text(s.sub());
    boolean brackets = s.sub() instanceof Term.Group g && g.fence() == Term.Fence.BRACKET;
    boolean word = s.sub() instanceof Term.Name n && n.text().length() > 1 && !elaborator.names.isIndex(n.text());
    boolean known = label != null && elaborator.names.isVariable(base + "_" + label)
        && Subscripts.pieces(s.sub()).stream().noneMatch(p -> elaborator.bound.contains(Subscripts.indexName(p)));
    boolean bound = Subscripts.pieces(s.sub()).stream().anyMatch(p -> elaborator.bound.contains(Subscripts.indexName(p)));
    boolean indexed = isIndexed(base) || s.base() instanceof Term.Name n && isIndexed(n.text());
    if (brackets || label == null || bound || indexed && !word && !known) {
      var pieces = new ArrayList<Expr>();
      for (var piece : Subscripts.pieces(s.sub(), elaborator.names.subscripts(base))) {
        if (piece instanceof Term.Chain) {
          throw Elaborator.error("a condition cannot be a subscript here", piece, "say it in words beside the formula");
        }
        pieces.add(index(piece));
      }
      return member(s, base, pieces, sups);
    }
    return member(s, base + "_" + label, List.of(), sups);
  }

  /** {@code W_{2,ij}} and {@code b_{1,j}} beside a matrix W_2 and a vector b_1: their entries; null for what is none. */
  private Expr entryOfNumbered(String base, Term sub) {
    if (!(sub instanceof Term.Sequence q) || q.items().size() < 2 || !(q.items().getFirst() instanceof Term.Number number)) {
      return null;
    }
    var whole = base + "_" + number.text();
    var rest = q.items().stream().skip(1).flatMap(t -> Subscripts.pieces(t).stream()).toList();
    var rank = elaborator.names.rank(whole, 0);
    boolean fits = rank == Rank.MATRIX && rest.size() == 2 || rank == Rank.COLUMN && rest.size() == 1;
    return fits && rest.stream().allMatch(p -> p instanceof Term.Name || p instanceof Term.Number)
        ? Exprs.indexed(whole, rest.stream().map(this::index).toList(), List.of()) : null;
  }

  /** A component, a layer or a sample; the number above a name that counts nothing is part of the name. */
  private Expr member(Term.Scripted s, String base, List<Expr> subs, List<Expr> sups) {
    return sups.size() == 1 && sups.getFirst() instanceof Expr.Num k && s.base() instanceof Term.Name n && elaborator.names.isApart(n.text())
        ? Exprs.indexed(base + "__" + k, subs, List.of()) : Exprs.indexed(base, subs, sups);
  }

  /** {@code \\mathbf 1_n}, {@code I_n}, {@code I_{n\\times n}}: with its size; {@code I_{jk}} is 1 for j = k; null for what is neither. */
  private Expr sized(String base, Term sub) {
    if (base.equals(Ranks.ONES)) {
      return elaborator.names.rank(base, 0) == null ? Exprs.ONE : Exprs.call("ones", elaborator.expr(sub instanceof Term.Product p ? p.factors().getFirst() : sub));
    }
    if (!base.equals(Ranks.IDENTITY) || elaborator.names.isVariable(base) || elaborator.names.rank(base, 0) != Rank.MATRIX) {
      return null;
    }
    var pieces = Subscripts.pieces(sub);
    if (pieces.size() == 2 && pieces.stream().allMatch(p -> elaborator.names.isIndex(Subscripts.indexName(p)))) {
      return Exprs.call("delta", index(pieces.get(0)), index(pieces.get(1)));
    }
    var size = sub instanceof Term.Product p && p.factors().size() == 2 && p.signs().get(1) == Term.Sign.TIMES ? p.factors().getFirst() : sub;
    boolean letter = size instanceof Term.Number || size instanceof Term.Name n && n.text().length() == 1
        && !elaborator.bound.contains(n.text()) && !(isIndexed(base) && elaborator.names.isIndex(n.text()));
    return letter ? Exprs.call("identity", elaborator.expr(size)) : null;
  }

  /** An index: here e is a letter like any other. */
  private Expr index(Term piece) {
    return piece instanceof Term.Name n ? Exprs.sym(n.text()) : elaborator.expr(piece);
  }

  Expr transposed(Expr value) {
    if (elaborator.isVector(value)) {
      return value instanceof Expr.Call c && c.is("transpose") ? c.arg() : Exprs.call("transpose", value);
    }
    elaborator.note("the transpose of a scalar is the scalar itself");
    return value;
  }

  /** Scripts on something that is not a name. */
  private Expr other(Term.Scripted s) {
    if (s.primes() > 0 && s.base() instanceof Term.Group && s.sub() == null) {
      var body = elaborator.expr(s.base());
      var variables = Trees.freeSymbols(body);
      if (variables.size() == 1 && !elaborator.names.isAbbreviation(variables.iterator().next().name())
          && !Trees.any(body, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply)) {
        var x = variables.iterator().next();
        elaborator.note("(…)' is the derivative by " + x.name());
        var derivative = Exprs.diff(body, x, s.primes());
        return s.sup() == null ? derivative : power(derivative, elaborator.expr(s.sup()));
      }
    }
    if (s.primes() > 0) {
      throw Elaborator.error("a prime after a bracket does not say by which variable", s, "write \\frac{d}{dx}(…)");
    }
    var value = elaborator.expr(s.base());
    if (s.sub() != null) {
      value = subscripted(value, s);
    }
    if (s.sup() == null) {
      return value;
    }
    var sup = Superscripts.of(s, elaborator.names);
    for (var index : sup.indices()) {
      value = Exprs.pow(value, elaborator.expr(index)); // brackets around the exponent of an expression say nothing
    }
    if (sup.transposed()) {
      value = transposed(value);
    }
    if (!sup.label().isEmpty()) {
      throw Elaborator.error("this superscript is for names only", s.sup(), null);
    }
    if (sup.power() == null) {
      return value;
    }
    return power(value, elaborator.expr(sup.power()));
  }

  /** {@code (x)_+} and {@code [x]_+}: max(0, x). */
  private Expr positivePart(Expr value, Term.Scripted s) {
    boolean bracket = s.base() instanceof Term.Group g && (g.fence() == Term.Fence.PAREN || g.fence() == Term.Fence.BRACKET || g.fence() == Term.Fence.BRACE);
    if (!bracket || ((Term.Name) s.sub()).text().equals("-")) {
      throw Elaborator.error("a sign below this is not understood", s.sub(), "write max(0, x) or min(0, x)");
    }
    elaborator.note("(…)_+ is the positive part, max(0, …)");
    return Exprs.call("relu", value);
  }

  private Expr subscripted(Expr value, Term.Scripted s) {
    if (s.sub() instanceof Term.Name n && (n.text().equals("+") || n.text().equals("-"))) {
      return positivePart(value, s);
    }
    if (s.base() instanceof Term.Group g && g.fence() == Term.Fence.ANGLE && s.sub() instanceof Term.Name n && n.text().equals("F")) {
      return value; // the inner product of Frobenius
    }
    boolean norm = s.base() instanceof Term.Group g && (g.fence() == Term.Fence.NORM || g.fence() == Term.Fence.ABS);
    if (norm) {
      if (!(value instanceof Expr.Call c) || !c.is("norm")) {
        boolean p = s.sub() instanceof Term.Number || s.sub() instanceof Term.Name n
            && (n.text().equals("oo") || n.text().equals("p") || n.text().equals("F"));
        if (!p) {
          throw Elaborator.error("cannot tell what this subscript of a value means", s.sub(), "say it in words: the maximum over z");
        }
        return value; // every norm of a scalar is its absolute value
      }
      if (s.sub() instanceof Term.Name n && (n.text().equals("F") || n.text().equalsIgnoreCase("fro"))) {
        return value; // the norm of Frobenius, that of all entries in a row
      }
      var p = elaborator.expr(s.sub());
      return p.equals(Exprs.TWO) && elaborator.ranks.of(c.arg()) != Rank.MATRIX ? value : Exprs.call("norm_p", c.arg(), p);
    }
    if (!elaborator.isVector(value) && !(value instanceof Expr.Apply)) {
      if (s.sub() instanceof Term.Group g && g.fence() == Term.Fence.BRACKET && g.body() instanceof Term.Sequence q && q.items().size() == 1) {
        if (s.sup() != null) {
          throw Elaborator.error("cannot tell whether this is a component or a product", s.sub(), "write * for a product");
        }
        return Exprs.mul(value, elaborator.expr(q.items().getFirst())); // (x+1)[y+2]: brackets of another kind
      }
      throw Elaborator.error("a subscript belongs to a name", s.sub(), "name the expression, or declare what it is made of as vectors");
    }
    var pieces = Subscripts.pieces(s.sub()).stream().map(elaborator::expr).toList();
    if (pieces.size() == 2 && elaborator.ranks.of(value) == Rank.MATRIX) {
      return Exprs.call("component", value, pieces.get(0), pieces.get(1));
    }
    for (var piece : pieces) {
      value = Exprs.call("component", value, piece);
    }
    return value;
  }
}
