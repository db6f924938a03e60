package org.ims.engine.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a machine sends about others' data. It must not be lost for a character that cannot be
 * stored: such a text is taken as it comes, and whoever takes it mends it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MendedTexts {}
