package org.gradus.numeric;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Args;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
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

  private static final int MAX_DEPTH = 500;
  private static final String TOO_DEEP = "nested too deeply to evaluate";

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
      throw new Unsupported(TOO_DEEP);
    }
  }

  /** What is known of a relation, or a connective of relations. */
  public Truth truth(Expr condition, Map<String, T> env) {
    try {
      return new Frame(env, 0).truth(condition);
    } catch (StackOverflowError _) {
      throw new Unsupported(TOO_DEEP);
    }
  }

  /** One binding of the variables, with the values of shared subexpressions found so far. */
  private final class Frame {
    private final Map<String, T> env;
    private final Map<Expr, T> known = new IdentityHashMap<>();
    private int depth;

    Frame(Map<String, T> env, int depth) {
      this.env = env;
      this.depth = depth;
    }

    T value(Expr e) {
      switch (e) {
        case Expr.Num n -> {
          return numbers.of(n.value());
        }
        case Expr.Sym s -> {
          return variable(s.name());
        }
        default -> { }
      }
      var found = known.get(e);
      if (found == null) {
        if (++depth > MAX_DEPTH) {
          throw new Unsupported(TOO_DEEP);
        }
        found = compute(e);
        depth--;
        known.put(e, found);
      }
      return found;
    }

    private T variable(String name) {
      var v = env.get(name);
      if (v == null) {
        throw new Unsupported("no value for " + name);
      }
      return v;
    }

    private T compute(Expr e) {
      return switch (e) {
        case Expr.Num n -> numbers.of(n.value());
        case Expr.Sym s -> variable(s.name());
        case Expr.Const c -> switch (c.constant()) {
          case PI -> numbers.pi();
          case E -> numbers.e();
          case INFINITY -> throw new Unsupported("∞ is not a number");
        };
        case Expr.Indexed x -> component(x);
        case Expr.Add s -> {
          var sum = value(s.args().get(0));
          for (int i = 1; i < s.args().size(); i++) {
            sum = numbers.add(sum, value(s.args().get(i)));
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
          yield new Frame(inner, depth).value(a.body());
        }
        case Expr.Apply a -> throw new Unsupported("the function " + a.name() + " is not known");
        case Expr.Diff _ -> throw new Unsupported("a derivative that has not been carried out");
        case Expr.Limit _ -> throw new Unsupported("a limit that has not been carried out");
        case Expr.Integral _ -> throw new Unsupported("an integral is not evaluated");
        case Expr.Matrix _ -> throw new Unsupported("a matrix is not a number");
        case Expr.Rel _, Expr.Logic _ -> throw new Unsupported("a condition is not a number");
      };
    }

    private T component(Expr.Indexed x) {
      var literal = env.get(x.toString());
      return literal != null ? literal
          : variable(Exprs.indexed(x.base(), constants(x.sub()), constants(x.sup())).toString());
    }

    private List<Expr> constants(Args indices) {
      var result = new ArrayList<Expr>();
      for (var index : indices) {
        // An index superscript may be a label that is no variable, such as a layer's name.
        result.add(index instanceof Expr.Sym s && !env.containsKey(s.name()) ? index
            : Exprs.num(org.gradus.expr.Rational.of(integer(index, "an index"))));
      }
      return result;
    }

    private BigInteger integer(Expr e, String what) {
      var n = numbers.integer(value(e));
      if (n == null) {
        throw new Unsupported(what + " that is not certainly an integer: " + e);
      }
      return n;
    }

    /** Equal factors stand side by side and are one object; as a power they give the tighter enclosure. */
    private T product(Args args) {
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

    private T power(Expr.Pow p) {
      if (p.exponent() instanceof Expr.Num n) {
        return n.value().isInteger()
            ? numbers.power(value(p.base()), n.value().num())
            : numbers.power(value(p.base()), n.value());
      }
      if (p.base() instanceof Expr.Const c && c.constant() == org.gradus.expr.Constant.E) {
        return numbers.call("exp", List.of(value(p.exponent())));
      }
      return numbers.power(value(p.base()), value(p.exponent()));
    }

    private T call(Expr.Call c) {
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
    private T cases(Expr.Cases c) {
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

    private T big(Expr.Big b) {
      if (b.lower() == null) {
        throw new Unsupported("the range of " + b.index() + " is not known");
      }
      var from = integer(b.lower(), "a lower bound");
      var to = integer(b.upper(), "an upper bound");
      if (to.subtract(from).compareTo(BigInteger.valueOf(MAX_TERMS)) >= 0) {
        throw new Unsupported("more than " + MAX_TERMS + " terms");
      }
      boolean sum = b.kind() == Expr.Big.Kind.SUM;
      var result = numbers.of(sum ? org.gradus.expr.Rational.ZERO : org.gradus.expr.Rational.ONE);
      var inner = new HashMap<>(env);
      for (var k = from; k.compareTo(to) <= 0; k = k.add(BigInteger.ONE)) {
        inner.put(b.index().name(), numbers.of(org.gradus.expr.Rational.of(k)));
        var term = new Frame(inner, depth).value(b.body());
        result = sum ? numbers.add(result, term) : numbers.multiply(result, term);
      }
      return result;
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
