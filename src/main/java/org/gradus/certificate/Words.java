package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Shape;

/**
 * Matrices with inverses as sums of words: a word is a product of letters, a letter is a matrix, its transpose, or the inverse of
 * a sum of words. The rules are those of rings with transposition: {@code A·A⁻¹ = I}, {@code L·D⁻¹ = (I − R·D⁻¹)/c} for
 * {@code D = c·L + R}, {@code (AB)ᵀ = BᵀAᵀ}, {@code (A⁻¹)ᵀ = (Aᵀ)⁻¹}; a number is its own transpose, and
 * {@code tr(AB) = tr(BA)}; {@code WᵀW = I} or {@code WWᵀ = I} where that is given. They hold for all sizes wherever both sides are defined. Throws {@link Rejected} for what is none of these.
 */
final class Words {

  /** One factor of a word. {@code of} is null for a named matrix, else the sum of words whose inverse it is. */
  private record Letter(String name, boolean transposed, Sum of, Shape shape) {
    String text() {
      return name + (transposed ? "'" : "");
    }

    boolean isInverse() {
      return of != null;
    }
  }

  /** Numbers by their exponents, and letters. */
  private record Word(Map<String, Integer> numbers, List<Letter> letters) {
    String text() {
      return numbers + String.join(" ", letters.stream().map(Letter::text).toList());
    }
  }

  private record Term(Rational times, Word word) {}

  /** Words in the order of their texts, each with its number. */
  private record Sum(Map<String, Term> terms) {
    String text() {
      return String.join(" + ", terms.values().stream().map(t -> t.times() + "*" + t.word().text()).toList());
    }  }

  private static final int MAX_TERMS = 200;
  /** Names that cannot be taken for a transpose, an inverse or a product. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_]+");

  private final Entries shapes;
  private final Set<String> symmetric;
  private final Orthonormal orthonormal;

  /** @param orthonormal what is given of the columns and rows of matrices */
  Words(Entries shapes, Set<String> symmetric, Orthonormal orthonormal) {
    this.shapes = shapes;
    this.symmetric = symmetric;
    this.orthonormal = orthonormal;
  }

  /** Whether the two sides are the same sum of words. */
  boolean equal(Expr l, Expr r) {
    var left = shapes.shape(l);
    var right = shapes.shape(r);
    require(Exprs.isZero(l) || Exprs.isZero(r) || left.equals(right), "the sides have different shapes");
    return plus(of(l), of(r), Rational.MINUS_ONE).terms().isEmpty();
  }

  // --- sums of words -----------------------------------------------------------------------------------------

  private static Sum zero() {
    return new Sum(new TreeMap<>());
  }

  private static Sum single(Rational c, Map<String, Integer> numbers, List<Letter> letters) {
    var s = zero();
    add(s, c, new Word(numbers, letters));
    return s;
  }

  private static void add(Sum s, Rational c, Word w) {
    var own = new Word(new TreeMap<>(w.numbers()), List.copyOf(w.letters()));
    own.numbers().values().removeIf(k -> k == 0);
    var before = s.terms().get(own.text());
    var times = before == null ? c : before.times().plus(c);
    if (times.isZero()) {
      s.terms().remove(own.text());
    } else {
      s.terms().put(own.text(), new Term(times, own));
    }
    Meter.spend(10 + own.letters().size());
    require(s.terms().size() <= MAX_TERMS, "too many words");
  }

  private static Sum plus(Sum a, Sum b, Rational c) {
    var s = new Sum(new TreeMap<>(a.terms()));
    b.terms().values().forEach(t -> add(s, t.times().times(c), t.word()));
    return s;
  }

  private static Map<String, Integer> together(Map<String, Integer> a, Map<String, Integer> b) {
    var all = new TreeMap<>(a);
    b.forEach((n, k) -> all.merge(n, k, Integer::sum));
    return all;
  }

  private Sum times(Sum a, Sum b) {
    var s = zero();
    for (var x : a.terms().values()) {
      for (var y : b.terms().values()) {
        var letters = new ArrayList<>(x.word().letters());
        letters.addAll(y.word().letters());
        addReduced(s, x.times().times(y.times()), new Word(together(x.word().numbers(), y.word().numbers()), letters));
      }
    }
    return s;
  }

  private void addReduced(Sum s, Rational c, Word w) {
    var less = reduced(w);
    if (less == null) {
      add(s, c, w);
    } else {
      less.terms().values().forEach(t -> addReduced(s, c.times(t.times()), t.word()));
    }
  }

  /** A word with a matrix beside its inverse in fewer letters; null if there is none. */
  private Sum reduced(Word w) {
    Meter.spend(20);
    for (int i = 0; i + 1 < w.letters().size(); i++) {
      if (isOne(w.letters().get(i), w.letters().get(i + 1))) {
        var less = new ArrayList<>(w.letters());
        less.subList(i, i + 2).clear();
        return single(Rational.ONE, w.numbers(), less);
      }
    }
    for (int i = 0; i < w.letters().size(); i++) {
      var inverse = w.letters().get(i);
      if (!inverse.isInverse()) {
        continue;
      }
      var lead = lead(inverse.of());
      int n = lead.word().letters().size();
      for (int from : List.of(i - n, i + 1)) {
        if (from >= 0 && from + n <= w.letters().size() && texts(w.letters().subList(from, from + n)).equals(texts(lead.word().letters()))) {
          return without(w, Math.min(from, i), n + 1, inverse, lead, from < i);
        }
      }
    }
    return null;
  }

  /** WᵀW where the columns of W are orthonormal, WWᵀ where its rows are. */
  private boolean isOne(Letter left, Letter right) {
    return !left.isInverse() && !right.isInverse() && left.name().equals(right.name()) && left.transposed() != right.transposed()
        && (left.transposed() ? orthonormal.columns() : orthonormal.rows()).contains(left.name());
  }

  /** The longest word, the last in the order of texts, among those of which no number but a rational is a factor. */
  private static Term lead(Sum s) {
    Term best = null;
    for (var t : s.terms().values()) {
      best = !t.word().numbers().isEmpty() ? best : best == null || t.word().letters().size() >= best.word().letters().size() ? t : best;
    }
    require(best != null && !best.word().letters().isEmpty(), "an inverse without a leading word");
    for (var t : s.terms().values()) {
      require(t.word().letters().size() <= best.word().letters().size(), "a word with a number before it is the longest");
    }
    return best;
  }

  private static List<String> texts(List<Letter> letters) {
    return letters.stream().map(Letter::text).toList();
  }

  /** L·D⁻¹ = (1 − R·D⁻¹)/c, or D⁻¹·L likewise, inside a word. */
  private static Sum without(Word w, int at, int length, Letter inverse, Term lead, boolean left) {
    var s = zero();
    var before = w.letters().subList(0, at);
    var after = w.letters().subList(at + length, w.letters().size());
    var c = lead.times().reciprocal();
    var rest = new ArrayList<>(before);
    rest.addAll(after);
    add(s, c, new Word(w.numbers(), rest));
    for (var t : inverse.of().terms().values()) {
      if (t != lead) {
        var letters = new ArrayList<>(before);
        if (!left) {
          letters.add(inverse);
        }
        letters.addAll(t.word().letters());
        if (left) {
          letters.add(inverse);
        }
        letters.addAll(after);
        add(s, c.times(t.times()).negate(), new Word(together(w.numbers(), t.word().numbers()), letters));
      }
    }
    return s;
  }

  private Sum transposed(Sum a) {
    var s = zero();
    for (var t : a.terms().values()) {
      addReduced(s, t.times(), new Word(t.word().numbers(), transposed(t.word().letters())));
    }
    return s;
  }

  private List<Letter> transposed(List<Letter> letters) {
    var all = new ArrayList<Letter>();
    for (int i = letters.size() - 1; i >= 0; i--) {
      all.add(transposed(letters.get(i)));
    }
    return all;
  }

  private Letter transposed(Letter l) {
    return l.isInverse() ? inverseLetter(transposed(l.of()), l.shape().transposed())
        : symmetric.contains(l.name()) ? l : new Letter(l.name(), !l.transposed(), null, l.shape().transposed());
  }

  private static Letter inverseLetter(Sum of, Shape shape) {
    return new Letter("(" + of.text() + ")^-1", false, of, shape);
  }

  // --- expressions -------------------------------------------------------------------------------------------

  private Sum of(Expr e) {
    Meter.spend(5);
    return switch (e) {
      case Expr.Num n -> n.value().isZero() ? zero() : single(n.value(), Map.of(), List.of());
      case Expr.Sym s when !PLAIN.matcher(s.name()).matches() -> throw new Rejected("a name that is not allowed: " + s);
      case Expr.Sym s when !shapes.shape(s).isScalar() -> single(Rational.ONE, Map.of(), List.of(new Letter(s.name(), false, null, shapes.shape(s))));
      case Expr.Sym s -> single(Rational.ONE, Map.of("#" + s.name(), 1), List.of());
      case Expr.Add a when !shapes.shape(a).isScalar() && a.args().stream().anyMatch(x -> shapes.shape(x).isScalar()) ->
          throw new Rejected("a number beside a matrix stands for all its entries: " + a);
      case Expr.Add a -> a.args().stream().map(this::of).reduce(zero(), (x, y) -> plus(x, y, Rational.ONE));
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(single(Rational.ONE, Map.of(), List.of()), this::scaled);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(4) -> power(p.base(), n.value().intValueExact());
      case Expr.Call c -> call(c);
      case Expr.Diff d when d.order() == 1 && d.by() instanceof Expr.Sym x && shapes.shape(x).isColumn() -> gradient(open(scalar(d.body())), x.name());
      default -> throw new Rejected("no word: " + e);
    };
  }

  private Expr scalar(Expr e) {
    require(shapes.shape(e).isScalar(), "no number: " + e);
    return e;
  }

  /** One of the two is a number. */
  private Sum scaled(Sum a, Sum b) {
    require(isNumber(a) || isNumber(b), "a product of arrays that is no matrix product");
    return times(a, b);
  }

  private static boolean isNumber(Sum s) {
    return s.terms().values().stream().allMatch(t -> t.word().letters().isEmpty());
  }

  private Sum power(Expr base, int k) {
    if (k > 0 && base instanceof Expr.Call c && c.is("norm") && k % 2 == 0) {
      return power(Exprs.call("normsq", c.arg()), k / 2);
    }
    var b = number(of(scalar(base)));
    if (k < 0) {
      require(b.terms().size() == 1, "a sum below a fraction bar");
      var t = b.terms().values().iterator().next();
      var over = new TreeMap<String, Integer>();
      t.word().numbers().forEach((n, x) -> over.put(n, k * x));
      return single(t.times().pow(k), over, List.of());
    }
    var product = single(Rational.ONE, Map.of(), List.of());
    for (int i = 0; i < k; i++) {
      product = times(product, b);
    }
    return product;
  }

  /** Words whose value is a number as numbers: each by the lesser text of it and its transpose. */
  private Sum number(Sum a) {
    var s = zero();
    for (var t : a.terms().values()) {
      var letters = t.word().letters();
      if (letters.isEmpty()) {
        add(s, t.times(), t.word());
        continue;
      }
      var one = String.join(" ", texts(letters));
      var other = String.join(" ", texts(transposed(letters)));
      add(s, t.times(), new Word(together(t.word().numbers(), Map.of("<" + (one.compareTo(other) <= 0 ? one : other) + ">", 1)), List.of()));
    }
    return s;
  }

  private Sum call(Expr.Call c) {
    var shape = shapes.shape(c); // fits
    return switch (c.function().name()) {
      case "transpose" -> transposed(of(c.arg()));
      case "inverse" -> inverse(of(c.arg()), shape);
      case "identity" -> single(Rational.ONE, Map.of(), List.of());
      case "normsq" -> number(squares(c.arg()));
      case "trace" -> trace(of(c.arg()), shapes.shape(c.arg()).rows());
      case "matmul" -> {
        var product = single(Rational.ONE, Map.of(), List.of());
        for (var f : c.args()) {
          product = times(product, of(f));
        }
        yield shape.isScalar() ? number(product) : product;
      }
      default -> throw new Rejected("no word: " + c);
    };
  }

  private Sum inverse(Sum a, Shape shape) {
    require(shape.isSquare() && !shape.isScalar(), "the inverse of " + shape);
    if (a.terms().size() == 1) {
      var t = a.terms().values().iterator().next();
      var over = new TreeMap<String, Integer>();
      t.word().numbers().forEach((n, k) -> over.put(n, -k));
      if (t.word().letters().stream().allMatch(l -> l.shape().isSquare())) {
        var product = single(t.times().reciprocal(), over, List.of());
        for (int i = t.word().letters().size() - 1; i >= 0; i--) {
          product = times(product, inverse(t.word().letters().get(i)));
        }
        return product;
      }
      return times(single(t.times().reciprocal(), over, List.of()),
          single(Rational.ONE, Map.of(), List.of(inverseLetter(single(Rational.ONE, Map.of(), t.word().letters()), shape))));
    }
    lead(a);
    return single(Rational.ONE, Map.of(), List.of(inverseLetter(a, shape)));
  }

  private Sum inverse(Letter l) {
    if (!l.isInverse() && orthonormal.columns().contains(l.name()) && orthonormal.rows().contains(l.name())) {
      return single(Rational.ONE, Map.of(), List.of(transposed(l)));
    }
    return l.isInverse() ? l.of() : single(Rational.ONE, Map.of(), List.of(inverseLetter(single(Rational.ONE, Map.of(), List.of(l)), l.shape())));
  }

  /** Each word by the least text of its rotations and those of its transpose, after what cancels in one of them. */
  private Sum trace(Sum a, Expr size) {
    var s = zero();
    for (var t : a.terms().values()) {
      trace(t, size, s, 0);
    }
    return s;
  }

  private void trace(Term t, Expr size, Sum into, int depth) {
    require(depth < 20, "too many words");
    var letters = t.word().letters();
    if (letters.isEmpty()) {
      require(size instanceof Expr.Sym || size instanceof Expr.Num, "the size " + size);
      var n = size instanceof Expr.Num k ? single(k.value(), Map.of(), List.of()) : single(Rational.ONE, Map.of("#" + size, 1), List.of());
      n.terms().values().forEach(x -> add(into, t.times().times(x.times()), new Word(together(t.word().numbers(), x.word().numbers()), List.of())));
      return;
    }
    String least = null;
    for (int i = 0; i < letters.size(); i++) {
      var turned = new ArrayList<>(letters.subList(i, letters.size()));
      turned.addAll(letters.subList(0, i));
      var less = reduced(new Word(t.word().numbers(), turned));
      if (less != null) {
        var rows = turned.getFirst().shape().rows();
        less.terms().values().forEach(x -> trace(new Term(t.times().times(x.times()), x.word()), rows, into, depth + 1));
        return;
      }
      for (var text : List.of(String.join(" ", texts(turned)), String.join(" ", texts(transposed(turned))))) {
        least = least == null || text.compareTo(least) < 0 ? text : least;
      }
    }
    add(into, t.times(), new Word(together(t.word().numbers(), Map.of("tr<" + least + ">", 1)), List.of()));
  }

  // --- derivatives -------------------------------------------------------------------------------------------

  /** A number as a sum of words that have not become numbers. Only sums and multiples of products. */
  private Sum open(Expr e) {
    return switch (e) {
      case Expr.Add a -> a.args().stream().map(this::open).reduce(zero(), (x, y) -> plus(x, y, Rational.ONE));
      case Expr.Mul m -> {
        var product = single(Rational.ONE, Map.of(), List.of());
        for (var f : m.args()) {
          var next = open(f);
          require(isNumber(product) || isNumber(next), "a product of products");
          product = times(product, next);
        }
        yield product;
      }
      case Expr.Call c when c.is("matmul") -> c.args().stream().map(this::of).reduce(single(Rational.ONE, Map.of(), List.of()), this::times);
      case Expr.Call c when c.is("normsq") -> squares(c.arg());
      case Expr.Pow p when p.base() instanceof Expr.Call c && c.is("norm") && p.exponent().equals(Exprs.num(2)) -> squares(c.arg());
      default -> of(e);
    };
  }

  private Sum squares(Expr v) {
    require(shapes.shape(v).isColumn(), "the norm of a matrix");
    var s = of(v);
    return times(transposed(s), s);
  }

  /** The gradient by a column x: of {@code u·x·v} it is uᵀ times the number v, of {@code u·xᵀ·v} it is v times the number u. */
  private Sum gradient(Sum body, String x) {
    var s = zero();
    for (var t : body.terms().values()) {
      var numbers = t.word().numbers();
      require(numbers.keySet().stream().noneMatch(n -> n.contains("<")), "a number with words in it");
      var letters = t.word().letters();
      require(letters.stream().noneMatch(l -> l.isInverse() && mentions(l.of(), x)), "an inverse that depends on " + x);
      for (int i = 0; i < letters.size(); i++) {
        var l = letters.get(i);
        if (!l.isInverse() && l.name().equals(x)) {
          var before = single(Rational.ONE, numbers, letters.subList(0, i));
          var after = single(t.times(), Map.of(), letters.subList(i + 1, letters.size()));
          s = plus(s, l.transposed() ? times(number(before), after) : times(transposed(before), number(after)), Rational.ONE);
        }
      }
    }
    return s;
  }

  private static boolean mentions(Sum s, String x) {
    return s.terms().values().stream().anyMatch(t -> t.word().numbers().keySet().stream().anyMatch(n -> n.contains("<") || n.equals("#" + x))
        || t.word().letters().stream().anyMatch(l -> l.isInverse() ? mentions(l.of(), x) : l.name().equals(x)));
  }
}
