package dev.laurel.tlog.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laurel.storage.StoreUnavailable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanesTest {
  private static final List<Integer> INPUTS = IntStream.range(0, 200).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void map_anyWidth_answersInOrderAndNeverMoreAtOnce(int width) {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<Integer> answers =
        new Lanes(width)
            .map(
                INPUTS,
                input -> {
                  most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                  Thread.yield();
                  underWay.decrementAndGet();
                  return input + 1;
                });

    assertThat(answers).isEqualTo(IntStream.range(1, 201).boxed().toList());
    assertThat(most.get()).isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void map_whereACallFails_throwsWhatItThrew(int width) {
    assertThatThrownBy(() ->
            new Lanes(width)
                .map(
                    INPUTS,
                    input -> {
                      if (input == 77) {
                        throw new StoreUnavailable("call 77");
                      }
                      return input;
                    }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("call 77");
  }
}
