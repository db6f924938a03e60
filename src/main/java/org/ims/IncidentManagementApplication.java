package org.ims;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts IMS. */
@SpringBootApplication
public class IncidentManagementApplication {

  public static void main(String[] args) {
    SpringApplication.run(IncidentManagementApplication.class, args);
  }
}
