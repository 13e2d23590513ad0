package org.gradus.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.gradus.report.Report;
import org.gradus.report.ReportFormat;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.FileReport;
import org.gradus.verify.VerifyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies documents. */
@Command(name = "verify", description = "Verifies every step of documents: Markdown, LaTeX, notebooks.",
    footer = {"", "  gradus verify homework.md", "  gradus verify --format sarif --out report.sarif notes"})
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Spec
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH",
      description = "Documents (.md, .tex, .ipynb), or folders with documents.")
  List<Path> paths;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES} (default: text).")
  ReportFormat format = ReportFormat.text;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the report there.")
  Path out;

  @Option(names = "--also", paramLabel = "FORMAT=FILE", description = "Write the report there, too, in that format.")
  Map<ReportFormat, Path> also = Map.of();

  @Option(names = "--strict", description = "What is only tested counts as not decided.")
  boolean strict;

  @Option(names = "--quick", description = "Ask the kernel only, no second witness.")
  boolean quick;

  @Option(names = "--timeout", paramLabel = "TIME", converter = Seconds.class,
      description = "The most time for a step (default: 20s).")
  Duration timeout = VerifyOptions.DEFAULT_TIMEOUT;

  @Option(names = "--all", description = "List formulas that claim nothing, too.")
  boolean all;

  @Option(names = "--no-timings", description = "Leave times out of the report.")
  boolean noTimings;

  @Option(names = "--certificates", paramLabel = "DIR",
      description = "Write the proofs there, one file a step, for 'check-certificate'.")
  Path certificates;

  @Option(names = "--threads", paramLabel = "N", description = "How many threads (default: the processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--watch", description = "Verify again what changes, until interrupted.")
  boolean watch;

  VerifyCommand(Console console) {
    this.console = console;
  }

  /** A document on its way, and which of all it is. */
  private record Job(int place, Inputs.Document document, CompletableFuture<FileReport> report) {}

  @Override
  public Integer call() throws Exception {
    if (threads < 1) {
      throw Usage.wrong(spec, "--threads must be 1 at least");
    }
    if (watch && out == null && format != ReportFormat.text) {
      throw Usage.wrong(spec, "--watch with --format " + format + " needs a file for the report: --out FILE");
    }
    if (!watch) {
      return verify(paths);
    }
    var watched = new Watch(paths);
    int code = verify(paths);
    try {
      while (watched.seesAny()) {
        var changed = watched.await();
        console.out().println();
        // A report in a file is about all documents.
        code = verify(out == null && also.isEmpty() ? changed : paths);
      }
    } catch (InterruptedException _) {
      // that is how it ends
    }
    return code;
  }

  private int verify(List<Path> named) throws Exception {
    int code = ExitCode.OK;
    var files = new LinkedHashSet<Path>();
    for (var path : named) {
      try {
        files.addAll(Inputs.find(path));
      } catch (Inputs.Unreadable e) {
        console.say(e.getMessage());
        code = ExitCode.UNREADABLE;
      }
    }
    var options = new ReportFormat.Options(out == null && console.colour(), all, !noTimings);
    var closing = new ArrayList<AutoCloseable>();
    try {
      var reports = new ArrayList<Report>();
      var first = out == null
          ? new BufferedWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8))
          : file(out);
      closing.add(out == null ? first::flush : first);
      reports.add(format.open(first, options));
      for (var more : also.entrySet()) {
        var writer = file(more.getValue());
        closing.add(writer);
        reports.add(more.getKey().open(writer, new ReportFormat.Options(false, all, !noTimings)));
      }
      try (var report = Report.all(reports)) {
        code = ExitCode.worse(code, verify(List.copyOf(files), report));
      }
      return code;
    } finally {
      for (var writer : closing) {
        writer.close();
      }
    }
  }

  private Writer file(Path path) {
    try {
      return Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw Usage.wrong(spec, "the report cannot be written: " + path + ": " + Inputs.why(e));
    }
  }

  private int verify(List<Path> files, Report report) throws IOException, InterruptedException {
    int code = ExitCode.OK;
    var options = new VerifyOptions(quick, timeout,
        certificates == null ? null : new CertificateFiles(certificates));
    var documents = new ArrayList<Inputs.Document>();
    for (var file : files) {
      try {
        documents.add(Inputs.read(file));
      } catch (Inputs.Unreadable e) {
        console.say(e.getMessage());
        code = ExitCode.UNREADABLE;
      }
    }
    try (var workers = new Workers(threads)) {
      var jobs = new ArrayList<Job>();
      for (int i : threads > 1 && documents.size() > 1 ? longestFirst(documents) : IntStream.range(0, documents.size()).toArray()) {
        var document = documents.get(i);
        jobs.add(new Job(i, document,
            workers.submit(() -> DocumentVerifier.verify(document.name(), document.content(), options, workers.helping(threads - 1)))));
      }
      jobs.sort(Comparator.comparingInt(Job::place));
      for (int i = 0; i < jobs.size(); i++) {
        progress(jobs.get(i).document().name(), i, jobs.size());
        code = ExitCode.worse(code, finish(jobs.get(i), report));
      }
    }
    return code;
  }

  /** The longest document, which would be alone at the end if it were begun last; then the others as they stand. */
  private static int[] longestFirst(List<Inputs.Document> documents) {
    int longest = IntStream.range(0, documents.size()).boxed()
        .max(Comparator.comparingInt(i -> documents.get(i).content().length)).orElseThrow();
    return IntStream.concat(IntStream.of(longest), IntStream.range(0, documents.size()).filter(i -> i != longest)).toArray();
  }

  private int finish(Job job, Report report) throws IOException, InterruptedException {
    try {
      var found = job.report().get();
      clearProgress();
      report.file(found, job.document().text());
      return ExitCode.of(found, strict);
    } catch (ExecutionException e) {
      clearProgress();
      console.bug(job.document().name(), e.getCause());
      return ExitCode.BUG;
    }
  }

  private void progress(String name, int done, int total) {
    if (console.progress() && total > 1) {
      console.err().print("\r\u001b[K" + (done + 1) + "/" + total + " " + name);
      console.err().flush();
    }
  }

  private void clearProgress() {
    if (console.progress()) {
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
  }
}
