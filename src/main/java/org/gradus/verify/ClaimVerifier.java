package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.claim.DecimalReading;
import org.gradus.claim.Kind;
import org.gradus.claim.Solution;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Kernel;

/** From one claim of a document to its verdict. */
final class ClaimVerifier {

  /** A verdict with what the report adds to it. */
  record Result(Judgement judgement, Diagnosis diagnosis, List<String> notes) {
    static Result of(Judgement j) {
      return new Result(j, null, List.of());
    }
  }

  /** What may be declared of a scalar; every other property (a shape, symmetric, one-hot …) makes it none. */
  private static final Set<String> SCALAR = Set.of("integer", "index", "function", "real");

  /** Functions whose argument nobody takes for positive. */
  private static final Set<String> ACTIVATIONS = Set.of("sigmoid", "tanh", "softplus", "relu", "erf", "silu", "gelu", "elu",
      "mish", "softsign", "sin", "cos", "atan", "Phi", "logsigmoid");

  /** Of more assumptions all count as used, unless none is. */
  private static final int MAX_ASSUMPTIONS = 8;

  /** Of a notation with two readings, of which one makes the step right and the usual one wrong. */
  static final String DEPENDS = "it depends on how the notation is read: in one way it holds, in the usual way it does not; "
      + "brackets would settle it";

  private final Kernel kernel = Requests.KERNEL;
  private final Judge judge = new Judge(kernel);
  private final Witnesses witnesses;
  private final ArrayJudge arrays;
  /** Notes on double precision; null in a verifier that only judges. */
  private final FloatingPoint floating;
  /** Names the slip behind a refutation; null in a verifier that only judges. */
  private final Slips slips;

  /** @param layout of derivatives, as the document declares it; or null */
  ClaimVerifier(VerifyOptions options, String layout) {
    this(!options.quick(), layout, new Slips(new ClaimVerifier(false, layout, null)));
  }

  private ClaimVerifier(boolean withWitnesses, String layout, Slips slips) {
    this.arrays = new ArrayJudge(kernel, layout, slips != null);
    this.slips = slips;
    floating = slips == null ? null : new FloatingPoint();
    witnesses = new Witnesses(withWitnesses);
  }

  Result verify(Claim.Step s) {
    var result = verdict(s);
    if (slips == null || !result.judgement().isRefuted()) {
      return result;
    }
    try {
      var diagnosis = slips.diagnose(s, result.judgement(), Assumed.of(s.setting()));
      return diagnosis == null ? result : new Result(result.judgement(), diagnosis, result.notes());
    } catch (RuntimeException | StackOverflowError e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return result; // the verdict stands without a diagnosis
    }
  }

  /**
   * Whether it is worth while to judge an equality with indices, vectors or matrices: false where numbers speak against it,
   * {@code unseen} where they say nothing.
   */
  boolean mayHold(Claim.Step step, boolean unseen) {
    if (step.unreadable() != null || step.lhs() == null || step.rhs() == null || step.op() != RelOp.EQ || step.solution() != null) {
      return step.unreadable() == null;
    }
    var s = withEarlierParts(step);
    return arrays.mayHold(s, Assumed.of(s.setting()), unseen);
  }

  private Result verdict(Claim.Step s) {
    if (s.unreadable() != null) {
      return Result.of(Judgement.undecided(s.unreadable()));
    }
    try {
      var r = supposed(s, stillRefuted(s, judged(s)));
      return new Result(ShownPoint.of(s, r.judgement()), r.diagnosis(), r.notes());
    } catch (Derivatives.NotDifferentiable e) {
      return Result.of(Judgement.undecided(e.getMessage()));
    } catch (StackOverflowError e) {
      return Result.of(Judgement.undecided("out of budget: the expression is nested too deeply"));
    } catch (RuntimeException e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return Result.of(Judgement.undecided("a defect in gradus: " + e));
    }
  }

  /** What is supposed of names is a condition of what it proves, and refutes nothing. */
  private static Result supposed(Claim.Step s, Result r) {
    var words = s.setting().supposed();
    var j = r.judgement();
    if (words.isEmpty() || !j.isProved() && !j.isRefuted()) {
      return r;
    }
    if (j.isRefuted()) {
      return new Result(Judgement.undecided("it does not hold if " + String.join(" and ", words) + "; the document does not say that here"), null, r.notes());
    }
    var conditions = new LinkedHashSet<>(j.conditions());
    conditions.addAll(words);
    return new Result(j.withConditions(List.copyOf(conditions)), null, r.notes());
  }

  /** A refutation counts only if the step fails as well under what was assumed before and may still be meant. */
  private Result stillRefuted(Claim.Step s, Result r) {
    var names = r.judgement().isRefuted() ? new java.util.HashSet<>(free(s)) : Set.<String>of();
    var faded = s.setting().faded().stream().filter(a -> a.relation() != null && names(a.relation()).stream().anyMatch(names::contains)).toList();
    if (names.isEmpty() || faded.isEmpty()) {
      return r;
    }
    var again = judged(new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), s.proposition(), s.alternatives(),
        s.setting().withFaded(), null, s.decimals(), s.solution(), s.property(), s.expectation(), s.implicit(), s.notes()));
    if (again.judgement().isRefuted()) {
      return again;
    }
    var words = faded.stream().map(Assumption::words).toList();
    return new Result(Judgement.undecided("it does not hold in general; whether " + String.join(" and ", words) + " still holds here is not clear")
        .withHoldsIf(again.judgement().isProved() ? words.stream().map(w -> w.replaceFirst(" \\(line \\d+\\)$", "")).toList() : List.of()), null,
        again.notes());
  }

  private Result judged(Claim.Step step) {
    Moments.Found moments;
    try {
      moments = Moments.of(step);
    } catch (IllegalArgumentException e) {
      return Result.of(Judgement.undecided(e.getMessage()));
    }
    return moments == null ? withoutMoments(step) : ofMoments(moments);
  }

  /** What is proved by linearity holds for every distribution; nothing is refuted, as nothing is known of the distribution. */
  private Result ofMoments(Moments.Found moments) {
    if (moments.random().isEmpty()) {
      return Result.of(Judgement.undecided("over what is the expectation taken? Write it below: \\mathbb{E}_x[…]"));
    }
    var r = withoutMoments(moments.step());
    if (!r.judgement().isProved()) {
      return Result.of(Judgement.undecided("it does not follow from the linearity of expectations alone"));
    }
    var conditions = new ArrayList<>(r.judgement().conditions());
    moments.constants().stream().filter(n -> !n.endsWith("_")).forEach(n -> conditions.add(n + " does not depend on chance"));
    conditions.addAll(moments.assumed());
    conditions.add("the expectations exist");
    return new Result(Judgement.proved("linearity of expectations", conditions), null, r.notes());
  }

  private Result withoutMoments(Claim.Step step) {
    var s = withEarlierParts(step);
    boolean closed = s.solution() == null && s.property() == null && free(s).isEmpty(); // then no assumption matters
    var assumed = closed ? Assumed.NOTHING : Assumed.of(s.setting()).about(free(s), ClaimVerifier::names);
    if (s.op() == RelOp.EQ && s.lhs() != null && s.rhs() != null && s.solution() == null) {
      var chain = ChainRule.conditions(s.lhs(), s.rhs());
      if (chain != null) {
        return Result.of(guarded(s, Judgement.proved("chain rule", chain), assumed));
      }
    }
    var array = expressions(s).stream().anyMatch(e -> Sizes.wholes(e, s.setting().arrays()));
    if (!array) {
      var notScalar = notScalar(s);
      if (notScalar != null) {
        return Result.of(Judgement.undecided("vectors and matrices are not decided yet (" + notScalar + ")"));
      }
      if (expressions(s).stream().noneMatch(ClaimVerifier::hasIndices) || s.op() != RelOp.EQ || s.solution() != null) {
        var scalar = judged(s, assumed);
        var signs = scalar.judgement().verdict().equals("UNDECIDED") && s.solution() == null && expressions(s).stream().anyMatch(ClaimVerifier::hasIndices)
            ? arrays.judge(s, assumed) : null;
        return signs != null && signs.judgement().isProved() ? guardedArray(s, signs) : scalar;
      }
      var indexed = arrays.judge(s, assumed);
      if (indexed != null && (indexed.judgement().isProved() || indexed.judgement().verdict().equals("TESTED"))) {
        return guardedArray(s, indexed);
      }
      var scalar = judged(s, assumed);
      if (indexed == null || !scalar.judgement().isRefuted()) {
        return scalar.judgement().verdict().equals("UNDECIDED") && indexed != null && indexed.judgement().isRefuted()
            ? guardedArray(s, indexed) : scalar;
      }
      return indexed.judgement().isRefuted() ? scalar : indexed; // what is stated of its names counts
    }
    if (expressions(s).stream().allMatch(e -> isEntrywise(e, s))) {
      return judged(s, assumed); // entry by entry it is a claim about numbers
    }
    var numbers = s.decimals() == null ? InnerProducts.in(expressions(s), s.setting().arrays()) : null;
    if (numbers != null && s.lhs() != null && s.rhs() != null) {
      var scalar = judged(scalar(s, numbers), assumed);
      if (scalar.judgement().isProved() || s.solution() != null) {
        return scalar;
      }
      var whole = arrays.judge(s, assumed); // what is stated of the vectors may decide
      if (whole != null && whole.judgement().isProved()) {
        return guardedArray(s, whole);
      }
      if (!scalar.judgement().isRefuted()) {
        return scalar;
      }
      if (numbers.free()) {
        return whole != null && !whole.judgement().isRefuted() ? whole : scalar;
      }
    }
    if (s.solution() != null) {
      return Result.of(arrays.solution(s, assumed));
    }
    var indexed = arrays.judge(s, assumed);
    if (indexed == null) {
      return Result.of(Judgement.undecided("a claim of this kind about vectors and matrices is not decided yet"));
    }
    return guardedArray(s, indexed);
  }

  /** A definition of an earlier part brings its vectors with it. */
  private static Claim.Step withEarlierParts(Claim.Step s) {
    if (expressions(s).stream().noneMatch(e -> Trees.any(e, x -> x instanceof Expr.Call c && !c.function().scalar()))) {
      return s;
    }
    var g = s.setting();
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), s.proposition(), s.alternatives(),
        g.with(g.arrays().everywhere()), s.unreadable(), s.decimals(),
        s.solution(), s.property(), s.expectation(), s.implicit(), s.notes());
  }

  private Result guardedArray(Claim.Step s, Result r) {
    var j = r.judgement();
    if (!j.isRefuted()) {
      return new Result(j.isProved() ? guarded(s, j, Assumed.NOTHING) : j, null, r.notes());
    }
    var unknown = unknown(s);
    if (unknown != null) {
      return new Result(Judgement.undecided(unknown), null, r.notes());
    }
    var alone = alone(s);
    if (alone != null) {
      return new Result(Judgement.undecided("what is " + alone + " here? Nothing in the document says it"), null, r.notes());
    }
    var unnamed = free(s).stream().filter(n -> n.matches(".*[a-zA-Z]hat(?:_.*)?") && !s.setting().declared().contains(n)).findFirst();
    if (unnamed.isPresent()) {
      return new Result(Judgement.undecided("what is " + unnamed.get() + "? Nothing in the document says it"), null, r.notes());
    }
    if (isCondition(s.lhs(), s.rhs()) || isCondition(s.rhs(), s.lhs())) {
      return new Result(Judgement.undecided("an equation that only some values satisfy; is it one to be solved, or an assumption?"), null, r.notes());
    }
    return s.op() == RelOp.APPROX ? Result.of(Judgement.undecided("'approximately' says too little of vectors to be checked")) : r;
  }

  /** A name of one side only of which the document says nothing, where no derivative connects the two sides; or null. */
  private static String alone(Claim.Step s) {
    if (derivative(s.lhs()) || derivative(s.rhs())) {
      return null;
    }
    var left = names(s.lhs());
    var right = names(s.rhs());
    for (var n : left) {
      if (!right.contains(n) && !isStated(s, n)) {
        return n;
      }
    }
    for (var n : right) {
      if (!left.contains(n) && !isStated(s, n)) {
        return n;
      }
    }
    return null;
  }

  private static boolean isStated(Claim.Step s, String name) {
    return s.setting().declared().contains(name) || !s.setting().arrays().properties(name).isEmpty()
        || s.setting().arrays().isSize(name);
  }

  private static boolean isCondition(Expr constant, Expr other) {
    return constant instanceof Expr.Num && !Trees.any(other, x -> x instanceof Expr.Diff || x instanceof Expr.Call c && c.is("grad"));
  }

  /** Whether vectors stand in it only by their names, and nothing is done with them that is not done with each entry. */
  private static boolean isEntrywise(Expr e, Claim.Step s) {
    return !Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar() || x instanceof Expr.Big
        || x instanceof Expr.Indexed || x instanceof Expr.Diff d && Sizes.concern(d, s.setting().arrays()));
  }

  private static boolean hasIndices(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Big);
  }

  /** The step with its inner products read as scalars. */
  private static Claim.Step scalar(Claim.Step s, InnerProducts.Found numbers) {
    var products = numbers.by();
    var assumptions = new ArrayList<>(s.setting().assumptions());
    assumptions.addAll(numbers.vanishing(assumptions));
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), Trees.substitute(s.lhs(), products),
        Trees.substitute(s.rhs(), products), s.proposition(), List.of(), s.setting().under(assumptions), null, null, s.solution(),
        s.property(), s.expectation(), s.implicit(), s.notes());
  }

  private Result judged(Claim.Step step, Assumed assumed) {
    var s = Components.asVariables(step);
    var missing = missingVariable(s);
    if (missing != null) {
      return Result.of(Judgement.undecided(missing));
    }
    if (s.solution() != null) {
      return Result.of(guarded(s, solution(s.solution(), assumed), assumed));
    }
    if (s.property() != null) {
      return Result.of(guarded(s, new PropertyJudge(judge, kernel).judge(s.property(), assumed, s.setting().declared()), assumed));
    }
    if (s.proposition() != null) {
      return Result.of(guarded(s, proposition(s.proposition(), assumed), assumed));
    }
    if (s.lhs() == null || s.rhs() == null || s.op() == null) {
      return Result.of(Judgement.undecided("it is not clear what is claimed"));
    }
    if (s.decimals() != null && (s.op() == RelOp.EQ || s.op() == RelOp.APPROX) && !hasLimit(s.lhs()) && !hasLimit(s.rhs())) {
      var numeric = new NumericJudge().judge(atValues(s));
      if (numeric != null) {
        return numeric.judgement().verdict().equals("UNDECIDED") ? exactly(s, assumed, numeric) : numeric;
      }
    }
    var j = relation(s, s.lhs(), s.rhs(), assumed);
    if (!j.isProved()) {
      for (var other : s.alternatives()) {
        var k = relation(s, other.lhs(), other.rhs(), assumed);
        if (k.isProved()) {
          return new Result(guarded(s, j, assumed).isRefuted() ? Judgement.undecided(DEPENDS) : guarded(s, k, assumed), null,
              List.of(other.note()));
        }
      }
    }
    j = witnesses.add(s, guarded(s, j, assumed), assumed);
    if (j.isRefuted() && j.counterexample() != null && j.counterexample().point().isEmpty()
        && NumericJudge.nearlyEqual(j.counterexample()) && s.written().latex() != null && s.written().latex().matches("(?s).*\\d\\.\\d.*")) {
      j = Judgement.undecided("the two values differ by less than rounding on the way may have changed them");
    }
    if (s.decimals() != null && j.isRefuted() && !new NumericJudge().differs(s.op(), s.decimals(), j.counterexample())) {
      j = Judgement.undecided("with the rounded values this can be neither confirmed nor refuted");
    }
    return new Result(j, null, floating == null ? List.of() : floating.notes(s, j));
  }

  /** The reading in decimals at the values that assumptions give: w^10 ≈ 0.3487 for w = 0.9. */
  private static DecimalReading atValues(Claim.Step s) {
    var d = s.decimals();
    var values = new FixedLater(s.setting().assumptions());
    var at = values.apply(d.lhs(), d.rhs() == null ? Exprs.ZERO : d.rhs());
    return at.isEmpty() ? d : new DecimalReading(at.left(), d.rhs() == null ? null : at.right(), d.boxes(), d.claimed(), d.halfUnit());
  }

  /** What rounding leaves open may hold for the exact values of all names: (o − t)o(1 − o) for ∂E/∂s. */
  private Result exactly(Claim.Step s, Assumed assumed, Result rounded) {
    var exact = relation(s, s.lhs(), s.rhs(), assumed);
    return exact.isProved() ? Result.of(guarded(s, exact, assumed)) : rounded;
  }

  private Judgement relation(Claim.Step s, Expr l, Expr r, Assumed assumed) {
    var fixed = new FixedLater(s.setting().assumptions()).apply(l, r);
    if (hasLimit(l) || hasLimit(r)) {
      return s.op() == RelOp.EQ || s.op() == RelOp.APPROX ? new Limits(assumed, s.setting().declared(), judge, kernel).relation(fixed.left(), fixed.right())
          : Judgement.undecided("an inequality between limits is not decided yet");
    }
    if (fixed.left().equals(Exprs.INFINITY) || fixed.right().equals(Exprs.INFINITY)) {
      return Judgement.undecided("∞ is not a number to calculate with");
    }
    if (l instanceof Expr.Diff d && s.op() == RelOp.EQ && isVariable(d.by()) && fixed.isEmpty()
        && !Trees.any(r, x -> x instanceof Expr.Diff || x instanceof Expr.At)) {
      return judge.derivative(d.body(), d.by(), d.order(), r, assumed);
    }
    return judge.relation(s.op(), fixed.left(), fixed.right(), assumed);
  }

  private static boolean isVariable(Expr e) {
    return e instanceof Expr.Sym || e instanceof Expr.Indexed;
  }

  /** The assumptions without which the step is not proved, or only under more conditions. */
  private List<Assumption> needed(Claim.Step s, Judgement j) {
    var all = s.setting().assumptions();
    if (all.isEmpty() || s.lhs() == null || s.rhs() == null || s.op() == null || s.solution() != null
        || s.property() != null || s.proposition() != null || hasLimit(s.lhs()) || hasLimit(s.rhs())) {
      return all;
    }
    var said = all.stream().filter(a -> a.words() != null).toList();
    var kept = new ArrayList<>(all);
    kept.removeAll(said);
    if (holdsUnder(kept, s, j)) {
      return List.of();
    }
    kept = new ArrayList<>(all);
    for (var a : said.size() > MAX_ASSUMPTIONS ? List.<Assumption>of() : said) {
      var fewer = new ArrayList<>(kept);
      fewer.remove(a);
      if (holdsUnder(fewer, s, j)) {
        kept = fewer;
      }
    }
    return kept;
  }

  private boolean holdsUnder(List<Assumption> assumptions, Claim.Step s, Judgement j) {
    var setting = s.setting().under(assumptions);
    var step = new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), null, List.of(), setting,
        null, null, null, null, s.expectation(), s.implicit(), s.notes());
    var again = relation(step, s.lhs(), s.rhs(), Assumed.of(setting));
    return again.isProved() && j.conditions().containsAll(again.conditions());
  }

  /** What no counterexample may do, and what the words left unsaid. */
  private Judgement guarded(Claim.Step s, Judgement j, Assumed assumed) {
    if (j.isProved()) {
      var used = new ArrayList<>(j.conditions());
      needed(s, j).stream().map(Assumption::words).filter(w -> w != null).forEach(used::add);
      return j.withConditions(List.copyOf(new LinkedHashSet<>(used)));
    }
    if (!j.isRefuted()) {
      return j;
    }
    var names = free(s);
    var unknown = unknown(s);
    if (unknown != null) {
      return Judgement.undecided(unknown);
    }
    if (s.solution() != null) {
      return isRounded(s, j) ? Judgement.undecided("a rounded solution satisfies no equation exactly") : j;
    }
    if (s.written().text() != null && s.op() == RelOp.NE) {
      return Judgement.undecided("read as written it does not hold, but words leave open what exactly is meant");
    }
    if (s.lhs() != null && s.rhs() != null && s.op() != RelOp.EQ && s.op() != RelOp.APPROX && !hasLimit(s.lhs()) && !hasLimit(s.rhs())) {
      return usualDomain(s, j, assumed, names);
    }
    if (s.written().text() != null && !s.written().text().startsWith("claim ")) {
      return Judgement.undecided("read as written it does not hold, but words leave open what exactly is meant");
    }
    var unclear = unclear(s, j);
    if (unclear != null) {
      return Judgement.undecided(unclear);
    }
    if (s.op() == RelOp.EQ && s.lhs() != null) {
      var holds = judge.missingAssumption(RelOp.EQ, carried(s.lhs()), carried(s.rhs()), assumed);
      if (holds.isPresent()) {
        var name = holds.get().getFirst().split(" ")[0];
        return s.setting().declared().contains(name) || s.setting().real().contains(name) ? j.withHoldsIf(holds.get())
            : Judgement.undecided("it does not hold for every real " + name).withHoldsIf(holds.get());
      }
    }
    return j;
  }

  private static String unknown(Claim.Step s) {
    var names = new LinkedHashSet<>(free(s));
    expressions(s).forEach(e -> Trees.any(e, x -> x instanceof Expr.Indexed && names.add(x.toString()) && false));
    var unknown = names.stream().filter(n -> n.startsWith("∂") || s.setting().unknown().contains(n)).toList();
    return unknown.isEmpty() ? null : "what is " + String.join(", ", unknown) + "? "
        + (unknown.size() == 1 ? "It is" : "They are") + " neither declared nor defined before, or what is said of it was not understood";
  }

  /** Whether the solution is a decimal that is right to the digits shown, or nobody can tell. */
  private static boolean isRounded(Claim.Step s, Judgement j) {
    var shown = s.written().rhs() == null ? "" : s.written().rhs().replaceFirst("(?s)^.*=", "").strip();
    if (!(s.solution().after() instanceof Expr.Rel r) || !shown.matches("-?\\d*\\.\\d+")) {
      return false;
    }
    var point = j.counterexample() == null ? null : j.counterexample().point().get(r.lhs().toString());
    if (point == null) {
      return true;
    }
    try {
      var digits = new java.math.BigDecimal(shown);
      return Math.abs(Double.parseDouble(point) - digits.doubleValue()) <= Math.pow(10, -digits.scale());
    } catch (NumberFormatException _) {
      return true;
    }
  }

  /** Why a failed equality is not held against the author, or null. */
  private static String unclear(Claim.Step s, Judgement j) {
    if (s.op() == RelOp.APPROX && (s.decimals() == null
        || s.lhs() != null && s.rhs() != null && !Trees.freeSymbols(s.lhs()).isEmpty() && !Trees.freeSymbols(s.rhs()).isEmpty())) {
      return "'approximately' without digits says too little to be checked";
    }
    if (s.lhs() == null || s.rhs() == null || s.op() != RelOp.EQ || derivative(s.lhs()) || derivative(s.rhs())) {
      return null;
    }
    var left = Trees.freeSymbols(s.lhs());
    var right = Trees.freeSymbols(s.rhs());
    for (var side : List.of(left, right)) {
      for (var x : side) {
        if (!(side == left ? right : left).contains(x) && !s.setting().declared().contains(x.name())
            && !(s.lhs() instanceof Expr.Limit && s.setting().restricts(x))) {
          return "what is " + x + " here? Nothing in the document says it";
        }
      }
    }
    return null;
  }

  private static boolean derivative(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff);
  }

  /** Whether an activation is taken of the name: such a variable is any real number. */
  private static boolean isReal(String name, Claim.Step s) {
    return List.of(s.lhs(), s.rhs()).stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Call c
        && ACTIVATIONS.contains(c.function().name()) && c.args().size() == 1 && c.arg().equals(Exprs.sym(name))));
  }

  /** An inequality that fails only where a name without a stated domain is not positive is not refuted. */
  private Judgement usualDomain(Claim.Step s, Judgement j, Assumed assumed, List<String> names) {
    var undeclared = names.stream().filter(n -> !s.setting().declared().contains(n) && !isReal(n, s)).toList();
    if (undeclared.isEmpty()) {
      return j;
    }
    var more = assumed;
    for (var n : undeclared) {
      more = more.and(Exprs.rel(RelOp.GT, Exprs.sym(n), Exprs.ZERO));
    }
    var again = judge.relation(s.op(), carried(s.lhs()), carried(s.rhs()), more);
    if (again.isRefuted()) {
      return j;
    }
    return Judgement.undecided("it does not hold for every real value of " + String.join(", ", undeclared))
        .withHoldsIf(again.isProved() ? undeclared.stream().map(n -> n + " > 0").toList() : List.of());
  }

  private static Expr carried(Expr e) {
    return hasLimit(e) ? e : Derivatives.carryOut(e);
  }

  private static boolean hasLimit(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Limit);
  }

  /** All names in a step, those of components and functions too. */
  static Set<String> names(Claim.Step s) {
    return new LinkedHashSet<>(free(s));
  }

  private static List<String> free(Claim.Step s) {
    var names = new LinkedHashSet<String>();
    expressions(s).forEach(e -> names.addAll(names(e)));
    return List.copyOf(names);
  }

  private static Set<String> names(Expr e) {
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(e).forEach(x -> names.add(x.name()));
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        names.add(i.base());
      } else if (x instanceof Expr.Apply a) {
        names.add(a.name());
      }
      return false;
    });
    return names;
  }

  private static List<Expr> expressions(Claim.Step s) {
    var all = new ArrayList<Expr>();
    for (var e : new Expr[] {s.lhs(), s.rhs(), s.proposition()}) {
      if (e != null) {
        all.add(e);
      }
    }
    if (s.solution() != null) {
      all.add(s.solution().before());
      all.add(s.solution().after());
    }
    if (s.property() != null) {
      all.add(s.property().body());
    }
    return all;
  }

  private static String notScalar(Claim.Step s) {
    var names = new LinkedHashSet<String>();
    expressions(s).forEach(e -> Trees.freeSymbols(e).forEach(x -> names.add(x.name())));
    for (var list : List.of(s.setting().assumptions(), s.setting().domains())) {
      for (var a : list) {
        if (a.keyword() != null && a.name() != null && names.contains(a.name())
            && SCALAR.stream().noneMatch(a.keyword()::startsWith) && !s.setting().arrays().rank(a.name(), 0).isScalar()) {
          return a.name();
        }
      }
    }
    for (var e : expressions(s)) {
      if (Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar())) {
        return "a vector operation";
      }
    }
    return null;
  }

  /** A derivative by a name that the quantity does not contain is 0 only if that name is declared. */
  private static String missingVariable(Claim.Step s) {
    var message = new String[1];
    for (var e : expressions(s)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Diff d && d.by() instanceof Expr.Sym by && !Trees.freeSymbols(d.body()).contains(by)
            && !s.setting().declared().contains(by.name()) && !by.name().endsWith("_")
            && message[0] == null) {
          message[0] = "what is differentiated is not given as a function of " + by;
        }
        return message[0] != null;
      });
    }
    return message[0];
  }

  private Judgement proposition(Expr e, Assumed assumed) {
    if (e instanceof Expr.Rel r) {
      return judge.relation(r.op(), r.lhs(), r.rhs(), assumed);
    }
    if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      Judgement result = null;
      for (var a : l.args()) {
        var j = proposition(a, assumed);
        if (!j.isProved()) {
          return j;
        }
        result = result == null ? j : j.certifiedBy(null); // a certificate speaks of one relation
      }
      return result;
    }
    return Judgement.undecided("this statement is not decided yet");
  }

  private Judgement solution(Solution s, Assumed assumed) {
    var before = Derivatives.carryOut(s.before());
    var after = Derivatives.carryOut(s.after());
    if (s.arrow() == Solution.Arrow.MAY_FOLLOW) {
      return Equivalence.follows(before, after, assumed, judge);
    }
    var compared = Equivalence.compare(before, after, assumed, judge);
    if (s.arrow() == Solution.Arrow.IMPLIES && compared.outcome() != Equivalence.Outcome.EQUIVALENT) {
      return compared.outcome() == Equivalence.Outcome.GAINS
          ? Judgement.proved("no solution is lost; some are gained", List.of())
          : Equivalence.implies(before, after, assumed, judge);
    }
    return s.unmarked() && compared.outcome() == Equivalence.Outcome.DIFFERENT && mayBeSystem(before, after)
        ? Judgement.undecided("neither equation follows from the other; if both are to hold they are a system")
        : certified(compared.judgement(), before, after, assumed);
  }

  private static Judgement certified(Judgement j, Expr before, Expr after, Assumed assumed) {
    if (!j.isProved()) {
      return j;
    }
    var sides = new ArrayList<Expr>();
    for (var statement : List.of(before, after)) {
      for (var part : statement instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(statement)) {
        if (!(part instanceof Expr.Rel r)) {
          return j;
        }
        sides.addAll(List.of(r.lhs(), r.rhs()));
      }
    }
    return Sampler.definedPoint(sides, Judge.domain(sides, assumed)).map(p -> j.certifiedBy(new Certificates.Subject(
        new org.gradus.certificate.Claim.Equations(before, after, assumed.relations()), p.values()))).orElse(j);
  }

  /** Two equations with 0 on one side and several unknowns: one below the other they may be meant to hold together. */
  private static boolean mayBeSystem(Expr before, Expr after) {
    var common = Trees.freeSymbols(before);
    common.retainAll(Trees.freeSymbols(after));
    return common.size() > 1 && zeroOnOneSide(before) && zeroOnOneSide(after);
  }

  private static boolean zeroOnOneSide(Expr e) {
    return e instanceof Expr.Rel r && (Exprs.isZero(r.lhs()) || Exprs.isZero(r.rhs()));
  }

  static boolean smooth(Expr.Call f) {
    return switch (f.function().name()) {
      case "abs", "sign", "floor", "ceil", "max", "min", "relu", "relu6", "leakyrelu", "elu", "step", "clip",
          "hardsigmoid", "hardtanh", "hardswish", "softsign", "cbrt", "root", "mod", "indicator" -> false;
      default -> true;
    };
  }
}
