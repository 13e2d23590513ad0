package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.Names;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Term;

/** What is known at a place in a document: symbols with their domains, definitions, assumptions. Grows as the document is read. */
final class Context implements Names {

  /** Letters that mean a function of the table before a bracket and may be given another meaning. */
  private static final Map<String, String> LETTERS = Map.of("sigma", "sigmoid", "phi", "phi", "Phi", "Phi");

  /** How long an assumption holds. */
  enum Lifetime { SENTENCE, PART, SCOPE, DOCUMENT }

  /** @param level of the heading below which it was made; 0 before the first */
  private record Active(Assumption assumption, Lifetime lifetime, int level) {}

  /** @param number of the heading, from the first on */
  private record Heading(int number, int level) {}

  /** What the words of a part state of a name. */
  private record Fact(int part, int line, Assumption assumption) {

    boolean isShape() {
      return assumption.keyword() != null && assumption.keyword().matches("(?:vector|matrix) .*");
    }

    /** A property that may hold no more: claims may rest on it, but none follows from it. */
    Assumption doubtful() {
      return isShape() || assumption.relation() != null || assumption.keyword().matches("stated .*|one-hot") ? assumption
          : new Assumption(null, "stated " + assumption.keyword(), assumption.name(), assumption.words());
    }
  }

  /** A value that was shown rounded. */
  record Shown(String name, Rational value, Rational halfUnit, String text, int claim) {}

  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, Expr> values = new HashMap<>();
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private final Map<String, List<Assumption>> domains = new LinkedHashMap<>();
  private final Map<String, Rank> declaredRanks = new HashMap<>();
  private RankTable table = new RankTable();
  private final List<Fact> facts = new ArrayList<>();
  /** The line up to which properties of matrices and vectors may hold no more. */
  private int withdrawn;
  private final Set<Block.Formula> stated = new HashSet<>();
  private final Map<String, Expr> ranges = new HashMap<>();
  private final Set<String> unclear = new HashSet<>();
  private Expr gradientVariable;
  private final List<Active> assumptions = new ArrayList<>();
  private final Set<String> doubted = new java.util.HashSet<>();
  private final List<Assumption> faded = new ArrayList<>();
  private final Set<String> variables = new HashSet<>();
  private boolean familiesDoubted;
  private Members around = Members.NO_WORDS;
  private boolean otherLogarithm;
  private boolean primesTranspose;
  private final Set<String> models = new HashSet<>();
  private final Set<String> overloaded = new HashSet<>();
  private final List<Integer> beside = new ArrayList<>();
  private int level;
  private final Set<String> used = new HashSet<>();
  private final Set<String> functions = new HashSet<>();
  private final Set<String> vectors = new HashSet<>();
  private final Set<String> indices = new HashSet<>();
  private final Set<String> recursive = new HashSet<>();
  private final Set<String> ranking = new HashSet<>();
  private final Set<String> products = new HashSet<>();
  private final Set<String> labels = new HashSet<>();
  private final Set<String> counts = new HashSet<>();
  private final Set<String> families = new HashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, Expr> lastArguments = new HashMap<>();
  private final Set<String> data = new HashSet<>();
  private final ValuesInForce inForce = new ValuesInForce();
  private final Set<String> vectorish = new HashSet<>();
  private int scope;
  private int headingCount;
  private final List<Heading> headings = new ArrayList<>();
  private final Map<Integer, List<Heading>> headingsOf = new HashMap<>();
  private boolean network;
  private final List<Definition> met = new ArrayList<>();
  private Suppositions suppositions = Suppositions.NONE;
  private int line;
  private boolean version;
  private final Set<String> ofCase = new HashSet<>();

  /** The context as it is now; what is read later does not change it. */
  Context copy() {
    var c = new Context();
    c.definitions.putAll(definitions);
    c.values.putAll(values);
    c.shown.putAll(shown);
    domains.forEach((name, known) -> c.domains.put(name, new ArrayList<>(known)));
    c.declaredRanks.putAll(declaredRanks);
    c.facts.addAll(facts);
    c.withdrawn = withdrawn;
    c.stated.addAll(stated);
    c.ranges.putAll(ranges);
    c.unclear.addAll(unclear);
    c.doubted.addAll(doubted);
    c.assumptions.addAll(assumptions);
    c.faded.addAll(faded);
    c.variables.addAll(variables);
    c.level = level;
    c.otherLogarithm = otherLogarithm;
    c.primesTranspose = primesTranspose;
    c.models.addAll(models);
    c.beside.addAll(beside);
    c.overloaded.addAll(overloaded);
    c.familiesDoubted = familiesDoubted;
    c.around = around;
    c.used.addAll(used);
    c.functions.addAll(functions);
    c.vectors.addAll(vectors);
    c.indices.addAll(indices);
    c.recursive.addAll(recursive);
    c.products.addAll(products);
    c.labels.addAll(labels);
    c.counts.addAll(counts);
    c.families.addAll(families);
    c.aliases.putAll(aliases);
    c.lastArguments.putAll(lastArguments);
    c.data.addAll(data);
    c.inForce.addAll(inForce);
    c.vectorish.addAll(vectorish);
    c.table = table;
    c.gradientVariable = gradientVariable;
    c.scope = scope;
    c.headingCount = headingCount;
    c.headings.addAll(headings);
    c.headingsOf.putAll(headingsOf);
    c.network = network;
    c.suppositions = suppositions;
    c.line = line;
    c.version = version;
    c.ofCase.addAll(ofCase);
    return c;
  }

  // ---- names ----

  @Override
  public boolean isFunction(String name) {
    var d = definitions.get(name);
    return d != null && d.isFunction() || functions.contains(name);
  }

  @Override
  public boolean isVariable(String name) {
    var d = definitions.get(name);
    return d != null && d.parameters().isEmpty() || domains.containsKey(name) || overloaded.contains(name) || labels.contains(name);
  }

  @Override
  public boolean isOverloaded(String constant) {
    return overloaded.contains(constant);
  }

  /** The letter of a constant that stands for something else in places, and of which the words say nothing more. */
  boolean isOnlyOverloaded(String constant) {
    return overloaded.contains(constant) && !doubted.contains(constant);
  }

  @Override
  public boolean transposesByPrime() {
    return primesTranspose;
  }

  /** What a model says of data: a derivative by its parameters leaves the data as they are. */
  void model(String name) {
    models.add(name);
  }

  Set<String> models() {
    return models;
  }

  /** A prime is a transpose in this document. */
  void expectTransposesByPrime() {
    primesTranspose = true;
  }

  boolean hasOtherLogarithm() {
    return otherLogarithm;
  }

  /** From here on log has another base than e. */
  void otherLogarithm() {
    otherLogarithm = true;
  }

  /** The letter of a constant stands for something else, at least in places. */
  void overload(String constant) {
    overloaded.add(constant);
  }

  @Override
  public boolean isIndexed(String base) {
    return families.contains(base) || vectors.contains(base);
  }

  @Override
  public boolean isProduct(String letters) {
    return products.contains(letters) && !isVariable(letters);
  }

  /** A name with a number that is one name: W_1 beside W_2. */
  void expectLabel(String name) {
    labels.add(name);
  }

  /** Letters side by side that stand for quantities of their own. */
  void expectProduct(String letters) {
    products.add(letters);
  }

  @Override
  public boolean isCount(String name) {
    return counts.contains(name);
  }

  /** A name that sums of the document end at. */
  void expectCount(String name) {
    counts.add(name);
  }

  @Override
  public boolean isIndex(String letter) {
    return indices.contains(letter);
  }

  @Override
  public List<Expr.Sym> parameters(String function) {
    var d = definitions.get(function);
    return d == null || d.family() ? List.of() : d.parameters();
  }

  @Override
  public Expr gradientVariable() {
    return gradientVariable;
  }

  /** Remembers by what a gradient was taken, for the ones below that do not say it. */
  void gradientVariable(Expr by) {
    gradientVariable = by;
  }

  @Override
  public Rank rank(String base, int subscripts) {
    if (base.equals(Ranks.ONES)) {
      return table.isEmpty() && declaredRanks.values().stream().allMatch(Rank::isScalar) ? null : Rank.COLUMN;
    }
    var declared = declaredRanks.get(base);
    if (declared != null) {
      return RankTable.component(declared, subscripts);
    }
    if (subscripts == 0 && definitions.get(base) instanceof Definition d
        && (d.body() instanceof Expr.Matrix || d.body() instanceof Expr.Num)) {
      return new Ranks(this).of(d.body());
    }
    var r = table.rank(base, subscripts);
    if (r == null && subscripts == 0 && definitions.get(base) instanceof Definition d && !d.isFunction() && !d.family() && ranking.add(base)) {
      try { // J = diag(p) − ppᵀ
        var defined = new Ranks(this).of(d.body());
        return defined.isScalar() ? null : defined;
      } finally {
        ranking.remove(base);
      }
    }
    return r == null && subscripts == 0 && base.equals(Arrays.IDENTITY)
        && (table.hasMatrices() || declaredRanks.values().stream().anyMatch(d -> !d.isScalar())) && !isVariable(base) ? Rank.MATRIX : r;
  }

  @Override
  public Rank valueRank(String function) {
    var d = definitions.get(function);
    return d != null && d.isFunction() ? new Ranks(this).of(d.body()) : table.value(function);
  }

  @Override
  public Above above(String base, Term sup) {
    return table.superscripts().meaning(base, sup);
  }

  /** Whether the document numbers the values of a name with this letter: x^(i). */
  boolean isNumbered(String base, Expr.Sym letter) {
    return table.superscripts().isNumbered(base, letter.name());
  }

  RankTable ranks() {
    return table;
  }

  /** From here on names have these ranks. */
  void ranks(RankTable ofPart) {
    table = ofPart;
  }

  Arrays arrays() {
    var all = new ArrayList<>(facts());
    domains.values().forEach(all::addAll);
    assumptions.stream().map(Active::assumption).filter(a -> a.relation() == null).forEach(all::add);
    return new Arrays(table, declaredRanks, all, ranges, false);
  }

  /** A letter that some sum runs from 1 to this size; null if another one runs elsewhere. */
  void range(String index, Expr size) {
    if (ranges.containsKey(index) && !size.equals(ranges.get(index))) {
      ranges.remove(index);
      unclear.add(index);
    } else if (!unclear.contains(index)) {
      ranges.put(index, size);
    }
  }

  /** The words around the formula that is read. */
  void around(Members words) {
    around = words;
  }

  Members around() {
    return around;
  }

  /** A property that the words of a part of the document state of a name, or a relation that they state. */
  void fact(int part, int line, Assumption a) {
    facts.add(new Fact(part, line, a));
  }

  /** A formula that says nothing beyond the facts that were taken from it. */
  void state(Block.Formula f) {
    stated.add(f);
  }

  boolean isStated(Block.Formula f) {
    return stated.contains(f);
  }

  /**
   * The facts in force in this part: those that it and the parts before it state, up to where a name gets its shape
   * anew. A shape that only a later part states holds here too; a relation without a name holds in its own part.
   */
  private List<Assumption> facts() {
    int here = table.part();
    var found = new ArrayList<Assumption>();
    for (var f : facts) {
      var name = f.assumption().name();
      int last = facts.stream().filter(g -> g.isShape() && g.part() <= here && Objects.equals(name, g.assumption().name()))
          .mapToInt(Fact::part).max().orElse(-1);
      boolean holds = name == null ? f.part() == here
          : f.part() > here ? f.isShape() && last < 0 : f.part() >= last;
      if (holds) {
        found.add(f.line() <= withdrawn ? f.doubtful() : f.assumption());
      }
    }
    return found;
  }

  /** The relations among the facts in force that are about names of these expressions. */
  List<Assumption> statedRelations(List<Expr> expressions) {
    var names = new HashSet<String>();
    for (var e : expressions) {
      Trees.any(e, x -> {
        names.add(x instanceof Expr.Indexed i ? i.base() : x instanceof Expr.Sym s ? s.name() : "");
        return false;
      });
    }
    return facts().stream().filter(a -> a.relation() != null && (a.name() != null ? names.contains(a.name())
        : Trees.freeSymbols(a.relation()).stream().allMatch(s -> names.contains(s.name())))).toList();
  }

  /** The table's function that a letter means as long as the document does not define it, or null. */
  static String letter(String name) {
    return LETTERS.get(name);
  }

  /** The letters that mean a function of the table. */
  static Set<String> letters() {
    return LETTERS.keySet();
  }

  static boolean isLetterFunction(String table) {
    return LETTERS.containsValue(table);
  }

  static String letterOf(String table) {
    return LETTERS.entrySet().stream().filter(e -> e.getValue().equals(table)).map(Map.Entry::getKey).findFirst().orElse(table);
  }

  /** A name that the document defines somewhere as {@code f(x) = …}. */
  void expectFunction(String name) {
    functions.add(name);
  }

  // ---- definitions ----

  Definition definition(String name) {
    return definitions.get(name);
  }

  /** Whether the vector itself, or one of its components, has a meaning of its own. */
  boolean hasComponents(String base) {
    return definitions.values().stream().anyMatch(d -> d.scope() == scope && (d.name().equals(base) || d.name().startsWith(base + "_")));
  }

  boolean isDefined(String name) {
    return definitions.containsKey(name);
  }

  List<Definition> definitions() {
    return List.copyOf(definitions.values());
  }

  /** All definitions so far, also those that are no longer in force. */
  List<Definition> met() {
    return List.copyOf(met);
  }

  int scope() {
    return scope;
  }

  /** The line that is read. */
  void at(int lineRead) {
    line = lineRead;
  }

  /** What names without a meaning are taken for. */
  void suppose(Suppositions meanings) {
    suppositions = meanings;
  }

  /** What a name is taken for that has no meaning here; null if nothing is clear. */
  Supposition supposed(String name) {
    if (isDefined(name) || isDeclared(name)) {
      return null;
    }
    return suppositions.knows(name) ? suppositions.of(name, scope, line) : suppositions == Suppositions.NONE ? null : Conventions.of(name, this);
  }

  /** Whether the name has a meaning that a new definition here would not silently replace. */
  boolean isDefinedHere(String name) {
    var d = definitions.get(name);
    return d != null && d.scope() == scope;
  }

  void define(String name, List<Expr.Sym> parameters, boolean family, Expr body, int line, boolean given) {
    if (version && met.stream().anyMatch(d -> d.name().equals(name) && d.scope() != scope)) {
      dropMeanings(name);
    }
    var definition = new Definition(name, parameters, family, body, scope, line, given);
    headingsOf.put(scope, List.copyOf(headings));
    definitions.put(name, definition);
    met.add(definition);
    inForce.means(name, scope);
    values.remove(name);
    shown.remove(name);
    inForce.computed(name, body);
    if (parameters.isEmpty() && body instanceof Expr.Num) {
      inForce.gives(name, body, null).forEach(shown::remove);
    }
    if (family) {
      componentsGone(name);
      recursive.removeIf(r -> r.equals(name));
      findRecursion(name);
      var base = name.substring(0, name.indexOf(Target.FAMILY));
      families.add(base);
      if (isDefined(base) && !isDefinedHere(base) && !isFunction(base)) {
        definitions.remove(base); // the vector of an earlier part
      }
    } else if (!parameters.isEmpty()) {
      functions.add(name);
    }
    aliases.remove(name);
  }

  /** A family that is defined in another part: single members that were defined before it are members of another one. */
  private void componentsGone(String family) {
    var members = family.substring(0, family.indexOf(Target.FAMILY)) + "[";
    for (var d : List.copyOf(definitions.values())) {
      if (d.name().startsWith(members) && !d.family() && d.scope() != scope) {
        keepMeanings(d.name());
        undefine(d.name());
      }
    }
  }

  /** Of what was made of the name nobody knows with which meaning it is meant in another version. */
  private void dropMeanings(String name) {
    for (var was : List.copyOf(met)) {
      var d = definitions.get(was.name());
      if (d != null && !was.name().equals(name) && d.scope() != scope && d.scope() == was.scope() && isMadeOf(was, name)) {
        definitions.remove(was.name());
        doubted.add(was.name());
        dropMeanings(was.name());
      }
    }
  }

  /** The name is defined with decimals where other definitions have names: what it depends on does not show. */
  void numbersPutIn(String name) {
    inForce.numbersPutIn(name);
  }

  boolean hasNumbersPutIn(String name) {
    return inForce.hasNumbersPutIn(name);
  }

  /** Whether the value of the name was computed from values that other names no longer have. */
  boolean isOutdated(String name) {
    return inForce.isOutdated(name);
  }

  /** The value that the document gave the name last, if only for a sentence; or null. */
  Assumption lastValue(String name) {
    return inForce.lastValue(name);
  }

  /** How many parts of the document have given the name a meaning. */
  int meanings(String name) {
    return inForce.meanings(name);
  }

  private static boolean isMadeOf(Definition d, String name) {
    return Trees.any(d.body(), x -> x instanceof Expr.Sym s && s.name().equals(name) || x instanceof Expr.Apply a && a.name().equals(name)
        || x instanceof Expr.Indexed i && (i.base().equals(name) || Target.family(i).equals(name) || i.toString().equals(name)));
  }

  /** Before a name gets a new meaning: what was defined by the old one keeps it. */
  void keepMeanings(String name) {
    if (version && !isDefinedHere(name)) {
      dropMeanings(name);
      return;
    }
    for (var d : List.copyOf(definitions.values())) {
      boolean ahead = d.scope() == scope && !isDefinedHere(name); // y = σ(a), a = …: what is said here of a
      if (!d.name().equals(name) && !ahead && isMadeOf(d, name)) {
        try {
          var body = new Resolver(this, Map.of(), Map.of()).resolve(d.body());
          definitions.put(d.name(), new Definition(d.name(), d.parameters(), d.family(), body, d.scope(), d.line(), d.data()));
        } catch (UnresolvedException | IllegalArgumentException _) {
          definitions.remove(d.name()); // its meaning cannot be kept
          doubted.add(d.name());
        }
      }
    }
  }

  /** Whether the members of the family are defined by others of it: h_t = tanh(w·h_{t−1} + …), also by way of another family. */
  boolean isRecursive(String family) {
    return recursive.contains(family);
  }

  /** Marks the families on every way from a family back to it. */
  private void findRecursion(String start) {
    var way = new java.util.ArrayDeque<String>();
    follow(start, start, way, new HashSet<>());
  }

  private void follow(String family, String start, java.util.Deque<String> way, Set<String> seen) {
    var d = definitions.get(family);
    if (d == null || !d.family() || !seen.add(family)) {
      return;
    }
    way.push(family);
    Trees.any(d.body(), x -> {
      if (x instanceof Expr.Indexed i) {
        var next = Target.family(i);
        if (next.equals(start)) {
          recursive.addAll(way);
        } else {
          follow(next, start, way, seen);
        }
      }
      return false;
    });
    way.pop();
  }

  void give(String text) {
    data.add(text);
  }

  /** Whether a decimal with these digits was given as data, so that it is exact. */
  boolean isData(String text) {
    return data.contains(text);
  }

  /** A closed value for a name whose definition is symbolic. */
  void value(String name, Expr closed) {
    values.put(name, closed);
    inForce.computed(name, closed);
  }

  Expr value(String name) {
    return inForce.isOutdated(name) ? null : values.get(name);
  }

  void show(Shown s) {
    shown.put(s.name(), s);
    inForce.shown(s.name());
  }

  Shown shown(String name) {
    return shown.get(name);
  }

  /** The one name whose value has been shown with exactly these digits, or null. */
  String shownAs(String text) {
    var hits = shown.values().stream().filter(s -> s.text().equals(text)).toList();
    return hits.size() == 1 && text.replace(".", "").replaceFirst("^0+", "").length() >= 3 ? hits.getFirst().name() : null;
  }

  /** The one name with the same label whose value has been shown with these digits: h_1 = σ(0.5) after z_1 = 0.5; or null. */
  String shownBeside(String text, String name) {
    int bar = name.indexOf('_');
    if (bar < 0) {
      return null;
    }
    var hits = shown.values().stream().filter(s -> s.text().equals(text) && s.name().endsWith(name.substring(bar))
        && !s.name().equals(name)).toList();
    return hits.size() == 1 ? hits.getFirst().name() : null;
  }

  // ---- domains and assumptions ----

  void declare(String name, Assumption a) {
    doubted.remove(name); // a declaration behind the words says what they meant
    domains.computeIfAbsent(name, _ -> new ArrayList<>()).add(a);
    var keyword = a.keyword() == null ? "" : a.keyword();
    if (keyword.startsWith("vector") || keyword.startsWith("matrix")) {
      declaredRanks.put(name, keyword.startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    } else if (keyword.matches("symmetric|invertible|orthogonal|positive definite|full.*rank")) {
      declaredRanks.putIfAbsent(name, Rank.MATRIX);
    } else if (a.relation() != null || keyword.matches("real|integer|scalars?|constants?")) {
      declaredRanks.put(name, Rank.SCALAR);
    }
    if (keyword.startsWith("vector") || keyword.startsWith("matrix")) {
      vectors.add(name);
    } else if (keyword.startsWith("index")) {
      indices.add(name);
    } else if (keyword.startsWith("function")) {
      functions.add(name);
    }
  }

  /** The members of a family, which carry so many subscripts, are vectors or matrices. */
  void declareMembers(String base, int subscripts, Assumption shape) {
    domains.computeIfAbsent(base, _ -> new ArrayList<>()).add(shape);
    table.declare(new RankTable.Key(base, subscripts), shape.keyword().startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    vectors.add(base);
  }

  boolean isDeclared(String name) {
    return domains.containsKey(name);
  }

  Set<String> declared() {
    return domains.keySet();
  }

  void assume(Assumption a, Lifetime lifetime) {
    assumptions.removeIf(x -> x.assumption().name() != null && x.assumption().name().equals(a.name())
        && x.lifetime().compareTo(lifetime) <= 0 && isEquation(x.assumption()) && isEquation(a));
    assumptions.add(new Active(a, lifetime, level));
    if (isValue(a)) {
      inForce.gives(((Expr.Sym) ((Expr.Rel) a.relation()).lhs()).name(), ((Expr.Rel) a.relation()).rhs(), a).forEach(shown::remove);
    }
    faded.removeIf(f -> a.relation() != null && a.relation().equals(f.relation()));
  }

  /** The last assumption of the text that is in force, or null. */
  Assumption lastAssumed() {
    return assumptions.isEmpty() || assumptions.getLast().lifetime() == Lifetime.DOCUMENT ? null : assumptions.getLast().assumption();
  }

  void replaceLast(Assumption a) {
    var last = assumptions.removeLast();
    assumptions.add(new Active(a, last.lifetime(), last.level()));
  }

  /** The name has its meaning only in a case, which ends with the words behind it. */
  void endsWithCase(String name) {
    ofCase.add(name);
  }

  /** Words that begin something else end the case of a formula. */
  void endCase() {
    ofCase.forEach(this::undefine);
    ofCase.clear();
  }

  void undefine(String name) {
    definitions.remove(name);
    values.remove(name);
    shown.remove(name);
  }

  private static boolean isValue(Assumption a) {
    return isEquation(a) && ((Expr.Rel) a.relation()).lhs() instanceof Expr.Sym;
  }

  private static boolean isEquation(Assumption a) {
    return a.relation() instanceof Expr.Rel r && r.op() == org.gradus.expr.RelOp.EQ;
  }

  /** Whether assumptions give each of these a value. */
  boolean fixes(Set<Expr.Sym> symbols) {
    return symbols.stream().allMatch(s -> assumptions.stream().anyMatch(a -> isEquation(a.assumption())
        && ((Expr.Rel) a.assumption().relation()).lhs().equals(s)));
  }

  /** The expression at the values that assumptions give to variables. */
  Expr atAssumed(Expr e) {
    var by = new HashMap<Expr, Expr>();
    for (var a : assumptions) {
      if (a.assumption().relation() instanceof Expr.Rel r && isEquation(a.assumption()) && r.lhs() instanceof Expr.Sym) {
        by.put(r.lhs(), r.rhs());
      }
    }
    try {
      return by.isEmpty() ? e : Trees.substitute(org.gradus.expr.Derivatives.carryOut(e), by);
    } catch (RuntimeException _) {
      return e; // what cannot be carried out stays as it is
    }
  }

  /** A name that carries indices. */
  void expectFamily(String base) {
    families.add(base);
  }

  /** A letter that a sum of the document runs over. */
  void expectIndex(String letter) {
    indices.add(letter);
  }

  /** Names of which the words say something that was not understood, in this part of the document. */
  void doubt(java.util.Collection<String> names) {
    doubted.addAll(names);
  }

  /** Something is said of components, vectors or matrices without their names, in this part of the document. */
  void doubtFamilies() {
    familiesDoubted = true;
  }

  boolean familiesDoubted() {
    return familiesDoubted;
  }

  Set<String> doubted() {
    var all = new HashSet<>(doubted);
    all.addAll(overloaded);
    return Set.copyOf(all);
  }

  /** Ends the assumptions that live no longer than this. */
  void end(Lifetime lifetime) {
    fade(a -> a.lifetime().compareTo(lifetime) <= 0);
  }

  /**
   * A heading ends what was assumed below one of its own level or a lower one.
   *
   * @param contrary whether it names a case, so that what was assumed may be what does not hold now
   */
  void heading(int newLevel, boolean contrary) {
    end(Lifetime.PART);
    if (contrary) {
      assumptions.stream().filter(a -> a.lifetime() == Lifetime.SCOPE && a.level() >= newLevel).forEach(this::doubt);
      faded.forEach(this::doubt);
    }
    fade(a -> a.lifetime() == Lifetime.SCOPE && a.level() >= newLevel);
    level = newLevel;
    headings.removeIf(h -> h.level() >= newLevel);
    headings.add(new Heading(++headingCount, newLevel));
  }

  /**
   * Whether the part lies around the one at hand, which stands below a heading of its own within that part. What stands below
   * the title of the document, or before the first heading, may be a part beside the others.
   */
  boolean isAround(int part) {
    var outer = headingsOf.get(part);
    return outer != null && !outer.isEmpty() && outer.getLast().level() > 1 && outer.size() < headings.size() && headings.subList(0, outer.size()).equals(outer);
  }

  /** 'Otherwise': the case that was spoken of ends, and nothing of what it said is known to hold. */
  void contrary(int line) {
    withdrawn = Math.max(withdrawn, line);
    for (var a : List.copyOf(assumptions)) {
      if (a.lifetime() != Lifetime.DOCUMENT && a.level() == level) {
        doubt(a);
      }
    }
    faded.forEach(this::doubt);
    fade(a -> a.lifetime() != Lifetime.DOCUMENT && a.level() == level);
  }

  /** 'For any x': what was said of the name before need not hold from here on. */
  void anew(String name) {
    fade(a -> a.lifetime() != Lifetime.DOCUMENT && a.assumption().relation() != null && isValueIn(name, a.assumption().relation()));
  }

  /** Whether the name stands in the relation as a value, not only as the index of a family. */
  private static boolean isValueIn(String name, Expr e) {
    return e instanceof Expr.Sym s ? s.name().equals(name)
        : !(e instanceof Expr.Indexed) && Trees.children(e).stream().anyMatch(c -> isValueIn(name, c));
  }

  /** Takes assumptions out of force; restrictions may still be meant, a value that was given no more. */
  private void fade(Predicate<Active> ended) {
    for (var a : assumptions) {
      if (ended.test(a) && a.assumption().relation() != null && !isValue(a.assumption())
          && faded.stream().noneMatch(f -> a.assumption().relation().equals(f.relation()))) {
        faded.add(a.assumption());
      }
    }
    assumptions.removeIf(ended);
  }

  /** What may be meant and is not certain. */
  void perhaps(Assumption a) {
    faded.add(a);
  }

  private void doubt(Active a) {
    doubt(a.assumption());
  }

  private void doubt(Assumption a) {
    if (a.relation() != null) {
      Trees.freeSymbols(a.relation()).forEach(s -> doubted.add(s.name()));
    }
  }

  /** What was assumed earlier, is not in force here, and is not excluded by what is. */
  List<Assumption> faded() {
    var here = assumptions();
    return faded.stream().filter(f -> here.stream().noneMatch(a -> Exclusion.of(f.relation(), a.relation()))).toList();
  }

  /** A name that stands for any real number. */
  void variable(String name) {
    variables.add(name);
    used.add(name);
  }

  /** What is known here, for a claim of the words. */
  Setting setting(List<Assumption> about, Set<String> declared) {
    return new Setting(about, domainsOf(_ -> true), declared, doubted(), arrays(), faded(), variables(), beside(), List.of());
  }

  /** The names that stand for any real number. */
  Set<String> variables() {
    return Set.copyOf(variables);
  }

  /** The claim with this number stands within a sentence, where an assumption may look the same. */
  void beside(int claim) {
    beside.add(claim);
  }

  List<Integer> beside() {
    return List.copyOf(beside);
  }

  /** What holds here. A case that the words name puts aside the case before it while it lasts. */
  List<Assumption> assumptions() {
    var result = new ArrayList<Assumption>();
    for (int i = 0; i < assumptions.size(); i++) {
      var a = assumptions.get(i);
      boolean aside = a.lifetime() != Lifetime.DOCUMENT && assumptions.subList(i + 1, assumptions.size()).stream()
          .anyMatch(b -> Exclusion.of(a.assumption().relation(), b.assumption().relation()));
      if (!aside) {
        result.add(a.assumption());
      }
    }
    return List.copyOf(result);
  }

  List<Assumption> domainsOf(Predicate<String> names) {
    return domains.entrySet().stream().filter(e -> names.test(e.getKey())).flatMap(e -> e.getValue().stream()).toList();
  }

  // ---- use ----

  void use(Expr e) {
    Trees.freeSymbols(e).forEach(s -> used.add(s.name()));
    useComponents(e);
    remember(e);
  }

  private void useComponents(Expr e) {
    if (e instanceof Expr.Indexed i) {
      used.add(i.base());
      used.add(e.toString());
    }
    Trees.children(e).forEach(this::useComponents);
  }

  private void remember(Expr e) {
    var found = new HashMap<String, Set<Expr>>();
    arguments(e, found);
    found.forEach((f, args) -> {
      var only = args.iterator().next();
      if (args.size() == 1 && !Trees.any(only, x -> x instanceof Expr.Matrix)) {
        lastArguments.put(f, only);
      }
    });
  }

  /** The arguments with which functions are applied in an expression, by the function's name in the document. */
  static void arguments(Expr e, Map<String, Set<Expr>> found) {
    if (e instanceof Expr.Call c && c.args().size() == 1 && isLetterFunction(c.function().name())) {
      if (!(c.arg() instanceof Expr.Sym s && s.name().endsWith("_"))) {
        found.computeIfAbsent(letterOf(c.function().name()), _ -> new LinkedHashSet<>()).add(c.arg());
      }
    } else if (e instanceof Expr.At a && a.body() instanceof Expr.Diff d && d.body() instanceof Expr.Call c
        && isLetterFunction(c.function().name())) {
      found.computeIfAbsent(letterOf(c.function().name()), _ -> new LinkedHashSet<>()).add(a.value());
    } else if (e instanceof Expr.Apply a && a.args().size() == 1) {
      found.computeIfAbsent(a.name(), _ -> new LinkedHashSet<>()).add(a.args().get(0));
    }
    Trees.children(e).forEach(c -> arguments(c, found));
  }

  Expr lastArgument(String function) {
    return lastArguments.get(function);
  }

  void lastArgument(String function, Expr argument) {
    lastArguments.put(function, argument);
  }

  /** Names that carry a transpose without being declared. */
  void useAsVectors(Set<String> names) {
    vectorish.addAll(names);
  }

  boolean isUsedAsVector(String name) {
    return vectorish.contains(name) && !domains.containsKey(name);
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  boolean isKnown(String name) {
    return used.contains(name) || definitions.containsKey(name) || domains.containsKey(name) || name.endsWith("_");
  }

  // ---- letters that stand for each other ----

  /** The name that this one is read as: a document that uses ω and w for one weight means one. */
  Expr.Sym alias(Expr.Sym s) {
    var other = aliases.get(s.name());
    return other == null ? s : Exprs.sym(other);
  }

  void alias(String name, String other) {
    aliases.put(name, other);
  }

  /** Takes over which letters stand for each other. */
  void aliasesOf(Context other) {
    aliases.clear();
    aliases.putAll(other.aliases);
  }

  // ---- parts of the document ----

  /** Something else is spoken of: a formula for a name that is not a number may define it anew. */
  void newTopic() {
    scope++;
    version = false;
  }

  /** The same is spoken of in another version: what is made of a name that gets another meaning here is not what it was. */
  void newVersion() {
    newTopic();
    version = true;
  }

  /** A new exercise: names that are defined again lose their old meaning, letters regain the usual one. */
  void newPart() {
    scope++;
    end(Lifetime.PART);
    end(Lifetime.SCOPE);
    faded.clear();
    variables.clear();
    doubted.clear();
    familiesDoubted = false;
    beside.clear();
    definitions.keySet().removeIf(LETTERS::containsKey);
    functions.removeAll(LETTERS.keySet());
    lastArguments.clear();
  }

  /** From here on the quantities of layers are those of a network that a directive names. */
  void network() {
    network = true;
  }

  /** Whether the name is a quantity of every layer of the network that a directive names: a formula claims what it is. */
  boolean isOfNetwork(Expr e) {
    return network && e instanceof Expr.Indexed x && !x.sup().isEmpty() && SuperscriptSurvey.IN_LAYERS.contains(x.base().replaceFirst("_.*", ""));
  }

  /** Forgets all definitions. */
  void forget() {
    network = false;
    newPart();
    end(Lifetime.SCOPE);
    definitions.clear();
    values.clear();
    shown.clear();
    aliases.clear();
    data.clear();
    doubted.clear();
  }
}
