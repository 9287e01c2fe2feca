/** Every way in which the write side says no: its reason enters, a refusal leaves. */
@NullMarked
package io.nodepulse.commands.refusal;

import org.jspecify.annotations.NullMarked;
