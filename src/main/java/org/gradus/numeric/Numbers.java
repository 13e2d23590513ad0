package org.gradus.numeric;

import java.math.BigInteger;
import java.util.List;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * What the evaluator asks of a kind of number. Real semantics throughout: a value that does not exist is
 * {@link #undefined()} (NaN, or the empty interval), never an infinity.
 *
 * @param <T> the numbers: doubles, dual numbers, intervals
 */
public interface Numbers<T> {

  T of(Rational value);

  T pi();

  T e();

  T add(T a, T b);

  T multiply(T a, T b);

  /** {@code base^n}; {@code 0^0 = 1}, undefined for zero to a negative power. */
  T power(T base, BigInteger n);

  /** {@code base^q} for a q that is not an integer: undefined for a negative base. */
  T power(T base, Rational q);

  /** The power with an exponent that is itself computed: an integer power where the exponent is certainly an integer. */
  T power(T base, T exponent);

  /** The integer that the value certainly is, or null. */
  BigInteger integer(T value);

  Truth compare(RelOp op, T a, T b);

  T undefined();

  /** Either of the two, it is not known which. */
  T hull(T a, T b);

  /** The value with a note that it may not exist. */
  T perhapsUndefined(T value);

  /** Whether the function of that plain name is computed here; what is not is expanded by its definition. */
  boolean knows(String function, int arity);

  /** The function at the arguments. Throws {@link Unsupported} where it is known but not computed there. */
  T call(String function, List<T> args);
}
