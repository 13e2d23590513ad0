package org.gradus.verify;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;

/** Whether matrices have at a point what is stated of them: full column rank, symmetry. */
final class FullRank {

  private static final double SINGULAR = 1e-9;
  private static final Pattern ENTRY = Pattern.compile("(.*)\\[(\\d+),(\\d+)\\]");

  private FullRank() {}

  /** True also where the point does not give the whole matrix: what it leaves out may be anything. */
  static boolean isAt(Claim.Step s, Set<String> names, Map<String, String> point) {
    return names.stream().filter(n -> s.setting().arrays().properties(n).stream().anyMatch(p -> p.matches("full (?:column )?rank")))
        .allMatch(n -> hasFullRank(n, point));
  }

  /** Whether a point gives a matrix no other entries below its diagonal than above; those of one side stand for both. */
  static boolean isSymmetric(String name, Map<String, String> point) {
    return point.keySet().stream().map(ENTRY::matcher).filter(m -> m.matches() && m.group(1).equals(name))
        .allMatch(m -> point.get(m.group()).equals(point.getOrDefault(name + "[" + m.group(3) + "," + m.group(2) + "]", point.get(m.group()))));
  }

  private static boolean hasFullRank(String name, Map<String, String> point) {
    int rows = 0;
    int columns = 0;
    for (var key : point.keySet()) {
      var m = ENTRY.matcher(key);
      if (m.matches() && m.group(1).equals(name)) {
        rows = Math.max(rows, Integer.parseInt(m.group(2)));
        columns = Math.max(columns, Integer.parseInt(m.group(3)));
      }
    }
    var matrix = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        var value = point.get(name + "[" + (i + 1) + "," + (j + 1) + "]");
        if (value == null || !value.matches("-?\\d+(?:/\\d+)?")) {
          return true;
        }
        var parts = value.split("/");
        matrix[i][j] = Double.parseDouble(parts[0]) / (parts.length > 1 ? Double.parseDouble(parts[1]) : 1);
      }
    }
    return rank(matrix, columns) == columns;
  }

  /** By elimination with the largest pivot. */
  private static int rank(double[][] m, int columns) {
    int rank = 0;
    for (int column = 0; column < columns; column++) {
      int pivot = rank;
      for (int i = rank; i < m.length; i++) {
        pivot = Math.abs(m[i][column]) > Math.abs(m[pivot][column]) ? i : pivot;
      }
      if (pivot >= m.length || Math.abs(m[pivot][column]) < SINGULAR) {
        continue;
      }
      var row = m[pivot];
      m[pivot] = m[rank];
      m[rank] = row;
      for (int i = rank + 1; i < m.length; i++) {
        double factor = m[i][column] / row[column];
        for (int j = column; j < columns; j++) {
          m[i][j] -= factor * row[j];
        }
      }
      rank++;
    }
    return rank;
  }
}
