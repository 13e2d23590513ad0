package org.gradus.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.notation.LatexWriter;
import org.gradus.notation.NotationException;
import org.gradus.verify.ArrayReference;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.Judgement;
import org.gradus.verify.Requests;

/** Marks formulas with vectors and matrices: for all sizes where a proof is found, else at small ones. */
final class ArrayGrader {

  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_REMEMBERED = 20_000;

  /** What answers are off by most often; for other factors there is the search for slips. */
  private static final List<String> FACTORS = List.of("2", "\\frac{1}{2}");

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final Assignment assignment;
  private final Feedback level;
  private final Map<Asked, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<Asked, Optional<Diagnosis>> slips = new ConcurrentHashMap<>();

  private record Asked(Item.Target target, String answer) {}

  /** What is said of an answer, or why it cannot be read. */
  private record Outcome(ArrayReference.Said said, String unread) {
    String verdict() {
      return said == null ? "ERROR" : said.judgement().verdict();
    }
  }

  ArrayGrader(Assignment assignment) {
    this.assignment = assignment;
    level = assignment.feedback();
  }

  /** Whether an item speaks of a vector or a matrix. */
  boolean concerns(Item item) {
    var text = switch (item.target()) {
      case Item.Key k -> k.formula();
      case Item.Derivative d -> d.function() + " " + d.by();
      case Item.Gradient _, Item.Values _, Item.Net _ -> "";
    };
    boolean latex = text.contains("$");
    return WORD.matcher(text.replaceAll("\\\\[a-zA-Z]+", " ")).results().anyMatch(w -> isOfArrays(w.group(), latex));
  }

  /** A name of a vector or matrix, or letters side by side of which one is: Xw, but not exp. */
  private boolean isOfArrays(String word, boolean latex) {
    var arrays = assignment.arrays().stream().map(ArrayGrader::name).toList();
    var letters = word.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    return arrays.contains(word) || letters.stream().anyMatch(arrays::contains)
        && (latex || assignment.assume().stream().map(ArrayGrader::name).toList().containsAll(letters) && !isFunction(word));
  }

  private static boolean isFunction(String word) {
    return Functions.all().stream().anyMatch(f -> f.name().equals(word)) || Functions.aliases().containsKey(word);
  }

  private static String name(String declared) {
    return declared.split("\\s", 2)[0];
  }

  private ArrayReference reference(Item.Target target) {
    return switch (target) {
      case Item.Key k -> ArrayReference.formula(Typed.latex(k.formula()), assignment.assume());
      case Item.Derivative d -> ArrayReference.gradient(Typed.latex(d.function()), Typed.latex(d.by()), assignment.assume());
      case Item.Gradient _, Item.Values _, Item.Net _ -> throw new IllegalArgumentException("not an item for one formula");
    };
  }

  /** The right answer in words. @throws GradingException if the question cannot be read */
  Solution solution(Item item) throws GradingException {
    if (item.target() instanceof Item.Derivative d && d.order() != 1) {
      throw new GradingException("item " + item.id() + ": of vectors and matrices there are first derivatives only");
    }
    // any answer does: what is asked has to be read, and an answer that is not right has to be told from it
    var probe = ask(item.target(), item.target() instanceof Item.Key k ? Typed.latex(k.formula()) : "0");
    if (probe.unread() != null || item.target() instanceof Item.Key && !isRight(probe)) {
      throw new GradingException("item " + item.id() + ": " + (probe.unread() != null ? probe.unread() : "the key cannot be shown to equal itself: "
          + probe.said().judgement().reason()));
    }
    return switch (item.target()) {
      case Item.Derivative d -> new Solution(item.id(), d.by(), "gradient of " + d.function(), Map.of());
      case Item.Key k -> new Solution(item.id(), null, k.formula(), Map.of());
      case Item.Gradient _, Item.Values _, Item.Net _ -> throw new IllegalArgumentException("not an item for one formula");
    };
  }

  private Outcome ask(Item.Target target, String latex) {
    var asked = new Asked(target, latex.strip());
    var known = outcomes.get(asked);
    if (known == null) {
      try {
        known = latex.length() > MAX_LENGTH ? new Outcome(null, "the formula is longer than " + MAX_LENGTH + " characters")
            : new Outcome(reference(target).judge(asked.answer()), null);
      } catch (NotationException e) {
        known = new Outcome(null, e.getMessage());
      }
      if (outcomes.size() < MAX_REMEMBERED) {
        outcomes.put(asked, known);
      }
    }
    return known;
  }

  /** For all sizes: what is right at small ones may have been made so. */
  private static boolean isRight(Outcome o) {
    return o.verdict().equals("PROVED");
  }

  /** Whether a formula is proved to be the right answer, or one of the others that count. */
  boolean isRight(Item item, String latex) {
    return isRight(ask(item.target(), latex)) || item.accept().stream().anyMatch(a -> isRight(ask(new Item.Key(a), latex)));
  }

  boolean areEqual(String l, String r) {
    return isRight(ask(new Item.Key(l), r));
  }

  /** Whether a wrong formula is off by a factor or a slip. */
  boolean isNear(Item item, String latex) {
    return ask(item.target(), latex).verdict().equals("REFUTED")
        && (isRight(ask(item.target(), "-\\left(" + latex + "\\right)")) || factor(item, latex)
        || slip(item.target(), latex) instanceof Diagnosis d && d.suggestion() != null);
  }

  /** The formula as read, in plain text; as written where it cannot be read. */
  String read(String latex) {
    var said = ask(new Item.Key(latex), latex).said();
    return said == null ? latex : said.read();
  }

  private boolean factor(Item item, String latex) {
    return FACTORS.stream().anyMatch(k -> isRight(ask(item.target(), k + " \\left(" + latex + "\\right)")));
  }

  private Diagnosis slip(Item.Target target, String latex) {
    return slips.computeIfAbsent(new Asked(target, latex.strip()), asked -> reference(target).slip(asked.answer())).orElse(null);
  }

  Mark mark(Item item, Submission.Formula answer) {
    String text = Typed.latex(answer.readings().getFirst());
    var best = said(item, text);
    if (!isRight(best) && answer.readings().size() > 1) {
      try { // with the definitions of the document put in
        var resolved = LatexWriter.write(Requests.read(answer.readings().get(1)).expr());
        var other = said(item, resolved);
        if (isRight(other) || best.said() == null) {
          best = other;
          text = resolved;
        }
      } catch (NotationException | StackOverflowError _) {
        // the answer as it was written counts
      }
    }
    var at = answer.line() > 0 ? "line " + answer.line() + ": " : "";
    if (best.said() == null) {
      return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.BROKEN, at + "cannot be read: " + best.unread(), "unreadable");
    }
    var said = best.said();
    var mark = said.isOpen() ? new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG,
        level.tells(Feedback.LINE) ? at + "a derivative, limit or integral is left to be carried out" : "", "not-carried-out")
        : isRight(best) ? right(item, said, at) : best.verdict().equals("REFUTED") ? wrong(item, text, said.judgement(), answer)
        : FormulaGrader.open(item, best.verdict().equals("TESTED") ? "no proof was found; " + said.judgement().method() : said.judgement().reason(), level);
    return mark.readAs(said.read());
  }

  /** Of the right answer and the others that count, what speaks for a formula. */
  private Outcome said(Item item, String text) {
    var first = ask(item.target(), text);
    return isRight(first) ? first : item.accept().stream().map(a -> ask(new Item.Key(a), text)).filter(ArrayGrader::isRight).findFirst().orElse(first);
  }

  private Mark right(Item item, ArrayReference.Said said, String at) {
    var lack = item.form().vectorised() && said.read().matches("(?s).*(\\bsum\\(|\\[).*") ? "it is to be written with vectors and matrices, without sums and components"
        : null;
    return lack == null ? new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null)
        : new Mark(item.id(), Forms.credit(item), item.points(), Mark.Verdict.PARTIAL, level.tells(Feedback.LINE) ? at + "right, but " + lack : "", "form");
  }

  private Mark wrong(Item item, String text, Judgement refuted, Submission.Formula answer) {
    var credit = StepCredit.of(item, answer.steps(), text, new ArraySteps(item, this));
    String slip = "other";
    String words = null;
    if (isRight(ask(item.target(), "-\\left(" + text + "\\right)"))) {
      slip = "sign";
      words = "the sign is wrong";
    } else if (factor(item, text)) {
      slip = "factor";
      words = "off by a constant factor";
    } else if (level.tells(Feedback.SLIP) && slip(item.target(), text) instanceof Diagnosis found) {
      slip = found.slip() == null ? found.kind() : found.slip();
      words = FormulaGrader.told(found, level);
    }
    if (item.credit(slip).compareTo(credit) > 0) {
      credit = item.credit(slip);
    }
    var said = new ArrayList<String>();
    if (level.tells(Feedback.LINE) && answer.line() > 0) {
      said.add("line " + answer.line() + " is not the answer");
    }
    if (level.tells(Feedback.SLIP) && words != null) {
      said.add(words);
    }
    if (level.tells(Feedback.COUNTEREXAMPLE) && refuted.counterexample() != null) {
      said.add("it is not right at " + String.join(", ", refuted.counterexample().point().entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList()));
    }
    if (level.tells(Feedback.SOLUTION) && item.target() instanceof Item.Key k) {
      said.add("the answer is " + k.formula());
    }
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG, String.join("; ", said), slip);
  }
}
