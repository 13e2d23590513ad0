package org.gradus.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Watches how much memory a process and its descendants have in use, and how many they are, where the system tells
 * ({@code /proc}), and kills them where it is too much. It looks ten times a second: what is taken and given back between
 * two looks is not seen.
 */
final class Usage implements AutoCloseable {

  private static final int MAX_PROCESSES = 64;
  private static final long PAGE = 4096;
  private static final int INTERVAL_MILLIS = 100;

  private final Process process;
  private final long mostBytes;
  private final Thread watch;
  private volatile String exceeded;

  Usage(Process process, long mostBytes) {
    this.process = process;
    this.mostBytes = mostBytes;
    watch = Thread.ofVirtual().start(this::watch);
  }

  /** What was too much, in words; null if nothing was. */
  String exceeded() {
    return exceeded;
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        Thread.sleep(INTERVAL_MILLIS);
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        long bytes = all.stream().mapToLong(p -> resident(p.pid())).sum();
        if (all.size() > MAX_PROCESSES || bytes > mostBytes) {
          exceeded = all.size() > MAX_PROCESSES ? "more than " + MAX_PROCESSES + " processes" : "more than " + (mostBytes >> 20) + " MB of memory";
          all.reversed().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          return;
        }
      }
    } catch (InterruptedException _) {
      // it has ended
    }
  }

  private static long resident(long pid) {
    try {
      var fields = Files.readString(Path.of("/proc", Long.toString(pid), "statm")).split(" ");
      return fields.length < 2 ? 0 : Long.parseLong(fields[1]) * PAGE;
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
