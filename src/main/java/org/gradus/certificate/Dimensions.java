package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * The shapes of vector and matrix expressions. Numbers stand beside arrays for every entry, functions of numbers act entry by
 * entry. Throws {@link Rejected} where shapes do not fit, and for what it does not know.
 */
final class Dimensions {

  private final Map<String, Shape> shapes;
  private final Map<String, Integer> members;

  private final Function<Expr, Shape> own;

  /**
   * As {@link Claim.Sums} has it.
   *
   * @param own shapes that are known otherwise; null for none
   */
  Dimensions(Map<String, Shape> shapes, Map<String, Integer> members, Function<Expr, Shape> own) {
    this.own = own;
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

  /** Whether it is a member of a family of vectors or matrices. */
  boolean isWhole(Expr.Indexed x) {
    return shapes.containsKey(x.base()) && x.sub().size() == members.getOrDefault(x.base(), 0);
  }

  Shape of(Expr e) {
    var known = own.apply(e);
    return known != null ? known : switch (e) {
      case Expr.Sym s -> shapes.getOrDefault(s.name(), Shape.SCALAR);
      case Expr.Indexed x -> isWhole(x) ? shapes.get(x.base()) : Shape.SCALAR;
      case Expr.Matrix m -> {
        m.rows().forEach(r -> r.forEach(c -> require(of(c).isScalar(), "a matrix of matrices")));
        yield Shape.of(Exprs.num(m.rows().size()), Exprs.num(m.rows().get(0).size()));
      }
      case Expr.Add a -> common(a.args(), e);
      case Expr.Mul m -> {
        var arrays = m.args().stream().map(this::of).filter(s -> !s.isScalar()).toList();
        require(arrays.size() <= 1, "a product of arrays that is no matrix product: " + e);
        yield arrays.isEmpty() ? Shape.SCALAR : arrays.get(0);
      }
      case Expr.Call c -> c.function().scalar() ? common(c.args(), e) : call(c);
      case Expr.At a -> {
        require(a.var() instanceof Expr.Sym && of(a.var()).equals(of(a.value())), "a value of another shape in " + e);
        yield of(a.body());
      }
      case Expr.Diff d -> derivative(d);
      case Expr.Rel _, Expr.Logic _, Expr.Cases _ -> common(Trees.children(e), e);
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> of(b.body());
      default -> {
        require(Trees.children(e).stream().allMatch(x -> of(x).isScalar()), "not defined for arrays: " + e);
        yield Shape.SCALAR;
      }
    };
  }

  /** The shape of operands of which those that are no numbers have one. */
  private Shape common(List<Expr> operands, Expr e) {
    var result = Shape.SCALAR;
    for (var x : operands) {
      var s = of(x);
      require(s.isScalar() || result.isScalar() || s.equals(result), "different shapes in " + e);
      result = s.isScalar() ? result : s;
    }
    return result;
  }

  private Shape call(Expr.Call c) {
    return switch (c.function().name()) {
      case "transpose" -> of(c.arg()).transposed();
      case "inverse" -> {
        require(of(c.arg()).isSquare(), "the inverse of " + of(c.arg()));
        yield of(c.arg());
      }
      case "trace", "det" -> {
        require(of(c.arg()).isSquare(), "the " + c.function().name() + " of " + of(c.arg()));
        yield Shape.SCALAR;
      }
      case "norm", "normsq" -> Shape.SCALAR;
      case "hadamard" -> common(c.args(), c);
      case "dot" -> {
        require(c.args().size() == 2 && of(c.arg()).equals(of(c.args().get(1))), "different shapes in " + c);
        yield Shape.SCALAR;
      }
      case "outer" -> {
        require(c.args().size() == 2 && of(c.arg()).isColumn() && of(c.args().get(1)).isColumn(), "no columns in " + c);
        yield Shape.of(of(c.arg()).rows(), of(c.args().get(1)).rows());
      }
      case "diag" -> {
        var s = of(c.arg());
        require(s.isColumn() || s.isSquare() && !s.isScalar(), "the diagonal of " + s);
        yield s.isColumn() ? Shape.of(s.rows(), s.rows()) : Shape.column(s.rows());
      }
      case "unitvector" -> {
        require(c.args().size() == 2 && of(c.arg()).isScalar() && of(c.args().get(1)).isScalar(), "no unit vector: " + c);
        yield Shape.column(c.arg());
      }
      case "ones" -> Shape.of(c.arg(), c.args().size() == 2 ? c.args().get(1) : Exprs.ONE);
      case "identity" -> Shape.of(c.arg(), c.arg());
      case "component" -> {
        var s = of(c.arg());
        require(c.args().size() == (s.isColumn() ? 2 : 3) && !s.isScalar(), "a component of " + s);
        c.args().subList(1, c.args().size()).forEach(i -> require(of(i).isScalar(), "an index that is no number in " + c));
        yield Shape.SCALAR;
      }
      case "softmax" -> {
        require(of(c.arg()).isColumn(), "softmax of " + of(c.arg()));
        yield of(c.arg());
      }
      case "matmul" -> product(c.args());
      default -> throw new Rejected("no rule for " + c.function().name());
    };
  }

  Shape product(List<Expr> factors) {
    var left = of(factors.getFirst());
    for (var f : factors.subList(1, factors.size())) {
      var right = of(f);
      if (left.isScalar() || right.isScalar()) {
        left = left.isScalar() ? right : left;
      } else {
        require(left.columns().equals(right.rows()), "a product of " + left + " and " + right);
        left = Shape.of(left.rows(), right.columns());
      }
    }
    return left;
  }

  Shape derivative(Expr.Diff d) {
    var by = of(d.by());
    if (by.isScalar()) {
      return of(d.body());
    }
    require(d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed, "no rule for the derivative " + d);
    var f = of(d.body());
    if (!f.isScalar()) {
      require(f.isVector() && by.isColumn() && d.order() == 1, "no rule for the derivative " + d);
      return Shape.of(f.isColumn() ? f.rows() : f.columns(), by.rows());
    }
    require(d.order() == 1 || d.order() == 2 && by.isColumn(), "no rule for the derivative " + d);
    return d.order() == 1 ? by : Shape.of(by.rows(), by.rows());
  }
}
