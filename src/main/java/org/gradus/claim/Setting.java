package org.gradus.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * What is known where a claim is made.
 *
 * @param assumptions what the words or directives assume here
 * @param domains     what is declared of the variables of the claim
 * @param declared    names whose domain is declared or quantified over
 * @param unknown     names that are neither declared, defined nor used before: no counterexample may choose their value
 * @param arrays      which names are vectors and matrices
 * @param faded       what was assumed earlier in the document and perhaps still is: nothing is proved with it, and nothing
 *     refuted where it does not hold
 * @param real        names that the words say are any real number
 * @param beside      the places of the claims that sentences made before in this part of the document: as long as one of
 *     them is not decided it may be an assumption
 * @param supposed    meanings of names that the document does not give in so many words, or only further on: what is proved
 *     with them says so, and nothing is refuted with those that are not firm
 * @param elsewhere   the step with the meanings that an earlier exercise gave to its names, or null
 * @param chances     what words say of random quantities
 * @param doubts      names of which a line says what was not understood, with its number
 * @param reserved    why the claim is not refuted where it does not hold as it stands ('roughly', a condition that is not understood), or null
 */
public record Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown,
    Arrays arrays, List<Assumption> faded, Set<String> real, List<Place> beside, List<Supposed> supposed, Elsewhere elsewhere, List<Chance> chances,
    Map<String, Integer> doubts, String reserved) {

  /**
   * A step in whose exercise nothing says what some names are.
   *
   * @param step    the step where they are those of earlier exercises
   * @param names   these
   * @param numbers whether earlier exercises gave them no more than numbers
   */
  public record Elsewhere(Claim.Step step, List<String> names, boolean numbers) {
    public Elsewhere {
      names = List.copyOf(names);
    }
  }

  /**
   * A meaning that the document does not give in so many words.
   *
   * @param words what it is
   * @param firm  whether there is no doubt of it but for variants, which stand among the alternatives of the step
   */
  public record Supposed(String words, boolean firm) {}

  public Setting {
    assumptions = List.copyOf(assumptions);
    domains = List.copyOf(domains);
    declared = Set.copyOf(declared);
    unknown = Set.copyOf(unknown);
    faded = List.copyOf(faded);
    real = Set.copyOf(real);
    beside = List.copyOf(beside);
    supposed = List.copyOf(supposed);
    chances = List.copyOf(chances);
    doubts = Map.copyOf(doubts);
  }

  /** Where nothing was assumed before that may still hold. */
  public Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown, Arrays arrays) {
    this(assumptions, domains, declared, unknown, arrays, List.of(), Set.of(), List.of(), List.of());
  }

  public Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown,
      Arrays arrays, List<Assumption> faded, Set<String> real, List<Place> beside, List<Supposed> supposed) {
    this(assumptions, domains, declared, unknown, arrays, faded, real, beside, supposed, null, List.of(), Map.of(), null);
  }

  /** Whether it is said where the values of a name lie, so that it is a parameter of its own. */
  public boolean restricts(Expr.Sym name) {
    return assumptions.stream().map(Assumption::relation).anyMatch(e -> e instanceof Expr.Rel r && r.op() != RelOp.EQ && r.op() != RelOp.APPROX
        && r.lhs().equals(name) && Trees.freeSymbols(r.rhs()).isEmpty());
  }

  /** Whether the document says where the values of a name lie: {@code y ∈ {0, 1}}, {@code 0 < p < 1}, or declares it. */
  public boolean says(String name) {
    return declared.contains(name) || real.contains(name) || assumptions.stream().map(Assumption::relation).anyMatch(e -> isDomainOf(e, name));
  }

  /** Relations of the name to numbers, and nothing else. */
  private static boolean isDomainOf(Expr e, String name) {
    return switch (e) {
      case Expr.Rel r -> (r.lhs() instanceof Expr.Sym v && v.name().equals(name) && Trees.freeSymbols(r.rhs()).isEmpty()
          || r.rhs() instanceof Expr.Sym w && w.name().equals(name) && Trees.freeSymbols(r.lhs()).isEmpty());
      case Expr.Logic l -> l.args().stream().allMatch(a -> isDomainOf(a, name));
      case null, default -> false;
    };
  }

  /** The same, with meanings of names that are supposed. */
  public Setting supposing(Collection<Supposed> meanings) {
    var all = new ArrayList<>(supposed);
    all.addAll(meanings);
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, List.copyOf(all), elsewhere, chances, doubts, reserved);
  }

  /** The same, of all values of these names. */
  public Setting forAll(Collection<String> names) {
    var all = new HashSet<>(declared);
    all.addAll(names);
    return new Setting(assumptions, domains, all, unknown, arrays, faded, real, beside, supposed, elsewhere, chances, doubts, reserved);
  }

  /** The same under other assumptions. */
  public Setting under(List<Assumption> others) {
    return new Setting(others, domains, declared, unknown, arrays, faded, real, beside, supposed, elsewhere, chances, doubts, reserved);
  }

  /**
   * The ways in which what was assumed earlier may still hold, each with what can hold together. Assumptions of different parts may
   * exclude each other.
   *
   * @param relevant some of what has faded
   */
  public List<Setting> withFaded(List<Assumption> relevant) {
    var groups = new LinkedHashSet<List<Assumption>>();
    for (var first : relevant) {
      var group = new ArrayList<>(List.of(first));
      relevant.stream().filter(a -> a != first && group.stream().noneMatch(b -> isOther(a, b))).forEach(group::add);
      group.sort(Comparator.comparingInt(relevant::indexOf));
      groups.add(group);
    }
    return groups.stream().map(g -> {
      var all = new ArrayList<>(assumptions);
      all.addAll(g);
      return new Setting(all, domains, declared, unknown, arrays, List.of(), real, beside, supposed, null, chances, doubts, reserved);
    }).toList();
  }

  private static boolean isOther(Assumption a, Assumption b) {
    var one = Region.of(a.relation());
    var other = Region.of(b.relation());
    return Exclusion.of(a.relation(), b.relation()) || one != null && other != null && one.replaces(other) && other.replaces(one);
  }

  /** The same step with the meanings that earlier exercises gave to names. */
  public Setting or(Elsewhere reading) {
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, supposed, reading, chances, doubts, reserved);
  }

  /** With what words say of random quantities. */
  public Setting saying(List<Chance> ofChance) {
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, supposed, elsewhere, ofChance, doubts, reserved);
  }

  /** With the lines that say of names what was not understood. */
  Setting doubting(Map<String, Integer> lines) {
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, supposed, elsewhere, chances, lines, reserved);
  }

  /** The same, where these names have a meaning after all. */
  public Setting knowing(Collection<String> names) {
    var rest = new LinkedHashSet<>(unknown);
    rest.removeAll(names);
    return new Setting(assumptions, domains, declared, rest, arrays, faded, real, beside, supposed, elsewhere, chances, doubts, reserved);
  }

  /** The same for a claim that is meant only about so. */
  public Setting reserved(String words) {
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, supposed, elsewhere, chances, doubts, words);
  }

  /** With other knowledge of vectors and matrices. */
  public Setting with(Arrays others) {
    return new Setting(assumptions, domains, declared, unknown, others, faded, real, beside, supposed, elsewhere, chances, doubts, reserved);
  }
}
