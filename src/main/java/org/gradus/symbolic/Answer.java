package org.gradus.symbolic;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the algebra system answered: a value, or the reason why there is none. A value is a proposal, to be checked.
 *
 * @param value the value, or null
 * @param reason why there is no value, in words; null if there is one
 */
public record Answer<T>(T value, String reason) {

  static <T> Answer<T> of(T value) {
    return new Answer<>(value, null);
  }

  static <T> Answer<T> none(String reason) {
    return new Answer<>(null, reason);
  }

  public boolean isPresent() {
    return value != null;
  }

  public Optional<T> toOptional() {
    return Optional.ofNullable(value);
  }

  public <R> Answer<R> map(Function<T, R> f) {
    return value == null ? none(reason) : of(f.apply(value));
  }
}
