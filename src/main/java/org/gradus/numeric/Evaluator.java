package org.gradus.numeric;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Args;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.Binary64Field;

/**
 * The one evaluator: an expression at a point, in any kind of {@link Numbers}. Functions that the numbers do not know
 * are expanded by their definition in the table. Keep an instance to evaluate at many points: it remembers the
 * expansions. Not thread-safe.
 */
public final class Evaluator<T> {

  /** Sums and products over more terms are not carried out. */
  public static final int MAX_TERMS = 10_000;

  private static final Valuation.Limits LIMITS = new Valuation.Limits(500, MAX_TERMS, "evaluate");

  private final Numbers<T> numbers;
  private final Map<Expr, Expr> expansions = new IdentityHashMap<>();

  public Evaluator(Numbers<T> numbers) {
    this.numbers = numbers;
  }

  public Numbers<T> numbers() {
    return numbers;
  }

  /** The value over a Hipparchus field, at the point {@code env}; {@code zero} says which field. */
  public static <F extends CalculusFieldElement<F>> F evaluate(Expr e, Map<String, F> env, F zero) {
    return new Evaluator<>(FieldNumbers.like(zero)).value(e, env);
  }

  /** The value in doubles; NaN where it is undefined. */
  public static double real(Expr e, Map<String, Double> env) {
    var point = new HashMap<String, Binary64>();
    env.forEach((name, x) -> point.put(name, new Binary64(x)));
    return evaluate(e, point, Binary64Field.getInstance().getZero()).getReal();
  }

  /** The value of the expression. Throws {@link Unsupported} for what has no number as its value. */
  public T value(Expr e, Map<String, T> env) {
    try {
      return new Frame(env, 0).value(e);
    } catch (StackOverflowError _) { // a thread with a small stack
      throw LIMITS.tooDeep();
    }
  }

  /**
   * The values of expressions at one point: parts that they have in common are valued once. What throws {@link Unsupported} leaves
   * it unusable.
   */
  public Function<Expr, T> at(Map<String, T> env) {
    var frame = new Frame(env, 0);
    return e -> {
      try {
        return frame.value(e);
      } catch (StackOverflowError _) {
        throw LIMITS.tooDeep();
      }
    };
  }

  /** What is known of a relation, or a connective of relations. */
  public Truth truth(Expr condition, Map<String, T> env) {
    try {
      return new Frame(env, 0).truth(condition);
    } catch (StackOverflowError _) {
      throw LIMITS.tooDeep();
    }
  }

  private final class Frame extends Valuation<T> {

    Frame(Map<String, T> env, int depth) {
      super(env, LIMITS, depth);
    }

    @Override
    protected Frame under(Map<String, T> inner, int depth) {
      return new Frame(inner, depth);
    }

    @Override
    protected T number(Rational q) {
      return numbers.of(q);
    }

    @Override
    protected T pi() {
      return numbers.pi();
    }

    @Override
    protected T e() {
      return numbers.e();
    }

    @Override
    protected T add(T a, T b) {
      return numbers.add(a, b);
    }

    @Override
    protected T multiply(T a, T b) {
      return numbers.multiply(a, b);
    }

    @Override
    protected BigInteger integer(T value) {
      return numbers.integer(value);
    }

    /** Equal factors stand side by side and are one object; as a power they give the tighter enclosure. */
    @Override
    protected T product(Args args) {
      T product = null;
      for (int i = 0, j; i < args.size(); i = j) {
        var factor = args.get(i);
        for (j = i + 1; j < args.size() && args.get(j) == factor; j++) { }
        var v = value(factor);
        v = j - i > 1 ? numbers.power(v, BigInteger.valueOf(j - i)) : v;
        product = product == null ? v : numbers.multiply(product, v);
      }
      return product;
    }

    @Override
    protected T power(Expr.Pow p) {
      if (p.exponent() instanceof Expr.Num n) {
        return n.value().isInteger()
            ? numbers.power(value(p.base()), n.value().num())
            : numbers.power(value(p.base()), n.value());
      }
      if (p.base() instanceof Expr.Const c && c.constant() == Constant.E) {
        return numbers.call("exp", List.of(value(p.exponent())));
      }
      return numbers.power(value(p.base()), value(p.exponent()));
    }

    @Override
    protected T call(Expr.Call c) {
      var f = c.function();
      if (numbers.knows(f.name(), c.args().size())) {
        var args = new ArrayList<T>(c.args().size());
        for (var arg : c.args()) {
          args.add(value(arg));
        }
        return numbers.call(f.name(), args);
      }
      if (!f.isDefined()) {
        throw new Unsupported(f.name() + " is not evaluated");
      }
      var v = value(expansions.computeIfAbsent(c, _ -> f.expand(c.args())));
      for (var condition : f.domain(c.args())) {
        var t = truth(condition);
        if (t.definedness() == Definedness.DEFINED_EVERYWHERE && !t.canHold()) {
          return numbers.undefined();
        }
        if (!t.isCertainlyTrue()) {
          v = numbers.perhapsUndefined(v);
        }
      }
      return v;
    }

    /** The first condition that holds decides; where that is not certain, all that may decide are gathered. */
    @Override
    protected T cases(Expr.Cases c) {
      T result = null;
      boolean doubtful = false;
      boolean open = true;
      for (int i = 0; open && i < c.conditions().size(); i++) {
        var t = truth(c.conditions().get(i));
        if (t.definedness() == Definedness.CERTAINLY_UNDEFINED) {
          result = either(result, numbers.undefined());
          open = false;
        } else {
          doubtful |= t.definedness() != Definedness.DEFINED_EVERYWHERE;
          if (t.canHold()) {
            result = either(result, value(c.values().get(i)));
          }
          open = t.canFail();
        }
      }
      if (open) {
        result = either(result, c.otherwise() == null ? numbers.undefined() : value(c.otherwise()));
      }
      if (result == null) {
        return numbers.undefined(); // a condition that neither holds nor fails: 'true and undefined'
      }
      return doubtful ? numbers.perhapsUndefined(result) : result;
    }

    private T either(T a, T b) {
      return a == null ? b : numbers.hull(a, b);
    }

    Truth truth(Expr condition) {
      return switch (condition) {
        case Expr.Rel r -> r.op() == RelOp.APPROX ? Truth.UNKNOWN
            : numbers.compare(r.op(), value(r.lhs()), value(r.rhs()));
        case Expr.Logic l -> {
          var t = truth(l.args().get(0));
          if (l.op() == Expr.Logic.Op.NOT) {
            yield t.not();
          }
          for (int i = 1; i < l.args().size(); i++) {
            var next = truth(l.args().get(i));
            t = l.op() == Expr.Logic.Op.AND ? t.and(next) : t.or(next);
          }
          yield t;
        }
        default -> throw new Unsupported("not a condition: " + condition);
      };
    }
  }
}
