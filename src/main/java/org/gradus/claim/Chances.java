package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.document.Block;

/**
 * What is said of random quantities at a place in a document, each for as long as its words let it hold: a distribution gives
 * way to the one that a later sentence gives to the same quantity, and is back when the case that the later one was for ends.
 */
final class Chances {

  /**
   * @param level of the heading below which it was said; 0 before the first
   * @param sentence counts the sentences; what one of them says holds together
   * @param anew whether it takes the place of what was said of the distribution
   */
  private record Said(Chance chance, int level, boolean conditional, int sentence, boolean anew) {}

  private final List<Said> said = new ArrayList<>();
  private final Set<Block.Formula> formulas = new HashSet<>();
  private int sentences;

  Chances copy() {
    var c = new Chances();
    c.said.addAll(said);
    c.formulas.addAll(formulas);
    c.sentences = sentences;
    return c;
  }

  /**
   * What one sentence says.
   *
   * @param conditional whether it was said of a case: 'if X and Y are independent'
   * @param anew whether it gives its quantities another distribution, be it one that is not understood
   */
  void say(List<Chance> all, int level, boolean conditional, boolean anew) {
    sentences++;
    all.forEach(c -> said.add(new Said(c, level, conditional, sentences, anew || c instanceof Chance.Distributed)));
  }

  List<Chance> inForce() {
    var kept = new ArrayList<Chance>();
    for (var s : said) {
      var gone = new HashSet<String>();
      said.stream().filter(t -> t.sentence() > s.sentence() && replaces(t, s.chance())).forEach(t -> gone.addAll(t.chance().names()));
      var rest = s.chance().names().stream().filter(n -> !gone.contains(n)).toList();
      if (rest.size() == s.chance().names().size()) {
        kept.add(s.chance());
      } else if (!rest.isEmpty()) {
        kept.add(s.chance().of(rest));
      }
    }
    return List.copyOf(kept);
  }

  /** Whether the later words take the place of the earlier ones, for the names in both. */
  private static boolean replaces(Said later, Chance earlier) {
    return switch (earlier) {
      case Chance.SecondMoment m -> later.anew() || later.chance() instanceof Chance.SecondMoment;
      case Chance.Mean m -> later.anew() || later.chance() instanceof Chance.Mean;
      case Chance.Variance v -> later.anew() || later.chance() instanceof Chance.Variance;
      case Chance.Distributed d -> later.anew() || later.chance() instanceof Chance.Mean m && !d.mayHaveMean(m.value())
          || later.chance() instanceof Chance.Variance v && !d.mayHaveVariance(v.value());
      case Chance.Random _, Chance.Independent _, Chance.Apart _, Chance.Uncorrelated _, Chance.Restricted _, Chance.Identical _ -> false;
    };
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** Whether something is said of the name. */
  boolean speaksOf(String name) {
    return inForce().stream().anyMatch(c -> !(c instanceof Chance.Restricted) && c.names().contains(name));
  }

  /** Whether the mean or the variance of the quantity follows from what is said of it. */
  boolean tells(String name, String moment) {
    var all = inForce().stream().filter(c -> c.names().contains(name)).toList();
    return all.stream().anyMatch(c -> c instanceof Chance.Distributed || c instanceof Chance.Mean && moment.equals("EE") || c instanceof Chance.Variance && moment.equals("Var"))
        || moment.equals("Var") && all.stream().anyMatch(c -> c instanceof Chance.Mean) && all.stream().anyMatch(c -> c instanceof Chance.SecondMoment);
  }

  /** A formula that says nothing but what is random and how. */
  void state(Block.Formula f) {
    formulas.add(f);
  }

  boolean isStated(Block.Formula f) {
    return formulas.contains(f);
  }

  /** A heading ends what was said below one of its own level or a lower one. */
  void heading(int level) {
    said.removeIf(s -> s.level() >= level);
  }

  /** A case ends where the words speak of another one. */
  void endCases() {
    said.removeIf(Said::conditional);
  }

  void withdraw(Predicate<Chance> which) {
    said.removeIf(s -> which.test(s.chance()));
  }

  void clear() {
    said.clear();
  }
}
