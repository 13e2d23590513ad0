package org.gradus.gradient;

import java.util.Arrays;

/**
 * A point with the right gradient there. At a kink every value between {@code low} and {@code high} is right: the
 * components of the subgradients, those of F. Clarke's generalized gradient (Optimization and Nonsmooth Analysis, 1983,
 * §2.5), which is the hull of the limits of gradients nearby.
 *
 * @param parameters by which is differentiated
 * @param inputs     the other variables
 * @param low        the least right value of each component
 * @param high       the greatest; equal to {@code low} but at a kink
 * @param scale      of each component: its size, and how much it changes with its arguments' relative rounding
 */
public record Sample(double[] parameters, double[] inputs, double[] low, double[] high, double[] scale) {

  /** Whether a number is right, if it may be off by so many units of its scale. */
  boolean accepts(int component, double got, double units) {
    double allowed = allowed(component, units);
    return got >= low[component] - allowed && got <= high[component] + allowed;
  }

  double allowed(int component, double units) {
    return units * scale[component] + Double.MIN_NORMAL;
  }

  /** A right value of the component. */
  public double gradient(int component) {
    return (low[component] + high[component]) / 2;
  }

  /** Whether the gradient is one value in every component. */
  public boolean isSmooth() {
    return Arrays.equals(low, high);
  }
}
