package org.gradus.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;
import org.gradus.claim.ClaimExtractor;
import org.gradus.document.DocumentException;
import org.gradus.document.Documents;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexWriter;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.FiniteDifferences;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Sampler;

/**
 * A right answer that many answers are held against. It is differentiated and put into a readable form once, and an
 * answer gets its verdict alone: assumptions under which it would be right, and the slip, are looked for only on request.
 */
public final class Reference {

  private static final Judge JUDGE = new Judge(Requests.KERNEL);
  private static final int DIGITS = 30;
  private static final int[] DENOMINATORS = {1, 2, 3, 4, 5, 6, 8, 10, 12};
  private static final int MOST_FACTOR = 1_000;
  private static final String ARRAYS = "(?:symmetric|diagonal|orthogonal|invertible|one-hot|positive\\s).*";
  private static final Pattern OF_ARRAYS = Pattern.compile("[\\p{L}\\w]+\\s+(?:in\\s+R\\^.*|" + ARRAYS + ")");
  private static final int MAX_STEP = 500;
  private static final int LOOKS = 80;
  /** One point in so many may be without a value. */
  private static final int MOST_GAPS = 8;

  /** Entries of the catalogue that say nothing but how to get from one side to the other. */
  static final Set<String> TELLING = Set.of("differs-by-factor", "differs-by-term", "unlike");

  private final Expr question;
  private final Expr answer;
  private final Assumed assumed;
  private final List<String> declared;
  private final IndexedNames components;
  private final Map<Set<Expr.Sym>, List<Map<String, Rational>>> places = new ConcurrentHashMap<>();

  private Reference(Expr question, Expr answer, Assumed assumed, List<String> declared, IndexedNames components) {
    this.question = question;
    this.answer = answer;
    this.assumed = assumed;
    this.declared = List.copyOf(declared);
    this.components = components;
  }

  /**
   * A formula that is right by itself.
   *
   * @param declared domains and assumptions, as {@link Assumed#parse} reads them
   */
  public static Reference formula(Expr key, List<String> declared) {
    return new Reference(null, key, Assumed.parse(declared), declared, null);
  }

  /**
   * The derivative of a function. Starts the computer algebra system.
   *
   * @param declared domains and assumptions, as {@link Assumed#parse} reads them
   * @throws IllegalArgumentException in words, if it cannot be differentiated
   */
  public static Reference derivative(Expr function, Expr by, int order, List<String> declared) {
    var given = Assumed.parse(declared);
    var components = IndexedNames.in(List.of(function), given);
    var f = components.of(function);
    var x = components.of(by);
    var assumed = components.of(given);
    if (!(x instanceof Expr.Sym || x instanceof Expr.Indexed)) {
      throw new IllegalArgumentException("'" + x + "' is not a variable");
    }
    Expr value;
    if (IndexJudge.concerns(f, x)) {
      var found = IndexJudge.derivative(f, x, order, assumed);
      if (found.value() == null) {
        throw new IllegalArgumentException(found.reason());
      }
      value = found.readable();
    } else {
      try {
        value = ReadableDerivative.of(f, x, order, Requests.KERNEL, assumed);
      } catch (Derivatives.NotDifferentiable e) {
        throw new IllegalArgumentException(e.getMessage());
      }
    }
    return new Reference(Exprs.diff(f, x, order), value, assumed, declared, components);
  }

  /** The right answer, to be read. */
  public Expr answer() {
    return answer;
  }

  /** Whether an answer is right. Never throws for what is asked. */
  public Judgement judge(Expr claimed) {
    return guarded(() -> {
      if (question == null) {
        return equality(claimed, answer);
      }
      var c = components.of(claimed);
      return question instanceof Expr.Diff d && !IndexJudge.concerns(d.body(), d.by())
          ? JUDGE.derivative(d.body(), d.by(), d.order(), c, assumed)
          : JUDGE.relation(RelOp.EQ, question, c, assumed);
    }, Judgement.undecided("out of budget"));
  }

  /**
   * A point at which the right answer has a value and another formula has none, if there are many such points: what is
   * proved of a formula is proved where it is defined, and one that is defined next to nowhere equals anything there. A
   * few points without a value, as at z = 0 for z/z, count for nothing. Empty for formulas with sums and components.
   */
  public Optional<Map<String, Rational>> undefined(Expr claimed) {
    return guarded(() -> {
      if (IndexJudge.concerns(claimed, answer)) {
        return Optional.empty();
      }
      var points = places.computeIfAbsent(Trees.freeSymbols(claimed), this::places);
      var there = Sampler.defined(Derivatives.carryOut(claimed), points);
      return (points.size() - there.size()) * MOST_GAPS > points.size()
          ? points.stream().filter(p -> !there.contains(p)).reduce((_, last) -> last) : Optional.empty();
    }, Optional.of(Map.of()));
  }

  /** Points off its kinks at which the right answer is defined. That a name occurs is all that another formula has to do with them. */
  private List<Map<String, Rational>> places(Set<Expr.Sym> names) {
    var wanted = Derivatives.carryOut(answer);
    var all = and(List.copyOf(names), wanted);
    var points = Sampler.offKinks(wanted, Sampler.points(all, Judge.domain(all, assumed), 2 * LOOKS));
    return Sampler.defined(wanted, points.stream().limit(LOOKS).toList());
  }

  /** Whether the right answer has the same value at all points that were looked at. */
  public boolean isConstant() {
    return guarded(() -> {
      var value = Derivatives.carryOut(answer);
      if (Trees.freeSymbols(value).isEmpty()) {
        return true;
      }
      var evaluator = new PointEvaluator(DIGITS);
      var values = Sampler.points(List.of(value), Judge.domain(List.of(value), assumed), LOOKS).stream()
          .map(p -> evaluator.enclose(value, p)).filter(Enclosure::isDefined).toList();
      return values.stream().noneMatch(v -> v.isDisjoint(values.getFirst()));
    }, true);
  }

  private static List<Expr> and(List<? extends Expr> some, Expr other) {
    var all = new ArrayList<Expr>(some);
    all.add(other);
    return all;
  }

  /** The constant, if it is a simple one, that a refuted answer is the right one times; −1 for a wrong sign. */
  public Optional<Rational> factor(Expr claimed, Judgement refuted) {
    return guarded(() -> ratio(claimed, refuted).filter(k -> equality(claimed, Exprs.mul(Exprs.num(k), answer)).isProved()), Optional.empty());
  }

  /**
   * The likely slip behind a refuted answer; none where all that can be said is what it is off by, which tells the right
   * one. The answer is looked at as it is written canonically, so that who wrote it first does not matter.
   */
  public Optional<Diagnosis> slip(Expr claimed, Judgement refuted) {
    return guarded(() -> {
      var step = LatexWriter.write(question == null ? answer : question) + " = " + LatexWriter.write(claimed);
      if (step.length() > MAX_STEP) {
        return Optional.empty();
      }
      var document = "<!-- gradus: " + directives(declared) + " -->\n\n$$" + step + "$$\n";
      try {
        var read = ClaimExtractor.read(Documents.read("answer.md", document.getBytes(StandardCharsets.UTF_8)));
        return read.claims().size() == 1 && read.claims().getFirst() instanceof Claim.Step s && s.op() == RelOp.EQ
            ? Optional.ofNullable(new Slips(ClaimVerifier.judging(read.layout())).diagnose(s, refuted, Assumed.of(s.setting())))
                .filter(d -> d.slip() == null || !TELLING.contains(d.slip()))
            : Optional.empty();
      } catch (DocumentException _) {
        return Optional.empty();
      }
    }, Optional.empty());
  }

  /** Whether something is declared of a vector or a matrix. */
  public static boolean isOfArrays(String declared) {
    return OF_ARRAYS.matcher(declared).matches();
  }

  /** The text of directives that declare the same in a document. */
  public static String directives(List<String> declared) {
    var domain = Pattern.compile("[\\p{L}\\w]+\\s+(?:in\\s.*|real|integer|" + ARRAYS + ")").asMatchPredicate();
    var let = String.join("; ", declared.stream().filter(domain).toList());
    var assume = String.join("; ", declared.stream().filter(domain.negate()).toList());
    return (let.isEmpty() ? "" : "let " + let) + (let.isEmpty() || assume.isEmpty() ? "" : "; ") + (assume.isEmpty() ? "" : "assume " + assume);
  }

  /** What automatic differentiation and finite differences say of a derivative; empty for a given formula. */
  public Map<String, String> witnesses() {
    var said = new LinkedHashMap<String, String>();
    if (question instanceof Expr.Diff d && d.by() instanceof Expr.Sym x && !IndexJudge.concerns(d.body(), x)) {
      var f = Derivatives.carryOut(d.body());
      var domain = Judge.domain(List.of(f, answer), assumed);
      said.put("automatic differentiation", AutoDiff.witness(f, x.name(), d.order(), answer, domain));
      if (d.order() == 1) {
        said.put("finite differences", FiniteDifferences.witness(f, x.name(), answer, domain));
      }
    }
    return said;
  }

  private Judgement equality(Expr l, Expr r) {
    var names = IndexedNames.in(List.of(l, r), assumed);
    return JUDGE.relation(RelOp.EQ, names.of(l), names.of(r), names.of(assumed));
  }

  /** What the two are apart by where the answer fails, if that is a simple number. */
  private Optional<Rational> ratio(Expr claimed, Judgement refuted) {
    if (refuted.counterexample() == null || IndexJudge.concerns(claimed, answer)) {
      return Optional.empty();
    }
    var point = new LinkedHashMap<String, Rational>();
    for (var e : refuted.counterexample().point().entrySet()) {
      var value = rational(e.getValue());
      if (value == null) {
        return Optional.empty();
      }
      point.put(e.getKey(), value);
    }
    if (!Trees.freeSymbols(Exprs.add(claimed, answer)).stream().allMatch(s -> point.containsKey(s.name()))) {
      return Optional.empty();
    }
    var got = PointEvaluator.enclose(Derivatives.carryOut(claimed), point, DIGITS);
    var want = PointEvaluator.enclose(Derivatives.carryOut(answer), point, DIGITS);
    if (!got.isDefined() || !want.isDefined() || want.middle().signum() == 0) {
      return Optional.empty();
    }
    double ratio = got.middle().doubleValue() / want.middle().doubleValue();
    for (int d : DENOMINATORS) {
      double n = Math.rint(ratio * d);
      if (n != 0 && Math.abs(n) < MOST_FACTOR && Math.abs(ratio * d - n) < 1e-9 * Math.abs(n)) {
        return Optional.of(Rational.of((long) n, d)).filter(k -> !k.isOne());
      }
    }
    return Optional.empty();
  }

  private static Rational rational(String text) {
    var m = Pattern.compile("(-?\\d{1,40})(?:/(\\d{1,40}))?").matcher(text);
    return !m.matches() ? null : Rational.of(new BigInteger(m.group(1)))
        .dividedBy(m.group(2) == null ? Rational.ONE : Rational.of(new BigInteger(m.group(2))));
  }

  private static <T> T guarded(Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (StackOverflowError | OutOfMemoryError e) {
      return otherwise;
    } catch (RuntimeException e) {
      if (System.getenv("GRADUS_DEBUG") != null) {
        throw e;
      }
      return otherwise;
    }
  }
}
