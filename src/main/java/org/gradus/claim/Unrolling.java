package org.gradus.claim;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * The members of a sequence that its recursion and its beginning determine: {@code v_{t+1} = μ v_t − η g} and {@code v_0 = 0}
 * say what v_2 is, so that {@code v_2 = −η g (1 + μ)} is a claim.
 */
final class Unrolling {

  /** Members with larger numbers are not worked out. */
  private static final int MAX_NUMBER = 1_000_000;
  private static final int MAX_STEPS = 16;
  /** Parts of an expression; a member made of two before it doubles with every step. */
  private static final int MAX_SIZE = 1_000;

  /** {@code base_{index + shift} = body}. */
  private record Rule(Expr.Sym index, int shift, Expr body, int scope) {}

  private final Map<String, Rule> rules = new HashMap<>();

  Unrolling copy() {
    var c = new Unrolling();
    c.rules.putAll(rules);
    return c;
  }

  /** The document says what a member is: a rule for all, if it names the members before it. */
  void defined(Expr left, Expr body, int scope) {
    if (left instanceof Expr.Indexed x && place(x) instanceof Expr at) {
      var rule = rule(x, at, body, scope);
      if (rule != null) {
        rules.put(base(x), rule);
      }
    }
  }

  private static Rule rule(Expr.Indexed x, Expr at, Expr body, int scope) {
    var index = at instanceof Expr.Sym s ? s : at instanceof Expr.Add a && a.args().size() == 2 ? a.args().stream().filter(Expr.Sym.class::isInstance)
        .map(Expr.Sym.class::cast).findFirst().orElse(null) : null;
    if (index == null || !(distance(at, index) instanceof Integer shift)) {
      return null;
    }
    boolean[] earlier = {false, true};
    Trees.any(body, e -> {
      if (e instanceof Expr.Indexed other && base(other).equals(base(x))) {
        earlier[0] = true;
        earlier[1] &= place(other) instanceof Expr p && distance(p, index) instanceof Integer d && d < shift;
      }
      return false;
    });
    return earlier[0] && earlier[1] ? new Rule(index, shift, body, scope) : null;
  }

  /** The whole number c with {@code place = other + c}, or null. */
  static Integer distance(Expr place, Expr other) {
    var c = constant(place).minus(constant(other));
    return withoutConstant(place).equals(withoutConstant(other)) && c.isIntegerWithin(MAX_NUMBER) ? c.intValueExact() : null;
  }

  private static Rational constant(Expr e) {
    return e instanceof Expr.Num n ? n.value()
        : e instanceof Expr.Add a ? a.args().stream().filter(Expr.Num.class::isInstance).map(n -> ((Expr.Num) n).value()).findFirst().orElse(Rational.ZERO) : Rational.ZERO;
  }

  private static Expr withoutConstant(Expr e) {
    return e instanceof Expr.Num ? Exprs.ZERO : e instanceof Expr.Add a ? Exprs.add(a.args().stream().filter(t -> !(t instanceof Expr.Num)).toList()) : e;
  }

  /**
   * The value of a member in terms of what stands at the beginning, or null if the recursion of this part does not determine it.
   *
   * @param scope the part that is read
   */
  Expr value(Expr.Indexed member, int scope, Context context) {
    var rule = rules.get(base(member));
    return rule == null || rule.scope() != scope || !(place(member) instanceof Expr.Num n) || !n.value().isIntegerWithin(MAX_NUMBER) || context.isDefined(member.toString())
        ? null : value(member, rule, n.value().intValueExact(), context, MAX_STEPS, new HashMap<>());
  }

  /** @param known what was found for members so far; a member that is not determined has no value there */
  private Expr value(Expr.Indexed member, Rule rule, int n, Context context, int steps, Map<Expr, Optional<Expr>> known) {
    if (steps == 0 || known.containsKey(member)) {
      return steps == 0 ? null : known.get(member).orElse(null);
    }
    var body = Trees.substitute(rule.body(), rule.index(), Exprs.num(Rational.of(n - rule.shift())));
    var by = new HashMap<Expr, Expr>();
    boolean open = false;
    for (var x : before(body, base(member))) {
      if (!context.isDefined(x.toString())) {
        var given = context.values().of(x.toString());
        var value = given != null ? given : value(x, rule, ((Expr.Num) place(x)).value().intValueExact(), context, steps - 1, known);
        open |= value == null;
        by.put(x, value);
      }
    }
    var value = open ? null : Trees.substitute(body, by);
    known.put(member, Optional.ofNullable(value).filter(v -> Trees.size(v, MAX_SIZE) < MAX_SIZE));
    return known.get(member).orElse(null);
  }

  /** Whether a rule makes the member from others, so that it is not free. */
  boolean governs(Expr.Indexed member, int scope) {
    return rules.get(base(member)) instanceof Rule r && r.scope() == scope && place(member) != null;
  }

  /** The members with a number in an expression. */
  private static Set<Expr.Indexed> before(Expr e, String base) {
    var found = new LinkedHashSet<Expr.Indexed>();
    Trees.any(e, x -> x instanceof Expr.Indexed i && base(i).equals(base) && place(i) instanceof Expr.Num n && n.value().isInteger() && found.add(i) && false);
    return found;
  }

  /** What numbers the members, if only one thing does. */
  private static Expr place(Expr.Indexed x) {
    return x.sub().size() + x.sup().size() != 1 ? null : x.sub().isEmpty() ? x.sup().getFirst() : x.sub().getFirst();
  }

  private static String base(Expr.Indexed x) {
    return x.base() + (x.sub().isEmpty() ? "^" : "_");
  }
}
