package org.gradus.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The derivations that come with gradus, each verified once for all tests of a JVM, without witnesses but with certificates. */
public final class Derivations {

  private static final Map<Path, Verified> DONE = new ConcurrentHashMap<>();

  private Derivations() {}

  /**
   * What came of a derivation.
   *
   * @param certificates by the ids of the steps
   */
  public record Verified(FileReport report, Map<String, Object> certificates) {}

  /** Their files in Markdown, in the order of their names. */
  public static List<Path> files() throws IOException {
    try (var files = Files.list(Path.of("derivations"))) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** All of them, verified side by side, in the order of their names. */
  public static List<Verified> all() throws IOException {
    return files().parallelStream().map(f -> {
      try {
        return verified(f);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).toList();
  }

  /** The report and the certificates of a file. */
  public static Verified verified(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    return DONE.computeIfAbsent(file, f -> {
      var certificates = new ConcurrentHashMap<String, Object>();
      Certificates.Store store = (id, certificate) -> {
        certificates.put(id, certificate);
        return id;
      };
      return new Verified(DocumentVerifier.verify(f.toString(), content, new VerifyOptions(true, Duration.ofMinutes(10), store)), certificates);
    });
  }
}
