package org.gradus.diagnosis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;

/** Lets through what can hold as far as numbers tell: fast, and never the last word. */
interface Sieve {

  /** Candidates that are read and looked at in numbers; a few microseconds each. */
  int MAX_TEXTS = 1_200;

  /** Candidates with indices, vectors and matrices: reading and lowering one takes about a millisecond. */
  int MAX_LOOKS = 600;

  /** Candidates that are let through where numbers say nothing: the likeliest ones. */
  int MAX_UNSEEN = 3;

  /** Whether the step may hold with this text as a side. */
  boolean passes(Part part, String text);

  /** How many texts it may be asked about. */
  int capacity();

  /** By the values of both sides at a few points. */
  static Sieve values(Case c, Screen screen) {
    return new Sieve() {
      @Override
      public boolean passes(Part part, String text) {
        var meaning = c.source().meaning(part, text);
        if (meaning == null) {
          return false;
        }
        try {
          var value = c.asJudged().apply(meaning);
          return part == Part.LEFT ? screen.mayHoldWithLeft(value) : screen.mayHoldWithRight(value);
        } catch (Derivatives.NotDifferentiable _) {
          return false;
        }
      }

      @Override
      public int capacity() {
        return MAX_TEXTS;
      }
    };
  }

  /** With indices, vectors and matrices, at small sizes. */
  static Sieve smallSizes(Case c) {
    boolean blind = c.referee().mayHold(c.step(), true); // it was refuted: numbers say nothing here
    var glance = blind ? null : c.referee().glance(c.step());
    var reader = glance == null ? null : c.source().reader(c.step()); // else the referee may go by what is written
    return new Sieve() {
      private final Set<List<Object>> refused = new HashSet<>();
      private int unseen;

      @Override
      public boolean passes(Part part, String text) {
        var meaning = reader == null ? null : reader.meaning(part, text);
        if (reader != null && (meaning == null || refused.contains(List.of(part, meaning)) || glance.speaksAgainst(part, meaning))) {
          return false; // what does not read the way of the step is no slip that was made in it
        }
        var alike = reader == null ? null : reader.step(part, meaning);
        if (alike != null && !c.referee().mayHold(alike, false)) {
          refused.add(List.of(part, meaning));
          return false;
        }
        var step = c.source().step(part, text);
        boolean passes = step != null && (c.referee().mayHold(step, false)
            || blind && unseen < MAX_UNSEEN && c.referee().mayHold(step, true) && unseen++ < MAX_UNSEEN);
        if (!passes && reader != null) {
          refused.add(List.of(part, meaning));
        }
        return passes;
      }

      @Override
      public int capacity() {
        return MAX_LOOKS;
      }
    };
  }
}
