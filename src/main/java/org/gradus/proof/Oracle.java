package org.gradus.proof;

import java.util.List;
import java.util.Optional;
import org.gradus.expr.Expr;

/** What the kernel may ask of computer algebra; every answer is checked by the kernel. */
public interface Oracle {

  /** One factor of a product: {@code base^power}, {@code power} positive. */
  record Factor(Expr base, int power) {}

  /**
   * The factors of a polynomial over ℚ in symbols and opaque subexpressions, constant factors included, such that
   * their product is the polynomial; empty if the oracle has no answer.
   */
  Optional<List<Factor>> factor(Expr polynomial);

  /** A polynomial and what the given ones are to be multiplied by, in their order, so that the products add up to it. */
  record Combination(Expr polynomial, List<Expr> multipliers) {}

  /**
   * A Gröbner basis, by a lexicographic order, of the ideal of some polynomials over ℚ, each member as a combination of them;
   * empty if the oracle has no answer.
   */
  default Optional<List<Combination>> basis(List<Expr> polynomials) {
    return Optional.empty();
  }

  /** A greatest common divisor of two such polynomials, up to a rational factor; empty if the oracle has no answer. */
  Optional<Expr> gcd(Expr a, Expr b);
}
