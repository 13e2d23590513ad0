package org.gradus.verify;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A wall-clock safety net: interrupts the thread that started it when its time is up. The searches look at the interrupt and
 * give up; what they have found until then is as sound as ever.
 */
final class Deadline implements AutoCloseable {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("deadline").factory());

  private final Thread thread = Thread.currentThread();
  private final Future<?> alarm;
  private boolean over;
  private boolean passed;

  Deadline(Duration time) {
    alarm = CLOCK.schedule(this::ring, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void ring() {
    if (!over) {
      passed = true;
      thread.interrupt();
    }
  }

  synchronized boolean passed() {
    return passed;
  }

  /** Ends it; the interrupt, if it came, is taken back. */
  @Override
  public synchronized void close() {
    over = true;
    alarm.cancel(false);
    if (passed) {
      Thread.interrupted();
    }
  }
}
