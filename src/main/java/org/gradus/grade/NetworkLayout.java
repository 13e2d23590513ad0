package org.gradus.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.engine.NetworkSpec;

/**
 * The order of a network's parameters in one array: layer by layer, the weights row by row (a row for each neuron of the
 * layer), then the biases. By name they are {@code w2, b2, w3, …}.
 */
final class NetworkLayout {

  /** A part of the array: the weights of a layer, {@code rows × columns}, or its biases, with one column. */
  record Part(String name, int layer, boolean weights, int from, int rows, int columns) {
    int to() {
      return from + rows * columns;
    }
  }

  private final List<Part> parts;

  NetworkLayout(NetworkSpec spec) {
    var all = new ArrayList<Part>();
    int at = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      all.add(new Part("w" + l, l, true, at, spec.size(l), spec.size(l - 1)));
      at = all.getLast().to();
      all.add(new Part("b" + l, l, false, at, spec.size(l), 1));
      at = all.getLast().to();
    }
    parts = List.copyOf(all);
  }

  List<Part> parts() {
    return parts;
  }

  /** How many parameters there are. */
  int size() {
    return parts.getLast().to();
  }

  /** The names of all parameters: {@code w2[1,3]}, {@code b2[1]}. */
  List<String> names() {
    var names = new ArrayList<String>();
    for (var p : parts) {
      for (int i = 0; i < p.rows() * p.columns(); i++) {
        names.add(p.weights() ? p.name() + "[" + (i / p.columns() + 1) + "," + (i % p.columns() + 1) + "]" : p.name() + "[" + (i + 1) + "]");
      }
    }
    return names;
  }

  /** The array by names: matrices row by row, and vectors. */
  Map<String, Object> named(double[] flat) {
    var map = new LinkedHashMap<String, Object>();
    for (var p : parts) {
      map.put(p.name(), !p.weights() ? Arrays.copyOfRange(flat, p.from(), p.to()) : IntStream.range(0, p.rows())
          .mapToObj(i -> Arrays.copyOfRange(flat, p.from() + i * p.columns(), p.from() + (i + 1) * p.columns())).toList());
    }
    return map;
  }

  /** The numbers of a gradient in their order; an object is read by the names in it. What is no number becomes NaN. */
  List<Double> numbers(JsonNode gradient) {
    var all = new ArrayList<Double>();
    if (gradient.isObject()) {
      for (var p : parts) {
        collect(gradient.path(p.name()), all);
      }
    } else {
      collect(gradient, all);
    }
    return all;
  }

  /** Numbers of arrays in arrays, one after the other. */
  static void collect(JsonNode node, List<Double> into) {
    if (node.isArray()) {
      node.forEach(n -> collect(n, into));
    } else {
      into.add(node.isNumber() ? node.doubleValue() : Double.NaN);
    }
  }
}
