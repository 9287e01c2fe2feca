@NullMarked
package io.nodepulse.audit.bucket;

import org.jspecify.annotations.NullMarked;
