package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** What the words of the parts of a document state of vectors, matrices and families, found before the formulas are read. */
final class StatedFacts {

  /**
   * What the words of a part state of a name.
   *
   * @param since whether it holds from its line on, not before
   * @param until the line from which on it may hold no more: that of the next item; 0 for none
   */
  private record Fact(int part, int line, Assumption assumption, boolean since, int until) {

    /** Whether it is not said to hold in a line that is read; 0 before anything is. */
    boolean isDoubtfulAt(int read) {
      return 0 < read && (since && read < line || 0 < until && until <= read);
    }

    boolean isShape() {
      return assumption.keyword() != null && assumption.keyword().matches("(?:vector|matrix) .*");
    }

    /** A property that may hold no more: claims may rest on it, but none follows from it. */
    Assumption doubtful() {
      return isShape() || assumption.relation() != null || assumption.keyword().matches("stated .*|one-hot") ? assumption
          : new Assumption(null, "stated " + assumption.keyword(), assumption.name(), assumption.words());
    }
  }

  static final String DECOMPOSED = "stated to be part of a decomposition";

  private final List<Fact> facts = new ArrayList<>();
  /** The line up to which properties of matrices and vectors may hold no more. */
  private int withdrawn;
  /** The lines between which properties of a name were stated that may hold no more. */
  private final Map<String, Lines> renewed = new HashMap<>();

  private record Lines(int from, int to) {
    boolean have(int line) {
      return from <= line && line < to;
    }
  }
  private final Set<Block.Formula> stated = new HashSet<>();

  StatedFacts copy() {
    var c = new StatedFacts();
    c.facts.addAll(facts);
    c.stated.addAll(stated);
    c.withdrawn = withdrawn;
    c.renewed.putAll(renewed);
    return c;
  }

  /** A property that the words of a part of the document state of a name, or a relation that they state. */
  void fact(int part, int line, Assumption a) {
    facts.add(new Fact(part, line, a, false, 0));
  }

  /**
   * A property that may not hold before its line: 'for symmetric A: …'.
   *
   * @param until the line from which on it may hold no more; 0 for none
   */
  void since(int part, int line, Assumption a, int until) {
    facts.add(new Fact(part, line, a, true, until));
  }

  /** A formula that says nothing beyond the facts that were taken from it. */
  void state(Block.Formula f) {
    stated.add(f);
  }

  boolean isStated(Block.Formula f) {
    return stated.contains(f);
  }

  /**
   * The facts in force in a part: those that it and the parts before it state, up to where a name gets its shape
   * anew. A shape that only a later part states holds here too, unless the name is a number here or the later part is
   * another exercise; a relation without a name holds in its own part.
   *
   * @param line that is read; 0 before anything is
   */
  List<Assumption> in(RankTable table, int line) {
    int here = table.part();
    var found = new ArrayList<Assumption>();
    for (var f : facts) {
      var name = f.assumption().name();
      int last = facts.stream().filter(g -> g.isShape() && g.part() <= here && Objects.equals(name, g.assumption().name()))
          .mapToInt(Fact::part).max().orElse(-1);
      boolean holds = name == null ? f.part() == here : table.isLocal(name) ? false : f.isShape() && (table.isNumber(name) || table.isOfLaterExercise(name)) ? false
          : f.part() > here ? f.isShape() && last < 0 : f.part() >= last;
      if (holds) {
        found.add(f.line() <= withdrawn || f.isDoubtfulAt(line) || renewed.containsKey(name) && renewed.get(name).have(f.line()) ? f.doubtful() : f.assumption());
      }
    }
    return found;
  }

  /** The relations among the facts in force that are about names of these expressions. */
  List<Assumption> relations(RankTable table, List<Expr> expressions) {
    var names = new HashSet<String>();
    for (var e : expressions) {
      Trees.any(e, x -> {
        names.add(x instanceof Expr.Indexed i ? i.base() : x instanceof Expr.Sym s ? s.name() : "");
        return false;
      });
    }
    return in(table, 0).stream().filter(a -> a.relation() != null && (a.name() != null ? names.contains(a.name())
        : Trees.freeSymbols(a.relation()).stream().allMatch(s -> names.contains(s.name())))).toList();
  }

  /** The names of which something, or a shape, is stated from a line on. */
  Set<String> names(boolean shapes, int from) {
    return facts.stream().filter(f -> f.line() >= from).filter(f -> !shapes || f.isShape()).map(f -> f.assumption().name()).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** The names of which a shape is stated in one of the lines between these. */
  Set<String> shaped(int from, int to) {
    return facts.stream().filter(f -> from <= f.line() && f.line() < to && f.isShape()).map(f -> f.assumption().name()).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  /** Whether the document gives the name a shape, and takes it apart somewhere. */
  boolean isTakenApart(String name) {
    var own = facts.stream().filter(f -> name.equals(f.assumption().name())).toList();
    return own.stream().anyMatch(Fact::isShape) && own.stream().anyMatch(f -> f.assumption().keyword() != null && f.assumption().keyword().startsWith(DECOMPOSED));
  }

  /** The name is brought in anew: what was stated of it from one line on, up to another, may hold no more. */
  void renew(String name, int from, int to) {
    renewed.put(name, new Lines(renewed.containsKey(name) ? Math.min(from, renewed.get(name).from()) : from, to));
  }

  /** What was stated up to this line may hold no more. */
  void withdraw(int line) {
    withdrawn = Math.max(withdrawn, line);
  }
}
