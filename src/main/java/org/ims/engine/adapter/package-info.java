/**
 * The only place that touches the engine's internals, so that a fork of the engine stays in reach.
 */
package org.ims.engine.adapter;
