package org.ims.pages;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form to sign in by, and what a person sees who is not let in. */
@Controller
class LoginPage {

  private final boolean singleSignOn;

  LoginPage(
      @Value("${ims.security.oidc.issuer}") String issuer,
      @Value("${ims.security.oidc.client-id}") String client) {
    this.singleSignOn = !issuer.isBlank() && !client.isBlank();
  }

  @GetMapping("/login")
  ModelAndView login() {
    return new ModelAndView("login", "singleSignOn", singleSignOn);
  }

  /** Reached from the filters, whatever the method of the request was. */
  @RequestMapping("/login/refused")
  ModelAndView refused(@RequestAttribute(required = false) Boolean noGroup) {
    return new ModelAndView("refused", Map.of("noGroup", noGroup != null), HttpStatus.FORBIDDEN);
  }
}
