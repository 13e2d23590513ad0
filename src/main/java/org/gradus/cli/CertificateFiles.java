package org.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.verify.Certificates;

/** Certificates in files of a folder: that of {@code hw.md:14:5} is in {@code hw.md-14-5.json}. */
public record CertificateFiles(Path folder) implements Certificates.Store {

  /** The largest certificate that is read, in bytes. */
  static final long LARGEST = 20_000_000;

  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(SerializationFeature.INDENT_OUTPUT)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  @Override
  public String keep(String id, Map<String, Object> certificate) {
    var file = folder.resolve(id.replaceAll("[^\\p{Alnum}._-]+", "-").replaceAll("^[.-]+", "") + ".json");
    try {
      Files.createDirectories(folder);
      JSON.writeValue(file.toFile(), certificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString().replace('\\', '/');
  }

  /** A certificate as the text of a file. */
  public static String write(Object certificate) throws JsonProcessingException {
    return JSON.writeValueAsString(certificate);
  }

  /** The text of a file as it is read: no name twice in an object, nothing after the end. */
  public static Object parse(String text) throws JsonProcessingException {
    return JSON.readValue(text, Object.class);
  }

  /** An object as one line of JSON. */
  static String line(Map<String, Object> object) throws IOException {
    return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object);
  }

  /**
   * Reads a certificate, unchecked.
   *
   * @throws Inputs.Unreadable if there is no such file, or it is not JSON
   */
  static Object read(Path file) throws Inputs.Unreadable {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Inputs.Unreadable(file + ": is larger than " + LARGEST / 1_000_000 + " MB");
      }
      return JSON.readValue(file.toFile(), Object.class);
    } catch (JsonProcessingException e) {
      throw new Inputs.Unreadable(file + ": is not JSON (" + e.getOriginalMessage() + ")");
    } catch (IOException e) {
      throw new Inputs.Unreadable(file + ": " + Inputs.why(e));
    }
  }
}
