/** Tests that drive the real web applications in Chromium, and make the pictures of the README. */
package org.ims.browser;
