package org.gradus.grade;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does work on threads with large stacks, and gives it up when its time is over. A submission is hostile until proved
 * otherwise: whatever the work throws costs its own item.
 */
final class TimeLimit {

  /** Formulas are trees and are walked by recursion. Address space, not memory: a page is taken when it is touched. */
  private static final long STACK = 256L << 20;

  /** Threads are used again; one that is given up ends when its work does, and does not keep the JVM alive. */
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
    var thread = new Thread(null, work, "grading", STACK);
    thread.setDaemon(true);
    return thread;
  });

  private TimeLimit() {}

  /** The result of the work, or what {@code otherwise} makes of the words that say why there is none. */
  static <T> T run(Duration time, Supplier<T> work, Function<String, T> otherwise) {
    var result = THREADS.submit(work::get);
    try {
      return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return otherwise.apply("it took longer than " + time.toSeconds() + " s");
    } catch (ExecutionException e) {
      return otherwise.apply(switch (e.getCause()) {
        case StackOverflowError _ -> "it is nested too deeply";
        case OutOfMemoryError _ -> "it takes too much memory";
        case Throwable t -> "a defect in gradus: " + t;
      });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return otherwise.apply("grading was stopped");
    } finally {
      result.cancel(true);
    }
  }
}
