package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample notebook, run from its first cell to its last by Jupyter without a browser, prints what is committed. With {@code
 * -Dgolden.update=true} the outputs are written into it.
 */
final class NotebookTest {

  private static final Path NOTEBOOK = Path.of("docs/notebook/tour.ipynb");
  /** How long the kernel is waited for, try by try: it is there after three, but a busy machine may need more. */
  private static final List<Integer> SECONDS_TO_START = List.of(10, 15, 20, 40, 60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private static Path kernel() {
    var named = System.getProperty("gradus.test.kernel", "");
    return !named.isEmpty() ? Path.of(named) : Path.of(System.getProperty("user.home"),
        ".m2/repository/io/github/padreati/rapaio-jupyter-kernel/3.0.1/rapaio-jupyter-kernel-3.0.1.jar");
  }

  private int run(List<String> command, Path log) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JUPYTER_PATH", folder.toString());
    builder.environment().put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
    var process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(150, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  /** What each cell of code printed, as text, and the kinds of what it showed. */
  private static List<String> outputs(JsonNode notebook) {
    var all = new ArrayList<String>();
    for (var cell : notebook.get("cells")) {
      for (var output : cell.path("outputs")) {
        var kinds = new ArrayList<String>();
        output.path("data").fieldNames().forEachRemaining(kinds::add);
        kinds.sort(null);
        all.add(output.get("output_type").asText() + " " + kinds + "\n" + joined(output.path("data").path("text/plain")) + joined(output.path("text"))
            + output.path("evalue").asText());
      }
    }
    return all;
  }

  private static String joined(JsonNode text) {
    var out = new StringBuilder(text.isTextual() ? text.asText() : "");
    text.forEach(line -> out.append(line.asText()));
    return out.toString();
  }

  @Test
  void theNotebookPrintsWhatIsCommitted() throws Exception {
    var nbconvert = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(p -> Path.of(p, "jupyter-nbconvert"))
        .filter(Files::isExecutable).findFirst();
    assumeTrue(nbconvert.isPresent(), "no jupyter-nbconvert here (Debian: jupyter-nbconvert, jupyter-client)");
    assumeTrue(Files.isReadable(kernel()), "no kernel here: " + kernel());
    var log = folder.resolve("log");
    var spec = TestClassPath.java("-cp", TestClassPath.all(), "org.gradus.cli.Main", "shell", "--kernel-spec", folder.resolve("kernels").toString(), "--kernel",
        kernel().toString());
    assertThat(run(spec.command(), log)).as(Files.readString(log)).isZero();

    int code = -1;
    // This kernel is deaf from the start where it is greeted before it is ready (in 3.0.1); Jupyter gives up on it then.
    boolean deaf = true;
    for (int i = 0; deaf && i < SECONDS_TO_START.size(); i++) {
      code = run(List.of(nbconvert.get().toString(), "--to", "notebook", "--execute", "--ExecutePreprocessor.startup_timeout=" + SECONDS_TO_START.get(i), "--output-dir",
          folder.toString(), "--output", "out.ipynb", NOTEBOOK.toString()), log);
      deaf = code != 0 && Files.readString(log).contains("Kernel didn't respond");
    }
    assertThat(code).as(Files.readString(log)).isZero();
    var fresh = JSON.readTree(folder.resolve("out.ipynb").toFile());
    if (Boolean.getBoolean("golden.update")) {
      for (var cell : fresh.get("cells")) {
        ((com.fasterxml.jackson.databind.node.ObjectNode) cell).set("metadata", JSON.createObjectNode());
      }
      Files.writeString(NOTEBOOK, JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fresh) + "\n");
    }
    var committed = outputs(JSON.readTree(NOTEBOOK.toFile()));
    assertThat(outputs(fresh)).hasSize(9).hasSameSizeAs(committed);
    for (int i = 0; i < committed.size(); i++) {
      // an analysis may learn to say more, or to say it better
      if (!committed.get(i).contains("\n  domain ")) {
        assertThat(outputs(fresh).get(i)).isEqualTo(committed.get(i));
      }
    }
    assertThat(outputs(fresh)).allMatch(o -> o.startsWith("execute_result [text/html, text/plain]\n"));
  }
}
