package org.ims.documentation;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ims.incident.IncidentState;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;

/** Describes the filter of the list of incidents, which its export shares. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    name = "state",
    in = ParameterIn.QUERY,
    description = "One or more states, repeated or separated by commas",
    explode = Explode.FALSE,
    array = @ArraySchema(schema = @Schema(implementation = IncidentState.class)))
@Parameter(
    name = "priority",
    in = ParameterIn.QUERY,
    description = "One or more priorities, repeated or separated by commas",
    explode = Explode.FALSE,
    array = @ArraySchema(schema = @Schema(implementation = Priority.class)))
@Parameter(
    name = "service",
    in = ParameterIn.QUERY,
    description = "Key of the affected service",
    example = "mail")
@Parameter(
    name = "person",
    in = ParameterIn.QUERY,
    description =
        "Login of somebody who reported it, worked on it, commanded it, did one of its tasks or"
            + " moved it; for those who only report, its reporter, responder or commander",
    schema = @Schema(type = "string", maxLength = IncidentQuery.MAX_LOGIN),
    example = "responder")
@Parameter(
    name = "processVersion",
    in = ParameterIn.QUERY,
    description = "Ran by this version of the lifecycle, at least for a time",
    schema = @Schema(type = "integer", minimum = "1"),
    example = "3")
@Parameter(
    name = "major",
    in = ParameterIn.QUERY,
    description = "Whether it is a major incident; repeated or separated by commas",
    explode = Explode.FALSE,
    array = @ArraySchema(schema = @Schema(implementation = MajorIncident.class)))
@Parameter(
    name = "restricted",
    in = ParameterIn.QUERY,
    description = "Kept to those concerned, or not; without it both",
    schema = @Schema(type = "boolean"))
@Parameter(
    name = "drill",
    in = ParameterIn.QUERY,
    description = "Exercises: true for nothing else, all for them too",
    schema =
        @Schema(
            type = "string",
            allowableValues = {"false", "true", "all"},
            defaultValue = "false"))
@Parameter(
    name = "text",
    in = ParameterIn.QUERY,
    description =
        "Words, each of which begins a word of the number, title or description; case does not"
            + " matter",
    schema = @Schema(type = "string", maxLength = IncidentQuery.MAX_TEXT),
    example = "mail hamb")
@Parameter(
    name = "openedFrom",
    in = ParameterIn.QUERY,
    description = "Opened at or after",
    schema = @Schema(type = "string", format = "date-time"),
    example = "2026-03-01T00:00:00Z")
@Parameter(
    name = "openedTo",
    in = ParameterIn.QUERY,
    description = "Opened at or before",
    schema = @Schema(type = "string", format = "date-time"),
    example = "2026-03-31T23:59:59Z")
@Parameter(
    name = "closedFrom",
    in = ParameterIn.QUERY,
    description = "Closed at or after",
    schema = @Schema(type = "string", format = "date-time"),
    example = "2026-03-01T00:00:00Z")
@Parameter(
    name = "closedTo",
    in = ParameterIn.QUERY,
    description = "Closed at or before",
    schema = @Schema(type = "string", format = "date-time"),
    example = "2026-03-31T23:59:59Z")
@Parameter(
    name = "sort",
    in = ParameterIn.QUERY,
    description =
        "number, openedAt, priority, state (in the order of the lifecycle), resolveDue or closedAt,"
            + " then ,asc or ,desc",
    schema = @Schema(type = "string", defaultValue = "openedAt,desc"))
@interface FilterParameters {}
