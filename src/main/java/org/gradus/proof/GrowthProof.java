package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Growth;
import org.gradus.certificate.GrowthLines;
import org.gradus.certificate.Hints;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Writes the lines that show how fast an expression grows as x → +∞ (D. Gruntz, "On Computing Limits in a Symbolic Manipulation System",
 * 1996): exponentials are put into a scale; where leading terms of a sum cancel, it is expanded in the fastest member of the scale that
 * occurs in it ({@link GrowthSeries}), and the coefficient of the first power that is left is looked at in its turn.
 */
final class GrowthProof {

  private static final int[] TERMS = {1, 2, 3, 4, 6, 8};
  /** Functions of which the checker knows asymptotic expansions. */
  private static final Set<String> EXPANDED = Set.of("gamma", "loggamma", "digamma", "erf", "besselj", "bessely", "besseli", "besselk");
  private static final int MAX_LINES = 500;
  private static final int MAX_DEPTH = 60;
  private static final long UNITS = 50_000;

  final Expr.Sym x;
  private final List<Expr.Rel> known;
  private final Oracle oracle;
  private final int logarithms;
  private GrowthLines lines;
  private List<Object> written = new ArrayList<>();
  private Set<Expr> ready = new HashSet<>();
  /** The lines that say what a function is. */
  private Map<Expr, Integer> forms = new HashMap<>();
  /** Numbers whose signs were looked for. */
  private Set<Expr> asked = new HashSet<>();
  private int depth;
  private int work;
  private int names;

  GrowthProof(Expr.Sym x, List<Expr.Rel> known, int logarithms, Oracle oracle) {
    this.oracle = oracle;
    this.logarithms = logarithms;
    this.x = x;
    this.known = known;
    this.lines = new GrowthLines(x, known, logarithms);
  }

  /** The lines after which the order of the body tells its limit. Throws {@link Rejected} where they are not found. */
  List<Object> tends(Expr body, Expr value) {
    var exponentials = new ArrayList<Expr>();
    Trees.any(body, e -> (e instanceof Expr.Call c && c.is("exp") || e instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num))
        && exponentials.add(e) && false);
    exponentials.sort(Comparator.comparingInt(e -> Trees.size(e, 10_000)));
    for (var e : exponentials) {
      attempt(() -> ready(e));
    }
    ready(body);
    if (!attempt(() -> lines.tends(body, value))) {
      improve(body);
      lines.tends(body, value);
    }
    return new NeededLines(x, known, logarithms).of(written, body, value);
  }

  private boolean attempt(Runnable what) {
    var before = snapshot();
    try {
      what.run();
      return true;
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      before.run();
      return false;
    }
  }

  private Runnable snapshot() {
    var oldLines = new GrowthLines(lines);
    var oldWritten = new ArrayList<>(written);
    var oldReady = new HashSet<>(ready);
    var oldForms = new HashMap<>(forms);
    var oldAsked = new HashSet<>(asked);
    int oldDepth = depth;
    return () -> {
      lines = oldLines;
      written = oldWritten;
      ready = oldReady;
      forms = oldForms;
      asked = oldAsked;
      depth = oldDepth;
    };
  }

  Growth growth() {
    return lines.growth();
  }

  /** What is known to be equal to an expression by a line of its own; null if there is none. */
  Integer form(Expr e) {
    return forms.get(e);
  }

  Expr as(int line) {
    return lines.as(line);
  }

  /** A new name, and the function of x that it stands for. */
  String name() {
    return "germ" + names++;
  }

  Expr germ(String name) {
    return Exprs.apply(name, 0, List.of(x));
  }

  Expr of(int line) {
    return lines.of(line);
  }

  /** Writes a line and gives its number. */
  int line(Map<String, Object> line) {
    if (++work > 8 * MAX_LINES || written.size() >= MAX_LINES) {
      throw new Rejected("too many lines");
    }
    lines.add(line);
    written.add(line);
    return lines.size() - 1;
  }

  static List<String> texts(List<Integer> lines) {
    return lines.stream().distinct().map(String::valueOf).toList();
  }

  int same(Expr of, Expr as, List<Integer> using) {
    return line(node("rule", "same", "of", Sexpr.write(of), "as", Sexpr.write(as), "using", texts(using)));
  }

  /** Whether the normal form says that it is 0. */
  boolean isZero(Expr e) {
    if (e instanceof Expr.Num n) {
      return n.value().isZero();
    }
    try {
      return new Normal(known, Hints.NONE).of(Expand.of(e)).isZero();
    } catch (Normal.Refused | ArithmeticException | Rejected _) {
      return false;
    }
  }

  boolean isVisible(Expr e) {
    try {
      var o = growth().of(e);
      return o.isNil() || o.coefficient() != null && isNotZero(o.coefficient());
    } catch (Rejected _) {
      return false;
    }
  }

  /** Of parameters it is enough that it is not 0 for all of them. */
  private boolean isNotZero(Expr coefficient) {
    try {
      return growth().sign(coefficient) != 0;
    } catch (Rejected _) {
      return decided(coefficient) || !isZero(coefficient);
    }
  }

  /** A line for the sign of a number with parameters, if there is one. */
  private boolean decided(Expr coefficient) {
    if (Trees.freeSymbols(coefficient).isEmpty() || !asked.add(coefficient)) {
      return false;
    }
    for (var op : List.of(RelOp.GT, RelOp.LT)) {
      var about = known.stream().filter(growth()::free).toList();
      var by = new Certifier(oracle, UNITS).prove(new Goal(op, coefficient, Exprs.ZERO, about, List.of(), null));
      if (by != null) {
        line(node("rule", "sign", "of", Sexpr.write(coefficient), "is", Sexpr.relation(op), "by", by));
        return true;
      }
    }
    return false;
  }

  /** Sees to it that the expression has an order. */
  void ready(Expr e) {
    if (growth().free(e) || growth().scale().contains(e) || ready.contains(e)) {
      return;
    }
    if (++depth > MAX_DEPTH) {
      throw new Rejected("too deep");
    }
    switch (e) {
      case Expr.Pow p when growth().free(p.exponent()) -> {
        if (p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0) {
          ready(p.base());
        } else {
          visible(p.base());
        }
      }
      case Expr.Pow p -> {
        improve(p.base());
        ready(p.exponent());
        ready(Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))));
        forms.put(e, line(node("rule", "power", "of", Sexpr.write(e))));
      }
      case Expr.Cases c -> cases(c);
      case Expr.Call c when c.is("exp") -> {
        ready(c.arg());
        settle(c.arg());
      }
      case Expr.Call c when c.is("log") -> {
        ready(c.arg());
        attempt(() -> visible(c.arg()));
      }
      case Expr.Call c when c.is("floor") -> floor(c);
      case Expr.Call c -> {
        c.args().forEach(this::ready);
        function(c);
      }
      default -> Trees.children(e).forEach(this::ready);
    }
    depth--;
    ready.add(e);
  }

  private void function(Expr.Call c) {
    var u = c.args().getLast();
    if (!isVisible(u)) {
      attempt(() -> visible(u));
    }
    var o = growth().of(u);
    int s = growth().direction(o);
    if (s > 0 && c.is("atan") && isVisible(u)) {
      arc(c);
    } else if (s == 0 && c.is("asin") && isEnd(o.coefficient())) {
      visible(Exprs.sub(Exprs.ONE, Exprs.pow(u, 2)));
      arc(c);
    } else if (s > 0 && EXPANDED.contains(c.function().name()) && isVisible(u)) {
      asymptotics(c, 2);
    } else if (s < 0 && c.is("gamma") && isVisible(u)) {
      // Γ(u) = Γ(u + 1)/u
      var as = Exprs.div(Exprs.call("gamma", Exprs.add(u, Exprs.ONE)), u);
      ready(as);
      forms.put(c, same(c, as, List.of()));
    }
  }

  private boolean isEnd(Expr a) {
    return a != null && (isZero(Exprs.sub(a, Exprs.ONE)) || isZero(Exprs.add(a, Exprs.ONE)));
  }

  private void arc(Expr.Call c) {
    int line = line(node("rule", "arc", "of", Sexpr.write(c)));
    forms.put(c, line);
    ready(as(line));
    line(node("rule", "order", "line", String.valueOf(line)));
  }

  private void asymptotics(Expr.Call c, int terms) {
    int line = line(node("rule", "asymptotics", "of", Sexpr.write(c), "terms", terms, "germ", name()));
    forms.put(c, line);
    ready(as(line));
    line(node("rule", "order", "line", String.valueOf(line)));
  }

  private void cases(Expr.Cases c) {
    for (int i = 0; i < c.conditions().size(); i++) {
      if (holds(c.conditions().get(i))) {
        chosen(c, c.values().get(i));
        return;
      }
    }
    chosen(c, c.otherwise());
  }

  private void chosen(Expr.Cases c, Expr value) {
    if (value == null) {
      throw new Rejected("no case applies");
    }
    ready(value);
    forms.put(c, line(node("rule", "case", "of", Sexpr.write(c))));
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Rel r when r.op() != RelOp.APPROX -> r.op().holdsForSign(sign(Exprs.sub(r.lhs(), r.rhs())));
      case Expr.Logic l -> {
        var each = l.args().stream().map(this::holds).toList();
        yield switch (l.op()) {
          case AND -> !each.contains(false);
          case OR -> each.contains(true);
          case NOT -> !each.get(0);
        };
      }
      default -> throw new Rejected("a condition that is not decided");
    };
  }

  private int sign(Expr e) {
    visible(e);
    var o = growth().of(e);
    return o.isNil() ? 0 : growth().sign(o.coefficient());
  }

  private void floor(Expr.Call c) {
    ready(c.arg());
    var o = growth().of(c.arg());
    if (growth().direction(o) > 0) {
      forms.put(c, line(node("rule", "floor", "of", Sexpr.write(c), "germ", name())));
      return;
    }
    var at = o.isNil() || growth().direction(o) < 0 ? Exprs.ZERO : o.coefficient();
    var value = PointEvaluator.enclose(at, Map.of(), 25);
    if (!value.isDefined()) {
      throw new Rejected("a floor that is not decided");
    }
    var low = Rational.of(Rational.of(value.lower()).floor());
    for (var k : List.of(low.minus(Rational.ONE), low, low.plus(Rational.ONE))) {
      if (attempt(() -> {
        attempt(() -> visible(Exprs.sub(c.arg(), Exprs.num(k))));
        visible(Exprs.sub(Exprs.num(k.plus(Rational.ONE)), c.arg()));
        line(node("rule", "floor", "of", Sexpr.write(c), "is", k.toString()));
      })) {
        forms.put(c, lines.size() - 1);
        return;
      }
    }
    throw new Rejected("a floor that is not decided");
  }

  /** Sees to it that e^u has an order. */
  void settle(Expr u) {
    var e = Exprs.exp(u);
    if (has(e)) {
      return;
    }
    if (!isVisible(u)) {
      visible(u);
      if (has(e)) {
        return;
      }
    }
    var moving = u instanceof Expr.Mul m ? Exprs.mul(m.args().stream().filter(f -> !growth().free(f)).toList()) : u;
    if (!moving.equals(u) && attempt(() -> ready(Exprs.exp(moving))) && has(e)) {
      return;
    }
    var t = growth().of(u);
    for (var b : growth().scale().reversed()) {
      var l = Growth.logarithm(b);
      if (b.equals(growth().scale().getFirst())) {
        continue;
      }
      var own = growth().of(l);
      if (growth().compare(own.powers(), t.powers()) == 0) {
        var part = Exprs.mul(LikeTerms.of(Exprs.mul(t.coefficient(), Exprs.pow(own.coefficient(), -1))), l);
        var rest = LikeTerms.of(Exprs.sub(u, part));
        var parts = new ArrayList<>(List.of(Sexpr.write(part)));
        if (!Exprs.isZero(rest)) {
          improve(rest);
          settle(rest);
          parts.add(Sexpr.write(rest));
        }
        if (!attempt(() -> line(node("rule", "exponents", "of", Sexpr.write(e), "parts", parts, "using", List.of())))) {
          var using = forms.entrySet().stream().filter(f -> Trees.occurs(u, f.getKey())).map(Map.Entry::getValue).sorted().toList();
          line(node("rule", "exponents", "of", Sexpr.write(e), "parts", parts, "using", texts(using)));
        }
        return;
      }
    }
    var rising = growth().sign(t.coefficient()) > 0 ? u : Exprs.neg(u);
    line(node("rule", "scale", "of", Sexpr.write(Exprs.exp(rising))));
    if (!has(e)) {
      throw new Rejected("no order of " + e);
    }
  }

  private boolean has(Expr e) {
    try {
      growth().of(e);
      return true;
    } catch (Rejected _) {
      return false;
    }
  }

  /** Sees to it that the order of the expression has a coefficient that is not 0, or that the expression is shown to be 0. */
  void visible(Expr e) {
    improve(e);
    if (!isVisible(e)) {
      throw new Rejected("no leading term of " + e);
    }
  }

  /** The same as far as it goes: where a leading term is not found there is a bound. */
  private void improve(Expr e) {
    ready(e);
    if (isVisible(e)) {
      return;
    }
    if (++depth > MAX_DEPTH) {
      throw new Rejected("too deep");
    }
    fix(e);
    depth--;
  }

  private void fix(Expr e) {
    if (isZero(e)) {
      same(e, Exprs.ZERO, List.of());
      return;
    }
    if (e instanceof Expr.Mul m) {
      m.args().forEach(this::improve);
      return;
    }
    if (e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num) {
      improve(p.base());
      return;
    }
    for (int terms : TERMS) {
      var before = snapshot();
      try {
        if (leading(e, terms, terms == TERMS[TERMS.length - 1])) {
          return;
        }
      } catch (Rejected | Normal.Refused | ArithmeticException _) {
        // more terms may tell
      }
      before.run();
    }
  }

  /** By so many terms of the series. */
  private boolean leading(Expr e, int terms, boolean last) {
    var series = new GrowthSeries(this, terms);
    var b = series.fastest(e);
    if (b == null) {
      return false;
    }
    var form = series.of(e, b);
    var list = form.terms();
    if (list.isEmpty()) {
      if (form.rest() != null) {
        if (last) {
          same(e, form.rest(), form.using());
        }
        return last;
      }
      same(e, Exprs.ZERO, form.using());
      return true;
    }
    var k = list.getFirst().coefficient();
    improve(k);
    var using = new ArrayList<>(form.using());
    var sum = new ArrayList<Expr>();
    Expr name = k;
    if (!growth().free(k) && k instanceof Expr.Add) {
      int line = line(node("rule", "name", "of", Sexpr.write(k), "germ", name()));
      name = of(line);
      using.add(line);
    }
    sum.add(Exprs.mul(name, GrowthSeries.power(b, list.getFirst().exponent())));
    list.subList(1, list.size()).forEach(t -> sum.add(Exprs.mul(t.coefficient(), GrowthSeries.power(b, t.exponent()))));
    if (form.rest() != null) {
      sum.add(form.rest());
    }
    var as = Exprs.add(sum);
    ready(as);
    same(e, as, using);
    return isVisible(e);
  }
}
