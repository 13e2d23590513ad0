package org.gradus.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The normal form of expressions with finite sums over symbolic ranges that are not empty: a sum of products of atoms with
 * bound indices pulled to the front, where connected parts make sums of their own with canonical names. Every step is an
 * identity for all sizes (at least 1) wherever both sides are defined. Throws {@link Rejected} where it has no rule.
 */
final class SumForm {

  /** A bound index with its range. */
  private record Binder(Expr.Sym name, Expr lower, Expr upper) {}

  /** Π atoms^exponents under Σ over the binders. */
  private record Term(Rational times, List<Binder> binders, Map<Expr, Rational> factors) {}

  private static final int MAX_TERMS = 2_000;
  private static final int MAX_POWER = 6;
  private static final int MAX_BINDERS = 5;
  private static final int MAX_ROUNDS = 400;
  /** Fractions inside fractions. */
  private static final int MAX_CLEARED = 3;
  private static final int MAX_DEPTH = 2;

  private final Map<Expr.Sym, List<Expr>> free;
  private final List<Known> sums = new ArrayList<>();
  private final List<Set<Expr>> different = new ArrayList<>();
  private final Symmetric symmetric;
  private final boolean offBorders;
  private final Set<List<Expr>> within = new HashSet<>();
  private int fresh;

  /** {@code Σ x = value} over the index at one place of the component x, for all values of the others. */
  private record Known(Expr.Indexed of, int place, List<Expr> range, Rational value) {}

  /** With the borders between cases. */
  SumForm(Map<Expr.Sym, List<Expr>> free, Symmetric symmetric) {
    this(free, symmetric, false);
  }

  /**
   * @param free       the indices that are bound nowhere, with the ends of their ranges
   * @param offBorders whether the two sides of a condition are nowhere equal
   */
  SumForm(Map<Expr.Sym, List<Expr>> free, Symmetric symmetric, boolean offBorders) {
    this.offBorders = offBorders;
    this.free = new HashMap<>(free);
    this.symmetric = symmetric;
  }

  /** With numbers that are values of the indices of a range: each with its ends. */
  SumForm with(Set<List<Expr>> numbers) {
    numbers.forEach(x -> within.add(x.stream().map(this::canonical).toList()));
    return this;
  }

  /** Whether the expression is 0, the equations being known. */
  boolean isZero(Expr e, List<Expr.Rel> known) {
    known.forEach(this::learn);
    var form = flat(terms(e));
    for (var r : known.stream().filter(x -> x.op() == RelOp.EQ).toList()) {
      form = rewritten(form, flat(terms(Exprs.sub(r.lhs(), r.rhs()))));
    }
    return vanishes(form, 0);
  }

  private void learn(Expr.Rel r) {
    if (r.op() == RelOp.NE && free.containsKey(r.lhs()) && free.containsKey(r.rhs())) {
      different.add(Set.of(r.lhs(), r.rhs()));
    }
    if (r.lhs() instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && b.lower() != null && b.upper() != null
        && b.body() instanceof Expr.Indexed x && r.rhs() instanceof Expr.Num value && x.sup().isEmpty()) {
      int place = x.sub().indexOf(b.index());
      var others = new ArrayList<>(x.sub());
      if (place >= 0) {
        others.remove(place);
        var ends = Trees.freeSymbols(Exprs.add(b.lower(), b.upper()));
        if (others.stream().allMatch(i -> i instanceof Expr.Sym s && free.containsKey(s) && !s.equals(b.index()) && !ends.contains(s)) && others.stream().distinct().count() == others.size()) {
          sums.add(new Known(x, place, List.of(canonical(b.lower()), canonical(b.upper())), value.value()));
        }
      }
    }
  }

  /** The term with a factor of known sum summed, where nothing else depends on its index; or null. */
  private Term summedUp(Term t) {
    for (var k : sums) {
      for (var f : t.factors().keySet()) {
        if (f instanceof Expr.Indexed x && x.base().equals(k.of().base()) && x.sub().size() == k.of().sub().size() && x.sup().isEmpty()
            && t.factors().get(f).isOne() && x.sub().get(k.place()) instanceof Expr.Sym index && isAnother(t, x, index, k)) {
          var rest = new ArrayList<>(t.binders());
          if (rest.removeIf(b -> b.name().equals(index) && List.of(b.lower(), b.upper()).equals(k.range()))) {
            return new Term(t.times().times(k.value()), rest, without(t, f).factors());
          }
        }
      }
    }
    return null;
  }

  /** Whether only x depends on the index, once, and its other indices have the ranges of those that the equation holds for. */
  private boolean isAnother(Term t, Expr.Indexed x, Expr.Sym index, Known k) {
    for (int i = 0; i < x.sub().size(); i++) {
      if (i != k.place()) {
        var range = range(x.sub().get(i), t);
        if (x.sub().get(i).equals(index) || range == null || !range.equals(free.get(k.of().sub().get(i)).stream().map(this::canonical).toList())) {
          return false;
        }
      }
    }
    return without(t, x).factors().keySet().stream().noneMatch(f -> Trees.freeSymbols(f).contains(index))
        && t.binders().stream().noneMatch(b -> Trees.freeSymbols(Exprs.add(b.lower(), b.upper())).contains(index));
  }

  private boolean vanishes(Map<Map<Expr, Rational>, Rational> given, int depth) {
    var form = withoutZeroSums(given, depth);
    for (int round = 0; !form.isEmpty() && round < MAX_CLEARED && form.keySet().stream().anyMatch(SumForm::isQuotient); round++) {
      form = flat(terms(cleared(form)));
    }
    return form.isEmpty();
  }

  /** From {@code c·S + rest = 0} with a single sum S, S is replaced. */
  private Map<Map<Expr, Rational>, Rational> rewritten(Map<Map<Expr, Rational>, Rational> form,
      Map<Map<Expr, Rational>, Rational> equation) {
    for (var t : equation.entrySet()) {
      if (t.getKey().size() == 1 && t.getKey().keySet().iterator().next() instanceof Expr.Big s
          && t.getKey().get(s).isOne()) {
        var rest = new LinkedHashMap<>(equation);
        rest.remove(t.getKey());
        var value = Exprs.mul(Exprs.num(t.getValue().reciprocal().negate()), expr(rest));
        return Trees.any(value, x -> x.equals(s)) ? form : flat(terms(Trees.substitute(expr(form), s, value)));
      }
    }
    return form;
  }

  /** Sums over the same ranges are one sum; it is left out where its body is 0. */
  private Map<Map<Expr, Rational>, Rational> withoutZeroSums(Map<Map<Expr, Rational>, Rational> form, int depth) {
    var groups = new LinkedHashMap<List<Binder>, List<Map<Expr, Rational>>>();
    int level = form.keySet().stream().flatMap(m -> m.keySet().stream()).mapToInt(SumForm::level).max().orElse(0);
    for (var m : form.keySet()) {
      var sums = m.keySet().stream().filter(f -> f instanceof Expr.Big).toList();
      if (sums.size() == 1 && m.get(sums.get(0)).isOne()) {
        groups.computeIfAbsent(binders((Expr.Big) sums.get(0), level), _ -> new ArrayList<>()).add(m);
      }
    }
    var rest = new LinkedHashMap<>(form);
    for (var group : groups.entrySet()) {
      if (depth < MAX_DEPTH && group.getValue().size() > 1) {
        var bodies = group.getValue().stream().map(m -> Exprs.mul(Exprs.num(form.get(m)), body(m, group.getKey()))).toList();
        group.getKey().forEach(b -> free.put(b.name(), List.of(b.lower(), b.upper())));
        if (vanishes(flat(terms(Exprs.add(bodies))), depth + 1)) {
          group.getValue().forEach(rest::remove);
        }
      }
    }
    return rest;
  }

  /** @param level that of the deepest sum of a form, so that all its sums over the same ranges get the same names */
  private static List<Binder> binders(Expr.Big sum, int level) {
    var all = new ArrayList<Binder>();
    for (Expr e = sum; e instanceof Expr.Big b; e = b.body()) {
      all.add(new Binder(Exprs.sym("#u" + level + "." + all.size()), b.lower(), b.upper()));
    }
    return all;
  }

  private static Expr body(Map<Expr, Rational> m, List<Binder> names) {
    var others = new LinkedHashMap<>(m);
    var sum = (Expr.Big) m.keySet().stream().filter(f -> f instanceof Expr.Big).findFirst().orElseThrow();
    others.remove(sum);
    Expr body = sum;
    var replaced = new LinkedHashMap<Expr, Expr>();
    for (var b : names) {
      replaced.put(((Expr.Big) body).index(), b.name());
      body = ((Expr.Big) body).body();
    }
    return Exprs.mul(product(others), Trees.substitute(body, replaced));
  }

  private static boolean isQuotient(Map<Expr, Rational> m) {
    return m.values().stream().anyMatch(k -> k.signum() < 0 && k.isInteger());
  }

  /** The form times what stands below its fraction bars. */
  private static Expr cleared(Map<Map<Expr, Rational>, Rational> form) {
    var below = below(form);
    var sum = new ArrayList<Expr>();
    form.forEach((m, c) -> {
      var all = new LinkedHashMap<>(m);
      below.forEach((a, k) -> all.merge(a, k.negate(), Rational::plus));
      sum.add(Exprs.mul(Exprs.num(c), product(all)));
    });
    return Exprs.add(sum);
  }

  /** What stands below fraction bars, each with its least exponent. */
  private static Map<Expr, Rational> below(Map<Map<Expr, Rational>, Rational> form) {
    var below = new LinkedHashMap<Expr, Rational>();
    form.keySet().forEach(m -> m.forEach((a, k) -> {
      if (k.signum() < 0 && k.isInteger()) {
        below.merge(a, k, (x, y) -> x.compareTo(y) < 0 ? x : y);
      }
    }));
    return below;
  }

  private static Expr product(Map<Expr, Rational> m) {
    var factors = new ArrayList<Expr>();
    m.forEach((a, k) -> factors.add(Exprs.pow(a, Exprs.num(k))));
    return Exprs.mul(factors);
  }

  private static Expr expr(Map<Map<Expr, Rational>, Rational> form) {
    var sum = new TreeMap<String, Expr>();
    form.forEach((m, c) -> {
      var t = Exprs.mul(Exprs.num(c), product(m));
      sum.put(t.toString(), t);
    });
    return Exprs.add(List.copyOf(sum.values()));
  }

  private Expr canonical(Expr e) {
    return expr(flat(terms(e)));
  }

  // --- to terms ----------------------------------------------------------------------------------------------

  private static Term atom(Expr e, Rational k) {
    return new Term(Rational.ONE, List.of(), Map.of(e, k));
  }

  private List<Term> terms(Expr e) {
    Meter.spend(3);
    return switch (e) {
      case Expr.Num n -> n.value().isZero() ? List.of() : List.of(new Term(n.value(), List.of(), Map.of()));
      case Expr.Const c when !c.equals(Exprs.INFINITY) -> List.of(atom(e, Rational.ONE));
      case Expr.Sym _, Expr.Indexed _ -> List.of(atom(symmetric.sorted(e), Rational.ONE));
      case Expr.Add a -> {
        var all = new ArrayList<Term>();
        a.args().forEach(x -> all.addAll(terms(x)));
        yield few(all);
      }
      case Expr.Mul m -> {
        var product = List.of(new Term(Rational.ONE, List.of(), Map.of()));
        for (var f : m.args()) {
          product = times(product, terms(f));
        }
        yield product;
      }
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Cases c when IndexCases.is(c) && (!offBorders || isAboutIndices(c.conditions().get(0))) -> terms(IndexCases.byDelta(c));
      case Expr.Cases c -> offBorders ? cases(c) : List.of(atom(unread(c), Rational.ONE));
      case Expr.Apply f when f.args().size() == 1 -> List.of(atom(Exprs.apply(f.name(), f.primes(), List.of(canonical(f.args().get(0)))), Rational.ONE));
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM && b.lower() != null && b.upper() != null -> {
        var index = Exprs.sym("#b" + ++fresh);
        var binder = new Binder(index, canonical(b.lower()), canonical(b.upper()));
        var all = new ArrayList<Term>();
        for (var t : terms(Trees.substitute(b.body(), b.index(), index))) {
          var binders = new ArrayList<>(t.binders());
          binders.add(binder);
          all.add(new Term(t.times(), binders, t.factors()));
        }
        yield all;
      }
      default -> throw new Rejected("no rule for " + e + " among sums");
    };
  }

  /** The same cases with the normal forms of their parts. */
  private Expr unread(Expr.Cases c) {
    return Trees.map(c, x -> switch (x) {
      case Expr.Rel r -> Exprs.rel(r.op(), canonical(Exprs.sub(r.lhs(), r.rhs())), Exprs.ZERO);
      case Expr.Logic _ -> throw new Rejected("no rule for " + c + " among sums");
      default -> canonical(x);
    });
  }

  private boolean isAboutIndices(Expr condition) {
    return OffBorders.isAboutIndices(condition, free.keySet());
  }

  /** u where the condition holds, v elsewhere: u·[c] + v·(1 − [c]). */
  private List<Term> cases(Expr.Cases c) {
    Evidence.require(OffBorders.total(c), "where the cases have values is not clear");
    int n = c.conditions().size();
    var holds = condition(c.conditions().get(0));
    var rest = n == 1 ? c.otherwise() : Exprs.cases(c.conditions().subList(1, n), c.values().subList(1, n), c.otherwise());
    var all = new ArrayList<>(times(holds, terms(c.values().get(0))));
    all.addAll(terms(rest));
    all.addAll(times(times(List.of(new Term(Rational.MINUS_ONE, List.of(), Map.of())), holds), terms(rest)));
    return few(all);
  }

  /** 1 where it holds, 0 elsewhere. */
  private List<Term> condition(Expr c) {
    var one = new Term(Rational.ONE, List.of(), Map.of());
    var minus = List.of(new Term(Rational.MINUS_ONE, List.of(), Map.of()));
    switch (c) {
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> {
        var product = List.of(one);
        for (var x : l.args()) {
          product = times(product, condition(x));
        }
        return product;
      }
      case Expr.Rel r when isAboutIndices(r) -> {
        return terms(IndexCases.byDelta((Expr.Cases) Exprs.ite(r, Exprs.ONE, Exprs.ZERO)));
      }
      case Expr.Rel r when r.op() == RelOp.EQ -> {
        return List.of();
      }
      case Expr.Rel r when r.op() == RelOp.NE -> {
        return List.of(one);
      }
      case Expr.Rel r -> {
        var d = flat(terms(Exprs.sub(r.lhs(), r.rhs())));
        var lead = d.keySet().stream().min(Comparator.comparing(m -> product(m).toString().replaceAll("#[a-z]+[0-9.]*", "#")))
            .orElseThrow(() -> new Rejected("a condition that is always on its border"));
        var k = d.get(lead);
        Evidence.require(d.size() > 1 || !lead.isEmpty(), "a condition between numbers");
        d.replaceAll((m, x) -> x.dividedBy(k.abs()));
        boolean up = k.signum() > 0 == (r.op() == RelOp.GT || r.op() == RelOp.GE);
        if (k.signum() < 0) {
          d.replaceAll((m, x) -> x.negate());
        }
        var holds = List.of(atom(Exprs.ite(Exprs.rel(RelOp.GT, expr(d), Exprs.ZERO), Exprs.ONE, Exprs.ZERO), Rational.ONE));
        if (up) {
          return holds;
        }
        var not = new ArrayList<>(times(minus, holds));
        not.add(one);
        return not;
      }
      default -> throw new Rejected("no condition: " + c);
    }
  }

  private static boolean isIndicator(Expr e) {
    return e instanceof Expr.Cases c && c.conditions().size() == 1 && c.conditions().get(0) instanceof Expr.Rel r && r.op() == RelOp.GT && Exprs.isZero(r.rhs())
        && Exprs.isOne(c.values().get(0)) && c.otherwise() != null && Exprs.isZero(c.otherwise());
  }

  /** [c]² = [c]. */
  private static Term idempotent(Term t) {
    if (t.factors().keySet().stream().noneMatch(SumForm::isIndicator)) {
      return t;
    }
    var factors = new LinkedHashMap<>(t.factors());
    factors.replaceAll((f, k) -> {
      Evidence.require(!isIndicator(f) || k.isInteger() && k.signum() > 0, "a condition below a fraction bar");
      return isIndicator(f) ? Rational.ONE : k;
    });
    return new Term(t.times(), t.binders(), factors);
  }

  private static List<Term> few(List<Term> terms) {
    Meter.spend(terms.size());
    Evidence.require(terms.size() <= MAX_TERMS, "too many terms");
    return terms;
  }

  private static List<Term> times(List<Term> a, List<Term> b) {
    var all = new ArrayList<Term>();
    for (var s : a) {
      for (var t : b) {
        all.add(times(s, t));
      }
    }
    return few(all);
  }

  private static Term times(Term s, Term t) {
    var binders = new ArrayList<>(s.binders());
    binders.addAll(t.binders());
    var factors = new LinkedHashMap<>(s.factors());
    t.factors().forEach((f, k) -> factors.merge(f, k, Rational::plus));
    factors.values().removeIf(Rational::isZero);
    return new Term(s.times().times(t.times()), binders, factors);
  }

  private List<Term> power(Expr.Pow p) {
    if (!(p.exponent() instanceof Expr.Num n)) {
      return List.of(atom(Exprs.pow(canonical(p.base()), canonical(p.exponent())), Rational.ONE));
    }
    var k = n.value();
    if (k.isIntegerWithin(MAX_POWER) && k.signum() > 0) {
      var product = List.of(new Term(Rational.ONE, List.of(), Map.of()));
      for (int i = 0; i < k.intValueExact(); i++) {
        product = times(product, terms(p.base())); // bound indices get other names each time
      }
      return product;
    }
    Evidence.require(!k.isInteger() || k.isIntegerWithin(MAX_POWER), "too large a power");
    var base = flat(terms(p.base()));
    if (base.size() == 1 && k.isInteger()) {
      var only = base.entrySet().iterator().next();
      var factors = new LinkedHashMap<Expr, Rational>();
      only.getKey().forEach((f, e) -> factors.put(f, e.times(k)));
      return List.of(new Term(only.getValue().pow(k.intValueExact()), List.of(), factors));
    }
    Evidence.require(!base.isEmpty(), "a power of zero");
    if (k.isInteger() && base.keySet().stream().anyMatch(SumForm::isQuotient)) {
      // (P/Q)^k = P^k·Q^−k, where P is one product
      var over = flat(terms(cleared(base)));
      if (over.size() == 1) {
        var all = new ArrayList<Expr>(List.of(Exprs.pow(expr(over), Exprs.num(k))));
        below(base).forEach((a, e) -> all.add(Exprs.pow(a, Exprs.num(e.times(k)))));
        return terms(Exprs.mul(all));
      }
    }
    return List.of(atom(expr(base), k));
  }

  private List<Term> call(Expr.Call c) {
    return switch (c.function().name()) {
      case "exp" -> {
        var factors = new LinkedHashMap<Expr, Rational>();
        flat(terms(c.arg())).forEach((m, k) -> factors.merge(Exprs.exp(product(m)), k, Rational::plus));
        yield List.of(new Term(Rational.ONE, List.of(), factors));
      }
      case "log" -> log(flat(terms(c.arg())));
      case "delta" -> List.of(atom(c, Rational.ONE));
      case "component", "det" -> {
        Evidence.require(Inverse.is(c), "no rule for " + c + " among sums");
        yield List.of(atom(symmetric.sorted(c), Rational.ONE));
      }
      case "sin", "cos", "atan", "asin", "erf", "gamma", "loggamma", "digamma" ->
          List.of(atom(Exprs.call(c.function(), List.of(canonical(c.arg()))), Rational.ONE));
      case "abs", "sign" -> offBorders ? terms(Expand.of(c)) : List.of(atom(Exprs.call(c.function(), List.of(canonical(c.arg()))), Rational.ONE));
      default -> {
        Evidence.require(c.function().isDefined() && c.function().scalar(), "no rule for " + c.function().name() + " among sums");
        yield terms(c.function().expand(c.args()));
      }
    };
  }

  /** log(c·e^u·f^k) = log c + u + k·log f where that is defined: f is positive, for c and e^u are and k is odd. */
  private List<Term> log(Map<Map<Expr, Rational>, Rational> arg) {
    var only = arg.size() == 1 ? arg.entrySet().iterator().next() : null;
    if (only == null || only.getValue().signum() < 0) {
      return List.of(atom(Exprs.log(expr(arg)), Rational.ONE));
    }
    var all = new ArrayList<Term>();
    if (!only.getValue().isOne()) {
      all.add(atom(Exprs.log(Exprs.num(only.getValue())), Rational.ONE));
    }
    var rest = new LinkedHashMap<Expr, Rational>();
    only.getKey().forEach((f, k) -> {
      if (f instanceof Expr.Call x && x.is("exp")) {
        terms(x.arg()).forEach(t -> all.add(new Term(t.times().times(k), t.binders(), t.factors())));
      } else if (Shape.of(List.of(), f) == Shape.PLUS || f instanceof Expr.Big b && Shape.of(List.of(), b.body()) == Shape.PLUS) {
        all.add(new Term(k, List.of(), Map.of(Exprs.log(f), Rational.ONE)));
      } else {
        rest.put(f, k);
      }
    });
    if (rest.size() == 1) {
      var f = rest.keySet().iterator().next();
      var k = rest.get(f);
      if (!k.isInteger() || k.num().testBit(0)) {
        all.add(new Term(k, List.of(), Map.of(Exprs.log(f), Rational.ONE)));
        return all;
      }
    }
    if (!rest.isEmpty()) {
      all.add(atom(Exprs.log(product(rest)), Rational.ONE));
    }
    return all;
  }

  // --- to the normal form ------------------------------------------------------------------------------------

  /** Products of atoms, sums among them, each with its number. */
  private Map<Map<Expr, Rational>, Rational> flat(List<Term> terms) {
    var result = new HashMap<Map<Expr, Rational>, Rational>();
    var open = new ArrayList<>(terms);
    int rounds = 0;
    while (!open.isEmpty()) {
      Evidence.require(++rounds < MAX_ROUNDS + 4 * MAX_TERMS, "too many steps");
      few(open);
      var t = contracted(open.removeLast());
      if (t == null) {
        continue;
      }
      t = idempotent(t);
      var known = summedUp(t);
      if (known != null) {
        open.add(known);
        continue;
      }
      var more = expanded(t);
      if (more != null) {
        open.addAll(more);
        continue;
      }
      var factors = summed(t);
      result.merge(factors, t.times(), Rational::plus);
      if (result.get(factors).isZero()) {
        result.remove(factors);
      }
    }
    return result;
  }

  /** Without Kronecker deltas of bound indices; null for 0. */
  private Term contracted(Term term) {
    var t = term;
    for (boolean again = true; again; ) {
      again = false;
      for (var f : t.factors().entrySet()) {
        if (!(f.getKey() instanceof Expr.Call c && c.is("delta"))) {
          continue;
        }
        Evidence.require(f.getValue().isInteger() && f.getValue().signum() > 0, "a delta below a fraction bar");
        var a = c.arg();
        var b = c.args().get(1);
        if (!a.equals(b) && (a instanceof Expr.Num && b instanceof Expr.Num || different.contains(Set.of(a, b)))) {
          return null;
        }
        var next = a.equals(b) ? without(t, c) : contracted(t, c, a, b);
        if (next == null) {
          next = contracted(t, c, b, a);
        }
        next = next != null ? next : unified(t, c, a, b);
        if (next != null) {
          t = next;
          again = true;
          break;
        }
      }
    }
    return t;
  }

  private static Term without(Term t, Expr factor) {
    var factors = new LinkedHashMap<>(t.factors());
    factors.remove(factor);
    return new Term(t.times(), t.binders(), factors);
  }

  /** Σ_a δ_ab·f_a = f_b where b is one of the values of a. */
  private Term contracted(Term t, Expr.Call delta, Expr a, Expr b) {
    var binder = t.binders().stream().filter(x -> x.name().equals(a)).findFirst().orElse(null);
    if (binder == null || t.binders().stream().anyMatch(x -> Trees.freeSymbols(Exprs.add(x.lower(), x.upper())).contains(binder.name()))) {
      return null;
    }
    var range = range(b, t);
    if (!within.contains(List.of(b, binder.lower(), binder.upper())) && (range == null || !range.equals(List.of(binder.lower(), binder.upper())))) {
      return null;
    }
    var rest = new ArrayList<>(t.binders());
    rest.remove(binder);
    return substituted(new Term(t.times(), rest, without(t, delta).factors()), a, b);
  }

  private List<Expr> range(Expr index, Term t) {
    if (!(index instanceof Expr.Sym s)) {
      return null;
    }
    return t.binders().stream().filter(x -> x.name().equals(s)).findFirst().map(x -> List.of(x.lower(), x.upper()))
        .orElse(free.containsKey(s) ? free.get(s).stream().map(this::canonical).toList() : null);
  }

  /** δ_ab·f_b = δ_ab·f_a, and δ² = δ. */
  private Term unified(Term t, Expr.Call delta, Expr a, Expr b) {
    boolean ordered = a.toString().compareTo(b.toString()) <= 0;
    var first = ordered ? a : b;
    var second = ordered ? b : a;
    var canonical = Exprs.call("delta", first, second);
    var k = t.factors().get(delta);
    var rest = without(t, delta);
    boolean within = Trees.freeSymbols(first).stream().anyMatch(second::equals); // δ_{i+1,i}
    boolean settled = k.isOne() && delta.equals(canonical)
        && (!(second instanceof Expr.Sym) || within || rest.factors().keySet().stream().noneMatch(f -> Trees.freeSymbols(f).contains(second)));
    if (settled) {
      return null;
    }
    var next = second instanceof Expr.Sym && !within ? substituted(rest, second, first) : rest;
    var factors = new LinkedHashMap<>(next.factors());
    factors.put(canonical, Rational.ONE);
    return new Term(next.times(), next.binders(), factors);
  }

  private Term substituted(Term t, Expr what, Expr by) {
    var factors = new LinkedHashMap<Expr, Rational>();
    t.factors().keySet().forEach(f -> Meter.spend(Trees.size(f, 10_000)));
    t.factors().forEach((f, k) -> factors.merge(symmetric.within(Trees.substitute(f, what, by)), k, Rational::plus));
    factors.values().removeIf(Rational::isZero);
    return new Term(t.times(), t.binders(), factors);
  }

  /** One factor multiplied out: a sum or product to a whole power, or L·D⁻¹ = (1 − R·D⁻¹)/c for D = c·L + R; or null. */
  private List<Term> expanded(Term t) {
    for (var f : t.factors().entrySet()) {
      var k = f.getValue();
      boolean composed = f.getKey() instanceof Expr.Add || f.getKey() instanceof Expr.Mul || f.getKey() instanceof Expr.Pow
          || f.getKey() instanceof Expr.Num
          || f.getKey() instanceof Expr.Big && t.binders().stream().anyMatch(b -> Trees.freeSymbols(f.getKey()).contains(b.name()))
          && k.signum() > 0;
      if (composed && k.isInteger() && (k.signum() > 0 || !(f.getKey() instanceof Expr.Add))) {
        if (f.getKey() instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num)) {
          continue;
        }
        return times(List.of(without(t, f.getKey())), terms(Exprs.pow(f.getKey(), Exprs.num(k))));
      }
      if (f.getKey() instanceof Expr.Add d && k.isInteger() && k.signum() < 0) {
        var parts = parted(t, d, k);
        if (parts != null) {
          return parts;
        }
      }
    }
    return null;
  }

  private List<Term> parted(Term t, Expr.Add d, Rational k) {
    var below = flat(terms(d));
    var lead = below.keySet().stream().filter(m -> !m.isEmpty()).min((x, y) -> {
      var byDegree = degree(y).compareTo(degree(x));
      return byDegree != 0 ? byDegree : product(x).toString().compareTo(product(y).toString());
    }).orElse(null);
    if (lead == null || lead.keySet().stream().anyMatch(f -> f instanceof Expr.Big)
        || !lead.entrySet().stream().allMatch(e -> {
          int order = t.factors().getOrDefault(e.getKey(), Rational.ZERO).compareTo(e.getValue());
          return order == 0 || order == e.getValue().signum();
        })) {
      return null;
    }
    var c = below.get(lead);
    var others = new LinkedHashMap<>(t.factors());
    lead.forEach((f, e) -> others.merge(f, e.negate(), Rational::plus));
    others.values().removeIf(Rational::isZero);
    var all = new ArrayList<Term>();
    var up = new LinkedHashMap<>(others);
    up.merge(d, Rational.ONE, Rational::plus);
    up.values().removeIf(Rational::isZero);
    all.add(new Term(t.times().dividedBy(c), t.binders(), up));
    below.forEach((m, e) -> {
      if (!m.equals(lead)) {
        all.add(times(new Term(t.times().times(e).dividedBy(c).negate(), t.binders(), others), new Term(Rational.ONE, List.of(), m)));
      }
    });
    return all;
  }

  private static Rational degree(Map<Expr, Rational> m) {
    return m.values().stream().map(Rational::abs).reduce(Rational.ZERO, Rational::plus);
  }

  /** The factors of a term, those that share bound indices gathered in sums with canonical names. */
  private Map<Expr, Rational> summed(Term t) {
    var result = new LinkedHashMap<>(t.factors());
    var binders = new ArrayList<>(t.binders());
    for (var b : t.binders()) {
      Evidence.require(t.binders().stream().noneMatch(x -> Trees.any(b.lower(), y -> y.equals(x.name()))
          || Trees.any(b.upper(), y -> y.equals(x.name()))), "a range that depends on another index");
    }
    while (!binders.isEmpty()) {
      var part = new ArrayList<Binder>(List.of(binders.removeFirst()));
      var factors = new LinkedHashMap<Expr, Rational>();
      for (boolean grown = true; grown; ) {
        grown = false;
        for (var f : List.copyOf(result.keySet())) {
          var symbols = Trees.freeSymbols(f);
          if (part.stream().anyMatch(b -> symbols.contains(b.name()))) {
            factors.put(f, result.remove(f));
            for (var b : List.copyOf(binders)) {
              if (symbols.contains(b.name())) {
                binders.remove(b);
                part.add(b);
              }
            }
            grown = true;
          }
        }
      }
      if (factors.isEmpty()) {
        Evidence.require(Exprs.isOne(part.get(0).lower()) && part.get(0).upper() instanceof Expr.Sym, "the number of values of an index");
        result.merge(part.get(0).upper(), Rational.ONE, Rational::plus);
      } else {
        result.merge(canonical(part, factors), Rational.ONE, Rational::plus);
      }
    }
    result.values().removeIf(Rational::isZero);
    return result;
  }

  /** Of all orders of the binders the one whose text is least. */
  private Expr canonical(List<Binder> part, Map<Expr, Rational> factors) {
    Evidence.require(part.size() <= MAX_BINDERS, "too many indices in one sum");
    int level = 1;
    for (var f : factors.keySet()) {
      level = Math.max(level, 1 + level(f));
    }
    Expr best = null;
    for (var order : orders(part)) {
      Meter.spend(20);
      var names = new LinkedHashMap<Expr, Expr>();
      for (int i = 0; i < order.size(); i++) {
        names.put(order.get(i).name(), Exprs.sym("#s" + level + "." + i));
      }
      Expr sum = symmetric.within(Trees.substitute(product(factors), names));
      for (var b : order) {
        sum = Exprs.sum(sum, (Expr.Sym) names.get(b.name()), b.lower(), b.upper());
      }
      best = best == null || sum.toString().compareTo(best.toString()) < 0 ? sum : best;
    }
    return best;
  }

  private static int level(Expr e) {
    int own = e instanceof Expr.Big b && b.index().name().startsWith("#s")
        ? Integer.parseInt(b.index().name().substring(2, b.index().name().indexOf('.'))) : 0;
    for (var c : Trees.children(e)) {
      own = Math.max(own, level(c));
    }
    return own;
  }

  private static List<List<Binder>> orders(List<Binder> all) {
    if (all.size() <= 1) {
      return List.of(all);
    }
    var result = new ArrayList<List<Binder>>();
    for (int i = 0; i < all.size(); i++) {
      var rest = new ArrayList<>(all);
      var first = rest.remove(i);
      for (var order : orders(rest)) {
        var one = new ArrayList<Binder>(List.of(first));
        one.addAll(order);
        result.add(one);
      }
    }
    return result;
  }
}
