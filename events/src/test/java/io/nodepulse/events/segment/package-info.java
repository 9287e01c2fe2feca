@NullMarked
package io.nodepulse.events.segment;

import org.jspecify.annotations.NullMarked;
