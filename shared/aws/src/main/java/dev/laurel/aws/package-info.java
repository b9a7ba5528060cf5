/// What every client of an AWS service shares here: where it connects to, how long it waits, and an
/// HTTP client that answers from memory. Each `aws-<service>` module adds one service's client.
@NullMarked
package dev.laurel.aws;

import org.jspecify.annotations.NullMarked;
