package org.gradus.claim;

import java.util.List;
import java.util.regex.Pattern;

/** What the words before a formula make of it. */
enum Cue {

  /** 'let', 'where', 'with': it gives a name its meaning. */
  DEFINES,
  /** 'setting', 'with': it gives a name its meaning, or only a value for a while. */
  PUTS,
  /** 'assume', 'take for the moment': it holds until the next heading. */
  ASSUMES,
  /** 'for': it holds for the case that is spoken of. */
  CASE,
  /** 'at', 'when', 'for example': it holds in its sentence. */
  MOMENT,
  /** 'unless', 'except': it is what is left out. */
  EXCLUDES,
  /** 'we do not assume', 'this does not hold at': nothing is taken from it. */
  DENIES,
  /** 'so', 'hence we get': it is said to follow. */
  CONCLUDES,
  /** The words do not say. */
  NONE;

  private static final Pattern LIST = Pattern.compile("(?is)^(.*?)(?:\\s*\\$\\s*(?:,|;|and|or|,\\s*and|,\\s*or|&)\\s*)+$");
  private static final Pattern ABBREVIATION = Pattern.compile("(?i)\\b(?:i\\.\\s?e\\.|w\\.\\s?r\\.\\s?t\\.|resp\\.|cf\\.|eq\\.|vs\\.|w\\.\\s?l\\.\\s?o\\.\\s?g\\.)");
  private static final Pattern GENERALITY = Pattern.compile("(?i)\\b(?:with(?:out)?(?: any)?|no) loss (?:of|in) generality,?|\\bwlog\\b,?|\\bin (?:fact|particular|other words|turn|addition|short|summary|total|contrast|conclusion)\\b,?|\\bin (?:all|both|either|every|each) cases?\\b,?|\\bon the other hand\\b,?|\\bof course\\b,?|\\b(?:from (?:now|here|this point) on(?:wards?)?|from here onwards?|henceforth|in (?:this|the) (?:whole )?(?:exercise|section|part|problem|question|following|sequel)|in what follows)\\b,?|\\bnot only\\b|\\bno matter\\b|"
      + ",\\s*(?:however|of course|in general|in particular|as before|as usual|though|therefore)\\s*,");
  private static final Pattern EXAMPLE = Pattern.compile(
      "(?i)\\b(?:for (?:example|instance|the moment|now|illustration|simplicity)|e\\.\\s?g\\.|temporarily|as an? (?:example|illustration|special case))[\\s,:]*");
  private static final Pattern NEGATION = Pattern.compile(
      "(?i)\\b(?:not|never|without|neither|nor|cannot|no|no longer|nowhere|fails?|drop(?:s|ped|ping)?|lift\\w*|relax\\w*|remov\\w+|instead of|rather than|nothing|whether|nicht|kein\\w*|ohne|nie)\\b|n['’]t\\b|\\bcannot\\b");
  /** What these words leave out stands behind them, not behind a colon. */
  private static final Pattern LEFT_OUT = Pattern.compile("(?i)\\b(?:(?:do|does|did)(?:\\s+not|n['’]t)\\s+(?:change|affect|alter|matter|influence|modify|bias)|without|no(?!\\s+longer)|drop(?:s|ped|ping)?|remov\\w+|instead of|rather than|nothing|ohne|keine?n?)\\b");
  private static final Pattern SUPPOSED = Pattern.compile("(?i)\\b(?:assum\\w*|constrain\\w*|condition\\w*|requir\\w*|restrict\\w*|hypothes\\w*|need\\w*|annahmen?|bedingung\\w*)\\b");
  private static final Pattern COLON = Pattern.compile(":[\\s*_]*$");
  private static final Pattern FRESH_CLAUSE = Pattern.compile("(?i),|\\b(?:since|because|but|so|then|hence|thus|therefore)\\b");
  private static final Pattern EXCLUDING = Pattern.compile(
      "(?i)\\b(?:unless|except(?:ing)?|excluding|excludes?|other than|apart from|away from|but for|different from|distinct from|besides|outside|until|außer|ausser)\\b");
  /** '… = a − λ (needs a > λ)': a condition for what stands before the bracket. */
  private static final Pattern NEEDS = Pattern.compile("(?iU)\\s*(?:this|it|which|that|das|ce qui|lo que)?\\s*(?:only\\s+)?(?:needs?|requires?|valid|allowed|possible|braucht|verlangt|exige|demande|requiere|necesita)\\b[^$]{0,20}");
  private static final Pattern STRONG = Pattern.compile("(?i)\\b(?:(?<puts>setting|putting|taking|choosing|plug\\w*|substitut\\w+|using|with)|(?<defines>wobei|let|where|set|sets|put|defin\\w+|denot\\w+|given|takes?|cho(?:ose|oses|se)|"
      + "pick|uses?|fix|fixing)|(?<assumes>sei|seien|setze|angenommen|gelte|assum\\w+|suppos\\w+|consider\\w*|imagine|simplicity|require\\w*|such that|satisf\\w+|subject to|s\\.\\s?t\\.?|under|constrain\\w*|restrict\\w*|normali[sz]\\w*|center\\w*)"
      + "|(?<moment>wenn|falls|when|whenever|if|iff|in case|once|provided|say|evaluated|as soon as)"
      + "|(?<concludes>also|indeed|claim\\w*|clearly|obviously|somit|damit|daher|folgt|so|thus|hence|therefore|then|gets?|obtain\\w*|gives?|yields?|follows?|impl(?:y|ies)|means|conclud\\w+|find|shows?|proves?|becomes?|see))\\b");
  private static final Pattern WEAK = Pattern.compile("(?iU)\\b(?:(?<moment>at|in|through|from|towards?|to|of)|(?<case>for|für|case|on))\\b((?:[\\s:*_]+(?!(?:is|are|was|be|we|it|ist|sind|lautet|gilt|gelten|hat|haben|wird|werden|folgt)\\b)[\\w-]+){0,4})[\\s:*_]*$");
  /** 'is decreasing for': said of one stretch, and of others something else. */
  private static final Pattern STRETCH = Pattern.compile("(?i)\\b(?:(?:in|de)creasing|rising|falling|rises|falls|(?:in|de)creases|grows|positive|negative|constant|flat|monotone|saturates?d?|vanishes)\\s+(?:only\\s+)?(?:for|on)[\\s:]*$");
  private static final Pattern PLACE = Pattern.compile("(?i)\\b(?:points?|origin|cases?|roots?|solutions?|lines?|boundar\\w+|minim\\w+|maxim\\w+|extrem\\w+|optim\\w+|kinks?|places?|"
      + "positions?|limits?|end-?points?|zeros?|singularit\\w+|poles?|threshold|axis|locations?|situations?|instances?)\\s*$");
  private static final Pattern WHERE_PLACE = Pattern.compile("(?i).*\\b(?:points?|origin|roots?|minim\\w+|maxim\\w+|extrem\\w+|optim\\w+|kinks?|places?|boundary|axis|cases?)\\s*,?\\s*$");
  /** Words behind a formula that take it back: 'is not needed', 'fails', a question mark. */
  private static final Pattern DENIED_BEHIND = Pattern.compile("(?is)^\\s*(?!,?\\s*(?:which|that|and)\\s+(?:is|are|can|will)\\s+(?:never|not)\\s+(?:be\\s+)?(?:negative|positive|zero|constant|symmetric|convex|concave|linear|bounded|smaller|larger|greater|bigger|less|more|an?|the)\\b)(?:(?:[\\w-]+\\s+){0,3}(?:not|never|no longer|cannot|fails?|failed|violated|superfluous|unnecessary|dropped|relaxed|removed|wrong|false)\\b"
      + "|(?:[\\w-]+\\s+){0,2}\\w+n['’]t\\b|[^.!?$]{0,40}\\?)");
  /** Words behind a formula by which it holds in one place only. */
  private static final Pattern ELSEWHERE = Pattern.compile(
      "(?is)^\\s*(?:only|(?:only\\s+)?(?:in|for|during|on|at)\\s+(?:the|our|one|some|a|an|this|Fig\\w*\\.?|Tables?|Examples?|Experiments?)\\s+(?!following|sequel|rest|remainder|whole|entire|simplicity))\\b");
  private static final Pattern TEMPORAL = Pattern.compile("(?i)\\b(?:initial(?:ly|i[sz]ation)|at (?:first|the (?:start|beginning|outset))|before training|after training|currently|momentarily)\\b");
  private static final Pattern HEDGE = Pattern.compile("(?i)\\b(?:if|when|whenever|sometimes|often|may|might|could|can|would|usually|suppose|special case|in case|imagine|for example|for instance)\\b");

  /** 'It is not symmetric:' says something by itself; 'this does not hold:' and 'it is not the case that:' do not. */
  private static final Pattern STATEMENT = Pattern.compile("(?i)\\b(?:is|are|was|were|be)(?:n['’]t|\\s+(?:\\w+\\s+)?(?:not|never))\\s+(?!(?:\\w+ly\\s+)?(?:true|correct|right|valid|the case|needed|necessary|required|assumed|satisfied|fulfilled|given|allowed|used|that)\\b)"
      + "[^.:;$]*:[\\s*_]*$");

  /** What the words on both sides make of a formula. */
  static Cue of(String sentence, String behind) {
    var cue = of(sentence);
    if (DENIED_BEHIND.matcher(behind).find()) {
      return DENIES;
    }
    return (cue == DEFINES || cue == PUTS) && ELSEWHERE.matcher(behind).find() ? ASSUMES : cue;
  }

  /** What the words of a sentence up to a formula make of it; a formula before stands there as a dollar sign. */
  static Cue of(String sentence) {
    var said = sentence;
    var list = LIST.matcher(said);
    if (list.matches()) {
      said = list.group(1);
    }
    said = ABBREVIATION.matcher(said).replaceAll(m -> m.group().replace(".", ""));
    said = GENERALITY.matcher(said).replaceAll(" ").replaceAll("\\s+", " ").replaceFirst("[\\s:*_]+$", "");
    boolean example = EXAMPLE.matcher(said).find();
    var plain = EXAMPLE.matcher(said).replaceAll(" ").strip();
    int from = Math.max(plain.lastIndexOf('$'), lastOf(plain, List.of(".", ";", ":", "(", ")", "!", "?"))) + 1;
    var clause = plain.substring(from);
    var cue = STRETCH.matcher(clause).find() ? MOMENT : from > 0 && plain.charAt(from - 1) == '(' && NEEDS.matcher(clause).matches() ? MOMENT : word(clause, plain);
    if (isDenied(clause) && !STATEMENT.matcher(sentence).find() && !isOfSomethingElse(clause, list.matches() ? list.group(1) : sentence)) {
      return DENIES;
    }
    if (example) {
      return cue == DEFINES || cue == PUTS || cue == ASSUMES ? ASSUMES : MOMENT;
    }
    return cue;
  }

  /** 'RMS norm drops the mean: r = …' says what there is; 'we drop the assumption: x > 0' does not. */
  private static boolean isOfSomethingElse(String clause, String sentence) {
    return COLON.matcher(sentence).find() && !SUPPOSED.matcher(clause).find() && !isDenied(LEFT_OUT.matcher(clause).replaceAll(" "));
  }

  /** Whether the clause before a condition denies that it is made: 'we do not assume', 'need not be'. */
  private static boolean isDenied(String clause) {
    int from = 0;
    for (var m = FRESH_CLAUSE.matcher(clause); m.find();) {
      from = m.end();
    }
    return NEGATION.matcher(clause.substring(from)).find();
  }

  private static int lastOf(String text, List<String> marks) {
    return marks.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
  }

  private static Cue word(String clause, String sentence) {
    int excluded = -1;
    for (var m = EXCLUDING.matcher(clause); m.find();) {
      excluded = m.end();
    }
    Cue strong = NONE;
    int at = -1;
    int start = -1;
    for (var m = STRONG.matcher(clause); m.find();) {
      strong = m.group("defines") != null ? DEFINES : m.group("puts") != null ? PUTS : m.group("assumes") != null ? ASSUMES
          : m.group("moment") != null ? MOMENT : CONCLUDES;
      at = m.end();
      start = m.start();
    }
    var weak = WEAK.matcher(clause);
    if (excluded > at) {
      return EXCLUDES;
    }
    if (weak.find() && weak.start() >= at) {
      return weak.group("moment") != null ? MOMENT : CASE;
    }
    if (strong == DEFINES || strong == PUTS) {
      var before = sentence.substring(0, sentence.length() - clause.length() + start);
      boolean place = clause.startsWith("where", start) && WHERE_PLACE.matcher(before).matches();
      return place ? MOMENT : HEDGE.matcher(before).find() ? ASSUMES : strong;
    }
    return strong != NONE ? strong : PLACE.matcher(clause).find() || HEDGE.matcher(clause).find() || TEMPORAL.matcher(clause).find() ? MOMENT : NONE;
  }
}
