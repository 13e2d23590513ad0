package org.gradus.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Ranks;
import org.gradus.notation.Statement;

/** A name on the left of a relation once more: the same meaning, another one, a value, or a claim. */
final class Redefinitions {

  private static final Pattern AT_OPTIMUM = Pattern.compile("(?i)\\bat\\s+(?:the|an|its|this|any)\\s+(?:global\\s+|local\\s+)?(?:optim\\w+|minim\\w+|maxim\\w+|stationary point|critical point|solution|equilibrium)(?:\\s+we\\s+(?:have|get))?\\s*,?\\s*$");
  /** 'Hence:', 'Result:', 'Expanded:' say something of what is known. */
  private static final String NO_CONCLUSION = "(?!(?i:hence|thus|so|then|therefore|result\\w*|answers?|solution|check|proof|simplif\\w*|expan\\w*|equivalent\\w*|"
      + "final\\w*|recall|note|that is|also|conclusion|altogether|together|in (?:total|sum|short|other)|we|this|it|or|rewrit\\w*|factor\\w*|"
      + "step|combin\\w*|substitut\\w*|insert\\w*|plug\\w*|claim|consequen\\w*|ergebnis|also|daraus|damit|folglich|lösung|probe)\\b)";
  /** '(b) Cross entropy.', without its label. */
  private static final Pattern ITEM_TITLE = Pattern.compile("[\\s.,;:!?*_]*" + NO_CONCLUSION + "\\p{Lu}[\\p{L}\\d -]{1,40}(?:\\([^()]{1,40}\\)\\s*)?[*_]*\\.[\\s*_]*$");
  static final Pattern INTRODUCED = Pattern.compile("(?s)(?:.*(?:\\n|[.;!?]\\s)|[\\s.;!?]*)[\\s*_(-]*(?:\\d+[.)]\\s*)?[*_]*" + NO_CONCLUSION + "\\p{Lu}[\\p{L}\\d -]{1,40}(?:\\([^()]{1,40}\\)\\s*)?[*_]*:[\\s*_]*$");
  private static final Pattern ANOTHER = Pattern.compile("(?i)\\b(?:instead|now|an?other|second|third|next|other|different|new|alternative\\w*|otherwise)\\b[^.;]*$");
  private static final Pattern OF_A_THING = Pattern.compile("(?iU)\\b(?:for|für)\\s+(?:the|an?|our|die|den|das|eine?n?)\\s+\\p{L}[\\w-]*(?:\\s+[\\w-]+){0,3}\\s*$");
  static final Pattern GIVING = Pattern.compile("(?is).*\\b(?:with|for|let|take|taking|using|set|setting|now|given)(?:\\s+the\\s+(?:right|correct|corrected|new|updated|true))?[\\s:,]*$");

  /** 'With temperature T:'. */
  private static final Pattern WITH_SOMETHING = Pattern.compile("(?iU)\\b(?:with|using|introduc\\w+|mit|bei)\\b[^.;]{0,80}$");

  /** δ_j^L, δ^{l+1}. */
  private static final Pattern ERROR_OF_LAYER = Pattern.compile("\\\\delta\\s*(?:_(?:\\{[^{}]*\\}|\\w))?\\s*\\^\\s*(?:[lL](?![A-Za-z])|\\{\\s*[lL][^{}A-Za-z]*\\})(?:_(?:\\{[^{}]*\\}|\\w))?");

  /** w_2. */
  static final Pattern NUMBERED = Pattern.compile("(?<base>.*[_\\[])(?<number>\\d{1,6})\\]?");

  /** What is sought by each item of a sheet: λ̂, w^*, θ_ML. */
  private static final Pattern SOUGHT = Pattern.compile("\\w+(?:hat|star)(?:_\\w+)?|\\w+_(?:MLE?|MAP|mle?|map|opt)");

  private final Definitions definitions;
  private final Reading reading;
  private final FormulaText text;
  private final Statement statement;
  private final Wording wording;
  private final Context context;
  private final StepBuilder builder;

  Redefinitions(Reading reading, Definitions definitions) {
    this.definitions = definitions;
    this.reading = reading;
    this.text = reading.text();
    this.statement = reading.statement();
    this.wording = reading.wording();
    this.context = reading.context();
    this.builder = reading.builder();
  }

  /** The name is on the left once more: the same meaning, another one, a value; null if the relation claims something. */
  Claim again(Link link, Target target, Expr body, Definition known) {
    var latex = link.left().latex();
    boolean anew = link.anew();
    if (isAtPlace(known, target)) {
      return null;
    }
    if (anew && target.isName() && areNumbers(body) && areNumbers(known.body()) && !definitions.sameValue(known, target, body) && (redefines() || isOfOtherCase(known))) {
      definitions.define(link, target, body, false); // 'now let x_1 = 2 and x_2 = 1': what is made of them is made of these
      return definitions.defined(link, "gives " + latex + " a new value");
    }
    if (anew && target.isName() && isOfOtherCase(known) && reading.isClosedResolved(body) && reading.isClosedResolved(known.body()) && !definitions.sameValue(known, target, body)) {
      return redefined(link, target, body); // 'if the label had been y = 0: L = −ln(1 − 0.7)' after L = −ln 0.7 with y = 1
    }
    if (anew && link.isEquals() && isOfOtherRun(known, target, body)) {
      context.dropLater(target.name());
      context.uses().restart(target.name());
      return redefined(link, target, body); // w_2 = w_1 − ηv_2 with momentum, after w_2 = 0.36 without
    }
    if (anew && target.isName() && context.isOfEarlierVersion(target.name()) && reading.isClosedResolved(body) && reading.isClosedResolved(known.body())
        && !definitions.sameValue(known, target, body)) {
      return redefined(link, target, body); // 'without scaling: a = σ(2)' after a = σ(2/√2)
    }
    if (anew && hasNumbersPutIn(link.right(), known)) {
      return null; // L = ½(0.55 − 1)² after L = ½(ŷ − t)²
    }
    if (known.body().equals(body) && known.parameters().equals(target.parameters())) {
      return definitions.defined(link, "repeats the definition of line " + known.line());
    }
    if (sameMeaning(known, target, body)) {
      return text.display() && anew && context.isDefinedHere(known.name()) && !known.applied(target.parameters()).equals(link.right().raw()) && isOfDefinedNames(known) ? null : definitions.defined(link, "repeats the definition of line " + known.line());
    }
    if (isError(known) && !isError(body) && !Prose.REDEFINING.matcher(wording.before()).find()) { // δ^l_j = ∂C/∂z^l_j says what δ is, in every part
      return redefines() ? link.unclaimed(builder, Kind.NONE, "holds for the cost that the words name") : null;
    }
    if (anew && link.isEquals() && LogDefinition.isOfOthers(link.left().exact(), known, target) && !Reading.mentions(body, target)) {
      return redefined(link, target, body);
    }
    if (anew && !text.display() && target.isName() && context.uses().isChosen(target.name()) && !Reading.mentions(body, target)
        && !isWhole(known) && !AT_OPTIMUM.matcher(wording.before()).find() // what is reached there is no choice
        && (wording.cue() == Cue.PUTS || wording.cue() == Cue.CASE || wording.cue() == Cue.MOMENT || GIVING.matcher(wording.before()).matches())) {
      definitions.define(link, target, body, false); // 'with η = 2/λ' after 'the best step is η = 1/λ'; what is made of η is made of this one now
      return definitions.defined(link, "gives " + latex + " another value");
    }
    boolean closed = reading.isClosedResolved(body);
    if (anew && link.isEquals() && target.isName() && Literals.of(body) != null && Reading.isClosed(body) && !Reading.isClosed(known.body())
        && new Ranks(context).isScalar(known.body())) {
      return redefined(link, target, body); // data y = (1, 2, 2) beside the model y = wx + b
    }
    if (anew && !closed && !redefines() && isCaseOf(known)) {
      return null; // for γ = 0: F(p) = −log p after F(p) = −(1 − p)^γ log p
    }
    if (anew && link.isEquals() && target.isName() && !closed && !text.display() && Prose.FOR_MORE.matcher(wording.sentence()).find() && Trees.any(body, x -> x instanceof Expr.Big)
        && !Trees.any(known.body(), x -> x instanceof Expr.Big) && !definitions.sameValue(known, target, body)) {
      return redefined(link, target, body); // in d dimensions K = Σ …
    }
    if (anew && link.isEquals() && isOfOtherArguments(known, target, body)) {
      return redefined(link, target, body);
    }
    if (anew && (!closed || reading.isClosedResolved(known.body())) && redefines()) {
      return redefined(link, target, body);
    }
    if (anew && !text.display() && target.isName() && Reading.isClosed(body) && Reading.isClosed(known.body())
        && (GIVING.matcher(wording.before()).matches() || wording.cue() == Cue.CASE)) {
      definitions.define(link, target, body, false); // with γ = 0.5: another value from here on
      ofCase(known);
      return definitions.defined(link, "gives " + latex + " a new value");
    }
    if (anew && target.isName() && (wording.cue() == Cue.MOMENT || wording.cue() == Cue.CASE || !wording.concludes() || !context.isDefinedHere(target.name()) || !isOfSize(known.body(), body))
        && areNumbers(body) && areNumbers(known.body()) && reading.statement().relations().size() == 1) {
      definitions.define(link, target, body, link.isApproximate()); // 'in nats H = 0.693; in bits H = 1'
      ofCase(known);
      return definitions.defined(link, "gives " + latex + " a new value");
    }
    if (known.parameters().isEmpty() && !known.family() && !target.parameters().isEmpty() && !target.family()
        && !closed && !Reading.mentions(body, target) && !definitions.sameValue(known, target, body)) {
      definitions.define(link, target, body, false); // C(a) = … beside C = …: a function of its own
      return definitions.defined(link, "gives " + latex + " its meaning");
    }
    if (anew && !text.display() && known.isFunction() && !target.isTableFunction() && target.parameters().size() == known.parameters().size()
        && wording.supposes() && !definitions.sameValue(known, target, body) && Trees.freeSymbols(body).containsAll(target.parameters())) {
      return redefined(link, target, body); // 'if instead φ(x) = x²'
    }
    if (anew && closed && target.isName() && context.values().isOutdated(target.name()) && reading.isClosedResolved(known.body())) {
      definitions.define(link, target, body, link.isApproximate());
      return definitions.defined(link, "gives " + latex + " its value under other ones");
    }
    if (anew && target.isName() && Reading.isClosed(body) && !definitions.sameValue(known, target, body)) {
      if (Reading.isClosed(known.body()) && NewValue.isMeant(wording, link.right(), known.body())) {
        definitions.define(link, target, body, link.isApproximate());
        return definitions.defined(link, "gives " + latex + " a new value");
      }
      if (!text.display() && wording.supposes() && statement.relations().size() == 1 && !Reading.isClosed(known.body())
          && (reading.isClosedResolved(known.body()) || reading.isFixed(known.body()))) {
        return definitions.assumed(link, target, body); // 'at the start h = 0' with another value of h before
      }
    }
    if (anew && link.isEquals() && !text.display() && !closed && context.uses().isOfOtherSubject(target.name(), wording.subject()) && !definitions.sameValue(known, target, body)) {
      return redefined(link, target, body); // 'for the Gaussian A(η) = η²/2' after 'for the Poisson distribution A(η) = e^η'
    }
    boolean introduced = anew && (INTRODUCED.matcher(wording.before()).matches() || context.isItemStart() && ITEM_TITLE.matcher(wording.before()).matches()) && (!text.display() || speaksOfSomethingNew(body));
    if (anew && ERROR_OF_LAYER.matcher(latex.strip()).matches() && (ERROR_OF_LAYER.matcher(link.right().latex()).find() || Trees.any(body, x -> x instanceof Expr.Diff))) {
      return null; // δ_j^L = ∂C/∂a_j^L σ'(z_j^L) says how the error of a layer comes about
    }
    boolean elsewhere = (introduced || !context.isDefinedHere(target.name())) && !definitions.sameValue(known, target, body) && !isValueAtParameter(known, target)
        && !Trees.any(body, x -> x instanceof Expr.Integral || x instanceof Expr.Limit);
    if (elsewhere && !text.display() && target.isName() && wording.cue() == Cue.CASE && !closed && OF_A_THING.matcher(wording.before()).find()) {
      return redefined(link, target, body); // 'for the cross entropy L = …' after another L
    }
    if (elsewhere && !text.display() && target.isName() && wording.supposes()) {
      return definitions.assumed(link, target, body); // 'it vanishes at a = y'
    }
    if (elsewhere && closed && isOfThisPart(link, target, body)) {
      return redefined(link, target, body);
    }
    if ((elsewhere || wording.listed() == Kind.DEFINITION && anew) && !closed && !Prose.REWRITTEN.matcher(wording.before()).find()) {
      return redefined(link, target, body);
    }
    if (anew && link.isEquals() && (target.isName() || target.family()) && WITH_SOMETHING.matcher(wording.sentence()).find() && isOfSomethingNew(known, target, body)) {
      definitions.define(link, target, body, false); // 'with temperature T: p = softmax(z/T)' after p = softmax(z); what is made of p is made of this one now
      return definitions.defined(link, "gives " + latex + " a new meaning");
    }
    if (anew && mayMeanAnother(link, target, known, body)) {
      return AT_OPTIMUM.matcher(wording.before()).find() && isWhole(known) ? reached(link, target, known, body) : leftOpen(link, target);
    }
    if (anew && link.isEquals() && !closed && SOUGHT.matcher(target.name()).matches() && isOfOtherItem(known)
        && builder.step(link.left(), link.sign(), link.right(), true, false) instanceof Claim.Step step) {
      return step.withSetting(step.setting().reserved("it is not what line " + known.line() + " says of it; another item may seek another one"));
    }
    if (closed && target.isName() && !reading.isClosedResolved(known.body()) && !reading.isFixed(known.body())) {
      if (anew && holdsAsAssumed(known, body)) {
        return null; // if a = b then q = 1/2
      }
      return value(link, target, body);
    }
    return null;
  }

  /** Whether the sentence gives another number to a name of which the formula of this one does not speak: what it is then, the document has not said. */
  private boolean isOfOtherCase(Definition known) {
    var names = new LinkedHashSet<>(context.values().cases());
    for (var a : context.hypotheses().cases()) {
      if (a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym v && Reading.isClosed(r.rhs())
          && context.definition(v.name()) instanceof Definition d && Reading.isClosed(d.body()) && !Probe.close(d.body(), r.rhs())) {
        names.add(v.name());
      }
    }
    return !names.isEmpty() && !reaches(known.body(), names, new LinkedHashSet<>());
  }

  /**
   * Whether a numbered value is worked out by another method, not once more: from names that had no meaning when it was given another
   * number, or in another item or part after a run that had gone on to later members.
   */
  private boolean isOfOtherRun(Definition known, Target target, Expr body) {
    if (!target.isName() || !NUMBERED.matcher(target.name()).matches()) {
      return false;
    }
    boolean fromNew = Reading.isClosed(known.body()) && !Reading.isClosed(body)
        && named(body).stream().anyMatch(n -> context.definition(n) instanceof Definition d && d.line() > known.line());
    boolean elsewhere = known.line() < context.hypotheses().itemStart() || !context.isDefinedHere(target.name());
    return (fromNew || elsewhere && (context.hasLater(known) || context.uses().isRestarted(known)) && reading.isClosedResolved(body))
        && !definitions.sameValue(known, target, body);
  }

  /** Whether the name has its meaning from an earlier item of the same list. */
  private boolean isOfOtherItem(Definition known) {
    return context.hypotheses().listStart() <= known.line() && known.line() < context.hypotheses().itemStart();
  }

  private boolean reaches(Expr e, Set<String> names, Set<String> seen) {
    for (var name : named(e)) {
      var d = context.definition(name);
      if (names.contains(name) || d != null && seen.add(name) && reaches(d.body(), names, seen)) {
        return true;
      }
    }
    return false;
  }

  /** A number, or a vector or matrix of numbers. */
  private static boolean areNumbers(Expr e) {
    var array = Literals.of(e);
    return array == null ? Assumptions.isNumber(e) : array.rows().stream().flatMap(List::stream).allMatch(Assumptions::isNumber);
  }

  /** Whether both are numbers, or arrays of the same shape. */
  private static boolean isOfSize(Expr a, Expr b) {
    var m = Literals.of(a);
    var n = Literals.of(b);
    return m == null || n == null ? m == n : m.rows().size() == n.rows().size() && m.rows().getFirst().size() == n.rows().getFirst().size();
  }

  /** Whether a name of an earlier part is given a value, or is made of what only this part gives values. */
  private boolean isOfThisPart(Link link, Target target, Expr body) {
    if (!target.isName() || context.isDefinedHere(target.name())) {
      return false;
    }
    return Reading.isClosed(body) ? !text.display() && statement.relations().size() == 1
            && (wording.cue() == Cue.DEFINES || wording.cue() == Cue.PUTS || wording.listed() == Kind.DEFINITION)
        : !Trees.freeSymbols(body).isEmpty() && Trees.freeSymbols(body).stream().allMatch(v -> context.isDefinedHere(v.name()));
  }

  /** 'If a = −1', 'for c = 5': for how long is not said. 'Let', 'take', 'now' say it. */
  void ofCase(Definition known) {
    if (wording.cue() != Cue.DEFINES && wording.cue() != Cue.ASSUMES) {
      context.values().forCase(known);
    }
  }

  /** {@code f(s) = …} where f(x) is defined with s in its formula: its value there, no other function. */
  private static boolean isValueAtParameter(Definition known, Target target) {
    return !target.family() && !known.family() && target.parameters().size() == known.parameters().size() && target.parameters().stream()
        .anyMatch(p -> !known.parameters().contains(p) && Trees.freeSymbols(known.body()).contains(p));
  }

  /** Whether numbers stand in the places of the names of a definition whose names all have values. */
  private boolean hasNumbersPutIn(Side right, Definition known) {
    return Reading.isClosed(right.exact()) && !right.decimals().in(right.raw()).isEmpty() && Rounding.shown(right, true) == null
        && !Reading.isClosed(known.body()) && known.parameters().isEmpty()
        && (reading.isClosedResolved(known.body()) || reading.isFixed(known.body()));
  }

  /** Whether the sentence gives a value to something that the meaning of the name contains. */
  private boolean isCaseOf(Definition known) {
    if (Trees.freeSymbols(known.body()).stream().anyMatch(v -> context.values().before(v.name()) != null)) {
      return true; // for γ = 0, after let γ = 2
    }
    var cases = context.hypotheses().cases().stream().map(Assumption::relation)
        .filter(r -> r instanceof Expr.Rel e && e.op() == RelOp.EQ && (e.lhs() instanceof Expr.Sym || Reading.isClosed(e.rhs())))
        .map(r -> named(((Expr.Rel) r).lhs())).filter(names -> !names.isEmpty()).toList();
    if (cases.isEmpty()) {
      return false;
    }
    try {
      var within = named(reading.resolve(known.body()));
      return cases.stream().anyMatch(names -> within.containsAll(names) && known.parameters().stream().noneMatch(p -> names.contains(p.name())));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** The names of what stands in an expression: of variables, and of families where components of them do. */
  static Set<String> named(Expr e) {
    var names = new LinkedHashSet<String>();
    if (e instanceof Expr.Indexed x) {
      names.add(x.base());
    } else {
      Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
      Trees.any(e, x -> x instanceof Expr.Indexed i && names.add(i.base()) && false);
    }
    return names;
  }

  /**
   * 'y_i = 1 for positive examples and y_i = 0 for negative ones', 'suppose instead that a = σ(z)', 'in the second model p = z²':
   * the words put another case beside the one before; they do not claim that the two agree.
   */
  private boolean mayMeanAnother(Link link, Target target, Definition known, Expr body) {
    boolean ofOne = link.left().exact() instanceof Expr.Indexed one && known.name().equals(one.toString())
        && one.sub().stream().anyMatch(i -> i instanceof Expr.Sym);
    boolean beside = !text.display() && target.isName() && !Reading.isClosed(body)
        && (wording.supposes() || ANOTHER.matcher(wording.before()).find());
    boolean values = Reading.isClosed(body) && Reading.isClosed(known.body());
    return (ofOne && values || beside && !redefines()) && !definitions.sameValue(known, target, body);
  }

  /** A family whose members are derivatives of one quantity, whichever way its formula goes. */
  private static boolean isError(Definition known) {
    return known.family() && isError(known.body());
  }

  private static boolean isError(Expr body) {
    return body instanceof Expr.Diff d && d.body() instanceof Expr.Sym && d.by() instanceof Expr.Indexed;
  }

  private boolean isWhole(Definition known) {
    return known.parameters().isEmpty() && !known.family() && !new Ranks(context).isScalar(known.body());
  }

  /** 'At the optimum p = y': p is what it was, and what it is made of has values there that refute nothing said of them elsewhere. */
  private Claim reached(Link link, Target target, Definition known, Expr body) {
    var names = new ArrayList<String>(List.of(target.name()));
    try {
      names.addAll(Trees.freeSymbols(reading.resolve(known.body())).stream().map(Expr.Sym::name).toList());
    } catch (UnresolvedException | IllegalArgumentException _) {
      return leftOpen(link, target);
    }
    context.doubt(names);
    context.reach(target.name(), body);
    return link.unclaimed(builder, Kind.ASSUMPTION, "what is reached at the optimum; it is no other meaning");
  }

  /** Which meaning holds from here on is not clear. */
  private Claim leftOpen(Link link, Target target) {
    context.keepMeanings(target.name());
    context.undefine(target.name());
    context.doubt(List.of(link.left().exact() instanceof Expr.Indexed one ? one.base() : target.name()));
    return link.unclaimed(builder, Kind.ASSUMPTION, "another meaning than before; which one holds below is not clear");
  }

  private Claim redefined(Link link, Target target, Expr body) {
    context.keepMeanings(target.name());
    definitions.define(link, target, body, false);
    return definitions.defined(link, "gives " + link.left().latex() + " a new meaning");
  }

  /** A value for a name that has a symbolic meaning: the numbers behind its names are not in the document. */
  Claim value(Link link, Target target, Expr body) {
    var right = link.right();
    var under = context.hypotheses().equations();
    var old = context.values().of(target.name(), under);
    if (old != null && link.anew() && !text.display() && !Probe.close(old, body)) {
      if (wording.cue() == Cue.MOMENT && statement.relations().size() == 1) {
        return definitions.assumed(link, target, body); // 'at the start h = 0'
      }
      old = NewValue.isMeant(wording, right, old) ? null : old;
    }
    if (old == null) {
      context.values().compute(target.name(), body, under);
      definitions.goOn();
      return right.decimals().in(right.raw()).isEmpty() ? definitions.defined(link, "a value for " + target.name())
          : builder.step(link.left(), link.sign(), right, link.anew(), false); // numbers put in for names
    }
    if (link.anew() && !text.display() && !wording.concludes()) {
      context.values().compute(target.name(), body, under); // 'in the first epoch L = 2.3, in the second L = 1.9'
      return definitions.defined(link, "another value for " + target.name());
    }
    return builder.between(old, link.left(), link.sign(), right, link.anew(), "two values for " + target.name());
  }

  /** Whether a name stands in it that nothing before speaks of. */
  private boolean speaksOfSomethingNew(Expr body) {
    return Trees.freeSymbols(body).stream().anyMatch(s -> !context.isKnown(s.name()) && !context.arrays().isSize(s.name()));
  }

  /**
   * The entries of a vector or matrix that was defined as a whole: a claim (null), but if they are made of a name that is new here, as in 'with
   * temperature T: p_i = …' after p = softmax(z), no consequence of that.
   */
  Claim entryAnew(Link link, Expr body) {
    var whole = link.left().exact() instanceof Expr.Indexed x ? x.base() : null;
    var members = whole == null || !link.anew() || context.definition(whole) == null ? null
        : new Target(Target.family((Expr.Indexed) link.left().exact()), ((Expr.Indexed) link.left().exact()).sub().stream().map(Expr.Sym.class::cast).toList(), true, null);
    if (members == null || !isOfSomethingNew(context.definition(whole), members, body)) {
      return null;
    }
    if (!WITH_SOMETHING.matcher(wording.sentence()).find()) {
      context.keepMeanings(whole);
      context.undefine(whole);
      context.doubt(List.of(whole));
      return link.unclaimed(builder, Kind.ASSUMPTION, "another meaning than before; which one holds below is not clear");
    }
    context.undefine(whole);
    definitions.define(link, members, body, false);
    return definitions.defined(link, "gives " + link.left().latex() + " a new meaning");
  }

  /** Whether the formula has a name of which nothing is said, and which the known meaning does not go back to, beside names that this goes back to. */
  private boolean isOfSomethingNew(Definition known, Target target, Expr body) {
    try {
      var before = named(reading.resolve(known.body()));
      var names = named(reading.resolve(body));
      return names.stream().anyMatch(before::contains) && names.stream().anyMatch(v -> !before.contains(v) && !target.parameters().contains(Exprs.sym(v))
          && !context.isDeclared(v) && !context.isIndex(v) && !context.arrays().isSize(v) && !v.endsWith("_"));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** 'Let now', 'redefine': a name gets another meaning from here on. */
  boolean redefines() {
    return !text.display() && (Prose.FOR_THE_LOSS.matcher(wording.before()).matches() || Prose.INSTEAD.matcher(wording.way().behind()).lookingAt()) || Prose.REDEFINING.matcher(wording.before()).find() || statement.words().stream().anyMatch(w -> Prose.REDEFINING.matcher(w).find());
  }

  /** Whether a name has this value by what is assumed here. */
  private boolean holdsAsAssumed(Definition known, Expr body) {
    try {
      return known.parameters().isEmpty()
          && Probe.look(context.hypotheses().atAssumed(reading.resolve(known.body())), context.hypotheses().atAssumed(reading.resolve(body))) == Probe.Sight.IDENTITY;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** {@code v(D^*)} with a value of its own for D^*: the function v at a place, not v once more. */
  private boolean isAtPlace(Definition known, Target target) {
    return known.isFunction() && known.parameters().size() == target.parameters().size() && !target.parameters().equals(known.parameters())
        && target.parameters().stream().allMatch(p -> context.isDefined(p.name()) && p.name().endsWith("_star"));
  }

  /** {@code f(x, y, z) = (x + y) z} after f(x, y): another function. */
  private static boolean isOfOtherArguments(Definition known, Target target, Expr body) {
    return known.isFunction() && !known.family() && !target.family() && !target.isTableFunction() && target.parameters().size() > 1
        && target.parameters().size() != known.parameters().size() && target.parameters().stream().distinct().count() == target.parameters().size()
        && Trees.freeSymbols(body).containsAll(target.parameters()) && !Reading.mentions(body, target);
  }

  /** Whether something stands in it that has a meaning of its own, which may be put in: L = −log ŷ. */
  private boolean isOfDefinedNames(Definition known) {
    return Trees.any(known.body(), x -> x instanceof Expr.Sym v && !known.parameters().contains(v) && context.isDefined(v.name())
        || x instanceof Expr.Apply f && context.isDefined(f.name()) || x instanceof Expr.Indexed i && context.definition(Target.family(i)) != null);
  }

  private boolean sameMeaning(Definition known, Target target, Expr body) {
    if (known.parameters().size() != target.parameters().size()) {
      return false;
    }
    try {
      return reading.resolve(Definitions.at(known, target)).equals(reading.resolve(body));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }
}
