package org.gradus.tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.Evaluator;

/**
 * Automatic differentiation of expressions with indices, vectors and matrices, forwards with dual numbers, in plain arrays:
 * written anew for the tests, and without anything of what they test.
 */
final class DualArrays {

  /** A number and its slope. */
  record Dual(double value, double slope) {

    static Dual of(double value) {
      return new Dual(value, 0);
    }

    Dual plus(Dual o) {
      return new Dual(value + o.value, slope + o.slope);
    }

    Dual times(Dual o) {
      return new Dual(value * o.value, slope * o.value + value * o.slope);
    }

    Dual power(double n) {
      return n == 0 ? of(1) : new Dual(Math.pow(value, n), n * Math.pow(value, n - 1) * slope);
    }

    Dual map(double image, double derivative) {
      return new Dual(image, derivative * slope);
    }
  }

  private final Map<String, Dual[][]> arrays;
  private final Map<String, Integer> numbers;

  /** @param numbers the values of sizes and free indices */
  DualArrays(Map<String, Dual[][]> arrays, Map<String, Integer> numbers) {
    this.arrays = arrays;
    this.numbers = numbers;
  }

  Dual number(Expr e) {
    var a = of(e);
    if (a.length != 1 || a[0].length != 1) {
      throw new IllegalArgumentException("no number: " + e);
    }
    return a[0][0];
  }

  private int integer(Expr e) {
    return (int) Math.round(number(e).value());
  }

  Dual[][] of(Expr e) {
    return switch (e) {
      case Expr.Num n -> one(Dual.of(n.value().doubleValue()));
      case Expr.Const c -> one(Dual.of(switch (c.constant()) {
        case E -> Math.E;
        case PI -> Math.PI;
        case INFINITY -> Double.POSITIVE_INFINITY;
      }));
      case Expr.Sym s -> numbers.containsKey(s.name()) ? one(Dual.of(numbers.get(s.name()))) : named(s.name());
      case Expr.Indexed x -> entry(x);
      case Expr.Add a -> a.args().stream().map(this::of).reduce((p, q) -> zip(p, q, true)).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::of).reduce((p, q) -> zip(p, q, false)).orElseThrow();
      case Expr.Pow p -> {
        double n = number(p.exponent()).value();
        yield map(of(p.base()), x -> x.power(n));
      }
      case Expr.Big b -> big(b);
      case Expr.Cases c -> {
        for (int i = 0; i < c.values().size(); i++) {
          if (holds((Expr.Rel) c.conditions().get(i))) {
            yield of(c.values().get(i));
          }
        }
        yield of(c.otherwise());
      }
      case Expr.Call c -> call(c);
      default -> throw new IllegalArgumentException(e.toString());
    };
  }

  private boolean holds(Expr.Rel r) {
    double l = number(r.lhs()).value();
    double d = number(r.rhs()).value();
    return r.op() == RelOp.EQ ? l == d : r.op() == RelOp.NE ? l != d : r.op() == RelOp.LT ? l < d : r.op() == RelOp.LE ? l <= d
        : r.op() == RelOp.GT ? l > d : l >= d;
  }

  private Dual[][] entry(Expr.Indexed x) {
    var a = named(x.base());
    int i = integer(x.sub().get(0)) - 1;
    return one(x.sub().size() == 2 ? a[i][integer(x.sub().get(1)) - 1] : a[0].length == 1 ? a[i][0] : a[0][i]);
  }

  /** The array of a name; inverses and determinants are named by their text. */
  private Dual[][] named(String name) {
    return arrays.containsKey(name) ? arrays.get(name) : of(PlainReader.parse(name));
  }

  private Dual[][] big(Expr.Big b) {
    boolean sum = b.kind() == Expr.Big.Kind.SUM;
    Dual[][] all = null;
    for (int v = integer(b.lower()); v <= integer(b.upper()); v++) {
      var inner = new HashMap<>(numbers);
      inner.put(b.index().name(), v);
      var one = new DualArrays(arrays, inner).of(b.body());
      all = all == null ? one : zip(all, one, sum);
    }
    return all == null ? one(Dual.of(sum ? 0 : 1)) : all;
  }

  private Dual[][] call(Expr.Call c) {
    var name = c.function().name();
    if (name.equals("identity") || name.equals("ones")) {
      int n = integer(c.arg());
      var r = new Dual[n][name.equals("ones") ? 1 : n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < r[0].length; j++) {
          r[i][j] = Dual.of(i == j || name.equals("ones") ? 1 : 0);
        }
      }
      return r;
    }
    if (name.equals("component")) {
      var a = of(c.arg());
      return one(a[integer(c.args().get(1)) - 1][c.args().size() > 2 ? integer(c.args().get(2)) - 1 : 0]);
    }
    var a = of(c.arg());
    return switch (name) {
      case "delta" -> one(Dual.of(number(c.arg()).value() == number(c.args().get(1)).value() ? 1 : 0));
      case "transpose" -> transposed(a);
      case "matmul" -> c.args().stream().map(this::of).reduce(DualArrays::product).orElseThrow();
      case "hadamard" -> zip(a, of(c.args().get(1)), false);
      case "dot" -> product(transposed(a), of(c.args().get(1)));
      case "outer" -> product(a, transposed(of(c.args().get(1))));
      case "trace" -> one(IntStream.range(0, a.length).mapToObj(i -> a[i][i]).reduce(Dual.of(0), Dual::plus));
      case "normsq" -> one(squares(a));
      case "norm" -> one(squares(a).power(0.5));
      case "diag" -> diagonal(a);
      case "inverse" -> eliminated(a).inverse();
      case "det" -> one(eliminated(a).determinant());
      case "softmax" -> {
        var powers = map(a, x -> x.map(Math.exp(x.value()), Math.exp(x.value())));
        var total = Dual.of(0);
        for (var row : powers) {
          total = total.plus(row[0]);
        }
        var all = total.power(-1);
        yield map(powers, x -> x.times(all));
      }
      default -> map(a, function(name));
    };
  }

  private static UnaryOperator<Dual> function(String name) {
    return switch (name) {
      case "exp" -> x -> x.map(Math.exp(x.value()), Math.exp(x.value()));
      case "log" -> x -> x.map(Math.log(x.value()), 1 / x.value());
      case "tanh" -> x -> x.map(Math.tanh(x.value()), 1 - Math.tanh(x.value()) * Math.tanh(x.value()));
      case "sigmoid" -> x -> {
        double s = 1 / (1 + Math.exp(-x.value()));
        return x.map(s, s * (1 - s));
      };
      case "sin" -> x -> x.map(Math.sin(x.value()), Math.cos(x.value()));
      case "cos" -> x -> x.map(Math.cos(x.value()), -Math.sin(x.value()));
      case "sqrt" -> x -> x.power(0.5);
      default -> x -> new Dual(Evaluator.real(Exprs.call(name, Exprs.sym("t")),
          Map.of("t", x.value())), Double.NaN); // stands in derivatives only
    };
  }

  private static Dual squares(Dual[][] a) {
    var sum = Dual.of(0);
    for (var row : a) {
      for (var x : row) {
        sum = sum.plus(x.times(x));
      }
    }
    return sum;
  }

  private static Dual[][] diagonal(Dual[][] a) {
    boolean vector = a[0].length == 1;
    var r = new Dual[a.length][vector ? a.length : 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < r[0].length; j++) {
        r[i][j] = !vector ? a[i][i] : i == j ? a[i][0] : Dual.of(0);
      }
    }
    return r;
  }

  private record Eliminated(Dual[][] inverse, Dual determinant) {}

  /** By elimination with pivots. */
  private static Eliminated eliminated(Dual[][] matrix) {
    int n = matrix.length;
    var a = new Dual[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = matrix[i][j];
        a[i][n + j] = Dual.of(i == j ? 1 : 0);
      }
    }
    var determinant = Dual.of(1);
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k].value()) > Math.abs(a[pivot][k].value()) ? i : pivot;
      }
      var row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      determinant = determinant.times(pivot == k ? row[k] : row[k].times(Dual.of(-1)));
      var scale = row[k].power(-1);
      for (int j = 0; j < 2 * n; j++) {
        row[j] = row[j].times(scale);
      }
      for (int i = 0; i < n; i++) {
        var factor = a[i][k].times(Dual.of(-1));
        for (int j = 0; j < 2 * n && i != k; j++) {
          a[i][j] = a[i][j].plus(row[j].times(factor));
        }
      }
    }
    var inverse = new Dual[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], n, inverse[i], 0, n);
    }
    return new Eliminated(inverse, determinant);
  }

  // ---- arrays ----

  private static Dual[][] one(Dual x) {
    return new Dual[][] {{x}};
  }

  private static Dual[][] map(Dual[][] a, UnaryOperator<Dual> f) {
    var r = new Dual[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        r[i][j] = f.apply(a[i][j]);
      }
    }
    return r;
  }

  /** Entry by entry; a number is repeated. */
  private static Dual[][] zip(Dual[][] a, Dual[][] b, boolean sum) {
    if (a.length == 1 && a[0].length == 1) {
      return map(b, x -> sum ? a[0][0].plus(x) : a[0][0].times(x));
    }
    if (b.length == 1 && b[0].length == 1) {
      return zip(b, a, sum);
    }
    if (a.length != b.length || a[0].length != b[0].length) {
      throw new IllegalArgumentException("shapes");
    }
    var r = new Dual[a.length][a[0].length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r[0].length; j++) {
        r[i][j] = sum ? a[i][j].plus(b[i][j]) : a[i][j].times(b[i][j]);
      }
    }
    return r;
  }

  private static Dual[][] transposed(Dual[][] a) {
    var r = new Dual[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        r[j][i] = a[i][j];
      }
    }
    return r;
  }

  private static Dual[][] product(Dual[][] a, Dual[][] b) {
    if (a.length == 1 && a[0].length == 1 || b.length == 1 && b[0].length == 1 && a[0].length != 1) {
      return zip(a, b, false);
    }
    if (a[0].length != b.length) {
      throw new IllegalArgumentException("shapes");
    }
    var r = new Dual[a.length][b[0].length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r[0].length; j++) {
        r[i][j] = Dual.of(0);
        for (int k = 0; k < b.length; k++) {
          r[i][j] = r[i][j].plus(a[i][k].times(b[k][j]));
        }
      }
    }
    return r;
  }

  static List<String> functions() {
    return List.of("exp", "tanh", "sigmoid", "sin");
  }
}
