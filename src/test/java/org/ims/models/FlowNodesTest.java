package org.ims.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ims.testing.ImsTest;
import org.ims.testing.PassesEveryNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every flow node of every process is passed by some test: each process has a test of its own name
 * that fails while a node is left out, see {@link PassesEveryNode}. Playbooks, of which there may
 * be new ones at any time, are all passed by the one test that works whatever lies in their folder.
 */
class FlowNodesTest {

  static List<ProcessModel> processes() {
    return ProjectFiles.read().processes().stream().filter(model -> !model.isPlaybook()).toList();
  }

  @ParameterizedTest
  @MethodSource("processes")
  void aTestPassesEveryNodeOfTheProcess(ProcessModel model) throws ClassNotFoundException {
    String where = model.component().isEmpty() ? "lifecycle" : model.component().replace('/', '.');
    Class<?> test = Class.forName("org.ims." + where + "." + model.id() + "Test");

    assertThat(test).hasAnnotations(ImsTest.class, PassesEveryNode.class);
    assertThat(test.getAnnotation(PassesEveryNode.class).value()).isEqualTo(model.id());
  }
}
