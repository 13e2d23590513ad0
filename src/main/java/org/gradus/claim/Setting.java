package org.gradus.claim;

import java.util.List;
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
 */
public record Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown,
    Arrays arrays, List<Assumption> faded, Set<String> real, List<Place> beside, List<Supposed> supposed) {

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
  }

  /** Where nothing was assumed before that may still hold. */
  public Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown, Arrays arrays) {
    this(assumptions, domains, declared, unknown, arrays, List.of(), Set.of(), List.of(), List.of());
  }

  /** Whether it is said where the values of a name lie, so that it is a parameter of its own. */
  public boolean restricts(Expr.Sym name) {
    return assumptions.stream().map(Assumption::relation).anyMatch(e -> e instanceof Expr.Rel r && r.op() != RelOp.EQ && r.op() != RelOp.APPROX
        && r.lhs().equals(name) && Trees.freeSymbols(r.rhs()).isEmpty());
  }

  /** The same, with meanings of names that are supposed. */
  public Setting supposing(java.util.Collection<Supposed> meanings) {
    var all = new java.util.ArrayList<>(supposed);
    all.addAll(meanings);
    return new Setting(assumptions, domains, declared, unknown, arrays, faded, real, beside, List.copyOf(all));
  }

  /** The same under other assumptions. */
  public Setting under(List<Assumption> others) {
    return new Setting(others, domains, declared, unknown, arrays, faded, real, beside, supposed);
  }

  /** With all that may still hold assumed. */
  public Setting withFaded() {
    var all = new java.util.ArrayList<>(assumptions);
    all.addAll(faded);
    return new Setting(all, domains, declared, unknown, arrays, List.of(), real, beside, supposed);
  }

  /** With other knowledge of vectors and matrices. */
  public Setting with(Arrays others) {
    return new Setting(assumptions, domains, declared, unknown, others, faded, real, beside, supposed);
  }
}
