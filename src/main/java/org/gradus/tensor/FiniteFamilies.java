package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * Families whose components have one of a few values, {@code t_i ∈ {−1, 1}}: the polynomial with these roots lowers their
 * powers.
 */
final class FiniteFamilies {

  /** @param lower the coefficients of xᵈ as a polynomial of lower degree, by ascending powers */
  private record Family(Expr.Indexed member, List<Rational> lower) {

    boolean contains(Expr.Indexed x) {
      return x.base().equals(member.base()) && x.sub().size() == member.sub().size() && x.sup().size() == member.sup().size();
    }
  }

  private final List<Family> families = new ArrayList<>();

  /** Takes {@code t_i = −1 or t_i = 1} for what it says of all i; anything else is left alone. {@code free} are the indices. */
  void assume(Expr a, Set<Expr.Sym> free) {
    if (!(a instanceof Expr.Logic l) || l.op() != Expr.Logic.Op.OR || !(l.args().getFirst() instanceof Expr.Rel first)
        || !(first.lhs() instanceof Expr.Indexed x) || !isWhole(x, free)) {
      return;
    }
    var values = new ArrayList<Rational>();
    for (var part : l.args()) {
      if (!(part instanceof Expr.Rel r) || r.op() != RelOp.EQ || !r.lhs().equals(x) || !(r.rhs() instanceof Expr.Num n)) {
        return;
      }
      if (!values.contains(n.value())) {
        values.add(n.value());
      }
    }
    families.add(new Family(x, lower(values)));
  }

  private static boolean isWhole(Expr.Indexed x, Set<Expr.Sym> free) {
    var all = new ArrayList<Expr>(x.sub());
    all.addAll(x.sup());
    return all.stream().distinct().count() == all.size() && all.stream().allMatch(i -> i instanceof Expr.Sym s && free.contains(s));
  }

  /** xᵈ − Π(x − v), which is xᵈ at all the values. */
  private static List<Rational> lower(List<Rational> values) {
    var product = new ArrayList<>(List.of(Rational.ONE)); // ascending
    for (var v : values) {
      var next = new ArrayList<Rational>();
      for (int k = 0; k <= product.size(); k++) {
        var shifted = k > 0 ? product.get(k - 1) : Rational.ZERO;
        next.add(k < product.size() ? shifted.minus(product.get(k).times(v)) : shifted);
      }
      product = next;
    }
    return product.subList(0, values.size()).stream().map(Rational::negate).toList();
  }

  /** The product with a power of such a component lowered; null if there is none to lower. */
  Sop lowered(Product p, Normalizer normalizer) {
    if (families.isEmpty()) {
      return null;
    }
    for (var g : p.generators()) {
      if (!(g instanceof Expr.Indexed x) || !p.exponent(g).isInteger()) {
        continue;
      }
      for (var f : families) {
        int d = f.lower().size();
        var rest = p.exponent(g).minus(Rational.of(d));
        if (f.contains(x) && rest.signum() >= 0) {
          var sum = Sop.of(Rational.ZERO);
          for (int k = 0; k < d; k++) {
            var power = p.without(x).times(x, rest.plus(Rational.of(k)));
            sum = sum.plus(normalizer.settle(power).scale(f.lower().get(k)));
          }
          return sum;
        }
      }
    }
    return null;
  }
}
