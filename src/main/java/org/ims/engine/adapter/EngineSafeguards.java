package org.ims.engine.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.ims.engine.gate.DeploymentGate;
import org.ims.engine.gate.GateSettings;
import org.ims.engine.gate.KnownGroups;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Closes the engine's known holes: expressions, scripts and models that reach any code, variables
 * that no form asks for, tasks completed by somebody who does not hold them, weakly hashed
 * passwords, an installation without administrator.
 */
@Component
@EnableConfigurationProperties(GateSettings.class)
class EngineSafeguards extends AbstractProcessEnginePlugin {

  private static final int ROUNDS = 210_000;

  /** The demo's password is public, and its first start hashes it some twenty times. */
  private static final int ROUNDS_OF_DEMO = 10_000;

  private final BeanFactory beans;
  private final GateSettings gate;
  private final Set<String> groups;
  private final ApplicationEventPublisher events;
  private final int passwordRounds;

  EngineSafeguards(
      BeanFactory beans,
      GateSettings gate,
      KnownGroups groups,
      ApplicationEventPublisher events,
      @Value("${ims.mode:external}") String mode,
      @Value("${ims.security.password-rounds:0}") int passwordRounds) {
    this.beans = beans;
    this.gate = gate;
    this.groups = Set.copyOf(groups.ids());
    this.events = events;
    int usual = mode.equals("demo") ? ROUNDS_OF_DEMO : ROUNDS;
    this.passwordRounds = passwordRounds > 0 ? passwordRounds : usual;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    GuardedExpressions expressions = new GuardedExpressions(beans);
    engine.setExpressionManager(expressions);
    engine.setScriptEngineResolver(new NoScripts());
    engine.setEnableExpressionsInAdhocQueries(false);
    engine.setResourceAuthorizationProvider(new OwnRights());

    PasswordHash passwords = new PasswordHash(passwordRounds);
    engine.setPasswordEncryptor(passwords);

    List<BpmnParseListener> listeners =
        engine.getCustomPreBPMNParseListeners() == null
            ? new ArrayList<>()
            : new ArrayList<>(engine.getCustomPreBPMNParseListeners());
    listeners.add(new PlaybookSteps());
    engine.setCustomPreBPMNParseListeners(listeners);

    List<Deployer> deployers =
        engine.getCustomPreDeployers() == null
            ? new ArrayList<>()
            : new ArrayList<>(engine.getCustomPreDeployers());
    deployers.add(0, new GatedDeployments(new DeploymentGate(gate, expressions, groups)));
    engine.setCustomPreDeployers(deployers);

    // An interceptor knows its successor, hence one for each of the engine's two chains.
    FormKeys forms = new FormKeys();
    engine.setCustomPreCommandInterceptorsTxRequired(
        with(
            with(engine.getCustomPreCommandInterceptorsTxRequired(), new CallScope()),
            new Resubmission()));
    engine.setCustomPreCommandInterceptorsTxRequiresNew(
        with(engine.getCustomPreCommandInterceptorsTxRequiresNew(), new CallScope()));
    engine.setCustomPostCommandInterceptorsTxRequired(
        with(
            engine.getCustomPostCommandInterceptorsTxRequired(),
            new CommandGuard(forms, passwords, events::publishEvent)));
    engine.setCustomPostCommandInterceptorsTxRequiresNew(
        with(
            engine.getCustomPostCommandInterceptorsTxRequiresNew(),
            new CommandGuard(forms, passwords, events::publishEvent)));
  }

  private static List<CommandInterceptor> with(
      List<CommandInterceptor> present, CommandInterceptor added) {
    List<CommandInterceptor> all = present == null ? new ArrayList<>() : new ArrayList<>(present);
    all.add(added);
    return all;
  }
}
