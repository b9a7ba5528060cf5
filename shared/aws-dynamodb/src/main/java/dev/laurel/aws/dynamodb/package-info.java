/// [dev.laurel.storage.ItemStore] on Amazon DynamoDB: the only place with condition expressions and
/// calls of that service.
@NullMarked
package dev.laurel.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
