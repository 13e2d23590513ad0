package org.gradus.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** All slips that gradus knows by name. docs/slips.md is written from it. */
public final class Catalogue {

  /** Every entry, in the order of docs/slips.md. */
  public static final List<Slip> ENTRIES = Stream.of(SignSlips.ALL, FactorSlips.ALL, PowerSlips.ALL, FunctionSlips.ALL, NameSlips.ALL,
      SumSlips.ALL, MatrixSlips.ALL, OtherSlips.ALL).flatMap(List::stream).toList();

  private Catalogue() {}
}
