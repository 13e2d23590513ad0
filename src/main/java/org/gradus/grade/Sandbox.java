package org.gradus.grade;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a command in a process of its own: an empty environment, a folder of its own, limits on time and output, and the
 * strongest wall the system has. {@code bwrap} gives files, network and processes of their own, {@code unshare} network and
 * processes, {@code prlimit} limits of processor time and file size; where none works the process is alone in nothing but
 * its memory.
 */
final class Sandbox {

  /**
   * What a run may take.
   *
   * @param processor       time on the processor, where {@code prlimit} can hold it
   * @param wall            time on the clock
   * @param output          bytes
   * @param memoryMegabytes heap of a JVM; four times that may be in use by a process and its children, where there is /proc
   */
  record Limits(Duration processor, Duration wall, int output, int memoryMegabytes) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 1 << 20, 256);

    /** The compiler is trusted and takes what it takes; what it compiles is not. */
    Limits forCompiler() {
      return processor.compareTo(USUAL.processor) >= 0 ? this : new Limits(USUAL.processor, wall, output, memoryMegabytes);
    }

    long resident() {
      return 4L * memoryMegabytes << 20;
    }
  }

  /** How a run ended: its output, or why there is none to be used. */
  record Result(String output, String failure) {}

  /** The wall there is, found out once. */
  enum Wall {
    BWRAP("files, network and processes are walled off (bwrap)"),
    UNSHARE("network and processes are walled off (unshare); files are not walled off (install bubblewrap for that)"),
    PRLIMIT("processor time and file size are limited; files and network are not walled off (install bubblewrap for that)"),
    NONE("only time, memory and output are limited; files and network are not walled off (install bubblewrap for that)");

    private final String words;

    Wall(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** SIGKILL and SIGXCPU, as shells and the JDK report them. */
  private static final Set<Integer> KILLED = Set.of(137, 152);

  private static final int MAX_ERRORS = 4_000;
  private static final int FILES = 16 << 20;
  /** Bytes that may lie in files in memory. */
  private static final String TEMPORARY = Integer.toString(64 << 20);
  private static Wall wall;
  /** Whether bwrap can limit them, as it does from 0.7 on. */
  private static boolean sized;

  private Sandbox() {}

  static synchronized Wall wall() {
    if (wall == null) {
      wall = hasBwrap(true) || hasBwrap(false) ? Wall.BWRAP : hasUnshare() ? Wall.UNSHARE
          : works(prlimit(List.of("true"), Limits.USUAL)) ? Wall.PRLIMIT : Wall.NONE;
    }
    return wall;
  }

  static boolean hasUnshare() {
    return works(unshare(List.of("true")));
  }

  private static boolean hasBwrap(boolean withSizes) {
    sized = withSizes;
    return works(bwrap(Path.of(System.getProperty("java.io.tmpdir")), false, List.of("true")));
  }

  private static boolean works(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> bwrap(Path folder, boolean writes, List<String> command) {
    var all = new ArrayList<>(List.of("bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"));
    for (var root : List.of("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/ld.so.cache", System.getProperty("java.home"))) {
      if (Files.exists(Path.of(root))) {
        all.addAll(List.of("--ro-bind", root, root));
      }
    }
    all.addAll(List.of("--proc", "/proc"));
    all.addAll(sized ? List.of("--dev", "/dev", "--size", TEMPORARY, "--tmpfs", "/dev/shm", "--remount-ro", "/dev", "--size", TEMPORARY, "--tmpfs", "/tmp")
        : List.of("--dev", "/dev", "--tmpfs", "/tmp"));
    all.addAll(List.of(writes ? "--bind" : "--ro-bind", folder.toString(), folder.toString(),
        "--chdir", folder.toString()));
    environment(folder).forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
    all.addAll(command);
    return all;
  }

  private static List<String> unshare(List<String> command) {
    var all = new ArrayList<>(List.of("unshare", "--user", "--map-current-user", "--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc"));
    all.add("setsid"); // its parent is 0 in there, and a signal to 0 goes to the group: without one of its own to this JVM, too
    all.addAll(command);
    return all;
  }

  private static List<String> prlimit(List<String> command, Limits limits) {
    var all = new ArrayList<>(List.of("prlimit", "--cpu=" + limits.processor().toSeconds(), "--fsize=" + FILES, "--core=0", "--nofile=256"));
    all.addAll(command);
    return all;
  }

  /** All that a program sees of the environment. Libraries for arithmetic start no threads of their own. */
  private static Map<String, String> environment(Path folder) {
    return Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "LANG", "C.UTF-8", "OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
  }

  /**
   * Runs the command in the folder, with the input on its standard input.
   *
   * @param writes whether it may write there, behind a wall
   */
  static Result run(List<String> command, Path folder, boolean writes, String input, Limits limits) {
    return run(wall(), command, folder, writes, input, limits);
  }

  /** The same behind a wall that there is. */
  static Result run(Wall wall, List<String> command, Path folder, boolean writes, String input, Limits limits) {
    var limited = wall != Wall.NONE && works(prlimit(List.of("true"), limits)) ? prlimit(command, limits) : command;
    var walled = switch (wall) {
      case BWRAP -> bwrap(folder, writes, limited);
      case UNSHARE -> unshare(limited);
      case PRLIMIT, NONE -> limited;
    };
    var builder = new ProcessBuilder(walled).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(folder));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Result("", "could not be started: " + e.getMessage());
    }
    var tooMuch = new AtomicBoolean();
    var output = new StringBuilder();
    var errors = new StringBuilder();
    var threads = List.of(
        Thread.ofVirtual().start(() -> read(process, process.getInputStream(), output, limits.output(), tooMuch)),
        Thread.ofVirtual().start(() -> read(process, process.getErrorStream(), errors, limits.output(), tooMuch)),
        Thread.ofVirtual().start(() -> write(process.getOutputStream(), input)));
    var usage = new Usage(process, limits.resident());
    try (usage) {
      boolean ended = process.waitFor(limits.wall().toMillis(), TimeUnit.MILLISECONDS);
      // To kill a process closes its streams: what it wrote before it ended is read first, unless a child holds them open.
      if (ended) {
        join(threads);
      }
      kill(process);
      join(threads);
      if (tooMuch.get()) {
        return new Result("", "stopped: more than " + (limits.output() >> 10) + " kB of output");
      }
      if (usage.exceeded() != null) {
        return new Result("", "stopped: " + usage.exceeded());
      }
      if (!ended) {
        return new Result("", "stopped after " + limits.wall().toSeconds() + " s");
      }
      String said;
      synchronized (errors) {
        said = errors.toString();
      }
      synchronized (output) {
        return new Result(output.toString(), process.exitValue() == 0 ? null
            : KILLED.contains(process.exitValue()) ? "stopped: more than " + limits.processor().toSeconds() + " s of processor time" : "ended with code " + process.exitValue()
            + (said.isBlank() ? "" : ": " + said.strip().substring(0, Math.min(MAX_ERRORS, said.strip().length()))));
      }
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      return new Result("", "interrupted");
    }
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (var t : threads) {
      t.join(Duration.ofSeconds(1));
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void read(Process process, InputStream from, StringBuilder into, int limit, AtomicBoolean tooMuch) {
    var buffer = new byte[8192];
    var bytes = new ByteArrayOutputStream();
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > limit) {
          tooMuch.set(true);
          kill(process);
          return;
        }
      }
    } catch (IOException _) {
      // the process is gone
    }
    synchronized (into) {
      into.append(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private static void write(OutputStream to, String input) {
    try (to) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // it does not listen
    }
  }
}
