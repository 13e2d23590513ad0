package org.gradus.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Documents on disk: which ones a path stands for, and their text. */
final class Inputs {

  /** The largest document that is read, in bytes: books are smaller. */
  static final long LARGEST = 5_000_000;

  private static final Set<String> ENDINGS = Set.of("md", "tex", "ipynb");
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", "build");

  private Inputs() {}

  /** An input that cannot be read, said in words for the person who named it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * A document.
   *
   * @param name    the path as it is shown, with slashes on every system
   * @param content its bytes
   * @param text    its text
   */
  record Document(String name, byte[] content, String text) {}

  /**
   * The documents that a path stands for, in the order of their names: the file itself, or all in
   * and below a folder.
   *
   * @throws Unreadable if there is no such path, or nothing to verify in it
   */
  static List<Path> find(Path path) throws Unreadable {
    if (Files.isDirectory(path)) {
      try (Stream<Path> walk = Files.walk(path)) {
        var found = walk.filter(file -> isDocument(path, file)).sorted().toList();
        if (found.isEmpty()) {
          throw new Unreadable(path + ": holds no .md, .tex or .ipynb file");
        }
        return found;
      } catch (IOException | UncheckedIOException e) {
        throw new Unreadable(path + ": cannot be listed (" + e.getMessage() + ")");
      }
    }
    if (!Files.exists(path)) {
      throw new Unreadable(path + ": no such file or folder");
    }
    return List.of(path);
  }

  private static boolean isDocument(Path root, Path file) {
    for (var part : root.relativize(file)) {
      var name = part.toString();
      if (name.startsWith(".") || SKIPPED.contains(name)) {
        return false;
      }
    }
    var name = file.getFileName().toString();
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && Files.isRegularFile(file);
  }

  /**
   * Reads a document.
   *
   * @throws Unreadable if it is too large, not text, or cannot be opened
   */
  static Document read(Path path) throws Unreadable {
    var name = path.toString().replace('\\', '/');
    try {
      long size = Files.size(path);
      if (size > LARGEST) {
        throw new Unreadable("%s: is too large (%.1f MB; the limit is %d MB); split it".formatted(
            name, size / 1e6, LARGEST / 1_000_000));
      }
      var content = Files.readAllBytes(path);
      for (int i = 0; i < content.length; i++) {
        if (content[i] == 0) {
          throw new Unreadable(name + ": is not a text file (a zero byte at offset " + i + ")");
        }
      }
      return new Document(name, content, decode(name, content));
    } catch (IOException e) {
      throw new Unreadable(name + ": " + why(e));
    }
  }

  /** Why a file could not be read or written; the file itself is named before. */
  static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _, FileNotFoundException _ -> "no such file or folder";
      case AccessDeniedException _ -> "access is not allowed";
      case FileSystemException f when f.getReason() != null -> "cannot be used: " + f.getReason().toLowerCase(Locale.ROOT);
      default -> "cannot be used: " + e.getMessage();
    };
  }

  private static String decode(String name, byte[] content) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(name + ": is not UTF-8 text; convert it, for example with iconv");
    }
  }
}
