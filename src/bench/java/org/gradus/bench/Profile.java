package org.gradus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording of the Java Flight Recorder says of methods of gradus: share of the samples in percent, method, the share of what it
 * calls included; then the shares of packages, each sample counted for the innermost frame of gradus. What nearly every sample passes
 * through says nothing and is left out, and of methods that are in equally many samples, mostly one calling the other, one is named.
 */
public final class Profile {

  private static final String OURS = "org.gradus.";
  private static final double MOST = 60;
  private static final int METHODS = 16;
  private static final int PACKAGES = 8;

  private Profile() {}

  public static void main(String[] args) throws IOException {
    var methods = new TreeMap<String, Integer>();
    var packages = new TreeMap<String, Integer>();
    int all = 0;
    try (var file = new RecordingFile(Path.of(args[0]))) {
      while (file.hasMoreEvents()) {
        var event = file.readEvent();
        if (!event.getEventType().getName().equals("jdk.ExecutionSample") || event.getStackTrace() == null) {
          continue;
        }
        var seen = new HashSet<String>();
        for (var frame : event.getStackTrace().getFrames()) {
          var type = frame.getMethod().getType().getName();
          if (type.startsWith(OURS) && !type.startsWith(OURS + "bench") && !type.contains("$$")) {
            if (seen.isEmpty()) {
              packages.merge(type.substring(OURS.length(), Math.max(OURS.length(), type.lastIndexOf('.'))), 1, Integer::sum);
            }
            seen.add(name(frame));
          }
        }
        if (!seen.isEmpty()) {
          all++;
          seen.stream().filter(n -> !n.contains("lambda$")).forEach(n -> methods.merge(n, 1, Integer::sum));
        }
      }
    }
    print("method", methods, all, METHODS);
    print("package", packages, all, PACKAGES);
  }

  private static String name(RecordedFrame frame) {
    var type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + frame.getMethod().getName();
  }

  private static void print(String kind, Map<String, Integer> counts, int all, int most) {
    var named = new HashSet<Integer>();
    counts.entrySet().stream().filter(e -> 100.0 * e.getValue() / all <= MOST).sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .filter(e -> named.add(e.getValue())).limit(most).forEach(e -> System.out.printf(Locale.ROOT, "%s %.0f %s%n", kind, 100.0 * e.getValue() / all, e.getKey()));
  }
}
