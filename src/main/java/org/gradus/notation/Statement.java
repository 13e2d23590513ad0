package org.gradus.notation;

import java.util.List;

/**
 * A chain of members with relations between them, read from a display.
 *
 * @param members one more than relations; the first is empty where the chain continues an earlier display
 * @param words connectives before and between ({@code therefore}, {@code So})
 * @param tag its equation number, or null
 * @param open whether it ends in an operator, so that the next display completes it
 */
public record Statement(List<Member> members, List<Relation> relations, List<String> words, List<Condition> conditions,
    String tag, Span span, boolean open) {

  public Statement {
    members = List.copyOf(members);
    relations = List.copyOf(relations);
    words = List.copyOf(words);
    conditions = List.copyOf(conditions);
  }

  /** Whether it starts with a relation sign, so that an earlier display holds its left side. */
  public boolean continues() {
    return members.getFirst().isEmpty() && !relations.isEmpty();
  }
}
