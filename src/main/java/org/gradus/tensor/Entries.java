package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Lowering to index notation: the entry of a vector or matrix expression at a row and a column, as a scalar expression with
 * sums over indices (Laue, Mitterreiter and Giesen 2018, §3). Derivatives are carried out on the way.
 */
final class Entries {

  /** Entries that are kept. */
  private static final int MAX_KNOWN = 20_000;
  /** More entries than these are not compared with each other. */
  private static final int MAX_COMPARED = 64;

  private final Typing typing;
  private final Shapes shapes;
  private final Inverses inverses;
  private final Slopes slopes;
  /** The inverted matrices, and those whose determinant is taken, by the names that stand for their values. */
  private final Map<String, Expr> inverted = new HashMap<>();
  private int fresh;
  /** What was found before, by expression, row and column; null where it is not kept. */
  private Map<Asked, Expr> known;

  private record Asked(Expr e, Expr row, Expr column) {}

  Entries(Typing typing, Inverses inverses) {
    this.typing = typing;
    this.shapes = new Shapes(typing);
    this.inverses = inverses;
    this.slopes = new Slopes(inverses);
  }

  /** The value of a scalar expression. Throws {@link Unsupported} and {@link Shapes.Clash}. */
  Expr scalar(Expr e) {
    return of(e, Exprs.ONE, Exprs.ONE);
  }

  /** The same for several expressions with most of their parts in common; of those without inverses, these are lowered once. */
  static Entries remembering(Typing typing) {
    var entries = new Entries(typing, new Inverses());
    entries.known = new HashMap<>();
    return entries;
  }

  /** The inverses and determinants of all that was lowered. */
  Inverses inverses() {
    return inverses;
  }

  /** Whether more of what was lowered may be kept. */
  boolean remembers() {
    return inverses.isEmpty() && known.size() < MAX_KNOWN;
  }

  /** The entry at the row and the column; a size of 1 does not look at its index. */
  Expr of(Expr e, Expr row, Expr column) {
    if (known == null || e instanceof Expr.Num || e instanceof Expr.Const || e instanceof Expr.Sym) {
      return lowered(e, row, column);
    }
    var asked = new Asked(e, row, column);
    var found = known.get(asked);
    if (found == null) {
      found = lowered(e, row, column);
      if (inverses.isEmpty()) {
        known.put(asked, found);
      }
    }
    return found;
  }

  private Expr lowered(Expr e, Expr row, Expr column) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> e;
      case Expr.Sym s -> name(s.name(), List.of(), List.of(), row, column);
      case Expr.Indexed x -> {
        var subs = Trees.each(x.sub(), this::scalar);
        var sups = Trees.each(x.sup(), this::scalar);
        if (isKronecker(x, typing)) {
          yield Exprs.call("delta", subs.get(0), subs.get(1));
        }
        yield shapes.of(x).isScalar() ? entry(x.base(), subs, sups) : name(x.base(), subs, sups, row, column);
      }
      case Expr.Add a -> Exprs.add(Trees.each(a.args(), t -> of(t, row, column)));
      case Expr.Mul m -> Exprs.mul(Trees.each(m.args(), t -> of(t, row, column)));
      case Expr.Pow p -> power(p, row, column);
      case Expr.Call c -> call(c, row, column);
      case Expr.Apply a -> Exprs.apply(a.name(), a.primes(), a.args().stream().map(x -> of(x, row, column)).toList());
      case Expr.Cases c -> Exprs.cases(c.conditions().stream().map(x -> of(x, row, column)).toList(),
          c.values().stream().map(x -> of(x, row, column)).toList(),
          c.otherwise() == null ? null : of(c.otherwise(), row, column));
      case Expr.Rel r -> Exprs.rel(r.op(), of(r.lhs(), row, column), of(r.rhs(), row, column));
      case Expr.Logic l -> Trees.map(l, x -> of(x, row, column));
      case Expr.Big b -> {
        var inner = renamed(b, row, column);
        var body = of(inner.body(), row, column);
        var lower = b.lower() == null ? null : scalar(b.lower());
        var upper = b.upper() == null ? null : scalar(b.upper());
        yield b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, inner.index(), lower, upper)
            : Exprs.product(body, inner.index(), lower, upper);
      }
      case Expr.Diff d -> derivative(d, row, column);
      case Expr.At a -> at(of(a.body(), row, column), a);
      case Expr.Limit _, Expr.Integral _ -> throw new Unsupported("limits and integrals of vectors are not supported");
      case Expr.Matrix m -> isElsewhere(row, column) && shapes.of(m).isScalar() ? scalar(m) : cell(m, row, column);
    };
  }

  private static boolean isElsewhere(Expr row, Expr column) {
    return !Exprs.isOne(row) || !Exprs.isOne(column);
  }

  /** The value put in for a variable, entry by entry where it is a vector or a matrix. */
  private Expr at(Expr body, Expr.At a) {
    var shape = a.var() instanceof Expr.Sym v ? typing.shapes().getOrDefault(v.name(), Shape.SCALAR) : Shape.SCALAR;
    return shape.isScalar() ? Trees.substitute(body, a.var(), scalar(a.value())) : entriesIn(body, (Expr.Sym) a.var(), shape, a.value());
  }

  private Expr entriesIn(Expr e, Expr.Sym variable, Shape shape, Expr value) {
    if (e instanceof Expr.Indexed x && x.base().equals(variable.name())) {
      var subs = x.sub().stream().map(i -> entriesIn(i, variable, shape, value)).toList();
      return shape.isMatrix() ? of(value, subs.get(0), subs.get(1)) : shape.isColumn() ? of(value, subs.get(0), Exprs.ONE)
          : of(value, Exprs.ONE, subs.get(0));
    }
    var matrix = e instanceof Expr.Indexed x ? inverted.get(x.base()) : e instanceof Expr.Sym s ? inverted.get(s.name()) : null;
    if (matrix != null && Trees.freeSymbols(matrix).contains(variable)) { // A⁻¹ and det A at another A
      var there = Trees.substitute(matrix, variable, value);
      return e instanceof Expr.Indexed x ? inverse(there, entriesIn(x.sub().get(0), variable, shape, value), entriesIn(x.sub().get(1), variable, shape, value))
          : determinant(there);
    }
    return Trees.map(e, x -> entriesIn(x, variable, shape, value));
  }

  /** δ with two subscripts and no layer, unless it is declared to be something else. */
  static boolean isKronecker(Expr.Indexed x, Typing typing) {
    return x.base().equals("delta") && x.sub().size() == 2 && x.sup().isEmpty() && !typing.shapes().containsKey("delta")
        && !typing.ranges().containsKey("delta");
  }

  /** The row and column must not be captured by the index of a sum. */
  private Expr.Big renamed(Expr.Big b, Expr row, Expr column) {
    if (!row.equals(b.index()) && !column.equals(b.index())) {
      return b;
    }
    var i = fresh();
    return (Expr.Big) Exprs.sum(Trees.substitute(b.body(), b.index(), i), i, b.lower(), b.upper());
  }

  Expr.Sym fresh() {
    return Exprs.sym("@" + ++fresh);
  }

  private Expr name(String base, List<Expr> subs, List<Expr> sups, Expr row, Expr column) {
    var shape = typing.shapes().getOrDefault(base, Shape.SCALAR);
    var all = new ArrayList<Expr>(subs);
    if (shape.isMatrix() || shape.isColumn()) {
      all.add(row);
    }
    if (shape.isMatrix() || shape.isRow()) {
      all.add(column);
    }
    return entry(base, all, sups);
  }

  /** A number by its indices; that of a matrix made of samples belongs to a sample, and off a diagonal stand zeros. */
  private Expr entry(String base, List<Expr> subs, List<Expr> sups) {
    if (subs.size() == 2 && sups.isEmpty()) {
      if (isDiagonal(base)) {
        return Exprs.mul(Exprs.call("delta", subs.get(0), subs.get(1)), Exprs.indexed(base, List.of(subs.get(0), subs.get(0)), sups));
      }
      for (var f : typing.facts()) {
        if (f instanceof Typing.Fact.Stacked s && s.name().equals(base)) {
          return Exprs.indexed(s.family(), s.columns() ? subs.reversed() : subs, sups);
        }
      }
    }
    return Exprs.indexed(base, subs, sups);
  }

  private boolean isDiagonal(String base) {
    return typing.is(new Typing.Fact.Diagonal(base)) && typing.shapes().get(base) instanceof Shape s && s.isSquare() && typing.members().getOrDefault(base, 0) == 0;
  }

  private Expr sum(Expr body, Expr.Sym index, Expr size) {
    return Exprs.isOne(size) ? Trees.substitute(body, index, Exprs.ONE) : Exprs.sum(body, index, Exprs.ONE, size);
  }

  private Expr power(Expr.Pow p, Expr row, Expr column) {
    var s = shapes.of(p.base());
    if (s.isScalar() && p.base() instanceof Expr.Call c && c.is("norm") && !shapes.of(c.arg()).isScalar() && p.exponent() instanceof Expr.Num k
        && k.value().isIntegerWithin(8) && k.value().signum() > 0 && k.value().intValueExact() % 2 == 0) {
      return Exprs.pow(scalar(Exprs.call("normsq", c.arg())), k.value().intValueExact() / 2); // a sum of squares has a root
    }
    if (s.isScalar()) {
      return Exprs.pow(scalar(p.base()), scalar(p.exponent()));
    }
    if (!(p.exponent() instanceof Expr.Num n) || !n.value().isIntegerWithin(8) || n.value().isZero()) {
      throw new Unsupported("the power " + p + " of a matrix is not supported");
    }
    int k = n.value().intValueExact();
    var factors = new ArrayList<Expr>();
    for (int i = 0; i < Math.abs(k); i++) {
      factors.add(k < 0 ? Exprs.call("inverse", p.base()) : p.base());
    }
    return matmul(factors, row, column);
  }

  private Expr matmul(List<Expr> factors, Expr row, Expr column) {
    if (factors.size() == 1) {
      return of(factors.getFirst(), row, column);
    }
    var left = factors.getFirst();
    var right = factors.subList(1, factors.size());
    var s = shapes.of(left);
    var t = shapes.of(right.size() == 1 ? right.getFirst() : Exprs.call(Functions.byName("matmul"), right));
    if (s.isScalar() || t.isScalar()) {
      return Exprs.mul(of(left, row, column), matmul(right, row, column));
    }
    if (left instanceof Expr.Matrix a && right.size() == 1 && right.getFirst() instanceof Expr.Matrix b) {
      return cell(new Blocks(shapes).product(a, b), row, column);
    }
    var k = fresh();
    return sum(Exprs.mul(of(left, row, k), matmul(right, k, column)), k, s.columns());
  }

  private Expr cell(Expr.Matrix m, Expr row, Expr column) {
    var blocks = new Blocks(shapes);
    return blocks.entry(m, row, column, this::of);
  }

  private Expr call(Expr.Call c, Expr row, Expr column) {
    var f = c.function();
    if (f.scalar()) {
      if (f.name().equals("delta") || f.name().equals("indicator")) {
        return Trees.map(c, a -> of(a, row, column));
      }
      return Exprs.call(f, c.args().stream().map(a -> of(a, row, column)).toList());
    }
    if (isElsewhere(row, column) && shapes.of(c).isScalar()) {
      return scalar(c); // a number beside a vector: it has one entry, wherever it is asked for
    }
    var a = c.arg();
    var s = shapes.of(a);
    return switch (f.name()) {
      case "transpose" -> of(a, column, row);
      case "matmul" -> matmul(c.args(), row, column);
      case "hadamard" -> Exprs.mul(c.args().stream().map(x -> of(x, row, column)).toList());
      case "identity" -> Exprs.call("delta", row, column);
      case "ones" -> Exprs.ONE;
      case "unitvector" -> Exprs.call("delta", row, c.args().get(1));
      case "zeros" -> Exprs.ZERO;
      case "trace" -> {
        var k = fresh();
        yield sum(of(a, k, k), k, s.rows());
      }
      case "diag" -> s.isVector() ? Exprs.mul(Exprs.call("delta", row, column), s.isColumn() ? of(a, row, Exprs.ONE) : of(a, Exprs.ONE, row))
          : of(a, row, row);
      case "dot" -> {
        var b = c.args().get(1);
        yield over(s, (i, j) -> Exprs.mul(of(a, i, j), shapes.of(b).equals(s) ? of(b, i, j) : of(b, j, i)));
      }
      case "outer" -> Exprs.mul(along(a, row), along(c.args().get(1), column));
      case "normsq" -> over(s, (i, j) -> Exprs.pow(of(a, i, j), 2));
      case "norm" -> s.isScalar() ? Exprs.call("abs", scalar(a)) : Exprs.sqrt(over(s, (i, j) -> Exprs.pow(of(a, i, j), 2)));
      case "norm_p" -> norm(a, s, c.args().get(1));
      case "maxentry", "minentry" -> extreme(f.name().substring(0, "max".length()), a, s);
      case "softmax" -> softmax(a, s, row, column);
      case "component" -> {
        if (s.isScalar() || c.args().size() == 2 && s.isMatrix()) {
          throw new Unsupported("what the component " + c + " is, is not clear");
        }
        var i = scalar(c.args().get(1));
        yield c.args().size() == 3 ? of(a, i, scalar(c.args().get(2))) : s.isRow() ? of(a, Exprs.ONE, i) : of(a, i, Exprs.ONE);
      }
      case "inverse" -> inverse(a, row, column);
      case "det" -> determinant(a);
      case "grad" -> derivative((Expr.Diff) Exprs.diff(a, c.args().get(1), 1), row, column);
      case "hessian" -> derivative((Expr.Diff) Exprs.diff(a, c.args().get(1), 2), row, column);
      default -> throw new Unsupported(f.name() + " is not supported for vectors and matrices");
    };
  }

  private interface Entry {
    Expr at(Expr row, Expr column);
  }

  /** Σ over all entries of something of that shape. */
  private Expr over(Shape s, Entry body) {
    var i = fresh();
    var j = fresh();
    return sum(sum(body.at(i, j), j, s.columns()), i, s.rows());
  }

  private Expr along(Expr vector, Expr i) {
    return shapes.of(vector).isRow() ? of(vector, Exprs.ONE, i) : of(vector, i, Exprs.ONE);
  }

  private Expr norm(Expr a, Shape s, Expr p) {
    if (s.isVector() && p.equals(Exprs.INFINITY)) {
      return extreme("max", Exprs.call("abs", a), s);
    }
    if (!s.isVector() || p.equals(Exprs.INFINITY)) {
      throw new Unsupported("the norm with index " + p + " is not supported");
    }
    return Exprs.pow(over(s, (i, j) -> Exprs.pow(Exprs.call("abs", of(a, i, j)), p)), Exprs.pow(p, -1));
  }

  /** The largest or the least entry, of a vector or matrix whose size is a number. */
  private Expr extreme(String which, Expr a, Shape s) {
    int rows = length(s.rows());
    int columns = length(s.columns());
    if (rows == 0 || columns == 0 || rows * columns > MAX_COMPARED) {
      throw new Unsupported("the " + (which.equals("max") ? "largest" : "least") + " entry of " + a + " is found only where it is of known, small size");
    }
    var all = new ArrayList<Expr>();
    for (int i = 1; i <= rows; i++) {
      for (int j = 1; j <= columns; j++) {
        all.add(of(a, Exprs.num(i), Exprs.num(j)));
      }
    }
    return all.size() == 1 ? all.getFirst() : Exprs.call(which, all.toArray(Expr[]::new));
  }

  /** The number of rows or columns; 0 where it is a letter, or large. */
  private static int length(Expr size) {
    return size instanceof Expr.Num n && n.value().isIntegerWithin(MAX_COMPARED) ? n.value().intValueExact() : 0;
  }

  /** Of a vector; of a matrix, row by row. */
  private Expr softmax(Expr a, Shape s, Expr row, Expr column) {
    var k = fresh();
    var all = s.isColumn() ? sum(Exprs.exp(of(a, k, column)), k, s.rows()) : sum(Exprs.exp(of(a, row, k)), k, s.columns());
    return Exprs.div(Exprs.exp(of(a, row, column)), all);
  }

  // --- inverses and determinants --------------------------------------------------------------------------------

  private Expr inverse(Expr a, Expr row, Expr column) {
    switch (a) {
      case Expr.Call c when c.is("transpose") -> {
        return inverse(c.arg(), column, row);
      }
      case Expr.Call c when c.is("inverse") -> {
        return of(c.arg(), row, column);
      }
      case Expr.Sym s when typing.is(new Typing.Fact.Orthogonal(s.name())) -> {
        return of(s, column, row);
      }
      case Expr.Call c when c.is("identity") -> {
        return of(a, row, column);
      }
      case Expr _ when !shapes.of(a).isScalar() && onDiagonal(a, row) instanceof Expr x -> {
        return Exprs.div(Exprs.call("delta", row, column), x);
      }
      case Expr.Call c when c.is("matmul") && c.args().stream().allMatch(x -> shapes.of(x).isSquare() && !shapes.of(x).isScalar()) -> {
        return matmul(c.args().reversed().stream().map(x -> Exprs.call("inverse", x)).toList(), row, column);
      }
      default -> { }
    }
    if (shapes.of(a).isScalar()) {
      return Exprs.pow(scalar(a), -1);
    }
    return Exprs.indexed(inverted(a).base(), List.of(row, column), List.of());
  }

  /** The entry [i, i] of a matrix that is diagonal by its form; null for others. */
  private Expr onDiagonal(Expr a, Expr i) {
    return switch (a) {
      case Expr.Sym s when isDiagonal(s.name()) -> Exprs.indexed(s.name(), List.of(i, i), List.of());
      case Expr.Call c when c.is("identity") -> Exprs.ONE;
      case Expr.Call c when c.is("diag") && shapes.of(c.arg()).isVector() -> along(c.arg(), i);
      case Expr.Call c when c.is("transpose") -> onDiagonal(c.arg(), i);
      case Expr.Call c when c.is("matmul") -> onDiagonal(c.args(), false, i, Exprs::mul);
      case Expr.Add s -> onDiagonal(s.args(), false, i, Exprs::add);
      case Expr.Mul m -> onDiagonal(m.args(), true, i, Exprs::mul);
      default -> null;
    };
  }

  /** @param numbers whether numbers may be among the parts */
  private Expr onDiagonal(List<Expr> parts, boolean numbers, Expr i, Function<List<Expr>, Expr> together) {
    var found = new ArrayList<Expr>();
    for (var p : parts) {
      var x = numbers && shapes.of(p).isScalar() ? scalar(p) : onDiagonal(p, i);
      if (x == null) {
        return null;
      }
      found.add(x);
    }
    return together.apply(found);
  }

  private Inverses.Inverted inverted(Expr a) {
    var found = inverses.of(a.toString(), (i, j) -> of(a, i, j), shapes.of(a).rows(), isSymmetric(a));
    inverted.put(found.base(), a);
    return found;
  }

  /** Equal to its transpose by its form. */
  private boolean isSymmetric(Expr a) {
    return switch (a) {
      case Expr.Sym s -> typing.is(new Typing.Fact.Symmetric(s.name())) || isDiagonal(s.name());
      case Expr.Call c when c.is("identity") -> true;
      case Expr.Call c when c.is("diag") -> shapes.of(c.arg()).isVector();
      case Expr.Call c when c.is("inverse") || c.is("transpose") -> isSymmetric(c.arg());
      case Expr.Call c when c.is("matmul") -> {
        var reversed = new ArrayList<Expr>();
        for (var f : c.args().reversed()) {
          reversed.add(f instanceof Expr.Call t && t.is("transpose") ? t.arg() : isSymmetric(f) || shapes.of(f).isScalar() ? f
              : Exprs.call("transpose", f));
        }
        yield reversed.equals(flat(c.args())) || flat(reversed).equals(flat(c.args()));
      }
      case Expr.Add s -> s.args().stream().allMatch(this::isSymmetric);
      case Expr.Mul m -> m.args().stream().allMatch(x -> shapes.of(x).isScalar() || isSymmetric(x));
      case Expr.Num _ -> true;
      default -> false;
    };
  }

  private static List<Expr> flat(List<Expr> factors) {
    var all = new ArrayList<Expr>();
    for (var f : factors) {
      if (f instanceof Expr.Call c && c.is("matmul")) {
        all.addAll(flat(c.args()));
      } else {
        all.add(f);
      }
    }
    return all;
  }

  private Expr determinant(Expr a) {
    var s = shapes.of(a);
    return switch (a) {
      case Expr.Call c when c.is("transpose") -> determinant(c.arg());
      case Expr.Call c when c.is("inverse") -> Exprs.pow(determinant(c.arg()), -1);
      case Expr.Call c when c.is("identity") -> Exprs.ONE;
      case Expr.Call c when c.is("diag") && shapes.of(c.arg()).isVector() -> {
        var k = fresh();
        yield Exprs.product(along(c.arg(), k), k, Exprs.ONE, s.rows());
      }
      case Expr.Call c when c.is("matmul") && c.args().stream().allMatch(x -> shapes.of(x).equals(s)) ->
          Exprs.mul(c.args().stream().map(this::determinant).toList());
      case Expr.Mul m when m.args().stream().filter(x -> !shapes.of(x).isScalar()).count() == 1 -> {
        var matrix = m.args().stream().filter(x -> !shapes.of(x).isScalar()).findFirst().orElseThrow();
        var scalars = Exprs.mul(m.args().stream().filter(x -> shapes.of(x).isScalar()).map(this::scalar).toList());
        yield Exprs.mul(Exprs.pow(scalars, s.rows()), determinant(matrix));
      }
      default -> {
        if (s.isScalar()) {
          yield scalar(a);
        }
        inverted(a); // its slope is made of the inverse
        var unknown = inverses.determinant(a.toString(), (i, j) -> of(a, i, j), s.rows(), isSymmetric(a));
        inverted.put(unknown.name(), a);
        yield unknown;
      }
    };
  }

  // --- derivatives ------------------------------------------------------------------------------------------------

  private Expr derivative(Expr.Diff d, Expr row, Expr column) {
    if (d.by() instanceof Expr.Call t && t.is("transpose")) {
      return derivative((Expr.Diff) Exprs.diff(d.body(), t.arg(), d.order()), column, row);
    }
    if (!(d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed)) {
      throw new Unsupported("the derivative by " + d.by() + " has no clear meaning");
    }
    if (d.by() instanceof Expr.Sym s && isDiagonal(s.name()) || d.by() instanceof Expr.Indexed e && isDiagonal(e.base())) {
      throw new Unsupported("whether the zeros of the diagonal matrix " + d.by() + " move is not said");
    }
    var x = shapes.of(d.by());
    var f = shapes.of(d.body());
    if (x.isScalar()) {
      var by = scalar(d.by());
      var result = of(d.body(), row, column);
      for (int i = 0; i < d.order(); i++) {
        result = by(result, d.body(), by);
      }
      return result;
    }
    if (d.order() == 2 && f.isScalar() && x.isVector()) {
      var first = slopes.of(scalar(d.body()), along(d.by(), row));
      return slopes.of(first, along(d.by(), column));
    }
    if (d.order() != 1) {
      throw new Unsupported("the derivative of order " + d.order() + " by " + d.by() + " is no matrix");
    }
    if (f.isScalar()) {
      boolean turned = typing.layout() == Typing.Layout.NUMERATOR;
      return by(scalar(d.body()), d.body(), of(d.by(), turned ? column : row, turned ? row : column));
    }
    if (!f.isVector() || !x.isVector()) {
      throw new Unsupported("the derivative of " + f + " by " + x + " has more than two indices");
    }
    boolean turned = typing.layout() == Typing.Layout.DENOMINATOR;
    return by(along(d.body(), turned ? column : row), d.body(), along(d.by(), turned ? row : column));
  }

  private static List<Expr> above(Expr e) {
    return e instanceof Expr.Indexed x ? x.sup() : List.of();
  }

  /** The derivative of a bare name by another is a value of its own: whatever lies between them is not known here. */
  private Expr by(Expr value, Expr written, Expr by) {
    boolean bare = written instanceof Expr.Sym || written instanceof Expr.Indexed;
    if (bare && (value instanceof Expr.Sym || value instanceof Expr.Indexed) && (!base(value).equals(base(by)) || !above(value).equals(above(by)))) {
      var subs = new ArrayList<Expr>(value instanceof Expr.Indexed x ? Trees.children(x) : List.of());
      subs.addAll(by instanceof Expr.Indexed y ? Trees.children(y) : List.of());
      return Exprs.indexed("∂" + base(value) + "/∂" + base(by), subs, List.of());
    }
    return slopes.of(value, by);
  }

  private static String base(Expr e) {
    return e instanceof Expr.Indexed x ? x.base() : e.toString();
  }
}
