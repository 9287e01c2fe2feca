/**
 * Reading of request parameters: the text of a query string enters, checked values leave, or an
 * exception that names the parameter and what is allowed.
 */
@NullMarked
package io.nodepulse.query.request;

import org.jspecify.annotations.NullMarked;
