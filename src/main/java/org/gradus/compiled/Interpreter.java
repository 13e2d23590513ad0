package org.gradus.compiled;

import java.util.HashMap;
import java.util.List;
import org.gradus.compiled.Graph.Node;

/** Carries out the nodes in their order, one point at a time. */
final class Interpreter extends Kernel {

  private final List<Node> order;
  private final int[][] operands;
  private final int[] results;

  Interpreter(List<Node> roots) {
    order = Expansion.reachable(roots);
    var place = new HashMap<Node, Integer>();
    operands = new int[order.size()][3];
    for (int i = 0; i < order.size(); i++) {
      var n = order.get(i);
      place.put(n, i);
      operands[i] = new int[] {place.getOrDefault(n.a(), 0), place.getOrDefault(n.b(), 0), place.getOrDefault(n.c(), 0)};
    }
    results = roots.stream().mapToInt(place::get).toArray();
  }

  @Override
  public int outputs() {
    return results.length;
  }

  @Override
  public boolean isCode() {
    return false;
  }

  @Override
  public void at(double[] in, double[] out) {
    var v = new double[order.size()];
    for (int i = 0; i < v.length; i++) {
      var n = order.get(i);
      v[i] = switch (n.op()) {
        case CONST -> n.value();
        case VAR -> in[n.input()];
        default -> n.op().apply(v[operands[i][0]], v[operands[i][1]], v[operands[i][2]]);
      };
    }
    for (int k = 0; k < results.length; k++) {
      out[k] = v[results[k]];
    }
  }

  @Override
  public void run(double[][] in, double[][] out, int from, int to) {
    var point = new double[in.length];
    var result = new double[results.length];
    for (int i = from; i < to; i++) {
      for (int k = 0; k < point.length; k++) {
        point[k] = in[k][i];
      }
      at(point, result);
      for (int k = 0; k < result.length; k++) {
        out[k][i] = result[k];
      }
    }
  }
}
