/**
 * Signing in at a provider of identities (OpenID Connect), and out. A browser that comes back from
 * there enters, and a session leaves with the role and the servers that the provider's claims are
 * mapped to; what the provider says of who is signed out there enters, and their sessions end.
 */
@NullMarked
package io.nodepulse.access.oidc;

import org.jspecify.annotations.NullMarked;
