package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.notation.Rank;
import org.gradus.notation.Statement;

/** Which names of a document are vectors and matrices, as far as their use tells; with how many subscripts they are so. */
final class RankTable {

  private final RankTable document;
  private final RankTable before;
  private final int part;
  private final Map<String, TreeMap<Integer, Rank>> ranks = new HashMap<>();
  private final Map<String, Rank> values = new HashMap<>();
  private final Map<String, Integer> subscripts = new HashMap<>();
  private final Set<String> scalars = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> stepped = new HashSet<>();
  private final Map<String, Integer> declaredIn = new HashMap<>();
  private int exercise;
  private int changes;
  private final Set<String> local;
  private final Set<String> said;
  private final SuperscriptSurvey superscripts;
  private final StackedLabels labels = new StackedLabels();

  /** A name with the number of subscripts that are indices. */
  record Key(String base, int subscripts) {

    /** The name that an expression is, or null. */
    static Key of(Expr e) {
      return switch (e) {
        case Expr.Sym s -> new Key(s.name(), 0);
        case Expr.Indexed x -> new Key(x.base(), x.sub().size());
        case Expr.Call c when c.is("transpose") -> of(c.arg());
        default -> null;
      };
    }

    boolean isCapital() {
      return Character.isUpperCase(base.charAt(0));
    }
  }

  /** The table of a whole document. */
  RankTable() {
    this(null, null, 0);
  }

  /**
   * The table of one part of a document: small letters may mean something else in the next.
   *
   * @param document what holds everywhere
   * @param before   the part before this one, or null
   * @param part     the number of the part
   */
  RankTable(RankTable document, RankTable before, int part) {
    this.part = part;
    this.document = document;
    this.before = before;
    this.local = Set.of();
    this.said = Set.of();
    this.superscripts = new SuperscriptSurvey(document == null ? null : document.superscripts);
  }

  /**
   * A stretch of a part in which letters are numbers, whatever they are around it.
   *
   * @param around  the part
   * @param numbers the letters
   * @param said    those of which the text says that they are numbers here
   */
  RankTable(RankTable around, Set<String> numbers, Set<String> said) {
    this.said = Set.copyOf(said);
    this.part = around.part;
    this.document = around;
    this.before = around.before;
    this.exercise = around.exercise;
    this.local = Set.copyOf(numbers);
    this.superscripts = around.superscripts;
  }

  /** The letters that are numbers here, though they are vectors around this stretch. */
  Set<String> local() {
    return local;
  }

  /** Those of these of which the text says that they are numbers. */
  Set<String> saidLocal() {
    return said;
  }

  /** Whether the letter is a number here, though it is a vector around this stretch. */
  boolean isLocal(String base) {
    return local.contains(base);
  }

  /** How often something new was put into this table, or into that of the whole document. */
  int changes() {
    return changes + (document == null ? 0 : document.changes());
  }

  /** The number of the part of the document; parts are numbered in reading order. */
  int part() {
    return part;
  }

  /** What the statements of this part tell of labels. */
  void labels(List<Statement> statements) {
    labels.take(statements);
    if (document != null) {
      document.labels(statements);
    }
  }

  /** The vectors of labels in this part. */
  Set<String> stacked() {
    return labels.all();
  }

  /** Whether {@code y^{(i)}} is the entry i of the vector y. */
  boolean isStacked(String base) {
    return labels.isStacked(base) || document != null && document.isStacked(base);
  }

  /** What superscripts mean in this part. */
  SuperscriptSurvey superscripts() {
    return superscripts;
  }

  boolean isEmpty() {
    return ranks.isEmpty() && (document == null || document.isEmpty());
  }

  boolean hasMatrices() {
    return ranks.values().stream().anyMatch(m -> m.containsValue(Rank.MATRIX)) || document != null && document.hasMatrices();
  }

  void subscripts(Key k) {
    if (document != null) {
      document.subscripts(k);
    } else if (k.subscripts() > mostSubscripts(k.base())) {
      changes++;
      subscripts.put(k.base(), k.subscripts());
    }
  }

  /** What the name is without a statement of it: entries need as many indices as it carries somewhere. */
  Rank usual(Key k) {
    int entries = mostSubscripts(k.base()) - k.subscripts();
    return entries >= 2 || k.isCapital() && k.subscripts() == 0 ? Rank.MATRIX : Rank.COLUMN;
  }

  /** Whether the name has entries elsewhere, and stands here without an index. */
  boolean isFamily(Key k) {
    return k.subscripts() == 0 && mostSubscripts(k.base()) > 0;
  }

  private int mostSubscripts(String base) {
    return document != null ? document.mostSubscripts(base) : subscripts.getOrDefault(base, 0);
  }

  /** A scalar for certain, unless it is transposed. */
  void scalar(String name) {
    changes += scalars.add(name) ? 1 : 0;
  }

  /** The part belongs to the exercise with this number; 0 before the first. */
  void exercise(int number) {
    exercise = number;
  }

  /** Whether only a later exercise says of what rank the name is: its letters are its own. */
  boolean isOfLaterExercise(String name) {
    return document != null && document.declaredIn.getOrDefault(name, 0) > exercise && !ranks.containsKey(name);
  }

  /** A number in this part, whatever the name is in others, unless something here tells that it is none. */
  void number(String name) {
    changes += numbers.add(name) ? 1 : 0;
  }

  /** Whether the name is a number in this part, though it may be a vector in others. */
  boolean isNumber(String name) {
    return isLocal(name) || numbers.contains(name) && !ranks.containsKey(name);
  }

  boolean isScalar(Key k) {
    return k.subscripts() == 0 && scalars.contains(k.base()) || document != null && document.isScalar(k);
  }

  /** Whether this is news. */
  boolean put(Key k, Rank r) {
    if (isLocal(k.base()) || rank(k.base(), k.subscripts()) != null) {
      return false;
    }
    if (document != null && k.isCapital() && !isOfLaterExercise(k.base())) {
      return document.put(k, r);
    }
    changes++;
    ranks.computeIfAbsent(k.base(), _ -> new TreeMap<>()).put(k.subscripts(), r);
    return true;
  }

  /**
   * The members of a family are such, though the name without an index is a vector too: x and its samples x_i. Whether
   * this is news.
   */
  boolean putMember(Key k, Rank r) {
    var known = ranks.get(k.base());
    if (known == null || k.subscripts() != 1 || !known.containsKey(0) || known.get(0) == Rank.MATRIX || known.size() > 1) {
      return false;
    }
    changes++;
    known.put(1, r);
    return true;
  }

  /** {@code x_{k+1}} is written: the letter below may count steps. */
  void stepped(String base) {
    changes += stepped.add(base) ? 1 : 0;
  }

  /** Whether the name without an index is a vector, and with one the vector of a step: x and the iterates x_k of A x_k, x_{k+1}. */
  boolean isIterated(String base) {
    var known = ranks.get(base);
    return stepped.contains(base) && known != null && known.get(0) == Rank.COLUMN && known.get(1) == Rank.COLUMN;
  }

  /** The document says so here: it counts in this part whatever the name is elsewhere, and elsewhere if nothing else tells. */
  void declare(Key k, Rank r) {
    changes++;
    ranks.put(k.base(), new TreeMap<>(Map.of(k.subscripts(), r)));
    if (document != null && !document.ranks.containsKey(k.base())) {
      document.declare(k, r);
      document.declaredIn.put(k.base(), exercise);
    }
  }

  /** Whether something in this part tells the rank of the name. */
  boolean knowsItself(String base) {
    return ranks.containsKey(base);
  }

  void declareScalar(String name) {
    (document == null ? this : document).scalar(name);
  }

  boolean putValue(String function, Rank r) {
    boolean news = values.putIfAbsent(function, r) == null;
    changes += news ? 1 : 0;
    return news;
  }

  Rank value(String function) {
    return values.containsKey(function) || document == null ? values.get(function) : document.value(function);
  }

  /** The rank, or null if nothing tells. */
  Rank rank(String base, int subscripts) {
    var known = ranks.get(base);
    var entry = known == null ? null : known.floorEntry(subscripts);
    if (entry == null) {
      return document == null || isNumber(base) || isOfLaterExercise(base) ? null : document.rank(base, subscripts);
    }
    return component(entry.getValue(), subscripts - entry.getKey());
  }

  /** The names that are vectors or matrices without an index, as this part tells, or the whole document for its capitals. */
  Map<String, Rank> wholes() {
    var found = new TreeMap<String, Rank>();
    if (document != null) {
      document.wholes().forEach((name, rank) -> {
        if (new Key(name, 0).isCapital()) {
          found.put(name, rank);
        }
      });
    }
    ranks.forEach((name, known) -> {
      if (known.size() == 1 && (known.get(0) == Rank.COLUMN || known.get(0) == Rank.MATRIX)) {
        found.put(name, known.get(0));
      } else {
        found.remove(name);
      }
    });
    found.keySet().removeIf(name -> isLocal(name) || isNumber(name));
    return found;
  }

  /** The table that has a rank for the name: this one, or that of the last part before that has one; this one if none has. */
  RankTable latest(String base) {
    for (var t = this; t != null; t = t.before) {
      if (t.isLocal(base) || t.rank(base, Integer.MAX_VALUE) != null) {
        return t;
      }
    }
    return this;
  }

  /** How many subscripts number the members of a family of vectors or matrices before those of the entries. */
  int members(String base) {
    var known = ranks.get(base);
    return known != null ? known.lastKey() : document == null || isLocal(base) ? 0 : document.members(base);
  }

  /** The rank of a component with so many indices. */
  static Rank component(Rank r, int indices) {
    return switch (indices) {
      case 0 -> r;
      case 1 -> r == Rank.MATRIX ? Rank.COLUMN : Rank.SCALAR;
      default -> Rank.SCALAR;
    };
  }
}
