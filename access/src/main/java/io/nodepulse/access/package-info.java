/**
 * Who may do what, at the HTTP boundary of every service. Requests enter; those that may pass reach
 * the controllers with their caller, all others leave with problem details.
 */
@NullMarked
package io.nodepulse.access;

import org.jspecify.annotations.NullMarked;
