package org.gradus.diagnosis;

import org.gradus.claim.Rewriting;

/**
 * What was found out about a wrong step.
 *
 * @param slip       the entry of the catalogue
 * @param kind       the kind to report: that of the entry, or that of the claim
 * @param message    what is wrong, in a sentence
 * @param part       the part to be written anew, or null
 * @param edit       the edit in that part, or null where all of it is replaced or nothing is
 * @param suggestion the part with the edit made, proved; or null
 */
public record Finding(Slip slip, String kind, String message, Rewriting.Part part, Edit edit, String suggestion) {

  static Finding of(Slip slip, String message) {
    return new Finding(slip, slip.kind(), message, null, null, null);
  }

  static Finding of(Slip slip, String message, Rewriting.Part part, Edit edit, String suggestion) {
    return new Finding(slip, slip.kind(), message, part, edit, suggestion);
  }

  Finding named(Slip other, String words) {
    return new Finding(other, other.kind(), words, part, edit, suggestion);
  }
}
