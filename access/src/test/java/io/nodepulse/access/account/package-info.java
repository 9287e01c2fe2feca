/** Tests of what the events of people and API tokens tell. */
@NullMarked
package io.nodepulse.access.account;

import org.jspecify.annotations.NullMarked;
