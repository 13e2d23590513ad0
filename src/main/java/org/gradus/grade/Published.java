package org.gradus.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.gradient.Sample;
import org.gradus.gradient.Samples;
import org.gradus.notation.NotationException;
import org.gradus.verify.Assumed;

/**
 * The points of an item at which numbers and programs are compared.
 *
 * @param names   of the parameters, or {@code component 2}, as feedback names them
 * @param samples the points with the right gradients
 * @param shown   the points as students get them, by names
 * @param layout  of a network's parameters, or null
 */
record Published(List<String> names, List<Sample> samples, List<Map<String, Object>> shown, NetworkLayout layout) {
  Published {
    names = List.copyOf(names);
    samples = List.copyOf(samples);
    shown = List.copyOf(shown);
  }

  /**
   * The points of an item, the same in every run; null where it asks for a formula alone.
   *
   * @throws GradingException where there are none
   */
  static Published of(Item item, List<String> declared, BuiltUpon builtUpon, CarriedNumbers carried) throws GradingException {
    try {
      return switch (item.target()) {
        case Item.Key _, Item.Derivative _ -> null;
        case Item.Gradient g -> {
          var samples = Samples.of(Verdicts.read(g.function(), builtUpon.right(item)), g.parameters(), g.inputs(), Assumed.parse(declared), g.samples(),
              item.id().hashCode());
          yield new Published(g.parameters(), samples, samples.stream().map(Published::plain).toList(), null);
        }
        case Item.Values v -> carried.right(item, v);
        case Item.Net n -> NetworkPoints.of(n, item.id().hashCode());
      };
    } catch (IllegalArgumentException | ArithmeticException | NotationException e) {
      throw new GradingException("item " + item.id() + ": " + e.getMessage());
    }
  }

  static Map<String, Object> plain(Sample s) {
    var m = new LinkedHashMap<String, Object>();
    m.put("parameters", s.parameters());
    m.put("inputs", s.inputs());
    return m;
  }

  /** A component in words. */
  String component(int column) {
    return names.get(column).startsWith("component ") ? names.get(column) : "by " + names.get(column);
  }

  /** One gradient as numbers: an array, for networks also arrays in arrays or an object {@code {"w2": …, "b2": …}}. */
  List<Double> numbers(JsonNode gradient) {
    if (layout != null) {
      return layout.numbers(gradient);
    }
    var all = new ArrayList<Double>();
    NetworkLayout.collect(gradient, all);
    return all;
  }
}
