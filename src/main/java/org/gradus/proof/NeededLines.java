package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.GrowthLines;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.expr.Expr;

/** Leaves out the lines of a proof by orders of growth that nothing rests on, one after the other from the last. */
record NeededLines(Expr.Sym x, List<Expr.Rel> known, int logarithms) {

  /** So many lines are followed again. */
  private static final int MAX_FOLLOWED = 3000;

  /** The lines that are enough to show that the body tends to the value, with their new numbers. */
  List<Object> of(List<Object> lines, Expr body, Expr value) {
    List<Object> kept = lines;
    int left = MAX_FOLLOWED;
    for (int i = kept.size() - 1; i >= 0 && left > 0; i--) {
      var without = without(kept, i);
      if (without != null) {
        left -= without.size() + 1;
        var again = new GrowthLines(x, known, logarithms);
        try {
          without.forEach(again::add);
          again.tends(body, value);
          kept = without;
        } catch (Rejected | Normal.Refused | ArithmeticException _) {
          // something rests on it
        }
      }
    }
    return kept;
  }

  /** The other lines, with their new numbers; null if one refers to it. */
  private static List<Object> without(List<Object> all, int at) {
    var rest = new ArrayList<Object>();
    for (int i = 0; i < all.size(); i++) {
      if (i == at) {
        continue;
      }
      var line = (Map<?, ?>) all.get(i);
      var of = (String) line.get("line");
      var using = (List<?>) line.get("using");
      if (String.valueOf(at).equals(of) || using != null && using.contains(String.valueOf(at))) {
        return null;
      }
      var renumbered = new LinkedHashMap<Object, Object>(line);
      if (of != null) {
        renumbered.put("line", number(of, at));
      }
      if (using != null) {
        renumbered.put("using", using.stream().map(u -> number((String) u, at)).toList());
      }
      rest.add(renumbered);
    }
    return rest;
  }

  private static String number(String line, int without) {
    int k = Integer.parseInt(line);
    return String.valueOf(k > without ? k - 1 : k);
  }
}
