/**
 * Passkeys (WebAuthn): what a browser says that an authenticator made or signed enters, and whose
 * passkey it is leaves, or a refusal. All that is encoded or signed is read by webauthn4j.
 */
@NullMarked
package io.nodepulse.access.passkey;

import org.jspecify.annotations.NullMarked;
