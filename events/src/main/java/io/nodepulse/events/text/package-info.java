/** What is read from the class path as text: scripts that Valkey runs, and tables. */
@NullMarked
package io.nodepulse.events.text;

import org.jspecify.annotations.NullMarked;
