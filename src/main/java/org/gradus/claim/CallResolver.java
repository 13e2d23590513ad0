package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Ranks;

/**
 * Puts in what functions stand for: at arguments, without them (the argument in force), and with primes. What has no meaning ends in an
 * {@link UnresolvedException}.
 */
final class CallResolver {

  private final Resolver resolver;
  private final Context context;
  private final Map<String, Set<Expr>> arguments;

  CallResolver(Resolver resolver, Context context, Map<String, Set<Expr>> arguments) {
    this.resolver = resolver;
    this.context = context;
    this.arguments = arguments;
  }

  /** A function written without its argument is its value at the argument in force. */
  Expr bareFunction(String name, Definition d, Set<String> held) {
    var in = arguments.getOrDefault(name, Set.of());
    if (d.parameters().size() == 1 && in.size() == 1) {
      var byEntries = byEntries(d, List.copyOf(in), held);
      return byEntries != null ? byEntries : resolver.expand(d, d.applied(List.copyOf(in)), held);
    }
    return resolver.expand(d, d.bare(), held);
  }

  /** The function at other arguments than its parameters, where those are vectors or stand in it by their entries; else null. */
  private Expr byEntries(Definition d, List<Expr> values, Set<String> held) {
    var by = EntriesOfArguments.by(d.parameters(), values);
    if (by.isEmpty() || resolver.isExpanding(d.name())) {
      return null;
    }
    var names = new HashSet<>(held);
    by.keySet().forEach(p -> names.add(p.name()));
    var whole = resolver.expand(d, d.body(), names);
    if (!EntriesOfArguments.stand(whole, by.keySet())
        && by.keySet().stream().allMatch(p -> context.rank(p.name(), 0) == null || context.rank(p.name(), 0).isScalar())) {
      return null;
    }
    by.replaceAll((_, v) -> {
      var value = resolver.step(v, held);
      var written = Literals.of(value);
      return written == null ? value : written;
    });
    var vectors = arguments.getOrDefault(d.name(), Set.of());
    return BooleanFunctions.carriedOut(EntriesOfArguments.put(whole, by, e -> !(e instanceof Expr.Sym s) ? !new Ranks(context).isScalar(e) : vectors.contains(s) || context.isUsedAsVector(s.name()) || context.isIndexed(s.name())
        || context.rank(s.name(), 0) != null && !context.rank(s.name(), 0).isScalar() || context.rank(s.name(), 1) != null));
  }

  /** What a function without its argument is taken at; null if nothing tells. */
  Expr argument(String function, Set<String> held) {
    if (resolver.isExpanding(function)) {
      throw new UnresolvedException("the argument of " + function + " has " + function + " without an argument in it"); // σ(1 − σ)
    }
    return resolver.within(function, () -> argumentInForce(function, held));
  }

  private Expr argumentInForce(String function, Set<String> held) {
    var here = new LinkedHashSet<Expr>();
    for (var a : arguments.getOrDefault(function, Set.of())) {
      here.add(resolver.resolve(a, held));
    }
    if (here.size() == 1) {
      return here.iterator().next();
    }
    if (here.size() > 1) {
      throw new UnresolvedException(function + " stands without its argument, and here it takes several: " + here);
    }
    var last = context.uses().lastArgument(function);
    return last == null ? null : resolver.resolve(last, held);
  }

  /** A name with primes that is not defined as such: the derivative of what the name without them means. */
  Expr primed(Expr.Sym s, Set<String> held) {
    var base = s.name();
    int primes = 0;
    while (base.endsWith(Resolver.PRIME)) {
      base = base.substring(0, base.length() - Resolver.PRIME.length());
      primes++;
    }
    var t = Exprs.sym("t_");
    var letter = Letters.function(base);
    var d = context.definition(base);
    if (d == null && letter != null) {
      var argument = argument(base, held);
      if (argument == null) {
        return s;
      }
      return Exprs.at(Exprs.diff(Exprs.call(letter, t), t, primes), t, argument);
    }
    if (d == null) {
      return resolver.isLimitVariable(base) && primes == 1 ? Exprs.ONE : s; // z' under a limit in z; elsewhere x' is another x
    }
    if (d.isFunction() && d.parameters().size() == 1) {
      return resolver.resolve(Exprs.apply(base, primes, List.copyOf(arguments.getOrDefault(base, Set.of()).size() == 1
          ? arguments.get(base) : Set.of(d.standing().getFirst()))), held);
    }
    var written = base;
    if (Trees.any(d.body(), x -> x instanceof Expr.Sym y && y.name().startsWith(written + Resolver.PRIME))) {
      return s; // c = f c' + i g: c' is the c before, no derivative of it
    }
    var value = resolver.expand(d, d.body(), held);
    var variables = Trees.freeSymbols(value);
    if (Reading.isClosed(value)) {
      return Exprs.ZERO; // u' with u = 1
    }
    if (variables.size() != 1) {
      throw new UnresolvedException("a prime on " + base + " does not say by which variable; write \\frac{\\partial " + base
          + "}{\\partial x}");
    }
    var v = variables.iterator().next();
    resolver.notes().add(base + "' is the derivative by " + v.name());
    return Exprs.diff(value, v, primes);
  }

  /** {@code f(x; θ)} of a function f(x; w, b) where θ has no meaning of its own: θ is all its parameters; else null. */
  private Expr.Apply unbundled(Definition d, Expr.Apply a) {
    int given = a.args().size() - 1;
    if (given < 1 || given + 1 >= d.parameters().size() || !(a.args().getLast() instanceof Expr.Sym all) || context.isDefined(all.name()) || context.isDeclared(all.name())
        || d.parameters().contains(all)) {
      return null;
    }
    var args = new ArrayList<Expr>(a.args().subList(0, given));
    args.addAll(d.parameters().subList(given, d.parameters().size()));
    resolver.notes().add(all + " is read as " + String.join(", ", d.parameters().subList(given, d.parameters().size()).stream().map(Expr.Sym::name).toList()));
    return (Expr.Apply) Exprs.apply(a.name(), a.primes(), args);
  }

  /** The value of a function at its arguments. */
  Expr application(Expr.Apply written, Set<String> held) {
    var name = Conditional.plain(written.name());
    var d = resolver.definition(name);
    d = d == null ? context.member(name) : d;
    if (d == null || d.family()) {
      return unknown(written, held);
    }
    var a = (Expr.Apply) Exprs.apply(name, written.primes(), context.squares().roots(name, written.args()));
    if (!d.isFunction()) {
      // The quantity was defined without its arguments; naming them changes nothing.
      if (a.primes() == 0 && a.args().stream().allMatch(x -> x instanceof Expr.Sym)) {
        return resolver.expand(d, d.body(), held);
      }
      throw new UnresolvedException(a.name() + " is used as a function here, but it was defined without an argument");
    }
    if (d.parameters().size() == 1 && a.args().size() > 1 && a.primes() == 0 && EntriesOfArguments.numberOf(d.body(), d.parameters().getFirst()) == a.args().size()) {
      return application((Expr.Apply) Exprs.apply(a.name(), 0, List.of(Exprs.matrix(List.of(a.args())))), held); // F(2, 3) of F(u) = u_1 u_2
    }
    var unbundled = unbundled(d, a);
    if (unbundled != null) {
      return application(unbundled, held);
    }
    if (Conditional.isMarked(written.name()) && isOfOthers(d, a.args())) {
      throw new UnresolvedException(name + " is given as a function of " + d.standing() + "; of " + a.args() + " it is another one");
    }
    if (d.parameters().size() != a.args().size()) {
      throw new UnresolvedException(a.name() + " is a function of " + d.parameters() + ", here it has " + a.args().size()
          + (a.args().size() == 1 ? " argument" : " arguments"));
    }
    if (a.primes() == 0) {
      var values = values(d, a.args());
      if (BooleanFunctions.isNamed(d.body())) {
        var bit = BooleanFunctions.value(d.body(), Trees.each(values, v -> resolver.step(v, held)));
        if (bit == null) {
          throw new UnresolvedException(d.body() + " is a function of two bits; of what else it is taken here is not clear");
        }
        return bit;
      }
      var byEntries = byEntries(d, values, held);
      if (byEntries != null) {
        return byEntries;
      }
      var inside = d.parameters().equals(values) ? null : bodyByParameters(d, held);
      if (inside != null) {
        var by = new HashMap<Expr, Expr>();
        for (int i = 0; i < values.size(); i++) {
          by.put(d.parameters().get(i), resolver.step(values.get(i), held));
        }
        return Trees.substitute(inside, by);
      }
      try {
        return resolver.expand(d, d.applied(values), held);
      } catch (SelfReference e) {
        if (!e.name().equals(d.name())) {
          throw e;
        }
        // L(w − εg) with g = L'(w): the function stands in its own argument, not in its definition
        return resolver.expand(d, d.applied(values.stream().map(v -> resolver.step(v, held)).toList()), held);
      }
    }
    if (a.args().size() != 1) {
      throw new UnresolvedException("a prime on the function " + a.name() + " of several variables does not say by which one");
    }
    if (EntriesOfArguments.stand(d.body(), d.parameters())) {
      throw new UnresolvedException("a prime on " + a.name() + ", which is given by the entries of a vector, does not say by which one");
    }
    var t = resolver.newSymbol();
    var inside = bodyByParameters(d, held);
    var body = inside != null ? Trees.substitute(inside, d.parameters().getFirst(), t) : resolver.expand(d, d.applied(List.of(t)), held);
    var value = resolver.step(a.args().get(0), held);
    return new Ranks(context).isScalar(value) ? Exprs.at(Exprs.diff(body, t, a.primes()), t, value)
        : PointResolver.entrywise(Exprs.diff(body, t, a.primes()), t, value);
  }

  /** {@code p(θ | x)} where p(x | θ) is given: densities share a letter, and their arguments tell them apart. */
  private static boolean isOfOthers(Definition d, List<Expr> args) {
    for (int i = 0; i < Math.min(args.size(), d.standing().size()); i++) {
      if (d.standing().contains(args.get(i)) && !d.standing().get(i).equals(args.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Of densities p(z | x) is p(z, x)/p(x), and p(z, x) is p(x, z). */
  private Expr unknown(Expr.Apply written, Set<String> held) {
    var a = (Expr.Apply) Exprs.apply(written.name(), written.primes(), written.args().stream().map(x -> resolver.step(x, held)).toList());
    var atPoint = a.primes() > 0 ? null : context.definition(written.toString()) instanceof Definition d ? d : context.definition(a.toString());
    if (atPoint != null) {
      return resolver.expand(atPoint, atPoint.body(), held);
    }
    if (a.primes() > 0) {
      return a;
    }
    return Conditional.isMarked(a.name()) ? Conditional.quotient(a)
        : context.uses().isDensity(a.name()) ? Conditional.joint(a.name(), a.args()) : a;
  }

  /**
   * What a function is in its parameters, where they stand in it by way of other names only: L(a) = −y log p with p = σ(a).
   * Null if what is written says it all.
   */
  private Expr bodyByParameters(Definition d, Set<String> held) {
    if (d.parameters().stream().anyMatch(p -> context.rank(p.name(), 0) != null && !context.rank(p.name(), 0).isScalar())) {
      return null;
    }
    var fresh = d.parameters().stream().map(_ -> resolver.newSymbol()).toList();
    var names = new HashSet<>(held);
    d.parameters().forEach(p -> names.add(p.name()));
    var apart = resolver.expand(d, d.applied(fresh), names);
    if (d.parameters().stream().noneMatch(Trees.freeSymbols(apart)::contains)) {
      return null;
    }
    var by = new HashMap<Expr, Expr>();
    for (int i = 0; i < fresh.size(); i++) {
      by.put(fresh.get(i), d.parameters().get(i));
    }
    return Trees.substitute(apart, by);
  }

  /** {@code P(y=1|z)}: the value of y is 1. */
  private static List<Expr> values(Definition d, List<Expr> args) {
    var values = new ArrayList<Expr>();
    for (int i = 0; i < args.size(); i++) {
      values.add(args.get(i) instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs().equals(d.parameters().get(i)) ? r.rhs() : args.get(i));
    }
    return values;
  }

  /** A definition that comes back to itself. */
  static final class SelfReference extends UnresolvedException {
    private final String name;

    SelfReference(String name, String way) {
      super(name + " is defined by itself: " + way);
      this.name = name;
    }

    String name() {
      return name;
    }
  }
}
