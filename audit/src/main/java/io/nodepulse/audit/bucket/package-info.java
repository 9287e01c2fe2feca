/** Objects of a bucket over S3: takes bytes and names, knows nothing of what they mean. */
@NullMarked
package io.nodepulse.audit.bucket;

import org.jspecify.annotations.NullMarked;
