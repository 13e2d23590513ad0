package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;

/** What relation signs define: the first meaning of a name, a repeated one, another one. */
final class Definitions {

  private static final Pattern ONE_OF_MANY = Pattern.compile("(?i)\\b(?:exactly|only|just|precisely)\\s+one\\s*(?:(?:entry|component|label)\\s*)?$");
  /** 'The model is y = Xβ + u'. */
  private static final Pattern MODEL = Pattern.compile("(?i)\\bmodel(?:\\s+(?:is|reads))?\\s*:?\\s*$");
  private static final Pattern INVERTED = Pattern.compile("(?i)\\b(?:invers\\w+|inverting|rearrang\\w+|solving|solved|isolat\\w+|it follows that|therefore|hence|thus|umgekehrt|auflös\\w+)\\b[^.;]*$");
  /** 'To keep Var(y) = σ² we need …': what shall be so. */
  private static final Pattern WANTED = Pattern.compile("(?i)\\b(?:to (?:keep|have|get|ensure|make|obtain|achieve|preserve|guarantee)|wants?|wish|requir\\w+|needs?|so that|such that|in order|should|must|shall|demand\\w*|desir\\w+|goal|"
      + "aim|if|when|suppose|assum\\w+|provided|choose|setting|equating)\\b[^.;:]*$");
  /** 'The best step is η = 1/λ': one of several values. */
  private static final Pattern CHOICE = Pattern.compile("(?i)\\b(?:best|optimal|largest|smallest|critical|choos\\w+|choice|chosen|tak(?:e|es|ing)|pick\\w*|special case|for (?:example|instance)|extreme|borderline)\\b[^.;:]*$");

  /** 'has its minimum near'. */
  private static final Pattern NEAR = Pattern.compile("(?i)\\b(?:near|around|close to|at about|at approximately|roughly at|bei|nahe|vers)\\s*$");

  private final Reading reading;
  private final FormulaText text;
  private final Statement statement;
  private final Wording wording;
  private final Context context;
  private final Trail trail;
  private final StepBuilder builder;
  private final NewNames names;
  private final Redefinitions redefinitions;
  private boolean defining;

  Definitions(Reading reading) {
    this.reading = reading;
    this.text = reading.text();
    this.statement = reading.statement();
    this.wording = reading.wording();
    this.context = reading.context();
    this.trail = reading.trail();
    this.builder = reading.builder();
    this.names = new NewNames(reading, this);
    this.redefinitions = new Redefinitions(reading, this);
  }

  /** What goes on in the chain behind this claims something. */
  void claims() {
    defining = false;
  }

  /** The relation defines; what goes on in the chain behind it may define, too. */
  void goOn() {
    defining = true;
  }

  NewNames names() {
    return names;
  }

  Claim defined(Link link, String why) {
    defining = true;
    return link.unclaimed(builder, Kind.DEFINITION, why);
  }

  /** The relation as a definition, or null if it is none. */
  Claim definition(Link link) {
    var left = link.left();
    boolean anew = link.anew();
    if (!link.isEquals() && !link.isApproximate() && link.sign().kind() != Relation.Kind.DEFINE || !anew && !defining) {
      return null;
    }
    var beside = anew ? ofNoName(link) : null;
    if (beside != null) {
      return beside;
    }
    var target = left.speaksOfVectors() ? null : Target.of(left.exact(), context);
    if (target == null) {
      return defining && !anew ? names.named(link) : anew ? ofMembers(link) : null;
    }
    if (link.isApproximate() && !target.isName() && !target.family() && context.definition(target.name()) != null) {
      return null; // 'for small r, ℓ(r) ≈ r²/2' says something of ℓ
    }
    if (Order.isWritten(link.right(), context)) { // an expansion gives no meaning
      return anew && !target.isTableFunction() && context.definition(target.name()) == null
          ? link.unclaimed(builder, Kind.NONE, "an expansion of what is not given") : null;
    }
    var placed = anew && link.isEquals() && statement.relations().size() == 1 ? classOf(link) : null;
    if (placed != null) {
      return placed;
    }
    boolean given = anew && isGiven(link);
    if (anew && left.exact() instanceof Expr.Indexed one && (given || isOfOne(link, target, one))) {
      target = new Target(one.toString(), List.of(), false, null);
      if (one.sub().stream().anyMatch(i -> i instanceof Expr.Sym)) {
        context.doubt(List.of(one.base())); // nothing is said of the others
      }
    }
    var entry = anew && link.isEquals() && !text.display() && left.exact() instanceof Expr.Indexed one ? new EntriesAtClass(context).of(one) : null;
    if (entry != null) {
      return atClass(link, target, entry);
    }
    if (!anew && target.isTableFunction()) {
      return names.named(link);
    }
    if (isPlace(link, target)) {
      return link.unclaimed(builder, Kind.NONE, "a place, not a value");
    }
    trail.head = anew ? target.isName() ? target.name() : null : trail.head;
    if (context.isPrimed(target.name()) || isPartial(target)) {
      return null;
    }
    var written = symbolicBody(link.right());
    var body = target.isName() ? new FlatLists(context).given(link.right(), target.name(), written) : written;
    var derived = link.isEquals() && anew && target.isName() && !context.isDefinedHere(target.name()) ? DerivedFunctions.of(target.name(), link.right().exact(), context) : null;
    if (derived != null) {
      context.define(target.name(), List.of(DerivedFunctions.VARIABLE), false, derived, reading.line(link.left()), false);
      return defined(link, "gives " + left.latex() + " its meaning");
    }
    if (Target.isUsualMeaning(target, body)) {
      context.uses().lastArgument(target.name(), Target.usualArgument(target, body));
      return defined(link, "the usual meaning of " + target.name());
    }
    if (target.isTableFunction() && (target.means(body) || context.isDefined(target.name()) || context.uses().lastArgument(target.name()) != null
        || Reading.mentions(body, target) || !isOf(target.parameters().getFirst(), body))) {
      return null;
    }
    if (anew && context.definition(target.name()) == null && isValueAtPoint(target, body, link.right())) {
      target = new Target(left.exact().toString(), List.of(), false, null);
    }
    var known = context.definition(target.name());
    var member = known == null && anew && !given && left.exact() instanceof Expr.Indexed x && !gives() && new MembersMeant(context).isSpokenOf(x)
        ? context.unrolling().value(x, context.scope(), context) : null;
    var unrolled = member == null ? null : unrolled(link, target, member);
    if (unrolled != null) {
      return unrolled;
    }
    var numbered = known == null && anew && !given && link.isEquals() && left.exact() instanceof Expr.Indexed x && !target.family() && !gives() && !redefinitions.redefines()
        ? new NumberedMember(context, reading).value(x, body) : null;
    var ofFamily = numbered == null ? null : unrolled(link, target, numbered);
    if (ofFamily != null) {
      return ofFamily;
    }
    if (known == null && anew && left.exact() instanceof Expr.Indexed x && !target.family() && !given && Reading.isClosed(body)
        && context.definition(Target.family(x)) instanceof Definition family && !Reading.isClosed(family.body()) && context.isDefinedHere(family.name())) {
      return redefinitions.value(link, target, body); // p_2 = 0.245 after p_i = …
    }
    if (known == null && link.isEquals() && isEntryOfWhole(left.exact()) && !context.isReached(((Expr.Indexed) left.exact()).base())) {
      return redefinitions.entryAnew(link, body); // Z_{ij} = … after Z = XW
    }
    boolean always = link.sign().kind() == Relation.Kind.DEFINE && anew;
    if (known == null && !always && link.isEquals() && target.isName() && context.isUsed(target.name()) && madeOf(target, body) instanceof Expr whole) {
      if (Probe.look(Exprs.sym(target.name()), whole) == Probe.Sight.IDENTITY) {
        return null; // w = (y_2 − y_1)/(x_2 − x_1) after y_i = w x_i + b
      }
      context.doubt(List.of(target.name()));
      return link.unclaimed(builder, Kind.NONE, "what stands here is made of " + link.left().latex() + "; which equation it solves is not clear");
    }
    return known == null || always && !known.body().equals(body) ? first(link, target, body, always, given) : redefinitions.again(link, target, body, known);
  }

  /** Whether the variable, or a component of it, stands in the body. */
  private static boolean isOf(Expr.Sym variable, Expr body) {
    return Trees.freeSymbols(body).contains(variable) || Trees.any(body, x -> x instanceof Expr.Indexed i && i.base().equals(variable.name()));
  }

  /** {@code KL(p‖q) = 0.368}, {@code H(P) = 1.03} with a P that is given: of these arguments, not of all. */
  private boolean isValueAtPoint(Target target, Expr body, Side right) {
    return !target.isName() && !target.family() && !target.isTableFunction() && Reading.isClosed(body) && !Trees.any(body, x -> x instanceof Expr.Matrix)
        && (target.parameters().size() > 1 || context.isDefined(target.parameters().getFirst().name()) || right.raw() != null && !right.decimals().in(right.raw()).isEmpty());
  }

  /** {@code ℓ(y_i, a_i) = (y_i − a_i)²}: a function, named at members of families; null if the relation is not of this kind. */
  private Claim ofMembers(Link link) {
    if (!(link.left().exact() instanceof Expr.Apply value) || link.isApproximate() || Order.isWritten(link.right(), context)) {
      return null;
    }
    var known = context.definition(Conditional.plain(value.name()));
    if (known != null && (context.isDefinedHere(known.name()) || !wording.before().isBlank() && wording.concludes() || isKnown(value, link.right()))
        || known == null && context.isUsed(value.name())) {
      return null;
    }
    var f = IndexedParameters.of(value, symbolicBody(link.right()), context);
    if (f != null && isApart(f)) {
      trail.head = null;
      context.defineAt(f.name(), f.parameters(), f.standing(), f.body(), reading.line(link.left()));
      return defined(link, "gives " + link.left().latex() + " its meaning");
    }
    if (known == null || value.args().stream().noneMatch(x -> x instanceof Expr.Indexed)) {
      return null;
    }
    context.undefine(known.name());
    context.doubt(List.of(known.name()));
    return link.unclaimed(builder, Kind.NONE, "another " + known.name() + " than in line " + known.line());
  }

  private boolean isApart(IndexedParameters f) {
    try {
      return f.isApartIn(reading.resolve(f.body()));
    } catch (UnresolvedException _) {
      return false;
    }
  }

  /** Whether the value is the one by the definition in force. */
  private boolean isKnown(Expr value, Side right) {
    try {
      return Probe.look(reading.resolve(value), reading.resolve(right.exact())) == Probe.Sight.IDENTITY;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** With y_1 = 1, where y is one-hot: which class is the true one; null if that is claimed, or something else is said. */
  private Claim classOf(Link link) {
    var classes = new TrueClass(context);
    if (!classes.isEntry(link.left().exact()) || !Exprs.isOne(link.right().exact()) || wording.cue() == Cue.CONCLUDES
        || wording.cue() == Cue.DENIES || wording.cue() == Cue.EXCLUDES) {
      return null;
    }
    var entry = (Expr.Indexed) link.left().exact();
    boolean isCase = wording.cue() == Cue.CASE || wording.cue() == Cue.MOMENT;
    if (ONE_OF_MANY.matcher(wording.before()).find()) {
      return link.unclaimed(builder, Kind.ASSUMPTION, "says that one entry is 1, not which");
    }
    if (!isCase && entry.sub().getFirst() instanceof Expr.Sym k && context.isIndex(k.name())) {
      context.hypotheses().perhaps(new Assumption(Exprs.rel(RelOp.EQ, entry, Exprs.ONE), null, entry.base(), entry + " = 1 (line " + reading.line(link.left()) + ")"));
      return link.unclaimed(builder, Kind.ASSUMPTION, "whether it is said of one entry or of each in its turn is not clear");
    }
    if (!isCase && wording.cue() == Cue.NONE && classes.isKnown(entry.base())) {
      return null;
    }
    classes.say(entry, isCase, reading.line(link.left()));
    return link.unclaimed(builder, Kind.ASSUMPTION, "says which class is the true one");
  }

  private Claim atClass(Link link, Target target, EntriesAtClass.Entry entry) {
    if (entry.reached() != null) {
      define(link, target, symbolicBody(link.right()), false);
      defining = true;
    }
    var step = builder.where(entry.under()).step(link.left().with(entry.value(), link.left().latex() + " is read as " + entry.value()), link.sign(), link.right(), true, false);
    return entry.reached() == null ? step : step.withSetting(step.setting().supposing(List.of(new Setting.Supposed(entry.reached(), false))));
  }

  /** 'Let', 'with', 'assume': the value is given, also where a recursion would give one. */
  private boolean gives() {
    return wording.cue() == Cue.DEFINES || wording.cue() == Cue.PUTS || wording.cue() == Cue.ASSUMES || wording.supposes() && wording.cue() != Cue.CASE;
  }

  /** Null if the value grows too long, or is made of what has no meaning. */
  private Claim unrolled(Link link, Target target, Expr value) {
    var constant = constant(value, link.right().exact());
    if (constant == null) {
      return null;
    }
    try {
      reading.resolve(constant);
      context.define(target.name(), List.of(), false, constant, reading.line(link.left()), false);
      defining = true;
      return builder.step(link.left().with(constant, link.left().latex() + " is worked out from those before it"), link.sign(), link.right(), true, false);
    } catch (UnresolvedException _) {
      return null;
    }
  }

  /** With 'constant g' every g_t is g; null where g and g_t stand side by side and nothing says how they are related. */
  private Expr constant(Expr value, Expr right) {
    var by = new HashMap<Expr, Expr>();
    boolean[] open = {false};
    Trees.any(value, x -> {
      if (x instanceof Expr.Indexed member && Trees.freeSymbols(right).contains(Exprs.sym(member.base()))) {
        open[0] |= !context.variables().contains(member.base());
        by.put(member, Exprs.sym(member.base()));
      }
      return false;
    });
    return open[0] ? null : Trees.substitute(value, by);
  }

  /** {@code yᵀ = (1, 0)} and {@code E[X] = μ}: what is given is the value of no name; null if the relation is not of this kind. */
  private Claim ofNoName(Link link) {
    var left = link.left();
    var right = link.right();
    if (link.isEquals() && statement.relations().size() == 1 && areIndices(left.exact(), right.exact())) {
      return assumed(link, Target.of(left.exact(), context), right.exact()); // a case, k = l
    }
    if (left.exact() instanceof Expr.Call t && t.is("transpose") && t.arg() instanceof Expr.Sym y
        && right.exact() instanceof Expr.Matrix m && Reading.isClosed(m) && !context.isDefined(y.name())) {
      context.define(y.name(), List.of(), false, Literals.transposed(m), reading.line(left), false);
      return defined(link, "gives " + y.name() + " its meaning");
    }
    var members = link.isEquals() && left.exact() instanceof Expr.Matrix l && right.exact() instanceof Expr.Matrix r ? members(l, r) : null;
    if (members != null) {
      DataPoints.define(members, context, reading.line(left));
      return defined(link, "gives " + left.latex() + " its meaning");
    }
    var density = link.isEquals() ? LogDefinition.of(left.exact(), right.exact(), context) : null;
    if (density != null && right.raw() != null) {
      context.squares().defined(density.name(), ((Expr.Call) left.exact()).arg());
      context.keepMeanings(density.name());
      context.define(density.name(), density.parameters(), false, Exprs.exp(symbolicBody(right)), reading.line(left), false);
      return defined(link, "gives " + left.latex() + " its meaning");
    }
    var root = link.isEquals() && right.raw() != null ? RootOfSquare.of(left.exact(), symbolicBody(right), wording.before(), context) : null;
    if (root != null) {
      context.define(root.name(), root.parameters(), root.family(), Exprs.sqrt(symbolicBody(right)), reading.line(left), false);
      return defined(link, "gives " + left.latex() + " its meaning; the root that is not negative is meant");
    }
    boolean named = !left.speaksOfVectors() && Target.of(left.exact(), context) != null;
    if (!named && Target.isMomentOfName(left.exact()) && !isKnownMoment((Expr.Apply) left.exact()) && right.raw() != null && !Trees.any(right.exact(), x -> x instanceof Expr.Apply)) {
      context.assume(new Assumption(Exprs.rel(RelOp.EQ, left.exact(), right.exact()), null, null,
          left.latex() + " = " + right.latex() + " (line " + reading.line(left) + ")"), Lifetime.PART);
      return defined(link, "holds for what follows");
    }
    return null;
  }

  /** (x_1, y_1) = (0, 1): what is given of numbered names without a value; null if it is anything else. */
  private Map<Expr, Expr> members(Expr.Matrix names, Expr.Matrix values) {
    var of = names.rows().stream().flatMap(List::stream).toList();
    var all = values.rows().stream().flatMap(List::stream).toList();
    if (of.size() != all.size() || names.rows().size() != values.rows().size() || !all.stream().allMatch(Reading::isClosed) || new HashSet<>(of).size() < of.size()
        || !of.stream().allMatch(n -> n instanceof Expr.Indexed x && x.sub().size() + x.sup().size() == 1 && Trees.freeSymbols(x).isEmpty() && !context.isDefinedHere(x.toString())
            && !context.isDefined(x.base()) && !context.isDefined(Target.family(x)))) {
      return null;
    }
    var given = new LinkedHashMap<Expr, Expr>();
    for (int i = 0; i < of.size(); i++) {
      given.put(of.get(i), all.get(i));
    }
    return given;
  }

  /** Whether what is said of random quantities tells the mean or the variance, so that a formula for it is a claim. */
  private boolean isKnownMoment(Expr.Apply moment) {
    var name = ((Expr.Sym) moment.args().getFirst()).name();
    if (WANTED.matcher(wording.before()).find()) {
      return false;
    }
    return context.chances().speaksOf(name) && context.chances().tells(name, moment.name())
        || !context.chances().isEmpty() && (context.isDefined(name) || hasValue(name)) && wording.cue() != Cue.ASSUMES && wording.cue() != Cue.PUTS;
  }

  /** Whether the sentence gives the name a value: 'for z = Σ w_j x_j we get E[z] = 0'. */
  private boolean hasValue(String name) {
    return context.assumptions().stream().anyMatch(a -> a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs().equals(Exprs.sym(name)));
  }

  /** Two letters of which some sum runs over one, and nothing gives them a meaning. */
  private boolean areIndices(Expr a, Expr b) {
    return a instanceof Expr.Sym l && b instanceof Expr.Sym r && l.name().length() == 1 && r.name().length() == 1
        && (context.isIndex(l.name()) || context.isIndex(r.name())) && !context.isDefined(l.name()) && !context.isDefined(r.name());
  }

  /** With V_t = 2, V_{t+1} = 3: of these members, not of all. */
  private boolean isGiven(Link link) {
    return !text.display() && link.left().exact() instanceof Expr.Indexed && Reading.isClosed(link.right().exact())
        && Redefinitions.GIVING.matcher(wording.before()).matches();
  }

  private boolean isOfOne(Link link, Target target, Expr.Indexed one) {
    return target.family() && !context.around().all(one, symbolicBody(link.right()), text.latex(),
        text.display() && !context.isUsed(one.base()), wording.cue());
  }

  /** Near x ≈ 0. */
  private boolean isPlace(Link link, Target target) {
    var right = link.right();
    return link.isApproximate() && !text.display() && link.anew() && wording.cue() != Cue.DEFINES && wording.cue() != Cue.PUTS
        && context.definition(target.name()) == null && target.isName() && Reading.isClosed(right.exact())
        && (right.decimals().in(right.raw()).isEmpty() || NEAR.matcher(wording.before()).find());
  }

  /** The first time that the name is on the left. */
  private Claim first(Link link, Target target, Expr body, boolean always, boolean given) {
    var left = link.left();
    var right = link.right();
    if (Reading.mentions(body, target)) {
      return ofItself(link, target, body);
    }
    var member = target.isName() || target.family() ? null : context.member(target.name());
    if (member != null && member.parameters().size() == target.parameters().size() && sameValue(member, target, body)) {
      return null; // s_0(x) = x/2 after s_β(x) = xσ(βx)
    }
    if (link.isEquals() && !target.family()) {
      var circle = Inversion.of(reading, target, left.exact(), body);
      if (circle == Inversion.HOLDS || circle == Inversion.OPEN && wording.cue() == Cue.CONCLUDES && INVERTED.matcher(wording.before()).find()) {
        return null; // s = e^{λ/2} after λ = ln s²
      }
    }
    if (body instanceof Expr.Matrix m && m.rows().stream().flatMap(List::stream).allMatch(x -> isComponent(x, target.name()))
        && (context.rank(target.name(), 1) == null || context.rank(target.name(), 1).isScalar()) && context.arrays().shape(target.name()) == null) {
      return defined(link, "says what its components are called");
    }
    boolean value = target.isName() && Reading.isClosed(body) && !always;
    boolean used = value && !given && context.isUsed(target.name()) && !Decimals.isDecimal(right.latex()) && link.anew()
        && wording.listed() != Kind.DEFINITION && !Prose.WHERE.matcher(wording.before()).matches();
    boolean supposed = value && link.anew() && !Trees.any(body, x -> x instanceof Expr.Matrix)
        && (context.isDeclared(target.name()) || wording.supposes() && !(wording.cue() == Cue.MOMENT && isTitled()));
    if (used || supposed) {
      return assumed(link, target, body);
    }
    var like = link.anew() && target.isName() && Reading.isClosed(body) && Rounding.shown(right, true) == null
        ? new Analogy(context).find(target.name(), body, right.decimals().in(right.raw()).stream().map(Decimals.Decimal::value).toList()) : null;
    if (like != null) {
      context.define(target.name(), List.of(), false, like.body(), reading.line(left), false);
      defining = true;
      return builder.between(reading.resolve(like.body()), left, link.sign(), right, link.anew(),
          target.name() + " is read as " + like.body() + ", like " + like.like().name() + " in line " + like.like().line());
    }
    var error = link.anew() && link.isEquals() && target.isName() ? new ErrorTerms(context).find(target.name(), body) : null;
    if (error != null) {
      define(link, target, body, false);
      defining = true;
      return builder.supposing(left.with(error.derivative(), target.name() + " is read as " + error.derivative()), link.sign(), right,
          target.name() + " = " + error.derivative() + ", like " + error.like().name() + " in line " + error.like().line());
    }
    boolean ofCase = isOfCase(target);
    if (link.anew() && !text.display() && target.isName() && (context.isUsed(target.name()) || CHOICE.matcher(wording.before()).find())) {
      context.uses().choose(target.name());
    }
    define(link, target, body, link.isApproximate());
    if (ofCase) {
      context.endsWithCase(target.name());
    }
    if (target.isName() && MODEL.matcher(wording.before()).find() && body instanceof Expr.Add) {
      context.model(target.name());
    }
    return defined(link, "gives " + left.latex() + " its meaning");
  }

  /** What the body comes to by the definitions, if that is about samples and contains the name itself; else null. */
  private Expr madeOf(Target target, Expr body) {
    if (Trees.freeSymbols(body).contains(Exprs.sym(target.name()))) {
      return null;
    }
    try {
      var whole = reading.resolve(body);
      return Trees.freeSymbols(whole).contains(Exprs.sym(target.name())) && Trees.any(whole, x -> x instanceof Expr.Indexed) ? whole : null;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return null;
    }
  }

  /** {@code for l ≠ k: y_k = …} says what a name is there that was used before without a meaning. */
  private boolean isOfCase(Target target) {
    var base = target.family() ? target.name().substring(0, target.name().indexOf(Target.FAMILY)) : target.name();
    return context.isUsed(base) && statement.conditions().stream().anyMatch(c -> c.keyword().matches("for|if|when|case")
        && c.statement() != null && !c.statement().relations().isEmpty());
  }

  /** {@code x = (x_1, x_2)}. */
  private static boolean isComponent(Expr e, String name) {
    return e instanceof Expr.Indexed x && x.base().equals(name) || e instanceof Expr.Sym s && s.name().matches(Pattern.quote(name) + "_\\w+");
  }

  /** The name stands on both sides: a recursion, an identity or an update. */
  private Claim ofItself(Link link, Target target, Expr body) {
    if (isRecursion(target, link.left(), body)) {
      define(link, target, body, false);
      return defined(link, "gives " + link.left().latex() + " its meaning, by what comes before it");
    }
    boolean identity = target.isName() && Probe.look(link.left().exact(), body) == Probe.Sight.IDENTITY; // x = max(0, x) − max(0, −x)
    return target.isName() && !identity ? defined(link, "an update, not an equation") : null;
  }

  Claim assumed(Link link, Target target, Expr body) {
    context.assume(new Assumption(Exprs.rel(RelOp.EQ, Exprs.sym(target.name()), body), null, target.name(),
        target.name() + " = " + body + " (line " + reading.line(link.left()) + ")"),
        text.display() || wording.cue() == Cue.ASSUMES ? Lifetime.PART : Lifetime.SENTENCE);
    return link.unclaimed(builder, Kind.ASSUMPTION, "holds for what follows");
  }

  /** {@code w ← w − ηg = 0.68}: a number has its new value from here on, and none where the document does not work it out. */
  void updated(Side left, Side last) {
    var target = Target.of(left.exact(), context);
    if (target == null || !target.isName()) {
      return;
    }
    var known = context.definition(target.name());
    boolean number = known != null && Reading.isClosed(known.body());
    if (!number && !context.hypotheses().fixes(Set.of(Exprs.sym(target.name())))) {
      return; // a rule for every step
    }
    if (last.raw() == null || !Reading.isClosed(last.exact())) {
      context.undefine(target.name());
      context.doubt(List.of(target.name()));
    } else if (number) {
      define(last, target, last.exact(), reading.line(left), false);
    } else {
      context.assume(new Assumption(Exprs.rel(RelOp.EQ, Exprs.sym(target.name()), last.exact()), null, target.name(),
          target.name() + " = " + last.exact() + " (line " + reading.line(left) + ")"), Lifetime.PART);
    }
  }

  void define(Link link, Target target, Expr body, boolean approximately) {
    context.squares().defined(target.name(), link.left().exact());
    context.uses().subject(target.name(), wording.subject());
    context.unrolling().defined(link.left().exact(), body, context.scope());
    define(link.right(), target, body, reading.line(link.left()), approximately);
  }

  void define(Side right, Target target, Expr body, int line, boolean approximately) {
    boolean data = Rounding.shown(right, false) != null && target.parameters().isEmpty();
    context.define(target.name(), target.parameters(), target.family(), body, line, data);
    context.values().isFlat(target.name(), target.isName() && FlatLists.is(right, right.raw()));
    if (!data && target.isName() && Reading.isClosed(right.exact()) && !Reading.isClosed(body) && right.decimals().in(right.raw()).stream()
        .anyMatch(d -> context.values().shownAs(d.text()) == null && !context.values().isData(d.text()))) { // e^{0.22} is found again, e^{0.52} is not
      context.values().numbersPutIn(target.name());
    }
    if (data) {
      var shown = Rounding.shown(right, false);
      if (approximately) {
        context.values().show(new ValuesInForce.Shown(target.name(), shown.value(), shown.halfUnit(), shown.text(), -1));
      } else {
        context.values().give(shown.text());
      }
    }
  }

  /** The right side, in which decimals that repeat the shown value of a name stand for that name. */
  private Expr symbolicBody(Side right) {
    var by = new HashMap<Expr, Expr>();
    for (var d : right.decimals().in(right.raw())) {
      var name = new ShownAgain(context).of(d, trail.head);
      if (name != null) {
        by.put(Exprs.sym(d.symbol()), name);
      }
    }
    return right.decimals().exact(Trees.substitute(right.raw(), by));
  }

  /** 'The weighted inputs of the hidden layer:' names what is displayed. */
  private boolean isTitled() {
    return text.display() && wording.before().strip().endsWith(":");
  }

  private boolean isEntryOfWhole(Expr e) {
    return e instanceof Expr.Indexed x && x.sup().isEmpty() && x.sub().stream().allMatch(i -> i instanceof Expr.Sym)
        && context.definition(x.base()) instanceof Definition d && !d.isFunction() && !d.family()
        && new Ranks(context).of(d.body()) == (x.sub().size() == 2 ? Rank.MATRIX : Rank.COLUMN);
  }

  /** {@code h_t = w h_{t-1} + u x_t}: other members of the family, not the one that is defined. */
  private static boolean isRecursion(Target target, Side left, Expr body) {
    return target.family() && !target.parameters().isEmpty()
        && !Trees.any(body, x -> x.equals(left.exact()) || x instanceof Expr.Indexed i && Target.family(i).equals(target.name())
            && i.sub().stream().noneMatch(s -> s instanceof Expr.Add) && i.sup().stream().noneMatch(Resolver::isBefore));
  }

  /** {@code g_x} with a function g of x and y: its derivative by x. */
  private boolean isPartial(Target target) {
    return target.isName() && PartialNames.of(target.name(), context) != null;
  }

  /** Whether the two may have the same value wherever they are defined. */
  boolean sameValue(Definition known, Target target, Expr body) {
    try {
      var value = known.parameters().size() == target.parameters().size() ? at(known, target) : known.body();
      return Probe.look(reading.resolve(value), reading.resolve(body)) == Probe.Sight.IDENTITY;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** What is known, at what stands on the left. */
  static Expr at(Definition known, Target target) {
    return known.isFunction() ? Exprs.apply(known.name(), 0, List.copyOf(target.parameters())) : known.applied(target.parameters());
  }
}
