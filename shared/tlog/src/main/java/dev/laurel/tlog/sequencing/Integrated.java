package dev.laurel.tlog.sequencing;

/// What one run of the sequencer did.
///
/// @param size the log's size, all of it signed, published and LOGGED
/// @param logged entries that this run committed
/// @param refused entries that this run refused
/// @param more whether more was waiting when the run reached its bound
public record Integrated(long size, int logged, int refused, boolean more) {}
