package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** The values that the free indices and layers of a formula run through in a network. */
final class EngineIndices {

  private EngineIndices() {}

  /** Every choice of layers and indices for which the quantities of the formula exist, as far as their places tell. */
  static List<Map<String, Integer>> all(Expr lhs, Expr rhs, NetworkSpec spec) {
    var layers = new LinkedHashSet<String>();
    var indices = new LinkedHashSet<String>();
    for (var side : List.of(lhs, rhs)) {
      for (var s : Trees.freeSymbols(side)) {
        if (stands(side, s, true) && !s.name().equals("L")) {
          layers.add(s.name());
        } else if (stands(side, s, false) && !s.name().equals("y")) {
          indices.add(s.name());
        }
      }
    }
    var result = new ArrayList<Map<String, Integer>>();
    for (var layer : choices(List.of(new HashMap<>()), layers, spec.layers())) {
      List<Map<String, Integer>> some = List.of(layer);
      for (var index : indices) {
        some = choices(some, Set.of(index), size(List.of(lhs, rhs), index, spec, e -> layer(e, layer, spec)));
      }
      result.addAll(some);
    }
    return result;
  }

  private static List<Map<String, Integer>> choices(List<Map<String, Integer>> before, Set<String> names, int upTo) {
    var result = before;
    for (var name : names) {
      var next = new ArrayList<Map<String, Integer>>();
      for (var choice : result) {
        for (int i = 1; i <= upTo; i++) {
          var more = new HashMap<>(choice);
          more.put(name, i);
          next.add(more);
        }
      }
      result = next;
    }
    return result;
  }

  private static boolean stands(Expr e, Expr.Sym s, boolean asLayer) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i
        && (asLayer ? i.sup() : i.sub()).stream().anyMatch(at -> Trees.freeSymbols(at).contains(s)));
  }

  /** How far an index runs: the smallest layer in which it numbers the neurons; 0 if it numbers none. */
  static int size(Expr e, String index, NetworkSpec spec, ToIntFunction<Expr> layer) {
    return size(List.of(e), index, spec, layer);
  }

  private static int size(List<Expr> sides, String index, NetworkSpec spec, ToIntFunction<Expr> layer) {
    var smallest = new int[] {Integer.MAX_VALUE};
    for (var side : sides) {
      Trees.any(side, x -> {
        if (x instanceof Expr.Indexed i) {
          for (int at = 0; at < i.sub().size(); at++) {
            if (i.sub().get(at) instanceof Expr.Sym s && s.name().equals(index)) {
              smallest[0] = Math.min(smallest[0], size(i, at, spec, layer));
            }
          }
        }
        return false;
      });
    }
    return smallest[0] == Integer.MAX_VALUE ? 0 : smallest[0];
  }

  private static int size(Expr.Indexed x, int position, NetworkSpec spec, ToIntFunction<Expr> layer) {
    int l = switch (x.base()) {
      case "y" -> spec.layers();
      case "x" -> 1;
      default -> x.sup().size() != 1 ? 0 : layer.applyAsInt(x.sup().get(0)) - position; // the second index of w^l counts layer l − 1
    };
    if (l == 0 && x.sup().isEmpty()) {
      return Integer.MAX_VALUE; // a Kronecker delta runs as far as its index does elsewhere
    }
    return l < 1 || l > spec.layers() ? 0 : spec.size(l);
  }

  private static int layer(Expr e, Map<String, Integer> layers, NetworkSpec spec) {
    return switch (e) {
      case Expr.Num n when n.value().isIntegerWithin(LayerCalculus.MAX_LAYER) -> n.value().intValueExact();
      case Expr.Sym s when s.name().equals("L") -> spec.layers();
      case Expr.Sym s -> layers.getOrDefault(s.name(), 0);
      case Expr.Add a -> a.args().stream().mapToInt(x -> layer(x, layers, spec)).sum();
      default -> 0;
    };
  }
}
