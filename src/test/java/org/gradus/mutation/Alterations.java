package org.gradus.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Alters certificates at random, one place at a time. */
final class Alterations {

  /** What is altered. */
  enum Kind { CLAIM, CONDITION, COEFFICIENT, RULE, OTHER }

  /** An altered certificate, and where it was altered: the field names on the way, joined by points. */
  record Altered(Object certificate, String place, Object before, Object after) {
    Kind kind() {
      return place.matches("\\.(claim|proves|format).*") ? Kind.CLAIM
          : place.matches("\\.conditions") && before instanceof String || place.matches("\\.implied\\.fact") ? Kind.CONDITION
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
      "increasing", "least", "chain rule", "exponentials");
  private static final List<String> WORDS = List.of("=", "!=", "<", "<=", ">", ">=", "+", "*", "^", "exp", "log", "sin",
      "cos", "tanh", "sigmoid", "abs", "-1", "0", "1", "2", "-2", "1/2", "x", "y", "z", "#pi", "#e", "true", "false");

  private final Random random;

  Alterations(long seed) {
    random = new Random(seed);
  }

  /** A copy with one change somewhere, every other time in a claim, condition, coefficient or rule if it has such. */
  Altered of(Object certificate) {
    var copy = copy(certificate);
    var places = new ArrayList<Place>();
    collect(copy, "", places);
    var kinds = places.stream().map(Place::kind).distinct().toList();
    var kind = kinds.get(random.nextInt(kinds.size()));
    var aimed = random.nextBoolean() ? places.stream().filter(p -> p.kind() == kind).toList() : places;
    while (true) {
      var from = random.nextInt(10) == 0 ? places : aimed;
      var p = from.get(random.nextInt(from.size()));
      var before = p.get();
      var after = changed(p, before, places);
      if (after == null || after.equals(before)) {
        continue;
      }
      p.set(after == REMOVED ? null : after);
      return new Altered(copy, p.path, before, after);
    }
  }

  private static final Object REMOVED = new Object();

  private Object changed(Place p, Object before, List<Place> places) {
    return switch (random.nextInt(8)) {
      case 0 -> REMOVED;
      case 1 -> copy(places.get(random.nextInt(places.size())).get()); // another part in its place
      default -> switch (before) {
        case Integer n -> n + random.nextInt(-3, 4);
        case String s -> text(s);
        case List<?> l when l.size() > 1 -> {
          var list = new ArrayList<Object>(l);
          int i = random.nextInt(l.size());
          int j = random.nextInt(l.size());
          var x = list.set(i, list.get(j));
          list.set(j, random.nextBoolean() ? x : list.get(j)); // exchanged, or doubled
          yield list;
        }
        default -> null;
      };
    };
  }

  private Object text(String s) {
    if (RULES.contains(s) && random.nextInt(4) > 0) {
      return RULES.get(random.nextInt(RULES.size()));
    }
    var words = s.split("(?<=[ ()])|(?=[ ()])");
    int i = random.nextInt(words.length);
    words[i] = switch (random.nextInt(3)) {
      case 0 -> words[i].matches("-?\\d+") ? Integer.toString(Integer.parseInt(words[i].length() > 8 ? "7" : words[i]) + 1)
          : WORDS.get(random.nextInt(WORDS.size()));
      case 1 -> WORDS.get(random.nextInt(WORDS.size()));
      default -> words[random.nextInt(words.length)];
    };
    return String.join("", words);
  }

  private record Place(Object owner, Object key, String path) {
    Kind kind() {
      return new Altered(null, path, get(), null).kind();
    }

    Object get() {
      return owner instanceof Map<?, ?> m ? m.get(key) : ((List<?>) owner).get((int) key);
    }

    @SuppressWarnings("unchecked")
    void set(Object value) {
      switch (owner) {
        case Map<?, ?> m when value == null -> m.remove(key);
        case Map<?, ?> m -> ((Map<String, Object>) m).put((String) key, value);
        case List<?> l when value == null -> l.remove((int) key);
        default -> ((List<Object>) owner).set((int) key, value);
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
