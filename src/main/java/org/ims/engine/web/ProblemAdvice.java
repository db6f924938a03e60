package org.ims.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ims.incident.IllegalTransitionException;
import org.ims.incident.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns every exception that leaves a controller into an RFC 9457 problem detail.
 *
 * <p>Without it a database that dies at COMMIT can end in an empty 200: the client believes in a
 * report that was never stored. Broken rules of the request are listed in {@code errors}, each with
 * field, rule and message.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(InvalidInputException.class)
  ResponseEntity<Object> invalid(InvalidInputException failure, WebRequest request) {
    return broken(
        failure,
        failure.violations().stream()
            .map(
                violation ->
                    new FieldProblem(violation.field(), violation.rule(), violation.message()))
            .toList(),
        request);
  }

  @ExceptionHandler(ConstraintViolationException.class)
  ResponseEntity<Object> violated(ConstraintViolationException failure, WebRequest request) {
    List<FieldProblem> problems = new ArrayList<>();
    for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
      problems.add(
          new FieldProblem(
              violation.getPropertyPath().toString(),
              rule(
                  violation
                      .getConstraintDescriptor()
                      .getAnnotation()
                      .annotationType()
                      .getSimpleName()),
              violation.getMessage()));
    }
    return broken(failure, problems, request);
  }

  /** Of a body that is read as a stream. The rest of it is not read. */
  @ExceptionHandler(BodyTooLargeException.class)
  ResponseEntity<Object> tooLarge(BodyTooLargeException failure, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.setConnection("close");
    return handleExceptionInternal(
        failure,
        ProblemDetail.forStatusAndDetail(HttpStatus.PAYLOAD_TOO_LARGE, failure.getMessage()),
        headers,
        HttpStatus.PAYLOAD_TOO_LARGE,
        request);
  }

  /** The firewall looks at names and values of parameters and headers only when they are read. */
  @ExceptionHandler(RequestRejectedException.class)
  ResponseEntity<Object> rejected(RequestRejectedException failure, WebRequest request) {
    return handleExceptionInternal(
        failure,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The request holds characters that are not allowed."),
        new HttpHeaders(),
        HttpStatus.BAD_REQUEST,
        request);
  }

  /** Everything that no more specific handler takes. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> other(Exception failure, WebRequest request) throws Exception {
    if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
      // Spring Security's own filter decides between 401 and 403.
      throw failure;
    }
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof InvalidInputException invalid) {
        return invalid(invalid, request);
      }
    }
    Optional<Outcome> outcome = Outcome.of(failure);
    if (outcome.isPresent()) {
      return answer(failure, outcome.get(), request);
    }
    ResponseStatus declared =
        AnnotatedElementUtils.findMergedAnnotation(failure.getClass(), ResponseStatus.class);
    if (declared != null) {
      String reason = declared.reason().isEmpty() ? failure.getMessage() : declared.reason();
      return handleExceptionInternal(
          failure,
          ProblemDetail.forStatusAndDetail(declared.code(), reason == null ? "" : reason),
          new HttpHeaders(),
          declared.code(),
          request);
    }
    String reference = Problems.reference();
    LOG.error("Request failed, reference {}", reference, failure);
    return handleExceptionInternal(
        failure,
        ProblemDetail.forStatusAndDetail(
            HttpStatus.INTERNAL_SERVER_ERROR, Problems.unexpected(reference)),
        new HttpHeaders(),
        HttpStatus.INTERNAL_SERVER_ERROR,
        request);
  }

  /**
   * What any failure is answered with, for those who show it in another form than JSON.
   *
   * @throws Exception the failure itself, where Spring Security is to answer it
   */
  ResponseEntity<Object> answer(Exception failure, WebRequest request) throws Exception {
    try {
      return handleException(failure, request);
    } catch (Exception notSprings) {
      return other(failure, request);
    }
  }

  private ResponseEntity<Object> answer(Exception failure, Outcome outcome, WebRequest request) {
    if (outcome == Outcome.UNAVAILABLE) {
      LOG.warn("Answered 503: {}", failure.toString());
    }
    ProblemDetail problem = Problems.of(outcome);
    HttpHeaders headers = new HttpHeaders();
    if (outcome == Outcome.UNAVAILABLE) {
      headers.set(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
    }
    if (outcome == Outcome.FORBIDDEN
        || outcome == Outcome.INVALID
        || outcome == Outcome.NOT_FOUND
        || failure instanceof IllegalTransitionException) {
      problem.setDetail(failure.getMessage());
    }
    return handleExceptionInternal(
        failure, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> problems = new ArrayList<>();
    for (ObjectError error : failure.getBindingResult().getAllErrors()) {
      problems.add(problem("", error));
    }
    return broken(failure, problems, request);
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (failure.isForReturnValue()) {
      return super.handleHandlerMethodValidationException(failure, headers, status, request);
    }
    List<FieldProblem> problems = new ArrayList<>();
    for (ParameterValidationResult result : failure.getParameterValidationResults()) {
      if (result instanceof ParameterErrors errors) {
        errors.getAllErrors().forEach(error -> problems.add(problem("", error)));
        continue;
      }
      String parameter = result.getMethodParameter().getParameterName();
      result
          .getResolvableErrors()
          .forEach(
              error -> {
                String[] codes = error.getCodes();
                String code =
                    codes == null || codes.length == 0 ? "valid" : codes[codes.length - 1];
                problems.add(new FieldProblem(parameter, rule(code), error.getDefaultMessage()));
              });
    }
    return broken(failure, problems, request);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof BodyTooLargeException tooLarge) {
        return handleExceptionInternal(
            failure,
            ProblemDetail.forStatusAndDetail(HttpStatus.PAYLOAD_TOO_LARGE, tooLarge.getMessage()),
            headers,
            HttpStatus.PAYLOAD_TOO_LARGE,
            request);
      }
    }
    return broken(failure, List.of(unreadable(failure.getCause())), request);
  }

  @Override
  protected ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return broken(
        failure,
        List.of(new FieldProblem(failure.getParameterName(), "required", "is required")),
        request);
  }

  @Override
  protected ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (failure instanceof MissingRequestHeaderException missing) {
      return broken(
          failure,
          List.of(new FieldProblem(missing.getHeaderName(), "required", "is required")),
          request);
    }
    return super.handleServletRequestBindingException(failure, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String field =
        failure instanceof MethodArgumentTypeMismatchException mismatch
            ? mismatch.getName()
            : failure.getPropertyName();
    return broken(
        failure,
        List.of(new FieldProblem(field, "type", mustBe(failure.getRequiredType()))),
        request);
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    HttpHeaders typed = new HttpHeaders();
    typed.putAll(headers);
    // Set here: a client that accepts only XML still gets to know why.
    typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (body instanceof ProblemDetail problem && Problems.trace() != null) {
      problem.setProperty(Problems.TRACE, Problems.trace());
    }
    return new ResponseEntity<>(body, typed, status);
  }

  private ResponseEntity<Object> broken(
      Exception failure, List<FieldProblem> problems, WebRequest request) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The request breaks the rules that are listed in errors.");
    problem.setProperty(
        "errors",
        problems.stream()
            .sorted(
                Comparator.comparing(
                        FieldProblem::field, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(FieldProblem::rule))
            .toList());
    return handleExceptionInternal(
        failure, problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
  }

  private static FieldProblem problem(String prefix, ObjectError error) {
    String field = error instanceof FieldError on ? on.getField() : error.getObjectName();
    boolean wrongType = error instanceof FieldError on && on.isBindingFailure();
    String code = error.getCode();
    return new FieldProblem(
        prefix + field,
        wrongType ? "type" : rule(code == null ? "valid" : code),
        wrongType ? "has the wrong type" : error.getDefaultMessage());
  }

  private static FieldProblem unreadable(Throwable cause) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return new FieldProblem(path(unknown), "unknown", "is not a known field");
    }
    if (cause instanceof InvalidFormatException wrong) {
      return new FieldProblem(path(wrong), "type", mustBe(wrong.getTargetType()));
    }
    if (cause instanceof MismatchedInputException wrong) {
      return new FieldProblem(path(wrong), "type", mustBe(wrong.getTargetType()));
    }
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof StreamConstraintsException) {
        String field = cause instanceof JsonMappingException mapping ? path(mapping) : "";
        return new FieldProblem(field, "limit", "is nested too deeply or too long");
      }
    }
    if (cause instanceof StorableText.UnstorableTextException unstorable) {
      return new FieldProblem(
          path(unstorable), "characters", "holds characters that cannot be stored");
    }
    if (cause instanceof JsonMappingException mapping) {
      return new FieldProblem(path(mapping), "json", "cannot be read");
    }
    if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
      return new FieldProblem(
          "",
          "json",
          "is not valid JSON at line "
              + json.getLocation().getLineNr()
              + ", column "
              + json.getLocation().getColumnNr());
    }
    return new FieldProblem("", "json", "must be a JSON document");
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String mustBe(Class<?> type) {
    if (type == null) {
      return "has the wrong type";
    }
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        names.add(constant.toString());
      }
      return "must be one of " + String.join(", ", names);
    }
    if (java.time.temporal.Temporal.class.isAssignableFrom(type)
        || java.util.Date.class.isAssignableFrom(type)) {
      return "must be a date in ISO 8601 form, for instance 2026-03-02T08:00:00Z";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "must be a number";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "must be a text";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "must be a list";
    }
    return "has the wrong type";
  }

  private static String rule(String constraint) {
    return constraint.isEmpty()
        ? constraint
        : constraint.substring(0, 1).toLowerCase(Locale.ROOT) + constraint.substring(1);
  }
}
