package org.gradus.claim;

import java.util.List;
import org.gradus.document.Position;
import org.gradus.document.Problem;

/**
 * All that a document says.
 *
 * @param claims   every relation and every formula, in reading order
 * @param problems what is wrong with the document or its directives
 * @param engines  its {@code engine} directives
 * @param said     the networks that its words speak of
 * @param plain    whether no word speaks of networks or costs in which the plain equations between layers have more terms or factors
 * @param penalised whether its words speak of a penalty for weights
 * @param uniform  whether no word says that the output layer computes something else than the hidden ones
 * @param layout   {@code numerator}, {@code denominator}, {@code both} where words name the numerator layout, or null
 *     where nothing is said of it
 * @param vectors  whether a letter stands for vectors or matrices anywhere
 */
public record Extraction(List<Claim> claims, List<Problem> problems, List<Engine> engines, List<Said> said, boolean plain, boolean penalised, boolean uniform, String layout,
    boolean vectors) {

  /**
   * The network that the notation of layers stands for, in a part of the document.
   *
   * @param text  what the directive says
   * @param until the first line for which it no longer holds
   */
  public record Engine(String text, Position position, int until) {
    /** Whether it holds for a formula in that line. */
    public boolean covers(int line) {
      return position.line() <= line && line < until;
    }
  }

  /**
   * The network that the words of an exercise speak of.
   *
   * @param text   as a directive would say it; its sizes stand for any
   * @param words  for the reader
   * @param from   the first line
   * @param until  the first line for which it no longer holds
   * @param hidden whether the activation of the hidden layers is said too
   * @param plain  whether no word of the exercise speaks of further terms or factors in its equations
   */
  public record Said(String text, String words, int from, int until, boolean hidden, boolean plain) {
    /** Whether it holds for a formula in that line. */
    public boolean covers(int line) {
      return from <= line && line < until;
    }
  }

  /** The same with other claims. */
  Extraction with(List<Claim> others) {
    return new Extraction(others, problems, engines, said, plain, penalised, uniform, layout, vectors);
  }

  public Extraction {
    claims = List.copyOf(claims);
    problems = List.copyOf(problems);
    engines = List.copyOf(engines);
    said = List.copyOf(said);
  }
}
