package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Rational;

/**
 * The real roots of a polynomial with rational coefficients, counted by Sturm's theorem (Sturm 1829; Basu, Pollack and Roy,
 * Algorithms in Real Algebraic Geometry, Theorem 2.62).
 */
final class Sturm {

  private final List<List<Rational>> chain = new ArrayList<>();

  /** @param p the coefficients by rising power, the last not 0 */
  Sturm(List<Rational> p) {
    chain.add(p);
    if (p.size() > 1) {
      chain.add(derivative(p));
      for (var next = negatedRest(); !next.isEmpty(); next = negatedRest()) {
        chain.add(next);
      }
    }
  }

  private static List<Rational> derivative(List<Rational> p) {
    var d = new ArrayList<Rational>();
    for (int k = 1; k < p.size(); k++) {
      d.add(p.get(k).times(Rational.of(k)));
    }
    return d;
  }

  private List<Rational> negatedRest() {
    var divisor = chain.getLast();
    var rest = new ArrayList<>(chain.get(chain.size() - 2));
    while (rest.size() >= divisor.size()) {
      var q = rest.getLast().dividedBy(divisor.getLast());
      int shift = rest.size() - divisor.size();
      for (int i = 0; i < divisor.size(); i++) {
        rest.set(i + shift, rest.get(i + shift).minus(q.times(divisor.get(i))));
      }
      while (!rest.isEmpty() && rest.getLast().isZero()) {
        rest.removeLast();
      }
      if (divisor.size() == 1) {
        return List.of();
      }
    }
    return rest.stream().map(Rational::negate).toList();
  }

  static Rational value(List<Rational> p, Rational x) {
    var v = Rational.ZERO;
    for (int i = p.size() - 1; i >= 0; i--) {
      v = v.times(x).plus(p.get(i));
    }
    return v;
  }

  /** Sign changes at a point; null stands for ±∞. */
  private int changes(Rational x, int side) {
    int last = 0;
    int count = 0;
    for (var p : chain) {
      int s = x != null ? value(p, x).signum() : p.getLast().signum() * (side < 0 && p.size() % 2 == 0 ? -1 : 1);
      if (s != 0) {
        count += last != 0 && s != last ? 1 : 0;
        last = s;
      }
    }
    return count;
  }

  /** Distinct roots above {@code low} and below {@code high}; null ends are infinite. */
  int rootsBetween(Rational low, Rational high) {
    // A root at an end, of whatever multiplicity, is divided out first: the theorem wants ends that are no roots.
    var p = chain.getFirst();
    for (var end : new Rational[] {low, high}) {
      if (end != null && value(p, end).isZero()) {
        return new Sturm(without(p, end)).rootsBetween(low, high);
      }
    }
    return changes(low, -1) - changes(high, 1);
  }

  private static List<Rational> without(List<Rational> p, Rational root) {
    var rest = p;
    while (rest.size() > 1 && value(rest, root).isZero()) {
      var q = new ArrayList<Rational>();
      var carry = Rational.ZERO;
      for (int i = rest.size() - 1; i > 0; i--) {
        carry = carry.times(root).plus(rest.get(i));
        q.addFirst(carry);
      }
      rest = q;
    }
    return rest;
  }
}
