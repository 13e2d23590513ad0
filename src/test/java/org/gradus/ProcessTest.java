package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The library in a program: it prints nothing, leaves nothing running, and gives every thread the same. */
final class ProcessTest {

  /** A program that uses everything, Symja included; it prints when main is over. */
  public static final class Everything {
    private Everything() {}

    public static void main(String[] args) {
      use();
      System.out.println(System.currentTimeMillis());
    }
  }

  private static void use() {
    Gradus.D("z tanh z", "z").simplify();
    Gradus.solve("x^2 = 2", "x");
    Gradus.limit("(1+1/n)^n", "n", "oo");
    Gradus.series("exp(x)", "x", "0", 3);
    Gradus.plot("tanh x");
    Gradus.gradcheck("2-2-1 tanh identity mse");
    Gradus.verify("x.md", "$$ \\sum_{k=1}^n k = \\frac{n(n+1)}{2} $$\n\n$$ \\tanh' = 1 + \\tanh^2 $$");
    Gradus.prove("σ(x) < 2");
    Gradus.network("3-3-3 sigmoid softmax cross-entropy").gradcheck();
  }

  @Test
  void theJvmEndsWithMainAndNothingIsPrinted() throws Exception {
    var tests = Path.of(ProcessTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var process = TestClassPath.java("-cp", tests + File.pathSeparator + TestClassPath.all(), Everything.class.getName()).start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmpty();
    assertThat(out).matches("\\d+\\n");
    assertThat(Duration.ofMillis(System.currentTimeMillis() - Long.parseLong(out.strip()))).as("threads of Symja keep a JVM for a minute").isLessThan(Duration.ofSeconds(30));
  }

  private static final int DIFFERENT = 1_000;

  /** One of the calls of a mixed session: mostly quick ones, some proofs, some that ask Symja or make bytecode. */
  private static String call(int i) {
    var f = Gradus.parse("x^" + (i % 7 + 1) + " + sin(" + (i % 3 + 1) + " x)");
    return switch (i % 250) {
      case 0 -> f.d("x").toString();
      case 1 -> Gradus.let("y in {0,1}").parse("log(1 + e^(-(2y-1) z))").equal("-log σ((2y-1) z)").toString();
      case 2 -> Gradus.equal("(x+1)^" + (i / 250 + 2), "x^2 + 2x + 1").toString();
      case 3 -> Gradus.prove("σ(x) < " + i / 250).toString();
      case 4 -> Double.toString(f.compile().applyAsDouble(i % 11));
      case 5 -> Double.toString(Gradus.network("2-2-1 tanh identity mse").random(i % 4).cost(new double[] {1, i % 3}, 1));
      default -> switch (i % 8) {
        case 0 -> Double.toString(f.evaluate("x", i % 11));
        case 1 -> f.at("x", i % 5).plain();
        case 2 -> f.latex();
        case 3 -> f.html();
        case 4 -> f.variables() + f.plain();
        case 5 -> Gradus.define("s", "σ(z)").parse("s (1-s)").toString();
        case 6 -> Gradus.let("p in (0,1)").facts().toString();
        default -> f.toString();
      };
    };
  }

  @Test
  void eightThreadsSeeWhatOneSees() throws Exception {
    int calls = 2_000;
    var expected = IntStream.range(0, DIFFERENT).mapToObj(ProcessTest::call).toArray(String[]::new);
    var failure = new AtomicReference<String>();
    var threads = IntStream.range(0, 8).mapToObj(t -> Thread.ofPlatform().start(() -> {
      for (int i = 0; i < calls && failure.get() == null; i++) {
        int n = (i * 7919 + t * 1237) % expected.length;
        var got = call(n);
        if (!got.equals(expected[n])) {
          failure.compareAndSet(null, n + ": " + got + " instead of " + expected[n]);
        }
      }
    })).toList();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }
}
