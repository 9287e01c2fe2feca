/**
 * Every way in which the write side says no. The reason enters as a value of the field; an
 * exception leaves, which becomes an answer and a counter at the edge.
 */
@NullMarked
package io.nodepulse.commands.refusal;

import org.jspecify.annotations.NullMarked;
