package org.gradus.notation;

import static org.gradus.notation.MathMlReader.element;
import static org.gradus.notation.MathMlReader.mrow;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gradus.notation.MathMlReader.Atom;
import org.gradus.notation.MathMlSymbols.Role;

/** The commands of LaTeX, as MathML. */
final class MathMlCommands {

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9 -]*");
  private static final Map<String, String> DELIMITERS = Map.ofEntries(Map.entry("{", "{"), Map.entry("}", "}"),
      Map.entry("|", "‖"), Map.entry("lbrace", "{"), Map.entry("rbrace", "}"), Map.entry("lbrack", "["), Map.entry("rbrack", "]"),
      Map.entry("langle", "⟨"), Map.entry("rangle", "⟩"), Map.entry("lfloor", "⌊"), Map.entry("rfloor", "⌋"),
      Map.entry("lceil", "⌈"), Map.entry("rceil", "⌉"), Map.entry("vert", "|"), Map.entry("Vert", "‖"), Map.entry("lvert", "|"),
      Map.entry("rvert", "|"), Map.entry("lVert", "‖"), Map.entry("rVert", "‖"), Map.entry("backslash", "\\"), Map.entry("mid", "|"));

  private final MathMlReader in;

  MathMlCommands(MathMlReader in) {
    this.in = in;
  }

  /** The name behind the backslash, which is passed over. */
  private String name() {
    int start = ++in.at;
    while (in.at < in.source.length() && isLetter(in.source.charAt(in.at))) {
      in.at++;
    }
    if (in.at == start && in.at < in.source.length()) {
      in.at = in.source.offsetByCodePoints(in.at, 1);
    }
    return in.source.substring(start, in.at);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  Atom read(Role before) {
    var name = name();
    return switch (name) {
      case "" -> Atom.NOTHING;
      case "frac", "cfrac" -> Atom.of(fraction(""));
      case "dfrac" -> Atom.of("<mstyle displaystyle=\"true\" scriptlevel=\"0\">" + fraction("") + "</mstyle>");
      case "tfrac" -> Atom.of("<mstyle displaystyle=\"false\" scriptlevel=\"0\">" + fraction("") + "</mstyle>");
      case "binom", "dbinom", "tbinom" ->
          Atom.of("<mrow><mo form=\"prefix\">(</mo>" + fraction(" linethickness=\"0\"") + "<mo form=\"postfix\">)</mo></mrow>");
      case "sqrt" -> Atom.of(root());
      case "left" -> fenced();
      case "middle" -> new Atom("<mo fence=\"true\" stretchy=\"true\" lspace=\"0.1em\" rspace=\"0.1em\">" + delimiter() + "</mo>", Role.RELATION, false);
      case "big", "bigl", "bigr", "bigm" -> sized(name, "1.2em");
      case "Big", "Bigl", "Bigr", "Bigm" -> sized(name, "1.6em");
      case "bigg", "biggl", "biggr", "biggm" -> sized(name, "2.1em");
      case "Bigg", "Biggl", "Biggr", "Biggm" -> sized(name, "2.6em");
      case "begin" -> MathMlTables.environment(in);
      case "text", "textrm", "mbox", "hbox", "textit", "textsf", "texttt", "textup", "emph", "textsc", "fbox", "intertext", "shortintertext" ->
          Atom.of(words(in.rawArgument(), ""));
      case "textbf" -> Atom.of(words(in.rawArgument(), " style=\"font-weight:bold\""));
      case "operatorname" -> operator(before);
      case "overline", "bar" -> Atom.of(mrow("<mrow style=\"border-top:0.06em solid\">" + in.argument() + "</mrow>"));
      case "underline", "uline" -> Atom.of("<mrow style=\"border-bottom:0.06em solid\">" + in.argument() + "</mrow>");
      case "boxed" -> Atom.of("<mrow style=\"border:0.06em solid;padding:0.3em\">" + in.argument() + "</mrow>");
      case "cancel", "bcancel", "xcancel", "sout" ->
          Atom.of("<mrow style=\"background:linear-gradient(to top right,transparent 48%,currentColor 49%,currentColor 51%,transparent 52%)\">"
              + in.argument() + "</mrow>");
      case "underbrace", "underbracket" -> new Atom("<munder>" + mrow(in.argument()) + "<mo stretchy=\"true\">⏟</mo></munder>", Role.ORDINARY, true);
      case "overset", "stackrel" -> {
        var above = in.argument();
        yield new Atom("<mover>" + mrow(in.argument()) + mrow(above) + "</mover>", Role.RELATION, false);
      }
      case "underset" -> {
        var below = in.argument();
        yield new Atom("<munder>" + mrow(in.argument()) + mrow(below) + "</munder>", Role.RELATION, false);
      }
      case "xrightarrow", "xleftarrow" -> {
        optional();
        yield new Atom("<mover><mo stretchy=\"true\">" + (name.charAt(1) == 'r' ? "→" : "←") + "</mo>" + mrow(in.argument()) + "</mover>",
            Role.RELATION, false);
      }
      case "not" -> negated();
      case "substack" -> Atom.of(MathMlTables.stacked(in));
      case "tag" -> {
        in.tags.append("<mspace width=\"2em\"></mspace><mtext>(").append(MathMl.escape(in.rawArgument())).append(")</mtext>");
        yield Atom.NOTHING;
      }
      case "textcolor", "colorbox" -> {
        in.rawArgument();
        yield Atom.of(mrow(in.argument()));
      }
      case "hspace", "mspace", "kern", "mkern", "hskip" -> {
        if (in.looking("*")) {
          in.at++;
        }
        in.rawArgument();
        yield MathMlReader.space("0.5em");
      }
      case "pmod" -> Atom.of(mrow("<mspace width=\"0.5em\"></mspace><mo>(</mo><mi>mod</mi><mspace width=\"0.2em\"></mspace>" + in.argument() + "<mo>)</mo>"));
      case "{" -> in.sign("{", Role.OPEN, before);
      case "}" -> in.sign("}", Role.CLOSE, before);
      case "_", "&", "#", "$", "%" -> Atom.of("<mo lspace=\"0\" rspace=\"0\">" + MathMl.escape(name) + "</mo>");
      default -> table(name, before);
    };
  }

  private Atom table(String name, Role before) {
    var symbol = MathMlSymbols.command(name);
    var font = MathMlFonts.of(name);
    if (MathMlSymbols.SPACES.containsKey(name)) {
      return MathMlReader.space(MathMlSymbols.SPACES.get(name));
    } else if (symbol != null) {
      return in.sign(symbol.text(), symbol.role(), before);
    } else if (MathMlSymbols.ACCENTS.containsKey(name)) {
      return accent(name);
    } else if (font != null) {
      return font(name, font);
    } else if (MathMlSymbols.INVISIBLE.contains(name)) {
      return Atom.NOTHING;
    } else if (MathMlSymbols.WITHOUT_ARGUMENT.contains(name)) {
      in.rawArgument();
      return Atom.NOTHING;
    }
    return Atom.of("<mtext class=\"unknown\">" + MathMl.escape("\\" + name) + "</mtext>");
  }

  private String fraction(String attributes) {
    var over = mrow(in.argument());
    return "<mfrac" + attributes + ">" + over + mrow(in.argument()) + "</mfrac>";
  }

  private String root() {
    in.skipSpace();
    if (!in.looking("[")) {
      return element("msqrt", in.argument());
    }
    in.at++;
    var degree = in.row(']');
    in.at = Math.min(in.source.length(), in.at + 1);
    return element("mroot", mrow(in.argument()) + mrow(degree));
  }

  private void optional() {
    in.skipSpace();
    if (in.looking("[")) {
      int end = in.source.indexOf(']', in.at);
      in.at = end < 0 ? in.source.length() : end + 1;
    }
  }

  private Atom accent(String name) {
    boolean wide = MathMlSymbols.WIDE.contains(name);
    var base = mrow(in.argument());
    return new Atom("<mover accent=\"true\">" + base + "<mo stretchy=\"" + wide + "\"" + (name.equals("vec") ? " style=\"font-size:0.65em\"" : "") + ">"
        + MathMlSymbols.ACCENTS.get(name) + "</mo></mover>",
        Role.ORDINARY, name.equals("overbrace") || name.equals("overbracket"));
  }

  /** A command of type: with a group it sets the group, bare as {@code \bf} all that follows. */
  private Atom font(String name, MathMlFonts font) {
    in.skipSpace();
    boolean toTheEnd = name.length() == 2 && !name.equals("bm") || name.equals("cal");
    if (toTheEnd) {
      in.style(font);
      return Atom.NOTHING;
    }
    if (font == MathMlFonts.ROMAN && in.looking("{")) {
      int start = in.at;
      var text = in.rawArgument();
      if (WORD.matcher(text).matches() && text.length() > 1) {
        return Atom.of(element("mi", MathMl.escape(text).replace(" ", "\u00A0")));
      }
      in.at = start;
    }
    return Atom.of(mrow(in.styled(font)));
  }

  private Atom operator(Role before) {
    boolean limits = in.looking("*");
    if (limits) {
      in.at++;
    }
    var text = MathMl.escape(in.rawArgument().replace("\\,", "\u2009").replaceAll("\\\\[a-zA-Z]+|[{}]", "").strip());
    return limits || text.matches("arg\\W?(max|min)|max|min|sup|inf|lim") ? in.sign(text.replace("&quot;", ""), Role.LIMIT, before)
        : in.function(text, before);
  }

  private Atom negated() {
    in.skipSpace();
    if (in.atEnd()) {
      return Atom.NOTHING;
    }
    int start = in.at;
    var what = in.looking("\\") ? name() : in.source.substring(start, in.at = in.source.offsetByCodePoints(start, 1));
    var symbol = in.source.charAt(start) == '\\' ? MathMlSymbols.command(what) : new MathMlSymbols.Symbol(what, Role.RELATION);
    return symbol == null ? Atom.NOTHING : in.sign(symbol.text() + "\u0338", Role.RELATION, Role.ORDINARY);
  }

  // ---- delimiters ----

  /** The delimiter that stands here, escaped; empty for a dot. */
  private String delimiter() {
    in.skipSpace();
    if (in.atEnd()) {
      return "";
    }
    if (in.looking("\\")) {
      return MathMl.escape(DELIMITERS.getOrDefault(name(), ""));
    }
    int start = in.at;
    in.at = in.source.offsetByCodePoints(start, 1);
    var sign = in.source.substring(start, in.at);
    return switch (sign) {
      case "." -> "";
      case "<" -> "⟨";
      case ">" -> "⟩";
      default -> MathMl.escape(sign);
    };
  }

  private Atom fenced() {
    var left = delimiter();
    var body = new StringBuilder(in.row());
    while (!in.atEnd() && !in.lookingAtCommand("right") && !in.lookingAtCommand("end") && !in.looking("}")) {
      in.at += in.looking("\\\\") ? 2 : 1; // a row or a cell ends inside
      body.append(in.row());
    }
    var right = "";
    if (in.lookingAtCommand("right")) {
      in.at += "\\right".length();
      right = delimiter();
    }
    return new Atom(mrow(fence(left, "prefix") + body + fence(right, "postfix")), Role.CLOSE, false);
  }

  static String fence(String sign, String form) {
    return sign.isEmpty() ? "" : "<mo form=\"" + form + "\" fence=\"true\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">" + sign + "</mo>";
  }

  private Atom sized(String name, String size) {
    var sign = delimiter();
    char side = name.charAt(name.length() - 1);
    boolean opens = side == 'l' || side != 'r' && "([{⟨⌊⌈".contains(sign);
    return sign.isEmpty() ? Atom.NOTHING : new Atom("<mo form=\"" + (opens ? "prefix" : "postfix") + "\" stretchy=\"true\" minsize=\"" + size
        + "\" maxsize=\"" + size + "\" lspace=\"0\" rspace=\"0\">" + sign + "</mo>", opens ? Role.OPEN : Role.CLOSE, false);
  }

  // ---- words ----

  /** Words in a formula, perhaps with formulas between dollars in them. */
  private static String words(String text, String attributes) {
    var parts = text.split("(?<!\\\\)\\$", -1);
    var out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1 && i < parts.length - 1) {
        out.append(mrow(new MathMlReader(parts[i], List.of()).formula()));
      } else if (!parts[i].isEmpty()) {
        var plain = parts[i].replaceAll("\\\\([_%&#${}])", "$1").replaceAll("\\\\[a-zA-Z]+\\s*|(?<!\\\\)[{}]", "")
            .replace("~", " ").replace("\\ ", " ").replaceAll("\\s+", "\u00A0");
        out.append("<mtext").append(attributes).append('>').append(MathMl.escape(plain)).append("</mtext>");
      }
    }
    return parts.length > 1 ? mrow(out.toString()) : out.toString();
  }
}
