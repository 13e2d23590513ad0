package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.Relation;
import org.gradus.notation.Span;
import org.gradus.notation.Statement;

/** Lines that solve an equation, each with the solutions of the one before, and arrows between equations. */
final class Solving {

  private final Chain chain;
  private final Reading reading;
  private final FormulaText text;
  private final Statement statement;
  private final List<Side> members;
  private final Wording wording;
  private final Context context;
  private final Trail trail;
  private final StepBuilder builder;
  /** Whether the words have just put up the equation that is to be solved. */
  private boolean set;

  Solving(Chain chain, Reading reading) {
    this.chain = chain;
    this.reading = reading;
    this.text = reading.text();
    this.statement = reading.statement();
    this.members = reading.members();
    this.wording = reading.wording();
    this.context = reading.context();
    this.trail = reading.trail();
    this.builder = reading.builder();
  }

  void arrow(Relation sign, Equation before, Equation after, int from, int to) {
    var member = members.get(from);
    if (member == null) {
      return; // an arrow to nothing
    }
    if (from == to && after == null) {
      if (trail.last != null && trail.condition == null && text.display() && statement.continues() && from == 1) {
        if (trail.last.raw() != null && member.raw() != null) {
          chain.names().firstUse(trail.last, member);
        }
        chain.add(builder.step(trail.last, sign, member, false, true), sign); // an arrow in the place of an equals sign
        trail.last = member;
      }
      return;
    }
    int end = members.get(to) == null ? member.end() : members.get(to).end();
    var written = text.text(member.start(), end);
    if (before == null) {
      chain.add(builder.unclaimed(member.start(), end, null, sign.latex(), written, Kind.CONDITION, "an equation to be solved"), sign);
      trail.toSolve(after);
      return;
    }
    chain.add(builder.solution(before, after == null ? null : withoutName(before, after), sign, written, member.start(), end,
        sign.kind() == Relation.Kind.IFF ? Solution.Arrow.EQUIVALENT : Solution.Arrow.IMPLIES, Solution.Tie.ARROW,
        to == from + 1 && members.get(to) != null ? new StepBuilder.Sides(member, statement.relations().get(from), members.get(to)) : null), sign);
    if (after != null) {
      trail.toSolve(after);
    }
  }

  /** {@code x = 2 or x = 3} below an equation that is being solved. */
  boolean choice(int at) {
    var side = members.get(at);
    if (side == null || !(side.raw() instanceof Expr.Logic) || trail.condition == null || trail.condition.relation() == null
        || !reading.connected()) {
      return false;
    }
    var equation = equation(at, at);
    if (equation == null || !sharesNames(equation.relation(), trail.condition.relation())) {
      return false;
    }
    var sign = new Relation("", Relation.Kind.EQ, new Span(side.start(), side.start()));
    chain.add(builder.solution(trail.condition, equation, sign, side.latex(), side.start(), side.end(), Solution.Arrow.EQUIVALENT, tie(equation), null), sign);
    trail.toSolve(equation);
    return true;
  }

  private Solution.Tie tie(Equation after) {
    boolean solved = after != null && (after.relation() instanceof Expr.Logic || after.relation() instanceof Expr.Rel r && r.lhs() instanceof Expr.Sym);
    return set ? solved ? Solution.Tie.GOES_ON : Solution.Tie.PERHAPS : wording.way().tie(trail.condition.relation(), text.display(), solved);
  }

  /** 'Setting the derivative to zero': from here on that is the equation to be solved. */
  boolean setsToZero(Side left, Side right) {
    var restated = right == null ? null : trail.stationary.restatedEquation(wording, left.raw(), right.raw(), context.scope());
    var equation = restated != null ? restated : trail.stationary.equation(wording, left.raw(), context.scope());
    if (equation == null) {
      return false;
    }
    trail.toSolve(equation);
    set = true;
    return true;
  }

  /** A line below an equation that is being solved: the same solutions. */
  boolean solves(int from) {
    if (trail.condition == null || !set && !reading.connected() || isRoman(statement.tag())) {
      return false; // (I), (II), … are the equations of a system
    }
    var sign = statement.relations().get(from);
    var left = members.get(from);
    var right = members.get(from + 1);
    if (left.raw() == null || right.raw() == null || sign.kind() != Relation.Kind.EQ) {
      return false;
    }
    if (isPutIn(left, right)) {
      return false;
    }
    if (trail.condition.relation() == null) {
      chain.add(builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.CONDITION,
          "a line of reading.solving() an equation that has no clear meaning"), sign);
      trail.last = right;
      return true;
    }
    if (trail.arrowSource != null && trail.arrowSource.relation() != null && left.raw() instanceof Expr.Sym v
        && Trees.freeSymbols(trail.arrowSource.relation()).contains(v)) { // ⇒ w = 0, b = ½
      var second = equation(from, from + 1);
      if (second != null) {
        chain.add(builder.solution(trail.arrowSource, second, sign, text.text(left.start(), right.end()), left.start(), right.end(),
            Solution.Arrow.IMPLIES, tie(second), new StepBuilder.Sides(left, sign, right)), sign);
        trail.last = right;
        return true;
      }
    }
    var equation = unknown(left, right);
    if (equation == null) {
      equation = equation(from, from + 1);
      if (equation != null && trail.lastListed() != null && (isSystem(trail.lastListed().relation(), equation.relation())
          || !text.display() && reading.wording().isBeside() && isOfOthers(trail.lastListed().relation(), equation.relation()))) {
        return false;
      }
      var target = Target.of(left.exact(), context);
      boolean defines = target != null && !context.isDefined(target.name()) && !context.isUsed(target.name());
      boolean says = equation != null && equation.relation() instanceof Expr.Rel q && q.lhs().equals(q.rhs()); // a name that is defined so
      if (equation == null || defines || says || !sharesNames(equation.relation(), trail.condition.relation())
          || !(equation.relation() instanceof Expr.Rel || equation.relation() instanceof Expr.Logic)
          || equation.relation() instanceof Expr.Rel r && Probe.look(r.lhs(), r.rhs()) == Probe.Sight.IDENTITY) {
        return false;
      }
      if (isGradient(left.raw())) {
        return false; // another quantity: a condition of its own
      }
    }
    boolean one = isOneOfSystem(equation.relation());
    chain.add(builder.solution(trail.condition, equation, sign, text.text(left.start(), right.end()), left.start(), right.end(),
        set || one ? Solution.Arrow.IMPLIES : Solution.Arrow.EQUIVALENT, tie(equation), new StepBuilder.Sides(left, sign, right)), sign);
    if (!one) {
      trail.toSolve(equation);
    }
    trail.last = right;
    return true;
  }

  /** {@code x − λ = 0, y − 2λ = 0}, hence {@code x = λ}: it follows from the system and does not replace it. */
  private boolean isOneOfSystem(Expr after) {
    return after instanceof Expr.Rel && trail.condition.relation() instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND && l.args().size() > 1
        && l.args().stream().allMatch(e -> e instanceof Expr.Rel r && r.op() == RelOp.EQ) && l.args().stream().distinct().count() > 1;
  }

  /** 'With $n = 400$' below an equation that is not solved for n alone: a value for a name in it, and no solution. */
  private boolean isPutIn(Side left, Side right) {
    return !text.display() && (wording.cue() == Cue.PUTS || wording.cue() == Cue.DEFINES || wording.cue() == Cue.CASE)
        && left.raw() instanceof Expr.Sym v && Reading.isClosed(right.exact()) && trail.condition.relation() instanceof Expr.Rel r
        && Trees.freeSymbols(r).size() > 1 && !r.lhs().equals(v);
  }

  /** Two equations in several common unknowns, of which none gives the value of one: they are to hold together. */
  private static boolean isSystem(Expr before, Expr after) {
    var common = Trees.freeSymbols(before);
    common.retainAll(Trees.freeSymbols(after));
    return common.size() > 1 && !isWorkedOut(before, after) && after instanceof Expr.Rel r && !(r.lhs() instanceof Expr.Sym) && !(r.rhs() instanceof Expr.Sym);
  }

  /** {@code 2p − λ = 0 and 2q − λ = 0}: each has a name that is not in the other. */
  private static boolean isOfOthers(Expr before, Expr after) {
    return after instanceof Expr.Rel r && !(r.lhs() instanceof Expr.Sym) && !(r.rhs() instanceof Expr.Sym)
        && !Trees.freeSymbols(before).containsAll(Trees.freeSymbols(after)) && !Trees.freeSymbols(after).containsAll(Trees.freeSymbols(before));
  }

  /** {@code ŵ = …} below a condition on w names its solution; null if the left side is no such name. */
  private Equation unknown(Side left, Side right) {
    if (!(left.raw() instanceof Expr.Sym v) || context.isDefined(v.name())) {
      return null;
    }
    var names = Trees.freeSymbols(trail.condition.relation());
    var base = Stationary.unknown(v.name());
    for (var name : List.of(v.name(), base)) {
      if (names.contains(Exprs.sym(name))) {
        if (!name.equals(v.name())) { // from here on the name stands for the solution
          context.define(v.name(), List.of(), false, right.exact(), reading.line(left), false);
        }
        return resolved(text.text(left.start(), right.end()), related(RelOp.EQ, Exprs.sym(name), right.exact()));
      }
    }
    return null;
  }

  /** An equation that only some points satisfy is one to be solved; null if this is none. */
  Claim asCondition(Link link) {
    var left = link.left();
    var right = link.right();
    boolean anew = link.anew();
    var equation = resolved(text.text(anew ? left.start() : right.start(), right.end()),
        Exprs.rel(RelOp.EQ, left.exact(), right.exact()));
    if (equation == null && reading.solving() && (Exprs.isZero(left.raw()) || Exprs.isZero(right.raw()))) {
      trail.condition = new Equation(text.text(left.start(), right.end()), null);
      return link.unclaimed(builder, Kind.CONDITION, "an equation to be solved");
    }
    if (equation == null || !(equation.relation() instanceof Expr.Rel r) || Trees.any(left.raw(), x -> x instanceof Expr.Limit)) {
      return null;
    }
    boolean zero = Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs());
    boolean constant = Reading.isClosed(r.lhs()) != Reading.isClosed(r.rhs());
    boolean label = anew && Trees.any(left.raw(), x -> x instanceof Expr.Diff || x instanceof Expr.Call c && c.is("grad")) || left.decimals().in(left.raw()).isEmpty()
        && Decimals.isDecimal(right.latex());
    var where = restrictions(r);
    var sight = Probe.look(context.hypotheses().atAssumed(r.lhs()), context.hypotheses().atAssumed(r.rhs()));
    if (!where.isEmpty() && sight == Probe.Sight.SOME_POINTS && Probe.look(context.hypotheses().atAssumed(r.lhs()), context.hypotheses().atAssumed(r.rhs()), where) == Probe.Sight.IDENTITY) {
      return null; // for x < 0: f'(x) = −1
    }
    boolean lone = anew && !label && (statement.relations().size() == 1 || reading.solving() && Chain.isArrow(statement.relations().get(1).kind()));
    if (zero && constant && anew && !text.display() && statement.relations().size() == 1 && sight == Probe.Sight.UNKNOWN
        && Trees.any(r, x -> x instanceof Expr.Big) && Trees.freeSymbols(r).stream().noneMatch(v -> v.name().endsWith("bar") || context.supposed(v.name()) != null)
        && Probe.isOfSomeFamilies(r.lhs(), r.rhs())) {
      return link.unclaimed(builder, Kind.CONDITION, "an equation between sums, not an identity"); // Σ α_i y_i = 0
    }
    boolean arrow = statement.relations().indexOf(link.sign()) + 1 < statement.relations().size()
        && Chain.isArrow(statement.relations().get(statement.relations().indexOf(link.sign()) + 1).kind());
    boolean ofData = zero && constant && sight == Probe.Sight.UNKNOWN && (anew ? arrow : link.left().raw() != null && trail.subject instanceof Expr.Diff)
        && Trees.any(r, x -> x instanceof Expr.Big) && Probe.isOfSomeFamilies(r.lhs(), r.rhs()); // Σ (x_i − μ) = 0 ⇒ …, ∂ℓ/∂μ = Σ (x_i − μ) = 0
    boolean ofArrays = zero && sight == Probe.Sight.UNKNOWN && (anew ? isGradientOfName(left.exact()) : isGradient(trail.subject))
        && (r.lhs() instanceof Expr.Matrix m ? text.display() && (Probe.zeros(m) == Probe.Sight.SOME_POINTS || Probe.zeros(m) == Probe.Sight.UNKNOWN) : OfSizeOne.isOfSomePoints(r)); // ∇f(w) = 2Xᵀ(Xw − y) = 0
    boolean afterZero = !anew && isGradientOfName(trail.subject) && Exprs.isZero(left.raw()) && sight != Probe.Sight.IDENTITY; // ∇J = 0 = …
    boolean isCondition = ofData || ofArrays || afterZero || reading.solving() && (lone || constant) && sight != Probe.Sight.IDENTITY && !(sight == Probe.Sight.UNKNOWN && Probe.isOfAllFamilies(r.lhs(), r.rhs()))
        || constant && sight == Probe.Sight.SOME_POINTS && (zero || !label)
        || anew && !text.display() && sight == Probe.Sight.SOME_POINTS && Prose.WHEN.matcher(wording.before()).matches();
    if (!isCondition) {
      return null;
    }
    var others = trail.others(equation.relation());
    var names = Trees.freeSymbols(equation.relation());
    boolean mayFollow = anew && others.size() > 1 && statement.relations().size() == 1
        && others.stream().flatMap(e -> Trees.freeSymbols(e).stream()).anyMatch(names::contains);
    trail.list(equation, text.text(0, right.end()));
    if (mayFollow) {
      return builder.solution(new Equation("", Exprs.and(others)), equation, link.sign(), text.text(left.start(), right.end()),
          left.start(), right.end(), Solution.Arrow.MAY_FOLLOW, Solution.Tie.PERHAPS, null);
    }
    return link.unclaimed(builder, Kind.CONDITION, "an equation to be solved, not an identity");
  }

  /** {@code ∇f(w) = 0}, and below it an equation in w without a derivative: the same one, carried out. */
  private static boolean isWorkedOut(Expr gradient, Expr after) {
    return gradient instanceof Expr.Rel r && isGradient(r.lhs()) && Exprs.isZero(r.rhs()) && OfSizeOne.isOfArrays(r)
        && !Trees.any(after, Solving::isGradient) && Trees.any(after, x -> x.equals(r.lhs() instanceof Expr.Diff d ? d.by() : ((Expr.Call) r.lhs()).args().get(1)));
  }

  /** Of what is written out as a formula the gradient is claimed to be 0; of a name it may be set to 0. */
  static boolean isGradientOfName(Expr e) {
    var of = e instanceof Expr.Diff d ? d.body() : e instanceof Expr.Call c && c.is("grad") ? c.arg() : null;
    return of instanceof Expr.Sym || of instanceof Expr.Apply || of instanceof Expr.Indexed;
  }

  private static boolean isGradient(Expr e) {
    return e instanceof Expr.Diff || e instanceof Expr.Call c && c.is("grad");
  }

  /** The inequalities in force that are about names of an equation. */
  private List<Expr> restrictions(Expr.Rel equation) {
    var names = Trees.freeSymbols(equation);
    return context.assumptions().stream().map(Assumption::relation).filter(x -> x != null && Trees.freeSymbols(x).stream().anyMatch(names::contains)).toList();
  }

  /** Members from..to as relations joined by and; null if there is none or it has no meaning. */
  Equation equation(int from, int to) {
    var latex = members.get(from) == null ? "" : text.text(members.get(from).start(),
        members.get(to) == null ? statement.members().get(to).span().end() : members.get(to).end());
    if (from == to && members.get(from) != null && members.get(from).raw() != null
        && (members.get(from).raw() instanceof Expr.Logic || members.get(from).raw() instanceof Expr.Rel)) {
      return resolved(latex, members.get(from).exact());
    }
    var parts = new ArrayList<Expr>();
    for (int i = from; i < to; i++) {
      var op = Elaborator.relOp(statement.relations().get(i).kind());
      var l = members.get(i);
      var r = members.get(i + 1);
      if (op == null || l == null || r == null || l.raw() == null || r.raw() == null) {
        return null;
      }
      if (op == RelOp.APPROX) {
        continue; // the value of a solution, rounded, is no equation
      }
      parts.add(related(op, l.exact(), r.exact()));
    }
    return parts.isEmpty() ? null : resolved(latex, Exprs.and(parts));
  }

  /** {@code x = 2 or x = 3} is read as one relation whose right side is a choice. */
  private static Expr related(RelOp op, Expr l, Expr r) {
    return r instanceof Expr.Logic choice && choice.op() == Expr.Logic.Op.OR
        ? Exprs.or(choice.args().stream().map(a -> a instanceof Expr.Rel ? a : Exprs.rel(op, l, a)).toList())
        : Exprs.rel(op, l, r);
  }

  private Equation resolved(String latex, Expr relation) {
    try {
      return new Equation(latex, reading.resolve(relation));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return supposing(latex, relation);
    }
  }

  /** The equation with what the document seems to mean by its names; null if that does not help. */
  private Equation supposing(String latex, Expr relation) {
    try {
      var resolver = reading.supposing();
      var meant = resolver.resolve(relation);
      return resolver.supposed().isEmpty() ? null : new Equation(latex, meant, resolver.supposed());
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  /** {@code u = v ⇒ u = v = w}: a new w names the common value, which nothing can contradict. */
  private Equation withoutName(Equation before, Equation after) {
    if (before.relation() == null || !(after.relation() instanceof Expr.Logic l) || l.op() != Expr.Logic.Op.AND
        || !(l.args().getLast() instanceof Expr.Rel r) || r.op() != RelOp.EQ || !(r.rhs() instanceof Expr.Sym name)) {
      return after;
    }
    var rest = Exprs.and(l.args().subList(0, l.args().size() - 1));
    boolean known = Trees.freeSymbols(rest).contains(name) || Trees.freeSymbols(before.relation()).contains(name)
        || Trees.freeSymbols(r.lhs()).contains(name)
        || trail.mentions(name);
    return known ? after : new Equation(after.latex(), rest);
  }

  /** {@code (I) − (II) ⇒ …}: the equations that the words before the arrow refer to, or null. */
  Equation referred() {
    var parts = new ArrayList<Expr>();
    for (var m = Pattern.compile("\\b[IVX]+\\b").matcher(String.join(" ", statement.words())); m.find();) {
      var e = trail.tagged(m.group());
      if (e == null || e.relation() == null) {
        return null;
      }
      parts.add(e.relation());
    }
    var written = text.text(0, statement.relations().getFirst().span().start());
    return parts.isEmpty() ? null
        : new Equation(written.replaceFirst("(?s)^.*\\\\\\\\", "").strip(), Exprs.and(parts));
  }

  boolean refers() {
    return statement.words().stream().anyMatch(w -> w.matches(".*\\b[IVX]+\\b.*"));
  }

  static boolean isRoman(String tag) {
    return tag != null && tag.matches("\\(?[IVX]+\\)?");
  }

  private boolean sharesNames(Expr a, Expr b) {
    var names = Trees.freeSymbols(b);
    return Trees.freeSymbols(a).stream().anyMatch(names::contains);
  }
}
