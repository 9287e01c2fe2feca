/**
 * What programs show instead of a password: the administrator's token of the settings, and the API
 * tokens that administrators issue. Tokens enter; their hashes are all that is kept.
 */
@NullMarked
package io.nodepulse.access.token;

import org.jspecify.annotations.NullMarked;
