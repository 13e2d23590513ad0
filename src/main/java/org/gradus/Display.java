package org.gradus;

/** A result that shows itself: {@link Object#toString} for a terminal, {@link #html} for a notebook. */
public interface Display {

  /** A piece of HTML that needs no script, no style sheet and no network; what people wrote is escaped in it. */
  String html();
}
