/// The edge: an event of the gateway, the outbox or the schedule becomes a call of a handler, and
/// what it answers becomes HTTP. Callers, routes, problems, idempotency, messages, settings and log
/// lines are decided here once for all functions.
@NullMarked
package dev.laurel.runtime;

import org.jspecify.annotations.NullMarked;
