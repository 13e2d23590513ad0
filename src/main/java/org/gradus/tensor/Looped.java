package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Constant;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.FieldNumbers;
import org.hipparchus.util.Binary64;

/**
 * Lowered expressions as code in doubles: a sum is a loop, a component a number without a pattern, the same for the same
 * name and draw. What {@link SmallSizes} writes out is never built. Not thread-safe.
 */
final class Looped {

  /** Terms of all sums computed for one point; beyond, {@link Unsupported} is thrown. */
  static final int MAX_WORK = 1_000_000;

  /** An index below has its place in a table, of up to so many indices. */
  private static final int WIDTH = 8;
  private static final int TABLED = 4;

  /** Values of parts that are kept. */
  private static final int MAX_KNOWN = 10_000;

  private static final FieldNumbers<Binary64> NUMBERS = FieldNumbers.like(Binary64.ONE);

  /** The value of a part for the values of the indices, by their slots; NaN where it is undefined. */
  interface Part {
    double at(int[] index);
  }

  private final Inverses inverses;
  private final Set<String> symmetric;
  private final Map<Expr, Expr> sizes;
  private final Map<String, Integer> slots = new HashMap<>();
  private final Drawn drawn = new Drawn();
  private int count;
  private int work;
  /** The values of sizes and free indices in their slots, and room for those of sums. */
  private int[] start = {};
  /** Values of expressions without an index of an enclosing sum at the last draw; null before {@link #also}. */
  private Map<Expr, Double> known;
  /** The indices of the sums around what is being compiled. */
  private final Set<Expr> bound = new HashSet<>();

  /** @param sizes sizes and free indices by their values */
  Looped(Inverses inverses, Set<String> symmetric, Map<Expr, Expr> sizes) {
    this.inverses = inverses;
    this.symmetric = symmetric;
    this.sizes = sizes;
    sizes.keySet().forEach(s -> slots.put(((Expr.Sym) s).name(), count++));
  }

  /** Components that are not free: numbers, or expressions in others. */
  void define(Map<Expr, Expr> given) {
    given.forEach((name, value) -> drawn.define(name.toString(), part(value)));
  }

  /** Other values for all names; the slots with those of sizes and free indices. */
  int[] draw(int number) {
    drawn.again(number);
    return start();
  }

  /**
   * The value of one more expression at the last draw; parts that were valued so before are not valued again. A component whose index
   * is no whole number is a number of its own. Throws {@link Unsupported} for what has no value in doubles.
   */
  double also(Expr e) {
    if (known == null || known.size() > MAX_KNOWN) {
      known = new HashMap<>();
    }
    var part = part(e);
    return part.at(start());
  }

  private int[] start() {
    work = 0;
    if (start.length < count) {
      start = new int[2 * count];
      int slot = 0; // they are the first, in this order
      for (var v : sizes.values()) {
        start[slot++] = ((Expr.Num) v).value().intValueExact();
      }
    }
    return start;
  }

  /** The code for a scalar expression. Throws {@link Unsupported} for what has no value in doubles. */
  Part part(Expr e) {
    if (known == null || e instanceof Expr.Num || e instanceof Expr.Sym || isBelowSum(e)) {
      return compiled(e);
    }
    var before = known.get(e);
    if (before == null) {
      var part = compiled(e);
      try {
        before = part.at(start());
      } catch (Unsupported _) {
        return part; // it may stand where nobody asks for its value
      }
      known.put(e, before);
    }
    double value = before;
    return _ -> value;
  }

  private boolean isBelowSum(Expr e) {
    if (!bound.isEmpty()) {
      for (var s : Trees.symbols(e)) {
        if (bound.contains(s)) {
          return true;
        }
      }
    }
    return false;
  }

  private Part compiled(Expr e) {
    return switch (e) {
      case Expr.Num n -> {
        double v = n.value().doubleValue();
        yield _ -> v;
      }
      case Expr.Const c -> {
        if (c.constant() == Constant.INFINITY) {
          throw new Unsupported("∞ is not a number");
        }
        double v = c.constant() == Constant.PI ? Math.PI : Math.E;
        yield _ -> v;
      }
      case Expr.Sym s -> symbol(s);
      case Expr.Indexed x -> component(x);
      case Expr.Add a -> {
        var parts = parts(a.args());
        yield at -> {
          double sum = 0;
          for (var p : parts) {
            sum += p.at(at);
          }
          return sum;
        };
      }
      case Expr.Mul m -> product(parts(m.args()));
      case Expr.Pow p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Cases c -> cases(c);
      case Expr.Big b -> big(b);
      default -> throw new Unsupported("no value in doubles");
    };
  }

  private List<Part> parts(Iterable<Expr> all) {
    var parts = new ArrayList<Part>();
    for (var e : all) {
      parts.add(part(e));
    }
    return parts;
  }

  private static Part product(List<Part> parts) {
    return at -> {
      double product = 1;
      for (var p : parts) {
        product *= p.at(at);
        if (product == 0) {
          return 0; // δ first: what it multiplies may have an index that is out of range
        }
      }
      return product;
    };
  }

  private Part symbol(Expr.Sym s) {
    var slot = slots.get(s.name());
    if (slot != null) {
      return at -> at[slot];
    }
    var matrix = inverses.ofDeterminant(s.name());
    if (matrix != null) {
      var entries = entries(matrix);
      return at -> {
        return Determinants.value(entries.at(at));
      };
    }
    return at -> drawn.value(s.name(), at);
  }

  /** An index as a number, or the name that it is: a layer. */
  private Part index(Expr e) {
    return e instanceof Expr.Sym s && !slots.containsKey(s.name()) ? null : part(e);
  }

  private Part component(Expr.Indexed x) {
    var inverted = inverses.inverted(x.base());
    if (inverted != null) {
      return inverse(x, inverted);
    }
    var indices = new ArrayList<Part>();
    x.sub().forEach(i -> indices.add(index(i)));
    x.sup().forEach(i -> indices.add(index(i)));
    int subs = x.sub().size();
    boolean swaps = subs >= 2 && symmetric.contains(x.base());
    var key = x.base() + " " + subs + " " + indices.stream().map(i -> i == null ? "?" : "#").toList() + Drawn.labels(x, indices);
    var table = drawn.table(key, (int) Math.pow(WIDTH, Math.min(TABLED, indices.size())));
    int[] of = new int[indices.size()];
    boolean anyNumber = known != null;
    return at -> {
      int place = 0;
      boolean inTable = of.length <= TABLED;
      for (int k = 0; k < of.length; k++) {
        double v = indices.get(k) == null ? 0 : indices.get(k).at(at);
        if (anyNumber && v != Math.rint(v) && Double.isFinite(v)) {
          return drawn.value(Drawn.between(x, indices, at), at);
        }
        of[k] = integer(v);
      }
      if (swaps && of[subs - 2] > of[subs - 1]) {
        int other = of[subs - 2];
        of[subs - 2] = of[subs - 1];
        of[subs - 1] = other;
      }
      for (int v : of) {
        inTable &= v >= 0 && v < WIDTH;
        place = place * WIDTH + v;
      }
      if (!inTable) {
        return drawn.value(Drawn.name(x, indices, of), at);
      }
      if (Double.isNaN(table[place])) {
        table[place] = drawn.value(Drawn.name(x, indices, of), at);
      }
      return table[place];
    };
  }

  private static int integer(double v) {
    if (v != Math.rint(v) || Math.abs(v) > 1_000) {
      throw new Unsupported("an index has no value");
    }
    return (int) v;
  }

  private Part power(Expr.Pow p) {
    if (p.base() instanceof Expr.Const c && c.constant() == Constant.E) {
      var exponent = part(p.exponent());
      return at -> Math.exp(exponent.at(at));
    }
    var base = part(p.base());
    if (p.exponent() instanceof Expr.Num n) {
      double q = n.value().doubleValue();
      return q == 2 ? at -> {
        double v = base.at(at);
        return v * v;
      } : q == -1 ? at -> 1 / base.at(at) : at -> Math.pow(base.at(at), q);
    }
    var exponent = part(p.exponent());
    return at -> Math.pow(base.at(at), exponent.at(at));
  }

  private Part call(Expr.Call c) {
    var name = c.function().name();
    if (name.equals("indicator")) {
      return condition(c.arg());
    }
    var args = parts(c.args());
    if (name.equals("delta")) {
      return at -> args.get(0).at(at) == args.get(1).at(at) ? 1 : 0;
    }
    if (name.equals("exp") || name.equals("log") || name.equals("sigmoid")) {
      var x = args.getFirst();
      return switch (name) {
        case "exp" -> at -> Math.exp(x.at(at));
        case "log" -> at -> Math.log(x.at(at));
        default -> at -> 1 / (1 + Math.exp(-x.at(at)));
      };
    }
    if (NUMBERS.knows(name, args.size())) {
      return at -> NUMBERS.call(name, args.stream().map(a -> new Binary64(a.at(at))).toList()).getReal();
    }
    if (!c.function().isDefined() || !c.function().scalar()) {
      throw new Unsupported(name + " is not evaluated");
    }
    return part(c.function().expand(c.args()));
  }

  private Part cases(Expr.Cases c) {
    var conditions = new ArrayList<Part>();
    c.conditions().forEach(x -> conditions.add(condition(x)));
    var values = parts(c.values());
    var otherwise = c.otherwise() == null ? null : part(c.otherwise());
    return at -> {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).at(at) == 1) {
          return values.get(i).at(at);
        }
      }
      return otherwise == null ? Double.NaN : otherwise.at(at);
    };
  }

  /** 1 where it holds, 0 where it does not. */
  Part condition(Expr e) {
    return switch (e) {
      case Expr.Rel r -> {
        var l = part(r.lhs());
        var right = part(r.rhs());
        yield at -> holds(r.op(), l.at(at), right.at(at)) ? 1 : 0;
      }
      case Expr.Logic x -> {
        var parts = new ArrayList<Part>();
        x.args().forEach(a -> parts.add(condition(a)));
        yield switch (x.op()) {
          case AND -> at -> parts.stream().allMatch(p -> p.at(at) == 1) ? 1 : 0;
          case OR -> at -> parts.stream().anyMatch(p -> p.at(at) == 1) ? 1 : 0;
          case NOT -> at -> 1 - parts.getFirst().at(at);
        };
      }
      default -> throw new Unsupported("not a condition");
    };
  }

  private static boolean holds(RelOp op, double a, double b) {
    boolean equal = Math.abs(a - b) <= 1e-12 * (1 + Math.abs(a));
    return switch (op) {
      case EQ, APPROX -> equal;
      case NE -> !equal;
      case LT -> a < b;
      case LE -> a < b || equal;
      case GT -> a > b;
      case GE -> a > b || equal;
    };
  }

  private Part big(Expr.Big b) {
    if (b.lower() == null || b.upper() == null) {
      throw new Unsupported("a range has no value");
    }
    var from = part(b.lower());
    var to = part(b.upper());
    var name = b.index().name();
    int slot = count++;
    var outer = slots.put(name, slot);
    boolean outermost = bound.add(b.index());
    Part body;
    try {
      body = part(b.body());
    } finally {
      restore(name, outer);
      if (outermost) {
        bound.remove(b.index());
      }
    }
    boolean sum = b.kind() == Expr.Big.Kind.SUM;
    return at -> {
      int first = integer(from.at(at));
      int last = integer(to.at(at));
      int before = at[slot];
      double result = sum ? 0 : 1;
      for (int k = first; k <= last; k++) {
        if (++work > MAX_WORK) {
          throw new Unsupported("out of budget");
        }
        at[slot] = k;
        result = sum ? result + body.at(at) : result * body.at(at);
      }
      at[slot] = before;
      return result;
    };
  }

  private void restore(String name, Integer outer) {
    if (outer == null) {
      slots.remove(name);
    } else {
      slots.put(name, outer);
    }
  }

  // ---- inverses ----

  private interface Square {
    double[][] at(int[] index);
  }

  private Square entries(Inverses.Inverted m) {
    int row = count++;
    int column = count++;
    slots.put(m.row().name(), row);
    slots.put(m.column().name(), column);
    bound.add(m.row());
    bound.add(m.column());
    var entry = part(m.entry());
    var size = part(m.size());
    return at -> {
      int n = integer(size.at(at));
      var values = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          work++;
          at[row] = i + 1;
          at[column] = j + 1;
          values[i][j] = entry.at(at);
        }
      }
      return values;
    };
  }

  private Part inverse(Expr.Indexed x, Inverses.Inverted m) {
    var entries = entries(m);
    var i = part(x.sub().get(0));
    var j = part(x.sub().get(1));
    return at -> {
      int row = integer(i.at(at)) - 1;
      int column = integer(j.at(at)) - 1;
      var values = entries.at(at);
      double det = Determinants.value(values);
      return ((row + column) % 2 == 0 ? 1 : -1) * Determinants.value(Determinants.without(values, column, row)) / det;
    };
  }
}
