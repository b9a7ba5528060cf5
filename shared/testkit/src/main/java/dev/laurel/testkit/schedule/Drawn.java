package dev.laurel.testkit.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A chooser that draws its ways.
final class Drawn implements Chooser {
  private final RandomGenerator random;
  private final Odds odds;
  private final List<Integer> taken = new ArrayList<>();

  Drawn(RandomGenerator random, Odds odds) {
    this.random = random;
    this.odds = odds;
  }

  @Override
  public int choose(Kind kind, int options) {
    double other =
        switch (kind) {
          case TURN -> odds.turn();
          case NEXT -> 1;
          case FATE -> odds.fault();
        };
    int way =
        switch (kind) {
          case NEXT -> random.nextInt(options);
          case TURN, FATE -> random.nextDouble() < other ? 1 + random.nextInt(options - 1) : 0;
        };
    taken.add(way);
    return way;
  }

  @Override
  public List<Integer> taken() {
    return taken;
  }
}
