/** Shows everybody how the services are, as far as people were told, inside and outside. */
package org.ims.communication.status;
