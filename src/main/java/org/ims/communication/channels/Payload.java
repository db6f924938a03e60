package org.ims.communication.channels;

/**
 * A notice in the format of a kind of channel.
 *
 * @param contentType of the body, as {@code application/json}
 * @param body in UTF-8
 */
record Payload(String contentType, byte[] body) {}
