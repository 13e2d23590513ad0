package org.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.gradus.report.JsonReport;
import org.gradus.verify.Answer;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.gradus.verify.VerifyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers requests, one JSON object a line, in their order. */
@Command(
    name = "batch",
    description = "Answers requests on standard input, one JSON object a line, in their order.",
    footer = {"", "  {\"id\":\"7\",\"op\":\"equal\",\"lhs\":\"2x\",\"rhs\":\"x+x\",\"assume\":[\"x > 0\"]}",
      "",
      "Operations: equal, equivalent, derivative, limit, bound, convex, evaluate, parse."})
final class BatchCommand implements Callable<Integer> {

  /** A request longer than this is not one. */
  static final int LONGEST_LINE = 1_000_000;

  private static final int AHEAD = 1024;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

  private final Console console;

  @Spec
  CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "json", description = "json, the only one.")
  String format;

  @Option(names = "--threads", paramLabel = "N", description = "How many at once (default: the processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--timeout", paramLabel = "TIME", converter = Seconds.class,
      description = "The most time for a request (default: 20s).")
  Duration timeout = VerifyOptions.DEFAULT_TIMEOUT;

  @Option(names = "--no-timings", description = "Leave times out.")
  boolean noTimings;

  BatchCommand(Console console) {
    this.console = console;
  }

  /** An answer with the time it took. */
  private record Timed(Answer answer, double millis) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!format.equals("json")) {
      throw new ParameterException(spec.commandLine(), "batch speaks json only");
    }
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be 1 at least");
    }
    var answers = new ArrayBlockingQueue<CompletableFuture<Timed>>(AHEAD);
    var end = new CompletableFuture<Timed>();
    var writer = new Thread(() -> write(answers, end), "writer");
    writer.start();
    try (var workers = new Workers(threads);
        var in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null && writer.isAlive(); line = in.readLine()) {
        if (!line.isBlank()) {
          answers.put(answer(line, workers));
        }
      }
      answers.put(end);
      writer.join();
    }
    return ExitCode.OK;
  }

  private CompletableFuture<Timed> answer(String line, Workers workers) {
    Request request;
    try {
      request = read(line);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(new Timed(Answer.error(idOf(line), e.getMessage()), 0));
    }
    return workers.submit(
        () -> {
          long start = System.nanoTime();
          var answer = BatchCommand.answer(request);
          return new Timed(answer, (System.nanoTime() - start) / 1e6);
        },
        timeout,
        () -> new Timed(Answer.undecided(request.id(), "out of time"), timeout.toMillis()));
  }

  /** The answer to a request; whatever goes wrong is said in it. */
  static Answer answer(Request request) {
    try {
      return Requests.answer(request);
    } catch (StackOverflowError e) {
      return Answer.undecided(request.id(), "too deeply nested");
    } catch (OutOfMemoryError e) {
      return Answer.undecided(request.id(), "out of memory");
    } catch (RuntimeException | LinkageError | AssertionError e) {
      return Answer.error(request.id(), "a mistake in gradus: " + e);
    }
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if it is not one, saying why
   */
  private static Request read(String line) {
    if (line.length() > LONGEST_LINE) {
      throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters");
    }
    Map<String, Object> fields;
    try {
      fields = JSON.readValue(line, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
    }
    if (fields == null) {
      throw new IllegalArgumentException("not a JSON object: null");
    }
    var id = fields.remove("id");
    if (!(fields.remove("op") instanceof String op)) {
      throw new IllegalArgumentException("no operation: \"op\" is missing");
    }
    return new Request(id == null ? null : id.toString(), op, fields);
  }

  /** The id of a line that is an object but not a request, as far as it can be told. */
  private static String idOf(String line) {
    try {
      var id = line.length() > LONGEST_LINE ? null : JSON.readTree(line).get("id");
      return id == null || id.isNull() ? null : id.asText();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void write(BlockingQueue<CompletableFuture<Timed>> answers, CompletableFuture<Timed> end) {
    try {
      for (var next = answers.take(); next != end; next = answers.take()) {
        var timed = next.get();
        console.out().print(JsonReport.line(timed.answer(), noTimings ? -1 : timed.millis()));
        // Someone may wait for this answer before asking again.
        if (answers.isEmpty() && console.out().checkError()) {
          return;
        }
      }
    } catch (IOException | ExecutionException e) {
      console.bug("", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      console.out().flush();
      // Whoever fills the queue must not wait for one who has gone.
      answers.clear();
    }
  }
}
