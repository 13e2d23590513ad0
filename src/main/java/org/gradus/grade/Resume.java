package org.gradus.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gradus.expr.Rational;

/** Keeps the grades of a run beside its results, by a digest of assignment and submission, so that only what changed is graded again. */
public final class Resume {

  /** Grades of another version of the rules are not taken over. */
  private static final String RULES = "5";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Assignment assignment;

  /** In the given folder; with null nothing is kept. */
  public Resume(Path out, Assignment assignment) throws IOException {
    folder = out == null ? null : Files.createDirectories(out.resolve(".graded"));
    this.assignment = assignment;
  }

  /** The grades of an unchanged submission, or null. */
  public Grades known(Path submission) {
    if (folder == null) {
      return null;
    }
    try {
      var file = folder.resolve(digest(submission) + ".json");
      if (!Files.exists(file)) {
        return null;
      }
      var root = JSON.readTree(file.toFile());
      var marks = new ArrayList<Mark>();
      for (JsonNode m : root.get("marks")) {
        marks.add(new Mark(m.get("item").asText(), rational(m.get("points")), rational(m.get("max")), Mark.Verdict.valueOf(m.get("verdict").asText()),
            m.get("feedback").asText(), text(m.get("slip")), text(m.get("read"))));
      }
      var problems = new ArrayList<String>();
      root.get("problems").forEach(p -> problems.add(p.asText()));
      return new Grades(root.get("student").asText(), marks, problems, text(root.get("wall")));
    } catch (IOException | RuntimeException e) {
      return null; // half a file of an interrupted run
    }
  }

  /** Remembers the grades. */
  public void keep(Path submission, Grades grades) {
    if (folder == null) {
      return;
    }
    try {
      var root = JSON.createObjectNode().put("student", grades.student()).put("wall", grades.wall());
      var marks = root.putArray("marks");
      for (var m : grades.marks()) {
        marks.addObject().put("item", m.item()).put("points", m.points().toString()).put("max", m.max().toString())
            .put("verdict", m.verdict().name()).put("feedback", m.feedback()).put("slip", m.slip())
            .put("read", m.read());
      }
      var problems = root.putArray("problems");
      grades.problems().forEach(problems::add);
      var file = folder.resolve(digest(submission) + ".json");
      var half = folder.resolve(digest(submission) + ".part");
      JSON.writeValue(half.toFile(), root);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // it will be graded again
    }
  }

  private static String text(JsonNode n) {
    return n.isNull() ? null : n.asText();
  }

  private static Rational rational(JsonNode n) {
    var parts = n.asText().split("/");
    var num = new BigInteger(parts[0]);
    return parts.length == 1 ? Rational.of(num) : Rational.of(num).dividedBy(Rational.of(new BigInteger(parts[1])));
  }

  private String digest(Path submission) throws IOException {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    add(sha, RULES, assignment.digest(), submission.getFileName().toString(), Sandbox.wall().name());
    List<Path> files;
    if (Files.isDirectory(submission, LinkOption.NOFOLLOW_LINKS)) {
      try (var list = Files.list(submission)) {
        files = list.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).sorted().limit(SubmissionReader.MAX_FILES).toList();
      }
    } else {
      files = List.of(submission);
    }
    for (var file : files) {
      add(sha, file.getFileName().toString(), Long.toString(Files.size(file)), Boolean.toString(Files.isExecutable(file)));
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= SubmissionReader.MAX_FILE) {
        sha.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void add(MessageDigest sha, String... parts) {
    for (var p : parts) {
      sha.update(p.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
    }
  }
}
