package org.gradus.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of operands and options whose meaning is beyond doubt.
 *
 * @param operands what stands without an option
 * @param options  the options, each with its values; a flag has none
 */
record PlainLine(List<String> operands, Map<String, List<String>> options) {

  /** Options that may be given more than once. */
  private static final Set<String> REPEATED = Set.of("--let", "--assume");

  /**
   * Reads what follows the name of the command; empty where anything is not plain.
   *
   * @param flags    the options without a value
   * @param valued   the options with a value, in a word of its own
   * @param formulas operands are formulas, which may begin with a minus sign
   */
  static Optional<PlainLine> read(String[] args, Set<String> flags, Set<String> valued, boolean formulas) {
    var operands = new ArrayList<String>();
    var options = new HashMap<String, List<String>>();
    for (int i = 1; i < args.length; i++) {
      var word = args[i];
      if (flags.contains(word)) {
        if (options.put(word, List.of()) != null) {
          return Optional.empty();
        }
      } else if (valued.contains(word)) {
        var values = options.computeIfAbsent(word, _ -> new ArrayList<>());
        if (++i == args.length || !isOperand(args[i], true) || !values.isEmpty() && !REPEATED.contains(word)) {
          return Optional.empty();
        }
        values.add(args[i]);
      } else if (isOperand(word, formulas)) {
        operands.add(word);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new PlainLine(operands, options));
  }

  /** '@' names a file of arguments, an empty argument is worth a message, and what begins like an option may be one. */
  private static boolean isOperand(String word, boolean formulas) {
    if (word.isEmpty() || word.startsWith("@")) {
      return false;
    }
    if (!word.startsWith("-")) {
      return true;
    }
    return formulas && word.length() > 1 && "-hV@".indexOf(word.charAt(1)) < 0;
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option, or null. */
  String value(String option) {
    return has(option) ? options.get(option).getFirst() : null;
  }

  /** The values of an option, none where it was not given. */
  List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }
}
