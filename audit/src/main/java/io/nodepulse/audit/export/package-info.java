/**
 * What the calls for raw history and for acts share: which part is asked for, and in which form it
 * leaves.
 */
@NullMarked
package io.nodepulse.audit.export;

import org.jspecify.annotations.NullMarked;
