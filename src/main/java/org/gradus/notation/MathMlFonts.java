package org.gradus.notation;

/** The letters of mathematics in their styles, as Unicode has them (Mathematical Alphanumeric Symbols). */
enum MathMlFonts {
  ITALIC, ROMAN, BOLD, BOLD_ITALIC, BLACKBOARD, SCRIPT, FRAKTUR, SANS, TYPEWRITER;

  private static final String LOWER_GREEK = "αβγδεζηθικλμνξοπρςστυφχψω";
  private static final String UPPER_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u03F4ΣΤΥΦΧΨΩ";

  /** The style that a command sets, or null. */
  static MathMlFonts of(String command) {
    return switch (command) {
      case "mathrm", "rm", "mathup", "textnormal" -> ROMAN;
      case "mathbf", "bf", "bold", "textbf" -> BOLD;
      case "boldsymbol", "bm", "pmb" -> BOLD_ITALIC;
      case "mathbb", "mathds", "mathbbm", "Bbb" -> BLACKBOARD;
      case "mathcal", "mathscr", "cal" -> SCRIPT;
      case "mathfrak" -> FRAKTUR;
      case "mathsf", "sf" -> SANS;
      case "mathtt", "tt" -> TYPEWRITER;
      case "mathit", "it", "mathnormal" -> ITALIC;
      default -> null;
    };
  }

  /** The character in this style, or itself where the style has none. */
  String of(int c) {
    return Character.toString(styled(c));
  }

  private int styled(int c) {
    int upper = c >= 'A' && c <= 'Z' ? c - 'A' : -1;
    int lower = c >= 'a' && c <= 'z' ? c - 'a' : -1;
    int digit = c >= '0' && c <= '9' ? c - '0' : -1;
    int exception = exception((char) c);
    if (exception != 0) {
      return exception;
    }
    return switch (this) {
      case ITALIC, ROMAN -> c;
      case BOLD -> digit >= 0 ? 0x1D7CE + digit : latin(c, upper, lower, 0x1D400, greek(c, 0x1D6A8));
      case BOLD_ITALIC -> digit >= 0 ? 0x1D7CE + digit : latin(c, upper, lower, 0x1D468, greek(c, 0x1D71C));
      case BLACKBOARD -> digit >= 0 ? 0x1D7D8 + digit : latin(c, upper, lower, 0x1D538, c);
      case SCRIPT -> latin(c, upper, lower, 0x1D49C, c);
      case FRAKTUR -> latin(c, upper, lower, 0x1D504, c);
      case SANS -> digit >= 0 ? 0x1D7E2 + digit : latin(c, upper, lower, 0x1D5A0, c);
      case TYPEWRITER -> digit >= 0 ? 0x1D7F6 + digit : latin(c, upper, lower, 0x1D670, c);
    };
  }

  private static int latin(int c, int upper, int lower, int first, int other) {
    return upper >= 0 ? first + upper : lower >= 0 ? first + 26 + lower : other;
  }

  /** Greek in a block that begins with the capitals, then nabla, then the small letters. */
  private static int greek(int c, int first) {
    int upper = UPPER_GREEK.indexOf(c);
    int lower = LOWER_GREEK.indexOf(c);
    if (c == 'ϕ' || c == 'ϵ') {
      return first + (c == 'ϕ' ? 0x37 : 0x34);
    }
    return upper >= 0 ? first + upper : c == '∇' ? first + 25 : lower >= 0 ? first + 26 + lower : c;
  }

  /** Letters that Unicode had before it had the block. */
  private int exception(char c) {
    return switch (this) {
      case BLACKBOARD -> switch (c) {
        case 'C' -> 'ℂ';
        case 'H' -> 'ℍ';
        case 'N' -> 'ℕ';
        case 'P' -> 'ℙ';
        case 'Q' -> 'ℚ';
        case 'R' -> 'ℝ';
        case 'Z' -> 'ℤ';
        default -> 0;
      };
      case SCRIPT -> switch (c) {
        case 'B' -> 'ℬ';
        case 'E' -> 'ℰ';
        case 'F' -> 'ℱ';
        case 'H' -> 'ℋ';
        case 'I' -> 'ℐ';
        case 'L' -> 'ℒ';
        case 'M' -> 'ℳ';
        case 'R' -> 'ℛ';
        case 'e' -> 'ℯ';
        case 'g' -> 'ℊ';
        case 'o' -> 'ℴ';
        default -> 0;
      };
      case FRAKTUR -> switch (c) {
        case 'C' -> 'ℭ';
        case 'H' -> 'ℌ';
        case 'I' -> 'ℑ';
        case 'R' -> 'ℜ';
        case 'Z' -> 'ℨ';
        default -> 0;
      };
      case ITALIC, ROMAN, BOLD, BOLD_ITALIC, SANS, TYPEWRITER -> 0;
    };
  }
}
