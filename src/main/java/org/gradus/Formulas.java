package org.gradus;

import java.util.AbstractList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gradus.expr.Derivatives;
import org.gradus.notation.MathMl;

/** Formulas in an order: a gradient, the roots of an equation. An immutable list. */
public final class Formulas extends AbstractList<Formula> implements Display {

  private final List<Formula> all;

  Formulas(List<Formula> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public Formula get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }

  /** Row {@code i} is the gradient of the i-th formula: m formulas of n variables give m rows of n. */
  public Matrix jacobian(String... variables) {
    return new Matrix(all.stream().map(f -> f.gradient(variables)).toList());
  }

  /** The formulas where a variable has a value: a number, or an expression in plain text. */
  public Formulas at(String variable, Object value) {
    return new Formulas(all.stream().map(f -> f.at(variable, value)).toList());
  }

  /**
   * The values at a point, names and values in turns.
   *
   * @return one double for each formula; NaN where it is undefined
   * @throws IllegalArgumentException if a variable has no value
   */
  public double[] evaluate(Object... point) {
    return all.stream().mapToDouble(f -> f.evaluate(point)).toArray();
  }

  /**
   * The formulas as one function from n values, for the n variables in this order, to as many values as there are
   * formulas; what they have in common is computed once. Thread-safe.
   *
   * @throws IllegalArgumentException if a formula contains another variable
   */
  public UnaryOperator<double[]> compile(String... variables) {
    return Compilation.function(all.stream().map(f -> Derivatives.carryOut(f.expr())).toList(), List.of(variables));
  }

  /** A column vector in LaTeX. */
  public String latex() {
    return "\\begin{pmatrix}" + all.stream().map(Formula::latex).collect(Collectors.joining(" \\\\ ")) + "\\end{pmatrix}";
  }

  @Override
  public String html() {
    return all.isEmpty() ? "<p>none</p>" : MathMl.of(latex(), true);
  }

  /** {@code [2·x·y, x²]}. */
  @Override
  public String toString() {
    return all.stream().map(Formula::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
