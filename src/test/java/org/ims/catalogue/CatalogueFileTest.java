package org.ims.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {

  private static final String HEADER = "key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo\n";

  @Test
  void readsTheCatalogueThatIsShipped() throws IOException {
    List<CatalogueRow> rows;
    try (InputStream input = getClass().getResourceAsStream("/catalogue/services.csv")) {
      rows = CatalogueFile.read("shipped", input);
    }
    assertThat(rows).hasSizeGreaterThanOrEqualTo(12);
    assertThat(rows)
        .contains(
            new CatalogueRow(
                "erp",
                "ERP (finance, purchasing, stock)",
                "business-applications",
                "erp-vendor",
                true,
                240,
                15));
    assertThat(rows)
        .extracting(CatalogueRow::key)
        .contains("mail", "web-shop", "payments", "identity", "network", "file-share", "telephony");
  }

  @Test
  void takesWindowsLineEndsAByteOrderMarkEmptyLinesAndQuotedText() {
    assertThat(
            read(
                "\uFEFF"
                    + HEADER.replace("\n", "\r\n")
                    + "\r\nmail,\"Mail, calendar\",workplace,,no,PT4H,PT0S\r\n\r\n"))
        .containsExactly(
            new CatalogueRow("mail", "Mail, calendar", "workplace", null, false, 240, 0));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ",Mail,workplace,,no,PT4H,PT1H              | line 2, key: is required",
        "Mail,Mail,workplace,,no,PT4H,PT1H          | line 2, key: 'Mail' must be lower-case",
        "m_l,Mail,workplace,,no,PT4H,PT1H           | line 2, key: 'm_l' must be lower-case",
        "mail,,workplace,,no,PT4H,PT1H              | line 2, name: is required",
        "mail,Mail,,,no,PT4H,PT1H                   | line 2, ownerTeam: is required",
        "mail,Mail,Work place,,no,PT4H,PT1H         | line 2, ownerTeam: 'Work place' must be",
        "mail,Mail,workplace,A;B,no,PT4H,PT1H       | line 2, supplierTeam: 'A;B' must be",
        "mail,Mail,workplace,,true,PT4H,PT1H        | line 2, criticalFunction: must be yes or no",
        "mail,Mail,workplace,,,PT4H,PT1H            | line 2, criticalFunction: must be yes or no",
        "mail,Mail,workplace,,no,4h,PT1H            | line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,,PT1H              | line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT0S,PT1H          | line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,-PT4H,PT1H         | line 2, rto: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H,PT30S         | line 2, rpo: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H,P9999999D     | line 2, rpo: must be an ISO-8601 duration",
        "mail,Mail,workplace,,no,PT4H               | line 2, row: has 6 fields instead of 7",
        "mail,Mail,workplace,,no,PT4H,PT1H,more     | line 2, row: has 8 fields instead of 7",
        "mail,\"Mail,workplace                      | the file is not CSV",
      })
  void refusesAFaultyRowNamingLineFieldAndRule(String row, String message) {
    refuses(HEADER + row + "\n", message);
  }

  @Test
  void refusesOverlongTexts() {
    String long41 = "a".repeat(41);
    refuses(
        HEADER + "a".repeat(64) + "," + "n".repeat(121) + "," + long41 + ",,no,PT4H,PT1H\n",
        "line 2, key: is longer than 63 characters; line 2, name: is longer than 120 characters;"
            + " line 2, ownerTeam: is longer than 40 characters");
  }

  @Test
  void refusesAControlCharacterInAName() {
    refuses(
        HEADER + "mail,Ma\u0000il,workplace,,no,PT4H,PT1H\n",
        "line 2, name: contains a control character");
  }

  @Test
  void tellsEveryFaultAtOnce() {
    refuses(
        HEADER
            + "mail,Mail,workplace,,no,PT4H,PT1H\n"
            + "mail,Mail again,workplace,,no,PT4H,PT1H\n"
            + "erp,,,,yes,PT4H,PT1H\n",
        "The service catalogue services.csv is not usable: line 3, key: 'mail' occurs twice;"
            + " line 4, name: is required; line 4, ownerTeam: is required.");
  }

  @Test
  void namesTheLineBelowAQuotedLineBreak() {
    refuses(
        HEADER
            + "mail,\"Mail\n and more\",workplace,,no,PT4H,PT1H\n"
            + "erp,ERP,platform,,maybe,PT4H,PT1H\n",
        "line 4, criticalFunction: must be yes or no");
  }

  @Test
  void refusesAnotherHeader() {
    refuses("key;name;ownerTeam\nmail;Mail;workplace\n", "line 1, header: must be key,name,");
    refuses("mail,Mail,workplace,,no,PT4H,PT1H\n", "line 1, header: must be key,name,");
  }

  @Test
  void refusesAFileWithoutServices() {
    refuses("", "at least one service is required");
    refuses(HEADER, "at least one service is required");
  }

  @Test
  void refusesAnotherEncoding() {
    byte[] latin =
        (HEADER + "erp,B\u00fcro,platform,,no,PT4H,PT1H\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThatIllegalStateException()
        .isThrownBy(() -> CatalogueFile.read("services.csv", new ByteArrayInputStream(latin)))
        .withMessageEndingWith("the file is not UTF-8.");
  }

  private static void refuses(String text, String message) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("The service catalogue services.csv is not usable: ")
        .withMessageContaining(message);
  }

  private static List<CatalogueRow> read(String text) {
    return CatalogueFile.read(
        "services.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
