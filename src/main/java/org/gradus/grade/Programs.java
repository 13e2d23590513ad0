package org.gradus.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.gradient.Sample;
import org.gradus.submission.Gradient;
import org.gradus.submission.Runner;

/**
 * Runs submitted programs at the points of an item, each in a {@link Sandbox} and a folder that holds nothing but the
 * submission. Java source is compiled there too, without annotation processors; anything else reads one JSON object a
 * line, {@code {"parameters":[…],"inputs":[…]}}, and writes {@code {"gradient":[…]}} or {@code […]}.
 */
final class Programs {

  /** Python writes NaN and Infinity: they are wrong numbers, and not unreadable. */
  private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** What a program answered: rows of numbers, or why there are none. */
  record Outcome(List<List<Double>> rows, String failure) {}

  private Programs() {}

  static Outcome run(Submission.Program program, Published points, Sandbox.Limits limits) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("gradus-grade").toRealPath();
      var copy = folder.resolve(program.file().getFileName().toString());
      Files.copy(program.file(), copy, LinkOption.NOFOLLOW_LINKS);
      return program.java() ? java(folder, copy, points.samples(), limits) : other(folder, copy, points, limits);
    } catch (IOException e) {
      return new Outcome(null, "could not be prepared: " + e.getMessage());
    } finally {
      delete(folder);
    }
  }

  private static Outcome java(Path folder, Path source, List<Sample> points, Sandbox.Limits limits) throws IOException {
    var bin = Path.of(System.getProperty("java.home"), "bin");
    var api = folder.resolve("api");
    for (var type : List.of(Gradient.class, Runner.class)) {
      var name = type.getName().replace('.', '/') + ".class";
      var to = api.resolve(name);
      Files.createDirectories(to.getParent());
      try (var in = type.getClassLoader().getResourceAsStream(name)) {
        Files.copy(in, to);
      }
    }
    var classes = Files.createDirectory(folder.resolve("classes"));
    var memory = "-Xmx" + limits.memoryMegabytes() + "m";
    // A public class wants a file of its name; what the student called the file does not matter.
    var text = Files.readString(source);
    var m = Pattern.compile("public\\s+(?:final\\s+)?(?:class|record|enum)\\s+(\\w{1,80})").matcher(text);
    var file = folder.resolve((m.find() ? m.group(1) : "Submission") + ".java");
    if (!file.equals(source)) {
      Files.move(source, file);
    }
    var compiled = Sandbox.run(List.of(bin.resolve("java").toString(), memory, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData", "--module", "jdk.compiler/com.sun.tools.javac.Main", "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", api.toString(), file.toString()), folder, true, "", limits.forCompiler());
    if (compiled.failure() != null) {
      return new Outcome(null, "does not compile: " + compiled.failure().replace(folder + "/", ""));
    }
    List<String> names;
    try (var walk = Files.walk(classes)) {
      names = walk.filter(p -> p.toString().endsWith(".class")).map(p -> classes.relativize(p).toString().replace('/', '.'))
          .map(n -> n.substring(0, n.length() - 6)).sorted().limit(200).toList();
    }
    var command = new ArrayList<>(List.of(bin.resolve("java").toString(), memory, "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData", "-Xshare:auto", "-Djava.awt.headless=true", "-cp", api + File.pathSeparator + classes, Runner.class.getName()));
    command.addAll(names);
    var input = new StringBuilder();
    points.forEach(p -> input.append(words(p.parameters())).append('|').append(words(p.inputs())).append('\n'));
    var result = Sandbox.run(command, folder, false, input.toString(), limits);
    return result.failure() != null && result.output().isBlank() ? new Outcome(null, result.failure()) : rows(result.output(), points.size());
  }

  private static String words(double[] numbers) {
    return String.join(" ", Arrays.stream(numbers).mapToObj(Double::toString).toList());
  }

  private static Outcome rows(String output, int expected) {
    var rows = new ArrayList<List<Double>>();
    for (var line : output.split("\\R")) {
      if (line.startsWith("!")) {
        return new Outcome(null, line.replaceFirst("^!+ ?", ""));
      }
      if (line.startsWith("=")) {
        try {
          rows.add(line.length() < 3 ? List.of() : Arrays.stream(line.substring(2).split(" ")).map(Double::valueOf).toList());
        } catch (NumberFormatException e) {
          return new Outcome(null, "wrote something else than numbers");
        }
      }
    }
    return rows.size() < expected ? new Outcome(null, "ended before all points were answered") : new Outcome(rows, null);
  }

  private static Outcome other(Path folder, Path program, Published points, Sandbox.Limits limits) throws IOException {
    program.toFile().setExecutable(true);
    var input = new StringBuilder();
    for (var p : points.shown()) {
      input.append(JSON.writeValueAsString(p)).append('\n');
    }
    var result = Sandbox.run(List.of(program.toString()), folder, false, input.toString(), limits);
    if (result.failure() != null) {
      return new Outcome(null, result.failure());
    }
    var rows = new ArrayList<List<Double>>();
    for (var line : result.output().split("\\R")) {
      if (line.isBlank()) {
        continue;
      }
      try {
        var node = JSON.readTree(line);
        var gradient = node.isObject() && node.has("gradient") ? node.get("gradient") : node;
        if (!gradient.isArray() && !(gradient.isObject() && points.layout() != null)) {
          return new Outcome(null, "wrote a line that is no {\"gradient\": […]}");
        }
        rows.add(points.numbers(gradient));
      } catch (JsonProcessingException | StackOverflowError e) {
        return new Outcome(null, "wrote a line that is not JSON");
      }
    }
    return rows.size() < points.samples().size() ? new Outcome(null, "answered " + rows.size() + " of " + points.samples().size() + " points") : new Outcome(rows, null);
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (var walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      // the system's cleaning of its folder for temporary files takes the rest
    }
  }
}
