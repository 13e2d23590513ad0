package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The lines of a proof about functions near +∞. Each line shows that two expressions are equal from some x on, where both are defined, or
 * adds an exponential to the scale. New names (germ0(x), germ1(x), …) stand for what is left of a Taylor or asymptotic expansion, of which
 * the limit is known, or for an expression. So cancellations are exact, and no line speaks of error terms.
 */
public final class GrowthLines {

  private static final int MAX_TERMS = 24;
  private static final int MAX_LINES = 2000;
  private static final String GERM = "germ";
  private static final int BINDING = Kinds.BIG | Kinds.DIFF | Kinds.AT | Kinds.LIMIT | Kinds.INTEGRAL;

  private record Equation(Expr of, Expr as) {}

  private final Expr.Sym x;
  private final List<Expr.Rel> known;
  private final Growth growth;
  private final List<Equation> equations = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** @param known what is known of the parameters, and of x from some x on */
  public GrowthLines(Expr.Sym x, List<Expr.Rel> known, int logarithms) {
    this.x = x;
    this.known = new ArrayList<>(known);
    this.growth = new Growth(x, this.known, logarithms);
  }

  /** A copy that goes its own way. */
  public GrowthLines(GrowthLines other) {
    x = other.x;
    known = new ArrayList<>(other.known);
    growth = new Growth(other.growth, known);
    equations.addAll(other.equations);
    names.addAll(other.names);
  }

  public Growth growth() {
    return growth;
  }

  /** How many lines there are; each is an equation, the last number is one less. */
  public int size() {
    return equations.size();
  }

  /** What an expression is shown to be equal to by a line. */
  public Expr as(int line) {
    return equations.get(line).as();
  }

  public Expr of(int line) {
    return equations.get(line).of();
  }

  static void prove(Claim.Limit claim, List<Expr.Rel> known, Expr body, Expr value, Node n) {
    require(claim.to().equals(Exprs.INFINITY), "orders of growth are about x → ∞");
    require(!Trees.any(body, e -> e instanceof Expr.Apply a && a.name().startsWith(GERM)), "a name that the proof needs");
    require(!Kinds.occur(body, BINDING), "the variable may be bound");
    var lines = new GrowthLines(claim.by(), known, n.number("logarithms"));
    var all = n.nodes("lines");
    require(all.size() <= MAX_LINES, "too many lines");
    all.forEach(lines::follow);
    lines.tends(body, value);
  }

  /** Throws {@link Rejected} unless the lines show that the body tends to the value. */
  public void tends(Expr body, Expr value) {
    var t = growth.of(body);
    int direction = growth.direction(t);
    int infinite = Tending.infinite(value);
    if (direction > 0) {
      require(t.coefficient() != null && infinite != 0 && growth.sign(t.coefficient()) == infinite, "the limit is another one");
      return;
    }
    require(infinite == 0 && (direction < 0 || t.coefficient() != null), "the limit is another one, or there is none");
    var limit = direction < 0 ? Exprs.ZERO : t.coefficient();
    require(zero(Exprs.sub(limit, value)), "the limit is " + limit);
  }

  private boolean zero(Expr e) {
    return Evidence.value(new Normal(known, Hints.NONE), e).isZero();
  }

  /** Adds a line, a JSON object. Throws {@link Rejected}. */
  public void add(Object line) {
    follow(new Node(line));
  }

  /** The name that a line brings in, which no line before it has. */
  private Expr name(Node n) {
    var name = n.text("germ");
    require(name.matches(GERM + "\\d{1,6}") && names.add(name), "a name that is not a new one");
    return Exprs.apply(name, 0, List.of(x));
  }

  /** Both sides have the same values from some x on. */
  private void equation(Expr of, Expr as) {
    equations.add(new Equation(of, as));
    try {
      growth.learn(of, growth.of(as));
    } catch (Rejected _) {
      // what is known of the left side stays
    }
  }

  private void follow(Node n) {
    Meter.spend(20);
    switch (n.text("rule")) {
      case "scale" -> {
        growth.insert(expr(n.only("rule", "of"), "of"));
        var b = expr(n, "of");
        equations.add(new Equation(b, b));
      }
      case "same" -> {
        n.only("rule", "of", "as", "using");
        var of = expr(n, "of");
        var as = expr(n, "as");
        require(Trees.size(of, 30_000) < 30_000, "an expression that is too long");
        define(of);
        define(as);
        require(equal(of, as, n), of + " is not " + as);
        equation(of, as);
      }
      case "name" -> {
        n.only("rule", "of", "germ");
        var of = expr(n, "of");
        var order = growth.of(of);
        var name = name(n);
        equations.add(new Equation(name, of));
        growth.learn(name, order);
      }
      case "order" -> {
        n.only("rule", "line");
        var by = line(n.text("line"));
        growth.learn(by.of(), growth.of(by.as()));
        equations.add(by);
      }
      case "sign" -> {
        n.only("rule", "of", "is", "by");
        var of = expr(n, "of");
        require(growth.free(of), "a sign that may change");
        growth.of(of);
        var r = (Expr.Rel) Exprs.rel(Sexpr.relation(n.text("is")), of, Exprs.ZERO);
        require(r.op() == RelOp.GT || r.op() == RelOp.LT, "a sign is > or <");
        Steps.prove(new Goal(r.op(), of, Exprs.ZERO, known.stream().filter(growth::free).toList(), List.of(), null), n.node("by"));
        known.add(r);
        equations.add(new Equation(of, of));
      }
      case "expansion" -> expansion(n);
      case "factors" -> factors(n);
      case "exponents" -> {
        n.only("rule", "of", "parts", "using");
        var of = expr(n, "of");
        require(of instanceof Expr.Call c && c.is("exp"), "not an exponential");
        var u = ((Expr.Call) of).arg();
        var parts = n.texts("parts").stream().map(GrowthLines::read).toList();
        define(u);
        parts.forEach(this::define);
        require(equal(u, Exprs.add(parts), n), "the exponents do not add up");
        growth.learnSplit(u, parts);
        equation(of, Exprs.mul(parts.stream().map(Exprs::exp).toList()));
      }
      case "power" -> {
        n.only("rule", "of");
        require(expr(n, "of") instanceof Expr.Pow, "not a power");
        var p = (Expr.Pow) expr(n, "of");
        positive(p.base());
        define(p.exponent());
        equation(p, Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))));
      }
      case "case" -> decided(n);
      case "floor" -> floor(n);
      case "arc" -> {
        n.only("rule", "of");
        require(expr(n, "of") instanceof Expr.Call c && (c.is("atan") || c.is("asin")), "not an arc tangent or arc sine");
        var c = (Expr.Call) expr(n, "of");
        var u = c.arg();
        if (c.is("asin")) {
          var side = Exprs.sub(Exprs.ONE, Exprs.pow(u, 2));
          positive(side);
          equation(c, Exprs.call("atan", Exprs.mul(u, Exprs.pow(side, Exprs.num(Rational.of(-1, 2))))));
          return;
        }
        var quarter = Exprs.mul(Exprs.num(Rational.of(sign(u), 2)), Exprs.PI);
        equation(expr(n, "of"), Exprs.sub(quarter, Exprs.call("atan", Exprs.pow(u, -1))));
      }
      case "asymptotics" -> {
        n.only("rule", "of", "terms", "germ");
        var germ = name(n);
        var found = Asymptotics.of(expr(n, "of"), terms(n), germ, growth);
        growth.learn(germ, found.germ());
        equation(expr(n, "of"), found.as());
      }
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for orders of growth");
    }
  }

  private static Expr expr(Node n, String field) {
    return read(n.text(field));
  }

  private static Expr read(String text) {
    var e = Sexpr.read(text);
    require(!Kinds.occur(e, BINDING), "the variable may be bound");
    return e;
  }

  private static int terms(Node n) {
    int terms = n.number("terms");
    require(terms >= 1 && terms <= MAX_TERMS, "a number of terms that is not allowed");
    return terms;
  }

  /** By normal form, with left sides of the lines that are named replaced by their right sides, one line after the other. */
  private boolean equal(Expr a, Expr b, Node n) {
    return zero(Exprs.sub(replaced(a, n), replaced(b, n)));
  }

  private Equation line(String k) {
    require(k.matches("\\d{1,6}") && Integer.parseInt(k) < equations.size(), "there is no line " + k);
    return equations.get(Integer.parseInt(k));
  }

  private Expr replaced(Expr e, Node n) {
    var all = e;
    for (var k : n.texts("using")) {
      var by = line(k);
      all = Trees.substitute(all, by.of(), by.as());
      require(Trees.size(all, 30_000) < 30_000, "an expression that is too long");
    }
    return all;
  }

  /** Throws {@link Rejected} unless it is shown to have values from some x on. */
  private void define(Expr e) {
    try {
      growth.of(e);
      return;
    } catch (Rejected r) {
      boolean parts = e instanceof Expr.Add || e instanceof Expr.Mul
          || e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0
          || e instanceof Expr.Call c && (c.is("exp") || c.is("sin") || c.is("cos"));
      if (!parts) {
        throw r;
      }
    }
    if (e instanceof Expr.Pow p) {
      define(p.base());
    } else {
      Trees.children(e).forEach(this::define);
    }
  }

  /** The sign from some x on, which is not 0. */
  private int sign(Expr e) {
    var t = growth.of(e);
    require(!t.isNil() && t.coefficient() != null, "the sign of " + e + " is not clear");
    int s = growth.sign(t.coefficient());
    require(s != 0, "the sign of " + e + " is not clear");
    return s;
  }

  private void positive(Expr e) {
    define(e);
    require(Bounded.isPositive(known, e) || sign(e) > 0, e + " may not be positive");
  }

  /** f(w), where w tends to a point at which f is smooth, by Taylor's theorem. */
  private void expansion(Node n) {
    n.only("rule", "of", "at", "terms", "small", "germ", "using");
    var of = expr(n, "of");
    var a = expr(n, "at");
    var w = of instanceof Expr.Pow p ? p.base() : of instanceof Expr.Call c && c.args().size() == 1 ? c.arg() : null;
    require(w != null && growth.free(a), "not a function at a point");
    growth.of(a);
    var t = growth.of(w);
    int direction = growth.direction(t);
    require(direction < 0 ? zero(a) : direction == 0 && t.coefficient() != null && zero(Exprs.sub(t.coefficient(), a)), w + " does not tend to " + a);
    var small = expr(n, "small");
    define(small);
    require(equal(Exprs.sub(w, a), small, n), small + " is not how far " + w + " is from " + a);
    int terms = terms(n);
    var germ = name(n);
    var all = new ArrayList<Expr>();
    for (int k = 0; k < terms; k++) {
      all.add(product(Taylor.coefficient(of, a, k, growth), small, k));
    }
    var last = Taylor.coefficient(of, a, terms, growth);
    var limit = growth.of(last);
    growth.learn(germ, limit.isNil() ? new Growth.Order(Exprs.ZERO, Map.of()) : limit);
    all.add(Exprs.mul(germ, Exprs.pow(small, terms)));
    equation(of, Exprs.add(all));
  }

  private static Expr product(Expr c, Expr t, int k) {
    return k == 0 || Exprs.isZero(c) ? c : Exprs.mul(c, Exprs.pow(t, k));
  }

  /** A logarithm or power of a product of positive factors; of a power with a whole exponent, factors that are not 0. */
  private void factors(Node n) {
    n.only("rule", "of", "factors", "using");
    var of = expr(n, "of");
    var u = of instanceof Expr.Pow p ? p.base() : of instanceof Expr.Call c && c.is("log") ? c.arg() : null;
    require(u != null, "not a logarithm or power");
    var factors = n.texts("factors").stream().map(GrowthLines::read).toList();
    require(!factors.isEmpty(), "no factors");
    boolean whole = of instanceof Expr.Pow p && p.exponent() instanceof Expr.Num k && k.value().isInteger();
    for (var f : factors) {
      if (whole) {
        sign(f);
      } else {
        positive(f);
      }
    }
    define(u);
    require(equal(u, Exprs.mul(factors), n), "another product");
    if (of instanceof Expr.Pow p) {
      require(growth.free(p.exponent()), "an exponent that varies");
      growth.of(p.exponent());
      equation(of, Exprs.mul(factors.stream().map(f -> power(f, p.exponent())).toList()));
    } else {
      equation(of, Exprs.add(factors.stream().map(this::log).toList()));
    }
  }

  /** Whether it is a power of a member of the scale, which is positive. */
  private boolean isPowerOfScale(Expr f) {
    return f instanceof Expr.Pow p && growth.free(p.exponent()) && growth.scale().contains(p.base());
  }

  private Expr power(Expr f, Expr k) {
    return f instanceof Expr.Call c && c.is("exp") ? Exprs.exp(Exprs.mul(k, c.arg()))
        : isPowerOfScale(f) ? Exprs.pow(((Expr.Pow) f).base(), Exprs.mul(k, ((Expr.Pow) f).exponent())) : Exprs.pow(f, k);
  }

  private Expr log(Expr f) {
    return f instanceof Expr.Call c && c.is("exp") ? c.arg()
        : isPowerOfScale(f) ? Exprs.mul(((Expr.Pow) f).exponent(), Exprs.log(((Expr.Pow) f).base())) : Exprs.log(f);
  }

  /** The case that applies from some x on, each condition before it not. */
  private void decided(Node n) {
    n.only("rule", "of");
    require(expr(n, "of") instanceof Expr.Cases, "no cases");
    var c = (Expr.Cases) expr(n, "of");
    for (int i = 0; i < c.conditions().size(); i++) {
      if (holds(c.conditions().get(i))) {
        equation(c, c.values().get(i));
        return;
      }
    }
    require(c.otherwise() != null, "no case applies");
    equation(c, c.otherwise());
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Rel r when r.op() != RelOp.APPROX -> {
        var d = growth.of(Exprs.sub(r.lhs(), r.rhs()));
        yield r.op().holdsForSign(d.isNil() ? 0 : sign(Exprs.sub(r.lhs(), r.rhs())));
      }
      case Expr.Logic l -> {
        var each = l.args().stream().map(this::holds).toList(); // all of them are decided
        yield switch (l.op()) {
          case AND -> !each.contains(false);
          case OR -> each.contains(true);
          case NOT -> !each.get(0);
        };
      }
      default -> throw new Rejected("a condition that is not decided");
    };
  }

  /** A floor: a whole number, or what is below it by less than 1. */
  private void floor(Node n) {
    boolean whole = n.has("is");
    n.only(whole ? new String[] {"rule", "of", "is"} : new String[] {"rule", "of", "germ"});
    require(expr(n, "of") instanceof Expr.Call c && c.is("floor"), "not a floor");
    var u = ((Expr.Call) expr(n, "of")).arg();
    if (!whole) {
      define(u);
      var germ = name(n);
      growth.learn(germ, new Growth.Order(null, Map.of()));
      equation(expr(n, "of"), Exprs.sub(u, germ));
      return;
    }
    var k = n.rational("is");
    require(k.isInteger(), "a floor that is no whole number");
    var above = Exprs.sub(u, Exprs.num(k));
    require(growth.of(above).isNil() || sign(above) > 0, u + " may be less than " + k);
    positive(Exprs.sub(Exprs.num(k.plus(Rational.ONE)), u));
    equation(expr(n, "of"), Exprs.num(k));
  }
}
