package org.gradus.expr;

import java.util.List;
import java.util.Objects;

/**
 * The core tree: canonical, immutable, shared. Build it with the factories of {@link Exprs}, which fold rational
 * constants, flatten and order sums and products, and share equal nodes; nothing there changes where an expression
 * is defined ({@code x/x} stays {@code x·x^(-1)}).
 *
 * <p>Of equal expressions there is one, so that equality is identity. Every node knows its hash, its size and the kinds of
 * nodes below it.
 */
public sealed interface Expr permits Node {

  /** An exact number. */
  final class Num extends Node {
    private final Rational value;

    Num(Rational value) {
      super(Kinds.NUM, hash(value), NOTHING);
      this.value = value;
    }

    public Rational value() {
      return value;
    }

    static int hash(Rational value) {
      return value.hashCode();
    }

    @Override
    boolean same(Node other) {
      return other instanceof Num o && value.equals(o.value);
    }
  }

  /** π, e or ∞. */
  final class Const extends Node {
    private final Constant constant;

    Const(Constant constant) {
      super(Kinds.CONST, constant.ordinal(), NOTHING);
      this.constant = constant;
    }

    public Constant constant() {
      return constant;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Const o && constant == o.constant;
    }
  }

  /** A variable, by its full name ({@code z}, {@code yhat}, {@code net_h1}). */
  final class Sym extends Node {
    private final String name;

    Sym(String name) {
      super(Kinds.SYM, hash(name), NOTHING);
      this.name = name;
    }

    public String name() {
      return name;
    }

    static int hash(String name) {
      return name.hashCode();
    }

    @Override
    boolean same(Node other) {
      return other instanceof Sym o && name.equals(o.name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A component: {@code x[i]}, {@code w[j,k]__L}, {@code x__i}.
   *
   * <p>{@code base} is the name of the family, {@code sub} the subscripts that are indices, perhaps none, {@code sup} the superscripts
   * that are indices (sample, layer), perhaps none.
   */
  final class Indexed extends Node {
    private final String base;
    private final Args sub;
    private final Args sup;

    Indexed(String base, Args sub, Args sup) {
      super(Kinds.INDEXED, 31 * (31 * base.hashCode() + sub.hashCode()) + sup.hashCode(), both(of(sub), of(sup)));
      this.base = base;
      this.sub = sub;
      this.sup = sup;
    }

    public String base() {
      return base;
    }

    public Args sub() {
      return sub;
    }

    public Args sup() {
      return sup;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Indexed o && base.equals(o.base) && sub.equals(o.sub) && sup.equals(o.sup);
    }
  }

  /** A sum of at least two terms; at most one of them, the first, is a number. */
  final class Add extends Node {
    private final Args args;

    Add(Args args) {
      super(Kinds.ADD, args.hashCode(), of(args));
      this.args = args;
    }

    public Args args() {
      return args;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Add o && args.equals(o.args);
    }
  }

  /** A product of at least two factors; at most one of them, the first, is a number. */
  final class Mul extends Node {
    private final Args args;

    Mul(Args args) {
      super(Kinds.MUL, args.hashCode(), of(args));
      this.args = args;
    }

    public Args args() {
      return args;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Mul o && args.equals(o.args);
    }
  }

  /** A power. Roots are powers 1/n; quotients are products with powers −1. Undefined for a negative base and a non-integer exponent. */
  final class Pow extends Node {
    private final Expr base;
    private final Expr exponent;

    Pow(Expr base, Expr exponent) {
      super(Kinds.POW, hash(base, exponent), both(of(base), of(exponent)));
      this.base = base;
      this.exponent = exponent;
    }

    public Expr base() {
      return base;
    }

    public Expr exponent() {
      return exponent;
    }

    static int hash(Expr base, Expr exponent) {
      return 31 * base.hashCode() + exponent.hashCode();
    }

    @Override
    boolean same(Node other) {
      return other instanceof Pow o && base == o.base && exponent == o.exponent;
    }
  }

  /** A function of the table, applied. */
  final class Call extends Node {
    private final Function function;
    private final Args args;

    Call(Function function, Args args) {
      super(Kinds.CALL, 31 * function.hashCode() + args.hashCode(),
          both(of(args), (long) function.kinds() << Integer.SIZE));
      this.function = function;
      this.args = args;
    }

    public Function function() {
      return function;
    }

    public Args args() {
      return args;
    }

    public Expr arg() {
      return args.get(0);
    }

    public boolean is(String name) {
      return function.name().equals(name);
    }

    @Override
    boolean same(Node other) {
      return other instanceof Call o && function == o.function && args.equals(o.args);
    }
  }

  /** A function that is not in the table, applied; {@code primes} counts derivatives by its only argument. */
  final class Apply extends Node {
    private final String name;
    private final int primes;
    private final Args args;

    Apply(String name, int primes, Args args) {
      super(Kinds.APPLY, 31 * (31 * name.hashCode() + primes) + args.hashCode(), of(args));
      this.name = name;
      this.primes = primes;
      this.args = args;
    }

    public String name() {
      return name;
    }

    public int primes() {
      return primes;
    }

    public Args args() {
      return args;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Apply o && name.equals(o.name) && primes == o.primes && args.equals(o.args);
    }
  }

  /**
   * A value by cases: the value of the first condition that holds.
   *
   * <p>{@code otherwise} is the value where none holds, or null: undefined there.
   */
  final class Cases extends Node {
    private final Args conditions;
    private final Args values;
    private final Expr otherwise;

    Cases(Args conditions, Args values, Expr otherwise) {
      super(Kinds.CASES, 31 * (31 * conditions.hashCode() + values.hashCode()) + Objects.hashCode(otherwise), both(both(of(conditions), of(values)), of(otherwise)));
      this.conditions = conditions;
      this.values = values;
      this.otherwise = otherwise;
    }

    public Args conditions() {
      return conditions;
    }

    public Args values() {
      return values;
    }

    public Expr otherwise() {
      return otherwise;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Cases o && conditions.equals(o.conditions) && values.equals(o.values) && otherwise == o.otherwise;
    }
  }

  /** A relation; true or false. */
  final class Rel extends Node {
    private final RelOp op;
    private final Expr lhs;
    private final Expr rhs;

    Rel(RelOp op, Expr lhs, Expr rhs) {
      super(Kinds.REL, 31 * (31 * op.ordinal() + lhs.hashCode()) + rhs.hashCode(), both(of(lhs), of(rhs)));
      this.op = op;
      this.lhs = lhs;
      this.rhs = rhs;
    }

    public RelOp op() {
      return op;
    }

    public Expr lhs() {
      return lhs;
    }

    public Expr rhs() {
      return rhs;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Rel o && op == o.op && lhs == o.lhs && rhs == o.rhs;
    }
  }

  /** A connective of relations. */
  final class Logic extends Node {
    /** The connectives. */
    public enum Op { AND, OR, NOT }

    private final Op op;
    private final Args args;

    Logic(Op op, Args args) {
      super(Kinds.LOGIC, 31 * op.ordinal() + args.hashCode(), of(args));
      this.op = op;
      this.args = args;
    }

    public Op op() {
      return op;
    }

    public Args args() {
      return args;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Logic o && op == o.op && args.equals(o.args);
    }
  }

  /**
   * A sum or a product over an index.
   *
   * <p>The index is a {@link Sym}; {@code lower} is the first value, or null together with {@code upper}: the range is known from
   * the context.
   */
  final class Big extends Node {
    /** Σ or Π. */
    public enum Kind { SUM, PRODUCT }

    private final Kind kind;
    private final Expr body;
    private final Sym index;
    private final Expr lower;
    private final Expr upper;

    Big(Kind kind, Expr body, Sym index, Expr lower, Expr upper) {
      super(Kinds.BIG, 31 * (31 * (31 * (31 * kind.ordinal() + body.hashCode()) + index.hashCode()) + Objects.hashCode(lower)) + Objects.hashCode(upper), both(both(both(of(body), of(index)), of(lower)), of(upper)));
      this.kind = kind;
      this.body = body;
      this.index = index;
      this.lower = lower;
      this.upper = upper;
    }

    public Kind kind() {
      return kind;
    }

    public Expr body() {
      return body;
    }

    public Sym index() {
      return index;
    }

    public Expr lower() {
      return lower;
    }

    public Expr upper() {
      return upper;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Big o && kind == o.kind && body == o.body && index == o.index && lower == o.lower && upper == o.upper;
    }
  }

  /** A derivative as written, not yet carried out; {@code by} may be any expression. */
  final class Diff extends Node {
    private final Expr body;
    private final Expr by;
    private final int order;

    Diff(Expr body, Expr by, int order) {
      super(Kinds.DIFF, 31 * (31 * body.hashCode() + by.hashCode()) + order, both(of(body), of(by)));
      this.body = body;
      this.by = by;
      this.order = order;
    }

    public Expr body() {
      return body;
    }

    public Expr by() {
      return by;
    }

    public int order() {
      return order;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Diff o && body == o.body && by == o.by && order == o.order;
    }
  }

  /** A limit as written; {@code side} is −1 (from below), 0 (both), +1 (from above). */
  final class Limit extends Node {
    private final Expr body;
    private final Expr var;
    private final Expr to;
    private final int side;

    Limit(Expr body, Expr var, Expr to, int side) {
      super(Kinds.LIMIT, 31 * (31 * (31 * body.hashCode() + var.hashCode()) + to.hashCode()) + side, both(both(of(body), of(var)), of(to)));
      this.body = body;
      this.var = var;
      this.to = to;
      this.side = side;
    }

    public Expr body() {
      return body;
    }

    public Expr var() {
      return var;
    }

    public Expr to() {
      return to;
    }

    public int side() {
      return side;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Limit o && body == o.body && var == o.var && to == o.to && side == o.side;
    }
  }

  /** An integral as written; {@code lower} and {@code upper} are both null for an antiderivative. */
  final class Integral extends Node {
    private final Expr body;
    private final Expr var;
    private final Expr lower;
    private final Expr upper;

    Integral(Expr body, Expr var, Expr lower, Expr upper) {
      super(Kinds.INTEGRAL, 31 * (31 * (31 * body.hashCode() + var.hashCode()) + Objects.hashCode(lower)) + Objects.hashCode(upper), both(both(both(of(body), of(var)), of(lower)), of(upper)));
      this.body = body;
      this.var = var;
      this.lower = lower;
      this.upper = upper;
    }

    public Expr body() {
      return body;
    }

    public Expr var() {
      return var;
    }

    public Expr lower() {
      return lower;
    }

    public Expr upper() {
      return upper;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Integral o && body == o.body && var == o.var && lower == o.lower && upper == o.upper;
    }
  }

  /** {@code body} with {@code var} replaced by {@code value} after everything in it has been carried out (evaluation bar). */
  final class At extends Node {
    private final Expr body;
    private final Expr var;
    private final Expr value;

    At(Expr body, Expr var, Expr value) {
      super(Kinds.AT, 31 * (31 * body.hashCode() + var.hashCode()) + value.hashCode(), both(both(of(body), of(var)), of(value)));
      this.body = body;
      this.var = var;
      this.value = value;
    }

    public Expr body() {
      return body;
    }

    public Expr var() {
      return var;
    }

    public Expr value() {
      return value;
    }

    @Override
    boolean same(Node other) {
      return other instanceof At o && body == o.body && var == o.var && value == o.value;
    }
  }

  /** A matrix written out, row by row; a column vector has one column. */
  final class Matrix extends Node {
    private final List<Args> rows;

    Matrix(List<Args> rows) {
      super(Kinds.MATRIX, rows.hashCode(), of(rows));
      this.rows = List.copyOf(rows);
    }

    public List<Args> rows() {
      return rows;
    }

    @Override
    boolean same(Node other) {
      return other instanceof Matrix o && rows.equals(o.rows);
    }
  }
}
