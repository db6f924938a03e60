package org.ims.reporting.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHeadersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rita <Rita@Example.org>|rita@example.org",
        "rita@example.org|rita@example.org",
        "\"Reporter, Rita\" <rita@example.org>, second@example.org|rita@example.org",
        "=?utf-8?q?R=C3=ADta?= <rita@example.org>|rita@example.org",
        "nobody at all|",
        "<>|",
        "undisclosed-recipients:;|",
        "a@b@c|",
      })
  void senderIsTheFirstAddressThatIsOne(String from, String sender) throws Exception {
    assertThat(headers("From: " + from).sender()).isEqualTo(sender);
  }

  @Test
  void headersThatAreMissingOrBrokenAreNothing() throws Exception {
    MailHeaders none = headers("X: y");
    assertThat(none.sender()).isNull();
    assertThat(none.subject()).isEmpty();
    assertThat(none.sentAt()).isNull();
    assertThat(none.messageId()).isNull();
    assertThat(none.references()).isEmpty();
    MailHeaders broken =
        headers("Date: yesterday", "Message-ID: none", "Subject: =?no-such?q?x?= y");
    assertThat(broken.sentAt()).isNull();
    assertThat(broken.messageId()).isNull();
    assertThat(broken.subject()).endsWith("y");
  }

  @Test
  void subjectIsOneStorableLine() throws Exception {
    assertThat(headers("Subject: a\r\n\tb =?utf-8?q?c=00=0D=0Ad=C2=85e?=").subject())
        .isEqualTo("a b c d e");
    assertThat(headers("Subject: Tür").subject()).isEqualTo("Tür");
    assertThat(headers("Subject: " + "x".repeat(300)).subject()).hasSize(255).endsWith("…");
  }

  @Test
  void datesAreRead() throws Exception {
    assertThat(headers("Date: Mon, 2 Mar 2026 09:00:00 +0100 (CET)").sentAt())
        .isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(headers("Date: Thu, 1 Jan 1914 00:00:00 +0000").sentAt()).isNull();
  }

  @Test
  void numbersAreFoundWhereTheyStandAlone() throws Exception {
    assertThat(
            headers("Subject: Re: [inc-2026-000042] and INC-2026-1234567, XINC-2026-000001")
                .numbers())
        .containsExactly("INC-2026-000042", "INC-2026-1234567");
    assertThat(headers("Subject: INC-2026-42 INC-26-000042").numbers()).isEmpty();
  }

  @Test
  void nearestReferenceComesFirst() throws Exception {
    assertThat(
            headers("References: <1@x>\r\n <2@x> <3@x>", "In-Reply-To: <3@x> (of Monday)")
                .references())
        .containsExactly("<3@x>", "<2@x>", "<1@x>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mx.example.org; spf=pass smtp.mailfrom=x; dmarc=pass (p=reject; dis=none)"
            + " header.from=b.example",
        "MX.example.org 1;\r\n dmarc = PASS header.From=\"B.example\"",
        "\"mx.example.org\" (a (nested) \\) comment); dmarc/1=pass reason=\"; dmarc=fail\""
            + " policy.dmarc=none header.from=b.example; spf=none",
        "mx.example.org; spf=fail smtp.mailfrom=\"x; dmarc=fail\"@evil.example;"
            + " dmarc=pass header.from=b.example",
      })
  void wordOfOurMailServerIsTaken(String results) throws Exception {
    assertThat(
            headers("From: a@b.example", "Authentication-Results: " + results)
                .isAuthentic("mx.example.org"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.example.org; dmarc=pass header.from=b.example",
        "mx.example.org; dmarc=fail header.from=b.example; x=dmarc=pass header.from=b.example",
        "mx.example.org; spf=pass (; dmarc=pass header.from=b.example)",
        "mx.example.org; spf=pass ((; dmarc=pass) ; dmarc=pass header.from=b.example)",
        "mx.example.org; none\r\nAuthentication-Results: mx.example.org; dmarc=pass"
            + " header.from=b.example",
        "mx.example.org; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=b.example; y=z\""
            + "@evil.example; dmarc=fail header.from=b.example",
        "mx.example.org; spf=pass smtp.mailfrom=x; dmarc=pass header.from=b.example @evil.example;"
            + " dmarc=fail header.from=b.example",
        "mx.example.org; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=b.example",
        "mx.example.org; spf=pass (x; dmarc=pass header.from=b.example",
        "mx.example.org; dmarc=pass header.from=evil.example",
        "mx.example.org; dmarc=pass header.from=evil.example header.from=b.example",
        "mx.example.org; dmarc=pass",
        "mx.example.org; dmarc=\"pass\" header.from=b.example",
        "mx.example.org; dmarc header.from=b.example",
        "mx.example.org dmarc=pass header.from=b.example",
        "mx.example.org",
        ";;",
        "",
      })
  void nobodyElsesIs(String results) throws Exception {
    assertThat(
            headers("From: a@b.example", "Authentication-Results: " + results)
                .isAuthentic("mx.example.org"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: a@b.example, x@evil.example",
        "From: a@b.example\r\nFrom: x@b.example",
        "From: nobody at all",
        "X: y",
      })
  void senderWhoIsNotOneIsNotProven(String from) throws Exception {
    MailHeaders mail =
        headers(from, "Authentication-Results: mx.example.org; dmarc=pass header.from=b.example");
    assertThat(mail.isAuthentic("mx.example.org")).isFalse();
    assertThat(headers("From: A <a@B.example>").hasOneSender()).isTrue();
  }

  @Test
  void digestKnowsTheSameMailByAnotherWayAndNoOther() throws Exception {
    String mail = "Message-ID: <a@b>\r\nSubject: x\r\n\r\nbody\r\n";
    assertThat(digest("Received: by mx\r\nReturn-Path: <a@b>\r\n" + mail)).isEqualTo(digest(mail));
    for (String other :
        Arrays.asList(
            mail.replace("body", "bodY"),
            mail.replace("a@b", "c@d"),
            mail.replace(": x", ": y"),
            mail + "\r\n")) {
      assertThat(digest(other)).as(other).isNotEqualTo(digest(mail));
    }
  }

  private static byte[] digest(String mail) throws Exception {
    byte[] raw = mail.getBytes(StandardCharsets.UTF_8);
    IncomingMail incoming = new IncomingMail(raw, true, raw.length);
    return new MailHeaders(incoming.message()).digest(incoming);
  }

  private static MailHeaders headers(String... lines) throws Exception {
    byte[] raw = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    return new MailHeaders(new IncomingMail(raw, true, raw.length).message());
  }
}
