/** The application in several processes on one database, and what is left when one of them dies. */
package org.ims.nodes;
