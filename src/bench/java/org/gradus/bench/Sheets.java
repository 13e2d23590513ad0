package org.gradus.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;

/** Verifies documents one after the other, the kernel alone, as often as the first argument says: file, processor milliseconds. */
public final class Sheets {

  private Sheets() {}

  public static void main(String[] args) throws Exception {
    for (int turn = 0; turn < Integer.parseInt(args[0]); turn++) {
      for (int i = 1; i < args.length; i++) {
        var bytes = Files.readAllBytes(Path.of(args[i]));
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        DocumentVerifier.verify(args[i], bytes, new VerifyOptions(true, Duration.ofSeconds(60)));
        System.out.printf(Locale.ROOT, "%s %.0f%n", args[i], (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
  }
}
