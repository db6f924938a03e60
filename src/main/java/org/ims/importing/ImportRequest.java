package org.ims.importing;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * @param file the log
 * @param zone in which its dates are local times
 */
record ImportRequest(Path file, ZoneId zone) {}
