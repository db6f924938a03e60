package org.ims.engine.adapter;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotWritableException;
import org.ims.engine.gate.AllowedExpressions;
import org.springframework.beans.factory.BeanFactory;

/**
 * Evaluates the expressions of models and saved filters. In contrast to the engine's own manager it
 * shows them variables, and of the application's beans only delegates and listeners.
 */
class GuardedExpressions extends JuelExpressionManager implements AllowedExpressions {

  private final BeanFactory factory;

  GuardedExpressions(BeanFactory factory) {
    this.factory = factory;
  }

  @Override
  protected ELResolver createElResolver() {
    CompositeELResolver resolvers = new CompositeELResolver();
    resolvers.add(new VariableScopeElResolver());
    resolvers.add(new VariableContextElResolver());
    resolvers.add(new DelegateBeans());
    // Before the list's resolver, which would take "singleResult" for an index of a decision
    // result.
    resolvers.add(new ExpressionMembers());
    resolvers.add(new ArrayELResolver(true));
    resolvers.add(new ListELResolver(true));
    resolvers.add(new MapELResolver(true));
    return resolvers;
  }

  @Override
  public boolean isDelegate(String bean, Part part) {
    return isBean(bean)
        && factory.isTypeMatch(
            bean,
            switch (part) {
              case SERVICE -> JavaDelegate.class;
              case EXECUTION_LISTENER -> ExecutionListener.class;
              case TASK_LISTENER -> TaskListener.class;
            });
  }

  @Override
  public boolean isBean(String name) {
    return factory.containsBean(name)
        && (factory.isTypeMatch(name, JavaDelegate.class)
            || factory.isTypeMatch(name, ExecutionListener.class)
            || factory.isTypeMatch(name, TaskListener.class));
  }

  @Override
  public boolean isMember(String path, String member) {
    return ExpressionMembers.isAllowed(path, member);
  }

  private final class DelegateBeans extends ELResolver {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base != null || !(property instanceof String name) || !isBean(name)) {
        return null;
      }
      context.setPropertyResolved(true);
      return factory.getBean(name);
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      if (base == null && property instanceof String name && isBean(name)) {
        throw new PropertyNotWritableException("An expression may not replace " + name + ".");
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
  }
}
