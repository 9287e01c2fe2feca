@NullMarked
package io.nodepulse.launcher.export;

import org.jspecify.annotations.NullMarked;
