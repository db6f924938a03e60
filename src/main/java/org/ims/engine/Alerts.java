package org.ims.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Tells people inside the organisation something about an incident: each of them once, by a notice
 * of their own, written in the caller's transaction and sent after it.
 */
@Component
public class Alerts {

  private final RuntimeService runtime;
  private final People people;

  Alerts(RuntimeService runtime, People people) {
    this.runtime = runtime;
    this.people = people;
  }

  /**
   * @param kind the template of the text, as {@code reminder}
   * @param round counts the notices of this kind about the incident: a repeat of the same step in
   *     the same round is no new notice
   * @param detail a text for the template, may be null
   * @param groups all members are told
   * @param logins these people and channels ({@code channel:ops}) are told too; unknown logins are
   *     left out
   * @return who is told, by login
   */
  public List<String> tell(
      String incidentNumber,
      String kind,
      int round,
      String detail,
      Collection<String> groups,
      Collection<String> logins) {
    Set<String> told = new TreeSet<>();
    groups.forEach(group -> people.membersOf(group).forEach(member -> told.add(member.login())));
    logins.stream()
        .filter(login -> login.startsWith(Notices.CHANNEL) || people.find(login).isPresent())
        .forEach(told::add);
    told.forEach(login -> start(Notices.MESSAGE, incidentNumber, kind, round, detail, login));
    return List.copyOf(told);
  }

  /**
   * Asks for a notice to one of many recipients. It is written in a step of its own after the
   * caller's transaction, which therefore stays short however many they are.
   *
   * @param recipient a login, a mail address or the name of a channel
   */
  public void queue(
      String incidentNumber, String kind, int round, String detail, String recipient) {
    start(Notices.QUEUED, incidentNumber, kind, round, detail, recipient);
  }

  private void start(
      String message,
      String incidentNumber,
      String kind,
      int round,
      String detail,
      String recipient) {
    Map<String, Object> variables = new HashMap<>();
    variables.put(Notices.KIND, kind);
    variables.put(Notices.ROUND, round);
    variables.put(Notices.RECIPIENT, recipient);
    if (detail != null) {
      variables.put(Notices.DETAIL, detail);
    }
    runtime.startProcessInstanceByMessage(message, incidentNumber, variables);
  }
}
