package org.gradus.notation;

import java.util.List;

/** The surface tree: what was written, in its order, every node with its place. */
public sealed interface Term {

  Span span();

  /** A number as written; the digits shown matter. */
  record Number(String text, Span span) implements Term {}

  /** A name with its accents, without scripts: {@code yhat}, {@code sigma}, {@code ReLU}. */
  record Name(String text, Span span) implements Term {}

  /**
   * A base with scripts and primes.
   *
   * @param sub null where there is none
   * @param sup null where there is none
   */
  record Scripted(Term base, Term sub, Term sup, int primes, Span span) implements Term {}

  /** What stands between brackets. */
  record Group(Fence fence, Term body, Span span) implements Term {}

  /** The kinds of brackets. */
  enum Fence { PAREN, BRACKET, BRACE, ABS, NORM, FLOOR, CEIL, ANGLE, WITHOUT_UPPER, WITHOUT_LOWER }

  /** Terms separated by commas. */
  record Sequence(List<Term> items, Span span) implements Term {}

  /** Terms added; {@code minus} says which have a minus sign before them. */
  record Sum(List<Term> terms, List<Boolean> minus, Span span) implements Term {}

  /** A term with a minus sign before it, where it is not the first of a sum. */
  record Negative(Term body, Span span) implements Term {}

  /** Factors; {@code signs.get(i)} stands before factor i (the first is always {@link Sign#NONE}). */
  record Product(List<Term> factors, List<Sign> signs, Span span) implements Term {}

  /** What stands between two factors. */
  enum Sign { NONE, TIMES, SLASH, HADAMARD, OUTER }

  /** A fraction with a bar. */
  record Fraction(Term over, Term under, Span span) implements Term {}

  /** A root; {@code degree} is null for the square root. */
  record Root(Term degree, Term body, Span span) implements Term {}

  /** A factorial. */
  record Factorial(Term body, Span span) implements Term {}

  /**
   * A function applied.
   *
   * @param head the name, perhaps with scripts ({@code \sin^2}, {@code \log_2}, {@code f'})
   * @param bracketed whether the arguments stand between brackets
   */
  record Call(Term head, List<Term> args, boolean bracketed, Span span) implements Term {}

  /**
   * A derivative.
   *
   * @param body null where the operator stands alone
   * @param by what it is taken by, once for each time
   * @param order the order written in the numerator (1 if none), which may differ from the size of {@code by}
   */
  record Derivative(Term body, List<Term> by, int order, boolean gradient, Span span) implements Term {}

  /** A value of {@code body} at the point given by relations ({@code |_{x=0}}). */
  record Evaluated(Term body, Term point, Span span) implements Term {}

  /**
   * A sum or product over an index.
   *
   * @param under what stands below the sign: an index, {@code i=1}, {@code k \neq j}, or null
   * @param over the upper limit, or null
   */
  record Big(boolean product, Term under, Term over, Term body, Span span) implements Term {}

  /** A limit; {@code side} is −1, 0, +1, or {@link #EITHER_END} for x → ±∞. */
  record Limit(Term variable, Term to, int side, Term body, Span span) implements Term {
    /** At both ends of the line there is the same limit. */
    static final int EITHER_END = 2;
  }

  /** An integral; {@code lower} and {@code upper} are null together. */
  record Integral(Term body, Term variable, Term lower, Term upper, Span span) implements Term {}

  /** A value by cases; a null condition stands for "otherwise". */
  record Cases(List<Term> values, List<Term> conditions, Span span) implements Term {}

  /** A matrix, row by row. */
  record Matrix(List<List<Term>> rows, Span span) implements Term {}

  /** A chain of relations, one more member than signs. */
  record Chain(List<Term> members, List<Relation> relations, Span span) implements Term {}

  /** Statements joined by "and" or "or". */
  record Joined(boolean or, List<Term> parts, Span span) implements Term {}

  /** An omission: {@code \dots}. */
  record Dots(Span span) implements Term {}

  /** Two readings of the same text, the usual one first. */
  record Ambiguous(Term usual, Term other, String note, Span span) implements Term {}
}
