/**
 * People who sign in with a name and a password, and stay signed in for a while. Passwords enter
 * and go no further than their check; a cookie leaves, whose session any instance finds in Valkey.
 */
@NullMarked
package io.nodepulse.access.session;

import org.jspecify.annotations.NullMarked;
