package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;
import org.gradus.verify.ArraySigns.Sign;

/**
 * Whether a matrix is positive definite or semidefinite by its form: stated, a Gram matrix BᵀB, BᵀAB with such an A, an
 * inverse, a sum (Horn and Johnson 2013, §7.1).
 */
final class Definiteness {

  private final Typing typing;
  private final ArraySigns signs;

  Definiteness(Typing typing, ArraySigns signs) {
    this.typing = typing;
    this.signs = signs;
  }

  /** {@code POSITIVE} for definite, {@code NOT_NEGATIVE} for semidefinite. */
  Sign of(Expr m) {
    return switch (m) {
      case Expr.Sym s -> typing.is(new Typing.Fact.PositiveDefinite(s.name())) ? Sign.POSITIVE
          : typing.is(new Typing.Fact.Semidefinite(s.name())) ? Sign.NOT_NEGATIVE : Sign.UNKNOWN;
      case Expr.Add a -> sum(a.args().stream().map(this::of).toList());
      case Expr.Mul x -> product(x);
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> of(b.body()) == Sign.UNKNOWN ? Sign.UNKNOWN : Sign.NOT_NEGATIVE;
      case Expr.Call c -> switch (c.function().name()) {
        case "identity" -> Sign.POSITIVE;
        case "transpose" -> of(c.arg());
        case "inverse" -> of(c.arg()) == Sign.UNKNOWN ? Sign.UNKNOWN : Sign.POSITIVE;
        case "hadamard", "kron" -> c.args().stream().anyMatch(x -> of(x) == Sign.UNKNOWN) ? Sign.UNKNOWN : Sign.NOT_NEGATIVE;
        case "outer" -> c.args().get(0).equals(c.args().get(1)) ? Sign.NOT_NEGATIVE : Sign.UNKNOWN;
        case "diag" -> entries(c.arg());
        case "matmul" -> chain(factors(c));
        default -> Sign.UNKNOWN;
      };
      default -> Sign.UNKNOWN;
    };
  }

  static Sign sum(List<Sign> all) {
    return all.contains(Sign.UNKNOWN) ? Sign.UNKNOWN : all.contains(Sign.POSITIVE) ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
  }

  private Sign product(Expr.Mul x) {
    var numbers = x.args().stream().filter(this::isNumber).toList();
    var matrices = x.args().stream().filter(f -> !isNumber(f)).toList();
    if (matrices.size() != 1) {
      return Sign.UNKNOWN;
    }
    return least(numbers.isEmpty() ? Sign.POSITIVE : signs.of(Exprs.mul(numbers)), of(matrices.getFirst()));
  }

  private static Sign least(Sign a, Sign b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** A diagonal matrix with entries of one sign: Σ d_i e_i. */
  private Sign entries(Expr vector) {
    return vector instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && b.body() instanceof Expr.Mul x
        && x.args().stream().filter(f -> f instanceof Expr.Call c && c.is("unitvector")).count() == 1
        && signs.of(Exprs.mul(x.args().stream().filter(f -> !(f instanceof Expr.Call c && c.is("unitvector"))).toList())) != Sign.UNKNOWN
            ? Sign.NOT_NEGATIVE : Sign.UNKNOWN;
  }

  /** The factors of a product of matrices from left to right, transposes inside. */
  List<Expr> factors(Expr e) {
    if (e instanceof Expr.Call c && c.is("matmul")) {
      var all = new ArrayList<Expr>();
      c.args().forEach(x -> all.addAll(factors(x)));
      return all;
    }
    if (e instanceof Expr.Mul m && m.args().stream().filter(f -> !isNumber(f)).count() == 1) {
      var all = new ArrayList<Expr>(m.args().stream().filter(this::isNumber).toList());
      all.addAll(factors(m.args().stream().filter(f -> !isNumber(f)).findFirst().orElseThrow()));
      return all;
    }
    if (e instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Call c && c.is("matmul")) {
      return factors(c).reversed().stream().map(this::transposed).toList();
    }
    return List.of(e instanceof Expr.Call t && t.is("transpose") ? transposed(t.arg()) : e);
  }

  private Expr transposed(Expr e) {
    return switch (e) {
      case Expr.Call c when c.is("transpose") -> c.arg();
      case Expr.Sym s when typing.is(new Typing.Fact.Symmetric(s.name())) -> s;
      case Expr.Call c when c.is("inverse") -> Exprs.call("inverse", transposed(c.arg()));
      case Expr.Call c when c.is("identity") -> c;
      default -> isNumber(e) || of(e) != Sign.UNKNOWN ? e : Exprs.call("transpose", e);
    };
  }

  private boolean isNumber(Expr e) {
    var s = Tensors.shape(e, typing);
    return s != null && s.isScalar();
  }

  /** B₁ᵀ…BₖᵀABₖ…B₁: semidefinite if A is, or if there is none. */
  Sign chain(List<Expr> factors) {
    var numbers = factors.stream().filter(this::isNumber).toList();
    var all = factors.stream().filter(f -> !isNumber(f)).toList();
    if (!numbers.isEmpty() && signs.of(Exprs.mul(numbers)) == Sign.UNKNOWN) {
      return Sign.UNKNOWN;
    }
    int n = all.size();
    for (int i = 0; i < n / 2; i++) {
      if (!transposed(all.get(i)).equals(all.get(n - 1 - i))) {
        return Sign.UNKNOWN;
      }
    }
    if (n % 2 == 0) {
      boolean full = n == 2 && all.get(1) instanceof Expr.Sym x && (typing.is(new Typing.Fact.FullColumnRank(x.name())) || typing.is(new Typing.Fact.Invertible(x.name())));
      return full && numbers.isEmpty() ? Sign.POSITIVE : Sign.NOT_NEGATIVE;
    }
    var middle = of(all.get(n / 2));
    return middle == Sign.UNKNOWN ? Sign.UNKNOWN : n == 1 && numbers.isEmpty() ? middle : Sign.NOT_NEGATIVE;
  }

  /** xᵀAx: positive for a definite A where x is not 0. */
  Sign form(List<Expr> factors) {
    var sign = chain(factors);
    int last = factors.size() - 1;
    if (sign == Sign.UNKNOWN || last < 1 || !signs.isNotZero(factors.get(last)) || !transposed(factors.get(last)).equals(factors.getFirst())) {
      return sign;
    }
    return last == 1 || chain(factors.subList(1, last)) == Sign.POSITIVE ? Sign.POSITIVE : sign;
  }
}
