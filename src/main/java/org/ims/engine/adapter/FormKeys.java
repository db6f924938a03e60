package org.ims.engine.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;

/** Which variables a form lets its user enter. */
class FormKeys {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEPLOYED = "deployment:";
  private static final Set<String> INPUTS =
      Set.of(
          "textfield",
          "textarea",
          "number",
          "datetime",
          "checkbox",
          "checklist",
          "radio",
          "select",
          "taglist",
          "expression");

  private final Map<String, Set<String>> cache = new ConcurrentHashMap<>();

  /** The keys of the form's fields; none when there is no form. */
  Set<String> of(FormData form, CommandContext context) {
    Set<String> keys = new TreeSet<>();
    if (form == null) {
      return keys;
    }
    form.getFormFields().forEach(field -> keys.add(field.getId()));
    CamundaFormRef reference = form.getCamundaFormRef();
    String formKey = form.getFormKey();
    if (formKey != null && formKey.contains(DEPLOYED) && formKey.endsWith(".form")) {
      String resource = formKey.substring(formKey.indexOf(DEPLOYED) + DEPLOYED.length());
      keys.addAll(deployed(form.getDeploymentId(), resource, context));
    } else if (reference != null && reference.getKey() != null) {
      CamundaFormDefinition definition =
          context.runWithoutAuthorization(
              new GetCamundaFormDefinitionCmd(reference, form.getDeploymentId()));
      if (definition != null) {
        keys.addAll(deployed(definition.getDeploymentId(), definition.getResourceName(), context));
      }
    }
    return keys;
  }

  private Set<String> deployed(String deploymentId, String resource, CommandContext context) {
    return cache.computeIfAbsent(
        deploymentId + "/" + resource, key -> read(deploymentId, resource, context));
  }

  private static Set<String> read(String deploymentId, String resource, CommandContext context) {
    try (InputStream form =
        context.runWithoutAuthorization(new GetDeploymentResourceCmd(deploymentId, resource))) {
      return of(JSON.readTree(form));
    } catch (IOException e) {
      throw new UncheckedIOException("The form " + resource + " cannot be read", e);
    }
  }

  static Set<String> of(JsonNode form) {
    Set<String> keys = new TreeSet<>();
    collect(form, keys);
    return keys;
  }

  private static void collect(JsonNode container, Set<String> keys) {
    for (JsonNode component : container.path("components")) {
      if (component.path("disabled").asBoolean()) {
        continue;
      }
      String type = component.path("type").asText();
      String path = component.path("path").asText();
      if (INPUTS.contains(type)) {
        add(component.path("key").asText(), keys);
      } else if (type.equals("dynamiclist")) {
        add(path, keys);
      } else if (type.equals("group")) {
        if (path.isEmpty()) {
          collect(component, keys);
        } else {
          add(path, keys);
        }
      }
    }
  }

  /** A dotted key writes into one variable, the one before the first dot. */
  private static void add(String key, Set<String> keys) {
    if (!key.isEmpty()) {
      int dot = key.indexOf('.');
      keys.add(dot < 0 ? key : key.substring(0, dot));
    }
  }
}
