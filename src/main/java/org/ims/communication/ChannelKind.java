package org.ims.communication;

/** By what a notice reaches whoever it is for. */
public enum ChannelKind {
  MAIL("Mail"),
  SLACK("Slack"),
  TEAMS("Microsoft Teams"),
  WEBHOOK("Webhook");

  private final String words;

  ChannelKind(String words) {
    this.words = words;
  }

  /** As people call it. */
  public String inWords() {
    return words;
  }
}
