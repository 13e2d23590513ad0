package org.gradus.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * What sentences say of random quantities: 'the x_i are independent with mean 0 and variance 1', 'X and Y are uncorrelated',
 * {@code ε ∼ N(0, 1)}, {@code m_i ∈ {0, 1}} with {@code P(m_i = 1) = p}.
 */
final class ChanceWords {

  private static final String G = "⟦\\d+⟧";
  private static final String LIST = G + "(?:\\s*(?:,\\s*and|,|and|or)\\s*(?:the\\s+|their\\s+)?(?:(?:weights?|inputs?|variables?|noise|errors?|activations?|samples?|entries|components|gradients?|labels?|targets?|masks?)\\s+(?:of\\s+)?)?" + G + ")*";
  private static final String VALUE = "\\s+(?![^.]{0,25}\\bor\\b)(?:(?:of\\s+)?(?:zero|one|0|1)(?![.\\d]*\\w)|(?:is\\s+|are\\s+|equal\\s+to\\s+|=\\s*)?" + G + ")";
  private static final String MORE = "(?:\\s*(?:,\\s*and|,|and)\\s*(?:zero|one|0|1|" + G + ")(?!\\w))+";
  /** 'means a and b' are one each; in 'mean a and S' the second is no mean. */
  private static final String VALUES = "(?:s" + VALUE + MORE + "|" + VALUE + MORE + "(?=\\s*,?\\s*respectively)|s?" + VALUE + ")";
  private static final String OWN = "(?<!\\bthe )(?<!sample )(?<!empirical )(?<!conditional )(?<!batch )(?<!running )";

  private static final Sought TOKEN = Sought.of("(?i)(?<joint>\\b(?:mutually|jointly|statistically|stochastically)\\s+independent\\b(?:\\s+of\\s+(?:the\\s+|all\\s+)*(?<other1>" + LIST + "(?!\\s*(?:is|are|has|have|be|being|denotes?)\\b)))?)"
      + "|(?<pairs>\\bpairwise\\s+(?:independent|uncorrelated)\\b|\\buncorrelated\\b(?:\\s+with\\s+(?:the\\s+)?(?<other3>" + LIST + "(?!\\s*(?:is|are|has|have|be|being|denotes?)\\b)))?)"
      + "|(?<iid>\\bindependent(?:,|\\s+and)?\\s+identically[\\s-]distributed\\b|\\bi\\.?\\s?i\\.?\\s?d\\b\\.?)"
      + "|(?<independent>\\bindependent(?:ly)?\\b(?:\\s+(?:of|from)\\s+(?:the\\s+|all\\s+)*(?:weights\\s+|inputs\\s+|noise\\s+)?(?<other2>" + LIST + "(?!\\s*(?:is|are|has|have|be|being|denotes?)\\b)|each other|one another))?)"
      + "|(?<identical>\\bidentically\\s+distributed\\b)"
      + "|(?<mean>\\b(?:(?<mean1>(?<!non[ -])zero)[ -]mean|" + OWN + "(?:mean|expectation|expected\\s+value)(?<mean2>" + VALUES + ")|cent(?:ered|red))(?![\\w-]))"
      + "|(?<variance>\\b(?:(?<variance1>unit)[ -]variances?|" + OWN + "variance(?<variance2>" + VALUES + "))(?!\\w))"
      + "|(?<deviation>\\b" + OWN + "standard\\s+deviation(?<deviation1>" + VALUES + "))"
      + "|(?<normal>\\bstandard\\s+(?:normal|Gaussian)\\b)"
      + "|(?<random>\\brandom\\s+(?:variables?|quantit(?:y|ies)|numbers?)\\b)"
      + "|(?<law>\\b(?:Bernoulli|Poisson|exponential)\\b(?:[^⟦.;]{0,30}\\b(?:parameter|probability|rate)\\s+(?<law1>" + G + "))?)"
      + "|(?<uniform>\\buniform(?:ly)?(?:\\s+(?:distributed|distribution|random|variable))*\\s+(?:on|over|in|from)\\s+(?:the\\s+)?(?:(?:unit|closed|open)\\s+)?(?:interval\\s+)?(?<uniform1>" + G + "))"
      + "|(?<names>" + LIST + ")");
  private static final Sought PREFIX = Sought.of("(?i)^\\s*(?:(?:and|real|scalar|discrete|continuous|random|variables?|samples?|observations?|draws?|copies|weights|inputs|noise|"
      + "terms?|errors?|gradients?|activations?|distributed|identically|normal|Gaussian|zero[ -]mean|unit[ -]variance|" + "numbers?|quantit(?:y|ies))\\s*)*$");
  /** 'i.i.d.' ends no sentence, unless another one begins. */
  private static final Sought ABBREVIATED = Sought.of("\\bi\\.\\s?i\\.\\s?d\\.?(?!\\s+(?:The|Then|We|Let|It|So|In|Show|This|That|An?|Its?|For|Find|Compute)\\b)");
  private static final Sought OF_WHAT = Sought.of("(?i)^\\s*(?:of|for|over)\\s+(?:(?:the|each|all|every)\\s+)*");
  private static final Sought ALL = Sought.of("(?i)\\b(?:all|both|each|every)\\b(?:\\s+of\\s+(?:them|these|which))?(?:\\s+(?:have|has|with|of|having))?\\s*$");
  private static final Sought TRIGGER = Sought.of("(?i)\\b(?:independen\\w*|i\\.?\\s?i\\.?\\s?d\\b|uncorrelated|mean|expectations?|expected|variances?|deviation|random|normal|Gaussian|Bernoulli|Poisson|"
      + "distributed|correlated|dependent|cent(?:ered|red))|\\\\sim(?![a-z])|\\\\(?:mathbb\\s*\\{?\\s*)?P(?:r)?(?![a-z])|P\\s*\\(|Var|\\\\mathbb\\s*\\{?\\s*[EV]|E\\s*\\[");
  private static final Sought DENIED = Sought.of("(?i)\\b(?:not|no longer|never|nor|neither|without|unless|whether|need\\s*n't|aren't|isn't|don't|dependent|correlated)\\b");
  private static final Sought OF_DEPENDENCE = Sought.of("(?i)independen|\\bi\\.?\\s?i\\.?\\s?d\\b|correlat|\\bdependent");
  private static final Sought CASE = Sought.of("(?i)(?:^|[,;(]\\s*|\\b(?:and|then|that|holds?)\\s+)(?:if|when(?:ever)?|for|in case|provided)\\b");
  private static final Sought OTHER_CASE = Sought.of("(?i)\\b(?:in general|generally|otherwise|always|arbitrary|any (?:two|random)|independent|correlated|dependent|instead|without)\\b");
  private static final Sought INTRODUCES = Sought.of("(?i)\\b(?:let|consider|take|(?:for|suppose|assume|given)\\b[^⟦]{0,40}\\b(?:any|arbitrary|random|other|two|new|general))\\b[^⟦]{0,60}$");
  private static final Sought CONCLUDES = Sought.of("(?i)\\b(?:then|so|hence|thus|therefore|gives?|gets?|follows|obtain|that|conclude|find|compute|claims?|show|we have|is|are|be)\\b(?![^⟦]*\\bwith\\b)[^⟦]{0,30}$");
  private static final Sought STATES = Sought.of("(?i)\\b(?:let|assume|suppose|with|where|whose|having|which\\s+(?:have|has)|given|satisf\\w+|using|such that|since|as|because)\\b[^.;:]*$");

  private static final String NAME_LIST = "[^=<>~:]*?";
  private static final Sought SIM = Sought.of("^(?<names>" + NAME_LIST + ")(?:\\\\(?:over|under|stack)(?:set|rel)\\s*\\{(?<over>[^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}\\s*\\{?\\s*\\\\sim\\s*\\}?|\\\\sim(?![a-z])"
      + "(?:\\s*_\\s*\\{?[\\\\a-z. {}]*iid[}]*|)|\\\\sim(?![a-z]))\\s*(?:\\\\(?:mathcal|mathrm|operatorname|text|mathbf)\\s*)?\\{?\\s*(?<law>[A-Za-z]+)\\s*\\}?\\s*(?:\\\\left)?\\s*[(\\[](?<args>.*?)(?:\\\\right)?\\s*[)\\]]\\s*[.,;]?\\s*$");
  private static final Sought VALUE_TOKEN = Sought.of("(?i)\\b(?:zero|one)\\b|(?<![⟦\\d])[01](?![\\d⟧])|" + G);
  private static final Sought INTERVAL = Sought.of("^(?:\\\\left)?\\s*[(\\[](.*?)(?:\\\\right)?[)\\]]\\s*[.,;]?$");
  private static final Sought BINARY = Sought.of("^(?<names>" + NAME_LIST + ")\\\\in\\s*\\\\\\{\\s*0\\s*,\\s*1\\s*\\\\\\}\\s*[.,;]?$");
  private static final Sought PROBABILITY = Sought.of("^\\s*(?:\\\\(?:mathbb|mathrm|operatorname)\\s*\\{?\\s*(?:P|Pr)\\s*\\}?|\\\\Pr|P|p)\\s*(?:\\\\left)?\\s*[(\\[\\\\{]+\\s*(?<names>[^=]*?)=\\s*1\\s*(?:\\\\right)?\\s*[)\\]\\\\}]+\\s*=\\s*(?<value>[^=]*?)[.,;]?\\s*$");
  private static final Map<String, Chance.Law> LAWS = Map.ofEntries(Map.entry("N", Chance.Law.NORMAL), Map.entry("Normal", Chance.Law.NORMAL), Map.entry("Bernoulli", Chance.Law.BERNOULLI),
      Map.entry("Bern", Chance.Law.BERNOULLI), Map.entry("Ber", Chance.Law.BERNOULLI), Map.entry("B", Chance.Law.BERNOULLI), Map.entry("U", Chance.Law.UNIFORM),
      Map.entry("Uniform", Chance.Law.UNIFORM), Map.entry("Unif", Chance.Law.UNIFORM), Map.entry("Poisson", Chance.Law.POISSON), Map.entry("Pois", Chance.Law.POISSON),
      Map.entry("Exp", Chance.Law.EXPONENTIAL), Map.entry("Exponential", Chance.Law.EXPONENTIAL));

  private final Context context;
  private final List<Sentence> sentences = new ArrayList<>();

  /** @param first the block at which it is taken in */
  private record Sentence(int first, String text, List<Block.Formula> formulas, int line) {}

  /** A list of names in a sentence, or what a formula says of them by itself. */
  private record Group(List<String> names, Expr.Sym index, int start, int end) {}

  ChanceWords(Context context, Document document) {
    this.context = context;
    split(document);
  }

  // ---- sentences ----

  private void split(Document document) {
    var text = new StringBuilder();
    var formulas = new ArrayList<Block.Formula>();
    int first = 0;
    int line = 1;
    int display = -1;
    var blocks = document.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      switch (blocks.get(i)) {
        case Block.Prose p -> {
          var rest = ABBREVIATED.matcher(p.text()).replaceAll("iid");
          while (!rest.isEmpty()) {
            if (text.toString().isBlank()) {
              boolean behind = display == i - 1 && display >= 0 && rest.strip().matches("(?is)(?:for|if|when|where|with|provided|because|since|as)\\b.*");
              first = behind ? display : i;
              line = p.positions().start(Math.clamp(p.text().length() - rest.stripLeading().length(), 0, p.text().length() - 1)).line();
            }
            int end = Prose.firstSentenceEnd(rest);
            if (end < 0) {
              text.append(rest);
              break;
            }
            text.append(rest, 0, end);
            flush(text, formulas, first, line);
            rest = rest.substring(Math.max(end, 1));
            display = -1;
          }
        }
        case Block.Formula f -> {
          if (text.toString().isBlank()) {
            first = i;
            line = f.positions().start(0).line();
          }
          text.append(" ⟦").append(formulas.size()).append("⟧ ");
          formulas.add(f);
          if (f.display()) {
            display = i;
            flush(text, formulas, first, line);
          }
        }
        case Block.Heading _, Block.Enumerator _, Block.Directive _ -> flush(text, formulas, first, line);
      }
    }
    flush(text, formulas, first, line);
  }

  private void flush(StringBuilder text, List<Block.Formula> formulas, int first, int line) {
    if (!text.toString().isBlank()) {
      sentences.add(new Sentence(first, text.toString().replaceAll("\\s+", " ").strip(), List.copyOf(formulas), line));
    }
    text.setLength(0);
    formulas.clear();
  }

  /** Takes in the sentences that begin in a block. */
  void reach(int block, int level) {
    for (var s : sentences) {
      if (s.first() == block) {
        take(s, level);
      }
    }
  }

  // ---- one sentence ----

  private void take(Sentence s, int level) {
    var chances = context.chances();
    if (!chances.isEmpty() && (OTHER_CASE.matcher(s.text()).find() || ChanceDoubts.isNewCase(s.text()))) {
      chances.endCases();
    }
    var all = s.text() + " " + String.join(" ", s.formulas().stream().map(Block.Formula::latex).toList());
    boolean speaks = TRIGGER.matcher(all).find() || !chances.isEmpty() && ChanceDoubts.namesLaw(s.text());
    if (!speaks && chances.isEmpty()) {
      return;
    }
    boolean denied = OF_DEPENDENCE.matcher(s.text()).find() && (DENIED.matcher(s.text()).find() || ChanceDoubts.ofDependence(s.text()));
    boolean conditional = CASE.matcher(s.text()).find();
    var groups = new ArrayList<Group>();
    var found = new ArrayList<Chance>();
    var where = " (line " + s.line() + ")";
    for (int k = 0; k < s.formulas().size(); k++) {
      formula(s, k, found, groups, where);
    }
    var m = TOKEN.matcher(s.text());
    while (m.find()) {
      if (m.group("names") != null) {
        var g = group(m.group("names"), m.start(), m.end(), s);
        if (g != null) {
          groups.add(g);
        }
      }
    }
    groups.sort(Comparator.comparingInt(Group::start));
    for (var g : groups) {
      if (INTRODUCES.matcher(s.text().substring(0, g.start())).find()) {
        chances.withdraw(c -> c.names().stream().anyMatch(g.names()::contains));
      }
    }
    if (!groups.isEmpty() && ChanceDoubts.restricts(s.text(), s.formulas().stream().map(Block.Formula::latex).toList())) {
      found.add(new Chance.Restricted(groups.stream().flatMap(g -> g.names().stream()).distinct().toList(), "line " + s.line()));
    }
    if (!speaks || ChanceDoubts.asks(s.text())) {
      chances.say(found.stream().filter(c -> c instanceof Chance.Restricted && (speaks || c.names().stream().anyMatch(chances::speaksOf))).toList(), level, conditional, false);
      return;
    }
    for (m.reset(); m.find();) {
      said(m, s, groups, denied, found, where);
    }
    if (denied) {
      var names = groups.stream().flatMap(g -> g.names().stream()).toList();
      chances.withdraw(c -> (c instanceof Chance.Independent || c instanceof Chance.Uncorrelated) && (names.isEmpty() || c.names().stream().anyMatch(names::contains)));
    }
    boolean anew = ChanceDoubts.supposes(s.text(), s.formulas().stream().map(Block.Formula::latex).toList());
    found.stream().filter(c -> anew || c instanceof Chance.Distributed).forEach(c -> context.hypotheses().newLaw(c.names()));
    chances.say(found, level, conditional, anew);
  }

  private void said(Matcher m, Sentence s, List<Group> groups, boolean denied, List<Chance> found, String where) {
    if (m.group("names") != null || ChanceDoubts.before(s.text().substring(0, m.start()), m.group())) {
      return;
    }
    var other = m.group("other1") != null ? m.group("other1") : m.group("other2") != null ? m.group("other2") : m.group("other3");
    boolean valued = m.group("mean2") != null || m.group("variance2") != null || m.group("deviation1") != null || m.group("uniform") != null;
    var about = about(m.start(), m.end(), other != null || valued, s, groups);
    if (about.isEmpty()) {
      return;
    }
    var names = about.stream().flatMap(g -> g.names().stream()).distinct().toList();
    var index = about.size() == 1 ? about.getFirst().index() : null;
    var listed = String.join(", ", names);
    boolean joint = m.group("joint") != null || m.group("independent") != null;
    if (joint || m.group("pairs") != null) {
      var others = other == null || !other.contains("⟦") ? null : group(other, m.end() - other.length(), m.end(), s);
      var together = new ArrayList<>(names);
      if (other != null && other.contains("⟦")) {
        if (others == null) {
          return;
        }
        together.addAll(others.names());
      }
      if (denied || together.stream().distinct().count() < together.size()) {
        return;
      }
      if (others != null) {
        if (joint) {
          found.add(new Chance.Apart(names, others.names(), listed + " independent of " + String.join(", ", others.names()) + where));
        } else {
          names.forEach(a -> others.names().forEach(b -> found.add(new Chance.Uncorrelated(List.of(a, b), a + ", " + b + " uncorrelated" + where))));
        }
        return;
      }
      var words = String.join(", ", together) + (joint ? " independent" : " uncorrelated") + where;
      found.add(joint ? new Chance.Independent(List.copyOf(together), true, words) : new Chance.Uncorrelated(List.copyOf(together), words));
    } else if (m.group("iid") != null) {
      if (!denied) {
        found.add(new Chance.Independent(names, true, listed + " independent" + where));
        found.add(new Chance.Identical(names, listed + " identically distributed" + where));
      }
    } else if (m.group("identical") != null) {
      if (!denied) {
        found.add(new Chance.Identical(names, listed + " identically distributed" + where));
      }
    } else if (m.group("mean") != null) {
      each(names, m.group("mean2"), Exprs.ZERO, s, found, (n, value) -> new Chance.Mean(n, index, value, "E[" + String.join(", ", n) + "] = " + value + where));
    } else if (m.group("variance") != null) {
      each(names, m.group("variance2"), Exprs.ONE, s, found, (n, value) -> new Chance.Variance(n, index, value, "Var(" + String.join(", ", n) + ") = " + value + where));
    } else if (m.group("deviation") != null) {
      each(names, m.group("deviation1"), null, s, found, (n, d) -> new Chance.Variance(n, index, Exprs.pow(d, 2), "Var(" + String.join(", ", n) + ") = " + Exprs.pow(d, 2) + where));
    } else if (m.group("normal") != null) {
      found.add(new Chance.Distributed(names, index, Chance.Law.NORMAL, List.of(Exprs.ZERO, Exprs.ONE), listed + " standard normal" + where));
    } else if (m.group("law") != null && m.group("law1") != null) {
      var value = value(m.group("law1"), s);
      if (value != null) {
        var law = LAWS.get(m.group("law").substring(0, 1).toUpperCase(Locale.ROOT) + m.group("law").split("\\s")[0].substring(1));
        found.add(new Chance.Distributed(names, index, law, List.of(value), listed + " " + law.name().toLowerCase(Locale.ROOT) + where));
      }
    } else if (m.group("uniform") != null) {
      var ends = INTERVAL.matcher(s.formulas().get(Integer.parseInt(m.group("uniform1").replaceAll("\\D", ""))).latex().strip());
      var between = ends.matches() ? values(ends.group(1)) : null;
      if (between != null && between.size() == 2) {
        found.add(new Chance.Distributed(names, index, Chance.Law.UNIFORM, between, listed + " uniform" + where));
      }
    } else if (m.group("random") != null) {
      found.add(new Chance.Random(names, listed + " random" + where));
    }
  }

  /** One value for all of the names, or one for each; values of another number are not understood. */
  private void each(List<String> names, String token, Expr usual, Sentence s, List<Chance> found, BiFunction<List<String>, Expr, Chance> fact) {
    var values = new ArrayList<Expr>();
    for (var one = VALUE_TOKEN.matcher(token == null ? "" : token); one.find();) {
      values.add(value(one.group(), s));
    }
    if (token == null || values.size() == 1) {
      var value = token == null ? usual : values.getFirst();
      if (value != null) {
        found.add(fact.apply(names, value));
      }
    } else if (values.size() == names.size() && !values.contains(null)) {
      for (int i = 0; i < names.size(); i++) {
        found.add(fact.apply(List.of(names.get(i)), values.get(i)));
      }
    } else {
      found.add(new Chance.Restricted(names, "line " + s.line()));
    }
  }

  /**
   * What the words at this place are about: the names that follow them at once, or those before them.
   *
   * @param complete whether the words have what they need behind them: 'independent of Y'
   */
  private static List<Group> about(int start, int end, boolean complete, Sentence s, List<Group> groups) {
    for (var g : groups) {
      if (!complete && g.start() >= end && PREFIX.matcher(s.text().substring(end, g.start())).matches()) {
        return List.of(g);
      }
    }
    var behind = OF_WHAT.matcher(s.text().substring(end));
    if (behind.find()) {
      return groups.stream().filter(g -> g.start() == end + behind.end()).toList();
    }
    var before = groups.stream().filter(g -> g.end() <= start).toList();
    if (before.isEmpty()) {
      return List.of();
    }
    var last = before.getLast();
    var between = s.text().substring(last.end(), start);
    return ALL.matcher(between).find() ? before : between.matches(".*[;:].*") ? List.of() : List.of(last);
  }

  // ---- formulas ----

  private void formula(Sentence s, int k, List<Chance> found, List<Group> groups, String where) {
    var f = s.formulas().get(k);
    var latex = f.latex().strip();
    int at = s.text().indexOf("⟦" + k + "⟧");
    var sim = SIM.matcher(latex);
    var binary = BINARY.matcher(latex);
    var probability = PROBABILITY.matcher(latex);
    if (sim.matches()) {
      var g = names(sim.group("names"), at);
      var law = LAWS.get(sim.group("law"));
      var parameters = law == null || g == null ? null : values(sim.group("args"));
      if (parameters != null && parameters.size() == (law == Chance.Law.NORMAL || law == Chance.Law.UNIFORM ? 2 : 1)) {
        var listed = String.join(", ", g.names());
        groups.add(new Group(g.names(), g.index(), at, at + 2 + String.valueOf(k).length()));
        found.add(new Chance.Distributed(g.names(), g.index(), law, parameters, latex.replaceAll("[.,;]$", "") + where));
        if (sim.group("over") != null && sim.group("over").replaceAll("[^a-z]", "").contains("iid") || sim.group().matches("(?s).*_\\s*\\{?[\\\\a-z. {}]*iid.*")) {
          found.add(new Chance.Independent(g.names(), true, listed + " independent" + where));
        }
        context.chances().state(f);
      } else if (g != null) {
        groups.add(new Group(g.names(), g.index(), at, at + 2 + String.valueOf(k).length()));
      }
    } else if (latex.contains("\\sim") && names(latex.substring(0, latex.indexOf("\\sim")), at) instanceof Group g) {
      groups.add(new Group(g.names(), g.index(), at, at + 2 + String.valueOf(k).length()));
    } else if (binary.matches()) {
      var g = names(binary.group("names"), at);
      if (g != null) {
        groups.add(new Group(g.names(), g.index(), at, at + 2 + String.valueOf(k).length()));
      }
    } else if (probability.matches() && isBinary(s, probability.group("names"))) {
      var g = names(probability.group("names"), at);
      var value = g == null ? null : values(probability.group("value"));
      if (value != null && value.size() == 1) {
        found.add(new Chance.Distributed(g.names(), g.index(), Chance.Law.BERNOULLI, value, latex.replaceAll("[.,;]$", "") + where));
      }
    } else {
      moment(s, f, at, found, where);
    }
  }

  /** Whether the sentence says that the quantity is 0 or 1. */
  private boolean isBinary(Sentence s, String name) {
    return s.formulas().stream().map(f -> BINARY.matcher(f.latex().strip())).anyMatch(m -> m.matches()
        && java.util.Arrays.stream(m.group("names").split(",")).anyMatch(n -> n.strip().equals(name.strip())));
  }

  /** {@code with Var(w_i) = σ²}: given, where nothing says what w is made of, and no word concludes it. */
  private void moment(Sentence s, Block.Formula f, int at, List<Chance> found, String where) {
    if (f.display() || !f.latex().contains("=")) {
      return;
    }
    var before = s.text().substring(0, Math.max(at, 0)).replaceAll("(?i)\\bsuch that\\b", "with");
    if (!STATES.matcher(before).find() || CONCLUDES.matcher(before).find()) {
      return;
    }
    var sides = f.latex().replaceAll("[.,;]\\s*$", "").split("=");
    if (sides.length != 2) {
      return;
    }
    var left = read(sides[0]);
    if (left != null && Trees.any(left, x -> x instanceof Expr.Apply a && a.name().matches("EE|Var|Cov"))) {
      var names = new HashSet<String>();
      Uses.names(left, names);
      found.add(new Chance.Restricted(List.copyOf(names), f.latex().strip() + where));
    }
    var right = read(sides[1]);
    if (!(left instanceof Expr.Apply a) || a.args().size() != 1 || right == null || Trees.any(right, x -> x instanceof Expr.Apply)) {
      return;
    }
    boolean square = a.name().equals("EE") && a.args().getFirst() instanceof Expr.Pow p && p.exponent().equals(Exprs.TWO);
    var of = square ? ((Expr.Pow) a.args().getFirst()).base() : a.args().getFirst();
    var g = name(of);
    boolean made = of instanceof Expr.Sym x && context.isDefined(x.name())
        || of instanceof Expr.Indexed y && (context.isDefined(y.toString()) || context.isDefined(Target.family(y)));
    if (g == null || made || context.isDefined(g.names().getFirst()) || found.stream().anyMatch(c -> c instanceof Chance.Distributed && c.names().containsAll(g.names()))
        || !a.name().matches("EE|Var")) {
      return;
    }
    var words = f.latex().strip() + where;
    found.add(square ? new Chance.SecondMoment(g.names(), g.index(), right, words) : a.name().equals("EE") ? new Chance.Mean(g.names(), g.index(), right, words) : new Chance.Variance(g.names(), g.index(), right, words));
    context.chances().state(f);
  }

  private Group group(String list, int start, int end, Sentence s) {
    var names = new ArrayList<String>();
    Expr.Sym index = null;
    for (var m = Pattern.compile("⟦(\\d+)⟧").matcher(list); m.find();) {
      var f = s.formulas().get(Integer.parseInt(m.group(1)));
      var g = f.display() ? null : names(f.latex().replaceAll("[.,;]\\s*$", ""), start);
      if (g == null) {
        return null;
      }
      names.addAll(g.names());
      index = g.index() == null ? index : g.index();
    }
    return new Group(List.copyOf(names), index, start, end);
  }

  /** {@code X_1, …, X_n}, {@code q_i, k_i}, {@code X}: null for anything else. */
  private Group names(String latex, int start) {
    var names = new ArrayList<String>();
    Expr.Sym index = null;
    for (var part : latex.replaceAll("\\\\q?quad", " ").split(",(?![^{(]*[})])")) {
      if (part.strip().matches("\\\\[lc]?dots[cb]?|…|\\.\\.\\.|")) {
        continue;
      }
      var e = part.length() > 60 ? null : read(part);
      var one = e == null ? null : name(e);
      if (one == null) {
        return null;
      }
      index = one.index() == null ? index : one.index();
      if (!names.contains(one.names().getFirst())) {
        names.addAll(one.names());
      }
    }
    if (latex.matches("(?s).*(?:dots|…|\\.\\.\\.).*")) { // one member of X_1, …, X_n stands for all
      names.replaceAll(n -> n.replaceFirst("_[0-9]+$", ""));
      names = new ArrayList<>(new LinkedHashSet<>(names));
    }
    return names.isEmpty() ? null : new Group(List.copyOf(names), latex.contains("dots") ? null : index, start, start);
  }

  private static Group name(Expr e) {
    return switch (e) {
      case Expr.Sym n when n.name().matches(".+_[a-zA-Z]") -> new Group(List.of(n.name().substring(0, n.name().length() - 2)), Exprs.sym(n.name().substring(n.name().length() - 1)), 0, 0);
      case Expr.Sym n when !n.name().endsWith("_") -> new Group(List.of(n.name()), null, 0, 0);
      case Expr.Indexed x when x.sub().size() == 1 && x.sup().isEmpty() && x.sub().getFirst() instanceof Expr.Num n && n.value().isInteger() ->
          new Group(List.of(x.base() + "_" + n), null, 0, 0);
      case Expr.Indexed x when x.sub().size() + x.sup().size() <= 2 -> new Group(List.of(x.base()), x.sub().size() == 1 && x.sup().isEmpty() && x.sub().getFirst() instanceof Expr.Sym i ? i : null, 0, 0);
      default -> null;
    };
  }

  private Expr value(String token, Sentence s) {
    if (token.matches("(?i)(?:\\s*of)?\\s*(?:zero|0)")) {
      return Exprs.ZERO;
    }
    if (token.matches("(?i)(?:\\s*of)?\\s*(?:one|1)")) {
      return Exprs.ONE;
    }
    var m = Pattern.compile("⟦(\\d+)⟧").matcher(token);
    var found = m.find() ? values(s.formulas().get(Integer.parseInt(m.group(1))).latex().replaceAll("[.,;]\\s*$", "")) : null;
    return found == null || found.size() != 1 ? null : found.getFirst();
  }

  private List<Expr> values(String latex) {
    var found = new ArrayList<Expr>();
    for (var part : latex.split(",(?![^{(]*[})])")) {
      var e = read(part);
      if (e == null || e instanceof Expr.Rel || e instanceof Expr.Logic) {
        return null;
      }
      found.add(e);
    }
    return found;
  }

  private Expr read(String latex) {
    try {
      return LatexReader.parse(latex.strip(), context);
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }
}
