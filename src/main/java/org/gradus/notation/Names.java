package org.gradus.notation;

import java.util.List;
import org.gradus.expr.Expr;

/** What is declared, defined or bound where a formula stands. Names are plain ones: {@code yhat}, {@code w_jk}. */
public interface Names {

  /** Nothing is known. */
  Names NONE = new Names() {};

  /** Whether the name stands for a function of the document, defined as {@code f(x) = …}. */
  default boolean isFunction(String name) {
    return false;
  }

  /** Whether the document has given the name a meaning, so that it may depend on other names. */
  default boolean isAbbreviation(String name) {
    return false;
  }

  /** Whether the name is declared or defined as a quantity. */
  default boolean isVariable(String name) {
    return false;
  }

  /** Whether {@code y^{(i)}} is the entry i of the vector y. */
  default boolean isStacked(String base) {
    return false;
  }

  /** Whether components of the name are meant where it carries a subscript. */
  default boolean isIndexed(String base) {
    return false;
  }

  /** How many letters the name carries as indices, wherever it carries letters; 0 where that is not known: with w_{jk}, w_{12} is of two. */
  default int subscripts(String base) {
    return 0;
  }

  /** Whether the run of letters before a subscript is a product of quantities that the document names by these letters. */
  default boolean isProduct(String letters) {
    return false;
  }

  /** Whether a d before the name makes one name of both, as programmers write: dW is the gradient by W. */
  default boolean isGradient(String base) {
    return false;
  }

  /** Whether the name is the number of something, as the end of a sum is: then it is no transpose above a scalar. */
  default boolean isCount(String name) {
    return false;
  }

  /** Whether the document gives the letter a number for its value. */
  default boolean isGivenNumber(String name) {
    return false;
  }

  /** Whether the letter is a declared or bound index. */
  default boolean isIndex(String letter) {
    return false;
  }

  /** What a number or a letter above a name is. */
  enum Above { POWER, LABEL, UNCLEAR }

  /**
   * What stands above a name: a power, the number of a layer or of a sample, or what the document leaves unclear.
   *
   * @param sup a number, or a letter and perhaps a number added to it
   */
  default Above above(String base, Term sup) {
    return Above.POWER;
  }

  /**
   * Whether every number above the name makes a quantity of its own, with a shape of its own: W^{(1)} and W^{(2)}, where no
   * letter counts the layers.
   */
  default boolean isApart(String base) {
    return false;
  }

  /**
   * What the name is where it carries so many subscripts that are indices; null if nothing tells.
   *
   * @param base the name without them
   */
  default Rank rank(String base, int subscripts) {
    return null;
  }

  /** The variables that a function of the document was defined with; empty where that is not known. */
  default List<Expr.Sym> parameters(String function) {
    return List.of();
  }

  /**
   * The points over which a sum over a set runs that the document writes out, each a column; null if there are none.
   *
   * @param letter what each of them is called in the sum
   * @param set    the name of the set; null where the sum does not say it
   */
  default List<Expr> points(String letter, String set) {
    return null;
  }

  /** What the last gradient before this formula was taken by, or null. */
  default Expr gradientVariable() {
    return null;
  }

  /** The rank of the values of a function of the document; null if nothing tells. */
  default Rank valueRank(String function) {
    return null;
  }

  /** Whether a prime is a transpose, as in X'X. */
  default boolean transposesByPrime() {
    return false;
  }

  /** Whether the letter of a constant also stands for something else, so that only the way it is used can tell. */
  default boolean isOverloaded(String constant) {
    return false;
  }
}
