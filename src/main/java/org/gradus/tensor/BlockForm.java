package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Matrices of blocks whose sizes are names: products, sums, transposes, traces, norms and determinants go to the blocks
 * (Horn and Johnson 2013, section 0.7), so that an equality of such matrices is one of their blocks.
 */
final class BlockForm {

  private static final int MAX_POWER = 4;

  private final Shapes shapes;
  private final Typing typing;
  private final List<Expr> inverted;

  private BlockForm(Typing typing, List<Expr> inverted) {
    this.shapes = new Shapes(typing);
    this.typing = typing;
    this.inverted = inverted;
  }

  /** An equality that must hold. */
  record Pair(Expr lhs, Expr rhs) {}

  /** Whether a matrix stands there whose blocks are more than numbers. */
  static boolean concerns(Typing typing, Expr... sides) {
    var shapes = new Shapes(typing);
    return List.of(sides).stream().anyMatch(s -> Trees.any(s, x -> x instanceof Expr.Matrix m
        && m.rows().stream().anyMatch(row -> row.stream().anyMatch(c -> !shapes.of(c).isScalar()))));
  }

  /**
   * Equalities that hold, all of them, if and only if the two sides are equal wherever both are defined; null where blocks
   * are left that no rule takes apart. Throws {@link Shapes.Clash} and {@link Unsupported}.
   */
  static List<Pair> reduce(Expr lhs, Expr rhs, Typing typing) {
    var form = new BlockForm(typing, inverted(lhs, rhs, typing));
    var l = form.of(lhs);
    var r = form.of(rhs);
    if (isInverse(l) != isInverse(r)) { // M⁻¹ = N says M·N = I of square matrices, M being invertible
      var m = ((Expr.Call) (isInverse(l) ? l : r)).arg();
      var product = form.product(m, isInverse(l) ? r : l);
      if (product == null) {
        return null;
      }
      l = product;
      r = Exprs.call("identity", form.shapes.of(m).rows());
    }
    return form.pairs(l, r);
  }

  /** The matrices of a claim that have an inverse: wherever it is defined, or because that is stated. */
  static List<Expr> inverted(Expr lhs, Expr rhs, Typing typing) {
    var inverted = new ArrayList<Expr>();
    for (var side : List.of(lhs, rhs)) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Call c && c.is("inverse")) {
          inverted.add(c.arg());
        }
        return false;
      });
    }
    typing.facts().forEach(f -> {
      if (f instanceof Typing.Fact.Invertible || f instanceof Typing.Fact.PositiveDefinite) {
        inverted.add(Exprs.sym(f.name()));
      }
    });
    return inverted;
  }

  private static boolean isInverse(Expr e) {
    return e instanceof Expr.Call c && c.is("inverse") && c.arg() instanceof Expr.Matrix;
  }

  private List<Pair> pairs(Expr l, Expr r) {
    var a = l instanceof Expr.Matrix m && isCut(m) ? m : r instanceof Expr.Matrix n && isCut(n) ? split(l, n) : null;
    var b = a == null ? null : r instanceof Expr.Matrix n && isCut(n) ? n : split(r, a);
    if (a == null && !concerns(typing, l, r)) {
      return List.of(new Pair(l, r));
    }
    if (a == null || b == null || !sameCut(a, b)) {
      return null;
    }
    var all = new ArrayList<Pair>();
    for (int i = 0; i < a.rows().size(); i++) {
      for (int j = 0; j < a.rows().get(i).size(); j++) {
        var x = a.rows().get(i).get(j);
        var y = b.rows().get(i).get(j);
        if (concerns(typing, x, y)) {
          return null;
        }
        all.add(new Pair(x, y));
      }
    }
    return all;
  }

  // ---- from the inside outwards ----

  private Expr of(Expr e) {
    if (!concerns(typing, e)) {
      return e;
    }
    var inner = Trees.map(e, this::of);
    return switch (inner) {
      case Expr.Add a -> sum(a);
      case Expr.Mul m -> scaled(m);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && n.value().signum() > 0
          && p.base() instanceof Expr.Matrix m -> power(m, n.value().intValueExact(), p);
      case Expr.Call c -> call(c);
      default -> inner;
    };
  }

  private Expr power(Expr.Matrix m, int n, Expr otherwise) {
    Expr result = m;
    for (int i = 1; i < n && result != null; i++) {
      result = product(result, m);
    }
    return result == null ? otherwise : result;
  }

  private Expr call(Expr.Call c) {
    var m = c.arg() instanceof Expr.Matrix x && isCut(x) ? x : null;
    return switch (c.function().name()) {
      case "matmul" -> chain(c);
      case "transpose" -> m == null ? c : matrix(m.rows().getFirst().size(), m.rows().size(), (i, j) -> transpose(m.rows().get(j).get(i)));
      case "trace" -> m == null || !hasSquareDiagonal(m) ? c : Exprs.add(diagonal(m).stream().map(x -> shapes.of(x).isScalar() ? x : Exprs.call("trace", x)).toList());
      case "normsq" -> m == null ? c : Exprs.add(cells(m).stream().map(this::normsq).toList());
      case "norm" -> m == null ? c : Exprs.sqrt(Exprs.add(cells(m).stream().map(this::normsq).toList()));
      case "dot" -> dot(c, m);
      case "det" -> m == null || !hasSquareDiagonal(m) ? c : determinant(m, c);
      case "inverse" -> m == null || !hasSquareDiagonal(m) ? c : triangularInverse(m, c);
      default -> c;
    };
  }

  private Expr normsq(Expr cell) {
    return shapes.of(cell).isScalar() ? Exprs.pow(cell, 2) : Exprs.call("normsq", cell);
  }

  private Expr dot(Expr.Call c, Expr.Matrix m) {
    if (m == null || !(c.args().get(1) instanceof Expr.Matrix n) || !sameCut(m, n)) {
      return c;
    }
    var x = cells(m);
    var y = cells(n);
    return Exprs.add(IntStream.range(0, x.size()).mapToObj(i -> shapes.of(x.get(i)).isScalar() ? Exprs.mul(x.get(i), y.get(i))
        : Exprs.call("dot", x.get(i), y.get(i))).toList());
  }

  /** By the Schur complement of a block that is invertible, or of one beside which there are zeros. */
  private Expr determinant(Expr.Matrix m, Expr otherwise) {
    if (m.rows().size() != 2) {
      return otherwise;
    }
    var a = m.rows().get(0).get(0);
    var b = m.rows().get(0).get(1);
    var c = m.rows().get(1).get(0);
    var d = m.rows().get(1).get(1);
    if (isZero(b) || isZero(c)) {
      return Exprs.mul(det(a), det(d));
    }
    return isInvertible(a) ? Exprs.mul(det(a), det(schur(d, c, a, b)))
        : isInvertible(d) ? Exprs.mul(det(d), det(schur(a, b, d, c))) : otherwise;
  }

  private Expr det(Expr e) {
    return shapes.of(e).isScalar() ? e : Exprs.call("det", e);
  }

  private boolean isInvertible(Expr e) {
    return inverted.contains(e) || e instanceof Expr.Call c && (c.is("identity") || c.is("inverse"));
  }

  /** d − c·a⁻¹·b. */
  private Expr schur(Expr d, Expr c, Expr a, Expr b) {
    return Exprs.sub(d, times(times(c, inverse(a)), b));
  }

  private Expr inverse(Expr e) {
    return shapes.of(e).isScalar() ? Exprs.pow(e, -1) : Exprs.call("inverse", e);
  }

  /** [A B; 0 D]⁻¹ = [A⁻¹ −A⁻¹BD⁻¹; 0 D⁻¹], which there is exactly where A and D are invertible. */
  private Expr triangularInverse(Expr.Matrix m, Expr otherwise) {
    if (m.rows().size() != 2) {
      return otherwise;
    }
    var b = m.rows().get(0).get(1);
    var c = m.rows().get(1).get(0);
    if (!isZero(b) && !isZero(c)) {
      return otherwise;
    }
    var a = inverse(m.rows().get(0).get(0));
    var d = inverse(m.rows().get(1).get(1));
    return matrix(2, 2, (i, j) -> i == j ? i == 0 ? a : d : i == 0 ? isZero(b) ? b : Exprs.neg(times(times(a, b), d))
        : isZero(c) ? c : Exprs.neg(times(times(d, c), a)));
  }

  private Expr scaled(Expr.Mul m) {
    var blocks = m.args().stream().filter(x -> x instanceof Expr.Matrix).toList();
    if (blocks.size() != 1 || !isCut((Expr.Matrix) blocks.getFirst())
        || m.args().stream().anyMatch(x -> !(x instanceof Expr.Matrix) && !shapes.of(x).isScalar())) {
      return m;
    }
    var factor = Exprs.mul(m.args().stream().filter(x -> !(x instanceof Expr.Matrix)).toList());
    return each((Expr.Matrix) blocks.getFirst(), x -> Exprs.mul(factor, x));
  }

  private Expr sum(Expr.Add a) {
    var first = a.args().stream().filter(x -> x instanceof Expr.Matrix m && isCut(m)).map(x -> (Expr.Matrix) x).findFirst().orElse(null);
    if (first == null) {
      return a;
    }
    var parts = a.args().stream().map(x -> x instanceof Expr.Matrix m && isCut(m) ? m : split(x, first)).toList();
    if (parts.stream().anyMatch(p -> p == null || !sameCut(first, p))) {
      return a;
    }
    return matrix(first.rows().size(), first.rows().getFirst().size(), (i, j) -> added(parts.stream().map(p -> p.rows().get(i).get(j)).toList()));
  }

  private Expr added(List<Expr> terms) {
    var left = terms.stream().filter(t -> !isZero(t)).toList();
    return left.isEmpty() ? terms.getFirst() : Exprs.add(left);
  }

  // ---- products ----

  private Expr chain(Expr.Call c) {
    var factors = Chains.joined(c, (x, y) -> x instanceof Expr.Matrix || y instanceof Expr.Matrix ? product(x, y) : null);
    return factors.stream().reduce(this::times).orElseThrow();
  }

  /** The product by blocks; null where the cuts do not fit each other. */
  private Expr product(Expr x, Expr y) {
    if (isIdentity(x) || isIdentity(y)) {
      return isIdentity(x) ? y : x;
    }
    var a = x instanceof Expr.Matrix m && isCut(m) ? m : null;
    var b = y instanceof Expr.Matrix m && isCut(m) ? m : null;
    if (a == null && b == null) {
      return null;
    }
    if (shapes.of(x).isScalar() || shapes.of(y).isScalar()) {
      var factor = shapes.of(x).isScalar() ? x : y;
      return each(a == null ? b : a, cell -> Exprs.mul(factor, cell));
    }
    int inner = a != null ? a.rows().getFirst().size() : b.rows().size();
    if (a == null && inner == 1) {
      return each(b, cell -> times(x, cell));
    }
    if (b == null && inner == 1) {
      return each(a, cell -> times(cell, y));
    }
    if (a == null || b == null || b.rows().size() != inner
        || !IntStream.range(0, inner).allMatch(k -> shapes.of(a.rows().getFirst().get(k)).columns().equals(shapes.of(b.rows().get(k).getFirst()).rows()))) {
      return null;
    }
    return whole(matrix(a.rows().size(), b.rows().getFirst().size(), (i, j) -> added(IntStream.range(0, inner)
        .mapToObj(k -> times(a.rows().get(i).get(k), b.rows().get(k).get(j))).toList())));
  }

  /** A matrix of one block is that block. */
  private static Expr whole(Expr.Matrix m) {
    return m.rows().size() == 1 && m.rows().getFirst().size() == 1 ? m.rows().getFirst().getFirst() : m;
  }

  private Expr times(Expr x, Expr y) {
    var s = shapes.of(x);
    var t = shapes.of(y);
    if (isZero(x) || isZero(y)) {
      var product = s.isScalar() ? t : t.isScalar() ? s : new Shape(s.rows(), t.columns());
      return product.isScalar() ? Exprs.ZERO : Exprs.call("zeros", product.rows(), product.columns());
    }
    return isIdentity(x) && !t.isScalar() ? y : isIdentity(y) && !s.isScalar() ? x
        : s.isScalar() || t.isScalar() ? Exprs.mul(x, y) : Exprs.call("matmul", x, y);
  }

  private Expr transpose(Expr e) {
    return shapes.of(e).isScalar() || isIdentity(e) ? e : e instanceof Expr.Call c && c.is("transpose") ? c.arg()
        : e instanceof Expr.Call z && z.is("zeros") ? Exprs.call("zeros", shapes.of(e).columns(), shapes.of(e).rows()) : Exprs.call("transpose", e);
  }

  // ---- cuts ----

  private interface Cell {
    Expr at(int row, int column);
  }

  private static Expr.Matrix matrix(int rows, int columns, Cell cell) {
    return (Expr.Matrix) Exprs.matrix(IntStream.range(0, rows).mapToObj(i -> IntStream.range(0, columns).mapToObj(j -> cell.at(i, j)).toList()).toList());
  }

  private static Expr.Matrix each(Expr.Matrix m, UnaryOperator<Expr> f) {
    return matrix(m.rows().size(), m.rows().getFirst().size(), (i, j) -> f.apply(m.rows().get(i).get(j)));
  }

  private static List<Expr> cells(Expr.Matrix m) {
    return m.rows().stream().flatMap(List::stream).toList();
  }

  private static List<Expr> diagonal(Expr.Matrix m) {
    return IntStream.range(0, m.rows().size()).mapToObj(i -> m.rows().get(i).get(i)).toList();
  }

  /** Whether the blocks form a grid: those below each other are equally wide. */
  private boolean isCut(Expr.Matrix m) {
    shapes.of(m);
    int width = m.rows().getFirst().size();
    return m.rows().stream().allMatch(row -> row.size() == width && IntStream.range(0, width)
        .allMatch(j -> shapes.of(row.get(j)).columns().equals(shapes.of(m.rows().getFirst().get(j)).columns())));
  }

  private boolean hasSquareDiagonal(Expr.Matrix m) {
    return m.rows().size() == m.rows().getFirst().size() && diagonal(m).stream().allMatch(x -> shapes.of(x).isSquare());
  }

  private boolean sameCut(Expr.Matrix a, Expr.Matrix b) {
    return a.rows().size() == b.rows().size() && a.rows().getFirst().size() == b.rows().getFirst().size()
        && IntStream.range(0, a.rows().size()).allMatch(i -> shapes.of(a.rows().get(i).getFirst()).rows().equals(shapes.of(b.rows().get(i).getFirst()).rows()))
        && IntStream.range(0, a.rows().getFirst().size())
            .allMatch(j -> shapes.of(a.rows().getFirst().get(j)).columns().equals(shapes.of(b.rows().getFirst().get(j)).columns()));
  }

  /** The identity, zeros or a multiple of the identity cut like the matrix; null for anything else. */
  private Expr.Matrix split(Expr e, Expr.Matrix like) {
    var factor = e instanceof Expr.Mul m && m.args().stream().filter(BlockForm::isIdentity).count() == 1
        ? Exprs.mul(m.args().stream().filter(x -> !isIdentity(x)).toList()) : isIdentity(e) ? Exprs.ONE : null;
    if (isZero(e)) {
      return each(like, this::zero);
    }
    return factor == null || !hasSquareDiagonal(like) || !shapes.of(factor).isScalar() ? null
        : matrix(like.rows().size(), like.rows().size(), (i, j) -> {
          var cell = like.rows().get(i).get(j);
          return i != j ? zero(cell) : shapes.of(cell).isScalar() ? factor : Exprs.mul(factor, Exprs.call("identity", shapes.of(cell).rows()));
        });
  }

  private Expr zero(Expr cell) {
    var s = shapes.of(cell);
    return s.isScalar() ? Exprs.ZERO : Exprs.call("zeros", s.rows(), s.columns());
  }

  /** Two by two blocks, one off the diagonal is 0, and those on the diagonal have names. */
  static boolean isTriangular(Expr e) {
    return e instanceof Expr.Matrix m && m.rows().size() == 2 && m.rows().getFirst().size() == 2
        && (isZero(m.rows().get(0).get(1)) || isZero(m.rows().get(1).get(0)))
        && diagonal(m).stream().allMatch(x -> x instanceof Expr.Sym || isIdentity(x));
  }

  private static boolean isIdentity(Expr e) {
    return e instanceof Expr.Call c && c.is("identity");
  }

  private static boolean isZero(Expr e) {
    return Exprs.isZero(e) || e instanceof Expr.Call c && c.is("zeros");
  }
}
