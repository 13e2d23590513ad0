package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.PairSums;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Relation;

/** Makes claims of the members and relations of one statement: resolves both sides and adds what is known there. */
final class StepBuilder {

  /** A number before components in brackets. */
  private static final Pattern SCALED_TUPLE = Pattern.compile("-?\\s*(?:\\d+|\\\\[dt]?frac\\s*(?:\\d\\s*\\d|\\{\\d+\\}\\s*\\{\\d+\\}))?\\s*\\([^()&\\\\]*,[^()&\\\\]*\\)");

  private final Context context;
  private final FormulaText text;
  private final Map<String, Set<Expr>> scope;
  private final List<Assumption> local;
  private final Beside beside;
  private final ClaimSetting settings;
  /** Defined names that the claim takes for variables. */
  private Set<String> variables = Set.of();

  /**
   * What conditions beside a statement say of its names, but for what holds of them.
   *
   * @param quantified names that it says something of all values of
   * @param perhaps    what only some readers mean by it
   * @param unread     names of which it says more than was understood, and the lines
   */
  record Beside(Set<String> quantified, List<Assumption> perhaps, Map<String, Integer> unread) {}

  StepBuilder(Context context, FormulaText text, Map<String, Set<Expr>> scope, List<Assumption> local, Beside beside) {
    this.context = context;
    this.text = text;
    this.scope = scope;
    this.local = local;
    this.beside = beside;
    this.settings = new ClaimSetting(context, local, beside);
  }

  Claim.Unclaimed unclaimed(int start, int end, String lhs, String relation, String rhs, Kind kind, String reason) {
    return new Claim.Unclaimed(text.place(start, end), new Written(text.text(start, end), lhs, relation, rhs, null), kind, reason);
  }

  /** The builder of claims that are made under these assumptions too. */
  StepBuilder where(List<Assumption> more) {
    var all = new ArrayList<>(local);
    all.addAll(more);
    return new StepBuilder(context, text, scope, all, beside).taking(variables);
  }

  /** The same builder, of claims in which these names are variables; that they are what is defined stays another reading. */
  StepBuilder taking(Set<String> names) {
    variables = names;
    return this;
  }

  /** A builder of its own: what is read later in the document does not change it. */
  StepBuilder snapshot() {
    return new StepBuilder(context.copy(), text, scope, local, beside).taking(variables);
  }

  Context context() {
    return context;
  }

  FormulaText text() {
    return text;
  }

  /** What one side means here, definitions substituted. Throws {@link UnresolvedException}. */
  Expr meaning(Side own, Side other) {
    return meaning(own, other, new HashMap<>());
  }

  /**
   * The same.
   *
   * @param known meanings by the arguments they were found with, and whether formally
   */
  Expr meaning(Side own, Side other, Map<Object, Map<Set<String>, Map<Expr, Expr>>> known) {
    var arguments = arguments(own, other);
    try {
      return new Resolver(context, arguments, Map.of()).remembering(known.computeIfAbsent(List.of(arguments, false), _ -> new HashMap<>())).resolve(own.exact());
    } catch (UnresolvedException _) {
      return new Resolver(context, arguments, Map.of(), true).remembering(known.computeIfAbsent(List.of(arguments, true), _ -> new HashMap<>()))
          .resolve(own.exact());
    }
  }

  /**
   * What one side means in a step with that other one, names that are not defined yet by the given variant, or −1. Throws
   * {@link UnresolvedException}.
   *
   * @param known meanings by the arguments and held names they were found with
   */
  Expr meaning(Side own, Side other, int variant, Map<Object, Map<Set<String>, Map<Expr, Expr>>> known) {
    var arguments = arguments(own, other);
    var held = held(own, other);
    return new Resolver(context, arguments, Map.of()).holding(held).supposing(variant)
        .remembering(known.computeIfAbsent(List.of(arguments, held), _ -> new HashMap<>())).resolve(own.exact());
  }

  private boolean formal;
  /** Which variant of supposed meanings is taken; −1 for none. */
  private int supposing = -1;
  private Upstream upstream = Upstream.NONE;

  /** The claim that two neighbouring members stand in the relation. */
  Claim.Step step(Side left, Relation sign, Side right, boolean anew, boolean implicit) {
    int start = anew ? left.start() : implicit ? right.start() : sign.span().start();
    var written = new Written(text.text(start, right.end()), left.latex(), sign.latex(), right.latex(), null,
        new Rewriting(this, left, sign, right, implicit)).read(left, right);
    var place = text.place(start, right.end());
    var op = sign.kind() == Relation.Kind.IMPLIES ? RelOp.EQ : Elaborator.relOp(sign.kind());
    var error = left.error() != null ? left.error() : right.error();
    if (error == null && (left.speaksOfVectors() || right.speaksOfVectors())) {
      error = "a name with a transpose or a norm is a vector or a matrix; declare it: let x in R^n";
    }
    if (error != null) {
      return unreadable(place, written, StepKind.unread(left, right, sign), op, error, implicit);
    }
    try {
      var plain = resolved(place, written, left, sign, right, op, implicit);
      var better = supposes(plain) ? supposing(place, written, left, sign, right, op, implicit) : null;
      return better != null ? better : plain;
    } catch (UnresolvedException e) {
      var through = op == RelOp.EQ ? upstream(place, written, left, sign, right, op, implicit) : null;
      if (through != null) {
        return through;
      }
      var better = supposing(place, written, left, sign, right, op, implicit);
      if (better != null) {
        return better;
      }
      var numbered = op == RelOp.EQ ? numbered(place, written, left, sign, right, op, implicit) : null;
      if (numbered != null) {
        return numbered;
      }
      var formal = op == RelOp.EQ ? formally(place, written, left, sign, right, op, implicit) : null;
      return formal != null ? formal
          : unreadable(place, written, StepKind.of(left, right, sign, op), op, e.getMessage(), implicit);
    } catch (IllegalArgumentException e) {
      return unreadable(place, written, StepKind.of(left, right, sign, op), op, "cannot be put together: " + e.getMessage(), implicit);
    }
  }

  /** The step with losses that the document does not define taken as functions of the outermost quantity; null if that does not help. */
  private Claim.Step upstream(Place place, Written written, Side left, Relation sign, Side right, RelOp op, boolean implicit) {
    if (Upstream.isChain(left.exact(), right.exact())) {
      return null; // holds whatever lies between
    }
    upstream = Upstream.of(context, left.exact(), right.exact());
    try {
      return upstream.isEmpty() ? null : resolved(place, written, left, sign, right, op, implicit);
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    } finally {
      upstream = Upstream.NONE;
    }
  }

  /**
   * The equality with other sides of these meanings and what is known of their names, as {@link #step} would give it but for other
   * readings, notes and names without a value. Null where what comes of the sides depends on how they are written or on each other.
   */
  Claim.Step alike(Claim.Step s, Expr lhs, Expr rhs) {
    var sides = List.of(lhs, rhs);
    if (!s.setting().supposed().isEmpty() || sides.stream().anyMatch(e -> Trees.symbols(e).isEmpty() || Kinds.occur(e, Kinds.MATRIX | Kinds.INTEGRAL))
        || !PairSums.closed(sides, context::isDeclared).equals(sides)) {
      return null;
    }
    var step = new Claim.Step(s.place(), s.written(), s.kind(), s.op(), lhs, rhs, null, List.of(), settings.of(lhs, rhs, null), null, null, null, null,
        null, s.implicit(), List.of());
    return supposes(step) ? null : step;
  }

  /** Whether names of the step that nothing before it speaks of may get a meaning. */
  private boolean supposes(Claim.Step s) {
    return s.setting().unknown().stream().anyMatch(n -> context.supposed(n) != null);
  }

  /** The step with what the document seems to mean by its names; null if that does not help. */
  private Claim.Step supposing(Place place, Written written, Side left, Relation sign, Side right, RelOp op, boolean implicit) {
    supposing = 0;
    try {
      var step = resolved(place, written, left, sign, right, op, implicit);
      return step.setting().supposed().isEmpty() ? null : step;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    } finally {
      supposing = -1;
    }
  }

  private static Setting supposing(Setting plain, Set<Supposition> supposed) {
    return supposed.isEmpty() ? plain : plain.with(plain.arrays().with(supposed.stream().flatMap(s -> s.facts().stream()).toList()))
        .supposing(supposed.stream().map(s -> new Setting.Supposed(s.words(), s.firm())).toList());
  }

  /** The setting in which states before are taken for constants of a derivative, though they may depend on its variable. */
  private static Setting fixing(Setting s, Set<String> words) {
    return words.isEmpty() ? s : s.supposing(words.stream().map(w -> new Setting.Supposed(w, false)).toList());
  }

  /** Whether a derivative by what all states share is taken of what contains the state. */
  private static boolean isHeld(Expr state, Expr side) {
    return Trees.any(side, x -> x instanceof Expr.Diff d && d.by() instanceof Expr.Sym && Trees.any(d.body(), state::equals));
  }

  /** The setting with what is used of losses that the document does not define. */
  private Setting passing(Setting s) {
    return upstream.isEmpty() ? s : s.supposing(upstream.words().stream().map(w -> new Setting.Supposed(w, true)).toList());
  }

  /** The step by the other meanings that a name may have. */
  private List<Resolved> variants(Side left, Side right, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments, Set<Supposition> supposed) {
    var found = new ArrayList<Resolved>();
    for (var s : supposed) {
      for (int v = 1; v <= s.others().size(); v++) {
        found.add(new Resolved(new Resolver(context, leftArguments, Map.of()).supposing(v).resolve(left.exact()),
            new Resolver(context, rightArguments, Map.of()).supposing(v).resolve(right.exact()),
            s.definition().name() + " is read as " + s.others().get(v - 1)));
      }
    }
    return found;
  }

  /** {@code f = p + O(x^5)}: the limit that it speaks of. */
  private Claim.Step ofOrder(Place place, Written written, Side left, Side right, boolean implicit) {
    var lhs = new Resolver(context, arguments(left, right), Map.of()).resolve(left.exact());
    var rhs = new Resolver(context, arguments(right, left), Map.of()).resolve(right.exact());
    Order order;
    try {
      order = Order.of(Derivatives.carryOut(lhs), Derivatives.carryOut(rhs));
    } catch (Derivatives.NotDifferentiable _) {
      order = null;
    }
    if (order == null) {
      return unreadable(place, written, Kind.EQUALITY, RelOp.EQ, "a term O(…) of this kind is not decided", implicit);
    }
    return new Claim.Step(place, written, Kind.LIMIT, RelOp.EQ, order.limit(), Exprs.ZERO, null, List.of(),
        settings.of(order.limit(), Exprs.ZERO, null), null, null, null, null, null, implicit, List.of(order.words()));
  }

  private Claim.Step resolved(Place place, Written written, Side left, Relation sign, Side right, RelOp op, boolean implicit) {
    if (op == RelOp.EQ && (Order.isWritten(left, context) || Order.isWritten(right, context))) {
      return ofOrder(place, written, left, right, implicit);
    }
    var leftArguments = arguments(left, right);
    var rightArguments = arguments(right, left);
    var held = held(left, right);
    var states = halfHeld(held, left, right);
    var leftResolver = new Resolver(context, leftArguments, Map.of(), formal).holding(held).supposing(supposing).with(upstream);
    var rightResolver = new Resolver(context, rightArguments, Map.of(), formal).holding(held).supposing(supposing).with(upstream);
    var closed = PairSums.closed(sign.kind() == Relation.Kind.IN ? List.of(leftResolver.resolve(left.exact()))
        : List.of(leftResolver.resolve(left.exact()), rightResolver.resolve(right.exact())), context::isDeclared);
    if (op != RelOp.EQ && (leftResolver.hasGoneBetween() || rightResolver.hasGoneBetween())) { // |w_l| ≤ 1 is not known to be said of w_1
      return unreadable(place, written, StepKind.of(left, right, sign, op), op, "of a derivative by way of other states only equations are decided", implicit);
    }
    var cut = new LinkedHashSet<>(leftResolver.cut());
    cut.addAll(rightResolver.cut());
    var later = new NumberedStates(context, leftResolver::resolve);
    var apart = op == RelOp.EQ && closed.size() == 2 && later.concern(left.exact(), right.exact()) ? later.apart(closed.get(0), closed.get(1), cut) : null;
    var sides = apart != null ? apart : op == RelOp.EQ ? Antiderivatives.compared(closed) : closed;
    boolean ofMatrices = LoewnerOrder.is(sign);
    boolean row = leftResolver.hasEntriesTaken() && sides.getLast() instanceof Expr.Matrix m && m.rows().size() == 1 && sides.getFirst() instanceof Expr.Matrix && isColumn(sides.getFirst()) && !isGradient(left.raw())
        && !left.latex().contains("\\nabla") && !isTuple(right, m);
    var lhs = ofMatrices ? LoewnerOrder.form(sides.getFirst(), sides.getLast(), List.of(left.exact(), right.exact()), context)
        : row ? Literals.transposed((Expr.Matrix) sides.getFirst()) : sides.getFirst(); // a derivative by a column is written as a row
    var asWritten = sign.kind() == Relation.Kind.IN ? null : ofMatrices ? Exprs.ZERO : sides.getLast();
    var tuple = asWritten != null && (isGradient(left.raw()) || isColumn(lhs)) ? tupleAsColumn(right, asWritten) : asWritten;
    var rhs = tuple instanceof Expr.Matrix m && FlatLists.is(right, m) && new Ranks(context).of(lhs) == Rank.COLUMN ? Literals.transposed(m) : tuple;
    var open = leftResolver.openLength() != null ? leftResolver.openLength() : rightResolver.openLength();
    if (open != null && lhs instanceof Expr.Matrix a && rhs instanceof Expr.Matrix b && a.rows().size() * a.rows().getFirst().size() != b.rows().size() * b.rows().getFirst().size()) {
      return unreadable(place, written, StepKind.of(left, right, sign, op), op, "how many entries " + open + " has is not said; write " + open + " in R^" + (b.rows().size() * b.rows().getFirst().size()), implicit);
    }
    Expr proposition = sign.kind() == Relation.Kind.IN ? membership(lhs, right) : null;
    for (var resolver : List.of(leftResolver, rightResolver)) {
      resolver.cut().stream().filter(x -> rhs == null || op != RelOp.EQ || !occurs(x, lhs) || !occurs(x, rhs))
          .forEach(x -> states.add(((Expr.Indexed) x).base())); // a state is not free: it comes from those before it
    }
    if (rhs != null) {
      Trees.any(lhs, x -> isGoverned(x, rhs) && states.add(((Expr.Indexed) x).base()) && false);
      Trees.any(rhs, x -> isGoverned(x, lhs) && states.add(((Expr.Indexed) x).base()) && false);
    }
    var fixed = new LinkedHashSet<String>();
    leftResolver.cut().stream().filter(x -> isHeld(x, lhs)).forEach(x -> fixed.add(x + " held fixed"));
    if (rhs != null) {
      rightResolver.cut().stream().filter(x -> isHeld(x, rhs)).forEach(x -> fixed.add(x + " held fixed"));
    }
    var notes = new LinkedHashSet<String>();
    notes.addAll(left.readings());
    notes.addAll(right.readings());
    notes.addAll(leftResolver.notes());
    notes.addAll(rightResolver.notes());
    if (apart != null) {
      notes.add("later states are put in by their definition");
    } else if (!sides.equals(closed)) {
      notes.add("integrals without limits are compared by their derivatives");
    }
    if (implicit) {
      notes.add("no relation is written; compared with the line above");
    }
    var supposed = new LinkedHashSet<>(leftResolver.supposed());
    supposed.addAll(rightResolver.supposed());
    var kind = StepKind.of(left, right, sign, op);
    var shown = sign.kind() == Relation.Kind.EQ || sign.kind() == Relation.Kind.APPROX
        ? Rounding.shown(right, sign.kind() == Relation.Kind.APPROX) : null;
    boolean plugged = (op == RelOp.EQ || op == RelOp.APPROX) && proposition == null && hasNumbersPluggedIn(lhs, right, rhs);
    if (plugged && holdsAtLastValues(lhs, rhs)) {
      Trees.freeSymbols(lhs).stream().map(v -> context.values().last(v.name())).filter(a -> !local.contains(a)).forEach(local::add);
    } else if (op == RelOp.EQ && plugged) {
      var missing = names(Trees.freeSymbols(lhs));
      return unreadable(place, written, kind, op, "the right side has numbers put in for " + missing
          + ", and the document does not give them", implicit);
    }
    if (op == RelOp.APPROX && !Trees.freeSymbols(lhs).isEmpty() && Trees.freeSymbols(rhs).isEmpty()
        && !context.hypotheses().fixes(Trees.freeSymbols(lhs)) && kind != Kind.LIMIT && !(plugged && holdsAtLastValues(lhs, rhs))) {
      return unreadable(place, written, kind, op, "says what happens for some values of " + names(Trees.freeSymbols(lhs))
          + ", and not for which; write it as a limit", implicit);
    }
    var used = new LinkedHashSet<>(leftResolver.used());
    used.addAll(rightResolver.used());
    if (kind == Kind.DERIVATIVE && rhs != null && !Probe.close(lhs, rhs)) {
      var numbers = used.stream().filter(context.values()::hasNumbersPutIn).findFirst();
      if (numbers.isPresent()) {
        return unreadable(place, written, kind, op, numbers.get() + " is given with numbers in the place of names (line "
            + context.definition(numbers.get()).line() + "), so what it depends on is not known", implicit);
      }
    }
    var decimals = proposition != null || formal || supposing >= 0 || !upstream.isEmpty() ? null
        : new Rounding(context).boxed(left, right, shown, leftArguments, rightArguments);
    var readings = new ArrayList<>(alternatives(left, right, lhs, rhs, leftArguments, rightArguments,
        leftResolver.usedEntryValues() || rightResolver.usedEntryValues()));
    if (rhs != null) {
      readings.addAll(new FlatLists(context).turned(used, left, right, leftArguments, rightArguments));
      readings.addAll(new CaseValues(context).before(used, left, right, leftArguments, rightArguments));
      readings.addAll(new EarlierParts(context).without(used, left, right, lhs, rhs, leftArguments, rightArguments));
      readings.addAll(asDefined(held, left, right, leftArguments, rightArguments));
    }
    if (kind == Kind.DERIVATIVE && rhs != null) {
      readings.addAll(NoisyModels.held(context, used, held, left, right, leftArguments, rightArguments));
    }
    readings.addAll(variants(left, right, leftArguments, rightArguments, supposed));
    if (decimals != null && shown == null) {
      readings.addAll(new ShownAgain(context).reading(left, right, leftArguments, rightArguments));
    }
    return new Claim.Step(place, written, kind, proposition != null ? null : op, lhs, rhs, proposition,
        readings, fixing(passing(supposing(settings.of(lhs, rhs, proposition, withoutVariables(held), states), supposed)), fixed), null, decimals,
        null, null, null, implicit, List.copyOf(notes));
  }

  /** A member that a recursion makes from those before it, and that the other side does not have. */
  private boolean isGoverned(Expr x, Expr other) {
    return x instanceof Expr.Indexed member && context.unrolling().governs(member, context.scope()) && !occurs(x, other);
  }

  /**
   * The vectors by whose entries derivatives in the step are taken, and the names of models. What is made of something that
   * derivatives are taken by as well is none of them: beside ∂L/∂z_i, the a of ∂L/∂a_i is σ(z). Nor is what cannot have any value, as h = tanh(z).
   */
  private Set<String> held(Side left, Side right) {
    var held = new LinkedHashSet<>(new Resolver(context, Map.of(), Map.of()).wholeVariables(left.exact()));
    held.addAll(new Resolver(context, Map.of(), Map.of()).wholeVariables(right.exact()));
    var by = differentiatedBy(left, right);
    var ingredients = new Ingredients(context);
    held.removeIf(v -> !isLinear(context.definition(v).body()) || ingredients.of(Exprs.sym(v)).stream().anyMatch(x -> !x.equals(v) && by.contains(x)));
    if (differentiates(left) || differentiates(right)) {
      context.models().stream().filter(m -> context.isDefined(m) && !context.definition(m).isFunction()).forEach(held::add);
    }
    held.addAll(variables);
    return held;
  }

  private Set<String> withoutVariables(Set<String> held) {
    var others = new LinkedHashSet<>(held);
    others.removeAll(variables);
    return others;
  }

  /** The reading in which the names that are taken for variables are what the document defined. */
  private List<Resolved> asDefined(Set<String> held, Side left, Side right, Map<String, Set<Expr>> leftArguments, Map<String, Set<Expr>> rightArguments) {
    if (variables.isEmpty()) {
      return List.of();
    }
    var others = withoutVariables(held);
    try {
      return List.of(new Resolved(new Resolver(context, leftArguments, Map.of()).holding(others).resolve(left.exact()),
          new Resolver(context, rightArguments, Map.of()).holding(others).resolve(right.exact()),
          String.join(", ", variables) + " is that of line " + context.definition(variables.iterator().next()).line(), Resolved.Weight.NARROWER));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  /** Vectors like h = tanh(z) by whose entries a derivative is taken, while elsewhere their meaning is put in: no counterexample may choose both. */
  private Set<String> halfHeld(Set<String> held, Side left, Side right) {
    var names = new LinkedHashSet<>(new Resolver(context, Map.of(), Map.of()).wholeVariables(left.exact()));
    names.addAll(new Resolver(context, Map.of(), Map.of()).wholeVariables(right.exact()));
    names.removeAll(held);
    names.removeIf(v -> isLinear(context.definition(v).body()));
    return names;
  }

  /** {@code Wx + b} and {@code Eh}, of whose entries each is a variable by itself as far as the step goes. */
  private static boolean isLinear(Expr body) {
    return body instanceof Expr.Add || body instanceof Expr.Call c && c.is("matmul");
  }

  /** What derivatives in the step are taken by, without indices. */
  private static Set<String> differentiatedBy(Side left, Side right) {
    var found = new LinkedHashSet<String>();
    for (var side : List.of(left, right)) {
      Trees.any(side.exact(), x -> {
        if (x instanceof Expr.Diff d && d.by() instanceof Expr.Sym s) {
          found.add(s.name());
        } else if (x instanceof Expr.Diff d && d.by() instanceof Expr.Indexed i) {
          found.add(i.base());
        }
        return false;
      });
    }
    return found;
  }

  private static boolean differentiates(Side side) {
    return Trees.any(side.exact(), x -> x instanceof Expr.Diff || isGradient(x));
  }

  private static boolean isGradient(Expr e) {
    return e instanceof Expr.Call c && c.is("grad") || e instanceof Expr.At a && isGradient(a.body());
  }

  /** {@code (au, bv)}: components one after the other are neither a row nor a column. */
  static boolean isTuple(Side side, Expr e) {
    return e instanceof Expr.Matrix m && m.rows().size() == 1 && side.latex().strip().matches("(?s)(?:\\\\(?:left|big|Big|bigl|Bigl)\\s*)?\\((?!.*\\\\(?:begin|\\\\)).*,.*\\)");
  }

  /** {@code (5, 7, 9)} and {@code −(3, 3, 3)} beside a column: a column, too; anything else as it is. */
  private static Expr tupleAsColumn(Side side, Expr e) {
    if (isTuple(side, e)) {
      return Literals.transposed((Expr.Matrix) e);
    }
    var matrix = e instanceof Expr.Mul m && m.args().size() == 2 && m.args().stream().anyMatch(Expr.Num.class::isInstance)
        ? m.args().stream().filter(Expr.Matrix.class::isInstance).findFirst().orElse(null) : null;
    boolean tuple = matrix instanceof Expr.Matrix m && m.rows().size() == 1 && SCALED_TUPLE.matcher(side.latex().strip()).matches();
    return tuple ? Trees.map(e, x -> x == matrix ? Literals.transposed((Expr.Matrix) x) : x) : e;
  }

  private static boolean isColumn(Expr e) {
    return switch (e) {
      case Expr.At a -> isColumn(a.body());
      case Expr.Matrix m -> m.rows().size() > 1 && m.rows().getFirst().size() == 1;
      case Expr.Add a -> a.args().stream().allMatch(StepBuilder::isColumn);
      case Expr.Mul m -> m.args().stream().filter(x -> !(x instanceof Expr.Num)).count() == 1 && m.args().stream().anyMatch(StepBuilder::isColumn);
      case Expr.Call c when c.is("hadamard") || c.is("softmax") -> c.args().stream().allMatch(StepBuilder::isColumn);
      default -> false;
    };
  }

  /** A formula that states something and does not read. */
  Claim.Step unreadable(Side side) {
    return unreadable(text.place(side.start(), side.end()), new Written(side.latex(), null, null, null, null), Kind.EQUALITY, null,
        side.error(), false);
  }

  /** Whether there is a relation sign in what does not read. */
  static boolean states(Side side) {
    return side.error() != null && side.latex().matches("(?s).*(?:[=<>]|\\\\(?:le|ge|leq|geq|ne|neq|approx|equiv)\\b).*");
  }

  /** Two relation signs with nothing between them. */
  Claim.Step nothingBetween(Side left, Relation sign, int end) {
    int start = left == null ? sign.span().start() : left.start();
    return unreadable(text.place(start, end), new Written(text.text(start, end), left == null ? null : left.latex(), sign.latex(), null,
        null), Kind.EQUALITY, null, "does not read: nothing stands between two relation signs", false);
  }

  /** Free variables on the left, plain arithmetic with decimals on the right: values were put in that are not given. */
  private boolean hasNumbersPluggedIn(Expr lhs, Side right, Expr rhs) {
    return !Trees.freeSymbols(lhs).isEmpty() && !context.hypotheses().fixes(Trees.freeSymbols(lhs)) && Trees.freeSymbols(rhs).isEmpty() && !right.decimals().in(right.raw()).isEmpty()
        && !Trees.any(lhs, x -> x instanceof Expr.Limit || x instanceof Expr.Integral || x instanceof Expr.Big || x instanceof Expr.At && right.raw() instanceof Expr.Sym);
  }

  /** Whether the numbers are those that come out with the values that the document gave the names last. */
  private boolean holdsAtLastValues(Expr lhs, Expr rhs) {
    if (Trees.freeSymbols(lhs).stream().anyMatch(v -> context.values().last(v.name()) == null
        || !(context.values().last(v.name()).relation() instanceof Expr.Rel))) {
      return false;
    }
    try {
      return Probe.close(context.values().atLast(lhs), rhs);
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  private static String names(Set<Expr.Sym> symbols) {
    return String.join(", ", symbols.stream().map(Expr.Sym::name).toList());
  }

  /** The step with derivatives of unknown quantities by components as values of their own; null if that does not help. */
  private Claim.Step formally(Place place, Written written, Side left, Relation sign, Side right, RelOp op,
      boolean implicit) {
    formal = true;
    try {
      return resolved(place, written, left, sign, right, op, implicit);
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    } finally {
      formal = false;
    }
  }

  /** The step for all names that the document brings in one by one, where general indices stand for their numbers; null if that is not so. */
  private Claim.Step numbered(Place place, Written written, Side left, Relation sign, Side right, RelOp op, boolean implicit) {
    var steps = new ArrayList<Claim.Step>();
    var instances = NumberedNames.of(left.exact(), right.exact(), context);
    try {
      for (var one : instances) {
        var step = resolved(place, written, left.with(one.left(), one.words()), sign, right.with(one.right(), one.words()), op, implicit);
        if (step.unreadable() != null || step.lhs() == null || step.rhs() == null) {
          return null;
        }
        steps.add(step);
      }
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    }
    if (steps.isEmpty()) {
      return null;
    }
    var first = steps.getFirst();
    var all = Exprs.and(steps.stream().map(s -> Exprs.rel(RelOp.EQ, s.lhs(), s.rhs())).toList());
    return new Claim.Step(place, written, first.kind(), null, null, null, all, List.of(), first.setting(), null, null, null, null, null, implicit,
        List.of("says it for " + String.join("; ", instances.stream().map(NumberedNames.Instance::words).toList())));
  }

  /** A step with a meaning of a name that the document does not give in so many words: nothing is refuted with it. */
  Claim.Step supposing(Side left, Relation sign, Side right, String words) {
    var step = step(left, sign, right, true, false);
    return step.withSetting(step.setting().supposing(List.of(new Setting.Supposed(words, false))));
  }

  /** A comparison with a value that was given before. */
  Claim.Step between(Expr value, Side left, Relation sign, Side right, boolean anew, String note) {
    int start = anew ? left.start() : sign.span().start();
    var written = new Written(text.text(start, right.end()), left.latex(), sign.latex(), right.latex(), null);
    Expr rhs;
    try {
      rhs = new Resolver(context, arguments(right, left), Map.of()).resolve(right.exact());
    } catch (UnresolvedException e) {
      return unreadable(text.place(start, right.end()), written, Kind.EQUALITY, RelOp.EQ, e.getMessage(), false);
    }
    return new Claim.Step(text.place(start, right.end()), written, Kind.EQUALITY, RelOp.EQ, value, rhs, null, List.of(),
        settings.of(value, rhs, null), null, null, null, null, null, false, List.of(note));
  }

  private Expr membership(Expr value, Side set) {
    var stand = Exprs.sym("member_");
    if (set.raw() instanceof Expr.Matrix m && m.rows().size() == 1 && m.rows().getFirst().size() == 2) {
      // [a, b] was read as a row; here it is an interval
      var ends = m.rows().getFirst();
      boolean closed = set.latex().stripLeading().startsWith("[") || set.latex().contains("\\left[");
      return Exprs.and(List.of(Exprs.rel(closed ? RelOp.GE : RelOp.GT, value, ends.get(0)),
          Exprs.rel(closed ? RelOp.LE : RelOp.LT, value, ends.get(1))));
    }
    throw new UnresolvedException("the set " + set.latex() + " is not one of numbers that " + stand.name() + " can be compared with");
  }

  /** An equation in a document: its sides and its sign. */
  record Sides(Side left, Relation sign, Side right) {}

  /**
   * The claim that an equation has the solutions of another.
   *
   * @param sides of the equation after, where it is a single one; else null
   */
  Claim.Step solution(Equation before, Equation after, Relation sign, String written, int start, int end,
      Solution.Arrow arrow, Solution.Tie tie, Sides sides) {
    boolean unmarked = tie != Solution.Tie.ARROW;
    var place = text.place(unmarked ? start : Math.min(start, sign.span().start()), end);
    var source = sides == null || after == null || !(after.relation() instanceof Expr.Rel r) || r.op() != RelOp.EQ ? null
        : new Rewriting(this, sides.left(), sides.sign(), sides.right(), unmarked, (at, l, rhs) -> at.concluded(place, before.relation(),
            Exprs.rel(RelOp.EQ, l == null ? r.lhs() : l, rhs == null ? r.rhs() : rhs), arrow, tie));
    var w = unmarked ? new Written(text.text(start, end), text.text(start, sign.span().start()), sign.latex(), text.text(sign.span().end(), end), null,
            source)
        : new Written(text.text(Math.min(start, sign.span().start()), end), before.latex(), sign.latex(), written, null, source);
    if (after == null) {
      return unreadable(place, w, Kind.SOLUTION, null, "the equation behind the arrow has no clear meaning", false);
    }
    var supposed = new LinkedHashSet<>(before.supposed());
    supposed.addAll(after.supposed());
    var step = concluded(place, w, before.relation(), after.relation(), arrow, tie);
    return step.withSetting(supposing(step.setting(), supposed));
  }

  private Claim.Step concluded(Place place, Expr before, Expr after, Solution.Arrow arrow, Solution.Tie tie) {
    return concluded(place, new Written(null, null, null, null, null), before, after, arrow, tie);
  }

  private Claim.Step concluded(Place place, Written w, Expr equation, Expr conclusion, Solution.Arrow arrow, Solution.Tie tie) {
    var before = Equation.byComponents(equation);
    var after = Equation.byComponents(conclusion);
    return new Claim.Step(place, w, Kind.SOLUTION, null, before, after, null, List.of(), settings.of(before, after, null), null, null,
        new Solution(before, after, arrow, tie), null, null, false, List.of());
  }

  private Claim.Step unreadable(Place place, Written written, Kind kind, RelOp op, String reason, boolean implicit) {
    return new Claim.Step(place, written, kind, op, null, null, null, List.of(), settings.of(null, null, null), reason, null, null,
        null, null, implicit, List.of());
  }

  /** For a function without argument: the arguments in the member itself, else in its neighbour, else in the formula. */
  private Map<String, Set<Expr>> arguments(Side own, Side other) {
    var result = new HashMap<>(scope);
    result.putAll(other.arguments());
    result.putAll(own.arguments());
    ofBareFunctions(own, other, result);
    return result;
  }

  private static String withoutPrimes(String name) {
    var base = name;
    while (base.endsWith(Resolver.PRIME)) {
      base = base.substring(0, base.length() - Resolver.PRIME.length());
    }
    return base;
  }

  /** {@code ζ' = σ}: both are taken at the variable that the document's function was defined with. */
  private void ofBareFunctions(Side own, Side other, Map<String, Set<Expr>> result) {
    var variables = new LinkedHashSet<Expr>();
    var within = new HashMap<String, Set<Expr>>();
    for (var side : List.of(own, other)) {
      if (side.raw() != null) {
        for (var s : Trees.freeSymbols(side.raw())) {
          var d = context.definition(withoutPrimes(s.name()));
          if (d != null && d.isFunction() && d.parameters().size() == 1) {
            Uses.arguments(d.body(), within);
            Trees.freeSymbols(d.body()).forEach(p -> within.putIfAbsent(p.name(), Set.of())); // σ² in ℓ(μ) is a number
            variables.addAll(result.getOrDefault(d.name(), Set.of(d.standing().getFirst())));
          }
        }
      }
    }
    if (variables.size() == 1) {
      Letters.all().stream().filter(l -> !within.containsKey(l)).forEach(l -> result.putIfAbsent(l, variables));
    }
  }

  private List<Resolved> alternatives(Side left, Side right, Expr lhs, Expr rhs, Map<String, Set<Expr>> leftArguments,
      Map<String, Set<Expr>> rightArguments, boolean entryValues) {
    var found = new LinkedHashSet<Resolved>();
    if (rhs == null) {
      return List.of();
    }
    if (entryValues) {
      var l = new Resolver(context, leftArguments, Map.of()).withWholes().resolve(left.exact());
      var r = new Resolver(context, rightArguments, Map.of()).withWholes().resolve(right.exact());
      found.add(new Resolved(l, r, "read with the entries of the vector, not the values given to them", EntryValues.weight(lhs, rhs, l, r)));
    }
    for (var l : resolvedReadings(left, lhs, leftArguments)) {
      for (var r : resolvedReadings(right, rhs, rightArguments)) {
        if (!(l.equals(lhs) && r.equals(rhs)) && found.size() < 8) {
          found.add(new Resolved(l, r, "read as " + l + " and " + r));
        }
      }
    }
    return List.copyOf(found);
  }

  private List<Expr> resolvedReadings(Side side, Expr usual, Map<String, Set<Expr>> arguments) {
    var found = new ArrayList<Expr>();
    found.add(usual);
    for (var other : side.alternatives()) {
      try {
        found.add(new Resolver(context, arguments, Map.of()).resolve(side.decimals().exact(other)));
      } catch (UnresolvedException | IllegalArgumentException _) {
        // a reading without meaning is none
      }
    }
    return found;
  }

  private static boolean occurs(Expr x, Expr in) {
    return Trees.any(in, y -> y.equals(x));
  }
}
