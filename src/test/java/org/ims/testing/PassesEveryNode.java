package org.ims.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of the class pass every node of a process between them; a node that none of them passes
 * fails the class. When only some of its tests run, nothing is asked of them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(NodeCoverage.class)
public @interface PassesEveryNode {

  /** The id of the process. */
  String value();
}
