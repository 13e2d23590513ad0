package org.gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.grade.Assignment;
import org.gradus.grade.AssignmentReader;
import org.gradus.grade.GradeFiles;
import org.gradus.grade.GradeTable;
import org.gradus.grade.Grader;
import org.gradus.grade.Grades;
import org.gradus.grade.GradingException;
import org.gradus.grade.Resume;
import org.gradus.grade.SubmissionReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades submitted gradients. */
@Command(name = "grade", description = "Grades submitted gradients: formulas by proof, numbers and programs by comparison.",
    footer = {"", "  gradus grade assignment.md submissions --out grades",
      "  gradus grade assignment.md --export-inputs inputs.json"})
final class GradeCommand implements Callable<Integer> {

  private final Console console;

  @Spec
  CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ASSIGNMENT", description = "A Markdown file with items and keys in its front matter.")
  Path assignment;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "SUBMISSIONS",
      description = "A folder with one file or folder for each student, or single ones.")
  List<Path> submissions = List.of();

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Option(names = "--out", paramLabel = "DIR", description = "Write grades.csv, overview.html, solutions.md, junit.xml and a page for each student there; "
      + "what is already there and has not changed is not graded again.")
  Path out;

  @Option(names = "--export-inputs", paramLabel = "FILE", description = "Write the points at which numbers are compared, and stop.")
  Path inputs;

  @Option(names = "--threads", paramLabel = "N", description = "How many submissions at once (default: the processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  GradeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be 1 at least");
    }
    Assignment read;
    Grader grader;
    try {
      read = AssignmentReader.read(Inputs.read(assignment).text());
      grader = new Grader(read);
    } catch (Inputs.Unreadable e) {
      console.say(e.getMessage());
      return ExitCode.UNREADABLE;
    } catch (GradingException e) {
      console.say(assignment + ": " + e.getMessage());
      return ExitCode.UNREADABLE;
    }
    if (inputs != null) {
      try {
        Files.writeString(inputs, new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(grader.inputs()) + "\n",
            StandardCharsets.UTF_8);
      } catch (IOException _) {
        throw new ParameterException(spec.commandLine(), "--export-inputs " + inputs + ": cannot be written");
      }
      return ExitCode.OK;
    }
    var students = students(read);
    if (students.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no submissions: name a folder with one file or folder for each student");
    }
    if (out != null) {
      writable(out);
    }
    var all = grade(read, grader, students);
    console.out().print(GradeTable.of(read, all));
    if (out != null) {
      GradeFiles.write(out, read, grader.solutions(), all);
    }
    return ExitCode.OK;
  }

  /** Told before an hour of grading, and not after it. */
  private void writable(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException _) {
      throw new ParameterException(spec.commandLine(), "--out " + folder + ": is not a folder that can be made");
    }
    if (!Files.isWritable(folder)) {
      throw new ParameterException(spec.commandLine(), "--out " + folder + ": nothing can be written there");
    }
  }

  private List<Path> students(Assignment read) throws IOException {
    var found = new ArrayList<Path>();
    for (var path : submissions) {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new ParameterException(spec.commandLine(), path + ": no such file or folder");
      }
      if (submissions.size() == 1 && Files.isDirectory(path) && !SubmissionReader.isOneStudent(path, read)) {
        try (var list = Files.list(path)) {
          list.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().forEach(found::add);
        }
      } else {
        found.add(path);
      }
    }
    return found;
  }

  private List<Grades> grade(Assignment read, Grader grader, List<Path> students) throws InterruptedException, IOException {
    var resume = new Resume(out, read);
    var done = new AtomicInteger();
    try (var workers = new Workers(Math.min(threads, students.size()))) {
      var jobs = new ArrayList<CompletableFuture<Grades>>();
      for (var student : students) {
        jobs.add(workers.submit(() -> {
          var grades = resume.known(student);
          if (grades == null) {
            grades = grader.grade(student);
            resume.keep(student, grades);
          }
          progress(done.incrementAndGet(), students.size());
          return grades;
        }));
      }
      var all = new ArrayList<Grades>();
      for (var job : jobs) {
        try {
          all.add(job.get());
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
      return all;
    }
  }

  private synchronized void progress(int done, int of) {
    if (console.progress()) {
      int full = 30 * done / of;
      console.err().print("\r" + "█".repeat(full) + "░".repeat(30 - full) + " " + done + "/" + of + (done == of ? "\n" : ""));
      console.err().flush();
    }
  }
}
