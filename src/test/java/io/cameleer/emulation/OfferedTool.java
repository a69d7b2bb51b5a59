package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;

/** A tool the model may call now. */
record OfferedTool(String name, JsonNode parameters) {}
