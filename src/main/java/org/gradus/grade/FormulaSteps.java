package org.gradus.grade;

import java.util.HashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Reference;
import org.gradus.verify.Requests;

/** Steps between formulas of numbers. */
final class FormulaSteps implements StepCredit.Judging<Expr> {

  private static final int LARGEST = 10_000;

  private final Item item;
  private final Reference reference;
  private final Verdicts verdicts;
  private final Set<String> known;

  FormulaSteps(Item item, Reference reference, Verdicts verdicts) {
    this.item = item;
    this.reference = reference;
    this.verdicts = verdicts;
    known = Readings.known(item, reference);
  }

  /** With the definitions of the document put in, unless what is left is a name for a derivative: J'(z). */
  @Override
  public Expr read(Submission.Side side) {
    var meant = side.plain() == null ? null : read(side.plain());
    if (meant != null && Readings.isOpen(meant)) {
      return meant;
    }
    var written = read("$" + side.latex().strip() + "$");
    return meant == null || written != null && isFormal(written) ? written : meant;
  }

  private static Expr read(String text) {
    try {
      return text.length() > Readings.MAX_LENGTH ? null : Requests.read(text).expr();
    } catch (NotationException | StackOverflowError _) {
      return null;
    }
  }

  @Override
  public boolean areSame(Expr l, Expr r) {
    return l.equals(r);
  }

  @Override
  public boolean isName(Expr e) {
    return e instanceof Expr.Sym;
  }

  @Override
  public boolean isFormal(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Apply || x instanceof Expr.Diff d && d.body() instanceof Expr.Sym s && !known.contains(s.name()))
        && !Trees.any(reference.answer(), x -> x instanceof Expr.Apply);
  }

  @Override
  public boolean isRight(Expr e) {
    return verdicts.opinion(reference, e).standing() == Verdicts.Standing.RIGHT;
  }

  @Override
  public boolean areEqual(Expr l, Expr r) {
    return verdicts.opinion(verdicts.formula(l), r).standing() == Verdicts.Standing.RIGHT;
  }

  @Override
  public boolean isNear(Expr wrong) {
    return !Readings.isOpen(wrong) && verdicts.opinion(reference, wrong).standing() == Verdicts.Standing.WRONG
        && (verdicts.factor(reference, wrong).isPresent() || verdicts.slip(reference, wrong).filter(d -> d.suggestion() != null).isPresent());
  }

  @Override
  public Object part(Expr l) {
    if (!(item.target() instanceof Item.Derivative asked)) {
      return null;
    }
    var body = switch (l) {
      case Expr.Diff d when d.by().equals(Requests.read(asked.by()).expr()) -> d.body();
      case Expr.At a when a.body() instanceof Expr.Diff d && d.by().equals(a.var()) -> Trees.substitute(d.body(), a.var(), a.value());
      default -> null;
    };
    boolean isPart = body != null && !(body instanceof Expr.Sym) && Trees.freeSymbols(body).contains(Requests.read(asked.by()).expr())
        && subexpressions(Requests.read(asked.function()).expr(), new HashSet<>()).contains(body);
    return isPart ? body : null;
  }

  private static Set<Expr> subexpressions(Expr e, Set<Expr> into) {
    if (into.add(e)) {
      Trees.children(e).forEach(c -> subexpressions(c, into));
    }
    return into;
  }

  @Override
  public StepCredit.Left left(Expr e) {
    return isLinear(e) ? question() : new StepCredit.Left(order(e), body(e), Trees.size(e, LARGEST));
  }

  /**
   * Whether nothing has been done but to pull out factors and to take sums apart: then the function comes out again where
   * the functions stand for their derivatives.
   */
  private boolean isLinear(Expr e) {
    return item.target() instanceof Item.Derivative asked && Readings.isOpen(e) && areEqual(functions(e), Requests.read(asked.function()).expr());
  }

  private static Expr functions(Expr e) {
    return e instanceof Expr.Diff d ? d.body() : Trees.map(e, FormulaSteps::functions);
  }

  /** How often is differentiated, at the most, one within the other; limits and integrals count too. */
  private static int order(Expr e) {
    int inner = Trees.children(e).stream().mapToInt(FormulaSteps::order).max().orElse(0);
    return inner + switch (e) {
      case Expr.Diff d -> d.order();
      case Expr.Limit _, Expr.Integral _ -> 1;
      case Expr.Apply a -> a.primes();
      default -> 0;
    };
  }

  private static int body(Expr e) {
    int inner = Trees.children(e).stream().mapToInt(FormulaSteps::body).max().orElse(0);
    return e instanceof Expr.Diff d ? Math.max(inner, Trees.size(d.body(), LARGEST))
        : e instanceof Expr.Limit || e instanceof Expr.Integral ? Trees.size(e, LARGEST) : inner;
  }

  @Override
  public StepCredit.Left question() {
    return item.target() instanceof Item.Derivative d ? new StepCredit.Left(d.order(), Trees.size(Requests.read(d.function()).expr(), LARGEST), 0)
        : new StepCredit.Left(0, 0, Integer.MAX_VALUE);
  }
}
