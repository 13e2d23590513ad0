package org.gradus.certificate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects of a certificate as it is written: their fields stand in the order in which they are named, the same in every process. */
public final class Fields {

  private Fields() {}

  /** An object with these names and values, in turns. */
  public static Map<String, Object> node(Object... entries) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
