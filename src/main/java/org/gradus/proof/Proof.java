package org.gradus.proof;

import java.util.List;

/**
 * What the kernel says of a claim.
 *
 * @param proved whether a proof was found, for all points at which both sides are defined
 * @param method how, in a few words
 * @param conditions relations (plain text) under which both sides are defined and that the assumptions do not contain
 * @param reason why no proof was found, or null
 * @param thin whether what is open concerns so few points that looking at some says nothing about it
 */
public record Proof(boolean proved, String method, List<String> conditions, String reason, boolean thin) {

  static Proof found(String method, List<String> conditions) {
    return new Proof(true, method, conditions, null, false);
  }

  static Proof none(String reason) {
    return new Proof(false, null, List.of(), reason, false);
  }

  /** No proof for want of some points: borders between cases, values of a function given at single places. */
  static Proof thin(String reason) {
    return new Proof(false, null, List.of(), reason, true);
  }
}
