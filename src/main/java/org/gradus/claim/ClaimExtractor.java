package org.gradus.claim;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.gradus.notation.Relation;
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
  /** Words that say that what follows a point holds there. */
  private static final Sought POINT_AHEAD = Sought.of("(?iU)\\b(?:at(?:\\s+(?:the|this|our))?(?:\\s+(?:points?|origin))?|(?:in|im|an|en)\\s+(?:\\p{L}{2,5}\\s+)?(?:points?|punkte?|stelle|origin))\\s*$");
  private static final Sought DEFINED = Sought.of("(?s)\\s*(\\\\?[A-Za-z]+(?:_(?:\\{[^{}]*\\}|\\w))?)\\s*(?:(?:\\\\left)?\\([^()]*\\)\\s*)?(?::=|=|\\\\coloneqq)[^=]*");

  private final Document document;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Context context;
  private final Directives directives;
  private final Derivation derivation;
  private final LayoutWords layout = new LayoutWords();
  private final boolean macros;
  private final SpokenLimits limits;
  private final Companions companions;
  private final WordsAhead ahead;
  /** Takes the steps in which letters are numbers that are vectors elsewhere; null where all has one meaning. */
  private final LocalReading local;
  /** Lines whose words say that something else is meant from there on. */
  private final Set<Integer> renewing = new HashSet<>();
  /** The number of the part that begins in a line. */
  private final TreeMap<Integer, Integer> scopes = new TreeMap<>();
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
    this.limits = new SpokenLimits(context, document.blocks(), claims);
    this.companions = new Companions(document.blocks());
    this.ahead = new WordsAhead(context, document.blocks(), derivation, macros);
  }

  /** A reading of the document that begins where the survey of another one had ended. */
  private ClaimExtractor(Document document, Surveyed surveyed) {
    this(document, null, surveyed.context());
    this.surveyed = surveyed;
  }

  /** The claims of a document, in reading order. */
  public static List<Claim> extract(Document document) {
    return read(document).claims();
  }

  /** The claims of a document and what else it says. */
  public static Extraction read(Document written) {
    var document = GradientShorthand.writtenOut(Interruptions.apart(Languages.inEnglish(written)));
    var exercises = Exercises.of(document);
    var whole = twice(document, exercises.areSeveral() ? Recollection.NONE : null, 0).extraction;
    return exercises.areSeveral() ? whole.with(exercises.claims(whole.claims())) : whole;
  }

  /** The steps in which letters are numbers that are vectors elsewhere in the document. A sheet of exercises is read part by part anyway. */
  public static LocalReading readLocally(Document written) {
    var document = GradientShorthand.writtenOut(Interruptions.apart(Languages.inEnglish(written)));
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
  record Alone(List<Claim> claims, Map<String, Exercises.Meaning> names, Set<String> own, Recollection said) {}

  /**
   * An exercise that is read without the others.
   *
   * @param earlier what those before it say
   * @param start   its first line; what stands before it is for all
   */
  static Alone alone(Document exercise, Recollection earlier, int start) {
    var e = twice(exercise, earlier, start);
    var all = new HashSet<>(e.context.introduced(0));
    all.addAll(e.context.stated().names(false, 0));
    var names = all.stream().collect(Collectors.toMap(n -> n, e.context::meaning));
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
          context.hypotheses().nextItem(e.label(), e.positions().start(0).line(), !sentence.isBlank());
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
        SaidNetworks.arePenalised(document), SaidNetworks.areUniform(document),
        directives.layout() != null ? directives.layout() : layout.layout(), vectors);
    return extraction;
  }

  private void newSentence() {
    context.endCase();
    context.hypotheses().end(Lifetime.SENTENCE);
    sentence = "";
    limits.newSentence();
    context.hypotheses().newSentence();
  }

  private void heading(Block.Heading h) {
    context.itemStart(false);
    limits.newPart();
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
      context.spelling().otherLogarithm();
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
    boolean alone = index > 0 && document.blocks().get(index - 1) instanceof Block.Formula f && !f.display()
        && !(index > 1 && document.blocks().get(index - 2) instanceof Block.Prose q && q.text().strip().matches("(?s).*(?:,|\\b(?:and|und|et|y))"));
    int nameless = Doubts.nameless(text, alone);
    if (nameless >= 0) {
      context.doubtFamilies(p.positions().start(nameless).line());
    }
    limits.growing(text, index);
    new CountWords(context).read(document.blocks(), index);
    new TrueClass(context).read(document.blocks(), index, p.positions().start(Math.max(0, text.length() - 1)).line());
    new TrueClass(context).lead(document.blocks(), index, p.positions().start(Math.max(0, text.length() - 1)).line());
    // What the words claim of the formula before them is not yet under what they assume further on.
    new ProseClaims(context, claims, derivation, limits.lately()).read(document.blocks(), index, text, ahead);
    textEquations(p, Math.max(end, 0));
    limits.read(sentence);
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
        var value = Exprs.num(Rational.of(new BigDecimal(m.group(2))));
        context.assume(new Assumption(Exprs.rel(RelOp.EQ, Exprs.sym(name), value), null, name,
            name + " = " + m.group(2) + " (line " + p.positions().start(m.start(1)).line() + ")"),
            lasts ? Lifetime.PART : Lifetime.SENTENCE);
      }
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
    behind = f.display() ? "" : wordsBehind(document.blocks(), index);
    context.around(Members.around(document.blocks(), index));
    introduce(index);
    boolean skipped = directives.takeSkip();
    boolean solve = directives.takeSolve();
    var expected = directives.takeExpected();
    int firstClaim = claims.size();
    boolean derived = false;
    var loosely = Loosely.reason(sentence, behind);
    var reserved = loosely != null ? loosely : WordConditions.reason(sentence, behind);
    var wished = Wished.reason(sentence);
    reserved = reserved == null ? wished : reserved;
    if (skipped || f.inner().stream().anyMatch(i -> i.text().equals("skip"))) {
      unclaimed(text, Kind.NONE, "left alone, as its author asked");
    } else if (!f.display() && Survey.RANGE.matcher(f.latex()).matches()) {
      unclaimed(text, Kind.ASSUMPTION, "says what an index runs over");
    } else if (new WholeFamilies(context).read(text, cue(text))) {
      unclaimed(text, Kind.ASSUMPTION, "says where the members of a family lie");
    } else if (new DataPoints(context).read(document.blocks(), index, sentence, text.start(0).line())) {
      unclaimed(text, Kind.ASSUMPTION, "gives data");
    } else if (new Intervals(context).read(text, document.blocks(), index, sentence, cue(text))) {
      unclaimed(text, Kind.ASSUMPTION, "says where a variable lies");
    } else if (context.chances().isStated(f)) {
      context.doubt(Doubts.names(text.latex(), context)); // what else it says of its names is not taken in
      unclaimed(text, Kind.ASSUMPTION, "says how a quantity is distributed");
    } else if (ShapeWords.isDeclaration(f, context)) {
      new NumberWords(context).read(text, sentence, before, wordsBehind(document.blocks(), index));
      unclaimed(text, Kind.ASSUMPTION, "says what is a vector or a matrix");
    } else if (new IntegerWords(context).declares(text, sentence)) {
      unclaimed(text, Kind.ASSUMPTION, "says which numbers are whole");
    } else if (new NumberWords(context).declares(text, sentence)) {
      new NumberWords(context).read(text, sentence, before, wordsBehind(document.blocks(), index));
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
      for (int next; (next = companions.otherSolution(text, last, f.display() || !derivation.isSolving() ? Cue.DENIES : cue(text))) > 0; last = next) {
        text = text.join(" \\text{ or } ", (Block.Formula) document.blocks().get(next));
        statements = LatexReader.readDisplay(text.latex(), context);
        behind = wordsBehind(document.blocks(), next);
      }
      int other = f.display() ? 0 : companions.equivalent(text, last, cue(text));
      if (other > 0) {
        text = text.join(Prose.IFF.matcher(wordsBehind(document.blocks(), last)).matches() ? " \\iff " : " \\implies ", (Block.Formula) document.blocks().get(other));
        statements = LatexReader.readDisplay(text.latex(), context);
        last = other;
        behind = wordsBehind(document.blocks(), last);
      }
      if (!isSolving(f.display())) {
        statements = Conjunctions.apart(statements);
      }
      inner(text);
      if (!f.display()) {
        var words = new NumberWords(context);
        words.read(text, sentence, before, wordsBehind(document.blocks(), index));
        ArrayProperties.inSentence(context, words.names(text.latex()), before, wordsBehind(document.blocks(), index), text.start(0).line());
        ahead.read(last, WordsAhead.AHEAD);
        var condition = new ConditionBehind(context, document.blocks(), macros).read(last, words::names);
        reserved = reserved == null ? condition : reserved;
        otherwise(text);
      } else if (ConditionBehind.isCaseOfAMatrix(wordsBehind(document.blocks(), last))) {
        new ConditionBehind(context, document.blocks(), macros).read(last, new NumberWords(context)::names);
      } else if (WordsAhead.BEHIND.matcher(wordsBehind(document.blocks(), last)).matches()) {
        ahead.read(last, WordsAhead.BEHIND);
      }
      if (!f.display()) {
        leaveOpen(text, statements);
      } else {
        for (var s : statements) {
          leaveNameOpen(text, s);
        }
      }
      var interval = new OnInterval(context, document.blocks()).read(text, statements, index, last);
      reserved = reserved == null ? interval : reserved;
      boolean expects = !expected.isEmpty() || text.inner().stream().anyMatch(i -> i.text().startsWith("expect"));
      if (!expects && isStruckOut()) {
        derivation.mention(text, statements);
        unclaimed(text, Kind.NONE, "struck out");
      } else if (!expects && Mistake.isShown(sentence, wordsBehind(document.blocks(), last)) && statements.stream().anyMatch(t -> !t.relations().isEmpty())) {
        derivation.mention(text, statements);
        unclaimed(text, Kind.NONE, "the words say that it is wrong");
      } else if (!f.display() && isAboutSomethingElse(statements)) {
        unclaimed(text, Kind.NONE, "the words say of what; it is not clear which formula they mean");
      } else if (!limits.isLimit(f, text, index) && (f.display() || solvesDerivative(statements) || !inline(text, statements, index))) {
        derivation.formula(text, statements, solve || text.inner().stream().anyMatch(i -> i.text().equals("solve")),
            new Wording(before, cue(text), listed(), new Way(since.toString(), behind, companions.isFollowedByOthers(text, last)), limits.limit(f, index, statements, sentence, behind), limits.tends(f, index, before), sentence));
        since.setLength(0);
        derived = true;
      }
      for (int i = firstClaim; i < claims.size(); i++) {
        if (claims.get(i) instanceof Claim.Step step) {
          if (reserved != null && step.kind() != Kind.LIMIT) {
            claims.set(i, step.withSetting(step.setting().reserved(reserved)));
          }
          boolean behindPoint = isBehindPoint(index);
          if ((behindPoint || !f.display() && isAtPoint(last)) && step.kind() != Kind.LIMIT) {
            claims.set(i, step.unclear("holds at the point that stands " + (behindPoint ? "before" : "behind") + " it, not everywhere; write the point with its names: at x = 0, y = 0"));
          }
          context.hypotheses().claims();
          if (!f.display()) {
            context.beside(claims.get(i).place());
          }
        }
      }
      if (wished != null) {
        Wished.keep(claims.subList(firstClaim, claims.size()), context);
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
    if (found == null || known != null && context.isDefinedHere(known.name()) && !Redefinitions.INTRODUCED.matcher(before).matches()
        && !Redefinitions.INTRODUCED.matcher(sentence.replaceFirst("(?iU)\\b\\p{L}+\\s*$", "")).matches()) {
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

  /** '$\\nabla f = 0$ at $(0, 0)$'. */
  private boolean isAtPoint(int index) {
    return Prose.AT.matcher(wordsBehind(document.blocks(), index)).matches() && index + 2 < document.blocks().size()
        && document.blocks().get(index + 2) instanceof Block.Formula g && !g.display() && Prose.POINT.matcher(g.latex()).matches();
  }

  /** 'At $(2, -1)$ we have $\\nabla f = (4, -2)$': the sentence began with a point. */
  private boolean isBehindPoint(int index) {
    var blocks = document.blocks();
    for (int i = index - 1; i > 0 && blocks.get(i) instanceof Block.Prose p && Prose.lastSentenceEnd(p.text()) < 0
        && blocks.get(i - 1) instanceof Block.Formula g && !g.display(); i -= 2) {
      if (Prose.POINT.matcher(g.latex()).matches() && i > 1 && blocks.get(i - 2) instanceof Block.Prose before && POINT_AHEAD.matcher(before.text()).find()) {
        return true;
      }
    }
    return false;
  }

  /** What stands in a sentence and does not read may restrict its names. */
  private void leaveOpen(FormulaText text, List<Statement> statements) {
    boolean unread = statements.stream().filter(s -> !isMembership(text, s)).anyMatch(s -> s.members().stream().anyMatch(m -> m.error() != null
        || m.term() != null && Side.read(m, text, context).error() != null)
        || s.relations().stream().anyMatch(r -> r.kind() == Relation.Kind.DISTRIBUTED));
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

  /** {@code c = …} in a display, of which nothing behind the sign reads: what c is, is not known below. */
  private void leaveNameOpen(FormulaText text, Statement s) {
    boolean equals = !IndexRanges.isList(s, text) && !s.relations().isEmpty() && s.relations().stream().allMatch(r -> r.kind() == Relation.Kind.EQ || r.kind() == Relation.Kind.DEFINE);
    var name = !equals || s.members().getFirst().term() == null ? null : Side.read(s.members().getFirst(), text, context).raw() instanceof Expr.Sym v ? v.name() : null;
    if (name != null && !context.isDefined(name)
        && s.members().stream().skip(1).allMatch(m -> m.error() != null || m.term() != null && Side.read(m, text, context).error() != null)) {
      context.doubtHere(List.of(name));
    }
  }

  /** {@code y ∈ {−1, 1}}, read: a set is no value by itself. */
  private boolean isMembership(FormulaText text, Statement s) {
    return s.relations().size() == 1 && s.relations().getFirst().kind() == Relation.Kind.IN
        && s.members().stream().allMatch(m -> m.term() != null) && new Assumptions(context).relation(text, s) != null;
  }

  /** The words between a formula and the next one. */
  static String wordsBehind(List<Block> blocks, int index) {
    return index + 1 < blocks.size() && blocks.get(index + 1) instanceof Block.Prose p ? p.text() : "";
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
    claims.add(text.unclaimed(kind, reason));
  }

  /** Whether the formula at hand may solve the equation before it. */
  private boolean isSolving(boolean display) {
    return derivation.isSolving() && derivation.tie(new Way(since.toString(), behind, false), display) != Solution.Tie.PERHAPS;
  }

  /** {@code ~~…~~} in Markdown. */
  private boolean isStruckOut() {
    return sentence.split("~~", -1).length % 2 == 0 && behind.contains("~~");
  }

  /** 'Setting the derivative to zero gives w = 2'. */
  private boolean solvesDerivative(List<Statement> statements) {
    return statements.size() == 1 && !statements.getFirst().relations().isEmpty() && Stationary.isSaid(sentence);
  }

  /** What the formula before was, if this one only goes on with its list. */
  private Kind listed() {
    boolean named = lastKind == Kind.DEFINITION && before.matches("(?s)\\s*,\\s*(?:and\\s+)?[\\p{L} ]{1,30}") && Cue.of(before) == Cue.NONE;
    return named || Prose.LISTING.matcher(before).matches() ? lastKind : null; // 'x = 0.5, target t = 1'
  }

  /** A relation without a left side, of which the words name the left side: 'the above equation is $\\ge 1$'. */
  private boolean isAboutSomethingElse(List<Statement> statements) {
    return !statements.isEmpty() && statements.getFirst().continues() && Prose.SUBJECT.matcher(before).matches();
  }

  private boolean inline(FormulaText text, List<Statement> statements, int index) {
    var words = new InlineFormulas.Words(before, sentence, cue(text), listed(), isSolving(text.display()));
    return new InlineFormulas(context, claims, derivation, document.blocks(), words).read(text, statements, index);
  }

  private Cue cue(FormulaText text) {
    return FormulaCue.of(text, sentence, behind);
  }
}
