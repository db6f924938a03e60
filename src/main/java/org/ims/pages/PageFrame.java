package org.ims.pages;

import java.util.List;
import org.ims.engine.web.PageLink;

/**
 * What stands around every page.
 *
 * @param links the entries of the navigation that the reader may follow
 * @param user the login of whoever is signed in, or null
 * @param path of the page that is shown
 */
record PageFrame(List<PageLink> links, String user, String path) {

  /** Whether the page that is shown belongs to this entry. */
  public boolean isAt(PageLink link) {
    return path.equals(link.path()) || path.startsWith(link.path() + "/");
  }
}
