package org.gradus.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;

/** How the time of a proof grows with its claim: tab-separated what, size, milliseconds, verdict. */
public final class Growth {

  private Growth() {}

  public static void main(String[] args) {
    for (int warm = 0; warm < 3; warm++) {
      run(warm == 2);
    }
  }

  private static void run(boolean print) {
    grow(print, "factors of a product, multiplied out", new int[] {2, 4, 8, 12, 16}, n -> equal(
        product(n, i -> "(x-" + i + ")"), horner(n)));
    grow(print, "variables of a square of a sum", new int[] {2, 4, 8, 16, 32}, n -> equal(
        "(" + sum(n, i -> "x" + i) + ")^2",
        sum(n, i -> "x" + i + "^2") + "+2*(" + pairs(n) + ")"));
    grow(print, "power of a sum of three", new int[] {4, 8, 16, 32, 64}, n -> equal(
        "(x+y+z)^" + n, "(z+y+x)*(x+z+y)^" + (n - 1)));
    grow(print, "layers of a network of one neuron each", new int[] {1, 2, 4, 8, 16}, n -> Map.of(
        "function", layers(n), "var", "x", "claimed", chain(n)));
    grow(print, "classes of a softmax", new int[] {2, 4, 8, 16, 32}, n -> Map.of(
        "function", "-log(exp(z1)/(" + sum(n, i -> "exp(z" + i + ")") + "))", "var", "z1",
        "claimed", "exp(z1)/(" + sum(n, i -> "exp(z" + i + ")") + ")-1"));
    grow(print, "operations, random, not equal", new int[] {10, 50, 100, 200, 400}, n -> equal(
        sum(n / 5, i -> "sin(x^" + i + "+y)*exp(-" + i + "*z)"), sum(n / 5, i -> "cos(x^" + i + "+y)*exp(-" + i + "*z)")));
  }

  private static void grow(boolean print, String what, int[] sizes, IntFunction<Map<String, Object>> claim) {
    for (int n : sizes) {
      var fields = claim.apply(n);
      var request = new Request(null, fields.containsKey("lhs") ? "equal" : "derivative", fields);
      long start = System.nanoTime();
      var answer = Requests.answer(request);
      double millis = (System.nanoTime() - start) / 1e6;
      if (print) {
        System.out.printf(Locale.ROOT, "%s\t%d\t%.2f\t%s%n", what, n, millis,
            answer.verdict() + (answer.reason() == null ? "" : ": " + answer.reason()));
      }
    }
  }

  private static Map<String, Object> equal(String lhs, String rhs) {
    return new LinkedHashMap<>(Map.of("lhs", lhs, "rhs", rhs));
  }

  private static String sum(int n, IntFunction<String> term) {
    return IntStream.rangeClosed(1, n).mapToObj(term).collect(Collectors.joining("+"));
  }

  private static String product(int n, IntFunction<String> factor) {
    return IntStream.rangeClosed(1, n).mapToObj(factor).collect(Collectors.joining("*"));
  }

  private static String pairs(int n) {
    return IntStream.rangeClosed(1, n).boxed()
        .flatMap(i -> IntStream.range(1, i).mapToObj(j -> "x" + i + "*x" + j)).collect(Collectors.joining("+"));
  }

  /** (x−1)(x−2)…(x−n) in Horner's form. */
  private static String horner(int n) {
    var coefficients = new java.math.BigInteger[] {java.math.BigInteger.ONE};
    for (int root = 1; root <= n; root++) {
      var next = new java.math.BigInteger[root + 1];
      for (int k = 0; k <= root; k++) {
        var shifted = k > 0 ? coefficients[k - 1] : java.math.BigInteger.ZERO;
        var scaled = k < root ? coefficients[k].multiply(java.math.BigInteger.valueOf(-root)) : java.math.BigInteger.ZERO;
        next[k] = shifted.add(scaled);
      }
      coefficients = next;
    }
    var text = new StringBuilder(coefficients[n].toString());
    for (int k = n - 1; k >= 0; k--) {
      text.insert(0, "(").append(")*x+(").append(coefficients[k]).append(")");
    }
    return text.toString();
  }

  private static String layers(int n) {
    return n == 0 ? "x" : "sigmoid(w" + n + "*" + layers(n - 1) + "+b" + n + ")";
  }

  private static String chain(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> layers(i) + "*(1-" + layers(i) + ")*w" + i)
        .collect(Collectors.joining("*"));
  }
}
