package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Rank;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;
import org.gradus.notation.Terms;

/**
 * Notes call everything x: a vector in one section, a number in the next. The letters that a section or a paragraph makes
 * numbers of, though they are vectors elsewhere: it defines a function of numbers of them, gives them a value, says that they
 * are numbers, or that all is, and nothing in it makes vectors of them.
 */
final class LocalNumbers {

  /** What is about numbers as a whole. */
  private static final Sought ALL_NUMBERS = Sought.of("(?iU)\\b(?:in (?:one|1)[- ]?d(?:im(?:ension)?)?\\b|(?:one|1)[- ]?dim(?:ensional)?\\b|1-?D\\b|univariate|one variable|single variable|"
      + "scalar (?:case|version|example|model|recurrence|rnn|lstm|gru|network|recursion|setting|system|toy|chain)|(?:one|a single) (?:neuron|unit|weight) (?:in|per|for) (?:each|every) layer|(?:everything|all (?:quantities|letters|variables|parameters)|all) (?:is|are|being|here)?\\s*(?:a )?scalars?\\b)");
  private static final Sought SCALAR_HEADING = Sought.of("(?iU)^[\\W\\d]*(?:the )?scalars?\\W*$|^(?!.*\\b(?:vectors?|matri\\w+|multivariate|conv\\w*)\\b).*\\b(?:scalar (?:case|version|example|model|recurrence|rnn|lstm|gru|network|setting)|"
      + "(?:one|1)[- ]?dim(?:ensional)?|1-?D|univariate|one variable)\\b");
  private static final Sought NUMBER_BEFORE = Sought.of("(?is).*\\b(?<!random )(?:scalars?|(?:real |positive |negative |non-?negative )?numbers?|reals?)\\s*$");
  private static final Sought NUMBER_BEHIND = Sought.of("(?is)^\\s*,?\\s*(?:(?:is|are|be|both|all|now|here|again)\\s+)+(?:an?\\s+)?(?:single\\s+)?(?:real\\s+)?(?:scalars?|(?:real|positive|negative) numbers?|numbers?)\\b.*");
  private static final Sought REAL = Sought.of("(?<names>(?:\\\\?[a-z]+\\s*,\\s*)*\\\\?[a-z]+)\\s*\\\\in\\s*(?:(?:\\\\mathbb\\s*\\{?\\s*[RNZ]\\s*\\}?|\\\\R(?![a-zA-Z])|ℝ)(?!\\s*\\^)(?:_[^\\^,;]*)?|[\\[(]\\s*-?[\\d.]+\\s*,[^\\])^]*[\\])]|\\\\\\{[^}^]*\\\\\\})\\s*(?:$|[,;.]).*");
  private static final Set<String> LETTERS = Stream.concat("abcdefghijklmnopqrstuvwxyz".chars().mapToObj(Character::toString),
      Stream.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi",
          "psi", "omega")).collect(Collectors.toUnmodifiableSet());
  private static final Sought PARAGRAPH = Sought.of("\\n[ \\t]*\\n[ \\t]*(?=[^\\s>])");

  private final Document document;
  private final Context context;
  private final NavigableMap<Integer, RankTable> tables;

  private LocalNumbers(Document document, Context context, NavigableMap<Integer, RankTable> tables) {
    this.document = document;
    this.context = context;
    this.tables = tables;
  }

  /** Whether a letter is a vector anywhere: else none is a number that is a vector elsewhere. */
  static boolean mayBeIn(NavigableMap<Integer, RankTable> tables) {
    return tables.values().stream().anyMatch(t -> LETTERS.stream().anyMatch(l -> isVector(l, t)));
  }

  /** Whether there are any: for a quick answer where there are none. */
  static boolean areIn(Document document) {
    var context = new Context();
    var tables = Survey.take(document, context);
    var local = new LocalNumbers(document, context, tables);
    return local.stretches().stream().anyMatch(s -> !local.numbers(s, new HashSet<>()).isEmpty());
  }

  /**
   * Adds the tables of the stretches in which letters are numbers.
   *
   * @param tables those of the parts of the document, by the block with which each begins
   */
  static void add(Document document, Context context, NavigableMap<Integer, RankTable> tables) {
    var local = new LocalNumbers(document, context, tables);
    var found = new ArrayList<Found>();
    var stretches = local.stretches();
    for (var s : stretches) {
      var said = new HashSet<String>();
      var numbers = local.numbers(s, said);
      if (!numbers.isEmpty()) {
        said.retainAll(numbers);
        found.add(new Found(s, numbers, said));
      }
    }
    if (found.isEmpty()) {
      return;
    }
    var cuts = new TreeSet<>(tables.keySet());
    found.forEach(f -> {
      cuts.add(f.where().from());
      cuts.add(f.where().to());
    });
    var cut = new TreeMap<Integer, RankTable>();
    for (var from : cuts) {
      int to = cuts.higher(from) == null ? document.blocks().size() : cuts.higher(from);
      var around = local.around(from);
      var numbers = new HashSet<String>();
      var said = new HashSet<String>();
      found.stream().filter(f -> f.where().from() <= from && to <= f.where().to()).forEach(f -> {
        numbers.addAll(f.numbers());
        said.addAll(f.said());
      });
      cut.put(from, numbers.isEmpty() ? around : RankSurvey.within(around, numbers, said, local.formulas(from, to), context));
    }
    tables.putAll(cut);
  }

  private record Stretch(int from, int to, boolean numbers) {}

  /** @param said those of the numbers of which the words, or the set that they lie in, say so */
  private record Found(Stretch where, Set<String> numbers, Set<String> said) {}

  // ---- sections and paragraphs ----

  private List<Stretch> stretches() {
    var found = new ArrayList<Stretch>();
    var blocks = document.blocks();
    int begin = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Block.Heading h) {
        int end = i + 1;
        while (end < blocks.size() && !(blocks.get(end) instanceof Block.Heading n && n.level() <= h.level())) {
          end++;
        }
        if (hasFormulas(0, i) || hasFormulas(end, blocks.size())) { // no title
          found.add(new Stretch(i, end, SCALAR_HEADING.matcher(h.text()).find()));
        }
        paragraph(begin, i, found);
        begin = i + 1;
      } else if (blocks.get(i) instanceof Block.Prose p && PARAGRAPH.matcher(p.text()).find()) {
        paragraph(begin, i, found);
        begin = i;
      }
    }
    paragraph(begin, blocks.size(), found);
    return found;
  }

  private void paragraph(int from, int to, List<Stretch> found) {
    if (hasFormulas(from, to)) {
      boolean all = false;
      for (int i = from; i < to; i++) {
        all |= document.blocks().get(i) instanceof Block.Prose p && ALL_NUMBERS.matcher(i == from ? lastParagraph(p.text()) : p.text()).find();
      }
      found.add(new Stretch(from, to, all));
    }
  }

  private static String lastParagraph(String text) {
    var m = PARAGRAPH.matcher(text);
    int at = 0;
    while (m.find()) {
      at = m.end();
    }
    return text.substring(at);
  }

  private boolean hasFormulas(int from, int to) {
    return document.blocks().subList(from, to).stream().anyMatch(b -> b instanceof Block.Formula);
  }

  private List<Block.Formula> formulas(int from, int to) {
    return document.blocks().subList(from, to).stream().filter(b -> b instanceof Block.Formula).map(b -> (Block.Formula) b).toList();
  }

  private RankTable around(int block) {
    var entry = tables.floorEntry(block);
    return entry == null ? tables.firstEntry().getValue() : entry.getValue();
  }

  // ---- the letters of a stretch ----

  /**
   * The letters that are numbers here and vectors elsewhere.
   *
   * @param said takes those of which it is said
   */
  private Set<String> numbers(Stretch s, Set<String> said) {
    var formulas = formulas(s.from(), s.to());
    if (formulas.isEmpty() || tables.isEmpty()) {
      return Set.of();
    }
    var around = around(s.from());
    context.ranks(around);
    var statements = formulas.stream().flatMap(f -> LatexReader.readDisplay(f.latex(), context).stream()).toList();
    var letters = new HashSet<String>();
    statements.forEach(st -> terms(st).forEach(t -> letters(t, letters)));
    letters.removeIf(l -> !isVector(l, around));
    if (letters.isEmpty()) {
      return Set.of();
    }
    var alone = RankSurvey.alone(formulas, context);
    context.ranks(around);
    var shaped = context.stated().shaped(line(s.from()), s.to() < document.blocks().size() ? line(s.to()) : Integer.MAX_VALUE);
    letters.removeIf(l -> alone.knowsItself(l) || shaped.contains(l));
    var numbers = new HashSet<String>();
    if (s.numbers()) {
      said.addAll(letters);
    }
    for (int i = s.from(); i < s.to(); i++) {
      if (document.blocks().get(i) instanceof Block.Formula f) {
        said(f, i, said);
      }
    }
    numbers.addAll(said);
    statements.forEach(st -> evidence(st, numbers));
    numbers.retainAll(letters);
    for (boolean more = true; more;) {
      more = statements.stream().map(st -> isMadeOf(st, numbers, around)).filter(n -> n != null && letters.contains(n)).toList().stream()
          .map(numbers::add).reduce(false, (a, b) -> a || b);
    }
    return numbers;
  }

  private int line(int block) {
    return Place.of(document.blocks().get(block).positions().start(0), document.blocks().get(block).positions().start(0)).line();
  }

  /** Whether the reading of the whole text takes the letter, or what has its letter and an index, for a vector or a matrix. */
  private static boolean isVector(String letter, RankTable around) {
    return LETTERS.contains(letter) && (isArray(around.latest(letter).rank(letter, 0)) || isArray(around.latest(letter).rank(letter, 1)));
  }

  private static boolean isArray(Rank r) {
    return r != null && !r.isScalar();
  }

  private static List<Term> terms(Statement s) {
    return s.members().stream().map(m -> m.term()).filter(t -> t != null).toList();
  }

  private static void letters(Term t, Set<String> found) {
    if (t instanceof Term.Name n) {
      found.add(n.text());
    }
    Terms.children(t).forEach(c -> letters(c, found));
  }

  /** What the words right before and behind a formula, or the set in it, say of its letters. */
  private void said(Block.Formula f, int index, Set<String> numbers) {
    var text = f.latex().strip();
    var real = REAL.matcher(text);
    if (real.matches()) {
      names(real.group("names"), numbers);
    }
    if (text.matches("(?:\\\\?[a-z]+\\s*,\\s*)*\\\\?[a-z]+")
        && (NUMBER_BEFORE.matcher(words(index - 1)).matches() || NUMBER_BEHIND.matcher(words(index + 1)).matches())) {
      names(text, numbers);
    }
  }

  private String words(int block) {
    return block >= 0 && block < document.blocks().size() && document.blocks().get(block) instanceof Block.Prose p ? p.text() : "";
  }

  private static void names(String list, Set<String> numbers) {
    for (var n : list.split(",")) {
      numbers.add(n.strip().replace("\\", ""));
    }
  }

  /** A function of numbers makes numbers of its variables, a value one of what has it, and so does a bound. */
  private static void evidence(Statement s, Set<String> numbers) {
    var sides = terms(s);
    if (sides.size() < 2 || sides.size() != s.members().size()) {
      return;
    }
    for (int i = 0; i < s.relations().size(); i++) {
      var left = sides.get(i);
      var right = sides.get(i + 1);
      switch (s.relations().get(i).kind()) {
        case LT, LE, GT, GE, NE -> {
          if (left instanceof Term.Name n && isNumber(right)) {
            numbers.add(n.text());
          }
          if (right instanceof Term.Name n && isNumber(left)) {
            numbers.add(n.text());
          }
        }
        case EQ -> {
          if (s.relations().size() == 1 && left instanceof Term.Name n && isNumber(right) && !(right instanceof Term.Number z && z.text().equals("0"))) {
            numbers.add(n.text());
          }
        }
        case DEFINE, APPROX, IMPLIES, IFF, IN, PROPTO, DISTRIBUTED, ASSIGN -> { }
      }
    }
    var head = isFirst(s) ? Terms.head(sides.getFirst()) : null;
    if (head != null && head.parameters().stream().allMatch(p -> LETTERS.contains(p))
        && sides.stream().skip(1).noneMatch(t -> hasMatrices(t))) {
      for (var p : head.parameters()) {
        if (sides.stream().skip(1).anyMatch(t -> RankSurvey.isNumberIn(p, t) || isMultiplied(p, head.parameters(), t))) {
          numbers.add(p);
        }
      }
    }
  }

  private static boolean isFirst(Statement s) {
    return s.relations().getFirst().kind() == Relation.Kind.EQ || s.relations().getFirst().kind() == Relation.Kind.DEFINE;
  }

  private static boolean isNumber(Term t) {
    return switch (t) {
      case Term.Number _ -> true;
      case Term.Negative n -> isNumber(n.body());
      case Term.Fraction f -> isNumber(f.over()) && isNumber(f.under());
      case Term.Root r -> isNumber(r.body());
      default -> false;
    };
  }

  /** A capital letter may be a matrix; what is made with it is not known to be a number. */
  private static boolean hasMatrices(Term t) {
    return t instanceof Term.Name n && n.text().length() == 1 && Character.isUpperCase(n.text().charAt(0)) || t instanceof Term.Group g && g.fence() == Term.Fence.NORM
        || Terms.children(t).stream().anyMatch(LocalNumbers::hasMatrices);
  }

  /** {@code (x + y)z}, {@code xσ(βx)}: two factors are made of the variables of the function, this one in one of them. */
  private static boolean isMultiplied(String name, List<String> variables, Term t) {
    boolean here = t instanceof Term.Product p && p.signs().stream().allMatch(g -> g == Term.Sign.NONE || g == Term.Sign.TIMES)
        && p.factors().stream().filter(f -> variables.stream().anyMatch(v -> mentions(v, f))).count() > 1 && p.factors().stream().anyMatch(f -> mentions(name, f));
    return here || Terms.children(t).stream().anyMatch(c -> isMultiplied(name, variables, c));
  }

  private static boolean mentions(String name, Term t) {
    return t instanceof Term.Name n ? n.text().equals(name) : !(t instanceof Term.Scripted s && s.sub() != null) && Terms.children(t).stream().anyMatch(c -> mentions(name, c));
  }

  /** {@code q = x + y}: the letter that is made of numbers, by sums, products, quotients and functions; or null. */
  private static String isMadeOf(Statement s, Set<String> numbers, RankTable around) {
    var sides = terms(s);
    if (sides.size() < 2 || !isFirst(s) || !(sides.getFirst() instanceof Term.Name n) || numbers.contains(n.text())) {
      return null;
    }
    var right = sides.get(1);
    return numbers.stream().anyMatch(v -> mentions(v, right)) && isOfNumbers(right, numbers, around) ? n.text() : null;
  }

  private static boolean isOfNumbers(Term t, Set<String> numbers, RankTable around) {
    return switch (t) {
      case Term.Number _ -> true;
      case Term.Name n -> numbers.contains(n.text()) || n.text().length() > 1 && !isArray(around.latest(n.text()).rank(n.text(), 0))
          || Character.isLowerCase(n.text().charAt(0)) && !isArray(around.latest(n.text()).rank(n.text(), 0));
      case Term.Call c -> c.args().stream().allMatch(a -> isOfNumbers(a, numbers, around));
      case Term.Scripted s -> s.sub() == null && s.sup() != null && isOfNumbers(s.base(), numbers, around) && isOfNumbers(s.sup(), numbers, around);
      case Term.Group g -> g.fence() != Term.Fence.NORM && isOfNumbers(g.body(), numbers, around);
      case Term.Product p -> p.signs().stream().allMatch(g -> g == Term.Sign.NONE || g == Term.Sign.TIMES || g == Term.Sign.SLASH)
          && p.factors().stream().allMatch(f -> isOfNumbers(f, numbers, around));
      case Term.Sum _, Term.Negative _, Term.Fraction _, Term.Root _ -> Terms.children(t).stream().allMatch(c -> isOfNumbers(c, numbers, around));
      default -> false;
    };
  }
}
