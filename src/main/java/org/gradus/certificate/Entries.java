package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
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

  private final Map<String, org.gradus.expr.Shape> shapes;
  private final Map<String, Integer> members;
  private int fresh;

  /** As {@link Claim.Sums} has it. */
  Entries(Map<String, org.gradus.expr.Shape> shapes, Map<String, Integer> members) {
    this.shapes = shapes;
    this.members = members;
  }

  /** Whether as many indices stand at a component as there may be: those of a member, or of one of its entries. */
  boolean fits(Expr.Indexed x) {
    var shape = shapes.get(x.base());
    int whole = members.getOrDefault(x.base(), 0);
    return shape == null || x.sub().size() == whole && (whole > 0 || !x.sup().isEmpty())
        || x.sub().size() == whole + (Exprs.isOne(shape.rows()) ? 0 : 1) + (Exprs.isOne(shape.columns()) ? 0 : 1);
  }

  private boolean isWhole(Expr.Indexed x) {
    return shapes.containsKey(x.base()) && x.sub().size() == members.getOrDefault(x.base(), 0);
  }

  org.gradus.expr.Shape shape(Expr e) {
    return switch (e) {
      case Expr.Sym s -> shapes.getOrDefault(s.name(), org.gradus.expr.Shape.SCALAR);
      case Expr.Indexed x -> isWhole(x) ? shapes.get(x.base()) : org.gradus.expr.Shape.SCALAR;
      case Expr.Matrix m -> {
        m.rows().forEach(r -> r.forEach(c -> Evidence.require(shape(c).isScalar(), "a matrix of matrices")));
        yield org.gradus.expr.Shape.of(Exprs.num(m.rows().size()), Exprs.num(m.rows().get(0).size()));
      }
      case Expr.Add a -> {
        var first = shape(a.args().get(0));
        Evidence.require(a.args().stream().allMatch(x -> shape(x).equals(first)), "a sum of different shapes: " + e);
        yield first;
      }
      case Expr.Mul m -> {
        var arrays = m.args().stream().map(this::shape).filter(s -> !s.isScalar()).toList();
        Evidence.require(arrays.size() <= 1, "a product of arrays that is no matrix product: " + e);
        yield arrays.isEmpty() ? org.gradus.expr.Shape.SCALAR : arrays.get(0);
      }
      case Expr.Call c when !c.function().scalar() -> call(c);
      case Expr.Diff d -> derivative(d);
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> shape(b.body());
      default -> {
        Evidence.require(Trees.children(e).stream().allMatch(x -> shape(x).isScalar()), "not defined for arrays: " + e);
        yield org.gradus.expr.Shape.SCALAR;
      }
    };
  }

  private org.gradus.expr.Shape call(Expr.Call c) {
    return switch (c.function().name()) {
      case "transpose" -> shape(c.arg()).transposed();
      case "inverse" -> {
        Evidence.require(shape(c.arg()).isSquare(), "the inverse of " + shape(c.arg()));
        yield shape(c.arg());
      }
      case "trace", "det" -> {
        Evidence.require(shape(c.arg()).isSquare(), "the " + c.function().name() + " of " + shape(c.arg()));
        yield org.gradus.expr.Shape.SCALAR;
      }
      case "norm", "normsq" -> org.gradus.expr.Shape.SCALAR;
      case "hadamard" -> {
        var left = shape(c.arg());
        var right = shape(c.args().get(1));
        Evidence.require(left.equals(right) || left.isScalar() || right.isScalar(), "different shapes in " + c);
        yield left.isScalar() ? right : left;
      }
      case "identity" -> org.gradus.expr.Shape.of(c.arg(), c.arg());
      case "component" -> {
        Evidence.require(shape(c.arg()).isColumn() && c.args().size() == 2, "a component of " + shape(c.arg()));
        yield org.gradus.expr.Shape.SCALAR;
      }
      case "softmax" -> {
        Evidence.require(shape(c.arg()).isColumn(), "softmax of " + shape(c.arg()));
        yield shape(c.arg());
      }
      case "matmul" -> product(c.args());
      default -> throw new Rejected("no rule for " + c.function().name());
    };
  }

  private org.gradus.expr.Shape product(List<Expr> factors) {
    var left = shape(factors.getFirst());
    for (var f : factors.subList(1, factors.size())) {
      var right = shape(f);
      if (left.isScalar() || right.isScalar()) {
        left = left.isScalar() ? right : left;
      } else {
        Evidence.require(left.columns().equals(right.rows()), "a product of " + left + " and " + right);
        left = org.gradus.expr.Shape.of(left.rows(), right.columns());
      }
    }
    return left;
  }

  private org.gradus.expr.Shape derivative(Expr.Diff d) {
    var by = shape(d.by());
    if (by.isScalar()) {
      return shape(d.body());
    }
    Evidence.require(shape(d.body()).isScalar() && (d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed) && (d.order() == 1 || d.order() == 2 && by.isColumn()),
        "no rule for the derivative " + d);
    return d.order() == 1 ? by : org.gradus.expr.Shape.of(by.rows(), by.rows());
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
        all.addAll(isWhole(x) ? at(shape(x), row, column) : List.of());
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
      case Expr.Call c when !c.function().scalar() -> call(c, row, column);
      case Expr.Diff d -> derivative(d, row, column);
      case Expr.Big b -> {
        Evidence.require(!b.index().equals(row) && !b.index().equals(column), "the index " + b.index() + " has two meanings");
        yield Trees.map(b, x -> of(x, row, column));
      }
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, x -> of(x, row, column));
    };
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

  /** By the first row (Laplace). */
  private Expr determinant(Expr a) {
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
      case "det" -> determinant(a);
      case "identity" -> Exprs.call("delta", row, column);
      case "component" -> of(a, c.args().get(1), Exprs.ONE);
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
    var i = index();
    var j = index();
    var s = shape(a);
    return sum(sum(Exprs.pow(of(a, i, j), 2), j, s.columns()), i, s.rows());
  }

  private Expr matmul(List<Expr> factors, Expr row, Expr column) {
    if (factors.size() == 1) {
      return of(factors.getFirst(), row, column);
    }
    var left = factors.getFirst();
    var rest = factors.subList(1, factors.size());
    var s = shape(left);
    if (s.isScalar() || product(rest).isScalar()) {
      return Exprs.mul(of(left, row, column), matmul(rest, row, column));
    }
    var k = index();
    return sum(Exprs.mul(of(left, row, k), matmul(rest, k, column)), k, s.columns());
  }

  private Expr derivative(Expr.Diff d, Expr row, Expr column) {
    derivative(d);
    if (shape(d.by()).isScalar()) {
      return slope(Slope.carryOut(of(d.body(), row, column)), d.by(), d.order());
    }
    var body = of(d.body(), Exprs.ONE, Exprs.ONE);
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
