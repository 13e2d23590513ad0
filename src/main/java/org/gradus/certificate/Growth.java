package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * How fast expressions grow as x → +∞, against a scale of functions b₁ ≪ b₂ ≪ … that tend to +∞, each slower than every power of the
 * next: iterated logarithms of x, x, and exponentials. An order e = (c + o(1))·m, with m = Π bᵢ^kᵢ, comes from the orders of the parts by
 * a law at every node; where leading terms cancel, c is 0 and nothing is claimed but e = o(m). What has an order is defined from some x on.
 */
public final class Growth {

  /**
   * e = (c + o(1))·m, or only |e| ≤ C·m from some x on.
   *
   * @param coefficient c, free of x; null for a bound
   * @param powers m: members of the scale to their exponents, which are free of x; null for 0
   */
  public record Order(Expr coefficient, Map<Expr, Expr> powers) {

    static final Order NIL = new Order(Exprs.ZERO, null);

    public Order {
      powers = powers == null ? null : Map.copyOf(powers);
    }

    /** Whether the expression is 0 from some x on. */
    public boolean isNil() {
      return powers == null;
    }
  }

  private static final int DIGITS = 40;
  private static final int MAX_DEPTH = 400;
  private static final Set<String> ODD = Set.of("sin", "atan", "asin", "erf");

  private final Expr.Sym x;
  private final List<Expr.Rel> known;
  /** Slowest first. */
  private final List<Expr> scale = new ArrayList<>();
  private final Map<Expr, Order> facts = new HashMap<>();
  /** Exponents that are sums of multiples of logarithms of the scale and of something else. */
  private final Map<Expr, List<Expr>> split = new HashMap<>();
  private final Map<Expr, Order> done = new HashMap<>();
  private int depth;

  /**
   * @param known what is known of the parameters; whoever makes this may add to it
   * @param logarithms how many logarithms of x are in the scale before x
   */
  Growth(Expr.Sym x, List<Expr.Rel> known, int logarithms) {
    require(logarithms >= 0 && logarithms <= 8, "too many logarithms of logarithms");
    this.x = x;
    this.known = known;
    Expr b = x;
    scale.add(b);
    for (int i = 0; i < logarithms; i++) {
      b = Exprs.log(b);
      scale.add(0, b);
    }
  }

  Growth(Growth other, List<Expr.Rel> known) {
    x = other.x;
    this.known = known;
    scale.addAll(other.scale);
    facts.putAll(other.facts);
    split.putAll(other.split);
  }

  public List<Expr> scale() {
    return List.copyOf(scale);
  }

  /** The logarithm of a member of the scale. */
  public static Expr logarithm(Expr b) {
    return b instanceof Expr.Call c && c.is("exp") ? c.arg() : Exprs.log(b);
  }

  /** −1, 0 or 1. Throws {@link Rejected} where it is not clear. */
  public int sign(Expr constant) {
    if (constant instanceof Expr.Add && !Trees.freeSymbols(constant).isEmpty()) {
      var number = number(constant);
      if (number != null) {
        return number.signum();
      }
    }
    return Tending.sign(known, constant);
  }

  /** What is left of parameters that cancel; null if some do not. */
  private Rational number(Expr constant) {
    try {
      return Evidence.value(new Normal(known, Hints.NONE), constant).rational();
    } catch (Rejected _) {
      return null;
    }
  }

  public boolean free(Expr e) {
    return !Trees.freeSymbols(e).contains(x);
  }

  void learn(Expr e, Order order) {
    facts.put(e, order);
    done.clear();
  }

  void learnSplit(Expr exponent, List<Expr> parts) {
    split.put(exponent, List.copyOf(parts));
    done.clear();
  }

  /** Puts an exponential that tends to +∞ in its place. Throws {@link Rejected} where it is as fast as another. */
  void insert(Expr b) {
    require(b instanceof Expr.Call c && c.is("exp"), "only exponentials are added to a scale");
    var own = of(logarithm(b));
    require(direction(own) > 0 && own.coefficient() != null && sign(own.coefficient()) > 0, "an exponential that does not grow");
    int at = 1; // the slowest logarithm is slower than all that grows
    while (at < scale.size()) {
      int c = compare(own.powers(), of(logarithm(scale.get(at))).powers());
      require(c != 0, "two exponentials of one order in a scale");
      if (c < 0) {
        break;
      }
      at++;
    }
    scale.add(at, b);
    done.clear();
  }

  /** Whether m tends to ∞ (1), to 0 (−1), or is 1 (0). */
  public int direction(Order o) {
    return o.isNil() ? -1 : compare(o.powers(), Map.of());
  }

  /** By the fastest member of the scale that the two have to different powers. */
  public int compare(Map<Expr, Expr> a, Map<Expr, Expr> b) {
    for (int i = scale.size() - 1; i >= 0; i--) {
      var k = a.getOrDefault(scale.get(i), Exprs.ZERO);
      var l = b.getOrDefault(scale.get(i), Exprs.ZERO);
      int s = k.equals(l) ? 0 : sign(Exprs.sub(k, l));
      if (s != 0) {
        return s;
      }
    }
    return 0;
  }

  /** The order. Throws {@link Rejected} where no law gives one. */
  public Order of(Expr e) {
    Meter.spend(5);
    var found = facts.get(e);
    found = found != null ? found : done.get(e);
    if (found == null) {
      require(++depth < MAX_DEPTH, "an order that rests on itself");
      try {
        found = make(e);
      } finally {
        depth--;
      }
      done.put(e, found);
    }
    return found;
  }

  private static Order one(Expr coefficient) {
    return new Order(coefficient, Map.of());
  }

  private static Order bounded() {
    return new Order(null, Map.of());
  }

  private Order make(Expr e) {
    if (free(e)) {
      defined(e);
      return e instanceof Expr.Num n && n.value().isZero() ? Order.NIL : one(e);
    }
    if (scale.contains(e)) {
      return new Order(Exprs.ONE, Map.of(e, Exprs.ONE));
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().map(this::of).reduce(this::plus).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(this::times).orElseThrow();
      case Expr.Pow p when free(p.exponent()) -> power(p.base(), of(p.base()), p.exponent());
      case Expr.Pow p -> of(Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))));
      case Expr.Call c when c.is("exp") -> exp(c.arg());
      case Expr.Call c when c.is("log") -> log(c.arg());
      case Expr.Call c when c.args().size() == 1 -> call(c.function().name(), of(c.arg()));
      default -> throw new Rejected("nothing tells the order of " + e);
    };
  }

  private void defined(Expr e) {
    require(isNumber(known, e), "whether " + e + " is defined is not clear");
  }

  /** Whether an expression has a value for all parameters that are allowed. */
  static boolean isNumber(List<Expr.Rel> known, Expr e) {
    if (Trees.any(e, n -> n.equals(Exprs.INFINITY) || n instanceof Expr.Apply)) {
      return false;
    }
    return Trees.freeSymbols(e).isEmpty() && PointEvaluator.enclose(e, Map.of(), DIGITS).isDefined()
        || Tame.continuousWhereDefined(known, e) && Defined.of(e).stream().allMatch(r -> Tending.holds(known, r));
  }

  private Order plus(Order a, Order b) {
    if (a.isNil() || b.isNil()) {
      return a.isNil() ? b : a;
    }
    int c = compare(a.powers(), b.powers());
    if (c != 0) {
      return c > 0 ? a : b;
    }
    return new Order(a.coefficient() == null || b.coefficient() == null ? null : Exprs.add(a.coefficient(), b.coefficient()), a.powers());
  }

  private static Map<Expr, Expr> joined(Map<Expr, Expr> a, Map<Expr, Expr> b) {
    var all = new HashMap<>(a);
    b.forEach((k, v) -> all.merge(k, v, Exprs::add));
    all.values().removeIf(Exprs::isZero);
    return all;
  }

  private Order times(Order a, Order b) {
    return a.isNil() || b.isNil() ? Order.NIL
        : new Order(a.coefficient() == null || b.coefficient() == null ? null : Exprs.mul(a.coefficient(), b.coefficient()), joined(a.powers(), b.powers()));
  }

  private Order power(Expr base, Order a, Expr k) {
    defined(k);
    boolean whole = k instanceof Expr.Num n && n.value().isInteger();
    boolean natural = whole && ((Expr.Num) k).value().signum() > 0;
    if (a.isNil()) {
      require(natural, "a power of 0");
      return a;
    }
    if (!natural && base != null && a.coefficient() == null && a.powers().isEmpty() && Bounded.isPositive(known, base)) {
      return bounded();
    }
    if (!natural) {
      require(a.coefficient() != null, "a power of what is only bounded");
      int s = sign(a.coefficient());
      require(s != 0 && (s > 0 || whole), "a power of what may be 0 or negative");
    }
    var powers = new HashMap<Expr, Expr>();
    a.powers().forEach((b, own) -> powers.put(b, Exprs.mul(k, own)));
    return new Order(a.coefficient() == null ? null : Exprs.pow(a.coefficient(), k), powers);
  }

  /** The number q with e = q·of, or null. */
  public Expr multiple(Expr e, Expr of) {
    var rest = rest(e);
    return rest.equals(rest(of)) ? Exprs.div(constant(e), constant(of)) : null;
  }

  private Expr constant(Expr e) {
    return e instanceof Expr.Mul m ? Exprs.mul(m.args().stream().filter(this::free).toList()) : Exprs.ONE;
  }

  private Expr rest(Expr e) {
    return e instanceof Expr.Mul m ? Exprs.mul(m.args().stream().filter(f -> !free(f)).toList()) : e;
  }

  private Order exp(Expr u) {
    if (split.containsKey(u)) {
      return split.get(u).stream().map(v -> of(Exprs.exp(v))).reduce(this::times).orElseThrow();
    }
    for (var b : scale) {
      var l = logarithm(b);
      var q = multiple(u, l);
      if (q != null) {
        int s = sign(constant(l));
        require(s != 0, "a logarithm that may be 0");
        defined(q);
        return new Order(Exprs.ONE, Map.of(b, q));
      }
    }
    var t = of(u);
    int s = direction(t);
    require(s <= 0, "the exponential of what may grow: " + u);
    return s < 0 ? one(Exprs.ONE) : t.coefficient() == null ? bounded() : one(Exprs.exp(t.coefficient()));
  }

  private Order log(Expr u) {
    var t = of(u);
    require(!t.isNil(), "the logarithm of 0");
    if (t.coefficient() == null) {
      require(t.powers().isEmpty() && Bounded.isPositive(known, u), "the logarithm of what is only bounded");
      return bounded();
    }
    require(sign(t.coefficient()) > 0, "the logarithm of what may not be positive");
    for (int i = scale.size() - 1; i >= 0; i--) {
      var k = t.powers().getOrDefault(scale.get(i), Exprs.ZERO);
      if (sign(k) != 0) {
        require(i > 0, "the scale has too few logarithms");
        return times(one(k), of(logarithm(scale.get(i))));
      }
    }
    return one(Exprs.log(t.coefficient()));
  }

  private Order call(String name, Order u) {
    if (u.isNil()) {
      require(ODD.contains(name) || name.equals("cos"), "no law for the order of " + name);
      return name.equals("cos") ? one(Exprs.ONE) : u;
    }
    int s = direction(u);
    boolean wave = name.equals("sin") || name.equals("cos");
    if (wave && (s > 0 || s == 0 && u.coefficient() == null)) {
      return bounded();
    }
    boolean flat = name.equals("atan") || name.equals("erf");
    if (flat && (u.coefficient() == null && s >= 0 || s > 0 && isUnclear(u.coefficient()))) {
      return bounded();
    }
    if (s > 0) {
      require(flat, "no law for the order of " + name);
      var end = name.equals("atan") ? Exprs.mul(Exprs.HALF, Exprs.PI) : Exprs.ONE;
      return one(sign(u.coefficient()) > 0 ? end : Exprs.neg(end));
    }
    if (s < 0) {
      if (name.equals("cos")) {
        return one(Exprs.ONE);
      }
      if (name.equals("gamma")) { // Γ(u)·u = Γ(u + 1) → 1
        return power(null, u, Exprs.MINUS_ONE);
      }
      require(ODD.contains(name), "no law for the order of " + name);
      var slope = name.equals("erf") ? Exprs.mul(Exprs.TWO, Exprs.pow(Exprs.PI, Exprs.num(Rational.of(-1, 2)))) : Exprs.ONE;
      return times(one(slope), u);
    }
    require(u.coefficient() != null, "no law for the order of " + name);
    require(Taylor.isSmooth(name, u.coefficient(), this), "whether " + name + " is smooth there is not clear");
    return one(Exprs.call(name, u.coefficient()));
  }

  /** Whether it may be 0. */
  private boolean isUnclear(Expr coefficient) {
    try {
      return sign(coefficient) == 0;
    } catch (Rejected _) {
      return true;
    }
  }
}
