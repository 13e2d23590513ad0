package org.gradus.notation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Functions;
import org.gradus.notation.Token.Kind;

/**
 * Cuts LaTeX into the tokens of the parsers: commands that only spell a sign become that sign, sizes, fonts and
 * spaces vanish, upright names are found before letters are split.
 */
final class LatexLexer {

  private final String source;
  private final Names names;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<String> lefts = new ArrayDeque<>();
  /** Braces that belong to a command that vanishes: their closing ones vanish too. */
  private final Deque<Boolean> silentBraces = new ArrayDeque<>();
  private boolean nextBraceSilent;
  private int skippedGroups;
  /** Where spaces end that the author set. */
  private final List<Integer> apart = new ArrayList<>();
  private static final Pattern OPENING = Pattern.compile("\\s*(?<size>\\\\(?:left|[bB]igg?l?)\\s*)?(?<bracket>[(\\[])");
  private int at;
  /** Where the letters d of derivatives stand; null until one asks. */
  private BitSet inDerivatives;

  private LatexLexer(String source, Names names) {
    this.source = source;
    this.names = names;
  }

  static List<Token> tokens(String source, Names names) {
    if (source.length() > TermParser.MAX_LENGTH) {
      throw new NotationException("the formula has more than " + TermParser.MAX_LENGTH + " characters",
          TermParser.MAX_LENGTH, "split it");
    }
    return new LatexLexer(source, names).run();
  }

  private List<Token> run() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '{' && skippedGroups > 0) {
        skippedGroups--;
        at = closing(at) + 1;
        continue;
      }
      if (!Character.isWhitespace(c) && c != '{' && c != '\\') {
        nextBraceSilent = false;
      }
      if (Character.isWhitespace(c) || c == '~' || c == '\u00A0') {
        at++;
      } else if (c == '%') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (c == '\\') {
        command();
      } else if (PlainLexer.isDigit(c) || c == '.' && at + 1 < source.length() && PlainLexer.isDigit(source.charAt(at + 1))) {
        number();
      } else if (isAscii(c)) {
        letters();
      } else if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else {
        sign(c);
      }
    }
    tokens.add(new Token(Kind.END, "", at, at));
    setApart();
    HalfOpen.pair(tokens);
    return tokens;
  }

  private static boolean isAscii(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** Marks the brackets that open behind a space that the author set. */
  private void setApart() {
    var opening = new HashSet<Integer>();
    for (int from : apart) {
      var m = OPENING.matcher(source).region(from, source.length());
      if (m.lookingAt()) {
        opening.add(m.start("bracket"));
        opening.add(m.start("size") < 0 ? m.start("bracket") : m.start("size"));
      }
    }
    tokens.replaceAll(t -> t.is("(") && opening.contains(t.start()) ? new Token(t.kind(), t.text(), t.start(), t.end(), true) : t);
  }

  private void add(Kind kind, String text, int length) {
    tokens.add(new Token(kind, text, at, at + length));
    at += length;
  }

  private void open() {
    boolean silent = nextBraceSilent;
    nextBraceSilent = false;
    // {} is nothing, unless it stands for an argument
    int next = at + 1;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    boolean script = !tokens.isEmpty() && (tokens.getLast().is("^") || tokens.getLast().is("_"));
    if (!script && next < source.length() && source.charAt(next) == '}') {
      at = next + 1;
      return;
    }
    silentBraces.push(silent);
    if (silent) {
      at++;
    } else {
      add(Kind.SYMBOL, "{", 1);
    }
  }

  private void close() {
    if (!silentBraces.isEmpty() && silentBraces.pop()) {
      at++;
    } else {
      add(Kind.SYMBOL, "}", 1);
    }
  }

  /** The offset of the brace that closes the one at {@code i}. Throws if none does. */
  private int closing(int i) {
    int level = 0;
    for (int j = i; j < source.length(); j++) {
      char c = source.charAt(j);
      if (c == '\\') {
        j++;
      } else if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        return j;
      }
    }
    throw new NotationException("'{' is never closed", i, "add '}'");
  }

  // --- numbers ---

  private static final Pattern SPACED = Pattern.compile("\\d(?: \\d)*(?: \\. \\d(?: \\d)*)?(?![\\d.])");

  /** A number; TeX knows no spaces between digits, and {@code {,}} is the decimal comma. */
  private void number() {
    int end = Numbers.end(source, at);
    var text = source.substring(at, end);
    if (source.startsWith("{,}", end) && text.chars().allMatch(Character::isDigit)
        && end + 3 < source.length() && PlainLexer.isDigit(source.charAt(end + 3))) {
      int decimals = end + 3;
      while (decimals < source.length() && PlainLexer.isDigit(source.charAt(decimals))) {
        decimals++;
      }
      number(text + "." + source.substring(end + 3, decimals), decimals);
      return;
    }
    if (text.length() == 1 && source.startsWith(" ", end)) {
      var spaced = SPACED.matcher(source).region(at, source.length());
      if (spaced.lookingAt() && spaced.end() > end) {
        number(spaced.group().replace(" ", ""), spaced.end());
        return;
      }
    }
    number(text, end);
  }

  private void number(String text, int end) {
    int percent = Numbers.percent(source, end);
    add(Kind.NUMBER, percent < 0 ? text : Numbers.hundredth(text), (percent < 0 ? end : percent) - at);
  }

  // --- letters ---

  private void letters() {
    int end = at;
    while (end < source.length() && isAscii(source.charAt(end))) {
      end++;
    }
    var run = source.substring(at, end);
    if (run.length() > 1 && run.charAt(0) == 'd' && (names.isGradient(run.substring(1)) || run.length() == 2 && isInDerivative())) {
      add(Kind.NAME, "d", 1);
      run = run.substring(1);
    }
    if (run.length() > 1 && isName(run, end)) {
      add(Kind.NAME, run, run.length());
      return;
    }
    while (at < end) {
      int length = known(source.substring(at, end));
      add(Kind.NAME, source.substring(at, at + length), length);
    }
  }

  private static final Pattern DERIVATIVE = Pattern.compile("\\\\[dtc]?frac\\s*\\{\\s*(d)[^{}]*}\\s*\\{\\s*(d)[^{}]*}|(d)[^\\s/{}]{1,8}/(d)[A-Za-z\\\\]");

  /** Whether the letter d here is that of a derivative, over or under the bar, even where the document calls something dw. */
  private boolean isInDerivative() {
    if (inDerivatives == null) {
      inDerivatives = new BitSet();
      for (var m = DERIVATIVE.matcher(source); m.find();) {
        for (int g = 1; g <= m.groupCount(); g++) {
          if (m.start(g) >= 0) {
            inDerivatives.set(m.start(g));
          }
        }
      }
    }
    return inDerivatives.get(at);
  }

  /** Whether a run of letters is one name: a known one, or one that looks like a name and not like a product. */
  private boolean isName(String run, int end) {
    if (names.isFunction(run) || names.isVariable(run) || FunctionNames.table(run) != null && run.length() > 2
        || run.equals("ln") || run.equals("argmax") || run.equals("softmax")) {
      return true;
    }
    if (run.length() < 3) {
      return false;
    }
    if (Words.isQuantity(run)) {
      return true;
    }
    boolean subscript = end < source.length() && source.charAt(end) == '_';
    boolean exponent = !tokens.isEmpty() && tokens.getLast().is("^"); // of which TeX takes one letter: X^TAX
    boolean capitals = !exponent && run.equals(run.toUpperCase(Locale.ROOT));
    if (subscript && names.isProduct(run)) {
      return false;
    }
    if (capitals && run.chars().allMatch(c -> names.rank(String.valueOf((char) c), 0) == Rank.MATRIX)) {
      return false; // ABC of the matrices A, B and C
    }
    return (subscript || capitals) && run.chars().noneMatch(c -> names.isVariable(String.valueOf((char) c)))
        && known(run) == 1;
  }

  /** The length of the known name that the text starts with; a letter otherwise. */
  private int known(String text) {
    for (int n = text.length(); n > 1; n--) {
      var name = text.substring(0, n);
      if (names.isFunction(name) || names.isVariable(name) || n > 2 && Functions.byName(name) != null || name.equals("ln")) {
        return n;
      }
    }
    return 1;
  }

  // --- signs ---

  private void sign(char c) {
    for (var sign : List.of(":=", NamesBehind.SIGN, "<=", ">=", "!=", "==", "...")) {
      if (source.startsWith(sign, at)) {
        add(sign.equals("...") ? Kind.COMMAND : Kind.SYMBOL, sign.equals("...") ? "dots" : sign.equals("==") ? "=" : sign, sign.length());
        return;
      }
    }
    if (c == '\'' && isTranspose()) {
      tokens.add(new Token(Kind.SYMBOL, "^", at, at));
      add(Kind.NAME, "top", 1);
    } else if (c == '&') {
      add(Kind.COMMAND, "&", 1);
    } else if ("+-*/^()[]|,;!=<>'_.:".indexOf(c) >= 0) {
      add(Kind.SYMBOL, String.valueOf(c), 1);
    } else if (c == '…' || c == '⋯') {
      add(Kind.COMMAND, "dots", 1);
    } else if (c == '∴' || c == '∵') {
      add(Kind.WORDS, c == '∴' ? "therefore" : "because", 1);
    } else if (c == '∀') {
      add(Kind.WORDS, "for all", 1);
    } else if (c == '∂' || c == '∇' || c == '√') {
      add(Kind.COMMAND, c == '∂' ? "partial" : c == '∇' ? "nabla" : "sqrt", 1);
    } else if (c == '∑' || c == '∏' || c == '∫') {
      add(Kind.COMMAND, c == '∑' ? "sum" : c == '∏' ? "prod" : "int", 1);
    } else if (c == 'ℝ') {
      add(Kind.NAME, "RR", 1);
    } else if (Character.isLetter(c) && Greek.name(c) == null && Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN
        || c >= '①' && c <= '⑳' || c == '。' || c == '，') {
      int end = at;
      while (end < source.length() && source.charAt(end) > 0x2E00 || end < source.length() && end == at) {
        end++;
      }
      add(Kind.WORDS, source.substring(at, end), end - at);
    } else {
      unicode(c);
    }
  }

  /** Whatever plain text knows too: Greek letters, accents, Unicode relations and superscripts. */
  private void unicode(char c) {
    int end = at + 1;
    while (end < source.length() && (Character.getType(source.charAt(end)) == Character.NON_SPACING_MARK
        || "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(c) >= 0 && "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(source.charAt(end)) >= 0)) {
      end++;
    }
    List<Token> found;
    try {
      found = PlainLexer.tokens(source.substring(at, end));
    } catch (NotationException e) {
      add(Kind.COMMAND, "unknown " + source.substring(at, source.offsetByCodePoints(at, 1)), source.offsetByCodePoints(at, 1) - at);
      return;
    }
    for (var t : found) {
      if (t.kind() != Kind.END) {
        tokens.add(new Token(t.kind(), t.text(), at + t.start(), at + t.end()));
      }
    }
    at = end;
  }

  /** In a document that writes X'X; {@code f'(x)} is a derivative even there. */
  private boolean isTranspose() {
    if (!names.transposesByPrime() || tokens.isEmpty() || source.startsWith("''", at)) {
      return false;
    }
    var before = tokens.getLast();
    boolean function = before.kind() == Kind.FUNCTION || before.kind() == Kind.NAME
        && (names.isFunction(before.text()) || before.text().matches("[fgh]|phi|varphi|psi|sigma"));
    return !(function && source.startsWith("(", at + 1));
  }

  // --- commands ---

  private String commandName() {
    int end = at + 1;
    while (end < source.length() && isAscii(source.charAt(end))) {
      end++;
    }
    if (end == at + 1) {
      return end < source.length() ? source.substring(end, end + 1) : "";
    }
    if (end < source.length() && source.charAt(end) == '*' && source.startsWith("\\operatorname", at)) {
      end++;
    }
    return source.substring(at + 1, end);
  }

  private void command() {
    var name = commandName();
    int length = name.length() + 1;
    switch (name) {
      case "" -> add(Kind.COMMAND, "unknown \\", 1);
      case "\\", "newline", "cr", "tabularnewline" -> row(length);
      case ",", ";", ":", ">" -> {
        at += length;
        apart.add(at);
      }
      case "!", "/" -> at += length;
      case " ", "\n", "\t" -> space(length);
      case "quad", "qquad" -> add(Kind.COMMAND, "quad", length);
      case "{", "}" -> add(Kind.SYMBOL, "\\" + name, length);
      case "|" -> add(Kind.SYMBOL, "||", length);
      case "_", "&", "#", "$", "%" -> add(Kind.COMMAND, "unknown \\" + name, length);
      case "left", "right", "middle" -> delimiter(name, length);
      case "bigl", "Bigl", "biggl", "Biggl" -> sided("left", length);
      case "bigr", "Bigr", "biggr", "Biggr" -> sided("right", length);
      case "begin", "end" -> environment(name, length);
      case "tag" -> tag(length);
      case "therefore" -> add(Kind.WORDS, "therefore", length);
      case "because" -> add(Kind.WORDS, "because", length);
      case "forall" -> add(Kind.WORDS, "for all", length);
      case "infty" -> add(Kind.NAME, "oo", length);
      case "ell" -> add(Kind.NAME, "ell", length);
      case "top", "intercal" -> add(Kind.NAME, "top", length);
      case "prime" -> add(Kind.NAME, "prime", length);
      case "star" -> add(Kind.SYMBOL, "*", length);
      case "dots", "ldots", "cdots", "vdots", "ddots", "dotsc", "dotsb" -> add(Kind.COMMAND, "dots", length);
      case "mathbb", "mathds", "mathcal", "mathbbm" -> blackboard(name, length);
      case "stackrel", "overset", "underset" -> {
        at += length;
        skippedGroups = 1;
        nextBraceSilent = true;
      }
      case "underbrace", "overbrace" -> brace(length);
      case "triangledown", "bigtriangledown" -> add(Kind.COMMAND, "nabla", length);
      default -> table(name, length);
    }
  }

  private void table(String name, int length) {
    var sign = LatexCommands.SIGNS.get(name);
    if (sign != null) {
      add(Kind.SYMBOL, sign, length);
    } else if (LatexCommands.WORDS.contains(name)) {
      words(length);
    } else if (LatexCommands.UPRIGHT.contains(name)) {
      upright(length);
    } else if (LatexCommands.SKIP_WITH_ARGUMENT.contains(name)) {
      at += length;
      skippedGroups = 1;
      skipSpace();
      if (at >= source.length() || source.charAt(at) != '{') {
        skippedGroups = 0;
      }
    } else if (LatexCommands.FONTS.contains(name)) {
      if (boldOne(name, length)) {
        return;
      }
      at += length;
      skippedGroups = name.equals("textcolor") ? 1 : 0;
      boolean keeps = (name.equals("underline") || name.equals("cancel") || name.equals("boxed") || name.equals("bcancel")
          || name.equals("xcancel") || name.equals("fbox") || name.equals("uline")) && !holdsRelation();
      nextBraceSilent = !keeps;
    } else if (LatexCommands.SILENT.contains(name)) {
      at += length;
    } else if (LatexCommands.ACCENTS.containsKey(name)) {
      add(Kind.COMMAND, name, length);
    } else if (LatexCommands.GREEK_VARIANTS.containsKey(name)) {
      add(Kind.NAME, LatexCommands.GREEK_VARIANTS.get(name), length);
    } else if (Greek.isName(name)) {
      // Γ is a function or nothing that homework writes; γ, β and δ are quantities.
      add(Kind.NAME, name, length);
    } else if (Functions.byName(name) != null && FunctionNames.prefix(name) != null || name.equals("det")) {
      add(Kind.FUNCTION, name, length);
    } else {
      add(Kind.COMMAND, name, length);
    }
  }

  private static final Pattern BOLD_ONE = Pattern.compile(
      "\\s*(?:\\{\\s*1\\s*\\}|1)(?![0-9.])(?!\\s*(?:\\\\left\\s*)?(?:\\[|\\(|\\\\\\{|_\\s*\\{[^{}]*(?:=|\\\\ne|>|<|\\\\[lg]e|\\\\in)))");

  /** {@code \\mathbf 1}: the vector of ones, unless it begins an indicator. */
  private boolean boldOne(String name, int length) {
    var m = BOLD_ONE.matcher(source).region(at + length, source.length()).useTransparentBounds(true);
    if (!Set.of("mathbf", "boldsymbol", "bm", "vec", "pmb", "bold").contains(name) || !m.lookingAt()) {
      return false;
    }
    add(Kind.NAME, Ranks.ONES, m.end() - at);
    return true;
  }

  private boolean holdsRelation() {
    skipSpace();
    if (at >= source.length() || source.charAt(at) != '{') {
      return false;
    }
    int end = closing(at);
    int level = 0;
    for (int i = at; i < end; i++) {
      char c = source.charAt(i);
      level += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (level == 1 && (c == '=' || c == '<' || c == '>' || source.startsWith("\\le", i) && !source.startsWith("\\left", i)
          || source.startsWith("\\ge", i) || source.startsWith("\\approx", i))) {
        return true;
      }
    }
    return false;
  }

  private void skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  /** A row's end, with the space that may follow it in brackets. */
  private void row(int length) {
    add(Kind.COMMAND, "\\\\", length);
    if (at < source.length() && source.charAt(at) == '*') {
      at++;
    }
    if (at < source.length() && source.charAt(at) == '[') {
      int end = source.indexOf(']', at);
      if (end > at && source.substring(at + 1, end).strip().matches("-?[0-9.]+ ?[a-z]{2}")) {
        at = end + 1;
      }
    }
  }

  /** In [0 \ 1] the space is what separates the entries. */
  private void space(int length) {
    int next = at + length;
    while (next < source.length() && (Character.isWhitespace(source.charAt(next)) || source.startsWith("\\ ", next))) {
      next += Character.isWhitespace(source.charAt(next)) ? 1 : 2;
    }
    boolean numbers = !tokens.isEmpty() && tokens.getLast().kind() == Kind.NUMBER && next < source.length()
        && (PlainLexer.isDigit(source.charAt(next)) || source.charAt(next) == '-');
    int level = 0;
    for (int i = tokens.size() - 1; i >= 0 && numbers; i--) {
      var t = tokens.get(i);
      level += t.is("]") ? 1 : t.is("[") ? -1 : 0;
      if (level < 0) {
        add(Kind.SYMBOL, ",", length);
        return;
      }
    }
    at += length;
  }

  private void sided(String side, int length) {
    delimiter(side, length);
  }

  /** A bracket with what gives it its size: both are one token, so that a bracket is never torn from it. */
  private void delimiter(String side, int length) {
    int start = at;
    at += length;
    skipSpace();
    if (at >= source.length()) {
      tokens.add(new Token(Kind.COMMAND, "unknown \\" + side, start, at));
      return;
    }
    String text;
    int size = 1;
    if (source.charAt(at) == '\\') {
      var name = commandName();
      size = name.length() + 1;
      text = switch (name) {
        case "{", "}" -> "\\" + name;
        case "|" -> "||";
        default -> LatexCommands.SIGNS.getOrDefault(name, "unknown \\" + name);
      };
    } else {
      text = source.substring(at, at + 1);
    }
    boolean left = side.equals("left");
    text = left && text.equals("]") ? "(" : side.equals("right") && text.equals("[") ? ")" : text; // ]0, 1[ is open
    if (left) {
      lefts.push(text);
    } else if (side.equals("right")) {
      var opened = lefts.isEmpty() ? "" : lefts.pop();
      if (opened.equals(".") && text.equals("|")) {
        add(start, Kind.SYMBOL, "|", size); // an evaluation bar
        return;
      }
    }
    text = switch (text) {
      case "|", "<|", "|>" -> side.equals("middle") ? "|" : left ? "<|" : "|>";
      case "||", "<||", "||>" -> left ? "<||" : "||>";
      default -> text;
    };
    if (text.equals(".")) {
      at += size;
    } else {
      add(start, text.startsWith("unknown") ? Kind.COMMAND : Kind.SYMBOL, text, size);
    }
  }

  private void add(int start, Kind kind, String text, int length) {
    tokens.add(new Token(kind, text, start, at + length));
    at += length;
  }

  /** The argument in braces after a command, raw; the position moves behind it. */
  private String argument(int length) {
    at += length;
    skipSpace();
    if (at >= source.length() || source.charAt(at) != '{') {
      throw new NotationException("expected '{' after this command", Math.min(at, source.length()), "write the argument between braces");
    }
    int end = closing(at);
    var text = source.substring(at + 1, end);
    at = end + 1;
    return text;
  }

  private void environment(String command, int length) {
    int start = at;
    var name = argument(length);
    if (command.equals("begin")) {
      if (name.startsWith("array") || name.startsWith("alignedat") || name.startsWith("alignat")) {
        skipSpace();
        if (at < source.length() && source.charAt(at) == '{') {
          at = closing(at) + 1; // the columns
        }
      }
    }
    tokens.add(new Token(Kind.COMMAND, command + ":" + name, start, at));
  }

  private void tag(int length) {
    int start = at;
    if (source.startsWith("*", at + length)) {
      at++;
    }
    var text = argument(length);
    tokens.add(new Token(Kind.COMMAND, "tag:" + text, start, at));
  }

  /** {@code \text{…}}: a name where it is one word that can be a name, words otherwise. */
  private void words(int length) {
    int start = at;
    var text = argument(length);
    if (text.isBlank()) {
      return;
    }
    var bare = text.strip().replace("\\_", "_");
    bare = (bare.indexOf('.') < 0 ? bare : bare.replaceAll("\\.$", "")).replace("$", "");
    // a\text{-relu}
    if (bare.startsWith("-") && !tokens.isEmpty() && tokens.getLast().kind() == Kind.NAME && Words.isName(bare.substring(1))) {
      var first = tokens.removeLast();
      tokens.add(new Token(Kind.NAME, first.text() + name(bare), first.start(), at));
      return;
    }
    boolean script = !tokens.isEmpty() && (tokens.getLast().is("_") || tokens.getLast().is("^"))
        || tokens.size() > 1 && tokens.getLast().is("{") && tokens.get(tokens.size() - 2).is("_");
    boolean connects = text.startsWith(" ") || text.endsWith(" ") || text.endsWith(",");
    if (script && bare.chars().allMatch(Character::isLetterOrDigit)
        || Words.isName(bare) && (!connects || FunctionNames.table(bare) != null || bare.length() == 1)) {
      tokens.add(new Token(Kind.NAME, name(bare), start, at));
    } else {
      var t = Words.clean(text);
      tokens.add(t.equals("or") || t.equals("and") ? new Token(Kind.SYMBOL, t, start, at)
          : new Token(Kind.WORDS, text.strip(), start, at));
    }
  }

  private static String name(String written) {
    return written.replace("-", "").replace(" ", "");
  }

  private void upright(int length) {
    int start = at;
    skipSpace();
    int here = at;
    at += length;
    skipSpace();
    if (at >= source.length() || source.charAt(at) != '{') {
      nextBraceSilent = false;
      return; // \mathrm d x
    }
    at = here;
    var text = argument(length).replace("\\,", "").replace("\\!", "").strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || c == ' ' || c == '-')
        && isAscii(text.charAt(0))) {
      var name = name(text);
      boolean function = name.length() > 1 && FunctionNames.prefix(name) != null && !names.isFunction(name) && !names.isVariable(name);
      tokens.add(new Token(function ? Kind.FUNCTION : Kind.NAME, name, start, at));
      return;
    }
    at = start + length;
    nextBraceSilent = true;
    skipSpace();
  }

  private void blackboard(String command, int length) {
    int start = at;
    at += length;
    skipSpace();
    if (at < source.length() && source.charAt(at) != '{') {
      at++;
    } else {
      at = start;
      argument(length);
    }
    var text = source.substring(start + length, at).replace("{", "").replace("}", "").strip();
    boolean one = command.equals("mathcal") ? false : text.equals("1") || text.equals("I");
    var name = one ? "indicator" : command.equals("mathcal") ? text + "cal" : text + text;
    if (!text.chars().allMatch(Character::isLetterOrDigit) || text.isEmpty()) {
      at = start + length;
      nextBraceSilent = true;
      return;
    }
    tokens.add(new Token(Kind.NAME, name, start, at));
  }

  /** {@code \\underbrace{x}_{label}}: x. */
  private void brace(int length) {
    int open = at + length;
    while (open < source.length() && Character.isWhitespace(source.charAt(open))) {
      open++;
    }
    at += length;
    if (open >= source.length() || source.charAt(open) != '{') {
      return;
    }
    int close = closing(open);
    int next = close + 1;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    if (next + 1 < source.length() && (source.charAt(next) == '_' || source.charAt(next) == '^') && source.charAt(next + 1) == '{') {
      // Read the contents now, then pass over the label.
      var inner = tokens(source.substring(open, close + 1), names);
      for (var t : inner) {
        if (t.kind() != Kind.END) {
          tokens.add(new Token(t.kind(), t.text(), open + t.start(), open + t.end()));
        }
      }
      at = closing(next + 1) + 1;
    }
  }

  /** Commands that start an operand, beside accents. */
  static final Set<String> OPERANDS = Set.of("frac", "dfrac", "tfrac", "cfrac", "sqrt", "binom", "dbinom", "tbinom", "sum", "prod", "int",
      "lim", "nabla", "partial", "dots");
}
