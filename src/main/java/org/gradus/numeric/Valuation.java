package org.gradus.numeric;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Args;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * One walk over an expression under one binding of its variables: what is a value, what an index picks, which terms a sum
 * has. Equal objects are valued once. The kind of value decides the arithmetic: numbers for the {@link Evaluator}, nodes
 * of a program for the compiler. Not thread-safe.
 *
 * @param <V> the kind of value
 */
public abstract class Valuation<V> {

  /** What the variables are, components under their written names. */
  protected final Map<String, V> env;

  private final Map<Expr, V> known = new IdentityHashMap<>();
  private final Limits limits;
  private int depth;

  /**
   * How much is carried out.
   *
   * @param depth the nesting of expressions
   * @param terms the terms of one sum or product
   * @param verb  what is done with them, for messages
   */
  public record Limits(int depth, int terms, String verb) {
    Unsupported tooDeep() {
      return new Unsupported("nested too deeply to " + verb);
    }
  }

  protected Valuation(Map<String, V> env, Limits limits, int depth) {
    this.env = env;
    this.limits = limits;
    this.depth = depth;
  }

  /** The same walk under another binding, {@code depth} levels down. */
  protected abstract Valuation<V> under(Map<String, V> inner, int depth);

  protected abstract V number(Rational q);

  protected abstract V pi();

  protected abstract V e();

  protected abstract V add(V a, V b);

  protected abstract V multiply(V a, V b);

  protected abstract V product(Args factors);

  protected abstract V power(Expr.Pow p);

  protected abstract V call(Expr.Call c);

  protected abstract V cases(Expr.Cases c);

  /** The integer that a value certainly is; null where it is none, or may be none. */
  protected abstract BigInteger integer(V value);

  /** The value of an expression; throws {@link Unsupported} for what has none of this kind. */
  public final V value(Expr e) {
    switch (e) {
      case Expr.Num n -> {
        return number(n.value());
      }
      case Expr.Sym s -> {
        return variable(s.name());
      }
      default -> { }
    }
    var found = known.get(e);
    if (found == null) {
      if (++depth > limits.depth()) {
        throw limits.tooDeep();
      }
      found = compute(e);
      depth--;
      known.put(e, found);
    }
    return found;
  }

  private V compute(Expr e) {
    return switch (e) {
      case Expr.Num n -> number(n.value());
      case Expr.Sym s -> variable(s.name());
      case Expr.Const c -> switch (c.constant()) {
        case PI -> pi();
        case E -> e();
        case INFINITY -> throw new Unsupported("∞ is not a number");
      };
      case Expr.Indexed x -> component(x);
      case Expr.Add s -> {
        var sum = value(s.args().get(0));
        for (int i = 1; i < s.args().size(); i++) {
          sum = add(sum, value(s.args().get(i)));
        }
        yield sum;
      }
      case Expr.Mul m -> product(m.args());
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Cases c -> cases(c);
      case Expr.Big b -> big(b);
      case Expr.At a -> {
        if (!(a.var() instanceof Expr.Sym s)) {
          throw new Unsupported("a value for " + a.var() + " cannot be put in");
        }
        var inner = new HashMap<>(env);
        inner.put(s.name(), value(a.value()));
        yield under(inner, depth).value(a.body());
      }
      case Expr.Apply a -> throw new Unsupported("the function " + a.name() + " is not known");
      case Expr.Diff _ -> throw new Unsupported("a derivative that has not been carried out");
      case Expr.Limit _ -> throw new Unsupported("a limit that has not been carried out");
      case Expr.Integral _ -> throw new Unsupported("an integral is not evaluated");
      case Expr.Matrix _ -> throw new Unsupported("a matrix is not a number");
      case Expr.Rel _, Expr.Logic _ -> throw new Unsupported("a condition is not a number");
    };
  }

  private V variable(String name) {
    var v = env.get(name);
    if (v == null) {
      throw new Unsupported("no value for " + name);
    }
    return v;
  }

  private V component(Expr.Indexed x) {
    var literal = env.get(x.toString());
    return literal != null ? literal
        : variable(Exprs.indexed(x.base(), constants(x.sub()), constants(x.sup())).toString());
  }

  private List<Expr> constants(Args indices) {
    // An index may be a label that is no variable, such as a layer's name.
    return indices.stream()
        .map(i -> i instanceof Expr.Sym s && !env.containsKey(s.name()) ? i
            : Exprs.num(Rational.of(integer(i, "an index"))))
        .toList();
  }

  /** The integer that an expression is; throws {@link Unsupported} where it is certainly none, or not certainly one. */
  protected final BigInteger integer(Expr e, String what) {
    var n = integer(value(e));
    if (n == null) {
      throw new Unsupported(what + " that is not certainly an integer: " + e);
    }
    return n;
  }

  private V big(Expr.Big b) {
    if (b.lower() == null) {
      throw new Unsupported("the range of " + b.index() + " is not known");
    }
    var from = integer(b.lower(), "a lower bound");
    var to = integer(b.upper(), "an upper bound");
    if (to.subtract(from).compareTo(BigInteger.valueOf(limits.terms())) >= 0) {
      throw new Unsupported("more than " + limits.terms() + " terms to " + limits.verb());
    }
    boolean sum = b.kind() == Expr.Big.Kind.SUM;
    var result = number(sum ? Rational.ZERO : Rational.ONE);
    var inner = new HashMap<>(env);
    for (var k = from; k.compareTo(to) <= 0; k = k.add(BigInteger.ONE)) {
      inner.put(b.index().name(), number(Rational.of(k)));
      var term = under(inner, depth).value(b.body());
      result = sum ? add(result, term) : multiply(result, term);
    }
    return result;
  }
}
