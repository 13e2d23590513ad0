package org.gradus.claim;

/**
 * A derivative of a name by a name as it is written, {@code \frac{\partial L}{\partial z^{[2]}}} or {@code dL/dz}, found without
 * reading the formula.
 *
 * @param of  what is differentiated, as written
 * @param end offset behind it
 */
record WrittenDerivative(String of, LatexName by, int end) {

  private static final String[] SIGNS = {"\\partial", "\\mathrm{d}", "d"};

  /** The derivative at this offset, spaces before it passed over; null if there is none. */
  static WrittenDerivative at(String s, int from) {
    int start = LatexName.spaces(s, from);
    if (s.startsWith("\\frac", start) || s.startsWith("\\dfrac", start) || s.startsWith("\\tfrac", start)) {
      int first = LatexName.spaces(s, LatexName.token(s, start));
      int firstEnd = LatexName.token(s, first);
      int second = firstEnd < 0 ? -1 : LatexName.spaces(s, firstEnd);
      int secondEnd = second < 0 ? -1 : LatexName.token(s, second);
      return secondEnd < 0 ? null : of(LatexName.inside(s, first, firstEnd), LatexName.inside(s, second, secondEnd), secondEnd);
    }
    int sign = behindSign(s, start);
    var top = sign < 0 ? null : LatexName.at(s, sign);
    int slash = top == null ? -1 : LatexName.spaces(s, top.end());
    int below = slash < 0 || !s.startsWith("/", slash) ? -1 : behindSign(s, LatexName.spaces(s, slash + 1));
    var by = below < 0 ? null : LatexName.at(s, below);
    return by == null ? null : new WrittenDerivative(top.latex(), by, by.end());
  }

  private static WrittenDerivative of(String top, String bottom, int end) {
    int of = behindSign(top, LatexName.spaces(top, 0));
    int below = behindSign(bottom, LatexName.spaces(bottom, 0));
    var cost = of < 0 ? null : LatexName.at(top, of);
    var by = below < 0 ? null : LatexName.at(bottom, below);
    return cost == null || by == null || !top.substring(cost.end()).isBlank() || !bottom.substring(by.end()).isBlank() ? null
        : new WrittenDerivative(cost.latex(), by, end);
  }

  private static int behindSign(String s, int at) {
    for (var sign : SIGNS) {
      if (s.startsWith(sign, at)) {
        return at + sign.length();
      }
    }
    return -1;
  }
}
