package org.gradus.claim;

import java.util.List;
import org.gradus.document.Problem;

/**
 * All that a document says.
 *
 * @param claims   every relation and every formula, in reading order
 * @param problems what is wrong with the document or its directives
 * @param engines  what its {@code engine} directives say
 * @param layout   {@code numerator}, {@code denominator}, or null where none is declared
 */
public record Extraction(List<Claim> claims, List<Problem> problems, List<String> engines, String layout) {
  public Extraction {
    claims = List.copyOf(claims);
    problems = List.copyOf(problems);
    engines = List.copyOf(engines);
  }
}
