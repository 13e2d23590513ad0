package org.gradus.claim;

import java.util.NavigableMap;

/**
 * What the survey of a document found. It depends on the document alone, so that it need not be made for each reading.
 *
 * @param context what was known when it ended
 * @param changes how often the tables had been changed
 */
record Surveyed(NavigableMap<Integer, RankTable> ranks, Context context, int changes) {

  static Surveyed of(NavigableMap<Integer, RankTable> ranks, Context context) {
    var apart = context.forAnotherReading();
    return new Surveyed(ranks, apart, changes(ranks, apart));
  }

  /** Whether a reading has changed nothing in the tables. */
  boolean isUntouched() {
    return changes(ranks, context) == changes;
  }

  private static int changes(NavigableMap<Integer, RankTable> ranks, Context context) {
    int sum = context.ranks().changes();
    for (var table : ranks.values()) {
      sum += table.changes();
    }
    return sum;
  }
}
