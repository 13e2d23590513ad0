package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.claim.Assumption;
import org.gradus.claim.Chance;
import org.gradus.claim.Claim;
import org.gradus.claim.Setting;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A step about means, variances and covariances of quantities of which the document says how they are distributed: taken
 * apart into the moments of single quantities. E[XY] = E[X]E[Y] only where X and Y are said to be independent or
 * uncorrelated. Products of members of families are taken apart by which of their indices are equal:
 * E[x_i x_j] = δ_ij E[x_i²] + (1 − δ_ij) E[x_i] E[x_j].
 */
final class RandomMoments {

  private static final int MAX_TERMS = 400;
  private static final int MAX_POWER = 8;
  private static final int MAX_INDICES = 4;

  /**
   * A step without moments.
   *
   * @param facts what was used of what is said
   * @param constants names below the sign of a mean that are taken for constants
   */
  record Found(Claim.Step step, RandomFacts facts, Set<String> constants) {}

  private final RandomFacts facts;
  private final Set<String> constants = new LinkedHashSet<>();
  private int fresh;

  private RandomMoments(RandomFacts facts) {
    this.facts = facts;
  }

  /** A product of numbers and of powers of random quantities, below sums. */
  private record Term(List<Expr> numbers, Map<RandomFacts.Atom, Integer> powers, List<Expr.Big> sums) {}

  /**
   * Null where the step has no moments, or nothing is said of what they are taken of. Throws {@link IllegalArgumentException}
   * where they are out of reach.
   *
   * @param chances what is said of random quantities
   */
  static Found of(Claim.Step s, List<Chance> chances) {
    if (chances.isEmpty() || s.lhs() == null || s.rhs() == null || !Trees.any(Exprs.add(s.lhs(), s.rhs()), Moments::isMoment)) {
      return null;
    }
    var all = new ArrayList<>(chances);
    var others = new ArrayList<Assumption>();
    var values = new LinkedHashMap<Expr, Expr>();
    boolean dropped = false;
    for (var a : s.setting().assumptions()) {
      if (FixedLater.fixes(a) && a.relation() instanceof Expr.Rel r && r.lhs() instanceof Expr.Sym x && speaksOf(chances, r.rhs())
          && chances.stream().noneMatch(c -> c.names().contains(x.name()))) {
        values.put(x, r.rhs()); // 'for z = Σ w_j x_j we get E[z] = 0'
      } else if (a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Apply m && Moments.isMoment(m)) {
        if (m.args().size() == 1 && m.args().getFirst() instanceof Expr.Sym x && m.name().matches("EE|Var")) {
          all.add(m.name().equals("EE") ? new Chance.Mean(List.of(x.name()), null, r.rhs(), a.words()) : new Chance.Variance(List.of(x.name()), null, r.rhs(), a.words()));
        } else {
          dropped = true;
        }
      } else {
        others.add(a);
        dropped |= a.relation() != null && speaksOf(chances, a.relation());
      }
    }
    var facts = new RandomFacts(all);
    if (dropped) {
      facts.isRestricted();
    }
    var sides = List.of(entries(Trees.substitute(s.lhs(), values), s, facts), entries(Trees.substitute(s.rhs(), values), s, facts));
    if (!concerns(sides, facts)) {
      return null;
    }
    var moments = new RandomMoments(facts);
    var lhs = moments.lowered(sides.getFirst());
    var rhs = moments.lowered(sides.getLast());
    var g = s.setting();
    var declared = new HashSet<>(g.declared());
    declared.addAll(facts.symbols());
    declared.addAll(given(sides, all));
    var assumptions = new ArrayList<>(others);
    facts.bounds().forEach(b -> assumptions.add(new Assumption(b, null, null, b.toString())));
    return new Found(new Claim.Step(s.place(), s.written(), s.kind(), s.op(), lhs, rhs, s.proposition(), List.of(),
        new Setting(assumptions, g.domains(), declared, g.unknown().stream().filter(n -> !declared.contains(n)).collect(Collectors.toSet()), g.arrays(), g.faded(), g.real(), g.beside(), g.supposed()), s.unreadable(),
        s.decimals(), s.solution(), s.property(), s.expectation(), s.implicit(), s.notes()), facts, moments.constants);
  }

  private static boolean speaksOf(List<Chance> chances, Expr e) {
    var names = chances.stream().flatMap(c -> c.names().stream()).collect(Collectors.toSet());
    return Trees.any(e, x -> x instanceof Expr.Sym v && names.contains(v.name()) || x instanceof Expr.Indexed y && names.contains(y.base()));
  }

  /** Inner products and squared norms of random vectors, below the signs of means, as sums over their entries. */
  private static Expr entries(Expr e, Claim.Step s, RandomFacts facts) {
    return switch (e) {
      case Expr.Call c when c.is("matmul") && c.args().getFirst() instanceof Expr.Call t && t.is("transpose") && length(t.arg(), s) instanceof Expr n
          && n.equals(length(c.args().getLast(), s)) && (atom(t.arg(), facts) != null || atom(c.args().getLast(), facts) != null) ->
          inner((Expr.Sym) t.arg(), (Expr.Sym) c.args().getLast(), n);
      case Expr.Call c when c.is("dot") && length(c.args().getFirst(), s) instanceof Expr n && n.equals(length(c.args().getLast(), s))
          && (atom(c.args().getFirst(), facts) != null || atom(c.args().getLast(), facts) != null) ->
          inner((Expr.Sym) c.args().getFirst(), (Expr.Sym) c.args().getLast(), n);
      case Expr.Call c when c.is("normsq") && length(c.arg(), s) instanceof Expr n && atom(c.arg(), facts) != null -> inner((Expr.Sym) c.arg(), (Expr.Sym) c.arg(), n);
      case Expr.Pow p when p.base() instanceof Expr.Call c && c.is("norm") && p.exponent().equals(Exprs.TWO) && length(c.arg(), s) instanceof Expr n
          && atom(c.arg(), facts) != null -> inner((Expr.Sym) c.arg(), (Expr.Sym) c.arg(), n);
      default -> Trees.map(e, x -> entries(x, s, facts));
    };
  }

  private static Expr inner(Expr.Sym a, Expr.Sym b, Expr length) {
    var i = Exprs.sym("i_");
    return Exprs.sum(Exprs.mul(Exprs.indexed(a.name(), List.of(i), List.of()), Exprs.indexed(b.name(), List.of(i), List.of())), i, Exprs.ONE, length);
  }

  /** The length that the document states of a vector, or null. */
  private static Expr length(Expr e, Claim.Step s) {
    var shape = e instanceof Expr.Sym v ? s.setting().arrays().shape(v.name()) : null;
    return shape == null || !shape.isColumn() ? null : shape.rows();
  }

  /** The names in what is said of means and variances, and how many terms sums have: any numbers. */
  private static Set<String> given(List<Expr> sides, List<Chance> chances) {
    var found = new HashSet<String>();
    for (var c : chances) {
      var values = switch (c) {
        case Chance.Mean m -> List.of(m.value());
        case Chance.Variance v -> List.of(v.value());
        case Chance.SecondMoment m -> List.of(m.value());
        case Chance.Distributed d -> d.parameters();
        case Chance.Random _, Chance.Independent _, Chance.Uncorrelated _, Chance.Identical _, Chance.Apart _, Chance.Restricted _ -> List.<Expr>of();
      };
      values.forEach(v -> Trees.freeSymbols(v).forEach(x -> found.add(x.name())));
    }
    sides.forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.upper() != null) {
        Trees.freeSymbols(b.upper()).forEach(n -> found.add(n.name()));
      }
      return false;
    }));
    return found;
  }

  /** What is not said and would make the step right: that the quantities are uncorrelated, or independent. Null if that does not. */
  static String missing(Claim.Step s, Predicate<List<Chance>> proves) {
    var names = new TreeSet<String>();
    var facts = new RandomFacts(s.setting().chances());
    for (var side : List.of(s.lhs(), s.rhs())) {
      Trees.any(side, x -> {
        if (atom(x, facts) instanceof RandomFacts.Atom a) {
          names.add(a.base());
        }
        return false;
      });
    }
    if (names.isEmpty()) {
      return null;
    }
    var listed = String.join(", ", names);
    for (var guess : List.of(new Chance.Uncorrelated(List.copyOf(names), listed + " uncorrelated"), new Chance.Independent(List.copyOf(names), true, listed + " independent"))) {
      var more = new ArrayList<>(s.setting().chances());
      more.add(guess);
      if (proves.test(more)) {
        return guess.words();
      }
    }
    return null;
  }

  /** Whether every moment is taken of something that the document calls random, with no word of over what. */
  private static boolean concerns(List<Expr> sides, RandomFacts facts) {
    boolean[] all = {true};
    for (var side : sides) {
      Trees.any(side, x -> {
        if (Moments.isMoment(x) && x instanceof Expr.Apply a) {
          all[0] &= !a.name().contains("@") && a.args().stream().anyMatch(of -> Trees.freeSymbols(of).isEmpty() && !Trees.any(of, y -> y instanceof Expr.Indexed) || Trees.any(of, y -> atom(y, facts) != null || Moments.isMoment(y)));
        }
        return false;
      });
    }
    return all[0];
  }

  /** The random quantity that an expression is; null if it is none. X_1 is a member of the family X. */
  private static RandomFacts.Atom atom(Expr e, RandomFacts facts) {
    return switch (e) {
      case Expr.Sym s when facts.isRandom(s.name()) -> new RandomFacts.Atom(s.name(), List.of());
      case Expr.Sym s when s.name().matches(".*_[0-9]+") && facts.isRandom(s.name().substring(0, s.name().lastIndexOf('_'))) ->
          new RandomFacts.Atom(s.name().substring(0, s.name().lastIndexOf('_')), List.of(Exprs.num(Long.parseLong(s.name().substring(s.name().lastIndexOf('_') + 1)))));
      case Expr.Indexed x when x.sub().size() == 1 && x.sup().isEmpty() && facts.isRandom(x.base() + "_" + x.sub().getFirst()) ->
          new RandomFacts.Atom(x.base() + "_" + x.sub().getFirst(), List.of());
      case Expr.Indexed x when facts.isRandom(x.base()) -> {
        var at = new ArrayList<Expr>(x.sub());
        at.addAll(x.sup());
        yield new RandomFacts.Atom(x.base(), at);
      }
      default -> null;
    };
  }

  private boolean isRandom(Expr e) {
    return !(Moments.isMoment(e) && e instanceof Expr.Apply) && (atom(e, facts) != null || Trees.children(e).stream().anyMatch(this::isRandom));
  }

  private Expr lowered(Expr e) {
    if (!Moments.isMoment(e) || !(e instanceof Expr.Apply a)) {
      return Trees.map(e, this::lowered);
    }
    var args = a.args().stream().map(this::inner).toList();
    if (a.name().equals("EE")) {
      return mean(args.getFirst());
    }
    var first = args.getFirst();
    var second = args.getLast();
    return Exprs.sub(mean(Exprs.mul(first, second)), Exprs.mul(mean(first), mean(second)));
  }

  /** What stands below the sign of a mean, with derivatives carried out and inner moments taken. */
  private Expr inner(Expr e) {
    var plain = lowered(e);
    try {
      return Trees.any(plain, x -> x instanceof Expr.Diff) ? Derivatives.carryOut(plain) : plain;
    } catch (Derivatives.NotDifferentiable x) {
      throw new IllegalArgumentException(x.getMessage());
    }
  }

  private Expr mean(Expr of) {
    var terms = new ArrayList<Expr>();
    for (var t : terms(of)) {
      t.numbers().forEach(f -> Trees.freeSymbols(f).forEach(s -> constants.add(s.name())));
      t.sums().forEach(b -> constants.remove(b.index().name()));
      var value = Exprs.mul(Exprs.mul(t.numbers()), apart(t.powers()));
      for (int i = t.sums().size() - 1; i >= 0; i--) {
        var b = t.sums().get(i);
        value = Exprs.sum(value, b.index(), b.lower(), b.upper());
      }
      terms.add(value);
    }
    return Exprs.add(terms);
  }

  // ---- products ----

  /** The mean of a product, by which of the members of a family are the same. */
  private Expr apart(Map<RandomFacts.Atom, Integer> powers) {
    for (var base : powers.keySet().stream().map(RandomFacts.Atom::base).distinct().toList()) {
      var members = powers.keySet().stream().filter(a -> a.base().equals(base)).toList();
      for (int i = 0; i < members.size(); i++) {
        for (int j = i + 1; j < members.size(); j++) {
          var a = members.get(i);
          var b = members.get(j);
          if (a.at().size() != b.at().size()) {
            throw new IllegalArgumentException("members of " + base + " are written with different numbers of indices");
          }
          if (!decided.contains(Set.of(a, b))) {
            return either(powers, a, b);
          }
        }
      }
    }
    return facts.mean(powers);
  }

  /** Pairs of members that are taken for different here. */
  private final Set<Set<RandomFacts.Atom>> decided = new HashSet<>();

  private Expr either(Map<RandomFacts.Atom, Integer> powers, RandomFacts.Atom a, RandomFacts.Atom b) {
    if (powers.size() > MAX_INDICES) {
      throw new IllegalArgumentException("out of budget: the mean of a product of more than " + MAX_INDICES + " members of families");
    }
    Expr same = Exprs.ONE;
    for (int k = 0; k < a.at().size(); k++) {
      same = Exprs.mul(same, delta(a.at().get(k), b.at().get(k)));
    }
    var merged = new LinkedHashMap<RandomFacts.Atom, Integer>();
    powers.forEach((x, n) -> merged.merge(x.equals(b) ? a : x, n, Integer::sum));
    var pair = Set.of(a, b);
    var together = Exprs.isZero(same) ? Exprs.ZERO : Exprs.mul(same, apart(merged));
    if (Exprs.isOne(same)) {
      return together;
    }
    decided.add(pair);
    var different = Exprs.mul(Exprs.sub(Exprs.ONE, same), apart(powers));
    decided.remove(pair);
    return Exprs.add(together, different);
  }

  private static Expr delta(Expr a, Expr b) {
    return a.equals(b) ? Exprs.ONE : a instanceof Expr.Num && b instanceof Expr.Num ? Exprs.ZERO : Exprs.call("delta", a, b);
  }

  // ---- multiplied out ----

  private List<Term> terms(Expr e) {
    if (!isRandom(e)) {
      if (Trees.any(e, x -> x instanceof Expr.Indexed i && facts.hasMembers(i.base()) || x instanceof Expr.Sym v && v.name().contains("_") && facts.hasMembers(v.name().substring(0, v.name().lastIndexOf('_'))))) {
        throw new IllegalArgumentException("of " + e + " nothing is said, only of other members of the family");
      }
      return List.of(new Term(List.of(e), Map.of(), List.of()));
    }
    var atom = atom(e, facts);
    if (atom != null) {
      return List.of(new Term(List.of(), Map.of(atom, 1), List.of()));
    }
    return switch (e) {
      case Expr.Add a -> {
        var all = new ArrayList<Term>();
        a.args().forEach(t -> all.addAll(terms(t)));
        yield all;
      }
      case Expr.Mul m -> {
        List<Term> all = List.of(new Term(List.of(), Map.of(), List.of()));
        for (var f : m.args()) {
          all = times(all, terms(f));
        }
        yield all;
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && n.value().signum() > 0 -> {
        List<Term> all = List.of(new Term(List.of(), Map.of(), List.of()));
        for (int i = 0; i < n.value().intValueExact(); i++) {
          all = times(all, terms(p.base())); // the index of a sum is another one every time
        }
        yield all;
      }
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> {
        if (Stream.of(b.lower(), b.upper()).filter(Objects::nonNull).anyMatch(this::isRandom)) {
          throw new IllegalArgumentException("how many terms the sum has depends on chance");
        }
        var index = Exprs.sym(b.index().name() + "_" + ++fresh + "_");
        var all = new ArrayList<Term>();
        for (var t : terms(Trees.substitute(b.body(), b.index(), index))) {
          var sums = new ArrayList<Expr.Big>();
          sums.add(bounds(index, b));
          sums.addAll(t.sums());
          all.add(new Term(t.numbers(), t.powers(), sums));
        }
        yield all;
      }
      default -> throw new IllegalArgumentException("the mean of " + e + " is not known from means and variances");
    };
  }

  /** The sum with its index and its ends; what is summed does not matter. */
  private static Expr.Big bounds(Expr.Sym index, Expr.Big b) {
    return (Expr.Big) Exprs.sum(Exprs.ONE, index, b.lower(), b.upper());
  }

  private static List<Term> times(List<Term> a, List<Term> b) {
    if (a.size() * b.size() > MAX_TERMS) {
      throw new IllegalArgumentException("out of budget: an expectation of more than " + MAX_TERMS + " terms");
    }
    var all = new ArrayList<Term>();
    for (var x : a) {
      for (var y : b) {
        var numbers = new ArrayList<>(x.numbers());
        numbers.addAll(y.numbers());
        var powers = new LinkedHashMap<>(x.powers());
        y.powers().forEach((f, n) -> powers.merge(f, n, Integer::sum));
        var sums = new ArrayList<>(x.sums());
        sums.addAll(y.sums());
        all.add(new Term(numbers, powers, sums));
      }
    }
    return all;
  }
}
