package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.tensor.Tensors;

/**
 * Bounds of sums by their terms: {@code −Σ_k t_k log t_k > 0} where every term is positive. Of one term more is known than of its
 * letters: a component of one-hot labels is 0 or 1, and {@code e^{z_k} / Σ_j e^{z_j}} lies between 0 and 1.
 */
final class TermSigns {

  private final Judge judge;
  private final Claim.Step step;
  private final Assumed assumed;
  private final Map<Expr, Expr> shares = new LinkedHashMap<>();
  private final Set<Expr> facts = new LinkedHashSet<>();
  private final Set<String> labels = new LinkedHashSet<>();

  private TermSigns(Judge judge, Claim.Step step, Assumed assumed) {
    this.judge = judge;
    this.step = step;
    this.assumed = assumed;
  }

  /** The proof, or null if there is none of this kind. */
  static Judgement of(Judge judge, Claim.Step s, Assumed assumed) {
    if (s.lhs() == null || s.rhs() == null || s.proposition() != null || s.op() == null || s.op() == RelOp.EQ || s.op() == RelOp.NE || s.op() == RelOp.APPROX
        || !Trees.any(Exprs.and(List.of(Exprs.rel(s.op(), s.lhs(), s.rhs()))), x -> x instanceof Expr.Indexed || x instanceof Expr.Big)) {
      return null;
    }
    return new TermSigns(judge, s, assumed).prove();
  }

  private Judgement prove() {
    boolean upward = step.op() == RelOp.LE || step.op() == RelOp.LT;
    boolean strict = step.op() == RelOp.LT || step.op() == RelOp.GT;
    var term = term(ClaimVerifier.carried(Exprs.sub(upward ? step.rhs() : step.lhs(), upward ? step.lhs() : step.rhs())), strict);
    var known = term == null ? null : shared(term);
    if (known == null || !isOfNumbers(known) || Trees.any(known, x -> x instanceof Expr.Big || x instanceof Expr.Diff)) {
      return null;
    }
    said(known);
    if (known.equals(term) && facts.isEmpty() && !isSum()) {
      return null; // nothing more is known than before
    }
    var relations = new ArrayList<>(assumed.relations());
    relations.addAll(facts);
    var numbers = numbers(known);
    var ofTerm = relations.stream().flatMap(r -> about(r, numbers).stream()).toList();
    var sign = strict ? RelOp.GT : RelOp.GE;
    var one = Trees.substitute(known, numbers);
    if (!holds(sign, one, new Assumed(ofTerm, assumed.integers())) || !isDefinedForEach(one, numbers, new Assumed(ofTerm, assumed.integers()))) {
      return null;
    }
    var conditions = new LinkedHashSet<String>();
    labels.forEach(y -> conditions.addAll(step.setting().arrays().words(Set.of(), Set.of(y))));
    return Judgement.proved(isSum() ? "every term has this sign" : "signs of its factors", List.copyOf(conditions)).certifiedBy(certifiable());
  }

  /** What a certificate can be about; null where sizes do not fit. */
  private Certificates.Subject certifiable() {
    var sizes = Sizes.of(List.of(step.lhs(), step.rhs()), assumed.relations(), step.setting().arrays(), null);
    return !sizes.fits() || !isSum() ? null : BoundCertificates.subject(step.op(),
        Tensors.statement(sizes.sides().get(0), sizes.sides().get(1), sizes.typing(), assumed.relations()), labels);
  }

  /** Whether the expression is related so to 0: as a whole, or by the signs of its factors. */
  private boolean holds(RelOp sign, Expr e, Assumed under) {
    if (judge.relation(sign, e, Exprs.ZERO, under).isProved()) {
      return true;
    }
    if (e instanceof Expr.Call c && c.is("log")) {
      return judge.relation(sign, c.arg(), Exprs.ONE, under).isProved();
    }
    if (!(e instanceof Expr.Mul m)) {
      return false;
    }
    boolean strict = sign == RelOp.GT || sign == RelOp.LT;
    boolean negative = sign == RelOp.LT || sign == RelOp.LE;
    for (var f : m.args()) {
      if (holds(strict ? RelOp.LT : RelOp.LE, f, under)) {
        negative = !negative;
      } else if (!holds(strict ? RelOp.GT : RelOp.GE, f, under)) {
        return false;
      }
    }
    return !negative && judge.relation(RelOp.GE, Exprs.mul(e, e), Exprs.ZERO, under).isProved(); // defined somewhere
  }

  /** Whether the terms of labels that are 0 and of those that are 1 have values at one point: one-hot labels have both. */
  private boolean isDefinedForEach(Expr term, Map<Expr, Expr> numbers, Assumed under) {
    var hot = numbers.keySet().stream().filter(i -> labels.contains(((Expr.Indexed) i).base())).map(numbers::get).toList();
    if (hot.isEmpty()) {
      return true;
    }
    var squares = new ArrayList<Expr>();
    var facts = new LinkedHashSet<Expr>();
    for (var value : List.of(Exprs.ZERO, Exprs.ONE)) {
      var there = new LinkedHashMap<Expr, Expr>();
      hot.forEach(y -> there.put(y, value));
      squares.add(Exprs.pow(Trees.substitute(term, there), Exprs.TWO));
      under.relations().stream().filter(r -> hot.stream().noneMatch(y -> Trees.freeSymbols(r).contains(y))).forEach(facts::add);
    }
    return judge.relation(RelOp.GE, Exprs.add(squares), Exprs.ZERO, new Assumed(List.copyOf(facts), under.integers())).isProved();
  }

  /** A letter for each component. */
  private static Map<Expr, Expr> numbers(Expr e) {
    var found = new LinkedHashMap<Expr, Expr>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed) {
        found.computeIfAbsent(x, _ -> Exprs.sym("component" + (found.size() + 1) + "_"));
      }
      return false;
    });
    return found;
  }

  /** What a relation says of these components: an order of one with any index holds for all of its family. */
  private static List<Expr> about(Expr relation, Map<Expr, Expr> numbers) {
    var found = new ArrayList<Expr>();
    var here = Trees.substitute(relation, numbers);
    if (!Trees.any(here, x -> x instanceof Expr.Indexed || x instanceof Expr.Big)) {
      found.add(here);
    }
    if (relation instanceof Expr.Rel r && r.op() != RelOp.EQ && r.op() != RelOp.APPROX && r.op() != RelOp.NE) {
      numbers.forEach((component, number) -> {
        var x = (Expr.Indexed) component;
        var member = r.lhs() instanceof Expr.Indexed l ? l : r.rhs() instanceof Expr.Indexed m ? m : null;
        var other = member == r.lhs() ? r.rhs() : r.lhs();
        if (member != null && !member.equals(x) && Trees.freeSymbols(other).isEmpty() && member.base().equals(x.base()) && member.sub().size() == x.sub().size()
            && member.sup().equals(x.sup()) && member.sub().stream().allMatch(i -> i instanceof Expr.Sym) && member.sub().stream().distinct().count() == x.sub().size()) {
          found.add(Trees.substitute(relation, member, number));
        }
      });
    }
    return found;
  }

  private boolean isSum() {
    return Trees.any(step.lhs(), x -> x instanceof Expr.Big) || Trees.any(step.rhs(), x -> x instanceof Expr.Big);
  }

  /** What has the sign of the expression: a term of the sum that it is a positive multiple of, or itself; null for an empty sum. */
  private static Expr term(Expr e, boolean strict) {
    var factors = e instanceof Expr.Mul m ? m.args() : List.of(e);
    var sums = factors.stream().filter(f -> f instanceof Expr.Big).toList();
    if (sums.size() != 1 || !factors.stream().allMatch(f -> f instanceof Expr.Big || f instanceof Expr.Num)) {
      return e;
    }
    var b = (Expr.Big) sums.getFirst();
    if (b.kind() != Expr.Big.Kind.SUM || strict && !isFilled(b)) {
      return null;
    }
    var rest = new ArrayList<Expr>();
    factors.stream().filter(f -> f != b).forEach(rest::add);
    rest.add(b.body());
    return term(Exprs.mul(rest), strict);
  }

  /** From 1 to a size, or over all there are. */
  private static boolean isFilled(Expr.Big b) {
    return b.upper() == null || b.lower() instanceof Expr.Num n && n.value().signum() >= 0 && n.value().compareTo(Rational.ONE) <= 0 && b.upper() instanceof Expr.Sym;
  }

  /** Whether nothing in it is a vector or a matrix as a whole. */
  private boolean isOfNumbers(Expr e) {
    return !Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar()
        || x instanceof Expr.Sym s && !step.setting().arrays().rank(s.name(), 0).isScalar()
        || x instanceof Expr.Indexed i && !step.setting().arrays().rank(i.base(), i.sub().size()).isScalar());
  }

  /** The expression with a symbol for each term over the sum of all positive terms. */
  private Expr shared(Expr e) {
    if (e instanceof Expr.Call c && c.is("component") && c.args().getFirst() instanceof Expr.Call s && s.is("softmax")) {
      return share(e);
    }
    if (e instanceof Expr.Mul m) {
      for (var f : m.args()) {
        if (f instanceof Expr.Pow p && p.exponent().equals(Exprs.MINUS_ONE) && p.base() instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
          for (var g : m.args()) {
            if (isTermOf(g, b)) {
              var rest = new ArrayList<>(m.args());
              rest.remove(f);
              rest.remove(g);
              rest.add(share(Exprs.div(g, b)));
              return shared(Exprs.mul(rest));
            }
          }
        }
      }
    }
    return Trees.map(e, this::shared);
  }

  private Expr share(Expr ratio) {
    return shares.computeIfAbsent(ratio, _ -> {
      var s = Exprs.sym("share" + (shares.size() + 1) + "_");
      facts.add(Exprs.rel(RelOp.GT, s, Exprs.ZERO));
      facts.add(Exprs.rel(RelOp.LE, s, Exprs.ONE));
      return s;
    });
  }

  /** Whether it is one of the terms of the sum, over all there are, and all of them are positive. */
  private boolean isTermOf(Expr e, Expr.Big b) {
    if (!(e instanceof Expr.Call c && c.is("exp")) || !(b.body() instanceof Expr.Call d && d.is("exp")) || !isFilled(b)) {
      return false;
    }
    var indices = new LinkedHashSet<Expr.Sym>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        i.sub().forEach(n -> indices.addAll(Trees.freeSymbols(n)));
      }
      return false;
    });
    return indices.stream().anyMatch(k -> runsWith(k, b) && Trees.substitute(b.body(), b.index(), k).equals(e));
  }

  /** Whether an index only runs over what is summed: a candidate that is left out of the sum may be larger than all of it. */
  private boolean runsWith(Expr.Sym k, Expr.Big b) {
    var others = new ArrayList<Expr.Big>();
    Trees.any(Exprs.and(List.of(Exprs.rel(step.op(), step.lhs(), step.rhs()))), x -> {
      if (x instanceof Expr.Big o && o.index().equals(k)) {
        others.add(o);
      }
      return false;
    });
    var end = step.setting().arrays().range(k.name());
    return others.isEmpty() ? b.upper() == null || end == null || end.equals(b.upper())
        : others.stream().allMatch(o -> Objects.equals(o.lower(), b.lower()) && Objects.equals(o.upper(), b.upper()));
  }

  /** What is stated of components in it. */
  private void said(Expr e) {
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i && step.setting().arrays().properties(i.base()).stream().anyMatch(p -> p.contains("one-hot"))) {
        facts.add(Exprs.or(List.of(Exprs.rel(RelOp.EQ, i, Exprs.ZERO), Exprs.rel(RelOp.EQ, i, Exprs.ONE))));
        labels.add(i.base());
      }
      return false;
    });
  }

  /** Whether a counterexample gives a component of labels that are stated to be one-hot another value than 0 or 1. */
  static boolean isOutside(Claim.Step s, Counterexample c) {
    return c != null && c.point().entrySet().stream().anyMatch(p -> p.getKey().indexOf('[') > 0 && !p.getValue().matches("[01]")
        && s.setting().arrays().properties(p.getKey().substring(0, p.getKey().indexOf('['))).stream().anyMatch(t -> t.contains("one-hot")));
  }
}
