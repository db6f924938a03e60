package org.ims.models;

import java.beans.Introspector;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * The conventions by which a reader goes from a box in a diagram to its Java class, form or table
 * and back. Each method is one rule and answers what breaks it, naming the element; the reasons are
 * told by {@link ModelConventionsTest}.
 */
final class ModelRules {

  /** What they answer decides whether there is an incident, and so a process, at all. */
  private static final Set<String> ASKED_BEFORE_A_PROCESS =
      Set.of("/AlertDecision", "/RetentionDecision");

  /** What the Modeler invents, as in Activity_0t3xk9w. */
  private static final Pattern INVENTED_ID = Pattern.compile(".*_[01][a-z0-9]{6}(_di)?");

  private static final Pattern CHOSEN_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
  private static final Pattern BEAN = Pattern.compile("\\$\\{([a-z][A-Za-z]*)}");

  /** A name in an expression that is neither a member of something nor a text. */
  private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Za-z_]\\w*(?:\\.\\w+)*");

  private static final Set<String> WORDS_OF_EXPRESSIONS =
      Set.of(
          "true", "false", "null", "empty", "not", "and", "or", "eq", "ne", "lt", "gt", "le", "ge");

  /** What the engine itself offers to expressions, and the only things that we take from it. */
  private static final Set<String> NAMES_OF_THE_ENGINE =
      Set.of("execution.processBusinessKey", "loopCounter");

  private static final String BUSINESS_KEY = "${execution.processBusinessKey}";
  private static final String KNOWN_FACTS = "knownFacts";
  private static final String LATEST = "latest";

  /** What the steps of all playbooks share, so that a playbook is a model and nothing else. */
  private static final Set<String> PLAYBOOK_FORMS = Set.of("PlaybookStep", "PlaybookQuestion");

  private static final List<String> PLAYBOOK_LISTENERS =
      List.of(
          "create${knownFactsListener}",
          "create${showInstructionListener}",
          "complete${recordPlaybookStepListener}");

  private final ProjectFiles files;
  private final List<ProcessModel> models;
  private final List<String> violations = new ArrayList<>();

  ModelRules(ProjectFiles files) {
    this.files = files;
    this.models = files.processes();
  }

  // One name for one thing

  List<String> aProcessItsFileAndItsContractBearOneName() {
    Set<String> contracts = Code.contracts();
    for (ProcessModel model : models) {
      check(model.id().equals(model.file()), model.file(), "its process is called %s", model.id());
      if (model.isPlaybook()) {
        check(model.id().endsWith("Playbook"), model.file(), "its name does not end in Playbook");
        continue;
      }
      Optional<Class<?>> contract = contract(model);
      check(contract.isPresent(), model.file(), "there is no class %s", contractName(model));
      contracts.remove(contractName(model));
      contract.ifPresent(
          type ->
              check(
                  Code.constant(type, "KEY").filter(model.id()::equals).isPresent(),
                  model.file(),
                  "KEY of %s is another",
                  type.getSimpleName()));
    }
    contracts.forEach(name -> violate(name, "no process belongs to this contract"));
    return found();
  }

  List<String> aServiceTaskAndItsDelegateBearOneName() {
    Set<String> unused = Code.delegates();
    for (ProcessModel model : models) {
      for (ServiceTask task : model.all(ServiceTask.class)) {
        String verbObject = task.getId().replaceFirst("^ServiceTask_", "");
        String name = verbObject + "Delegate";
        check(
            ("${" + Introspector.decapitalize(name) + "}")
                .equals(task.getCamundaDelegateExpression()),
            task.getId(),
            "its delegate is %s",
            task.getCamundaDelegateExpression());
        String type = model.javaPackage() + "." + name;
        checkBean(type, task.getId());
        unused.remove(type);
      }
    }
    unused.forEach(name -> violate(name, "no service task uses this delegate"));
    return found();
  }

  List<String> everyListenerNamedByAModelExistsAndTheOtherWayRound() {
    Set<String> unused = Code.listeners();
    for (ProcessModel model : models) {
      model
          .elements()
          .filter(element -> element.getLocalName().endsWith("Listener"))
          .forEach(
              element -> {
                Map<String, String> attributes = Xml.attributes(element);
                String expression = attributes.getOrDefault("delegateExpression", "");
                Matcher bean = BEAN.matcher(expression);
                String place = attributes.getOrDefault("id", Xml.place(element));
                if (!bean.matches()) {
                  violate(place, "does not name its listener but '%s'", expression);
                  return;
                }
                String name =
                    Character.toUpperCase(bean.group(1).charAt(0)) + bean.group(1).substring(1);
                String type =
                    Stream.of(model.javaPackage(), "org.ims.engine", "org.ims.engine.playbooks")
                        .map(where -> where + "." + name)
                        .filter(found -> Code.find(found).isPresent())
                        .findFirst()
                        .orElse(model.javaPackage() + "." + name);
                checkBean(type, place);
                unused.remove(type);
              });
    }
    unused.forEach(name -> violate(name, "no model names this listener"));
    return found();
  }

  private void checkBean(String type, String place) {
    Optional<Class<?>> bean = Code.find(type);
    check(bean.isPresent(), place, "there is no class %s", type);
    bean.ifPresent(
        found ->
            check(
                found.isAnnotationPresent(Component.class)
                    && found.getAnnotation(Component.class).value().isEmpty(),
                place,
                "%s is not a bean of its own name",
                found.getSimpleName()));
  }

  List<String> aUserTaskAndItsFormBearOneName() {
    Set<String> unused = new TreeSet<>(files.forms());
    for (ProcessModel model : models) {
      for (UserTask task : model.all(UserTask.class)) {
        String name =
            model.isPlaybook() && PLAYBOOK_FORMS.contains(task.getCamundaFormRef())
                ? task.getCamundaFormRef()
                : task.getId().replaceFirst("^UserTask_", "");
        check(
            name.equals(task.getCamundaFormRef()) && task.getCamundaFormKey() == null,
            task.getId(),
            "its form is %s",
            task.getCamundaFormRef());
        check(
            LATEST.equals(task.getCamundaFormRefBinding()),
            task.getId(),
            "does not take the latest version of its form");
        String form = model.component() + "/" + name;
        check(files.forms().contains(form), task.getId(), "there is no form %s", form);
        unused.remove(form);
      }
      for (StartEvent start : model.all(StartEvent.class)) {
        String name = start.getCamundaFormRef();
        if (name != null) {
          check(
              LATEST.equals(start.getCamundaFormRefBinding()),
              start.getId(),
              "does not take the latest version of its form");
          check(unused.removeIf(form -> form.endsWith("/" + name)), start.getId(), "no form", name);
        }
      }
    }
    unused.forEach(form -> violate(form, "no task uses this form"));
    for (String form : files.forms()) {
      String id = files.form(form).path("id").asText();
      check(form.endsWith("/" + id), form, "its id is %s", id);
    }
    return found();
  }

  List<String> aBusinessRuleTaskAndItsTableBearOneName() {
    Set<String> unused = new TreeSet<>(files.tables());
    for (ProcessModel model : models) {
      for (BusinessRuleTask task : model.all(BusinessRuleTask.class)) {
        String name = task.getId().replaceFirst("^BusinessRuleTask_", "");
        check(
            name.equals(task.getCamundaDecisionRef()),
            task.getId(),
            "its table is %s",
            task.getCamundaDecisionRef());
        check(
            LATEST.equals(task.getCamundaDecisionRefBinding()),
            task.getId(),
            "does not take the latest version of its table");
        check(
            files.tables().stream().anyMatch(table -> table.endsWith("/" + name)),
            task.getId(),
            "there is no table %s",
            name);
        unused.removeIf(table -> table.endsWith("/" + name));
      }
    }
    unused.removeIf(table -> ASKED_BEFORE_A_PROCESS.stream().anyMatch(table::endsWith));
    unused.forEach(table -> violate(table, "no process asks this table"));
    return found();
  }

  List<String> messagesAndErrorsAreConstantsOfTheContract() {
    for (ProcessModel model : models) {
      Set<String> constants = contract(model).map(Code::constants).orElse(Set.of());
      for (Message message : model.all(Message.class)) {
        String name = message.getId().replaceFirst("^Message_", "Msg_");
        check(name.equals(message.getName()), message.getId(), "its name is %s", message.getName());
        check(
            constants.contains(message.getName()), message.getId(), "no constant of the contract");
      }
      for (Error error : model.all(Error.class)) {
        String code = error.getId().replaceFirst("^Error_", "Err_");
        check(
            code.equals(error.getErrorCode()),
            error.getId(),
            "its code is %s",
            error.getErrorCode());
        check(
            constants.contains(error.getErrorCode()), error.getId(), "no constant of the contract");
      }
    }
    return found();
  }

  List<String> everyIdIsChosen() {
    for (ProcessModel model : models) {
      model
          .elements()
          .map(element -> element.getAttribute("id"))
          .filter(id -> INVENTED_ID.matcher(id).matches())
          .forEach(id -> violate(id, "was invented by a tool"));
      check(
          model.bpmn().getDefinitions().getId().equals("Definitions_" + model.id()),
          model.file(),
          "its definitions are called %s",
          model.bpmn().getDefinitions().getId());
      for (FlowElement element : model.all(FlowElement.class)) {
        checkPrefix(element, prefix(element));
      }
      for (Message message : model.all(Message.class)) {
        checkPrefix(message, "Message_");
      }
      for (Error error : model.all(Error.class)) {
        checkPrefix(error, "Error_");
      }
      for (EventDefinition definition : model.all(EventDefinition.class)) {
        BaseElement event = (BaseElement) definition.getParentElement();
        check(
            definition.getId() != null && definition.getId().startsWith(event.getId() + "_"),
            event.getId(),
            "its definition is called %s",
            definition.getId());
      }
    }
    return found();
  }

  private void checkPrefix(BaseElement element, String prefix) {
    check(
        element.getId().startsWith(prefix)
            && CHOSEN_NAME.matcher(element.getId().substring(prefix.length())).matches(),
        element.getId(),
        "should be %s and a name",
        prefix);
  }

  private static String prefix(FlowElement element) {
    if (element instanceof StartEvent) {
      return "StartEvent_";
    }
    if (element instanceof EndEvent) {
      return "EndEvent_";
    }
    if (element instanceof SequenceFlow) {
      return "Flow_";
    }
    if (element instanceof Gateway) {
      return "Gateway_";
    }
    if (element instanceof Event event) {
      boolean timer = !event.getChildElementsByType(TimerEventDefinition.class).isEmpty();
      boolean milestone =
          element instanceof IntermediateThrowEvent
              && event.getChildElementsByType(EventDefinition.class).isEmpty();
      return timer ? "Timer_" : milestone ? "Milestone_" : "Event_";
    }
    String type = element.getElementType().getTypeName();
    return Character.toUpperCase(type.charAt(0)) + type.substring(1) + "_";
  }

  List<String> flowsOfAQuestionBearItsName() {
    for (ProcessModel model : models) {
      for (Gateway gateway : splitting(model)) {
        String question = gateway.getId().replaceFirst("^Gateway_", "");
        for (SequenceFlow flow : gateway.getOutgoing()) {
          check(
              flow.getId().matches("Flow_" + question + "[A-Z]\\w*"),
              flow.getId(),
              "should be Flow_%s and the answer",
              question);
        }
      }
    }
    return found();
  }

  // What a person reads

  /** Run every few minutes, and what they do is on record elsewhere. */
  private static final Map<String, String> KEPT_FOR =
      Map.of("JournalCheckpoint", "P30D", "StuckJobWatch", "P30D");

  List<String> everyProcessIsNamedDocumentedAndKept() {
    for (ProcessModel model : models) {
      check(isGiven(model.process().getName()), model.id(), "has no name");
      checkDocumented(model.process(), model.id());
      check(
          KEPT_FOR
              .getOrDefault(model.id(), "P1825D")
              .equals(model.process().getCamundaHistoryTimeToLiveString()),
          model.id(),
          "its history is kept for %s",
          model.process().getCamundaHistoryTimeToLiveString());
      check(model.process().isExecutable(), model.id(), "is not executable");
      check(
          model.attributeValues("executionPlatformVersion").equals(List.of("7.24.0")),
          model.id(),
          "is not meant for the platform that runs it");
    }
    return found();
  }

  List<String> whatWaitsOrSavesSaysWhy() {
    for (ProcessModel model : models) {
      for (FlowNode node : model.all(FlowNode.class)) {
        boolean timer = !node.getChildElementsByType(TimerEventDefinition.class).isEmpty();
        // The library refuses to ask a gateway that waits for events for a save point after it.
        boolean asynchronous =
            node.isCamundaAsyncBefore()
                || !(node instanceof EventBasedGateway) && node.isCamundaAsyncAfter();
        if (node instanceof UserTask || timer || asynchronous) {
          checkDocumented(node, node.getId());
        }
      }
    }
    return found();
  }

  List<String> retriesPauseAndSayWhy() {
    for (ProcessModel model : models) {
      model
          .elements()
          .filter(element -> element.getLocalName().equals("failedJobRetryTimeCycle"))
          .forEach(
              element -> {
                String place = Xml.place(element);
                FlowNode node = model.bpmn().getModelElementById(place);
                checkDocumented(node, place);
                check(
                    node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter() || eachIsAsync(node),
                    place,
                    "has retries but no job");
                for (String pause : Xml.text(element).split(",", -1)) {
                  check(isPause(pause), place, "its pause '%s' is none", pause);
                }
              });
    }
    return found();
  }

  /** One job for each of many that the activity is about. */
  private static boolean eachIsAsync(FlowNode node) {
    return node instanceof Activity activity
        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics each
        && each.isCamundaAsyncBefore();
  }

  private static boolean isPause(String pause) {
    try {
      return Duration.parse(pause.strip()).toSeconds() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void checkDocumented(BaseElement element, String place) {
    check(ProcessModel.documentation(element).length() > 20, place, "is not documented");
  }

  List<String> labelsAreInSentenceCase() {
    for (ProcessModel model : models) {
      checkLabel(model.id(), model.process().getName(), true);
      for (FlowNode node : model.all(FlowNode.class)) {
        boolean silent = node instanceof ParallelGateway || node instanceof EventBasedGateway;
        if (!silent || node.getName() != null) {
          checkLabel(node.getId(), node.getName(), true);
        }
      }
      for (SequenceFlow flow : model.all(SequenceFlow.class)) {
        if (flow.getName() != null) {
          checkLabel(flow.getId(), flow.getName(), false);
        }
      }
    }
    return found();
  }

  private void checkLabel(String id, String label, boolean capital) {
    if (!isGiven(label)) {
      violate(id, "has no label");
      return;
    }
    boolean first =
        !Character.isLetter(label.charAt(0)) || Character.isUpperCase(label.charAt(0)) == capital;
    boolean rest = Stream.of(label.split(" ")).skip(1).allMatch(ModelRules::isLowerOrAcronym);
    boolean words = Stream.of(label.split(" ")).noneMatch(word -> word.matches(".*[a-z][A-Z].*"));
    check(first && rest && words && label.equals(label.strip()), id, "its label is '%s'", label);
  }

  private static boolean isLowerOrAcronym(String word) {
    return word.equals(word.toLowerCase(java.util.Locale.ROOT)) || word.matches("[A-Z0-9]{2,}\\W?");
  }

  List<String> aSplittingGatewayAsksAndItsFlowsAnswer() {
    for (ProcessModel model : models) {
      for (Gateway gateway : splitting(model)) {
        check(
            gateway.getName() != null && gateway.getName().endsWith("?"),
            gateway.getId(),
            "is no question");
        SequenceFlow standard =
            gateway instanceof ExclusiveGateway exclusive ? exclusive.getDefault() : null;
        check(standard != null, gateway.getId(), "has no default");
        for (SequenceFlow flow : gateway.getOutgoing()) {
          check(isGiven(flow.getName()), flow.getId(), "is no answer");
          boolean conditional = flow.getConditionExpression() != null;
          check(
              conditional != flow.equals(standard),
              flow.getId(),
              conditional ? "is the default and has a condition" : "has no condition");
        }
      }
    }
    return found();
  }

  /**
   * Where one of several ways is taken because of an answer: not where all of them are, nor where
   * events decide.
   */
  private static List<Gateway> splitting(ProcessModel model) {
    return model.all(Gateway.class).stream()
        .filter(
            gateway ->
                !(gateway instanceof ParallelGateway || gateway instanceof EventBasedGateway))
        .filter(gateway -> gateway.getOutgoing().size() > 1)
        .toList();
  }

  // What runs

  List<String> nothingButNamedBeansRuns() {
    Set<String> elements =
        Set.of("script", "scriptTask", "connector", "conditionalEventDefinition", "field");
    Set<String> attributes =
        Set.of(
            "class", "expression", "type", "topic", "resultVariable", "language", "scriptFormat");
    for (ProcessModel model : models) {
      model
          .elements()
          .forEach(
              element -> {
                String place = Xml.place(element);
                check(
                    !elements.contains(element.getLocalName()),
                    place,
                    "has a %s",
                    element.getLocalName());
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                  var attribute = element.getAttributes().item(i);
                  boolean schemaType =
                      "http://www.w3.org/2001/XMLSchema-instance"
                          .equals(attribute.getNamespaceURI());
                  check(
                      schemaType || !attributes.contains(attribute.getLocalName()),
                      place,
                      "has the attribute %s",
                      attribute.getLocalName());
                }
              });
    }
    return found();
  }

  List<String> everyExpressionNamesVariablesOfAContract() {
    for (ProcessModel model : models) {
      Set<String> known = variables(model);
      model
          .elements()
          .forEach(
              element -> {
                String place = Xml.place(element);
                Map<String, String> attributes = Xml.attributes(element);
                attributes.forEach(
                    (attribute, value) -> {
                      if (!attribute.equals("delegateExpression")) {
                        checkNames(value, known, isOutput(element), place);
                      }
                    });
                checkNames(Xml.text(element), known, isOutput(element), place);
              });
    }
    return found();
  }

  private static boolean isOutput(Element element) {
    return element.getLocalName().equals("outputParameter");
  }

  private void checkNames(String text, Set<String> known, boolean output, String place) {
    Matcher expression = EXPRESSION.matcher(text);
    while (expression.find()) {
      String withoutTexts = expression.group(1).replaceAll("'[^']*'|\"[^\"]*\"", "''");
      check(!withoutTexts.contains("("), place, "calls a method in %s", expression.group());
      Matcher name = NAME.matcher(withoutTexts);
      while (name.find()) {
        boolean result = output && name.group().matches("decisionResult\\.singleResult\\.\\w+");
        check(
            result
                || known.contains(name.group())
                || WORDS_OF_EXPRESSIONS.contains(name.group())
                || NAMES_OF_THE_ENGINE.contains(name.group()),
            place,
            "%s is no variable of its contract",
            name.group());
      }
    }
  }

  List<String> everyMappingNamesVariablesOfBothContracts() {
    for (ProcessModel model : models) {
      Set<String> known = variables(model);
      for (CallActivity call : model.all(CallActivity.class)) {
        Set<String> inner =
            models.stream()
                .filter(called -> called.id().equals(call.getCalledElement()))
                .findFirst()
                .map(this::variables)
                .orElseGet(this::sharedVariables);
        elementsIn(model, call)
            .forEach(
                mapping -> {
                  boolean in = mapping.getLocalName().equals("in");
                  Map<String, String> attributes = Xml.attributes(mapping);
                  checkVariable(attributes.get("source"), in ? known : inner, call);
                  checkVariable(attributes.get("target"), in ? inner : known, call);
                });
      }
      model
          .elements()
          .filter(element -> element.getLocalName().matches("(in|out)putParameter"))
          .forEach(
              element ->
                  check(
                      known.contains(element.getAttribute("name")),
                      Xml.place(element),
                      "%s is no variable of its contract",
                      element.getAttribute("name")));
    }
    return found();
  }

  private static Stream<Element> elementsIn(ProcessModel model, CallActivity call) {
    return model
        .elements()
        .filter(element -> Set.of("in", "out").contains(element.getLocalName()))
        .filter(element -> Xml.place(element).equals(call.getId()));
  }

  private void checkVariable(String name, Set<String> known, CallActivity call) {
    check(
        name == null || known.contains(name),
        call.getId(),
        "%s is no variable of the contract",
        name);
  }

  List<String> tablesReadVariablesOfTheContract() {
    for (ProcessModel model : models) {
      Set<String> known = variables(model);
      for (BusinessRuleTask task : model.all(BusinessRuleTask.class)) {
        for (String input : files.tableInputs(task.getCamundaDecisionRef())) {
          check(
              known.contains(input),
              task.getId(),
              "its table reads %s, which is no variable of the contract",
              input);
        }
      }
    }
    return found();
  }

  List<String> formsHoldTheFieldsOfTheContract() {
    for (ProcessModel model : models) {
      Class<?> contract = contract(model).orElse(null);
      if (contract == null) {
        continue;
      }
      Set<String> forms = new TreeSet<>();
      for (String form : files.forms()) {
        if (isOf(model, form)) {
          String name = form.substring(form.lastIndexOf('/') + 1);
          Code.nested(contract, name)
              .ifPresent(
                  fields -> {
                    forms.add(name);
                    compareFields(form, Code.constants(fields));
                  });
        }
      }
      for (String nested : Code.nestedNames(contract)) {
        check(forms.contains(nested), contract.getSimpleName(), "%s is no form", nested);
      }
    }
    for (String form : files.forms()) {
      String name = form.substring(form.lastIndexOf('/') + 1);
      check(
          models.stream()
              .filter(model -> isOf(model, form))
              .map(this::contract)
              .flatMap(Optional::stream)
              .anyMatch(contract -> Code.nested(contract, name).isPresent()),
          form,
          "no contract lists its fields");
    }
    return found();
  }

  private static boolean isOf(ProcessModel model, String form) {
    return form.substring(0, form.lastIndexOf('/')).equals(model.component());
  }

  private void compareFields(String form, Set<String> constants) {
    Set<String> fields = new LinkedHashSet<>(files.fields(form));
    fields.remove(KNOWN_FACTS);
    for (String field : fields) {
      check(constants.contains(field), form, "%s is no constant of its contract", field);
    }
    for (String constant : constants) {
      check(fields.contains(constant), form, "has no field %s", constant);
    }
  }

  List<String> everyCandidateGroupIsARole(Collection<String> roles) {
    for (ProcessModel model : models) {
      Set<String> known = variables(model);
      for (UserTask task : model.all(UserTask.class)) {
        String groups = Objects.requireNonNullElse(task.getCamundaCandidateGroups(), "");
        check(isGiven(groups), task.getId(), "is offered to no group");
        for (String group : groups.split(",")) {
          Matcher expression = EXPRESSION.matcher(group);
          check(
              expression.matches() ? known.contains(expression.group(1)) : roles.contains(group),
              task.getId(),
              "%s is no role",
              group);
        }
      }
    }
    return found();
  }

  List<String> aCallPassesTheBusinessKeyToAProcessThatExists() {
    Set<String> processes = new HashSet<>();
    models.forEach(model -> processes.add(model.id()));
    for (ProcessModel model : models) {
      for (CallActivity call : model.all(CallActivity.class)) {
        check(
            processes.contains(call.getCalledElement())
                || isLateBound(call.getCalledElement(), model),
            call.getId(),
            "there is no process %s",
            call.getCalledElement());
        check(
            LATEST.equals(call.getCamundaCalledElementBinding()),
            call.getId(),
            "does not take the latest version of its process");
        Collection<CamundaIn> ins =
            call.getExtensionElements() == null
                ? List.of()
                : call.getExtensionElements().getChildElementsByType(CamundaIn.class);
        check(
            ins.stream().anyMatch(in -> BUSINESS_KEY.equals(in.getCamundaBusinessKey())),
            call.getId(),
            "does not pass the business key");
      }
    }
    return found();
  }

  /** The process that is called is known when it is called, by a variable of the contract. */
  private boolean isLateBound(String calledElement, ProcessModel model) {
    Matcher expression = EXPRESSION.matcher(calledElement);
    return expression.matches() && variables(model).contains(expression.group(1));
  }

  List<String> onlyWhatHasAStartFormIsStartedInTasklist() {
    for (ProcessModel model : models) {
      boolean form =
          model.all(StartEvent.class).stream().anyMatch(start -> start.getCamundaFormRef() != null);
      check(
          model.process().isCamundaStartableInTasklist() == form,
          model.id(),
          form ? "cannot be started in Tasklist" : "can be started in Tasklist");
    }
    return found();
  }

  List<String> whatPeopleEnterIsRecordedAndSaved() {
    for (ProcessModel model : models) {
      for (UserTask task : model.all(UserTask.class)) {
        if (model.isPlaybook()) {
          checkPlaybookListeners(task);
          continue;
        }
        List<FlowNode> next = task.getSucceedingNodes().list();
        check(
            next.size() == 1
                && next.get(0) instanceof ServiceTask
                && next.get(0).getId().startsWith("ServiceTask_Record")
                && !next.get(0).isCamundaAsyncBefore(),
            task.getId(),
            "no step records its form in the same transaction");
        if (next.size() == 1) {
          FlowNode step = next.get(0);
          check(
              step.isCamundaAsyncAfter() || endsOrComesBack(step, task),
              step.getId(),
              "no save point after it");
        }
        check(!task.isCamundaAsyncBefore(), task.getId(), "a save point before it helps nobody");
      }
    }
    return found();
  }

  private void checkPlaybookListeners(UserTask task) {
    List<String> listeners =
        task.getExtensionElements() == null
            ? List.of()
            : task.getExtensionElements().getChildElementsByType(CamundaTaskListener.class).stream()
                .map(found -> found.getCamundaEvent() + found.getCamundaDelegateExpression())
                .toList();
    for (String listener : PLAYBOOK_LISTENERS) {
      check(listeners.contains(listener), task.getId(), "does not name the listener %s", listener);
    }
    check(!task.isCamundaAsyncBefore(), task.getId(), "a save point before it helps nobody");
  }

  List<String> playbooksAreDrawnFromStepsQuestionsAndTimers() {
    for (ProcessModel model : models) {
      if (!model.isPlaybook()) {
        continue;
      }
      for (Activity activity : model.all(Activity.class)) {
        check(activity instanceof UserTask, activity.getId(), "is nothing that a person does");
      }
      for (Event event : model.all(Event.class)) {
        check(
            event.getChildElementsByType(EventDefinition.class).stream()
                .allMatch(definition -> definition instanceof TimerEventDefinition),
            event.getId(),
            "needs somebody to send or catch it");
      }
      for (UserTask task : model.all(UserTask.class)) {
        checkQuestion(task);
      }
      for (ParallelGateway gateway : model.all(ParallelGateway.class)) {
        check(
            gateway.getIncoming().size() < 2 || gateway.isCamundaAsyncBefore(),
            gateway.getId(),
            "refuses one of two who finish at once");
      }
      for (Gateway gateway : splitting(model)) {
        check(
            gateway.getPreviousNodes().list().stream().allMatch(ModelRules::isQuestion),
            gateway.getId(),
            "stands behind something that is no question");
      }
    }
    return found();
  }

  /** A question is answered by yes or no, and the gateway right after it reads which. */
  private void checkQuestion(UserTask task) {
    List<FlowNode> next = task.getSucceedingNodes().list();
    if (!isQuestion(task)) {
      return;
    }
    boolean asked = next.size() == 1 && next.get(0) instanceof ExclusiveGateway;
    check(asked, task.getId(), "no gateway follows the question");
    if (asked) {
      List<String> conditions =
          next.get(0).getOutgoing().stream()
              .filter(flow -> flow.getConditionExpression() != null)
              .map(flow -> flow.getConditionExpression().getTextContent())
              .toList();
      check(
          conditions.equals(List.of("${answer}")) && next.get(0).getOutgoing().size() == 2,
          next.get(0).getId(),
          "does not read the answer but %s",
          conditions);
    }
  }

  private static boolean isQuestion(FlowNode node) {
    return node instanceof UserTask task && "PlaybookQuestion".equals(task.getCamundaFormRef());
  }

  /** Nothing that people entered is lost where the process ends at once, or asks the same again. */
  private static boolean endsOrComesBack(FlowNode step, UserTask task) {
    Set<FlowNode> passed = new HashSet<>(Set.of(step));
    Deque<FlowNode> open = new ArrayDeque<>(step.getSucceedingNodes().list());
    while (!open.isEmpty()) {
      FlowNode node = open.pop();
      boolean another = node instanceof UserTask && !node.equals(task);
      if (another || node.isCamundaAsyncBefore()) {
        return false;
      }
      if (!node.equals(task) && passed.add(node)) {
        open.addAll(node.getSucceedingNodes().list());
      }
    }
    return true;
  }

  // Helpers

  private static String contractName(ProcessModel model) {
    if (model.isPlaybook()) {
      return model.javaPackage() + ".PlaybookProcess";
    }
    return model.javaPackage() + "." + model.file() + "Process";
  }

  private Optional<Class<?>> contract(ProcessModel model) {
    return Code.find(contractName(model));
  }

  /** What a process may name: the constants of its contract and those that all processes share. */
  private Set<String> variables(ProcessModel model) {
    Set<String> names = new TreeSet<>();
    contract(model).ifPresent(type -> names.addAll(Code.allConstants(type)));
    names.addAll(sharedVariables());
    return names;
  }

  private Set<String> sharedVariables() {
    return Code.find("org.ims.engine.IncidentLifecycleProcess")
        .map(Code::allConstants)
        .orElse(Set.of());
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }

  private void check(boolean holds, String place, String sentence, Object... details) {
    if (!holds) {
      violate(place, sentence, details);
    }
  }

  private void violate(String place, String sentence, Object... details) {
    violations.add(place + ": " + sentence.formatted(details));
  }

  private List<String> found() {
    List<String> found = violations.stream().distinct().sorted().toList();
    violations.clear();
    return Collections.unmodifiableList(found);
  }
}
