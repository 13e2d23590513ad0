package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.document.Block;

/** What is said of random quantities at a place in a document, each for as long as its words let it hold. */
final class Chances {

  /** @param level of the heading below which it was said; 0 before the first */
  private record Said(Chance chance, int level, boolean conditional) {}

  private final List<Said> said = new ArrayList<>();
  private final Set<Block.Formula> formulas = new HashSet<>();

  Chances copy() {
    var c = new Chances();
    c.said.addAll(said);
    c.formulas.addAll(formulas);
    return c;
  }

  /** @param conditional whether it was said of a case: 'if X and Y are independent' */
  void say(Chance c, int level, boolean conditional) {
    said.add(new Said(c, level, conditional));
  }

  List<Chance> inForce() {
    return said.stream().map(Said::chance).toList();
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** Whether something is said of the name. */
  boolean speaksOf(String name) {
    return said.stream().anyMatch(s -> !(s.chance() instanceof Chance.Restricted) && s.chance().names().contains(name));
  }

  /** Whether the mean or the variance of the quantity follows from what is said of it. */
  boolean tells(String name, String moment) {
    return said.stream().map(Said::chance).filter(c -> c.names().contains(name)).anyMatch(c -> c instanceof Chance.Distributed
        || c instanceof Chance.Mean && moment.equals("EE") || c instanceof Chance.Variance && moment.equals("Var"));
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
