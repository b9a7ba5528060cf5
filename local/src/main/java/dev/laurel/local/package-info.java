/// Laurel in one JVM: reads template.yaml, serves its routes, feeds its triggers and runs its
/// schedules over embedded stores. It sees every module, so the tests of the whole live here.
@NullMarked
package dev.laurel.local;

import org.jspecify.annotations.NullMarked;
