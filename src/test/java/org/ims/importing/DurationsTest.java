package org.ims.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @Test
  void shortDurationsAreExact() {
    Durations durations = new Durations();
    for (int minutes = 1; minutes <= 10; minutes++) {
      durations.add(Duration.ofMinutes(minutes));
    }

    assertThat(durations.count()).isEqualTo(10);
    assertThat(durations.percentile(50)).isEqualTo(Duration.ofMinutes(5));
    assertThat(durations.percentile(90)).isEqualTo(Duration.ofMinutes(9));
    assertThat(durations.percentile(100)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void everyDurationComesBackWithinHalfAPercent() {
    LongStream.concat(
            LongStream.rangeClosed(0, 5_000),
            LongStream.of(1 << 20, (1 << 20) - 1, 123_456_789, Long.MAX_VALUE / 61))
        .forEach(
            minutes -> {
              Durations one = new Durations();
              one.add(Duration.ofMinutes(minutes));
              assertThat(one.percentile(50).toMinutes())
                  .isCloseTo(minutes, Percentage.withPercentage(0.5));
            });
  }

  @Test
  void percentilesOfManyAreThoseOfTheSortedList() {
    Random random = new Random(42);
    List<Long> minutes = random.longs(10_000, 0, 50_000).sorted().boxed().toList();
    Durations durations = new Durations();
    minutes.forEach(value -> durations.add(Duration.ofMinutes(value)));

    for (int percent : new int[] {1, 50, 90, 99}) {
      assertThat(durations.percentile(percent).toMinutes())
          .isCloseTo(minutes.get(percent * 100 - 1), Percentage.withPercentage(0.5));
    }
  }

  @Test
  void nothingHasNoPercentile() {
    assertThatThrownBy(() -> new Durations().percentile(50))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PT12S,12 s",
    "PT59M,59 min",
    "PT4M58S,4 min 58 s",
    "PT5H20M,5 h 20 min",
    "P3DT4H59M,3 d 4 h"
  })
  void durationIsToldInItsTwoLargestUnits(Duration duration, String words) {
    assertThat(Durations.inWords(duration)).isEqualTo(words);
  }
}
