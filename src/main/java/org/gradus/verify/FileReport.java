package org.gradus.verify;

import java.util.List;

/**
 * What was found in one document.
 *
 * @param file     the path as it is to be shown
 * @param claims   every formula of the document in its order, those that claim nothing included
 * @param problems what could not be read, and directives that met nothing
 */
public record FileReport(String file, List<ClaimReport> claims, List<Problem> problems) {

  public FileReport {
    claims = List.copyOf(claims);
    problems = List.copyOf(problems);
  }
}
