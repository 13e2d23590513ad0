package org.gradus.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradus.cli.CertificateFiles;

/** Alters certificates at random, one place at a time. */
final class Alterations {

  /** What is altered. */
  enum Kind { CLAIM, CONDITION, COEFFICIENT, RULE, OTHER }

  /** How it is altered. */
  enum Way {
    /** A word of a text, or a number. */
    VALUE,
    /** Another number in its place: one more or less, the sign, the reciprocal. */
    NUMBER,
    /** Two words of a text. */
    WORDS,
    /** A name by another one, in all texts from here on. */
    NAME,
    /** Without the part, the field, the step. */
    REMOVED,
    /** Another part of the certificate in its place. */
    ANOTHER,
    SWAPPED, DOUBLED,
    /** A number for a text, a list for an object, null, … */
    TYPE,
    /** A field by another name, or one more. */
    FIELD,
    /** The file ends early, or a character in it is another one. */
    FILE
  }

  /**
   * An altered certificate.
   *
   * @param certificate null if it cannot be read
   * @param place where it was altered: the field names on the way, joined by points
   */
  record Altered(Object certificate, Way way, String place, Object before, Object after) {
    Kind kind() {
      return kind(place, before);
    }

    private static Kind kind(String place, Object before) {
      return place.matches("\\.(claim|proves|format).*") ? Kind.CLAIM
          : place.equals(".conditions") && before instanceof String || place.equals(".implied.fact") ? Kind.CONDITION
          : place.matches(".*\\.(times|factor|tolerance)") ? Kind.COEFFICIENT
          : place.matches(".*\\.(rule|use|leaf|about)") ? Kind.RULE : Kind.OTHER;
    }
  }

  private static final List<String> RULES = List.of("expand", "same", "split", "border", "case", "absurd", "zero", "sign",
      "have", "solve", "each", "algebraic number", "equal derivatives", "shape", "linear", "both", "multiple", "product",
      "pinned", "outside", "one-sided", "kink", "undefined", "hypothesis", "negated goal", "upper", "lower", "exponential", "factors",
      "positive", "relation", "derivative", "boxes", "multiple",
      "limit laws", "normal form of sums", "outside", "monotone", "sums", "limit", "equations", "layer by layer", "network", "matrix algebra", "rewritten", "sum",
      "l'Hôpital", "signs", "bound", "parts", "decided", "values", "limits", "entries", "follows", "both ways", "implication", "combination", "injective",
      "increasing", "least", "chain rule", "exponentials", "sides", "turned", "bounded", "slope", "chord", "apart", "zero product", "different sides", "sequences", "between", "value",
      "bends", "inflection", "crossing", "terms", "continuity", "limit of arrays", "growth", "scale", "name", "expansion", "exponents", "power", "floor", "arc", "asymptotics", "order");
  private static final List<String> FIELDS = List.of("rule", "by", "of", "and", "next", "then", "else", "times", "fact", "near", "as", "hints", "sum",
      "point", "defined", "because", "is", "value", "conditions", "remark", "using", "germ", "small", "at", "terms",
      "line", "lines", "logarithms");
  private static final List<String> WORDS = List.of("=", "!=", "<", "<=", ">", ">=", "+", "*", "^", "exp", "log", "sin",
      "cos", "tanh", "sigmoid", "abs", "-1", "0", "1", "2", "-2", "1/2", "x", "y", "z", "#pi", "#e", "true", "false", "germ0", "germ1");
  private static final String WHOLE = "certificate";
  private static final String NUMBERS = "-?\\d+(/\\d+)?";

  private final Random random;

  Alterations(long seed) {
    random = new Random(seed);
  }

  /** A copy with one change somewhere, every other time in a claim, condition, coefficient or rule if it has such. */
  Altered of(Object certificate) {
    if (random.nextInt(20) == 0) {
      return file(certificate);
    }
    var holder = new LinkedHashMap<String, Object>();
    holder.put(WHOLE, copy(certificate));
    var places = new ArrayList<>(List.of(new Place(holder, WHOLE, "")));
    collect(holder.get(WHOLE), "", places);
    var kinds = places.stream().map(Place::kind).distinct().toList();
    var kind = kinds.get(random.nextInt(kinds.size()));
    var aimed = random.nextBoolean() ? places.stream().filter(p -> p.kind() == kind).toList() : places;
    while (true) {
      var from = random.nextInt(10) == 0 ? places : aimed;
      var p = from.get(random.nextInt(from.size()));
      var way = Way.values()[random.nextInt(Way.values().length - 1)];
      var before = p.get();
      var after = changed(way, p, before, places);
      if (after == null || after.equals(before)) {
        continue;
      }
      p.set(after);
      return new Altered(holder.get(WHOLE), way, p.path, before, after == REMOVED ? "nothing" : after == NULL ? "null" : after);
    }
  }

  private static final Object REMOVED = new Object();
  private static final Object NULL = new Object();

  private Object changed(Way way, Place p, Object before, List<Place> places) {
    return switch (way) {
      case REMOVED -> REMOVED;
      case ANOTHER -> copy(places.get(random.nextInt(places.size())).get());
      case TYPE -> type(before);
      case FIELD -> before instanceof Map<?, ?> m ? field(m) : null;
      case SWAPPED, DOUBLED -> before instanceof List<?> l && !l.isEmpty() ? list(l, way == Way.SWAPPED) : null;
      case NAME -> {
        if (p.path.isEmpty()) {
          yield null; // another claim, said alike everywhere
        }
        var names = places.stream().map(Place::get).filter(String.class::isInstance).flatMap(x -> List.of(words((String) x)).stream())
            .filter(w -> w.matches("\\p{L}\\w*")).distinct().toList();
        yield names.isEmpty() ? null : renamed(copy(before), names.get(random.nextInt(names.size())), names.get(random.nextInt(names.size())));
      }
      case NUMBER -> before instanceof String s ? number(s) : before instanceof Integer n ? Integer.valueOf(-n) : null;
      case WORDS -> before instanceof String s ? swapped(s) : null;
      default -> before instanceof Integer n ? (Object) (n + random.nextInt(-3, 4)) : before instanceof String s ? text(s) : null;
    };
  }

  private Object type(Object o) {
    return switch (o) {
      case String s -> switch (random.nextInt(6)) {
        case 0 -> List.of(s);
        case 1 -> Map.of("rule", s);
        case 2 -> s.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(s) : Boolean.TRUE;
        case 3 -> s.isEmpty() ? " " : "";
        case 4 -> s + " ";
        default -> NULL;
      };
      case Integer n -> switch (random.nextInt(6)) {
        case 0 -> n.toString();
        case 1 -> n.doubleValue();
        case 2 -> n.longValue() + (1L << 32);
        case 3 -> BigInteger.valueOf(n).add(BigInteger.ONE.shiftLeft(70));
        case 4 -> List.of(n);
        default -> NULL;
      };
      case List<?> l -> switch (random.nextInt(4)) {
        case 0 -> l.isEmpty() ? Map.of() : l.getFirst();
        case 1 -> List.of(l);
        case 2 -> {
          var map = new LinkedHashMap<String, Object>();
          l.forEach(x -> map.put(Integer.toString(map.size()), x));
          yield map;
        }
        default -> NULL;
      };
      case Map<?, ?> m -> switch (random.nextInt(4)) {
        case 0 -> new ArrayList<>(m.values());
        case 1 -> List.of(m);
        case 2 -> m.toString();
        default -> NULL;
      };
      default -> NULL;
    };
  }

  private Object field(Map<?, ?> m) {
    var map = new LinkedHashMap<Object, Object>(m);
    var name = FIELDS.get(random.nextInt(FIELDS.size()));
    if (m.isEmpty() || random.nextBoolean()) {
      map.putIfAbsent(name, m.isEmpty() ? "1" : copy(List.copyOf(m.values()).get(random.nextInt(m.size()))));
    } else {
      map.putIfAbsent(name, map.remove(List.copyOf(m.keySet()).get(random.nextInt(m.size()))));
    }
    return map;
  }

  private Object list(List<?> l, boolean swapped) {
    var list = new ArrayList<Object>(l);
    int i = random.nextInt(l.size());
    int j = random.nextInt(l.size());
    if (swapped) {
      list.set(i, list.set(j, list.get(i)));
    } else if (random.nextBoolean()) {
      list.add(j, copy(list.get(i)));
    } else {
      list.set(j, copy(list.get(i)));
    }
    return list;
  }

  private static String[] words(String s) {
    return s.split("(?<=[ ()])|(?=[ ()])");
  }

  private Object text(String s) {
    if (RULES.contains(s) && random.nextInt(4) > 0) {
      return RULES.get(random.nextInt(RULES.size()));
    }
    var words = words(s);
    int i = random.nextInt(words.length);
    words[i] = switch (random.nextInt(3)) {
      case 0 -> words[i].matches("-?\\d{1,8}") ? Integer.toString(Integer.parseInt(words[i]) + 1) : WORDS.get(random.nextInt(WORDS.size()));
      case 1 -> WORDS.get(random.nextInt(WORDS.size()));
      default -> words[random.nextInt(words.length)];
    };
    return String.join("", words);
  }

  private Object swapped(String s) {
    var words = words(s);
    int i = random.nextInt(words.length);
    int j = random.nextInt(words.length);
    var x = words[i];
    words[i] = words[j];
    words[j] = x;
    return String.join("", words);
  }

  /** One of the numbers in a text. */
  private Object number(String s) {
    var words = words(s);
    var at = new ArrayList<Integer>();
    for (int i = 0; i < words.length; i++) {
      if (words[i].matches(NUMBERS)) {
        at.add(i);
      }
    }
    if (at.isEmpty()) {
      return null;
    }
    int i = at.get(random.nextInt(at.size()));
    var parts = words[i].split("/");
    var num = new BigInteger(parts[0]);
    var den = parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE;
    words[i] = switch (random.nextInt(6)) {
      case 0 -> num.negate() + (parts.length > 1 ? "/" + den : "");
      case 1 -> den + "/" + num;
      case 2 -> num.add(den) + (parts.length > 1 ? "/" + den : "");
      case 3 -> num + "/" + den.add(BigInteger.ONE);
      case 4 -> num.shiftLeft(1) + "/" + den.shiftLeft(1); // the same, written otherwise
      default -> num.add(num.signum() < 0 ? BigInteger.ONE : BigInteger.ONE.negate()) + (parts.length > 1 ? "/" + den : "");
    };
    return String.join("", words);
  }

  private static Object renamed(Object o, String name, String by) {
    return switch (o) {
      case Map<?, ?> m -> {
        var map = new LinkedHashMap<Object, Object>();
        m.forEach((k, v) -> map.put(k.equals(name) ? by : k, renamed(v, name, by)));
        yield map;
      }
      case List<?> l -> new ArrayList<Object>(l.stream().map(x -> renamed(x, name, by)).toList());
      case String s -> String.join("", List.of(words(s)).stream().map(w -> w.equals(name) ? by : w).toList());
      default -> o;
    };
  }

  /** The text of the file: cut off, or with another character, one less or one more. */
  private Altered file(Object certificate) {
    try {
      var text = CertificateFiles.write(certificate);
      int i = random.nextInt(text.length());
      var other = Character.toString(" \"\\{}[],:0x-/()".charAt(random.nextInt(15)));
      var altered = switch (random.nextInt(5)) {
        case 0 -> text.substring(0, i);
        case 1 -> text.substring(0, i) + text.substring(i + 1);
        case 2 -> text.substring(0, i) + other + text.substring(i);
        case 3 -> text + text.substring(i);
        default -> text.substring(0, i) + other + text.substring(i + 1);
      };
      try {
        var read = CertificateFiles.parse(altered);
        var at = difference(certificate, read, "");
        return at == null ? new Altered(read, Way.FILE, "", "", "") : new Altered(read, Way.FILE, at.path(), at.before(), at.after());
      } catch (JsonProcessingException e) {
        return new Altered(null, Way.FILE, "", "", e.getOriginalMessage());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private record Difference(Object before, Object after, String path) {}

  /** The first place at which two certificates differ, with what stands there in each; null if they are the same. */
  private static Difference difference(Object a, Object b, String path) {
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> o && m.keySet().equals(o.keySet())) {
      return m.keySet().stream().map(k -> difference(m.get(k), o.get(k), path + "." + k)).filter(x -> x != null).findFirst().orElse(null);
    }
    if (a instanceof List<?> l && b instanceof List<?> o && l.size() == o.size()) {
      for (int i = 0; i < l.size(); i++) {
        var d = difference(l.get(i), o.get(i), path);
        if (d != null) {
          return d;
        }
      }
      return null;
    }
    return a.equals(b) ? null : new Difference(a, b == null ? "null" : b, path);
  }

  private record Place(Object owner, Object key, String path) {
    Kind kind() {
      return Altered.kind(path, get());
    }

    Object get() {
      return owner instanceof Map<?, ?> m ? m.get(key) : ((List<?>) owner).get((int) key);
    }

    @SuppressWarnings("unchecked")
    void set(Object value) {
      switch (owner) {
        case Map<?, ?> m when value == REMOVED -> m.remove(key);
        case Map<?, ?> m -> ((Map<String, Object>) m).put((String) key, value == NULL ? null : value);
        case List<?> l when value == REMOVED -> l.remove((int) key);
        default -> ((List<Object>) owner).set((int) key, value == NULL ? null : value);
      }
    }
  }

  private static void collect(Object o, String path, List<Place> places) {
    switch (o) {
      case Map<?, ?> m -> m.forEach((k, v) -> {
        places.add(new Place(m, k, path + "." + k));
        collect(v, path + "." + k, places);
      });
      case List<?> l -> {
        for (int i = 0; i < l.size(); i++) {
          places.add(new Place(l, i, path));
          collect(l.get(i), path, places);
        }
      }
      default -> { }
    }
  }

  static Object copy(Object o) {
    return switch (o) {
      case Map<?, ?> m -> {
        var map = new LinkedHashMap<String, Object>();
        m.forEach((k, v) -> map.put((String) k, copy(v)));
        yield map;
      }
      case List<?> l -> {
        var list = new ArrayList<Object>();
        l.forEach(x -> list.add(copy(x)));
        yield list;
      }
      default -> o;
    };
  }
}
