package org.gradus.claim;

import java.util.List;
import java.util.Set;

/**
 * What is known where a claim is made.
 *
 * @param assumptions what the words or directives assume here
 * @param domains     what is declared of the variables of the claim
 * @param declared    names whose domain is declared or quantified over
 * @param unknown     names that are neither declared, defined nor used before: no counterexample may choose their value
 * @param arrays      which names are vectors and matrices
 */
public record Setting(List<Assumption> assumptions, List<Assumption> domains, Set<String> declared, Set<String> unknown,
    Arrays arrays) {
  public Setting {
    assumptions = List.copyOf(assumptions);
    domains = List.copyOf(domains);
    declared = Set.copyOf(declared);
    unknown = Set.copyOf(unknown);
  }
}
