/** Every way in which access says no: its reason enters, a refusal that is counted leaves. */
@NullMarked
package io.nodepulse.access.refusal;

import org.jspecify.annotations.NullMarked;
