package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.expr.Expr;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * Words that bring a name in anew and give no formula for it: 'let $f$ be convex', 'for a differentiable function $f$'. What it
 * meant before is not meant from there on. 'Then $f$ is convex' and 'since $f$ is convex' speak of the $f$ there is.
 */
final class Introductions {

  /** What the words make of a name. */
  enum Said {
    NOTHING,
    /** 'Suppose $f$ is convex': that of this part, if there is one, but not that of an earlier one. */
    PERHAPS,
    /** 'Let $x > 0$': no longer a number that it was in an earlier part. */
    RESTRICTED,
    /** 'For all $x$', 'let $x\\in\\mathbb{R}$': no longer a number, nor what it was in an earlier part. */
    QUANTIFIED,
    /** 'Let $f$ be convex'. */
    ANEW
  }

  /** @param number whether it stands without an argument beside a bound or a set of values, so that it is no function here */
  record Introduction(String name, Said said, boolean number) {
    Introduction(String name, Said said) {
      this(name, said, false);
    }
  }

  private static final String ANY = "(?:any|every|each|all|arbitrary|an\\s+arbitrary|(?:an?\\s+|some\\s+)?(?:general|generic|unspecified|unknown)|"
      + "jede[nrsm]?|alle|(?:eine?[nrm]?\\s+)?beliebige[nrsm]?|irgendeine?[nrm]?)";
  private static final String SOME = "(?:" + ANY + "|an?|some|another|two|three|several|eine?[nrm]?|zwei|drei|mehrere)";
  private static final String PROPERTY = "(?:(?:(?:quasi|strictly|strongly)[- ]?)?(?:convex|concave)|smooth|differentiable|monoton\\w*|(?:de|in)creasing|continuous|analytic|integrable|lipschitz\\w*|"
      + "measurable|bijective|injective|surjective|invertible|periodic|non-?linear|konvexe?[nrsm]?|konkave?[nrsm]?|glatte?[nrsm]?|differenzierbare?[nrsm]?|stetige?[nrsm]?|integrierbare?[nrsm]?)";
  private static final String FUNCTION = "(?:functions?|maps?|mappings?|activations?|non-?linearit(?:y|ies)|polynomials?|loss(?:es)?|costs?|objectives?|densit(?:y|ies)|potentials?|"
      + "\\w*funktion(?:en)?|abbildung(?:en)?)";
  private static final String QUANTITY = "(?:numbers?|constants?|scalars?|reals?|integers?|parameters?|variables?|vectors?|matri(?:x|ces)|zahl(?:en)?|konstanten?|variablen?|vektor(?:en)?|matri(?:x|zen))";
  /** Words between a determiner and its noun. */
  private static final String WORDS = "(?:(?!(?:the|that|this|our|der|die|das|dem|den)\\b)[\\p{L}-]+,?\\s+){0,5}?";
  private static final String TAKE = "(?:for|für|given|consider|let|fix|pick|choose|take|gegeben|betrachte\\w*)";

  /** Words by which a function is one of the table, or one that was given before. */
  private static final Pattern KNOWN = Pattern.compile("(?i)\\b(?:the|this|that|our|its|der|die|das|dieselbe|as (?:above|before|in|defined|given)|above|from|given by|defined|evaluated|wie|gegeben durch|"
      + "definiert|durch|sigmoid\\w*|logistic|logistische|tanh|hyperbolic|relu|rectif\\w+|softplus|softmax|gaussian|normal|standard|identity|exponential|logarithm\\w*|"
      + "sine|cosine|step|[gse]elu|swish|silu)\\b");
  private static final Pattern LET = Pattern.compile("(?is).*\\b(?:let(?:\\s+(?:now|again))?|now\\s+let|(?:sei|seien)(?:\\s+(?:nun|jetzt|wieder))?)[\\s*_]*$");
  private static final Pattern SAYS = Pattern.compile("(?isU)\\b(?:" + PROPERTY + "|" + SOME + "\\s+" + WORDS + "(?:" + FUNCTION + "|" + QUANTITY + ")|" + FUNCTION + "s|" + ANY + "|beliebig|free|frei|reell)\\b");
  /** 'a convex function', 'for smooth'. */
  private static final Pattern NAMED = Pattern.compile("(?isU)\\b(?:" + SOME + "|" + TAKE + ")\\s+" + WORDS + "(?:" + PROPERTY + "(?:\\s+" + FUNCTION + ")?|" + FUNCTION
      + ")(?:\\s+of (?:one|an?|several|two) (?:\\w+ )?variables?)?\\s*$");
  /** 'for every real $x$'. */
  private static final Pattern ALL = Pattern.compile("(?isU)\\b(?:for|für)\\s+(?:any|every|each|all|arbitrary|alle|jede[nrsm]?|beliebige[nrsm]?)\\b(?:\\s+(?!the\\b|of\\b|other\\b|other\\b)[\\p{L}-]+){0,3}\\s*$");
  private static final Pattern UNIVERSAL = Pattern.compile("(?isU)\\b(?:for|für)\\s+(?:" + SOME + "\\s+)?" + WORDS + "(?:" + PROPERTY + "(?:\\s+" + FUNCTION + ")?|" + FUNCTION + ")\\s*$");
  /** Before 'a convex function': then it is the one at hand. */
  private static final Pattern COPULA = Pattern.compile("(?i)\\b(?:is|are|was|be|gets?|have|has|gives?|yields?|obtain|find|becomes?|as|like|ist|sind|wird|haben|als|since|because|weil|da)\\s*$");
  private static final Pattern TAKEN = Pattern.compile("(?i)\\b" + TAKE + "\\s*$");
  private static final String IS = "^\\s*(?:is|are|be|being|denotes?|ist|sind|sei|seien)\\s+(?:(?:now|here|again|only|just|nun|jetzt|hier|wieder)\\s+)*";
  private static final Pattern IS_ANY = Pattern.compile("(?isU)" + IS + "(?:" + ANY + "|(?:ganz )?beliebig)\\b");
  private static final Pattern BE_ANY = Pattern.compile("(?isU)^\\s*(?:be|sei|nun|now)?\\s*(?:an?\\s+|eine?[nr]?\\s+)?(?:any|arbitrary|beliebig\\w*)\\b");
  private static final Pattern IS_SOME = Pattern.compile("(?isU)" + IS + "(?:" + SOME + "\\s+" + WORDS + FUNCTION + "|(?:(?!not\\b|nicht\\b)\\w+\\s+){0,3}?" + PROPERTY + ")\\b");
  private static final Pattern SEI = Pattern.compile("(?i)^\\s*sei(?:en)?\\b");
  private static final Pattern HAS_PROPERTY = Pattern.compile("(?isU)^\\s*(?:(?:nun|jetzt)\\s+)?(?:\\w+\\s+){0,3}?" + PROPERTY + "\\b");
  private static final Pattern NOW = Pattern.compile("(?is)(?:.*[.!?\\n])?[\\s*_]*(?:now|here|this time|from now on|in this (?:part|exercise|problem|section|question)|jetzt|nun|hier|ab jetzt|diesmal)\\s*,?\\s*(?:the function\\s*)?$");
  private static final Pattern SUPPOSE = Pattern.compile("(?is).*\\b(?:suppos\\w+|assum\\w+|if|when(?:ever)?|where|with|provided|angenommen|falls|wenn|ist|wobei|mit)(?:\\s+(?:that|now|nun))*\\s*,?\\s*(?:(?:the|die)\\s+\\w+\\s*)?$");
  private static final Pattern CONCLUDING = Pattern.compile("(?i)\\b(?:then|hence|thus|so|therefore|since|because|as|shows?|also|dann|daher|somit|da|weil|denn)\\b[^,]*$");
  /** Names between commas, each perhaps with its argument, or with the sets that it maps. */
  private static final Pattern NAMES = Pattern.compile("(?s)\\s*(?<from>-?[\\d.]+\\s*(?:<|\\\\leq?(?:slant)?(?![a-z])|≤)\\s*)?(?<names>(?:\\\\?[A-Za-z]+(?:_(?:\\{\\w+\\}|\\w))?\\s*,\\s*)*\\\\?[A-Za-z]+(?:_(?:\\{\\w+\\}|\\w))?)\\s*(?<argument>\\([^()=]*\\))?\\s*"
      + "(?<maps>(?::|\\\\colon)[^=]*\\\\(?:to|rightarrow|longrightarrow)(?![a-z])[^=,]*|\\\\in\\s*(?:\\\\mathcal\\s*\\{?\\s*)?[CL]\\s*\\}?\\s*[\\^(].*)?"
      + "(?<set>\\\\in(?![a-z])[^=<>]*|∈[^=<>]*)?(?<bound>(?:(?:<|>|≤|≥|≠|\\\\(?:[gl]eq?(?:slant)?|neq?|gt|lt)(?![a-z]))\\s*-?(?:[\\d.]+|\\\\infty)\\s*)+)?[,.]?\\s*");
  /** A formula for a function, and words that say of which kind it is: the next one of several. */
  private static final Pattern FORMULA = Pattern.compile("(?s)\\s*(?<name>\\\\?[A-Za-z]+(?:_(?:\\{\\w+\\}|\\w))?)\\s*\\([^()=]*\\)\\s*=[^=]*");
  private static final Pattern IS_OF_KIND = Pattern.compile("(?isU)^\\s*(?:is|ist)\\s+(?:\\w+\\s+){0,3}?" + PROPERTY + "\\b");
  private static final Pattern BEGINS = Pattern.compile("(?isU)[\\s*_]*(?:(?:the|a|but|and|also|likewise|similarly|while|whereas|function|die|aber|auch|ebenso|funktion)\\b[\\s,]*)*");
  private static final Pattern LISTED = Pattern.compile("(?is)^(.*?)(?:\\s*\\$\\s*(?:,|and|und|&|,\\s*and)\\s*)+$");
  private static final Pattern AND = Pattern.compile("(?is)[\\s,]*(?:and|und|&)?[\\s,]*");

  private final Context context;

  Introductions(Context context) {
    this.context = context;
  }

  /**
   * The names in the formula that the words around it bring in.
   *
   * @param sentence the words of the sentence up to the formula; a formula before stands there as a dollar sign
   */
  List<Introduction> around(List<Block> blocks, int index, String sentence) {
    var found = new ArrayList<Introduction>();
    if (blocks.get(index) instanceof Block.Formula f && !f.display() && FORMULA.matcher(f.latex()) instanceof Matcher m && m.matches() && BEGINS.matcher(sentence).matches()
        && IS_OF_KIND.matcher(behind(blocks, index)).find() && name(m.group("name")) instanceof String name) {
      found.add(new Introduction(name, Said.ANEW));
    }
    if (blocks.get(index) instanceof Block.Formula f && NAMES.matcher(f.latex()) instanceof Matcher m && m.matches()) {
      var words = head(sentence);
      boolean bound = m.group("from") != null || m.group("bound") != null;
      var said = bound || m.group("set") != null ? ofNumbers(words, bound, behind(blocks, index)) : said(words, behind(blocks, index), m.group("maps") != null);
      for (var part : said == Said.NOTHING ? new String[0] : m.group("names").split(",")) {
        var name = name(part.strip());
        if (name != null) {
          found.add(new Introduction(name, said, m.group("argument") == null && (bound || m.group("set") != null && m.group("maps") == null)));
        }
      }
    }
    return found;
  }

  /** The functions that the sentence brings in behind a formula that is about them: '… for any smooth function $f$'. */
  List<Introduction> ahead(List<Block> blocks, int index) {
    var found = new ArrayList<Introduction>();
    var words = "";
    for (int i = index + 1; i < blocks.size(); i++) {
      switch (blocks.get(i)) {
        case Block.Prose p -> {
          var text = i == index + 1 ? p.text().stripLeading() : p.text();
          if (Prose.firstSentenceEnd(text) >= 0 || text.indexOf(';') >= 0) {
            return found;
          }
          words += text;
        }
        case Block.Formula f when !f.display() -> {
          if (UNIVERSAL.matcher(head(words)).find() || ALL.matcher(head(words)).find()) {
            found.addAll(around(blocks, i, words));
          }
          words += " $ ";
        }
        case Block.Formula _, Block.Heading _, Block.Directive _, Block.Enumerator _ -> {
          return found;
        }
      }
    }
    return found;
  }

  /** What the words before a bound or a set make of the names in it. */
  private static Said ofNumbers(String before, boolean bound, String behind) {
    if (!bound && LET.matcher(before).matches() && BE_ANY.matcher(behind).find()) {
      return Said.ANEW;
    }
    return ALL.matcher(before).find() ? Said.QUANTIFIED : !LET.matcher(before).matches() ? Said.NOTHING : bound ? Said.RESTRICTED : Said.QUANTIFIED;
  }

  private static Said said(String before, String behind, boolean maps) {
    var clause = before.substring(Math.max(Math.max(before.lastIndexOf('$'), before.lastIndexOf(':')), before.lastIndexOf(';')) + 1);
    var phrase = behind.split("[.,;:$\\n]", 2)[0];
    boolean known = KNOWN.matcher(phrase).find();
    if (LET.matcher(clause).matches()) {
      return !known && (maps || SAYS.matcher(phrase).find()) ? Said.ANEW : Said.NOTHING;
    }
    var named = NAMED.matcher(clause);
    if (named.find()) {
      return KNOWN.matcher(named.group()).find() || COPULA.matcher(clause.substring(0, named.start())).find() ? Said.NOTHING : Said.ANEW;
    }
    if (ALL.matcher(clause).find()) {
      return Said.QUANTIFIED;
    }
    if (maps && TAKEN.matcher(clause).find()) {
      return Said.ANEW;
    }
    if (known || CONCLUDING.matcher(clause).find()) {
      return Said.NOTHING;
    }
    boolean some = IS_SOME.matcher(phrase).find();
    if (IS_ANY.matcher(phrase).find() || some && (SEI.matcher(phrase).find() || NOW.matcher(before).matches())) {
      return Said.ANEW;
    }
    return SUPPOSE.matcher(clause).matches() && (some || HAS_PROPERTY.matcher(phrase).find()) ? Said.PERHAPS : Said.NOTHING;
  }

  /** The words before the first name of a list that ends here. */
  private static String head(String sentence) {
    var m = LISTED.matcher(sentence);
    return m.matches() ? m.group(1) : sentence;
  }

  /** The words behind the last name of a list that goes on here. */
  private static String behind(List<Block> blocks, int index) {
    for (int i = index + 1; i < blocks.size() && blocks.get(i) instanceof Block.Prose p; i += 2) {
      boolean more = i + 1 < blocks.size() && AND.matcher(p.text()).matches() && blocks.get(i + 1) instanceof Block.Formula f && !f.display()
          && NAMES.matcher(f.latex()).matches();
      if (!more) {
        return p.text();
      }
    }
    return "";
  }

  private String name(String latex) {
    try {
      return LatexReader.parse(latex, context) instanceof Expr.Sym s ? s.name() : null;
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }
}
