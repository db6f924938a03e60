package org.ims.response.playbooks;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A step of a playbook as its model knows it.
 *
 * @param playbook the key of the process
 * @param processVersion the version that was worked by
 * @param id of the task in the model
 * @param name what the task is called there
 */
@Embeddable
record Step(
    @Column(nullable = false) String playbook,
    int processVersion,
    @Column(name = "step", nullable = false) String id,
    @Column(nullable = false) String name) {}
