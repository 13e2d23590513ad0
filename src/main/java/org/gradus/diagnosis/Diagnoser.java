package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.claim.Kind;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;
import org.gradus.notation.Term;

/** Says what is wrong with a refuted step. Nothing is suggested that the referee has not proved. */
public final class Diagnoser {

  /** A side whose text is longer is not searched for edits. */
  static final int MAX_LENGTH = 600;

  /** A derivative written out is suggested up to this length. */
  static final int MAX_SUGGESTION = 160;

  private final Case c;
  private final Expr function;
  private final Expr.Sym by;

  private Diagnoser(Case c) {
    this.c = c;
    var slope = c.step().op() == RelOp.EQ ? slope(c.step().lhs()) : null;
    function = slope == null ? null : slope.body();
    by = slope == null ? null : (Expr.Sym) slope.by();
  }

  /** What was found, or null if nothing was. */
  public static Finding diagnose(Case c) {
    try {
      return new Diagnoser(c).find();
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  /** The smallest edit of an equation that its referee proves, or null: for equations whose meaning only the referee knows. */
  public static Finding edit(Case c) {
    var d = new Diagnoser(c);
    return c.source() == null ? null
        : new Search(c, Sieve.smallSizes(c), d.formula(Part.LEFT, d.formula(Part.RIGHT, null)), d.formula(Part.RIGHT, d.formula(Part.LEFT, null))).find();
  }

  /** The derivative of an explicit function by a variable that a side is, or null. */
  private static Expr.Diff slope(Expr e) {
    return switch (e) {
      case Expr.Diff d when d.by() instanceof Expr.Sym && d.order() == 1 -> d;
      case Expr.At a when a.body() instanceof Expr.Diff d && d.by().equals(a.var()) && d.order() == 1 && a.value() instanceof Expr.Sym z
          && !Trees.freeSymbols(d.body()).contains(z) -> (Expr.Diff) Exprs.diff(Trees.substitute(d.body(), a.var(), z), z, 1);
      case null, default -> null;
    };
  }

  private Finding find() {
    var step = c.step();
    if (step.property() != null) {
      return ShapeClaims.find(c);
    }
    if (step.solution() != null) {
      return new SolutionSlips(c, formula(Part.LEFT, null), formula(Part.RIGHT, null)).find();
    }
    if (step.op() == null || c.left() == null || c.right() == null) {
      return null;
    }
    if (hasLimit(c.left()) || hasLimit(c.right())) {
      return limit();
    }
    boolean ofIndices = c.holdsIf().size() == 1 && c.holdsIf().getFirst().matches("[a-z]'* = [a-z]'*") && step.op() == RelOp.EQ;
    var edited = ofIndices ? equality() : null; // rather the wrong index than two indices that are one
    if (edited != null) {
      return edited;
    }
    if (!c.holdsIf().isEmpty() && !c.holdsIf().getFirst().endsWith(" = 1") && !isFarFetched()) {
      return Finding.of(OtherSlips.ASSUMPTION, "this holds only if "
          + String.join(" and ", c.holdsIf()).replaceAll("(\\w) (symmetric|one-hot|invertible|diagonal|orthogonal)", "$1 is $2") + "; nothing here says so");
    }
    return switch (step.op()) {
      case EQ, APPROX -> equality();
      case LT, LE, GT, GE, NE -> new BoundSlips(c, formula(Part.LEFT, formula(Part.RIGHT, null)),
          formula(Part.RIGHT, formula(Part.LEFT, null))).find();
    };
  }

  /**
   * That a quantity which is known to be positive, or of which other powers stand here, is a label; that one of a few values
   * that a name is said to have is none.
   */
  private boolean isFarFetched() {
    return c.holdsIf().stream().filter(h -> h.matches("\\w+ in \\{(0|-1),1}")).map(h -> Exprs.sym(h.substring(0, h.indexOf(' '))))
        .anyMatch(x -> c.domain().constraints().stream().anyMatch(r -> Trees.freeSymbols(r).contains(x))
            || !x.name().matches("[yt](_.*|hat.*)?|label.*|target.*") && Trees.any(Exprs.add(c.left(), c.right()),
                e -> e instanceof Expr.Pow p && Trees.freeSymbols(p.base()).contains(x)))
        || c.holdsIf().stream().anyMatch(h -> c.domain().constraints().stream().anyMatch(r -> r instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR
            && Trees.freeSymbols(r).stream().anyMatch(x -> h.matches("\\Q" + x.name() + "\\E (?:[<>]=?|!=|=|≠|≤|≥) .*"))));
  }

  private static boolean hasLimit(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Limit);
  }

  // ---- the sides as written ----

  private Formula formula(Part part, Formula other) {
    var text = c.source() == null ? null : c.source().text(part);
    if (text == null || text.length() > MAX_LENGTH) {
      return null;
    }
    var root = c.source().term(part);
    return root == null ? null : new Formula(text, root, other, names(), inner().stream().map(LatexWriter::write).toList(),
        by != null || c.step().kind() == Kind.DERIVATIVE, c.step().kind() == Kind.NUMERIC);
  }

  private List<String> names() {
    if (c.source() == null) {
      return List.of();
    }
    var names = new LinkedHashSet<>(c.source().nearbyNames());
    var arrays = c.step().setting().arrays();
    for (var name : List.copyOf(names)) {
      var shape = arrays.shape(name);
      if (shape != null) {
        Trees.freeSymbols(Exprs.add(shape.rows(), shape.columns())).forEach(size -> names.add(size.name()));
      }
    }
    return names.stream().map(n -> LatexWriter.write(Exprs.sym(n)).replaceAll("_\\{(\\w)}", "_$1")).toList();
  }

  private List<Expr> inner() {
    return by == null ? List.of() : Botched.innerDerivatives(function, by);
  }

  /** The search for edits; null where the step has no text of its own. */
  private Search search(Screen screen) {
    if (c.source() == null) {
      return null;
    }
    var plainRight = formula(Part.RIGHT, null);
    var plainLeft = formula(Part.LEFT, null);
    return new Search(c, screen.isUseful() ? Sieve.values(c, screen) : Sieve.smallSizes(c), formula(Part.LEFT, plainRight),
        formula(Part.RIGHT, plainLeft));
  }

  // ---- equalities ----

  private Finding equality() {
    boolean rounded = c.step().decimals() != null;
    var screen = new Screen(c.op(), c.left(), c.right(), c.domain(), rounded);
    var search = search(screen);
    var edit = search == null ? null : search.find();
    if (rounded && c.step().decimals().claimed() != null) {
      return new Calculations(c).find(edit);
    }
    var rule = rounded ? null : rule(screen);
    if (rule != null && !nearer(edit, rule)) {
      return edit != null && edit.part() == Part.RIGHT ? edit.named(rule.slip(), rule.message()) : rule;
    }
    var value = rounded || edit != null && edit.kind().equals("sign") && edit.part() == Part.RIGHT ? null : new BareValue(c, screen).find();
    if (value != null) {
      return value;
    }
    if (edit != null) {
      return edit;
    }
    var linear = rounded ? null : linear(screen);
    if (linear != null) {
      return linear;
    }
    var difference = rounded ? null : new Differences(c, screen, inner()).find();
    if (difference != null && difference.slip() != OtherSlips.DIFFERENCE) {
      return difference;
    }
    var pair = rounded || search == null || !screen.isUseful() ? null : search.findPair();
    if (pair != null || difference != null) {
      return pair != null ? pair : difference;
    }
    if (rounded || isNumber(c.left()) && isNumber(c.right())) {
      return Finding.of(OtherSlips.VALUE, BareValue.both(c));
    }
    return screen.isUseful() ? new Differences(c, screen, inner()).left() : null;
  }

  private static boolean isNumber(Expr e) {
    return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed);
  }

  /** Whether the edit is a likelier explanation than a rule applied wrongly. */
  private boolean nearer(Finding edit, Finding rule) {
    if (edit == null || edit.edit().cost() >= 2) {
      return false;
    }
    boolean swapped = rule.slip() == OtherSlips.QUOTIENT_RULE && edit.slip() == SignSlips.SIDE
        && c.source().term(Part.RIGHT) instanceof Term.Fraction q && q.over() instanceof Term.Sum s
        && s.terms().size() > 1;
    return !swapped && (edit.kind().equals("sign") || edit.slip() == FunctionSlips.PRIME || edit.kind().equals("variable")
        || edit.kind().equals("label"));
  }

  /** The rule of differentiation that was applied wrongly, with the derivative written out; null if none explains it. */
  private Finding rule(Screen screen) {
    if (by == null || !screen.isUseful()) {
      return null;
    }
    for (var v : Botched.of(Derivatives.carryOut(function), by)) {
      var value = c.asJudged().apply(v.value());
      if (screen.mayBeEqual(value, c.right()) && c.referee().equal(value, c.right())) {
        return written(v.slip(), v.message(), c.left());
      }
    }
    return null;
  }

  /** The finding with the right side replaced, if the value is short enough to read and is proved. */
  private Finding written(Slip slip, String message, Expr value) {
    var text = c.source() == null ? null : c.source().text(Part.RIGHT);
    var latex = text == null ? null : LatexWriter.write(value);
    if (latex == null || latex.length() > MAX_SUGGESTION) {
      return Finding.of(slip, message);
    }
    var edit = Edit.replace(0, text.length(), latex, 5, message);
    var step = c.source().step(Part.RIGHT, latex);
    return step != null && c.referee().proves(step) ? Finding.of(slip, message, Part.RIGHT, edit, latex) : Finding.of(slip, message);
  }

  /** f(a + b) = f(a) + f(b), or the same from right to left. */
  private Finding linear(Screen screen) {
    for (boolean left : new boolean[] {true, false}) {
      var from = left ? c.left() : c.right();
      var to = left ? c.right() : c.left();
      for (var v : Linear.of(from)) {
        if (screen.mayBeEqual(v.value(), to) && c.referee().equal(v.value(), to)) {
          return Finding.of(FunctionSlips.LINEAR, v.message());
        }
      }
    }
    return null;
  }

  // ---- limits ----

  private Finding limit() {
    var text = c.source() == null ? null : c.source().text(Part.RIGHT);
    var value = hasLimit(c.left()) && !hasLimit(c.right()) ? c.referee().limit(c.left()) : null;
    var message = value == null ? "the limits are different" : "the limit is " + value;
    var slip = OtherSlips.LIMIT;
    if (value != null && c.left() instanceof Expr.Limit l) {
      var there = elsewhere(l);
      if (there != null) {
        slip = OtherSlips.LIMIT_END;
        message = "this is the limit for " + l.var() + " → " + there + "; here the limit is " + value;
      }
    }
    if (value == null || text == null) {
      return Finding.of(slip, message);
    }
    var latex = LatexWriter.write(value);
    var edit = Edit.replace(0, text.length(), latex, 3, message);
    var step = c.source().step(Part.RIGHT, latex);
    return step != null && c.referee().proves(step) ? Finding.of(slip, message, Part.RIGHT, edit, latex) : Finding.of(slip, message);
  }

  /** The other place at which the limit has the claimed value, in words; null if none of the usual ones. */
  private String elsewhere(Expr.Limit l) {
    record End(Expr to, int side, String words) {}
    var ends = new ArrayList<End>();
    if (l.to().equals(Exprs.INFINITY)) {
      ends.add(new End(Exprs.neg(Exprs.INFINITY), 0, "-∞"));
      ends.add(new End(Exprs.ZERO, 1, "0"));
    } else if (l.to().equals(Exprs.neg(Exprs.INFINITY))) {
      ends.add(new End(Exprs.INFINITY, 0, "∞"));
    } else {
      ends.add(new End(l.to(), -l.side(), l.to() + (l.side() > 0 ? " from below" : " from above")));
      ends.add(new End(Exprs.INFINITY, 0, "∞"));
      if (l.to().equals(Exprs.ZERO)) {
        ends.add(new End(Exprs.ONE, -1, "1"));
      } else if (l.to().equals(Exprs.ONE)) {
        ends.add(new End(Exprs.ZERO, 1, "0"));
      }
    }
    for (var end : ends) {
      var value = end.side == l.side() && end.to.equals(l.to()) ? null : c.referee().limit(Exprs.limit(l.body(), l.var(), end.to, end.side));
      if (value != null && (value.equals(c.right()) || !value.equals(Exprs.INFINITY) && !c.right().equals(Exprs.INFINITY)
          && !Trees.any(value, x -> x.equals(Exprs.INFINITY)) && c.referee().equal(value, c.right()))) {
        return end.words;
      }
    }
    return null;
  }
}
