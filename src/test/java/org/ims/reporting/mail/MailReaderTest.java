package org.ims.reporting.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from mails, above all from those that break the rules. */
class MailReaderTest {

  private final MailReader reader = new MailReader(Settings.asShipped());

  @Test
  void plainTextIsReadInItsCharacterSet() throws Exception {
    assertThat(text("Content-Type: text/plain; charset=iso-8859-1\n\nTür zu", "iso-8859-1"))
        .isEqualTo("Tür zu");
    assertThat(
            text(
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                    + "VMO8ciB6dQ==\n"))
        .isEqualTo("Tür zu");
    assertThat(
            text(
                "Content-Type: text/plain; charset=utf-8\n"
                    + "Content-Transfer-Encoding: quoted-printable\n\nT=C3=BCr =\nzu"))
        .isEqualTo("Tür zu");
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, no-such-charset",
    "windows-1252, no-such-charset",
    "utf-8, us-ascii",
    "windows-1252, us-ascii",
    "utf-8, '\"broken'",
    "windows-1252, ''",
  })
  void wrongCharacterSetIsGuessed(String real, String named) throws Exception {
    assertThat(text("Content-Type: text/plain; charset=" + named + "\n\nTür zu", real))
        .isEqualTo("Tür zu");
  }

  @Test
  void mailWithoutMimeIsText() throws Exception {
    assertThat(text("Subject: x\n\nIt smokes\n")).isEqualTo("It smokes");
    assertThat(text("Subject: x\nContent-Type: ???\n\nIt smokes\n")).isEqualTo("It smokes");
    assertThat(text("Subject: only headers")).isEmpty();
    assertThat(text("")).isEmpty();
  }

  @Test
  void whatTheDatabaseDoesNotTakeIsLeftOut() throws Exception {
    assertThat(text("\n\na\0b\u0007c\u001b[31m")).isEqualTo("abc[31m");
  }

  @Test
  void brokenBase64IsTakenAsItTravelled() throws Exception {
    MailContent content =
        read(
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee the file\n--x\n"
                + "Content-Type: image/png; name=a.png\nContent-Disposition: attachment\n"
                + "Content-Transfer-Encoding: base64\n\n!!!not base64\n--x\n"
                + "Content-Type: image/png; name=b.png\nContent-Transfer-Encoding: x-unheard-of\n\n"
                + "bytes\n--x--\n");
    assertThat(content.text()).isEqualTo("See the file");
    assertThat(content.attachments())
        .extracting(MailContent.Attachment::name)
        .containsExactly("a.png", "b.png");
    assertThat(bytes(content.attachments().get(0))).asString().startsWith("!!!not base64");
    assertThat(bytes(content.attachments().get(1))).asString().startsWith("bytes");
  }

  @Test
  void plainTextIsPreferredToHtmlAndNothingBesideItIsLost() throws Exception {
    MailContent content =
        read(
            "Content-Type: multipart/mixed; boundary=m\n\n--m\n"
                + "Content-Type: multipart/alternative; boundary=a\n\n"
                + "--a\nContent-Type: text/plain\n\nplain words\n"
                + "--a\nContent-Type: multipart/related; boundary=r\n\n"
                + "--r\nContent-Type: text/html\n\n<p>words as a page</p>\n"
                + "--r\nContent-Type: image/gif; name=\"=?utf-8?q?f=C3=BC=C3=9Fe.gif?=\"\n\nGIF89a\n"
                + "--r--\n--a--\n"
                + "--m\nContent-Type: text/plain; name=log.txt\n\nlog\n"
                + "--m\nContent-Type: message/rfc822\n\nSubject: inner\n\nforwarded\n--m--\n");
    assertThat(content.text()).isEqualTo("plain words");
    assertThat(content.attachments())
        .extracting(MailContent.Attachment::name)
        .containsExactly("füße.gif", "log.txt", "message-3.eml");
    assertThat(bytes(content.attachments().get(2))).asString().contains("forwarded");
  }

  @Test
  void htmlAloneBecomesText() throws Exception {
    assertThat(
            text(
                "Content-Type: text/html; charset=utf-8\n\n"
                    + "<html><head><style>p{}</style><title>t</title></head><body>"
                    + "<script>alert(1)</script><div style='DISPLAY : none'>hidden</div>"
                    + "<p>The  door<br>is <b>open</b> &lt;script&gt;</p><ul><li>one<li>two</ul>"
                    + "<a href='https://evil.example/x'>our shop</a><img src=x onerror=alert(1)>"
                    + "<table><tr><td>a</td><td>b</td></tr></table></body></html>"))
        .isEqualTo(
            "The door\nis open <script>\n\n- one\n- two\n\n"
                + "our shop <https://evil.example/x>\na b");
  }

  @Test
  void quotedPagesAreMarkedAsPlainMailsMarkThem() {
    assertThat(
            HtmlText.of(
                "<div>Yes</div><div>On Monday Rita wrote:<br></div>"
                    + "<blockquote type=cite><div>Is it<br>down?</div></blockquote>",
                1000))
        .isEqualTo("Yes\nOn Monday Rita wrote:\n> Is it\n> down?\n\n");
  }

  @Test
  @Timeout(20)
  void bombsAreRefused() {
    StringBuilder nested = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
    for (int i = 1; i < 1000; i++) {
      nested.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i - 1, i));
    }
    assertThat(refusal(nested.toString())).isEqualTo(Reason.TOO_DEEP);

    String flat =
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(1_000_000) + "--b--";
    assertThat(refusal(flat)).isEqualTo(Reason.TOO_MANY_PARTS);

    StringBuilder wide = new StringBuilder("Content-Type: multipart/mixed; boundary=o\n\n");
    for (int i = 0; i < 30; i++) {
      wide.append("--o\nContent-Type: multipart/mixed; boundary=i%d\n\n".formatted(i));
      wide.append("--i%d\n\nx\n".formatted(i).repeat(30)).append("--i%d--\n".formatted(i));
    }
    assertThat(refusal(wide.append("--o--").toString())).isEqualTo(Reason.TOO_MANY_PARTS);
  }

  @Test
  @Timeout(20)
  void pageThatNeverEndsIsReadToALimit() throws Exception {
    MailContent content = read("Content-Type: text/html\n\n" + "<div><b>x".repeat(300_000));
    assertThat(content.textIsWhole()).isFalse();
    assertThat(content.text()).startsWith("x");
  }

  /** A search that begins anew at each blank of half a million would take a quarter of an hour. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void blanksWithoutEndAreReadAtOnce() throws Exception {
    MailContent content = read("Subject: x\n\na" + " ".repeat(480_000) + "b\nc \t\u00A0 \nd");
    assertThat(content.textIsWhole()).isTrue();
    assertThat(content.text()).hasSize(480_000 + 6).endsWith(" b\nc\nd");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shortPageBecomesNoLongText() throws Exception {
    String page = "<blockquote>".repeat(505) + "<br>".repeat(110_000);
    String part = "--m\nContent-Type: text/html\n\n" + page + "\n";
    MailContent content =
        read("Content-Type: multipart/mixed; boundary=m\n\n" + part.repeat(40) + "--m--");
    assertThat(content.textIsWhole()).isFalse();
    assertThat(content.text()).hasSizeLessThanOrEqualTo(500_000).startsWith("> ".repeat(9) + ">\n");
    assertThat(HtmlText.of(page, 1000)).hasSizeBetween(1000, 1100);
    assertThat(
            HtmlText.of("<blockquote>".repeat(9) + "<pre>" + "\n".repeat(400_000) + "</pre>", 1000))
        .hasSizeBetween(1000, 1100);
  }

  @Test
  void partsTogetherAreReadToALimitAndTheMailIsNotWhole() throws Exception {
    String part = "--m\n\n" + "word ".repeat(60_000) + "\n";
    MailContent content =
        read("Content-Type: multipart/mixed; boundary=m\n\n" + part.repeat(50) + "--m--");
    assertThat(content.textIsWhole()).isFalse();
    assertThat(content.text().length()).isBetween(499_000, 500_010);
  }

  @Test
  void multipartWithoutItsPartsIsRefused() {
    assertThat(refusal("Content-Type: multipart/mixed; boundary=b\n\nno boundary here"))
        .isEqualTo(Reason.UNREADABLE);
    assertThat(refusal("Content-Type: multipart/mixed\n\nno boundary here"))
        .isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void mailThatBreaksOffIsTakenAsFarAsItGoes() throws Exception {
    assertThat(text("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt smo"))
        .isEqualTo("It smo");
  }

  /** Whatever comes, it is read or refused, and nothing else is thrown. */
  @Test
  void noiseIsReadOrRefused() {
    String mail =
        "From: a@b.example\nAuthentication-Results: mx (a \"b\") 1; dmarc=pass header.from=b\n"
            + "Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\n"
            + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + "PHA+eDwvcD4=\n--x\nContent-Type: image/png; name*=utf-8''a%20b.png\n"
            + "Content-Disposition: attachment; filename=\"=?utf-8?b?w7w=?=\"\n\nPNG\n--x--\n";
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      IncomingMail incoming = new IncomingMail(bytes, true, bytes.length);
      try {
        MailHeaders headers = new MailHeaders(incoming.message());
        headers.sender();
        headers.isAuthentic("mx");
        headers.subject();
        headers.sentAt();
        headers.references();
        headers.digest(incoming);
        for (MailContent.Attachment attachment : reader.read(incoming).attachments()) {
          bytes(attachment);
        }
      } catch (UnreadableMailException e) {
        assertThat(e.reason()).isNotNull();
      } catch (Exception e) {
        throw new AssertionError(new String(bytes, StandardCharsets.ISO_8859_1), e);
      }
    }
  }

  private String text(String mail) throws Exception {
    return read(mail).text();
  }

  private String text(String mail, String charset) throws Exception {
    byte[] raw = mail.getBytes(Charset.forName(charset));
    return reader.read(new IncomingMail(raw, true, raw.length)).text();
  }

  private MailContent read(String mail) throws UnreadableMailException {
    byte[] raw = mail.getBytes(StandardCharsets.UTF_8);
    return reader.read(new IncomingMail(raw, true, raw.length));
  }

  private Reason refusal(String mail) {
    return catchThrowableOfType(UnreadableMailException.class, () -> read(mail)).reason();
  }

  private static byte[] bytes(MailContent.Attachment attachment) throws IOException {
    try (InputStream content = attachment.content().open()) {
      return content.readAllBytes();
    }
  }
}
