package org.gradus.notation;

import org.gradus.notation.Term.Fence;

/** Which bracket closes which. */
final class Fences {

  private Fences() {}

  static boolean opens(String text) {
    return closing(text) != null;
  }

  static String closing(String open) {
    return switch (open) {
      case "(" -> ")";
      case "[" -> "]";
      case "{" -> "}";
      case "\\{" -> "\\}";
      case "|" -> "|";
      case "||" -> "||";
      case "<|" -> "|>";
      case "<||" -> "||>";
      case "lfloor" -> "rfloor";
      case "lceil" -> "rceil";
      case "langle" -> "rangle";
      default -> null;
    };
  }

  static Fence fence(String open) {
    return switch (open) {
      case "(" -> Fence.PAREN;
      case "[" -> Fence.BRACKET;
      case "|", "<|" -> Fence.ABS;
      case "||", "<||" -> Fence.NORM;
      case "lfloor" -> Fence.FLOOR;
      case "lceil" -> Fence.CEIL;
      case "langle" -> Fence.ANGLE;
      default -> Fence.BRACE;
    };
  }
}
