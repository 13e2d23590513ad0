package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What exercises said of names, for the exercises behind them, of which each is read by itself.
 *
 * @param restrictions what they assumed: nothing is proved with it, nor refuted where it fails
 * @param doubted      names of which they said something that was not understood
 * @param lasting      what they assumed for all exercises
 */
record Recollection(List<Assumption> restrictions, Set<String> doubted, List<Assumption> lasting) {

  static final Recollection NONE = new Recollection(List.of(), Set.of(), List.of());

  Recollection {
    restrictions = List.copyOf(restrictions);
    doubted = Set.copyOf(doubted);
    lasting = List.copyOf(lasting);
  }

  Recollection and(Recollection later) {
    var names = new HashSet<>(doubted);
    names.addAll(later.doubted);
    return new Recollection(join(restrictions, later.restrictions), names, join(lasting, later.lasting));
  }

  private static List<Assumption> join(List<Assumption> some, List<Assumption> more) {
    var all = new ArrayList<>(some);
    more.stream().filter(a -> all.stream().noneMatch(b -> b.relation().equals(a.relation()))).forEach(all::add);
    return all;
  }
}
