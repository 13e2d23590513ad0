package org.gradus.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads what a student handed in: a document, {@code answers.yaml}, or a folder with these, with files named after an
 * item ({@code 2.java}, {@code item-2.json}, {@code 2.csv}, an executable {@code 2.py}). Links are not followed.
 */
public final class SubmissionReader {

  /** The largest file that is read, in bytes. */
  public static final long MAX_FILE = 1 << 20;

  /** The most files in a submission. */
  public static final int MAX_FILES = 100;

  private static final int MAX_NUMBERS = 100_000;
  private static final int MAX_NUMBER = 60;
  private static final int MAX_DEPTH = 200;
  /** Python writes NaN and Infinity: they are wrong numbers, and not unreadable. */
  private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Assignment assignment;
  private final Map<String, Submission.Answer> answers = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  /** Helper files, unless there is nothing that they could help. */
  private final List<String> unread = new ArrayList<>();

  private SubmissionReader(Assignment assignment) {
    this.assignment = assignment;
  }

  /** The submission in the file or folder. Never throws for what a student wrote. */
  public static Submission read(Path path, Assignment assignment) {
    var reader = new SubmissionReader(assignment);
    for (var file : reader.files(path)) {
      reader.file(file);
    }
    if (reader.answers.isEmpty()) {
      reader.unread.forEach(name -> reader.problems.add(name + ": answers no item"));
    }
    return new Submission(student(path), reader.answers, reader.problems);
  }

  /**
   * Whether a folder is what one student handed in, and not a class: it holds {@code answers.yaml}, or numbers or programs
   * that are named after an item.
   */
  public static boolean isOneStudent(Path folder, Assignment assignment) {
    try (var list = Files.list(folder)) {
      return list.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).map(f -> f.getFileName().toString()).anyMatch(name ->
          name.matches("answers\\.ya?ml") || name.matches(".+\\.(json|csv|java|py)") && item(name.substring(0, name.lastIndexOf('.')), assignment) != null);
    } catch (IOException _) {
      return false;
    }
  }

  private static Item item(String stem, Assignment assignment) {
    return Ids.named(stem.replaceAll("(?<=[a-z])(?=[0-9])", " "), assignment.items());
  }

  /** Who handed it in: the name of the folder, or of the file without its ending. */
  static String student(Path path) {
    var name = path.getFileName().toString();
    return Files.isDirectory(path) ? name : name.replaceFirst("\\.[^.]+$", "");
  }

  private List<Path> files(Path path) {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return List.of(path);
    }
    try (var list = Files.list(path)) {
      var all = list.toList();
      all.stream().filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS) && !f.getFileName().toString().startsWith(".")).sorted().limit(MAX_FILES)
          .forEach(f -> unread.add(f.getFileName() + " (a folder, which is not looked into)"));
      var files = all.stream().filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS) && !f.getFileName().toString().startsWith("."))
          .sorted().limit(MAX_FILES + 1L).toList();
      if (files.size() > MAX_FILES) {
        problems.add("more than " + MAX_FILES + " files: the rest is not read");
        return files.subList(0, MAX_FILES);
      }
      return files;
    } catch (IOException e) {
      problems.add("cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private void file(Path file) {
    var name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    var ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    var stem = dot < 0 ? name : name.substring(0, dot);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(name + ": is not a file");
        return;
      }
      if (Files.size(file) > MAX_FILE) {
        problems.add(name + ": is too large (the limit is 1 MB)");
        return;
      }
      switch (ending) {
        case "md", "markdown", "tex", "ipynb" -> new DocumentAnswers(assignment).read(name, Files.readAllBytes(file), problems)
            .forEach(answers::putIfAbsent);
        case "yaml", "yml" -> yaml(name, text(file));
        default -> {
          var item = item(stem, assignment);
          if (item == null && assignment.items().size() == 1) {
            item = assignment.items().getFirst();
          }
          if (item == null) {
            unread.add(name);
            return;
          }
          switch (ending) {
            case "json" -> json(name, item, text(file));
            case "csv" -> csv(name, item, text(file));
            case "java" -> answers.put(item.id(), new Submission.Program(file.toAbsolutePath(), true));
            default -> {
              if (Files.isExecutable(file)) {
                answers.put(item.id(), new Submission.Program(file.toAbsolutePath(), false));
              } else {
                unread.add(name);
              }
            }
          }
        }
      }
    } catch (IOException e) {
      problems.add(name + ": cannot be read: " + e.getMessage());
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private Item item(Object id) {
    return assignment.items().stream().filter(i -> Ids.normal(i.id()).equals(Ids.normal(String.valueOf(id)))).findFirst().orElse(null);
  }

  private void yaml(String name, String text) {
    if (isNestedDeeply(text)) {
      problems.add(name + ": is nested more than " + MAX_DEPTH + " deep");
      return;
    }
    try {
      // scalars stay as they are written: a formula is text, also where it looks like a number
      var settings = LoadSettings.builder().setMaxAliasesForCollections(10).setAllowRecursiveKeys(false).setSchema(new FailsafeSchema()).build();
      if (!(new Load(settings).loadFromString(text) instanceof Map<?, ?> map)) {
        problems.add(name + ": write one line 'item: formula' for each answer");
        return;
      }
      for (var e : map.entrySet()) {
        var item = item(e.getKey());
        if (item == null) {
          problems.add(name + ": the assignment has no item " + clip(String.valueOf(e.getKey())));
        } else if (e.getValue() instanceof List<?> list) {
          list(name, item, list);
        } else if (e.getValue() instanceof Map<?, ?> parts && item.target() instanceof Item.Net) {
          rows(name, item, rows(item, JSON.valueToTree(numbers(parts))));
        } else if (e.getValue() != null && !e.getValue().toString().isBlank()) {
          answers.put(item.id(), new Submission.Formula(List.of(String.valueOf(e.getValue())), 0, List.of()));
        }
      }
    } catch (YamlEngineException | StackOverflowError e) {
      problems.add(name + ": is not valid YAML: " + clip(String.valueOf(e.getMessage())));
    }
  }

  private void list(String name, Item item, List<?> list) {
    if (item.target() instanceof Item.Net || !list.isEmpty() && list.stream().allMatch(x -> x instanceof List<?> row && row.stream().allMatch(n -> number(n) != null))) {
      rows(name, item, rows(item, JSON.valueToTree(numbers(list))));
    } else {
      answers.put(item.id(), new Submission.Formulas(list.stream().map(String::valueOf).toList()));
    }
  }

  /** Lists and maps with numbers for texts that are some, and null for others. */
  private static Object numbers(Object o) {
    return switch (o) {
      case List<?> l -> l.stream().map(SubmissionReader::numbers).toList();
      case Map<?, ?> m -> {
        var all = new LinkedHashMap<String, Object>();
        m.forEach((k, v) -> all.put(String.valueOf(k), numbers(v)));
        yield all;
      }
      case null, default -> number(o);
    };
  }

  private static Double number(Object o) {
    try {
      return o instanceof String s && s.length() <= MAX_NUMBER ? Double.valueOf(s) : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** Readers of YAML take ages for what is nested deeply; brackets in formulas are counted too, and are few. */
  private static boolean isNestedDeeply(String yaml) {
    int depth = 0;
    int markers = 0;
    int indent = 0;
    boolean indenting = true;
    for (int i = 0; i < yaml.length(); i++) {
      char c = yaml.charAt(i);
      depth += c == '[' || c == '{' ? 1 : (c == ']' || c == '}') && depth > 0 ? -1 : 0;
      if (c == '\n') {
        markers = 0;
        indent = 0;
        indenting = true;
      } else {
        markers += (c == '-' || c == '?' || c == ':') && i + 1 < yaml.length() && yaml.charAt(i + 1) == ' ' ? 1 : 0;
        indenting &= c == ' ';
        indent += indenting ? 1 : 0;
      }
      if (depth > MAX_DEPTH || markers > MAX_DEPTH || indent > MAX_DEPTH) {
        return true;
      }
    }
    return false;
  }

  private void json(String name, Item item, String text) {
    try {
      rows(name, item, rows(item, JSON.readTree(text)));
    } catch (JsonProcessingException | StackOverflowError e) {
      problems.add(name + ": is not valid JSON: write [[g1, g2], …], one row for each published point");
    }
  }

  /** A gradient for each point; for a network one may be an object with the names of its parts. */
  private static List<List<Double>> rows(Item item, JsonNode root) {
    var node = root.isObject() && root.has("gradients") ? root.get("gradients") : root;
    var layout = item.target() instanceof Item.Net net ? new NetworkLayout(net.spec()) : null;
    var rows = new ArrayList<List<Double>>();
    if (layout != null && node.isObject()) {
      rows.add(layout.numbers(node));
    } else {
      for (var row : node) {
        var numbers = new ArrayList<Double>();
        if (layout != null) {
          numbers.addAll(layout.numbers(row));
        } else {
          NetworkLayout.collect(row, numbers);
        }
        rows.add(numbers);
      }
    }
    return rows;
  }

  private void csv(String name, Item item, String text) {
    var rows = new ArrayList<List<Double>>();
    for (var line : text.strip().split("\\R")) {
      var cells = line.split("[,;\\t]");
      if (!rows.isEmpty() || Arrays.stream(cells).anyMatch(c -> cell(c) != null)) { // else a line of names at the top
        rows.add(Arrays.stream(cells).map(c -> cell(c) == null ? Double.NaN : cell(c)).toList());
      }
    }
    rows(name, item, rows);
  }

  /** A number, also one that is none, as Python and R write them; or null. */
  private static Double cell(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> number(text.strip());
    };
  }

  private void rows(String name, Item item, List<List<Double>> rows) {
    if (rows.stream().mapToInt(List::size).sum() > MAX_NUMBERS) {
      problems.add(name + ": more than " + MAX_NUMBERS + " numbers");
    } else {
      answers.put(item.id(), new Submission.Numbers(rows));
    }
  }

  private static String clip(String s) {
    return s.length() <= 120 ? s : s.substring(0, 120) + "…";
  }
}
