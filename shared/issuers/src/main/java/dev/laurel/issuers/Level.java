package dev.laurel.issuers;

/// One level of a criterion. `description` is "" where there is none.
public record Level(String id, String name, String description, int points) {}
