package org.ims.reporting.mail;

import jakarta.mail.internet.HeaderTokenizer;
import jakarta.mail.internet.HeaderTokenizer.Token;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mail server found out about who sent a mail (RFC 8601). Much of it repeats what the sender
 * says, in quoted strings and comments, which may look like results.
 */
final class AuthenticationResults {

  private static final String DELIMITERS = ";=/";

  private final List<List<Token>> parts = new ArrayList<>();

  /**
   * @throws ParseException when a quoted string or a comment does not end
   */
  AuthenticationResults(String header) throws ParseException {
    HeaderTokenizer tokens = new HeaderTokenizer(header, DELIMITERS, true);
    List<Token> part = new ArrayList<>();
    for (Token token = tokens.next(); token.getType() != Token.EOF; token = tokens.next()) {
      if (token.getType() == ';') {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(token);
      }
    }
    parts.add(part);
  }

  /** Whether this server speaks. */
  boolean isOf(String server) {
    List<Token> head = parts.get(0);
    // A version may follow.
    return !head.isEmpty()
        && head.size() <= 2
        && isWord(head.get(0))
        && head.get(0).getValue().equalsIgnoreCase(server);
  }

  /** Whether DMARC was passed, said once and for this domain. */
  boolean isDmarcPassedFor(String domain) {
    List<List<Token>> dmarc =
        parts.subList(1, parts.size()).stream().filter(part -> isMethod(part, "dmarc")).toList();
    return dmarc.size() == 1
        && "pass".equalsIgnoreCase(result(dmarc.get(0)))
        && domain.equalsIgnoreCase(property(dmarc.get(0), "header.from"));
  }

  private static boolean isMethod(List<Token> part, String method) {
    return !part.isEmpty()
        && part.get(0).getType() == Token.ATOM
        && part.get(0).getValue().equalsIgnoreCase(method);
  }

  /** What follows the name of the method, and its version where it has one. */
  private static String result(List<Token> part) {
    int equals = part.size() > 1 && part.get(1).getType() == '/' ? 3 : 1;
    return part.size() > equals + 1
            && part.get(equals).getType() == '='
            && part.get(equals + 1).getType() == Token.ATOM
        ? part.get(equals + 1).getValue()
        : null;
  }

  /** A value that stands there once; null for none, or more than one. */
  private static String property(List<Token> part, String name) {
    String found = null;
    for (int i = 0; i + 2 < part.size(); i++) {
      if (part.get(i).getType() == Token.ATOM
          && part.get(i).getValue().equalsIgnoreCase(name)
          && part.get(i + 1).getType() == '='
          && isWord(part.get(i + 2))) {
        if (found != null) {
          return null;
        }
        found = part.get(i + 2).getValue();
      }
    }
    return found;
  }

  private static boolean isWord(Token token) {
    return token.getType() == Token.ATOM || token.getType() == Token.QUOTEDSTRING;
  }
}
