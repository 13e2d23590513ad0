package org.gradus.tensor;

import java.util.List;
import org.gradus.expr.Expr;

/** A derivative in normal form, written for people: short sums, softmax and sigmoid by their names. */
final class Readable {

  private static final long UNITS = 200_000;

  private final Lowered claim;

  Readable(Lowered claim) {
    this.claim = claim;
  }

  Derived derived(List<Expr.Sym> indices) {
    var normalizer = claim.normalizer(UNITS);
    return new Derived(normalizer.of(claim.sides().getFirst()).toExpr(), claim.shape(), indices, null);
  }
}
