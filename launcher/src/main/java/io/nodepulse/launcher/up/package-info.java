/**
 * {@code nodepulse up}: a data folder and a port enter; engines, services, the page and an agent of
 * this machine run until a signal ends them all.
 */
@NullMarked
package io.nodepulse.launcher.up;

import org.jspecify.annotations.NullMarked;
