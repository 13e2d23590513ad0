package org.gradus.notation;

/** What is declared, defined or bound where a formula stands. Names are plain ones: {@code yhat}, {@code w_jk}. */
public interface Names {

  /** Nothing is known. */
  Names NONE = new Names() {};

  /** Whether the name stands for a function of the document, defined as {@code f(x) = …}. */
  default boolean isFunction(String name) {
    return false;
  }

  /** Whether the name is declared or defined as a quantity. */
  default boolean isVariable(String name) {
    return false;
  }

  /** Whether components of the name are meant where it carries a subscript. */
  default boolean isIndexed(String base) {
    return false;
  }

  /** Whether the letter is a declared or bound index. */
  default boolean isIndex(String letter) {
    return false;
  }

  /** Whether the name stands for a vector or a matrix. */
  default boolean isVectorLike(String name) {
    return false;
  }
}
