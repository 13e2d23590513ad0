package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/** The shape of an expression, from the shapes of its names. */
final class Shapes {

  /** Thrown where the shapes of the operands do not fit; the message is for the reader: {@code A is 2×3, b is 2×1}. */
  static final class Clash extends RuntimeException {
    private final boolean forced;

    Clash(String message, boolean forced) {
      super(message, null, false, false);
      this.forced = forced;
    }

    /** Whether two numbers differ; two names may be the same size by chance. */
    boolean forced() {
      return forced;
    }
  }

  private final Typing typing;

  Shapes(Typing typing) {
    this.typing = typing;
  }

  /** Throws {@link Clash}, and {@link Unsupported} where the notation leaves the shape open. */
  Shape of(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> Shape.SCALAR;
      case Expr.Sym s -> typing.shapes().getOrDefault(s.name(), Shape.SCALAR);
      case Expr.Indexed x -> component(x);
      case Expr.Add a -> broadcast(a.args());
      case Expr.Mul m -> product(m);
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Apply a -> apply(a);
      case Expr.Cases c -> {
        var values = new ArrayList<>(c.values());
        if (c.otherwise() != null) {
          values.add(c.otherwise());
        }
        yield broadcast(values);
      }
      case Expr.Big b -> {
        var body = of(b.body());
        if (b.kind() == Expr.Big.Kind.PRODUCT && !body.isScalar()) {
          throw new Unsupported("a product of matrices over an index is not supported");
        }
        yield body;
      }
      case Expr.Diff d -> derivative(d);
      case Expr.At a -> of(a.body());
      case Expr.Limit l -> scalar(l.body(), "a limit");
      case Expr.Integral i -> scalar(i.body(), "an integral");
      case Expr.Rel _, Expr.Logic _ -> Shape.SCALAR;
      case Expr.Matrix m -> blocks(m);
    };
  }

  private Shape scalar(Expr e, String what) {
    var s = of(e);
    if (!s.isScalar()) {
      throw new Unsupported(what + " of a vector is not supported");
    }
    return s;
  }

  private Shape component(Expr.Indexed x) {
    var shape = typing.shapes().get(x.base());
    if (shape == null) {
      return Shape.SCALAR;
    }
    int of = x.sub().size() - typing.members().getOrDefault(x.base(), 0);
    if (of < 0) { // x^{(i)} beside x_i
      if (x.sub().isEmpty() && !x.sup().isEmpty()) {
        return shape;
      }
      throw new Unsupported("whether " + x + " is one of the vectors " + x.base() + " is not clear");
    }
    return switch (of) {
      case 0 -> shape;
      case 1 -> {
        if (shape.isMatrix()) {
          throw new Unsupported("whether " + x + " is a row or a column of " + x.base() + " is not clear");
        }
        yield Shape.SCALAR;
      }
      case 2 -> Shape.SCALAR;
      default -> throw new Clash(x + " has " + x.sub().size() + " indices, " + x.base() + " is " + shape, true);
    };
  }

  /** Entry by entry; a number and a single row or column are repeated, if the other operand has the shape of the whole. */
  private Shape broadcast(List<Expr> operands) {
    Expr first = operands.getFirst();
    var shape = of(first);
    for (var next : operands.subList(1, operands.size())) {
      var s = of(next);
      if (fits(s, shape)) {
        continue;
      }
      if (!fits(shape, s)) {
        throw clash(first, shape, next, s);
      }
      shape = s;
      first = next;
    }
    return shape;
  }

  private static boolean fits(Shape small, Shape large) {
    return (small.rows().equals(large.rows()) || Exprs.isOne(small.rows()))
        && (small.columns().equals(large.columns()) || Exprs.isOne(small.columns()));
  }

  static Clash clash(Expr a, Shape s, Expr b, Shape t) {
    return new Clash(a + " is " + s + ", " + b + " is " + t,
        differ(s.rows(), t.rows()) || differ(s.columns(), t.columns()));
  }

  /** Whether the sizes are unequal whatever the names stand for: two numbers, or n and n+1. */
  static boolean differ(Expr m, Expr n) {
    return !m.equals(n) && m instanceof Expr.Num && n instanceof Expr.Num;
  }

  private Shape product(Expr.Mul m) {
    var result = Shape.SCALAR;
    Expr large = null;
    for (var f : m.args()) {
      var s = of(f);
      if (!s.isScalar()) {
        if (large != null) {
          throw new Unsupported("the kind of product of " + large + " and " + f + " is not clear");
        }
        large = f;
        result = s;
      }
    }
    return result;
  }

  private Shape power(Expr.Pow p) {
    var s = of(p.base());
    if (!of(p.exponent()).isScalar()) {
      throw new Unsupported("a power with a vector as exponent is not supported");
    }
    if (s.isScalar()) {
      return s;
    }
    if (s.isVector()) {
      throw new Unsupported("what the power " + p + " of a vector is, is not clear: its squared norm, or entry by entry?");
    }
    square(p.base(), s, "a power");
    return s;
  }

  private static void square(Expr e, Shape s, String what) {
    if (!s.isSquare()) {
      throw new Clash(what + " needs a square matrix, " + e + " is " + s, differ(s.rows(), s.columns()));
    }
  }

  private Shape call(Expr.Call c) {
    var f = c.function();
    if (c.is("indicator") && c.arg() instanceof Expr.Rel r) {
      var shape = broadcast(List.of(r.lhs(), r.rhs()));
      if (!shape.isScalar() && !r.op().isOrder()) {
        throw new Unsupported("whether " + c + " is one number or one for each entry is not clear");
      }
      return shape; // an order holds or fails entry by entry
    }
    if (f.scalar()) {
      return broadcast(c.args());
    }
    var s = of(c.arg());
    return switch (f.name()) {
      case "transpose" -> s.transposed();
      case "inverse" -> {
        square(c.arg(), s, "an inverse");
        yield s;
      }
      case "trace", "det" -> {
        square(c.arg(), s, "the " + (c.is("det") ? "determinant" : "trace"));
        yield Shape.SCALAR;
      }
      case "diag" -> {
        if (s.isVector()) {
          var n = s.isColumn() ? s.rows() : s.columns();
          yield new Shape(n, n);
        }
        square(c.arg(), s, "a diagonal");
        yield Shape.column(s.rows());
      }
      case "norm", "normsq", "norm_p", "argmax", "argmin", "maxentry", "minentry" -> Shape.SCALAR;
      case "softmax" -> s;
      case "identity" -> new Shape(c.arg(), c.arg());
      case "ones", "zeros" -> c.args().size() == 1 ? Shape.column(c.arg()) : new Shape(c.arg(), c.args().get(1));
      case "unitvector" -> Shape.column(c.arg());
      case "vec" -> Shape.column(Exprs.mul(s.rows(), s.columns()));
      case "matmul" -> matmul(c.args());
      case "hadamard" -> broadcast(c.args());
      case "dot" -> {
        var t = of(c.args().get(1));
        if (!s.equals(t) && !(s.equals(t.transposed()) && s.isVector())) {
          throw clash(c.arg(), s, c.args().get(1), t);
        }
        yield Shape.SCALAR;
      }
      case "kron" -> {
        var t = of(c.args().get(1));
        yield new Shape(Exprs.mul(s.rows(), t.rows()), Exprs.mul(s.columns(), t.columns()));
      }
      case "outer" -> new Shape(length(c.arg(), s), length(c.args().get(1), of(c.args().get(1))));
      case "component" -> {
        if (c.args().size() == 2 && s.isMatrix()) {
          throw new Unsupported("whether " + c + " is a row or a column is not clear");
        }
        yield Shape.SCALAR;
      }
      case "grad" -> derivative((Expr.Diff) Exprs.diff(c.arg(), c.args().get(1), 1));
      case "hessian" -> derivative((Expr.Diff) Exprs.diff(c.arg(), c.args().get(1), 2));
      default -> throw new Unsupported(f.name() + " is not supported for vectors and matrices");
    };
  }

  static Expr length(Expr e, Shape s) {
    if (s.isMatrix()) {
      throw new Clash("an outer product is one of vectors, " + e + " is " + s, false);
    }
    return s.isRow() ? s.columns() : s.rows();
  }

  private Shape matmul(List<Expr> factors) {
    var shape = of(factors.getFirst());
    Expr left = factors.getFirst();
    for (var right : factors.subList(1, factors.size())) {
      var t = of(right);
      if (shape.isScalar() || t.isScalar()) {
        shape = shape.isScalar() ? t : shape;
      } else if (shape.columns().equals(t.rows())) {
        shape = new Shape(shape.rows(), t.columns());
      } else {
        throw new Clash(left + " is " + shape + ", " + right + " is " + t + ": they cannot be multiplied",
            differ(shape.columns(), t.rows()));
      }
      left = left == right ? left : Exprs.call("matmul", left, right);
    }
    return shape;
  }

  private Shape apply(Expr.Apply a) {
    var declared = typing.shapes().get(a.name());
    if (declared != null) {
      return declared;
    }
    var s = a.args().isEmpty() ? Shape.SCALAR : broadcast(a.args());
    if (!s.isScalar() && !typing.is(new Typing.Fact.Elementwise(a.name()))) {
      throw new Unsupported("whether " + a.name() + " acts entry by entry is not known");
    }
    return s;
  }

  private Shape derivative(Expr.Diff d) {
    var f = of(d.body());
    var x = d.by() instanceof Expr.Call t && t.is("transpose") ? of(t.arg()).transposed() : of(d.by());
    if (x.isScalar()) {
      return f;
    }
    if (d.order() == 2 && f.isScalar() && x.isVector()) {
      var n = length(d.by(), x);
      return new Shape(n, n);
    }
    if (d.order() != 1) {
      throw new Unsupported("the derivative of order " + d.order() + " by " + d.by() + " is no matrix");
    }
    if (f.isScalar()) {
      return typing.layout() == Typing.Layout.NUMERATOR ? x.transposed() : x;
    }
    if (f.isVector() && x.isVector()) {
      var m = length(d.body(), f);
      var n = length(d.by(), x);
      return typing.layout() == Typing.Layout.DENOMINATOR ? new Shape(n, m) : new Shape(m, n);
    }
    throw new Unsupported("the derivative of " + f + " by " + x + " has more than two indices");
  }

  /** A matrix of numbers, or of blocks whose heights and widths fit. */
  private Shape blocks(Expr.Matrix m) {
    Expr height = Exprs.ZERO;
    Expr width = null;
    for (var row : m.rows()) {
      Expr rowHeight = null;
      Expr rowWidth = Exprs.ZERO;
      for (var cell : row) {
        var s = of(cell);
        if (rowHeight != null && !rowHeight.equals(s.rows())) {
          throw new Clash("the blocks " + row.get(0) + " and " + cell + " beside each other have " + rowHeight + " and "
              + s.rows() + " rows", differ(rowHeight, s.rows()));
        }
        rowHeight = s.rows();
        rowWidth = Exprs.add(rowWidth, s.columns());
      }
      if (width != null && !width.equals(rowWidth)) {
        throw new Clash("rows of the matrix have " + width + " and " + rowWidth + " columns", differ(width, rowWidth));
      }
      width = rowWidth;
      height = Exprs.add(height, rowHeight == null ? Exprs.ZERO : rowHeight);
    }
    return new Shape(height, width == null ? Exprs.ZERO : width);
  }

  /** Whether a name in the expression is a vector or a matrix, or an operation on them stands there. */
  boolean concerns(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar()
        || (x instanceof Expr.Sym || x instanceof Expr.Indexed) && !silent(x).isScalar());
  }

  private Shape silent(Expr e) {
    try {
      return of(e);
    } catch (Clash | Unsupported _) {
      return Shape.SCALAR;
    }
  }
}
