package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.numeric.Budget;
import org.gradus.numeric.Counterexample;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.FieldNumbers;
import org.gradus.numeric.Refuter;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Kernel;
import org.hipparchus.util.Binary64;

/** A claim at all choices of small sizes: a point at which both sides are defined, a counterexample, a proof for each. */
final class Trials {

  private static final List<List<Integer>> CHOICES =
      List.of(List.of(1, 2), List.of(2, 3), List.of(3, 1), List.of(2, 2), List.of(3, 2));
  private static final List<List<Integer>> LARGER_CHOICES = List.of(List.of(4, 3), List.of(2, 4), List.of(4, 1), List.of(4, 4));
  /** First unequal sizes, which tell rows from columns; then smaller ones, where the formulas are shorter. */
  private static final List<List<Integer>> TRIED = List.of(List.of(2, 3), List.of(3, 2), List.of(2, 1), List.of(1, 2), List.of(2, 2));
  /** Where there are more than two sizes, so that no two of them are always equal. */
  private static final List<List<Integer>> TRIED_OF_MANY = List.of(List.of(2, 1, 3, 4), List.of(2, 3, 1, 4));
  private static final List<List<Integer>> CHOICES_OF_MANY = List.of(List.of(2, 1, 3, 4));
  private static final List<List<Integer>> LOOKED_AT = List.of(List.of(2, 3), List.of(3, 2));
  private static final int MAX_INSTANCES = 60;
  private static final int MAX_SIZE = 1_500;
  private static final int MAX_LOOKS = 6;
  private static final int MAX_GRAM = 3;
  private static final int LOOKS = 6;
  private static final double TOLERANCE = 1e-8;

  private final Lowered claim;
  private final Kernel kernel;
  private String beyond;

  Trials(Lowered claim, Kernel kernel) {
    this.claim = claim.withEndsAsSizes();
    this.kernel = kernel;
  }

  /** The claim at some sizes. */
  private record Instance(Map<Expr, Expr> values, Expr lhs, Expr rhs, List<Expr> assumptions) {}

  /** Whether both sides are defined at some point, at some sizes. */
  boolean definedSomewhere() {
    return Boolean.TRUE.equals(defined());
  }

  /** The same; null where nothing could be looked at. */
  Boolean defined() {
    Boolean found = null;
    for (var sizes : List.of(List.of(2, 3), List.of(1, 1), List.of(2, 2))) {
      try {
        for (var values : indices(sizes(sizes))) {
          var i = instance(values, Orthonormality.entries(claim.typing(), values));
          if (Sampler.definedPoint(List.of(concrete(i.lhs()), concrete(i.rhs())), domain(i)).isPresent()) {
            return true;
          }
          found = false;
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return found;
  }

  /** A counterexample with small sizes, or null. */
  Outcome.Refuted refute() {
    return refute(RelOp.EQ);
  }

  /** A counterexample to the relation with small sizes, or null. */
  Outcome.Refuted refute(RelOp op) {
    var found = refute(op, false);
    return found != null ? found : refute(op, true);
  }

  /** @param beyond whether to look where the claim names entries that its arrays do not have, and not elsewhere */
  private Outcome.Refuted refute(RelOp op, boolean beyond) {
    var between = new BetweenIndices(claim.sides());
    var entries = new ExistingEntries(claim);
    for (var sizes : ofMany(TRIED, TRIED_OF_MANY)) {
      if (op != RelOp.EQ && sizes.contains(1) && !isOneCase()) {
        continue; // bounds are meant for more than one class or sample
      }
      try {
        for (var values : indices(likelySizes(sizes))) {
          for (var hot : hot(values)) {
            var i = instance(values, hot);
            if (Trees.size(i.lhs(), MAX_SIZE) >= MAX_SIZE || Trees.size(i.rhs(), MAX_SIZE) >= MAX_SIZE
                || Trees.any(Exprs.add(i.lhs(), i.rhs()), x -> x instanceof Expr.Apply)) {
              continue;
            }
            if (between.runOut(i.lhs(), i.rhs()) || beyond == entries.exist(i.lhs(), i.rhs(), values)) {
              continue;
            }
            var open = beyond ? entries.open(i.lhs(), i.rhs(), values) : null;
            if (open != null) {
              this.beyond = open;
              continue;
            }
            var found = Refuter.inside(op, i.lhs(), i.rhs(), domain(i), Budget.of(400));
            if (found.isPresent()) {
              return refuted(values, hot, found.get());
            }
          }
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return null;
  }

  /**
   * Whether the sides have different values, in doubles, at some point with small sizes: fast, and never the last word. Null
   * where nothing could be looked at.
   */
  Boolean differs() {
    boolean looked = false;
    for (var sizes : LOOKED_AT) {
      try {
        int seen = 0;
        for (var values : indices(likelySizes(sizes))) {
          for (var hot : hot(values)) {
            var differs = seen++ < MAX_LOOKS ? differsAt(values, hot) : null;
            if (Boolean.TRUE.equals(differs)) {
              return true;
            }
            looked |= differs != null;
          }
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return looked ? false : null;
  }

  /**
   * Sizes and free indices with their values, components that are not free with theirs, and what the others must satisfy.
   */
  record Spot(Map<Expr, Expr> values, Map<Expr, Expr> given, List<Expr> facts) {}

  private Spot spot(Map<Expr, Expr> values, Map<Expr, Expr> hot) {
    var facts = facts(values);
    var given = solved(facts);
    given.putAll(hot);
    return new Spot(values, given, facts);
  }

  /** Where {@link #differs} looks first, at most so many at each choice of sizes. */
  List<Spot> spots(int most) {
    var spots = new ArrayList<Spot>();
    for (var sizes : LOOKED_AT) {
      try {
        int seen = 0;
        for (var values : indices(likelySizes(sizes))) {
          for (var hot : hot(values)) {
            if (seen++ < most) {
              spots.add(spot(values, hot));
            }
          }
        }
      } catch (Unsupported _) {
        continue;
      }
    }
    return spots;
  }

  private Boolean differsAt(Map<Expr, Expr> values, Map<Expr, Expr> hot) {
    var spot = spot(values, hot);
    var facts = spot.facts();
    QuickLook quick;
    try {
      quick = new QuickLook(claim, values, spot.given(), facts, symmetric());
    } catch (Unsupported _) {
      return null; // an unknown function: no number tells
    }
    return switch (quick.look()) {
      case DIFFERENT -> true;
      case EQUAL -> false;
      case UNDEFINED -> null;
      case NO_POINT -> facts.stream().anyMatch(f -> f instanceof Expr.Rel r && r.op() == RelOp.EQ) ? null : differsAt(instance(values, hot));
      case NOTHING -> differsAt(instance(values, hot));
    };
  }

  private static Boolean differsAt(Instance i) {
    if (Trees.any(Exprs.add(i.lhs(), i.rhs()), x -> x instanceof Expr.Apply)) {
      return null;
    }
    var evaluator = new Evaluator<>(FieldNumbers.like(Binary64.ONE));
    var points = Sampler.points(List.of(i.lhs(), i.rhs()), domain(i), LOOKS);
    Boolean found = null;
    // the first points are the readable ones, where different things are equal by chance
    for (var p : points.reversed().subList(0, Math.min(points.size(), LOOKS / 2))) {
      var at = new HashMap<String, Binary64>();
      p.forEach((name, x) -> at.put(name, new Binary64(x.doubleValue())));
      try {
        double l = evaluator.value(i.lhs(), at).getReal();
        double r = evaluator.value(i.rhs(), at).getReal();
        if (Math.abs(l - r) > TOLERANCE * (1 + Math.max(Math.abs(l), Math.abs(r)))) {
          return true;
        }
        found = Double.isNaN(l) || Double.isNaN(r) ? found : Boolean.FALSE;
      } catch (org.gradus.numeric.Unsupported | ArithmeticException _) {
        return found;
      }
    }
    return found;
  }

  /** Why nothing was refuted with entries that are not there, in words; null where there were none. */
  String beyond() {
    return beyond;
  }

  /** Up to which size the kernel proves the claim at every choice of sizes tried and every value of the free indices: 4, 3, or 0. */
  int provedUpTo() {
    if (!proved(isOneCase() ? List.of(List.of(1)) : ofMany(CHOICES, CHOICES_OF_MANY))) {
      return 0;
    }
    return !isOneCase() && proved(LARGER_CHOICES) ? 4 : 3;
  }

  private boolean proved(List<List<Integer>> choices) {
    try {
      int count = 0;
      for (var sizes : choices) {
        for (var values : indices(sizes(sizes))) {
          for (var hot : hot(values)) {
            var i = instance(values, hot);
            if (++count > MAX_INSTANCES || Trees.size(i.lhs(), MAX_SIZE) >= MAX_SIZE
                || !kernel.equal(i.lhs(), i.rhs(), i.assumptions()).proved()) {
              return false;
            }
          }
        }
      }
      return count > 0;
    } catch (Unsupported _) {
      return false;
    }
  }

  private List<List<Integer>> ofMany(List<List<Integer>> two, List<List<Integer>> many) {
    return claim.sizes().size() <= 2 ? two : Stream.concat(two.stream(), many.stream()).toList();
  }

  /** Whether all sizes are numbers: then every value of the free indices is looked at, and nothing is left to choose. */
  boolean isOneCase() {
    return claim.sizes().isEmpty();
  }

  /**
   * Sizes that nobody names are one, and any name that could stand for it has its value too: what fails then fails
   * whatever was meant.
   */
  private Map<Expr, Expr> likelySizes(List<Integer> choice) {
    var map = new LinkedHashMap<>(sizes(choice));
    if (!claim.hiddenSizes().isEmpty()) {
      var value = Exprs.num(choice.getFirst());
      claim.hiddenSizes().forEach(h -> map.put(h, value));
      claim.possibleSizes().forEach(n -> map.put(n, value));
    }
    return map;
  }

  private Map<Expr, Expr> sizes(List<Integer> choice) {
    var relations = new ArrayList<>(claim.assumptions());
    relations.addAll(claim.leastSizes());
    relations.addAll(Orthonormality.sizes(claim.typing()));
    ofFullRank().forEach(s -> relations.add(Exprs.rel(RelOp.GE, s.rows(), s.columns())));
    return new SizeChoice(List.copyOf(claim.sizes()), relations).nearest(choice);
  }

  /** The sizes with every choice of values for the free indices. */
  private List<Map<Expr, Expr>> indices(Map<Expr, Expr> sizes) {
    List<Map<Expr, Expr>> all = List.of(sizes);
    for (var i : claim.usedIndices().entrySet()) {
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var m : all) {
        var from = Trees.substitute(i.getValue().lower(), m);
        var to = Trees.substitute(i.getValue().upper(), m);
        if (!(small(m).of(from) instanceof Expr.Num a)
            || !(small(m).of(to) instanceof Expr.Num b)) {
          throw new Unsupported("the range of " + i.getKey() + " has no value");
        }
        for (long v = a.value().num().longValue(); v <= b.value().num().longValue() && next.size() <= MAX_INSTANCES; v++) {
          var more = new LinkedHashMap<>(m);
          more.put(i.getKey(), Exprs.num(v));
          if (allowed(more)) {
            next.add(more);
          }
        }
      }
      all = next;
    }
    return all.stream().filter(this::allowed).toList();
  }

  /** Assumptions between sizes and free indices ({@code i != k}, {@code n > d}); what has no value yet may still hold. */
  private boolean allowed(Map<Expr, Expr> values) {
    return claim.assumptions().stream().filter(this::isBetweenSizes)
        .noneMatch(a -> Boolean.FALSE.equals(small(values).holds(a)));
  }

  private boolean isBetweenSizes(Expr a) {
    return !Trees.any(a, x -> x instanceof Expr.Indexed || x instanceof Expr.Big)
        && Trees.freeSymbols(a).stream().allMatch(s -> claim.sizes().contains(s) || claim.free().containsKey(s));
  }

  private SmallSizes small(Map<Expr, Expr> values) {
    return new SmallSizes(values, claim.inverses(), symmetric());
  }

  Set<String> symmetric() {
    var names = new HashSet<String>();
    for (var f : claim.typing().facts()) {
      if (f instanceof Typing.Fact.Symmetric || f instanceof Typing.Fact.PositiveDefinite || f instanceof Typing.Fact.Semidefinite) {
        names.add(f.name());
      }
    }
    return names;
  }

  /** That matrices are positive definite, by their leading minors (Sylvester's criterion; Horn and Johnson 2013, 7.2.5). */
  private List<Expr> minors(Map<Expr, Expr> values) {
    var all = new ArrayList<Expr>();
    for (var f : claim.typing().facts()) {
      var shape = claim.typing().shapes().get(f.name());
      if ((f instanceof Typing.Fact.PositiveDefinite || f instanceof Typing.Fact.Semidefinite) && shape != null && claim.typing().members().getOrDefault(f.name(), 0) == 0) {
        int n = size(Range.to(shape.rows()), values);
        for (int k = 1; k <= n; k++) {
          var minor = new ArrayList<List<Expr>>();
          for (int i = 1; i <= k; i++) {
            var row = new ArrayList<Expr>();
            for (int j = 1; j <= k; j++) {
              row.add(small(values).of(Exprs.indexed(f.name(), List.of(Exprs.num(i), Exprs.num(j)), List.of())));
            }
            minor.add(row);
          }
          all.add(Exprs.rel(RelOp.GT, SmallSizes.determinant(minor), Exprs.ZERO));
        }
      }
    }
    return all;
  }

  /** The matrices, no families of them, with independent columns. */
  private List<Shape> ofFullRank() {
    return namesOfFullRank().stream().map(n -> claim.typing().shapes().get(n)).toList();
  }

  private List<String> namesOfFullRank() {
    return claim.typing().facts().stream().filter(f -> f instanceof Typing.Fact.FullColumnRank).map(Typing.Fact::name).distinct()
        .filter(n -> claim.typing().shapes().containsKey(n) && claim.typing().members().getOrDefault(n, 0) == 0).toList();
  }

  /** That columns are independent, by Gram's determinant: that of XᵀX is positive (Horn and Johnson 2013, 7.2.10). */
  private List<Expr> grams(Map<Expr, Expr> values) {
    var all = new ArrayList<Expr>();
    for (var name : namesOfFullRank()) {
      var shape = claim.typing().shapes().get(name);
      int rows = size(Range.to(shape.rows()), values);
      int columns = size(Range.to(shape.columns()), values);
      var gram = new ArrayList<List<Expr>>();
      for (int i = 1; i <= columns; i++) {
        var row = new ArrayList<Expr>();
        for (int j = 1; j <= columns; j++) {
          var terms = new ArrayList<Expr>();
          for (int k = 1; k <= rows; k++) {
            terms.add(Exprs.mul(entry(name, k, i, values), entry(name, k, j, values)));
          }
          row.add(Exprs.add(terms));
        }
        gram.add(row);
      }
      if (columns > MAX_GRAM) {
        throw new Unsupported("the rank of a matrix with more than " + MAX_GRAM + " columns is not looked at");
      }
      all.add(Exprs.rel(RelOp.GT, SmallSizes.determinant(gram), Exprs.ZERO));
    }
    return all;
  }

  private Expr entry(String name, int row, int column, Map<Expr, Expr> values) {
    return small(values).of(Exprs.indexed(name, List.of(Exprs.num(row), Exprs.num(column)), List.of()));
  }

  /** That entries are 0 or 1. */
  private List<Expr> binaries(Map<Expr, Expr> values) {
    var all = new ArrayList<Expr>();
    for (var f : claim.typing().facts()) {
      var shape = claim.typing().shapes().get(f.name());
      if (!(f instanceof Typing.Fact.Binary) || shape == null || claim.typing().members().getOrDefault(f.name(), 0) != 0) {
        continue;
      }
      boolean vector = shape.columns().equals(Exprs.ONE);
      for (var i : tuples(vector ? List.of(Range.to(shape.rows())) : List.of(Range.to(shape.rows()), Range.to(shape.columns())), values)) {
        var entry = small(values).of(Exprs.indexed(f.name(), i, List.of()));
        all.add(Exprs.or(List.of(Exprs.rel(RelOp.EQ, entry, Exprs.ZERO), Exprs.rel(RelOp.EQ, entry, Exprs.ONE))));
      }
    }
    return all;
  }

  /** What the values of components must satisfy. Throws {@link Unsupported} where nothing can. */
  private List<Expr> facts(Map<Expr, Expr> values) {
    var small = small(values);
    var facts = new ArrayList<Expr>(minors(values));
    facts.addAll(binaries(values));
    facts.addAll(grams(values));
    for (var a : claim.assumptions()) {
      if (isBetweenSizes(a) || placeOfOne(a) != null) {
        continue; // the values satisfy it
      }
      if (Trees.freeSymbols(a).stream().anyMatch(s -> claim.free().containsKey(s))) {
        facts.addAll(forAllIndices(a, values));
      } else {
        facts.add(small.of(a));
      }
    }
    facts.forEach(Trials::holds);
    facts.removeIf(f -> f instanceof Expr.Rel r && r.lhs() instanceof Expr.Num && r.rhs() instanceof Expr.Num);
    return facts;
  }

  private Instance instance(Map<Expr, Expr> values, Map<Expr, Expr> hot) {
    var small = small(values);
    var facts = facts(values);
    var solved = solved(facts);
    solved.putAll(hot);
    facts.forEach(f -> holds(put(f, solved)));
    return new Instance(values, put(small.of(claim.sides().get(0)), solved), put(small.of(claim.sides().get(1)), solved),
        facts.stream().map(f -> put(f, solved)).filter(f -> !(f instanceof Expr.Rel r && r.lhs().equals(r.rhs()))).toList());
  }

  /** Under what is false everything is true. Throws {@link Unsupported} where a fact between numbers fails. */
  private static void holds(Expr fact) {
    if (fact instanceof Expr.Rel r && r.lhs() instanceof Expr.Num x && r.rhs() instanceof Expr.Num y
        && !r.op().holdsForSign(x.value().compareTo(y.value()))) {
      throw new Unsupported("an assumption fails at these sizes");
    }
  }

  /** The component of a one-hot vector that an assumption y_c = 1 speaks of; null if it is none. It says so of one c, not of all. */
  private Expr.Indexed placeOfOne(Expr assumption) {
    return assumption instanceof Expr.Rel r && r.op() == RelOp.EQ && r.rhs().equals(Exprs.ONE) && r.lhs() instanceof Expr.Indexed x
        && x.sub().size() == 1 && x.sup().isEmpty()
        && claim.typing().facts().stream().anyMatch(f -> f instanceof Typing.Fact.OneHot o && o.name().equals(x.base())) ? x : null;
  }

  /** Whether the 1 of the vector may stand there, by what is assumed of its place. */
  private boolean mayStand(String name, int at, Map<Expr, Expr> values) {
    return claim.assumptions().stream().map(this::placeOfOne).filter(x -> x != null && x.base().equals(name))
        .noneMatch(x -> Trees.substitute(x.sub().getFirst(), values) instanceof Expr.Num n && !n.value().equals(Rational.of(at)));
  }

  private static Expr put(Expr e, Map<Expr, Expr> values) {
    return Trees.substitute(e, values);
  }

  /** An assumption about components at free indices holds for all their values. */
  private List<Expr> forAllIndices(Expr a, Map<Expr, Expr> values) {
    List<Map<Expr, Expr>> all = List.of(sizesOnly(values));
    for (var i : Trees.freeSymbols(a)) {
      var range = claim.free().get(i);
      if (range == null) {
        continue;
      }
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var m : all) {
        if (!(Trees.substitute(range.lower(), m) instanceof Expr.Num from) || !(Trees.substitute(range.upper(), m) instanceof Expr.Num to)) {
          throw new Unsupported("the range of " + i + " has no value");
        }
        for (long v = from.value().num().longValue(); v <= to.value().num().longValue(); v++) {
          var more = new HashMap<>(m);
          more.put(i, Exprs.num(v));
          next.add(more);
        }
      }
      all = next;
    }
    return all.stream().filter(this::allowed).map(m -> small(m).of(a)).toList();
  }

  private Map<Expr, Expr> sizesOnly(Map<Expr, Expr> values) {
    var map = new HashMap<>(values);
    map.keySet().removeIf(k -> !claim.sizes().contains(k));
    return map;
  }

  /** Equations between sums, solved for a variable that they contain once with coefficient 1. */
  private static Map<Expr, Expr> solved(List<Expr> facts) {
    var map = new HashMap<Expr, Expr>();
    for (var f : facts) {
      if (f instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Add a) {
        for (var t : a.args()) {
          if (t instanceof Expr.Sym s && !map.containsKey(s) && !Trees.freeSymbols(r.rhs()).contains(s)
              && a.args().stream().filter(x -> Trees.freeSymbols(x).contains(s)).count() == 1
              && map.values().stream().noneMatch(v -> Trees.freeSymbols(v).contains(s))) {
            var others = new ArrayList<>(a.args());
            others.remove(t);
            map.put(s, Trees.substitute(Exprs.sub(r.rhs(), Exprs.add(others)), Map.copyOf(map)));
            break;
          }
        }
      }
    }
    return map;
  }

  /**
   * The values of orthogonal matrices, and of one-hot vectors: every class, the same for all members of a family. Throws {@link Unsupported} where it
   * is not known how many classes there are.
   */
  private List<Map<Expr, Expr>> hot(Map<Expr, Expr> values) {
    List<Map<Expr, Expr>> all = List.of(Orthonormality.entries(claim.typing(), values));
    for (var fact : claim.typing().facts()) {
      if (!(fact instanceof Typing.Fact.OneHot o) || indexed(o.name()).isEmpty()) {
        continue;
      }
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var m : all) {
        for (int hot = 1; ; hot++) {
          var more = new HashMap<>(m);
          boolean inRange = true;
          for (var x : indexed(o.name())) {
            inRange &= put(x, values, hot, more);
          }
          if (!inRange) {
            break;
          }
          if (mayStand(o.name(), hot, values)) {
            next.add(more);
          }
        }
      }
      all = next;
    }
    return all;
  }

  /** The ways in which components of a family are written: with how many subscripts and superscripts, and which layer. */
  private List<Expr.Indexed> indexed(String name) {
    var found = new LinkedHashMap<String, Expr.Indexed>();
    for (var side : claim.sides()) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Indexed i && i.base().equals(name)) {
          found.putIfAbsent(place(i) + " " + i.sub().size() + " " + i.sup().size(), i);
        }
        return false;
      });
    }
    return List.copyOf(found.values());
  }

  private String place(Expr.Indexed x) {
    return claim.places().containsKey(x.base()) ? x.base() : x.base() + x.sup();
  }

  /** Puts in the values of all components with the 1 at the given class; false if there is no such class. */
  private boolean put(Expr.Indexed x, Map<Expr, Expr> values, int hot, Map<Expr, Expr> into) {
    var ranges = claim.places().get(place(x));
    int last = x.sub().size() - 1;
    boolean layered = !claim.places().containsKey(x.base());
    if (ranges == null || last < 0 || ranges.size() < (layered ? last + 1 : last + 1 + x.sup().size())) {
      throw new Unsupported("how many components the one-hot vector " + x.base() + " has is not known");
    }
    if (hot > size(ranges.get(last), values)) {
      return false;
    }
    for (var i : tuples(layered ? ranges.subList(0, last + 1) : ranges, values)) {
      var sup = layered ? x.sup() : i.subList(last + 1, i.size());
      into.put(Exprs.sym(Exprs.indexed(x.base(), i.subList(0, last + 1), sup).toString()),
          i.get(last).equals(Exprs.num(hot)) ? Exprs.ONE : Exprs.ZERO);
    }
    return true;
  }

  private static List<List<Expr>> tuples(List<Range> ranges, Map<Expr, Expr> values) {
    List<List<Expr>> indices = List.of(List.of());
    for (var r : ranges) {
      var next = new ArrayList<List<Expr>>();
      for (var start : indices) {
        for (int i = 1; i <= size(r, values); i++) {
          var one = new ArrayList<>(start);
          one.add(Exprs.num(i));
          next.add(one);
        }
      }
      indices = next;
    }
    return indices;
  }

  static int size(Range r, Map<Expr, Expr> values) {
    if (r != null && Trees.substitute(r.upper(), values) instanceof Expr.Num n && n.value().isIntegerWithin(10)) {
      return n.value().intValueExact();
    }
    throw new Unsupported("a range has no value");
  }

  /** Unknown functions as unknown numbers: enough to see where the rest is defined. */
  private static Expr concrete(Expr e) {
    return e instanceof Expr.Apply a ? Exprs.sym(a.toString()) : Trees.map(e, Trials::concrete);
  }

  private static Domain domain(Instance i) {
    var names = new LinkedHashSet<String>();
    for (var e : List.of(concrete(i.lhs()), concrete(i.rhs()))) {
      Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
    }
    var facts = new ArrayList<Expr>();
    for (var a : i.assumptions()) {
      Trees.freeSymbols(a).forEach(s -> names.add(s.name()));
      facts.add(a);
    }
    return new Domain(List.copyOf(names), facts, Set.of());
  }

  private Outcome.Refuted refuted(Map<Expr, Expr> values, Map<Expr, Expr> hot, Counterexample c) {
    var sizes = new LinkedHashMap<String, String>();
    var component = new ArrayList<String>();
    values.forEach((k, v) -> {
      if (k.equals(Lowered.ROW) || k.equals(Lowered.COLUMN)) {
        component.add(v.toString());
      } else {
        sizes.put(k.toString(), v.toString());
      }
    });
    var point = new LinkedHashMap<String, String>();
    c.point().forEach((k, v) -> point.put(k, v.toString()));
    hot.forEach((k, v) -> point.put(k.toString(), v.toString()));
    return new Outcome.Refuted(sizes, point, component.isEmpty() ? null : "[" + String.join(",", component) + "]", c.lhs(), c.rhs(), false);
  }
}
