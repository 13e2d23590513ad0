package org.gradus.notation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Term.Sign;

/** Turns terms into expressions: resolves names, subscripts and superscripts, and says how ambiguities were settled. */
public final class Elaborator {

  private static final int MAX_ALTERNATIVES = 8;
  private static final int MAX_DECIMAL_EXPONENT = 10_000;
  private static final List<Constant> CONSTANTS = List.of(Constant.values());

  final Names names;
  final Set<String> indexed;
  final Set<String> bound = new HashSet<>();
  private final Set<String> readings = new LinkedHashSet<>();
  private final int other;
  private int ambiguities;

  private final Scripts scripts = new Scripts(this);
  private final Calls calls = new Calls(this);
  private final Operators operators = new Operators(this);

  final Ranks ranks;

  private Elaborator(Names names, Set<String> indexed, Set<String> matrices, int other) {
    this.names = names;
    this.indexed = indexed;
    this.ranks = new Ranks(names, matrices);
    this.other = other;
  }

  /** The meaning of a term. Throws {@link NotationException} where it has none. */
  public static Elaborated elaborate(Term term, Names names) {
    return elaborate(term, names, MAX_ALTERNATIVES);
  }

  /** Its usual reading alone, at a fraction of the price. Throws {@link NotationException} where it has none. */
  public static Expr usual(Term term, Names names) {
    return elaborate(term, names, 0).expr();
  }

  private static Elaborated elaborate(Term term, Names names, int most) {
    var indexed = IndexedBases.in(term, names);
    var matrices = new HashSet<>(Terms.transposed(term)); // capital letters that carry a transpose, whoever declares them
    matrices.removeIf(n -> !Character.isUpperCase(n.charAt(0)) || names.isVariable(n));
    var usual = new Elaborator(names, indexed, matrices, -1);
    var expr = usual.expr(term);
    var alternatives = new LinkedHashSet<Expr>();
    for (int i = 0; i < Math.min(usual.ambiguities, most); i++) {
      try {
        alternatives.add(new Elaborator(names, indexed, matrices, i).expr(term));
      } catch (NotationException _) {
        // A reading that means nothing is none.
      }
    }
    alternatives.remove(expr);
    return new Elaborated(expr, List.copyOf(usual.readings), List.copyOf(alternatives));
  }

  void note(String reading) {
    readings.add(reading);
  }

  static NotationException error(String message, Term at, String hint) {
    return new NotationException(message, at.span().start(), hint);
  }

  Expr expr(Term term) {
    return switch (term) {
      case Term.Number n -> number(n);
      case Term.Name _, Term.Scripted _ -> scripts.expr(term);
      case Term.Group g -> group(g);
      case Term.Sequence s -> throw error("did not expect a list of values here", s, "write one value, or a function's name before the bracket");
      case Term.Sum s -> sum(s);
      case Term.Negative n -> Exprs.neg(expr(n.body()));
      case Term.Product p -> product(p);
      case Term.Fraction f -> quotient(expr(f.over()), expr(f.under()));
      case Term.Root r -> r.degree() == null ? Exprs.sqrt(expr(r.body()))
          : Exprs.call("root", expr(r.body()), expr(r.degree()));
      case Term.Factorial f -> Exprs.call("factorial", expr(f.body()));
      case Term.Call c -> calls.expr(c);
      case Term.Derivative d -> operators.derivative(d);
      case Term.Evaluated e -> operators.evaluated(e);
      case Term.Big b -> operators.big(b);
      case Term.Limit l when l.side() == Term.Limit.EITHER_END -> atBothEnds(l);
      case Term.Limit l -> Exprs.limit(expr(l.body()), expr(l.variable()), expr(l.to()), l.side());
      case Term.Integral i -> Exprs.integral(expr(i.body()), expr(i.variable()),
          i.lower() == null ? null : expr(i.lower()), i.upper() == null ? null : expr(i.upper()));
      case Term.Cases c -> cases(c);
      case Term.Matrix m when OmittedEntries.hasDots(m) -> {
        var entries = new OmittedEntries(ranks).of(m, this::expr);
        if (entries == null) {
          throw error("'…' leaves open what stands there", m, "write the first entries and the last: x_1 \\\\ x_2 \\\\ \\vdots \\\\ x_n");
        }
        note("the dots are read as " + entries);
        yield entries;
      }
      case Term.Matrix m -> Exprs.matrix(m.rows().stream().map(r -> r.stream().map(this::expr).toList()).toList());
      case Term.Chain c -> chain(c);
      case Term.Joined j -> {
        var parts = j.parts().stream().map(this::expr).toList();
        yield j.or() ? Exprs.or(parts) : Exprs.and(parts);
      }
      case Term.Dots d -> throw error("'…' leaves open what stands there", d, "write a sum with an index: \\sum_{i=1}^n");
      case Term.Ambiguous a -> {
        boolean takeOther = isOther();
        if (!takeOther) {
          note("read as: " + a.note());
        }
        yield expr(takeOther ? a.other() : a.usual());
      }
    };
  }

  static Rational value(Term.Number n) {
    int e = Math.max(n.text().indexOf('e'), n.text().indexOf('E'));
    if (e >= 0 && Math.abs(Integer.parseInt(n.text().substring(e + 1).replace("+", ""))) > MAX_DECIMAL_EXPONENT) {
      throw error("the exponent of this number is too large", n, null);
    }
    return Rational.decimal(n.text());
  }

  private static Expr number(Term.Number n) {
    return Exprs.num(value(n));
  }

  /** x → ±∞ is 1/x → 0 from both sides. */
  private Expr atBothEnds(Term.Limit l) {
    if (!(expr(l.variable()) instanceof Expr.Sym x) || !expr(l.to()).equals(Exprs.INFINITY)) {
      throw error("'±' stands for two values", l, "write both limits");
    }
    return Exprs.limit(Trees.substitute(expr(l.body()), x, Exprs.pow(x, Exprs.num(-1))), x, Exprs.ZERO, 0);
  }

  private Expr sum(Term.Sum written) {
    var s = Terms.withDotsAsTerms(written);
    int dots = dots(s.terms());
    if (dots > 0) {
      return dots(s.terms().subList(dots + 1, s.terms().size())) >= 0 ? omitted(s) : omitted(s, dots);
    }
    var whole = SumScope.extended(s, bound);
    if (whole != null && !isOther()) {
      note("the terms that carry its index belong to the sum");
      return sum(whole);
    }
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < s.terms().size(); i++) {
      terms.add(expr(s.terms().get(i)));
    }
    boolean columns = false;
    for (int i = 0; i < terms.size() && !columns; i++) {
      columns = ranks.of(terms.get(i)) == Rank.COLUMN;
    }
    for (int i = 0; i < terms.size(); i++) {
      var term = columns && isList(s.terms().get(i)) && terms.get(i) instanceof Expr.Matrix m ? column(m.rows().getFirst()) : terms.get(i); // h + [1, 2]
      terms.set(i, s.minus().get(i) ? Exprs.neg(term) : term);
    }
    return Exprs.add(terms);
  }

  /** Components one after the other, {@code [1, 2]} or {@code (1, 2)}, which say nothing of rows and columns. */
  private static boolean isList(Term t) {
    return t instanceof Term.Group g && g.body() instanceof Term.Sequence;
  }

  private static int dots(List<Term> terms) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i) instanceof Term.Dots) {
        return i;
      }
    }
    return -1;
  }

  /** A sum with dots at several places. */
  private Expr omitted(Term.Sum s) {
    var shown = new ArrayList<List<Expr>>();
    shown.add(new ArrayList<>());
    for (int i = 0; i < s.terms().size(); i++) {
      if (s.terms().get(i) instanceof Term.Dots) {
        shown.add(new ArrayList<>());
      } else {
        var term = expr(s.terms().get(i));
        shown.getLast().add(s.minus().get(i) ? Exprs.neg(term) : term);
      }
    }
    var sum = new OmittedTerms(false).of(shown);
    if (sum == null) {
      throw error("'…' leaves open what stands there", s.terms().get(dots(s.terms())), "write a sum with an index: \\sum_{i=1}^n");
    }
    note("the dots are read as " + sum);
    return sum;
  }

  /** {@code c + x_1 + x_2 + … + x_n + d}: as many terms before the dots as follow the pattern belong to the sum. */
  private Expr omitted(Term.Sum s, int dots) {
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < s.terms().size(); i++) {
      if (i != dots) {
        var term = expr(s.terms().get(i));
        terms.add(s.minus().get(i) ? Exprs.neg(term) : term);
      }
    }
    for (int from = 0; from < dots && dots < terms.size(); from++) {
      if (from > 0 && Omission.of(terms.subList(from - 1, from), terms.get(dots)) != null) {
        break; // the terms shown have the same form, but do not count up
      }
      var pattern = Omission.of(terms.subList(from, dots), terms.get(dots));
      if (pattern != null) {
        note("the dots are read as " + Exprs.sum(pattern.body(), pattern.index(), pattern.lower(), pattern.upper()));
        var all = new ArrayList<>(terms.subList(0, from));
        all.add(Exprs.sum(pattern.body(), pattern.index(), pattern.lower(), pattern.upper()));
        all.addAll(terms.subList(dots + 1, terms.size()));
        return Exprs.add(all);
      }
    }
    throw error("'…' leaves open what stands there", s.terms().get(dots), "write a sum with an index: \\sum_{i=1}^n");
  }

  /** {@code x_1 x_2 … x_n}. */
  private Expr omitted(Term.Product p, int dots) {
    var factors = new ArrayList<Expr>();
    for (int i = 0; i < p.factors().size(); i++) {
      if (i != dots) {
        factors.add(expr(p.factors().get(i)));
      }
    }
    var pattern = dots == factors.size() - 1 ? Omission.of(factors.subList(0, dots), factors.get(dots)) : null;
    if (pattern == null || isVector(pattern.body())) {
      throw error("'…' leaves open what stands there", p.factors().get(dots), "write a product with an index: \\prod_{i=1}^n");
    }
    var product = Exprs.product(pattern.body(), pattern.index(), pattern.lower(), pattern.upper());
    note("the dots are read as " + product);
    return product;
  }

  private Expr product(Term.Product p) {
    int dots = dots(p.factors());
    if (dots > 0 && dots < p.factors().size() - 1) {
      return omitted(p, dots);
    }
    int outer = p.signs().lastIndexOf(Term.Sign.OUTER);
    if (outer > 0 && p.factors().size() > 2) { // AC ⊗ BD is (AC) ⊗ (BD)
      return kronecker(product(part(p, 0, outer)), product(part(p, outer, p.factors().size())));
    }
    var grouped = byEntries(p);
    if (grouped != null) {
      return grouped;
    }
    Expr result = null;
    for (int i = 0; i < p.factors().size(); i++) {
      var term = p.factors().get(i);
      var inner = i > 0 && p.signs().get(i) == Term.Sign.NONE ? ofLists(result, term) : null;
      if (inner != null && isOther()) {
        result = inner;
        continue;
      }
      var factor = i > 0 && p.signs().get(i) == Term.Sign.NONE ? behind(result, term) : expr(term);
      result = result == null ? factor : switch (p.signs().get(i)) {
        case SLASH -> quotient(result, factor);
        case HADAMARD -> isVector(result) || isVector(factor) ? Exprs.call("hadamard", result, factor) : times(result, factor, true);
        case OUTER -> kronecker(result, factor);
        case NONE -> times(result, factor, false);
        case TIMES -> times(result, factor, true);
      };
    }
    return result;
  }

  /** {@code (1, 2)ᵀ (3, 4)}, where both are meant to be columns: their inner product; null if it is something else. */
  private Expr ofLists(Expr before, Term term) {
    return isList(term) && before instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Matrix row && row.rows().size() == 1
        && expr(term) instanceof Expr.Matrix m && m.rows().size() == 1 && m.rows().getFirst().size() == row.rows().getFirst().size()
        ? Exprs.call("matmul", row, column(m.rows().getFirst())) : null;
  }

  /**
   * A factor behind another one. Numbers in brackets behind a matrix or a row are a column; so are vectors, one below the other, if
   * they are no members of one family: {@code W[h, x]}, but {@code W[x_1, x_2]}.
   */
  private Expr behind(Expr before, Term term) {
    var factor = expr(term);
    var rank = ranks.of(before);
    if (!(isList(term) && factor instanceof Expr.Matrix m) || rank != Rank.MATRIX && rank != Rank.ROW) {
      return factor;
    }
    var items = m.rows().getFirst();
    if (items.stream().noneMatch(this::isVector)) {
      return column(items);
    }
    if (rank == Rank.ROW || !items.stream().allMatch(x -> ranks.of(x) == Rank.COLUMN)) {
      return factor;
    }
    boolean family = items.stream().map(Elaborator::base).distinct().count() == 1;
    boolean stacked = family == isOther();
    note(stacked ? "vectors in brackets are read as one below the other" : "vectors in brackets are read as the columns of a matrix");
    return stacked ? column(items) : factor;
  }

  private static Expr column(List<Expr> items) {
    return Exprs.matrix(items.stream().map(List::of).toList());
  }

  private static String base(Expr e) {
    return e instanceof Expr.Indexed x ? x.base() : e.toString().replaceFirst("_.*", "");
  }

  /**
   * {@code y ⊙ Ax} is y ⊙ (Ax): what stands side by side belongs together, if that gives vectors, or matrices, on both sides of
   * ⊙. Of matrices AB ⊙ CD may mean ((AB) ⊙ C)D, too. Null where it is no such product: {@code δ ⊙ σ'(z) xᵀ} goes from left to right.
   */
  private Expr byEntries(Term.Product p) {
    int first = p.signs().indexOf(Term.Sign.HADAMARD);
    if (first < 1 || p.signs().subList(first, p.signs().size()).stream().allMatch(s -> s == Term.Sign.HADAMARD)) {
      return null;
    }
    int seen = ambiguities;
    var said = new ArrayList<>(readings);
    var parts = new ArrayList<Expr>();
    int from = 0;
    for (int i = 1; i <= p.factors().size(); i++) {
      if (i == p.factors().size() || p.signs().get(i) == Term.Sign.HADAMARD) {
        parts.add(product(part(p, from, i)));
        from = i;
      }
    }
    var rank = ranks.of(parts.getFirst());
    if (!rank.isScalar() && parts.stream().allMatch(x -> ranks.of(x) == rank) && (rank != Rank.MATRIX || !isOther())) {
      return parts.stream().reduce((a, b) -> Exprs.call("hadamard", a, b)).orElseThrow();
    }
    if (rank != Rank.MATRIX) {
      ambiguities = seen;
    }
    readings.clear();
    readings.addAll(said);
    return null;
  }

  private Expr kronecker(Expr a, Expr b) {
    return ranks.of(a) == Rank.MATRIX || ranks.of(b) == Rank.MATRIX ? Exprs.call("kron", a, b)
        : isVector(a) || isVector(b) ? Exprs.call("outer", a, b) : times(a, b, true);
  }

  private static Term.Product part(Term.Product p, int from, int to) {
    var signs = new ArrayList<>(p.signs().subList(from, to));
    signs.set(0, Term.Sign.NONE);
    return new Term.Product(p.factors().subList(from, to), signs, p.span());
  }

  /**
   * The product in the order written. Two columns side by side have no matrix product: with a dot between them their
   * inner product is meant, without one the product entry by entry; the other reading is an alternative.
   */
  private Expr times(Expr a, Expr b, boolean dot) {
    var product = ranks.product(a, b);
    if (product != null) {
      return product;
    }
    if (ranks.of(a) != ranks.of(b)) {
      return Exprs.call("matmul", a, b); // the sizes do not fit: to be said with them
    }
    boolean inner = dot != isOther();
    note(inner ? "the product of two vectors is read as their inner product" : "the product of two vectors is taken entry by entry");
    return Exprs.call(inner ? "dot" : "hadamard", a, b);
  }

  private Expr quotient(Expr a, Expr b) {
    if (!isVector(b)) {
      return Exprs.div(a, b);
    }
    note("the quotient of vectors is taken entry by entry");
    var inverse = Exprs.pow(b, Exprs.MINUS_ONE);
    return isVector(a) ? Exprs.call("hadamard", a, inverse) : Exprs.mul(a, inverse);
  }

  /** Counts an ambiguity; whether its second reading is to be taken. */
  boolean isOther() {
    return ambiguities++ == other;
  }

  /** Whether the value is a vector or a matrix, as far as the names tell. */
  boolean isVector(Expr e) {
    return !ranks.isScalar(e);
  }

  /** Brackets around components, or the ends of an interval. */
  private static final Set<Term.Fence> LISTS = EnumSet.of(Term.Fence.PAREN, Term.Fence.BRACKET, Term.Fence.WITHOUT_UPPER, Term.Fence.WITHOUT_LOWER);

  private Expr group(Term.Group g) {
    if (g.body() instanceof Term.Sequence s && LISTS.contains(g.fence())) {
      return Exprs.matrix(List.of(s.items().stream().map(this::expr).toList()));
    }
    if (g.fence() == Term.Fence.ANGLE && g.body() instanceof Term.Sequence s) {
      return AngleBrackets.of(g, s, this);
    }
    var body = expr(g.body());
    return switch (g.fence()) {
      case PAREN, BRACKET, BRACE, WITHOUT_UPPER, WITHOUT_LOWER -> body;
      case ABS -> g.body() instanceof Term.Group inner && inner.fence() == Term.Fence.ABS && isVector(expr(inner.body()))
          ? Exprs.call("norm", expr(inner.body()))
          : Exprs.call(!isVector(body) ? "abs" : ranks.of(body) == Rank.MATRIX ? "det" : "norm", body);
      case NORM -> {
        if (!isVector(body)) {
          note("the norm of a scalar is its absolute value");
        }
        yield Exprs.call(isVector(body) ? "norm" : "abs", body);
      }
      case ANGLE -> throw error("what stands alone between angle brackets may be a mean", g, "write parentheses, or both factors of an inner product");
      case FLOOR -> Exprs.call("floor", body);
      case CEIL -> Exprs.call("ceil", body);
    };
  }

  private Expr cases(Term.Cases c) {
    var conditions = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    Expr otherwise = null;
    for (int i = 0; i < c.values().size(); i++) {
      var value = expr(c.values().get(i));
      var condition = c.conditions().get(i);
      if (condition != null) {
        conditions.add(expr(condition));
        values.add(value);
      } else if (i == c.values().size() - 1 && i > 0) {
        otherwise = value;
        if (value instanceof Expr.Cases inner) { // cases within cases are more cases
          conditions.addAll(inner.conditions());
          values.addAll(inner.values());
          otherwise = inner.otherwise();
        }
      } else {
        throw error("expected a condition for this case", c.values().get(i), "write 'if z > 0' after it");
      }
    }
    // Two cases, the second for all the rest: z >= 0 and z < 0.
    if (otherwise == null && conditions.size() == 2 && conditions.get(0) instanceof Expr.Rel first
        && conditions.get(1) instanceof Expr.Rel second && (Exprs.not(first).equals(second)
        || Exprs.not(Exprs.rel(first.op().flip(), first.rhs(), first.lhs())).equals(second))) {
      return Exprs.ite(first, values.get(0), values.get(1));
    }
    return Exprs.cases(conditions, values, otherwise);
  }

  private Expr chain(Term.Chain c) {
    var parts = new ArrayList<Expr>();
    for (int i = 0; i < c.relations().size(); i++) {
      parts.add(relation(c.relations().get(i), c.members().get(i), c.members().get(i + 1)));
    }
    return Exprs.and(parts);
  }

  Expr relation(Relation r, Term lhs, Term rhs) {
    var op = relOp(r.kind());
    if (op != null) {
      return Exprs.rel(op, expr(lhs), expr(rhs));
    }
    if (r.kind() == Relation.Kind.IN) {
      return membership(expr(lhs), rhs);
    }
    throw new NotationException("'" + r.latex() + "' is not a relation between two values", r.span().start(),
        "split the formula there");
  }

  /** The relation of expressions that a sign stands for, or null if it stands for none. */
  public static RelOp relOp(Relation.Kind kind) {
    return switch (kind) {
      case EQ, DEFINE, ASSIGN -> RelOp.EQ;
      case NE -> RelOp.NE;
      case LT -> RelOp.LT;
      case LE -> RelOp.LE;
      case GT -> RelOp.GT;
      case GE -> RelOp.GE;
      case APPROX -> RelOp.APPROX;
      case IMPLIES, IFF, IN, PROPTO, DISTRIBUTED -> null;
    };
  }

  private Expr membership(Expr value, Term set) {
    if (set instanceof Term.Group g) {
      if (g.fence() == Term.Fence.BRACE) {
        var items = g.body() instanceof Term.Sequence s ? s.items() : List.of(g.body());
        return Exprs.or(items.stream().map(i -> Exprs.rel(RelOp.EQ, value, expr(i))).toList());
      }
      var ends = ends(g.body());
      if (ends.size() == 2) {
        boolean both = g.fence() == Term.Fence.BRACKET;
        var bounds = new ArrayList<Expr>();
        bound(bounds, both || g.fence() == Term.Fence.WITHOUT_UPPER ? RelOp.GE : RelOp.GT, value, expr(ends.getFirst()));
        bound(bounds, both || g.fence() == Term.Fence.WITHOUT_LOWER ? RelOp.LE : RelOp.LT, value, expr(ends.getLast()));
        return bounds.isEmpty() ? Exprs.rel(RelOp.EQ, value, value) : Exprs.and(bounds);
      }
    }
    throw error("expected a set after ∈", set, "write {0,1}, (a,b) or [a,b]");
  }

  /** {@code [0, 1]}, and {@code [0; 1]}, which would be a column elsewhere. */
  private static List<Term> ends(Term interval) {
    return switch (interval) {
      case Term.Sequence s -> s.items();
      case Term.Matrix m when m.rows().stream().allMatch(r -> r.size() == 1) -> m.rows().stream().map(List::getFirst).toList();
      default -> List.of();
    };
  }

  private static void bound(List<Expr> bounds, RelOp op, Expr value, Expr end) {
    boolean infinite = end.equals(Exprs.INFINITY) || end.equals(Exprs.neg(Exprs.INFINITY));
    if (!infinite) {
      bounds.add(Exprs.rel(op, value, end));
    }
  }

  /** Runs with names bound. */
  <T> T binding(List<String> letters, Supplier<T> body) {
    var fresh = letters.stream().filter(bound::add).toList();
    try {
      return body.get();
    } finally {
      fresh.forEach(bound::remove);
    }
  }

  /** The constant that a bare name stands for, or null. */
  Expr constant(String name) {
    if (names.isVariable(name) || bound.contains(name)) {
      return null;
    }
    for (var c : CONSTANTS) {
      if (c.plain().equals(name)) {
        return switch (c) {
          case PI -> Exprs.PI;
          case E -> Exprs.E;
          case INFINITY -> Exprs.INFINITY;
        };
      }
    }
    return null;
  }

  static boolean isJuxtaposed(Term.Product p) {
    return p.signs().stream().allMatch(s -> s == Sign.NONE);
  }
}
