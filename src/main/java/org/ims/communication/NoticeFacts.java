package org.ims.communication;

import java.util.Map;

/** Knows what the templates of some notices ask for besides the incident. */
public interface NoticeFacts {

  /** What the template of this kind may ask for in this round; empty when nothing is known. */
  Map<String, Object> of(String kind, int round);
}
