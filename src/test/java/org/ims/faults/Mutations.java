package org.ims.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes something else of a body of JSON: mostly what nobody can read, and always the same. */
final class Mutations {

  /** What stands in the place of a value, or within a text. */
  private static final List<String> STRANGE =
      List.of(
          "\\u0000",
          "\\ud800",
          "\\udfff\\ud800",
          "\\uFFFF\\u202e",
          "\"",
          "\\",
          "null",
          "-0",
          "1e999999999",
          "9".repeat(2000),
          "{}",
          "[]",
          "[".repeat(2000),
          "{\"a\":".repeat(2000),
          "\"" + "x".repeat(100_000) + "\"",
          "true",
          "NaN",
          "/* */",
          "${7*7}",
          "'; drop table incident; --",
          "<script>alert(1)</script>",
          "+275760-09-13T00:00:00.000Z",
          "-999999999-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z");

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** One that differs from the original in one place, or in a few. */
  byte[] of(String json) {
    return switch (random.nextInt(7)) {
      case 0 -> flipped(json.getBytes(StandardCharsets.UTF_8));
      case 1 -> bytes(json.substring(0, place(json)));
      case 2 -> bytes(without(json));
      case 3 -> bytes(twice(json));
      case 4 -> bytes(with(json, place(json)));
      case 5 -> bytes(with(json, after(json, ':')));
      default -> bytes(with(json, after(json, '"')));
    };
  }

  private byte[] flipped(byte[] bytes) {
    int times = 1 + random.nextInt(4);
    for (int time = 0; time < times; time++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private String without(String json) {
    int from = place(json);
    return json.substring(0, from) + json.substring(Math.min(json.length(), from + length()));
  }

  private String twice(String json) {
    int from = place(json);
    int to = Math.min(json.length(), from + length());
    return json.substring(0, to) + json.substring(from);
  }

  private String with(String json, int place) {
    String strange = STRANGE.get(random.nextInt(STRANGE.size()));
    // In the place of what stood there, up to the end of the value, or in between.
    int rest = random.nextBoolean() ? place : end(json, place);
    return json.substring(0, place) + strange + json.substring(rest);
  }

  private static int end(String json, int place) {
    int end = place;
    while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int after(String json, char what) {
    int[] places = IntStream.range(0, json.length()).filter(i -> json.charAt(i) == what).toArray();
    return places[random.nextInt(places.length)] + 1;
  }

  private int place(String json) {
    return random.nextInt(json.length());
  }

  private int length() {
    return 1 + random.nextInt(20);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
