package org.gradus.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Checks that a relation follows from hypotheses, by one of a few rules. */
public final class Evidence {

  private static final int DIGITS = 40;
  private static final long VALUE_UNITS = 200;

  private Evidence() {}

  /** Throws {@link Rejected} unless the evidence shows {@code goal} wherever the known relations hold. */
  static void check(List<Expr.Rel> known, Expr.Rel goal, Node by) {
    Meter.spend(10);
    var d = Exprs.sub(goal.lhs(), goal.rhs());
    switch (by.text("rule")) {
      case "shape" -> {
        by.only("rule");
        require(Shape.implies(known, d, goal.op()), "the structure of " + d + " does not tell that " + goal);
      }
      case "linear" -> {
        by.only("rule", "sum");
        require(goal.op() != RelOp.EQ && goal.op() != RelOp.APPROX, "an equation needs a proof from both sides");
        infeasible(known, negation(goal, d), by);
      }
      case "both" -> {
        by.only("rule", "above", "below");
        require(goal.op() == RelOp.EQ, "from both sides only an equation follows");
        check(known, rel(RelOp.GE, d), by.node("above"));
        check(known, rel(RelOp.LE, d), by.node("below"));
      }
      case "multiple" -> {
        by.only("rule", "of", "times");
        var h = at(known, by.number("of"));
        require(h.op() == RelOp.NE && goal.op() == RelOp.NE && !by.rational("times").isZero(), "not a nonzero multiple");
        var normal = new Normal(List.of(), Hints.NONE);
        var multiple = Exprs.mul(Exprs.num(by.rational("times")), Exprs.sub(h.lhs(), h.rhs()));
        require(value(normal, d).minus(value(normal, multiple)).isZero(), "it is another multiple");
      }
      case "product" -> product(known, d, goal.op(), by);
      case "rewritten" -> rewritten(known, goal, d, by);
      case "value" -> {
        by.only("rule");
        require(isTrueNumber(goal), "values do not tell that " + goal);
      }
      case "box" -> {
        by.only("rule");
        require(Boxes.onOne(known, goal), "bounds of the variables do not tell that " + goal);
      }
      case "arc" -> arc(known, d, goal.op(), by);
      case "absurd" -> {
        by.only("rule", "by");
        absurd(known, by.node("by"));
      }
      default -> throw new Rejected("there is no rule '" + by.text("rule") + "' for relations");
    }
  }

  /** Whether a relation between numbers is decided by enclosing them. */
  public static boolean isTrueNumber(Expr.Rel r) {
    if (r.op() == RelOp.APPROX || !Trees.freeSymbols(r).isEmpty()) {
      return false;
    }
    Meter.spend(VALUE_UNITS);
    return new PointEvaluator(DIGITS).truth(r, Map.of()).isCertainlyTrue();
  }

  /** Another expression with the same normal form, which is defined where the sides are, has the sign. */
  private static void rewritten(List<Expr.Rel> known, Expr.Rel goal, Expr d, Node by) {
    by.only("rule", "as", "hints", "by");
    var e = by.expr("as");
    same(known, goal, d, e, by.nodes("hints"));
    check(known, rel(goal.op(), e), by.node("by"));
  }

  /** Throws {@link Rejected} unless e has the normal form of d, and a value wherever the sides of the goal have one. */
  static void same(List<Expr.Rel> known, Expr.Rel goal, Expr d, Expr e, List<Node> given) {
    new Presence(known, goal.lhs(), goal.rhs()).require(e);
    var hints = new Recorded(known, given);
    try {
      require(new Normal(known, hints).of(Expand.of(Exprs.sub(d, e))).isZero(), d + " is not " + e);
      hints.end();
    } catch (Normal.Refused | ArithmeticException x) {
      throw new Rejected(x.getMessage());
    }
  }

  /** The cosine of u is not negative for −π/2 ≤ u ≤ π/2, nor is the sine for 0 ≤ u ≤ π; off the ends they are positive. */
  private static void arc(List<Expr.Rel> known, Expr d, RelOp op, Node by) {
    by.only("rule", "from", "to");
    require(op == RelOp.GE || op == RelOp.GT, "an arc tells that a value is positive");
    var ends = arc(d, op == RelOp.GT);
    require(ends != null, d + " is no sine or cosine");
    check(known, ends.get(0), by.node("from"));
    check(known, ends.get(1), by.node("to"));
  }

  /** Where the argument of a sine or cosine has to lie for a value that is not negative, or positive; null for another expression. */
  public static List<Expr.Rel> arc(Expr d, boolean strict) {
    if (!(d instanceof Expr.Call c && (c.is("sin") || c.is("cos")))) {
      return null;
    }
    var half = Exprs.mul(Exprs.HALF, Exprs.PI);
    return List.of((Expr.Rel) Exprs.rel(strict ? RelOp.GT : RelOp.GE, c.arg(), c.is("sin") ? Exprs.ZERO : Exprs.neg(half)),
        (Expr.Rel) Exprs.rel(strict ? RelOp.LT : RelOp.LE, c.arg(), c.is("sin") ? Exprs.PI : half));
  }

  /** Whether the evidence, a JSON object, shows the goal. */
  public static boolean shows(List<Expr.Rel> known, Expr.Rel goal, Object by) {
    try {
      check(known, goal, new Node(by));
      return true;
    } catch (Rejected _) {
      return false;
    }
  }

  /** Throws {@link Rejected} unless the evidence shows that no point satisfies all the known relations. */
  static void absurd(List<Expr.Rel> known, Node by) {
    switch (by.text("rule")) {
      case "shape" -> {
        by.only("rule", "of");
        var h = at(known, by.number("of"));
        var others = new ArrayList<>(known);
        others.removeIf(h::equals);
        require(Shape.impossible(others, Exprs.sub(h.lhs(), h.rhs()), h.op()), h + " can hold");
      }
      case "linear" -> {
        by.only("rule", "sum");
        infeasible(known, null, by);
      }
      case "pinned" -> {
        by.only("rule", "of", "by");
        var h = at(known, by.number("of"));
        require(h.op() == RelOp.NE, h + " does not exclude a value");
        check(known, (Expr.Rel) Exprs.rel(RelOp.EQ, h.lhs(), h.rhs()), by.node("by"));
      }
      default -> throw new Rejected("there is no rule '" + by.text("rule") + "' for contradictions");
    }
  }

  static Expr.Rel at(List<Expr.Rel> known, int i) {
    if (i < 0 || i >= known.size()) {
      throw new Rejected("there is no hypothesis " + i);
    }
    return known.get(i);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new Rejected(message);
    }
  }

  private static Expr.Rel rel(RelOp op, Expr d) {
    return (Expr.Rel) Exprs.rel(op, d, Exprs.ZERO);
  }

  /** The negation of {@code d op 0} as a form. */
  private static Form negation(Expr.Rel goal, Expr d) {
    return switch (goal.op()) {
      case GT -> new Form(Exprs.neg(d), false, false);
      case GE -> new Form(Exprs.neg(d), true, false);
      case LT -> new Form(d, false, false);
      case LE -> new Form(d, true, false);
      case NE -> new Form(d, false, true);
      case EQ, APPROX -> throw new Rejected("the negation of an equation is not one relation");
    };
  }

  /** An expression that is ≥ 0, > 0 if strict, = 0 if an equation. */
  public record Form(Expr of, boolean strict, boolean equation) {}

  /** The sum of the forms, each times its number, is a constant that is negative, or zero though a form is positive. */
  private static void infeasible(List<Expr.Rel> known, Form goal, Node by) {
    var normal = new Normal(List.of(), Hints.NONE);
    var sum = Poly.ZERO;
    boolean strict = false;
    var terms = by.nodes("sum");
    require(!terms.isEmpty() && terms.get(0).rational("times").abs().isOne(), "a combination begins with 1 or -1");
    for (var term : terms) {
      var times = term.rational("times");
      var form = form(known, goal, term);
      require(form.equation() ? !times.isZero() : times.signum() > 0, "an inequality is multiplied by " + times);
      sum = sum.plus(polynomial(normal, form.of()).scale(Gauss.of(times)));
      strict |= form.strict();
    }
    var constant = sum.rational();
    require(constant != null && (constant.signum() < 0 || constant.isZero() && strict),
        "the inequalities do not add up to a contradiction");
  }

  /** What a term of a linear combination stands for. */
  static Form form(List<Expr.Rel> known, Form goal, Node term) {
    switch (term.text("use")) {
      case "hypothesis" -> {
        term.only("use", "of", "times");
        return form(at(known, term.number("of")));
      }
      case "negated goal" -> {
        term.only("use", "times");
        require(goal != null, "there is no goal to negate");
        return goal;
      }
      case "product" -> {
        term.only("use", "of", "and", "times");
        var a = form(at(known, term.number("of")));
        var b = form(at(known, term.number("and")));
        require(!a.equation() && !b.equation(), "a product of equations");
        return new Form(Exprs.mul(a.of(), b.of()), a.strict() && b.strict(), false);
      }
      case "sign" -> {
        term.only("use", "of", "times");
        var e = present(known, goal, term);
        int s = Shape.of(known, e);
        require((s & Shape.MINUS) == 0, "the sign of " + e + " is not clear");
        return new Form(e, s == Shape.PLUS, s == Shape.NULL);
      }
      case "upper" -> {
        term.only("use", "of", "times");
        return end(present(known, goal, term), true);
      }
      case "lower" -> {
        term.only("use", "of", "times");
        return end(present(known, goal, term), false);
      }
      case "number" -> {
        term.only("use", "of", "times");
        var e = term.expr("of");
        require(isTrueNumber(rel(RelOp.GT, e)), e + " is not shown to be positive by its value");
        return new Form(e, true, false);
      }
      case "exponential" -> {
        term.only("use", "of", "times");
        var u = present(known, goal, term);
        int s = Shape.of(known, u);
        if ((s & Shape.PLUS) == 0) {
          return new Form(Exprs.sub(Exprs.ONE, Exprs.exp(u)), s == Shape.MINUS, false);
        }
        require((s & Shape.MINUS) == 0, "whether the exponential of " + u + " exceeds 1 is not clear");
        return new Form(Exprs.sub(Exprs.exp(u), Exprs.ONE), s == Shape.PLUS, false);
      }
      default -> throw new Rejected("a sum has no term '" + term.text("use") + "'");
    }
  }

  /** What a term is about; it has a value where the relations hold and the goal is defined. */
  private static Expr present(List<Expr.Rel> known, Form goal, Node term) {
    var e = term.expr("of");
    (goal == null ? new Presence(known) : new Presence(known, goal.of())).require(e);
    return e;
  }

  public static Form form(Expr.Rel r) {
    return switch (r.op()) {
      case GT, GE -> new Form(Exprs.sub(r.lhs(), r.rhs()), r.op() == RelOp.GT, false);
      case LT, LE -> new Form(Exprs.sub(r.rhs(), r.lhs()), r.op() == RelOp.LT, false);
      case EQ -> new Form(Exprs.sub(r.lhs(), r.rhs()), false, true);
      case NE, APPROX -> throw new Rejected(r + " is not an inequality");
    };
  }

  private static Form end(Expr e, boolean upper) {
    var range = e instanceof Expr.Call c ? c.function().range() : null;
    var end = range == null ? null : upper ? range.upper() : range.lower();
    if (end == null || end.isZero()) {
      throw new Rejected("the table knows no such bound of " + e);
    }
    var d = Exprs.sub(e, Exprs.num(end));
    return upper ? new Form(Exprs.neg(d), !range.upperClosed(), false) : new Form(d, !range.lowerClosed(), false);
  }

  static Frac value(Normal normal, Expr e) {
    try {
      return normal.of(Expand.of(e)).cancelled();
    } catch (Normal.Refused | ArithmeticException x) {
      throw new Rejected(x.getMessage());
    }
  }

  static Poly polynomial(Normal normal, Expr e) {
    var f = value(normal, e);
    require(f.den().isEmpty() && !f.num().complex(), e + " is not a real polynomial");
    return f.num();
  }

  /** The sign of a quotient in normal form from the signs of its factors. */
  private static void product(List<Expr.Rel> known, Expr d, RelOp op, Node by) {
    by.only("rule", "hints", "signs");
    var hints = new Recorded(known, by.nodes("hints"));
    try {
      var f = new Normal(known, hints).of(Expand.of(d)).cancelled();
      var factors = factors(new Normal(known, hints), f);
      hints.end();
      var signs = by.nodes("signs");
      require(signs.size() == factors.size(), "there are " + factors.size() + " factors");
      int total = Shape.PLUS;
      for (int i = 0; i < signs.size(); i++) {
        total = Shape.times(total, sign(known, factors.get(i), signs.get(i)));
      }
      require(f.isZero() ? op.holdsForSign(0) : Shape.holds(total, op), "the signs of the factors do not tell");
    } catch (Normal.Refused | ArithmeticException e) {
      throw new Rejected(e.getMessage());
    }
  }

  /** A factor of a normal form; under a fraction bar it is not zero. */
  public record Factor(Expr of, Rational power, boolean under) {}

  /** The factors of a real quotient, the constant first. Throws {@link Normal.Refused} if it is not real. */
  public static List<Factor> factors(Normal normal, Frac f) {
    var list = new ArrayList<Factor>();
    if (f.isZero()) {
      return list;
    }
    if (f.num().complex() || f.den().keySet().stream().anyMatch(Poly::complex)) {
      throw new Normal.Refused("the value is not written in real terms");
    }
    var parts = normal.factors(f.num());
    list.add(new Factor(Exprs.num(parts.constant().re()), Rational.ONE, false));
    parts.monomial().exponents().forEach((a, e) -> list.add(new Factor(Normal.expr(Poly.of(a)), e, e.signum() < 0)));
    parts.factors().forEach((p, k) -> list.add(new Factor(Normal.expr(p), Rational.of(k), false)));
    f.den().forEach((p, k) -> list.add(new Factor(Normal.expr(p), Rational.of(k), true)));
    return list;
  }

  private static int sign(List<Expr.Rel> known, Factor f, Node n) {
    n.only("is", "by");
    int own = Shape.ANY;
    if (!n.text("is").equals("any")) {
      var op = Sexpr.relation(n.text("is"));
      check(known, rel(op, f.of()), n.node("by"));
      own = Shape.allowed(op);
    }
    if (Shape.even(f.power())) {
      own = Shape.PLUS | own & Shape.NULL;
    }
    return f.under() ? own & ~Shape.NULL : own;
  }

  /** Hints read off a certificate, each in its turn and each verified. */
  static final class Recorded implements Hints {

    private final List<Expr.Rel> known;
    private final List<Node> hints;
    private int next;

    Recorded(List<Expr.Rel> known, List<Node> hints) {
      this.known = known;
      this.hints = hints;
    }

    private Node next(String kind) {
      require(next < hints.size(), "a hint is missing");
      var hint = hints.get(next++);
      require(hint.text("about").equals(kind), "a hint about " + kind + " is expected");
      return hint;
    }

    /** Throws {@link Rejected} if hints are left over. */
    void end() {
      require(next == hints.size(), "there are more hints than questions");
    }

    @Override
    public int sign(Expr e) {
      var hint = next("sign");
      if (!hint.has("by")) {
        hint.only("about");
        return 0;
      }
      hint.only("about", "is", "by");
      var op = Sexpr.relation(hint.text("is"));
      require(op == RelOp.GE || op == RelOp.LE, "a sign is >= or <=");
      check(known, rel(op, e), hint.node("by"));
      return op == RelOp.GE ? 1 : -1;
    }

    @Override
    public boolean positive(Expr e) {
      var hint = next("positive");
      if (!hint.has("by")) {
        hint.only("about");
        return false;
      }
      hint.only("about", "by");
      check(known, rel(RelOp.GT, e), hint.node("by"));
      return true;
    }

    @Override
    public List<Factor> factors(Expr polynomial) {
      var hint = next("factors");
      if (!hint.has("product")) {
        hint.only("about");
        return List.of();
      }
      hint.only("about", "product");
      var list = new ArrayList<Factor>();
      for (var f : hint.nodes("product")) {
        f.only("of", "power");
        list.add(new Factor(f.expr("of"), f.number("power")));
      }
      return list;
    }
  }

}
