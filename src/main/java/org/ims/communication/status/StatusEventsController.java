package org.ims.communication.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an open status page hears that there is something new. */
@Controller
class StatusEventsController {

  private final StatusEvents events;
  private final StatusBoards boards;

  StatusEventsController(StatusEvents events, StatusBoards boards) {
    this.events = events;
    this.boards = boards;
  }

  /**
   * @param last what the browser heard last, when it comes back
   * @param since the number that the page shows, when it comes for the first time
   */
  @GetMapping("/status/events")
  void events(
      @RequestHeader(name = "Last-Event-ID", required = false) String last,
      @RequestParam(required = false) Long since,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if ("HEAD".equals(request.getMethod())) {
      return;
    }
    events.listen(boards.readers(), last == null ? since : number(last), request, response);
  }

  /** What is no number of ours is as good as an old one. */
  private static Long number(String last) {
    try {
      return Long.valueOf(last);
    } catch (NumberFormatException e) {
      return -1L;
    }
  }
}
