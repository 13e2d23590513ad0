package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/**
 * Gives derivatives a meaning: by a variable, by an entry or a whole of a vector, by an intermediate name or expression, along the
 * definitions in force. What has no meaning ends in an {@link UnresolvedException}.
 */
final class DerivativeResolver {

  private static final Pattern MEMBER = Pattern.compile("(\\w+)\\[(\\d{1,6}(?:,\\d{1,6})?)\\]");

  private final Resolver resolver;
  private final Context context;
  private final boolean formal;
  private boolean entriesTaken;
  private boolean between;
  private String openLength;

  DerivativeResolver(Resolver resolver, Context context, boolean formal) {
    this.resolver = resolver;
    this.context = context;
    this.formal = formal;
  }

  /** The derivative with a meaning: by a variable, along the definitions. */
  Expr derivative(Expr.Diff d, Set<String> held) {
    if (d.by() instanceof Expr.Sym s && !(held.contains(s.name())) && !isVariableHere(s)) {
      var value = resolver.symbol(s, held);
      if (!(value instanceof Expr.Sym)) {
        return byExpression(d, value, held); // by a function: \partial\sigma
      }
    }
    return switch (d.by()) {
      case Expr.Sym s -> byName(d, context.spelling().alias(s), held);
      case Expr.Indexed x -> byComponent(d, x, held);
      default -> byExpression(d, resolver.resolve(d.by(), held), held);
    };
  }

  /** Whether a derivative by the name is one by a variable: base or intermediate, but not a bare function. */
  private boolean isVariableHere(Expr.Sym s) {
    var def = context.definition(s.name());
    return def != null ? !def.isFunction() : Letters.function(s.name()) == null || context.isDeclared(s.name());
  }

  /** By several variables: one derivative below the other. */
  Expr gradient(Expr of, Expr.Matrix by, Set<String> held) {
    var body = of instanceof Expr.Sym name ? resolver.function(name, by.rows().stream().map(List::getFirst).toList(), held) : of;
    var all = new ArrayList<List<Expr>>();
    for (var row : by.rows()) {
      for (var v : entries(row.get(0), body, held)) {
        all.add(List.of(resolver.resolve(Exprs.diff(body, v, 1), held)));
      }
    }
    return Exprs.matrix(all);
  }

  /** Of a function of several numbers. */
  Expr hessian(Expr body, Expr.Matrix by, Set<String> held) {
    var variables = by.rows().stream().map(List::getFirst).toList();
    var all = new ArrayList<List<Expr>>();
    for (var v : variables) {
      all.add(variables.stream().map(w -> resolver.resolve(v.equals(w) ? Exprs.diff(body, v, 2) : Exprs.diff(Exprs.diff(body, w, 1), v, 1), held)).toList());
    }
    return Exprs.matrix(all);
  }

  boolean isNumber(Expr v) {
    return v instanceof Expr.Sym s && !context.isUsedAsVector(s.name()) && (context.rank(s.name(), 0) == null || context.rank(s.name(), 0).isScalar());
  }

  /** w is w_1, w_2, … where those are what the body is written with. */
  private List<Expr> entries(Expr v, Expr body, Set<String> held) {
    if (!(v instanceof Expr.Sym w)) {
      return List.of(v);
    }
    var names = Trees.freeSymbols(resolver.resolve(body, Resolver.with(held, w.name())));
    if (names.contains(w)) {
      return List.of(v);
    }
    var found = new ArrayList<Expr>();
    for (int i = 1; names.contains(Exprs.sym(w.name() + "_" + i)); i++) {
      found.add(Exprs.sym(w.name() + "_" + i));
    }
    return found.isEmpty() ? List.of(v) : found;
  }

  private Expr byName(Expr.Diff d, Expr.Sym v, Set<String> held) {
    if (context.isUsedAsVector(v.name()) && context.rank(v.name(), 0) == null) {
      throw new UnresolvedException(v.name() + " carries a transpose or a norm, so it is a vector or a matrix; declare it: let " + v.name() + " in R^n");
    }
    var body = resolver.resolve(d.body(), Resolver.with(held, v.name()));
    if (!Trees.freeSymbols(body).contains(v) && resolver.isVector(v) && Wholes.isOfEntries(body, v.name())) {
      return byWhole(Exprs.diff(body, v, d.order()), v, held);
    }
    var small = v.name().toLowerCase(Locale.ROOT);
    if (v.name().matches("[A-Z]") && context.rank(v.name(), 0) == Rank.MATRIX && !Trees.freeSymbols(body).contains(v) && !context.isDefined(v.name())
        && !context.isDefined(small) && context.rank(small, 0) == null && Wholes.isMatrixOf(body, small)) {
      resolver.notes().add("the entries of " + v.name() + " are " + small + "_jk");
      return Exprs.diff(Wholes.renamed(body, small, v), v, d.order());
    }
    if (!Trees.freeSymbols(body).contains(v)) {
      var other = confused(v.name());
      if (other != null && Trees.freeSymbols(body).contains(Exprs.sym(other))) {
        resolver.take(v.name(), other);
        return byName(d, Exprs.sym(other), held);
      }
      var meant = context.definition(v.name()) != null && !held.contains(v.name()) ? resolver.symbol(v, held) : v;
      if (!Trees.freeSymbols(meant).isEmpty() && !meant.equals(v)) {
        return byExpression(d, meant, held); // another name for something in it
      }
      if (formal && d.order() == 1 && context.rank(v.name(), 0) != null && !context.isDefined(v.name())
          && (d.body() instanceof Expr.Sym s && !context.isDefined(s.name()))) {
        return Exprs.sym("∂" + s.name() + "/∂" + v.name());
      }
      var numbered = resolver.isVector(v) || isParameter(v, d.body()) ? NumberedEntries.of(v.name(), body, context) : List.<Expr.Sym>of();
      if (!numbered.isEmpty() && d.order() <= 2 && !Trees.any(body, x -> x instanceof Expr.Apply)) {
        entriesTaken = true;
        openLength = NumberedEntries.length(v.name(), context) > 0 ? openLength : v.name();
        return byEntries(d, numbered, Trees.freeSymbols(body), held);
      }
      requireIndependence(d.body(), body, v);
      return Exprs.diff(body, v, d.order());
    }
    if (held.contains(v.name())) {
      return Exprs.diff(body, v, d.order());
    }
    var definition = context.definition(v.name());
    if (definition == null) {
      return Exprs.diff(body, v, d.order());
    }
    var u = context.spelling().standsFor(v.name());
    return Exprs.at(Exprs.diff(Trees.substitute(body, v, u), u, d.order()), u, resolver.symbol(v, held));
  }

  /** Whether the function whose derivative is taken is given as one of the variable. */
  private boolean isParameter(Expr.Sym v, Expr function) {
    var name = function instanceof Expr.Apply a ? a.name() : function instanceof Expr.Sym s ? s.name() : null;
    var f = name == null ? null : context.definition(name);
    return f != null && f.isFunction() && f.parameters().contains(v);
  }

  /** By a vector of which only numbered entries are spoken of: the column of the derivatives, or the matrix of the second ones. */
  private Expr byEntries(Expr.Diff d, List<Expr.Sym> entries, Set<Expr.Sym> met, Set<String> held) {
    var rows = new ArrayList<List<Expr>>();
    for (var a : entries) {
      var row = new ArrayList<Expr>();
      for (var b : d.order() == 1 ? entries.subList(0, 1) : entries) {
        var by = d.order() == 1 ? List.of(a) : List.of(a, b);
        row.add(!met.containsAll(by) ? Exprs.ZERO : resolver.resolve(a.equals(b) || d.order() == 1 ? Exprs.diff(d.body(), a, d.order()) : Exprs.diff(Exprs.diff(d.body(), a, 1), b, 1), held));
      }
      rows.add(row);
    }
    return Exprs.matrix(rows);
  }

  /** Whether a derivative by a vector was taken by its numbered entries. */
  boolean hasEntriesTaken() {
    return entriesTaken;
  }

  /** A vector in the place of which its numbered entries were put, though how many it has is not said; null if there is none. */
  String openLength() {
    return openLength;
  }

  /** By all entries of a vector; where they are defined, it is a variable until the derivative is taken. */
  private Expr byWhole(Expr derivative, Expr.Sym vector, Set<String> held) {
    if (held.contains(vector.name()) || context.definition(vector.name()) == null && Wholes.entries(vector.name(), context) == null) {
      return derivative;
    }
    var u = context.spelling().standsFor(vector.name());
    return Exprs.at(Wholes.renamed(derivative, vector.name(), u), u, resolver.symbol(vector, held));
  }

  /** A derivative by what the quantity does not contain is zero only if everything about it is known. */
  private void requireIndependence(Expr written, Expr body, Expr by) {
    var symbols = Trees.freeSymbols(written); // what stands there, not what is left when data are put in
    boolean closed = symbols.isEmpty() && !Trees.any(written, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
    boolean declared = by instanceof Expr.Sym v && context.isDeclared(v.name())
        && symbols.stream().allMatch(s -> context.isDeclared(s.name()));
    if (!closed && !declared) {
      throw new UnresolvedException(written + " is not given as a function of " + by);
    }
  }

  private String confused(String name) {
    var other = switch (name) {
      case "w" -> "omega";
      case "omega" -> "w";
      case "v" -> "nu";
      case "nu" -> "v";
      default -> null;
    };
    return other == null || context.isDeclared(name) || context.isDefined(name) ? null : other;
  }

  /**
   * By one of several members that a function was given at, {@code ∂L/∂s_i} with L(s_i, s_j): by that argument alone, also where i and j
   * may be the same. Null if it is not of this kind.
   */
  private Expr byArgument(Expr.Diff d, Set<String> held) {
    var by = new ArrayList<Expr.Diff>();
    Expr of = d;
    while (of instanceof Expr.Diff inner) {
      by.add(inner);
      of = inner.body();
    }
    var f = of instanceof Expr.Sym s ? resolver.definition(s.name()) : of instanceof Expr.Apply a && a.primes() == 0 ? resolver.definition(a.name()) : null;
    if (f == null || !f.isFunction() || f.standing().equals(f.parameters())) {
      return null;
    }
    List<? extends Expr> at = of instanceof Expr.Apply a ? a.args() : f.standing();
    if (at.size() != f.parameters().size() || new HashSet<>(at).size() < at.size() || !by.stream().allMatch(x -> at.contains(x.by()))
        || at.stream().noneMatch(x -> at.stream().anyMatch(y -> x instanceof Expr.Indexed i && y instanceof Expr.Indexed j && !i.equals(j) && i.base().equals(j.base())))) {
      return null;
    }
    var fresh = f.parameters().stream().map(_ -> resolver.newSymbol()).toList();
    try {
      var value = resolver.expand(f, f.applied(fresh), held);
      for (var x : by.reversed()) {
        value = Derivatives.of(value, fresh.get(at.indexOf(x.by())), x.order());
      }
      var back = new HashMap<Expr, Expr>();
      for (int i = 0; i < fresh.size(); i++) {
        back.put(fresh.get(i), resolver.step(at.get(i), held));
      }
      return Trees.substitute(value, back);
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  private Expr byComponent(Expr.Diff d, Expr.Indexed x, Set<String> held) {
    var byArgument = byArgument(d, held);
    if (byArgument != null) {
      return byArgument;
    }
    var inner = Resolver.with(held, x.base());
    var by = Exprs.indexed(x.base(), x.sub().stream().map(i -> resolver.step(i, held)).toList(),
        x.sup().stream().map(i -> resolver.step(i, held)).toList());
    if (d.body() instanceof Expr.Indexed of && of.base().equals(x.base()) && !of.equals(x) && context.isRecursive(Target.family(of))) {
      return byState(d, of, by, held);
    }
    var body = resolver.resolve(d.body(), inner);
    var whole = Exprs.sym(x.base());
    boolean vector = !x.sub().isEmpty() && context.rank(x.base(), 0) != null && Trees.freeSymbols(body).contains(whole)
        && !Trees.any(body, n -> n instanceof Expr.Apply a && Trees.any(a, y -> y.equals(whole))); // nothing is known of its entries
    if (vector) {
      return byEntry(Exprs.diff(body, by, d.order()), x.base(), held);
    }
    if (!Trees.any(body, n -> n instanceof Expr.Indexed y && y.base().equals(x.base()))) {
      var meant = resolver.component(x, held);
      if (!(meant instanceof Expr.Indexed)) {
        return byExpression(d, meant, held); // another name for something in it
      }
      if (formal && d.order() == 1 && (d.body() instanceof Expr.Sym || d.body() instanceof Expr.Indexed)) {
        return partial(d.body(), (Expr.Indexed) by);
      }
      throw new UnresolvedException(d.body() + " is not given as a function of " + x);
    }
    var exact = context.definition(x.toString());
    var family = context.definition(Target.family(x));
    if (exact == null && family == null || held.contains(x.base())) {
      return Exprs.diff(body, by, d.order());
    }
    var unhidden = by instanceof Expr.Indexed member ? new LaterMembers(context, m -> formula(m, inner)).put(body, member) : body;
    if (by instanceof Expr.Indexed member && hidesBehindNumbers(unhidden, member)) {
      throw new UnresolvedException(d.body() + " is not given as a function of " + x + ": numbers were put in on the way");
    }
    try {
      return resolver.resolve(Derivatives.of(unhidden, by, d.order()), held); // an intermediate family: nothing else can hold all of it
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  /** Whether only other members stand in the body, some of which were worked out in numbers: h_3 = tanh(0.5·0.36 − 1) may be made of h_2. */
  private boolean hidesBehindNumbers(Expr body, Expr.Indexed by) {
    var members = new HashSet<Expr.Indexed>();
    Trees.any(body, n -> n instanceof Expr.Indexed y && y.base().equals(by.base()) && members.add(y) && false);
    return !members.isEmpty() && members.stream().allMatch(y -> !y.equals(by) && Trees.freeSymbols(y).isEmpty())
        && members.stream().anyMatch(y -> context.definition(y.toString()) instanceof Definition own && Reading.isClosed(own.body()) && !own.data());
  }

  /** A member of a family by its formula, or by its own; null if it has none. */
  private Expr formula(Expr.Indexed member, Set<String> held) {
    var own = context.definition(member.toString());
    var d = own != null ? own : context.definition(Target.family(member));
    var places = new ArrayList<>(member.sub());
    places.addAll(member.sup());
    return d == null || d.isFunction() || d.family() && d.parameters().size() != places.size() ? null
        : resolver.expand(d, d.family() ? d.applied(places) : withMembers(d.body(), member.base()), held);
  }

  /** With members in the place of what stands for the numbers they were shown with: 0.36 in h_3 = tanh(0.5·0.36 − 1) is h_2. */
  private static Expr withMembers(Expr body, String base) {
    var by = new HashMap<Expr, Expr>();
    for (var v : Trees.freeSymbols(body)) {
      var m = MEMBER.matcher(v.name());
      if (m.matches() && m.group(1).equals(base)) {
        by.put(v, Exprs.indexed(base, java.util.Arrays.stream(m.group(2).split(",")).<Expr>map(i -> Exprs.num(Rational.of(Long.parseLong(i)))).toList(), List.of()));
      }
    }
    return by.isEmpty() ? body : Trees.substitute(body, by);
  }

  /** Whether a derivative went by way of other states. */
  boolean hasGoneBetween() {
    return between;
  }

  /** ∂h_3/∂h_1 by way of h_2, which lies between them. */
  private Expr byWayOf(Expr.Diff d, Expr.Indexed of, Expr.Indexed by, Set<String> held) {
    if (!Trees.freeSymbols(of).isEmpty() || !Trees.freeSymbols(by).isEmpty()) {
      throw new UnresolvedException(of + " depends on " + by + " by way of what lies between them");
    }
    var unhidden = new LaterMembers(context, m -> formula(m, held)).put(of, by);
    try {
      resolver.cut().add(by);
      between = true;
      return Derivatives.of(unhidden, by, d.order());
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  /** ∂h_t/∂h_{t−1}: by the state before, which the definition of h_t contains. */
  private Expr byState(Expr.Diff d, Expr.Indexed of, Expr by, Set<String> held) {
    var family = context.definition(Target.family(of));
    var places = new ArrayList<>(of.sub());
    places.addAll(of.sup());
    var body = places.size() == family.parameters().size() ? resolver.expand(family, family.applied(places), Resolver.with(held, of.base())) : of;
    if (of.sup().size() == 1 && !of.sub().isEmpty() && family.parameters().size() == 1 && by instanceof Expr.Indexed y && y.sup().size() == 1
        && resolver.isVector(Exprs.sym(of.base()))) { // an entry of a layer by one of the layer before
      var whole = Exprs.indexed(y.base(), List.of(), y.sup());
      var layer = resolver.expand(family, family.applied(of.sup()), Resolver.with(held, of.base()));
      if (Trees.any(layer, x -> x.equals(whole))) {
        resolver.cut().add(whole);
        var entry = new ArrayList<Expr>(of.sub());
        entry.addFirst(layer);
        return Exprs.diff(Exprs.call(Functions.byName("component"), entry), by, d.order());
      }
    }
    if (!Trees.any(body, x -> x.equals(by))) {
      return byWayOf(d, of, (Expr.Indexed) by, Resolver.with(held, of.base()));
    }
    if (Trees.any(body, x -> x instanceof Expr.Indexed i && i.base().equals(of.base()) && !i.equals(by))) {
      throw new UnresolvedException(of + " depends on more than " + by + " of what comes before");
    }
    resolver.cut().add(by);
    return Exprs.diff(body, by, d.order());
  }

  /** By an entry of a vector that is written as a whole; an intermediate one is a variable until the derivative is taken. */
  private Expr byEntry(Expr derivative, String vector, Set<String> held) {
    var d = context.definition(vector);
    if (d == null || d.isFunction() || held.contains(vector)) {
      return derivative;
    }
    var u = context.spelling().standsFor(vector);
    return Exprs.at(Wholes.renamed(derivative, vector, u), u, resolver.symbol(Exprs.sym(vector), held));
  }

  /** The derivative of an unknown quantity as a value of its own, with the indices of both. */
  private static Expr partial(Expr of, Expr.Indexed by) {
    var subs = new ArrayList<Expr>();
    var sups = new ArrayList<Expr>();
    var name = of.toString();
    if (of instanceof Expr.Indexed x) {
      name = x.base();
      subs.addAll(x.sub());
      sups.addAll(x.sup());
    }
    subs.addAll(by.sub());
    sups.addAll(by.sup());
    return Exprs.indexed("∂" + name + "/∂" + by.base(), subs, sups);
  }

  private Expr byExpression(Expr.Diff d, Expr by, Set<String> held) {
    if (by instanceof Expr.Num || Trees.freeSymbols(by).isEmpty()) {
      throw new UnresolvedException("there is no derivative by the number " + by);
    }
    var body = resolver.resolve(d.body(), held);
    var ofPower = BySquare.derivative(body, by, d.order());
    if (ofPower != null) {
      return ofPower;
    }
    var u = context.spelling().standsFor(by.toString());
    var inU = Trees.substitute(body, by, u);
    if (!Trees.freeSymbols(inU).contains(u)) {
      if (formal && d.order() == 1 && d.by() instanceof Expr.Indexed x
          && (d.body() instanceof Expr.Sym || d.body() instanceof Expr.Indexed)) {
        return partial(d.body(), x);
      }
      throw new UnresolvedException(d.body() + " is not given as a function of " + d.by());
    }
    var left = Trees.freeSymbols(inU);
    if (Trees.freeSymbols(by).stream().anyMatch(left::contains)) {
      throw new UnresolvedException("the derivative by " + d.by() + " has no clear meaning: " + d.body() + " depends on more of it");
    }
    return Exprs.at(Exprs.diff(inU, u, d.order()), u, by);
  }
}
