package org.gradus.grade;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one student handed in.
 *
 * @param student  the name of the file or folder
 * @param answers  by the item's id; an item without entry was not answered
 * @param problems what could not be read, in words
 */
public record Submission(String student, Map<String, Answer> answers, List<String> problems) {
  public Submission {
    answers = Map.copyOf(answers);
    problems = List.copyOf(problems);
  }

  /** An answer to one item. */
  public sealed interface Answer {}

  /**
   * A formula.
   *
   * @param readings ways to read it, the likeliest first: plain text, or LaTeX between dollar signs
   * @param line     where it stands, or 0
   * @param steps    the steps of the derivation that leads to it
   */
  public record Formula(List<String> readings, int line, List<Step> steps) implements Answer {
    public Formula {
      readings = List.copyOf(readings);
      steps = List.copyOf(steps);
    }
  }

  /** A formula for each parameter of a gradient. */
  public record Formulas(List<String> components) implements Answer {
    public Formulas {
      components = List.copyOf(components);
    }
  }

  /** Numbers: one row for each published point, one number for each parameter. */
  public record Numbers(List<List<Double>> rows) implements Answer {
    public Numbers {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** A program: Java source, or something executable that reads and writes JSON lines. */
  public record Program(Path file, boolean java) implements Answer {}

  /**
   * A step of a derivation.
   *
   * @param verdict of the document's verifier, or null where it judged nothing
   * @param message the diagnosis, or the reason, or null
   * @param lhs     the left side of an equation; for a chain, the member before; else null
   * @param rhs     the right side of an equation; else null
   */
  public record Step(int line, String verdict, String message, Side lhs, Side rhs) {

    boolean isRefuted() {
      return "REFUTED".equals(verdict);
    }
  }

  /**
   * One side of a step.
   *
   * @param latex as written
   * @param plain as read, with the definitions of the document put in; or null
   */
  public record Side(String latex, String plain) {}
}
