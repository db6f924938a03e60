package org.ims.communication;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import org.ims.engine.web.PageLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people see which messages did not arrive, and see to them. */
@Controller
class MessagesPage {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Deliveries deliveries;

  MessagesPage(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {

    @Bean
    PageLink messagesLink() {
      return new PageLink(50, "messages.link", "/messages", Deliveries.READERS);
    }
  }

  /** One message, as the page shows it. */
  record Row(
      long id,
      String incident,
      String kind,
      String recipient,
      String channel,
      String written,
      String sent,
      int attempts,
      String error) {

    static Row of(Notice notice) {
      ZoneId zone = ZoneId.systemDefault();
      return new Row(
          notice.id(),
          notice.incidentNumber(),
          notice.kind().replace('-', ' '),
          notice.recipient(),
          "messages.channel." + notice.channel(),
          TIME.format(notice.writtenAt().atZone(zone)),
          notice.sentAt() == null ? "" : TIME.format(notice.sentAt().atZone(zone)),
          notice.attempts(),
          notice.lastError());
    }
  }

  @GetMapping("/messages")
  String messages(Model model) {
    model.addAttribute("undelivered", rows(Notice.State.UNDELIVERED));
    model.addAttribute("pending", rows(Notice.State.PENDING));
    model.addAttribute("sent", rows(Notice.State.SENT));
    model.addAttribute("mayDecide", deliveries.mayDecide());
    return "messages";
  }

  @PostMapping("/messages/{id}/retry")
  String retry(@PathVariable long id) {
    deliveries.retry(id);
    return "redirect:/messages";
  }

  @PostMapping("/messages/retry")
  String retryAll(RedirectAttributes told) {
    told.addFlashAttribute("retried", deliveries.retryAll());
    return "redirect:/messages";
  }

  @PostMapping("/messages/{id}/discard")
  String discard(@PathVariable long id, @RequestParam String reason) {
    deliveries.discard(id, reason);
    return "redirect:/messages";
  }

  private List<Row> rows(Notice.State state) {
    return deliveries.newest(EnumSet.of(state), null).stream().map(Row::of).toList();
  }
}
