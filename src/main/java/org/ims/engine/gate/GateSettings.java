package org.ims.engine.gate;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Period;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a deployment may hold, and what its models may demand.
 *
 * @param maxFiles how many files one deployment may have
 * @param maxFileSize how large each of them may be
 * @param maxElements how many elements a diagram or table, or components a form, may have
 * @param maxDepth how deep elements may lie in each other, in XML and JSON
 * @param maxText how many characters an attribute, a text or a documentation may have
 * @param maxExpression how many characters an expression may have, in JUEL and in FEEL
 * @param maxRules how many rules a table may have
 * @param maxColumns how many inputs and outputs a table may have
 * @param shortestCycle the shortest pause of what repeats by itself
 * @param maxInstances how often a step may be done at the same time, where a model gives the number
 * @param maxRetries how often a failing job may be tried again before it counts as stuck
 * @param shortestRetry the shortest pause before it is tried again
 * @param sharedDelegates the delegates that not only the application's own process may call
 * @param signatures the variables that say who has decided, which no model writes
 * @param historyAtLeast how long the history of a process or decision is kept at least
 * @param historyAtMost how long it is kept at most
 * @param shortHistory the processes whose history may be kept for less, by their ids
 */
@Validated
@ConfigurationProperties("ims.deployment")
public record GateSettings(
    @Min(1) int maxFiles,
    @NotNull DataSize maxFileSize,
    @Min(1) int maxElements,
    @Min(1) int maxDepth,
    @Min(1) int maxText,
    @Min(1) int maxExpression,
    @Min(1) int maxRules,
    @Min(1) int maxColumns,
    @NotNull Duration shortestCycle,
    @Min(1) int maxInstances,
    @Min(1) int maxRetries,
    @NotNull Duration shortestRetry,
    @NotNull Set<String> sharedDelegates,
    @NotNull Set<String> signatures,
    @NotNull Period historyAtLeast,
    @NotNull Period historyAtMost,
    @NotNull Set<String> shortHistory) {}
