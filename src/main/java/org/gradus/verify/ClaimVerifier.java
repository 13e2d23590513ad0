package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.claim.Assumption;
import org.gradus.claim.Claim;
import org.gradus.claim.DecimalReading;
import org.gradus.claim.Property;
import org.gradus.claim.Resolved;
import org.gradus.claim.Setting;
import org.gradus.claim.Upstream;
import org.gradus.diagnosis.Referee;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** From one claim of a document to its verdict. */
final class ClaimVerifier {

  /** What the values of a counterexample are rounded to, relative. */
  private static final double SHOWN = 1e-4;

  /**
   * A verdict with what the report adds to it.
   *
   * @param computed a formula that was proved right, and that may go wrong in double precision as it is written; else null
   */
  record Result(Judgement judgement, Diagnosis diagnosis, List<String> notes, Expr computed) {

    Result(Judgement judgement, Diagnosis diagnosis, List<String> notes) {
      this(judgement, diagnosis, notes, null);
    }

    /** The same with another word on it. */
    Result with(Judgement j) {
      return new Result(j, diagnosis, notes, computed);
    }

    static Result of(Judgement j) {
      return new Result(j, null, List.of());
    }
  }

  /** Of a notation with two readings, of which one makes the step right and the usual one wrong. */
  static final String DEPENDS = "it depends on how the notation is read: in one way it holds, in the usual way it does not; "
      + "brackets would settle it";

  /** What begins the name of the size that an index without a range is tried with. */
  private static final String SIZE = "size_";
  private static final Pattern POINT = Pattern.compile("\\d\\.\\d");
  private static final Pattern COMMA = Pattern.compile("\\d,\\d");
  /** How long a formula in a reason may be. */
  private static final int LEGIBLE = 80;
  /** {@code f(1,2)}: two numbers, no decimal. */
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z}]\\s*\\(\\s*-?\\d+\\s*(?:,\\s*-?\\d+\\s*)+\\)");

  private final Kernel kernel = Requests.KERNEL;
  private final Judge judge = new Judge(kernel);
  private final Guard guard = new Guard(judge, this::relation);
  private final Witnesses witnesses;
  private final ArrayJudge arrays;
  /** Names the slip behind a refutation; null in a verifier that only judges. */
  private final Slips slips;

  /** @param layout of derivatives, as the document declares it; or null */
  ClaimVerifier(VerifyOptions options, String layout) {
    this(!options.quick(), layout, new Slips(judging(layout)));
  }

  /** One that only judges: without witnesses, and without a word on why. */
  static ClaimVerifier judging(String layout) {
    return new ClaimVerifier(false, layout, null);
  }

  private ClaimVerifier(boolean withWitnesses, String layout, Slips slips) {
    this.arrays = new ArrayJudge(kernel, layout, slips != null);
    this.slips = slips;
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

  /** The step's numbers, against which other meanings of a side can be held; null where there are none. */
  Referee.Glance glance(Claim.Step step) {
    if (step.unreadable() != null || step.lhs() == null || step.rhs() == null || step.op() != RelOp.EQ || step.solution() != null) {
      return null;
    }
    var s = withEarlierParts(step);
    return arrays.glance(s, Assumed.of(s.setting()));
  }

  private Result verdict(Claim.Step s) {
    if (s.unreadable() != null) {
      return Result.of(Judgement.undecided(s.unreadable()));
    }
    try {
      var r = supposed(s, stillRefuted(s, withTerms(s, withClosedForms(s, judged(s)))));
      if (r.judgement().isRefuted() && s.setting().reserved() != null) {
        r = new Result(Judgement.undecided(s.setting().reserved()), null, r.notes());
      }
      var elsewhere = s.setting().elsewhere();
      if (elsewhere != null) {
        r = BothReadings.of(elsewhere, r, () -> verdict(elsewhere.step()));
      }
      return r.with(ShownPoint.of(s, r.judgement()));
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

  /** What is known of components and terms may decide; labels that are no labels refute nothing. */
  private Result withTerms(Claim.Step s, Result r) {
    boolean outside = r.judgement().isRefuted() && TermSigns.isOutside(s, r.judgement().counterexample());
    if (!outside && !r.judgement().verdict().equals("UNDECIDED")) {
      return r;
    }
    var proof = TermSigns.of(judge, s, Assumed.of(s.setting()));
    return proof != null ? Result.of(Guard.withUsed(s, proof, (step, _, _, under) -> {
      var again = TermSigns.of(judge, step, under);
      return again == null ? Judgement.undecided("") : again;
    })) : outside ? Result.of(Judgement.undecided("no counterexample with one-hot labels was found")) : r;
  }

  /** What is not decided may be with the values of its integrals and series. */
  private Result withClosedForms(Claim.Step s, Result r) {
    var found = r.judgement().verdict().equals("UNDECIDED") ? ClosedForms.of(s, judge, kernel) : null;
    if (found == null) {
      return r;
    }
    var again = judged(found.step());
    var j = again.judgement();
    if (!j.isProved()) {
      return j.isRefuted() && !ClosedForms.mayDefine(s) ? again : r;
    }
    var conditions = new LinkedHashSet<>(j.conditions());
    conditions.addAll(found.conditions());
    return again.with(Judgement.proved(found.method(), List.copyOf(conditions)));
  }

  /** What is supposed of names is a condition of what it proves, and refutes nothing unless it is firm. */
  private static Result supposed(Claim.Step s, Result r) {
    var supposed = s.setting().supposed();
    var words = supposed.stream().map(Setting.Supposed::words).toList();
    var j = r.judgement();
    if (words.isEmpty() || !j.isProved() && !j.isRefuted()) {
      return r;
    }
    if (j.isRefuted() && supposed.stream().allMatch(Setting.Supposed::firm) && s.lhs() != null && s.rhs() != null && Upstream.isPassedOn(s.rhs())
        && quantities(s.lhs()).containsAll(quantities(s.rhs()).stream().filter(q -> !q.endsWith("_")).toList())) { // a penalty may belong to the loss
      var notes = new ArrayList<>(r.notes());
      notes.addAll(words);
      return new Result(j, r.diagnosis(), notes);
    }
    if (j.isRefuted()) {
      return new Result(Judgement.undecided("it does not hold if " + String.join(" and ", words) + "; the document does not say that here"), null, r.notes());
    }
    var conditions = new LinkedHashSet<>(j.conditions());
    conditions.addAll(words);
    return r.with(j.withConditions(List.copyOf(conditions)));
  }

  /** The names in an expression that are more than indices. */
  private static Set<String> quantities(Expr e) {
    var found = new LinkedHashSet<String>();
    switch (e) {
      case Expr.Indexed x -> found.add(x.base());
      case Expr.Sym s -> found.add(s.name());
      case Expr.Big b -> found.addAll(quantities(b.body()));
      case Expr.Call c when c.is("component") -> found.addAll(quantities(c.arg()));
      case Expr.Diff d -> {
        found.addAll(quantities(d.body()));
        found.addAll(quantities(d.by()));
      }
      default -> Trees.children(e).forEach(c -> found.addAll(quantities(c)));
    }
    return found;
  }

  /** A refutation counts only if the step fails as well under what was assumed before and may still be meant. */
  private Result stillRefuted(Claim.Step s, Result r) {
    if (r.judgement().isRefuted() && isOnlyConvexThere(s)) {
      return Result.of(Judgement.undecided("where it is convex depends on what was assumed of " + s.property().variables().getFirst() + "; whether that is meant here is not clear"));
    }
    var names = r.judgement().isRefuted() ? new HashSet<>(StepNames.free(s)) : Set.<String>of();
    var faded = about(s.setting().faded().stream().filter(a -> !isOfNumber(a, s)).toList(), names);
    if (names.isEmpty() || faded.isEmpty()) {
      return r;
    }
    var again = r;
    for (var setting : s.setting().withFaded(faded)) {
      again = judged(s.withSetting(setting));
      if (!again.judgement().isRefuted()) {
        var words = setting.assumptions().stream().skip(s.setting().assumptions().size()).map(Assumption::words).toList();
        var spoken = setting.assumptions().stream().skip(s.setting().assumptions().size()).map(ClaimVerifier::named).toList();
        return new Result(Judgement.undecided("it does not hold in general; whether " + String.join(" and ", spoken) + " still holds here is not clear")
            .withHoldsIf(again.judgement().isProved() ? words.stream().map(w -> w.replaceFirst(" \\(line \\d+\\)$", "")).toList() : List.of()), null,
            again.notes());
      }
    }
    return again;
  }

  /** The assumption in words that can be read: not a long formula in which all names are put in. */
  private static String named(Assumption a) {
    int line = a.words().lastIndexOf(" (line ");
    return a.words().length() <= LEGIBLE || a.name() == null || line < 0 ? a.words() : "the formula for " + a.name() + a.words().substring(line);
  }

  /** 'f is not convex' speaks of the whole of f, which may be more than the part that a formula before was about. */
  private boolean isOnlyConvexThere(Claim.Step s) {
    if (s.property() == null || s.property().form() != Property.Form.NOT_CONVEX) {
      return false;
    }
    var variables = s.property().variables().stream().map(Expr::toString).collect(Collectors.toSet());
    var others = s.setting().assumptions().stream().filter(a -> a.relation() == null || StepNames.names(a.relation()).stream().noneMatch(variables::contains)).toList();
    return others.size() < s.setting().assumptions().size() && !judged(s.withSetting(s.setting().under(others))).judgement().isRefuted();
  }

  /** {@code 0 < σ(z)} where z is a vector by now: what was assumed of a number with the same letter. */
  private static boolean isOfNumber(Assumption a, Claim.Step s) {
    return a.relation() != null && Trees.any(a.relation(), x -> x instanceof Expr.Call f && f.function().scalar() && f.args().size() == 1
        && f.arg() instanceof Expr.Sym v && (s.setting().arrays().shape(v.name()) != null || Stream.of(s.lhs(), s.rhs()).filter(Objects::nonNull)
            .anyMatch(e -> Trees.any(e, y -> y instanceof Expr.Call c && c.is("softmax") && c.args().contains(v)))));
  }

  /** The relations that speak of the names, directly or by way of each other. */
  private static List<Assumption> about(List<Assumption> all, Set<String> names) {
    var found = new LinkedHashSet<Assumption>();
    var known = new HashSet<>(names);
    for (boolean more = true; more;) {
      more = false;
      for (var a : all) {
        if (a.relation() != null && StepNames.names(a.relation()).stream().anyMatch(known::contains) && found.add(a)) {
          known.addAll(StepNames.names(a.relation()));
          more = true;
        }
      }
    }
    return List.copyOf(found);
  }

  private Result judged(Claim.Step s) {
    if (s.property() == null) {
      var at = VectorValues.putIn(s);
      return at == null ? Result.of(Judgement.undecided("a vector is given a value, and what its entries are then was not understood")) : withMoments(at);
    }
    var parameters = new ParameterValues(s);
    if (parameters.areNone()) {
      return withMoments(s);
    }
    if (parameters.moving() != null) {
      return Result.of(Judgement.undecided("what is assumed of " + parameters.moving() + " depends on the variable"));
    }
    var whatever = withMoments(parameters.leftOut());
    return whatever.judgement().isProved() ? whatever : withMoments(parameters.putIn());
  }

  private Result withMoments(Claim.Step step) {
    try {
      var random = RandomMoments.of(step, step.setting().chances());
      if (random != null) {
        return withHiddenRanges(step, ofRandom(step, random));
      }
    } catch (IllegalArgumentException e) {
      return Result.of(Judgement.undecided(e.getMessage()));
    }
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

  /** What is said of random quantities decides; a refutation needs means and variances that some distribution has. */
  private Result ofRandom(Claim.Step step, RandomMoments.Found found) {
    var r = withoutMoments(found.step());
    var facts = found.facts();
    if (r.judgement().isProved()) {
      var conditions = new ArrayList<>(r.judgement().conditions());
      found.constants().stream().filter(n -> !n.endsWith("_")).forEach(n -> conditions.add(n + " does not depend on chance"));
      conditions.addAll(facts.used());
      conditions.add("the expectations exist");
      return new Result(Judgement.proved("moments of what is random", conditions), null, r.notes());
    }
    var missing = RandomMoments.missing(step, more -> RandomMoments.of(step, more) instanceof RandomMoments.Found f
        && withoutMoments(f.step()).judgement().isProved());
    if (missing != null) {
      return new Result(Judgement.undecided("it holds if " + missing + "; the document does not say so").withHoldsIf(List.of(missing)), null, r.notes());
    }
    return r.judgement().isRefuted() && facts.open() ? new Result(Judgement.undecided("it does not follow from what is said of the random quantities"), null, r.notes()) : r;
  }

  /** Sums without a range run over the number of samples, if that is what proves the step. */
  private Result withHiddenRanges(Claim.Step step, Result r) {
    if (r.judgement().isProved() || !HiddenRanges.areIn(step)) {
      return r;
    }
    var count = HiddenRanges.count(step);
    var bounded = count == null ? null : HiddenRanges.upTo(count, step);
    var again = bounded != null && RandomMoments.of(bounded, step.setting().chances()) instanceof RandomMoments.Found f ? ofRandom(bounded, f) : null;
    if (again != null && again.judgement().isProved()) {
      var conditions = new ArrayList<>(again.judgement().conditions());
      conditions.add("sums without a range run over " + count + " values");
      return new Result(again.judgement().withConditions(List.copyOf(conditions)), null, again.notes());
    }
    return r.judgement().isRefuted() ? new Result(Judgement.undecided("over how many terms the sums run is not said; write it below: \\sum_{i=1}^n"), null, r.notes()) : r;
  }

  /** A claim about numbers. What is assumed of whole vectors and matrices finds no points; what is proved without it is proved. */
  private Result ofNumbers(Claim.Step s, Assumed assumed) {
    var r = judged(s, assumed);
    if (!r.judgement().verdict().equals("UNDECIDED")) {
      return r;
    }
    var others = s.setting().assumptions().stream().filter(a -> a.relation() == null || !Sizes.wholes(a.relation(), s.setting().arrays())).toList();
    if (others.size() == s.setting().assumptions().size()) {
      return r;
    }
    var fewer = s.withSetting(s.setting().under(others));
    var again = judged(fewer, StepNames.assumed(fewer));
    return again.judgement().isProved() ? again : r;
  }

  private Result withoutMoments(Claim.Step step) {
    var s = withEarlierParts(step);
    boolean closed = s.solution() == null && s.property() == null && StepNames.free(s).isEmpty(); // then no assumption matters
    var assumed = closed ? Assumed.NOTHING : StepNames.assumed(s);
    if (s.op() == RelOp.EQ && s.lhs() != null && s.rhs() != null && s.solution() == null) {
      var chain = ChainRule.conditions(s.lhs(), s.rhs());
      if (chain != null) {
        return Result.of(guard.check(s, Judgement.proved("chain rule", chain).certifiedBy(ChainRule.subject(s.lhs(), s.rhs())), assumed));
      }
    }
    var array = StepNames.expressions(s).stream().anyMatch(e -> Sizes.wholes(e, s.setting().arrays()));
    if (!array) {
      var notScalar = StepNames.notScalar(s);
      if (notScalar != null) {
        return Result.of(Judgement.undecided("vectors and matrices are not decided yet (" + notScalar + ")"));
      }
      if (StepNames.expressions(s).stream().noneMatch(ClaimVerifier::hasIndices) || s.op() != RelOp.EQ || s.solution() != null) {
        var scalar = ofNumbers(s, assumed);
        var signs = scalar.judgement().verdict().equals("UNDECIDED") && s.solution() == null && StepNames.expressions(s).stream().anyMatch(ClaimVerifier::hasIndices)
            ? arrays.judge(s, assumed) : null;
        return signs != null && (signs.judgement().isProved() || signs.judgement().isRefuted()) ? guardedArray(s, signs, assumed) : scalar;
      }
      var indexed = arrays.judge(s, assumed);
      if (indexed != null && (indexed.judgement().isProved() || indexed.judgement().verdict().equals("TESTED"))) {
        return guardedArray(s, indexed, assumed);
      }
      var scalar = judged(s, assumed);
      if (indexed == null || !scalar.judgement().isRefuted()) {
        return scalar.judgement().verdict().equals("UNDECIDED") && indexed != null && indexed.judgement().isRefuted()
            ? guardedArray(s, indexed, assumed) : scalar;
      }
      var within = indexed.judgement().isRefuted() ? guardedArray(s, indexed, assumed) : indexed; // what is stated of its names counts
      boolean ofSome = (isCondition(s.lhs(), s.rhs()) || isCondition(s.rhs(), s.lhs()))
          && Trees.any(Exprs.sub(s.lhs(), s.rhs()), x -> x instanceof Expr.Indexed); // Σ x_i = 15: for some data it is
      return indexed.judgement().isRefuted() && !within.judgement().isRefuted() && !ofSome ? scalar : within;
    }
    var growing = ArrayLimits.growing(s);
    if (growing != null) {
      return Result.of(Judgement.undecided(growing));
    }
    if (StepNames.expressions(s).stream().allMatch(e -> isEntrywise(e, s))) {
      return judged(s, assumed); // entry by entry it is a claim about numbers
    }
    var numbers = s.decimals() == null ? InnerProducts.in(StepNames.expressions(s), s.setting().arrays()) : null;
    if (numbers != null && s.lhs() != null && s.rhs() != null) {
      var scalar = judged(scalar(s, numbers), assumed);
      if (scalar.judgement().isProved() || s.solution() != null) {
        return scalar;
      }
      var whole = arrays.judge(s, assumed); // what is stated of the vectors may decide
      if (whole != null && whole.judgement().isProved()) {
        return guardedArray(s, whole, assumed);
      }
      if (!scalar.judgement().isRefuted()) {
        boolean given = whole != null && whole.judgement().isRefuted() && whole.judgement().counterexample() != null
            && whole.judgement().counterexample().point().isEmpty(); // every vector has its numbers
        return given ? guardedArray(s, whole, assumed) : scalar;
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
    return guardedArray(s, indexed, assumed);
  }

  private static Assumed withLabels(Claim.Step s, Assumed assumed) {
    var more = assumed;
    for (var r : LabelRanges.ofOneHot(s.property().body(), s.setting().arrays())) {
      more = more.and(r);
    }
    return more;
  }

  /** A definition of an earlier part brings its vectors with it. */
  private static Claim.Step withEarlierParts(Claim.Step s) {
    if (StepNames.expressions(s).stream().noneMatch(e -> Trees.any(e, x -> x instanceof Expr.Call c && !c.function().scalar()))) {
      return s;
    }
    var g = s.setting();
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), s.lhs(), s.rhs(), s.proposition(), s.alternatives(),
        g.with(g.arrays().everywhere()), s.unreadable(), s.decimals(),
        s.solution(), s.property(), s.expectation(), s.implicit(), s.notes());
  }

  private Result guardedArray(Claim.Step s, Result r, Assumed assumed) {
    var j = r.judgement();
    if (s.property() != null) {
      return Result.of(guard.check(s, j, assumed));
    }
    if (!j.isRefuted()) {
      return new Result(j.isProved() ? Guard.withUsed(s, j, (step, _, _, under) -> arrays.judge(step, under).judgement()) : j, null, r.notes());
    }
    var unknown = StepNames.unknown(s);
    if (unknown != null) {
      return new Result(Judgement.undecided(unknown), null, r.notes());
    }
    var alone = StepNames.alone(s);
    if (alone != null && !(s.op() == RelOp.EQ && arrays.isIndifferent(s, true, StepNames.aloneOn(s, true), assumed)
        && arrays.isIndifferent(s, false, StepNames.aloneOn(s, false), assumed))) {
      return new Result(Judgement.undecided(StepNames.notForEvery(alone)), null, r.notes());
    }
    var formal = j.counterexample() == null ? Optional.<String>empty()
        : j.counterexample().point().keySet().stream().filter(n -> n.startsWith("∂")).findFirst();
    if (formal.isPresent()) { // a derivative that nothing gives a value
      return new Result(Judgement.undecided("what is " + formal.get().replaceFirst("\\[.*", "") + "? Nothing in the document says it"), null, r.notes());
    }
    var counted = j.counterexample() == null ? null : countAlone(s, j.counterexample().point().keySet());
    if (counted != null) {
      return new Result(Judgement.undecided("it is not said what " + counted + " runs over, and the sum depends on it"), null, r.notes());
    }
    var unnamed = StepNames.free(s).stream().filter(n -> n.matches(".*[a-zA-Z]hat(?:_.*)?") && !s.setting().declared().contains(n)).findFirst();
    if (unnamed.isPresent()) {
      return new Result(Judgement.undecided("what is " + unnamed.get() + "? Nothing in the document says it"), null, r.notes());
    }
    if (s.op() == RelOp.EQ && (isCondition(s.lhs(), s.rhs()) && !isConstant(s, false, j, assumed) || isCondition(s.rhs(), s.lhs()) && !isConstant(s, true, j, assumed)
        || Exprs.isZero(s.rhs()) && isGradient(s.lhs(), s) || Exprs.isZero(s.lhs()) && isGradient(s.rhs(), s))) {
      return new Result(Judgement.undecided("an equation that only some values satisfy; is it one to be solved, or an assumption?"), null, r.notes());
    }
    if (s.op() == RelOp.EQ && mayBeRounded(s, j)) {
      var number = roundsTo(s, assumed);
      var between = number != null || j.counterexample() == null ? number
          : ShownArrays.proved(s, this::entry);
      if (between == null && ShownArrays.isRefuted(s, this::entry)) {
        return r;
      }
      return between != null ? new Result(between, null, r.notes()) : new Result(Judgement.undecided("with the digits shown this can be neither confirmed nor refuted"), null, r.notes());
    }
    return s.op() == RelOp.APPROX ? Result.of(Judgement.undecided("'approximately' says too little of vectors to be checked")) : r;
  }

  /** The proof that the value of a vector or matrix expression lies between the numbers that round to the one shown, or null. */
  private Judgement roundsTo(Claim.Step s, Assumed assumed) {
    var d = s.decimals();
    if (d == null || d.claimed() == null || d.halfUnit() == null || !d.boxes().isEmpty()) {
      return null;
    }
    var above = bound(s, RelOp.LE, d.claimed().plus(d.halfUnit()), assumed);
    var below = above.isProved() ? bound(s, RelOp.GE, d.claimed().minus(d.halfUnit()), assumed) : above;
    if (!below.isProved()) {
      return null;
    }
    var conditions = new LinkedHashSet<>(above.conditions());
    conditions.addAll(below.conditions());
    return Judgement.proved("within half a unit of the last digit shown", List.copyOf(conditions));
  }

  private Judgement bound(Claim.Step s, RelOp op, Rational bound, Assumed assumed) {
    var step = new Claim.Step(s.place(), s.written(), s.kind(), op, s.lhs(), Exprs.num(bound), null, List.of(), s.setting(), null, null, null, null, null,
        false, List.of());
    return Guard.withUsed(step, arrays.judge(step, assumed).judgement(), (again, _, _, under) -> arrays.judge(again, under).judgement());
  }

  /** Whether the two values differ by no more than what decimals of the formula leave open. */
  private static boolean mayBeRounded(Claim.Step s, Judgement j) {
    boolean decimal = s.written().latex() != null && hasDecimals(PLACE.matcher(s.written().latex()).replaceAll(""), s);
    if (s.decimals() == null || s.decimals().claimed() == null || !s.decimals().boxes().isEmpty()) {
      return decimal || s.decimals() != null && !s.decimals().boxes().isEmpty();
    }
    if (j.counterexample() == null || s.decimals().halfUnit() == null) {
      return false;
    }
    try {
      double l = Double.parseDouble(j.counterexample().lhs());
      double r = Double.parseDouble(j.counterexample().rhs());
      return Math.abs(l - r) <= 2 * s.decimals().halfUnit().doubleValue() + SHOWN * Math.abs(l);
    } catch (NumberFormatException _) {
      return true; // a matrix of them
    }
  }

  /** The index of a sum without a range, where the number of its terms is all that a counterexample chooses; or null. */
  private static String countAlone(Claim.Step s, Set<String> chosen) {
    if (chosen.isEmpty() || !chosen.stream().allMatch(n -> n.startsWith(SIZE))) {
      return null;
    }
    var open = new HashSet<String>();
    StepNames.expressions(s).forEach(e -> Trees.any(e, x -> x instanceof Expr.Big b && b.lower() == null && b.upper() == null && open.add(b.index().name()) && false));
    return chosen.stream().map(n -> n.substring(SIZE.length())).filter(open::contains).findFirst().orElse(null);
  }

  private Judgement entry(Expr entry, RelOp op, Rational bound) {
    return judge.relation(op, entry, Exprs.num(bound), Assumed.NOTHING);
  }

  /** A comma between digits is one of a decimal, or parts components: {@code (1,2)}. */
  private static boolean hasDecimals(String latex, Claim.Step s) {
    return POINT.matcher(latex).find() || COMMA.matcher(latex).find()
        && StepNames.expressions(s).stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Num n && !n.value().isInteger()));
  }

  /** The derivative by a whole vector or matrix: that it is 0 is what the optimum satisfies. */
  private static boolean isGradient(Expr e, Claim.Step s) {
    return switch (e) {
      case Expr.Diff d -> d.order() == 1 && d.by() instanceof Expr.Sym x && !s.setting().arrays().rank(x.name(), 0).isScalar();
      case Expr.Call c when c.is("grad") -> true;
      case Expr.At a -> a.body() instanceof Expr.Diff d && d.order() == 1;
      default -> false;
    };
  }

  /** Whether a side is proved to have the value that it has at the point of a refutation wherever it is defined: no values satisfy the claim. */
  private boolean isConstant(Claim.Step s, boolean left, Judgement j, Assumed assumed) {
    var c = j.counterexample();
    var shown = c == null ? null : left ? c.lhs() : c.rhs();
    return shown != null && WHOLE.matcher(shown).matches() && arrays.isAlways(s, left, Rational.of(Long.parseLong(shown)), assumed);
  }

  private static boolean isCondition(Expr constant, Expr other) {
    boolean varies = !Trees.freeSymbols(other).isEmpty() || Trees.any(other, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
    return constant instanceof Expr.Num && varies && !Trees.any(other, x -> x instanceof Expr.Diff || x instanceof Expr.Call c && c.is("grad"));
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
    var missing = StepNames.missingVariable(s);
    if (missing != null) {
      return Result.of(Judgement.undecided(missing));
    }
    if (s.solution() != null) {
      return Result.of(guard.check(DataSums.withMeans(s), new SolutionJudge(judge).judge(s.solution(), new FixedLater(s.setting().assumptions()), assumed), assumed));
    }
    if (s.property() != null) {
      return Result.of(guard.check(s, new PropertyJudge(judge, kernel).judge(s.property(), withLabels(s, assumed), s.setting().declared()), assumed));
    }
    if (s.proposition() != null) {
      return Result.of(guard.check(s, proposition(s.proposition(), assumed), assumed));
    }
    if (s.lhs() == null || s.rhs() == null || s.op() == null) {
      return Result.of(Judgement.undecided("it is not clear what is claimed"));
    }
    if (s.decimals() != null && (s.op() == RelOp.EQ || s.op() == RelOp.APPROX) && !hasLimit(s.lhs()) && !hasLimit(s.rhs())) {
      var numeric = new NumericJudge().judge(atValues(s));
      if (numeric != null) {
        var other = numeric.judgement().isProved() ? null : withNamesShown(s, assumed);
        other = other == null && numeric.judgement().isRefuted() ? withNumbersBefore(s) : other;
        return other != null ? other : numeric.judgement().verdict().equals("UNDECIDED") ? exactly(s, assumed, numeric) : numeric;
      }
    }
    var j = relation(s, s.lhs(), s.rhs(), assumed);
    if (!j.isProved()) {
      for (var other : s.alternatives()) {
        var k = relation(s, other.lhs(), other.rhs(), assumed);
        if (k.isProved()) {
          boolean refuted = guard.check(s, j, assumed).isRefuted();
          if (other.weight() == Resolved.Weight.NARROWER && !refuted) {
            continue;
          }
          return new Result(refuted && other.weight() != Resolved.Weight.DECIDES && other.weight() != Resolved.Weight.SHOWN
              ? Judgement.undecided(other.weight() == Resolved.Weight.NOTATION ? DEPENDS : "it holds only if " + other.note())
              : guard.check(s, k, assumed), null, List.of(other.note()));
        }
      }
    }
    j = witnesses.add(s, guard.check(s, j, assumed), assumed);
    if (j.isRefuted() && j.counterexample() != null && j.counterexample().point().isEmpty()
        && NumericJudge.nearlyEqual(j.counterexample()) && s.written().latex() != null && s.written().latex().matches("(?s).*\\d\\.\\d.*")) {
      j = Judgement.undecided("the two values differ by less than rounding on the way may have changed them");
    }
    if (s.decimals() != null && j.isRefuted() && !new NumericJudge().differs(s.op(), s.decimals(), j.counterexample())) {
      j = Judgement.undecided("with the rounded values this can be neither confirmed nor refuted");
    }
    return new Result(j, null, List.of(), FloatingPoint.isOfInterest(s, j) ? s.rhs() : null);
  }

  /** That it holds exactly with the names of which decimals repeat the shown value; null if it does not. */
  private Result withNamesShown(Claim.Step s, Assumed assumed) {
    for (var o : s.alternatives()) {
      var exact = o.weight() == Resolved.Weight.SHOWN ? relation(s, o.lhs(), o.rhs(), assumed) : null;
      if (exact != null && exact.isProved()) {
        return new Result(guard.check(s, exact, assumed), null, List.of(o.note()));
      }
    }
    return null;
  }

  /** That it holds with the numbers that names had before they were given others for a case; null if it does not. */
  private static Result withNumbersBefore(Claim.Step s) {
    var d = s.decimals();
    return s.alternatives().stream().filter(o -> o.weight() == Resolved.Weight.EARLIER).filter(o -> {
      var again = new NumericJudge().judge(new DecimalReading(o.lhs(), d.rhs() == null ? null : o.rhs(), d.boxes(), d.claimed(), d.halfUnit()));
      return again != null && again.judgement().isProved();
    }).findFirst().map(o -> new Result(Judgement.undecided("it holds only if " + o.note()), null, List.of(o.note()))).orElse(null);
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
    return exact.isProved() ? Result.of(guard.check(s, exact, assumed)) : rounded;
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

  /** Whether a derivative is written in it. */
  static boolean derivative(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff);
  }

  static Expr carried(Expr e) {
    return hasLimit(e) ? e : Derivatives.carryOut(e);
  }

  static boolean hasLimit(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Limit);
  }

  private Judgement proposition(Expr e, Assumed assumed) {
    if (e instanceof Expr.Rel r) {
      return judge.relation(r.op(), r.lhs(), r.rhs(), assumed);
    }
    if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      var parts = new ArrayList<Judgement>();
      for (var a : l.args()) {
        var j = proposition(a, assumed);
        if (!j.isProved()) {
          return j;
        }
        parts.add(j);
      }
      return parts.getFirst().withConditions(parts.stream().flatMap(j -> j.conditions().stream()).distinct().toList())
          .certifiedBy(Certificates.Subject.all(parts.stream().map(Judgement::certifiable).toList()));
    }
    return Judgement.undecided("this statement is not decided yet");
  }

  static boolean smooth(Expr.Call f) {
    return switch (f.function().name()) {
      case "abs", "sign", "floor", "ceil", "max", "min", "relu", "relu6", "leakyrelu", "elu", "step", "clip",
          "hardsigmoid", "hardtanh", "hardswish", "softsign", "cbrt", "root", "mod", "indicator" -> false;
      default -> true;
    };
  }
}
