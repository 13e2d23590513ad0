package org.gradus.analysis;

import java.util.function.Supplier;

/**
 * Something found out by proof, or why it was not.
 *
 * @param value what was found, or null
 * @param reason why nothing was, or null
 */
public record Fact<T>(T value, String reason) {

  static <T> Fact<T> of(Supplier<T> search) {
    try {
      return new Fact<>(search.get(), null);
    } catch (Undecided e) {
      return new Fact<>(null, e.getMessage());
    } catch (ArithmeticException | IllegalArgumentException | StackOverflowError _) {
      return new Fact<>(null, "it could not be computed");
    }
  }

  public boolean known() {
    return reason == null;
  }

  /** The value; throws {@link Undecided} with the reason where there is none. */
  T get() {
    if (!known()) {
      throw new Undecided(reason);
    }
    return value;
  }
}
