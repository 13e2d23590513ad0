package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.certificate.Growth;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Taylor;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Expansions in powers of one member b of a scale, exact: what is left after some terms is an expression, too. Coefficients are slower than
 * every power of b. Each step is a line of the proof.
 */
final class GrowthSeries {

  /** coefficient·b^exponent. */
  record Term(Expr exponent, Expr coefficient) {}

  /**
   * @param terms by falling exponents
   * @param rest what is left, of order b^bound; null for nothing
   * @param using the lines by which the expression is equal to this
   */
  record Form(List<Term> terms, Expr rest, Expr bound, List<Integer> using) {}

  private final GrowthProof proof;
  private final int count;

  GrowthSeries(GrowthProof proof, int count) {
    this.proof = proof;
    this.count = count;
  }

  private Growth growth() {
    return proof.growth();
  }

  static Expr power(Expr b, Expr k) {
    return Exprs.isZero(k) ? Exprs.ONE : b instanceof Expr.Call c && c.is("exp") ? Exprs.exp(Exprs.mul(k, c.arg())) : Exprs.pow(b, k);
  }

  /** The fastest member of the scale that occurs; null if none does. */
  Expr fastest(Expr e) {
    for (var b : growth().scale().reversed()) {
      if (touches(e, b)) {
        return b;
      }
    }
    return null;
  }

  private boolean touches(Expr e, Expr b) {
    if (e.equals(b)) {
      return true;
    }
    if (growth().free(e) || growth().scale().contains(e)) {
      return false;
    }
    if (e instanceof Expr.Call c && c.is("exp")) {
      proof.ready(e);
      return growth().of(e).powers().containsKey(b) || touches(c.arg(), b);
    }
    var form = proof.form(e);
    return form != null ? touches(proof.as(form), b) : Trees.children(e).stream().anyMatch(t -> touches(t, b));
  }

  private static List<Integer> joined(List<Integer> a, List<Integer> b) {
    return Stream.concat(a.stream(), b.stream()).distinct().toList();
  }

  private int compare(Expr a, Expr b) {
    return a.equals(b) ? 0 : a instanceof Expr.Num m && b instanceof Expr.Num n ? m.value().compareTo(n.value()) : growth().sign(Exprs.sub(a, b));
  }

  private Form only(Expr exponent, Expr coefficient) {
    return new Form(List.of(new Term(exponent, coefficient)), null, null, List.of());
  }

  private static Expr written(Form f, Expr b) {
    var all = new ArrayList<Expr>();
    f.terms().forEach(t -> all.add(Exprs.mul(t.coefficient(), power(b, t.exponent()))));
    if (f.rest() != null) {
      all.add(f.rest());
    }
    return Exprs.add(all);
  }

  /** The power of b in the order of an expression. */
  private Expr degree(Expr e, Expr b) {
    proof.ready(e);
    var o = growth().of(e);
    return o.isNil() ? null : o.powers().getOrDefault(b, Exprs.ZERO);
  }

  /** Collected by exponents; what is not above the bound goes to the rest. */
  private Form collected(List<Term> terms, Expr rest, Expr bound, List<Integer> using, Expr b) {
    var kept = new ArrayList<Expr>();
    var parts = new ArrayList<List<Expr>>();
    var left = new ArrayList<Expr>();
    for (var t : terms) {
      if (bound != null && compare(t.exponent(), bound) <= 0) {
        left.add(Exprs.mul(t.coefficient(), power(b, t.exponent())));
        continue;
      }
      int i = 0;
      int c = 1;
      while (i < kept.size() && (c = compare(t.exponent(), kept.get(i))) < 0) {
        i++;
      }
      if (i == kept.size() || c != 0) {
        kept.add(i, t.exponent());
        parts.add(i, new ArrayList<>());
      }
      parts.get(i).add(t.coefficient());
    }
    var result = new ArrayList<Term>();
    for (int i = 0; i < kept.size(); i++) {
      var c = LikeTerms.of(Exprs.add(parts.get(i)));
      if (!Exprs.isZero(c) && !(c instanceof Expr.Add && proof.isZero(c))) {
        result.add(new Term(kept.get(i), c));
      }
    }
    if (rest != null) {
      left.add(rest);
    }
    return new Form(result, left.isEmpty() ? null : Exprs.add(left), bound, using);
  }

  private Form plus(Form f, Form g, Expr b) {
    var terms = new ArrayList<>(f.terms());
    terms.addAll(g.terms());
    var bound = f.bound() == null ? g.bound() : g.bound() == null || compare(f.bound(), g.bound()) >= 0 ? f.bound() : g.bound();
    return collected(terms, f.rest() == null ? g.rest() : g.rest() == null ? f.rest() : Exprs.add(f.rest(), g.rest()), bound, joined(f.using(), g.using()), b);
  }

  /** An upper bound of the exponents; null for 0. */
  private static Expr order(Form f) {
    return f.terms().isEmpty() ? f.bound() : f.terms().getFirst().exponent();
  }

  private Form times(Form f, Form g, Expr b) {
    var terms = new ArrayList<Term>();
    for (var s : f.terms()) {
      for (var t : g.terms()) {
        terms.add(new Term(LikeTerms.of(Exprs.add(s.exponent(), t.exponent())), Exprs.mul(s.coefficient(), t.coefficient())));
      }
    }
    if (terms.size() > 400) {
      throw new Rejected("too many terms");
    }
    Expr bound = null;
    var rest = new ArrayList<Expr>();
    if (f.rest() != null && order(g) != null) {
      bound = LikeTerms.of(Exprs.add(f.bound(), order(g)));
      rest.add(Exprs.mul(f.rest(), written(g, b)));
    }
    if (g.rest() != null && order(f) != null) {
      var own = LikeTerms.of(Exprs.add(g.bound(), order(f)));
      bound = bound == null || compare(own, bound) > 0 ? own : bound;
      rest.add(Exprs.mul(g.rest(), written(new Form(f.terms(), null, null, List.of()), b)));
    }
    return collected(terms, rest.isEmpty() ? null : Exprs.add(rest), bound, joined(f.using(), g.using()), b);
  }

  private Form scaled(Form f, Expr exponent, Expr coefficient, Expr b) {
    return times(f, only(exponent, coefficient), b);
  }

  /** The expression as a series in powers of b, faster than which nothing in it is. */
  Form of(Expr e, Expr b) {
    if (!touches(e, b)) {
      return only(Exprs.ZERO, e);
    }
    if (e.equals(b)) {
      return only(Exprs.ONE, Exprs.ONE);
    }
    var form = proof.form(e);
    if (form != null) {
      var f = of(proof.as(form), b);
      return stated(e, new Form(f.terms(), f.rest(), f.bound(), joined(List.of(form), f.using())), b);
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().map(t -> of(t, b)).reduce((f, g) -> plus(f, g, b)).map(f -> stated(e, f, b)).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(t -> of(t, b)).reduce((f, g) -> times(f, g, b)).map(f -> stated(e, f, b)).orElseThrow();
      case Expr.Pow p when growth().free(p.exponent()) -> power(p, b);
      case Expr.Call c when c.is("exp") -> exponential(c, b);
      case Expr.Call c when c.is("log") -> logarithm(c, b);
      case Expr.Call c when c.args().size() == 1 -> analytic(c, b);
      default -> opaque(e, b);
    };
  }

  private Form opaque(Expr e, Expr b) {
    var d = degree(e, b);
    return d == null ? new Form(List.of(), null, null, List.of()) : new Form(List.of(), e, d, List.of());
  }

  /** A line that says so, with a name for what is left. */
  private Form stated(Expr e, Form f, Expr b) {
    var using = new ArrayList<>(f.using());
    var rest = f.rest();
    if (rest != null && !(rest instanceof Expr.Apply)) {
      proof.ready(rest);
      int line = proof.line(node("rule", "name", "of", Sexpr.write(rest), "germ", proof.name()));
      rest = proof.of(line);
      using.add(line);
    }
    var g = new Form(f.terms(), rest, f.bound(), List.of());
    var as = written(g, b);
    if (as.equals(e)) {
      return g;
    }
    proof.ready(as);
    int line = proof.same(e, as, using);
    return new Form(f.terms(), rest, f.bound(), List.of(line));
  }

  private static Expr inverse(Expr e) {
    return Exprs.pow(e, Exprs.MINUS_ONE);
  }

  /** Σ c(k)·t^k + germ·t^n for f(at + t). */
  private record Expansion(int line, Expr function, Expr at, Expr germ) {}

  private Form composed(Form t, Expr small, Expansion x, Expr b) {
    var order = order(t);
    if (order == null || compare(order, Exprs.ZERO) >= 0) {
      throw new Rejected("what is expanded does not vanish");
    }
    var result = new Form(List.of(), null, null, List.of());
    var power = only(Exprs.ZERO, Exprs.ONE);
    for (int k = 0; k < count; k++) {
      power = k == 0 ? power : times(power, t, b);
      var c = Taylor.coefficient(x.function(), x.at(), k, growth());
      if (!Exprs.isZero(c)) {
        result = plus(result, scaled(power, Exprs.ZERO, c, b), b);
      }
    }
    var rest = Exprs.mul(x.germ(), Exprs.pow(small, count));
    return plus(result, new Form(List.of(), rest, LikeTerms.of(Exprs.mul(Exprs.num(count), order)), List.of()), b);
  }

  private Expansion expansion(Expr f, Expr at, Expr small, List<Integer> using) {
    proof.ready(f instanceof Expr.Pow p ? p.base() : ((Expr.Call) f).arg());
    var name = proof.name();
    int line = proof.line(node("rule", "expansion", "of", Sexpr.write(f), "at", Sexpr.write(at), "terms", count, "small", Sexpr.write(small),
        "germ", name, "using", GrowthProof.texts(using)));
    proof.ready(proof.as(line));
    return new Expansion(line, f, at, proof.germ(name));
  }

  /** What is left of a series without its leading term, divided by it. */
  private Form relative(Form f, Expr b) {
    var t = f.terms().getFirst();
    var rest = new Form(f.terms().subList(1, f.terms().size()), f.rest(), f.bound(), List.of());
    return scaled(rest, LikeTerms.of(Exprs.neg(t.exponent())), inverse(t.coefficient()), b);
  }

  private Form leading(Expr u, Expr b) {
    var f = of(u, b);
    if (f.terms().isEmpty()) {
      throw new Rejected("no leading term of " + u);
    }
    proof.visible(f.terms().getFirst().coefficient());
    return f;
  }

  private Form power(Expr.Pow p, Expr b) {
    var q = p.exponent();
    if (p.base().equals(b)) {
      return only(q, Exprs.ONE);
    }
    if (q instanceof Expr.Num n && n.value().isIntegerWithin(4) && n.value().signum() > 0) {
      var f = of(p.base(), b);
      var all = f;
      for (int i = 1; i < n.value().intValueExact(); i++) {
        all = times(all, f, b);
      }
      return stated(p, all, b);
    }
    var f = leading(p.base(), b);
    return product(p, f, b, k -> Exprs.pow(k, q), k -> LikeTerms.of(Exprs.mul(q, k)));
  }

  private Form product(Expr.Pow p, Form f, Expr b, UnaryOperator<Expr> coefficient, UnaryOperator<Expr> exponent) {
    var lead = f.terms().getFirst();
    var t = relative(f, b);
    var factors = factors(lead, t, b);
    var using = new ArrayList<Integer>();
    using.add(proof.line(node("rule", "factors", "of", Sexpr.write(p), "factors", factors.stream().map(Sexpr::write).toList(), "using",
        GrowthProof.texts(f.using()))));
    var all = only(Exprs.ZERO, Exprs.ONE);
    if (!isNothing(t)) {
      var w = factors.getLast();
      var f1 = Exprs.pow(w, p.exponent());
      var own = expansion(f1, Exprs.ONE, written(t, b), List.of());
      using.add(own.line());
      all = composed(t, written(t, b), own, b);
    }
    all = scaled(all, exponent.apply(lead.exponent()), coefficient.apply(lead.coefficient()), b);
    return stated(p, new Form(all.terms(), all.rest(), all.bound(), using), b);
  }

  private static boolean isNothing(Form t) {
    return t.terms().isEmpty() && t.rest() == null;
  }

  /** The leading power of b, its coefficient, and 1 + t. */
  private List<Expr> factors(Term lead, Form t, Expr b) {
    var all = new ArrayList<Expr>();
    if (!Exprs.isZero(lead.exponent())) {
      all.add(power(b, lead.exponent()));
    }
    if (!Exprs.isOne(lead.coefficient()) || all.isEmpty()) {
      all.add(lead.coefficient());
    }
    if (!isNothing(t)) {
      all.add(Exprs.add(Exprs.ONE, written(t, b)));
    }
    all.forEach(proof::ready);
    return all;
  }

  private Form logarithm(Expr.Call c, Expr b) {
    var f = leading(c.arg(), b);
    var lead = f.terms().getFirst();
    var t = relative(f, b);
    var factors = factors(lead, t, b);
    var using = new ArrayList<Integer>();
    using.add(proof.line(node("rule", "factors", "of", Sexpr.write(c), "factors", factors.stream().map(Sexpr::write).toList(), "using",
        GrowthProof.texts(f.using()))));
    var constant = LikeTerms.of(Exprs.add(Exprs.mul(lead.exponent(), Growth.logarithm(b)), Exprs.log(lead.coefficient())));
    if (Exprs.isOne(lead.coefficient())) {
      constant = LikeTerms.of(Exprs.mul(lead.exponent(), Growth.logarithm(b)));
    }
    proof.ready(constant);
    var all = Exprs.isZero(constant) ? new Form(List.of(), null, null, List.of()) : only(Exprs.ZERO, constant);
    if (!isNothing(t)) {
      var w = factors.getLast();
      var own = expansion(Exprs.log(w), Exprs.ONE, written(t, b), List.of());
      using.add(own.line());
      all = plus(all, composed(t, written(t, b), own, b), b);
    }
    return stated(c, new Form(all.terms(), all.rest(), all.bound(), using), b);
  }

  /** A series that tends to what is slower than b, and what is left. */
  private record Split(Expr first, Form small) {}

  private Split split(Expr u, Form f) {
    if (f.terms().isEmpty()) {
      return new Split(Exprs.ZERO, f);
    }
    int s = compare(f.terms().getFirst().exponent(), Exprs.ZERO);
    if (s > 0) {
      throw new Rejected("an argument that grows too fast: " + u);
    }
    return s < 0 ? new Split(Exprs.ZERO, f)
        : new Split(f.terms().getFirst().coefficient(), new Form(f.terms().subList(1, f.terms().size()), f.rest(), f.bound(), f.using()));
  }

  private Form exponential(Expr.Call c, Expr b) {
    var l = Growth.logarithm(b);
    var multiple = growth().multiple(c.arg(), l);
    if (multiple != null) {
      return only(LikeTerms.of(multiple), Exprs.ONE);
    }
    var f = of(c.arg(), b);
    var parts = split(c.arg(), f);
    var q = LikeTerms.of(growth().of(c).powers().getOrDefault(b, Exprs.ZERO));
    var main = Exprs.mul(q, l);
    var slow = LikeTerms.of(Exprs.sub(parts.first(), main));
    var written = new ArrayList<String>();
    if (!Exprs.isZero(q)) {
      written.add(Sexpr.write(main));
    }
    if (!Exprs.isZero(slow)) {
      proof.ready(slow);
      proof.settle(slow);
      written.add(Sexpr.write(slow));
    }
    var t = new Form(parts.small().terms(), parts.small().rest(), parts.small().bound(), List.of());
    var small = written(t, b);
    if (!isNothing(t)) {
      proof.ready(small);
      written.add(Sexpr.write(small));
    }
    var using = new ArrayList<Integer>();
    using.add(proof.line(node("rule", "exponents", "of", Sexpr.write(c), "parts", written, "using", GrowthProof.texts(f.using()))));
    var all = only(Exprs.ZERO, Exprs.ONE);
    if (!isNothing(t)) {
      var f1 = Exprs.exp(small);
      var own = expansion(f1, Exprs.ZERO, small, List.of());
      using.add(own.line());
      all = composed(t, small, own, b);
    }
    all = scaled(all, q, Exprs.isZero(slow) ? Exprs.ONE : Exprs.exp(slow), b);
    return stated(c, new Form(all.terms(), all.rest(), all.bound(), using), b);
  }

  private Form analytic(Expr.Call c, Expr b) {
    proof.ready(c.arg());
    var o = growth().of(c.arg());
    if (growth().direction(o) > 0 || !o.isNil() && o.coefficient() == null) {
      return opaque(c, b);
    }
    var f = of(c.arg(), b);
    var parts = split(c.arg(), f);
    if (!growth().free(parts.first())) {
      throw new Rejected("a function beside a point that moves");
    }
    var t = new Form(parts.small().terms(), parts.small().rest(), parts.small().bound(), List.of());
    if (isNothing(t)) {
      throw new Rejected("a function of a constant");
    }
    var small = written(t, b);
    var own = expansion(c, parts.first(), small, f.using());
    var all = composed(t, small, own, b);
    return stated(c, new Form(all.terms(), all.rest(), all.bound(), List.of(own.line())), b);
  }
}
