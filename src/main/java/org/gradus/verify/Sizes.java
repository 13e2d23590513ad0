package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.claim.Arrays;
import org.gradus.claim.Wholes;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.tensor.Typing;

/**
 * Gives every vector and matrix of a claim its size: stated ones stay as they are, the others are made to fit each other
 * by unification over products, sums and relations.
 */
final class Sizes {

  private static final List<String> LETTERS = List.of("n", "m", "d", "p", "q", "r", "s", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9");

  /** Between the letter I and the number of an occurrence. */
  private static final String OWN = "#";

  /** A block of zeros, before its number. */
  private static final String ZEROS = "0" + OWN;


  /** Words for matrices that are positive semidefinite, and may be definite. */
  static final Pattern SEMIDEFINITE = Pattern.compile("(?:stated )?(?:covariance|precision|gram|kernel matrix|psd|positive[- ]semi-?definite)");

  private final Arrays arrays;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Expr> indices = new HashMap<>();
  private final Map<Expr, Expr> bound = new HashMap<>();
  private final Set<String> variables = new HashSet<>();
  private final Set<String> elementwise = new LinkedHashSet<>();
  private final List<Expr.Sym> lengths = new ArrayList<>();
  private boolean fits = true;
  /** Whether what is differentiated is a number. */
  private boolean ofNumbers;
  private int fresh;
  private int identities;

  private Sizes(Arrays arrays) {
    this.arrays = arrays;
  }

  /**
   * The sizes of a claim.
   *
   * @param consistent whether sizes could be found with which everything fits, single numbers in the place of vectors included
   * @param names      the vectors and matrices in it
   * @param sides      the sides with the size of every identity matrix
   * @param numbers    the vectors that would have to be a single number, which nobody says
   */
  record Found(Typing typing, boolean consistent, Set<String> names, List<Expr> sides, Set<String> numbers) {

    boolean fits() {
      return consistent && numbers.isEmpty();
    }

    /** A vector that would have to be a single number; or null. */
    String number() {
      return numbers.isEmpty() ? null : numbers.iterator().next();
    }

    /** The same, if with it everything else fits. */
    String onlyAsNumber() {
      return consistent ? number() : null;
    }

    /** The same where some vectors are known to have one entry. */
    Found knowing(Set<String> single) {
      var others = new LinkedHashSet<>(numbers);
      others.removeAll(single);
      return new Found(typing, consistent, names, sides, others);
    }
  }

  /** Whether a whole vector or matrix, or an operation on them, stands in the expression; entries are numbers. */
  static boolean wholes(Expr e, Arrays arrays) {
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar()
        || x instanceof Expr.Sym s && !arrays.rank(s.name(), 0).isScalar()
        || x instanceof Expr.Indexed i && !arrays.rank(i.base(), i.sub().size()).isScalar());
  }

  /** Whether a vector, a matrix, an entry of one or an operation on them stands in the expression. */
  static boolean concern(Expr e, Arrays arrays) {
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar()
        || x instanceof Expr.Sym s && !arrays.rank(s.name(), 0).isScalar()
        || x instanceof Expr.Indexed i && !arrays.rank(i.base(), Math.min(i.sub().size(), arrays.members(i.base()))).isScalar());
  }

  static boolean isMatrix(Expr e, Arrays arrays) {
    return e instanceof Expr.Sym s && arrays.rank(s.name(), 0) == Rank.MATRIX
        || e instanceof Expr.Indexed x && arrays.rank(x.base(), x.sub().size()) == Rank.MATRIX;
  }

  /** The sizes with which the expressions have a shape, the sides the same one. */
  static Found of(List<Expr> written, List<Expr> others, Arrays arrays, Typing.Layout layout) {
    return new Sizes(arrays).together(written, others, layout);
  }

  private Found together(List<Expr> written, List<Expr> others, Typing.Layout layout) {
    var sides = written.stream().map(this::withOwnIdentities).toList();
    Shape common = null;
    for (var side : sides) {
      var s = shape(side);
      if (Exprs.isZero(side)) {
        continue;
      }
      if (common != null) {
        fits &= common.isScalar() == s.isScalar() || mayBeScalar(common) || mayBeScalar(s);
        same(common, s);
      }
      common = s;
    }
    others.forEach(this::shape);
    return found(sides, layout);
  }

  /**
   * The same where what is differentiated is a number: in −y log ŷ with ŷ = σ(Wx + b) y and b have one entry, whatever a claim about the
   * derivatives says; the plain sizes where what is differentiated does not tell. Where the claim only fits a vector of losses, nothing fits.
   */
  static Found ofNumbers(List<Expr> written, List<Expr> others, Arrays arrays, Typing.Layout layout, Found plain) {
    var alone = new Sizes(arrays);
    alone.ofNumbers = true;
    var derivatives = written.stream().map(alone::withOwnIdentities).flatMap(Sizes::derivatives).toList();
    derivatives.forEach(alone::shape);
    var found = alone.found(derivatives, layout);
    if (!found.consistent() || found.numbers().isEmpty()) {
      return plain;
    }
    var sizes = new Sizes(arrays);
    sizes.ofNumbers = true;
    var together = sizes.together(written, others, layout).knowing(found.numbers());
    return together.fits() ? together : !plain.fits() ? plain : new Found(plain.typing(), true, plain.names(), plain.sides(), found.numbers());
  }

  /** The derivatives by themselves, without what is multiplied with them. */
  private static Stream<Expr> derivatives(Expr e) {
    return e instanceof Expr.Diff || e instanceof Expr.At a && a.body() instanceof Expr.Diff ? Stream.of(e) : Trees.children(e).stream().flatMap(Sizes::derivatives);
  }

  private boolean mayBeScalar(Shape s) {
    return isOpen(find(s.rows())) || isOpen(find(s.columns()));
  }

  private Found found(List<Expr> sides, Typing.Layout layout) {
    var taken = new HashSet<String>();
    sides.forEach(e -> {
      Trees.freeSymbols(e).forEach(s -> taken.add(s.name()));
      Trees.any(e, x -> {
        if (x instanceof Expr.Indexed i) {
          taken.add(i.base());
        } else if (x instanceof Expr.Big b) {
          taken.add(b.index().name());
        }
        return false;
      });
    });
    shapes.values().forEach(s -> {
      Trees.freeSymbols(solved(s.rows())).forEach(x -> taken.add(x.name()));
      Trees.freeSymbols(solved(s.columns())).forEach(x -> taken.add(x.name()));
    });
    var letters = LETTERS.stream().filter(l -> !taken.contains(l)).iterator();
    for (var e : List.copyOf(shapes.entrySet())) {
      for (var size : !isZeros(e.getKey()) ? List.<Expr>of() : List.of(e.getValue().rows(), e.getValue().columns())) {
        if (isOpen(find(size))) {
          same(size, Exprs.ONE); // the 0 under a vector is a number, unless something tells that it is more
        }
      }
    }
    for (boolean named : List.of(true, false)) {
      for (var e : List.copyOf(shapes.entrySet())) {
        for (var size : named == isUnit(e.getKey()) ? List.<Expr>of() : List.of(e.getValue().rows(), e.getValue().columns())) {
          for (var open : Trees.freeSymbols(solved(size))) {
            if (variables.contains(open.name()) && (!named || letters.hasNext())) {
              bound.put(open, Exprs.sym(named ? letters.next() : Typing.UNIT_SIZE + open.name())); // I and 1 alone do not tell their size
            }
          }
        }
      }
    }
    for (var length : lengths) {
      if (isOpen(find(length)) && letters.hasNext()) {
        bound.put(find(length), Exprs.sym(letters.next()));
      }
    }
    var typing = Typing.NONE.with(layout);
    var names = new LinkedHashSet<String>();
    for (var e : shapes.entrySet()) {
      typing = typing.withShape(e.getKey(), new Shape(solved(e.getValue().rows()), solved(e.getValue().columns())));
      names.add(e.getKey());
      if (arrays.members(e.getKey()) > 0) {
        typing = typing.withMembers(e.getKey(), arrays.members(e.getKey()));
      }
      for (var p : arrays.properties(e.getKey())) {
        var fact = p.contains("one-hot") && !isWhole(e.getKey(), e.getValue()) ? null : fact(e.getKey(), p);
        typing = fact == null ? typing : typing.with(fact);
        if (p.startsWith("positive definite")) {
          typing = typing.with(new Typing.Fact.PositiveDefinite(e.getKey()));
        } else if (SEMIDEFINITE.matcher(p).matches()) {
          typing = typing.with(new Typing.Fact.Semidefinite(e.getKey()));
        }
      }
    }
    for (var e : indices.entrySet()) {
      var size = solved(e.getValue());
      if (Trees.freeSymbols(size).stream().noneMatch(s -> variables.contains(s.name()))) {
        typing = typing.withIndex(e.getKey(), size);
      }
    }
    for (var family : sides.size() == 2 ? Notations.families(sides.get(0), sides.get(1)) : Set.<String>of()) {
      if (!shapes.containsKey(family) && arrays.properties(family).stream().anyMatch(p -> p.contains("one-hot"))) {
        typing = typing.with(new Typing.Fact.OneHot(family));
        names.add(family);
      }
    }
    var written = lengths.isEmpty() ? sides : sides.stream().map(e -> Trees.substitute(e, lengths.stream().collect(Collectors.toMap(n -> n, this::solved)))).toList();
    for (var name : List.copyOf(names)) {
      if (isZeros(name)) {
        names.remove(name);
        var s = shapes.get(name);
        var zeros = Exprs.call("zeros", solved(s.rows()), solved(s.columns()));
        written = written.stream().map(e -> Trees.substitute(e, Exprs.sym(name), zeros)).toList();
      } else if (isIdentity(name) || isOnes(name)) {
        names.remove(name);
        var size = solved(shapes.get(name).rows());
        boolean open = Trees.freeSymbols(size).stream().anyMatch(v -> variables.contains(v.name())); // a bold 1, no more
        var unit = isIdentity(name) ? Exprs.call("identity", size) : open || Exprs.isOne(size) ? Exprs.ONE : Exprs.call("ones", size);
        written = written.stream().map(e -> Trees.substitute(e, Exprs.sym(name), unit)).toList();
      }
    }
    var numbers = new LinkedHashSet<String>();
    shapes.entrySet().stream().filter(e -> becomesNumber(e.getKey(), e.getValue())).forEach(e -> numbers.add(e.getKey()));
    for (var f : elementwise) {
      typing = typing.with(new Typing.Fact.Elementwise(f));
    }
    return new Found(typing, fits, names, written, numbers);
  }

  /** Whether a vector fits only as a single number, which nobody said it is: then a product is the wrong way round. */
  private boolean becomesNumber(String name, Shape s) {
    return !isOnes(name) && arrays.shape(name) == null && !arrays.rank(name, arrays.members(name)).equals(Rank.MATRIX)
        && Exprs.isOne(solved(s.rows())) && Exprs.isOne(solved(s.columns()));
  }

  /** Every I has a size of its own: (XᵀX + λI)⁻¹Xᵀ = Xᵀ(XXᵀ + λI)⁻¹; so has every 0 among the blocks of a matrix. */
  private Expr withOwnIdentities(Expr e) {
    return e instanceof Expr.Matrix m && hasBlocks(m) ? withZeroBlocks(m) : e.equals(Exprs.sym(Arrays.IDENTITY)) && arrays.shape(Arrays.IDENTITY) == null && arrays.rank(Arrays.IDENTITY, 0) == Rank.MATRIX
        ? Exprs.sym(Arrays.IDENTITY + OWN + ++identities)
        : e.equals(Exprs.sym(Ranks.ONES)) ? Exprs.sym(Ranks.ONES + OWN + ++identities) : Trees.map(e, this::withOwnIdentities);
  }

  /** Whether the matrix is a grid of blocks: as many in every row, and one of them is no number. */
  private boolean hasBlocks(Expr.Matrix m) {
    int width = m.rows().getFirst().size();
    return m.rows().stream().allMatch(row -> row.size() == width)
        && m.rows().stream().anyMatch(row -> row.stream().anyMatch(cell -> wholes(cell, arrays)));
  }

  private Expr withZeroBlocks(Expr.Matrix m) {
    return Exprs.matrix(m.rows().stream().map(row -> row.stream()
        .map(cell -> Exprs.isZero(cell) ? Exprs.sym(ZEROS + ++identities) : withOwnIdentities(cell)).toList()).toList());
  }

  private boolean isIdentity(String name) {
    return name.equals(Arrays.IDENTITY) && arrays.shape(name) == null || name.startsWith(Arrays.IDENTITY + OWN);
  }

  /** Whether the name stands for an identity, ones or zeros: the size of such a matrix is that of what it meets. */
  private boolean isUnit(String name) {
    return isIdentity(name) || isOnes(name) || isZeros(name);
  }

  /** What words say of a vector or a matrix in {0, 1}ⁿ. */
  static final String BINARY = "stated with entries 0 and 1";

  private static boolean isZeros(String name) {
    return name.startsWith(ZEROS);
  }

  private static boolean isOnes(String name) {
    return name.startsWith(Ranks.ONES + OWN);
  }

  /** Whether the size is stated or named; a sum to K−1 or to 3 may run over a part of the components. */
  private boolean isWhole(String name, Shape s) {
    return arrays.shape(name) != null || solved(length(s)) instanceof Expr.Sym;
  }

  private static Typing.Fact fact(String name, String property) {
    return property.contains("one-hot") ? new Typing.Fact.OneHot(name)
        : property.startsWith(BINARY) ? new Typing.Fact.Binary(name)
        : property.startsWith("symmetric") ? new Typing.Fact.Symmetric(name)
        : property.startsWith("positive definite") || SEMIDEFINITE.matcher(property).matches() ? new Typing.Fact.Symmetric(name)
        : property.startsWith("orthonormal columns") ? new Typing.Fact.Orthonormal(name, false)
        : property.startsWith("orthonormal rows") ? new Typing.Fact.Orthonormal(name, true)
        : property.equals("diagonal") ? new Typing.Fact.Diagonal(name)
        : property.startsWith("orthogonal") ? new Typing.Fact.Orthogonal(name)
        : property.startsWith("invertible") ? new Typing.Fact.Invertible(name)
        : property.matches("(?:row|column)s \\S+") ? new Typing.Fact.Stacked(name, property.substring(property.indexOf(' ') + 1), property.startsWith("column"))
        : property.startsWith("full") && property.endsWith("rank") && !property.contains("row") ? new Typing.Fact.FullColumnRank(name)
        : null;
  }

  // ---- unification ----

  private Expr.Sym open() {
    var s = Exprs.sym("size" + ++fresh + "_");
    variables.add(s.name());
    return s;
  }

  private boolean isOpen(Expr e) {
    return e instanceof Expr.Sym s && variables.contains(s.name());
  }

  private Expr find(Expr e) {
    var at = e;
    while (bound.containsKey(at)) {
      at = bound.get(at);
    }
    return at;
  }

  private Expr solved(Expr e) {
    var at = find(e);
    return at instanceof Expr.Sym || at instanceof Expr.Num ? at : Trees.map(at, this::solved);
  }

  private void same(Expr a, Expr b) {
    var x = find(a);
    var y = find(b);
    if (x.equals(y)) {
      return;
    }
    if (isOpen(x)) {
      bind(x, y);
    } else if (isOpen(y)) {
      bind(y, x);
    } else if (!solved(x).equals(solved(y))) {
      var m = factors(solved(x));
      var n = factors(solved(y));
      if (m.size() > 1 || n.size() > 1) {
        solve(m, n);
      } else {
        solve(Exprs.sub(solved(x), solved(y)));
      }
    }
  }

  private static List<Expr> factors(Expr size) {
    return size instanceof Expr.Mul m ? m.args()
        : size instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().equals(Rational.TWO) ? List.of(p.base(), p.base()) : List.of(size);
  }

  /** Equal products: A⊗I + I⊗B has n·s = t·m rows, which is meant with s = m and t = n. */
  private void solve(List<Expr> left, List<Expr> right) {
    var l = new ArrayList<>(left);
    var r = new ArrayList<>(right);
    left.stream().filter(r::remove).forEach(l::remove);
    var open = l.stream().filter(this::isOpen).toList();
    var other = r.stream().filter(this::isOpen).toList();
    if (l.equals(open) && open.size() == 1) {
      bind(open.getFirst(), Exprs.mul(r));
    } else if (r.equals(other) && other.size() == 1) {
      bind(other.getFirst(), Exprs.mul(l));
    } else if (open.size() == 1 && other.size() == 1) {
      l.removeAll(open);
      r.removeAll(other);
      bind(open.getFirst(), Exprs.mul(r));
      bind(other.getFirst(), Exprs.mul(l));
    } else {
      solve(Exprs.sub(Exprs.mul(left), Exprs.mul(right)));
    }
  }

  /** The one open size in a difference that is to be 0: n + m = n + s. */
  private void solve(Expr difference) {
    var counts = new LinkedHashMap<Expr, Integer>();
    count(difference, 1, counts);
    counts.values().removeIf(k -> k == 0);
    var open = counts.keySet().stream().filter(this::isOpen).toList();
    boolean alone = open.size() == 1 && counts.keySet().stream().allMatch(t -> t.equals(open.getFirst()) || Trees.freeSymbols(t).stream().noneMatch(this::isOpen));
    if (alone && Math.abs(counts.get(open.getFirst())) == 1) {
      int sign = -counts.remove(open.getFirst());
      bind(open.getFirst(), Exprs.add(counts.entrySet().stream().map(e -> sign * e.getValue() == 1 ? e.getKey() : Exprs.mul(Exprs.num(sign * e.getValue()), e.getKey())).toList()));
    } else {
      fits = false;
    }
  }

  /** How often each term stands in a sum. */
  private static void count(Expr e, int times, Map<Expr, Integer> counts) {
    switch (e) {
      case Expr.Add a -> a.args().forEach(t -> count(t, times, counts));
      case Expr.Mul m when m.args().contains(Exprs.MINUS_ONE) -> {
        var rest = new ArrayList<>(m.args());
        rest.remove(Exprs.MINUS_ONE);
        count(Exprs.mul(rest), -times, counts);
      }
      default -> counts.merge(e, times, Integer::sum);
    }
  }

  private void bind(Expr variable, Expr value) {
    if (Trees.any(solved(value), s -> s.equals(variable))) {
      fits = false;
    } else {
      bound.put(variable, value);
    }
  }

  /** Equal shapes, where neither is a number that is repeated. */
  private void same(Shape a, Shape b) {
    if (!a.isScalar() && !b.isScalar()) {
      same(a.rows(), b.rows());
      same(a.columns(), b.columns());
    }
  }

  // ---- shapes ----

  private Shape ofName(String name) {
    var known = shapes.get(name);
    if (known == null) {
      int members = arrays.members(name);
      var rank = arrays.rank(name, members);
      if (name.startsWith(Arrays.IDENTITY + OWN) || isZeros(name)) {
        rank = Rank.MATRIX;
      } else if (isOnes(name)) {
        rank = Rank.COLUMN;
      }
      if (rank.isScalar()) {
        return Shape.SCALAR;
      }
      var stated = arrays.shape(name);
      known = stated != null ? stated : switch (rank) {
        case SCALAR -> Shape.SCALAR;
        case ROW -> Shape.row(open());
        case COLUMN -> Shape.column(open());
        case MATRIX -> Shape.of(open(), open());
      };
      if (isIdentity(name) || stated == null && (rank == Rank.MATRIX && arrays.properties(name).stream().anyMatch(p -> p.matches(
          "square|symmetric|invertible|orthogonal|positive definite") || SEMIDEFINITE.matcher(p).matches()))) {
        square(known);
      }
      shapes.put(name, known);
      for (var p : arrays.properties(name)) {
        if (fact(name, p) instanceof Typing.Fact.Stacked s && !arrays.rank(s.family(), 1).isScalar()) {
          same(length(ofName(s.family())), s.columns() ? known.rows() : known.columns());
        }
      }
    }
    return known;
  }

  private Shape of(Expr.Indexed x) {
    if (!shapes.containsKey(x.base()) && arrays.rank(x.base(), arrays.members(x.base())).isScalar()) {
      return Shape.SCALAR;
    }
    var whole = ofName(x.base());
    int members = arrays.members(x.base());
    var entries = x.sub().subList(Math.min(members, x.sub().size()), x.sub().size());
    if (entries.isEmpty()) {
      return whole;
    }
    boolean column = !Exprs.isOne(find(whole.rows()));
    boolean vector = !column || Exprs.isOne(find(whole.columns()));
    range(entries.get(0), column ? whole.rows() : whole.columns());
    if (entries.size() > 1) {
      range(entries.get(1), whole.columns());
      return Shape.SCALAR;
    }
    return vector ? Shape.SCALAR : Shape.column(whole.columns());
  }

  /** An index that numbers the entries of something runs over its size. */
  private void range(Expr index, Expr size) {
    if (index instanceof Expr.Sym s) {
      boolean stated = !isOpen(find(size)) && isOfSizes(solved(size)); // and elsewhere the letter may run to another end
      same(indices.computeIfAbsent(s.name(), i -> stated ? size : usualRange(i)), size);
    }
  }

  /** A size that is stated, one more than that, or a number. */
  private boolean isOfSizes(Expr size) {
    return Trees.freeSymbols(size).stream().allMatch(s -> arrays.isSize(s.name()));
  }

  /** Where all sums of the document over a letter end at the same size, the letter runs to it everywhere. */
  private Expr usualRange(String index) {
    var size = arrays.range(index);
    return size == null ? open() : size;
  }

  private Shape entrywise(Iterable<Expr> operands) {
    var result = Shape.SCALAR;
    for (var e : operands) {
      var s = shape(e);
      same(result, s);
      result = result.isScalar() ? s : result;
    }
    return result;
  }

  private Shape shape(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> Shape.SCALAR;
      case Expr.Sym s -> ofName(s.name());
      case Expr.Indexed x -> of(x);
      case Expr.Add a -> entrywise(a.args());
      case Expr.Mul m -> entrywise(m.args());
      case Expr.Pow p -> {
        shape(p.exponent());
        yield shape(p.base());
      }
      case Expr.Call c -> call(c);
      case Expr.Apply a -> {
        var s = entrywise(a.args());
        if (!s.isScalar()) {
          elementwise.add(a.name());
        }
        yield s;
      }
      case Expr.Cases c -> {
        c.conditions().forEach(this::shape);
        var values = new ArrayList<>(c.values());
        if (c.otherwise() != null) {
          values.add(c.otherwise());
        }
        yield entrywise(values);
      }
      case Expr.Rel r -> {
        shape(r.lhs());
        shape(r.rhs());
        yield Shape.SCALAR;
      }
      case Expr.Logic l -> {
        l.args().forEach(this::shape);
        yield Shape.SCALAR;
      }
      case Expr.Big b -> big(b);
      case Expr.Diff d -> {
        var of = shape(d.body());
        var by = shape(d.by());
        if (!of.isScalar() && (ofNumbers || !by.isScalar() && isMatrix(d.by(), arrays))) { // of a vector by a matrix there is none
          same(of.rows(), Exprs.ONE);
          same(of.columns(), Exprs.ONE);
          of = Shape.SCALAR;
        }
        yield derivative(of, by, d.order());
      }
      case Expr.Limit l -> shape(l.body());
      case Expr.Integral i -> shape(i.body());
      case Expr.At a -> {
        if (a.var() instanceof Expr.Sym v) {
          var value = shape(a.value());
          if (!value.isScalar()) {
            shapes.put(v.name(), value);
          }
        }
        yield shape(a.body());
      }
      case Expr.Matrix m -> matrix(m);
    };
  }

  private Shape big(Expr.Big b) {
    var outer = indices.remove(b.index().name());
    var s = shape(b.body());
    var size = indices.remove(b.index().name());
    if (size != null && b.lower() != null && b.upper() != null && Exprs.isOne(b.lower())) {
      same(size, b.upper());
    }
    if (outer != null) {
      indices.put(b.index().name(), outer);
    }
    return s;
  }

  private static Shape derivative(Shape body, Shape by, int order) {
    if (by.isScalar()) {
      return body;
    }
    if (body.isScalar()) {
      return order == 1 ? by : Shape.of(length(by), length(by));
    }
    return Shape.of(length(body), length(by));
  }

  private static Expr length(Shape s) {
    return Exprs.isOne(s.columns()) ? s.rows() : Exprs.isOne(s.rows()) ? s.columns() : s.rows();
  }

  /** Whether it may have several rows and several columns. */
  private boolean isWide(Shape s) {
    return !Exprs.isOne(find(s.rows())) && !Exprs.isOne(find(s.columns()));
  }

  private Shape square(Shape s) {
    same(s.rows(), s.columns());
    return s;
  }

  private Shape call(Expr.Call c) {
    var a = c.args().getFirst();
    return switch (c.function().name()) {
      case "matmul" -> product(shape(a), shape(c.args().get(1)));
      case "transpose" -> shape(a).transposed();
      case "inverse" -> square(shape(a));
      case "trace", "det" -> {
        square(shape(a));
        yield Shape.SCALAR;
      }
      case "norm", "normsq", "norm_p", "argmax", "argmin", "maxentry", "minentry" -> {
        c.args().forEach(this::shape);
        yield Shape.SCALAR;
      }
      case "diag" -> {
        var s = shape(a);
        yield Exprs.isOne(find(s.columns())) ? Shape.of(s.rows(), s.rows())
            : Exprs.isOne(find(s.rows())) ? Shape.of(s.columns(), s.columns()) : Shape.column(square(s).rows());
      }
      case "identity" -> Shape.of(a, a);
      case "unitvector" -> {
        if (a instanceof Expr.Sym n && Wholes.isOpenLength(n.name()) && variables.add(n.name())) {
          lengths.add(n);
        }
        range(c.args().get(1), a);
        yield Shape.column(a);
      }
      case "ones", "zeros" -> c.args().size() == 1 ? Shape.column(a) : Shape.of(a, c.args().get(1));
      case "dot" -> {
        var s = shape(a);
        var t = shape(c.args().get(1));
        if (isWide(s) || isWide(t)) {
          same(s, t);
        } else {
          same(length(s), length(t));
        }
        yield Shape.SCALAR;
      }
      case "kron" -> {
        var s = shape(a);
        var t = shape(c.args().get(1));
        yield Shape.of(Exprs.mul(solved(s.rows()), solved(t.rows())), Exprs.mul(solved(s.columns()), solved(t.columns())));
      }
      case "outer" -> Shape.of(length(shape(a)), length(shape(c.args().get(1))));
      case "vec" -> {
        var s = shape(a);
        yield Shape.column(Exprs.mul(solved(s.rows()), solved(s.columns())));
      }
      case "indicator" -> entrywise(a instanceof Expr.Rel r && r.op().isOrder() ? List.of(r.lhs(), r.rhs()) : c.args());
      case "grad" -> derivative(shape(a), shape(c.args().get(1)), 1);
      case "hessian" -> derivative(shape(a), shape(c.args().get(1)), 2);
      case "component" -> {
        var s = shape(a);
        boolean column = Exprs.isOne(find(s.columns()));
        range(c.args().get(1), column || c.args().size() > 2 ? s.rows() : s.columns());
        if (c.args().size() > 2) {
          range(c.args().get(2), s.columns());
        }
        yield column || c.args().size() > 2 || Exprs.isOne(find(s.rows())) ? Shape.SCALAR : Shape.column(s.columns());
      }
      default -> entrywise(c.args());
    };
  }

  private Shape product(Shape a, Shape b) {
    if (a.isScalar() || b.isScalar()) {
      return a.isScalar() ? b : a;
    }
    same(a.columns(), b.rows());
    return new Shape(a.rows(), b.columns());
  }

  private Shape matrix(Expr.Matrix m) {
    Expr height = Exprs.ZERO;
    Expr width = null;
    if (Trees.any(m, x -> x instanceof Expr.Sym s && isZeros(s.name()))) {
      for (int column = 0; column < m.rows().getFirst().size(); column++) {
        var first = shape(m.rows().getFirst().get(column));
        for (var row : m.rows()) {
          same(first.columns(), shape(row.get(column)).columns());
        }
      }
    }
    for (var row : m.rows()) {
      Expr rows = null;
      Expr columns = Exprs.ZERO;
      for (var e : row) {
        var s = shape(e);
        if (rows != null) {
          same(rows, s.rows());
        }
        rows = s.rows();
        columns = Exprs.add(columns, solved(s.columns()));
      }
      if (width != null) {
        same(width, columns);
      }
      width = columns;
      height = Exprs.add(height, rows == null ? Exprs.ZERO : solved(rows));
    }
    return new Shape(height, width);
  }
}
