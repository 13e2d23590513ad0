package org.gradus.notation;

import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;

/** The rank of an expression, from the ranks of its names. What nothing is known of is a scalar. */
public final class Ranks {

  /** The vector of ones, of the size that fits where it stands. */
  public static final String ONES = "allones_";

  /** Any vector, of the size that fits where it stands. */
  public static final String ANY = "anyvector_";

  /** In a document with matrices the letter I is the identity, if it has no other meaning. */
  public static final String IDENTITY = "I";

  private final Names names;
  private final Set<String> matrices;

  public Ranks(Names names) {
    this(names, Set.of());
  }

  /** @param matrices names that are matrices here although nothing declares them */
  Ranks(Names names, Set<String> matrices) {
    this.names = names;
    this.matrices = matrices;
  }

  public Rank of(Expr e) {
    if (names == Names.NONE && matrices.isEmpty() && !Kinds.occur(e, Kinds.MATRIX | Kinds.ARRAY)) {
      return Rank.SCALAR; // nothing says otherwise
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Rel _, Expr.Logic _ -> Rank.SCALAR;
      case Expr.Sym s -> name(s.name(), 0);
      case Expr.Indexed x -> name(x.base(), x.sub().size());
      case Expr.Matrix m -> matrix(m);
      case Expr.Add a -> first(a.args());
      case Expr.Mul m -> first(m.args());
      case Expr.Pow p -> of(p.base());
      case Expr.Call c -> call(c);
      case Expr.Apply a -> known(names.valueRank(a.name()));
      case Expr.Cases c -> first(c.values());
      case Expr.Big b -> of(b.body());
      case Expr.Diff d -> derivative(of(d.body()), of(d.by()), d.order());
      case Expr.Limit l -> of(l.body());
      case Expr.Integral i -> of(i.body());
      case Expr.At a -> of(a.body());
    };
  }

  public boolean isScalar(Expr e) {
    return of(e).isScalar();
  }

  private Rank name(String base, int subscripts) {
    var r = names.rank(base, subscripts);
    return r != null ? r : subscripts == 0 && matrices.contains(base) ? Rank.MATRIX : Rank.SCALAR;
  }

  /** Where the directions do not fit, as with a list [1, 2] behind a matrix, it is still a vector that a matrix and a vector give. */
  private static Rank matmul(Rank a, Rank b) {
    return a == Rank.MATRIX && b == Rank.ROW ? Rank.COLUMN : a == Rank.COLUMN && b == Rank.MATRIX ? Rank.ROW : known(Rank.product(a, b));
  }

  private static Rank known(Rank r) {
    return r == null ? Rank.SCALAR : r;
  }

  private Rank first(Iterable<Expr> items) {
    for (var e : items) {
      var r = of(e);
      if (!r.isScalar()) {
        return r;
      }
    }
    return Rank.SCALAR;
  }

  private Rank matrix(Expr.Matrix m) {
    boolean wide = m.rows().getFirst().size() > 1;
    boolean high = m.rows().size() > 1;
    for (var row : m.rows()) { // blocks
      for (var e : row) {
        var r = of(e);
        wide |= r == Rank.ROW || r == Rank.MATRIX;
        high |= r == Rank.COLUMN || r == Rank.MATRIX;
      }
    }
    return wide ? high ? Rank.MATRIX : Rank.ROW : Rank.COLUMN;
  }

  private static final Set<String> SCALAR_VALUED = Set.of("norm", "norm_p", "normsq", "trace", "det", "dot", "rank", "maxentry", "minentry");

  private Rank call(Expr.Call c) {
    var name = c.function().name();
    if (SCALAR_VALUED.contains(name)) {
      return Rank.SCALAR;
    }
    return switch (name) {
      case "matmul" -> matmul(of(c.args().get(0)), of(c.args().get(1)));
      case "transpose" -> of(c.arg()).transposed();
      case "inverse" -> of(c.arg());
      case "outer", "kron", "hessian", "identity" -> Rank.MATRIX;
      case "ones", "zeros" -> c.args().size() == 1 ? Rank.COLUMN : Rank.MATRIX;
      case "diag" -> of(c.arg()) == Rank.MATRIX ? Rank.COLUMN : Rank.MATRIX;
      case "vec", "unitvector" -> Rank.COLUMN;
      case "softmax" -> of(c.arg()).isScalar() ? Rank.COLUMN : of(c.arg());
      case "grad" -> derivative(of(c.args().get(0)), of(c.args().get(1)), 1);
      case "component" -> of(c.args().get(0)) == Rank.MATRIX && c.args().size() == 2 ? Rank.COLUMN : Rank.SCALAR;
      case "indicator" -> c.arg() instanceof Expr.Rel r && r.op().isOrder() ? first(List.of(r.lhs(), r.rhs())) : Rank.SCALAR; // 1[Wx > 0], but 1[y = c]
      default -> first(c.args()); // elementwise
    };
  }

  /** A gradient has the rank of its variable; the derivative of a vector by a vector is a matrix. */
  private static Rank derivative(Rank body, Rank by, int order) {
    if (by.isScalar()) {
      return body;
    }
    return body.isScalar() && order == 1 ? by : Rank.MATRIX;
  }

  /** The product of two values in this order; null where their ranks do not fit. */
  public Expr product(Expr a, Expr b) {
    var ra = of(a);
    var rb = of(b);
    if (ra.isScalar() || rb.isScalar()) {
      return Exprs.mul(a, b);
    }
    return Rank.product(ra, rb) == null ? null : Exprs.call("matmul", a, b);
  }
}
