package org.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until documents change. It looks at their times and sizes again and again: events of the file system are not to be had
 * everywhere (folders of other machines, containers), and some systems tell of them only after seconds.
 */
final class Watch {

  /** The least time between two looks. */
  static final Duration INTERVAL = Duration.ofMillis(50);
  /** At most one part in so many of the time is spent on looking. */
  private static final int SHARE = 20;

  private final List<Path> paths;
  private Map<Path, State> known;
  private Duration took = Duration.ZERO;

  /** What a file looks like from outside. */
  private record State(FileTime written, long size) {}

  /** @param paths documents, or folders with documents; what is there now is known */
  Watch(List<Path> paths) {
    this.paths = List.copyOf(paths);
    this.known = look();
  }

  /** Whether there is anything to wait for. */
  boolean seesAny() {
    return !known.isEmpty();
  }

  /** Blocks until documents have been changed or added, and are so for a while, and returns them. */
  List<Path> await() throws InterruptedException {
    while (true) {
      rest();
      var now = look();
      if (now.equals(known)) {
        continue;
      }
      // Some programs write a file in pieces, or take the old one away first.
      for (var before = known; !now.equals(before); now = look()) {
        before = now;
        rest();
      }
      var changed = new ArrayList<Path>();
      for (var file : now.entrySet()) {
        if (!file.getValue().equals(known.get(file.getKey()))) {
          changed.add(file.getKey());
        }
      }
      known = now;
      if (!changed.isEmpty()) {
        return changed;
      }
    }
  }

  private void rest() throws InterruptedException {
    var fair = took.multipliedBy(SHARE);
    Thread.sleep(fair.compareTo(INTERVAL) > 0 ? fair : INTERVAL);
  }

  private Map<Path, State> look() {
    long begin = System.nanoTime();
    var found = new LinkedHashMap<Path, State>();
    for (var path : paths) {
      try {
        for (var file : Inputs.find(path)) {
          var is = Files.readAttributes(file, BasicFileAttributes.class);
          found.put(file, new State(is.lastModifiedTime(), is.size()));
        }
      } catch (Inputs.Unreadable | IOException _) {
        // It is not there now; it may come back.
      }
    }
    took = Duration.ofNanos(System.nanoTime() - begin);
    return found;
  }
}
