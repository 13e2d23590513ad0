package org.gradus.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.FileReport;
import org.gradus.verify.VerifyOptions;
import org.opentest4j.AssertionFailedError;

/** Documents, verified. */
final class Derivations {

  private Derivations() {}

  /** The documents that a path names: itself, or all in the folder, by name. */
  static List<Path> documents(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path.toAbsolutePath() + ": no such document");
    }
    try (var walk = Files.walk(path)) {
      var found = walk.filter(Files::isRegularFile).filter(f -> f.equals(path) || f.toString().matches(".*\\.(md|markdown|tex|ipynb)")).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(path.toAbsolutePath() + ": no document (.md, .tex, .ipynb) is in it");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FileReport verify(Path document) {
    try {
      return DocumentVerifier.verify(document.toString(), Files.readAllBytes(document), new VerifyOptions(false, VerifyOptions.DEFAULT_TIMEOUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Step> steps(FileReport report) {
    return report.claims().stream().filter(c -> c.verdict() != null || c.expected() != null).map(c -> new Step(report.file(), c));
  }

  /** What could not be read, a message each. */
  static List<String> problems(FileReport report) {
    return report.problems().stream().map(p -> report.file() + ":" + p.line() + ":" + p.column() + ": " + p.message()).toList();
  }

  static void check(Path path, Accept weakest) {
    var wrong = new ArrayList<String>();
    int steps = 0;
    for (var document : documents(path)) {
      var report = verify(document);
      wrong.addAll(problems(report));
      for (var step : steps(report).toList()) {
        steps++;
        if (!Step.passes(step.report(), weakest)) {
          wrong.add(step.message());
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionFailedError(path + ": " + wrong.size() + " of " + steps + " steps do not hold\n\n" + String.join("\n\n", wrong));
    }
    if (steps == 0) {
      throw new AssertionFailedError(path + " claims nothing: there is no step to check");
    }
  }
}
