package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradus.document.Block;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;

/**
 * What a sentence says of the shape of a formula in it: '{@code $f$ is convex.}', '{@code so $L$ is strictly increasing in $z$}',
 * '{@code $f$ has its minimum at $x = a$}'. Only whole, unconditional clauses claim something: behind 'if', 'let' or 'show that',
 * and where more words follow, as in 'convex near 0', nothing is claimed.
 */
final class ShapeSentences {

  private static final String ADVERBS = "(?:(?:still|indeed|also|thus|therefore|then|always|everywhere|again|hence|clearly|even|a|an|in fact|somit|daher|immer|überall|donc|toujours)\\s+)*";
  private static final String END = "\\s*(?:[.;:!]\\s|[.;:!]?$|,|(?:because|since|as|and|but|so|weil|denn|und|et|car)\\b)";
  private static final Sought SHAPE = Sought.of("(?isU)^\\s*(?:is|ist|est)\\s+" + ADVERBS + "(?<not>(?:not|nicht|pas)\\s+)?" + ADVERBS + "(?<strictly>(?:strictly|streng|strictement)\\s+)?(?:monoton(?:e|ically|ously)?\\s+)?"
      + "(?<shape>non-?convex|convexe?|concave|increasing|decreasing|konvex|konkav|wachsend|steigend|fallend|croissante?|décroissante?)(?:\\s+(?:function|everywhere))*(?<rest>(?:\\s+(?:in|with respect to|w\\.\\s?r\\.\\s?t\\.|wrt|en)\\s*$|" + END + ").*)");
  private static final Sought IN = Sought.of("(?is)\\s+(?:in|en|with.*|w.*)\\s*$");
  private static final Sought EXTREMUM = Sought.of("(?is)^\\s*(?:(?:has|attains|takes|reaches|achieves)\\s+(?:its|a|an|the)\\s+(?:unique\\s+|only\\s+)?(?<has>minimum|maximum)|"
      + "is\\s+(?:(?:thus|therefore|then|hence|clearly)\\s+)?(?<is>minimal|maximal|minimi[sz]ed|maximi[sz]ed|smallest|largest))\\s+(?:at|for|when|by)\\s*$");
  /** What makes a clause hypothetical, a task or a definition. */
  private static final Sought OPEN = Sought.of("(?is).*\\b(?:if|iff|let|assum\\w+|suppos\\w+|when|whenever|where|whether|unless|given|consider\\w*|any|every|each|some|provided|such that|once|why|would|could|"
      + "may|might|can|cannot|imagine|require\\w*|need\\w*|want\\w*|should|hope\\w*|not|no|wrong\\w*|false|true|mistake\\w*|think\\w*|believe\\w*|claim\\w*|says?|said|until|wenn|falls|sei)\\b[^.;:!?]*$");
  private static final Sought TASK = Sought.of("(?is)(?:.*[.:!?)\\n*])?[\\s*_(\\w.)]{0,6}\\b(?:show|prove|verify|check|argue|explain|conclude|deduce|determine|decide|find out|justify|demonstrate|zeige\\w*|prüfe\\w*)\\b[^.;:!?]*$");
  /** Words that add no condition. */
  private static final Sought PLAIN = Sought.of("(?is)^[\\s*_>,.:;()-]*(?:(?:so|thus|hence|therefore|then|and|but|also|moreover|furthermore|finally|consequently|however|damit|daher|folglich|donc|since|because|as|that|note|clearly|obviously|"
      + "implies|means|\\$|the\\s+(?:function|loss|cost|error|activation|curve|objective)(?:\\s+function)?|we\\s+(?:see|conclude|find|know|have|get)|it\\s+follows|(?:this|which|it)\\s+(?:shows|means|proves|implies))[\\s,:*_]*)*$");
  /** 'for every choice of', 'whatever the values of': nothing is restricted. */
  private static final Sought UNIVERSAL = Sought.of("(?is)^\\s*,?\\s*(?:(?:for|regardless of|irrespective of|independently of|whatever)\\s+)(?:(?:every|all|any|each|the)\\s+)?(?:(?:possible\\s+)?(?:choices?|values?)\\s+(?:of\\s+)?)?(?:the\\s+(?:values?|choice)\\s+of\\s+)?$");
  private static final Sought LISTED = Sought.of("(?i)\\s*(?:,|and|, and)\\s*");
  private static final Sought ENDS = Sought.of("(?is)^" + END + ".*");
  private static final Sought CONCLUSION = Sought.of("(?is).*[$,;:]\\s*(?:and\\s+)?(?:so|thus|hence|therefore|so that|consequently)[\\s,]*\\$?\\s*$");
  private static final Sought CONDITION = Sought.of("(?i)\\b(?:for|with|under|case|at|near|on|locally|around|over|within|only|minus|during|after|before|by|except|choos\\w+|tak(?:e|ing)|set(?:ting)?)\\b");
  private static final Sought QUESTION = Sought.of("(?is)^[^.!$]*\\?.*");

  private final Context context;
  private final List<Claim> claims;

  ShapeSentences(Context context, List<Claim> claims) {
    this.context = context;
    this.claims = claims;
  }

  /**
   * Reads the words at the index, which follow a formula.
   *
   * @param sentence the words of the sentence before that formula
   */
  void read(List<Block> blocks, int index, String sentence) {
    if (index == 0 || !(blocks.get(index - 1) instanceof Block.Formula f) || f.display() || isOpen(sentence) || QUESTION.matcher(text(blocks, index)).matches()) {
      return;
    }
    var next = index + 1 < blocks.size() && blocks.get(index + 1) instanceof Block.Formula v && !v.display() ? v : null;
    var shape = SHAPE.matcher(text(blocks, index));
    var extremum = EXTREMUM.matcher(text(blocks, index));
    if (shape.matches()) {
      boolean in = IN.matcher(shape.group("rest")).matches();
      var form = form(shape.group("shape"), shape.group("strictly") != null, shape.group("not") != null);
      var subject = in && next == null || form == null || in && isQualified(blocks, index + 2) && forAll(blocks, index + 2) == 0 ? null : Subject.of(f, context, in ? parse(next) : null);
      if (subject != null) {
        int last = in ? forAll(blocks, index + 2) : 0;
        var words = text(blocks, index).substring(0, in ? shape.end("rest") : shape.start("rest"));
        claim(f, words, in ? List.copyOf(blocks.subList(index + 1, last == 0 ? index + 2 : last)) : List.of(), form, subject, null, isPlain(sentence) || last > 0 && CONCLUSION.matcher(sentence).matches());
        if (last > 0) {
          var any = blocks.subList(index + 3, last).stream().filter(b -> b instanceof Block.Formula).map(b -> parse((Block.Formula) b)).filter(e -> e != null)
              .flatMap(e -> Trees.freeSymbols(e).stream()).map(Expr.Sym::name).toList();
          claims.set(claims.size() - 1, ((Claim.Step) claims.getLast()).withSetting(((Claim.Step) claims.getLast()).setting().forAll(any)));
        }
      }
    } else if (extremum.matches() && next != null && !isQualified(blocks, index + 2) && parse(next) instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym at) {
      var subject = Subject.of(f, context, at);
      var word = extremum.group("has") != null ? extremum.group("has") : extremum.group("is");
      if (subject != null && Trees.freeSymbols(r.rhs()).stream().noneMatch(at::equals)) {
        claim(f, text(blocks, index), List.of(next), word.toLowerCase(Locale.ROOT).startsWith("m") && word.toLowerCase(Locale.ROOT).charAt(1) == 'i' || word.equalsIgnoreCase("smallest")
            ? Property.Form.MINIMUM : Property.Form.MAXIMUM, subject, r.rhs(), isPlain(sentence));
      }
    }
  }

  private static boolean isOpen(String sentence) {
    return OPEN.matcher(sentence).matches() || TASK.matcher(sentence).matches() && !sentence.strip().matches("(?is).*\\b(?:this|that|it|which|we|have|has)\\s+(?:\\w+\\s+)?(?:shows?|proves?|shown|proved|proven|conclude|deduce)\\b[^.;:!?]*");
  }

  /** More words of the same clause: 'near 0', 'for large z'. */
  private static boolean isQualified(List<Block> blocks, int index) {
    return index < blocks.size() && blocks.get(index) instanceof Block.Prose p && !p.text().matches("(?is)^" + END + ".*") && !p.text().isBlank();
  }

  private static String text(List<Block> blocks, int index) {
    return ((Block.Prose) blocks.get(index)).text();
  }

  private static Property.Form form(String word, boolean strictly, boolean not) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "convex", "konvex", "convexe" -> not ? Property.Form.NOT_CONVEX : strictly ? null : Property.Form.CONVEX;
      case "concave", "konkav" -> not || strictly ? null : Property.Form.CONCAVE;
      case "increasing", "wachsend", "steigend", "croissant", "croissante" -> not ? null : strictly ? Property.Form.STRICTLY_INCREASING : Property.Form.INCREASING;
      case "decreasing", "fallend", "décroissant", "décroissante" -> not ? null : strictly ? Property.Form.STRICTLY_DECREASING : Property.Form.DECREASING;
      default -> not ? null : Property.Form.NOT_CONVEX;
    };
  }

  /** Whether nothing in the sentence could be a condition: a list of words that add none, or what comes before a conclusion. */
  private static boolean isPlain(String sentence) {
    return PLAIN.matcher(sentence).matches() || CONCLUSION.matcher(sentence).matches() && !CONDITION.matcher(sentence).find();
  }

  /** The block behind a list of names for all of which the clause holds, which begins with the words at the index; 0 if there is none. */
  private static int forAll(List<Block> blocks, int index) {
    if (index >= blocks.size() || !(blocks.get(index) instanceof Block.Prose p) || !UNIVERSAL.matcher(p.text()).matches()) {
      return 0;
    }
    int i = index + 1;
    while (i + 2 < blocks.size() && blocks.get(i) instanceof Block.Formula && blocks.get(i + 1) instanceof Block.Prose q && LISTED.matcher(q.text()).matches()
        && blocks.get(i + 2) instanceof Block.Formula) {
      i += 2;
    }
    return i < blocks.size() && blocks.get(i) instanceof Block.Formula f && !f.display()
        && (i + 1 == blocks.size() || blocks.get(i + 1) instanceof Block.Prose q && (q.text().isBlank() || ENDS.matcher(q.text()).matches())) ? i + 1 : 0;
  }

  /** @param plain whether nothing in the sentence could be a condition: then it may be refuted */
  private void claim(Block.Formula f, String words, List<Block> behind, Property.Form form, Subject subject, Expr value, boolean plain) {
    var more = new StringBuilder();
    var end = f;
    for (var b : behind) {
      more.append(b instanceof Block.Formula g ? " $" + g.latex() + "$" : b instanceof Block.Prose p ? " " + p.text().strip() : "");
      end = b instanceof Block.Formula g ? g : end;
    }
    var said = words.strip() + more;
    var written = "$" + f.latex() + "$ " + said;
    int verb = said.indexOf(' ');
    claims.add(StatedClaims.property(context, Place.of(f.positions().start(0), end.positions().end(end.latex().length())),
        new Written(written, f.latex(), verb < 0 ? null : said.substring(0, verb), verb < 0 ? null : said.substring(verb + 1).replace("$", ""), plain ? null : written), form, subject.body(),
        subject.variables(), value));
  }

  private Expr parse(Block.Formula f) {
    try {
      return LatexReader.parse(f.latex().strip(), context);
    } catch (RuntimeException _) {
      return null;
    }
  }

  /** A function and the variables in which the sentence means it. */
  private record Subject(Expr body, List<Expr> variables) {

    /** @param named the variable that the sentence names, or null; null if it is not clear what is meant */
    static Subject of(Block.Formula f, Context context, Expr named) {
      try {
        var e = LatexReader.parse(f.latex().strip(), context);
        var value = e instanceof Expr.Rel r && r.op() == RelOp.EQ ? r.lhs() : e;
        if (value instanceof Expr.Rel || value instanceof Expr.Logic || named != null && !(named instanceof Expr.Sym)) {
          return null;
        }
        var d = value instanceof Expr.Sym s ? context.definition(s.name()) : value instanceof Expr.Apply a && a.primes() == 0 ? context.definition(a.name()) : null;
        if ((value instanceof Expr.Sym || value instanceof Expr.Apply) && d == null || d != null && d.family()) {
          return null; // of what is not given nothing is claimed
        }
        var parameters = d == null ? List.<Expr.Sym>of() : d.parameters();
        var body = value instanceof Expr.Sym s && !parameters.isEmpty() ? Exprs.apply(s.name(), 0, List.copyOf(parameters)) : value;
        if (named != null) {
          return new Subject(body, List.of(named));
        }
        var free = parameters.isEmpty() || value instanceof Expr.Apply ? new ArrayList<>(Trees.freeSymbols(value instanceof Expr.Sym s ? d.body() : value)) : new ArrayList<>(parameters);
        boolean own = !parameters.isEmpty() && value instanceof Expr.Sym;
        return free.size() == 1 || own ? new Subject(body, List.copyOf(free)) : null;
      } catch (RuntimeException _) {
        return null;
      }
    }
  }
}
