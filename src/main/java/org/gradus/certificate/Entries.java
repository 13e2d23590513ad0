package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Vector and matrix expressions entry by entry: the entry at a row and a column is a scalar expression with sums (Laue,
 * Mitterreiter and Giesen 2018, §3). Derivatives by vectors and matrices become derivatives by their entries, laid out as the
 * variable is. Throws {@link Rejected} for what it does not know.
 */
class Entries {

  static final Expr.Sym ROW = Exprs.sym("#row");
  static final Expr.Sym COLUMN = Exprs.sym("#column");

  /** Sums over so many numbers are written out. */
  private static final int MAX_WRITTEN = 12;
  private static final int MAX_DETERMINANT = 4;

  private final Dimensions dimensions;
  private int fresh;

  /** As {@link Claim.Sums} has it. */
  Entries(Map<String, org.gradus.expr.Shape> shapes, Map<String, Integer> members) {
    this.dimensions = new Dimensions(shapes, members, this::known);
  }

  boolean fits(Expr.Indexed x) {
    return dimensions.fits(x);
  }

  /** The shape of what is more than its name says; else null. */
  org.gradus.expr.Shape known(Expr e) {
    return null;
  }

  org.gradus.expr.Shape shape(Expr e) {
    return dimensions.of(e);
  }

  /** The entry; a size of 1 does not look at its index. */
  Expr of(Expr e, Expr row, Expr column) {
    Meter.spend(5);
    return switch (e) {
      case Expr.Sym s -> {
        var at = at(shape(s), row, column);
        yield at.isEmpty() ? s : Exprs.indexed(s.name(), at, List.of());
      }
      case Expr.Indexed x -> {
        var all = new ArrayList<>(x.sub());
        all.addAll(dimensions.isWhole(x) ? at(shape(x), row, column) : List.of());
        yield Exprs.indexed(x.base(), all, x.sup());
      }
      case Expr.Matrix m -> {
        var cells = new ArrayList<Expr>();
        for (int i = 0; i < m.rows().size(); i++) {
          for (int j = 0; j < m.rows().get(i).size(); j++) {
            cells.add(Exprs.mul(chosen(row, i + 1, m.rows().size()), chosen(column, j + 1, m.rows().get(i).size()),
                of(m.rows().get(i).get(j), Exprs.ONE, Exprs.ONE)));
          }
        }
        yield Exprs.add(cells);
      }
      case Expr.Pow p when p.base() instanceof Expr.Call c && c.is("norm") && p.exponent() instanceof Expr.Num k && Shape.even(k.value()) ->
          Exprs.pow(squares(c.arg()), Exprs.num(k.value().times(Rational.HALF)));
      case Expr.Call c when !c.function().scalar() -> call(c, row, column);
      case Expr.Diff d -> derivative(d, row, column);
      case Expr.At a when !shape(a.var()).isScalar() -> {
        shape(a);
        free(a.var(), row, column);
        yield put(Slope.carryOut(of(a.body(), row, column)), ((Expr.Sym) a.var()).name(), a.value());
      }
      case Expr.Big b when Tame.mentions(row, b.index()) || Tame.mentions(column, b.index()) -> {
        var other = index();
        var body = of(Trees.substitute(b.body(), b.index(), other), row, column);
        yield b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, other, b.lower(), b.upper()) : Exprs.product(body, other, b.lower(), b.upper());
      }
      case Expr.Big b -> Trees.map(b, x -> of(x, row, column));
      case Expr.At a -> bound(a, a.var(), row, column);
      case Expr.Integral i -> bound(i, i.var(), row, column);
      case Expr.Limit l -> bound(l, l.var(), row, column);
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, x -> of(x, row, column));
    };
  }

  private Expr bound(Expr e, Expr binder, Expr row, Expr column) {
    free(binder, row, column);
    return Trees.map(e, x -> of(x, row, column));
  }

  /** Throws {@link Rejected} where a name that is bound inside stands in the place that is looked at. */
  private static void free(Expr binder, Expr row, Expr column) {
    Evidence.require(!Tame.mentions(row, binder) && !Tame.mentions(column, binder), binder + " has two meanings");
  }

  /** The entries of an array put in for those of a name. */
  private Expr put(Expr e, String name, Expr value) {
    if (Inverse.mentions(e, name)) {
      return Inverse.replaced((Expr.Call) e, x -> Trees.substitute(x, Exprs.sym(name), value), x -> put(x, name, value), this);
    }
    Evidence.require(!(e instanceof Expr.Sym s && s.name().equals(name)) && !(e instanceof Expr.Indexed x && x.base().equals(name) && !x.sup().isEmpty()),
        name + " as a whole");
    Evidence.require(!(e instanceof Expr.Big b && Trees.freeSymbols(value).contains(b.index())), "an index has two meanings in " + e);
    if (e instanceof Expr.Indexed x && x.base().equals(name)) {
      var s = shape(value);
      boolean rows = !Exprs.isOne(s.rows());
      return of(value, rows ? x.sub().getFirst() : Exprs.ONE, Exprs.isOne(s.columns()) ? Exprs.ONE : x.sub().getLast());
    }
    return Trees.children(e).isEmpty() ? e : Trees.map(e, x -> put(x, name, value));
  }

  private static List<Expr> at(org.gradus.expr.Shape shape, Expr row, Expr column) {
    var at = new ArrayList<Expr>();
    if (!Exprs.isOne(shape.rows())) {
      at.add(row);
    }
    if (!Exprs.isOne(shape.columns())) {
      at.add(column);
    }
    return at;
  }

  /** 1 where the index has that value of {@code size} ones, else 0. */
  private static Expr chosen(Expr index, int value, int size) {
    return size == 1 || index.equals(Exprs.num(value)) ? Exprs.ONE : index instanceof Expr.Num ? Exprs.ZERO : Exprs.call("delta", index, Exprs.num(value));
  }

  /** 1 where an index has the value of another, else 0. */
  private static Expr chosen(Expr index, Expr value) {
    return index.equals(value) ? Exprs.ONE : index instanceof Expr.Num && value instanceof Expr.Num ? Exprs.ZERO : Exprs.call("delta", index, value);
  }

  /** By the first row (Laplace). */
  Expr determinant(Expr a) {
    int n = shape(a).rows() instanceof Expr.Num k && k.value().isIntegerWithin(MAX_DETERMINANT) ? k.value().intValueExact() : 0;
    Evidence.require(n > 0, "the determinant of " + shape(a));
    var columns = new ArrayList<Integer>();
    for (int j = 1; j <= n; j++) {
      columns.add(j);
    }
    return minor(a, 1, columns);
  }

  private Expr minor(Expr a, int row, List<Integer> columns) {
    if (columns.isEmpty()) {
      return Exprs.ONE;
    }
    var terms = new ArrayList<Expr>();
    for (int j = 0; j < columns.size(); j++) {
      var others = new ArrayList<>(columns);
      int column = others.remove(j);
      terms.add(Exprs.mul(j % 2 == 0 ? Exprs.ONE : Exprs.MINUS_ONE, of(a, Exprs.num(row), Exprs.num(column)), minor(a, row + 1, others)));
    }
    return Exprs.add(terms);
  }

  /** A new name for an index that is summed over. */
  Expr.Sym index() {
    return Exprs.sym("#entry" + ++fresh);
  }

  private static Expr sum(Expr body, Expr.Sym index, Expr size) {
    if (size instanceof Expr.Num n && n.value().isIntegerWithin(MAX_WRITTEN) && n.value().signum() > 0) {
      var terms = new ArrayList<Expr>();
      for (int k = 1; k <= n.value().intValueExact(); k++) {
        terms.add(decided(Trees.substitute(body, index, Exprs.num(k))));
      }
      return Exprs.add(terms);
    }
    return Exprs.sum(body, index, Exprs.ONE, size);
  }

  /** With the deltas of numbers as numbers. */
  private static Expr decided(Expr e) {
    return e instanceof Expr.Call c && c.is("delta") && c.arg() instanceof Expr.Num i && c.args().get(1) instanceof Expr.Num j
        ? i.equals(j) ? Exprs.ONE : Exprs.ZERO : Trees.children(e).isEmpty() ? e : Trees.map(e, Entries::decided);
  }

  private Expr call(Expr.Call c, Expr row, Expr column) {
    shape(c);
    var a = c.arg();
    return switch (c.function().name()) {
      case "transpose" -> of(a, column, row);
      case "hadamard" -> Exprs.mul(of(a, row, column), of(c.args().get(1), row, column));
      case "trace" -> {
        var k = index();
        yield sum(of(a, k, k), k, shape(a).rows());
      }
      case "det" -> Inverse.determinant(a, this);
      case "inverse" -> Inverse.entry(a, row, column, this);
      case "identity" -> Exprs.call("delta", row, column);
      case "dot" -> over(shape(a), (i, j) -> Exprs.mul(of(a, i, j), of(c.args().get(1), i, j)));
      case "outer" -> Exprs.mul(of(a, row, Exprs.ONE), of(c.args().get(1), column, Exprs.ONE));
      case "diag" -> shape(a).isColumn() ? Exprs.mul(Exprs.call("delta", row, column), of(a, row, Exprs.ONE)) : of(a, row, row);
      case "ones" -> Exprs.ONE;
      case "unitvector" -> chosen(row, c.args().get(1));
      case "component" -> of(a, c.args().get(1), c.args().size() == 3 ? c.args().get(2) : Exprs.ONE);
      case "softmax" -> {
        var k = index();
        yield Exprs.div(Exprs.exp(of(a, row, Exprs.ONE)), sum(Exprs.exp(of(a, k, Exprs.ONE)), k, shape(a).rows()));
      }
      case "normsq" -> squares(a);
      case "norm" -> Exprs.sqrt(squares(a));
      case "matmul" -> matmul(c.args(), row, column);
      default -> throw new Rejected("no entries of " + c);
    };
  }

  private Expr squares(Expr a) {
    return over(shape(a), (i, j) -> Exprs.pow(of(a, i, j), 2));
  }

  /** Σ over all entries of something of that shape. */
  private Expr over(org.gradus.expr.Shape s, BinaryOperator<Expr> body) {
    var i = index();
    var j = index();
    return sum(sum(body.apply(i, j), j, s.columns()), i, s.rows());
  }

  private Expr matmul(List<Expr> factors, Expr row, Expr column) {
    if (factors.size() == 1) {
      return of(factors.getFirst(), row, column);
    }
    var left = factors.getFirst();
    var rest = factors.subList(1, factors.size());
    var s = shape(left);
    if (s.isScalar() || dimensions.product(rest).isScalar()) {
      return Exprs.mul(of(left, row, column), matmul(rest, row, column));
    }
    var k = index();
    return sum(Exprs.mul(of(left, row, k), matmul(rest, k, column)), k, s.columns());
  }

  private Expr derivative(Expr.Diff d, Expr row, Expr column) {
    dimensions.derivative(d);
    free(d.by(), row, column);
    if (shape(d.by()).isScalar()) {
      return slope(Slope.carryOut(of(d.body(), row, column)), d.by(), d.order());
    }
    var f = shape(d.body());
    if (!f.isScalar()) { // the entries of f by those of the variable
      return slope(Slope.carryOut(f.isColumn() ? of(d.body(), row, Exprs.ONE) : of(d.body(), Exprs.ONE, row)), of(d.by(), column, Exprs.ONE), 1);
    }
    var body = Slope.carryOut(of(d.body(), Exprs.ONE, Exprs.ONE));
    if (d.order() == 1) {
      return slope(body, of(d.by(), row, column), 1);
    }
    return slope(slope(body, of(d.by(), row, Exprs.ONE), 1), of(d.by(), column, Exprs.ONE), 1);
  }

  /** The derivative of a number by a number. */
  Expr slope(Expr body, Expr by, int order) {
    return Slope.of(body, by, order);
  }
}
