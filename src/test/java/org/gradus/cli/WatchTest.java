package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  private static final String RIGHT = "$$\\frac{d}{dx} x^2 = 2x$$\n";
  private static final String WRONG = "$$\\frac{d}{dx} x^2 = 3x^3$$\n";

  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void awaitText(String text) throws InterruptedException {
    for (int i = 0; i < 600 && !said().contains(text); i++) {
      Thread.sleep(50);
    }
    assertThat(said()).contains(text);
  }

  private FutureTask<Integer> start(String... args) {
    var console = new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(out, true, StandardCharsets.UTF_8), false, false, false);
    return new FutureTask<>(() -> Main.run(args, console));
  }

  @Test
  void onlyTheDocumentThatChangesIsVerifiedAgainAndTheLastRunGivesTheExitCode() throws Exception {
    var changing = Files.writeString(folder.resolve("changing.md"), RIGHT);
    Files.writeString(folder.resolve("other.md"), RIGHT);
    var task = start("verify", "--watch", "--quick", folder.toString());
    var thread = Thread.ofPlatform().stackSize(16L << 20).start(task);
    awaitText("2 files");
    int first = said().length();
    Files.writeString(changing, WRONG);
    awaitText("1 refuted");
    assertThat(said().substring(first)).contains("changing.md").doesNotContain("other.md");
    thread.interrupt();
    assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.REFUTED);
  }

  @Test
  void aFileThatIsTakenAwayAndComesBackIsSeenAgain() throws Exception {
    var file = Files.writeString(folder.resolve("a.md"), RIGHT);
    var watch = new Watch(List.of(folder));
    var seen = CompletableFuture.supplyAsync(() -> {
      try {
        return watch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    Files.delete(file);
    Thread.sleep(Watch.INTERVAL.multipliedBy(6));
    assertThat(seen).isNotDone();
    Files.writeString(file, WRONG);
    assertThat(seen.get(30, TimeUnit.SECONDS)).containsExactly(file);
  }

  @Test
  void whereThereIsNothingToWatchItEnds() throws Exception {
    var task = start("verify", "--watch", folder.resolve("missing.md").toString());
    task.run();
    assertThat(task.get()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void otherFormatsNeedAFile() throws Exception {
    var task = start("verify", "--watch", "--format", "json", folder.toString());
    task.run();
    assertThat(task.get()).isEqualTo(ExitCode.USAGE);
    assertThat(said()).contains("--out FILE");
  }
}
