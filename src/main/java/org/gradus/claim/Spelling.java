package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** How a document writes its names: which are functions, which carry indices, which letters are products. Grows as the document is read. */
final class Spelling {

  private final Set<String> functions = new HashSet<>();
  private final Set<String> overloaded = new HashSet<>();
  private final Set<String> gradients = new HashSet<>();
  private final Set<String> units = new HashSet<>();
  private final Map<String, Integer> stands = new HashMap<>();
  private final Set<String> arrays = new HashSet<>();
  private final Set<String> indices = new HashSet<>();
  private final Set<String> products = new HashSet<>();
  private final Set<String> labels = new HashSet<>();
  private final Set<String> counts = new HashSet<>();
  private final Set<String> givenNumbers = new HashSet<>();
  private final Set<String> families = new HashSet<>();
  private final Map<String, Integer> subscripts = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private boolean otherLogarithm;
  private boolean primesTranspose;
  private int learned;

  Spelling copy() {
    var c = new Spelling();
    c.functions.addAll(functions);
    c.overloaded.addAll(overloaded);
    c.gradients.addAll(gradients);
    c.units.addAll(units);
    c.stands.putAll(stands);
    c.arrays.addAll(arrays);
    c.indices.addAll(indices);
    c.products.addAll(products);
    c.labels.addAll(labels);
    c.counts.addAll(counts);
    c.givenNumbers.addAll(givenNumbers);
    c.families.addAll(families);
    c.subscripts.putAll(subscripts);
    c.aliases.putAll(aliases);
    c.otherLogarithm = otherLogarithm;
    c.primesTranspose = primesTranspose;
    return c;
  }

  /** e with this letter below is a unit vector with its 1 there. */
  void expectUnit(String letter) {
    units.add(letter);
  }

  Set<String> units() {
    return units;
  }

  /** A name that the document defines somewhere as {@code f(x) = …}. */
  void expectFunction(String name) {
    functions.add(name);
  }

  /** The name is no function from here on. */
  void expectNoFunction(String name) {
    functions.remove(name);
  }

  boolean isFunction(String name) {
    return functions.contains(name);
  }

  /** The letter of a constant stands for something else, at least in places. */
  void overload(String constant) {
    overloaded.add(constant);
  }

  boolean isOverloaded(String constant) {
    return overloaded.contains(constant);
  }

  Set<String> overloaded() {
    return overloaded;
  }

  /** A d before the name makes one name of both. */
  void expectGradient(String base) {
    gradients.add(base);
  }

  boolean isGradient(String base) {
    return gradients.contains(base);
  }

  /** The variable that stands for the quantity while a derivative is taken by it: another one for every quantity. */
  Expr.Sym standsFor(String quantity) {
    return Exprs.sym("u" + stands.computeIfAbsent(quantity, _ -> stands.size() + 1) + "_");
  }

  /** A vector or a matrix, whose letter may carry indices. */
  void expectArray(String name) {
    arrays.add(name);
  }

  /** A name that carries indices. */
  void expectFamily(String base) {
    learned += families.add(base) ? 1 : 0;
  }

  /** A name that carries so many indices. */
  void expectFamily(String base, int indices) {
    expectFamily(base);
    subscripts.merge(base, indices, Math::max);
  }

  boolean isFamily(String base) {
    return families.contains(base);
  }

  boolean isIndexed(String base) {
    return families.contains(base) || arrays.contains(base);
  }

  /** How many letters a name carries as indices. */
  int subscripts(String base) {
    return subscripts.getOrDefault(base, 0);
  }

  /** How often a name was found to carry indices: what was read before may be read otherwise. */
  int learned() {
    return learned;
  }

  /** A letter that a sum of the document runs over. */
  void expectIndex(String letter) {
    indices.add(letter);
  }

  boolean isIndex(String letter) {
    return indices.contains(letter);
  }

  /** Letters side by side that stand for quantities of their own. */
  void expectProduct(String letters) {
    products.add(letters);
  }

  boolean isProduct(String letters) {
    return products.contains(letters);
  }

  /** A name with a number that is one name: W_1 beside W_2. */
  void expectLabel(String name) {
    labels.add(name);
  }

  boolean isLabel(String name) {
    return labels.contains(name);
  }

  /** A name that sums of the document end at, or that is a number of steps. */
  void expectCount(String name) {
    counts.add(name);
  }

  boolean isCount(String name) {
    return counts.contains(name);
  }

  /** A name of which the document says somewhere that it is a number. */
  void expectNumber(String name) {
    givenNumbers.add(name);
  }

  boolean isGivenNumber(String name) {
    return givenNumbers.contains(name);
  }

  /** A prime is a transpose in this document. */
  void expectTransposesByPrime() {
    primesTranspose = true;
  }

  boolean transposesByPrime() {
    return primesTranspose;
  }

  /** From here on log has another base than e. */
  void otherLogarithm() {
    otherLogarithm = true;
  }

  boolean hasOtherLogarithm() {
    return otherLogarithm;
  }

  /** The name that this one is read as: a document that uses ω and w for one weight means one. */
  Expr.Sym alias(Expr.Sym s) {
    var other = aliases.get(s.name());
    return other == null ? s : Exprs.sym(other);
  }

  void alias(String name, String other) {
    aliases.put(name, other);
  }

  /** The name is read as itself. */
  void noAlias(String name) {
    aliases.remove(name);
  }

  /** Takes over which letters stand for each other. */
  void aliasesOf(Spelling other) {
    aliases.clear();
    aliases.putAll(other.aliases);
  }

  /** A new exercise: letters of the table of functions regain the usual meaning. */
  void newPart() {
    functions.removeAll(Letters.all());
  }

  void forgetAliases() {
    aliases.clear();
  }
}
