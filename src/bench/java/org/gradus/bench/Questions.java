package org.gradus.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.notation.LatexWriter;
import org.gradus.notation.PlainReader;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.gradus.verify.VerifyOptions;

/**
 * The time of one question in a warm JVM, by processor time of the thread: id, microseconds, verdict. Every repetition has
 * letters of its own, so that nothing is answered from memory.
 *
 * <pre>
 *   Questions bench/steps.jsonl            requests as 'batch' takes them
 *   Questions bench/steps.jsonl document   each as a document of one step, with its diagnosis
 * </pre>
 */
public final class Questions {

  /** Rounds over all questions before anything counts: the compiler of the JVM needs them. */
  private static final int WARM_UP = 400;

  private static final int REPEATS = 101;
  private static final Pattern LETTER = Pattern.compile("(?<![A-Za-z])([a-df-z])(?![A-Za-z])");

  private Questions() {}

  /** What is to be timed, with the letters of its turn. */
  private interface Question {
    String ask();
  }

  public static void main(String[] args) throws IOException {
    boolean documents = args.length > 1 && args[1].equals("document");
    var questions = new ArrayList<Map<String, String>>();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      var fields = new LinkedHashMap<String, String>();
      new ObjectMapper().readTree(line).properties().forEach(e -> fields.put(e.getKey(), e.getValue().asText()));
      questions.add(fields);
    }
    int turn = 0;
    for (; turn < (documents ? WARM_UP / 4 : WARM_UP); turn++) {
      for (var q : questions) {
        question(q, turn, documents).ask();
      }
    }
    for (var q : questions) {
      var times = new double[REPEATS];
      var verdict = "";
      for (int i = 0; i < REPEATS; i++) {
        var question = question(q, turn++, documents);
        long start = now();
        verdict = question.ask();
        times[i] = (now() - start) / 1e3;
      }
      Arrays.sort(times);
      System.out.printf(Locale.ROOT, "%s %.1f %s%n", q.get("id"), times[REPEATS / 2], verdict);
    }
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Question question(Map<String, String> written, int turn, boolean document) {
    var fields = new LinkedHashMap<String, Object>();
    written.forEach((name, text) -> {
      if (!List.of("id", "op", "expected").contains(name)) {
        fields.put(name, name.equals("to") ? text : LETTER.matcher(text).replaceAll("$1_" + turn));
      }
    });
    if (!document) {
      var request = new Request(null, written.get("op"), fields);
      return () -> Requests.answer(request).verdict();
    }
    var text = ("$$ \\frac{d}{d" + latex(fields.get("var")) + "} \\left(" + latex(fields.get("function")) + "\\right) = "
        + latex(fields.get("claimed")) + " $$\n").getBytes(StandardCharsets.UTF_8);
    var options = new VerifyOptions(true, Duration.ofSeconds(20));
    return () -> String.valueOf(DocumentVerifier.verify("q.md", text, options).claims().getLast().verdict());
  }

  private static String latex(Object plain) {
    return LatexWriter.write(PlainReader.parse((String) plain));
  }
}
