/** What all audit endpoints share: parameters and tokens enter, values or problem details leave. */
@NullMarked
package io.nodepulse.audit.web;

import org.jspecify.annotations.NullMarked;
