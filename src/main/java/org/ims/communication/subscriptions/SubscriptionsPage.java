package org.ims.communication.subscriptions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.engine.web.PageLink;
import org.ims.incident.InvalidInputException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people say of what they want to hear. */
@Controller
class SubscriptionsPage {

  private final SubscriptionDesk desk;
  private final Services services;

  SubscriptionsPage(SubscriptionDesk desk, Services services) {
    this.desk = desk;
    this.services = services;
  }

  @Configuration(proxyBeanMethods = false)
  static class Navigation {

    @Bean
    PageLink subscriptionsLink() {
      return new PageLink(40, "subscriptions.link", "/subscriptions", Set.of());
    }
  }

  /** One subscription, as the page shows it. */
  record Row(
      long id,
      String kind,
      String subscriber,
      String audience,
      String service,
      String priority,
      String incident) {}

  @GetMapping("/subscriptions")
  String subscriptions(Model model) {
    show(model, SubscriptionRequest.blank(), Map.of());
    return "subscriptions";
  }

  @PostMapping("/subscriptions")
  ModelAndView subscribe(
      @ModelAttribute SubscriptionRequest form, Model model, RedirectAttributes told) {
    try {
      desk.subscribe(form);
      told.addFlashAttribute("subscribed", true);
      return new ModelAndView("redirect:/subscriptions");
    } catch (InvalidInputException e) {
      Map<String, String> errors = new LinkedHashMap<>();
      e.violations()
          .forEach(violation -> errors.putIfAbsent(violation.field(), violation.message()));
      show(model, form, errors);
      return new ModelAndView("subscriptions", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  @PostMapping("/subscriptions/language")
  String speak(@RequestParam String language, RedirectAttributes told) {
    desk.speak(language);
    told.addFlashAttribute("spoken", true);
    return "redirect:/subscriptions";
  }

  @PostMapping("/subscriptions/{id}/end")
  String end(@PathVariable long id, RedirectAttributes told) {
    desk.end(id);
    told.addFlashAttribute("ended", true);
    return "redirect:/subscriptions";
  }

  private void show(Model model, SubscriptionRequest form, Map<String, String> errors) {
    model.addAttribute("mine", rows(desk.mine()));
    model.addAttribute("others", rows(desk.others()));
    model.addAttribute("keeper", desk.isKeeper());
    model.addAttribute("languages", SubscriptionDesk.LANGUAGES);
    model.addAttribute("language", desk.language());
    model.addAttribute("services", services.findByActiveTrueOrderByName());
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
  }

  private List<Row> rows(List<Subscription> subscriptions) {
    return subscriptions.stream()
        .map(
            subscription ->
                new Row(
                    subscription.id(),
                    subscription.kind().name(),
                    subscription.subscriber(),
                    subscription.audience().name(),
                    nameOf(subscription.service()),
                    subscription.priority() == null ? "" : subscription.priority().name(),
                    subscription.incidentNumber() == null ? "" : subscription.incidentNumber()))
        .toList();
  }

  private String nameOf(String service) {
    return service == null ? "" : services.findByKey(service).map(Service::name).orElse(service);
  }
}
