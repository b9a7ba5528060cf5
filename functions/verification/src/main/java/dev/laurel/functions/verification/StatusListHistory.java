package dev.laurel.functions.verification;

import dev.laurel.verification.published.PublishedStatusList;
import java.time.Instant;
import java.util.Optional;

/// Finds the signed form of a status list that held at an instant; empty where none is kept.
@FunctionalInterface
interface StatusListHistory {
  Optional<PublishedStatusList> at(String list, Instant instant);
}
