package io.nodepulse.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The query parameters that a controller's method takes; one without this takes none. All others
 * are refused before the method is called, and so is one of these that comes twice. It may stand on
 * an annotation, for parameters that several methods share.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Takes {

    /** Parameters that have one value. */
    String[] value() default {};

    /** Parameters that may come several times. */
    String[] lists() default {};
}
