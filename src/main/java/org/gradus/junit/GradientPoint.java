package org.gradus.junit;

import java.util.List;
import org.gradus.gradient.Sample;
import org.opentest4j.AssertionFailedError;

/** A point of a {@link GradientCheck}. */
public final class GradientPoint {

  private final List<String> parameters;
  private final List<String> inputs;
  private final Sample sample;
  private boolean checked;

  GradientPoint(List<String> parameters, List<String> inputs, Sample sample) {
    this.parameters = parameters;
    this.inputs = inputs;
    this.sample = sample;
  }

  /** The value of a variable of the function. Throws {@link IllegalArgumentException} if it has none of this name. */
  public double get(String name) {
    int p = parameters.indexOf(name);
    int i = inputs.indexOf(name);
    if (p < 0 && i < 0) {
      throw new IllegalArgumentException("there is no " + name + "; there are " + parameters + " and " + inputs);
    }
    return p >= 0 ? sample.parameters()[p] : sample.inputs()[i];
  }

  /** The values of what is differentiated by, in the order of the annotation. */
  public double[] parameters() {
    return sample.parameters().clone();
  }

  /**
   * Checks the gradient at this point.
   *
   * @param gradient one number for each of {@code by}, in that order
   * @throws AssertionError if it is wrong, with both values and the likely slip
   */
  public void check(double... gradient) {
    checked = true;
    if (gradient.length != parameters.size()) {
      throw new AssertionFailedError("the gradient has " + gradient.length + " components, expected " + parameters.size() + ", by " + String.join(", ", parameters));
    }
    var wrong = Gradients.wrong(List.of(gradient), List.of(sample), parameters, inputs);
    if (wrong != null) {
      throw new AssertionFailedError(wrong);
    }
  }

  boolean isChecked() {
    return checked;
  }

  /** {@code w = 0.25, x = -1}. */
  @Override
  public String toString() {
    return Gradients.point(sample, parameters, inputs);
  }
}
