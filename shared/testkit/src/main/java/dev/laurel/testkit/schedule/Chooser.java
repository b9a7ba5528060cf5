package dev.laurel.testkit.schedule;

import java.util.List;

/// Decides at each place where a schedule can go several ways.
interface Chooser {
  /// What is decided. A chooser may find some of them rarer than others.
  enum Kind {
    /// Which task goes on; 0 is the one that runs.
    TURN,
    /// Which task goes on after one ended.
    NEXT,
    /// What becomes of a call; 0 is that it works.
    FATE
  }

  /// A number from 0 to `options - 1`; asked only where there are two or more.
  int choose(Kind kind, int options);

  /// The decisions so far.
  List<Integer> taken();
}
