package org.gradus.certificate;

import java.math.BigInteger;
import java.util.List;
import org.gradus.expr.Expr;

/** What the polynomials of one {@link Normal} are polynomials in. Atoms are made and told apart by their {@link Normal} alone. */
public final class Atom implements Comparable<Atom> {

  /** What it stands for. */
  public enum Kind {
    /** A variable or component. */
    VARIABLE,
    /** π. */
    PI,
    /** A whole number to a power in [0, 1). */
    NUMBER,
    /** A polynomial to a power in [0, 1). */
    ROOT,
    /** exp of a monomial over a product. */
    EXP,
    /** e^{iu}, u likewise. */
    PHASE,
    /** log |f|. */
    LOG,
    /** Any other function of its arguments. */
    OPAQUE
  }

  private final int id;
  private final Kind kind;
  private final Expr expr;
  private final Object data;
  private final List<Frac> args;

  Atom(int id, Kind kind, Expr expr, Object data, List<Frac> args) {
    this.id = id;
    this.kind = kind;
    this.expr = expr;
    this.data = data;
    this.args = args;
  }

  public Kind kind() {
    return kind;
  }

  /** The value as an expression, or null where it has none. */
  public Expr expr() {
    return expr;
  }

  /** A polynomial, a number, a name …: what tells it apart from others of its kind. */
  Object data() {
    return data;
  }

  List<Frac> args() {
    return args;
  }

  boolean algebraic() {
    return kind == Kind.NUMBER || kind == Kind.ROOT;
  }

  boolean alwaysPositive() {
    return kind == Kind.PI || kind == Kind.NUMBER || kind == Kind.EXP
        || kind == Kind.LOG && data instanceof BigInteger;
  }

  /** Whether the value need not be real. */
  boolean complex() {
    return kind == Kind.PHASE || kind == Kind.EXP && expr == null
        || data instanceof Poly p && p.complex();
  }

  @Override
  public int compareTo(Atom o) {
    return Integer.compare(id, o.id);
  }

  @Override
  public String toString() {
    return expr == null ? kind + "#" + id : expr.toString();
  }
}
