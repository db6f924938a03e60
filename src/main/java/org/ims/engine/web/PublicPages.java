package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Some pages of a component, or operations of its API, that answer without a login. Everything else
 * is closed: a component opens its pages by a bean of this type, and answers for what they show.
 */
@FunctionalInterface
public interface PublicPages {

  /** Whether this request may be served to anybody; asked for each request, so it must be quick. */
  boolean isPublic(HttpServletRequest request);
}
