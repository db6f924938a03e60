package org.ims;

import org.ims.importing.ImportMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts IMS, or imports a file and ends ({@code --import=<file>}). */
@SpringBootApplication
public class IncidentManagementApplication {

  public static void main(String[] args) {
    ConfigurableApplicationContext application =
        SpringApplication.run(IncidentManagementApplication.class, args);
    if (ImportMode.isOn(application.getEnvironment())) {
      System.exit(SpringApplication.exit(application));
    }
  }
}
