package org.gradus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gradus.verify.FunctionReports;
import org.gradus.verify.FunctionReports.FunctionReport;

/** The tables of docs/analysis.md, computed. */
final class AnalysisTables {

    /** A named function and the formula that is analysed. */
    record Entry(String name, String formula) {}

    static final List<Entry> ACTIVATIONS = List.of(
            new Entry("identity", "z"),
            new Entry("sigmoid", "sigmoid(z)"),
            new Entry("tanh", "tanh(z)"),
            new Entry("arctan", "atan(z)"),
            new Entry("softsign", "softsign(z)"),
            new Entry("ReLU", "relu(z)"),
            new Entry("leaky ReLU, 0.1", "leakyrelu(z,0.1)"),
            new Entry("ReLU6", "relu6(z)"),
            new Entry("ELU", "elu(z)"),
            new Entry("softplus", "softplus(z)"),
            new Entry("log-sigmoid", "logsigmoid(z)"),
            new Entry("SiLU", "z*sigmoid(z)"),
            new Entry("GELU", "gelu(z)"),
            new Entry("mish", "mish(z)"),
            new Entry("z·tanh z", "z*tanh(z)"),
            new Entry("tanhshrink", "tanhshrink(z)"),
            new Entry("hard sigmoid", "hardsigmoid(z)"),
            new Entry("hard tanh", "hardtanh(z)"),
            new Entry("hard swish", "hardswish(z)"),
            new Entry("Gaussian", "exp(-z^2)"),
            new Entry("absolute value", "abs(z)"),
            new Entry("square", "z^2"));

    static final List<Entry> COSTS = List.of(
            new Entry("sigmoid, cross-entropy", "-log(sigmoid((2*y-1)*z))"),
            new Entry("sigmoid, squared error", "(sigmoid(z)-y)^2/2"),
            new Entry("tanh, squared error", "(tanh(z)-(2*y-1))^2/2"),
            new Entry("linear, squared error", "(z-y)^2/2"),
            new Entry("linear, hinge", "max(0,1-(2*y-1)*z)"),
            new Entry("ReLU, squared error", "(relu(z)-y)^2/2"));

    private static final List<String> COLUMNS = List.of("infimum", "supremum", "smallest slope", "largest slope", "limit at -∞", "limit at ∞",
            "slope at -∞", "slope at ∞", "convexity", "Lipschitz constant");
    private static final List<String> COST_COLUMNS = List.of("slope at -∞", "slope at ∞", "convexity", "Lipschitz constant", "smoothness constant");

    private AnalysisTables() {}

    static String markdown() {
        return "## Activations\n\n" + header("activation", "f(z)", COLUMNS) + String.join("", activations(_ -> true))
                + "\n## Costs on activations, for each label\n\n" + header("activation and cost", "label", COST_COLUMNS)
                + String.join("", costs(_ -> true));
    }

    /** The rows of both tables for some of the entries. */
    static List<String> rows(Predicate<Entry> which) {
        var all = new ArrayList<>(activations(which));
        all.addAll(costs(which));
        return all;
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
