package org.gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kernel specification for Jupyter: the rapaio kernel, started with gradus on its class path and with everything
 * imported.
 */
final class KernelSpec {

  /** The folder, and the name by which notebooks call the kernel. */
  static final String NAME = "gradus";

  private static final String VERSION = "3.0.1";

  private KernelSpec() {}

  /** Where Maven puts the kernel. */
  static Path usual() {
    return Path.of(System.getProperty("user.home"), ".m2", "repository", "io", "github", "padreati", "rapaio-jupyter-kernel", VERSION,
        "rapaio-jupyter-kernel-" + VERSION + ".jar");
  }

  /** Writes the specification into a folder of its name. */
  static Path write(Path into, Path kernel, String classPath) throws IOException {
    var folder = Files.createDirectories(into.resolve(NAME)).toAbsolutePath();
    var startup = Files.writeString(folder.resolve("startup.jsh"), ShellCommand.STARTUP);
    var command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xss16m", "-XX:+UseSerialGC",
        "-Djava.awt.headless=true", "-cp", absolute(classPath) + File.pathSeparator + kernel.toAbsolutePath(), "org.rapaio.jupyter.kernel.MainApp",
        "{connection_file}");
    // A cell is given a minute; what is imported is what the shell imports.
    var spec = Map.of("argv", command, "display_name", "gradus (Java)", "language", "java", "interrupt_mode", "message",
        "env", Map.of("RJK_INIT_SCRIPT", startup.toString(), "RJK_TIMEOUT_MILLIS", "60000", "RJK_COMPILER_OPTIONS", "", "RJK_CLASSPATH", "", "RJK_MIMA_CACHE", ""));
    Files.writeString(folder.resolve("kernel.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsString(spec) + "\n");
    return folder;
  }

  private static String absolute(String classPath) {
    return String.join(File.pathSeparator, Stream.of(classPath.split(File.pathSeparator)).map(p -> Path.of(p).toAbsolutePath().toString()).toList());
  }
}
