package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.mutation.Decimals.Undefined;
import org.gradus.tensor.Typing;

/**
 * The values of expressions with vectors, matrices and families of numbers at one pseudo-random point, in 60 digits. Sizes are 2 or 3,
 * entries are drawn when they are met, derivatives are central differences entry by entry. Shares no arithmetic and no rule for arrays
 * with gradus, only the shapes that it found for the names.
 */
final class ArrayDecimals {

  static final int DIGITS = 60;
  private static final MathContext MC = new MathContext(DIGITS + 8);
  /** The step of central differences: two of them, one within the other, leave 25 digits. */
  private static final BigDecimal STEP = new BigDecimal("1e-15");
  private static final BigDecimal HALF_STEP = STEP.divide(BigDecimal.TWO);
  private static final int MAX_RANGE = 30;

  private final Typing typing;
  private final Map<String, BigDecimal> given;
  private final Set<String> integers;
  private final SplittableRandom random;
  private final int unnamed;
  private final boolean positive;
  /** Entries of arrays ({@code X[1,2]}) and numbers ({@code b}), as they are met. */
  private final Map<String, BigDecimal> values = new LinkedHashMap<>();
  /** Bound indices, and names that stand for something at the moment. */
  private final Map<String, Grid> bound = new HashMap<>();
  /** Entries and numbers, in the order in which they were last looked for. */
  private final Set<String> met = new LinkedHashSet<>();
  /** Sizes and free indices: nothing is differentiated by them, and no fact moves them. */
  private final Set<String> counted = new LinkedHashSet<>();

  /**
   * A point at which the facts hold; throws {@link Undefined} if none is found.
   *
   * @param sides what is to be evaluated there: free indices and sizes get their values first
   * @param facts relations that must hold
   * @param given values of sizes, entries and numbers; the others are drawn
   */
  ArrayDecimals(Typing typing, Set<String> integers, List<Expr> sides, List<Expr> facts, Map<String, BigDecimal> given, long seed) {
    this.typing = typing;
    this.given = given;
    this.integers = integers;
    random = new SplittableRandom(seed);
    unnamed = 2 + random.nextInt(2);
    positive = random.nextBoolean();
    var sizes = new LinkedHashSet<Expr.Sym>();
    typing.shapes().values().forEach(s -> sizes.addAll(Trees.freeSymbols(Exprs.add(s.rows(), s.columns()))));
    typing.ranges().values().forEach(r -> r.stream().filter(Objects::nonNull).forEach(e -> sizes.addAll(Trees.freeSymbols(e))));
    typing.indices().values().forEach(e -> sizes.addAll(Trees.freeSymbols(e)));
    var free = new LinkedHashSet<Expr.Sym>();
    for (var e : sides) {
      ends(e, sizes);
      indices(e, free);
    }
    values.putAll(given);
    typing.shapes().forEach((name, shape) -> told(name, shape, given));
    sizes.forEach(s -> values.putIfAbsent(s.name(), BigDecimal.valueOf(2L + random.nextInt(2))));
    free.removeAll(sizes);
    free.forEach(i -> values.putIfAbsent(i.name(), BigDecimal.valueOf(1L + random.nextInt(2))));
    sizes.forEach(s -> counted.add(s.name()));
    free.forEach(i -> counted.add(i.name()));
    for (var f : facts) {
      satisfy(f);
    }
  }

  /** The sizes of an array whose entries are given. */
  private void told(String name, Shape shape, Map<String, BigDecimal> given) {
    int rows = 0;
    int columns = 0;
    for (var entry : given.keySet()) {
      if (entry.matches(Pattern.quote(name) + "\\[\\d+(,\\d+)?\\](__.*)?") && typing.members().getOrDefault(name, 0) == 0) {
        var at = entry.substring(name.length() + 1, entry.indexOf(']')).split(",");
        rows = Math.max(rows, shape.isRow() ? 1 : Integer.parseInt(at[0]));
        columns = Math.max(columns, shape.isRow() ? Integer.parseInt(at[0]) : at.length > 1 ? Integer.parseInt(at[1]) : 1);
      }
    }
    if (rows > 0 && shape.rows() instanceof Expr.Sym n) {
      values.putIfAbsent(n.name(), BigDecimal.valueOf(rows));
    }
    if (rows > 0 && shape.columns() instanceof Expr.Sym n) {
      values.putIfAbsent(n.name(), BigDecimal.valueOf(columns));
    }
  }

  private static void ends(Expr e, Set<Expr.Sym> sizes) {
    Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.lower() != null) {
        sizes.addAll(Trees.freeSymbols(Exprs.add(b.lower(), b.upper())));
      }
      return false;
    });
  }

  private static void indices(Expr e, Set<Expr.Sym> free) {
    var all = Trees.freeSymbols(e);
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        for (var k : i.sub()) {
          Trees.freeSymbols(k).stream().filter(all::contains).forEach(free::add);
        }
        for (var k : i.sup()) {
          Trees.freeSymbols(k).stream().filter(all::contains).forEach(free::add);
        }
      }
      return false;
    });
  }

  // ---- facts ----

  private void satisfy(Expr fact) {
    if (!(fact instanceof Expr.Rel r)) {
      return;
    }
    var free = new LinkedHashSet<Expr.Sym>();
    indices(fact, free);
    free.removeIf(i -> values.containsKey(i.name()) && typing.shapes().containsKey(i.name()));
    over(List.copyOf(free), 0, r);
  }

  /** A relation with free indices holds for every value of theirs. */
  private void over(List<Expr.Sym> free, int k, Expr.Rel r) {
    if (k < free.size()) {
      for (int i = 1; i <= 3; i++) {
        var before = bound.put(free.get(k).name(), Grid.of(BigDecimal.valueOf(i)));
        over(free, k + 1, r);
        restore(free.get(k).name(), before);
      }
      return;
    }
    met.clear();
    var gap = gap(r);
    if (r.op() == RelOp.EQ && gap.abs().compareTo(new BigDecimal("1e-40")) > 0) {
      if (met.isEmpty()) {
        throw new Undefined("a fact that no choice of values changes");
      }
      var name = List.copyOf(met).getLast();
      var start = values.get(name);
      values.put(name, start.add(BigDecimal.ONE));
      var slope = gap(r).subtract(gap);
      if (slope.signum() == 0) {
        throw new Undefined("a fact that does not hold");
      }
      values.put(name, start.subtract(gap.divide(slope, MC)));
      if (gap(r).abs().compareTo(new BigDecimal("1e-40")) > 0) {
        throw new Undefined("a fact that does not hold");
      }
    } else if (r.op() != RelOp.EQ && !r.op().holdsForSign(gap.signum())) {
      throw new Undefined("a fact that does not hold");
    }
  }

  private BigDecimal gap(Expr.Rel r) {
    return number(r.lhs()).subtract(number(r.rhs()));
  }

  // ---- values of names ----

  private BigDecimal drawn(String name) {
    if (!counted.contains(name)) {
      met.add(name);
    }
    return values.computeIfAbsent(name, _ -> integers.contains(name) ? BigDecimal.valueOf(1L + random.nextInt(3))
        : BigDecimal.valueOf((positive || random.nextBoolean() ? 1 : -1) * (100_000_000L + random.nextLong(1_100_000_000L)), 9));
  }

  /** An entry of a whole, or of a member of a family. */
  private BigDecimal entry(String base, List<Integer> at, List<Integer> sup) {
    var own = name(base, at, sup);
    var here = values.get(own);
    if (here != null) {
      met.add(own);
      return here;
    }
    for (var fact : typing.facts()) {
      if (fact.name().equals(base) && at.size() >= 1) {
        switch (fact) {
          case Typing.Fact.OneHot _ -> {
            var column = "hot " + name(base, at.subList(1, at.size()), sup);
            var hot = values.computeIfAbsent(column, _ -> BigDecimal.valueOf(1L + random.nextInt(2)));
            return hot.intValueExact() == at.getFirst() ? BigDecimal.ONE : BigDecimal.ZERO;
          }
          case Typing.Fact.Binary _ -> {
            return values.computeIfAbsent(own, _ -> BigDecimal.valueOf(random.nextInt(2)));
          }
          case Typing.Fact.PositiveDefinite _, Typing.Fact.Semidefinite _ -> {
            var sum = at.get(0).equals(at.get(1)) ? BigDecimal.ONE : BigDecimal.ZERO;
            for (int k = 1; k <= 2; k++) {
              sum = sum.add(drawn(base + " root[" + at.get(0) + "," + k + "]").multiply(drawn(base + " root[" + at.get(1) + "," + k + "]")), MC);
            }
            return sum;
          }
          case Typing.Fact.Symmetric _ -> {
            if (typing.facts().stream().noneMatch(f -> f.name().equals(base) && (f instanceof Typing.Fact.PositiveDefinite || f instanceof Typing.Fact.Semidefinite))
                && at.get(0) > at.get(1)) {
              return entry(base, List.of(at.get(1), at.get(0)), sup);
            }
          }
          case Typing.Fact.Stacked s -> {
            return entry(s.family(), s.columns() ? List.of(at.get(1), at.get(0)) : at, sup);
          }
          case Typing.Fact.Orthogonal _, Typing.Fact.Orthonormal _, Typing.Fact.Diagonal _ -> throw new Undefined("an orthogonal or diagonal matrix");
          case Typing.Fact.Invertible _, Typing.Fact.FullColumnRank _, Typing.Fact.Elementwise _ -> { }
        }
      }
    }
    return drawn(own);
  }

  private static String name(String base, List<Integer> at, List<Integer> sup) {
    return base + (at.isEmpty() ? "" : list(at)) + (sup.isEmpty() ? "" : "__" + (sup.size() == 1 ? sup.getFirst().toString() : list(sup)));
  }

  private static String list(List<Integer> numbers) {
    return numbers.toString().replace(" ", "");
  }

  private Grid whole(String base, Shape shape, List<Integer> member, List<Integer> sup) {
    int rows = size(shape.rows());
    int columns = size(shape.columns());
    return Grid.of(rows, columns, (i, j) -> {
      var at = new ArrayList<>(member);
      if (rows > 1 || !shape.isRow()) {
        at.add(i + 1);
      }
      if (columns > 1 && !shape.isColumn() || shape.isRow() || shape.isMatrix()) {
        at.add(j + 1);
      }
      return entry(base, at, sup);
    });
  }

  private int size(Expr e) {
    return integer(number(e));
  }

  private static int integer(BigDecimal x) {
    try {
      return x.stripTrailingZeros().intValueExact();
    } catch (ArithmeticException _) {
      throw new Undefined("no whole number");
    }
  }

  // ---- values of expressions ----

  BigDecimal number(Expr e) {
    return of(e).number();
  }

  Grid of(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> Grid.of(Decimals.value(e, Map.of(), DIGITS));
      case Expr.Sym s -> symbol(s.name());
      case Expr.Indexed x when given.containsKey(x.toString()) -> Grid.of(given.get(x.toString())); // z_1^L, of no L that is a number
      case Expr.Indexed x -> component(x);
      case Expr.Add a -> a.args().stream().map(this::of).reduce(Grid::plus).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(ArrayDecimals::product).orElseThrow();
      case Expr.Pow p when !of(p.base()).isNumber() -> throw new Undefined("a power of a matrix");
      case Expr.Pow p -> function(Exprs.pow(Exprs.sym("a1"), Exprs.sym("a2")), List.of(of(p.base()), of(p.exponent())));
      case Expr.Call c -> call(c);
      case Expr.Big b -> big(b);
      case Expr.Diff d -> derivative(d);
      case Expr.At a when a.var() instanceof Expr.Sym x -> {
        var before = bound.put(x.name(), Grid.of(number(a.value())));
        try {
          yield of(a.body());
        } finally {
          restore(x.name(), before);
        }
      }
      case Expr.Cases c -> {
        for (int i = 0; i < c.conditions().size(); i++) {
          if (holds(c.conditions().get(i))) {
            yield of(c.values().get(i));
          }
        }
        if (c.otherwise() == null) {
          throw new Undefined("no case");
        }
        yield of(c.otherwise());
      }
      case Expr.Matrix m -> {
        int width = m.rows().getFirst().size();
        yield Grid.of(m.rows().size(), width, (i, j) -> number(m.rows().get(i).get(j)));
      }
      case Expr.At _, Expr.Apply _, Expr.Limit _, Expr.Integral _, Expr.Rel _, Expr.Logic _ -> throw new Undefined("no value");
    };
  }

  private static Grid product(Grid a, Grid b) {
    if (!a.isNumber() && !b.isNumber()) {
      throw new Undefined("a product that may mean several things");
    }
    return a.times(b);
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Rel r -> r.op().holdsForSign(gap(r).signum());
      case Expr.Logic l -> switch (l.op()) {
        case AND -> l.args().stream().allMatch(this::holds);
        case OR -> l.args().stream().anyMatch(this::holds);
        case NOT -> !holds(l.args().get(0));
      };
      default -> throw new Undefined("not a condition");
    };
  }

  private void restore(String name, Grid before) {
    if (before == null) {
      bound.remove(name);
    } else {
      bound.put(name, before);
    }
  }

  private Grid symbol(String name) {
    var b = bound.get(name);
    if (b != null) {
      return b;
    }
    var shape = typing.shapes().get(name);
    return shape == null || shape.isScalar() ? Grid.of(drawn(name)) : whole(name, shape, List.of(), List.of());
  }

  private Grid component(Expr.Indexed x) {
    var sub = x.sub().stream().map(k -> integer(number(k))).toList();
    var sup = x.sup().stream().map(k -> integer(number(k))).toList();
    var shape = typing.shapes().get(x.base());
    if (x.base().equals("delta") && shape == null && sub.size() == 2) {
      return Grid.of(sub.get(0).equals(sub.get(1)) ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    if (shape != null && !shape.isScalar()) {
      if (sub.size() == typing.members().getOrDefault(x.base(), 0)) {
        return whole(x.base(), shape, sub, sup);
      }
      var at = new ArrayList<>(sub);
      int entries = sub.size() - typing.members().getOrDefault(x.base(), 0);
      if (entries == 1 && shape.isMatrix() || entries > 2) {
        throw new Undefined("not an entry");
      }
      inside(at.getLast(), entries == 2 ? shape.columns() : shape.isRow() ? shape.columns() : shape.rows());
      if (entries == 2) {
        inside(at.get(at.size() - 2), shape.rows());
      }
    }
    return Grid.of(entry(x.base(), sub, sup));
  }

  private void inside(int index, Expr size) {
    if (index < 1 || index > size(size)) {
      throw new Undefined("beyond the end");
    }
  }

  private Grid big(Expr.Big b) {
    int from = b.lower() == null ? 1 : integer(number(b.lower()));
    int to = b.upper() == null ? range(b) : integer(number(b.upper()));
    if (to - from > MAX_RANGE || to < from) {
      throw new Undefined("no range");
    }
    Grid result = null;
    var before = bound.get(b.index().name());
    try {
      for (int k = from; k <= to; k++) {
        bound.put(b.index().name(), Grid.of(BigDecimal.valueOf(k)));
        var term = of(b.body());
        result = result == null ? term : b.kind() == Expr.Big.Kind.SUM ? result.plus(term) : product(result, term);
      }
    } finally {
      restore(b.index().name(), before);
    }
    return result;
  }

  /** How far an index runs that is bound without a range: to the size of what it is an index of. */
  private int range(Expr.Big b) {
    var known = typing.indices().get(b.index().name());
    if (known != null) {
      return size(known);
    }
    var found = new ArrayList<Integer>();
    Trees.any(b.body(), x -> {
      if (x instanceof Expr.Indexed i && found.isEmpty()) {
        int k = i.sub().indexOf(b.index());
        var ranges = typing.ranges().get(i.base());
        if (k >= 0 && ranges != null && k < ranges.size() && ranges.get(k) != null) {
          found.add(size(ranges.get(k)));
        } else if (k >= 0 && typing.shapes().containsKey(i.base())) {
          var shape = typing.shapes().get(i.base());
          int entry = k - typing.members().getOrDefault(i.base(), 0);
          if (entry >= 0) {
            found.add(size(entry == 0 && !shape.isRow() ? shape.rows() : shape.columns()));
          }
        }
      }
      return false;
    });
    return found.isEmpty() ? unnamed : found.getFirst();
  }

  /** A function of the table, entry by entry; the expression names its arguments a1, a2, … */
  private static Grid function(Expr of, List<Grid> args) {
    int rows = args.stream().mapToInt(Grid::rows).max().orElse(1);
    int columns = args.stream().mapToInt(Grid::columns).max().orElse(1);
    return Grid.of(rows, columns, (i, j) -> {
      var point = new HashMap<String, BigDecimal>();
      for (int k = 0; k < args.size(); k++) {
        point.put("a" + (k + 1), args.get(k).repeated(i, j, rows, columns));
      }
      return Decimals.value(of, point, DIGITS);
    });
  }

  private Grid call(Expr.Call c) {
    var f = c.function();
    if (f.scalar()) {
      if (f.name().equals("indicator")) {
        return Grid.of(holds(c.arg()) ? BigDecimal.ONE : BigDecimal.ZERO);
      }
      var args = c.args().stream().map(this::of).toList();
      var names = new Expr[args.size()];
      for (int k = 0; k < names.length; k++) {
        names[k] = Exprs.sym("a" + (k + 1));
      }
      return function(Exprs.call(f.name(), names), args);
    }
    var a = c.args().isEmpty() ? null : of(c.arg());
    return switch (f.name()) {
      case "transpose" -> a.transposed();
      case "matmul" -> c.args().stream().map(this::of).reduce(Grid::matmul).orElseThrow();
      case "hadamard" -> c.args().stream().map(this::of).reduce(Grid::times).orElseThrow();
      case "inverse" -> a.inverse();
      case "det" -> a.determinant();
      case "trace" -> a.trace();
      case "norm" -> Grid.of(a.squares().sqrt(MC));
      case "normsq" -> Grid.of(a.squares());
      case "dot" -> Grid.of(a.column().transposed().matmul(of(c.args().get(1)).column()).number());
      case "outer" -> a.column().matmul(of(c.args().get(1)).column().transposed());
      case "kron" -> a.kron(of(c.args().get(1)));
      case "vec" -> a.vec();
      case "diag" -> a.rows() > 1 && a.columns() > 1 ? Grid.of(a.rows(), 1, (i, _) -> a.at(i, i))
          : Grid.of(a.column().rows(), a.column().rows(), (i, j) -> i == j ? a.column().at(i, 0) : BigDecimal.ZERO);
      case "identity" -> Grid.of(integer(a.number()), integer(a.number()), (i, j) -> i == j ? BigDecimal.ONE : BigDecimal.ZERO);
      case "ones", "zeros" -> Grid.of(integer(a.number()), c.args().size() == 1 ? 1 : integer(number(c.args().get(1))),
          (_, _) -> f.name().equals("ones") ? BigDecimal.ONE : BigDecimal.ZERO);
      case "softmax" -> {
        if (a.rows() > 1 && a.columns() > 1) {
          throw new Undefined("softmax of a matrix");
        }
        var up = function(Exprs.exp(Exprs.sym("a1")), List.of(a));
        yield up.times(Grid.of(BigDecimal.ONE.divide(up.sum(), MC)));
      }
      case "component" -> {
        if (c.args().size() == 3) {
          yield Grid.of(a.at(integer(number(c.args().get(1))) - 1, integer(number(c.args().get(2))) - 1));
        }
        if (a.rows() > 1 && a.columns() > 1) {
          throw new Undefined("a row or a column");
        }
        yield Grid.of(a.column().at(integer(number(c.args().get(1))) - 1, 0));
      }
      default -> throw new Undefined(f.name());
    };
  }

  // ---- derivatives ----

  private Grid derivative(Expr.Diff d) {
    if (d.order() > 2) {
      throw new Undefined("a derivative of high order");
    }
    if (d.by() instanceof Expr.Call t && t.is("transpose")) {
      throw new Undefined("a derivative by a row");
    }
    var by = names(d.by());
    if (d.order() == 2) {
      if (by[0].length > 1) {
        throw new Undefined("a second derivative by a matrix");
      }
      return Grid.of(by.length, by.length, (i, j) -> twice(d.body(), by[i][0], by[j][0]).number());
    }
    if (by.length == 1 && by[0].length == 1) {
      return difference(d.body(), by[0][0]);
    }
    var parts = new Grid[by.length][by[0].length];
    for (int i = 0; i < by.length; i++) {
      for (int j = 0; j < by[0].length; j++) {
        parts[i][j] = difference(d.body(), by[i][j]);
      }
    }
    boolean numerator = typing.layout() == Typing.Layout.NUMERATOR;
    if (parts[0][0].isNumber()) {
      var gradient = Grid.of(by.length, by[0].length, (i, j) -> parts[i][j].number());
      return numerator ? gradient.transposed() : gradient;
    }
    if (by[0].length > 1 || parts[0][0].columns() > 1) {
      throw new Undefined("a derivative with more than two indices");
    }
    var jacobian = Grid.of(parts[0][0].rows(), by.length, (i, j) -> parts[j][0].at(i, 0));
    return typing.layout() == Typing.Layout.DENOMINATOR ? jacobian.transposed() : jacobian;
  }

  /** The names of the numbers by which is differentiated, in the shape of what they are entries of. */
  private String[][] names(Expr by) {
    return switch (by) {
      case Expr.Sym s when bound.containsKey(s.name()) -> new String[][] {{s.name()}};
      case Expr.Sym s -> {
        met.clear();
        var whole = symbol(s.name());
        yield entries(whole, List.copyOf(met));
      }
      case Expr.Indexed x -> {
        met.clear();
        var whole = component(x);
        var seen = new ArrayList<>(met);
        x.sub().forEach(k -> Trees.freeSymbols(k).forEach(i -> seen.remove(i.name())));
        x.sup().forEach(k -> Trees.freeSymbols(k).forEach(i -> seen.remove(i.name())));
        yield entries(whole, seen);
      }
      default -> throw new Undefined("a derivative by an expression");
    };
  }

  private static String[][] entries(Grid whole, List<String> names) {
    if (names.size() != whole.rows() * whole.columns()) {
      throw new Undefined("a derivative by entries that depend on each other");
    }
    var all = new String[whole.rows()][whole.columns()];
    for (int i = 0; i < whole.rows(); i++) {
      for (int j = 0; j < whole.columns(); j++) {
        all[i][j] = names.get(i * whole.columns() + j);
      }
    }
    return all;
  }

  private Grid difference(Expr body, String name) {
    return difference(() -> of(body), name);
  }

  private Grid twice(Expr body, String first, String second) {
    return difference(() -> difference(body, first), second);
  }

  private Grid difference(Supplier<Grid> body, String name) {
    return moved(body, name, HALF_STEP).plus(moved(body, name, HALF_STEP.negate()).times(Grid.of(BigDecimal.ONE.negate())))
        .times(Grid.of(BigDecimal.ONE.divide(STEP, MC)));
  }

  private Grid moved(Supplier<Grid> body, String name, BigDecimal by) {
    var here = bound.get(name);
    if (here != null) {
      bound.put(name, Grid.of(here.number().add(by)));
      try {
        return body.get();
      } finally {
        bound.put(name, here);
      }
    }
    var before = values.get(name);
    values.put(name, before.add(by));
    try {
      return body.get();
    } finally {
      values.put(name, before);
    }
  }
}
