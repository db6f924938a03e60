package org.ims.engine.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** Describes to client generators what every operation of the API has in common. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String BASIC = "basic";
  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("IMS API")
                .version("1")
                .description(
                    "Report incidents and follow them through their lifecycle. Times are ISO-8601"
                        + " in UTC; what is not known is absent. Every failed request is answered"
                        + " with a problem detail (RFC 9457).")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    BASIC,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description("Login and password of a user of the system"))
                .addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("A token that a user made for a machine"))
                .addSchemas(PROBLEM, problem()))
        .addSecurityItem(new SecurityRequirement().addList(BASIC))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  /** The answers that any operation may give, beside those that it declares itself. */
  @Bean
  OpenApiCustomizer commonAnswers() {
    return api ->
        api.getPaths()
            .forEach(
                (path, item) ->
                    item.readOperationsMap()
                        .forEach(
                            (method, operation) -> {
                              answer(operation, "400", "The request breaks the rules in errors");
                              answer(operation, "401", "No login, or a wrong one");
                              if (path.contains("{")) {
                                answer(operation, "404", "There is no such thing, or not for you");
                              }
                              if (operation.getRequestBody() != null) {
                                answer(operation, "409", "Somebody else was faster");
                                answer(operation, "413", "The body is too large");
                                answer(operation, "415", "The body is not JSON");
                                answer(operation, "422", "The Idempotency-Key has another body");
                              }
                              answer(operation, "503", "Not stored; try again later");
                              operation
                                  .getResponses()
                                  .get("503")
                                  .addHeaderObject(
                                      HttpHeaders.RETRY_AFTER,
                                      new Header()
                                          .description("Seconds to wait")
                                          .schema(new IntegerSchema()));
                            }));
  }

  private static void answer(Operation operation, String status, String description) {
    operation
        .getResponses()
        .putIfAbsent(
            status,
            new ApiResponse()
                .description(description)
                .content(
                    new Content()
                        .addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
  }

  private static Schema<?> problem() {
    Schema<?> violation = new ObjectSchema().description("One broken rule");
    violation.addProperty(
        "field", new StringSchema().description("Where in the request").example("title"));
    violation.addProperty(
        "rule", new StringSchema().description("For machines").example("max-length"));
    violation.addProperty(
        "message",
        new StringSchema()
            .description("For people")
            .example("Title must have at most 120 characters."));
    violation.setRequired(List.of("field", "rule", "message"));
    Schema<?> problem = new ObjectSchema().description("Why a request failed (RFC 9457)");
    problem.addProperty("type", new StringSchema().format("uri").example("about:blank"));
    problem.addProperty("title", new StringSchema().example("Bad Request"));
    problem.addProperty("status", new IntegerSchema().example(400));
    problem.addProperty(
        "detail",
        new StringSchema().example("The request breaks the rules that are listed in errors."));
    problem.addProperty("instance", new StringSchema().format("uri").example("/api/incidents"));
    problem.addProperty(
        "errors",
        new ArraySchema().items(violation).description("Every broken rule; with 400 only"));
    problem.setRequired(List.of("title", "status"));
    return problem;
  }
}
