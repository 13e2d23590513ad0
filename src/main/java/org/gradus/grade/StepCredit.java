package org.gradus.grade;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Rational;

/**
 * What the steps on the way to a wrong answer are worth. Only steps that lead from the question towards the answer count:
 * those that carry out what is asked, and those that carry on from the first wrong one, if that is a slip. What is true and
 * has nothing to do with the item is worth nothing, however often it is written.
 *
 * @param <T> a side of a step
 */
final class StepCredit<T> {

  /**
   * How much of a question is left in a formula: derivatives of so high an order, of so large functions.
   *
   * @param order of derivatives within derivatives; 0 where all are carried out
   * @param body  the size of the largest function that is still to be differentiated
   * @param size  of the whole
   */
  record Left(int order, int body, int size) {
    boolean isLess(Left o) {
      return order != o.order ? order < o.order : body != o.body ? body < o.body : size < o.size;
    }

    boolean isClosed() {
      return order == 0;
    }
  }

  /** What is held of sides and steps; by the assignment, whatever the student's document declares. */
  interface Judging<T> {
    /** The side as read; null if it cannot be. */
    T read(Submission.Side side);

    /** Whether two sides are read as the same formula. */
    boolean areSame(T l, T r);

    /** Whether it is a name, which says what another side stands for. */
    boolean isName(T side);

    /** Whether it names what is asked for, or something on the way, and is no formula for it: dJ/dz. */
    boolean isFormal(T side);

    /** Whether it certainly equals the right answer. */
    boolean isRight(T side);

    /** Whether two sides are certainly equal. */
    boolean areEqual(T l, T r);

    /** What is differentiated in the left side, if that is the derivative of a part of the function that is asked about; or null. */
    Object part(T l);

    /** Whether a wrong formula is a slip away from the right answer. */
    boolean isNear(T wrong);

    Left left(T side);

    /** The question itself. */
    Left question();
  }

  private final Judging<T> judging;
  private final Set<Object> parts = new HashSet<>();
  private final List<T> path = new ArrayList<>();
  private Left least;
  private int good;
  private int bad;
  private int wrong;
  private boolean follows;
  private boolean near;

  private StepCredit(Judging<T> judging) {
    this.judging = judging;
    least = judging.question();
  }

  /** The part of the points for the steps that lead to a wrong answer, the better of {@code carried} and {@code steps}. */
  static <T> Rational of(Item item, List<Submission.Step> steps, T answer, Judging<T> judging) {
    var shared = item.credit("steps");
    var carried = item.credit("carried");
    if (steps.isEmpty() || shared.isZero() && carried.isZero()) {
      return Rational.ZERO;
    }
    var walk = new StepCredit<>(judging);
    steps.forEach(walk::step);
    if (!walk.path.contains(answer)) { // it comes from nowhere
      walk.bad++;
      walk.wrong++;
    }
    int good = walk.good + (walk.follows && walk.near ? 1 : 0);
    var share = shared.times(Rational.of(good, good + walk.bad));
    return walk.wrong == 1 && walk.bad == 1 && walk.near && good > 0 && carried.compareTo(share) > 0 ? carried : share;
  }

  private void step(Submission.Step s) {
    var l = s.lhs() == null ? null : judging.read(s.lhs());
    var r = s.rhs() == null ? null : judging.read(s.rhs());
    if (l == null || r == null) {
      bad += s.isRefuted() ? 1 : 0;
      wrong += s.isRefuted() ? 1 : 0;
    } else if (!judging.isFormal(r)) {
      step(l, r);
    }
  }

  private void step(T l, T r) {
    if (judging.areSame(l, r)) {
      if (path.contains(l)) {
        path.add(r);
      }
    } else if (path.contains(l)) {
      if (!judging.areEqual(l, r)) {
        bad++;
        wrong++;
      } else if (path.stream().noneMatch(p -> judging.areSame(p, r))) {
        follows = true; // once: a formula can be rewritten without end
      }
      path.add(r);
    } else if (judging.isName(l)) {
      return;
    } else if (judging.isFormal(l)) {
      if (judging.isRight(r)) {
        advance(r);
      } else {
        leave(r, false);
      }
    } else if (judging.isRight(l)) {
      advance(l);
      if (judging.isRight(r)) {
        advance(r);
      } else {
        leave(r, judging.left(l).isClosed());
      }
    } else {
      beside(l, r);
    }
  }

  /** From one form of the right answer to another, with less left to be done. */
  private void advance(T right) {
    var left = judging.left(right);
    if (left.isLess(least)) {
      least = left;
      good++;
    }
  }

  /** A wrong step. What follows from it rightly is worth something if it is a slip: then the rest was still asked. */
  private void leave(T to, boolean fromRight) {
    near = bad == 0 && (fromRight || judging.isNear(to));
    bad++;
    wrong++;
    path.add(to);
  }

  /** A step that is not on the way: the derivative of a part, or something true or false. */
  private void beside(T l, T r) {
    var part = judging.part(l);
    if (!judging.areEqual(l, r)) {
      bad++;
      wrong++;
    } else if (part != null && judging.left(r).isClosed() && parts.add(part)) {
      good++;
    }
  }
}
