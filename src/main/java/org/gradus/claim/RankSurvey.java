package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gradus.claim.RankTable.Key;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Elaborator;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/**
 * Finds out which names of a document are vectors and matrices: by transposes, norms, bold letters and the like, and
 * then by what they are added to, multiplied with and equal to.
 */
final class RankSurvey {

  private static final int MAX_PASSES = 6;
  private static final Set<String> NUMBERS_ONLY = Set.of("log", "ln", "exp", "cosh", "sinh", "tanh", "sin", "cos", "max", "min", "sqrt", "atan", "arctan");
  private static final Sought BOLD = Sought.of(
      "(?:\\\\(?:hat|tilde|bar)\\s*\\{?\\s*)?\\\\(?:mathbf|boldsymbol|bm|vec|pmb|bold)\\s*(?:\\{\\s*(?:\\\\[a-zA-Z]+|[A-Za-z])\\s*\\}|\\\\[a-zA-Z]+|\\s[A-Za-z])"
          + "\\}?(?:_(?:\\{[a-z, ]{1,5}\\}|[a-z]))?");

  private static final Pattern USUAL_MATRIX = Pattern.compile("[UVW](?:_\\{?\\w{1,3}}?)?");

  private static final Sought ENGINE = Sought.of("(?m)(?:^|;)\\s*engine\\b");

  /** Where a new exercise begins without a heading. */
  private static final Sought PART = Sought.of(
      "(?im)^\\s*(?:\\*\\*|\\\\text(?:bf)?\\{)?\\s*(?:\\(?(?:Q|Ex(?:ercise|ercice)?|Problem|Question|Task|Part|Aufgabe)\\.?\\s*\\d|\\d+\\)\\s)|^\\s*\\*\\*\\(?\\d+(?:\\.\\d+)+[.):]?(?:\\*\\*|\\s[^*\\n]{0,60}\\*\\*)");

  /** The number of a question at the beginning of a line: {@code Q3}. */
  private static final Sought QUESTION = Sought.of("\\W*[Qq]\\d{1,2}\\W*");

  private final Context context;
  private final RankTable table;
  private boolean news;
  /** What terms mean while nothing new is found; null for those that do not read. */
  private final Map<Term, Expr> readings = new IdentityHashMap<>();
  private int readAt = -1;

  private RankSurvey(Context context, RankTable table) {
    this.context = context;
    this.table = table;
  }

  /** The tables of the parts of a document, by the number of the block that each begins with. */
  static NavigableMap<Integer, RankTable> take(Document document, Context context) {
    var whole = new RankTable();
    var tables = new TreeMap<Integer, RankTable>();
    var parts = new TreeMap<Integer, List<Statement>>();
    var lists = new TreeMap<Integer, List<String>>();
    context.ranks(whole);
    var everywhere = new RankSurvey(context, whole);
    int begin = 0;
    int exercise = 0;
    var exercises = new TreeMap<Integer, Integer>();
    for (int i = 0; i < document.blocks().size(); i++) {
      var block = document.blocks().get(i);
      if (begins(block)) {
        begin = i;
        exercise += !(block instanceof Block.Heading h) || ClaimExtractor.EXERCISE.matcher(h.text()).matches() ? 1 : 0;
        exercises.put(i, exercise);
      }
      if (block instanceof Block.Directive d && ENGINE.matcher(d.text()).find()) {
        whole.superscripts().network();
      }
      if (block instanceof Block.Formula f) {
        parts.computeIfAbsent(begin, _ -> new ArrayList<>()).addAll(LatexReader.readDisplay(f.latex(), context));
        everywhere.bold(f.latex());
        lists.computeIfAbsent(begin, _ -> new ArrayList<>()).add(f.latex());
      }
    }
    parts.forEach((at, statements) -> {
      tables.put(at, new RankTable(whole, before(tables, at), at));
      tables.get(at).exercise(exercises.getOrDefault(at, 0));
      tables.get(at).superscripts().take(statements);
      tables.get(at).labels(statements);
      lists.get(at).forEach(tables.get(at).superscripts()::list);
    });
    new ShapeWords(context).read(document, i -> tables.floorEntry(i).getValue());
    var surveys = new TreeMap<Integer, RankSurvey>();
    tables.forEach((at, table) -> surveys.put(at, new RankSurvey(context, table)));
    Runnable pass = () -> parts.forEach((at, statements) -> {
      context.ranks(tables.get(at));
      surveys.get(at).take(statements);
    });
    pass.run();
    pass.run(); // what is known of capitals in one part may tell more in another
    int known = context.learned();
    tables.forEach((at, table) -> table.wholes().forEach((name, rank) -> EntriesOfWholes.expect(name, rank, lists.getOrDefault(at, List.of()), context)));
    if (context.learned() > known) {
      pass.run();
    }
    context.ranks(whole);
    return tables;
  }

  /** What the formulas by themselves tell of names, as if nothing else were written. */
  static RankTable alone(List<Block.Formula> formulas, Context context) {
    var table = new RankTable();
    context.ranks(table);
    var survey = new RankSurvey(context, table);
    formulas.forEach(f -> survey.bold(f.latex()));
    survey.take(formulas.stream().flatMap(f -> LatexReader.readDisplay(f.latex(), context).stream()).toList());
    return table;
  }

  /** A part in which letters are numbers that are vectors around it. */
  static RankTable within(RankTable around, Set<String> numbers, Set<String> said, List<Block.Formula> formulas, Context context) {
    var table = new RankTable(around, numbers, said);
    context.ranks(table);
    new RankSurvey(context, table).take(formulas.stream().flatMap(f -> LatexReader.readDisplay(f.latex(), context).stream()).toList());
    return table;
  }

  private static RankTable before(NavigableMap<Integer, RankTable> tables, int at) {
    var entry = tables.lowerEntry(at);
    return entry == null ? null : entry.getValue();
  }

  private static boolean begins(Block block) {
    return switch (block) {
      case Block.Heading _ -> true;
      case Block.Prose p -> PART.matcher(p.text()).find();
      case Block.Formula f -> f.display() && PART.matcher(f.latex()).find();
      case Block.Enumerator e -> QUESTION.matcher(e.label()).matches();
      case Block.Directive _ -> false;
    };
  }

  private void take(List<Statement> statements) {
    for (var s : statements) {
      terms(s).forEach(this::subscripts);
      terms(s).forEach(t -> {
        var e = read(t);
        if (e != null) {
          ranges(e);
        }
      });
    }
    statements.forEach(this::numbers);
    for (var s : statements) {
      terms(s).forEach(this::marks);
      shares(s);
    }
    table.stacked().forEach(y -> table.put(new Key(y, 0), Rank.COLUMN));
    var applied = new HashSet<String>();
    statements.forEach(s -> alone(s, applied));
    for (var s : statements) {
      terms(s).forEach(t -> gradients(t, applied));
      wholes(s);
    }
    if (table.isEmpty()) {
      return;
    }
    for (var s : statements) {
      terms(s).forEach(this::partners);
    }
    for (var s : statements) {
      terms(s).forEach(t -> {
        var e = read(t);
        if (e != null) {
          besideNumbers(e);
        }
      });
    }
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      news = false;
      for (var s : statements) {
        terms(s).forEach(this::inverses);
        terms(s).forEach(this::partners);
        propagate(s);
        wholes(s);
      }
      if (!news) {
        return;
      }
    }
  }

  private static List<Term> terms(Statement s) {
    return s.members().stream().map(m -> m.term()).filter(t -> t != null).toList();
  }

  private Expr read(Term t) {
    int known = table.changes() + context.learned(); // both only grow
    if (known != readAt) {
      readings.clear();
      readAt = known;
    }
    if (readings.containsKey(t)) {
      return readings.get(t);
    }
    Expr e;
    try {
      e = Elaborator.elaborate(t, context).expr();
    } catch (NotationException | IllegalArgumentException _) {
      e = null;
    }
    readings.put(t, e);
    return e;
  }

  /** The name that a term is, without its transpose; null if it is none. */
  private Key key(Term t) {
    if (t instanceof Term.Group g && g.fence() != Term.Fence.NORM && g.fence() != Term.Fence.ABS) {
      return key(g.body());
    }
    if (!(t instanceof Term.Name) && !(t instanceof Term.Scripted)) {
      return null;
    }
    var e = read(t);
    return e == null ? null : Key.of(e);
  }

  // ---- what marks a name by itself ----

  private void bold(String latex) {
    for (var m = BOLD.matcher(latex); m.find();) {
      try {
        var fragment = m.group();
        long open = fragment.chars().filter(c -> c == '{').count() - fragment.chars().filter(c -> c == '}').count();
        var k = Key.of(LatexReader.parse(fragment + "}".repeat((int) Math.max(0, open)), context));
        if (k != null) {
          table.put(k, k.isCapital() ? Rank.MATRIX : Rank.COLUMN);
        }
      } catch (NotationException | IllegalArgumentException _) {
        // a bold number, or half a formula: says nothing
      }
    }
  }

  private void subscripts(Term t) {
    if (t instanceof Term.Scripted) {
      var k = key(t);
      if (k != null) {
        table.subscripts(k);
      }
    }
    Terms.children(t).forEach(this::subscripts);
  }

  /** {@code f(x) = \ln(1+x^2)}: the variable of a function that is made of functions of numbers is one. */
  private void numbers(Statement s) {
    var sides = terms(s);
    if (sides.size() < 2 || s.relations().isEmpty() || s.relations().getFirst().kind() != Relation.Kind.EQ && s.relations().getFirst().kind() != Relation.Kind.DEFINE
        || !(sides.getFirst() instanceof Term.Call c)) {
      return;
    }
    for (var a : c.args()) {
      if (a instanceof Term.Name n && n.text().length() == 1 && Character.isLowerCase(n.text().charAt(0)) && sides.stream().skip(1).anyMatch(t -> isNumberIn(n.text(), t))) {
        table.number(n.text());
      }
    }
  }

  /** Whether the name stands under a power, a fraction bar, absolute value bars or a function of numbers. */
  static boolean isNumberIn(String name, Term t) {
    boolean here = switch (t) {
      case Term.Scripted s when s.sup() != null && !isTransposition(s.sup()) -> s.base() instanceof Term.Group g && g.fence() != Term.Fence.NORM && isBare(name, g.body())
          || s.base() instanceof Term.Name n && n.text().equals(name) || s.base() instanceof Term.Name e && e.text().equals("e") && isBare(name, s.sup());
      case Term.Fraction f -> isBare(name, f.under());
      case Term.Group g -> g.fence() == Term.Fence.ABS && isBare(name, g.body());
      case Term.Call c when c.head() instanceof Term.Name f && NUMBERS_ONLY.contains(f.text()) -> c.args().stream().anyMatch(a -> isBare(name, a));
      default -> false;
    };
    return here || Terms.children(t).stream().anyMatch(x -> isNumberIn(name, x));
  }

  private static boolean isTransposition(Term sup) {
    return sup instanceof Term.Name n && (n.text().equals("T") || n.text().equals("top"));
  }

  /** Whether a term is made of the name by sums, products, quotients and powers. */
  static boolean isBare(String name, Term t) {
    return switch (t) {
      case Term.Name n -> n.text().equals(name);
      case Term.Sum s -> s.terms().stream().anyMatch(x -> isBare(name, x));
      case Term.Negative n -> isBare(name, n.body());
      case Term.Product p -> p.factors().stream().anyMatch(x -> isBare(name, x));
      case Term.Fraction f -> isBare(name, f.over()) || isBare(name, f.under());
      case Term.Group g -> g.fence() != Term.Fence.NORM && isBare(name, g.body());
      case Term.Scripted s -> s.sub() == null && s.sup() != null && !isTransposition(s.sup()) && isBare(name, s.base());
      default -> false;
    };
  }

  private void ranges(Expr e) {
    if (e instanceof Expr.Big b && b.lower() != null && b.upper() != null && Exprs.isOne(b.lower())
        && (b.upper() instanceof Expr.Sym || b.upper() instanceof Expr.Num)) {
      context.ranges().runs(b.index().name(), b.upper());
      if (b.upper() instanceof Expr.Sym n) {
        Trees.any(b.body(), x -> {
          if (x instanceof Expr.Indexed i && i.sub().equals(List.of(b.index())) && i.sup().isEmpty()) {
            context.ranges().countedBy(n.name(), i.base());
          }
          return false;
        });
      }
    }
    if (e instanceof Expr.Indexed x && x.sup().isEmpty() && x.sub().size() == 1 && x.sub().getFirst() instanceof Expr.Add) {
      table.stepped(x.base());
    }
    Trees.children(e).forEach(this::ranges);
  }

  private void marks(Term t) {
    switch (t) {
      case Term.Scripted s when Terms.isTransposed(s, context) && isQuantity(s.base()) -> transposed(s);
      case Term.Group g when g.fence() == Term.Fence.NORM -> normed(g.body());
      case Term.Call c when c.args().size() == 1 && c.head() instanceof Term.Name n -> {
        switch (n.text()) {
          case "trace", "tr", "det" -> factors(c.args().getFirst());
          case "softmax" -> ofScores(c.args().getFirst());
          case "diag", "Diag" -> diagonal(c.args().getFirst());
          default -> { }
        }
      }
      case Term.Product p when p.signs().contains(Term.Sign.HADAMARD) || p.signs().contains(Term.Sign.OUTER) -> {
        for (int i = 1; i < p.factors().size(); i++) {
          if (p.signs().get(i) == Term.Sign.HADAMARD || p.signs().get(i) == Term.Sign.OUTER) {
            operand(p.factors().get(i - 1));
            operand(p.factors().get(i));
          }
        }
      }
      default -> { }
    }
    Terms.children(t).forEach(this::marks);
  }

  /** What stands on a diagonal is a vector: p, 1 − h², and what an activation is taken of. */
  private void diagonal(Term t) {
    switch (t) {
      case Term.Sum s -> s.terms().forEach(this::diagonal);
      case Term.Negative n -> diagonal(n.body());
      case Term.Group g when g.fence() != Term.Fence.NORM && g.fence() != Term.Fence.ABS -> diagonal(g.body());
      case Term.Scripted s when s.sup() instanceof Term.Number && s.sub() == null -> diagonal(s.base());
      case Term.Scripted s when s.sup() instanceof Term.Number -> put(new Term.Scripted(s.base(), s.sub(), null, s.primes(), s.span()));
      case Term.Number _ -> { }
      default -> put(t);
    }
  }

  /** What is transposed without an argument is a vector, whatever function has its letter elsewhere. */
  private void transposed(Term.Scripted s) {
    var k = key(s);
    if (k != null) {
      news |= table.put(k, table.usual(k));
    }
  }

  private static boolean isQuantity(Term base) {
    return !(base instanceof Term.Name n) || !n.text().equals("e");
  }

  /** An operand of ⊙: a name, or a function of one. */
  private void operand(Term t) {
    if (t instanceof Term.Call c && c.args().size() == 1) {
      put(c.args().getFirst());
    } else if (t instanceof Term.Derivative d && d.gradient() && d.by().size() == 1) {
      put(d.by().getFirst());
    } else {
      put(t);
    }
  }

  /** {@code p = softmax(z)}: p has entries as z does. */
  private void shares(Statement s) {
    for (int i = 1; i < s.members().size(); i++) {
      if (s.members().get(i).term() instanceof Term.Call c && c.head() instanceof Term.Name n && n.text().equals("softmax") && s.members().get(i - 1).term() != null
          && !s.members().get(i - 1).term().equals(c) && key(s.members().get(i - 1).term()) instanceof Key k && k.subscripts() == 0) {
        context.spelling().expectFamily(k.base());
      }
    }
  }

  /** Scores have entries, whichever of them the text speaks of: z_2 is one of z. */
  private void ofScores(Term scores) {
    put(scores);
    var k = key(scores);
    if (k != null && k.subscripts() == 0) {
      context.spelling().expectFamily(k.base());
    }
  }

  private void put(Term t) {
    var k = key(t);
    if (k != null && (k.subscripts() > 0 || !context.isFunction(k.base()))) {
      news |= table.put(k, table.usual(k));
    }
  }

  private void factors(Term t) {
    if (t instanceof Term.Product p) {
      p.factors().forEach(f -> {
        var k = key(f);
        if (k != null && k.isCapital()) {
          put(f);
        }
      });
    } else {
      put(t);
    }
  }

  /** A norm is one of a vector: of the names in a sum those that stand alone, and the last of each product. */
  private void normed(Term t) {
    switch (t) {
      case Term.Sum s -> s.terms().forEach(this::normed);
      case Term.Negative n -> normed(n.body());
      case Term.Product p -> {
        var last = key(p.factors().getLast());
        if (last != null) {
          put(p.factors().getLast());
        }
        for (var f : p.factors().subList(0, p.factors().size() - 1)) {
          var k = key(f);
          if (k != null && k.isCapital()) {
            put(f);
          }
        }
      }
      default -> put(t);
    }
  }

  /** In a document with matrices a capital letter to the power −1 is one. */
  private void inverses(Term t) {
    if (t instanceof Term.Scripted s && s.sup() instanceof Term.Negative n && n.body() instanceof Term.Number one
        && one.text().equals("1") && table.hasMatrices()) {
      if (s.base() instanceof Term.Group g) {
        factors(g.body());
      } else if (s.base() instanceof Term.Name b && Character.isUpperCase(b.text().charAt(0))) {
        news |= table.put(new Key(b.text(), 0), Rank.MATRIX);
      }
    }
    Terms.children(t).forEach(this::inverses);
  }

  /** What stands behind a transposed vector is no scalar; a small letter behind a matrix is a vector; W before a vector is a matrix. */
  private void partners(Term t) {
    Terms.children(t).forEach(this::partners); // first what is inside: e^{-wᵀx} is a number once x is known
    if (t instanceof Term.Product p) {
      for (int i = 1; i < p.factors().size(); i++) {
        if (p.signs().get(i) != Term.Sign.NONE && p.signs().get(i) != Term.Sign.TIMES) {
          continue;
        }
        var before = read(p.factors().get(i - 1));
        var rank = before == null ? Rank.SCALAR : new Ranks(context).of(before);
        if (rank == Rank.ROW || rank == Rank.MATRIX) {
          partner(p.factors().get(i));
        } else if (isUsualMatrix(before)) {
          var behind = read(p.factors().get(i));
          var of = behind == null ? Rank.SCALAR : new Ranks(context).of(behind);
          news |= (of == Rank.COLUMN || of == Rank.MATRIX) && table.put(Key.of(before), Rank.MATRIX);
        }
      }
    }
  }

  /** Letters that are matrices where they stand before a vector. */
  private boolean isUsualMatrix(Expr e) {
    return e instanceof Expr.Sym s && USUAL_MATRIX.matcher(s.name()).matches() && !table.isScalar(Key.of(s)) && context.rank(s.name(), 0) == null
        && !context.isDefined(s.name());
  }

  private void partner(Term t) {
    if (t instanceof Term.Group g && g.body() instanceof Term.Sum sum) {
      sum.terms().forEach(this::partner);
    } else {
      var k = key(t);
      if (k != null && (!isUsualScalar(k) || table.isFamily(k))) {
        put(t);
        var rank = context.rank(k.base(), k.subscripts());
        news |= rank != null && rank.isScalar() && table.putMember(k, Rank.COLUMN);
      }
    }
  }

  /** Letters that are rates, sizes and factors wherever they are met. */
  private boolean isUsualScalar(Key k) {
    return table.isScalar(k) || k.subscripts() == 0 && k.base().matches(
        "lambda|eta|epsilon|gamma|tau|rho|pi|e|n|m|N|M|K|D|d|t|T|i|j|k|l|oo|c|C|L|J|E|I|u\\d+_|t_");
  }

  /** What a gradient is taken by has entries, if it has any, as a whole. */
  private void gradients(Term t, Set<String> numbers) {
    if (t instanceof Term.Derivative d && d.gradient() && d.by().size() == 1 && read(d.by().getFirst()) instanceof Expr.Sym by
        && !numbers.contains(by.name())) {
      news |= new WholeNames(context, table).variable(by);
    }
    Terms.children(t).forEach(x -> gradients(x, numbers));
  }

  /** {@code p = σ(θ)}, where nothing else is said of p: it is one number, and so is θ. */
  private void alone(Statement s, Set<String> numbers) {
    for (int i = 1; i < s.members().size(); i++) {
      if (s.members().get(i).term() instanceof Term.Call c && c.args().size() == 1 && c.args().getFirst() instanceof Term.Name n
          && s.members().get(i - 1).term() instanceof Term.Name left && !table.isFamily(new Key(left.text(), 0))) {
        numbers.add(n.text());
      }
    }
  }

  // ---- by sums and relations ----

  private void wholes(Statement s) {
    for (int i = 1; i < s.members().size(); i++) {
      var sign = s.relations().get(i - 1).kind();
      var before = s.members().get(i - 1).term();
      var after = s.members().get(i).term();
      if (before != null && after != null && (sign == Relation.Kind.EQ || sign == Relation.Kind.DEFINE)
          && read(before) instanceof Expr a && read(after) instanceof Expr b) {
        news |= new WholeNames(context, table).equal(a, b);
      }
    }
  }

  private void propagate(Statement s) {
    Expr before = null;
    for (int i = 0; i < s.members().size(); i++) {
      var t = s.members().get(i).term();
      var e = t == null ? null : read(t);
      if (e == null) {
        before = null;
        continue;
      }
      sums(e);
      var sign = i == 0 ? null : s.relations().get(i - 1).kind();
      if (sign == Relation.Kind.LT || sign == Relation.Kind.LE || sign == Relation.Kind.GT || sign == Relation.Kind.GE) {
        scalar(e);
        scalar(before);
      }
      if (before != null && (sign == Relation.Kind.EQ || sign == Relation.Kind.DEFINE)) {
        if (e instanceof Expr.Num n && !n.value().equals(Rational.ZERO)) {
          scalar(before);
        }
        same(before, e);
        same(e, before);
        layer(before, e);
      }
      before = e;
    }
  }

  /** What is added to an inner product is a number. */
  private void besideNumbers(Expr e) {
    if (e instanceof Expr.Add a && a.args().stream().anyMatch(this::isInnerProduct) && new Ranks(context).isScalar(a)) {
      a.args().forEach(this::scalar);
    }
    Trees.children(e).forEach(this::besideNumbers);
  }

  private boolean isInnerProduct(Expr e) {
    return e instanceof Expr.Call c && (c.is("matmul") || c.is("dot")) && new Ranks(context).isScalar(c);
  }

  private void scalar(Expr e) {
    if (e instanceof Expr.Sym s) {
      table.scalar(s.name());
    }
  }

  private void same(Expr name, Expr value) {
    var r = new Ranks(context).of(value);
    if (r.isScalar()) {
      return;
    }
    if (name instanceof Expr.Apply a && a.primes() == 0) {
      news |= table.putValue(Conditional.plain(a.name()), r);
    }
    learn(name, r);
  }

  private void layer(Expr name, Expr value) {
    var parts = Key.of(name) == null || new Ranks(context).of(name) != Rank.COLUMN ? null : LayerRanks.of(value, this::isUsualMatrix);
    if (parts != null && parts.vectors().stream().map(Key::of).noneMatch(this::isUsualScalar)) {
      news |= table.put(Key.of(parts.matrix()), Rank.MATRIX);
      parts.vectors().forEach(v -> learn(v, Rank.COLUMN));
    }
  }

  private void sums(Expr e) {
    if (e instanceof Expr.Add a) {
      var r = new Ranks(context).of(a);
      if (!r.isScalar()) {
        for (var t : a.args()) {
          learn(t instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num n && n.value().signum() != 0 ? m.args().get(1) : t, r);
        }
      }
    } else if (e instanceof Expr.Rel r && r.op() != RelOp.EQ) {
      scalar(r.lhs());
    }
    Trees.children(e).forEach(this::sums);
  }

  /** w_1 beside a vector w is one of its components. */
  private boolean isComponent(String name) {
    int bar = name.indexOf('_');
    return bar > 0 && name.substring(bar + 1).matches("\\d+") && context.rank(name.substring(0, bar), 0) != null;
  }

  private void learn(Expr name, Rank r) {
    var k = name instanceof Expr.Call c && c.is("transpose") ? null : Key.of(name);
    if (k != null && k.subscripts() == 0 && !isComponent(k.base()) && !isUsualScalar(k) && context.rank(k.base(), k.subscripts()) == null) {
      news |= table.put(k, r);
    }
  }
}
