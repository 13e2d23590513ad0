package org.gradus;

import java.util.AbstractList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.notation.MathMl;

/** Formulas in rows and columns: a Jacobian, a Hessian. An immutable list of its rows, which are of one length. */
public final class Matrix extends AbstractList<Formulas> implements Display {

  private final List<Formulas> rows;

  Matrix(List<Formulas> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public Formulas get(int row) {
    return rows.get(row);
  }

  /** The entry in row i and column j, counted from 0. */
  public Formula get(int i, int j) {
    return rows.get(i).get(j);
  }

  /** The number of rows. */
  @Override
  public int size() {
    return rows.size();
  }

  /** The number of columns; 0 where there are no rows. */
  public int columns() {
    return rows.isEmpty() ? 0 : rows.getFirst().size();
  }

  /** The matrix where a variable has a value: a number, or an expression in plain text. */
  public Matrix at(String variable, Object value) {
    return new Matrix(rows.stream().map(r -> r.at(variable, value)).toList());
  }

  /**
   * The values at a point, names and values in turns.
   *
   * @return rows of doubles; NaN where an entry is undefined
   * @throws IllegalArgumentException if a variable has no value
   */
  public double[][] evaluate(Object... point) {
    return rows.stream().map(r -> r.evaluate(point)).toArray(double[][]::new);
  }

  /** The matrix in LaTeX. */
  public String latex() {
    return "\\begin{pmatrix}" + rows.stream().map(r -> r.stream().map(Formula::latex).collect(Collectors.joining(" & ")))
        .collect(Collectors.joining(" \\\\ ")) + "\\end{pmatrix}";
  }

  @Override
  public String html() {
    return rows.isEmpty() ? "<p>empty</p>" : MathMl.of(latex(), true);
  }

  /** One row a line, columns under one another. */
  @Override
  public String toString() {
    var cells = rows.stream().map(r -> r.stream().map(Formula::toString).toList()).toList();
    var widths = IntStream.range(0, columns()).map(j -> cells.stream().mapToInt(r -> r.get(j).length()).max().orElse(0)).toArray();
    return cells.stream().map(r -> IntStream.range(0, r.size()).mapToObj(j -> r.get(j) + " ".repeat(widths[j] - r.get(j).length()))
        .collect(Collectors.joining("   ", "[ ", " ]"))).collect(Collectors.joining("\n"));
  }
}
