package org.ims.security;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.ims.engine.web.Problems;
import org.springframework.http.HttpStatus;

/**
 * Says in a problem detail what the web server refuses by itself, as a path that is no path, a
 * method that it does not serve, or headers without end.
 */
class RefusalValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null
        || !status.isError()
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    AnswerHeaders.ALWAYS.forEach(
        (name, value) -> {
          if (!response.containsHeader(name)) {
            response.setHeader(name, value);
          }
        });
    try {
      Problems.write(response, status, "The web server refused the request.");
    } catch (IOException e) {
      // The client is gone, so nobody is left to be told.
      container.getLogger().debug("Nobody read the refusal", e);
    }
  }
}
