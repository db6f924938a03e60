package org.ims.communication.status;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Lets others keep what anybody may see, for a moment; what is only for people inside, nobody. */
@Component
class StatusCaching {

  private final StatusSettings settings;

  StatusCaching(StatusSettings settings) {
    this.settings = settings;
  }

  void apply(Readers readers, HttpServletResponse response) {
    CacheControl kept =
        readers == Readers.OUTSIDE
            ? CacheControl.maxAge(settings.freshFor()).cachePublic().mustRevalidate()
            : CacheControl.noCache().cachePrivate();
    response.setHeader(HttpHeaders.CACHE_CONTROL, kept.getHeaderValue());
    // Who is signed in, and speaks another language, gets another answer.
    response.setHeader(HttpHeaders.VARY, "Authorization, Cookie, Accept-Language");
  }
}
