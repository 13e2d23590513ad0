package org.gradus.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.notation.PlainReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code f = −log σ((2y−1)z)} and its derivative by z at a million points, in nanoseconds a point. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(CurveBench.POINTS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class CurveBench {

  static final int POINTS = 1_000_000;

  @Param({"true", "false"})
  boolean lanes;

  private Kernel value;
  private Kernel both;
  private double[][] in;
  private double[][] out;

  @Setup
  public void setup() {
    var f = PlainReader.parse("-log(sigmoid((2*y-1)*z))");
    var program = Program.of(List.of(f), List.of("z", "y"));
    value = program.compile(lanes);
    both = program.withDerivativesBy("z").compile(lanes);
    in = new double[2][POINTS];
    out = new double[2][POINTS];
    for (int i = 0; i < POINTS; i++) {
      in[0][i] = -30 + 60.0 * i / POINTS;
      in[1][i] = i % 2;
    }
  }

  @Benchmark
  public double value() {
    value.run(in, out, 0, POINTS);
    return out[0][7];
  }

  @Benchmark
  public double valueAndSlope() {
    both.run(in, out, 0, POINTS);
    return out[1][7];
  }
}
