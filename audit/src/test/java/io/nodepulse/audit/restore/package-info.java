@NullMarked
package io.nodepulse.audit.restore;

import org.jspecify.annotations.NullMarked;
