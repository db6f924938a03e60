package org.ims.engine.gate;

/** What expressions may reach when they are evaluated; the gate asks the same guard beforehand. */
public interface AllowedExpressions {

  /** What a bean is called for. */
  enum Part {
    SERVICE,
    EXECUTION_LISTENER,
    TASK_LISTENER
  }

  /** Whether the application has a bean of this name that can play this part. */
  boolean isDelegate(String bean, Part part);

  /** Whether the name is that of any bean that an expression can reach. */
  boolean isBean(String name);

  /**
   * Whether an expression may use a property or method.
   *
   * @param path of names that stands before it, as {@code execution}; where the guard cannot tell
   *     its type, what it allows of any type is allowed
   */
  boolean isMember(String path, String member);
}
