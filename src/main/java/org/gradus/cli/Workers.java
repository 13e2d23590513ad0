package org.gradus.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.gradus.verify.Helpers;

/**
 * A fixed number of threads with large stacks, for formulas are trees and are walked by recursion. A
 * task that is out of time is answered for and interrupted; its thread is given up and another takes
 * its place, so that the rest goes on.
 */
final class Workers implements AutoCloseable {

  /** Address space, not memory: a page is taken when it is touched. */
  private static final long STACK = 256L << 20;

  private final LinkedBlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
    var thread = new Thread(task, "clock");
    thread.setDaemon(true);
    return thread;
  });

  Workers(int threads) {
    for (int i = 0; i < threads; i++) {
      start();
    }
  }

  /**
   * A piece of work.
   *
   * @param result  where its result goes; a failure is passed on through it
   * @param work    what is done
   * @param timeout after which {@code late} is the result, or null
   * @param late    the result if there is no other in time
   */
  private record Task<T>(CompletableFuture<T> result, Callable<T> work, Duration timeout, Supplier<T> late) {

    /** Does it; false if it came too late and the thread has been replaced. */
    boolean run() {
      try {
        return result.complete(work.call());
      } catch (Throwable e) {
        return result.completeExceptionally(e);
      }
    }
  }

  /**
   * Does one piece of work in a thread of its own, without setting up more.
   *
   * @return its result, or {@code late} if it takes longer than {@code timeout}
   * @throws ExecutionException   with what the work threw
   */
  static <T> T once(Callable<T> work, Duration timeout, Supplier<T> late) throws ExecutionException, InterruptedException {
    var task = new FutureTask<>(work);
    var thread = new Thread(null, task, "worker", STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return late.get();
    }
  }

  /** Work without a limit of time. */
  <T> CompletableFuture<T> submit(Callable<T> work) {
    return submit(work, null, null);
  }

  /** Work whose result is {@code late} if it takes longer than {@code timeout}. */
  <T> CompletableFuture<T> submit(Callable<T> work, Duration timeout, Supplier<T> late) {
    var task = new Task<>(new CompletableFuture<T>(), work, timeout, late);
    waiting.add(task);
    return task.result();
  }

  /** Invites so many of them: those that have no task of their own left. */
  Helpers helping(int most) {
    return work -> {
      for (int i = 0; i < most; i++) {
        submit(Executors.callable(work));
      }
    };
  }

  private void start() {
    var thread = new Thread(null, this::serve, "worker", STACK);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try {
      while (serve(waiting.take())) {
        Thread.interrupted();
      }
    } catch (InterruptedException e) {
      // Given up while it waited: nothing is lost.
      Thread.currentThread().interrupt();
    }
  }

  private <T> boolean serve(Task<T> task) {
    if (task.timeout() == null) {
      return task.run();
    }
    var thread = Thread.currentThread();
    var alarm = clock.schedule(
        () -> {
          if (task.result().complete(task.late().get())) {
            thread.interrupt();
            start();
          }
        },
        task.timeout().toMillis(),
        TimeUnit.MILLISECONDS);
    boolean inTime = task.run();
    alarm.cancel(false);
    return inTime;
  }

  /** Stops the clock; the threads do not keep the JVM alive. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
