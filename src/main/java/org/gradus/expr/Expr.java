package org.gradus.expr;

import java.util.List;

/**
 * The core tree: canonical, immutable, shared. Build it with the factories of {@link Exprs}, which fold rational
 * constants, flatten and order sums and products, and share equal nodes; nothing there changes where an expression
 * is defined ({@code x/x} stays {@code x·x^(-1)}).
 */
public sealed interface Expr {

  /** An exact number. */
  record Num(Rational value) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** π, e or ∞. */
  record Const(Constant constant) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A variable, by its full name ({@code z}, {@code yhat}, {@code net_h1}). */
  record Sym(String name) implements Expr {
    @Override public String toString() { return name; }
  }

  /**
   * A component: {@code x[i]}, {@code w[j,k]__L}, {@code x__i}.
   *
   * @param base the name of the family
   * @param sub the subscripts that are indices, perhaps none
   * @param sup the superscripts that are indices (sample, layer), perhaps none
   */
  record Indexed(String base, Args sub, Args sup) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A sum of at least two terms; at most one of them, the first, is a number. */
  record Add(Args args) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A product of at least two factors; at most one of them, the first, is a number. */
  record Mul(Args args) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A power. Roots are powers 1/n; quotients are products with powers −1. Undefined for a negative base and a non-integer exponent. */
  record Pow(Expr base, Expr exponent) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A function of the table, applied. */
  record Call(Function function, Args args) implements Expr {
    @Override public String toString() { return PlainText.of(this); }

    public Expr arg() {
      return args.get(0);
    }

    public boolean is(String name) {
      return function.name().equals(name);
    }
  }

  /** A function that is not in the table, applied; {@code primes} counts derivatives by its only argument. */
  record Apply(String name, int primes, Args args) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /**
   * A value by cases: the value of the first condition that holds.
   *
   * @param otherwise the value where none holds, or null: undefined there
   */
  record Cases(Args conditions, Args values, Expr otherwise) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A relation; true or false. */
  record Rel(RelOp op, Expr lhs, Expr rhs) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A connective of relations. */
  record Logic(Op op, Args args) implements Expr {
    /** The connectives. */
    public enum Op { AND, OR, NOT }

    @Override public String toString() { return PlainText.of(this); }
  }

  /**
   * A sum or a product over an index.
   *
   * @param index a {@link Sym}
   * @param lower the first value, or null together with {@code upper}: the range is known from the context
   */
  record Big(Kind kind, Expr body, Sym index, Expr lower, Expr upper) implements Expr {
    /** Σ or Π. */
    public enum Kind { SUM, PRODUCT }

    @Override public String toString() { return PlainText.of(this); }
  }

  /** A derivative as written, not yet carried out; {@code by} may be any expression. */
  record Diff(Expr body, Expr by, int order) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A limit as written; {@code side} is −1 (from below), 0 (both), +1 (from above). */
  record Limit(Expr body, Expr var, Expr to, int side) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** An integral as written; {@code lower} and {@code upper} are both null for an antiderivative. */
  record Integral(Expr body, Expr var, Expr lower, Expr upper) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** {@code body} with {@code var} replaced by {@code value} after everything in it has been carried out (evaluation bar). */
  record At(Expr body, Expr var, Expr value) implements Expr {
    @Override public String toString() { return PlainText.of(this); }
  }

  /** A matrix written out, row by row; a column vector has one column. */
  record Matrix(List<Args> rows) implements Expr {
    public Matrix {
      rows = List.copyOf(rows);
    }

    @Override public String toString() { return PlainText.of(this); }
  }
}
