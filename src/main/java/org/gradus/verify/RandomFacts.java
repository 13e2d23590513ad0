package org.gradus.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.claim.Chance;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The means of powers and products of random quantities, by what is said of them. Where nothing is said, a mean, a variance
 * or a covariance is a number of its own: whatever numbers they are (variances positive), some distribution has them.
 */
final class RandomFacts {

  /** Moments of distributions are taken to this order. */
  static final int MAX_ORDER = 12;

  private final List<Chance> chances;
  private final Set<String> random = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<Expr> positive = new LinkedHashSet<>();
  private final Set<String> symbols = new LinkedHashSet<>();
  private boolean open;
  private boolean restricted;

  /** A random quantity, or one member of a family of them. */
  record Atom(String base, List<Expr> at) {

    Expr expr() {
      return at.isEmpty() ? Exprs.sym(base) : Exprs.indexed(base, at, List.of());
    }
  }

  RandomFacts(List<Chance> chances) {
    this.chances = chances;
    chances.stream().filter(c -> !(c instanceof Chance.Restricted)).forEach(c -> random.addAll(c.names()));
    for (var name : random) {
      if (name.matches(".+_[0-9]+") && random.contains(family(name))) {
        throw new IllegalArgumentException("something is said of " + name + " alone and of all members of " + family(name));
      }
    }
  }

  private static String family(String member) {
    return member.substring(0, member.lastIndexOf('_'));
  }

  /** Whether single members of the family are random, X_1 and X_2, and nothing is said of the others. */
  boolean hasMembers(String base) {
    return !random.contains(base) && random.stream().anyMatch(n -> n.matches(".+_[0-9]+") && family(n).equals(base));
  }

  /** Not all that is said is understood: not any means and variances are possible. */
  void isRestricted() {
    restricted = true;
  }

  boolean isRandom(String base) {
    return random.contains(base);
  }

  /** The words of what was used. */
  Set<String> used() {
    return used;
  }

  /** What has to be positive for distributions to exist. */
  Set<Expr> positive() {
    return positive;
  }

  /** The means and variances that nothing is said of. */
  Set<String> symbols() {
    return symbols;
  }

  /** Whether something was left that not all numbers are possible for: a mean of a product, or of a higher power. */
  boolean open() {
    return open;
  }

  /** The mean of a product of powers of different quantities. */
  Expr mean(Map<Atom, Integer> powers) {
    var atoms = new ArrayList<>(powers.keySet());
    if (atoms.isEmpty()) {
      return Exprs.ONE;
    }
    if (atoms.size() == 1) {
      return power(atoms.getFirst(), powers.get(atoms.getFirst()));
    }
    var apart = apart(atoms);
    if (apart != null) {
      var product = new ArrayList<Expr>();
      for (var part : apart) {
        var own = new LinkedHashMap<Atom, Integer>();
        part.forEach(a -> own.put(a, powers.get(a)));
        product.add(mean(own));
      }
      return Exprs.mul(product);
    }
    boolean pair = atoms.size() == 2 && powers.values().stream().allMatch(n -> n == 1);
    if (pair) {
      var product = Exprs.mul(power(atoms.get(0), 1), power(atoms.get(1), 1));
      var c = uncorrelated(atoms.get(0), atoms.get(1));
      if (c != null) {
        used.add(c.words());
        return product;
      }
      open = true;
      return Exprs.add(product, joint("Cov(", powers));
    }
    open = true;
    return joint("E[", powers);
  }

  /** Parts that are independent of each other; null if the quantities are not known to be so. */
  private List<List<Atom>> apart(List<Atom> atoms) {
    for (var c : chances) {
      if (c instanceof Chance.Apart i && atoms.stream().allMatch(a -> i.names().contains(a.base()))) {
        var sides = atoms.stream().collect(Collectors.partitioningBy(a -> i.first().contains(a.base())));
        if (!sides.get(true).isEmpty() && !sides.get(false).isEmpty()) {
          used.add(c.words());
          return List.of(sides.get(true), sides.get(false));
        }
      }
      if (!(c instanceof Chance.Independent i) || !atoms.stream().allMatch(a -> i.names().contains(a.base()))) {
        continue;
      }
      var parts = new LinkedHashMap<Object, List<Atom>>();
      atoms.forEach(a -> parts.computeIfAbsent(i.members() ? a : a.base(), _ -> new ArrayList<>()).add(a));
      if (parts.size() > 1) {
        used.add(c.words());
        return List.copyOf(parts.values());
      }
    }
    return null;
  }

  private Chance uncorrelated(Atom a, Atom b) {
    return chances.stream().filter(c -> c instanceof Chance.Uncorrelated u && u.names().contains(a.base()) && u.names().contains(b.base())).findFirst().orElse(null);
  }

  private Expr joint(String what, Map<Atom, Integer> powers) {
    var name = new StringBuilder(what);
    var indices = new ArrayList<Expr>();
    powers.entrySet().stream().sorted(Comparator.comparing(e -> e.getKey().toString())).forEach(e -> {
      name.append(name.length() > what.length() ? what.startsWith("C") ? "," : " " : "").append(e.getKey().base()).append(e.getValue() == 1 ? "" : "^" + e.getValue());
      indices.addAll(e.getKey().at());
    });
    var whole = name + (what.startsWith("C") ? ")" : "]");
    return indices.isEmpty() ? Exprs.sym(whole) : Exprs.indexed(whole, indices, List.of());
  }

  private Expr power(Atom a, int k) {
    for (var c : chances) {
      if (c instanceof Chance.Distributed d && isSaidOf(d, a) && k <= MAX_ORDER) {
        used.add(d.words());
        if (d.law() == Chance.Law.EXPONENTIAL) {
          scale(d, a);
        }
        return moment(d.law(), d.parameters().stream().map(p -> at(p, d.index(), a)).toList(), k);
      }
    }
    if (k == 1) {
      return first(a);
    }
    var square = k != 2 ? null : second(a);
    if (square != null) {
      return square;
    }
    if (k == 2) {
      return Exprs.add(variance(a), Exprs.pow(first(a), 2));
    }
    open = true;
    return own("E[" + alike(a).getFirst() + "^" + k + "]", a);
  }

  private Expr first(Atom a) {
    for (var c : chances) {
      if (c instanceof Chance.Mean m && isSaidOf(m, a)) {
        used.add(m.words());
        return at(m.value(), m.index(), a);
      }
    }
    return own("E[" + alike(a).getFirst() + "]", a);
  }

  /** The mean of the square, where it is said and the variance is not; null otherwise. */
  private Expr second(Atom a) {
    for (var c : chances) {
      if (c instanceof Chance.SecondMoment m && isSaidOf(m, a) && chances.stream().noneMatch(v -> v instanceof Chance.Variance && isSaidOf(v, a))) {
        used.add(m.words());
        return at(m.value(), m.index(), a);
      }
    }
    return null;
  }

  private Expr variance(Atom a) {
    for (var c : chances) {
      if (c instanceof Chance.Variance v && isSaidOf(v, a)) {
        used.add(v.words());
        var value = at(v.value(), v.index(), a);
        if (!Trees.freeSymbols(value).isEmpty() && value instanceof Expr.Sym) {
          positive.add(value);
        }
        return value;
      }
    }
    var own = own("Var(" + alike(a).getFirst() + ")", a);
    if (own instanceof Expr.Sym) {
      positive.add(own);
    } else {
      open = true; // numbers that are positive one by one are not looked for
    }
    return own;
  }

  /** Whether it is said of the quantity, or of one that has the same distribution. */
  private boolean isSaidOf(Chance c, Atom a) {
    return c.names().stream().anyMatch(alike(a)::contains);
  }

  /** The names of what has the same distribution. */
  private List<String> alike(Atom a) {
    for (var c : chances) {
      if (c instanceof Chance.Identical i && a.at().isEmpty() && i.names().contains(a.base())) {
        if (i.names().size() > 1) {
          used.add(i.words());
        }
        return i.names();
      }
    }
    return List.of(a.base());
  }

  /** Books write Exp(θ) for the rate θ and for the mean θ. */
  private void scale(Chance.Distributed d, Atom a) {
    if (chances.stream().anyMatch(c -> (c instanceof Chance.Mean || c instanceof Chance.Variance) && isSaidOf(c, a))) {
      throw new IllegalArgumentException("whether the parameter of the exponential distribution is its rate is not clear");
    }
    open |= !(d.parameters().getFirst() instanceof Expr.Sym s && s.name().equals("lambda"));
  }

  /** A number of its own; one for all members where they have one distribution. */
  private Expr own(String name, Atom a) {
    var same = a.at().isEmpty() ? null : chances.stream().filter(c -> c instanceof Chance.Identical i && i.names().contains(a.base())).findFirst().orElse(null);
    if (same != null) {
      used.add(same.words());
    }
    if (restricted || chances.stream().anyMatch(c -> c instanceof Chance.Restricted && isSaidOf(c, a) || c instanceof Chance.Identical i && !a.at().isEmpty() && i.names().size() > 1 && i.names().contains(a.base()))) {
      open = true;
    }
    symbols.add(name);
    return a.at().isEmpty() || same != null ? Exprs.sym(name) : Exprs.indexed(name, a.at(), List.of());
  }

  private static Expr at(Expr value, Expr.Sym index, Atom a) {
    return index == null || a.at().size() != 1 ? value : Trees.substitute(value, index, a.at().getFirst());
  }

  /** The k-th moment of a distribution (Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions; Johnson, Kemp, Kotz, Univariate Discrete Distributions). */
  private Expr moment(Chance.Law law, List<Expr> p, int k) {
    return switch (law) {
      case BERNOULLI -> p.getFirst();
      case NORMAL -> {
        Expr before = Exprs.ONE;
        var here = p.get(0);
        if (p.get(1) instanceof Expr.Sym) {
          positive.add(p.get(1));
        }
        for (int j = 2; j <= k; j++) { // E[X^j] = μE[X^{j−1}] + (j−1)σ²E[X^{j−2}], Stein's lemma
          var next = Exprs.add(Exprs.mul(p.get(0), here), Exprs.mul(List.of(Exprs.num(j - 1), p.get(1), before)));
          before = here;
          here = next;
        }
        yield here;
      }
      case UNIFORM -> {
        var terms = new ArrayList<Expr>();
        for (int j = 0; j <= k; j++) {
          terms.add(Exprs.mul(List.of(Exprs.num(Rational.of(1, k + 1)), Exprs.pow(p.get(0), j), Exprs.pow(p.get(1), k - j))));
        }
        positive.add(Exprs.sub(p.get(1), p.get(0)));
        yield Exprs.add(terms);
      }
      case POISSON -> {
        positive.add(p.getFirst());
        var moments = new ArrayList<Expr>(List.of(Exprs.ONE));
        for (int n = 0; n < k; n++) { // E[X^{n+1}] = λ Σ_j C(n, j) E[X^j]
          var terms = new ArrayList<Expr>();
          long choose = 1;
          for (int j = 0; j <= n; j++) {
            terms.add(Exprs.mul(Exprs.num(choose), moments.get(j)));
            choose = choose * (n - j) / (j + 1);
          }
          moments.add(Exprs.mul(p.getFirst(), Exprs.add(terms)));
        }
        yield moments.get(k);
      }
      case EXPONENTIAL -> {
        positive.add(p.getFirst());
        long factorial = 1;
        for (int j = 2; j <= k; j++) {
          factorial *= j;
        }
        yield Exprs.mul(Exprs.num(factorial), Exprs.pow(p.getFirst(), -k));
      }
    };
  }

  /** The probabilities among what is used: numbers from 0 to 1. */
  List<Expr> bounds() {
    var found = new ArrayList<Expr>();
    for (var c : chances) {
      if (c instanceof Chance.Distributed d && d.law() == Chance.Law.BERNOULLI && d.parameters().getFirst() instanceof Expr.Sym p && used.contains(d.words())) {
        found.add(Exprs.rel(RelOp.GE, p, Exprs.ZERO));
        found.add(Exprs.rel(RelOp.LE, p, Exprs.ONE));
      }
    }
    positive.forEach(e -> found.add(Exprs.rel(RelOp.GT, e, Exprs.ZERO)));
    return found;
  }
}
