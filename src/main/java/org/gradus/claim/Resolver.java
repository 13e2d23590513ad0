package org.gradus.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;
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
  private final Map<String, Expr> boxes;
  private final DerivativeResolver derivatives;
  private final CallResolver calls;
  private final PointResolver points;
  private final Deque<String> expanding = new ArrayDeque<>();
  private int differentiating;
  private int fresh;
  /** Whether a name was taken for another one on the way. */
  private boolean aliased;
  /** Which variant of supposed meanings is taken; −1 for none. */
  private int supposing = -1;
  private boolean wholes;
  private Set<String> free = Set.of();
  private Upstream upstream = Upstream.NONE;
  private Map<Set<String>, Map<Expr, Expr>> known;

  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<Expr> cut = new LinkedHashSet<>();
  private final Set<Supposition> supposed = new LinkedHashSet<>();
  private boolean entryValues;

  Resolver(Context context, Map<String, Set<Expr>> arguments, Map<String, Expr> boxes) {
    this(context, arguments, boxes, false);
  }

  /**
   * @param arguments the arguments of functions in this formula, for functions written without one
   * @param boxes     stand-ins for names whose shown value is meant; empty for the exact reading
   * @param formal    whether the derivative of an unknown quantity by a component is kept as a value of its own, named
   *     {@code ∂C/∂a[j]}, instead of being refused
   */
  Resolver(Context context, Map<String, Set<Expr>> arguments, Map<String, Expr> boxes, boolean formal) {
    this.context = context;
    this.boxes = boxes;
    this.derivatives = new DerivativeResolver(this, context, formal);
    this.calls = new CallResolver(this, context, arguments);
    this.points = new PointResolver(this, context);
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

  Definition definition(String name) {
    var d = context.definition(name);
    var other = d == null && supposing >= 0 ? context.supposed(name) : null;
    if (other != null) {
      supposed.add(other);
    }
    return other == null ? d : other.meaning(supposing);
  }

  /** What a name without a meaning seems to be meant for where its gradient by these variables is taken; else the name. */
  Expr function(Expr.Sym name, List<Expr> by, Set<String> held) {
    var meant = supposing < 0 || held.contains(name.name()) || definition(name.name()) != null ? null : context.supposedFunction(name.name(), by);
    if (meant == null) {
      return name;
    }
    supposed.add(meant);
    return meant.definition().body();
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
    if (!Kinds.occur(e, Kinds.DIFF)) {
      return Set.of();
    }
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

  /** The meaning of an expression in which some names are left as they are. */
  Expr resolve(Expr e, Set<String> held) {
    var result = step(e, held);
    if (Trees.size(result, MAX_SIZE + 1) > MAX_SIZE) {
      throw new UnresolvedException("with all definitions substituted the formula becomes too long");
    }
    return result;
  }

  /** As {@code resolve}, for a part of an expression whose size is looked at as a whole. */
  Expr step(Expr e, Set<String> held) {
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
    return !aliased && differentiating == 0 && points.limitIn() == null && expanding.isEmpty();
  }

  private Expr stepAnew(Expr e, Set<String> held) {
    var unit = ClassUnits.of(e, context);
    return unit != null ? unit : switch (e) {
      case Expr.Sym s -> symbol(s, held);
      case Expr.Indexed x -> component(x, held);
      case Expr.Apply a -> calls.application(a, held);
      case Expr.Diff d -> {
        differentiating++;
        try {
          yield derivatives.derivative(d, held);
        } finally {
          differentiating--;
        }
      }
      case Expr.Call c when c.is("grad") && c.args().get(1) instanceof Expr.Matrix by -> derivatives.gradient(c.args().get(0), by, held);
      case Expr.Call c when c.is("hessian") && c.args().get(1) instanceof Expr.Matrix by && by.rows().stream().allMatch(r -> derivatives.isNumber(r.getFirst())) -> derivatives.hessian(c.args().get(0), by, held);
      case Expr.Call c when c.is("diag") && new Ranks(context).isScalar(c.arg()) -> {
        var vector = Wholes.ofEntry(c.arg(), held, context);
        yield vector == null ? Trees.map(e, x -> step(x, held)) : Exprs.call("diag", resolve(vector, held));
      }
      case Expr.Call c when c.is("matmul") -> product(c, held);
      case Expr.At a -> points.evaluation(a, held);
      case Expr.Limit l -> points.limit(l, held);
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

  /** The names that are held, and one more. */
  static Set<String> with(Set<String> held, String name) {
    if (held.contains(name)) {
      return held;
    }
    var more = new HashSet<>(held);
    more.add(name);
    return more;
  }

  // ---- names ----

  /** The meaning of a name. */
  Expr symbol(Expr.Sym symbol, Set<String> held) {
    if (held.contains(symbol.name())) {
      return symbol;
    }
    var s = context.spelling().alias(symbol);
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
      return d.isFunction() ? calls.bareFunction(s.name(), d, held) : d.family() ? s : expand(d, d.body(), held);
    }
    if (Letters.function(s.name()) != null && !context.isDeclared(s.name())) {
      var argument = calls.argument(s.name(), held);
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
    return s.name().endsWith(PRIME) ? calls.primed(s, held) : s;
  }

  /** What a definition says, with everything put in that stands in it. */
  Expr expand(Definition d, Expr body, Set<String> held) {
    if (expanding.contains(d.name())) {
      throw new CallResolver.SelfReference(d.name(), String.join(", ", expanding.reversed()));
    }
    used.add(d.name());
    return within(d.name(), () -> resolve(body, held));
  }

  /** Works something out while a name is being expanded: the name must not come back in it. */
  <T> T within(String name, Supplier<T> work) {
    expanding.push(name);
    try {
      return work.get();
    } finally {
      expanding.pop();
    }
  }

  boolean isExpanding(String name) {
    return expanding.contains(name);
  }

  /** Whether the name is the variable of the limit around what is resolved now. */
  boolean isLimitVariable(String name) {
    return name.equals(points.limitIn());
  }

  /** Takes a name for another one, in this formula and those that follow. */
  void take(String name, String other) {
    context.spelling().alias(name, other);
    aliased = true;
    notes.add(name + " is read as " + other);
  }

  /** Whether a derivative went by way of other states. */
  boolean hasGoneBetween() {
    return derivatives.hasGoneBetween();
  }

  /** Whether a derivative by a vector was taken by its numbered entries. */
  boolean hasEntriesTaken() {
    return derivatives.hasEntriesTaken();
  }

  /** A vector in the place of which its numbered entries were put, though how many it has is not said; null if there is none. */
  String openLength() {
    return derivatives.openLength();
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

  /** The meaning of an entry of a vector, or of a member of a family. */
  Expr component(Expr.Indexed x, Set<String> held) {
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
      notes.add(x.base() + " with a number is read as a row or column of the given " + x.base().toUpperCase(Locale.ROOT));
      return given;
    }
    var function = d == null && !whole ? functionOf(plain) : null;
    if (function != null) {
      return calls.bareFunction(function.name(), function, held);
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

  Expr.Sym newSymbol() {
    return Exprs.sym("u0" + ++fresh + "_");
  }

  boolean isVector(Expr.Sym v) {
    return context.rank(v.name(), 0) != null && !context.rank(v.name(), 0).isScalar();
  }
}
