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

  private final Map<String, org.gradus.expr.Shape> shapes;
  private int fresh;

  Entries(Map<String, org.gradus.expr.Shape> shapes) {
    this.shapes = shapes;
  }

  org.gradus.expr.Shape shape(Expr e) {
    return switch (e) {
      case Expr.Sym s -> shapes.getOrDefault(s.name(), org.gradus.expr.Shape.SCALAR);
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
      default -> {
        Evidence.require(Trees.children(e).stream().allMatch(x -> shape(x).isScalar()), "not defined for arrays: " + e);
        yield org.gradus.expr.Shape.SCALAR;
      }
    };
  }

  private org.gradus.expr.Shape call(Expr.Call c) {
    return switch (c.function().name()) {
      case "transpose" -> shape(c.arg()).transposed();
      case "trace" -> {
        Evidence.require(shape(c.arg()).isSquare(), "the trace of " + shape(c.arg()));
        yield org.gradus.expr.Shape.SCALAR;
      }
      case "norm", "normsq" -> org.gradus.expr.Shape.SCALAR;
      case "hadamard" -> {
        Evidence.require(shape(c.arg()).equals(shape(c.args().get(1))), "different shapes in " + c);
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
    var by = d.by() instanceof Expr.Indexed ? org.gradus.expr.Shape.SCALAR : shape(d.by());
    if (by.isScalar()) {
      return shape(d.body());
    }
    Evidence.require(shape(d.body()).isScalar() && d.by() instanceof Expr.Sym && (d.order() == 1 || d.order() == 2 && by.isColumn()),
        "no rule for the derivative " + d);
    return d.order() == 1 ? by : org.gradus.expr.Shape.of(by.rows(), by.rows());
  }

  /** The entry; a size of 1 does not look at its index. */
  Expr of(Expr e, Expr row, Expr column) {
    Meter.spend(5);
    return switch (e) {
      case Expr.Sym s -> {
        var shape = shape(s);
        var at = new ArrayList<Expr>();
        if (!Exprs.isOne(shape.rows())) {
          at.add(row);
        }
        if (!Exprs.isOne(shape.columns())) {
          at.add(column);
        }
        yield at.isEmpty() ? s : Exprs.indexed(s.name(), at, List.of());
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

  /** A new name for an index that is summed over. */
  Expr.Sym index() {
    return Exprs.sym("#entry" + ++fresh);
  }

  private static Expr sum(Expr body, Expr.Sym index, Expr size) {
    return Exprs.isOne(size) ? Trees.substitute(body, index, Exprs.ONE) : Exprs.sum(body, index, Exprs.ONE, size);
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
      case "normsq" -> squares(a);
      case "norm" -> Exprs.sqrt(squares(a));
      default -> matmul(c.args(), row, column);
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
    var by = d.by() instanceof Expr.Indexed ? org.gradus.expr.Shape.SCALAR : shape(d.by());
    if (by.isScalar()) {
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
