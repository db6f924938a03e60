/**
 * Replays the incidents that another system exported, through the same processes as live ones, so
 * that whoever moves over keeps their history.
 */
package org.ims.importing;
