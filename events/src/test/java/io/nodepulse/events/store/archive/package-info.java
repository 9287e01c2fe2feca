@NullMarked
package io.nodepulse.events.store.archive;

import org.jspecify.annotations.NullMarked;
