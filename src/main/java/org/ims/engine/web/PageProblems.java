package org.ims.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says on the pages in HTML what {@link ProblemAdvice} says in JSON, with the same status, where a
 * person looks at it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems implements HandlerExceptionResolver {

  private final ProblemAdvice advice;

  PageProblems(ProblemAdvice advice) {
    this.advice = advice;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
    if (response.isCommitted()
        || !PagePaths.isPage(request.getServletPath())
        || !PagePaths.asksForHtml(request)) {
      return null;
    }
    ResponseEntity<Object> answer;
    try {
      answer = advice.answer(failure, new ServletWebRequest(request));
    } catch (Exception forSpringSecurity) {
      return null;
    }
    response.setHeader("Cache-Control", "no-store");
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    ModelAndView page = new ModelAndView("problem");
    page.setStatus(answer.getStatusCode());
    page.addObject("status", answer.getStatusCode().value());
    page.addObject(
        "detail",
        answer.getBody() instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : "");
    return page;
  }
}
