package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Names;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Term;

/** What is known at a place in a document: symbols with their domains, definitions, assumptions. Grows as the document is read. */
final class Context implements Names {

  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, List<Assumption>> domains = new LinkedHashMap<>();
  private final Map<String, Rank> declaredRanks = new HashMap<>();
  private RankTable table = new RankTable();
  private Spelling spelling = new Spelling();
  private SumRanges ranges = new SumRanges();
  private StatedFacts stated = new StatedFacts();
  private Hypotheses hypotheses = new Hypotheses();
  private Chances chances = new Chances();
  private Sections sections = new Sections();
  private Uses uses = new Uses();
  private Recursion recursion = new Recursion();
  private boolean itemStart;
  private Unrolling unrolling = new Unrolling();
  private Expr gradientVariable;
  private final Set<String> doubted = new HashSet<>();
  private final Map<String, List<Expr>> dataSets = new HashMap<>();
  private final Map<String, Integer> doubtLines = new HashMap<>();
  private final Set<String> variables = new HashSet<>();
  /** The line in which something was said of families without their names; 0 if nothing was. */
  private int familiesDoubted;
  private Members around = Members.NO_WORDS;
  private Introduced introduced = new Introduced();
  private final List<Assumption> restrictions = new ArrayList<>();
  private final List<Assumption> lasting = new ArrayList<>();
  private final Set<String> everDoubted = new HashSet<>();
  private final Map<String, Expr> reached = new HashMap<>();
  private final Set<String> lost = new HashSet<>();
  private boolean general;
  private boolean sheet;
  private final Set<String> models = new HashSet<>();
  private final List<Place> beside = new ArrayList<>();
  private SquaredParameters squares = new SquaredParameters();
  private final Set<String> ranking = new HashSet<>();
  private ValuesInForce values = new ValuesInForce();
  private final Set<String> vectorish = new HashSet<>();
  private int scope;
  private boolean network;
  private final List<Definition> met = new ArrayList<>();
  private Supposing supposing = new Supposing();
  private int line;
  private boolean version;
  private final Set<String> ofCase = new HashSet<>();

  /** The context as it is now; what is read later does not change it. */
  Context copy() {
    var c = new Context();
    c.definitions.putAll(definitions);
    domains.forEach((name, known) -> c.domains.put(name, new ArrayList<>(known)));
    c.declaredRanks.putAll(declaredRanks);
    c.spelling = spelling.copy();
    c.ranges = ranges.copy();
    c.stated = stated.copy();
    c.doubted.addAll(doubted);
    c.dataSets.putAll(dataSets);
    c.doubtLines.putAll(doubtLines);
    c.hypotheses = hypotheses.copy();
    c.chances = chances.copy();
    c.variables.addAll(variables);
    c.introduced = introduced.copy();
    c.everDoubted.addAll(everDoubted);
    c.reached.putAll(reached);
    c.lost.addAll(lost);
    c.general = general;
    c.sheet = sheet;
    c.models.addAll(models);
    c.beside.addAll(beside);
    c.familiesDoubted = familiesDoubted;
    c.around = around;
    c.uses = uses.copy();
    c.squares = squares.copy();
    c.recursion = recursion.copy();
    c.unrolling = unrolling.copy();
    c.values = values.copy();
    c.vectorish.addAll(vectorish);
    c.table = table;
    c.gradientVariable = gradientVariable;
    c.scope = scope;
    c.sections = sections.copy();
    c.network = network;
    c.supposing = supposing;
    c.line = line;
    c.version = version;
    c.ofCase.addAll(ofCase);
    return c;
  }

  /** The context as it is now for another reading of the same document, which supposes what it likes. */
  Context forAnotherReading() {
    var c = copy();
    c.supposing = new Supposing();
    return c;
  }

  // ---- names ----

  /** How the document writes its names. */
  Spelling spelling() {
    return spelling;
  }

  /** Where its sums end. */
  SumRanges ranges() {
    return ranges;
  }

  @Override
  public boolean isFunction(String name) {
    var d = definitions.get(name);
    return d != null && d.isFunction() || spelling.isFunction(name) || d == null && member(name) != null;
  }

  @Override
  public boolean isVariable(String name) {
    var d = definitions.get(name);
    return d != null && d.parameters().isEmpty() || domains.containsKey(name) || spelling.isOverloaded(name) || spelling.isLabel(name)
        || d == null && variables.contains(name) && !spelling.isFunction(name);
  }

  @Override
  public boolean isAbbreviation(String name) {
    return definitions.containsKey(name) || spelling.isFunction(name);
  }

  @Override
  public boolean isOverloaded(String constant) {
    return spelling.isOverloaded(constant);
  }

  /** The letter of a constant that stands for something else in places, and of which the words say nothing more. */
  boolean isOnlyOverloaded(String constant) {
    return spelling.isOverloaded(constant) && !doubted.contains(constant);
  }

  @Override
  public boolean transposesByPrime() {
    return spelling.transposesByPrime();
  }

  /** What a model says of data: a derivative by its parameters leaves the data as they are. */
  void model(String name) {
    models.add(name);
  }

  Set<String> models() {
    return models;
  }

  @Override
  public boolean isGradient(String base) {
    return spelling.isGradient(base);
  }

  @Override
  public boolean isIndexed(String base) {
    return spelling.isIndexed(base);
  }

  @Override
  public boolean isProduct(String letters) {
    return spelling.isProduct(letters) && !isVariable(letters);
  }

  @Override
  public boolean isCount(String name) {
    return spelling.isCount(name);
  }

  @Override
  public boolean isGivenNumber(String name) {
    return spelling.isGivenNumber(name);
  }

  @Override
  public boolean isIndex(String letter) {
    return spelling.isIndex(letter);
  }

  @Override
  public List<Expr.Sym> parameters(String function) {
    var d = definitions.get(function);
    return d == null || d.family() || !d.standing().equals(d.parameters()) ? List.of() : d.parameters();
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
    if (base.equals(Ranks.ANY)) {
      return Rank.COLUMN;
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
  public Rank valueRank(String written) {
    var function = Conditional.plain(written);
    var d = definitions.get(function);
    return d != null && d.isFunction() ? new Ranks(this).of(d.body()) : table.value(function);
  }

  @Override
  public boolean isStacked(String base) {
    return table.isStacked(base) && rank(base, 0) == Rank.COLUMN;
  }

  @Override
  public Above above(String base, Term sup) {
    return table.superscripts().meaning(base, sup);
  }

  @Override
  public boolean isApart(String base) {
    return table.superscripts().isApart(base);
  }

  /** Whether the document numbers the values of a name with this letter: x^(i). */
  boolean isNumbered(String base, Expr.Sym letter) {
    return table.superscripts().isNumbered(base, letter.name());
  }

  RankTable ranks() {
    return table;
  }

  /** From here on names have these ranks; what was made of a vector says nothing of a number with its letter. */
  void ranks(RankTable ofPart) {
    var others = new HashSet<>(ofPart.local());
    others.addAll(table.local());
    others.removeIf(n -> ofPart.isLocal(n) && table.isLocal(n));
    table = ofPart;
    others.forEach(this::lose);
  }

  /** The name stands for something else from here on: what it was is forgotten, and what was made of it. */
  private void lose(String name) {
    for (var d : List.copyOf(definitions.values())) {
      if (!d.name().equals(name) && isMadeOf(d, name) && !d.parameters().contains(Exprs.sym(name)) && definitions.containsKey(d.name())) {
        undefine(d.name());
        doubted.add(d.name());
        lost.add(d.name());
        lose(d.name());
      }
    }
    if (isDefined(name)) {
      undefine(name);
      lost.add(name);
    }
  }

  /** Names that had a meaning made of a letter that became another one. */
  Set<String> lost() {
    return Set.copyOf(lost);
  }

  /** {@code X = {(0,0), (0,1)}}: a set of points, each a column. */
  void dataSet(String name, List<Expr> points) {
    dataSets.put(name, List.copyOf(points));
  }

  @Override
  public List<Expr> points(String letter, String set) {
    var name = set != null ? set : letter.toUpperCase(Locale.ROOT);
    if (name.equals(letter) || isDefined(letter)) {
      return null;
    }
    var listed = dataSets.get(name);
    return listed != null ? listed : name.equals(letter.toUpperCase(Locale.ROOT)) ? GivenSamples.all(letter, 0, this) : null;
  }

  Arrays arrays() {
    var all = new ArrayList<>(stated.in(table, line));
    domains.values().forEach(all::addAll);
    all.addAll(hypotheses.properties());
    return new Arrays(table, declaredRanks, all, ranges.ends(), false);
  }

  /** The words around the formula that is read. */
  void around(Members words) {
    around = words;
  }

  Members around() {
    return around;
  }

  // ---- definitions ----

  Definition definition(String name) {
    return definitions.get(name);
  }

  /** Whether the vector itself, or one of its components, has a meaning of its own. */
  boolean hasComponents(String base) {
    return !reached.containsKey(base) && definitions.values().stream().anyMatch(d -> d.scope() == scope && (d.name().equals(base) || d.name().startsWith(base + "_")));
  }

  boolean isDefined(String name) {
    return definitions.containsKey(name);
  }

  /** Whether the name ends, from there on, in a number or in one small letter. */
  private static boolean isLabel(String name, int from) {
    if (name.length() == from + 1 && name.charAt(from) >= 'a' && name.charAt(from) <= 'z') {
      return true;
    }
    for (int i = from; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return from < name.length();
  }

  /**
   * {@code S_1} of a family of functions defined as {@code S_λ(x) = …} with λ on the right, {@code p_j} where {@code p_i(T) = …};
   * null if the name is no such member.
   */
  Definition member(String name) {
    int bar = name.lastIndexOf('_');
    if (bar <= 0 || isDefined(name) || !isLabel(name, bar + 1) || isDefined(name.substring(bar + 1))) {
      return null;
    }
    var base = name.substring(0, bar + 1);
    Definition found = null;
    for (var d : definitions.values()) {
      var label = d.name().startsWith(base) ? Exprs.sym(d.name().substring(base.length())) : null;
      if (label != null && d.isFunction() && !d.parameters().contains(label) && Trees.freeSymbols(d.body()).contains(label) && !isDefined(label.name())) {
        if (found != null) {
          return null;
        }
        var which = name.substring(bar + 1);
        var value = Character.isDigit(which.charAt(0)) ? Exprs.num(Rational.of(new BigDecimal(which))) : Exprs.sym(which);
        if (d.parameters().contains(value)) {
          return null; // f_x beside f_a(x): a derivative
        }
        found = new Definition(name, d.parameters(), false, Trees.substitute(d.body(), label, value), d.scope(), d.line(), false);
      }
    }
    return found;
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
    supposing.take(meanings);
  }

  /** What this reading takes names without a meaning for. */
  Supposing supposing() {
    return supposing;
  }

  /** What a name is taken for that has no meaning here; null if nothing is clear. */
  Supposition supposed(String name) {
    if (isDefined(name) || isDeclared(name)) {
      return null;
    }
    if (stated().isTakenApart(name)) {
      return null; // X ∈ ℝ^{n×d}, and far below X = UΣVᵀ: no meaning of X, but one of U, Σ and V
    }
    return supposing.of(name, scope, line, this);
  }

  /** Which function a name without a meaning is taken for whose gradient by these variables is taken; null if nothing is clear. */
  Supposition supposedFunction(String name, List<Expr> by) {
    return isDefined(name) || isDeclared(name) ? null : supposing.function(name, by, scope, line, this);
  }

  /** Whether the name has a meaning that a new definition here would not silently replace. */
  boolean isDefinedHere(String name) {
    var d = definitions.get(name);
    return d != null && d.scope() == scope;
  }

  /** {@code f'} and {@code σ''}: derivatives of what has a meaning, not names of their own. */
  boolean isPrimed(String name) {
    var base = name.replaceFirst("(?:_prime)+$", "");
    return !base.equals(name) && (Letters.function(base) != null || isDefined(base) || isFunction(base));
  }

  /** The members of sequences that recursions determine. */
  Unrolling unrolling() {
    return unrolling;
  }

  void define(String name, List<Expr.Sym> parameters, boolean family, Expr body, int line, boolean given) {
    define(new Definition(name, parameters, family, body, scope, line, given));
  }

  /** A function whose parameters stand for these where it is written without arguments. */
  void defineAt(String name, List<Expr.Sym> parameters, List<? extends Expr> standing, Expr body, int line) {
    define(new Definition(name, parameters, standing, false, body, scope, line, false));
  }

  private void define(Definition definition) {
    var name = definition.name();
    var body = definition.body();
    var parameters = definition.parameters();
    if (version && met.stream().anyMatch(d -> d.name().equals(name) && d.scope() != scope)) {
      dropMeanings(name);
    }
    dataSets.remove(name);
    sections.defines(scope);
    definitions.put(name, definition);
    met.add(definition);
    introduced.add(name, this.line);
    values.defined(name, scope, body);
    if (parameters.isEmpty() && body instanceof Expr.Num) {
      values.gives(name, body, null);
    }
    if (definition.family()) {
      componentsGone(name);
      recursion.defined(name, definitions);
      var base = name.substring(0, name.indexOf(Target.FAMILY));
      spelling.expectFamily(base);
      if (isDefined(base) && !isDefinedHere(base) && !isFunction(base)) {
        definitions.remove(base); // the vector of an earlier part
      }
    } else if (!parameters.isEmpty()) {
      hypotheses.ofFunction(Trees.freeSymbols(body).stream().map(Expr.Sym::name).collect(Collectors.toSet()),
          parameters.stream().map(Expr.Sym::name).collect(Collectors.toSet()));
      spelling.expectFunction(name);
      componentsAreFunctions(name, parameters, body);
    }
    spelling.noAlias(name);
  }

  /** {@code p_i(T) = …}: what components {@code p_i} were before, they are values of functions now. */
  private void componentsAreFunctions(String name, List<Expr.Sym> parameters, Expr body) {
    int bar = name.lastIndexOf('_');
    var index = Exprs.sym(name.substring(bar + 1));
    var family = name.substring(0, Math.max(bar, 0)) + Target.FAMILY;
    if (bar > 0 && definitions.containsKey(family) && !parameters.contains(index) && Trees.freeSymbols(body).contains(index)) {
      keepMeanings(family);
      definitions.remove(family);
    }
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

  private static boolean isMadeOf(Definition d, String name) {
    return Trees.any(d.body(), x -> x instanceof Expr.Sym s && s.name().equals(name) || x instanceof Expr.Apply a && Conditional.plain(a.name()).equals(name)
        || x instanceof Expr.Indexed i && (i.base().equals(name) || Target.family(i).equals(name) || i.toString().equals(name)));
  }

  /** δ = ∂C/∂z says what δ is of every cost. */
  private static boolean isSlopeOf(Definition d, String name) {
    return (d.parameters().isEmpty() || d.family()) && d.body() instanceof Expr.Diff x && x.body() instanceof Expr.Sym s && s.name().equals(name);
  }

  /** Before a name gets a new meaning: what was defined by the old one keeps it. */
  void keepMeanings(String name) {
    if (version && !isDefinedHere(name)) {
      dropMeanings(name);
      return;
    }
    for (var d : List.copyOf(definitions.values())) {
      boolean ahead = d.scope() == scope && !isDefinedHere(name); // y = σ(a), a = …: what is said here of a
      if (!d.name().equals(name) && !ahead && isMadeOf(d, name) && !isSlopeOf(d, name)) {
        try {
          var body = new Resolver(this, Map.of(), Map.of()).resolve(d.body());
          definitions.put(d.name(), d.with(body));
        } catch (UnresolvedException | IllegalArgumentException _) {
          definitions.remove(d.name()); // its meaning cannot be kept
          doubted.add(d.name());
        }
      }
    }
  }

  /** Whether the members of the family are defined by others of it: h_t = tanh(w·h_{t−1} + …), also by way of another family. */
  boolean isRecursive(String family) {
    return isDefined(family) && recursion.contains(family);
  }

  /** The numbers that names have. */
  ValuesInForce values() {
    return values;
  }

  // ---- domains and assumptions ----

  void assume(Assumption a, Lifetime lifetime) {
    boolean everywhere = lifetime != Lifetime.DOCUMENT && Everywhere.isSaid(around.sentence());
    hypotheses.assume(a, everywhere ? Lifetime.SCOPE : lifetime, everywhere ? Hypotheses.EVERYWHERE : Math.max(0, sections.level() - (general ? 1 : 0)));
    if (a.relation() != null) {
      Trees.freeSymbols(a.relation()).forEach(s -> introduced.add(s.name(), line));
      if (lifetime != Lifetime.DOCUMENT && !Hypotheses.isValue(a)) {
        (everywhere ? lasting : restrictions).add(a);
      }
    }
    if (Hypotheses.isValue(a)) {
      values.gives(((Expr.Sym) ((Expr.Rel) a.relation()).lhs()).name(), ((Expr.Rel) a.relation()).rhs(), a);
    }
  }

  /** What holds here. */
  List<Assumption> assumptions() {
    return hypotheses.inForce();
  }

  Hypotheses hypotheses() {
    return hypotheses;
  }

  /** What is said of random quantities. */
  Chances chances() {
    return chances;
  }

  /** 'Otherwise': the case that was spoken of ends, and nothing of what it said is known to hold. */
  void contrary(int line) {
    stated.withdraw(line);
    chances.endCases();
    doubtHere(hypotheses.contrary(sections.level()));
  }

  /**
   * A heading ends what was assumed below one of its own level or a lower one; where it names a case, what was assumed may be
   * what does not hold now.
   */
  void heading(int level, String text) {
    boolean contrary = Prose.CASE_HEADING.matcher(text).find();
    around = Members.NO_WORDS;
    general = Everywhere.isHeading(text);
    hypotheses.endItems();
    hypotheses.end(Lifetime.PART);
    if (contrary) {
      doubtHere(hypotheses.deniedBy(level));
    }
    hypotheses.heading(level);
    chances.heading(level);
    sections.heading(level);
  }

  Sections sections() {
    return sections;
  }

  /** What words state of vectors, matrices and families. */
  StatedFacts stated() {
    return stated;
  }

  /** The relations that words state of the names of these expressions. */
  List<Assumption> statedRelations(List<Expr> expressions) {
    return stated.relations(table, expressions);
  }

  /** The names, without their indices, that the text gives a meaning or a shape, declares, or assumes something of, from a line on. */
  Set<String> introduced(int from) {
    var all = introduced.since(from);
    all.addAll(stated.names(true, from));
    return all;
  }

  /** Whether the exercise at hand brings the name in. */
  private boolean isOwn(String name) {
    return introduced.isHere(name) || stated.names(true, introduced.start()).contains(base(name));
  }

  /** What this reading says of names, for exercises that are read without it. */
  Recollection recollection() {
    everDoubted.addAll(doubtedFamilies());
    return new Recollection(restrictions, everDoubted, lasting);
  }

  /**
   * What exercises say that are not read with this one.
   *
   * @param start the line in which this one begins, or 0 where all are read as one text
   */
  void recall(Recollection others, int start) {
    sheet = true;
    if (start > 0) {
      introduced.startsAt(start);
    }
    hypotheses.recall(others.restrictions());
    others.lasting().forEach(a -> hypotheses.assume(a, Lifetime.SCOPE, Hypotheses.EVERYWHERE));
    everDoubted.addAll(others.doubted());
  }

  /**
   * What was assumed before and may still be meant.
   *
   * @param claim what it is asked for, or null for all: of earlier exercises only what is said of names of it counts that this
   *     exercise does not bring in itself
   */
  List<Assumption> perhaps(List<Expr> claim) {
    var all = new ArrayList<>(hypotheses.faded());
    var names = new HashSet<String>();
    if (claim != null) {
      claim.forEach(e -> Uses.names(e, names));
    }
    for (var a : hypotheses.earlier()) {
      var about = new HashSet<String>();
      Uses.names(a.relation(), about);
      if (about.stream().anyMatch(n -> !isOwn(n) && (claim == null || names.contains(n)))) {
        all.add(a);
      }
    }
    return all;
  }

  /** The names of components, vectors and matrices that are used where the words say something of such without their names. */
  private Set<String> doubtedFamilies() {
    return familiesDoubted == 0 ? Set.of() : uses.names().stream().map(Context::base).filter(this::isArray).collect(Collectors.toSet());
  }

  /** What is said of a name: a name without a restricted domain that was only ever given numbers is a letter elsewhere. */
  Exercises.Meaning meaning(String name) {
    if (isFunction(name)) {
      return Exercises.Meaning.FUNCTION;
    }
    if (rank(name, 0) == Rank.MATRIX) {
      return Exercises.Meaning.MATRIX;
    }
    boolean restricted = stated.names(false, 0).contains(name)
        || domains.getOrDefault(name, List.of()).stream().anyMatch(a -> a.relation() != null || !"real".equals(a.keyword()));
    return !restricted && met.stream().filter(d -> base(d.name()).equals(name)).allMatch(d -> Trees.freeSymbols(d.body()).isEmpty())
        ? Exercises.Meaning.NUMBER : Exercises.Meaning.OTHER;
  }

  /** The name without indices. */
  static String base(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  SquaredParameters squares() {
    return squares;
  }

  void declare(String name, Assumption a) {
    introduced.add(name, line);
    dataSets.remove(name);
    doubted.remove(name); // a declaration behind the words says what they meant
    domains.computeIfAbsent(name, _ -> new ArrayList<>()).add(a);
    var keyword = a.keyword() == null ? "" : a.keyword();
    if (keyword.startsWith("vector") && table.isIterated(name)) {
      declaredRanks.remove(name); // x ∈ ℝⁿ, and so are the x_k
    } else if (keyword.startsWith("vector") || keyword.startsWith("matrix")) {
      declaredRanks.put(name, keyword.startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    } else if (keyword.matches("symmetric|invertible|orthogonal|positive (?:semi-?)?definite|full.*rank")) {
      declaredRanks.putIfAbsent(name, Rank.MATRIX);
    } else if (keyword.matches("real|integer|scalars?|constants?")) {
      declaredRanks.put(name, Rank.SCALAR);
    } else if (a.relation() != null) {
      declaredRanks.putIfAbsent(name, Rank.SCALAR); // x ≠ 0 may be said of a vector
    }
    if (keyword.startsWith("vector") || keyword.startsWith("matrix")) {
      spelling.expectArray(name);
    } else if (keyword.startsWith("index")) {
      spelling.expectIndex(name);
    } else if (keyword.startsWith("function")) {
      spelling.expectFunction(name);
    }
  }

  /** The members of a family, which carry so many subscripts, are vectors or matrices. */
  void declareMembers(String base, int subscripts, Assumption shape) {
    domains.computeIfAbsent(base, _ -> new ArrayList<>()).add(shape);
    table.declare(new RankTable.Key(base, subscripts), shape.keyword().startsWith("matrix") ? Rank.MATRIX : Rank.COLUMN);
    spelling.expectArray(base);
  }

  boolean isDeclared(String name) {
    return domains.containsKey(name);
  }

  Set<String> declared() {
    return domains.keySet();
  }

  /** The name has its meaning only in a case, which ends with the words behind it. */
  void endsWithCase(String name) {
    ofCase.add(name);
  }

  /** Whether no formula has been read since the label of the item at hand. */
  boolean isItemStart() {
    return itemStart;
  }

  void itemStart(boolean atLabel) {
    itemStart = atLabel;
  }

  /** Words that begin something else end the case of a formula. */
  void endCase() {
    values.newSentence();
    ofCase.forEach(this::undefine);
    ofCase.clear();
  }

  /** A member of a sequence has another value: those behind it were worked out from the one before. */
  void dropLater(String member) {
    later(member).forEach(this::undefine);
  }

  /** Whether members with greater numbers were defined after this one. */
  boolean hasLater(Definition member) {
    return later(member.name()).stream().anyMatch(n -> definitions.get(n).line() >= member.line());
  }

  private List<String> later(String member) {
    var found = new ArrayList<String>();
    var m = Redefinitions.NUMBERED.matcher(member);
    if (m.matches()) {
      for (var name : List.copyOf(definitions.keySet())) {
        var other = Redefinitions.NUMBERED.matcher(name);
        if (other.matches() && other.group("base").equals(m.group("base")) && Integer.parseInt(other.group("number")) > Integer.parseInt(m.group("number"))) {
          found.add(name);
        }
      }
    }
    return found;
  }

  void undefine(String name) {
    definitions.remove(name);
    values.forget(name);
  }

  /** From here on the name may stand for anything of its kind; what was said of it, and made of it, was of another one. */
  void anew(Introductions.Introduction i) {
    var d = definitions.get(i.name());
    boolean number = d != null && d.parameters().isEmpty() && Trees.freeSymbols(d.body()).isEmpty();
    boolean here = d != null && (d.scope() == scope || sections.isAround(d.scope()));
    boolean gone = d != null && switch (i.said()) {
      case NOTHING -> false;
      case PERHAPS -> !here;
      case RESTRICTED -> number && !here || i.number() && d.isFunction();
      case QUANTIFIED -> number || !here || i.number() && d.isFunction();
      case ANEW -> true;
    };
    if (gone) {
      keepMeanings(i.name());
      undefine(i.name());
      if (i.number()) {
        spelling.expectNoFunction(i.name()); // p(1 − p) is a product now
      } else if (d.isFunction()) {
        spelling.expectFunction(i.name()); // a letter of the table is no function of the table here
      }
    }
    switch (i.said()) {
      case NOTHING -> { }
      case PERHAPS, RESTRICTED -> introduced.add(i.name(), line);
      case QUANTIFIED -> {
        if (hypotheses.isBehindClaims()) {
          stated.renew(i.name(), hypotheses.listStart(), hypotheses.itemStart());
        }
        anew(i.name());
      }
      case ANEW -> {
        stated.renew(i.name(), 0, line);
        anew(i.name());
      }
    }
  }

  /** 'For any x': what was said of the name before need not hold from here on. */
  void anew(String name) {
    hypotheses.anew(name);
    introduced.add(name, line);
  }

  @Override
  public int subscripts(String base) {
    return spelling.subscripts(base);
  }

  /** How often something new was said of what sums run over and of which names carry indices: what was read before may be read otherwise. */
  int learned() {
    return spelling.learned() + ranges.learned();
  }

  /** The vector has a value at the optimum: what is said of its entries are values there. */
  void reach(String name, Expr value) {
    reached.put(name, value);
  }

  /** The value of the vector at the optimum, or null. */
  Expr reachedValue(String name) {
    return reached.get(name);
  }

  boolean isReached(String name) {
    return reached.containsKey(name);
  }

  /** Names of which the words say something that was not understood, in this part of the document. */
  void doubt(Collection<String> names) {
    doubtHere(names);
    everDoubted.addAll(names);
  }

  /** What the words say of these names is understood now. */
  void understood(Collection<String> names) {
    doubted.removeAll(names);
    everDoubted.removeAll(names);
  }

  /** Names in formulas that do not read: what they say of them is not carried into other exercises. */
  void doubtHere(Collection<String> names) {
    doubted.addAll(names);
    names.forEach(n -> doubtLines.put(n, line));
  }

  /**
   * The lines that say of names what was not understood.
   *
   * @param unknown names of which nothing is known in a step
   */
  Map<String, Integer> doubtLines(Set<String> unknown) {
    var here = new HashMap<>(doubtLines);
    here.keySet().retainAll(doubted);
    if (familiesDoubted > 0) {
      unknown.stream().map(Context::base).filter(this::isArray).forEach(n -> here.putIfAbsent(n, familiesDoubted));
    }
    return here;
  }

  private boolean isArray(String base) {
    return spelling.isFamily(base) || rank(base, 0) != null && !rank(base, 0).isScalar();
  }

  /** Something is said of components, vectors or matrices without their names, in this part of the document. */
  void doubtFamilies(int lineRead) {
    familiesDoubted = lineRead;
  }

  boolean familiesDoubted() {
    return familiesDoubted > 0;
  }

  Set<String> doubted() {
    var all = new HashSet<>(doubted);
    all.addAll(spelling.overloaded());
    if (sheet) {
      everDoubted.stream().filter(n -> !isOwn(n)).forEach(all::add);
    }
    return Set.copyOf(all);
  }

  /** A name that stands for any real number. */
  void variable(String name) {
    variables.add(name);
    introduced.add(name, line);
    uses.use(name);
  }

  /** What is known here, for a claim of the words. */
  Setting setting(List<Assumption> about, Set<String> declared) {
    return new Setting(about, domainsOf(_ -> true), declared, doubted(), arrays(), perhaps(null), variables(), beside(), List.of()).saying(chances.inForce()).doubting(doubtLines(doubted()));
  }

  /** The names that stand for any real number. */
  Set<String> variables() {
    return Set.copyOf(variables);
  }

  /** The claim at this place stands within a sentence, where an assumption may look the same. */
  void beside(Place claim) {
    beside.add(claim);
  }

  List<Place> beside() {
    return List.copyOf(beside);
  }

  List<Assumption> domainsOf(Predicate<String> names) {
    return domains.entrySet().stream().filter(e -> names.test(e.getKey())).flatMap(e -> e.getValue().stream()).toList();
  }

  // ---- use ----

  void use(Expr e) {
    uses.use(e);
  }

  boolean isUsed(String name) {
    return uses.isUsed(name);
  }

  Uses uses() {
    return uses;
  }

  /** Names that carry a transpose without being declared. */
  void useAsVectors(Set<String> names) {
    vectorish.addAll(names);
  }

  boolean isUsedAsVector(String name) {
    return vectorish.contains(name) && !domains.containsKey(name);
  }

  boolean isKnown(String name) {
    return uses.isUsed(name) || definitions.containsKey(name) || domains.containsKey(name) || name.endsWith("_");
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

  /** Whether another version than the one that defined the name is spoken of. */
  boolean isOfEarlierVersion(String name) {
    return version && !isDefinedHere(name);
  }

  /** A new exercise: names that are defined again lose their old meaning, letters regain the usual one. */
  void newPart(int level, int line) {
    scope++;
    introduced.newPart(level, line);
    hypotheses.newPart(level);
    chances.clear();
    variables.clear();
    doubted.clear();
    everDoubted.addAll(doubtedFamilies());
    familiesDoubted = 0;
    beside.clear();
    definitions.keySet().removeAll(Letters.all());
    spelling.newPart();
    uses.newPart();
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
    newPart(0, line);
    hypotheses.forget();
    everDoubted.clear();
    definitions.clear();
    values.clear();
    spelling.forgetAliases();
    doubted.clear();
  }
}
