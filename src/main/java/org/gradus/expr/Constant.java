package org.gradus.expr;

/** The named constants. {@link #INFINITY} stands only as a limit point, a limit value or an interval end. */
public enum Constant {
  PI("pi", "\\pi", "π"),
  E("e", "e", "e"),
  INFINITY("oo", "\\infty", "∞");

  private final String plain;
  private final String latex;
  private final String unicode;

  Constant(String plain, String latex, String unicode) {
    this.plain = plain;
    this.latex = latex;
    this.unicode = unicode;
  }

  public String plain() {
    return plain;
  }

  public String latex() {
    return latex;
  }

  public String unicode() {
    return unicode;
  }
}
