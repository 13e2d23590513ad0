package org.gradus.grade;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Rational;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;
import org.gradus.verify.Requests;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads an assignment: a Markdown file whose front matter, under the key {@code gradus}, holds the items and their keys. */
public final class AssignmentReader {

  private static final Pattern FRONT = Pattern.compile("\\A---[ \\t]*\\R(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\R|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
  private static final int MAX_ITEMS = 200;
  private static final int MAX_SAMPLES = 200;

  private AssignmentReader() {}

  /** The assignment in the text of the file. */
  public static Assignment read(String text) throws GradingException {
    var m = FRONT.matcher(text);
    if (!m.lookingAt()) {
      throw new GradingException("an assignment begins with front matter: a line ---, then gradus: with items, then a line ---");
    }
    Object root;
    try {
      root = new Load(LoadSettings.builder().build()).loadFromString(m.group(1));
    } catch (YamlEngineException e) {
      throw new GradingException("the front matter is not valid YAML: " + e.getMessage());
    }
    var gradus = map(map(root, "the front matter").get("gradus"), "gradus");
    known(gradus, "gradus", "assignment", "let", "feedback", "items");
    var items = new ArrayList<Item>();
    var ids = new HashSet<String>();
    for (var entry : list(gradus.get("items"), "items")) {
      var item = item(map(entry, "an item"), items);
      if (!ids.add(Ids.normal(item.id()))) {
        throw new GradingException("two items are called " + item.id());
      }
      items.add(item);
    }
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new GradingException("an assignment has 1 to " + MAX_ITEMS + " items");
    }
    var let = declarations(gradus.get("let"));
    var assignment = new Assignment(gradus.containsKey("assignment") ? text(gradus, "assignment", "gradus") : "Assignment",
        gradus.containsKey("feedback") ? Feedback.parse(text(gradus, "feedback", "gradus")) : Feedback.SLIP, let, items, digest(text));
    try {
      Assumed.parse(assignment.scalars());
    } catch (NotationException e) {
      throw new GradingException("let: " + e.getMessage() + (e.hint() == null ? "" : "; " + e.hint()));
    }
    return assignment;
  }

  private static Item item(Map<?, ?> m, List<Item> earlier) throws GradingException {
    var id = text(m, "id", "an item");
    var where = "item " + id;
    if (Ids.normal(id).isEmpty()) {
      throw new GradingException("'" + id + "' names no item: write letters or digits, as 3a");
    }
    known(m, where, "id", "points", "key", "function", "by", "order", "parameters", "inputs", "network", "l2", "examples", "samples",
        "partial", "form", "accept", "from");
    var partial = new HashMap<String, Rational>();
    if (m.get("partial") != null) {
      for (var e : map(m.get("partial"), where + ", partial").entrySet()) {
        if (!Item.CREDITS.contains(String.valueOf(e.getKey()))) {
          throw new GradingException(where + ": partial credit is for " + String.join(", ", Item.CREDITS) + ", not for " + e.getKey());
        }
        var part = number(String.valueOf(e.getValue()), where + ", partial " + e.getKey());
        if (part.signum() < 0 || part.compareTo(Rational.ONE) > 0) {
          throw new GradingException(where + ": partial credit is a part between 0 and 1 of the points");
        }
        partial.put(String.valueOf(e.getKey()), part);
      }
    }
    var points = number(String.valueOf(m.containsKey("points") ? m.get("points") : "1"), where + ", points");
    if (points.signum() <= 0) {
      throw new GradingException(where + ": points are positive");
    }
    var accept = new ArrayList<String>();
    for (var text : strings(m.get("accept"), where + ", accept")) {
      accept.add(formula(text, where + ", accept"));
    }
    var from = EarlierItems.read(m.get("from"), earlier, where);
    var item = new Item(id, points, target(m, from, earlier, where), partial, form(m.get("form"), where), accept, from);
    if (!accept.isEmpty() && !(item.target() instanceof Item.Key || item.target() instanceof Item.Derivative)) {
      throw new GradingException(where + ": other formulas are accepted where one formula is asked for");
    }
    EarlierItems.check(item, earlier);
    return item;
  }

  private static Item.Target target(Map<?, ?> m, Map<String, String> from, List<Item> earlier, String where) throws GradingException {
    if (List.of("key", "function", "network").stream().filter(m::containsKey).count() != 1) {
      throw new GradingException(where + ": give one of key (the right formula), function (to be differentiated) and network");
    }
    if (m.containsKey("network")) {
      return network(m, where);
    }
    var at = EarlierItems.withPoints(from, earlier);
    if (m.containsKey("key") && (m.get("key") instanceof List<?> || at != null)) {
      if (at == null) {
        throw new GradingException(where + ": a list of keys builds upon a gradient: say which by from: {g: 3}");
      }
      var formulas = new ArrayList<String>();
      for (var text : strings(m.get("key"), where + ", key")) {
        formulas.add(formula(text, where));
      }
      return new Item.Values(formulas, at);
    }
    if (m.containsKey("key")) {
      return new Item.Key(formula(text(m, "key", where), where));
    }
    var function = formula(text(m, "function", where), where);
    if (m.containsKey("by")) {
      return new Item.Derivative(function, text(m, "by", where), whole(m, "order", 1, 10, where));
    }
    var parameters = strings(m.get("parameters"), where + ", parameters");
    if (parameters.isEmpty()) {
      throw new GradingException(where + ": say by what to differentiate: by: z, or parameters: [w, b]");
    }
    return new Item.Gradient(function, parameters, strings(m.get("inputs"), where + ", inputs"), whole(m, "samples", 12, MAX_SAMPLES, where));
  }

  private static Item.Net network(Map<?, ?> m, String where) throws GradingException {
    try {
      var l2 = number(String.valueOf(m.containsKey("l2") ? m.get("l2") : "0"), where + ", l2");
      return new Item.Net(NetworkSpec.parse(text(m, "network", where)), l2.doubleValue(), whole(m, "examples", 1, MAX_SAMPLES, where),
          whole(m, "samples", 4, MAX_SAMPLES, where));
    } catch (IllegalArgumentException e) {
      throw new GradingException(where + ", network: " + e.getMessage());
    }
  }

  private static int whole(Map<?, ?> m, String key, int usual, int most, String where) throws GradingException {
    var n = number(String.valueOf(m.containsKey(key) ? m.get(key) : usual), where + ", " + key);
    if (!n.isIntegerWithin(most) || n.signum() <= 0) {
      throw new GradingException(where + ": " + key + " is a number from 1 to " + most);
    }
    return n.intValueExact();
  }

  private static Item.Form form(Object o, String where) throws GradingException {
    if (o == null) {
      return Item.Form.ANY;
    }
    var m = map(o, where + ", form");
    known(m, where + ", form", "in", "simplified", "vectorised");
    return new Item.Form(strings(m.get("in"), where + ", form in"), Boolean.TRUE.equals(m.get("simplified")), Boolean.TRUE.equals(m.get("vectorised")));
  }

  private static String formula(String text, String where) throws GradingException {
    try {
      Requests.read(text);
      return text;
    } catch (NotationException e) {
      throw new GradingException(where + ": " + e.getMessage() + " (at character " + (e.position() + 1) + " of " + text + ")");
    }
  }

  /** {@code z, b real; y in {0,1}} as entries of their own, one for each name. */
  static List<String> declarations(Object o) throws GradingException {
    var all = new ArrayList<String>();
    for (var text : o instanceof String s ? List.of(s.split(";")) : strings(o, "let").stream().flatMap(s -> List.of(s.split(";")).stream()).toList()) {
      var entry = text.strip();
      var m = Pattern.compile("([\\p{L}\\w]+(?:\\s*,\\s*[\\p{L}\\w]+)+)(\\s+(?:in\\s.*|real|integer))").matcher(entry);
      if (m.matches()) {
        for (var name : m.group(1).split(",")) {
          all.add(name.strip() + m.group(2));
        }
      } else if (!entry.isEmpty()) {
        all.add(entry);
      }
    }
    return all;
  }

  private static void known(Map<?, ?> m, String where, String... keys) throws GradingException {
    for (var key : m.keySet()) {
      if (!List.of(keys).contains(String.valueOf(key))) {
        throw new GradingException(where + ": there is no '" + key + "'; there are " + String.join(", ", keys));
      }
    }
  }

  static Map<?, ?> map(Object o, String what) throws GradingException {
    if (o instanceof Map<?, ?> m) {
      return m;
    }
    throw new GradingException(what + " is missing, or is not a list of 'name: value'");
  }

  private static List<?> list(Object o, String what) throws GradingException {
    if (o instanceof List<?> l) {
      return l;
    }
    throw new GradingException(what + " is missing, or is not a list");
  }

  private static List<String> strings(Object o, String what) throws GradingException {
    return o == null ? List.of() : o instanceof String s ? List.of(s) : list(o, what).stream().map(String::valueOf).toList();
  }

  private static String text(Map<?, ?> m, String key, String where) throws GradingException {
    if (m.get(key) == null) {
      throw new GradingException(where + ": '" + key + "' is missing");
    }
    return String.valueOf(m.get(key)).strip();
  }

  /** {@code 2}, {@code 0.5}, {@code 1/3} or {@code 50%}. */
  private static Rational number(String text, String where) throws GradingException {
    var t = text.strip();
    try {
      var percent = t.endsWith("%");
      var parts = (percent ? t.substring(0, t.length() - 1) : t).split("/");
      var n = Rational.of(new BigDecimal(parts[0].strip()));
      if (parts.length == 2) {
        n = n.dividedBy(Rational.of(new BigDecimal(parts[1].strip())));
      }
      return percent ? n.dividedBy(Rational.of(100)) : n;
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new GradingException(where + ": '" + text + "' is not a number");
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
