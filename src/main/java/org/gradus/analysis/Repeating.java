package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Periodic formulas on unbounded intervals, brought back to one period. */
final class Repeating {

  /** A period, and the piece cut down to one. */
  record Repeat(Piece window, Expr period) {}

  private final Ground ground;

  Repeating(Ground ground) {
    this.ground = ground;
  }

  /** One period of the formula; null where it is not seen to be periodic, or the interval is bounded. */
  Repeat window(Piece p) {
    var span = p.span();
    if (span.low() != null && span.high() != null || !Oscillating.is(p.body())) {
      return null;
    }
    var period = Period.of(p.body(), ground);
    if (period == null) {
      return null;
    }
    boolean fromHigh = span.low() == null && span.high() != null;
    var end = fromHigh ? span.high() : span.low() == null ? Mark.of(Rational.ZERO) : span.low();
    if (!end.isExact()) {
      return null;
    }
    var other = ground.mark(ground.simple(fromHigh ? Exprs.sub(end.exact(), period) : Exprs.add(end.exact(), period)));
    return new Repeat(new Piece(fromHigh ? new Span(other, end) : new Span(end, other), p.body()), period);
  }
}
