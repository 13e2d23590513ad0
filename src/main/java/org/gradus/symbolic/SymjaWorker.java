package org.gradus.symbolic;

import edu.jas.kern.ComputerThreads;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.parser.client.ParserConfig;

/**
 * Runs one question to Symja in a thread of its own: a large stack, because Symja recurses deeply, and an end after
 * the given time on the processor. A thread cannot be killed from outside; one that does not heed the request to stop is abandoned as
 * a daemon, and while too many of those are alive nothing more is asked.
 */
final class SymjaWorker {

  private static final long STACK = 256L << 20;
  private static final int MAX_ABANDONED = 3;
  private static final Duration LOADING = Duration.ofSeconds(20);
  private static final int PATIENCE = 4;
  private static final AtomicInteger ABANDONED = new AtomicInteger();

  private SymjaWorker() {}

  /** Loads Symja once, for all threads. */
  private static final class Loaded {
    static final CountDownLatch DONE = new CountDownLatch(1);

    /** Its class initializer is the lock. */
    private static final class Once {
      static {
        Quiet.ensure();
        Config.JAS_NO_THREADS = true;
        Config.FILESYSTEM_ENABLED = false;
        Config.THREAD_FACTORY = task -> {
          var thread = new Thread(null, task, "gradus-symja-helper", STACK);
          thread.setDaemon(true);
          return thread;
        };
        ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false; // or the case of names is lost in parsing
        F.initSymbols();
        ComputerThreads.NO_THREADS = true; // Symja's initialization may have set it
        DONE.countDown();
      }

      static void ensure() {
        // the initializer has run
      }
    }
  }

  /** Loads Symja if that has not been done. */
  static void load() {
    Loaded.Once.ensure();
  }

  private static EvalEngine newEngine() {
    Loaded.Once.ensure();
    var silent = new PrintStream(OutputStream.nullOutputStream());
    var engine = new EvalEngine(false);
    engine.setQuietMode(true);
    engine.setOutPrintStream(silent);
    engine.setErrorPrintStream(silent);
    engine.setFileSystemEnabled(false);
    engine.setIterationLimit(2_000);
    engine.setRecursionLimit(2_000);
    return engine;
  }

  /** The answer to a question, or the reason why there is none; whatever Symja throws is a reason. */
  static <T> Answer<T> ask(Duration limit, Function<EvalEngine, Answer<T>> question) {
    if (ABANDONED.get() >= MAX_ABANDONED) {
      return Answer.none("Symja is busy with questions that it could not finish");
    }
    var result = new AtomicReference<Answer<T>>();
    var engine = new AtomicReference<EvalEngine>();
    var finished = new CountDownLatch(1);
    var abandoned = new AtomicReference<>(false);
    var thread = new Thread(null, () -> {
      try {
        engine.set(newEngine());
        EvalEngine.set(engine.get());
        result.set(question.apply(engine.get()));
      } catch (SymjaForm.Unsupported e) {
        result.set(Answer.none(e.getMessage()));
      } catch (StackOverflowError e) {
        result.set(Answer.none("Symja ran out of stack"));
      } catch (Throwable e) { // an algebra system that fails, in whatever way, has no answer
        result.set(Answer.none("Symja failed: " + e.getClass().getSimpleName()));
      } finally {
        synchronized (finished) {
          finished.countDown();
          if (abandoned.get()) {
            ABANDONED.decrementAndGet();
          }
        }
      }
    }, "gradus-symja", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      if (!await(finished, thread, limit)) {
        stop(thread, engine.get());
        if (!finished.await(100, TimeUnit.MILLISECONDS)) {
          synchronized (finished) {
            if (finished.getCount() > 0) {
              abandoned.set(true);
              ABANDONED.incrementAndGet();
            }
          }
        }
        return Answer.none("Symja did not finish in " + limit.toMillis() + " ms");
      }
      return result.get();
    } catch (InterruptedException e) {
      stop(thread, engine.get());
      Thread.currentThread().interrupt();
      return Answer.none("interrupted");
    }
  }

  private static void stop(Thread thread, EvalEngine engine) {
    if (engine != null) {
      engine.stopRequest();
    }
    thread.interrupt();
  }

  /**
   * Loading Symja does not count against the limit, nor does time in which others have the processor, as far as that is no
   * more than {@link #PATIENCE} times as much: an answer should not depend on what else a machine has to do.
   */
  private static boolean await(CountDownLatch finished, Thread thread, Duration limit) throws InterruptedException {
    long spent = 0;
    if (Loaded.DONE.getCount() > 0) {
      long loaded = System.nanoTime() + LOADING.toNanos();
      while (Loaded.DONE.getCount() > 0 && System.nanoTime() < loaded) {
        if (finished.await(20, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
      spent = processorTime(thread);
    }
    long end = System.nanoTime() + PATIENCE * limit.toNanos();
    long left = limit.toNanos();
    while (!finished.await(Math.max(left, 1_000_000), TimeUnit.NANOSECONDS)) {
      left = Math.min(limit.toNanos() - (processorTime(thread) - spent), end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
    }
    return true;
  }

  /** In nanoseconds; more than any limit where the JVM does not tell. */
  private static long processorTime(Thread thread) {
    var threads = ManagementFactory.getThreadMXBean();
    long time = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled() ? threads.getThreadCpuTime(thread.threadId()) : -1;
    return time < 0 ? Long.MAX_VALUE / 2 : time;
  }
}
