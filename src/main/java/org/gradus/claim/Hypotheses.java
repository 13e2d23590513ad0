package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** What is assumed at a place in a document, each for as long as its words let it hold, and what was assumed before. */
final class Hypotheses {

  /** The level of what is assumed for a whole document. */
  static final int EVERYWHERE = -1;

  /**
   * @param level of the heading below which it was made; 0 before the first
   * @param item  the numbered item in which it was made; 0 outside
   */
  private record Active(Assumption assumption, Lifetime lifetime, int level, int item) {}

  private final List<Active> assumptions = new ArrayList<>();
  private final List<Assumption> faded = new ArrayList<>();
  /** What exercises before this one assumed. */
  private final List<Assumption> earlier = new ArrayList<>();
  private final Set<Integer> claiming = new HashSet<>();
  private int item;
  /** What was assumed before the sentence that is read. */
  private final Set<Assumption> beforeSentence = new HashSet<>();
  /** What words behind a formula assume. */
  private final Set<Assumption> behind = new HashSet<>();
  /** The lines in which the list and its item at hand begin. */
  private int listStart;
  private int itemStart;
  /** Values that the words before a list give for all of it, by the kinds of labels of the lists that are open. */
  private final SequencedMap<String, List<Assumption>> ofLists = new LinkedHashMap<>();

  Hypotheses copy() {
    var c = new Hypotheses();
    c.assumptions.addAll(assumptions);
    c.faded.addAll(faded);
    c.earlier.addAll(earlier);
    c.claiming.addAll(claiming);
    c.item = item;
    c.beforeSentence.addAll(beforeSentence);
    c.behind.addAll(behind);
    c.listStart = listStart;
    c.itemStart = itemStart;
    c.ofLists.putAll(ofLists);
    return c;
  }

  /** @param level of the heading below which it is made, or {@link #EVERYWHERE} */
  void assume(Assumption a, Lifetime lifetime, int level) {
    assumptions.removeIf(x -> x.assumption().name() != null && x.assumption().name().equals(a.name())
        && x.lifetime().compareTo(lifetime) <= 0 && isEquation(x.assumption()) && isEquation(a) && families(x.assumption()).equals(families(a)));
    assumptions.add(new Active(a, lifetime, level, item));
    faded.removeIf(f -> a.relation() != null && a.relation().equals(f.relation()));
  }

  /** Σ p_i = 1 and Σ q_i = 1 are about two things, whatever else stands in both. */
  private static Set<String> families(Assumption a) {
    var found = new HashSet<String>();
    Trees.any(a.relation(), x -> x instanceof Expr.Indexed i && found.add(i.base()) && false);
    return found;
  }

  /** What holds here. A case that the words name puts aside the case before it while it lasts. */
  List<Assumption> inForce() {
    var result = new ArrayList<Assumption>();
    for (int i = 0; i < assumptions.size(); i++) {
      var a = assumptions.get(i);
      if (!isAside(i, (x, y) -> Exclusion.of(x.assumption().relation(), y.assumption().relation())) && !isAside(i, this::isReplaced)) {
        result.add(a.assumption());
      }
    }
    return List.copyOf(result);
  }

  private boolean isAside(int i, BiPredicate<Active, Active> by) {
    var a = assumptions.get(i);
    return a.lifetime() != Lifetime.DOCUMENT && assumptions.subList(i + 1, assumptions.size()).stream().anyMatch(b -> by.test(a, b));
  }

  /** Whether the later restriction says anew where a name lies: a weaker one, or that of another item after the one before has made its claims. */
  private boolean isReplaced(Active a, Active b) {
    var old = Region.of(a.assumption().relation());
    var now = old == null || b.lifetime() == Lifetime.SENTENCE ? null : Region.of(b.assumption().relation());
    return now != null && old.name().equals(now.name())
        && (now.replaces(old) || a.item() != b.item() && claiming.contains(a.item()) && !now.equals(old));
  }

  void newSentence() {
    beforeSentence.clear();
    behind.clear();
    beforeSentence.addAll(inForce());
  }

  /**
   * A function is defined where its sentence assumes something of the names in it: 'for δ > 0 let f(r) = …'. That holds as long as
   * the function is spoken of, not only in the item.
   */
  void ofFunction(Set<String> names, Set<String> variables) {
    assumptions.replaceAll(x -> {
      var about = x.assumption().relation() == null || x.lifetime() != Lifetime.PART || beforeSentence.contains(x.assumption()) || isEquation(x.assumption())
          ? Set.<Expr.Sym>of() : Trees.freeSymbols(x.assumption().relation());
      boolean lasts = !about.isEmpty() && about.stream().allMatch(s -> names.contains(s.name()) && !variables.contains(s.name()));
      return lasts ? new Active(x.assumption(), Lifetime.SCOPE, x.level(), x.item()) : x;
    });
  }

  /** What words behind a formula assume for it is no case that the sentence begins with. */
  void behind(Expr relation) {
    assumptions.stream().map(Active::assumption).filter(a -> relation.equals(a.relation())).forEach(behind::add);
  }

  /** What seemed to be assumed behind a formula is the case of the next one. */
  void ofNext(Expr relation) {
    behind.removeIf(a -> relation.equals(a.relation()));
  }

  /** What words behind an earlier formula of the sentence assumed for it, and no longer holds. */
  void endBehind(Set<Assumption> earlier, Predicate<Assumption> ended) {
    assumptions.removeIf(a -> earlier.contains(a.assumption()) && ended.test(a.assumption()));
  }

  /** What words behind a formula of the sentence assume. */
  Set<Assumption> behind() {
    return Set.copyOf(behind);
  }

  /** What the sentence assumes, and no words behind a formula. */
  List<Assumption> cases() {
    return ofSentence().stream().filter(a -> !behind.contains(a)).toList();
  }

  /** What the sentence that is read assumes, as far as it is in force. */
  List<Assumption> ofSentence() {
    return inForce().stream().filter(a -> !beforeSentence.contains(a)).toList();
  }

  /** What was assumed earlier, is not in force here, and is not excluded by what is. */
  List<Assumption> faded() {
    var here = inForce();
    var all = new ArrayList<>(faded);
    for (int i = 0; i < assumptions.size(); i++) {
      if (isAside(i, this::isReplaced)) {
        all.add(assumptions.get(i).assumption());
      }
    }
    return all.stream().filter(f -> here.stream().noneMatch(a -> Exclusion.of(f.relation(), a.relation()))).toList();
  }

  /** The equations in force. */
  Set<Expr> equations() {
    return inForce().stream().filter(Hypotheses::isEquation).map(Assumption::relation).collect(Collectors.toSet());
  }

  /** What exercises before this one assumed and is not excluded by what holds here. */
  List<Assumption> earlier() {
    var here = inForce();
    return earlier.stream().filter(f -> here.stream().noneMatch(a -> Exclusion.of(f.relation(), a.relation()) || f.relation().equals(a.relation()))).toList();
  }

  /** What exercises assumed that are not read with this one. */
  void recall(List<Assumption> restrictions) {
    earlier.addAll(restrictions);
  }

  /**
   * The text goes on with another item of a list.
   *
   * @param label      as written
   * @param introduced whether the sentence before it goes on in the list: 'With x = 2 we get', 'Then'
   */
  void nextItem(String label, int line, boolean introduced) {
    var kind = kind(label);
    if (ofLists.containsKey(kind)) {
      while (!ofLists.lastEntry().getKey().equals(kind)) {
        ofLists.pollLastEntry(); // the inner list has ended
      }
    } else {
      ofLists.putLast(kind, introduced ? inForce().stream().filter(Hypotheses::isGiven).toList() : List.of());
    }
    listStart = item == 0 ? line : listStart;
    itemStart = line;
    item++;
  }

  /** Items with labels of the same kind are of one list. */
  private static String kind(String label) {
    var sign = label.chars().filter(Character::isLetterOrDigit).findFirst();
    return sign.isEmpty() || label.startsWith("\\") ? label.strip() : Character.isDigit(sign.getAsInt()) ? "1" : "a";
  }

  /** The text goes on outside of lists. */
  void endItems() {
    claiming.clear();
    item = 0;
    ofLists.clear();
  }

  /** Whether an item before the one at hand makes claims: then this one need not speak of the same. */
  boolean isBehindClaims() {
    return item > 0 && !claiming.isEmpty() && !claiming.equals(Set.of(item));
  }

  int listStart() {
    return listStart;
  }

  int itemStart() {
    return itemStart;
  }

  /** The item at hand makes a claim. */
  void claims() {
    if (item > 0) {
      claiming.add(item);
    }
  }

  /** Another case is spoken of: what was said of the one before is meant no more. */
  void takeBack(Predicate<Assumption> which) {
    assumptions.removeIf(a -> which.test(a.assumption()));
    faded.removeIf(which);
  }

  /** Whether it is assumed for the case only that a sentence speaks of. */
  boolean isCase(Assumption a) {
    return assumptions.stream().anyMatch(x -> x.assumption().equals(a) && x.lifetime() == Lifetime.SENTENCE);
  }

  /** The last assumption of the text that is in force, or null. */
  Assumption lastAssumed() {
    return assumptions.isEmpty() || assumptions.getLast().lifetime() == Lifetime.DOCUMENT ? null : assumptions.getLast().assumption();
  }

  void replaceLast(Assumption a) {
    var last = assumptions.removeLast();
    assumptions.add(new Active(a, last.lifetime(), last.level(), last.item()));
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
      return by.isEmpty() ? e : Trees.substitute(Derivatives.carryOut(e), by);
    } catch (RuntimeException _) {
      return e; // what cannot be carried out stays as it is
    }
  }

  /** Ends the assumptions that live no longer than this. */
  void end(Lifetime lifetime) {
    fade(a -> a.lifetime().compareTo(lifetime) <= 0 && ofLists.values().stream().noneMatch(l -> l.contains(a.assumption())));
  }

  /** The case that was spoken of below the heading of this level ends; the names of what may hold no more. */
  Set<String> contrary(int level) {
    var doubtful = namesIn(assumptions.stream().filter(a -> a.lifetime() != Lifetime.DOCUMENT && a.level() == level));
    fade(a -> a.lifetime() != Lifetime.DOCUMENT && a.level() == level);
    return doubtful;
  }

  /** A heading ends what was assumed below one of its own level or a lower one. */
  void heading(int level) {
    fade(a -> a.lifetime() == Lifetime.SCOPE && a.level() >= level);
  }

  /** The names of what a heading that names a case may deny. */
  Set<String> deniedBy(int level) {
    return namesIn(assumptions.stream().filter(a -> a.lifetime() == Lifetime.SCOPE && a.level() >= level));
  }

  private Set<String> namesIn(Stream<Active> ended) {
    return Stream.concat(ended.map(Active::assumption), faded.stream()).filter(a -> a.relation() != null)
        .flatMap(a -> Trees.freeSymbols(a.relation()).stream()).map(Expr.Sym::name).collect(Collectors.toSet());
  }

  /** 'For any x': what was said of the name before need not hold from here on. */
  void anew(String name) {
    fade(a -> a.lifetime() != Lifetime.DOCUMENT && a.assumption().relation() != null && isValueIn(name, a.assumption().relation()));
  }

  /** A random quantity gets another distribution: what was given for its mean and variance holds no more. */
  void newLaw(List<String> names) {
    assumptions.removeIf(a -> a.assumption().relation() instanceof Expr.Rel r && r.lhs() instanceof Expr.Apply m && m.name().matches("EE|Var|Cov")
        && m.args().stream().anyMatch(x -> names.stream().anyMatch(n -> isValueIn(n, x) || x instanceof Expr.Indexed i && i.base().equals(n))));
  }

  /** Whether the name stands in the relation as a value, not only as the index of a family. */
  private static boolean isValueIn(String name, Expr e) {
    return e instanceof Expr.Sym s ? s.name().equals(name)
        : !(e instanceof Expr.Indexed) && Trees.children(e).stream().anyMatch(c -> isValueIn(name, c));
  }

  /** Takes assumptions out of force; restrictions may still be meant, and formulas for a name, 'η = gᵀg/gᵀAg'; a number that was given no more. */
  private void fade(Predicate<Active> ended) {
    for (var a : assumptions) {
      if (ended.test(a) && a.assumption().relation() != null && !(isValue(a.assumption()) && !isFormula(a.assumption())) && !isPlace(a.assumption())
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

  /** A new exercise: what was assumed above its heading holds on; what exercises before it assumed may still be meant. */
  void newPart(int level) {
    ofLists.clear();
    end(Lifetime.PART);
    fade(a -> a.lifetime() == Lifetime.SCOPE && a.level() >= level);
    faded.stream().filter(f -> earlier.stream().noneMatch(e -> e.relation().equals(f.relation()))).forEach(earlier::add);
    faded.clear();
  }

  /** Nothing of what the text assumed is meant any more. */
  void forget() {
    end(Lifetime.SCOPE);
    faded.clear();
    earlier.clear();
  }

  /** Properties that are assumed of names, not relations. */
  List<Assumption> properties() {
    return assumptions.stream().map(Active::assumption).filter(a -> a.relation() == null).toList();
  }

  /** {@code p = 1/2} where p is σ(z): a place on a curve. */
  private static boolean isPlace(Assumption a) {
    return isEquation(a) && a.relation() instanceof Expr.Rel r && r.lhs() instanceof Expr.Call f && f.function().scalar() && r.rhs() instanceof Expr.Num;
  }

  private static boolean isGiven(Assumption a) {
    return isValue(a) && Trees.freeSymbols(((Expr.Rel) a.relation()).rhs()).isEmpty();
  }

  /** η = gᵀg/gᵀAg: more than a number or another name. */
  private static boolean isFormula(Assumption a) {
    return isValue(a) && ((Expr.Rel) a.relation()).rhs() instanceof Expr.Mul m && !Trees.freeSymbols(m).isEmpty();
  }

  static boolean isValue(Assumption a) {
    return isEquation(a) && ((Expr.Rel) a.relation()).lhs() instanceof Expr.Sym;
  }

  private static boolean isEquation(Assumption a) {
    return a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ;
  }
}
