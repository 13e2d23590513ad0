package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Values;
import org.gradus.expr.Rational;

/** Writes the certificates of values of rounded numbers. */
final class ValueCertificates {

  /** More rounded numbers are moved one at a time. */
  private static final int MAX_CORNERS = 8;

  private ValueCertificates() {}

  static Map<String, Object> write(Certificates.Subject s, Claim.Value v) {
    try {
      return Certificates.checked(s, v, List.of(), List.of(), List.of(), node("rule", "value"));
    } catch (Rejected e) {
      var found = new HashMap<Integer, Map<String, Rational>>();
      for (var p : corners(v)) {
        found.putIfAbsent(Values.sign(v, p), p);
      }
      if (!found.containsKey(1) || !found.containsKey(-1)) {
        throw e;
      }
      var other = new LinkedHashMap<String, Object>();
      found.get(-1).forEach((name, x) -> other.put(name, x.toString()));
      return Certificates.checked(new Certificates.Subject(v, found.get(1)), v, List.of(), List.of(), List.of(), node("rule", "between", "other", other));
    }
  }

  private static List<Map<String, Rational>> corners(Claim.Value v) {
    var names = List.copyOf(v.rounded().keySet());
    var middle = new LinkedHashMap<String, Rational>();
    v.rounded().forEach((name, ends) -> middle.put(name, ends.get(0).plus(ends.get(1)).times(Rational.HALF)));
    var all = new ArrayList<Map<String, Rational>>(List.of(middle));
    boolean every = names.size() <= MAX_CORNERS;
    for (int k = 0; k < (every ? 1 << names.size() : 2 * names.size()); k++) {
      var p = new LinkedHashMap<>(middle);
      for (int i = 0; i < names.size(); i++) {
        if (every || k / 2 == i) {
          p.put(names.get(i), v.rounded().get(names.get(i)).get(every ? k >> i & 1 : k & 1));
        }
      }
      all.add(p);
    }
    return all;
  }
}
