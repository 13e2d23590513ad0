package org.gradus.grade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Rational;
import org.gradus.gradient.Sample;
import org.gradus.gradient.Samples;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;

/** Grades submissions of one assignment. Thread-safe; the same submission always gets the same marks. */
public final class Grader {

  /** The most time for one item; programs have limits of their own below it. */
  public static final Duration ITEM_TIME = Duration.ofSeconds(150);

  /** The most time for reading one submission, the steps of its derivations included. */
  public static final Duration READ_TIME = Duration.ofSeconds(60);

  private final Assignment assignment;
  private final FormulaGrader formulas;
  private final Sandbox.Limits limits;
  private final Map<String, List<Sample>> points = new LinkedHashMap<>();

  /** Throws where the function of an item has no gradient to compare with. */
  public Grader(Assignment assignment) throws GradingException {
    this(assignment, Sandbox.Limits.USUAL);
  }

  Grader(Assignment assignment, Sandbox.Limits limits) throws GradingException {
    this.assignment = assignment;
    this.limits = limits;
    formulas = new FormulaGrader(assignment);
    for (var item : assignment.items()) {
      if (item.target() instanceof Item.Gradient target) {
        try {
          points.put(item.id(), Samples.of(Requests.read(target.function()).expr(), target.parameters(), target.inputs(),
              Assumed.parse(assignment.assume()), target.samples(), item.id().hashCode()));
        } catch (IllegalArgumentException | ArithmeticException e) {
          throw new GradingException("item " + item.id() + ": " + e.getMessage());
        }
      }
      try {
        formulas.references(item);
      } catch (IllegalArgumentException | NotationException e) {
        throw new GradingException("item " + item.id() + ": " + e.getMessage());
      }
    }
  }

  /** The marks of a submission. Never throws for what a student handed in. */
  public Grades grade(Path path) {
    var submission = TimeLimit.run(READ_TIME, () -> SubmissionReader.read(path, assignment),
        why -> new Submission(SubmissionReader.student(path), Map.of(), List.of("cannot be read: " + why)));
    var marks = new ArrayList<Mark>();
    for (var item : assignment.items()) {
      var answer = submission.answers().get(item.id());
      marks.add(answer == null ? new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.MISSING, "", "missing")
          : TimeLimit.run(ITEM_TIME, () -> mark(item, answer), why -> broken(item, why)));
    }
    return new Grades(submission.student(), marks, submission.problems(),
        submission.answers().values().stream().anyMatch(Submission.Program.class::isInstance) ? Sandbox.wall().words() : null);
  }

  private static Mark broken(Item item, String why) {
    return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, why, "broken");
  }

  private Mark mark(Item item, Submission.Answer answer) {
    boolean gradient = item.target() instanceof Item.Gradient;
    return switch (answer) {
      case Submission.Formula f when gradient -> formulas.mark(item, new Submission.Formulas(Lists.split(f.readings().getFirst())));
      case Submission.Formula f -> formulas.mark(item, f);
      case Submission.Formulas f when gradient -> formulas.mark(item, f);
      case Submission.Numbers n when gradient -> NumberGrader.mark(item, n.rows(), points.get(item.id()), assignment.feedback());
      case Submission.Program p when gradient -> {
        var outcome = Programs.run(p, points.get(item.id()), limits);
        yield outcome.failure() != null ? broken(item, outcome.failure())
            : NumberGrader.mark(item, outcome.rows(), points.get(item.id()), assignment.feedback());
      }
      case Submission.Formulas _ -> broken(item, "one formula is asked for, not a list");
      case Submission.Numbers _, Submission.Program _ -> broken(item, "a formula is asked for");
    };
  }

  /** The published points of the items that can be answered by numbers, for {@code --export-inputs}. */
  public Map<String, List<Map<String, double[]>>> inputs() {
    var all = new LinkedHashMap<String, List<Map<String, double[]>>>();
    points.forEach((id, samples) -> all.put(id, samples.stream().map(s -> {
      var m = new LinkedHashMap<String, double[]>();
      m.put("parameters", s.parameters());
      m.put("inputs", s.inputs());
      return (Map<String, double[]>) m;
    }).toList()));
    return all;
  }
}
