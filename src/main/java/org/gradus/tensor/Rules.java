package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** What facts and assumptions say about components and sums: one-hot vectors, symmetric matrices, given sums, inverses. */
final class Rules {

  /** A sum with its value; the pattern's variables stand for any index. */
  private record Given(Expr sum, Set<Expr.Sym> variables, Sop value) {}

  /** The range of the last subscript. */
  private final Map<String, Range> oneHot = new HashMap<>();
  /** One-hot vectors whose 1 stands at a known index. */
  private final Map<String, Expr> hotAt = new HashMap<>();
  /** The ranges of the rows, and of the columns, over which sums of products of two entries are 0 or 1; null for a range over which they are not. */
  private final Map<String, List<Range>> orthonormal = new HashMap<>();
  private final Set<String> symmetric = new HashSet<>();
  private final List<Given> sums = new ArrayList<>();
  private final FiniteFamilies finite = new FiniteFamilies();
  private final Inverses inverses;

  /** @param subscripts with how many subscripts the components of a family are written; the rest of its places are superscripts */
  Rules(List<Typing.Fact> facts, Map<String, List<Range>> places, Map<String, Integer> subscripts, Inverses inverses) {
    this.inverses = inverses;
    for (var f : facts) {
      switch (f) {
        case Typing.Fact.OneHot o -> {
          var own = places.get(o.name());
          int last = subscripts.getOrDefault(o.name(), own == null ? 0 : own.size()) - 1;
          if (own != null && last >= 0 && last < own.size() && own.get(last) != null) {
            oneHot.put(o.name(), own.get(last));
          }
        }
        case Typing.Fact.Symmetric s -> symmetric.add(s.name());
        case Typing.Fact.Orthogonal o -> {
          var own = places.get(o.name());
          if (own != null && own.size() == 2 && own.get(0) != null && own.get(0).equals(own.get(1))) {
            orthonormal.put(o.name(), own);
          }
        }
        case Typing.Fact.Orthonormal o -> {
          var own = places.get(o.name());
          if (own != null && own.size() == 2) {
            var before = orthonormal.getOrDefault(o.name(), Arrays.asList(null, null));
            orthonormal.put(o.name(), o.rows() ? Arrays.asList(before.get(0), own.get(1)) : Arrays.asList(own.get(0), before.get(1)));
          }
        }
        case Typing.Fact.Binary _, Typing.Fact.Diagonal _, Typing.Fact.PositiveDefinite _, Typing.Fact.Semidefinite _, Typing.Fact.Invertible _, Typing.Fact.FullColumnRank _, Typing.Fact.Elementwise _,
            Typing.Fact.Stacked _ -> { }
      }
    }
    symmetric.addAll(inverses.symmetric());
  }

  boolean hasSums() {
    return !sums.isEmpty() || !oneHot.isEmpty();
  }

  boolean hasEntries() {
    return !symmetric.isEmpty();
  }

  /** An assumption y_c = 1 about a one-hot vector says that y_k is δ_kc. */
  void assumeOne(Expr.Indexed x) {
    if (oneHot.containsKey(x.base()) && x.sub().size() == 1 && x.sup().isEmpty()) {
      hotAt.put(x.base(), x.sub().get(0));
    }
  }

  /** Families with few values. */
  FiniteFamilies finite() {
    return finite;
  }

  /** Where the 1 of a one-hot vector stands, if that is known. */
  Expr hotAt(Expr.Indexed x) {
    return x.sub().size() == 1 && x.sup().isEmpty() ? hotAt.get(x.base()) : null;
  }

  /** The component, of a symmetric matrix with its last two indices in order. */
  Expr entry(Expr e) {
    if (!(e instanceof Expr.Indexed x) || !symmetric.contains(x.base()) || x.sub().size() < 2) {
      return e;
    }
    int n = x.sub().size();
    var sub = new ArrayList<>(x.sub());
    if (sub.get(n - 2).toString().compareTo(sub.get(n - 1).toString()) > 0) {
      Collections.swap(sub, n - 2, n - 1);
    }
    return Exprs.indexed(x.base(), sub, x.sup());
  }

  /** Components of a one-hot vector are 0 or 1, and two of them are both 1 only if they are the same; null if none apply. */
  Sop oneHot(Product p, Normalizer normalizer) {
    if (oneHot.isEmpty()) {
      return null;
    }
    var here = p.generators().stream().filter(g -> g instanceof Expr.Indexed x && oneHot.containsKey(x.base())
        && !x.sub().isEmpty() && p.exponent(g).signum() > 0 && p.exponent(g).isInteger()).map(g -> (Expr.Indexed) g).toList();
    for (int i = 0; i < here.size(); i++) {
      var x = here.get(i);
      if (!p.exponent(x).isOne()) {
        return normalizer.settle(p.without(x).times(x, Rational.ONE));
      }
      for (var y : here.subList(i + 1, here.size())) {
        int last = x.sub().size() - 1;
        if (x.base().equals(y.base()) && x.sup().equals(y.sup()) && y.sub().size() == last + 1
            && x.sub().subList(0, last).equals(y.sub().subList(0, last))) {
          return normalizer.times(normalizer.settle(p.without(y)), normalizer.delta(x.sub().get(last), y.sub().get(last)));
        }
      }
    }
    return null;
  }

  /**
   * An equation between sums that is assumed, as a rule for the sum it contains; {@code free} are the index names that
   * it holds for all values of.
   */
  void assume(Sop difference, Set<Expr.Sym> free) {
    for (var p : difference.ordered()) {
      var only = p.exponents().size() == 1 ? p.exponents().keySet().iterator().next() : null;
      if (only instanceof Expr.Big && p.exponent(only).isOne()) {
        var c = difference.terms().get(p);
        var value = Sop.of(p, c).minus(difference).scale(c.reciprocal());
        var variables = new HashSet<>(Trees.freeSymbols(only));
        variables.retainAll(free);
        sums.add(new Given(only, variables, value));
        return;
      }
    }
  }

  /** A vector is one-hot: its components add up to 1. */
  boolean addsUpToOne(Expr sum) {
    return sum instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && b.body() instanceof Expr.Indexed x
        && new Range(b.lower(), b.upper()).equals(oneHot.get(x.base())) && !x.sub().isEmpty()
        && x.sub().getLast().equals(b.index()) && Trees.freeSymbols(Exprs.indexed(x.base(),
            x.sub().subList(0, x.sub().size() - 1), x.sup())).stream().noneMatch(b.index()::equals);
  }

  /** The value of a sum in normal form, or null. */
  Sop valueOf(Expr sum, Normalizer normalizer) {
    if (addsUpToOne(sum)) {
      return Sop.ONE;
    }
    for (var g : sums) {
      var binding = new HashMap<Expr.Sym, Expr>();
      if (matches(g.sum(), sum, g.variables(), binding)) {
        return binding.isEmpty() ? g.value() : normalizer.of(Trees.substitute(g.value().toExpr(), binding));
      }
    }
    return null;
  }

  private static boolean matches(Expr pattern, Expr e, Set<Expr.Sym> variables, Map<Expr.Sym, Expr> binding) {
    if (pattern instanceof Expr.Sym s && variables.contains(s)) {
      var bound = binding.putIfAbsent(s, e);
      return bound == null || bound.equals(e);
    }
    if (variables.isEmpty() || Trees.children(pattern).isEmpty()) {
      return pattern.equals(e);
    }
    var a = Trees.children(pattern);
    var b = Trees.children(e);
    if (pattern.getClass() != e.getClass() || a.size() != b.size() || !sameHead(pattern, e)) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!matches(a.get(i), b.get(i), variables, binding)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameHead(Expr a, Expr b) {
    return switch (a) {
      case Expr.Indexed x -> x.base().equals(((Expr.Indexed) b).base()) && x.sub().size() == ((Expr.Indexed) b).sub().size();
      case Expr.Call c -> c.function().equals(((Expr.Call) b).function());
      case Expr.Apply f -> f.name().equals(((Expr.Apply) b).name()) && f.primes() == ((Expr.Apply) b).primes();
      case Expr.Big s -> s.kind() == ((Expr.Big) b).kind();
      case Expr.Rel r -> r.op() == ((Expr.Rel) b).op();
      case Expr.Logic l -> l.op() == ((Expr.Logic) b).op();
      default -> true;
    };
  }

  /** Σ_k A⁻¹[i,k]·A[k,j] = δ_ij, also where A⁻¹ is the transpose, or the columns or rows are orthonormal; null if it does not apply. */
  Sop inverse(List<Expr.Sym> indices, Product p, Contraction contraction, Normalizer normalizer) {
    for (var k : orthonormal.isEmpty() ? List.<Expr.Sym>of() : indices) {
      var with = p.exponents().keySet().stream().filter(g -> Trees.freeSymbols(g).contains(k)).toList();
      var first = with.isEmpty() ? null : with.getFirst();
      var second = with.size() == 2 ? with.get(1) : with.size() == 1 && p.exponent(first).equals(Rational.TWO) ? first : null;
      if (first instanceof Expr.Indexed x && second instanceof Expr.Indexed y && x.base().equals(y.base())
          && orthonormal.containsKey(x.base()) && x.sub().size() == 2 && y.sub().size() == 2
          && (x == y || p.exponent(x).isOne() && p.exponent(y).isOne())) {
        for (int place = 0; place < 2; place++) {
          var a = x.sub().get(1 - place);
          var b = y.sub().get(1 - place);
          if (normalizer.range(k).equals(orthonormal.get(x.base()).get(place)) && x.sub().get(place).equals(k) && y.sub().get(place).equals(k) && !a.equals(k) && !b.equals(k)) {
            var left = new ArrayList<>(indices);
            left.remove(k);
            return contraction.sum(left, normalizer.times(normalizer.settle(p.without(x).without(y)), normalizer.delta(a, b)));
          }
        }
      }
    }
    return inverses.contract(indices, p, contraction, normalizer);
  }
}
