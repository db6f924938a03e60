package org.ims.engine.adapter;

final class ClientCommands {}
