package org.gradus.grade;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
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
  private final boolean searched;
  private final Map<Item.Target, List<Reference>> references = new ConcurrentHashMap<>();
  private final Map<Asked, Judgement> judgements = new ConcurrentHashMap<>();
  private final Map<Asked, Fault> faults = new ConcurrentHashMap<>();

  private record Asked(Reference reference, Expr answer) {}

  /**
   * Why an answer is wrong.
   *
   * @param factor the constant it is off by, or null
   * @param slip   the likely slip, or null
   */
  record Fault(Rational factor, Diagnosis slip) {}

  /** @param searched whether slips are searched for where an answer is not off by a mere factor */
  Verdicts(List<String> declared, boolean searched) {
    this.declared = declared;
    this.searched = searched;
  }

  /**
   * The right answers to an item: one for each parameter of a gradient.
   *
   * @throws IllegalArgumentException in words, where a function cannot be differentiated
   * @throws NotationException        where it cannot be read
   */
  List<Reference> references(Item.Target target) {
    var known = references.get(target);
    if (known == null) {
      known = switch (target) {
        case Item.Key k -> List.of(Reference.formula(read(k.formula()), declared));
        case Item.Derivative d -> List.of(Reference.derivative(read(d.function()), read(d.by()), d.order(), declared));
        case Item.Gradient g -> g.parameters().stream().map(p -> Reference.derivative(read(g.function()), read(p), 1, declared)).toList();
        case Item.Net _ -> List.of();
      };
      references.put(target, known);
    }
    return known;
  }

  private static Expr read(String text) {
    return Requests.read(text).expr();
  }

  Judgement judge(Reference reference, Expr answer) {
    var asked = new Asked(reference, answer);
    var known = judgements.get(asked);
    if (known == null) {
      known = reference.judge(answer);
      if (judgements.size() < MAX_REMEMBERED) {
        judgements.put(asked, known);
      }
    }
    return known;
  }

  Fault fault(Reference reference, Expr answer, Judgement refuted) {
    var asked = new Asked(reference, answer);
    var known = faults.get(asked);
    if (known == null) {
      var factor = reference.factor(answer, refuted);
      known = new Fault(factor.orElse(null), factor.isPresent() || !searched ? null : reference.slip(answer, refuted).orElse(null));
      if (faults.size() < MAX_REMEMBERED) {
        faults.put(asked, known);
      }
    }
    return known;
  }
}
