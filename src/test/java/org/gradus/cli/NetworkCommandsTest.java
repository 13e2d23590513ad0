package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train} and {@code gradcheck}, from the network file to what is written. */
final class NetworkCommandsTest {

  private static final String MOONS = """
      layers: 2-4-1
      activation: tanh
      output: sigmoid
      cost: cross-entropy
      seed: 1
      data: {set: two-moons, examples: 40, noise: 0.1}
      train: {epochs: 30, batch: 10, rate: [0.05, 0.5], validation: 0.25}
      """;

  @TempDir
  Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), false, false, false);
    int code = Main.run(args, console);
    return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String train(String network, String into) throws IOException {
    var out = folder.resolve(into);
    var run = run("train", network, "--out", out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().filter(line -> line.matches("\\s+0\\.0?5\\s.*"))).as("a line for each rate").hasSize(2);
    return Files.readString(out.resolve("parameters.yaml"));
  }

  @Test
  void training_writes_its_pictures_and_the_same_file_gives_the_same_parameters() throws IOException {
    var network = file("moons.yaml", MOONS);
    var once = train(network, "once");
    assertThat(once).contains("w2:", "b3:").isEqualTo(train(network, "again"));
    for (var picture : new String[] {"error", "accuracy", "rates", "boundary", "hidden-units", "weights"}) {
      assertThat(folder.resolve("once").resolve(picture + ".svg")).content().contains("<svg");
    }
  }

  @Test
  void every_parameter_is_checked_and_a_wrong_one_is_named_with_both_values() throws IOException {
    var network = file("moons.yaml", MOONS);
    var right = run("gradcheck", network, "--out", folder.resolve("maps").toString());
    assertThat(right.code()).as(right.err()).isEqualTo(ExitCode.OK);
    assertThat(right.out()).contains("17 parameters").contains("17 agree, 0 differ");
    assertThat(folder.resolve("maps")).isNotEmptyDirectory();

    var claim = file("claim.yaml", "w2: [[1, 1], [1, 1], [1, 1], [1, 1]]\nb2: [1, 1, 1, 1]\nw3: [[1, 1, 1, 1]]\nb3: [1]\n");
    var wrong = run("gradcheck", network, "--claim", claim);
    assertThat(wrong.code()).isEqualTo(ExitCode.REFUTED);
    assertThat(wrong.out()).contains("17 differ", "w^3_{1,3}        1.0", "and 7 more");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "layers: two-three | layers",
    "layers: 2-3-1\\nactivation: nosuch | nosuch",
    "layers: 2-3-1\\ncolour: red | colour",
    "layers: 2-3-1\\ndata: {set: mars} | mars",
    "layers: [ | YAML",
    "layers: 99999999-99999999 | layers"})
  void a_network_file_that_is_wrong_is_told_what_is_wrong_with_it(String text, String word) throws IOException {
    var network = file("network.yaml", text.replace("\\n", "\n") + "\n");
    for (var command : new String[] {"train", "gradcheck"}) {
      var run = run(command, network);
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.UNREADABLE);
      assertThat(run.err()).contains(word).doesNotContain("a mistake in gradus").hasLineCount(1);
    }
  }
}
