package org.ims.incident;

/**
 * The record of what happened, to which anybody may add and in which nobody can change anything.
 * What is added belongs to the transaction that is under way: both are kept, or neither.
 */
public interface Journal {

  /**
   * Adds an entry; its number in the chain of its incident is given when the transaction ends.
   *
   * @throws IllegalStateException when no transaction is under way
   */
  void record(JournalFact fact);
}
