package org.gradus.verify;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A function of the items of a list, worked out by the thread that needs the values and whoever helps. Each thread takes the first
 * item that nobody has taken; the owner waits only for what others have begun, and so never for threads that are busy elsewhere.
 */
final class SharedWork<T, R> implements Runnable {

  private final List<T> items;
  private final Supplier<Function<T, R>> tool;
  private final List<CompletableFuture<R>> results;
  private final AtomicInteger taken = new AtomicInteger();

  private SharedWork(List<T> items, Supplier<Function<T, R>> tool) {
    this.items = items;
    this.tool = tool;
    this.results = Stream.generate(CompletableFuture<R>::new).limit(items.size()).toList();
  }

  /**
   * The values in the order of the items. Throws what the function threw first in that order.
   *
   * @param tool makes a function for each thread, which need not be safe for several
   */
  static <T, R> List<R> map(List<T> items, Supplier<Function<T, R>> tool, Helpers helpers) {
    var work = new SharedWork<>(items, tool);
    if (items.size() > 1) {
      helpers.invite(work);
    }
    work.run();
    try {
      return work.results.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  @Override
  public void run() {
    if (taken.get() >= items.size()) {
      return; // invited long ago
    }
    var function = tool.get();
    for (int i = taken.getAndIncrement(); i < items.size(); i = taken.getAndIncrement()) {
      var result = results.get(i);
      try {
        result.complete(function.apply(items.get(i)));
      } catch (Throwable e) { // whatever it is, the owner must not wait for ever
        result.completeExceptionally(e);
      }
    }
  }
}
