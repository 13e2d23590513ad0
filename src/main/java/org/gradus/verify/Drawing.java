package org.gradus.verify;

/** Both sides of a refuted step around its counterexample, computed for those who look. */
@FunctionalInterface
public interface Drawing {

  /** The curves, computed anew; null where there is nothing to draw. */
  Curves curves();
}
