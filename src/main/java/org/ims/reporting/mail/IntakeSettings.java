package org.ims.reporting.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The mailbox that is read, and how its mails are taken.
 *
 * @param password null or empty where a file holds it
 * @param passwordFile read anew at each login, so that the password may be changed meanwhile
 * @param folder where mails arrive
 * @param processedFolder where they go that were taken or ignored; made when it is missing
 * @param refusedFolder where they go that could not be taken; made when it is missing
 * @param pollInterval how long the mailbox is left alone between two looks
 * @param mostPerPoll how many mails are taken in one look
 * @param longestLook after how long a look that has not ended is told as a trouble
 * @param attempts how often a mail is begun that each time ends the application, before it is put
 *     aside
 * @param maxSize the largest mail that is taken, with its attachments, as it travels
 * @param mostParts how many parts a mail may have, and {@code deepestPart} how far they may nest
 * @param service key of the service that mails are about until triage knows better
 * @param reporter the reporter of an incident whose sender has no account
 * @param trustedAuthentication by which name our own mail server says (RFC 8601) whether a mail is
 *     from whom it names (DMARC); without its word a sender is a stranger. Empty where no server
 *     says so: then the sender that a mail names is believed
 * @param ownAddresses addresses of ours besides the sender of notices and the mailbox itself
 * @param mostPerSender how many mails of one sender are taken within the window; more of somebody
 *     with an account wait, more of anybody else are refused
 * @param mostOfStrangers how many mails of all who have no account become reports within the
 *     window; more of them wait
 * @param deferFor how long a mail waits at most before it is refused
 * @param lookAgainAfter after how long a mail is looked at again that waits, or could not be read
 * @param refusalsShownFor how long the health tells of a mail that was refused although a person
 *     wrote it
 * @param believeDateWithin how old a mail may be for its date to be when the incident was noticed
 * @param answerEvery after how long a sender is told again that a mail was not taken
 * @param answerWithin how long we try to say so
 * @param tell who is told that a mail joined an incident, as decision tables name them
 * @param beforeATeam who is told while no team is chosen
 */
@Validated
@ConfigurationProperties("ims.mail.intake")
record IntakeSettings(
    @NotBlank String host,
    @Min(1) @Max(65535) int port,
    @NotBlank String user,
    String password,
    String passwordFile,
    @NotNull Tls tls,
    @NotBlank String folder,
    @NotBlank String processedFolder,
    @NotBlank String refusedFolder,
    @NotNull Duration pollInterval,
    @Min(1) int mostPerPoll,
    @NotNull Duration longestLook,
    @Min(1) int attempts,
    @NotNull DataSize maxSize,
    @Min(1) int mostParts,
    @Min(1) int deepestPart,
    @NotBlank String service,
    @NotBlank String reporter,
    String trustedAuthentication,
    List<String> ownAddresses,
    @Min(1) int mostPerSender,
    @Min(1) int mostOfStrangers,
    @NotNull Duration deferFor,
    @NotNull Duration lookAgainAfter,
    @NotNull Duration refusalsShownFor,
    @NotNull Duration window,
    @NotNull Duration believeDateWithin,
    @NotNull Duration answerEvery,
    @NotNull Duration answerWithin,
    @NotBlank String tell,
    @NotBlank String beforeATeam,
    @Valid @NotNull Texts texts,
    @Valid @NotNull Quotes quotes) {

  /** How the way to the mail server is kept private. */
  enum Tls {
    /** From the first byte, as on port 993. */
    IMPLICIT,
    /** After a greeting in the clear, as on port 143; without it nothing is sent. */
    STARTTLS,
    /** Not at all: for a server on this machine. */
    NONE
  }

  /**
   * What stands where a mail says nothing.
   *
   * @param noSubject in place of a subject
   * @param noText in place of a text
   * @param shortened below a text that was too long
   * @param mention above the text of a mail that names an incident which it cannot join; {number}
   *     is the incident
   */
  record Texts(
      @NotBlank String noSubject,
      @NotBlank String noText,
      @NotBlank String shortened,
      @NotBlank String mention) {}

  /**
   * How mail programs mark what they quote.
   *
   * @param separators a line like this, and all below it, is quoted
   * @param attributions a line like this is part of the quotation when only quoted lines follow
   */
  record Quotes(@NotNull List<Pattern> separators, @NotNull List<Pattern> attributions) {}

  IntakeSettings {
    ownAddresses = ownAddresses == null ? List.of() : List.copyOf(ownAddresses);
  }

  @AssertTrue(message = "password or password-file must be set, and not both") boolean isPasswordGivenOnce() {
    return hasPassword() != (passwordFile != null && !passwordFile.isEmpty());
  }

  private boolean hasPassword() {
    return password != null && !password.isEmpty();
  }

  /** The password as it is now. */
  String presentPassword() {
    if (hasPassword()) {
      return password;
    }
    try {
      return Files.readString(Path.of(passwordFile)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The file of the mailbox's password cannot be read.", e);
    }
  }

  /** Never tells the password, wherever a record of settings may be written. */
  @Override
  public String toString() {
    return "IntakeSettings[%s@%s:%d %s]".formatted(user, host, port, folder);
  }
}
