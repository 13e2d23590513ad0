package org.gradus.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Position;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * A sheet of exercises calls everything x. Each exercise is therefore read by itself, with what stands before the first one; only
 * where a formula needs a name that an exercise before it gave a meaning, the sheet is read as one text.
 */
final class Exercises {

  private static final Sought HEADING = Sought.of(
      "(?s)^\\W*(?i:exercise|exercice|problem|question|aufgabe|task|example|beispiel|exemple|q|ex)\\.?[\\s#]*(?<number>\\d+(?:\\.\\d+)*|\\b[A-Z]\\b|\\b[IVX]+\\b).*");
  /** Directives that speak of the formula behind them, or make a claim. */
  private static final Sought OF_ONE_FORMULA = Sought.of("(?s)\\s*(?:expect|skip|claim|solve)\\b.*");

  /** What an exercise says of a name. */
  enum Meaning { FUNCTION, MATRIX, NUMBER, OTHER }

  /** @param from the first block, the heading; @param to the block behind the last */
  private record Exercise(int from, int to) {}

  private final Document document;
  private final List<Exercise> parts;

  private Exercises(Document document, List<Exercise> parts) {
    this.document = document;
    this.parts = parts;
  }

  static Exercises of(Document document) {
    return new Exercises(document, parts(document.blocks()));
  }

  /** The exercises below the highest level at which there are any; headings that repeat a number go on with the same one. */
  private static List<Exercise> parts(List<Block> blocks) {
    int level = blocks.stream().filter(Exercises::isHeading).mapToInt(b -> ((Block.Heading) b).level()).min().orElse(0);
    var found = new ArrayList<Exercise>();
    String open = null;
    int from = -1;
    for (int i = 0; i <= blocks.size(); i++) {
      if (i < blocks.size() && !(blocks.get(i) instanceof Block.Heading h && h.level() <= level)) {
        continue;
      }
      var number = i < blocks.size() && isHeading(blocks.get(i)) ? number((Block.Heading) blocks.get(i)) : null;
      if (open != null && !open.equals(number)) {
        found.add(new Exercise(from, i));
      }
      from = number == null ? -1 : number.equals(open) ? from : i;
      open = number;
    }
    return found;
  }

  private static boolean isHeading(Block b) {
    return b instanceof Block.Heading h && HEADING.matcher(h.text()).matches();
  }

  private static String number(Block.Heading h) {
    var m = HEADING.matcher(h.text());
    return m.matches() ? m.group("number") : null;
  }

  boolean areSeveral() {
    return parts.size() > 1;
  }

  /**
   * The claims, where each exercise may speak for itself.
   *
   * @param whole the claims of the sheet as one text
   */
  List<Claim> claims(List<Claim> whole) {
    var groups = groups(whole);
    var introduced = new HashMap<String, Meaning>();
    var renewing = new HashSet<String>();
    var said = Recollection.NONE;
    for (var part : parts) {
      var alone = ClaimExtractor.alone(byItself(part), said, start(document.blocks().get(part.from())).line());
      said = said.and(alone.said());
      var earlier = new HashMap<>(introduced);
      earlier.keySet().removeAll(alone.own());
      alone.claims().forEach(c -> earlier.keySet().removeAll(variables(c)));
      var general = new HashSet<>(alone.names().keySet());
      general.removeAll(alone.own());
      introduced.putAll(alone.names());
      var renewed = new TreeSet<>(renewing);
      renewed.retainAll(general);
      renewing.addAll(alone.own());
      var own = groups(alone.claims().stream().map(c -> ofTable(c, earlier)).toList());
      for (int block = part.from(); block < part.to(); block++) {
        var read = read(own.getOrDefault(block, List.of()), groups.getOrDefault(block, List.of()), earlier, general, renewed);
        if (read.isEmpty()) {
          groups.remove(block);
        } else {
          groups.put(block, read);
        }
      }
    }
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /**
   * The claims of one block.
   *
   * @param alone   those of the exercise by itself
   * @param asOne   those of the sheet as one text
   * @param earlier what earlier exercises gave a meaning and this one does not
   * @param general names that the text before the first exercise gives a meaning
   * @param renewed those of them that an earlier exercise gave another one
   */
  private static List<Claim> read(List<Claim> alone, List<Claim> asOne, Map<String, Meaning> earlier, Set<String> general, Set<String> renewed) {
    boolean unread = alone.stream().anyMatch(c -> c instanceof Claim.Step s && s.unreadable() != null);
    boolean numeric = asOne.stream().anyMatch(Exercises::isOfNumbers);
    var foreign = (unread ? asOne : alone).stream().flatMap(c -> names(c).stream()).filter(earlier::containsKey).collect(Collectors.toCollection(TreeSet::new));
    var needed = foreign.stream().filter(n -> numeric || earlier.get(n) != Meaning.NUMBER).toList();
    boolean builds = needed.stream().anyMatch(n -> !general.contains(n)
        && (earlier.get(n) == Meaning.FUNCTION || earlier.get(n) == Meaning.MATRIX || alone.stream().anyMatch(c -> isDifferentiated(n, c))));
    if (foreign.isEmpty()) {
      return unread ? asOne : renewed.isEmpty() ? alone : alone.stream().map(c -> orElse(c, asOne, renewed)).toList();
    }
    if (builds || sayTheSame(alone, asOne)) {
      return asOne;
    }
    if (unread) {
      return asOne.stream().map(c -> supposing(c, needed)).toList();
    }
    if (!needed.isEmpty() && !isAlike(alone, asOne)) {
      return asOne.stream().map(c -> supposing(c, needed)).toList();
    }
    return alone.stream().map(c -> orElse(c, asOne, foreign, earlier)).toList();
  }

  /** A letter such as σ means its function of the table again, though an earlier exercise gave it another meaning. */
  private static Claim ofTable(Claim c, Map<String, Meaning> earlier) {
    if (!(c instanceof Claim.Step s) || s.unreadable() != null) {
      return c;
    }
    var letters = new TreeSet<String>();
    Stream.of(s.lhs(), s.rhs()).filter(Objects::nonNull).forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Call f && Letters.isFunction(f.function().name()) && earlier.get(Letters.of(f.function().name())) == Meaning.FUNCTION) {
        letters.add(Letters.of(f.function().name()));
      }
      return false;
    }));
    return letters.isEmpty() ? c : s.withSetting(s.setting().supposing(letters.stream()
        .map(n -> new Setting.Supposed(n + " is not that of an earlier exercise", false)).toList()));
  }

  /** Whether both readings make steps of the same formulas. */
  private static boolean isAlike(List<Claim> alone, List<Claim> asOne) {
    return alone.size() == asOne.size() && IntStream.range(0, alone.size()).allMatch(i -> alone.get(i).getClass() == asOne.get(i).getClass()
        && alone.get(i).place().equals(asOne.get(i).place()));
  }

  /** The claim with the reading of the same formula in the sheet as one text. */
  private static Claim orElse(Claim c, List<Claim> asOne, Set<String> foreign, Map<String, Meaning> earlier) {
    var mentioned = names(c).stream().filter(foreign::contains).sorted().toList();
    if (!(c instanceof Claim.Step s) || mentioned.isEmpty()) {
      return c;
    }
    var other = same(s, asOne);
    return s.withSetting(other != null ? s.setting().or(new Setting.Elsewhere(other, mentioned, mentioned.stream().allMatch(n -> earlier.get(n) == Meaning.NUMBER)))
        : s.setting().supposing(mentioned.stream().map(n -> new Setting.Supposed(n + " is a letter of its own here, not that of an earlier exercise", false)).toList()));
  }

  /** The same where the text before the first exercise gives names a meaning and an earlier exercise gives them another one. */
  private static Claim orElse(Claim c, List<Claim> asOne, Set<String> renewed) {
    var other = c instanceof Claim.Step s ? same(s, asOne) : null;
    return other != null && c instanceof Claim.Step s && !(Objects.equals(s.lhs(), other.lhs()) && Objects.equals(s.rhs(), other.rhs()))
        ? s.withSetting(s.setting().or(new Setting.Elsewhere(other, List.copyOf(renewed), false))) : c;
  }

  /** The step that the sheet as one text makes of the same formula, or null. */
  private static Claim.Step same(Claim.Step s, List<Claim> asOne) {
    return asOne.stream().filter(o -> o instanceof Claim.Step t && t.place().equals(s.place()) && t.unreadable() == null).map(o -> (Claim.Step) o)
        .findFirst().orElse(null);
  }

  /** What stands before the first exercise, the directives of those before this one, and this one. */
  private Document byItself(Exercise part) {
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < part.to(); i++) {
      var b = document.blocks().get(i);
      if (i < parts.getFirst().from() || i >= part.from() || b instanceof Block.Directive d && !OF_ONE_FORMULA.matcher(d.text()).matches()) {
        blocks.add(b);
      }
    }
    return new Document(document.path(), blocks, List.of());
  }

  /** Whether both readings claim the same of letters that only their domains tell apart: a point in the smaller one refutes both. */
  private static boolean sayTheSame(List<Claim> alone, List<Claim> asOne) {
    return alone.size() == asOne.size() && IntStream.range(0, alone.size()).allMatch(i -> alone.get(i) instanceof Claim.Step a && asOne.get(i) instanceof Claim.Step b
        ? Objects.equals(a.lhs(), b.lhs()) && Objects.equals(a.rhs(), b.rhs()) && a.unreadable() == null
            && b.setting().assumptions().stream().allMatch(x -> a.setting().assumptions().contains(x)) : alone.get(i).getClass() == asOne.get(i).getClass());
  }

  private static boolean isOfNumbers(Claim c) {
    return c instanceof Claim.Step s && s.lhs() != null && s.rhs() != null && Trees.freeSymbols(s.lhs()).isEmpty() && Trees.freeSymbols(s.rhs()).isEmpty();
  }

  /** The names in a claim, without their indices. */
  private static Set<String> names(Claim c) {
    var found = new HashSet<String>();
    if (c instanceof Claim.Step s) {
      s.setting().unknown().forEach(n -> found.add(Context.base(n)));
      Stream.of(s.lhs(), s.rhs(), s.proposition()).filter(Objects::nonNull).forEach(e -> Uses.names(e, found));
    }
    return found;
  }

  /** What is differentiated has a meaning: if this exercise does not say which, an earlier one does. */
  private static boolean isDifferentiated(String name, Claim c) {
    return c instanceof Claim.Step s && (s.setting().unknown().stream().anyMatch(n -> n.startsWith("∂" + name + "/") || n.startsWith("∂" + name + "["))
        || Stream.of(s.lhs(), s.rhs()).filter(Objects::nonNull).anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Diff d
            && isOf(d.body(), name))));
  }

  /** By what is differentiated is a variable here. */
  private static Set<String> variables(Claim c) {
    var found = new HashSet<String>();
    if (c instanceof Claim.Step s) {
      Stream.of(s.lhs(), s.rhs()).filter(Objects::nonNull).forEach(e -> Trees.any(e, x -> {
        if (x instanceof Expr.Diff d) {
          Uses.names(d.by(), found);
        }
        return false;
      }));
    }
    return found;
  }

  private static boolean isOf(Expr e, String name) {
    return switch (e) {
      case Expr.Sym v -> Context.base(v.name()).equals(name);
      case Expr.Indexed v -> v.base().equals(name);
      default -> false;
    };
  }

  /** A letter that an earlier exercise gave a meaning may be just a letter here. */
  private static Claim supposing(Claim c, Collection<String> names) {
    return c instanceof Claim.Step s ? s.withSetting(s.setting().supposing(names.stream()
        .map(n -> new Setting.Supposed(n + " is that of an earlier exercise", false)).toList())) : c;
  }

  /** The claims by the number of the block in which they stand. */
  private TreeMap<Integer, List<Claim>> groups(List<Claim> claims) {
    var starts = new TreeMap<Position, Integer>(Comparator.comparingInt(Position::line).thenComparingInt(Position::column));
    for (int i = 0; i < document.blocks().size(); i++) {
      starts.putIfAbsent(start(document.blocks().get(i)), i);
    }
    var groups = new TreeMap<Integer, List<Claim>>();
    for (var c : claims) {
      var block = starts.floorEntry(new Position(c.place().line(), c.place().column()));
      groups.computeIfAbsent(block == null ? -1 : block.getValue(), _ -> new ArrayList<>()).add(c);
    }
    return groups;
  }

  private static Position start(Block b) {
    return switch (b) {
      case Block.Formula f -> f.positions().start(0);
      case Block.Prose p -> p.positions().start(0);
      case Block.Heading h -> h.positions().start(0);
      case Block.Directive d -> d.positions().start(0);
      case Block.Enumerator e -> e.positions().start(0);
    };
  }
}
