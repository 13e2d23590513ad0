package org.gradus.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.Judgement;
import org.gradus.verify.Reference;
import org.gradus.verify.Requests;

/** Marks formulas by proof: right is what the kernel proves equal to the key on the assignment's domain. */
final class FormulaGrader {

  private static final int MAX_LENGTH = 5_000;

  private final Feedback level;
  private final Verdicts verdicts;

  FormulaGrader(Assignment assignment) {
    level = assignment.feedback();
    verdicts = new Verdicts(assignment.scalars(), level.tells(Feedback.SLIP));
  }

  /** The right answers to an item, one for each parameter of a gradient. */
  List<Reference> references(Item item) {
    return verdicts.references(item.target());
  }

  Mark mark(Item item, Submission.Formula answer) {
    return mark(item, references(item).getFirst(), answer);
  }

  /** A gradient, component by component: right if all are. */
  Mark mark(Item item, Submission.Formulas answer) {
    var target = (Item.Gradient) item.target();
    int n = target.parameters().size();
    if (answer.components().size() != n) {
      return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG,
          level.tells(Feedback.LINE) ? "expected " + n + " components, by " + String.join(", ", target.parameters()) : "", "shape");
    }
    var points = Rational.ZERO;
    var verdict = Mark.Verdict.RIGHT;
    var words = new ArrayList<String>();
    var read = new ArrayList<String>();
    String slip = null;
    for (int i = 0; i < n; i++) {
      var part = mark(item, references(item).get(i), new Submission.Formula(List.of(answer.components().get(i)), 0, List.of()));
      points = points.plus(part.points().dividedBy(Rational.of(n)));
      read.add(part.read() == null ? "?" : part.read());
      if (part.verdict() != Mark.Verdict.RIGHT) {
        verdict = part.verdict() == Mark.Verdict.OPEN || verdict == Mark.Verdict.OPEN ? Mark.Verdict.OPEN
            : points.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG;
        slip = slip == null ? part.slip() : slip;
        if (level.tells(Feedback.LINE)) {
          words.add("by " + target.parameters().get(i) + ": " + (part.feedback().isEmpty() ? "wrong" : part.feedback()));
        }
      }
    }
    if (verdict == Mark.Verdict.WRONG && points.signum() > 0) {
      verdict = Mark.Verdict.PARTIAL;
    }
    return new Mark(item.id(), points, item.points(), verdict, String.join("; ", words), slip, "[" + String.join(", ", read) + "]");
  }

  /** One way to read an answer, and what is said of it so read. */
  private record Reading(Expr formula, Judgement verdict) {}

  private Mark mark(Item item, Reference reference, Submission.Formula answer) {
    Reading best = null;
    String unread = null;
    boolean handedBack = false;
    for (var text : answer.readings()) {
      if (text.length() > MAX_LENGTH) {
        return broken(item, answer, "the formula is longer than " + MAX_LENGTH + " characters");
      }
      try {
        if (isOpen(Requests.read(text).expr()) && !isOpen(reference.answer())) {
          handedBack = true;
          continue;
        }
        for (var e : withProducts(Requests.read(text).expr(), item, reference)) {
          var read = new Reading(e, verdicts.judge(reference, e));
          best = best == null || rank(read.verdict()) < rank(best.verdict()) ? read : best;
        }
      } catch (NotationException e) {
        unread = unread != null ? unread : e.getMessage() + (e.hint() == null ? "" : "; " + e.hint());
      } catch (StackOverflowError _) {
        unread = "it is nested too deeply";
      }
      if (best != null && rank(best.verdict()) == 0) {
        break;
      }
    }
    if (best == null && handedBack) {
      return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG,
          level.tells(Feedback.LINE) ? at(answer) + "a derivative, limit or integral is left to be carried out" : "", "not-carried-out");
    }
    if (best == null) {
      return broken(item, answer, unread == null ? "no answer was found" : unread);
    }
    var mark = switch (best.verdict().verdict()) {
      case "PROVED", "TESTED" -> right(item, reference, best, answer);
      case "REFUTED" -> wrong(item, reference, best, answer);
      default -> open(item, best.verdict().reason(), level);
    };
    return mark.readAs(best.formula().toString());
  }

  /** The reason may speak of the right answer, and is for the teacher. */
  static Mark open(Item item, String reason, Feedback level) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.OPEN, "neither proved nor refuted; a person has to look"
        + (reason != null && level.tells(Feedback.SOLUTION) ? " (" + reason + ")" : ""), reason);
  }

  /** The formula, and that with {@code wx} for the product of w and x where the assignment knows these alone. */
  private static List<Expr> withProducts(Expr e, Item item, Reference reference) {
    var known = known(item, reference);
    var products = new LinkedHashMap<Expr, Expr>();
    for (var s : Trees.freeSymbols(e)) {
      var letters = s.name().chars().mapToObj(c -> String.valueOf((char) c)).toList();
      if (!known.contains(s.name()) && letters.size() > 1 && letters.size() <= 6 && known.containsAll(letters)) {
        products.put(s, Exprs.mul(letters.stream().<Expr>map(Exprs::sym).toList()));
      }
    }
    return products.isEmpty() ? List.of(e) : List.of(e, Trees.substitute(e, products));
  }

  /** The names that the item speaks of. */
  private static Set<String> known(Item item, Reference reference) {
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(reference.answer()).forEach(s -> names.add(s.name()));
    switch (item.target()) {
      case Item.Key _, Item.Net _ -> { }
      case Item.Derivative d -> Trees.freeSymbols(Requests.read(d.function()).expr()).forEach(s -> names.add(s.name()));
      case Item.Gradient g -> {
        names.addAll(g.parameters());
        names.addAll(g.inputs());
      }
    }
    return names;
  }

  private static int rank(Judgement j) {
    return switch (j.verdict()) {
      case "PROVED" -> 0;
      case "TESTED" -> 1;
      case "REFUTED" -> 2;
      default -> 3;
    };
  }

  private Mark broken(Item item, Submission.Formula answer, String why) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, at(answer) + "cannot be read: " + why, "unreadable");
  }

  private static String at(Submission.Formula answer) {
    return answer.line() > 0 ? "line " + answer.line() + ": " : "";
  }

  private Mark right(Item item, Reference reference, Reading read, Submission.Formula answer) {
    var lack = formLack(item.form(), reference.answer(), read.formula());
    if (lack == null) {
      return new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null);
    }
    return new Mark(item.id(), formCredit(item), item.points(), Mark.Verdict.PARTIAL, level.tells(Feedback.LINE) ? at(answer) + "right, but " + lack : "", "form");
  }

  static Rational formCredit(Item item) {
    return item.partial().containsKey("form") ? item.credit("form") : item.points().times(Rational.HALF);
  }

  /** Whether the question is handed back as its answer, whatever it is worth: such a formula is not even carried out. */
  private static boolean isOpen(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff || x instanceof Expr.At || x instanceof Expr.Limit || x instanceof Expr.Integral
        || x instanceof Expr.Apply f && f.primes() > 0);
  }

  private static String formLack(Item.Form form, Expr key, Expr answer) {
    if (!form.names().isEmpty()) {
      for (var s : Trees.freeSymbols(answer)) {
        if (!form.names().contains(s.name())) {
          return "it is to be written in terms of " + String.join(", ", form.names()) + ", without " + s;
        }
      }
    }
    if (form.vectorised() && Trees.any(answer, x -> x instanceof Expr.Big || x instanceof Expr.Indexed)) {
      return "it is to be written with vectors and matrices, without sums and components";
    }
    return form.simplified() && Trees.size(answer, MAX_LENGTH) > Trees.size(key, MAX_LENGTH) ? "it is to be simplified" : null;
  }

  private Mark wrong(Item item, Reference reference, Reading read, Submission.Formula answer) {
    var fault = verdicts.fault(reference, read.formula(), read.verdict());
    var credit = Rational.ZERO;
    String slip = "other";
    String words = null;
    if (fault.factor() != null) {
      boolean sign = fault.factor().equals(Rational.ONE.negate());
      slip = sign ? "sign" : "factor";
      words = sign ? "the sign is wrong" : "off by the factor " + fault.factor();
      credit = item.credit(slip);
    } else if (stranger(item, reference, read.formula()) instanceof String name) {
      slip = "name";
      words = name + " is no name that the item speaks of";
    } else if (fault.slip() != null) {
      slip = fault.slip().slip() != null ? fault.slip().slip() : fault.slip().kind();
      words = told(fault.slip(), level);
    }
    credit = max(credit, stepCredit(item, answer));
    var wrongSteps = answer.steps().stream().filter(s -> s.verdict().equals("REFUTED")).toList();
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG,
        feedback(reference, read, answer, wrongSteps, words), slip);
  }

  /** For the steps on the way to a wrong answer. */
  static Rational stepCredit(Item item, Submission.Formula answer) {
    var credit = Rational.ZERO;
    long wrong = answer.steps().stream().filter(s -> s.verdict().equals("REFUTED")).count();
    long good = answer.steps().stream().filter(s -> s.verdict().equals("PROVED") || s.verdict().equals("TESTED")).count();
    if (wrong == 1 && good == answer.steps().size() - 1 && good > 0) {
      credit = item.credit("carried");
    }
    return answer.steps().isEmpty() ? credit : max(credit, item.credit("steps").times(Rational.of(good, answer.steps().size())));
  }

  /** What a student is told of a slip: its kind, and the place where it tells nothing more; what belongs there is the solution. */
  static String told(Diagnosis slip, Feedback level) {
    return level.tells(Feedback.SOLUTION) || slip.kind().equals("sign") || slip.explanation() == null ? slip.message() : slip.explanation();
  }

  /** A name that does not occur in the item, with its code points where it only looks like one that does. */
  private static String stranger(Item item, Reference reference, Expr answer) {
    var known = known(item, reference);
    for (var s : Trees.freeSymbols(answer)) {
      if (!known.contains(s.name())) {
        return s.name().chars().allMatch(c -> c < 0x250) ? s.name()
            : s.name() + " (" + String.join(" ", s.name().codePoints().mapToObj(c -> "U+%04X".formatted(c)).toList()) + ")";
      }
    }
    return null;
  }

  private static Rational max(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private String feedback(Reference reference, Reading read, Submission.Formula answer, List<Submission.Step> wrongSteps, String slip) {
    var parts = new ArrayList<String>();
    if (level.tells(Feedback.LINE)) {
      if (!wrongSteps.isEmpty()) {
        var first = wrongSteps.getFirst();
        parts.add("line " + first.line() + " does not follow from the one before"
            + (level.tells(Feedback.SLIP) && first.message() != null ? ": " + first.message() : ""));
      } else if (answer.line() > 0) {
        parts.add("line " + answer.line() + " is not the answer");
      }
    }
    if (level.tells(Feedback.SLIP) && slip != null) {
      parts.add(slip);
    }
    if (level.tells(Feedback.COUNTEREXAMPLE) && read.verdict().counterexample() != null) {
      var names = new LinkedHashSet<String>();
      List.of(read.formula(), reference.answer()).forEach(f -> Trees.freeSymbols(f).forEach(x -> names.add(x.name())));
      var point = read.verdict().counterexample().point().entrySet().stream().filter(e -> names.contains(e.getKey()))
          .map(e -> e.getKey() + " = " + e.getValue()).toList();
      parts.add("it is not right at " + String.join(", ", point));
    }
    if (level.tells(Feedback.SOLUTION)) {
      parts.add("the answer is " + reference.answer());
    }
    return String.join("; ", parts);
  }
}
