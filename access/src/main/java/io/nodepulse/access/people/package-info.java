/** The people who may sign in. What an administrator wants of them enters; account events leave. */
@NullMarked
package io.nodepulse.access.people;

import org.jspecify.annotations.NullMarked;
