package org.gradus.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One question, apart from any document.
 *
 * @param id     returned with the answer; null where none was given
 * @param op     what is asked: {@code equal}, {@code derivative}, {@code limit}, …
 * @param fields the operands; values are {@link String}, {@link Number}, {@link Boolean},
 *               {@code List} or {@code Map} of these
 */
public record Request(String id, String op, Map<String, Object> fields) {

  public Request {
    Objects.requireNonNull(op, "op");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
