package org.ims.communication.status;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ims.incident.UnknownIncidentException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows people how the services are. */
@Controller
class StatusPage {

  private final StatusBoards boards;
  private final StatusCaching caching;
  private final PublicUrl address;

  StatusPage(StatusBoards boards, StatusCaching caching, PublicUrl address) {
    this.boards = boards;
    this.caching = caching;
    this.address = address;
  }

  @GetMapping("/status")
  String status(Model model, Locale locale, HttpServletResponse response) {
    StatusBoard board = boards.board();
    StatusTimes times = new StatusTimes(locale, ZoneId.systemDefault());
    Map<LocalDate, List<ToldIncident>> past =
        board.past().stream()
            .collect(
                Collectors.groupingBy(
                    incident -> times.dateOf(incident.startedAt()),
                    () -> new TreeMap<>(Comparator.<LocalDate>reverseOrder()),
                    Collectors.toList()));
    model.addAttribute("board", board);
    model.addAttribute("current", board.current());
    model.addAttribute("past", past);
    model.addAttribute(
        "days", board.services().isEmpty() ? 0 : board.services().get(0).uptime().days().size());
    model.addAttribute("times", times);
    caching.apply(board.readers(), response);
    feeds(response);
    return "status";
  }

  @GetMapping("/status/incidents/{number}")
  String incident(
      @PathVariable String number, Model model, Locale locale, HttpServletResponse response) {
    ToldIncident incident =
        boards.incident(number).orElseThrow(() -> new UnknownIncidentException(number));
    model.addAttribute("incident", incident);
    model.addAttribute("version", boards.version());
    model.addAttribute("times", new StatusTimes(locale, ZoneId.systemDefault()));
    caching.apply(boards.readers(), response);
    feeds(response);
    return "status-incident";
  }

  /** Where browsers and readers of feeds look for them. */
  private void feeds(HttpServletResponse response) {
    for (StatusFeeds.Format format : StatusFeeds.Format.values()) {
      response.addHeader(
          HttpHeaders.LINK,
          "<%s>; rel=\"alternate\"; type=\"%s\""
              .formatted(address.of(format.path()), format.mediaType()));
    }
  }
}
