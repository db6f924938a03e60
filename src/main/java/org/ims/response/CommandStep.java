package org.ims.response;

import static org.ims.response.MajorIncidentProcess.CommandIncident.END_SUB_TEAMS;
import static org.ims.response.MajorIncidentProcess.CommandIncident.NEW_COMMANDER;
import static org.ims.response.MajorIncidentProcess.CommandIncident.NEW_DEPUTY;
import static org.ims.response.MajorIncidentProcess.CommandIncident.NEXT;
import static org.ims.response.MajorIncidentProcess.CommandIncident.REASON;
import static org.ims.response.MajorIncidentProcess.CommandIncident.TEAM_LEAD;
import static org.ims.response.MajorIncidentProcess.CommandIncident.TEAM_MISSION;
import static org.ims.response.MajorIncidentProcess.CommandIncident.TEAM_NAME;

import org.ims.engine.SubmittedForm;

/**
 * What a commander decided on, and what belongs to that decision; everything else is null.
 *
 * @param endSubTeams whether sub-teams that still work end with the command
 */
record CommandStep(
    CommandPost.Next next,
    String commander,
    String deputy,
    ResponseTeam.Mission mission,
    boolean endSubTeams,
    String reason) {

  /** Reads every field, so that none stays in the process, and asks for those that are needed. */
  static CommandStep read(SubmittedForm form) {
    CommandPost.Next next = form.requiredChoice(NEXT, CommandPost.Next.class);
    boolean handOver = next == CommandPost.Next.HAND_OVER;
    boolean add = next == CommandPost.Next.ADD_SUB_TEAM;
    return new CommandStep(
        next,
        text(form, NEW_COMMANDER, SubmittedForm.TEXT_LINE, handOver),
        form.text(NEW_DEPUTY, SubmittedForm.TEXT_LINE),
        new ResponseTeam.Mission(
            text(form, TEAM_NAME, SubmittedForm.TEXT_LINE, add),
            text(form, TEAM_LEAD, SubmittedForm.TEXT_LINE, add),
            text(form, TEAM_MISSION, SubmittedForm.TEXT_AREA, add)),
        form.ticked(END_SUB_TEAMS),
        text(form, REASON, SubmittedForm.TEXT_AREA, next != null && !add));
  }

  private static String text(SubmittedForm form, String field, int longest, boolean required) {
    return required ? form.requiredText(field, longest) : form.text(field, longest);
  }
}
