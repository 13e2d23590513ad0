package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The scripts of the GitHub Action, run with a gradus that only writes down what it is asked. */
final class ActionTest {

  @TempDir
  Path folder;

  @SuppressWarnings("unchecked")
  private static List<String> scripts() throws IOException {
    var action = (Map<String, Map<String, Object>>) new Load(LoadSettings.builder().build()).loadFromString(
        Files.readString(Path.of("action.yml")));
    return ((List<Map<String, String>>) action.get("runs").get("steps")).stream().map(step -> step.get("run"))
        .filter(script -> script != null).toList();
  }

  private int run(String script, Map<String, String> environment) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
    var process = new ProcessBuilder("/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    process.environment().putAll(environment);
    return process.start().waitFor();
  }

  @Test
  void noInputIsPutIntoAScriptAsText() throws IOException {
    assertThat(scripts()).hasSize(2).allSatisfy(script -> assertThat(script).doesNotContain("${{"));
  }

  @Test
  void everyPathIsOneArgumentWhateverItHolds() throws IOException, InterruptedException {
    var gradus = Files.writeString(folder.resolve("gradus"), "#!/bin/sh\nprintf '%s\\n' \"$@\" > asked\nexit 1\n");
    assertThat(gradus.toFile().setExecutable(true)).isTrue();
    var output = folder.resolve("output");
    int code = run(scripts().getFirst(), Map.of("GITHUB_ACTION_PATH", folder.toString(), "GITHUB_OUTPUT", output.toString(),
        "GRADUS_PATHS", "a b.md\n$(touch owned)\n-x; touch owned\n", "GRADUS_SARIF", "g.sarif", "GRADUS_HTML", ""));
    assertThat(code).isZero();
    assertThat(folder.resolve("asked")).hasContent(
        "verify\n--format\ngithub\n--also\nsarif=g.sarif\n--\na b.md\n$(touch owned)\n-x; touch owned\n");
    assertThat(folder.resolve("owned")).doesNotExist();
    assertThat(output).hasContent("code=1");
  }

  @ParameterizedTest
  @CsvSource({"refuted,0,0", "refuted,1,1", "refuted,2,0", "refuted,70,70", "undecided,2,2", "undecided,1,1", "never,1,0", "never,2,0",
      "never,65,65", "sometimes,1,64"})
  void theStepFailsOnWhatItIsToldTo(String on, String code, int expected) throws IOException, InterruptedException {
    assertThat(run(scripts().getLast(), Map.of("GRADUS_FAIL_ON", on, "GRADUS_CODE", code))).isEqualTo(expected);
  }
}
