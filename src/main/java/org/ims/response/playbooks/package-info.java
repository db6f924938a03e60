/**
 * What people do in the steps of playbooks. A playbook is a model alone: its steps use the two
 * forms whose listeners lie here, and it has no class of its own.
 */
package org.ims.response.playbooks;
