package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.notation.Rank;

/**
 * What is a vector or a matrix as a whole has entries: beside z = Wx + b, z_i is one of z, and no name of its own. A label, as in
 * {@code W_{in}}, is no index: only the usual letters of indices are taken for some.
 */
final class EntriesOfWholes {

  private static final String USUAL = "ijk";
  private static final String OF_MATRICES = "ijklm";
  private static final Pattern OF_ENTRY = Pattern.compile("[A-Z]_\\{(?:\\d\\s*,\\s*)?([a-z])\\s*,?\\s*([a-z])\\s*\\}");

  private EntriesOfWholes() {}

  /** A vector that carries i, j or k somewhere, or a letter that counts entries of a matrix beside it, and a matrix that carries two of them. */
  static void expect(String name, Rank rank, List<String> formulas, Context context) {
    var quoted = "(?<![A-Za-z\\\\])\\\\?" + Pattern.quote(name);
    var subscript = Pattern.compile(rank == Rank.MATRIX ? quoted + "_\\{\\s*([a-z])\\s*,?\\s*([a-z])\\s*\\}" : quoted + "_(?:\\{([a-z])\\}|([a-z])(?![A-Za-z]))");
    for (var latex : formulas) {
      for (var m = subscript.matcher(latex); m.find();) {
        if (rank == Rank.MATRIX) {
          ofMatrix(name, m.group(1), m.group(2), context);
        } else {
          ofVector(name, m.group(1) != null ? m.group(1) : m.group(2), latex, context);
        }
      }
    }
  }

  private static void ofVector(String name, String letter, String latex, Context context) {
    if (USUAL.contains(letter) || countsEntries(letter, latex)) {
      context.spelling().expectFamily(name);
      context.spelling().expectIndex(letter);
    }
  }

  private static void ofMatrix(String name, String row, String column, Context context) {
    if (OF_MATRICES.contains(row) && OF_MATRICES.contains(column)) {
      context.spelling().expectFamily(name, 2);
      context.spelling().expectIndex(row);
      context.spelling().expectIndex(column);
    }
  }

  /** W_{jm}, W_{1,jm}. */
  private static boolean countsEntries(String letter, String latex) {
    for (var m = OF_ENTRY.matcher(latex); m.find();) {
      if (m.group(1).equals(letter) || m.group(2).equals(letter)) {
        return true;
      }
    }
    return false;
  }
}
