package org.gradus.claim;

/** How a name is made that stands for the derivative of the cost by another one: {@code dW} and {@code \bar{W}} for ∂L/∂W. */
enum GradientMark {

  /** Names as in programs: A. Ng, Deep Learning Specialization; CS231n. */
  D {
    @Override
    LatexName by(String s, int at) {
      if (s.charAt(at) != 'd' || isInCommand(s, at)) {
        return null;
      }
      var name = LatexName.at(s, at + 1);
      return name == null ? null : new LatexName(name.base(), name.scripts(), name.transposed(), at, name.end());
    }

    private boolean isInCommand(String s, int at) {
      int i = at - 1;
      while (i >= 0 && Character.isLetter(s.charAt(i))) {
        i--;
      }
      return i >= 0 && s.charAt(i) == '\\';
    }
  },

  /** Adjoints in reverse mode: A. Baydin and others, Automatic differentiation in machine learning (2018). */
  BAR {
    @Override
    LatexName by(String s, int at) {
      int accent = s.startsWith("\\bar", at) ? at + 4 : s.startsWith("\\overline", at) ? at + 9 : -1;
      if (accent < 0 || accent < s.length() && Character.isLetter(s.charAt(accent))) {
        return null;
      }
      int argument = LatexName.spaces(s, accent);
      int close = LatexName.token(s, argument);
      if (close < 0) {
        return null;
      }
      var inside = LatexName.inside(s, argument, close);
      var own = LatexName.at(inside, 0);
      if (own == null || !inside.substring(own.end()).isBlank() || own.transposed()) {
        return null;
      }
      var all = LatexName.scripts(s, own.base(), at, close);
      return all == null || !own.scripts().isEmpty() && !all.scripts().isEmpty() ? null
          : new LatexName(own.base(), own.scripts() + all.scripts(), all.transposed(), at, all.end());
    }
  };

  /** What the name at this offset is the derivative by, from its mark on; null if no such name begins here. */
  abstract LatexName by(String s, int at);
}
