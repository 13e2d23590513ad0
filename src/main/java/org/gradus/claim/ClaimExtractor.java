package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Interruptions;
import org.gradus.document.Problem;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Statement;

/** Reads a document from its first line to its last and says what it claims. */
public final class ClaimExtractor {

  static final Sought EXERCISE = Sought.of(
      "(?i)^\\W*(?:(?:exercise|exercice|problem|question|aufgabe|task|part|assignment|homework|q|ex)\\b?\\.?\\s*\\d|\\d+(?:\\.\\d+)*[.)]?(?:\\s|$)).*");

  /** {@code (Q3) \\quad W = …}: a display that begins with the number of its question. */
  private static final Sought QUESTION = Sought.of("^\\s*(?:\\\\(?:text|textbf|mathrm|mathbf)\\s*\\{\\s*)?\\(?\\s*(?:Q|Ex|Problem|Question|Exercise)\\.?\\s*\\d+\\s*[.):]*\\s*\\}?\\s*\\\\(?:q?quad|[;, :])");

  /** A paragraph that begins in bold print. */
  private static final Sought LEAD = Sought.of("\\n[ \\t]*\\n[ \\t]*(?:[-*] )?\\*\\*[^*\\n]{2,60}\\*\\*(?![^\\n]*\\n[ \\t]*\\n)");

  /** A paragraph that begins with a number in bold print: {@code **3.1**}, {@code **Problem 4 (discounting).**}. */
  private static final Sought NUMBERED = Sought.of("(?i)(?:^|\\n)[ \\t]*\\n[ \\t]*\\*\\*\\(?(?:(?:exercise|problem|question|aufgabe|task|part|q|ex)\\.?\\s*)?\\d{1,2}(?:\\.\\d+)*[.):]?(?:\\s[^*\\n]{0,60})?\\*\\*");

  private static final Sought AHEAD = Sought.of(
      "(?is).*\\b(?:for|when|whenever|if|provided|given|with|where|unless|since|because|except(?: for| at)?)\\s*$");
  /** Words that tie what follows them to the display above. */
  private static final Sought BEHIND = Sought.of("(?s)\\s*[,;(]?\\s*(?:for(?: all| every| each| any)?|when|whenever|if|provided(?: that)?|given(?: that)?|with|where|here|unless|"
      + "since|because|as|using(?: that)?|by|except(?: for| at)?)\\b[^.;:$]{0,40}");
  private static final Sought DEFINED = Sought.of("(?s)\\s*(\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*\\}|\\w))?)\\s*(?:(?:\\\\left)?\\([^()]*\\)\\s*)?(?::=|=|\\\\coloneqq)[^=]*");
  private static final Sought BECAUSE = Sought.of("(?is).*\\b(?:since|because|as|by|using)\\b[^.;:$]*");

  private static final Pattern RELATES = Pattern.compile("[=<>≤≥≠∈]|\\\\(?:in|geq?|leq?|neq?|geqslant|leqslant|succeq?|preceq?)(?![a-zA-Z])");
  private static final Pattern ARROW = Pattern.compile("\\\\(?:iff|implies|(?:Long)?[lL]eftrightarrow|(?:Long)?[rR]ightarrow|Leftrightarrow|to)(?![a-zA-Z])|\\\\\\\\");

  private final Document document;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Context context;
  private final Directives directives;
  private final Derivation derivation;
  private final LayoutWords layout = new LayoutWords();
  private final boolean macros;
  /** Takes the steps in which letters are numbers that are vectors elsewhere; null where all has one meaning. */
  private final LocalReading local;
  /** Lines whose words say that something else is meant from there on. */
  private final java.util.Set<Integer> renewing = new java.util.HashSet<>();
  /** The number of the part that begins in a line. */
  private final java.util.TreeMap<Integer, Integer> scopes = new java.util.TreeMap<>();
  private Extraction extraction;
  /** What the survey of the document found; null before it was made. */
  private Surveyed surveyed;
  private String before = "";
  /** The words, and the formulas among them, since the last one that belongs to a derivation. */
  private final StringBuilder since = new StringBuilder();
  private String sentence = "";
  private String behind = "";
  /** The place behind a function by cases in words. */
  private int afterCases = -1;
  private boolean displayBefore;
  private Kind lastKind;
  private boolean vectors;
  /** Where a formula of the sentence says that its limits are taken. */
  private Expr.Limit arrow;
  /** The same, or what the sentence calls large. */
  private Expr.Limit large;
  /** The limit that words spoke of last in this part. */
  private Expr.Limit lately;

  private ClaimExtractor(Document document, LocalReading local) {
    this(document, local, new Context());
  }

  private ClaimExtractor(Document document, LocalReading local, Context context) {
    this.document = document;
    this.local = local;
    this.context = context;
    this.directives = new Directives(context, problems);
    this.derivation = new Derivation(context, claims);
    this.macros = document.path().endsWith(".tex");
  }

  /** A reading of the document that begins where the survey of another one had ended. */
  private ClaimExtractor(Document document, Surveyed surveyed) {
    this(document, null, surveyed.context());
    this.surveyed = surveyed;
  }

  /**
   * What the survey of a document found. It depends on the document alone, so that it need not be made for each reading.
   *
   * @param context what was known when it ended
   * @param changes how often the tables had been changed
   */
  private record Surveyed(java.util.NavigableMap<Integer, RankTable> ranks, Context context, int changes) {

    static Surveyed of(java.util.NavigableMap<Integer, RankTable> ranks, Context context) {
      var apart = context.forAnotherReading();
      return new Surveyed(ranks, apart, changes(ranks, apart));
    }

    /** Whether a reading has changed nothing in the tables. */
    boolean isUntouched() {
      return changes(ranks, context) == changes;
    }

    private static int changes(java.util.NavigableMap<Integer, RankTable> ranks, Context context) {
      int sum = context.ranks().changes();
      for (var table : ranks.values()) {
        sum += table.changes();
      }
      return sum;
    }
  }

  /** The claims of a document, in reading order. */
  public static List<Claim> extract(Document document) {
    return read(document).claims();
  }

  /** The claims of a document and what else it says. */
  public static Extraction read(Document written) {
    var document = Interruptions.apart(Languages.inEnglish(written));
    var exercises = Exercises.of(document);
    var whole = twice(document, exercises.areSeveral() ? Recollection.NONE : null, 0).extraction;
    return exercises.areSeveral() ? whole.with(exercises.claims(whole.claims())) : whole;
  }

  /** The steps in which letters are numbers that are vectors elsewhere in the document. A sheet of exercises is read part by part anyway. */
  public static LocalReading readLocally(Document written) {
    var document = Interruptions.apart(Languages.inEnglish(written));
    var local = new LocalReading();
    if (!Exercises.of(document).areSeveral() && LocalNumbers.areIn(document)) {
      twice(document, null, 0, local);
    }
    return local;
  }

  /**
   * What an exercise says when it is read without the others.
   *
   * @param names what the exercise, or the text before the first one, gives a meaning, declares or states something of, and what it is
   * @param own   those of them that the exercise itself brings in and that need nothing from another exercise
   * @param said  what later exercises may have to know of it
   */
  record Alone(List<Claim> claims, java.util.Map<String, Exercises.Meaning> names, java.util.Set<String> own, Recollection said) {}

  /**
   * An exercise that is read without the others.
   *
   * @param earlier what those before it say
   * @param start   its first line; what stands before it is for all
   */
  static Alone alone(Document exercise, Recollection earlier, int start) {
    var e = twice(exercise, earlier, start);
    var all = new java.util.HashSet<>(e.context.introduced(0));
    all.addAll(e.context.stated().names(false, 0));
    var names = all.stream().collect(java.util.stream.Collectors.toMap(n -> n, e.context::meaning));
    return new Alone(e.extraction.claims(), names, e.context.introduced(start), e.context.recollection());
  }

  /**
   * What the first reading finds of names that are used before they have a meaning, the second takes for it.
   *
   * @param earlier what exercises say that are not read with this one; null for a document that is no sheet of exercises
   */
  private static ClaimExtractor twice(Document document, Recollection earlier, int start) {
    return twice(document, earlier, start, null);
  }

  private static ClaimExtractor twice(Document document, Recollection earlier, int start, LocalReading local) {
    var first = new ClaimExtractor(document, local);
    if (earlier != null) {
      first.context.recall(earlier, start);
    }
    first.context.supposing().listen();
    var read = first.read();
    var meant = first.context.met().stream().filter(d -> !first.renewing.contains(d.line())).toList();
    var later = new Suppositions(meant, first.scopes, read.claims());
    if (read.claims().stream().noneMatch(c -> c instanceof Claim.Step s && (s.unreadable() != null || !s.setting().unknown().isEmpty()))) {
      first.context.suppose(Suppositions.NONE);
      return first;
    }
    if (first.context.supposing().isAnsweredAlikeBy(later)) {
      first.context.suppose(later);
      return first;
    }
    boolean sameStart = local == null && first.surveyed.isUntouched();
    var again = sameStart ? new ClaimExtractor(document, first.surveyed) : new ClaimExtractor(document, local);
    if (earlier != null && !sameStart) {
      again.context.recall(earlier, start);
    }
    again.context.suppose(later);
    again.read();
    return again;
  }

  private Extraction read() {
    problems.addAll(document.problems());
    var ranks = surveyed != null ? surveyed.ranks() : Survey.take(document, context);
    if (surveyed == null && local == null) {
      surveyed = Surveyed.of(ranks, context);
    }
    vectors = LocalNumbers.mayBeIn(ranks);
    if (local != null) {
      local.begin();
      LocalNumbers.add(document, context, ranks);
    }
    var blocks = document.blocks();
    var chances = new ChanceWords(context, document);
    var data = new DataTables(document, context);
    for (int i = 0; i < blocks.size(); i++) {
      var part = ranks.floorEntry(i);
      if (part != null) {
        context.ranks(part.getValue());
      }
      int known = claims.size();
      chances.reach(i, context.sections().level());
      data.reach(i);
      switch (blocks.get(i)) {
        case Block.Directive d -> {
          directives.read(d.text(), d.positions().start(0));
          stated();
        }
        case Block.Heading h -> heading(h);
        case Block.Enumerator e -> {
          if (e.label().matches("\\W*[Qq]?\\d.*|\\\\item.*")) {
            context.newTopic();
          }
          context.itemStart(true);
          context.hypotheses().nextItem(e.positions().start(0).line());
          context.hypotheses().end(Lifetime.PART);
          derivation.breakOff();
          newSentence();
        }
        case Block.Prose p -> prose(p, i);
        case Block.Formula f -> i = formula(f, i);
      }
      if (local != null && !context.ranks().local().isEmpty()) {
        local.take(claims.subList(known, claims.size()), context);
      }
    }
    for (var missed : directives.takeExpected()) {
      problems.add(new Problem(missed.position(), "this expect meets no step: no formula follows"));
    }
    extraction = new Extraction(claims, problems, directives.engines(), SaidNetworks.of(document), SaidNetworks.arePlain(document),
        directives.layout() != null ? directives.layout() : layout.layout(), vectors);
    return extraction;
  }

  private void newSentence() {
    context.endCase();
    context.hypotheses().end(Lifetime.SENTENCE);
    sentence = "";
    large = null;
    arrow = null;
    context.hypotheses().newSentence();
  }

  private void heading(Block.Heading h) {
    context.itemStart(false);
    lately = null;
    int line = h.positions().start(0).line();
    context.at(line);
    context.heading(h.level(), h.text());
    if (EXERCISE.matcher(h.text()).matches()) {
      context.newPart(h.level(), line);
    } else {
      context.newTopic();
    }
    derivation.breakOff();
    newSentence();
    before = "";
  }

  // ---- words ----

  private void prose(Block.Prose p, int index) {
    var text = index == afterCases ? WordCases.withoutOtherwise(p.text()) : p.text();
    if (Doubts.otherLogarithm(text)) {
      context.otherLogarithm();
    }
    before += text;
    since.append(text);
    layout.read(text);
    if (text.isBlank()) {
      return;
    }
    if (LEAD.matcher(text).find()) {
      context.newTopic();
    }
    if (NUMBERED.matcher(text).find()) {
      context.hypotheses().end(Lifetime.PART);
    }
    if (Prose.VERSION.matcher(text).find()) {
      context.newVersion();
    }
    var ahead = sentence;
    int end = Prose.lastSentenceEnd(text);
    boolean newAfterDisplay = displayBefore && Character.isUpperCase(text.strip().charAt(0));
    if (end >= 0 || newAfterDisplay) {
      if (!Prose.CONSEQUENCE.matcher(end >= 0 ? text.substring(end) : text).lookingAt()) {
        newSentence();
      }
      sentence = end >= 0 ? text.substring(end) : text;
    } else {
      sentence += text;
    }
    displayBefore = false;
    var otherwise = Prose.OTHERWISE.matcher(text);
    boolean other = end < 0 && !newAfterDisplay && Prose.ELSE.matcher(text).matches() && otherCase(p.positions().start(0).line());
    if (!other && otherwise.find()) {
      context.contrary(p.positions().start(otherwise.start()).line());
    }
    int nameless = Doubts.nameless(text);
    if (nameless >= 0) {
      context.doubtFamilies(p.positions().start(nameless).line());
    }
    growing(text, index);
    new CountWords(context).read(document.blocks(), index);
    new TrueClass(context).read(document.blocks(), index, p.positions().start(Math.max(0, text.length() - 1)).line());
    new TrueClass(context).lead(document.blocks(), index, p.positions().start(Math.max(0, text.length() - 1)).line());
    // What the words claim of the formula before them is not yet under what they assume further on.
    new ProseClaims(context, claims, derivation, lately).read(document.blocks(), index, text, ahead);
    textEquations(p, Math.max(end, 0));
    var words = tending();
    lately = words == null ? lately : words;
  }

  /** 'If x < 0 then …, else …': the case that the sentence began with does not hold any more. */
  private boolean otherCase(int line) {
    var cases = context.hypotheses().cases().stream().filter(a -> a.relation() != null).toList();
    if (cases.size() == 1) {
      var one = cases.getFirst();
      var contrary = Exprs.not(one.relation());
      context.hypotheses().takeBack(one::equals);
      context.assume(new Assumption(contrary, null, one.name(), contrary + " (line " + line + ")"), Lifetime.SENTENCE);
    } else if (!cases.isEmpty()) {
      context.contrary(line);
    }
    return !cases.isEmpty();
  }

  /** 'when y = 1' without dollar signs; a sentence that has ended says nothing of what comes. */
  private void textEquations(Block.Prose p, int sentenceStart) {
    for (var m = Prose.TEXT_EQUATION.matcher(p.text()); m.find();) {
      var name = context.isUsed(m.group(1)) ? m.group(1) : m.group(1).replaceFirst("^([A-Za-z])([0-9])$", "$1_$2"); // w1 for w_1
      var cue = Cue.of(p.text().substring(Prose.clauseStart(p.text(), m.start()), m.start(1)));
      boolean lasts = cue != Cue.MOMENT && cue != Cue.CASE || p.text().startsWith(":", m.end());
      if (context.isUsed(name) && !context.isDefined(name) && cue != Cue.DENIES && cue != Cue.EXCLUDES
          && (lasts || m.start() >= sentenceStart)) {
        var value = Exprs.num(Rational.of(new java.math.BigDecimal(m.group(2))));
        context.assume(new Assumption(Exprs.rel(RelOp.EQ, Exprs.sym(name), value), null, name,
            name + " = " + m.group(2) + " (line " + p.positions().start(m.start(1)).line() + ")"),
            lasts ? Lifetime.PART : Lifetime.SENTENCE);
      }
    }
  }

  /** '$b$ is very large' speaks of b → ∞ to the end of its sentence. */
  private void growing(String text, int index) {
    var m = Prose.LARGE.matcher(text);
    if (index > 0 && document.blocks().get(index - 1) instanceof Block.Formula f && !f.display() && m.lookingAt()
        && f.latex().strip().matches("[A-Za-z]")) {
      var z = Exprs.sym(f.latex().strip());
      lately = (Expr.Limit) Exprs.limit(z, z, m.group(1) != null ? Exprs.neg(Exprs.INFINITY) : Exprs.INFINITY, 0);
      large = Prose.lastSentenceEnd(text) >= 0 ? null : lately;
    }
  }

  private void stated() {
    for (var s : directives.takeStated()) {
      new StatedClaims(context, claims, problems).read(s);
    }
  }

  // ---- formulas ----

  private int formula(Block.Formula f, int index) {
    var text = FormulaText.of(f, macros);
    if (f.display() && QUESTION.matcher(f.latex()).find()) {
      context.newPart(context.sections().level(), text.start(0).line());
      derivation.breakOff();
      newSentence();
    }
    context.at(text.start(0).line());
    scopes.put(text.start(0).line(), context.scope());
    if (Prose.RENEWING.matcher(before).find()) {
      renewing.add(text.start(0).line());
    }
    int byCases = f.display() ? -1 : byCases(index);
    if (byCases >= 0) {
      return byCases;
    }
    int last = index;
    behind = f.display() ? "" : wordsBehind(index);
    context.around(Members.around(document.blocks(), index));
    introduce(index);
    boolean skipped = directives.takeSkip();
    boolean solve = directives.takeSolve();
    var expected = directives.takeExpected();
    int firstClaim = claims.size();
    boolean derived = false;
    var loosely = Loosely.reason(sentence, behind);
    var reserved = loosely != null ? loosely : WordConditions.reason(sentence, behind);
    if (skipped || f.inner().stream().anyMatch(i -> i.text().equals("skip"))) {
      unclaimed(text, Kind.NONE, "left alone, as its author asked");
    } else if (!f.display() && Survey.RANGE.matcher(f.latex()).matches()) {
      unclaimed(text, Kind.ASSUMPTION, "says what an index runs over");
    } else if (new DataPoints(context).read(document.blocks(), index, sentence, text.start(0).line())) {
      unclaimed(text, Kind.ASSUMPTION, "gives data");
    } else if (new Intervals(context).read(text, document.blocks(), index, sentence, cue(text))) {
      unclaimed(text, Kind.ASSUMPTION, "says where a variable lies");
    } else if (context.chances().isStated(f)) {
      context.doubt(Doubts.names(text.latex(), context)); // what else it says of its names is not taken in
      unclaimed(text, Kind.ASSUMPTION, "says how a quantity is distributed");
    } else if (ShapeWords.isDeclaration(f, context)) {
      new NumberWords(context).read(text, sentence, before, wordsBehind(index));
      unclaimed(text, Kind.ASSUMPTION, "says what is a vector or a matrix");
    } else if (new IntegerWords(context).declares(text, sentence)) {
      unclaimed(text, Kind.ASSUMPTION, "says which numbers are whole");
    } else if (new NumberWords(context).declares(text, sentence)) {
      new NumberWords(context).read(text, sentence, before, wordsBehind(index));
      unclaimed(text, Kind.ASSUMPTION, "says where a variable lies");
    } else {
      var statements = LatexReader.readDisplay(text.latex(), context);
      for (int next = index + 1; f.display() && isOpen(statements) && next < document.blocks().size(); next++) {
        if (document.blocks().get(next) instanceof Block.Prose p && p.text().isBlank()) {
          continue;
        }
        if (document.blocks().get(next) instanceof Block.Formula more && more.display()) {
          text = text.join(more);
          statements = LatexReader.readDisplay(text.latex(), context);
          last = next;
        } else {
          break;
        }
      }
      for (int next; (next = otherSolution(text, last)) > 0; last = next) {
        text = text.join(" \\text{ or } ", (Block.Formula) document.blocks().get(next));
        statements = LatexReader.readDisplay(text.latex(), context);
        behind = wordsBehind(next);
      }
      int other = f.display() ? 0 : equivalent(text, last);
      if (other > 0) {
        text = text.join(Prose.IFF.matcher(wordsBehind(last)).matches() ? " \\iff " : " \\implies ", (Block.Formula) document.blocks().get(other));
        statements = LatexReader.readDisplay(text.latex(), context);
        last = other;
        behind = wordsBehind(last);
      }
      if (!isSolving(f.display())) {
        statements = Conjunctions.apart(statements);
      }
      inner(text);
      if (!f.display()) {
        var words = new NumberWords(context);
        words.read(text, sentence, before, wordsBehind(index));
        ArrayProperties.inSentence(context, words.names(text.latex()), before, wordsBehind(index), text.start(0).line());
        lookAhead(last, AHEAD);
        var condition = new ConditionBehind(context, document.blocks(), macros).read(last, words::names);
        reserved = reserved == null ? condition : reserved;
        otherwise(text);
      } else if (BEHIND.matcher(wordsBehind(last)).matches()) {
        lookAhead(last, BEHIND);
      }
      if (!f.display()) {
        leaveOpen(text, statements);
      }
      boolean expects = !expected.isEmpty() || text.inner().stream().anyMatch(i -> i.text().startsWith("expect"));
      if (!expects && isStruckOut()) {
        derivation.mention(text, statements);
        unclaimed(text, Kind.NONE, "struck out");
      } else if (!expects && Mistake.isShown(sentence, wordsBehind(last)) && statements.stream().anyMatch(t -> !t.relations().isEmpty())) {
        derivation.mention(text, statements);
        unclaimed(text, Kind.NONE, "the words say that it is wrong");
      } else if (!f.display() && isAboutSomethingElse(statements)) {
        unclaimed(text, Kind.NONE, "the words say of what; it is not clear which formula they mean");
      } else if (!isLimit(f, text, index) && (f.display() || solvesDerivative(statements) || !inline(text, statements, index))) {
        derivation.formula(text, statements, solve || text.inner().stream().anyMatch(i -> i.text().equals("solve")),
            new Wording(before, cue(text), listed(), new Way(since.toString(), behind, others(text, last)), limit(f, index, statements), tends(f, index), sentence));
        since.setLength(0);
        derived = true;
      }
      for (int i = firstClaim; i < claims.size(); i++) {
        if (claims.get(i) instanceof Claim.Step step) {
          if (reserved != null && step.kind() != Kind.LIMIT) {
            claims.set(i, step.withSetting(step.setting().reserved(reserved)));
          }
          if (!f.display() && isAtPoint(last) && step.kind() != Kind.LIMIT) {
            claims.set(i, step.unclear("holds at the point that stands behind it, not everywhere; write the point with its names: at x = 0, y = 0"));
          }
          context.hypotheses().claims();
          if (!f.display()) {
            context.beside(claims.get(i).place());
          }
        }
      }
      if (claims.size() == firstClaim) {
        unclaimed(text, Kind.NONE, statements.isEmpty() ? "nothing is stated here" : reasonFor(statements));
      }
    }
    new Expectations(directives, problems).meet(expected, text, claims, firstClaim, derivation.ordinals());
    context.itemStart(false);
    if (!derived) {
      since.append(" $").append(f.latex()).append("$ ");
    }
    before = "";
    lastKind = f.display() || claims.isEmpty() ? null : claims.getLast().kind();
    sentence += " $ ";
    displayBefore = f.display();
    return last;
  }

  /** 'f'(x) = 2x if x > 0 and f'(x) = 0 otherwise': where the case of the formula before does not hold. */
  private void otherwise(FormulaText text) {
    var cases = context.hypotheses().behind().stream().filter(a -> a.relation() instanceof Expr.Rel r && r.op() != RelOp.EQ).toList();
    if (cases.size() != 1 || !WordCases.isOtherwise(behind)) {
      return;
    }
    var contrary = Exprs.not(cases.getFirst().relation());
    context.hypotheses().endBehind(Set.copyOf(cases), _ -> true);
    context.assume(new Assumption(contrary, null, cases.getFirst().name(), contrary + " (line " + text.start(0).line() + ")"), Lifetime.SENTENCE);
    context.hypotheses().behind(contrary);
  }

  /** A function that the sentence defines by cases; the last of its formulas, or −1. */
  private int byCases(int index) {
    var found = new WordCases(context, document.blocks()).at(index, sentence);
    var known = found == null ? null : context.definition(found.target().name());
    if (found == null || known != null && context.isDefinedHere(known.name()) && !Definitions.INTRODUCED.matcher(before).matches()
        && !Definitions.INTRODUCED.matcher(sentence.replaceFirst("(?iU)\\b\\p{L}+\\s*$", "")).matches()) {
      return -1;
    }
    if (known != null) {
      context.keepMeanings(found.target().name());
    }
    var start = FormulaText.of((Block.Formula) document.blocks().get(index), macros).start(0);
    context.define(found.target().name(), found.target().parameters(), false, found.value(), start.line(), false);
    context.use(found.value());
    for (int i = index; i <= found.last(); i++) {
      if (document.blocks().get(i) instanceof Block.Formula part) {
        unclaimed(FormulaText.of(part, macros), Kind.DEFINITION, "gives " + found.target().name() + " its meaning, by cases");
        sentence += " $ ";
      } else if (document.blocks().get(i) instanceof Block.Prose p) {
        sentence += p.text();
      }
    }
    before = "";
    lastKind = Kind.DEFINITION;
    displayBefore = false;
    afterCases = found.last() + 1;
    return found.last();
  }

  /** The words may bring in a function without a formula, also behind what is said of it. */
  private void introduce(int index) {
    var introductions = new Introductions(context);
    introductions.around(document.blocks(), index, sentence).forEach(context::anew);
    introductions.ahead(document.blocks(), index).forEach(context::anew);
  }

  /** Where another solution of the equation at hand follows in the sentence, as in '$x = 2$ or $x = -2$'; 0 if none does. */
  private int otherSolution(FormulaText text, int index) {
    var cue = text.display() || !derivation.isSolving() ? Cue.DENIES : cue(text);
    return (cue == Cue.NONE || cue == Cue.CONCLUDES) && index + 2 < document.blocks().size()
        && document.blocks().get(index + 1) instanceof Block.Prose p && OTHER_SOLUTION.matcher(p.text()).matches()
        && document.blocks().get(index + 2) instanceof Block.Formula g && !g.display()
        && SOLUTION.matcher(text.latex()) instanceof java.util.regex.Matcher one && one.find()
        && SOLUTION.matcher(g.latex()) instanceof java.util.regex.Matcher other && other.matches() && one.group(1).equals(other.group(1)) ? index + 2 : 0;
  }

  /** '$\\nabla f = 0$ at $(0, 0)$'. */
  private boolean isAtPoint(int index) {
    return Prose.AT.matcher(wordsBehind(index)).matches() && index + 2 < document.blocks().size()
        && document.blocks().get(index + 2) instanceof Block.Formula g && !g.display() && Prose.POINT.matcher(g.latex()).matches();
  }

  /** Where the formula stands that this one is said to be equivalent to, or to imply: '$x^2 = 4$ iff $x = \\pm 2$'; 0 if there is none. */
  private int equivalent(FormulaText text, int index) {
    var words = wordsBehind(index);
    var cue = cue(text);
    return (Prose.IFF.matcher(words).matches() || Prose.ONLY_IF.matcher(words).matches()) && (cue == Cue.NONE || cue == Cue.CONCLUDES)
        && index + 2 < document.blocks().size() && document.blocks().get(index + 2) instanceof Block.Formula g && !g.display()
        && RELATES.matcher(text.latex()).find() && RELATES.matcher(g.latex()).find()
        && !ARROW.matcher(text.latex()).find() && !ARROW.matcher(g.latex()).find() ? index + 2 : 0;
  }

  /** What stands in a sentence and does not read may restrict its names. */
  private void leaveOpen(FormulaText text, List<Statement> statements) {
    boolean unread = statements.stream().filter(s -> !isMembership(text, s)).anyMatch(s -> s.members().stream().anyMatch(m -> m.error() != null
        || m.term() != null && Side.read(m, text, context).error() != null)
        || s.relations().stream().anyMatch(r -> r.kind() == org.gradus.notation.Relation.Kind.DISTRIBUTED));
    var named = DEFINED.matcher(text.latex());
    if (unread && named.matches()) {
      context.doubtHere(Doubts.names(named.group(1), context)); // says what that is, and nothing of the others
      if (context.isDefined(named.group(1)) && statements.stream().allMatch(t -> t.relations().size() == 1)) {
        context.keepMeanings(named.group(1));
        context.undefine(named.group(1)); // p = (p_1, …, p_n) after p = (1/2, 1/2)
      }
    } else if (unread && new NumberWords(context).names(text.latex()).isEmpty()) {
      context.doubtHere(Doubts.names(text.latex(), context));
    }
  }

  /** {@code y ∈ {−1, 1}}, read: a set is no value by itself. */
  private boolean isMembership(FormulaText text, Statement s) {
    return s.relations().size() == 1 && s.relations().getFirst().kind() == org.gradus.notation.Relation.Kind.IN
        && s.members().stream().allMatch(m -> m.term() != null) && new Assumptions(context).relation(text, s) != null;
  }

  private String wordsBehind(int index) {
    return index + 1 < document.blocks().size() && document.blocks().get(index + 1) instanceof Block.Prose p ? p.text() : "";
  }

  private static String reasonFor(List<Statement> statements) {
    return statements.stream().allMatch(s -> s.relations().isEmpty()) ? "an expression alone claims nothing"
        : "no step can be read from this";
  }

  private void inner(FormulaText text) {
    for (var i : text.inner()) {
      if (!i.text().startsWith("expect") && !i.text().equals("skip") && !i.text().equals("solve")) {
        directives.read(i.text(), i.position());
      }
    }
  }

  private static boolean isOpen(List<Statement> statements) {
    return !statements.isEmpty() && statements.getLast().open() && !statements.getLast().members().getLast().isEmpty();
  }

  private void unclaimed(FormulaText text, Kind kind, String reason) {
    claims.add(new Claim.Unclaimed(text.place(0, text.latex().length()),
        new Written(text.latex(), null, null, null, null), kind, reason));
  }

  // ---- what a formula within a sentence says by the words around it ----

  /** Assumptions later in the sentence hold in all of it. */
  private void lookAhead(int index, Sought introducing) {
    var words = "";
    var earlier = new HashSet<>(context.hypotheses().behind());
    for (int i = index + 1; i < document.blocks().size() && i < index + 40; i++) {
      switch (document.blocks().get(i)) {
        case Block.Prose p -> {
          if (Prose.firstSentenceEnd(introducing == BEHIND ? p.text().stripLeading() : p.text()) >= 0 || p.text().indexOf(';') >= 0) {
            return;
          }
          words = p.text();
        }
        case Block.Formula f when !f.display() -> {
          if (ShapeWords.isDeclaration(f, context)) {
            break; // its words are read beforehand
          }
          if (introducing.matcher(words).matches() || introducing == BEHIND && i > index + 1 && Prose.LISTING.matcher(words).matches()) {
            var text = FormulaText.of(f, macros);
            for (var s : LatexReader.readDisplay(f.latex(), context)) {
              var cue = BECAUSE.matcher(words).matches() ? Cue.MOMENT : Cue.of(words, wordsBehind(i));
              if (isLaterDefinition(text, s)) {
                if (cue == Cue.DEFINES || cue == Cue.PUTS || cue == Cue.NONE || cue == Cue.CASE && isOfArguments(s)) {
                  derivation.ahead(text, s);
                }
              } else if (isOtherCase(text, s, earlier)) {
                return;
              } else {
                var here = context.around();
                context.around(Members.around(document.blocks(), i));
                var relation = new Assumptions(context).relation(text, s);
                earlier.removeIf(a -> a.relation() != null && a.relation().equals(relation));
                new Assumptions(context).inline(text, s, words, cue, null, true);
                context.around(here);
              }
            }
          }
        }
        case Block.Formula _, Block.Heading _, Block.Directive _, Block.Enumerator _ -> {
          return;
        }
      }
    }
  }

  /** 'For x < 0 it is −1, for x > 0 …': the sentence goes on to another case than the one the formula was given for. */
  private boolean isOtherCase(FormulaText text, Statement s, Set<Assumption> earlier) {
    var relation = new Assumptions(context).relation(text, s);
    if (relation != null) {
      context.hypotheses().endBehind(earlier, a -> Exclusion.of(a.relation(), relation));
    }
    return relation != null && context.hypotheses().ofSentence().stream().anyMatch(a -> Exclusion.of(a.relation(), relation));
  }

  /** {@code with CE(p) = −log p} behind its use. */
  private boolean isLaterDefinition(FormulaText text, Statement s) {
    if (s.relations().size() != 1 || s.members().getFirst().term() == null) {
      return false;
    }
    var side = Side.read(s.members().getFirst(), text, context);
    var target = side.raw() == null ? null : Target.of(side.raw(), context);
    return target != null && !target.isTableFunction()
        && (context.isDefined(target.name()) ? !context.isDefinedHere(target.name()) : !context.isUsed(target.name()) || isComputed(text, s));
  }

  /** {@code for L(a, y) = …}: a formula for a function is no case. */
  private static boolean isOfArguments(Statement s) {
    return s.members().getFirst().term() instanceof org.gradus.notation.Term.Call
        || s.members().getLast().term() instanceof org.gradus.notation.Term.Call;
  }

  /** {@code where a = σ(z)} behind what was said of a: a formula with variables, not the value in a case. */
  private boolean isComputed(FormulaText text, Statement s) {
    var right = Side.read(s.members().getLast(), text, context);
    return right.raw() != null && !(right.raw() instanceof Expr.Sym) && !(right.raw() instanceof Expr.Indexed)
        && !org.gradus.expr.Trees.freeSymbols(right.raw()).isEmpty();
  }

  /** Whether the formula at hand may solve the equation before it. */
  private boolean isSolving(boolean display) {
    return derivation.isSolving() && derivation.tie(new Way(since.toString(), behind, false), display) != Solution.Tie.PERHAPS;
  }

  /** Whether the name on the left of the formula gets another value within a few formulas: 'we get x = 1. Also x = −1'. */
  private boolean others(FormulaText text, int index) {
    var m = SOLUTION.matcher(text.latex());
    if (!m.lookingAt()) {
      return false;
    }
    var name = m.group(1);
    int seen = 0;
    for (int i = index + 1; i < document.blocks().size() && seen < VALUES_AHEAD && !(document.blocks().get(i) instanceof Block.Heading); i++) {
      if (document.blocks().get(i) instanceof Block.Formula f) {
        var other = SOLUTION.matcher(f.latex());
        if (other.lookingAt() && other.group(1).equals(name)) {
          return true;
        }
        seen++;
      }
    }
    return false;
  }

  /** {@code ~~…~~} in Markdown. */
  private boolean isStruckOut() {
    return sentence.split("~~", -1).length % 2 == 0 && behind.contains("~~");
  }

  /** 'Setting the derivative to zero gives w = 2'. */
  private boolean solvesDerivative(List<Statement> statements) {
    return statements.size() == 1 && !statements.getFirst().relations().isEmpty() && Stationary.isSaid(sentence);
  }

  /** Whether the words before or behind make the inline formula something other than a claim. */
  private boolean inline(FormulaText text, List<Statement> statements, int index) {
    if (statements.size() == 1 && statements.getFirst().relations().isEmpty() && statements.getFirst().members().size() == 1) {
      if (statements.getFirst().members().getFirst().isEmpty()) {
        unclaimed(text, Kind.NONE, "words, no formula");
        return true;
      }
      var side = Side.read(statements.getFirst().members().getFirst(), text, context);
      if (StepBuilder.states(side) || side.raw() instanceof Expr.Logic && isSolving(text.display())) {
        return false;
      }
      var choice = Conjunctions.asMembership(statements.getFirst());
      if (choice != null && (cue(text) == Cue.DEFINES || cue(text) == Cue.ASSUMES || cue(text) == Cue.CASE || cue(text) == Cue.PUTS)) {
        new Assumptions(context).inline(text, choice, before, cue(text), claims, false);
        return true;
      }
      if (side.raw() instanceof Expr.Sym s && isNaming(index)) {
        return name(text, s);
      }
      if (side.raw() instanceof Expr.Sym s && (Prose.ANY.matcher(before).find() || index + 1 < document.blocks().size()
          && document.blocks().get(index + 1) instanceof Block.Prose p && Prose.IS_ANY.matcher(p.text()).find())) {
        context.anew(s.name());
        if (Prose.LET.matcher(before).find() && context.isDefined(s.name())) {
          context.undefine(s.name());
        }
      }
      probability(text, side);
      new Quantities(context).read(side.raw(), before, wordsBehind(index), text.start(0).line());
      if (side.raw() != null) {
        context.use(side.exact());
      }
      unclaimed(text, Kind.NONE, side.error() != null ? side.error() : "an expression alone claims nothing");
      return true;
    }
    boolean all = !statements.isEmpty();
    var assumptions = new Assumptions(context);
    boolean other = statements.size() == 1 && assumptions.isOtherValue(text, statements.getFirst(), before);
    for (var s : statements) {
      all &= other || assumptions.isInline(text, s, before, cue(text), derivation, listed());
    }
    if (!all) {
      return false;
    }
    boolean leads = cue(text) == Cue.CASE && index + 2 < document.blocks().size() && LEADING.matcher(wordsBehind(index)).matches();
    for (var s : statements) {
      var relation = leads ? assumptions.relation(text, s) : null;
      assumptions.inline(text, s, before, cue(text), claims, false);
      if (relation != null) {
        context.hypotheses().ofNext(relation);
      }
    }
    return true;
  }

  /** 'H = max(0, 1 − z), for $z < 1$ the derivative is': a case of what follows, not of what stands before it. */
  private static final Sought LEADING = Sought.of("(?iU)\\s*(?:,\\s*)?(?!the (?:rest|other))(?:(?:we|one|the|its|this|it|das|die|der|ist|wir)\\b)[^.;:!?$]{0,60}");
  private static final Sought PLACE_BEHIND = Sought.of("(?i)\\s*(?:at|when|where|if|for|in)\\b");
  /** Formulas in which another value of a name is looked for. */
  private static final int VALUES_AHEAD = 3;
  private static final Sought SOLUTION = Sought.of("(?s)^\\s*(\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*}|\\w))?)\\s*=[^=]*");
  private static final Sought OTHER_SOLUTION = Sought.of("(?is)\\s*(?:,|;|or|oder|and|und|bzw\\.|(?:,|;)\\s*(?:or|oder|and|und))\\s*");
  /** {@code η = 0.1: …} at the beginning of a sentence is a case. */
  private static final Sought VALUE = Sought.of("\\s*\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*}|\\w))?\\s*=\\s*-?(?:[\\d.,]+|\\\\[td]?frac\\s*\\{?\\d+}?\\s*\\{?\\d+}?|\\d+/\\d+)\\s*");

  /** 'Gradient descent started at $w_0 = 1$': no moment, but where a sequence begins. */
  private static final Sought STARTS = Sought.of("(?iU)\\b(?:start|begin|initiali[sz])\\w*(?:\\s+(?:the|our|point|it|everything))?\\s+(?:at|from|in|with|to)\\s*$");
  private static final Sought BEGINNING = Sought.of("\\s*\\\\?[A-Za-z]+(?:_0|_\\{\\s*0\\s*}|\\^\\{\\(0\\)}|\\^\\{0})\\s*=[^=]*");

  private static final String SINGLED_OUT = "(?:minim\\w+|maxim\\w+|optim\\w+|extrem\\w+|solution|root|zero|kink|stationary point|critical point|saddle point|Lösung|Nullstelle|Stelle|Sattelpunkt|Knick)";
  /** 'The minimum is $w = 0$', '$w = 0$ is the minimum': one value of a variable that has others below. */
  private static final Sought SINGLED_OUT_BEFORE = Sought.of("(?iU)\\b" + SINGLED_OUT + "\\s+(?:is|lies|ist|liegt)(?:\\s+(?:at|then|bei|dann))?\\s*$");
  private static final Sought SINGLED_OUT_BEHIND = Sought.of("(?iU)\\s*(?:(?:is|ist)\\s+)?(?:the|a|das|die|der|ein|eine)\\s+(?:[\\p{L}-]+\\s+)?" + SINGLED_OUT + "\\b");

  /** What the words around it make of the formula at hand. */
  private Cue cue(FormulaText text) {
    var cue = Cue.of(sentence, behind);
    if (cue == Cue.MOMENT && !text.display() && STARTS.matcher(sentence).find() && BEGINNING.matcher(text.latex()).lookingAt()) {
      return Cue.DEFINES;
    }
    if ((cue == Cue.NONE || cue == Cue.CASE) && !text.display() && VALUE.matcher(text.latex()).matches()
        && (SINGLED_OUT_BEFORE.matcher(sentence).find() || SINGLED_OUT_BEHIND.matcher(behind).lookingAt())) {
      return Cue.MOMENT;
    }
    return cue == Cue.NONE && !text.display() && behind.startsWith(":") && sentence.matches("[\\s*_-]*") && VALUE.matcher(text.latex()).matches() ? Cue.CASE : cue;
  }

  /** What the formula before was, if this one only goes on with its list. */
  private Kind listed() {
    boolean named = lastKind == Kind.DEFINITION && before.matches("(?s)\\s*,\\s*(?:and\\s+)?[\\p{L} ]{1,30}") && Cue.of(before) == Cue.NONE;
    return named || Prose.LISTING.matcher(before).matches() ? lastKind : null; // 'x = 0.5, target t = 1'

  }

  /** Whether the formula says what tends to what; 'as x → a' alone goes for its sentence. */
  private boolean isLimit(Block.Formula f, FormulaText text, int index) {
    var words = new LimitWords(context, claims);
    var place = f.display() ? null : words.place(text.latex());
    if (place != null) {
      arrow = place;
      large = place;
      lately = place;
      unclaimed(text, Kind.NONE, "says where a limit is taken");
      return true;
    }
    var behind = f.display() ? null : words.behind(document.blocks(), index);
    return words.read(text, behind != null ? behind : arrow);
  }

  /** The limit that is spoken of at the formula, or null. */
  private Expr.Limit limit(Block.Formula f, int index, List<Statement> statements) {
    var next = f.display() ? null : new LimitWords(context, claims).behind(document.blocks(), index);
    return next != null ? next : PLACE_BEHIND.matcher(behind).lookingAt() ? null : tending() != null ? tending() : arrow != null ? arrow : approximated(statements);
  }

  /** Whether nothing but 'as' stands between the formula and 'x → a', or nothing but 'we get' behind it. */
  private boolean tends(Block.Formula f, int index) {
    boolean next = !f.display() && new LimitWords(context, claims).behind(document.blocks(), index) != null;
    return next || arrow != null && index > 1 && document.blocks().get(index - 2) instanceof Block.Formula p && !p.display()
        && new LimitWords(context, claims).place(p.latex()) != null && Prose.CONNECTING.matcher(before).matches();
  }

  /** A relation without a left side, of which the words name the left side: 'the above equation is $\\ge 1$'. */
  private boolean isAboutSomethingElse(List<Statement> statements) {
    return !statements.isEmpty() && statements.getFirst().continues() && Prose.SUBJECT.matcher(before).matches();
  }

  /** What holds, about, where something is large, with a whole number on the right: a limit. */
  private Expr.Limit approximated(List<Statement> statements) {
    return large != null && statements.size() == 1 && statements.getFirst().relations().size() == 1
        && (statements.getFirst().relations().getFirst().kind() == org.gradus.notation.Relation.Kind.APPROX
            || statements.getFirst().relations().getFirst().kind() == org.gradus.notation.Relation.Kind.EQ)
        && statements.getFirst().members().getLast().term() instanceof org.gradus.notation.Term.Number n && n.text().matches("\\d+")
        ? large : null;
  }

  /** The limit that the sentence speaks of, or null. */
  private Expr.Limit tending() {
    var m = Prose.TENDING.matcher(sentence);
    Expr.Limit found = null;
    while (m.find()) {
      boolean negative = m.group(2) != null && m.group(2).strip().toLowerCase(Locale.ROOT).matches("negative|minus|-");
      var z = Exprs.sym(m.group(1));
      found = (Expr.Limit) Exprs.limit(z, z, negative ? Exprs.neg(Exprs.INFINITY) : Exprs.INFINITY, 0);
    }
    return found;
  }

  private boolean isNaming(int index) {
    if (Prose.NAMING.matcher(sentence.isBlank() ? before : sentence).matches()) {
      return true;
    }
    return Prose.WRITE_FOR.matcher(before).matches() && index + 1 < document.blocks().size()
        && document.blocks().get(index + 1) instanceof Block.Prose p && Prose.FOR_THIS.matcher(p.text()).matches();
  }

  /** 'Call this δ': the name of what the last display is about. */
  private boolean name(FormulaText text, Expr.Sym s) {
    var meant = derivation.subject();
    if (meant == null) {
      unclaimed(text, Kind.NONE, "a name for something that is not clear");
      return true;
    }
    context.define(s.name(), List.of(), false, meant, text.start(0).line(), false);
    unclaimed(text, Kind.DEFINITION, "a name for " + meant);
    return true;
  }

  /** 'probability p' says that p lies between 0 and 1. */
  private void probability(FormulaText text, Side side) {
    if (side.raw() instanceof Expr.Sym s && before.toLowerCase(Locale.ROOT).matches("(?s).*\\bprobability\\s*$")
        && !context.isDefined(s.name())) {
      var inside = Exprs.and(List.of(Exprs.rel(RelOp.GE, s, Exprs.ZERO), Exprs.rel(RelOp.LE, s, Exprs.ONE)));
      context.assume(new Assumption(inside, null, s.name(), "probability " + s.name() + " (line " + text.start(0).line() + ")"),
          Lifetime.SCOPE);
    }
  }
}
