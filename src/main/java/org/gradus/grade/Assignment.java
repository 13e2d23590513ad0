package org.gradus.grade;

import java.util.List;
import org.gradus.verify.Reference;

/**
 * An assignment with its key.
 *
 * @param title    what it is called
 * @param feedback how much students are told
 * @param assume   domains and assumptions, each as {@code y in {0,1}} or {@code x > 0}
 * @param items    in their order
 * @param digest   of the file, so that a changed assignment is graded anew
 */
public record Assignment(String title, Feedback feedback, List<String> assume, List<Item> items, String digest) {
  public Assignment {
    assume = List.copyOf(assume);
    items = List.copyOf(items);
  }

  /** What is assumed of numbers; ranges of indices belong to vectors and matrices. */
  List<String> scalars() {
    return assume.stream().filter(a -> !Reference.isOfArrays(a) && !a.matches("\\S+\\s+in\\s+\\S+\\.\\.\\S+")).toList();
  }

  /** What is declared of vectors and matrices. */
  List<String> arrays() {
    return assume.stream().filter(Reference::isOfArrays).toList();
  }
}
