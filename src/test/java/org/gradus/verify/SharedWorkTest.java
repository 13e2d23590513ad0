package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedWorkTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  @Test
  void valuesComeInTheOrderOfTheItemsAndEachIsWorkedOutOnce() {
    var times = new ConcurrentHashMap<Integer, Integer>();
    try (var pool = Executors.newFixedThreadPool(3)) {
      var squares = SharedWork.map(ITEMS, () -> i -> {
        times.merge(i, 1, Integer::sum);
        return i * i;
      }, work -> IntStream.range(0, 3).forEach(_ -> pool.execute(work)));
      assertThat(squares).isEqualTo(ITEMS.stream().map(i -> i * i).toList());
    }
    assertThat(times).hasSize(ITEMS.size()).allSatisfy((_, n) -> assertThat(n).isEqualTo(1));
  }

  @Test
  void helpersReallyTakePart() throws Exception {
    var both = new CountDownLatch(2);
    try (var pool = Executors.newFixedThreadPool(1)) {
      var met = SharedWork.map(List.of(1, 2), () -> _ -> {
        both.countDown();
        try {
          return both.await(30, TimeUnit.SECONDS); // each waits for the other, so that one thread alone would not get on
        } catch (InterruptedException e) {
          return false;
        }
      }, pool::execute);
      assertThat(met).containsExactly(true, true);
    }
  }

  @Test
  void theOwnerDoesNotWaitForHelpersWhoNeverCome() {
    var invited = new ArrayList<Runnable>();
    assertThat(SharedWork.map(ITEMS, () -> i -> i + 1, invited::add)).hasSize(ITEMS.size());
    invited.forEach(Runnable::run); // much later: nothing is left
    assertThat(invited).hasSize(1);
  }

  @Test
  void whatTheFunctionThrowsFirstIsThrown() {
    assertThatThrownBy(() -> SharedWork.map(ITEMS, () -> i -> {
      if (i % 50 == 7) {
        throw new IllegalStateException("item " + i);
      }
      return i;
    }, Helpers.NONE)).isInstanceOf(IllegalStateException.class).hasMessage("item 7");
  }
}
