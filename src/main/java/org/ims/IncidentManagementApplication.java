package org.ims;

import org.ims.documentation.journal.verification.VerifyCommand;
import org.ims.importing.ImportMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts IMS; or imports a file and ends ({@code --import=<file>}), or verifies one without
 * starting anything ({@code --verify=<file>}).
 */
@SpringBootApplication
public class IncidentManagementApplication {

  public static void main(String[] args) {
    VerifyCommand.run(args, System.out).ifPresent(System::exit);
    ConfigurableApplicationContext application =
        SpringApplication.run(IncidentManagementApplication.class, args);
    if (ImportMode.isOn(application.getEnvironment())) {
      System.exit(SpringApplication.exit(application));
    }
  }
}
