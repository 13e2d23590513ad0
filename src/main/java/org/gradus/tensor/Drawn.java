package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** The values of names and components for one draw: numbers without a pattern, the same for the same name and draw. */
final class Drawn {

  /** The intervals that values are drawn from, in turn. */
  private static final double[][] FROM = {{0.2, 1.4}, {-1.5, 1.5}, {0.05, 0.95}, {1.1, 3}};

  private final Map<String, Looped.Part> dependent = new HashMap<>();
  private final Map<String, double[]> tables = new HashMap<>();
  private final Map<String, Double> known = new HashMap<>();
  private int draw;

  /** A name whose value follows from those of others. */
  void define(String name, Looped.Part value) {
    dependent.put(name, value);
  }

  /** Other values for all names. */
  void again(int number) {
    draw = number;
    tables.values().forEach(t -> Arrays.fill(t, Double.NaN));
    known.clear();
  }

  /** Room for the values of a family's components, NaN where they have not been looked up. */
  double[] table(String family, int size) {
    return tables.computeIfAbsent(family, _ -> {
      var table = new double[size];
      Arrays.fill(table, Double.NaN);
      return table;
    });
  }

  /** The value of a name, or of a component as it is written. */
  double value(String name, int[] at) {
    var value = known.get(name);
    if (value == null) {
      var from = dependent.get(name);
      value = from != null ? from.at(at) : draw(name);
      known.put(name, value);
    }
    return value;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, figure 17). */
  private double draw(String name) {
    var range = FROM[draw % FROM.length];
    long h = (name.hashCode() * 0x9E3779B97F4A7C15L + draw * 0xBF58476D1CE4E5B9L) ^ 0x94D049BB133111EBL;
    h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
    h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
    return range[0] + (range[1] - range[0]) * ((h ^ h >>> 31) >>> 11) * 0x1p-53;
  }

  /** The component as written, with these indices; null among the parts stands for a label, which stays. */
  static String name(Expr.Indexed x, List<Looped.Part> indices, int[] of) {
    var sub = new ArrayList<Expr>();
    var sup = new ArrayList<Expr>();
    for (int k = 0; k < of.length; k++) {
      boolean below = k < x.sub().size();
      var written = below ? x.sub().get(k) : x.sup().get(k - x.sub().size());
      (below ? sub : sup).add(indices.get(k) == null ? written : Exprs.num(of[k]));
    }
    return Exprs.indexed(x.base(), sub, sup).toString();
  }

  /** What stands for a component with an index between the whole numbers: the same for the same values of all of them. */
  static String between(Expr.Indexed x, List<Looped.Part> indices, int[] at) {
    var name = new StringBuilder(x.base()).append('@').append(x.sub().size());
    for (int k = 0; k < indices.size(); k++) {
      var written = k < x.sub().size() ? x.sub().get(k) : x.sup().get(k - x.sub().size());
      name.append('@').append(indices.get(k) == null ? written.toString() : Double.toString(indices.get(k).at(at)));
    }
    return name.toString();
  }

  /** The labels among the indices of a component: a layer that is called L. */
  static List<Expr> labels(Expr.Indexed x, List<Looped.Part> indices) {
    var all = new ArrayList<Expr>(x.sub().stream().toList());
    all.addAll(x.sup().stream().toList());
    var labels = new ArrayList<Expr>();
    for (int k = 0; k < all.size(); k++) {
      if (indices.get(k) == null) {
        labels.add(all.get(k));
      }
    }
    return labels;
  }
}
