package org.gradus.grade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.NotationException;
import org.gradus.verify.Answer;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;

/** Marks formulas by proof: right is what the kernel proves equal to the key on the assignment's domain. */
final class FormulaGrader {

  private static final int MAX_LENGTH = 5_000;
  private static final int[] DENOMINATORS = {1, 2, 3, 4, 5, 6, 8, 10, 12};

  private static final int MAX_REMEMBERED = 20_000;

  private final Assignment assignment;
  private final Feedback level;
  private final Map<String, Answer> verdicts = new ConcurrentHashMap<>();
  private final Map<Item.Target, List<String>> keys = new ConcurrentHashMap<>();

  FormulaGrader(Assignment assignment) {
    this.assignment = assignment;
    this.level = assignment.feedback();
  }

  Mark mark(Item item, Submission.Formula answer) {
    return mark(item, key(item.target(), 0), answer);
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
    String slip = null;
    for (int i = 0; i < n; i++) {
      var part = mark(item, key(target, i), new Submission.Formula(List.of(answer.components().get(i)), 0, List.of()));
      points = points.plus(part.points().dividedBy(Rational.of(n)));
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
    return new Mark(item.id(), points, item.points(), verdict, String.join("; ", words), slip);
  }

  /** The right formula, in plain text. */
  String key(Item.Target target, int component) {
    return switch (target) {
      case Item.Key k -> k.formula();
      case Item.Derivative d -> keys(target, () -> Collections.singletonList(derivative(d.function(), d.by(), d.order()))).getFirst();
      case Item.Gradient g -> keys(target, () -> g.parameters().stream().map(p -> derivative(g.function(), p, 1)).toList()).get(component);
    };
  }

  /** Found once for a class. Without any the assignment is refused before somebody is graded. */
  private List<String> keys(Item.Target target, Supplier<List<String>> found) {
    var known = keys.get(target);
    if (known == null) {
      known = found.get();
      keys.put(target, known);
    }
    return known;
  }

  private String derivative(String function, String by, int order) {
    return ask("derivative", Map.of("function", function, "var", by, "order", order)).value();
  }

  private Answer ask(String op, Map<String, Object> fields) {
    var all = new LinkedHashMap<String, Object>(fields);
    all.put("assume", assignment.assume());
    return Requests.answer(new Request(null, op, all));
  }

  /** Whoever gives the same answer gets the same verdict; in a class there are few different ones. */
  private Answer compare(Item item, String key, String claimed) {
    String same;
    try {
      same = item.id() + '\0' + key + '\0' + Requests.read(claimed).expr();
    } catch (NotationException | StackOverflowError _) {
      return compared(item, key, claimed); // which says what is wrong with it
    }
    var known = verdicts.get(same);
    if (known == null) {
      known = compared(item, key, claimed);
      if (verdicts.size() < MAX_REMEMBERED) {
        verdicts.put(same, known);
      }
    }
    return known;
  }

  private Answer compared(Item item, String key, String claimed) {
    return item.target() instanceof Item.Derivative d
        ? ask("derivative", Map.of("function", d.function(), "var", d.by(), "order", d.order(), "claimed", claimed))
        : ask("equal", Map.of("lhs", claimed, "rhs", key));
  }

  private Mark mark(Item item, String key, Submission.Formula answer) {
    Answer best = null;
    String read = null;
    for (var reading : withProducts(answer.readings(), item, key)) {
      if (reading.length() > MAX_LENGTH) {
        return broken(item, answer, "the formula is longer than " + MAX_LENGTH + " characters");
      }
      var verdict = compare(item, key, reading);
      if (best == null || rank(verdict) < rank(best)) {
        best = verdict;
        read = reading;
      }
      if (rank(best) == 0) {
        break;
      }
    }
    return switch (best == null ? "ERROR" : best.verdict()) {
      case "PROVED", "TESTED" -> right(item, key, read, answer);
      case "REFUTED" -> wrong(item, key, read, best, answer);
      case "ERROR" -> broken(item, answer, best == null ? "no answer was found" : best.reason());
      default -> new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.OPEN,
          "neither proved nor refuted; a person has to look" + (best.reason() == null ? "" : " (" + best.reason() + ")"), null);
    };
  }

  /** The readings, and those with {@code wx} for the product of w and x where the assignment knows these alone. */
  private List<String> withProducts(List<String> readings, Item item, String key) {
    var all = new ArrayList<>(readings);
    var known = known(item, key);
    for (var reading : readings) {
      try {
        var e = Requests.read(reading).expr();
        var products = new LinkedHashMap<Expr, Expr>();
        for (var s : Trees.freeSymbols(e)) {
          var letters = s.name().chars().mapToObj(c -> String.valueOf((char) c)).toList();
          if (!known.contains(s.name()) && letters.size() > 1 && letters.size() <= 6 && known.containsAll(letters)) {
            products.put(s, Exprs.mul(letters.stream().<Expr>map(Exprs::sym).toList()));
          }
        }
        if (!products.isEmpty()) {
          all.add(Trees.substitute(e, products).toString());
        }
      } catch (NotationException | StackOverflowError _) {
        // said where it is compared
      }
    }
    return all;
  }

  private Set<String> known(Item item, String key) {
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(Requests.read(key).expr()).forEach(s -> names.add(s.name()));
    switch (item.target()) {
      case Item.Key _ -> { }
      case Item.Derivative d -> Trees.freeSymbols(Requests.read(d.function()).expr()).forEach(s -> names.add(s.name()));
      case Item.Gradient g -> {
        names.addAll(g.parameters());
        names.addAll(g.inputs());
      }
    }
    return names;
  }

  private static int rank(Answer a) {
    return switch (a.verdict()) {
      case "PROVED" -> 0;
      case "TESTED" -> 1;
      case "REFUTED" -> 2;
      case "UNDECIDED" -> 3;
      default -> 4;
    };
  }

  private Mark broken(Item item, Submission.Formula answer, String why) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, at(answer) + "cannot be read: " + why, "unreadable");
  }

  private static String at(Submission.Formula answer) {
    return answer.line() > 0 ? "line " + answer.line() + ": " : "";
  }

  private Mark right(Item item, String key, String read, Submission.Formula answer) {
    var lack = formLack(item.form(), key, read);
    if (lack == null) {
      return new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null);
    }
    var points = item.partial().containsKey("form") ? item.credit("form") : item.points().times(Rational.HALF);
    return new Mark(item.id(), points, item.points(), Mark.Verdict.PARTIAL, level.tells(Feedback.LINE) ? at(answer) + "right, but " + lack : "", "form");
  }

  private static String formLack(Item.Form form, String key, String read) {
    try {
      var e = Requests.read(read).expr();
      if (!form.names().isEmpty()) {
        for (var s : Trees.freeSymbols(e)) {
          if (!form.names().contains(s.name())) {
            return "it is to be written in terms of " + String.join(", ", form.names()) + ", without " + s;
          }
        }
      }
      if (form.vectorised() && Trees.any(e, x -> x instanceof Expr.Big || x instanceof Expr.Indexed)) {
        return "it is to be written with vectors and matrices, without sums and components";
      }
      int most = Trees.size(Requests.read(key).expr(), MAX_LENGTH);
      return form.simplified() && Trees.size(e, MAX_LENGTH) > most ? "it is to be simplified" : null;
    } catch (NotationException _) {
      return null; // it was read in another way before
    }
  }

  private Mark wrong(Item item, String key, String read, Answer verdict, Submission.Formula answer) {
    var credit = Rational.ZERO;
    String slip = null;
    String words = null;
    var inBrackets = read.startsWith("$") ? "$-\\left(" + read.substring(1, read.length() - 1) + "\\right)$" : "-(" + read + ")";
    if (proved(compare(item, key, inBrackets))) {
      slip = "sign";
      words = "the sign is wrong";
      credit = item.credit("sign");
    } else {
      var factor = factor(item, key, read);
      if (factor != null) {
        slip = "factor";
        words = "off by the factor " + factor;
        credit = item.credit("factor");
      }
    }
    var wrongSteps = answer.steps().stream().filter(s -> s.verdict().equals("REFUTED")).toList();
    long good = answer.steps().stream().filter(s -> s.verdict().equals("PROVED") || s.verdict().equals("TESTED")).count();
    if (wrongSteps.size() == 1 && good == answer.steps().size() - 1 && good > 0) {
      credit = max(credit, item.credit("carried"));
    }
    if (!answer.steps().isEmpty()) {
      credit = max(credit, item.credit("steps").times(Rational.of(good, answer.steps().size())));
    }
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG,
        feedback(key, read, verdict, answer, wrongSteps, words), slip == null ? "other" : slip);
  }

  private static Rational max(Rational a, Rational b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static boolean proved(Answer a) {
    return rank(a) <= 1;
  }

  /** The constant that the answer is the key times, if it is a simple one. */
  private Rational factor(Item item, String key, String read) {
    var point = new LinkedHashMap<String, Object>();
    int i = 3;
    for (var s : Trees.freeSymbols(Requests.read(read).expr())) {
      point.put(s.name(), "1/" + i++);
    }
    for (var s : Trees.freeSymbols(Requests.read(key).expr())) {
      point.putIfAbsent(s.name(), "1/" + i++);
    }
    var got = ask("evaluate", Map.of("expr", read, "at", point)).value();
    var want = ask("evaluate", Map.of("expr", key, "at", point)).value();
    if (got == null || want == null || number(want) == 0) {
      return null;
    }
    double ratio = number(got) / number(want);
    for (int d : DENOMINATORS) {
      double n = ratio * d;
      if (Math.abs(n) < 1000 && Math.rint(n) != 0 && Math.abs(n - Math.rint(n)) < 1e-9 * Math.max(1, Math.abs(n))) {
        var factor = Rational.of((long) Math.rint(n), d);
        if (factor.isOne()) {
          return null;
        }
        return proved(ask("equal", Map.of("lhs", read, "rhs", "(" + factor + ")*(" + plain(key) + ")"))) ? factor : null;
      }
    }
    return null;
  }

  private static String plain(String formula) {
    return Requests.read(formula).expr().toString();
  }

  private static double number(String text) {
    int bar = text.indexOf('/');
    return bar < 0 ? Double.parseDouble(text) : Double.parseDouble(text.substring(0, bar)) / Double.parseDouble(text.substring(bar + 1));
  }

  private String feedback(String key, String read, Answer verdict, Submission.Formula answer, List<Submission.Step> wrongSteps, String slip) {
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
    if (level.tells(Feedback.COUNTEREXAMPLE) && verdict.counterexample() != null) {
      var c = verdict.counterexample();
      var names = new LinkedHashSet<String>();
      List.of(read, key).forEach(f -> Trees.freeSymbols(Requests.read(f).expr()).forEach(x -> names.add(x.name())));
      var point = c.point().entrySet().stream().filter(e -> names.contains(e.getKey())).map(e -> e.getKey() + " = " + e.getValue()).toList();
      parts.add("it is not right at " + String.join(", ", point));
    }
    if (level.tells(Feedback.SOLUTION)) {
      parts.add("the answer is " + key);
    }
    return String.join("; ", parts);
  }
}
