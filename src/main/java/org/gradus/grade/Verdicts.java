package org.gradus.grade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.Judgement;
import org.gradus.verify.Reference;
import org.gradus.verify.Requests;

/**
 * What is said of answers, remembered by their canonical form: whoever gives the same answer gets the same verdict, and
 * in a class many do. Thread-safe.
 */
final class Verdicts {

  /** A class of a thousand with ten items gives no more; beyond that answers are judged again. */
  private static final int MAX_REMEMBERED = 20_000;

  private final List<String> declared;
  private final Map<Meant, List<Reference>> references = new ConcurrentHashMap<>();
  private final Map<Meant, List<Reference>> expected = new ConcurrentHashMap<>();
  private final Map<Meant, List<Reference>> accepted = new ConcurrentHashMap<>();
  private final Map<Asked, Opinion> opinions = new ConcurrentHashMap<>();
  private final Map<Asked, Optional<Rational>> factors = new ConcurrentHashMap<>();
  private final Map<Asked, Optional<Diagnosis>> slips = new ConcurrentHashMap<>();

  private record Asked(Reference reference, Expr answer) {}

  private record Meant(Item item, Map<Expr, Expr> meanings) {}

  /** What is held of an answer. */
  enum Standing {
    /** Proved, and defined where the right answer is. */
    RIGHT,
    /** There is a point where it certainly differs. */
    WRONG,
    /** Neither. That it agrees at many points is no proof: who hands it in may know the points. */
    OPEN
  }

  /** @param reason why it is open, else null */
  record Opinion(Standing standing, Judgement judgement, String reason) {}

  Verdicts(List<String> declared) {
    this.declared = declared;
  }

  /**
   * The right answers to an item: one for each component.
   *
   * @param meanings what the names of earlier answers stand for
   * @throws IllegalArgumentException in words, where a function cannot be differentiated
   * @throws NotationException        where it cannot be read
   */
  List<Reference> references(Item item, Map<Expr, Expr> meanings) {
    return remembered(references, new Meant(item, meanings), () -> switch (item.target()) {
      case Item.Key k -> List.of(formula(k.formula(), meanings));
      case Item.Derivative d -> List.of(Reference.derivative(read(d.function(), meanings), read(d.by(), Map.of()), d.order(), declared));
      case Item.Gradient g -> g.parameters().stream().map(p -> Reference.derivative(read(g.function(), meanings), read(p, Map.of()), 1, declared)).toList();
      case Item.Values v -> v.formulas().stream().map(f -> formula(f, meanings)).toList();
      case Item.Net _ -> List.of();
    });
  }

  /** Other formulas that count as right. */
  List<Reference> accepted(Item item, Map<Expr, Expr> meanings) {
    return item.accept().isEmpty() ? List.of()
        : remembered(accepted, new Meant(item, meanings), () -> item.accept().stream().map(f -> formula(f, meanings)).toList());
  }

  /** What would be right if the names stood for something else: the derivatives are not put into a form to be read. */
  List<Reference> expected(Item item, Map<Expr, Expr> meanings) {
    return remembered(expected, new Meant(item, meanings), () -> switch (item.target()) {
      case Item.Derivative d -> List.of(Reference.formula(Exprs.diff(read(d.function(), meanings), read(d.by(), Map.of()), d.order()), declared));
      case Item.Gradient g -> g.parameters().stream()
          .map(p -> Reference.formula(Exprs.diff(read(g.function(), meanings), read(p, Map.of()), 1), declared)).toList();
      case Item.Key _, Item.Values _, Item.Net _ -> references(item, meanings);
    });
  }

  /** A right answer that is no item's. */
  Reference formula(Expr right) {
    return Reference.formula(right, declared);
  }

  private Reference formula(String text, Map<Expr, Expr> meanings) {
    return formula(read(text, meanings));
  }

  static Expr read(String text, Map<Expr, Expr> meanings) {
    var e = Requests.read(text).expr();
    return meanings.isEmpty() ? e : Trees.substitute(e, meanings);
  }

  Opinion opinion(Reference reference, Expr answer) {
    return remembered(opinions, new Asked(reference, answer), () -> {
      var said = reference.judge(answer);
      return switch (said.verdict()) {
        case "PROVED" -> reference.undefined(answer).map(p -> new Opinion(Standing.OPEN, said, "it is right where it is defined, but not defined"
                + (p.isEmpty() ? " where the right answer is" : " at " + point(p)))).orElse(new Opinion(Standing.RIGHT, said, null));
        case "TESTED" -> new Opinion(Standing.OPEN, said, "no proof was found; " + said.method());
        case "REFUTED" -> new Opinion(Standing.WRONG, said, null);
        default -> new Opinion(Standing.OPEN, said, said.reason());
      };
    });
  }

  private static String point(Map<String, Rational> p) {
    return String.join(", ", p.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
  }

  /** The constant that a wrong answer is off by. */
  Optional<Rational> factor(Reference reference, Expr answer) {
    return remembered(factors, new Asked(reference, answer), () -> reference.factor(answer, opinion(reference, answer).judgement()));
  }

  /** The likely slip behind a wrong answer. The search can take seconds. */
  Optional<Diagnosis> slip(Reference reference, Expr answer) {
    return remembered(slips, new Asked(reference, answer), () -> reference.slip(answer, opinion(reference, answer).judgement()));
  }

  /** Not computed under a lock: the work is long, and asks for other entries. */
  private static <K, V> V remembered(Map<K, V> known, K key, Supplier<V> work) {
    var value = known.get(key);
    if (value == null) {
      value = work.get();
      if (known.size() < MAX_REMEMBERED) {
        known.put(key, value);
      }
    }
    return value;
  }
}
