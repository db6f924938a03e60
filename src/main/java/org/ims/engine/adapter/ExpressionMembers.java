package org.ims.engine.adapter;

import java.beans.FeatureDescriptor;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotWritableException;
import org.camunda.spin.json.SpinJsonNode;
import org.joda.time.DateTime;

/**
 * Decides which properties and methods an expression may use: those in a short list per type, all
 * of which only read. Everything else is refused, above all {@code class} and the process engine,
 * from which an expression could reach any code.
 */
class ExpressionMembers extends ELResolver {

  private static final Map<Class<?>, Set<String>> ALLOWED = new LinkedHashMap<>();

  /** Of what the type is known beforehand. */
  private static final Map<String, Class<?>> OF_KNOWN_TYPE =
      Map.of(
          "execution", DelegateExecution.class,
          "task", DelegateTask.class,
          "task.execution", DelegateExecution.class);

  static {
    allow(
        DelegateExecution.class,
        "id processInstanceId processBusinessKey businessKey processDefinitionId"
            + " currentActivityId currentActivityName parentActivityInstanceId activityInstanceId"
            + " eventName getVariable getVariableLocal hasVariable hasVariableLocal");
    allow(
        DelegateTask.class,
        "id name description priority assignee owner dueDate followUpDate createTime"
            + " taskDefinitionKey executionId processInstanceId processDefinitionId eventName"
            + " execution getVariable getVariableLocal hasVariable hasVariableLocal");
    allow(
        DmnDecisionResult.class,
        "singleResult firstResult singleEntry collectEntries size isEmpty empty get resultList");
    allow(
        DmnDecisionResultEntries.class,
        "singleEntry firstEntry getEntry get containsKey size isEmpty empty entryMap");
    allow(
        SpinJsonNode.class,
        "prop hasProp elements fieldNames value stringValue numberValue boolValue isObject"
            + " isArray isNull isString isNumber isBoolean isValue");
    allow(Map.class, "get containsKey containsValue isEmpty size keySet values");
    allow(Collection.class, "get contains containsAll indexOf isEmpty size");
    allow(
        CharSequence.class,
        "length isEmpty empty isBlank blank contains startsWith endsWith equals equalsIgnoreCase"
            + " toLowerCase toUpperCase trim strip substring indexOf lastIndexOf concat toString");
    allow(Number.class, "intValue longValue doubleValue compareTo equals toString");
    allow(Boolean.class, "booleanValue equals toString");
    allow(Enum.class, "name toString equals compareTo");
    allow(Date.class, "time before after equals compareTo toString");
    allow(Calendar.class, "time timeInMillis before after");
    allow(
        DateTime.class,
        "toDate millis plusYears plusMonths plusWeeks plusDays plusHours plusMinutes plusSeconds"
            + " minusYears minusMonths minusWeeks minusDays minusHours minusMinutes minusSeconds"
            + " withTimeAtStartOfDay withDayOfWeek withDayOfMonth withDayOfYear withHourOfDay"
            + " withMinuteOfHour withSecondOfMinute withMillisOfSecond isBefore isAfter"
            + " beforeNow afterNow toString");
    allow(
        Temporal.class,
        "plusYears plusMonths plusWeeks plusDays plusHours plusMinutes plusSeconds minusYears"
            + " minusMonths minusWeeks minusDays minusHours minusMinutes minusSeconds isBefore"
            + " isAfter toEpochMilli year monthValue dayOfMonth hour minute toString equals");
    allow(TemporalAmount.class, "toDays toHours toMinutes toMillis seconds toString equals");
  }

  private final BeanELResolver beans = new BeanELResolver(true);

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (base == null || property == null || readByOthers(base, property)) {
      return null;
    }
    refuseUnlessAllowed(base, property.toString());
    return beans.getValue(context, base, property);
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] paramTypes, Object[] params) {
    if (base == null || method == null) {
      return null;
    }
    refuseUnlessAllowed(base, method.toString());
    return beans.invoke(context, base, method, paramTypes, params);
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    if (base != null) {
      throw new PropertyNotWritableException("An expression may not change " + property + ".");
    }
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return Collections.emptyIterator();
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  /** Keys of maps, indexes of lists and arrays are data, for which other resolvers follow. */
  private static boolean readByOthers(Object base, Object property) {
    if (base instanceof DmnDecisionResult) {
      return property instanceof Number;
    }
    return base instanceof Map<?, ?>
        || base instanceof java.util.List<?>
        || base.getClass().isArray();
  }

  /**
   * Whether a member may be used, as far as that is known without the value that it is asked of.
   *
   * @param path of names that stands before it; where its type is not known, any type may be it
   */
  static boolean isAllowed(String path, String member) {
    Class<?> type = OF_KNOWN_TYPE.get(path);
    return ALLOWED.keySet().stream()
        .filter(known -> type == null || known == type)
        .anyMatch(known -> isAllowed(known, member));
  }

  private static boolean isAllowed(Class<?> type, String member) {
    Set<String> members = ALLOWED.get(type);
    return members.contains(member) || members.contains(propertyOf(member));
  }

  private static void refuseUnlessAllowed(Object base, String member) {
    if (ALLOWED.keySet().stream()
        .anyMatch(type -> type.isInstance(base) && isAllowed(type, member))) {
      return;
    }
    throw new ELException("Expressions may not use '" + member + "' here.");
  }

  /** The property that a getter reads: {@code getPriority()} is as harmless as {@code priority}. */
  private static String propertyOf(String member) {
    String rest =
        member.startsWith("get")
            ? member.substring(3)
            : member.startsWith("is") ? member.substring(2) : "";
    return rest.isEmpty() ? member : Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
  }

  private static void allow(Class<?> type, String members) {
    ALLOWED.put(
        type,
        Stream.of(members)
            .flatMap(list -> Arrays.stream(list.split(" ")))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
