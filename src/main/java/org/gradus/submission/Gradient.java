package org.gradus.submission;

/** What a submission in Java implements: one public class with a constructor without arguments. */
@FunctionalInterface
public interface Gradient {

  /**
   * The derivatives of the assignment's function by its parameters.
   *
   * @param parameters values of the parameters, in the order the assignment lists them
   * @param inputs     values of the inputs, in the order the assignment lists them; empty where there are none
   * @return one derivative for each parameter
   */
  double[] gradient(double[] parameters, double[] inputs);
}
