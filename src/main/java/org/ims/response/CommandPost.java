package org.ims.response;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ims.engine.Alerts;
import org.ims.engine.People;
import org.ims.engine.TaskPriorities;
import org.ims.engine.playbooks.PlaybookRun;
import org.ims.engine.playbooks.Playbooks;
import org.ims.incident.Command;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The command of a major incident: who leads, who takes part, and how it ends. */
@Service
@Transactional
class CommandPost {

  /** What a commander may decide on next. */
  enum Next {
    HAND_OVER,
    ADD_SUB_TEAM,
    DEMOTE,
    STAND_DOWN
  }

  private static final Set<IncidentState> OVER =
      Set.of(IncidentState.RESOLVED, IncidentState.REVIEW, IncidentState.IMPROVING);

  private static final String CHOSEN_WITH_THE_TEAM = "Chosen with the response team.";

  private final Incidents incidents;
  private final MajorDecisions decisions;
  private final TeamMembers members;
  private final SubTeams subTeams;
  private final TaskPriorities priorities;
  private final Alerts alerts;
  private final People people;
  private final Playbooks playbooks;
  private final Clock clock;

  CommandPost(
      Incidents incidents,
      MajorDecisions decisions,
      TeamMembers members,
      SubTeams subTeams,
      TaskPriorities priorities,
      Alerts alerts,
      People people,
      Playbooks playbooks,
      Clock clock) {
    this.incidents = incidents;
    this.decisions = decisions;
    this.members = members;
    this.subTeams = subTeams;
    this.priorities = priorities;
    this.alerts = alerts;
    this.people = people;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  /**
   * Sets up the command and tells everybody who is named.
   *
   * @throws InvalidInputException naming everybody without an account and all else that is wrong
   */
  void open(String number, ResponseTeam team, String actor) {
    check(team);
    Incident incident = incidents.get(number);
    incident.command(
        team.commander(),
        team.deputy(),
        team.scribe(),
        "Named by %s.".formatted(actor),
        clock.instant());
    incident.meetAt(team.bridge());
    team.experts().forEach(expert -> name(number, TeamMember.Role.EXPERT, expert));
    name(number, TeamMember.Role.COMMS_INTERNAL, team.commsInternal());
    name(number, TeamMember.Role.COMMS_EXTERNAL, team.commsExternal());
    team.missions().forEach(mission -> form(number, mission));
    Set<String> running =
        playbooks.of(number).stream()
            .filter(PlaybookRun::isRunning)
            .map(PlaybookRun::playbook)
            .collect(Collectors.toSet());
    team.playbooks().stream()
        .distinct()
        .filter(playbook -> !running.contains(playbook))
        .forEach(playbook -> playbooks.start(number, playbook, CHOSEN_WITH_THE_TEAM, actor));
    alerts.tell(number, "response-team", round(number), null, List.of(), team.everybody());
  }

  /**
   * Gives the command to somebody else.
   *
   * @param deputy null to keep the present one
   */
  void handOver(String number, String commander, String deputy, String reason, String actor) {
    Incident incident = incidents.get(number);
    Command current = incident.currentCommand();
    List<Violation> wrong = new ArrayList<>();
    known(commander, "newCommander", "The new commander", wrong);
    known(deputy, "newDeputy", "The deputy", wrong);
    if (commander.equals(current.commander())) {
      wrong.add(
          new Violation(
              "newCommander", "other-person", "New commander: this person commands already."));
    }
    if (commander.equals(deputy)) {
      wrong.add(
          new Violation(
              "newDeputy", "other-person", "The deputy is somebody else than the commander."));
    }
    refuse(wrong);
    String next = deputy == null ? current.deputy() : deputy;
    incident.command(
        commander,
        commander.equals(next) ? null : next,
        current.scribe(),
        "%s (%s)".formatted(reason, actor),
        clock.instant());
  }

  /** Tells the old and the new commander. */
  void announceHandOver(String number) {
    List<Command> commands = incidents.get(number).commands();
    Command before = commands.get(commands.size() - 2);
    Command now = commands.get(commands.size() - 1);
    alerts.tell(
        number,
        "command-handed-over",
        commands.size(),
        now.because(),
        List.of(),
        List.of(before.commander(), now.commander()));
  }

  /** One more sub-team is to work beside the others. */
  void addSubTeam(String number, ResponseTeam.Mission mission) {
    List<Violation> wrong = new ArrayList<>();
    known(mission.lead(), "teamLead", "The lead of the sub-team", wrong);
    refuse(wrong);
    form(number, mission);
  }

  /** It is no major incident after all. */
  void demote(String number, String reason, boolean endSubTeams, String actor) {
    checkSubTeams(number, endSubTeams);
    Incident incident = incidents.get(number);
    incident.demoteMajor(actor, reason, clock.instant());
    record(number, MajorDecision.Verdict.DEMOTED, reason, actor);
    priorities.follow(incident);
  }

  /** The incident is resolved and the command has done its work. */
  void standDown(String number, String reason, boolean endSubTeams, String actor) {
    Incident incident = incidents.get(number);
    if (!OVER.contains(incident.state())) {
      throw new InvalidInputException(
          "next",
          "resolved",
          "The command stands down when the incident is resolved; it is %s. Demote it if it is no"
                  .formatted(incident.state().inWords())
              + " major incident after all.");
    }
    checkSubTeams(number, endSubTeams);
    incident.standDownMajor(clock.instant());
    record(number, MajorDecision.Verdict.STOOD_DOWN, reason, actor);
  }

  /** Tells everybody who was named that the command has ended, and why. */
  void announceEnd(String number) {
    List<MajorDecision> all = decisions.findByIncidentNumberOrderById(number);
    alerts.tell(
        number,
        "command-ended",
        all.size(),
        all.get(all.size() - 1).reason(),
        List.of(),
        everybody(number));
  }

  /** Tells everybody who was named that the incident itself is over, and with it its command. */
  void announceOver(String number) {
    alerts.tell(number, "major-over", round(number), null, List.of(), everybody(number));
  }

  private Set<String> everybody(String number) {
    Set<String> everybody = new LinkedHashSet<>();
    for (Command command : incidents.get(number).commands()) {
      everybody.add(command.commander());
      everybody.add(command.deputy());
      everybody.add(command.scribe());
    }
    members.findByIncidentNumberOrderById(number).forEach(member -> everybody.add(member.login()));
    subTeams.findByIncidentNumberOrderById(number).forEach(team -> everybody.add(team.lead()));
    everybody.removeIf(Objects::isNull);
    return everybody;
  }

  /**
   * The commander decides, or their deputy; anybody else who holds the task may only give the
   * command to somebody.
   *
   * @throws InvalidInputException for anybody else
   */
  void mayDecide(String number, Next next, String actor) {
    Command current = incidents.get(number).currentCommand();
    if (next != Next.HAND_OVER
        && !actor.equals(current.commander())
        && !actor.equals(current.deputy())) {
      throw new InvalidInputException(
          "next",
          "commander",
          "Only the commander, %s, or their deputy decides that; you can hand the command over."
              .formatted(current.commander()));
    }
  }

  /** Who keeps the log, or null for nobody. */
  String scribe(String number) {
    return incidents.get(number).currentCommand().scribe();
  }

  private void checkSubTeams(String number, boolean endThem) {
    List<SubTeam> open =
        subTeams.findByIncidentNumberOrderById(number).stream().filter(SubTeam::isOpen).toList();
    if (!open.isEmpty() && !endThem) {
      throw new InvalidInputException(
          "endSubTeams",
          "open-sub-teams",
          "Sub-teams still work: %s. Let them finish, or end them with the command."
              .formatted(
                  open.stream()
                      .map(team -> "%s (%s)".formatted(team.name(), team.lead()))
                      .collect(Collectors.joining(", "))));
    }
  }

  private void form(String number, ResponseTeam.Mission mission) {
    subTeams.save(
        new SubTeam(number, mission.name(), mission.lead(), mission.mission(), clock.instant()));
  }

  private void name(String number, TeamMember.Role role, String login) {
    if (login != null) {
      members.save(new TeamMember(number, role, login, clock.instant()));
    }
  }

  private void record(String number, MajorDecision.Verdict verdict, String reason, String actor) {
    decisions.save(new MajorDecision(number, verdict, reason, actor, clock.instant()));
  }

  /** Counts the decisions, so that a later command has notices of its own. */
  private int round(String number) {
    return decisions.countByIncidentNumber(number);
  }

  // What can be wrong with a team

  private void check(ResponseTeam team) {
    List<Violation> wrong = new ArrayList<>();
    known(team.commander(), "commander", "The commander", wrong);
    known(team.deputy(), "deputy", "The deputy", wrong);
    known(team.scribe(), "scribe", "The scribe", wrong);
    team.experts().forEach(expert -> known(expert, "experts", "Each expert", wrong));
    known(team.commsInternal(), "commsInternal", "Who informs colleagues", wrong);
    known(team.commsExternal(), "commsExternal", "Who informs others", wrong);
    for (int i = 0; i < team.missions().size(); i++) {
      known(
          team.missions().get(i).lead(),
          "subTeams[%d].lead".formatted(i + 1),
          "The lead of sub-team %d".formatted(i + 1),
          wrong);
    }
    other(team.deputy(), team.commander(), "deputy", "The deputy", wrong);
    other(team.scribe(), team.commander(), "scribe", "The scribe", wrong);
    if (team.bridge() != null && !isWebAddress(team.bridge())) {
      wrong.add(
          new Violation(
              "bridge", "web-address", "Bridge must be an address that begins with https://."));
    }
    Set<String> known = knownPlaybooks();
    if (!known.containsAll(team.playbooks())) {
      wrong.add(
          new Violation(
              "playbooks", "known-playbook", "Playbooks must be chosen from those on offer."));
    }
    refuse(wrong);
  }

  private void known(String login, String field, String who, List<Violation> wrong) {
    if (login != null && people.find(login).isEmpty()) {
      wrong.add(new Violation(field, "known-person", who + " must be a person with an account."));
    }
  }

  private static void other(
      String login, String commander, String field, String who, List<Violation> wrong) {
    if (login != null && login.equals(commander)) {
      wrong.add(
          new Violation(field, "other-person", who + " is somebody else than the commander."));
    }
  }

  private static boolean isWebAddress(String text) {
    try {
      URI address = new URI(text);
      return List.of("https", "http").contains(address.getScheme()) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Set<String> knownPlaybooks() {
    return playbooks.all().stream().map(Playbooks.Playbook::key).collect(Collectors.toSet());
  }

  private static void refuse(List<Violation> wrong) {
    if (!wrong.isEmpty()) {
      throw new InvalidInputException(wrong);
    }
  }
}
