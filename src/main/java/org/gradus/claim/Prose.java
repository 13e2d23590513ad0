package org.gradus.claim;

import java.util.regex.Pattern;

/** Patterns of the words around formulas. */
final class Prose {

  /** The same, for names that are defined: only where the words leave no doubt. */
  static final Pattern CASE = Pattern.compile(
      "(?is).*\\b(?:for|at|when|whenever|if|let|assume|assuming|suppose|supposing|case)[ \\t\\n:*_]*(?:simplicity,? *)?(?:let|that)?[ \\t\\n:*_]*$");
  static final Pattern LASTING = Pattern.compile("(?is).*\\b(?:let|sei|seien|simplicity|assume|suppose|throughout)\\b[^.]*$");
  static final Pattern NEAR = Pattern.compile("(?is).*\\b(?:near|around|close to|as|towards?|approach\\w*|about|should be|is not|isn't)\\s*$");
  static final Pattern NAMING = Pattern.compile(
      "(?is).*(?:\\b(?:call|denote|abbreviate|name|define)\\s+(?:this|it|that|these|the (?:result|last|above|expression|quantity))\\b[^.]{0,30}"
          + "|\\bwrite this as|\\bdenoted(?: by)?|\\bdenote (?:this|it) by)[ \\t\\n:*_]*$");
  static final Pattern WRITE_FOR = Pattern.compile("(?is).*\\b(?:write|writing|use)[ \\t\\n]*$");
  static final Pattern FOR_THIS = Pattern.compile("(?is)\\s*for (?:this|it|that|the (?:last|above|right|derivative|result))\\b.*");
  static final Pattern SOLVING = Pattern.compile(
      "(?is).*\\b(?:set|sett?ing|put|putting|equat\\w+|solv\\w+|stationar\\w+|critical|vanish\\w*|optim\\w+|minim\\w+|maxim\\w+|extrem\\w+|equal(?:s)? to (?:0|zero|\\$)|(?<!square |cube |under the |below the |inside the )roots?)\\b.*");
  /** Words by which a formula is another form of what was given before. */
  static final Pattern REWRITTEN = Pattern.compile(
      "(?i)\\b(?:(?:matri\\w+|vector\\w*|component\\w*|index|compact|expanded|scalar)[ -](?:form|notation|version)|component-?wise|vectori[sz]ed|(?:re)?written|rewrit\\w+|"
          + "equivalent\\w*|expand\\w*|simplif\\w+|in other words|i\\.e\\.|multipl\\w+ out|in fact|indeed|actually|factor(?:i[sz]\\w+|ing|ed|s)?\\b|complet\\w+ the square)");
  /** Words that may stand between the lines of one derivation. */
  static final Pattern CONNECTING = Pattern.compile(
      "(?is)[\\s.,;:*_&]*(?:(?:so|hence|thus|then|therefore|that is|i\\.e\\.?|and|or|which|gives?|means|yields?|is|equivalent to|"
          + "equivalently|we|one|you|get|obtain|find|have|simplif\\w+|rearrang\\w+|divid\\w+|multipl\\w+|both|sides|by|cancel\\w*|it|follows|this|to|implies|the|"
          + "solving|for|solution|when|at|where|if|true|taking|logarithms?|logs?|expand\\w*|factor\\w*|collect\\w*|terms|substitut\\w+|with|solutions?)[\\s.,;:*_]*)*");
  static final Pattern TEXT_EQUATION = Pattern.compile(
      "(?:\\b(?:when|if|for|and|case|of|with|where|let|at)\\s+|\\b(?:numbers|values|given|inputs|weights|data)\\s*:\\s*|(?<=\\d),\\s*(?:and\\s+)?)([A-Za-z](?:_?[A-Za-z0-9])?)\\s*=\\s*(-?\\d+(?:\\.\\d+)?)(?![\\d.]*[*/^+(])");
  /** 'z tends to negative infinity': a limit in words. */
  static final Pattern TENDING = Pattern.compile(
      "(?i)\\b([A-Za-z])\\$? (?:tends|goes|approaches|converges|going|tending)(?: to)? \\$?(negative |positive |minus |plus |-|\\+)?(?:infinity|\\\\infty)");
  /** '(z) is very large (in absolute value) and negative'. */
  static final Pattern LARGE = Pattern.compile(
      "(?i)\\s*(?:is|becomes|gets|grows)\\s+(?:already\\s+|very\\s+|extremely\\s+|sufficiently\\s+|arbitrarily\\s+)*large\\b(?:[^.;]{0,25}?\\b(negative))?");
  /** The subject of a relation whose left side is words: 'the above equation is'. */
  static final Pattern SUBJECT = Pattern.compile("(?is).*\\b(?:the|this|that|our|its)\\s+(?:[\\w-]+\\s+){0,3}?(?:equation|expression|derivative|gradient|function|"
      + "quantity|loss|cost|sum|term|value|result|probability|variance|mean)\\s+(?:above\\s+|below\\s+)?is\\s+(?:always\\s+|also\\s+|then\\s+)?");
  /** Words that name a quantity, or go on calculating, right before a sign of equality. */
  static final Pattern QUANTITY = Pattern.compile("(?is).*(?:\\b(?:times|plus|minus|divided by|multiplied by|squared|halved|doubled)\\b[^$]*|\\b(?:grad(?:ient)?|derivative|loss|cost|error|risk|ratio|mean|variance|deviation|sum|total|average|"
      + "accuracy|precision|recall|probability|likelihood|entropy|number|size|rate|factor|value|result|difference|product|quotient|output|input|prediction|weight|bias|score|count|norm|distance|length|parameters|memory|time|step|lhs|rhs|ppl|perplexity)s?"
      + "(?:\\s+(?:is|of [\\w\\s-]{1,30}))?)[\\s:*_]*");
  static final Pattern WHEN = Pattern.compile("(?is).*\\b(?:when|whenever|iff|only if|if and only if|provided)[\\s:;,*-]*$");
  static final Pattern WHERE = Pattern.compile("(?is).*\\bwhere[\\s:,]*$");
  static final Pattern IN_CASE = Pattern.compile("(?is).*\\b(?:when|whenever|if|case|for)[\\s:,]*$");
  /** 'In $d$ dimensions, K = …' after a K for one: a name of the same for more of them. */
  static final Pattern FOR_MORE = Pattern.compile("(?i)\\b(?:(?:in|for)\\s+(?:\\S{1,12}\\s+){1,2}(?:dimensions?|samples|examples|outputs|classes|units|variables)|(?:for|in)\\s+the\\s+(?:multivariate|multi-?dimensional|vector|batch|general|multi-?class)\\s+(?:case|version|setting)"
      + "|over\\s+(?:a|the|one)\\s+(?:mini-?)?batch)\\s*,?\\s*(?:we\\s+have|this\\s+(?:is|becomes)|it\\s+(?:is|becomes))?\\s*$");
  /** Words that give a name another meaning. */
  static final Pattern REDEFINING = Pattern.compile(
      "(?is)\\b(?:let|redefine\\w*|consider|define|denote|now (?:set|put|take|choose)|(?:set|put|take|choose) (?:now|instead))\\b[^.;]*$");
  /** 'Binary version, …', 'Without scaling: …' at the beginning of a sentence: what is named as before is something else. */
  static final Pattern VERSION = Pattern.compile("(?:^|[.!?]\\s|\\n)\\s*[*_]*(?:The\\s+|In the\\s+|For the\\s+)?\\p{L}[\\p{L}-]*\\s+(?:version|variant|analogue|counterpart|case)\\b[*_]*\\s*[,:(]"
      + "|(?:^|[.!?]\\s|\\n)\\s*[*_]*(?i:without|ohne|sans|sin)\\s[\\p{L}\\d -]{2,40}[*_]*\\s*:");
  /** Words by which a formula need not be about what was spoken of before. */
  static final Pattern RENEWING = Pattern.compile("(?i)\\b(?:instead|now|an?other|second|third|next|other|different|new|alternative\\w*|if|suppose|case|not|otherwise|special|example|instance|again)\\b");
  /** 'For the loss L = …': what a formula within a sentence introduces. */
  static final Pattern FOR_THE_LOSS = Pattern.compile("(?is).*\\b(?:for|with|take|use|consider|instead|now)\\s+(?:(?:the|an?)\\s+)?(?:[\\w-]+\\s+){0,2}"
      + "(?:loss|cost|error|(?:cross[- ])?entropy|mse|mae|nll|bce|likelihood|divergence|objective|function|model|activation|energy|criterion|unit|neuron|density|potential|penalty)(?:\\s+function)?\\s*");
  /** Words behind a name's new meaning. */
  static final Pattern INSTEAD = Pattern.compile("(?i)\\s*,?\\s*instead\\b");
  /** Words before a name that quantify over it anew. */
  static final Pattern ANY = Pattern.compile("(?is)\\b(?:any|every|all|each|arbitrary|general|some|real|complex|larger|other|bigger|remaining)\\b[^.;:,$]{0,30}$");
  static final Pattern LET = Pattern.compile("(?is)\\blet\\s*$");
  static final Pattern IS_ANY = Pattern.compile("(?is)^\\s*(?:is|are|be|being)?\\s*(?:now|again)?\\s*(?:an?y?\\s+)?(?:arbitrary|any|unrestricted|general|real|free|variable|unspecified)\\b");
  /** Words that begin a sentence or clause about the cases not spoken of so far. */
  static final Pattern OTHERWISE = Pattern.compile("\\b(?:Otherwise|Elsewhere|In general|More generally|In the general case|For (?:an?|the) (?:general|arbitrary)|In the other cases?|For (?:the rest|all others?)|Contradiction|If not|In the remaining cases?)\\b"
      + "|(?:[.;:]|\\b(?:and|but))\\s+(?:otherwise|elsewhere|in general|in the other cases?|for (?:the rest|all others?)|if not|in the remaining cases?)\\b|\\b(?:(?:assum\\w+|suppos\\w+|take|in) the (?:opposite|contrary|converse)|a contradiction|impossible|absurd)\\b"
      + "|\\b(?i:(?:drop|remove|relax|lift|abandon|discard|withdraw)(?:s|p?ed|p?ing)?|without|no longer|not (?:needed|necessary|required)|superfluous)\\s+(?i:(?:\\w+\\s+){0,2}(?:this|that|these|those|the|such|our|any))"
      + "(?i:(?:\\s+\\w+){0,2}\\s+(?:assumptions?|restrictions?|conditions?|constraints?|hypothes[ie]s)\\b|(?=\\s*[.,;]))");
  /** Between two formulas of a sentence: what holds where the case that it began with does not. */
  static final Pattern ELSE = Pattern.compile("(?isU)^\\s*[,;:]?\\s*(?:and\\s+|or\\s+|but\\s+|und\\s+)?(?:else|otherwise|elsewhere|in (?:all|any|the|all the) other cases?|sonst|andernfalls|ansonsten)\\b[^$.;]{0,30}$");
  /** Between two formulas of which each says the same as the other. */
  static final Pattern IFF = Pattern.compile("(?isU)^\\s*,?\\s*(?:is true |holds |gilt )?(?:if,? and only if|iff|exactly (?:when|if)|precisely (?:when|if)|just when|genau dann,? wenn|dann und nur dann,? wenn)\\s*$");
  /** Between two formulas of which the first implies the second. */
  static final Pattern ONLY_IF = Pattern.compile("(?isU)^\\s*,?\\s*(?:is true |holds |is possible )?(?:only (?:if|when)|nur(?: dann)?,? wenn)\\s*$");
  /** The beginning of a sentence that goes on with what the one before it supposed. */
  static final Pattern CONSEQUENCE = Pattern.compile("(?i)[\\s.;,:*_]*(?:so|then|hence|thus|therefore|consequently|it follows|this (?:gives|means|shows|implies)|with (?:these|those) (?:values|numbers)|dann|daher|somit|folglich|damit|daraus)\\b");
  /** Behind a formula that holds at a point. */
  static final Pattern AT = Pattern.compile("(?is)^\\s*(?:exactly\\s+|only\\s+)?(?:at|in)\\s+(?:the\\s+)?(?:points?\\s+|origin\\s+|vertex\\s+)?$");
  /** A point by its coordinates. */
  static final Pattern POINT = Pattern.compile("\\s*(?:\\\\left)?\\((?:[^(),]{1,40},){1,4}[^(),]{1,40}\\)\\s*");
  /** Headings that name a case, not a topic. */
  static final Pattern CASE_HEADING = Pattern.compile(
      "(?i)\\b(?:cases?|negative|non-?positive|positive|otherwise|general|other|left|right|branch|side)\\b");
  /** Between two formulas of which one holds. */
  static final Pattern OR = Pattern.compile("(?is)[\\s,;]*\\bor(?:\\s+(?:if|when|for|else))?[\\s,;]*");
  /** 'Minimise', 'we maximise the function'. */
  static final Pattern OPTIMISES = Pattern.compile("(?i)\\b(?:minimi[sz]e|maximi[sz]e|optimi[sz]e|minimiere|maximiere)\\s+(?:the\\s+(?:function|quantity)\\s+)?$");
  static final Pattern LISTING = Pattern.compile("(?is)[\\s,;]*(?:and|or)?[\\s,;]*");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=[\\s*_)]|$)(?<!\\b(?:e\\.g|i\\.e|w\\.r\\.t|resp|cf|Eq|eq|vs|Fig|fig|no|No)[.!?])");
  private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n");

  private Prose() {}

  /** Where the sentence or clause that holds the offset begins. */
  static int clauseStart(String text, int at) {
    int end = lastSentenceEnd(text.substring(0, at));
    return Math.max(end, 0);
  }

  /** The offset behind the last end of a sentence in the text; −1 if no sentence ends here. */
  static int lastSentenceEnd(String text) {
    int last = -1;
    var m = SENTENCE_END.matcher(text);
    while (m.find()) {
      last = m.end();
    }
    var p = PARAGRAPH.matcher(text);
    while (p.find()) {
      // a paragraph that ends in the middle of a sentence introduces what stands below
      if (!text.substring(p.end()).isBlank() && !text.substring(0, p.start()).isBlank()) {
        last = Math.max(last, p.end());
      }
    }
    return last;
  }

  /** Where the first sentence in the text ends, or −1. */
  static int firstSentenceEnd(String text) {
    var m = SENTENCE_END.matcher(text);
    int end = m.find() ? m.end() : -1;
    var p = PARAGRAPH.matcher(text);
    return p.find() && (end < 0 || p.start() < end) ? p.start() : end;
  }
}
