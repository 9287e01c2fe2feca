/**
 * Servers that left enter; what the projections hold of them leaves: the few rows of now with the
 * batch that brings the news, their history bit by bit afterwards.
 */
@NullMarked
package io.nodepulse.projections.removal;

import org.jspecify.annotations.NullMarked;
