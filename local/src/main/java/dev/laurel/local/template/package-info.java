/// What template.yaml says, as records.
@NullMarked
package dev.laurel.local.template;

import org.jspecify.annotations.NullMarked;
