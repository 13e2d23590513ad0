package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Where the reading of a part stands: the chain at hand and the equations that are being solved. */
final class Trail {

  /** The last member of the chain that the next display may continue. */
  Side last;
  /** An expression that stood alone in a display: another one below it says nothing of it. */
  Side lone;
  /** Whether the statement at hand stands in one row with the one before it. */
  boolean sideBySide;
  /** The first member of the last display. */
  Expr subject;
  /** The name that the chain at hand is about, or null. */
  String head;
  /** The equation that the lines below solve, or null. */
  Equation condition;
  /** Whether the formula at hand belongs to the solving of an equation. */
  boolean touched;
  /** The equation that an arrow in the formula at hand starts from, or null. */
  Equation arrowSource;
  /** The derivatives that have been worked out. */
  final Stationary stationary = new Stationary();
  /** The equations of the formula at hand that are to hold together. */
  private final List<Equation> listed = new ArrayList<>();
  /** All equations of this part that are to hold together. */
  private final List<Equation> system = new ArrayList<>();
  private final Map<String, Equation> tagged = new HashMap<>();

  /** A new part begins: no chain and no solving goes on. */
  void breakOff() {
    last = null;
    head = null;
    condition = null;
    system.clear();
  }

  /** @param beside whether the words only put the formula beside the one before */
  void newFormula(boolean beside) {
    touched = false;
    arrowSource = null;
    if (!beside) {
      listed.clear();
    }
  }

  /** An equation that holds with those before it in the formula: two in one display are a system. */
  void list(Equation e, String written) {
    toSolve(e);
    listed.add(e);
    if (listed.size() > 1) {
      condition = new Equation(written, Exprs.and(listed.stream().map(Equation::relation).toList()));
    }
  }

  /** The equation that the formula at hand has put up last, or null. */
  Equation lastListed() {
    return listed.isEmpty() ? null : listed.getLast();
  }

  /** Reads something beside the chain, which then goes on as if it had not been there. */
  void aside(Runnable reading) {
    var chainEnd = last;
    var about = subject;
    var name = head;
    var solved = condition;
    reading.run();
    last = chainEnd;
    subject = about;
    head = name;
    condition = solved;
  }

  /** An equation that is to hold from here on, for the lines below to solve. */
  void toSolve(Equation e) {
    condition = e;
    var relation = e == null || e.relation() == null ? null : byComponents(e.relation());
    if (relation != null && system.stream().noneMatch(o -> o.relation().equals(relation))) {
      system.add(new Equation(e.latex(), relation));
    }
  }

  /** The equations of the part besides this one. */
  List<Expr> others(Expr equation) {
    return system.stream().map(Equation::relation).filter(e -> !e.equals(equation)).toList();
  }

  boolean mentions(Expr.Sym name) {
    return system.stream().anyMatch(e -> Trees.freeSymbols(e.relation()).contains(name));
  }

  /** The equation at hand gets a number to refer to. */
  void tag(String number) {
    tagged.put(number, condition);
  }

  /** The equation of this number, or null. */
  Equation tagged(String number) {
    return tagged.get(number);
  }

  /** The equations of the components; null for what else speaks of vectors. */
  private static Expr byComponents(Expr e) {
    var apart = Equation.byComponents(e);
    return Equation.speaksOfArrays(apart) || Trees.any(apart, x -> x instanceof Expr.Limit || x instanceof Expr.Diff) ? null : apart;
  }
}
