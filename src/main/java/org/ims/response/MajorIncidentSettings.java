package org.ims.response;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who is told about major incidents.
 *
 * @param secondLevel the groups that are told when nobody has decided in time
 * @param withoutTeam the groups that are told when nobody has formed a response team in time
 * @param unverified the groups that are told when nobody has verified its resolution in time
 */
@ConfigurationProperties("ims.major-incident")
record MajorIncidentSettings(
    List<String> secondLevel, List<String> withoutTeam, List<String> unverified) {}
