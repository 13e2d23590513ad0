package org.gradus.proof;

import java.util.List;

/**
 * What the kernel says of a claim.
 *
 * @param proved whether a proof was found, for all points at which both sides are defined
 * @param method how, in a few words
 * @param conditions relations (plain text) under which both sides are defined and that the assumptions do not contain
 * @param reason why no proof was found, or null
 */
public record Proof(boolean proved, String method, List<String> conditions, String reason) {

  static Proof found(String method, List<String> conditions) {
    return new Proof(true, method, conditions, null);
  }

  static Proof none(String reason) {
    return new Proof(false, null, List.of(), reason);
  }
}
