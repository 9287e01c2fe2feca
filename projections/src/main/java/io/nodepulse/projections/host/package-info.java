/**
 * Host samples and registrations of servers enter; rows of the host tables leave, with the figures
 * that follow from two scrapes.
 */
@NullMarked
package io.nodepulse.projections.host;

import org.jspecify.annotations.NullMarked;
