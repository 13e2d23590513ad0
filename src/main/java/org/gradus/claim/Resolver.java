package org.gradus.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;

/**
 * Substitutes the definitions in force, and gives every derivative a meaning: by a variable, along the definitions.
 * What has no meaning ends in an {@link UnresolvedException}.
 */
final class Resolver {

  private static final int MAX_SIZE = 20_000;
  static final String PRIME = "_prime";

  private final Context context;
  private final Map<String, Set<Expr>> arguments;
  private final Map<String, Expr> boxes;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Deque<String> expanding = new ArrayDeque<>();
  private final Set<String> used = new HashSet<>();
  private int fresh;
  private final Set<Expr> cut = new LinkedHashSet<>();
  private boolean wholes;
  private Set<String> free = Set.of();
  private boolean entryValues;
  private boolean entriesTaken;
  private String openLength;
  /** Which variant of supposed meanings is taken; −1 for none. */
  private int supposing = -1;
  private final Set<Supposition> supposed = new LinkedHashSet<>();
  private Upstream upstream = Upstream.NONE;
  private int differentiating;
  private String limitIn;
  private Map<Set<String>, Map<Expr, Expr>> known;
  /** Whether a name was taken for another one on the way. */
  private boolean aliased;

  /**
   * @param arguments the arguments of functions in this formula, for functions written without one
   * @param boxes     stand-ins for names whose shown value is meant; empty for the exact reading
   */
  private final boolean formal;

  Resolver(Context context, Map<String, Set<Expr>> arguments, Map<String, Expr> boxes) {
    this(context, arguments, boxes, false);
  }

  /**
   * @param formal whether the derivative of an unknown quantity by a component is kept as a value of its own, named
   *     {@code ∂C/∂a[j]}, instead of being refused
   */
  Resolver(Context context, Map<String, Set<Expr>> arguments, Map<String, Expr> boxes, boolean formal) {
    this.formal = formal;
    this.context = context;
    this.arguments = arguments;
    this.boxes = boxes;
  }

  /** Members of recursive families that stand for themselves. */
  Set<Expr> cut() {
    return cut;
  }

  /** The resolver that takes unknown losses for what stands for them. */
  Resolver with(Upstream open) {
    upstream = open;
    return this;
  }

  /** The resolver that takes names without a meaning for what the document seems to mean by them; in a variant of it, or not at all for −1. */
  Resolver supposing(int variant) {
    supposing = variant;
    return this;
  }

  /**
   * The resolver that takes parts for what they were resolved to before, and adds what it resolves. Of such parts only the meaning is
   * known: notes and the like are those of the other parts.
   *
   * @param meanings by the names that are held around a part, and the part; by a resolver with the same context, arguments and variant
   */
  Resolver remembering(Map<Set<String>, Map<Expr, Expr>> meanings) {
    known = meanings;
    return this;
  }

  /** Which meanings were supposed. */
  Set<Supposition> supposed() {
    return supposed;
  }

  private Definition definition(String name) {
    var d = context.definition(name);
    var other = d == null && supposing >= 0 ? context.supposed(name) : null;
    if (other != null) {
      supposed.add(other);
    }
    return other == null ? d : other.meaning(supposing);
  }

  /** The names whose definitions were put in. */
  Set<String> used() {
    return used;
  }

  /** How things were read. */
  Set<String> notes() {
    return notes;
  }

  Expr resolve(Expr e) {
    return resolve(e, free);
  }

  /** The resolver that leaves these names as they are: variables by whose entries something is differentiated. */
  Resolver holding(Set<String> names) {
    free = names;
    return this;
  }

  /** The defined vectors by whose entries an expression differentiates. */
  Set<String> wholeVariables(Expr e) {
    var found = new HashSet<String>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Diff d && d.by() instanceof Expr.Indexed i && isWhole(i.base())
          && context.definition(i.toString()) == null && context.definition(Target.family(i)) == null) {
        found.add(i.base());
      }
      return false;
    });
    return found;
  }

  private Expr resolve(Expr e, Set<String> held) {
    var result = step(e, held);
    if (Trees.size(result, MAX_SIZE + 1) > MAX_SIZE) {
      throw new UnresolvedException("with all definitions substituted the formula becomes too long");
    }
    return result;
  }

  private Expr step(Expr e, Set<String> held) {
    if (known == null || !isKept() || e instanceof Expr.Num || e instanceof Expr.Const) {
      return stepAnew(e, held);
    }
    var meanings = known.computeIfAbsent(held, _ -> new HashMap<>());
    var before = meanings.get(e);
    if (before != null) {
      return before;
    }
    int symbols = fresh;
    var result = stepAnew(e, held);
    if (fresh == symbols && !aliased) {
      meanings.put(e, result);
    }
    return result;
  }

  /** Whether what an expression means here is what it means by itself: nothing around it has a say but the names that are held. */
  private boolean isKept() {
    return !aliased && differentiating == 0 && limitIn == null && expanding.isEmpty();
  }

  private Expr stepAnew(Expr e, Set<String> held) {
    return switch (e) {
      case Expr.Sym s -> symbol(s, held);
      case Expr.Indexed x -> component(x, held);
      case Expr.Apply a -> application(a, held);
      case Expr.Diff d -> {
        differentiating++;
        try {
          yield derivative(d, held);
        } finally {
          differentiating--;
        }
      }
      case Expr.Call c when c.is("grad") && c.args().get(1) instanceof Expr.Matrix by -> gradient(c.args().get(0), by, held);
      case Expr.Call c when c.is("hessian") && c.args().get(1) instanceof Expr.Matrix by && by.rows().stream().allMatch(r -> isNumber(r.getFirst())) -> hessian(c.args().get(0), by, held);
      case Expr.Call c when c.is("diag") && new Ranks(context).isScalar(c.arg()) -> {
        var vector = Wholes.ofEntry(c.arg(), held, context);
        yield vector == null ? Trees.map(e, x -> step(x, held)) : Exprs.call("diag", resolve(vector, held));
      }
      case Expr.Call c when c.is("matmul") -> product(c, held);
      case Expr.At a -> evaluation(a, held);
      case Expr.Limit l -> limit(l, held);
      case Expr.Big b -> {
        var lower = b.lower() == null ? null : resolve(b.lower(), held);
        var upper = b.upper() == null ? null : resolve(b.upper(), held);
        var terms = GivenData.terms(b, lower, upper, held, context);
        if (terms != null) {
          yield resolve(terms, held);
        }
        var body = resolve(b.body(), with(held, b.index().name()));
        yield b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), lower, upper)
            : Exprs.product(body, b.index(), lower, upper);
      }
      case Expr.Integral i when i.var() instanceof Expr.Sym s -> Exprs.integral(resolve(i.body(), with(held, s.name())), s,
          i.lower() == null ? null : resolve(i.lower(), held), i.upper() == null ? null : resolve(i.upper(), held));
      default -> Trees.map(e, c -> step(c, held));
    };
  }

  /** A row times a column, both written out, is a number; within a longer product that number is a factor. */
  private Expr product(Expr.Call c, Set<String> held) {
    var args = Trees.each(c.args(), x -> step(x, held));
    var numbers = new ArrayList<Expr>();
    var arrays = new ArrayList<Expr>();
    for (int i = 0; i < args.size(); i++) {
      boolean worked = c.args().get(i) instanceof Expr.Call inner && inner.is("matmul") && !(args.get(i) instanceof Expr.Call) && !(args.get(i) instanceof Expr.Matrix);
      (worked && new Ranks(context).isScalar(args.get(i)) ? numbers : arrays).add(args.get(i));
    }
    var number = arrays.size() == 2 ? Literals.product(arrays.getFirst(), arrays.getLast(), new Ranks(context)::isScalar) : null;
    numbers.add(number != null ? number : arrays.isEmpty() ? Exprs.ONE : arrays.size() == 1 ? arrays.getFirst() : Exprs.call(c.function(), arrays));
    return Exprs.mul(numbers);
  }

  private static Set<String> with(Set<String> held, String name) {
    if (held.contains(name)) {
      return held;
    }
    var more = new HashSet<>(held);
    more.add(name);
    return more;
  }

  // ---- names ----

  private Expr symbol(Expr.Sym symbol, Set<String> held) {
    if (held.contains(symbol.name())) {
      return symbol;
    }
    var s = context.alias(symbol);
    if (!s.equals(symbol)) {
      notes.add(symbol.name() + " is read as " + s.name());
      if (held.contains(s.name())) {
        return s;
      }
    }
    var box = differentiating == 0 ? boxes.get(s.name()) : null; // a rounded number depends on nothing
    if (box != null) {
      return box;
    }
    var d = definition(s.name());
    if (d != null) {
      return d.isFunction() ? bareFunction(s.name(), d, held) : d.family() ? s : expand(d, d.body(), held);
    }
    if (Letters.function(s.name()) != null && !context.isDeclared(s.name())) {
      var argument = argument(s.name(), held);
      if (argument != null) {
        return Exprs.call(Letters.function(s.name()), argument);
      }
    }
    var entries = d == null ? Wholes.entries(s.name(), context) : null;
    if (entries != null) {
      return expand(entries, Wholes.of(s.name(), entries, context), held);
    }
    var loss = upstream.losses().get(s.name());
    if (loss != null) {
      return resolve(loss, held);
    }
    var size = GivenData.size(s, context);
    if (size != null) {
      notes.add(s.name() + " is read as " + size + ", the number of the data");
      return size;
    }
    var partial = PartialNames.of(s.name(), context);
    if (partial != null) {
      notes.add(s.name() + " is read as a derivative");
      return resolve(partial, held);
    }
    return s.name().endsWith(PRIME) ? primed(s, held) : s;
  }

  private Expr expand(Definition d, Expr body, Set<String> held) {
    if (expanding.contains(d.name())) {
      throw new SelfReference(d.name(), String.join(", ", expanding.reversed()));
    }
    expanding.push(d.name());
    used.add(d.name());
    try {
      return resolve(body, held);
    } finally {
      expanding.pop();
    }
  }

  /** A function written without its argument is its value at the argument in force. */
  private Expr bareFunction(String name, Definition d, Set<String> held) {
    var in = arguments.getOrDefault(name, Set.of());
    if (d.parameters().size() == 1 && in.size() == 1) {
      var byEntries = byEntries(d, List.copyOf(in), held);
      return byEntries != null ? byEntries : expand(d, d.applied(List.copyOf(in)), held);
    }
    return expand(d, d.body(), held);
  }

  /** The function at other arguments than its parameters, where those are vectors or stand in it by their entries; else null. */
  private Expr byEntries(Definition d, List<Expr> values, Set<String> held) {
    var by = EntriesOfArguments.by(d.parameters(), values);
    if (by.isEmpty() || expanding.contains(d.name())) {
      return null;
    }
    var names = new HashSet<>(held);
    by.keySet().forEach(p -> names.add(p.name()));
    var whole = expand(d, d.body(), names);
    if (!EntriesOfArguments.stand(whole, by.keySet())
        && by.keySet().stream().allMatch(p -> context.rank(p.name(), 0) == null || context.rank(p.name(), 0).isScalar())) {
      return null;
    }
    by.replaceAll((_, v) -> step(v, held));
    var vectors = arguments.getOrDefault(d.name(), Set.of());
    return EntriesOfArguments.put(whole, by, e -> !(e instanceof Expr.Sym s) ? !new Ranks(context).isScalar(e) : vectors.contains(s) || context.isUsedAsVector(s.name()) || context.isIndexed(s.name())
        || context.rank(s.name(), 0) != null && !context.rank(s.name(), 0).isScalar() || context.rank(s.name(), 1) != null);
  }

  /** What a function without its argument is taken at; null if nothing tells. */
  private Expr argument(String function, Set<String> held) {
    if (expanding.contains(function)) {
      throw new UnresolvedException("the argument of " + function + " has " + function + " without an argument in it"); // σ(1 − σ)
    }
    expanding.push(function);
    try {
      return argumentInForce(function, held);
    } finally {
      expanding.pop();
    }
  }

  private Expr argumentInForce(String function, Set<String> held) {
    var here = new LinkedHashSet<Expr>();
    for (var a : arguments.getOrDefault(function, Set.of())) {
      here.add(resolve(a, held));
    }
    if (here.size() == 1) {
      return here.iterator().next();
    }
    if (here.size() > 1) {
      throw new UnresolvedException(function + " stands without its argument, and here it takes several: " + here);
    }
    var last = context.uses().lastArgument(function);
    return last == null ? null : resolve(last, held);
  }

  /** A name with primes that is not defined as such: the derivative of what the name without them means. */
  private Expr primed(Expr.Sym s, Set<String> held) {
    var base = s.name();
    int primes = 0;
    while (base.endsWith(PRIME)) {
      base = base.substring(0, base.length() - PRIME.length());
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
      return base.equals(limitIn) && primes == 1 ? Exprs.ONE : s; // z' under a limit in z; elsewhere x' is another x
    }
    if (d.isFunction() && d.parameters().size() == 1) {
      return resolve(Exprs.apply(base, primes, List.copyOf(arguments.getOrDefault(base, Set.of()).size() == 1
          ? arguments.get(base) : Set.of(d.parameters().getFirst()))), held);
    }
    var written = base;
    if (Trees.any(d.body(), x -> x instanceof Expr.Sym y && y.name().startsWith(written + PRIME))) {
      return s; // c = f c' + i g: c' is the c before, no derivative of it
    }
    var value = expand(d, d.body(), held);
    var variables = Trees.freeSymbols(value);
    if (Reading.isClosed(value)) {
      return Exprs.ZERO; // u' with u = 1
    }
    if (variables.size() != 1) {
      throw new UnresolvedException("a prime on " + base + " does not say by which variable; write \\frac{\\partial " + base
          + "}{\\partial x}");
    }
    var v = variables.iterator().next();
    notes.add(base + "' is the derivative by " + v.name());
    return Exprs.diff(value, v, primes);
  }

  /** The resolver that takes entries of a defined vector for what the vector says, not for values given to them later. */
  Resolver withWholes() {
    wholes = true;
    return this;
  }

  /** Whether values given to entries of a defined vector have been used. */
  boolean usedEntryValues() {
    return entryValues;
  }

  /** l − 1: the layer before. */
  static boolean isBefore(Expr index) {
    return index instanceof Expr.Add a && a.args().stream().anyMatch(t -> t instanceof Expr.Num n && n.value().signum() < 0);
  }

  private boolean isWhole(String base) {
    var whole = context.definition(base);
    return whole != null && !whole.isFunction() && !whole.family() && !new Ranks(context).isScalar(whole.body());
  }

  /** {@code p_j} without its argument, where {@code p_i(T) = …}; null if it is no such function. */
  private Definition functionOf(Expr plain) {
    if (!(plain instanceof Expr.Indexed x) || x.sub().size() != 1 || !x.sup().isEmpty() || !(x.sub().getFirst() instanceof Expr.Sym || x.sub().getFirst() instanceof Expr.Num)) {
      return null;
    }
    var name = x.base() + "_" + x.sub().getFirst();
    var d = context.definition(name);
    return d == null ? context.member(name) : d.isFunction() ? d : null;
  }

  private Expr component(Expr.Indexed x, Set<String> held) {
    var subs = Trees.each(x.sub(), i -> step(i, held));
    var sups = Trees.each(x.sup(), i -> step(i, held));
    var plain = Exprs.indexed(x.base(), subs, sups);
    if (held.contains(x.base()) || held.contains(x.toString())) {
      return plain;
    }
    boolean whole = isWhole(x.base());
    boolean running = subs.stream().anyMatch(i -> i instanceof Expr.Sym s && held.contains(s.name())); // said of one, not of all
    var exact = whole && wholes || running ? null : context.definition(x.toString());
    if (exact != null && !exact.isFunction()) {
      entryValues |= whole;
      return expand(exact, exact.body(), held);
    }
    var d = whole && wholes ? null : context.definition(Target.family(x));
    var given = d == null && !whole ? GivenSamples.member((Expr.Indexed) plain, context) : null;
    if (given != null) {
      notes.add(x.base() + " with a number is read as a row or column of the given " + x.base().toUpperCase(java.util.Locale.ROOT));
      return given;
    }
    var function = d == null && !whole ? functionOf(plain) : null;
    if (function != null) {
      return bareFunction(function.name(), function, held);
    }
    var all = new ArrayList<Expr>(subs);
    all.addAll(sups);
    if (d != null && d.family() && context.isRecursive(d.name()) && (!subs.stream().allMatch(i -> i instanceof Expr.Sym)
        || !sups.isEmpty() && (expanding.contains(d.name()) || sups.stream().anyMatch(Resolver::isBefore)))) {
      cut.add(plain); // the state before: a value of its own
      return plain;
    }
    if (d != null && d.family() && d.parameters().size() == all.size() && isOnlyNamed(d, context.rank(x.base(), subs.size()), held)) {
      return plain;
    }
    if (d != null && d.family() && d.parameters().size() == all.size()) {
      entryValues |= whole;
      return sampled(expand(d, d.applied(all), held), sups, held);
    }
    if (d != null && d.family() && subs.size() <= 2 && !subs.isEmpty() && d.parameters().size() == sups.size() && isVector(Exprs.sym(x.base()))) {
      var entry = new ArrayList<>(subs);
      entry.addFirst(expand(d, d.applied(sups), held)); // an entry of the vector of a layer
      return Exprs.call(Functions.byName("component"), entry);
    }
    var ofAny = d == null && !whole && sups.size() == 1 && !subs.isEmpty() ? context.definition(x.base() + Target.FAMILY) : null;
    if (ofAny != null && ofAny.parameters().size() == subs.size() && sups.getFirst() instanceof Expr.Sym i && context.isNumbered(x.base(), i)
        && !context.isRecursive(ofAny.name())) {
      var value = expand(ofAny, ofAny.applied(subs), held);
      var sample = sampled(value, sups, held); // ŷ_k^(i) is the ŷ_k of sample i
      return sample.equals(value) ? plain : sample;
    }
    var entry = (d == null || d.parameters().size() != all.size()) && plain instanceof Expr.Indexed of ? Wholes.entryOf(of, context) : null;
    if (entry != null) {
      var inner = new HashSet<>(held);
      entry.sub().forEach(i -> inner.add(((Expr.Sym) i).name()));
      var value = component(entry, inner);
      return value.equals(entry) ? plain : Wholes.of(entry, value, context);
    }
    if (!whole || !sups.isEmpty() || subs.isEmpty() || subs.size() > 2) {
      return plain;
    }
    var arguments = new ArrayList<>(subs);
    var vector = context.definition(x.base());
    var value = expand(vector, vector.body(), held);
    var shown = value instanceof Expr.Matrix m && subs.size() == 1 && subs.getFirst() instanceof Expr.Num n ? GivenData.entry(m, n.value()) : null;
    if (shown != null) {
      return shown;
    }
    arguments.addFirst(value); // an entry of what the vector stands for
    return Exprs.call(Functions.byName("component"), arguments);
  }

  /**
   * {@code φ_n = φ(x_n)} with vectors φ_n: a name for the value of a function that nothing more is known of, unless
   * something is differentiated by what it is taken of.
   */
  private boolean isOnlyNamed(Definition d, Rank rank, Set<String> held) {
    boolean unknown = d.body() instanceof Expr.Apply f && f.primes() == 0 && definition(f.name()) == null && context.member(f.name()) == null
        || d.body() instanceof Expr.Call c && c.is("phi"); // features: no density is a vector
    return rank != null && !rank.isScalar() && unknown && !Trees.any(d.body(), x -> x instanceof Expr.Indexed i && held.contains(i.base())
            || x instanceof Expr.Sym s && held.contains(s.name()) && !context.isIndex(s.name()));
  }

  /** What the value of a sample is made of belongs to the same sample, also where its number is left out. */
  private Expr sampled(Expr value, List<Expr> above, Set<String> held) {
    if (above.size() != 1 || !(above.getFirst() instanceof Expr.Sym i)) {
      return value;
    }
    var by = new HashMap<Expr, Expr>();
    for (var s : Trees.freeSymbols(value)) {
      if (!held.contains(s.name()) && context.isNumbered(s.name(), i)) {
        by.put(s, Exprs.indexed(s.name(), List.of(), above));
      }
    }
    return Trees.substitute(value, by);
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
    notes.add(all + " is read as " + String.join(", ", d.parameters().subList(given, d.parameters().size()).stream().map(Expr.Sym::name).toList()));
    return (Expr.Apply) Exprs.apply(a.name(), a.primes(), args);
  }

  private Expr application(Expr.Apply written, Set<String> held) {
    var name = Conditional.plain(written.name());
    var d = definition(name);
    d = d == null ? context.member(name) : d;
    if (d == null || d.family()) {
      return unknown(written, held);
    }
    var a = (Expr.Apply) Exprs.apply(name, written.primes(), context.squares().roots(name, written.args()));
    if (!d.isFunction()) {
      // The quantity was defined without its arguments; naming them changes nothing.
      if (a.primes() == 0 && a.args().stream().allMatch(x -> x instanceof Expr.Sym)) {
        return expand(d, d.body(), held);
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
    if (d.parameters().size() != a.args().size()) {
      throw new UnresolvedException(a.name() + " is a function of " + d.parameters() + ", here it has " + a.args().size()
          + (a.args().size() == 1 ? " argument" : " arguments"));
    }
    if (a.primes() == 0) {
      var values = values(d, a.args());
      if (BooleanFunctions.isNamed(d.body())) {
        var bit = BooleanFunctions.value(d.body(), Trees.each(values, v -> step(v, held)));
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
          by.put(d.parameters().get(i), step(values.get(i), held));
        }
        return Trees.substitute(inside, by);
      }
      try {
        return expand(d, d.applied(values), held);
      } catch (SelfReference e) {
        if (!e.name().equals(d.name())) {
          throw e;
        }
        // L(w − εg) with g = L'(w): the function stands in its own argument, not in its definition
        return expand(d, d.applied(values.stream().map(v -> step(v, held)).toList()), held);
      }
    }
    if (a.args().size() != 1) {
      throw new UnresolvedException("a prime on the function " + a.name() + " of several variables does not say by which one");
    }
    if (EntriesOfArguments.stand(d.body(), d.parameters())) {
      throw new UnresolvedException("a prime on " + a.name() + ", which is given by the entries of a vector, does not say by which one");
    }
    var t = newSymbol();
    var inside = bodyByParameters(d, held);
    var body = inside != null ? Trees.substitute(inside, d.parameters().getFirst(), t) : expand(d, d.applied(List.of(t)), held);
    var value = step(a.args().get(0), held);
    return new Ranks(context).isScalar(value) ? Exprs.at(Exprs.diff(body, t, a.primes()), t, value)
        : entrywise(Exprs.diff(body, t, a.primes()), t, value);
  }

  /** Of densities p(z | x) is p(z, x)/p(x), and p(z, x) is p(x, z). */
  private Expr unknown(Expr.Apply written, Set<String> held) {
    var a = (Expr.Apply) Exprs.apply(written.name(), written.primes(), written.args().stream().map(x -> step(x, held)).toList());
    var atPoint = a.primes() > 0 ? null : context.definition(written.toString()) instanceof Definition d ? d : context.definition(a.toString());
    if (atPoint != null) {
      return expand(atPoint, atPoint.body(), held);
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
    var fresh = d.parameters().stream().map(_ -> newSymbol()).toList();
    var names = new HashSet<>(held);
    d.parameters().forEach(p -> names.add(p.name()));
    var apart = expand(d, d.applied(fresh), names);
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

  private Expr.Sym newSymbol() {
    return Exprs.sym("u0" + ++fresh + "_");
  }

  /** A definition that comes back to itself. */
  private static final class SelfReference extends UnresolvedException {
    private final String name;

    SelfReference(String name, String way) {
      super(name + " is defined by itself: " + way);
      this.name = name;
    }

    String name() {
      return name;
    }
  }

  // ---- derivatives ----

  private Expr derivative(Expr.Diff d, Set<String> held) {
    if (d.by() instanceof Expr.Sym s && !(held.contains(s.name())) && !isVariableHere(s)) {
      var value = symbol(s, held);
      if (!(value instanceof Expr.Sym)) {
        return byExpression(d, value, held); // by a function: \partial\sigma
      }
    }
    return switch (d.by()) {
      case Expr.Sym s -> byName(d, context.alias(s), held);
      case Expr.Indexed x -> byComponent(d, x, held);
      default -> byExpression(d, resolve(d.by(), held), held);
    };
  }

  /** Whether a derivative by the name is one by a variable: base or intermediate, but not a bare function. */
  private boolean isVariableHere(Expr.Sym s) {
    var def = context.definition(s.name());
    return def != null ? !def.isFunction() : Letters.function(s.name()) == null || context.isDeclared(s.name());
  }

  /** By several variables: one derivative below the other. */
  private Expr gradient(Expr body, Expr.Matrix by, Set<String> held) {
    var all = new ArrayList<List<Expr>>();
    for (var row : by.rows()) {
      for (var v : entries(row.get(0), body, held)) {
        all.add(List.of(resolve(Exprs.diff(body, v, 1), held)));
      }
    }
    return Exprs.matrix(all);
  }

  /** Of a function of several numbers. */
  private Expr hessian(Expr body, Expr.Matrix by, Set<String> held) {
    var variables = by.rows().stream().map(List::getFirst).toList();
    var all = new ArrayList<List<Expr>>();
    for (var v : variables) {
      all.add(variables.stream().map(w -> resolve(v.equals(w) ? Exprs.diff(body, v, 2) : Exprs.diff(Exprs.diff(body, w, 1), v, 1), held)).toList());
    }
    return Exprs.matrix(all);
  }

  private boolean isNumber(Expr v) {
    return v instanceof Expr.Sym s && !context.isUsedAsVector(s.name()) && (context.rank(s.name(), 0) == null || context.rank(s.name(), 0).isScalar());
  }

  /** w is w_1, w_2, … where those are what the body is written with. */
  private List<Expr> entries(Expr v, Expr body, Set<String> held) {
    if (!(v instanceof Expr.Sym w)) {
      return List.of(v);
    }
    var names = Trees.freeSymbols(resolve(body, with(held, w.name())));
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
    var body = resolve(d.body(), with(held, v.name()));
    if (!Trees.freeSymbols(body).contains(v) && isVector(v) && Wholes.isOfEntries(body, v.name())) {
      return byWhole(Exprs.diff(body, v, d.order()), v, held);
    }
    var small = v.name().toLowerCase(java.util.Locale.ROOT);
    if (v.name().matches("[A-Z]") && context.rank(v.name(), 0) == Rank.MATRIX && !Trees.freeSymbols(body).contains(v) && !context.isDefined(v.name())
        && !context.isDefined(small) && context.rank(small, 0) == null && Wholes.isMatrixOf(body, small)) {
      notes.add("the entries of " + v.name() + " are " + small + "_jk");
      return Exprs.diff(Wholes.renamed(body, small, v), v, d.order());
    }
    if (!Trees.freeSymbols(body).contains(v)) {
      var other = confused(v.name());
      if (other != null && Trees.freeSymbols(body).contains(Exprs.sym(other))) {
        context.alias(v.name(), other);
        aliased = true;
        notes.add(v.name() + " is read as " + other);
        return byName(d, Exprs.sym(other), held);
      }
      var meant = context.definition(v.name()) != null && !held.contains(v.name()) ? symbol(v, held) : v;
      if (!Trees.freeSymbols(meant).isEmpty() && !meant.equals(v)) {
        return byExpression(d, meant, held); // another name for something in it
      }
      if (formal && d.order() == 1 && context.rank(v.name(), 0) != null && !context.isDefined(v.name())
          && (d.body() instanceof Expr.Sym s && !context.isDefined(s.name()))) {
        return Exprs.sym("∂" + s.name() + "/∂" + v.name());
      }
      var numbered = isVector(v) || isParameter(v, d.body()) ? NumberedEntries.of(v.name(), body, context) : List.<Expr.Sym>of();
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
    var u = context.standsFor(v.name());
    return Exprs.at(Exprs.diff(Trees.substitute(body, v, u), u, d.order()), u, symbol(v, held));
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
        row.add(!met.containsAll(by) ? Exprs.ZERO : resolve(a.equals(b) || d.order() == 1 ? Exprs.diff(d.body(), a, d.order()) : Exprs.diff(Exprs.diff(d.body(), a, 1), b, 1), held));
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

  private boolean isVector(Expr.Sym v) {
    return context.rank(v.name(), 0) != null && !context.rank(v.name(), 0).isScalar();
  }

  /** By all entries of a vector; where they are defined, it is a variable until the derivative is taken. */
  private Expr byWhole(Expr derivative, Expr.Sym vector, Set<String> held) {
    if (held.contains(vector.name()) || context.definition(vector.name()) == null && Wholes.entries(vector.name(), context) == null) {
      return derivative;
    }
    var u = context.standsFor(vector.name());
    return Exprs.at(Wholes.renamed(derivative, vector.name(), u), u, symbol(vector, held));
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

  private Expr byComponent(Expr.Diff d, Expr.Indexed x, Set<String> held) {
    var inner = with(held, x.base());
    var by = Exprs.indexed(x.base(), x.sub().stream().map(i -> step(i, held)).toList(),
        x.sup().stream().map(i -> step(i, held)).toList());
    if (d.body() instanceof Expr.Indexed of && of.base().equals(x.base()) && !of.equals(x) && context.isRecursive(Target.family(of))) {
      return byState(d, of, by, held);
    }
    var body = resolve(d.body(), inner);
    var whole = Exprs.sym(x.base());
    boolean vector = !x.sub().isEmpty() && context.rank(x.base(), 0) != null && Trees.freeSymbols(body).contains(whole)
        && !Trees.any(body, n -> n instanceof Expr.Apply a && Trees.any(a, y -> y.equals(whole))); // nothing is known of its entries
    if (vector) {
      return byEntry(Exprs.diff(body, by, d.order()), x.base(), held);
    }
    if (!Trees.any(body, n -> n instanceof Expr.Indexed y && y.base().equals(x.base()))) {
      var meant = component(x, held);
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
    try {
      return resolve(Derivatives.of(unhidden, by, d.order()), held); // an intermediate family: nothing else can hold all of it
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  /** A member of a family by its formula, or by its own; null if it has none. */
  private Expr formula(Expr.Indexed member, Set<String> held) {
    var own = context.definition(member.toString());
    var d = own != null ? own : context.definition(Target.family(member));
    var places = new ArrayList<>(member.sub());
    places.addAll(member.sup());
    return d == null || d.isFunction() || d.family() && d.parameters().size() != places.size() ? null : expand(d, d.family() ? d.applied(places) : d.body(), held);
  }

  /** ∂h_t/∂h_{t−1}: by the state before, which the definition of h_t contains. */
  private Expr byState(Expr.Diff d, Expr.Indexed of, Expr by, Set<String> held) {
    var family = context.definition(Target.family(of));
    var places = new ArrayList<>(of.sub());
    places.addAll(of.sup());
    var body = places.size() == family.parameters().size() ? expand(family, family.applied(places), with(held, of.base())) : of;
    if (of.sup().size() == 1 && !of.sub().isEmpty() && family.parameters().size() == 1 && by instanceof Expr.Indexed y && y.sup().size() == 1
        && isVector(Exprs.sym(of.base()))) { // an entry of a layer by one of the layer before
      var whole = Exprs.indexed(y.base(), List.of(), y.sup());
      var layer = expand(family, family.applied(of.sup()), with(held, of.base()));
      if (Trees.any(layer, x -> x.equals(whole))) {
        cut.add(whole);
        var entry = new ArrayList<Expr>(of.sub());
        entry.addFirst(layer);
        return Exprs.diff(Exprs.call(Functions.byName("component"), entry), by, d.order());
      }
    }
    if (!Trees.any(body, x -> x.equals(by))) {
      throw new UnresolvedException(of + " depends on " + by + " by way of what lies between them");
    }
    if (Trees.any(body, x -> x instanceof Expr.Indexed i && i.base().equals(of.base()) && !i.equals(by))) {
      throw new UnresolvedException(of + " depends on more than " + by + " of what comes before");
    }
    cut.add(by);
    return Exprs.diff(body, by, d.order());
  }

  /** By an entry of a vector that is written as a whole; an intermediate one is a variable until the derivative is taken. */
  private Expr byEntry(Expr derivative, String vector, Set<String> held) {
    var d = context.definition(vector);
    if (d == null || d.isFunction() || held.contains(vector)) {
      return derivative;
    }
    var u = context.standsFor(vector);
    return Exprs.at(Wholes.renamed(derivative, vector, u), u, symbol(Exprs.sym(vector), held));
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
    var body = resolve(d.body(), held);
    var ofPower = BySquare.derivative(body, by, d.order());
    if (ofPower != null) {
      return ofPower;
    }
    var u = context.standsFor(by.toString());
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

  // ---- points and limits ----

  private Expr evaluation(Expr.At a, Set<String> held) {
    if (!(a.var() instanceof Expr.Sym v)) {
      throw new UnresolvedException("the bar fixes " + a.var() + ", which is not a variable");
    }
    var value = resolve(a.value(), held);
    var body = resolve(a.body(), with(held, v.name()));
    if (v.name().equals("t_") && !new Ranks(context).isScalar(value)) {
      return entrywise(body, v, value);
    }
    if (!Trees.freeSymbols(body).contains(v) && context.isDefined(v.name())) {
      body = inTermsOf(v, a.body(), held);
    }
    if (body instanceof Expr.Matrix m) {
      return Exprs.matrix(m.rows().stream().map(r -> r.stream().map(e -> Exprs.at(e, v, value)).toList()).toList());
    }
    return Exprs.at(body, v, value);
  }

  /** The derivative of a function of one number, at every entry of a vector. */
  private static Expr entrywise(Expr derivative, Expr.Sym t, Expr value) {
    try {
      return Entrywise.at(Derivatives.carryOut(derivative), t, value);
    } catch (Derivatives.NotDifferentiable e) {
      throw new UnresolvedException(e.getMessage());
    }
  }

  private Expr limit(Expr.Limit l, Set<String> held) {
    var around = limitIn;
    limitIn = l.var() instanceof Expr.Sym v ? v.name() : null;
    try {
      return limitHere(l, held);
    } finally {
      limitIn = around;
    }
  }

  private Expr limitHere(Expr.Limit l, Set<String> held) {
    var to = resolve(l.to(), held);
    if (!(l.var() instanceof Expr.Sym v)) {
      return Exprs.limit(resolve(l.body(), held), l.var(), to, l.side());
    }
    if (!context.isDefined(v.name())) {
      return Exprs.limit(resolve(l.body(), with(held, v.name())), v, to, l.side());
    }
    Expr body;
    try {
      body = resolve(l.body(), with(held, v.name()));
    } catch (UnresolvedException _) {
      body = inTermsOf(v, l.body(), held);
    }
    return Exprs.limit(body, v, to, l.side());
  }

  /** The expression with a defined name as its variable: its definition is found again in what the expression becomes. */
  private Expr inTermsOf(Expr.Sym v, Expr e, Set<String> held) {
    var meaning = symbol(v, held);
    Expr whole;
    try {
      whole = Derivatives.carryOut(resolve(e, held));
    } catch (Derivatives.NotDifferentiable x) {
      throw new UnresolvedException(x.getMessage());
    }
    var inV = Trees.substitute(whole, meaning, v);
    var left = Trees.freeSymbols(inV);
    if (meaning instanceof Expr.Sym || Trees.freeSymbols(meaning).stream().anyMatch(left::contains)) {
      throw new UnresolvedException(v.name() + " stands for " + meaning + ", and " + e + " is not a function of it alone");
    }
    return inV;
  }
}
