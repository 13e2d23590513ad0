package org.gradus.numeric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/**
 * What was seen at the first points of a domain, before a proof of a relation was tried. The values of both sides at the very first one
 * also tell whether they exist there, which a proof needs to know.
 */
public final class Glance {

  private static final Glance NOTHING = new Glance(Optional.empty(), List.of(), null, null);

  private final Optional<Counterexample> counterexample;
  private final List<Expr> expressions;
  private final Map<String, Rational> first;
  private final Function<Expr, Interval> values;

  private Glance(Optional<Counterexample> counterexample, List<Expr> expressions, Map<String, Rational> first,
      Function<Expr, Interval> values) {
    this.counterexample = counterexample;
    this.expressions = expressions;
    this.first = first;
    this.values = values;
  }

  /** Nothing was looked at, or what was seen decides nothing. */
  static Glance nothing() {
    return NOTHING;
  }

  static Glance failed(Counterexample counterexample) {
    return new Glance(Optional.of(counterexample), List.of(), null, null);
  }

  /**
   * No counterexample.
   *
   * @param expressions what the points were chosen for
   * @param first       the point that stands first for these expressions in this domain, whatever is to be avoided
   * @param values      the values in doubles at that point
   */
  static Glance held(List<Expr> expressions, Map<String, Rational> first, Function<Expr, Interval> values) {
    return new Glance(Optional.empty(), expressions, first, values);
  }

  /** Where the relation certainly fails, if that was seen. */
  public Optional<Counterexample> counterexample() {
    return counterexample;
  }

  /** The first point for just these expressions, in any order, if doubles show that all of them have values there; else null. */
  Point definedPoint(List<Expr> wanted) {
    return first != null && wanted.size() == expressions.size() && expressions.containsAll(wanted) && wanted.containsAll(expressions)
        && wanted.stream().allMatch(e -> Sampler.isDefined(e, values)) ? new Point(first) : null;
  }
}
