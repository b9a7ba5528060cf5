/// [dev.laurel.storage.ObjectStore] on Amazon S3: the only place with calls of that service and
/// with the making of signed URLs.
@NullMarked
package dev.laurel.aws.s3;

import org.jspecify.annotations.NullMarked;
