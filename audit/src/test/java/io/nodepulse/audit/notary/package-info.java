/** The notary against a store that loses, changes and repeats what it was told. */
@NullMarked
package io.nodepulse.audit.notary;

import org.jspecify.annotations.NullMarked;
