package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;

/** What one relation of a document, or one formula without a claim, comes to. Claims stand in reading order. */
public sealed interface Claim {

  Place place();

  Written written();

  Kind kind();

  /**
   * A formula or relation that claims nothing: definition, condition, assumption, or none.
   *
   * @param reason why it claims nothing, in words
   */
  record Unclaimed(Place place, Written written, Kind kind, String reason) implements Claim {}

  /**
   * A claim to be checked. All definitions in force are substituted: only base variables remain, and every
   * {@link Expr.Diff} is a derivative of an explicit expression by a variable, to be carried out.
   *
   * @param op           the relation, or null where {@code proposition}, {@code solution} or {@code property} says it
   * @param lhs          the left side, or null if unreadable
   * @param rhs          the right side, or null if unreadable
   * @param proposition  for a claim that is no single relation (membership); else null
   * @param alternatives other readings, if any
   * @param unreadable   why the claim could not be read or resolved; null if it could
   * @param decimals     the reading with rounded values, or null where nothing is rounded
   * @param solution     for {@link Kind#SOLUTION}; else null
   * @param property     a claim about the shape of a function; else null
   * @param expectation  what an {@code expect} directive says, or null
   * @param implicit     no relation is written: the display only follows the one above
   * @param notes        how it was read
   */
  record Step(
      Place place,
      Written written,
      Kind kind,
      RelOp op,
      Expr lhs,
      Expr rhs,
      Expr proposition,
      List<Resolved> alternatives,
      Setting setting,
      String unreadable,
      DecimalReading decimals,
      Solution solution,
      Property property,
      Expectation expectation,
      boolean implicit,
      List<String> notes) implements Claim {
    public Step {
      alternatives = List.copyOf(alternatives);
      notes = List.copyOf(notes);
    }

    public Step withSetting(Setting other) {
      return new Step(place, written, kind, op, lhs, rhs, proposition, alternatives, other, unreadable, decimals,
          solution, property, expectation, implicit, notes);
    }

    /** The same, of which it cannot be told what it claims. */
    public Step unclear(String why) {
      return new Step(place, written, kind, op, lhs, rhs, proposition, alternatives, setting, why, decimals, solution, property,
          expectation, implicit, notes);
    }

    Step withExpectation(Expectation e) {
      return new Step(place, written, kind, op, lhs, rhs, proposition, alternatives, setting, unreadable, decimals,
          solution, property, e, implicit, notes);
    }
  }
}
