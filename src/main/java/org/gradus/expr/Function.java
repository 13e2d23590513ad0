package org.gradus.expr;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * One entry of the function table: everything about a function that the rest of gradus derives its behaviour from.
 * Entries are compared by identity; there is one a name.
 */
public final class Function {

  /** Symmetry in the only argument. */
  public enum Parity { NONE, EVEN, ODD }

  /** The values a function takes: between the ends, which are attained only if closed; null stands for infinite. */
  public record Range(Rational lower, boolean lowerClosed, Rational upper, boolean upperClosed) {}

  /** Primitives with jumps, kinks or cases. */
  private static final Set<String> KINKED = Set.of("abs", "sign", "root", "atan2", "floor");

  private final String name;
  private final String latex;
  private final int minArity;
  private final int maxArity;
  private final java.util.function.Function<List<Expr>, Expr> definition;
  private final BiFunction<List<Expr>, Integer, Expr> partial;
  private final java.util.function.Function<List<Expr>, List<Expr>> domain;
  private final Parity parity;
  private final Range range;
  private final boolean scalar;
  private Integer kinds;

  private Function(Builder b) {
    name = b.name;
    latex = b.latex;
    minArity = b.minArity;
    maxArity = b.maxArity;
    definition = b.definition;
    partial = b.partial;
    domain = b.domain;
    parity = b.parity;
    range = b.range;
    scalar = b.scalar;
  }

  public String name() {
    return name;
  }

  /** The command, with its backslash or in {@code \operatorname}. */
  public String latex() {
    return latex;
  }

  /** Whether all arguments and the value are scalars. */
  public boolean scalar() {
    return scalar;
  }

  public Parity parity() {
    return parity;
  }

  /** The range over the natural domain, or null if the table does not know it. */
  public Range range() {
    return range;
  }

  /** Whether the function is given by simpler ones; otherwise it is a primitive that every layer knows by itself. */
  public boolean isDefined() {
    return definition != null;
  }

  /**
   * What is to be known of trees in which the function is called: {@link Kinds#KINKED} if it, or one that it is defined by, has
   * jumps, kinks or cases, also where that is not known; {@link Kinds#ARRAY} if it is one of vectors and matrices. Found out when
   * first asked, for a definition uses other entries of the table.
   */
  int kinds() {
    var known = kinds;
    if (known == null) {
      known = (isKinked() ? Kinds.KINKED : 0) | (scalar ? 0 : Kinds.ARRAY);
      kinds = known;
    }
    return known;
  }

  private boolean isKinked() {
    return KINKED.contains(name) || definition != null && (minArity != 1 || maxArity != 1
        || Kinds.occur(expand(Args.of(Exprs.sym("x"))), Kinds.CASES | Kinds.KINKED));
  }

  /** The definition applied to the arguments. Throws {@link IllegalStateException} for a primitive. */
  public Expr expand(List<Expr> args) {
    if (definition == null) {
      throw new IllegalStateException(name + " is primitive");
    }
    return definition.apply(args);
  }

  /** Whether the table states the partial derivatives. */
  public boolean hasPartials() {
    return partial != null;
  }

  /** The partial derivative by argument {@code i}, at the arguments; null where there is none in closed form. */
  public Expr partial(List<Expr> args, int i) {
    return partial == null ? null : partial.apply(args, i);
  }

  /** Relations between the arguments under which the function itself is defined; those of its definition excluded. */
  public List<Expr> domain(List<Expr> args) {
    return domain.apply(args);
  }

  public int minArity() {
    return minArity;
  }

  public int maxArity() {
    return maxArity;
  }

  void checkArity(int n) {
    if (n < minArity || n > maxArity) {
      throw new IllegalArgumentException(
          name + " takes " + (minArity == maxArity ? minArity : minArity + " or more") + " argument"
              + (maxArity == 1 ? "" : "s") + ", not " + n);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects an entry; the table alone uses it. */
  static final class Builder {
    private final String name;
    private String latex;
    private int minArity = 1;
    private int maxArity = 1;
    private java.util.function.Function<List<Expr>, Expr> definition;
    private BiFunction<List<Expr>, Integer, Expr> partial;
    private java.util.function.Function<List<Expr>, List<Expr>> domain = _ -> List.of();
    private Parity parity = Parity.NONE;
    private Range range;
    private boolean scalar = true;

    private Builder(String name) {
      this.name = name;
      this.latex = "\\operatorname{" + name + "}";
    }

    Builder latex(String text) {
      latex = text;
      return this;
    }

    Builder arity(int min, int max) {
      minArity = min;
      maxArity = max;
      return this;
    }

    Builder is(UnaryOperator<Expr> f) {
      definition = args -> f.apply(args.get(0));
      return this;
    }

    Builder isOf(java.util.function.Function<List<Expr>, Expr> f) {
      definition = f;
      return this;
    }

    Builder slope(UnaryOperator<Expr> f) {
      partial = (args, _) -> f.apply(args.get(0));
      return this;
    }

    Builder partials(BiFunction<List<Expr>, Integer, Expr> f) {
      partial = f;
      return this;
    }

    Builder domain(java.util.function.Function<List<Expr>, List<Expr>> f) {
      domain = f;
      return this;
    }

    Builder odd() {
      parity = Parity.ODD;
      return this;
    }

    Builder even() {
      parity = Parity.EVEN;
      return this;
    }

    Builder between(long lower, boolean lowerClosed, long upper, boolean upperClosed) {
      range = new Range(Rational.of(lower), lowerClosed, Rational.of(upper), upperClosed);
      return this;
    }

    Builder atLeast(long lower, boolean closed) {
      range = new Range(Rational.of(lower), closed, null, false);
      return this;
    }

    Builder matrixValued() {
      scalar = false;
      return this;
    }

    Function build() {
      return new Function(this);
    }
  }
}
