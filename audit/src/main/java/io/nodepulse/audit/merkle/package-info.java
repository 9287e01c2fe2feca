/**
 * The Merkle tree of RFC 6962 over the appends of a shard. Leaf hashes enter, roots and proofs
 * leave, and proofs are checked; the hashes are kept in tiles as C2SP tlog-tiles names them.
 */
@NullMarked
package io.nodepulse.audit.merkle;

import org.jspecify.annotations.NullMarked;
