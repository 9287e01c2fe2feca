/**
 * Signing in at a provider of identities (OpenID Connect). A browser that comes back from there
 * enters; a session with the role that the provider's claim is mapped to leaves.
 */
@NullMarked
package io.nodepulse.access.oidc;

import org.jspecify.annotations.NullMarked;
