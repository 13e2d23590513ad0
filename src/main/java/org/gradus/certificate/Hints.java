package org.gradus.certificate;

import java.util.List;
import org.gradus.expr.Expr;

/**
 * What the normal form has to be told: signs and factors. A checker reads them off a certificate and verifies each; who
 * writes a certificate finds them out.
 */
public interface Hints {

  /** One factor of a product; a polynomial in the symbols {@code g0, g1 …} that stand for the atoms asked about. */
  record Factor(Expr base, int power) {}

  /** Knows nothing. */
  Hints NONE = new Hints() {
    @Override
    public int sign(Expr e) {
      return 0;
    }

    @Override
    public boolean positive(Expr e) {
      return false;
    }

    @Override
    public List<Factor> factors(Expr polynomial) {
      return List.of();
    }
  };

  /** 1 if the value is known not to be negative, −1 if it is known not to be positive, else 0. */
  int sign(Expr e);

  /** Whether the value is known to be positive. */
  boolean positive(Expr e);

  /** Factors whose product is the polynomial up to a constant, to be multiplied out by the caller; empty for none. */
  List<Factor> factors(Expr polynomial);
}
