package org.gradus.claim;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.Rank;
import org.gradus.notation.Relation;
import org.gradus.notation.Span;
import org.gradus.notation.Statement;
import org.gradus.notation.Terms;

/** One statement, read from left to right: each relation sign defines, assumes or claims something. */
final class Chain {

  private final Reading reading;
  private final FormulaText text;
  private final Statement statement;
  private final List<Side> members;
  private final Wording wording;
  private final Context context;
  private final Trail trail;
  private final StepBuilder builder;
  private final Definitions definitions;
  private final Solving solving;
  private final List<Claim> claims;
  private final List<Expectations.Ordinal> ordinals;
  /** Where the first member of the chain is defined, as far as logarithms tell. */
  private List<Assumption> logarithms = List.of();

  /**
   * @param claims   gets what is claimed
   * @param ordinals gets which claim each relation sign has become
   */
  Chain(Reading reading, List<Claim> claims, List<Expectations.Ordinal> ordinals) {
    this.reading = reading;
    this.text = reading.text();
    this.statement = reading.statement();
    this.members = reading.members();
    this.wording = reading.wording();
    this.context = reading.context();
    this.trail = reading.trail();
    this.builder = reading.builder();
    this.definitions = new Definitions(reading);
    this.solving = new Solving(this, reading);
    this.claims = claims;
    this.ordinals = ordinals;
  }

  NewNames names() {
    return definitions.names();
  }

  void read() {
    var shown = shownVectors();
    shown.forEach((name, column) -> context.define(name, List.of(), false, column, reading.line(members.stream().filter(Objects::nonNull).findFirst().orElseThrow()), false));
    relations();
    shown.keySet().forEach(context::undefine); // below it w may be another thing, w_1 = w_2 = w
  }

  private void relations() {
    int from = 0;
    Equation before = null;
    boolean arrows = false;
    boolean onlyDefined = false;
    for (int i = 0; i <= statement.relations().size(); i++) {
      boolean end = i == statement.relations().size();
      if (!end && !isArrow(statement.relations().get(i).kind())) {
        continue;
      }
      // members from .. i form one part
      var equation = solving.equation(from, i);
      if (!arrows && end && i > from && from == 1 && members.get(0) == null && leadsOn()) {
        part(from, i, false); // an arrow that only leads on
        from = i + 1;
        continue;
      }
      if (!arrows && !end && i == 0 && members.get(0) == null && leadsOn()) {
        from = 1;
        continue;
      }
      boolean follows = arrows && statement.relations().get(from - 1).kind() == Relation.Kind.IMPLIES && derives(from, i)
          && (onlyDefined || !derives(0, 1));
      if (!arrows || follows) { // z = wx + b ⇒ ∂z/∂w = x: nothing is solved
        int was = claims.size();
        part(from, i, !end && !follows);
        onlyDefined = follows || claims.size() > was && claims.subList(was, claims.size()).stream().allMatch(c -> c.kind() == Kind.DEFINITION);
        before = follows ? null : equation != null ? equation : solving.refers() ? solving.referred() : trail.condition;
      } else {
        trail.arrowSource = before;
        solving.arrow(statement.relations().get(from - 1), before, equation, from, i);
        before = equation != null ? equation : before;
      }
      arrows = true;
      from = i + 1;
    }
    if (statement.relations().stream().anyMatch(r -> isArrow(r.kind())) && before != null && !onlyDefined) {
      trail.toSolve(before);
    }
    if (Solving.isRoman(statement.tag()) && trail.condition != null) {
      trail.tag(statement.tag().replaceAll("[()]", ""));
    }
  }

  /** Vectors of the document whose entries the formula shows: a column of w_1, …, w_d is the vector w. */
  private Map<String, Expr> shownVectors() {
    var found = new LinkedHashMap<String, Expr>();
    for (var member : members) {
      if (member != null && member.raw() != null) {
        Trees.any(member.exact(), e -> {
          var name = Literals.shownVector(e);
          if (name != null && !e.equals(member.exact()) && context.rank(name, 0) == Rank.COLUMN && !context.isDefined(name) && !context.isIndexed(name)) {
            found.put(name, e);
          }
          return false;
        });
      }
    }
    numberedVectors().forEach(found::putIfAbsent);
    return found;
  }

  /** Vectors of a said length of which the formula names entries by their numbers: with w ∈ ℝ² it speaks of w_1 and w_2. */
  private Map<String, Expr> numberedVectors() {
    var sides = members.stream().filter(m -> m != null && m.raw() != null).map(Side::exact).toList();
    var names = new LinkedHashSet<String>();
    for (var v : sides.stream().flatMap(e -> Trees.freeSymbols(e).stream()).toList()) {
      names.add(NumberedEntries.vector(v.name()));
      if (context.definition(v.name()) instanceof Definition d) { // beside v also p, which is v_1 + v_2
        Trees.freeSymbols(d.body()).forEach(x -> names.add(NumberedEntries.vector(x.name())));
      }
    }
    names.remove(null);
    names.removeIf(w -> sides.getFirst() instanceof Expr.Sym v && w.equals(NumberedEntries.vector(v.name()))
        || sides.stream().anyMatch(e -> Trees.any(e, x -> isDerivativeBy(x, w))));
    var found = new LinkedHashMap<String, Expr>();
    for (var w : names) {
      var column = context.isDefined(w) || context.isIndexed(w) ? null : NumberedEntries.column(w, sides, context);
      if (column != null) {
        found.put(w, column);
      }
    }
    return found;
  }

  private static boolean isDerivativeBy(Expr e, String vector) {
    var by = e instanceof Expr.Diff d ? d.by() : e instanceof Expr.Call c && (c.is("grad") || c.is("hessian")) ? c.args().get(1) : null;
    return by != null && Trees.any(by, x -> x instanceof Expr.Sym v && v.name().equals(vector));
  }

  /** Whether members from..to state what a derivative is. */
  private boolean derives(int from, int to) {
    return to > from && members.get(from) != null && members.get(from).raw() != null
        && statement.relations().get(from).kind() == Relation.Kind.EQ
        && Trees.any(members.get(from).raw(), x -> x instanceof Expr.Diff || x instanceof Expr.Call c && c.is("grad"));
  }

  /** Whether the arrow at the beginning follows nothing that is being solved, and one statement stands behind it. */
  private boolean leadsOn() {
    return trail.condition == null && !solving.refers() && statement.relations().size() > 1
        && statement.relations().stream().skip(1).noneMatch(r -> isArrow(r.kind()))
        && statement.relations().get(1).kind() == Relation.Kind.EQ && members.size() > 2 && members.get(1) != null;
  }

  static boolean isArrow(Relation.Kind kind) {
    return kind == Relation.Kind.IMPLIES || kind == Relation.Kind.IFF;
  }

  void add(Claim claim, Relation sign) {
    trail.touched |= claim.kind() == Kind.SOLUTION || claim.kind() == Kind.CONDITION;
    ordinals.add(new Expectations.Ordinal(sign.span().start(), claims.size()));
    claims.add(claim);
    if (claim instanceof Claim.Step step) {
      trail.stationary.derived(step, context.scope());
    }
  }

  private void part(int from, int to, boolean arrowFollows) {
    if (from == to) {
      if (!solving.choice(from)) {
        single(members.get(from));
      }
      return;
    }
    var first = members.get(from);
    boolean silent = false;
    Side left = first;
    if (first == null) {
      left = trail.last;
    } else {
      silent = from == 0 && trail.condition == null && first.raw() != null && !first.exact().equals(trail.subject) && SilentStep.goesOn(reading, trail.last, first);
      trail.head = null;
      if (first.raw() != null) {
        trail.subject = text.display() ? first.exact() : trail.subject;
      }
      logarithms = logarithms(first);
    }
    boolean anew = first != null;
    if (silent) {
      silent(first);
    }
    if (isCommonValue(from, to)) {
      for (int i = from; i < to; i++) {
        trail.head = null;
        add(relation(new Link(members.get(i), statement.relations().get(i), members.get(to), true), true), statement.relations().get(i));
      }
      trail.last = members.get(to);
      return;
    }
    boolean set = anew && from == 0 && first.raw() != null && !arrowFollows && (to == from + 1 || areValues(from + 1, to)) && solving.setsToZero(first, members.get(from + 1));
    trail.stationary.begins();
    int done = from;
    if (!arrowFollows && (to == from + 1 || set) && anew && members.get(from + 1) != null && solving.solves(from)) {
      if (to == from + 1) {
        return;
      }
      done = from + 1; // w = 23/14 ≈ 1.643
      left = trail.last;
    }
    int begin = from;
    if (anew && done == from && to > from + 1 && isSameFunction(first, members.get(from + 1))) {
      var sign = statement.relations().get(from);
      add(builder.unclaimed(first.start(), members.get(from + 1).end(), first.latex(), sign.latex(), members.get(from + 1).latex(), Kind.DEFINITION,
          "two ways to write the same function"), sign);
      begin = from + 1;
      done = begin;
      left = members.get(begin);
    }
    for (int i = done; i < to; i++) {
      var sign = statement.relations().get(i);
      var right = members.get(i + 1);
      if (right == null) {
        if (i + 1 < to) {
          add(builder.nothingBetween(left, sign, statement.relations().get(i + 1).span().end()), sign);
          left = null;
        }
        trail.last = left;
        continue; // cut off here: goes on in the next display
      }
      if (left == null) {
        add(builder.unclaimed(sign.span().start(), right.end(), null, sign.latex(), right.latex(), Kind.NONE,
            "continues nothing: no formula stands before it"), sign);
      } else {
        boolean lastOne = i == to - 1;
        if (arrowFollows && isBound(left, sign, right)) {
          add(builder.unclaimed(anew && i == begin ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(),
              right.latex(), Kind.CONDITION, "an inequality to be solved, not one that always holds"), sign);
          trail.last = right;
          left = right;
          continue;
        }
        if (arrowFollows && lastOne && isToBeZero(left, sign, right)) {
          add(builder.unclaimed(anew && i == begin ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(),
              right.latex(), Kind.CONDITION, "an equation to be solved, not an identity"), sign);
          trail.last = right;
          left = right;
          continue;
        }
        add(relation(new Link(left, sign, right, anew && i == begin), lastOne), sign);
      }
      trail.last = right;
      left = right;
    }
    trail.stationary.ends(wording);
  }

  /** {@code f(x; θ) = f(x; w, b) = …}: a function without a meaning so far, its parameters first in one letter and then one by one. */
  private boolean isSameFunction(Side bundled, Side listed) {
    return bundled.raw() instanceof Expr.Apply f && listed != null && listed.raw() instanceof Expr.Apply g && f.name().equals(g.name()) && f.primes() == 0 && g.primes() == 0
        && context.definition(f.name()) == null && g.args().size() > f.args().size() && f.args().size() > 1
        && f.args().subList(0, f.args().size() - 1).equals(g.args().subList(0, f.args().size() - 1))
        && f.args().getLast() instanceof Expr.Sym all && !context.isDefined(all.name()) && g.args().stream().allMatch(a -> a instanceof Expr.Sym);
  }

  /** Whether what stands at these places are numbers, or what they are rounded to. */
  private boolean areValues(int from, int to) {
    for (int i = from; i <= to; i++) {
      if (members.get(i) == null || members.get(i).raw() == null || !Reading.isClosed(members.get(i).exact())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOrder(Relation sign) {
    var op = Elaborator.relOp(sign.kind());
    return op == RelOp.LT || op == RelOp.LE || op == RelOp.GT || op == RelOp.GE;
  }

  /** {@code h''(p) = … ≤ −4} is about the p for which there is h(p): a derivative has no wider domain than the function. */
  private List<Assumption> logarithms(Side first) {
    if (first.raw() == null || !Trees.any(first.raw(), x -> x instanceof Expr.Diff || x instanceof Expr.Apply a && a.primes() > 0
        || x instanceof Expr.Sym s && s.name().endsWith("_prime"))) {
      return List.of();
    }
    try {
      var found = new LinkedHashSet<Expr>();
      logarithms(reading.resolve(first.exact()), found);
      return found.stream().filter(arg -> !Trees.freeSymbols(arg).isEmpty() && Probe.fails(RelOp.GT, arg, Exprs.ZERO)).map(arg -> new Assumption(Exprs.rel(RelOp.GT, arg, Exprs.ZERO), null, Trees.freeSymbols(arg).iterator().next().name(), arg + " > 0, where log(" + arg + ") is defined"))
          .toList();
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private static void logarithms(Expr e, Set<Expr> found) {
    if (e instanceof Expr.At at) {
      var inside = new LinkedHashSet<Expr>();
      logarithms(at.body(), inside);
      inside.forEach(arg -> found.add(Trees.substitute(arg, at.var(), at.value())));
      return;
    }
    if (e instanceof Expr.Call c && c.is("log")) {
      found.add(c.arg());
    }
    Trees.children(e).forEach(c -> logarithms(c, found));
  }

  /** {@code w = b = 2}: every name gets the number; no name is defined by another. */
  private boolean isCommonValue(int from, int to) {
    if (to < from + 2 || trail.condition != null || members.subList(from, to + 1).stream().anyMatch(m -> m == null || m.raw() == null)
        || statement.relations().subList(from, to).stream().anyMatch(r -> r.kind() != Relation.Kind.EQ)) {
      return false;
    }
    var names = members.subList(from, to).stream().map(Side::raw).toList();
    return members.get(to).exact() instanceof Expr.Num && names.stream().allMatch(n -> n instanceof Expr.Sym || n instanceof Expr.Indexed)
        && names.stream().distinct().count() == names.size() && !names.stream().allMatch(n -> context.isDefined(n.toString()))
        && names.stream().noneMatch(n -> context.definition(n.toString()) instanceof Definition d && !Reading.isClosed(d.body()));
  }

  /** {@code |1 − ηa| < 1 ⇔ …}: an inequality that only some values satisfy. */
  private boolean isBound(Side left, Relation sign, Side right) {
    var op = Elaborator.relOp(sign.kind());
    if (op == null || op == RelOp.EQ || op == RelOp.APPROX || left.raw() == null || right.raw() == null) {
      return false;
    }
    try {
            return Probe.fails(op, context.hypotheses().atAssumed(reading.resolve(left.exact())), context.hypotheses().atAssumed(reading.resolve(right.exact())));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** {@code f'(x) = 2x − 4 = 0 ⇒ x = 2}: what is set to zero before it is solved. */
  private boolean isToBeZero(Side left, Relation sign, Side right) {
    if (sign.kind() != Relation.Kind.EQ || left.raw() == null || right.raw() == null || !Exprs.isZero(right.raw()) || Reading.isClosed(left.raw())) {
      return false;
    }
    try {
      return Probe.look(context.hypotheses().atAssumed(reading.resolve(left.exact())), Exprs.ZERO) != Probe.Sight.IDENTITY;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return Trees.any(left.raw(), x -> x instanceof Expr.Diff);
    }
  }

  private void single(Side side) {
    if (side == null) {
      return;
    }
    boolean follows = trail.last != null && text.display() && reading.connected() && side.raw() != null && !(side.raw() instanceof Expr.Logic)
        && statement.words().isEmpty() && trail.last != trail.lone && !trail.sideBySide;
    if (follows && !(side.raw() instanceof Expr.Sym)) {
      silent(side);
      trail.last = side;
      return;
    }
    claims.add(StepBuilder.states(side) ? builder.unreadable(side) : side.error() != null
        ? builder.unclaimed(side.start(), side.end(), null, null, null, Kind.NONE, side.error())
        : builder.unclaimed(side.start(), side.end(), null, null, null, Kind.NONE, "an expression alone claims nothing"));
    if (text.display()) {
      trail.last = side;
      trail.lone = side;
      trail.subject = side.raw() == null ? trail.subject : side.exact();
    }
  }

  /** The claim that a member without a sign before it equals the last one. */
  private void silent(Side side) {
    var sign = new Relation("=", Relation.Kind.EQ, new Span(side.start(), side.start()));
    add(builder.step(trail.last, sign, side, false, true), sign);
  }

  private Claim relation(Link link, boolean lastOne) {
    var left = link.left();
    var sign = link.sign();
    var right = link.right();
    boolean anew = link.anew();
    switch (sign.kind()) {
      case ASSIGN -> {
        if (left.raw() != null) {
          definitions.updated(left, members.getLast() == null ? right : members.getLast());
        }
        return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.DEFINITION,
            "an update gives a new value; it is no equation");
      }
      case PROPTO, DISTRIBUTED -> {
        return builder.unclaimed(left.start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.NONE, "not a relation between values");
      }
      case IN -> {
        if (right.latex().matches("\\s*(?:\\\\mathbb\\s*\\{?\\s*R\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)\\s*\\^.*")) {
          return builder.unclaimed(anew ? left.start() : sign.span().start(), right.end(), left.latex(), sign.latex(), right.latex(), Kind.ASSUMPTION,
              "says what is a vector or a matrix");
        }
      }
      case EQ, DEFINE, APPROX, NE, LT, LE, GT, GE, IMPLIES, IFF -> { }
    }
    if (left.raw() != null && right.raw() != null) {
      var other = link.isEquals() ? ofInverse(link) : null;
      other = other == null ? names().operand(link) : other;
      other = other == null && link.isEquals() ? names().abbreviation(link) : other;
      if (other != null) {
        return other;
      }
      if ((link.isEquals() || link.isApproximate()) && anew && atLimit(left, right) != left) {
        definitions.claims();
        return builder.step(atLimit(left, right), sign, right, true, false);
      }
      if (link.isEquals() && anew && isAsymptotic(left, right)) {
        context.doubt(Doubts.names(left.latex(), context));
        return link.unclaimed(builder, Kind.NONE, "says how the left side grows in the limit");
      }
      names().firstUse(left, right);
      other = definitions.definition(link);
      boolean setToZero = anew && Exprs.isZero(right.raw()) && Solving.isGradientOfName(left.raw()); // ∇J = 0 = …
      other = other == null && link.isEquals() && (lastOne || setToZero) ? solving.asCondition(link) : other;
      if (other != null) {
        return other;
      }
    }
    definitions.claims();
    var step = builder.where(isOrder(sign) ? logarithms : List.of()).step(atLimit(left, right), sign, right, anew, false);
    if (step.kind() == Kind.NUMERIC && trail.head != null && step.decimals() != null && step.decimals().claimed() != null) {
      var shown = Rounding.shown(right, link.isApproximate());
      show(shown);
    }
    return step;
  }

  /** {@code f(x) = x² as x → ∞}: no equation, if it is not one everywhere. */
  private boolean isAsymptotic(Side left, Side right) {
    var l = wording.limit();
    return l != null && wording.tends() && Trees.any(right.raw(), x -> x.equals(l.var())) && Trees.any(left.raw(), x -> x.equals(l.var()))
        && !(left.raw() instanceof Expr.Limit);
  }

  /** 'if z tends to infinity, ∂J/∂z = 1' speaks of the limit. */
  private Side atLimit(Side left, Side right) {
    var l = wording.limit();
    boolean speaks = l != null && left.raw() != null && !Trees.any(left.raw(), x -> x instanceof Expr.Limit) && right.raw() != null && Trees.any(left.raw(), x -> x.equals(l.var()))
        && Trees.freeSymbols(right.exact()).isEmpty() && !Trees.freeSymbols(left.exact()).isEmpty();
    return speaks ? left.with(Exprs.limit(left.raw(), l.var(), l.to(), l.side()), "read as the limit that the sentence speaks of") : left;
  }

  /** {@code f⁻¹(x) = g} says {@code f(g) = x}; null if the left side is no inverse of a function of the document. */
  private Claim ofInverse(Link link) {
    var value = inverted(link.left());
    if (value == null) {
      return null;
    }
    var how = "f^{-1}(x) = g is read as f(g) = x";
    var x = ((Expr.Apply) link.left().raw()).args().getFirst();
    definitions.claims();
    // what the inverse is, it is at every argument, not only at what the letter stood for before
    boolean variable = x instanceof Expr.Sym v && context.definition(v.name()) instanceof Definition d && d.parameters().isEmpty() && !Reading.isClosed(d.body())
        && Trees.freeSymbols(link.right().exact()).contains(v);
    return builder.where(List.of()).taking(variable ? Set.of(((Expr.Sym) x).name()) : Set.of()).step(link.left().with(Exprs.apply(value, 0, List.of(link.right().exact())), how), link.sign(),
        link.right().with(link.left().decimals().exact(x), how), link.anew(), false);
  }

  /** The function whose inverse is applied on this side, or null. */
  private String inverted(Side side) {
    var name = side.raw() instanceof Expr.Apply a && a.args().size() == 1 && a.primes() == 0
        ? Terms.inverted(a.name()) : null;
    var d = name == null ? null : context.definition(name);
    return d != null && d.isFunction() && d.parameters().size() == 1 ? name : null;
  }

  /** Remembers the shown value, unless it is plainly not the value of the name. */
  private void show(Rounding.Shown shown) {
    double exact;
    try {
      exact = Probe.closed(context.values().atLast(reading.resolve(Exprs.sym(trail.head))));
    } catch (UnresolvedException | IllegalArgumentException | Derivatives.NotDifferentiable _) {
      exact = Double.NaN;
    }
    // The digits may come from digits that were rounded before: a few units are no mistake.
    double off = Math.abs(exact - shown.value().doubleValue());
    double unit = 2 * shown.halfUnit().doubleValue();
    boolean plausible = off <= unit || off <= 10 * unit && off <= 0.01 * Math.abs(exact);
    if (Double.isNaN(exact) || plausible) {
      // wide enough for the exact value too: what is computed from it may use either
      var half = shown.halfUnit();
      if (plausible && off > half.doubleValue()) {
        half = half.times(Rational.of((long) Math.ceil(off / half.doubleValue()) + 1));
      }
      context.values().show(new ValuesInForce.Shown(trail.head, shown.value(), half, shown.text(), Double.isNaN(exact) ? claims.size() : -1));
    }
  }
}
