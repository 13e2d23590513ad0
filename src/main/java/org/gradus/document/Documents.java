package org.gradus.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads documents: Markdown ({@code .md}, {@code .markdown}, {@code .txt}), LaTeX ({@code .tex}), notebooks ({@code .ipynb}). */
public final class Documents {

  private Documents() {}

  /** Whether files of this name are read. */
  public static boolean isDocument(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".md") || lower.endsWith(".markdown") || lower.endsWith(".tex") || lower.endsWith(".ipynb");
  }

  /** Reads a file. Throws {@link DocumentException} if it is not a document. */
  public static Document read(Path file) throws IOException, DocumentException {
    long size = Files.size(file);
    if (size > Limits.MAX_BYTES) {
      throw tooLarge(size);
    }
    return read(file.toString(), Files.readAllBytes(file));
  }

  /** Reads the bytes of a file of this name. */
  public static Document read(String path, byte[] bytes) throws DocumentException {
    if (bytes.length > Limits.MAX_BYTES) {
      throw tooLarge(bytes.length);
    }
    return parse(path, decode(bytes));
  }

  private static DocumentException tooLarge(long size) {
    return new DocumentException(String.format(Locale.ROOT,
        "The file has %.1f MB; documents of up to %d MB are read. Split it, or take out what is not text.",
        size / 1048576.0, Limits.MAX_BYTES >> 20), 1, 1);
  }

  /** Reads the text of a file of this name; the ending of the name says of which kind it is. */
  public static Document parse(String path, String content) throws DocumentException {
    return collect(path, content).document(path);
  }

  static BlockCollector collect(String path, String content) throws DocumentException {
    if (content.isBlank()) {
      throw new DocumentException("The file is empty.", 1, 1);
    }
    int zero = content.indexOf('\0');
    if (zero >= 0) {
      var at = new LineIndex(content).at(zero);
      throw new DocumentException("This is a binary file (it contains the byte 0), not a text.", at.line(), at.column());
    }
    var text = MappedText.of(content);
    var lower = path.toLowerCase(Locale.ROOT);
    var out = new BlockCollector();
    if (lower.endsWith(".ipynb")) {
      NotebookReader.read(content, text, out);
    } else if (lower.endsWith(".tex")) {
      new TexReader(text, out).read();
    } else {
      MarkdownReader.read(text, out, true);
    }
    return out;
  }

  private static String decode(byte[] bytes) throws DocumentException {
    if (bytes.length >= 2 && ((bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF
        || (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE)) {
      throw new DocumentException("The file is in UTF-16; save it as UTF-8.", 1, 1);
    }
    var input = ByteBuffer.wrap(bytes);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      var good = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
      var at = new LineIndex(good).at(good.length());
      throw new DocumentException("The file is not a text in UTF-8: here is the byte "
          + String.format("0x%02X", bytes[input.position()]) + ". Save it as UTF-8.", at.line(), at.column());
    }
  }
}
