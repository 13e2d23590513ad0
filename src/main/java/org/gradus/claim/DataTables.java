package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.notation.LatexReader;

/**
 * Tables of data, in Markdown or LaTeX: below {@code x_i} and {@code y_i} stand x_1, x_2, … and y_1, y_2, …. A plain {@code x} in
 * the head is x_i where the document writes that. A table that the words do not call data, or one that is not understood, gives no
 * values; then nothing is known of its names.
 */
final class DataTables {

  private static final int MAX_ROWS = 24;
  /** 1, 2, 3 may be data; in a longer list the last is not the sum of the others by chance in every column. */
  private static final int MIN_SUMMED = 3;
  /** How many letters before a table may say what it is. */
  private static final int WORDS = 300;
  private static final Sought RULE = Sought.of("\\s*\\|?\\s*:?-+:?\\s*(?:\\|\\s*:?-+:?\\s*)*\\|?\\s*");
  private static final Sought DATA = Sought.of("(?i)\\b(?:data\\w*|samples?|observations?|observed|points|examples|training|measure\\w+|given|pairs|inputs?|truth table|daten|messwerte|données)\\b");
  private static final Sought SUMMARY = Sought.of("(?i)[*_$\\s]*(?:\\\\sum|\\\\Sigma|Σ|∑|sum|total|mean|average|summe|mittel(?:wert)?)\\b?.*|\\*\\*.*");
  private static final Sought COUNTER = Sought.of("(?i)\\$?\\\\?(?:i|j|k|n|m|#|nr\\.?|no\\.?|index|samples?|points?|examples?|observations?|)\\$?");

  private final Context context;
  private final Map<Integer, List<Table>> tables = new HashMap<>();

  /** @param words what stands before it */
  private record Table(int line, String words, List<List<String>> rows) {}

  DataTables(Document document, Context context) {
    this.context = context;
    var flat = new StringBuilder();
    var lineBlocks = new ArrayList<Integer>();
    var lineNumbers = new ArrayList<Integer>();
    boolean table = false;
    for (int i = 0; i < document.blocks().size(); i++) {
      var text = text(document.blocks().get(i));
      table |= text.contains("|--") || text.contains("|:-") || text.contains("| -") || text.contains("| :-") || text.contains("&");
      for (int k = 0; k < text.length(); k++) {
        if (lineBlocks.isEmpty() || k > 0 && text.charAt(k - 1) == '\n' || k == 0 && flat.charAt(flat.length() - 1) == '\n') {
          lineBlocks.add(i);
          lineNumbers.add(document.blocks().get(i).positions().start(0).line());
        }
        flat.append(text.charAt(k));
      }
    }
    if (table) {
      find(List.of(flat.toString().split("\n", -1)), lineBlocks, lineNumbers);
    }
  }

  private static String text(Block b) {
    return switch (b) {
      case Block.Prose p -> p.text();
      case Block.Formula f -> f.display() ? "\n\n" : "$" + f.latex().replace("\n", " ") + "$";
      case Block.Heading h -> "\n" + h.text() + "\n";
      case Block.Enumerator _, Block.Directive _ -> "\n";
    };
  }

  private void find(List<String> lines, List<Integer> blocks, List<Integer> numbers) {
    var before = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i + 1 < lines.size() && lines.get(i).contains("|") && lines.get(i + 1).contains("-") && RULE.matcher(lines.get(i + 1)).matches()) {
        int end = i + 2;
        var rows = new ArrayList<>(List.of(cells(lines.get(i))));
        for (; end < lines.size() && lines.get(end).contains("|"); end++) {
          rows.add(cells(lines.get(end)));
        }
        add(blocks.get(Math.min(end, blocks.size()) - 1), new Table(numbers.get(i), last(before), rows));
        i = end - 1;
      } else if (lines.get(i).contains("&")) {
        int end = i;
        var rows = new StringBuilder();
        for (; end < lines.size() && (lines.get(end).contains("&") || lines.get(end).isBlank() && end > i && !rows.toString().isBlank() && end + 1 < lines.size() && lines.get(end + 1).contains("&")); end++) {
          rows.append(lines.get(end)).append('\n');
        }
        add(blocks.get(Math.min(end, blocks.size()) - 1), new Table(numbers.get(i), last(before), List.of(rows.toString().split("\\\\\\\\")).stream()
            .filter(r -> r.contains("&")).map(r -> List.of(r.split("&", -1)).stream().map(String::strip).toList()).toList()));
        i = end - 1;
      } else {
        before.append(lines.get(i)).append('\n');
      }
    }
  }

  private static String last(StringBuilder words) {
    return words.substring(Math.max(0, words.length() - WORDS));
  }

  private void add(int block, Table t) {
    if (t.rows().size() > 1) {
      tables.computeIfAbsent(block, _ -> new ArrayList<>()).add(t);
    }
  }

  /** The cells of a line of Markdown; a stroke inside of dollar signs parts none. */
  private static List<String> cells(String line) {
    var row = line.strip();
    row = row.startsWith("|") ? row.substring(1) : row;
    row = row.endsWith("|") ? row.substring(0, row.length() - 1) : row;
    var found = new ArrayList<String>();
    boolean math = false;
    int from = 0;
    for (int i = 0; i < row.length(); i++) {
      math ^= row.charAt(i) == '$';
      if (row.charAt(i) == '|' && !math) {
        found.add(row.substring(from, i).strip());
        from = i + 1;
      }
    }
    found.add(row.substring(from).strip());
    return found;
  }

  /** Takes in the tables that end in the block. */
  void reach(int block) {
    for (var t : tables.getOrDefault(block, List.of())) {
      read(t);
    }
  }

  private void read(Table t) {
    var rows = t.rows().size() > 2 && t.rows().getLast().stream().anyMatch(c -> SUMMARY.matcher(c).matches()) ? t.rows().subList(0, t.rows().size() - 1) : t.rows();
    int width = rows.getFirst().size();
    if (rows.stream().anyMatch(r -> r.size() != width)) {
      return;
    }
    boolean lying = name(rows.getFirst().getFirst()) != null && width > 2 && rows.getFirst().stream().skip(1).allMatch(c -> number(c) != null)
        || COUNTER.matcher(rows.getFirst().getFirst()).matches() && rows.stream().skip(1).allMatch(r -> name(r.getFirst()) != null && number(r.getFirst()) == null);
    var columns = lying ? rows : turned(rows, width);
    var values = new HashMap<Expr.Indexed, List<Expr>>();
    var open = new LinkedHashSet<String>();
    boolean counted = false;
    for (var column : columns) {
      var head = name(column.getFirst());
      var numbers = column.stream().skip(1).map(DataTables::number).toList();
      if (COUNTER.matcher(column.getFirst()).matches()) {
        counted = true;
        for (int i = 0; i < numbers.size(); i++) {
          if (numbers.get(i) == null || !numbers.get(i).equals(Exprs.num(Rational.of(i + 1)))) {
            open.add("");
          }
        }
      } else if (head != null) {
        open.add(head.base());
        if (numbers.stream().allMatch(n -> n != null)) {
          values.put(head, List.copyOf(numbers));
        }
      }
    }
    if (!open.contains("") && DATA.matcher(t.words()).find() && !values.isEmpty() && values.values().stream().noneMatch(v -> v.size() > MAX_ROWS)
        && !values.values().stream().allMatch(DataTables::endsWithSum)
        && values.keySet().stream().noneMatch(this::isKnown)) {
      values.forEach((head, all) -> {
        var given = new LinkedHashMap<Expr, Expr>();
        for (int i = 0; i < all.size(); i++) {
          given.put(DataPoints.member(head, i + 1), all.get(i));
        }
        DataPoints.forget(head, context);
        DataPoints.define(given, context, t.line());
        open.remove(head.base());
        context.understood(List.of(head.base()));
      });
    }
    context.doubt(open.stream().filter(n -> !n.isEmpty()).toList());
  }

  private static List<List<String>> turned(List<List<String>> rows, int width) {
    var columns = new ArrayList<List<String>>();
    for (int i = 0; i < width; i++) {
      int column = i;
      columns.add(rows.stream().map(r -> r.get(column)).toList());
    }
    return columns;
  }

  /** A last row that holds the sums is no data. */
  private static boolean endsWithSum(List<Expr> values) {
    return values.size() > MIN_SUMMED && Exprs.add(values.subList(0, values.size() - 1)).equals(values.getLast());
  }

  private boolean isKnown(Expr.Indexed head) {
    return context.isDefined(Target.family(head)) || context.isDefined(head.base());
  }

  private static Expr index(Expr.Indexed head) {
    return head.sub().isEmpty() ? head.sup().getFirst() : head.sub().getFirst();
  }

  /** The family that a cell of the head names: x_i, or x where the document has x_i; null for anything else. */
  private Expr.Indexed name(String cell) {
    var latex = cell.replaceAll("^[*_$\\s]+|[*$\\s]+$", "");
    if (latex.isEmpty() || latex.length() > WORDS) {
      return null;
    }
    try {
      var i = Exprs.sym("i");
      return switch (LatexReader.parse(latex, context)) {
        case Expr.Sym s when s.name().length() == 1 && context.isIndexed(s.name()) -> {
          boolean above = context.isNumbered(s.name(), i);
          yield (Expr.Indexed) Exprs.indexed(s.name(), above ? List.of() : List.of(i), above ? List.of(i) : List.of());
        }
        case Expr.Indexed x when x.sub().size() + x.sup().size() == 1 && index(x) instanceof Expr.Sym -> x;
        default -> null;
      };
    } catch (RuntimeException _) {
      return null;
    }
  }

  /** The number in a cell; null if it is something else. */
  static Expr number(String cell) {
    var latex = cell.replace("$", "").replaceAll("\\\\hline|\\\\(?:top|mid|bottom)rule", "").strip();
    if (!latex.matches("[-−+]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:/\\d+)?|[-−]?\\\\[dt]?frac\\{?\\d+\\}?\\{?\\d+\\}?")) {
      return null;
    }
    try {
      return LatexReader.parse(latex.replace('−', '-').replaceFirst("^\\+", ""));
    } catch (RuntimeException _) {
      return null;
    }
  }
}
