package org.ims.review;

import org.springframework.data.jpa.repository.JpaRepository;

/** The reviews of all incidents, by incident number. */
interface Reviews extends JpaRepository<Review, String> {}
