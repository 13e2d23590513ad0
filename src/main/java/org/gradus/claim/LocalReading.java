package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The steps of sections and paragraphs that make numbers of letters that are vectors elsewhere ({@link LocalNumbers}), read with
 * these as numbers. What was made of the vectors has no meaning there.
 */
public final class LocalReading {

  /** Of a document without such steps. */
  public static final LocalReading NONE = new LocalReading();

  private final Map<Place, Claim.Step> steps = new HashMap<>();

  private final Set<Place> said = new HashSet<>();

  LocalReading() {}

  /** Whether the text says there that the letters are numbers, so that the step has no other reading. */
  public boolean isSaid(Place place) {
    return said.contains(place);
  }

  /** The step at this place in which letters are numbers that are vectors elsewhere; null if there is none. */
  public Claim.Step at(Place place) {
    return steps.get(place);
  }

  /** The text is read anew. */
  void begin() {
    steps.clear();
    said.clear();
  }

  /** Takes the steps that were just read. Names that had a meaning made of the vectors have none. */
  void take(List<Claim> claims, Context context) {
    var numbers = context.ranks().local();
    var lost = context.lost();
    for (var claim : claims) {
      if (claim instanceof Claim.Step s && s.unreadable() == null) {
        var names = new HashSet<String>();
        Stream.of(s.lhs(), s.rhs(), s.proposition(), s.solution() == null ? null : s.solution().before(), s.property() == null ? null : s.property().body())
            .filter(e -> e != null).forEach(e -> Uses.names(e, names));
        s.alternatives().stream().flatMap(a -> Stream.of(a.lhs(), a.rhs())).filter(e -> e != null).forEach(e -> Uses.names(e, names));
        var mentioned = new TreeSet<>(numbers);
        mentioned.retainAll(names);
        if (!mentioned.isEmpty() && names.stream().noneMatch(n -> lost.contains(n) && !numbers.contains(n))) {
          var words = String.join(", ", mentioned) + (mentioned.size() == 1 ? " is a number here, a vector elsewhere in the text" : " are numbers here, vectors elsewhere in the text");
          if (context.ranks().saidLocal().containsAll(mentioned)) {
            said.add(s.place());
          }
          steps.put(s.place(), said.contains(s.place()) ? s : s.withSetting(s.setting().supposing(List.of(new Setting.Supposed(words, false)))));
        }
      }
    }
  }
}
