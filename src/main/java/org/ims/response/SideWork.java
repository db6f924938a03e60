package org.ims.response;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What runs beside the command of a major incident: sub-teams and the log. */
@Service
@Transactional
class SideWork {

  private final SubTeams subTeams;
  private final SubTeamReports reports;
  private final LogEntries log;
  private final Clock clock;

  SideWork(SubTeams subTeams, SubTeamReports reports, LogEntries log, Clock clock) {
    this.subTeams = subTeams;
    this.reports = reports;
    this.log = log;
    this.clock = clock;
  }

  /** The sub-teams that had not begun, which work from now on. */
  List<SubTeam> startSubTeams(String number) {
    List<SubTeam> begun =
        subTeams.findByIncidentNumberOrderById(number).stream()
            .filter(team -> team.state() == SubTeam.State.FORMED)
            .toList();
    begun.forEach(SubTeam::start);
    return begun;
  }

  /** The command is over. */
  void end(String number) {
    subTeams.findByIncidentNumberOrderById(number).stream()
        .filter(SubTeam::isOpen)
        .forEach(team -> team.end(clock.instant()));
  }

  void report(long subTeam, String progress, boolean done, String actor) {
    subTeams.findById(subTeam).orElseThrow().report(progress, done, clock.instant());
    reports.save(new SubTeamReport(subTeam, progress, actor, clock.instant()));
  }

  void log(String number, LogEntry.Kind kind, String entry, String actor) {
    log.save(new LogEntry(number, kind, entry, actor, clock.instant()));
  }
}
