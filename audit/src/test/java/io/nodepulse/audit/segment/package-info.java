@NullMarked
package io.nodepulse.audit.segment;

import org.jspecify.annotations.NullMarked;
