package org.gradus.bench;

/** The least that a JVM takes. */
public final class Empty {

  private Empty() {}

  public static void main(String[] args) {}
}
