package org.ims.pages;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The form to sign in by, and what a person sees who is not let in. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String login() {
    return "login";
  }

  /** Reached from the filters, whatever the method of the request was. */
  @RequestMapping("/login/refused")
  ModelAndView refused() {
    return new ModelAndView("refused", HttpStatus.FORBIDDEN);
  }
}
