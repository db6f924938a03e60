package org.ims.reporting.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTextTest {

  private final QuotedText quotes = new QuotedText(Settings.asShipped().quotes());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It works again.\n\nOn Mon, 2 Mar 2026 at 09:00, IMS <ims@example.org> wrote:\n> Hello\n>\n> x",
        "It works again.\n\nOn Mon, 2 Mar 2026 at 09:00,\nIMS <ims@example.org> wrote:\n\n> Hello",
        "It works again.\n\nAm 02.03.2026 um 09:00 schrieb IMS:\n> Hallo\n> Welt",
        "It works again.\n\n-----Original Message-----\nFrom: IMS\nSent: Monday\n\nHello",
        "It works again.\n\n-----Ursprüngliche Nachricht-----\nVon: IMS\n\nHallo",
        "It works again.\n\n________________________________\nFrom: IMS\n\nHello",
        "It works again.\n\nFrom: IMS <ims@example.org>\nSent: Monday, March 2\nTo: Rita\n\nHello",
        "It works again.\n> Hello\n> World",
        "It works again.",
      })
  void whatIsPlainlyQuotedIsCut(String text) {
    assertThat(quotes.cut(text)).isEqualTo("It works again.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> Since when?\nSince nine.\n> Where?\nIn Hamburg.",
        "On Monday my colleague wrote:\nit is broken",
        "From: the cellar\ncomes smoke",
      })
  void whatIsNotPlainlyQuotedStays(String text) {
    assertThat(quotes.cut(text)).isEqualTo(text);
  }

  @Test
  void aReplyOfNothingButQuotesIsEmpty() {
    assertThat(quotes.cut("> Hello\n> World")).isEmpty();
  }
}
