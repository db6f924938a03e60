/** Who wants to hear of what: people, groups, addresses and channels. */
package org.ims.communication.subscriptions;
