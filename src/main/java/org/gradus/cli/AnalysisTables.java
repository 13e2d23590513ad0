package org.gradus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gradus.verify.FunctionReports;
import org.gradus.verify.FunctionReports.FunctionReport;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;

/** The tables of docs/analysis.md, computed. */
final class AnalysisTables {

  /**
   * A named function and the formula that is analysed.
   *
   * @param definition the same by simpler functions; with the derivative it is checked before it is printed
   */
  record Entry(String name, String formula, String definition, String derivative) {
    Entry(String name, String formula) {
      this(name, formula, null, null);
    }
  }

  static final List<Entry> ACTIVATIONS = List.of(
      new Entry("identity", "z", "z", "1"),
      new Entry("sigmoid", "sigmoid(z)", "1/(1+exp(-z))", "sigmoid(z)*(1-sigmoid(z))"),
      new Entry("tanh", "tanh(z)", "(exp(z)-exp(-z))/(exp(z)+exp(-z))", "1-tanh(z)^2"),
      new Entry("arctan", "atan(z)", "atan(z)", "1/(1+z^2)"),
      new Entry("softsign", "softsign(z)", "z/(1+abs(z))", "1/(1+abs(z))^2"),
      new Entry("ReLU", "relu(z)", "max(0,z)", "ite(z>0,1,0)"),
      new Entry("leaky ReLU, 0.1", "leakyrelu(z,0.1)", "max(0.1*z,z)", "ite(z>0,1,0.1)"),
      new Entry("ReLU6", "relu6(z)", "min(max(0,z),6)", "ite(z>6,0,ite(z>0,1,0))"),
      new Entry("ELU", "elu(z)", "ite(z>0,z,exp(z)-1)", "ite(z>0,1,exp(z))"),
      new Entry("softplus", "softplus(z)", "log(1+exp(z))", "sigmoid(z)"),
      new Entry("log-sigmoid", "logsigmoid(z)", "-log(1+exp(-z))", "sigmoid(-z)"),
      new Entry("SiLU", "z*sigmoid(z)", "z/(1+exp(-z))", "sigmoid(z)*(1+z*(1-sigmoid(z)))"),
      new Entry("GELU", "gelu(z)", "z*(1+erf(z/sqrt(2)))/2", "Phi(z)+z*phi(z)"),
      new Entry("mish", "mish(z)", "z*tanh(log(1+exp(z)))", "tanh(softplus(z))+z*sigmoid(z)*(1-tanh(softplus(z))^2)"),
      new Entry("z·tanh z", "z*tanh(z)", "z*(exp(z)-exp(-z))/(exp(z)+exp(-z))", "tanh(z)+z*(1-tanh(z)^2)"),
      new Entry("tanhshrink", "tanhshrink(z)", "z-tanh(z)", "tanh(z)^2"),
      new Entry("hard sigmoid", "hardsigmoid(z)", "min(max(z/6+1/2,0),1)", "ite(z>3,0,ite(z>-3,1/6,0))"),
      new Entry("hard tanh", "hardtanh(z)", "min(max(z,-1),1)", "ite(z>1,0,ite(z>-1,1,0))"),
      new Entry("hard swish", "hardswish(z)", "z*min(max(z/6+1/2,0),1)", "ite(z>3,1,ite(z>-3,z/3+1/2,0))"),
      new Entry("Gaussian", "exp(-z^2)", "exp(-z^2)", "-2*z*exp(-z^2)"),
      new Entry("absolute value", "abs(z)", "max(z,-z)", "sign(z)"),
      new Entry("square", "z^2", "z*z", "2*z"));

  static final List<Entry> COSTS = List.of(
      new Entry("sigmoid, cross-entropy", "-log(sigmoid((2*y-1)*z))"),
      new Entry("sigmoid, squared error", "(sigmoid(z)-y)^2/2"),
      new Entry("tanh, squared error", "(tanh(z)-(2*y-1))^2/2"),
      new Entry("linear, squared error", "(z-y)^2/2"),
      new Entry("linear, absolute error", "abs(z-y)"),
      new Entry("linear, exponential loss", "exp(-(2*y-1)*z)"),
      new Entry("linear, squared hinge", "max(0,1-(2*y-1)*z)^2"),
      new Entry("linear, hinge", "max(0,1-(2*y-1)*z)"),
      new Entry("ReLU, squared error", "(relu(z)-y)^2/2"));

  private static final List<String> COLUMNS = List.of("infimum", "supremum", "smallest slope", "largest slope", "limit at -∞", "limit at ∞",
      "slope at -∞", "slope at ∞", "convexity", "Lipschitz constant");
  private static final List<String> COST_COLUMNS = List.of("slope at -∞", "slope at ∞", "convexity", "Lipschitz constant", "smoothness constant");

  private AnalysisTables() {}

  static String markdown() {
    return "## Activations\n\n| activation | f(z) | definition | derivative |\n| --- | --- | --- | --- |\n" + String.join("", definitions(_ -> true)) + "\n"
        + header("activation", "f(z)", COLUMNS) + String.join("", activations(_ -> true))
        + "\n## Costs on activations, for each label\n\n" + header("activation and cost", "label", COST_COLUMNS)
        + String.join("", costs(_ -> true));
  }

  /** The rows of both tables for some of the entries. */
  static List<String> rows(Predicate<Entry> which) {
    var all = new ArrayList<>(definitions(which));
    all.addAll(activations(which));
    all.addAll(costs(which));
    return all;
  }

  /** What a function is and what its derivative is, each proved. */
  static List<String> definitions(Predicate<Entry> which) {
    return ACTIVATIONS.stream().filter(which).map(e -> "| " + e.name() + " | `" + e.formula() + "` | "
        + proved(e.definition(), Map.of("op", "equal", "lhs", e.formula(), "rhs", e.definition())) + " | "
        + proved(e.derivative(), Map.of("op", "derivative", "function", e.formula(), "var", "z", "claimed", e.derivative())) + " |\n").toList();
  }

  private static String proved(String text, Map<String, Object> fields) {
    var answer = Requests.answer(new Request("", fields.get("op").toString(), fields));
    return "PROVED".equals(answer.verdict()) ? "`" + text + "`" : "not known";
  }

  private static List<String> activations(Predicate<Entry> which) {
    return ACTIVATIONS.stream().filter(which)
        .map(e -> row(e.name(), e.formula(), report(e, List.of()).getFirst(), COLUMNS)).toList();
  }

  private static List<String> costs(Predicate<Entry> which) {
    return COSTS.stream().filter(which).flatMap(e -> report(e, List.of("y in {0,1}")).stream()
        .map(r -> row(e.name() + ": `" + e.formula() + "`", r.where(), r, COST_COLUMNS))).toList();
  }

  static List<FunctionReport> report(Entry e, List<String> assume) {
    return FunctionReports.of(e.formula(), "z", Map.of(), assume);
  }

  private static String header(String first, String second, List<String> columns) {
    return "| " + first + " | " + second + " | " + String.join(" | ", columns) + " |\n|" + " --- |".repeat(columns.size() + 2) + "\n";
  }

  static String row(String name, String second, FunctionReport r, List<String> columns) {
    var cells = columns.stream().map(c -> r.facts().containsKey(c) ? r.facts().get(c) : "not known").map(c -> c.replace("|", "\\|")).toList();
    return "| " + name + " | `" + second + "` | " + String.join(" | ", cells) + " |\n";
  }
}
