package org.gradus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import org.gradus.cli.Inputs.Unreadable;
import org.gradus.engine.Dataset;

/** Numbers in columns: the inputs first, the targets last. A first line that is no numbers is a heading. */
final class Csv {

  private Csv() {}

  /**
   * Reads a file.
   *
   * @param targets the columns at the end that are targets
   * @param classes if more than 0, the one target is a class, counted from 0
   */
  static Dataset read(Path path, int targets, int classes) throws Unreadable {
    var document = Inputs.read(path);
    var x = new ArrayList<double[]>();
    var y = new ArrayList<double[]>();
    int line = 0;
    for (var text : document.text().lines().toList()) {
      line++;
      if (text.isBlank()) {
        continue;
      }
      var row = row(text.split("[,;\\t]"));
      if (row == null && x.isEmpty() && line == 1) {
        continue;
      }
      if (row == null || row.length <= targets || !x.isEmpty() && row.length != x.getFirst().length + targets) {
        throw new Unreadable(document.name() + ":" + line + ": " + (row == null ? "not numbers"
            : row.length + " columns, where " + (x.isEmpty() ? "more than " + targets
                : x.getFirst().length + targets) + " are expected"));
      }
      x.add(Arrays.copyOf(row, row.length - targets));
      var target = Arrays.copyOfRange(row, row.length - targets, row.length);
      if (classes > 0 && (target[0] != Math.rint(target[0]) || target[0] < 0 || target[0] >= classes)) {
        throw new Unreadable(document.name() + ":" + line + ": class " + target[0] + ", where 0 to " + (classes - 1)
            + " is expected");
      }
      y.add(target);
    }
    if (x.isEmpty()) {
      throw new Unreadable(document.name() + ": holds no numbers");
    }
    return new Dataset(path.getFileName().toString(), x.toArray(double[][]::new), y.toArray(double[][]::new), classes);
  }

  private static double[] row(String[] cells) {
    var row = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      try {
        row[i] = Double.parseDouble(cells[i].strip());
      } catch (NumberFormatException _) {
        return null;
      }
      if (!Double.isFinite(row[i])) {
        return null;
      }
    }
    return row;
  }
}
