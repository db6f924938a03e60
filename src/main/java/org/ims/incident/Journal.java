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

  /**
   * Says that the transaction under way may have something to record at its very end, when it is
   * too late to begin. Does nothing without a transaction.
   */
  void join();
}
