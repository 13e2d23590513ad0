package org.gradus.compiled;

import java.lang.constant.ClassDesc;

/** The Vector API, by its names alone: it is an incubating module that a JVM has only if started with it. */
public final class Vectors {

  static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
  static final ClassDesc DOUBLES = ClassDesc.of("jdk.incubator.vector.DoubleVector");
  static final ClassDesc LONGS = ClassDesc.of("jdk.incubator.vector.LongVector");
  static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
  static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
  static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
  static final ClassDesc BINARY = OPERATORS.nested("Binary");
  static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

  private static final int LANES = findLanes();

  private Vectors() {}

  /** Whether there are vectors of doubles, more than one lane wide. */
  public static boolean available() {
    return LANES > 1;
  }

  /** Doubles in a vector of the preferred width; 1 where there are none. */
  public static int lanes() {
    return LANES;
  }

  private static int findLanes() {
    if (Boolean.getBoolean("gradus.scalar") || ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return 1;
    }
    try {
      var species = Class.forName("jdk.incubator.vector.DoubleVector").getField("SPECIES_PREFERRED").get(null);
      return (int) Class.forName("jdk.incubator.vector.VectorSpecies").getMethod("length").invoke(species);
    } catch (ReflectiveOperationException | LinkageError _) {
      return 1; // another JDK: without lanes everything works, only slower
    }
  }
}
