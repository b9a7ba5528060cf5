/// A local stand-in for an API Gateway HTTP API: turns HTTP into payload 2.0 events and back.
@NullMarked
package dev.laurel.local.gateway;

import org.jspecify.annotations.NullMarked;
