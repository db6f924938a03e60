/**
 * The dossier: everything about one incident, as a document for people and a file that proves it.
 */
package org.ims.documentation.dossier;
