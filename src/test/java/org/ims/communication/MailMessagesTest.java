package org.ims.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails as a mail server takes them and a mail program shows them. */
class MailMessagesTest {

  @RegisterExtension
  static final GreenMailExtension SERVER = new GreenMailExtension(ServerSetup.SMTP.dynamicPort());

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private final MailPage page = new MailPage(new Words());

  @Test
  void mailIsTextAndHtmlSideBySide() throws Exception {
    MimeMessage mail =
        sent(notice("INC-2026-000042 - gelöst: Drucker", "Hallo Jürgen,\n\nes geht.\nWirklich."));

    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
        .isEqualTo("Hallo Jürgen,\n\nes geht.\nWirklich.");
    assertThat(parts.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=UTF-8");
    Document html = Jsoup.parse(parts.getBodyPart(1).getContent().toString());
    assertThat(html.selectFirst("html").attr("lang")).isEqualTo("de");
    assertThat(html.text()).contains("Vorfall INC-2026-000042", "Stand: Wartet", "es geht.");
    assertThat(html.select("h1").text()).isEqualTo("Gelöst: Drucker");
    assertThat(html.select("a.button").attr("href"))
        .isEqualTo("https://ims.example.org/report/mine");
    assertThat(html.select("a.button").text()).isEqualTo("In IMS öffnen");
    assertThat(html.html()).contains("prefers-color-scheme: dark");
    assertThat(mail.getSubject()).isEqualTo("INC-2026-000042 - gelöst: Drucker");
  }

  /** Pictures tell their sender who read what when. */
  @Test
  void nothingIsFetchedFromAnywhere() throws Exception {
    String html = page.of(notice("Subject", "Text"));

    assertThat(Jsoup.parse(html).select("img, link, script, iframe, object, svg, form")).isEmpty();
    assertThat(html).doesNotContain("url(", "@import", "@font-face");
  }

  @Test
  void whatPeopleWroteIsNoMarkup() {
    Document html =
        Jsoup.parse(
            page.of(
                notice(
                    "INC-2026-000042 - <script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>\n\n${7*7} [[${7*7}]] __${7*7}__\n<a href=x>y</a>")));

    assertThat(html.select("script, img, a:not(.button)")).isEmpty();
    assertThat(html.select("h1").text()).isEqualTo("<script>alert(1)</script>");
    assertThat(html.text()).contains("${7*7} [[${7*7}]] __${7*7}__").doesNotContain("49");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Down\r\nBcc: victim@example.org",
        "Down\nBcc: victim@example.org\n\nAnother text",
        "Down\rBcc: victim@example.org",
        "Down\u2028Bcc: victim@example.org",
        "Down\u0085Bcc: victim@example.org",
        "Down\u0000Bcc: victim@example.org",
        "Down\r\n\r\n<html>",
      })
  void noTitleBecomesAHeader(String title) throws Exception {
    MimeMessage mail = sent(notice(title, "Text"));

    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject()).startsWith("Down ").doesNotContain("\r", "\n", "\u0000");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getHeaders(mail)).doesNotContainPattern("(?m)^(Bcc|<html>)");
  }

  @Test
  void writingThatIsTurnedAroundIsSetRight() {
    assertThat(OneLine.of("invoice\u202Efdp.exe")).isEqualTo("invoice fdp.exe");
    assertThat(OneLine.each("a\r\nb\u0007\tc")).isEqualTo("a\nb\tc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org\r\nBcc: victim@example.org",
        "a@example.org\nRCPT TO:<victim@example.org>",
        "a@example.org, victim@example.org",
        "a@exam\u0000ple.org",
        "no address",
      })
  void hostileAddressIsRefusedForGood(String address) {
    assertThatThrownBy(
            () ->
                transport().send(new Mail("key", address, "Subject", "Text", "<p>Text</p>", null)))
        .isInstanceOfSatisfying(
            NotDeliveredException.class, failure -> assertThat(failure.isForGood()).isTrue());
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @Test
  void invitationIsAPartForCalendarsAndAFile() throws Exception {
    String invitation =
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Rückblick\r\nEND:VCALENDAR\r\n";
    transport()
        .send(new Mail("key", "a@example.org", "Subject", "Text", "<p>Text</p>", invitation));

    MimeMessage mail = SERVER.getReceivedMessages()[0];
    assertThat(mail.getContentType()).startsWith("multipart/mixed");
    MimeMultipart mixed = (MimeMultipart) mail.getContent();
    MimeMultipart alternative = (MimeMultipart) mixed.getBodyPart(0).getContent();
    assertThat(alternative.getCount()).isEqualTo(3);
    Part calendar = alternative.getBodyPart(2);
    assertThat(calendar.getContentType())
        .startsWith("text/calendar")
        .contains("method=REQUEST", "charset=UTF-8");
    assertThat(new String(calendar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(invitation);
    assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("invitation.ics");
    assertThat(mixed.getBodyPart(1).getDisposition()).isEqualTo(Part.ATTACHMENT);
    assertThat(
            new String(
                mixed.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(invitation);
  }

  private MimeMessage sent(Notice notice) {
    transport()
        .send(
            new Mail(
                notice.key(),
                notice.address(),
                notice.subject(),
                notice.body(),
                page.of(notice),
                null));
    MimeMessage[] received = SERVER.getReceivedMessages();
    assertThat(received).hasSize(1);
    return received[0];
  }

  private static Notice notice(String subject, String body) {
    Notice notice =
        new Notice(
            "INC-2026-000042/resolution/1/reporter",
            "INC-2026-000042",
            "resolution",
            "reporter@example.org",
            ChannelKind.MAIL,
            "de",
            subject,
            body,
            MONDAY);
    notice.about("ON_HOLD", "https://ims.example.org/report/mine", null);
    return notice;
  }

  private static MailTransport transport() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(SERVER.getSmtp().getPort());
    return new SmtpTransport(
        sender, new MailMessages("IMS <ims@example.org>", Clock.fixed(MONDAY, ZoneOffset.UTC)));
  }
}
