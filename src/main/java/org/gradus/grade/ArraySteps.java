package org.gradus.grade;

import java.util.regex.Pattern;

/** Steps between formulas with vectors and matrices, which are compared as they are written. */
final class ArraySteps implements StepCredit.Judging<String> {

  private static final Pattern DERIVATIVE = Pattern.compile("\\\\nabla|\\\\frac\\s*\\{?\\s*(?:\\\\partial|\\\\mathrm\\s*\\{?d|d)(?![a-z])|'|\\\\prime");
  private static final Pattern NAME = Pattern.compile("\\\\?[A-Za-z]+(?:_\\{?\\w+\\}?)?");

  private final Item item;
  private final ArrayGrader grader;

  ArraySteps(Item item, ArrayGrader grader) {
    this.item = item;
    this.grader = grader;
  }

  @Override
  public String read(Submission.Side side) {
    return side.latex().strip();
  }

  @Override
  public boolean areSame(String l, String r) {
    return grader.read(l).equals(grader.read(r));
  }

  @Override
  public boolean isName(String side) {
    return NAME.matcher(side).matches();
  }

  @Override
  public boolean isFormal(String side) {
    return DERIVATIVE.matcher(side).find() && !isRight(side);
  }

  @Override
  public boolean isRight(String side) {
    return grader.isRight(item, side);
  }

  @Override
  public boolean areEqual(String l, String r) {
    return grader.areEqual(l, r);
  }

  @Override
  public Object part(String l) {
    return null;
  }

  @Override
  public boolean isNear(String wrong) {
    return grader.isNear(item, wrong);
  }

  @Override
  public StepCredit.Left left(String side) {
    return DERIVATIVE.matcher(side).find() ? new StepCredit.Left(1, 1, side.length()) : new StepCredit.Left(0, 0, side.length());
  }

  @Override
  public StepCredit.Left question() {
    return item.target() instanceof Item.Derivative ? new StepCredit.Left(1, 1, 0) : new StepCredit.Left(0, 0, Integer.MAX_VALUE);
  }
}
