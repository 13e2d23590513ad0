package org.gradus.notation;

/**
 * One side of a relation.
 *
 * @param term null where nothing stands there, or where it does not read
 * @param error why it does not read, or null
 */
public record Member(Term term, Span span, NotationException error) {

  /** Whether nothing stands here: the statement continues another one, or is cut off. */
  public boolean isEmpty() {
    return term == null && error == null;
  }
}
