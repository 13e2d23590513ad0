package org.gradus.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.cli.Inputs.Unreadable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A part of a YAML file, as its author wrote it: texts, lists and named entries, asked for by what they should be. */
final class Setup {

  private final String where;
  private final Map<String, Object> entries;

  private Setup(String where, Map<String, Object> entries) {
    this.where = where;
    this.entries = entries;
  }

  /** Reads a file. */
  static Setup read(String name, String text) throws Unreadable {
    // Scalars stay texts, so that a number keeps the digits it was written with.
    var settings = LoadSettings.builder().setSchema(new FailsafeSchema()).setLabel(name).build();
    try {
      return of(name, new Load(settings).loadFromString(text));
    } catch (YamlEngineException e) {
      throw new Unreadable(name + ": is not YAML: " + e.getMessage().replaceAll("\\s*\\n\\s*", "; "));
    }
  }

  private static Setup of(String where, Object value) throws Unreadable {
    if (!(value instanceof Map<?, ?> map)) {
      throw new Unreadable(where + ": named entries are expected, such as 'layers: 2-3-1'");
    }
    var entries = new LinkedHashMap<String, Object>();
    map.forEach((k, v) -> entries.put(String.valueOf(k), v));
    return new Setup(where, entries);
  }

  Unreadable error(String key, String message) {
    return new Unreadable(where + ": " + key + ": " + message);
  }

  /** Throws for entries that nothing reads: they would be mistakes in spelling. */
  void only(String... known) throws Unreadable {
    for (var key : entries.keySet()) {
      if (!Set.of(known).contains(key)) {
        throw new Unreadable(where + ": no entry '" + key + "'; there are " + String.join(", ", known));
      }
    }
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  Set<String> keys() {
    return entries.keySet();
  }

  String text(String key, String otherwise) throws Unreadable {
    return switch (entries.get(key)) {
      case null -> otherwise;
      case String s -> s.strip();
      default -> throw error(key, "a text is expected");
    };
  }

  /** The named entries under a name; none where there is nothing. */
  Setup part(String key) throws Unreadable {
    var value = entries.get(key);
    return value == null ? new Setup(where + ": " + key, Map.of()) : of(where + ": " + key, value);
  }

  double number(String key, double otherwise) throws Unreadable {
    var text = text(key, null);
    return text == null ? otherwise : parse(key, text);
  }

  int integer(String key, int otherwise, int least, int most) throws Unreadable {
    double v = number(key, otherwise);
    if (v != Math.rint(v) || v < least || v > most) {
      throw error(key, "an integer from " + least + " to " + most + " is expected");
    }
    return (int) v;
  }

  private double parse(String key, String text) throws Unreadable {
    try {
      double v = Double.parseDouble(text);
      if (Double.isFinite(v)) {
        return v;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw error(key, "'" + text + "' is not a number");
  }

  /** A number, or a list of them. */
  List<String> numbers(String key) throws Unreadable {
    return numbers(key, entries.get(key));
  }

  private List<String> numbers(String key, Object value) throws Unreadable {
    var all = new ArrayList<String>();
    for (var item : value instanceof List<?> list ? list : List.of(value)) {
      if (!(item instanceof String s)) {
        throw error(key, "a list of numbers is expected");
      }
      parse(key, s.strip());
      all.add(s.strip());
    }
    return all;
  }

  /** Rows of numbers, as they are written. */
  List<List<String>> rows(String key) throws Unreadable {
    if (!(entries.get(key) instanceof List<?> list)) {
      throw error(key, "a list of rows is expected, such as [[1, 2], [3, 4]]");
    }
    var rows = new ArrayList<List<String>>();
    for (var row : list) {
      rows.add(numbers(key, row));
    }
    return rows;
  }

  static double[] doubles(List<String> texts) {
    return texts.stream().mapToDouble(Double::parseDouble).toArray();
  }
}
