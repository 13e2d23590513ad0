package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;

/** Where the sums of a document end: for a letter that runs in one that names no end, and for the families that are summed up. */
final class SumRanges {

  private final Map<String, Expr> ends = new HashMap<>();
  private final Set<String> unclear = new HashSet<>();
  private final Map<String, Set<String>> counted = new HashMap<>();
  private int learned;

  SumRanges copy() {
    var c = new SumRanges();
    c.ends.putAll(ends);
    c.unclear.addAll(unclear);
    c.counted.putAll(counted);
    return c;
  }

  /** A letter that some sum runs from 1 to this size; it has no end if another one runs elsewhere. */
  void runs(String index, Expr size) {
    if (unclear.contains(index) || size.equals(ends.get(index))) {
      return;
    }
    if (ends.remove(index) != null) {
      unclear.add(index);
    } else {
      ends.put(index, size);
    }
    learned++;
  }

  /** The sizes that letters run to. */
  Map<String, Expr> ends() {
    return ends;
  }

  /** A sum over members of the family ends at the letter. */
  void countedBy(String count, String family) {
    learned += counted.computeIfAbsent(count, _ -> new LinkedHashSet<>()).add(family) ? 1 : 0;
  }

  /** The families of which sums end at the letter. */
  Set<String> countedBy(String count) {
    return counted.getOrDefault(count, Set.of());
  }

  /** How often something new was found: what was read before may be read otherwise. */
  int learned() {
    return learned;
  }
}
