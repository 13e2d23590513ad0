package org.gradus.grade;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.Reference;

/** Marks formulas by proof: right is what the kernel proves equal to the key on the assignment's domain. */
final class FormulaGrader {

  private final Feedback level;
  private final Verdicts verdicts;
  private final BuiltUpon builtUpon;
  private final CarriedForward carried;

  FormulaGrader(Assignment assignment) {
    level = assignment.feedback();
    verdicts = new Verdicts(assignment.scalars());
    builtUpon = new BuiltUpon(assignment, verdicts);
    carried = new CarriedForward(verdicts, builtUpon);
  }

  /** The right answers to an item, one for each component. */
  List<Reference> references(Item item) {
    return verdicts.references(item, builtUpon.right(item));
  }

  /**
   * A key has to be right itself: nobody could answer the item else.
   *
   * @throws GradingException where it is not
   */
  void check(Item item, Reference reference) throws GradingException {
    var said = verdicts.opinion(reference, reference.answer());
    boolean shortened = Trees.any(reference.answer(), x -> x instanceof Expr.Call c && c.is("component")); // a name for people
    if (said.standing() != Verdicts.Standing.RIGHT && !shortened) {
      throw new GradingException("item " + item.id() + ": the right answer " + reference.answer() + " cannot be shown to be right itself"
          + (said.reason() == null ? "" : " (" + said.reason() + ")"));
    }
    var lack = item.target() instanceof Item.Key && item.from().isEmpty() ? Forms.lack(item.form(), reference.answer(), reference.answer()) : null;
    if (lack != null) {
      throw new GradingException("item " + item.id() + ": the key is not in the form that is asked for: " + lack);
    }
  }

  /** Whether the function of an item has nothing to do with a name. */
  boolean isWithout(Item item, String name) {
    var names = builtUpon.right(item);
    return BuiltUpon.texts(item).stream().noneMatch(t -> Trees.any(Verdicts.read(t, names), x -> x.equals(Verdicts.read(name, Map.of()))
        || x instanceof Expr.Indexed i && Verdicts.read(name, Map.of()) instanceof Expr.Indexed by && by.base().equals(i.base())));
  }

  BuiltUpon builtUpon() {
    return builtUpon;
  }

  Own.Graded mark(Item item, Submission.Formula answer, Own.Earlier earlier) {
    return mark(item, 0, answer, earlier);
  }

  /** Component by component: right if all are. */
  Own.Graded mark(Item item, Submission.Formulas answer, Own.Earlier earlier) {
    var names = components(item);
    int n = names.size();
    if (answer.components().size() != n) {
      return Own.Graded.of(new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG,
          level.tells(Feedback.LINE) ? "expected " + n + " components: " + String.join(", ", names) : "", "shape"));
    }
    var points = Rational.ZERO;
    var verdicts = new ArrayList<Mark.Verdict>();
    var words = new ArrayList<String>();
    var read = new ArrayList<String>();
    var own = new ArrayList<Expr>();
    String slip = null;
    for (int i = 0; i < n; i++) {
      var graded = mark(item, i, new Submission.Formula(List.of(answer.components().get(i)), 0, List.of()), earlier);
      var part = graded.mark();
      points = points.plus(part.points().dividedBy(Rational.of(n)));
      read.add(part.read() == null ? "?" : part.read());
      verdicts.add(part.verdict());
      if (graded.own() instanceof Own.Formulas f) {
        own.addAll(f.components());
      }
      if (part.verdict() != Mark.Verdict.RIGHT) {
        slip = slip == null ? part.slip() : slip;
        if (level.tells(Feedback.LINE)) {
          words.add(names.get(i) + ": " + (part.feedback().isEmpty() ? "wrong" : part.feedback()));
        }
      }
    }
    var mark = new Mark(item.id(), points, item.points(), together(verdicts, points), String.join("; ", words), slip, "[" + String.join(", ", read) + "]");
    return new Own.Graded(mark, own.size() == n ? new Own.Formulas(own) : null);
  }

  private static Mark.Verdict together(List<Mark.Verdict> parts, Rational points) {
    return parts.contains(Mark.Verdict.OPEN) ? Mark.Verdict.OPEN
        : parts.stream().allMatch(v -> v == Mark.Verdict.RIGHT) ? Mark.Verdict.RIGHT
        : parts.stream().allMatch(v -> v == Mark.Verdict.RIGHT || v == Mark.Verdict.CARRIED) ? Mark.Verdict.CARRIED
        : points.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG;
  }

  private static List<String> components(Item item) {
    return switch (item.target()) {
      case Item.Gradient g -> g.parameters().stream().map(p -> "by " + p).toList();
      case Item.Values v -> IntStream.rangeClosed(1, v.formulas().size()).mapToObj(i -> "component " + i).toList();
      case Item.Key _, Item.Derivative _, Item.Net _ -> List.of("the answer");
    };
  }

  /** One way to read an answer, and what is held of it so read. */
  private record Reading(Expr formula, Verdicts.Opinion opinion) {}

  private Own.Graded mark(Item item, int component, Submission.Formula answer, Own.Earlier earlier) {
    var reference = references(item).get(component);
    var known = Readings.known(item, reference);
    var readings = Readings.of(answer.readings(), known, Readings.isOpen(reference.answer()));
    if (readings.formulas().isEmpty()) {
      return Own.Graded.of(readings.handedBack() ? new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG,
          level.tells(Feedback.LINE) ? at(answer) + "a derivative, limit or integral is left to be carried out" : "", "not-carried-out")
          : new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, at(answer) + "cannot be read: " + readings.unread(), "unreadable"));
    }
    Reading best = null;
    for (var e : readings.formulas()) {
      var read = new Reading(e, opinion(item, reference, e));
      best = best == null || isLikelier(read, best, known) ? read : best;
      if (best.opinion().standing() == Verdicts.Standing.RIGHT) {
        break;
      }
    }
    var mark = switch (best.opinion().standing()) {
      case RIGHT -> right(item, reference, best, answer);
      case WRONG -> wrong(item, component, best, answer, known, earlier);
      case OPEN -> open(item, best.opinion().reason(), level);
    };
    // with the names of earlier answers it builds upon what was right
    return new Own.Graded(mark.readAs(best.formula().toString()), new Own.Formulas(List.of(carried.withRight(item, best.formula()))));
  }

  private Verdicts.Opinion opinion(Item item, Reference reference, Expr e) {
    var claimed = carried.withRight(item, e);
    var opinion = verdicts.opinion(reference, claimed);
    return opinion.standing() == Verdicts.Standing.RIGHT ? opinion : verdicts.accepted(item, builtUpon.right(item)).stream()
        .map(other -> verdicts.opinion(other, claimed)).filter(o -> o.standing() == Verdicts.Standing.RIGHT).findFirst().orElse(opinion);
  }

  /** Whether the one reading is to be taken and not the other: what is open in the names of the item is not wrong because of a stranger's. */
  private static boolean isLikelier(Reading one, Reading other, Set<String> known) {
    if (one.opinion().standing() == Verdicts.Standing.RIGHT || other.opinion().standing() == Verdicts.Standing.RIGHT) {
      return other.opinion().standing() != Verdicts.Standing.RIGHT;
    }
    boolean strange = Readings.stranger(known, one.formula()) != null;
    return strange == (Readings.stranger(known, other.formula()) != null) ? rank(one.opinion()) < rank(other.opinion()) : !strange;
  }

  private static int rank(Verdicts.Opinion o) {
    return switch (o.judgement().verdict()) {
      case "PROVED" -> o.standing() == Verdicts.Standing.RIGHT ? 0 : 1;
      case "TESTED" -> 1;
      case "REFUTED" -> 2;
      default -> 3;
    };
  }

  /** The reason may speak of the right answer, and is for the teacher. */
  static Mark open(Item item, String reason, Feedback level) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.OPEN, "neither proved nor refuted; a person has to look"
        + (reason != null && level.tells(Feedback.SOLUTION) ? " (" + reason + ")" : ""), reason);
  }

  private static String at(Submission.Formula answer) {
    return answer.line() > 0 ? "line " + answer.line() + ": " : "";
  }

  private Mark right(Item item, Reference reference, Reading read, Submission.Formula answer) {
    var lack = Forms.lack(item.form(), reference.answer(), read.formula());
    return lack == null ? new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null)
        : new Mark(item.id(), Forms.credit(item), item.points(), Mark.Verdict.PARTIAL, level.tells(Feedback.LINE) ? at(answer) + "right, but " + lack : "", "form");
  }

  private Mark wrong(Item item, int component, Reading read, Submission.Formula answer, Set<String> known, Own.Earlier earlier) {
    var reference = references(item).get(component);
    var follows = carried.standing(item, component, read.formula(), earlier);
    if (follows == Verdicts.Standing.RIGHT && Forms.lack(item.form(), reference.answer(), read.formula()) == null) {
      return new Mark(item.id(), item.points().times(CarriedForward.share(item)), item.points(), Mark.Verdict.CARRIED,
          level.tells(Feedback.LINE) ? at(answer) + CarriedForward.words(item, earlier) : "", null);
    }
    if (follows == Verdicts.Standing.OPEN) {
      return open(item, "whether it follows from " + CarriedForward.sources(item, earlier) + " is not decided", level);
    }
    var claimed = carried.withRight(item, read.formula());
    var credit = Rational.ZERO;
    String slip = "other";
    String words = null;
    var factor = verdicts.factor(reference, claimed);
    var stranger = Readings.stranger(known, claimed);
    if (factor.isPresent()) {
      boolean sign = factor.get().equals(Rational.ONE.negate());
      slip = sign ? "sign" : "factor";
      words = sign ? "the sign is wrong" : "off by the factor " + factor.get();
      credit = item.credit(slip);
    } else if (stranger != null) {
      slip = "name";
      words = stranger + " is no name that the item speaks of";
    } else if (level.tells(Feedback.SLIP)) {
      var found = verdicts.slip(reference, claimed);
      slip = found.map(d -> d.slip() != null ? d.slip() : d.kind()).orElse(slip);
      words = found.map(d -> told(d, level)).orElse(null);
    }
    credit = max(credit, StepCredit.of(item, answer.steps(), claimed, new FormulaSteps(item, reference, verdicts)));
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG,
        feedback(reference, read, answer, words), slip);
  }

  /** What a student is told of a slip: its kind, and the place where it tells nothing more; what belongs there is the solution. */
  static String told(Diagnosis slip, Feedback level) {
    return level.tells(Feedback.SOLUTION) || slip.kind().equals("sign") || slip.explanation() == null ? slip.message() : slip.explanation();
  }

  private static Rational max(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private String feedback(Reference reference, Reading read, Submission.Formula answer, String slip) {
    var parts = new ArrayList<String>();
    if (level.tells(Feedback.LINE)) {
      var first = answer.steps().stream().filter(Submission.Step::isRefuted).findFirst();
      first.ifPresent(s -> parts.add("line " + s.line() + " does not follow from the one before"
          + (level.tells(Feedback.SLIP) && s.message() != null ? ": " + s.message() : "")));
      if (first.isEmpty() && answer.line() > 0) {
        parts.add("line " + answer.line() + " is not the answer");
      }
    }
    if (level.tells(Feedback.SLIP) && slip != null) {
      parts.add(slip);
    }
    var refuted = read.opinion().judgement().counterexample();
    if (level.tells(Feedback.COUNTEREXAMPLE) && refuted != null) {
      var names = new LinkedHashSet<String>();
      List.of(read.formula(), reference.answer()).forEach(f -> Trees.freeSymbols(f).forEach(x -> names.add(x.name())));
      parts.add("it is not right at " + String.join(", ", refuted.point().entrySet().stream().filter(e -> names.contains(e.getKey()))
          .map(e -> e.getKey() + " = " + e.getValue()).toList()));
    }
    if (level.tells(Feedback.SOLUTION)) {
      parts.add("the answer is " + reference.answer());
    }
    return String.join("; ", parts);
  }
}
