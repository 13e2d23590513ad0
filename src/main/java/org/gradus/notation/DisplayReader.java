package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.notation.Token.Kind;

/**
 * Takes a display apart: rows, columns, statements side by side, words, conditions, equation numbers. What is left are
 * chains of members, each parsed by itself, so that one that does not read does not spoil the others.
 */
final class DisplayReader {

  private static final Set<String> OPENERS = Set.of("(", "[", "{", "\\{", "<|", "<||", "lfloor", "lceil", "langle");
  private static final Set<String> CLOSERS = Set.of(")", "]", "}", "\\}", "|>", "||>", "rfloor", "rceil", "rangle");
  private static final Set<String> ROMAN = Set.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X");

  private final String source;
  private final List<Token> tokens;
  private final Names names;
  private String tag;

  DisplayReader(String source, List<Token> tokens, Names names) {
    this.source = source;
    this.names = names;
    this.tokens = withoutDisplays(tokens);
  }

  List<Statement> read() {
    var chains = new ArrayList<Chain>();
    for (var row : rows()) {
      readRow(row, chains);
    }
    var statements = new ArrayList<Statement>();
    for (var chain : chains) {
      if (!chain.isEmpty()) {
        statements.add(statement(chain));
      }
    }
    return statements;
  }

  /** What becomes a statement. */
  private static final class Chain {
    final List<Token> tokens = new ArrayList<>();
    final List<String> words = new ArrayList<>();
    final List<Condition> conditions = new ArrayList<>();
    final int column;
    String tag;

    Chain(int column) {
      this.column = column;
    }

    boolean isEmpty() {
      return tokens.isEmpty() && conditions.isEmpty() && words.isEmpty() && tag == null;
    }
  }

  // --- cutting ---

  /** The tokens without the end, without environments that only align, and without equation numbers. */
  private List<Token> withoutDisplays(List<Token> all) {
    var out = new ArrayList<Token>();
    for (var t : all) {
      if (t.kind() == Kind.COMMAND && t.text().startsWith("tag:")) {
        tag = t.text().substring("tag:".length());
      } else if (t.kind() == Kind.END || t.kind() == Kind.COMMAND && isDisplay(t.text())) {
        continue;
      } else {
        out.add(t);
      }
    }
    return out;
  }

  private static boolean isDisplay(String command) {
    return command.startsWith("begin:") && LatexCommands.DISPLAYS.contains(command.substring("begin:".length()))
        || command.startsWith("end:") && LatexCommands.DISPLAYS.contains(command.substring("end:".length()));
  }

  static int level(Token t) {
    if (t.kind() == Kind.COMMAND) {
      return t.text().startsWith("begin:") ? 1 : t.text().startsWith("end:") ? -1 : 0;
    }
    return t.kind() != Kind.SYMBOL ? 0 : OPENERS.contains(t.text()) ? 1 : CLOSERS.contains(t.text()) ? -1 : 0;
  }

  /** Cut at the tokens for which {@code at} holds, outside all brackets; a row that leaves one open goes on in the next. */
  private static List<List<Token>> cut(List<Token> tokens, Predicate<Token> at) {
    var pieces = new ArrayList<List<Token>>();
    var piece = new ArrayList<Token>();
    int level = 0;
    for (var t : tokens) {
      level = Math.max(0, level + level(t));
      if (level == 0 && at.test(t)) {
        pieces.add(piece);
        piece = new ArrayList<>();
      } else {
        piece.add(t);
      }
    }
    pieces.add(piece);
    return pieces;
  }

  private List<List<Token>> rows() {
    var rows = cut(tokens, t -> t.isCommand("\\\\"));
    if (rows.size() == 1 && tokens.stream().anyMatch(t -> t.isCommand("\\\\")) && !balanced(tokens)) {
      // A bracket is left open for good: every row is on its own.
      rows = new ArrayList<>();
      var row = new ArrayList<Token>();
      int environments = 0;
      for (var t : tokens) {
        environments += t.kind() == Kind.COMMAND ? level(t) : 0;
        if (environments == 0 && t.isCommand("\\\\")) {
          rows.add(row);
          row = new ArrayList<>();
        } else {
          row.add(t);
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static boolean balanced(List<Token> tokens) {
    int level = 0;
    for (var t : tokens) {
      level += level(t);
    }
    return level == 0;
  }

  /** Columns pair up: left and right of an alignment mark belong together. */
  private static List<List<Token>> columns(List<Token> row) {
    var cells = cut(row, t -> t.isCommand("&"));
    while (cells.size() > 1 && cells.getFirst().isEmpty()) {
      cells.removeFirst();
    }
    var columns = new ArrayList<List<Token>>();
    for (int i = 0; i < cells.size(); i++) {
      var column = new ArrayList<>(cells.get(i));
      boolean relation = startsWithRelation(column);
      if (i + 1 < cells.size() && !(relation && column.size() > 1)) {
        column.addAll(cells.get(++i));
        if (i + 1 < cells.size() && (endsWithRelation(column) || startsWithRelation(cells.get(i + 1)))) {
          column.addAll(cells.get(++i)); // eqnarray: the relation has a column of its own
        }
      }
      columns.add(withoutMarks(column));
    }
    return columns;
  }

  /** Without alignment marks that stand between brackets; those of matrices and cases stay. */
  private static List<Token> withoutMarks(List<Token> column) {
    var out = new ArrayList<Token>();
    int environments = 0;
    for (var t : column) {
      environments += t.kind() == Kind.COMMAND ? level(t) : 0;
      if (environments > 0 || !t.isCommand("&")) {
        out.add(t);
      }
    }
    return out;
  }

  private static boolean startsWithRelation(List<Token> tokens) {
    return !tokens.isEmpty() && Relations.kind(tokens.getFirst()) != null;
  }

  private static boolean endsWithRelation(List<Token> tokens) {
    return !tokens.isEmpty() && Relations.kind(tokens.getLast()) != null;
  }

  // --- rows ---

  private void readRow(List<Token> row, List<Chain> chains) {
    var columns = columns(row);
    for (int c = 0; c < columns.size(); c++) {
      readColumn(columns.get(c), c, chains);
    }
  }

  private void readColumn(List<Token> column, int number, List<Chain> chains) {
    var words = new ArrayList<String>();
    var conditions = new ArrayList<Condition>();
    Chain current = null;
    boolean gap = true;
    Condition said = null; // which the next segment may go on with
    var segments = segments(column);
    for (int i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      if (segment.isEmpty() || current != null && segment.stream().allMatch(t -> t.isCommand("dots") || t.is("-"))) {
        continue;
      }
      var first = segment.getFirst();
      if (said != null && current != null && Restricting.goesOn(segment, i + 1 < segments.size() ? segments.get(i + 1) : List.of())) {
        var span = new Span(said.span().start(), segment.getLast().end());
        current.conditions.remove(said);
        said = new Condition(said.keyword(), null, span.in(source), span);
        current.conditions.add(said);
        continue;
      }
      said = null;
      if (first.kind() == Kind.WORDS && Words.isCondition(first.text())) {
        var condition = condition(first, segment.subList(1, segment.size()));
        if (current != null) {
          current.conditions.add(condition);
          said = Restricting.mayGoOn(first, segment) ? condition : null;
        } else {
          conditions.add(condition);
        }
        continue;
      }
      if (first.kind() == Kind.WORDS && wordTag(first.text()) != null && segment.size() == 1 && current != null) {
        current.tag = wordTag(first.text());
        while (!current.tokens.isEmpty() && current.tokens.getLast().isCommand("dots")) {
          current.tokens.removeLast();
        }
        continue;
      }
      if (first.kind() == Kind.WORDS) {
        (current == null ? words : current.words).add(first.text());
        segment = segment.subList(1, segment.size());
        if (segment.size() > 1 && Relations.kind(segment.get(1)) != null && (segment.getFirst().is("-") || segment.getFirst().is("+"))) {
          segment = segment.subList(1, segment.size()); // (I) - (II) ⇒ …: a remark on the equations used
        }
        if (segment.isEmpty() || segment.size() == 1 && endsWithOperator(segment)) {
          continue;
        }
      }
      var label = tagOf(segment);
      if (label != null) {
        if (current != null) {
          current.tag = label;
        } else if (!chains.isEmpty() && gap && columnIsOnly(column, segment)) {
          chains.getLast().tag = label;
        } else {
          words.add(label);
        }
        continue;
      }
      var inBrackets = bracketedCondition(segment);
      inBrackets = inBrackets == null && current != null && isExclusion(segment) ? condition(
          new Token(Kind.WORDS, "for", segment.getFirst().start(), segment.getFirst().start()), stripped(segment)) : inBrackets;
      if (inBrackets != null && current != null) {
        current.conditions.add(inBrackets);
        continue;
      }
      gap = false;
      current = chain(segment, number, chains, current);
      current.words.addAll(words);
      current.conditions.addAll(conditions);
      words.clear();
      conditions.clear();
      current.tokens.addAll(segment);
    }
    if (!words.isEmpty() || !conditions.isEmpty()) {
      var chain = new Chain(number);
      chain.words.addAll(words);
      chain.conditions.addAll(conditions);
      chains.add(chain);
    }
  }

  private static boolean columnIsOnly(List<Token> column, List<Token> segment) {
    return column.size() == segment.size();
  }

  /** The chain that a segment belongs to: the one above if it continues it, otherwise a new one. */
  private static Chain chain(List<Token> segment, int column, List<Chain> chains, Chain current) {
    if (current == null && !chains.isEmpty()) {
      Chain above = null;
      for (var c : chains.reversed()) {
        if (!c.tokens.isEmpty() && (above == null || c.column == column)) {
          above = c;
          if (c.column == column) {
            break;
          }
        }
      }
      boolean continues = startsWithRelation(segment) || segment.getFirst().is("+") || segment.getFirst().is("*")
          || above != null && endsOpen(above.tokens)
          || segment.getFirst().is("-") && segment.stream().noneMatch(t -> Relations.kind(t) != null);
      if (above != null && continues) {
        return above;
      }
    } else if (current != null && startsWithRelation(segment)) {
      return current; // a gap before a relation sign says nothing
    }
    var chain = new Chain(column);
    chains.add(chain);
    return chain;
  }

  private static boolean endsOpen(List<Token> tokens) {
    var last = tokens.getLast();
    return last.is("+") || last.is("-") || last.is("*") || last.is("/") || !balanced(tokens);
  }

  // --- segments: what stands side by side ---

  /** Cut at gaps, semicolons, words, and commas between statements; every words token starts a segment. */
  private List<List<Token>> segments(List<Token> column) {
    var out = new ArrayList<List<Token>>();
    for (var piece : cut(column, t -> t.isCommand("quad") || t.is(";"))) {
      for (var part : atWords(piece)) {
        out.addAll(atCommas(part));
      }
    }
    return joinedAtGaps(out);
  }

  /** A gap inside an expression is none: {@code a =\quad b}, {@code a\quad + b}. */
  private List<List<Token>> joinedAtGaps(List<List<Token>> segments) {
    var out = new ArrayList<List<Token>>();
    for (var s : segments) {
      var segment = new ArrayList<>(s);
      boolean joins = !out.isEmpty() && !out.getLast().isEmpty() && !segment.isEmpty()
          && out.getLast().getFirst().kind() != Kind.WORDS && tagOf(segment) == null && segment.getFirst().kind() != Kind.WORDS
          && (endsWithRelation(out.getLast()) || endsWithOperator(out.getLast()) || segment.getFirst().is("+"));
      if (joins) {
        var last = new ArrayList<>(out.removeLast());
        last.addAll(segment);
        segment = last;
      }
      out.add(segment);
    }
    return out;
  }

  private static boolean endsWithOperator(List<Token> tokens) {
    var last = tokens.getLast();
    boolean raised = tokens.size() > 1 && (tokens.get(tokens.size() - 2).is("^") || tokens.get(tokens.size() - 2).is("_")); // x^*
    return !raised && (last.is("+") || last.is("-") || last.is("*") || last.is("/"));
  }

  private static List<List<Token>> atWords(List<Token> piece) {
    var out = new ArrayList<List<Token>>();
    var part = new ArrayList<Token>();
    int level = 0;
    boolean condition = false;
    for (var t : piece) {
      level = Math.max(0, level + level(t));
      if (level == 0 && t.kind() == Kind.WORDS) {
        out.add(part);
        part = new ArrayList<>();
        condition = Words.isCondition(t.text());
        part.add(t);
      } else if (level == 0 && t.is(":") && !part.isEmpty()
          && (condition || part.stream().anyMatch(p -> Relations.kind(p) != null))) {
        if (!condition) { // k \neq l: …
          part.addFirst(new Token(Kind.WORDS, "for", part.getFirst().start(), part.getFirst().start()));
        }
        out.add(part);
        part = new ArrayList<>();
        condition = false;
      } else {
        part.add(t);
      }
    }
    out.add(part);
    return out;
  }

  /** {@code a = 1, b = 2} are two statements; {@code i \ne j} after a comma belongs to them; {@code x = 1, 2} is one. */
  private static List<List<Token>> atCommas(List<Token> part) {
    var pieces = cut(part, t -> t.is(","));
    if (pieces.size() == 1) {
      return pieces;
    }
    var between = between(pieces);
    if (between != null) {
      return between;
    }
    var out = new ArrayList<List<Token>>();
    for (var piece : pieces) {
      boolean statement = piece.stream().anyMatch(t -> Relations.kind(t) != null) || piece.isEmpty()
          || piece.getFirst().kind() == Kind.WORDS;
      boolean first = out.isEmpty() || out.getLast().isEmpty()
          || out.getLast().stream().anyMatch(t -> Relations.kind(t) != null) || out.getLast().getFirst().kind() == Kind.WORDS;
      if (statement && first || out.isEmpty() || out.getLast().isEmpty() || piece.isEmpty()) {
        out.add(piece);
      } else if (isSaidOfNames(piece) && isNames(out.getLast())) { // a, b > 0: both are
        int sign = 0;
        while (Relations.kind(piece.get(sign)) == null) {
          sign++;
        }
        for (var name : cut(out.removeLast(), t -> t.is(","))) {
          var own = new ArrayList<>(name);
          own.addAll(piece.subList(sign, piece.size()));
          out.add(own);
        }
        out.add(piece);
      } else {
        var last = new ArrayList<>(out.removeLast());
        var comma = part.get(part.indexOf(last.getLast()) + 1);
        last.add(comma);
        last.addAll(piece);
        out.add(last);
      }
    }
    return out;
  }

  /** {@code 0 < p, q < 1}: each of the names lies between the two numbers; null if it is not said like this. */
  private static List<List<Token>> between(List<List<Token>> pieces) {
    int low = sign(pieces.getFirst());
    int high = sign(pieces.getLast());
    if (low < 0 || high < 0 || pieces.subList(1, pieces.size() - 1).stream().anyMatch(p -> !isNames(p))) {
      return null;
    }
    var lower = pieces.getFirst().subList(0, low + 1);
    var upper = pieces.getLast().subList(high, pieces.getLast().size());
    var first = pieces.getFirst().subList(low + 1, pieces.getFirst().size());
    var last = pieces.getLast().subList(0, high);
    boolean sameWay = isLess(lower.getLast()) == isLess(upper.getFirst());
    if (!sameWay || !isNames(first) || !isNames(last) || !isNumber(lower.subList(0, low)) || !isNumber(upper.subList(1, upper.size()))) {
      return null;
    }
    var names = new ArrayList<List<Token>>();
    names.add(first);
    names.addAll(pieces.subList(1, pieces.size() - 1));
    names.add(last);
    var out = new ArrayList<List<Token>>();
    for (var name : names) {
      var own = new ArrayList<>(lower);
      own.addAll(name);
      own.addAll(upper);
      out.add(own);
    }
    return out;
  }

  /** Where the one sign of order of a piece stands, or −1. */
  private static int sign(List<Token> piece) {
    int found = -1;
    for (int i = 0; i < piece.size(); i++) {
      var kind = Relations.kind(piece.get(i));
      if (kind != null) {
        boolean order = kind == Relation.Kind.LT || kind == Relation.Kind.LE || kind == Relation.Kind.GT || kind == Relation.Kind.GE;
        if (found >= 0 || !order) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private static boolean isLess(Token sign) {
    var kind = Relations.kind(sign);
    return kind == Relation.Kind.LT || kind == Relation.Kind.LE;
  }

  private static boolean isNumber(List<Token> tokens) {
    return tokens.stream().anyMatch(t -> t.kind() == Kind.NUMBER) && tokens.stream().allMatch(t -> t.kind() == Kind.NUMBER || t.is("-"));
  }

  /** Whether a piece says that a name is less or greater than something, or lies between brackets. */
  private static boolean isSaidOfNames(List<Token> piece) {
    var kinds = piece.stream().map(Relations::kind).filter(k -> k != null).toList();
    int sign = 0;
    while (sign < piece.size() && Relations.kind(piece.get(sign)) == null) {
      sign++;
    }
    return kinds.size() == 1 && isNames(piece.subList(0, sign)) && switch (kinds.getFirst()) {
      case LT, LE, GT, GE, NE -> true;
      case IN -> sign + 1 < piece.size() && (piece.get(sign + 1).is("(") || piece.get(sign + 1).is("[") || piece.get(sign + 1).is("\\{"));
      default -> false;
    };
  }

  /** Names with numbers or letters below them, and commas. */
  private static boolean isNames(List<Token> tokens) {
    return !tokens.isEmpty() && tokens.getFirst().kind() == Kind.NAME
        && tokens.stream().allMatch(t -> t.kind() == Kind.NAME || t.is("_") || t.is(",") || t.kind() == Kind.NUMBER);
  }

  // --- conditions and tags ---

  private Condition condition(Token keyword, List<Token> rest) {
    var span = new Span(keyword.start(), rest.isEmpty() ? keyword.end() : rest.getLast().end());
    var text = span.in(source);
    var word = Words.clean(keyword.text());
    if (rest.isEmpty()) {
      return new Condition(word, null, text, span);
    }
    var chain = new Chain(0);
    chain.tokens.addAll(rest);
    var statement = statement(chain);
    boolean reads = statement.members().stream().allMatch(m -> m.error() == null);
    return new Condition(word, reads ? statement : null, text, span);
  }

  /** {@code (x > 0)} after a gap. */
  private Condition bracketedCondition(List<Token> written) {
    var segment = new ArrayList<>(written);
    strip(segment);
    boolean brackets = segment.size() > 2 && segment.getFirst().is("(") && segment.getLast().is(")");
    if (!brackets || segment.stream().noneMatch(t -> Relations.kind(t) != null)) {
      return null;
    }
    var inner = segment.subList(1, segment.size() - 1);
    if (cut(segment, t -> Relations.kind(t) != null).size() > 1) {
      return null; // (a) = (b)
    }
    var words = new Token(Kind.WORDS, "", segment.getFirst().start(), segment.getFirst().start());
    var condition = condition(words, inner);
    var span = new Span(segment.getFirst().start(), segment.getLast().end());
    return new Condition("", condition.statement(), span.in(source), span);
  }

  /** {@code …, \\quad j \\neq k} behind a formula: two letters that differ. */
  private static boolean isExclusion(List<Token> segment) {
    var bare = stripped(segment);
    return bare.size() == 3 && bare.get(0).kind() == Kind.NAME && bare.get(1).is("!=") && bare.get(2).kind() == Kind.NAME;
  }

  private static List<Token> stripped(List<Token> segment) {
    var bare = new ArrayList<>(segment);
    strip(bare);
    return bare;
  }

  /** The equation number that words are, or null: {@code --- ①}, {@code (II)}. */
  private static String wordTag(String words) {
    var label = words.replaceAll("^[-–—. ]+", "").strip();
    if (label.startsWith("(") && label.endsWith(")")) {
      label = label.substring(1, label.length() - 1);
    }
    return ROMAN.contains(label) || label.matches("[0-9]{1,3}|[A-Z]{1,3}[0-9]{1,2}|[①-⑳]") ? label : null;
  }

  /** The equation number that a segment is, or null: {@code (27)}, {@code \dots (II)}, {@code ---①}, {@code (Q3)}. */
  private String tagOf(List<Token> segment) {
    var bare = new ArrayList<>(segment);
    boolean dotted = false;
    while (!bare.isEmpty() && (bare.getFirst().isCommand("dots") || bare.getFirst().is("-"))) {
      bare.removeFirst();
      dotted = true;
    }
    if (bare.size() == 1 && bare.getFirst().kind() == Kind.WORDS && dotted) {
      return bare.getFirst().text();
    }
    boolean brackets = bare.size() >= 2 && bare.getFirst().is("(") && bare.getLast().is(")");
    if (brackets) {
      bare.removeFirst();
      bare.removeLast();
    }
    var text = new StringBuilder();
    for (var t : bare) {
      boolean plain = t.kind() == Kind.NUMBER && t.text().chars().allMatch(Character::isDigit) || t.kind() == Kind.NAME
          || t.is("*") || t.kind() == Kind.WORDS;
      if (!plain) {
        return null;
      }
      text.append(t.text());
    }
    var label = text.toString();
    boolean number = label.matches("[0-9]{1,3}[a-z]?|[A-Z]{1,3}[0-9]{1,2}[a-z]?|\\*+") || ROMAN.contains(label);
    return number && (brackets || dotted) ? label : null;
  }

  // --- chains ---

  private Statement statement(Chain chain) {
    var all = new ArrayList<>(chain.tokens);
    dropTags(chain, all);
    strip(all);
    boolean open = false;
    while (!all.isEmpty() && endsWithOperator(all) && !all.getLast().is("*-")) {
      all.removeLast();
      open = true;
    }
    int start = chain.tokens.isEmpty() ? 0 : chain.tokens.getFirst().start();
    int end = chain.tokens.isEmpty() ? 0 : chain.tokens.getLast().end();
    var members = new ArrayList<Member>();
    var relations = new ArrayList<Relation>();
    var member = new ArrayList<Token>();
    int level = 0;
    int from = start;
    for (var t : wholeAlternatives(TwoSigns.written(all))) {
      level = Math.max(0, level + level(t));
      var kind = level == 0 ? Relations.kind(t) : null;
      if (kind != null) {
        members.add(member(member, from, t.start()));
        relations.add(new Relation(t.span().in(source), kind, t.span()));
        member = new ArrayList<>();
        from = t.end();
      } else {
        member.add(t);
      }
    }
    members.add(member(member, from, Math.max(from, all.isEmpty() ? end : all.getLast().end())));
    return new Statement(members, relations, chain.words, chain.conditions, chain.tag != null ? chain.tag : tag,
        new Span(start, end), open);
  }

  /** "or" and "and" join whole equations: such a piece stays together, in brackets. */
  private static List<Token> wholeAlternatives(List<Token> all) {
    if (cut(all, t -> t.is("or") || t.is("and")).size() == 1) {
      return all;
    }
    var out = new ArrayList<Token>();
    var piece = new ArrayList<Token>();
    int level = 0;
    for (var t : all) {
      level = Math.max(0, level + level(t));
      if (level == 0 && (t.is("=>") || t.is("<=>") || t.is("->"))) {
        out.addAll(grouped(piece));
        out.add(t);
        piece = new ArrayList<>();
      } else {
        piece.add(t);
      }
    }
    out.addAll(grouped(piece));
    return out;
  }

  private static List<Token> grouped(List<Token> piece) {
    if (piece.isEmpty() || piece.stream().noneMatch(t -> t.is("or") || t.is("and"))) {
      return piece;
    }
    var out = new ArrayList<Token>();
    out.add(new Token(Kind.SYMBOL, "{", piece.getFirst().start(), piece.getFirst().start()));
    out.addAll(piece);
    out.add(new Token(Kind.SYMBOL, "}", piece.getLast().end(), piece.getLast().end()));
    return out;
  }

  /** Dots and a number at the end of a chain are its number. */
  private void dropTags(Chain chain, List<Token> all) {
    for (int i = Math.max(1, all.size() - 6); i < all.size(); i++) {
      var t = all.get(i);
      boolean dots = t.isCommand("dots") || t.is("-") && i + 2 < all.size() && all.get(i + 1).is("-") && all.get(i + 2).is("-");
      boolean sum = all.get(i - 1).is("+") || all.get(i - 1).is("*") || all.get(i - 1).is(",");
      var label = dots && !sum ? tagOf(all.subList(i, all.size())) : null;
      if (label != null) {
        chain.tag = label;
        all.subList(i, all.size()).clear();
        return;
      }
    }
  }

  private static void strip(List<Token> tokens) {
    while (!tokens.isEmpty() && tokens.getLast().kind() == Kind.SYMBOL && ".,;:".contains(tokens.getLast().text())) {
      tokens.removeLast();
    }
  }

  private Member member(List<Token> tokens, int from, int to) {
    var own = new ArrayList<>(tokens);
    strip(own);
    while (!own.isEmpty() && (own.getFirst().is(",") || own.getFirst().is(":"))) {
      own.removeFirst();
    }
    if (own.isEmpty()) {
      return new Member(null, new Span(from, to), null);
    }
    var span = new Span(own.getFirst().start(), own.getLast().end());
    own.add(new Token(Kind.END, "", span.end(), span.end()));
    try {
      return new Member(new LatexParser(own, names).whole(), span, null);
    } catch (NotationException e) {
      return new Member(null, span, e);
    }
  }
}
