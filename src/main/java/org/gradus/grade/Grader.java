package org.gradus.grade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Rational;
import org.gradus.notation.NotationException;

/** Grades submissions of one assignment. Thread-safe; the same submission always gets the same marks. */
public final class Grader {

  /** The most time for one formula. Proofs and searches count their work; this is for what they do not see. */
  public static final Duration FORMULA_TIME = Duration.ofSeconds(60);

  /** The most time for one program, which has limits of its own below it. */
  public static final Duration PROGRAM_TIME = Duration.ofSeconds(150);

  /** The most time for reading one submission, the steps of its derivations included. */
  public static final Duration READ_TIME = Duration.ofSeconds(60);

  private final Assignment assignment;
  private final FormulaGrader formulas;
  private final ArrayGrader arrays;
  private final Sandbox.Limits limits;
  private final CarriedNumbers carried;
  private final Map<String, Published> points = new LinkedHashMap<>();
  private final List<Solution> solutions = new ArrayList<>();

  /** Throws where the function of an item has no gradient to compare with. */
  public Grader(Assignment assignment) throws GradingException {
    this(assignment, Sandbox.Limits.USUAL);
  }

  Grader(Assignment assignment, Sandbox.Limits limits) throws GradingException {
    this.assignment = assignment;
    this.limits = limits;
    formulas = new FormulaGrader(assignment);
    arrays = new ArrayGrader(assignment);
    carried = new CarriedNumbers(assignment, formulas.builtUpon(), points);
    for (var item : assignment.items()) {
      onlyNumbers(item);
      try {
        var published = Published.of(item, assignment.scalars(), formulas.builtUpon(), carried);
        if (published != null) {
          points.put(item.id(), published);
        }
        solutions.addAll(solutions(item));
      } catch (IllegalArgumentException | NotationException e) {
        throw new GradingException("item " + item.id() + ": " + e.getMessage());
      }
    }
  }

  /** What is carried forward are formulas of numbers. */
  private void onlyNumbers(Item item) throws GradingException {
    for (var id : item.from().values()) {
      if (arrays.concerns(item) || arrays.concerns(formulas.builtUpon().item(id))) {
        throw new GradingException("item " + item.id() + ": answers with vectors or matrices cannot be built upon");
      }
    }
  }

  /** The right answers; one that automatic differentiation or finite differences speak against is none. */
  private List<Solution> solutions(Item item) throws GradingException {
    if (item.target() instanceof Item.Net net) {
      return List.of(new Solution(item.id(), "all weights and biases", net.spec().sizes() + ": the engine's backward pass", Map.of("finite differences", "agrees")));
    }
    if (arrays.concerns(item)) {
      return List.of(arrays.solution(item));
    }
    var found = new ArrayList<Solution>();
    for (var reference : formulas.references(item)) {
      var by = switch (item.target()) {
        case Item.Derivative d -> d.by();
        case Item.Gradient g -> g.parameters().get(found.size());
        case Item.Values _ -> "component " + (found.size() + 1);
        case Item.Key _, Item.Net _ -> null;
      };
      if (by != null && item.target() instanceof Item.Derivative && formulas.isWithout(item, by)) {
        throw new GradingException("item " + item.id() + ": the function does not speak of " + by);
      }
      var witnesses = reference.witnesses();
      if (witnesses.containsValue("disagrees")) {
        throw new GradingException("item " + item.id() + ": its derivative was found to be " + reference.answer() + ", but " + witnesses);
      }
      formulas.check(item, reference);
      found.add(new Solution(item.id(), by, reference.answer().toString(), witnesses));
    }
    return found;
  }

  /** The right answers, item by item; those of a gradient one by one. */
  public List<Solution> solutions() {
    return List.copyOf(solutions);
  }

  /** The marks of a submission. Never throws for what a student handed in. */
  public Grades grade(Path path) {
    var submission = TimeLimit.run(READ_TIME, () -> SubmissionReader.read(path, assignment),
        why -> new Submission(SubmissionReader.student(path), Map.of(), List.of("cannot be read: " + why)));
    var marks = new LinkedHashMap<String, Own.Graded>();
    for (var item : assignment.items()) {
      var answer = submission.answers().get(item.id());
      var earlier = new Own.Earlier(Map.copyOf(marks));
      marks.put(item.id(), answer == null ? Own.Graded.of(new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.MISSING, "", "missing"))
          : TimeLimit.run(answer instanceof Submission.Program ? PROGRAM_TIME : FORMULA_TIME, () -> mark(item, answer, earlier),
              why -> Own.Graded.of(broken(item, why))));
    }
    return new Grades(submission.student(), marks.values().stream().map(Own.Graded::mark).toList(), submission.problems(),
        submission.answers().values().stream().anyMatch(Submission.Program.class::isInstance) ? Sandbox.wall().words() : null);
  }

  private static Mark broken(Item item, String why) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, why, "broken");
  }

  private Own.Graded mark(Item item, Submission.Answer answer, Own.Earlier earlier) {
    return switch (answer) {
      case Submission.Formula f when item.isList() -> formulas.mark(item, new Submission.Formulas(Lists.split(f.readings().getFirst())), earlier);
      case Submission.Formulas f when item.isList() -> formulas.mark(item, f, earlier);
      case Submission.Numbers n when points.containsKey(item.id()) -> numbers(item, n.rows(), earlier);
      case Submission.Program p when points.containsKey(item.id()) -> {
        var outcome = Programs.run(p, points.get(item.id()), limits);
        yield outcome.failure() != null ? Own.Graded.of(broken(item, outcome.failure())) : numbers(item, outcome.rows(), earlier);
      }
      case Submission.Formula _, Submission.Formulas _ when item.target() instanceof Item.Net -> Own.Graded.of(broken(item, "numbers or a program are asked for"));
      case Submission.Formula f -> arrays.concerns(item) ? Own.Graded.of(arrays.mark(item, f)) : formulas.mark(item, f, earlier);
      case Submission.Formulas _ -> Own.Graded.of(broken(item, "one formula is asked for, not a list"));
      case Submission.Numbers _, Submission.Program _ -> Own.Graded.of(broken(item, "a formula is asked for"));
    };
  }

  private Own.Graded numbers(Item item, List<List<Double>> rows, Own.Earlier earlier) {
    var published = points.get(item.id());
    int n = published.names().size();
    var level = assignment.feedback();
    if (rows.size() != published.samples().size() || rows.stream().anyMatch(r -> r.size() != n)) {
      return Own.Graded.of(new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG, level.tells(Feedback.LINE)
          ? "expected " + published.samples().size() + " rows of " + n + " numbers" : "", "shape"));
    }
    var mark = published.layout() != null ? NetworkGrader.mark(item, rows, published, level) : NumberGrader.mark(item, rows, published, level);
    var follows = mark.verdict() == Mark.Verdict.RIGHT ? null : carried.follows(item, rows, earlier);
    return new Own.Graded(follows == null ? mark : follows.fromRight() ? new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null)
        : new Mark(item.id(), item.points().times(CarriedForward.share(item)), item.points(), Mark.Verdict.CARRIED,
            level.tells(Feedback.LINE) ? CarriedForward.words(item, earlier) : "", null), new Own.Numbers(rows));
  }

  /** The published points of the items that can be answered by numbers, for {@code --export-inputs}. */
  public Map<String, List<Map<String, Object>>> inputs() {
    var all = new LinkedHashMap<String, List<Map<String, Object>>>();
    points.forEach((id, published) -> all.put(id, published.shown()));
    return all;
  }
}
