package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradus.claim.Claim;
import org.gradus.claim.Resolved;
import org.gradus.claim.Rewriting;
import org.gradus.claim.Upstream;
import org.gradus.diagnosis.Referee;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;
import org.gradus.proof.Kernel;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/** Judges equalities with indices, vectors and matrices. */
final class ArrayJudge {

  private static final Pattern OF_LOSS = Pattern.compile("(?:\\\\frac\\s*\\{\\s*(?:\\\\partial|d|\\\\mathrm\\s*\\{d})|\\\\nabla(?:_\\w|_\\{[^{}]*})?)\\s*"
      + "(?:\\\\mathcal\\s*\\{?\\s*)?(?:[LCJE](?![A-Za-z_^])|\\\\ell(?![A-Za-z_^])|\\\\(?:text|mathrm)\\s*\\{\\s*(?:[Ll]oss|[Cc]ost)\\s*})");

  private final Tensors tensors;
  private final Typing.Layout layout;
  private final boolean either;
  private final boolean thorough;

  /** @param thorough whether to look for what would make a refuted step right */
  ArrayJudge(Kernel kernel, String layout, boolean thorough) {
    this.thorough = thorough;
    this.tensors = new Tensors(kernel);
    this.either = "both".equals(layout);
    this.layout = layout(layout);
  }

  /** The layout that the words of a directive name; null if they name none. */
  static Typing.Layout layout(String words) {
    return words == null ? null : words.startsWith("num") ? Typing.Layout.NUMERATOR
        : words.startsWith("den") ? Typing.Layout.DENOMINATOR : null;
  }

  private record Reading(Expr lhs, Expr rhs, String note, Sizes.Found sizes) {}

  /** What is to be said, with the reading under which; null where the claim is no equality. */
  ClaimVerifier.Result judge(Claim.Step step, Assumed assumed) {
    var limit = ArrayLimits.of(step);
    if (limit == null) {
      return equality(step, assumed);
    }
    var r = limit.step() == null ? ClaimVerifier.Result.of(Judgement.undecided(limit.reason())) : equality(limit.step(), assumed);
    return r != null && r.judgement().isProved()
        ? new ClaimVerifier.Result(Judgement.proved("limit by continuity, " + r.judgement().method(), r.judgement().conditions())
            .certifiedBy(certifiable(step, assumed)), null, r.notes()) : r;
  }

  /** What a certificate of a limit can be about. */
  private Certificates.Subject certifiable(Claim.Step s, Assumed assumed) {
    boolean left = s.lhs() instanceof Expr.Limit;
    var limit = (Expr.Limit) (left ? s.lhs() : s.rhs());
    var sizes = reading(s, limit.body(), left ? s.rhs() : s.lhs(), null, assumed).sizes();
    return sizes.fits() ? ArrayLimitCertificates.subject(Tensors.statement(sizes.sides().get(0), sizes.sides().get(1), sizes.typing(), List.of()), limit) : null;
  }

  private ClaimVerifier.Result equality(Claim.Step s, Assumed assumed) {
    if (s.property() != null) {
      var j = new ArrayConvexity(tensors, layout, s, assumed).judge();
      return j == null ? null : ClaimVerifier.Result.of(j);
    }
    if (s.lhs() == null || s.rhs() == null || s.op() == null) {
      return null;
    }
    if (s.op() != RelOp.EQ && s.op() != RelOp.APPROX) {
      return bound(s, assumed);
    }
    if (isOfUnknown(s.lhs()) || isOfUnknown(s.rhs())) {
      return ClaimVerifier.Result.of(Judgement.undecided("a derivative of a function that the document does not define"));
    }
    var fixed = new FixedLater(s.setting().assumptions()).values();
    var all = new ArrayList<Reading>();
    all.add(reading(s, at(s.lhs(), fixed), at(s.rhs(), fixed), null, assumed));
    s.alternatives().forEach(a -> all.add(reading(s, at(a.lhs(), fixed), at(a.rhs(), fixed), a.note(), assumed)));
    var ambiguous = new ArrayList<Reading>();
    for (int i = 1; i < all.size(); i++) {
      if (s.alternatives().get(i - 1).weight() != Resolved.Weight.DECIDES) {
        ambiguous.add(all.get(i));
      }
    }
    for (var r : List.copyOf(all)) {
      for (var other : Notations.others(r.lhs(), r.rhs(), s.setting().arrays())) {
        all.add(reading(s, other.lhs(), other.rhs(), other.note(), assumed));
      }
    }
    var fitting = all.stream().filter(r -> r.sizes().fits()).toList();
    var outcomes = new LinkedHashMap<Reading, Outcome>();
    for (var r : fitting.isEmpty() ? all.subList(0, 1) : fitting) {
      if (r.sizes().onlyAsNumber() != null) {
        return said(s, r, Judgement.undecided(asNumber(r.sizes().onlyAsNumber())), null);
      }
      var o = tensors.equal(r.sizes().sides().get(0), r.sizes().sides().get(1), r.sizes().typing(), assumed.relations());
      if (r.sizes().number() != null && (o instanceof Outcome.Proved || o instanceof Outcome.Tested)) {
        o = new Outcome.Unknown(asNumber(r.sizes().number())); // what holds for numbers says nothing of vectors
      }
      outcomes.put(r, o);
      if (o instanceof Outcome.Proved p) {
        if (ambiguous.contains(r) && outcomes.get(all.getFirst()) instanceof Outcome.Refuted) {
          return said(s, r, Judgement.undecided(ClaimVerifier.DEPENDS), null);
        }
        return said(s, r, Judgement.proved(p.method(), conditions(s, r, p.conditions(), assumed))
            .certifiedBy(SumCertificates.subject(p)), null);
      }
    }
    for (var e : outcomes.entrySet()) {
      if (e.getValue() instanceof Outcome.Tested t) {
        return said(s, e.getKey(), Judgement.tested(t.method()), null);
      }
    }
    var usual = outcomes.entrySet().iterator().next();
    if (outcomes.values().stream().allMatch(o -> o instanceof Outcome.Refuted)) {
      if (outcomes.values().stream().anyMatch(o -> isOutside(s, usual.getKey(), (Outcome.Refuted) o))) {
        return said(s, usual.getKey(), Judgement.undecided("no counterexample with one-hot labels was found"), null);
      }
      if (outcomes.entrySet().stream().anyMatch(o -> !FullRank.isAt(s, names(o.getKey()), ((Outcome.Refuted) o.getValue()).point()))) {
        return said(s, usual.getKey(), Judgement.undecided("no counterexample with matrices of full rank was found"), null);
      }
      if (Capitals.areUnrelated(s.lhs(), s.rhs(), s.setting().arrays())) {
        return said(s, usual.getKey(), Judgement.undecided("how the matrix is made of the vectors with its small letter is not said"), null);
      }
      var unmet = notAtPoints(s, names(usual.getKey()));
      var symmetric = unmet == null || outcomes.size() > 1 ? null : atSymmetric(s, usual.getKey(), assumed);
      if (symmetric != null) {
        return said(s, usual.getKey(), refuted(symmetric), diagnosis(symmetric));
      }
      if (unmet != null && !(unmet.endsWith(Sizes.BINARY) && areBinary(s, names(usual.getKey()), (Outcome.Refuted) usual.getValue()))) {
        return said(s, usual.getKey(), Judgement.undecided("it does not follow from the sizes; counterexamples are not looked for with "
            + unmet), null);
      }
      var sizes = usual.getKey().sizes();
      var count = UnnamedSizes.meant(sizes.sides(), sizes.typing(), assumed.relations(), (Outcome.Refuted) usual.getValue(), tensors);
      if (count != null) {
        return said(s, usual.getKey(), Judgement.undecided("it holds where the vectors have " + count + " entries, and that is not said of them; write let z in R^" + count), null);
      }
      var refuted = refuted((Outcome.Refuted) usual.getValue());
      var usually = usually(s, usual.getKey(), assumed, refuted);
      return said(s, usual.getKey(), usually != null ? usually : refuted, diagnosis(usual.getValue()));
    }
    if (outcomes.values().stream().anyMatch(o -> o instanceof Outcome.Refuted)) {
      return said(s, usual.getKey(), Judgement.undecided("it depends on how the product of vectors is meant; write ^T or ⊙"), null);
    }
    return said(s, usual.getKey(), switch (usual.getValue()) {
      case Outcome.ShapeClash c when isElsewhereAVector(s, usual.getKey(), c) ->
          Judgement.undecided("the sizes do not fit, unless a name that was a vector in an earlier part is a number here: " + Upstream.readable(c.words()));
      case Outcome.ShapeClash c when Trees.any(Exprs.and(List.of(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()))), x -> x instanceof Expr.Apply) ->
          Judgement.undecided("the sizes do not fit, unless a function that is not given has values of another size: " + Upstream.readable(c.words()));
      case Outcome.ShapeClash c when either && isRow(usual.getKey(), c, assumed) ->
          Judgement.proved("normal form of sums, for all sizes", conditions(s, usual.getKey(), List.of("numerator layout"), assumed));
      case Outcome.ShapeClash c when layout == null && (isPartial(s.lhs()) || isPartial(s.rhs())) && isRow(usual.getKey(), c, assumed) ->
          Judgement.undecided("it holds where the derivative by a column is a row (numerator layout), and the document does not say so")
              .withHoldsIf(List.of("numerator layout"));
      case Outcome.ShapeClash c when besideTranspose(usual.getKey()) != null -> Judgement.undecided("the sizes do not fit, unless "
          + besideTranspose(usual.getKey()) + " is a vector; declare it: let " + besideTranspose(usual.getKey()) + " in R^d");
      case Outcome.ShapeClash c when c.forced() || stated(s, usual.getKey()) || isVectorAndEntry(s) ->
          Judgement.refuted("shapes: " + Upstream.readable(c.words()), null);
      case Outcome.ShapeClash c -> unfit(s, usual.getKey(), c, assumed);
      case Outcome.Unknown u -> Judgement.undecided(u.reason()).withHoldsIf(u.holdsIf());
      case Outcome.Proved _, Outcome.Tested _, Outcome.Refuted _ -> throw new IllegalStateException();
    }, diagnosis(usual.getValue()));
  }

  /** Sizes that do not fit refute a claim that fails where they are the same as well: there is no way left in which it holds. */
  private Judgement unfit(Claim.Step s, Reading r, Outcome.ShapeClash c, Assumed assumed) {
    var sizes = List.copyOf(r.sizes().typing().sizes());
    boolean fails = false;
    for (int i = 0; i < sizes.size(); i++) {
      for (int j = i + 1; j < sizes.size(); j++) {
        var from = sizes.get(i);
        var to = sizes.get(j);
        var sides = r.sizes().sides().stream().map(e -> Trees.substitute(e, from, to)).toList();
        var relations = assumed.relations().stream().map(e -> Trees.substitute(e, from, to)).toList();
        switch (tensors.equal(sides.getFirst(), sides.getLast(), r.sizes().typing().withSizes(Map.of(from, to)), relations)) {
          case Outcome.Refuted o when isAllowed(s, r, o) -> fails = true;
          case Outcome.ShapeClash _ -> { }
          case Outcome.Refuted _, Outcome.Proved _, Outcome.Tested _, Outcome.Unknown _ -> {
            return Judgement.undecided("the sizes do not fit: " + Upstream.readable(c.words()));
          }
        }
      }
    }
    return fails ? Judgement.refuted("shapes: " + Upstream.readable(c.words()), null) : Judgement.undecided("the sizes do not fit: " + Upstream.readable(c.words()));
  }

  /** Whether the point has all that is stated of the names. */
  private static boolean isAllowed(Claim.Step s, Reading r, Outcome.Refuted o) {
    return !isOutside(s, r, o) && FullRank.isAt(s, names(r), o.point()) && notAtPoints(s, names(r)) == null;
  }

  private static String asNumber(String vector) {
    return "the sizes do not fit: the vector " + vector + " would have to be a single number";
  }

  /** Whether the equality, as it is usually read, holds in doubles at a few points with small sizes; {@code unseen} where none tells. */
  boolean mayHold(Claim.Step s, Assumed assumed, boolean unseen) {
    var fixed = new FixedLater(s.setting().assumptions()).values();
    return mayHold(s, at(s.lhs(), fixed), at(s.rhs(), fixed), assumed, unseen);
  }

  private boolean mayHold(Claim.Step s, Expr lhs, Expr rhs, Assumed assumed, boolean unseen) {
    var r = reading(s, lhs, rhs, null, assumed);
    if (!r.sizes().fits()) {
      r = Notations.others(r.lhs(), r.rhs(), s.setting().arrays()).stream().map(o -> reading(s, o.lhs(), o.rhs(), o.note(), assumed))
          .filter(o -> o.sizes().fits()).findFirst().orElse(null);
    }
    return r != null
        && tensors.mayBeEqual(r.sizes().sides().get(0), r.sizes().sides().get(1), r.sizes().typing(), assumed.relations(), unseen);
  }

  /** The numbers of the equality, as it is usually read, for other meanings of its sides; null where there are none to look at. */
  Referee.Glance glance(Claim.Step s, Assumed assumed) {
    var fixed = new FixedLater(s.setting().assumptions()).values();
    var lhs = at(s.lhs(), fixed);
    var rhs = at(s.rhs(), fixed);
    var r = reading(s, lhs, rhs, null, assumed);
    var glance = r.sizes().fits() && AffineLosses.in(lhs, rhs, s.setting().arrays()).equals(List.of(lhs, rhs)) && !isStacked(lhs, rhs)
        ? tensors.glance(r.sizes().sides().get(0), r.sizes().sides().get(1), r.sizes().typing(), assumed.relations(),
            n -> s.setting().arrays().rank(n, 0).isScalar() && s.setting().arrays().shape(n) == null) : null;
    return glance == null ? null : (part, meaning) -> {
      boolean left = part == Rewriting.Part.LEFT;
      var own = at(meaning, fixed);
      var sides = left ? List.of(own, rhs) : List.of(lhs, own);
      if (isStacked(own) || !AffineLosses.in(sides.get(0), sides.get(1), s.setting().arrays()).equals(sides)) {
        return false;
      }
      var named = Capitals.withEntries(sides, s.setting().arrays());
      var side = named.get(left ? 0 : 1);
      return (left ? named.get(1).equals(r.rhs()) : named.get(0).equals(r.lhs()))
          && (glance.differs(side, left) || glance.knows(side) && !mayHold(s, sides.get(0), sides.get(1), assumed, false));
    };
  }

  private static boolean isStacked(Expr lhs, Expr rhs) {
    return isStacked(lhs) || isStacked(rhs);
  }

  private static boolean isStacked(Expr e) {
    return Kinds.occur(e, Kinds.ARRAY) && Trees.any(e, x -> x instanceof Expr.Call c && (c.is("kron") || c.is("vec")));
  }

  /** Whether the value of a side is proved to be the same whatever the names are. */
  boolean isIndifferent(Claim.Step s, boolean left, Set<String> names, Assumed assumed) {
    if (names.isEmpty()) {
      return true;
    }
    var fixed = new FixedLater(s.setting().assumptions()).values();
    var r = reading(s, at(s.lhs(), fixed), at(s.rhs(), fixed), null, assumed);
    if (!r.sizes().fits() || r.sizes().number() != null) {
      return false;
    }
    var side = r.sizes().sides().get(left ? 0 : 1);
    return tensors.equal(side, Renamed.of(side, names), Renamed.typing(r.sizes().typing(), names), assumed.relations()) instanceof Outcome.Proved p
        && p.conditions().isEmpty();
  }

  /** Whether a side is proved to have this value, whatever is put in. */
  boolean isAlways(Claim.Step s, boolean left, Rational value, Assumed assumed) {
    var fixed = new FixedLater(s.setting().assumptions()).values();
    var r = reading(s, at(s.lhs(), fixed), at(s.rhs(), fixed), null, assumed);
    return r.sizes().fits() && r.sizes().number() == null
        && tensors.equal(r.sizes().sides().get(left ? 0 : 1), Exprs.num(value), r.sizes().typing(), assumed.relations()) instanceof Outcome.Proved p
        && p.conditions().isEmpty();
  }

  /** The side at the values that assumptions give; what derivatives are taken by gets its value after them. */
  private static Expr at(Expr side, Map<Expr, Expr> fixed) {
    var result = side;
    for (var e : fixed.entrySet()) {
      boolean later = Trees.any(side, x -> x instanceof Expr.Diff d && d.by().equals(e.getKey())
          || x instanceof Expr.Call c && (c.is("grad") || c.is("hessian")) && c.args().get(1).equals(e.getKey()));
      result = later ? Exprs.at(result, e.getKey(), e.getValue()) : Trees.substitute(result, e.getKey(), e.getValue());
    }
    return result;
  }

  /** What usually holds and was not said, under which the claim is proved; null if there is nothing like it. */
  private Judgement usually(Claim.Step s, Reading r, Assumed assumed, Judgement refuted) {
    var l = r.sizes().sides().get(0);
    var right = r.sizes().sides().get(1);
    var apart = Apart.of(l, right, r.sizes().typing());
    if (apart != null && tensors.equal(apart.lhs(), apart.rhs(), apart.typing(), assumed.relations()) instanceof Outcome.Proved) {
      return Judgement.undecided("it depends on whether " + ((Expr.Diff) l).by() + " is one of those that are summed").withHoldsIf(List.of(apart.words()));
    }
    for (var guess : !thorough ? List.<UnsaidOfArrays.Guess>of() : UnsaidOfArrays.about(l, right, r.sizes().typing(), s.setting())) {
      if (guess.isOfSquare() && !isSquareByItself(guess.names().getFirst(), s, assumed)) {
        continue;
      }
      var typing = guess.typing(r.sizes().typing());
      if (tensors.mayBeEqual(l, right, typing, guess.relations(assumed), false)
          && tensors.equal(l, right, typing, guess.relations(assumed)) instanceof Outcome.Proved) {
        return UnsaidOfArrays.isDeclared(guess, s.setting()) ? refuted.withHoldsIf(List.of(guess.words()))
            : Judgement.undecided("it does not hold for every " + String.join(" and ", guess.names())).withHoldsIf(List.of(guess.words()));
      }
    }
    return null;
  }

  /** Whether what is differentiated makes the matrix a square one. W in a layer Wx + b is none, whatever a claim about its gradients needs. */
  private boolean isSquareByItself(String matrix, Claim.Step s, Assumed assumed) {
    var derivative = ClaimVerifier.derivative(s.lhs()) ? s.lhs() : ClaimVerifier.derivative(s.rhs()) ? s.rhs() : null;
    if (derivative == null) {
      return true;
    }
    var alone = Sizes.of(List.of(derivative, derivative), assumed.relations(), s.setting().arrays(), layout).typing().shapes().get(matrix);
    return alone == null || alone.isSquare();
  }

  /** A bound: {@link ArrayBounds}. */
  private ClaimVerifier.Result bound(Claim.Step s, Assumed assumed) {
    var r = reading(s, s.lhs(), s.rhs(), null, assumed);
    var j = new ArrayBounds(tensors, s, assumed, r.sizes()).judge();
    var unmet = j != null && j.isRefuted() ? notAtPoints(s, names(r)) : null;
    if (unmet == null && j != null && j.isRefuted() && j.counterexample() != null && !FullRank.isAt(s, names(r), j.counterexample().point())) {
      return said(s, r, Judgement.undecided("no counterexample with matrices of full rank was found"), null);
    }
    return j == null ? null : said(s, r, unmet != null ? Judgement.undecided("counterexamples are not looked for with " + unmet)
        : j.isProved() ? j.withConditions(conditions(s, r, j.conditions(), assumed)) : j, null);
  }

  /** A linear system and its solution: the named value satisfies it, and an inverse of its matrix makes it the only one. */
  Judgement solution(Claim.Step s, Assumed assumed) {
    return new ArraySolutions(tensors, layout, s, assumed).judge();
  }

  private Reading reading(Claim.Step s, Expr lhs, Expr rhs, String note, Assumed assumed) {
    var named = Capitals.withEntries(isStacked(lhs, rhs) ? List.of(stacked(lhs), stacked(rhs)) : List.of(lhs, rhs), s.setting().arrays());
    var sides = AffineLosses.in(named.getFirst(), named.getLast(), s.setting().arrays());
    var sizes = Sizes.of(sides, assumed.relations(), s.setting().arrays(), layout);
    return new Reading(sides.getFirst(), sides.getLast(), note, !isOfLoss(s) ? sizes : Sizes.ofNumbers(sides, assumed.relations(), s.setting().arrays(), layout, sizes));
  }

  /** Whether a loss is differentiated, which is a number. A quantity with another letter may be a vector, and its derivative a Jacobian. */
  private static boolean isOfLoss(Claim.Step s) {
    return s.written().readLhs() != null && OF_LOSS.matcher(s.written().readLhs()).find();
  }

  /** Beside Kronecker products of matrices u ⊗ v is one, too: a column. */
  private static Expr stacked(Expr e) {
    var inner = Trees.map(e, ArrayJudge::stacked);
    return inner instanceof Expr.Call c && c.is("outer") ? Exprs.call("kron", c.arg(), c.args().get(1)) : inner;
  }

  private List<String> conditions(Claim.Step s, Reading r, List<String> more, Assumed assumed) {
    var all = new ArrayList<>(more);
    all.addAll(s.setting().arrays().words(names(r), withUsedProperties(r, more, assumed)));
    var single = names(r).stream().filter(n -> r.sizes().typing().shapes().get(n) instanceof Shape shape && shape.isScalar() && s.setting().arrays().shape(n) == null
        && s.setting().arrays().rank(n, 0) == Rank.COLUMN).toList();
    if (!single.isEmpty()) {
      all.add(String.join(", ", single) + (single.size() == 1 ? " has" : " have") + " one entry");
    }
    return all;
  }

  /** The names of which more than their shape is used: without it there is no proof, or only one under more conditions. */
  private Set<String> withUsedProperties(Reading r, List<String> conditions, Assumed assumed) {
    var used = new LinkedHashSet<String>();
    var typing = r.sizes().typing();
    for (var name : typing.facts().stream().filter(f -> !(f instanceof Typing.Fact.Elementwise)).map(Typing.Fact::name).distinct().toList()) {
      var less = typing.withoutFactsOf(name);
      if (tensors.equal(r.sizes().sides().get(0), r.sizes().sides().get(1), less, assumed.relations()) instanceof Outcome.Proved p
          && conditions.containsAll(p.conditions())) {
        typing = less;
      } else {
        used.add(name);
      }
    }
    return used;
  }

  /** The vectors, matrices and families of a claim. */
  private static Set<String> names(Reading r) {
    var names = new LinkedHashSet<>(r.sizes().names());
    names.addAll(Notations.families(r.lhs(), r.rhs()));
    return names;
  }

  /** Whether the document states the shape of everything in the claim; beside an array of numbers n may be just their number. */
  private static boolean stated(Claim.Step s, Reading r) {
    boolean small = Trees.any(Exprs.and(List.of(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()))), x -> x instanceof Expr.Matrix m && Trees.freeSymbols(m).isEmpty());
    return !small && r.sizes().names().stream().allMatch(n -> Upstream.isSlope(n) || n.endsWith("_") || s.setting().arrays().shape(n) != null);
  }

  /** A stated property that the points at which a claim is tried need not have; null if there is none. */
  static String notAtPoints(Claim.Step s, Set<String> names) {
    for (var name : names) {
      for (var p : s.setting().arrays().properties(name)) {
        if (isNotAtPoints(p)) {
          return name + " " + p;
        }
      }
    }
    return null;
  }

  /** Whether nothing but entries 0 and 1 is stated that points might not have, and this point has them. */
  private static boolean areBinary(Claim.Step s, Set<String> names, Outcome.Refuted r) {
    for (var name : names) {
      for (var p : s.setting().arrays().properties(name)) {
        if (isNotAtPoints(p) && (!p.equals(Sizes.BINARY) || r.point().entrySet().stream().filter(e -> e.getKey().startsWith(name + "["))
            .anyMatch(e -> !e.getValue().equals("0") && !e.getValue().equals("1")))) {
          return false;
        }
      }
    }
    return true;
  }

  /** A counterexample in which the matrices are symmetric that perhaps are meant to be, if nothing else is in doubt; else null. */
  private Outcome.Refuted atSymmetric(Claim.Step s, Reading r, Assumed assumed) {
    var typing = r.sizes().typing();
    for (var name : names(r)) {
      for (var p : s.setting().arrays().properties(name)) {
        if (isNotAtPoints(p) && !p.equals("stated symmetric")) {
          return null;
        }
        typing = p.equals("stated symmetric") ? typing.with(new Typing.Fact.Symmetric(name)) : typing;
      }
    }
    return tensors.equal(r.sizes().sides().get(0), r.sizes().sides().get(1), typing, assumed.relations()) instanceof Outcome.Refuted o
        && names(r).stream().filter(n -> s.setting().arrays().properties(n).contains("stated symmetric")).allMatch(n -> FullRank.isSymmetric(n, o.point())) ? o : null;
  }

  private static boolean isNotAtPoints(String p) {
    return p.matches("(?:stated|unitary|real|integer|positive|nonnegative).*") && !p.matches("(?:real|positive definite).*")
        && !Sizes.SEMIDEFINITE.matcher(p).matches();
  }

  /** Whether the point gives labels that are stated to be one-hot other values. */
  private static boolean isOutside(Claim.Step s, Reading reading, Outcome.Refuted r) {
    for (var name : names(reading)) {
      if (s.setting().arrays().properties(name).stream().anyMatch(p -> p.contains("one-hot"))) {
        var samples = r.point().entrySet().stream().filter(e -> e.getKey().startsWith(name + "["))
            .collect(Collectors.groupingBy(e -> e.getKey().replaceFirst("\\[(.*,)?[^,\\]]*\\]", "[$1]"), Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        boolean oneHot = samples.values().stream().allMatch(values -> values.stream().allMatch(v -> v.equals("0") || v.equals("1"))
            && values.stream().filter(v -> v.equals("1")).count() <= 1);
        if (!oneHot) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a derivative is taken of an undefined function by something that is not its argument. */
  private static boolean isOfUnknown(Expr side) {
    return Trees.any(side, x -> x instanceof Expr.Diff d && Trees.any(d.body(), f -> f instanceof Expr.Apply a
        && a.args().stream().noneMatch(arg -> Trees.any(arg, y -> y.equals(d.by())))));
  }

  /** Whether a number meets a vector, and what is a vector was one in an earlier part: the letter may be used anew. */
  private static boolean isElsewhereAVector(Claim.Step s, Reading r, Outcome.ShapeClash c) {
    return Upstream.readable(c.words()).contains("is 1×1") && r.sizes().names().stream().anyMatch(n -> !s.setting().arrays().isOfThisPart(n));
  }

  /** Whether the claim is right where the derivative of a number by a vector is a row. */
  private boolean isRow(Reading r, Outcome.ShapeClash c, Assumed assumed) {
    return c.transposed() && tensors.equal(r.sizes().sides().get(0), r.sizes().sides().get(1), r.sizes().typing().with(Typing.Layout.NUMERATOR),
            assumed.relations()) instanceof Outcome.Proved;
  }

  /** A derivative by a small letter: by a vector. */
  private static boolean isPartial(Expr e) {
    return e instanceof Expr.Diff d && d.order() == 1 && d.by() instanceof Expr.Sym x && Character.isLowerCase(x.name().charAt(0));
  }

  /** A component that a transposed vector is multiplied with, as one multiplies vectors; null if there is none. */
  private static Expr besideTranspose(Reading r) {
    var found = new ArrayList<Expr>();
    for (var side : List.of(r.lhs(), r.rhs())) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Mul m && m.args().stream().anyMatch(f -> f instanceof Expr.Call c && c.is("transpose") && c.arg() instanceof Expr.Sym)) {
          m.args().stream().filter(f -> f instanceof Expr.Indexed).forEach(found::add);
        }
        return false;
      });
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  /** A vector on one side, one entry with its own index on the other. */
  private static boolean isVectorAndEntry(Claim.Step s) {
    return isEntry(s.rhs(), s.lhs(), s) || isEntry(s.lhs(), s.rhs(), s);
  }

  private static boolean isEntry(Expr entry, Expr vector, Claim.Step s) {
    return entry instanceof Expr.Indexed x && x.sub().size() == 1 && x.sub().get(0) instanceof Expr.Sym i
        && s.setting().arrays().rank(x.base(), 1).isScalar() && vector instanceof Expr.Call c && c.is("matmul")
        && c.args().get(0) instanceof Expr.Call t && t.is("transpose") && !Trees.freeSymbols(vector).contains(i)
        && !(c.args().get(1) instanceof Expr.Call) && Sizes.isMatrix(t.arg(), s.setting().arrays());
  }

  private static ClaimVerifier.Result said(Claim.Step s, Reading r, Judgement j, Diagnosis d) {
    return new ClaimVerifier.Result(j, j.isRefuted() ? d : null, r.note() == null ? List.of() : List.of(r.note()));
  }

  private static Judgement refuted(Outcome.Refuted r) {
    var point = new LinkedHashMap<>(r.sizes());
    point.putAll(r.point());
    var entry = r.component() == null ? "" : "entry " + r.component() + ": ";
    return Judgement.refuted("exact at small sizes", new Counterexample(point, entry + r.lhs(), entry + r.rhs()));
  }

  private static Diagnosis diagnosis(Outcome o) {
    return switch (o) {
      case Outcome.Refuted r when r.transposed() -> new Diagnosis("transpose", "one side is the transpose of the other", null);
      case Outcome.ShapeClash c when c.transposed() -> new Diagnosis("transpose", "one side is the transpose of the other: " + Upstream.readable(c.words()), null);
      case Outcome.ShapeClash c -> new Diagnosis("shape", "the shapes do not fit: " + Upstream.readable(c.words()), null);
      case Outcome.Proved _, Outcome.Tested _, Outcome.Refuted _, Outcome.Unknown _ -> null;
    };
  }
}
