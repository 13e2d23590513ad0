package org.gradus.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.document.Block;
import org.gradus.document.Document;
import org.gradus.document.Sought;

/**
 * The networks that words speak of: 'a softmax output layer and the log-likelihood cost'. In an exercise that names one cost
 * and one activation of the output, the notation of layers stands for such a network.
 */
final class SaidNetworks {

  private static final Sought SENTENCE_END = Sought.of("(?<=[.;!?])\\s+(?=[\\p{Lu}$(])|\\n\\s*\\n");
  /** A sentence that compares, denies or imagines says nothing of the network at hand. */
  private static final Sought BESIDE = Sought.of("(?i)\\b(?:instead|unlike|rather|compar\\w+|contrast|whereas|not|never|n't|without|would|could|"
      + "alternativ\\w+|if we|suppose|earlier|previous\\w*|former|other than|different from|versus|vs|either|or)\\b|n[’']t\\b");
  /** With one of these the notation of layers stands for another network. */
  private static final Sought ANOTHER = Sought.of("(?i)\\b(?:regulari[sz]\\w*|penal\\w+|weight decay|dropout|batch[- ]norm\\w*|layer[- ]norm\\w*|residual|skip connection\\w*|"
      + "convolution\\w*|recurrent|attention|temperature|weighted (?:loss|cost)|smooth(?:ing|ed))\\b");
  /** With one of these too, where the equations are meant for any network. */
  private static final Sought MORE_TERMS = Sought.of("(?i)\\b(?:averag\\w+|means? (?:of|over|cost|loss|gradients?)|(?:mini[- ]?)?batch(?:es)?|momentum|tied|shar(?:ed|ing)|constrain\\w*|normali[sz]\\w+|skips?|shortcuts?|"
      + "bypass\\w*|mask\\w*|nois[ey]\\w*|clip\\w*|rescal\\w+|scaled|gate[sd]?|gating|detach\\w*|stop[- ]gradient|straight[- ]through|auxiliary|surrogate|prior|MAP|transposed|"
      + "wrong|incorrect\\w*|mistak\\w*|erroneous\\w*|lateral|densely connected|DenseNet|ResNet|LSTM|GRU|RNN|CNN|Verlust mit|Gewichtsabfall|r[ée]gularis\\w+|regularisier\\w+)\\b");
  /** With one of these the cost may depend on the weights themselves. */
  private static final Sought PENALTY = Sought.of("(?i)\\b(?:regulari[sz]\\w*|penal\\w+|weight[- ]decay|Gewichtsabfall|Strafterm\\w*|r[ée]gularis\\w+|ridge|lasso)\\b");
  /** With one of these the output may compute something else than the layers before it. */
  private static final Sought OWN_OUTPUT = Sought.of("(?i)\\b(?:hidden|linear|identity|soft-?max|regression|(?:no|without(?: an?)?) (?:activation|non-?linearity)|versteckt\\w*|verborgen\\w*|lin[ée]aire\\w*|cach[ée]e?s?|oculta\\w*|lineal\\w*|identit\\w+)\\b");
  private static final Map<String, Pattern> COSTS = ordered(
      "log-likelihood", "log[- ]likelihood|\\bNLL\\b",
      "cross-entropy", "cross[- ]?entropy",
      "mse", "quadratic (?:cost|loss|error)|(?:mean[- ])?squared?[- ]error|\\bMSE\\b");
  private static final Map<String, Pattern> ACTIVATIONS = ordered(
      "softmax", "soft-?max", "sigmoid", "sigmoid(?:al)?|logistic (?:function|neurons?|units?|activations?)", "tanh", "tanh|hyperbolic tangent",
      "relu", "\\bReLU", "identity", "linear (?:output|neurons?|units?|activations?|layer)|identity activation");
  private static final Sought OF_HIDDEN = Sought.of("(?i)^[\\s-]*(?:activation\\w*\\s+)?(?:in|for|of|at|on)?\\s*(?:the\\s+)?hidden\\b.*|.*\\bhidden\\s+(?:layers?|units?|neurons?)\\s+(?:(?:is|are|uses?|with|have|has|being)\\s+)?(?:an?\\s+|the\\s+)?$");

  private SaidNetworks() {}

  private static Map<String, Pattern> ordered(String... pairs) {
    var all = new LinkedHashMap<String, Pattern>();
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], Pattern.compile("(?i)" + pairs[i + 1]));
    }
    return all;
  }

  /** The networks that the exercises of a document name, each with the lines for which it stands. */
  static List<Extraction.Said> of(Document document) {
    var all = new ArrayList<Extraction.Said>();
    var words = new StringBuilder();
    int from = 1;
    for (var b : document.blocks()) {
      switch (b) {
        case Block.Heading h -> {
          if (ClaimExtractor.EXERCISE.matcher(h.text()).matches()) {
            add(words, from, h.positions().start(0).line(), all);
            words.setLength(0);
            from = h.positions().start(0).line();
          }
          words.append("\n\n").append(h.text()).append("\n\n");
        }
        case Block.Prose p -> words.append(p.text());
        case Block.Formula _ -> words.append(" $ ");
        case Block.Directive _, Block.Enumerator _ -> words.append("\n\n");
      }
    }
    add(words, from, Integer.MAX_VALUE, all);
    return all;
  }

  /** Whether no word of the document speaks of networks or costs in which the plain equations between layers have more terms or factors. */
  static boolean arePlain(Document document) {
    return words(document).noneMatch(w -> ANOTHER.matcher(w).find() || MORE_TERMS.matcher(w).find());
  }

  /** Whether words of the document speak of a penalty for weights. */
  static boolean arePenalised(Document document) {
    return words(document).anyMatch(w -> PENALTY.matcher(w).find());
  }

  /** Whether no word of the document says that the output layer computes something else than the others. */
  static boolean areUniform(Document document) {
    return words(document).noneMatch(w -> OWN_OUTPUT.matcher(w).find());
  }

  private static Stream<String> words(Document document) {
    return document.blocks().stream().map(b -> switch (b) {
      case Block.Heading h -> h.text();
      case Block.Prose p -> p.text();
      case Block.Formula f -> f.latex();
      case Block.Directive _, Block.Enumerator _ -> "";
    });
  }

  private static void add(CharSequence words, int from, int until, List<Extraction.Said> all) {
    if (ANOTHER.matcher(words).find()) {
      return;
    }
    var costs = new LinkedHashSet<String>();
    var outputs = new LinkedHashSet<String>();
    var hidden = new LinkedHashSet<String>();
    for (var sentence : SENTENCE_END.pattern().split(words)) {
      if (BESIDE.matcher(sentence).find()) {
        continue;
      }
      COSTS.forEach((name, pattern) -> {
        if (pattern.matcher(sentence).find()) {
          costs.add(name);
        }
      });
      ACTIVATIONS.forEach((name, pattern) -> {
        for (var m = pattern.matcher(sentence); m.find();) {
          boolean before = m.start() >= 3 && sentence.substring(0, m.start()).toLowerCase(Locale.ROOT).endsWith("non");
          boolean inside = OF_HIDDEN.matcher(sentence.substring(m.end())).matches() || OF_HIDDEN.matcher(sentence.substring(0, m.start())).matches();
          if (!before && !m.group().isEmpty()) {
            (inside ? hidden : outputs).add(name);
          }
        }
      });
    }
    if (outputs.size() == 2 && outputs.contains("softmax") && hidden.isEmpty()) {
      outputs.stream().filter(o -> !o.equals("softmax")).forEach(hidden::add);
      outputs.retainAll(Set.of("softmax"));
    }
    if (costs.size() != 1 || outputs.size() != 1 || hidden.size() > 1) {
      return;
    }
    var output = outputs.iterator().next();
    var of = !hidden.isEmpty() ? hidden.iterator().next() : output.equals("softmax") ? "sigmoid" : output;
    var cost = costs.iterator().next();
    all.add(new Extraction.Said("2-3-2 " + of + " " + output + " " + cost, "the network of the words: " + output + " output, " + cost + " cost" + (cost.equals("mse") ? ", ½ Σ (a − y)²" : ""),
        from, until, !hidden.isEmpty() || !output.equals("softmax"), !MORE_TERMS.matcher(words).find()));
  }
}
