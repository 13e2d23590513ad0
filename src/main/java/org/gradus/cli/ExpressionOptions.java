package org.gradus.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.gradus.report.Colour;
import org.gradus.report.JsonReport;
import org.gradus.report.Text;
import org.gradus.verify.Answer;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.gradus.verify.VerifyOptions;
import picocli.CommandLine.Option;

/** What every command that takes an expression has in common. */
final class ExpressionOptions {

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--let", paramLabel = "DECLARATION",
      description = "What symbols are: 'z, b real', 'y in {0,1}', 'n integer', 'X in R^(n x d)'. Undeclared ones are real.")
  List<String> let = List.of();

  @Option(names = "--assume", paramLabel = "FACT", description = "What holds: 'x > 0', 'sum_k y_k = 1'.")
  List<String> assume = List.of();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  Format format = Format.text;

  @Option(names = "--strict", description = "What is only tested counts as not decided.")
  boolean strict;

  @Option(names = "--timeout", paramLabel = "TIME", converter = Seconds.class,
      description = "The most time to take (default: 20s).")
  Duration timeout = VerifyOptions.DEFAULT_TIMEOUT;

  @Option(names = "--no-timings", description = "Leave times out of JSON.")
  boolean noTimings;

  /** The expressions of the question. */
  private List<String> asked = List.of();

  /** How an answer is printed. */
  enum Format {
    text,
    json
  }

  /**
   * Asks, prints the answer, and tells the exit code.
   *
   * @param op      the operation
   * @param fields  its operands
   * @param claim   the question in words, where the answer is a verdict; null where it is a value
   */
  int ask(Console console, String op, Map<String, Object> fields, String claim) throws Exception {
    asked = fields.values().stream().filter(v -> v instanceof String).map(Object::toString).toList();
    fields.put("assume", facts());
    var request = new Request(null, op, fields);
    long start = System.nanoTime();
    Answer answer;
    try {
      answer = Workers.once(() -> Requests.answer(request), timeout, () -> Answer.undecided(null, "out of time"));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof StackOverflowError)) {
        console.bug("", e.getCause());
        return ExitCode.BUG;
      }
      answer = Answer.undecided(null, "too deeply nested");
    }
    if (format == Format.json) {
      console.out().print(JsonReport.line(answer, noTimings ? -1 : (System.nanoTime() - start) / 1e6));
    } else {
      print(console, answer, claim);
    }
    int code = ExitCode.of(answer.verdict(), strict);
    return claim == null && answer.value() == null ? ExitCode.worse(code, ExitCode.UNDECIDED) : code;
  }

  List<String> facts() {
    var facts = new ArrayList<String>();
    let.forEach(text -> facts.addAll(declarations(text)));
    facts.addAll(assume);
    return facts;
  }

  /** {@code z, b real; y in {0,1}} as one declaration a symbol. */
  static List<String> declarations(String text) {
    var all = new ArrayList<String>();
    for (var part : text.split(";")) {
      var declaration = part.strip();
      if (declaration.isEmpty()) {
        continue;
      }
      var names = declaration.split("\\s*,\\s*");
      int last = 0;
      while (last < names.length - 1 && names[last].matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
        last++;
      }
      var tail = declaration.split("\\s*,\\s*", last + 1)[last];
      int space = tail.indexOf(' ');
      for (int i = 0; i < last && space > 0; i++) {
        all.add(names[i] + tail.substring(space));
      }
      all.add(tail);
    }
    return all;
  }

  private void print(Console console, Answer answer, String claim) {
    var out = console.out();
    if ("ERROR".equals(answer.verdict())) {
      console.say(whose(answer.reason()));
      return;
    }
    if (claim != null) {
      out.println(Colour.of(answer.verdict()).paint(answer.verdict(), console.colour()) + "  " + claim);
    } else if (answer.value() != null) {
      out.println(answer.value());
    } else {
      console.say(answer.reason() == null ? "no answer" : answer.reason());
      return;
    }
    if ((claim != null || answer.verdict() == null) && answer.method() != null) {
      out.println("  by " + answer.method());
    }
    if ("disagrees".equals(answer.witnesses().get("symja"))) {
      out.println("  Symja, asked as a witness, disagrees");
    }
    if (claim == null && answer.verdict() != null && !answer.verdict().equals("PROVED")) {
      out.println("  " + Colour.of(answer.verdict()).paint(answer.verdict(), console.colour()));
    }
    list(console, "where ", answer.conditions());
    var at = answer.counterexample();
    if (at != null) {
      out.println(at.point().isEmpty() ? "  without any variable" : "  at " + Text.point(at.point()));
      out.println("    left side   " + at.lhs());
      out.println("    right side  " + at.rhs());
    }
    if (answer.relation() != null) {
      out.println("  " + answer.relation());
    }
    if (answer.reason() != null) {
      out.println("  " + answer.reason());
    }
    list(console, "holds if ", answer.holdsIf());
    if (answer.reading() != null) {
      out.println("  " + answer.reading());
    }
  }

  /** The reason with the expression it is about, where that is one of several texts. */
  private String whose(String reason) {
    return asked.stream().filter(text -> "ERROR".equals(Requests.answer(new Request(null, "parse", Map.of("expr", text))).verdict()))
        .findFirst().map(text -> "'" + text + "': " + reason)
        .orElse(let.isEmpty() && assume.isEmpty() ? reason : "--let or --assume: " + reason);
  }

  private static void list(Console console, String lead, List<String> items) {
    if (!items.isEmpty()) {
      console.out().println("  " + lead + String.join(", ", items));
    }
  }
}
