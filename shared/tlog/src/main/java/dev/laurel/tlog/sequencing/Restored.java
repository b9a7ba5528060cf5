package dev.laurel.tlog.sequencing;

/// What one call did to bring the log's rows back up to its files.
///
/// @param size the size of the log's last head, as far as it was found
/// @param heads committed heads that were followed, by this call and those before it
/// @param logged rows that this call made LOGGED again
/// @param ended rows that this call marked as ended in the log, new ones among them
/// @param abandoned `abandon` entries that this call queued for issue entries without a row
/// @param left entries whose rows are still to be looked at
/// @param more whether it must be called again
public record Restored(
    long size, int heads, long logged, long ended, long abandoned, long left, boolean more) {}
