@NullMarked
package io.nodepulse.events.decide;

import org.jspecify.annotations.NullMarked;
